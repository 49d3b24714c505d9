"""What publications there are: kinds and series, as the library calls them; pure.

Kinds by domain.md section 6 (terms of ГОСТ 7.60-2003 and those of the customer's own lists).
Labels are data in both languages, not texts of the interface: a list of publications is printed
in the language of the reader, the titles in their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SERIES: Final = ("scenarios", "methodical")
TITLE: Final = 300  # characters


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of publication; `series` None: it may belong to either, so it is asked."""

    ru: str
    be: str
    series: str | None

    def name(self, language: str) -> str:
        """Return the name in `language`."""
        return self.be if language == "be" else self.ru


KINDS: Final[Mapping[str, Kind]] = {
    "scenarios": Kind("сборник сценарных материалов", "зборнік сцэнарных матэрыялаў", "scenarios"),
    "scenario": Kind("сценарий", "сцэнарый", "scenarios"),
    "poems": Kind("сборник стихов", "зборнік вершаў", "scenarios"),
    "index": Kind("рекомендательный указатель", "рэкамендацыйны паказальнік", None),
    "methods": Kind("методические материалы", "метадычныя матэрыялы", "methodical"),
    "info_methods": Kind(
        "информационно-методические материалы",
        "інфармацыйна-метадычныя матэрыялы",
        "methodical",
    ),
    "recommendations": Kind("методические рекомендации", "метадычныя рэкамендацыі", "methodical"),
    "instruction": Kind("инструктивные материалы", "інструкцыйныя матэрыялы", "methodical"),
    "experience": Kind("описание опыта", "апісанне вопыту", "methodical"),
    "memo": Kind("памятка", "памятка", "methodical"),
    "calendar": Kind(
        "календарь юбилейных и памятных дат", "каляндар юбілейных і памятных дат", "methodical"
    ),
    "dossier": Kind("информационное досье", "інфармацыйнае дасье", "methodical"),
    "digest": Kind("дайджест", "дайджэст", None),
    "review": Kind("обзор", "агляд", None),
    "bulletin": Kind("бюллетень", "бюлетэнь", "methodical"),
    "guide": Kind("путеводитель", "даведнік-пуцяводнік", None),
    "reference": Kind("справочник", "даведнік", "methodical"),
    "booklet": Kind("буклет", "буклет", None),
    "bookmark": Kind("закладка", "закладка", None),
    "other": Kind("другое издание", "іншае выданне", None),
}


def series_of(kind: str) -> str | None:
    """Return the series that follows from a kind; None where it has to be asked."""
    return KINDS[kind].series


def plain_title(text: str) -> str:
    """Return a title without quotation marks around it, a point at its end and double spaces."""
    line = " ".join(text.split()).removesuffix(".").strip()
    for left, right in (("«", "»"), ('"', '"'), ("“", "”"), ("„", "“")):
        inner = line[1:-1]
        if len(line) > 1 and line[0] == left and line[-1] == right and left not in inner:
            return inner.strip()
    return line
