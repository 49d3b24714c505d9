"""The bibliographic line of a publication, ready for a list of the press; pure.

Source: ГОСТ 7.1-2003 (in Belarus СТБ ГОСТ 7.1-2004), section 7 «Аналитическое описание»: an
article is described by heading, title, «/» responsibility, «//» the edition, then areas divided
by a point and a dash. Months are shortened by ГОСТ 7.12-93 and СТБ 7.12-2001. Of a remote
resource «Режим доступа» and «Дата доступа», as the supreme attestation board of Belarus asks.
The line is in the language of the publication, never in that of the reader.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from storage.records.contests import Entry, Medium

NAMED: Final = 3  # authors at most that all stand in the line; of more the first one

_MONTHS: Final = {
    "ru": (
        "янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.",
        "нояб.", "дек.",
    ),
    "be": (
        "студз.", "лют.", "сак.", "крас.", "мая", "чэрв.", "ліп.", "жн.", "верас.", "кастр.",
        "ліст.", "снеж.",
    ),
}  # fmt: skip
_WORDS: Final = {
    "ru": {
        "online": "Электронный ресурс",
        "access": "Режим доступа",
        "accessed": "Дата доступа",
        "others": "и др.",
        "page": "С.",
    },
    "be": {
        "online": "Электронны рэсурс",
        "access": "Рэжым доступу",
        "accessed": "Дата доступу",
        "others": "і інш.",
        "page": "С.",
    },
}
_ISSUE: Final = re.compile(r"(?:№|N|вып\.?)\s*([\d/–-]+)", re.IGNORECASE)
_PAGES: Final = re.compile(
    r"(?:стр|с|p|старонка|страница)\.?\s*(\d+)(?:\s*[–—-]\s*(\d+))?", re.IGNORECASE
)
_PLAIN_PAGES: Final = re.compile(r"(\d+)(?:\s*[–—-]\s*(\d+))?")
_INITIALS: Final = re.compile(r"(?<=\.)(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is described: authors as «Фамилия И. О.», none where nobody knows them."""

    authors: Sequence[str] = ()
    title: str
    medium: str
    kind: str = "paper"  # paper, internet, air
    on: date
    place: str = ""  # as typed: «№ 40, с. 5»
    link: str = ""
    accessed_on: date | None = None  # where there is a link
    language: str = "ru"  # of the publication


def of_entry(
    entry: Entry,
    answers: Mapping[str, Any],
    medium: Medium,
    *,
    called: Callable[[int, str], str],
    accessed_on: date,
) -> Publication | None:
    """Return what an entry's form tells of a publication; None where it is none.

    `called` names a person as «Фамилия И. О.» in a language; `accessed_on` is when the link
    was sent. Who wrote about the library is not asked, so such lines begin with the title.
    """
    if entry.published_on is None:
        return None
    spoken = str(answers.get("language") or "ru")
    written = answers.get("written_by") != "journalist"
    people = (entry.staff_id, *entry.coauthors) if written else ()
    link = str(answers.get("link") or next(iter(entry.links), ""))
    return Publication(
        authors=tuple(called(one, spoken) for one in people),
        title=entry.title,
        medium=medium.name(spoken),
        kind=medium.kind,
        on=entry.published_on,
        place=str(answers.get("page") or ""),
        link=link if medium.kind != "paper" else "",
        accessed_on=accessed_on if link else None,
        language=spoken,
    )


def line(about: Publication) -> str:
    """Return the bibliographic line."""
    spoken = about.language if about.language in _WORDS else "ru"
    words = _WORDS[spoken]
    online = f" [{words['online']}]" if about.link else ""
    described = f"{_heading(about)}{_plain(about.title)}{online}{_responsible(about, words)}"
    areas = [
        f"{described} // {_plain(about.medium)}",
        str(about.on.year),
        *_issue(about, spoken),
        *_pages(about, words),
        *_access(about, words),
    ]
    return f"{_joined(areas)}."


def inverted(author: str) -> str:
    """Return «Фамилия, И. О.» of «Фамилия И. О.»."""
    surname, _, initials = author.partition(" ")
    return f"{surname}, {_INITIALS.sub(' ', initials)}" if initials else surname


def direct(author: str) -> str:
    """Return «И. О. Фамилия» of «Фамилия И. О.»."""
    surname, _, initials = author.partition(" ")
    return f"{_INITIALS.sub(' ', initials)} {surname}" if initials else surname


def _heading(about: Publication) -> str:
    if not about.authors or len(about.authors) > NAMED:
        return ""
    named = inverted(about.authors[0])
    return f"{named} " if named.endswith(".") else f"{named}. "


def _responsible(about: Publication, words: dict[str, str]) -> str:
    if not about.authors:
        return ""
    if len(about.authors) > NAMED:
        return f" / {direct(about.authors[0])} [{words['others']}]"
    return f" / {', '.join(map(direct, about.authors))}"


def _issue(about: Publication, spoken: str) -> list[str]:
    """Return the day, as newspapers are described, with the number where it was typed."""
    day = f"{about.on.day} {_MONTHS[spoken][about.on.month - 1]}"
    number = _ISSUE.search(about.place)
    return [f"{day} (№ {number[1]})" if number else day]


def _pages(about: Publication, words: dict[str, str]) -> list[str]:
    typed = about.place.strip()
    found = _PAGES.search(typed) or _PLAIN_PAGES.fullmatch(typed)
    if found is None:
        return []
    last = f"–{found[2]}" if found[2] else ""
    return [f"{words['page']} {found[1]}{last}"]


def _access(about: Publication, words: dict[str, str]) -> list[str]:
    if not about.link:
        return []
    found = [f"{words['access']}: {about.link}"]
    if about.accessed_on is not None:
        found.append(f"{words['accessed']}: {about.accessed_on:%d.%m.%Y}")
    return found


def _joined(areas: list[str]) -> str:
    """Divide areas by a point, a space and a dash; a point that is there is not doubled."""
    said = areas[0]
    for one in areas[1:]:
        said += f" – {one}" if said.endswith(".") else f". – {one}"
    return said.removesuffix(".")


def _plain(text: str) -> str:
    """Return a title without the point at its end and double spaces."""
    return " ".join(text.split()).removesuffix(".")
