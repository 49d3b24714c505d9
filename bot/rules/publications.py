"""What publications there are: kinds and series, as the library calls them; pure.

Kinds by domain.md section 6 (terms of ГОСТ 7.60-2003 and those of the customer's own lists).
Labels are data in both languages, not texts of the interface: a list of publications is printed
in the language of the reader, the titles in their own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.errors import BadAnswerError
from bot.forms import inputs
from bot.msgid import msgid
from bot.rules import folding, named_days
from storage.records.publications import Publication, PublicationFields

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
    "instruction": Kind("инструктивные материалы", "інструктыўныя матэрыялы", "methodical"),
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


# -------------------------------------------------------------------- what is typed


def days_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return (month, day) of typed days: «9 мая, 22.06, День матери»; raise BadAnswerError."""
    found = set()
    for part in filter(None, (one.strip() for one in _BETWEEN.split(text))):
        days = _written(part) if _DIGIT.search(part) else _named(part)
        if not days:
            raise BadAnswerError(NO_DAY, text=part)
        found |= days
    if len(found) > DAYS:
        raise BadAnswerError(MANY_DAYS, limit=DAYS)
    return tuple(sorted(found))


def _written(text: str) -> set[tuple[int, int]]:
    on = inputs.plain_date(text, LEAP)
    return set() if on is None else {(on.month, on.day)}


def _named(text: str) -> set[tuple[int, int]]:
    """Return the days that have a name and are the same each year."""
    named = named_days.named(folding.words(text))
    return {one.day for one in named if one.day is not None}


def written_days(days: Sequence[tuple[int, int]]) -> str:
    """Return days as they are typed: «09.05, 22.06»."""
    return ", ".join(f"{on:02}.{month:02}" for month, on in days)


def title_of_file(name: str) -> str:
    """Return the title that a file's name tells, without its ending, numbers and underscores."""
    stem = name.rpartition(".")[0] if _ENDING.search(name) else name
    words = " ".join(stem.replace("_", " ").split())
    return plain_title(_NUMBERED.sub("", words))[:TITLE]


def likely_kinds(text: str) -> tuple[str, ...]:
    """Return the kinds that a title or a file's name speaks of, the surest first."""
    said = text.casefold().replace("ё", "е")
    return tuple(dict.fromkeys(kind for stem, kind in _STEMS if stem in said))


def year_in(title: str, issued_year: int) -> int | None:
    """Return the one year that a title names, where it is not the year of issue."""
    named = {int(one) for one in _YEAR.findall(title)} - {issued_year}
    return named.pop() if len(named) == 1 else None


# -------------------------------------------------------------------- read from a publication


def name_of(kind: str, genre: str | None, language: str) -> str:
    """Return what a publication is called: its genre where the kind says nothing, else both."""
    if genre and kind == "other":
        return genre
    known = KINDS[kind].name(language) if kind in KINDS else kind
    return f"{known}, {genre}" if genre else known


def day_of(one: Publication, created_on: date) -> date:
    """Return the day by which a publication lies in a period.

    The day of issue; else the day it was added, or the last day of an earlier year.
    """
    if one.issued_on is not None:
        return one.issued_on
    return created_on if created_on.year == one.issued_year else date(one.issued_year, 12, 31)


def language_of(one: PublicationFields) -> str:
    """Return the language of a publication by its letters: be or ru."""
    said = f"{one.title} {one.subtitle or ''} {one.about or ''}"
    return "be" if _BELARUSIAN.search(said) else "ru"


def year_days(year: int) -> tuple[date, date]:
    """Return the first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def in_report(year: Sequence[Publication]) -> tuple[list[Publication], bool]:
    """Return what the report names of a year in its order, and whether «и др.» follows.

    «И др.» stands where something was issued that is not named.
    """
    named = [one for one in year if one.in_report]
    return named, len(named) < len(year)


UNREAD_DAYS: Final = 90  # in the catalogue for so long, and never opened
LEAP: Final = date(2024, 1, 1)  # so that 29 February is a day
DAYS: Final = 12
NO_DAY: Final = msgid("Write days like «9 May, 3 July», please: «{text}» is no day of the year.")
MANY_DAYS: Final = msgid("At most {limit} days, please.")
_DIGIT: Final = re.compile(r"\d")
_BETWEEN: Final = re.compile(r"[,;\n]|\s(?:и|і|and)\s")
_ENDING: Final = re.compile(r"[.][A-Za-z]{2,4}$")
_NUMBERED: Final = re.compile(r"^(?:\d{1,3}[.)]\s*|(?:копия|копія|copy)\s+)", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_BELARUSIAN: Final = re.compile("[іІўЎ]")
_STEMS: Final = (
    ("сценарных мат", "scenarios"),
    ("сцэнарных мат", "scenarios"),
    ("сценари", "scenario"),
    ("сцэнар", "scenario"),
    ("вечер", "scenario"),
    ("вечарын", "scenario"),
    ("праздник", "scenario"),
    ("свята", "scenario"),
    ("викторин", "scenario"),
    ("віктарын", "scenario"),
    ("памятк", "memo"),
    ("календар", "calendar"),
    ("каляндар", "calendar"),
    ("указател", "index"),
    ("паказальнік", "index"),
    ("дайджест", "digest"),
    ("дайджэст", "digest"),
    ("буклет", "booklet"),
    ("закладк", "bookmark"),
    ("рекомендац", "recommendations"),
    ("рэкамендац", "recommendations"),
    ("досье", "dossier"),
    ("дасье", "dossier"),
    ("стихо", "poems"),
    ("вершы", "poems"),
    ("путеводител", "guide"),
    ("опыт", "experience"),
    ("вопыт", "experience"),
    ("методич", "methods"),
    ("метадычн", "methods"),
)
