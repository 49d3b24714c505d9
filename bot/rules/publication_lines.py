"""The bibliographic line of a publication of the department itself; pure.

Source: ГОСТ 7.1-2003 (in Belarus СТБ ГОСТ 7.1-2004), section 5: heading, title, «:» what it is,
«/» responsibility, then areas divided by a point and a dash: the year, the pages. Headings and
names are those of `bibliography`. The line is in the language of the publication.
"""

from collections.abc import Callable
from typing import Final

from bot.rules import bibliography
from bot.rules import publications as rules
from storage.records.publications import PublicationFields

NAMED: Final = bibliography.NAMED
_OTHERS: Final = {"ru": "и др.", "be": "і інш."}
_ONLINE: Final = {"ru": "Режим доступа", "be": "Рэжым доступу"}


def line(one: PublicationFields, called: Callable[[int, str], str], institution: str = "") -> str:
    """Return the line; `called` names a colleague as «Фамилия И. О.» in a language."""
    spoken = rules.language_of(one)
    authors = authors_of(one, called, spoken)
    described = " : ".join(
        [f"{_heading(authors)}{one.title.removesuffix('.')}", *_what(one, spoken)]
    )
    areas = [
        described + _responsible(authors, institution, spoken),
        str(one.issued_year),
        *([f"{one.pages} с."] if one.pages else []),
        *([f"{_ONLINE[spoken]}: {one.link}"] if one.link else []),
    ]
    return f"{_joined(areas)}."


def _what(one: PublicationFields, spoken: str) -> list[str]:
    """Return the kind and the subtitle; the kind is left out where either says it already."""
    kind = rules.name_of(one.kind, one.genre, spoken)
    said = [one.title.casefold(), (one.subtitle or "").casefold()]
    named = [] if any(text.startswith(kind.casefold()) for text in said) else [kind]
    return [*named, *([one.subtitle] if one.subtitle else [])]


def authors_of(
    one: PublicationFields, called: Callable[[int, str], str], language: str
) -> list[str]:
    """Return the authors as «Фамилия И. О.»: colleagues, then the others as typed."""
    others = (part.strip() for part in (one.authors or "").split(","))
    return [*(called(key, language) for key in one.author_ids), *filter(None, others)]


def _heading(authors: list[str]) -> str:
    """Return the heading: of one to three people whose initials are known the first."""
    if not 0 < len(authors) <= NAMED or "." not in authors[0]:
        return ""
    named = bibliography.inverted(authors[0])
    return f"{named} " if named.endswith(".") else f"{named}. "


def _responsible(authors: list[str], institution: str, spoken: str) -> str:
    shown = [bibliography.direct(one) if "." in one else one for one in authors]
    if len(shown) > NAMED:
        shown = [f"{shown[0]} [{_OTHERS[spoken]}]"]
    said = " ; ".join(filter(None, (institution, ", ".join(shown))))
    return f" / {said}" if said else ""


def _joined(areas: list[str]) -> str:
    """Divide areas by a point, a space and a dash; a point that is there is not doubled."""
    said = areas[0]
    for one in areas[1:]:
        said += f" – {one}" if said.endswith(".") else f". – {one}"
    return said.removesuffix(".")
