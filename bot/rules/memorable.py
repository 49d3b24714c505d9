"""The calendar of anniversaries and memorable dates: a line read, a year's days; pure.

A line of a list: «9 мая — День Победы», «03.11.1882 — 140 гадоў з дня нараджэння Якуба Коласа».
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.errors import BadAnswerError
from bot.msgid import msgid
from bot.rules import folding, named_days
from storage.records.materials import MemorableDay, MemorableFields

LONGEST: Final = 200  # characters of a title
EARLIEST: Final = 800  # of the years that an event may have
AHEAD: Final = 10  # years that a calendar is made ahead
SEEMS_EVENT: Final = 2  # years back from now a date's year is that of the event

_LINE: Final = re.compile(r"(?P<day>.+?)\s*(?:[—–:;\t]|\s-\s|-\s)\s*(?P<title>\S.*)")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]0?0:00(?::00)?)?")
_DOTTED: Final = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{3,4}))?(?:\s*г(?:ода?)?\.?)?")
_WORDS: Final = re.compile(
    r"(?:(\d{1,2})\s+)?([^\W\d_]{3,})(?:\s+(\d{3,4}))?(?:\s*(?:г|год|года)\.?)?"
)

_BELARUSIAN: Final = re.compile(r"[іў]|дз[еёюя]|нн[еяю]\b|эн|рэ|шч|ць")
_RUSSIAN: Final = re.compile("[ищъ]")
_EVERYWHERE: Final = (  # beginnings of what many titles say
    "день", "дня", "дзень", "дни", "международн", "мижнародн", "всемирн", "сусветн", "рожден",
    "нараджэнн", "республик", "рэспублик", "беларус", "лет", "год", "гадо", "годовщин", "гадавин",
    "памят", "памяц", "свята", "праздник",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line, in words still to be translated."""

    row: int
    text: Any
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class When:
    """A day as a list writes it; `day` None: some day of the month."""

    month: int
    day: int | None
    year: int | None = None


def when(text: str) -> When:
    """Read «9 мая», «09.05», «3.11.1882», «2026-05-09», «май»; raise BadAnswerError."""
    typed = folding.fold(" ".join(text.split())).strip(" .")
    found = _iso(typed) or _dotted(typed) or _words(typed)
    if found is None or not 1 <= found.month <= 12 or not _is_there(found):  # noqa: PLR2004  # months
        raise BadAnswerError(
            msgid("«{text}» is no date. Write, for example: 9 мая, 09.05 or май."), text=text
        )
    return found


def _iso(text: str) -> When | None:
    match = _ISO.fullmatch(text)
    return When(int(match[2]), int(match[3]), int(match[1])) if match else None


def _dotted(text: str) -> When | None:
    match = _DOTTED.fullmatch(text)
    if match is None:
        return None
    return When(int(match[2]), int(match[1]), int(match[3]) if match[3] else None)


def _words(text: str) -> When | None:
    match = _WORDS.fullmatch(text)
    month = named_days.month_of(match[2]) if match else None
    if match is None or month is None:
        return None
    year = int(match[3]) if match[3] else None
    return When(month, int(match[1]) if match[1] else None, year)


def _is_there(found: When) -> bool:
    return found.day is None or named_days.is_day(found.month, found.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A row of a list, as text."""

    day: str
    title_ru: str = ""
    title_be: str = ""
    since: str = ""  # the year of the event
    year: str = ""  # of the calendar


def fields(cells: Cells, today: date) -> MemorableFields:
    """Read the cells of a row; raise BadAnswerError that names what is wrong."""
    if not cells.day:
        raise BadAnswerError(msgid("There is no date in this line."))
    said = when(cells.day)
    names = [_title(one) for one in (cells.title_ru, cells.title_be)]
    if not any(names):
        raise BadAnswerError(msgid("There is no title in this line."))
    since_year, of_year = _year(cells.since, today), _year(cells.year, today, ahead=AHEAD)
    if said.year is not None:
        if said.year > today.year - SEEMS_EVENT:
            of_year = of_year or _year(str(said.year), today, ahead=AHEAD)
        else:
            since_year = since_year or _year(str(said.year), today)
    return MemorableFields(
        year=of_year,
        month=said.month,
        day=said.day,
        title_ru=names[0],
        title_be=names[1],
        since_year=since_year,
    )


def _title(text: str) -> str | None:
    title = " ".join(text.split()).strip(" .;")
    if len(title) > LONGEST:
        raise BadAnswerError(
            msgid("The title is too long: {length} characters, at most {limit} fit."),
            length=len(title),
            limit=LONGEST,
        )
    return title or None


def _year(text: str, today: date, *, ahead: int = 0) -> int | None:
    typed = text.strip().removesuffix("г.").removesuffix("г").strip()
    if not typed:
        return None
    if not typed.isdecimal() or not EARLIEST <= int(typed) <= today.year + ahead:
        raise BadAnswerError(msgid("«{text}» is no year. Write four digits: 1882."), text=text)
    return int(typed)


def is_belarusian(text: str) -> bool:
    """Tell in which of the two languages a title is written; what fits both is Russian."""
    folded = text.lower()
    return bool(_BELARUSIAN.search(folded)) and not _RUSSIAN.search(folded)


def lines(text: str, today: date) -> tuple[list[MemorableFields], list[Fault]]:
    """Read a list of lines as it is typed or copied from a publication."""
    found: list[MemorableFields] = []
    faults: list[Fault] = []
    for row, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_line(line, today))
        except BadAnswerError as fault:
            faults.append(Fault(row, fault.text, dict(fault.values)))
    return found, faults


def _line(line: str, today: date) -> MemorableFields:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise BadAnswerError(
            msgid("Write a date, a dash and a title: «9 мая — День Победы». You wrote: «{text}»."),
            text=line.strip()[:60],
        )
    title = match["title"]
    is_be = is_belarusian(title)
    return fields(
        Cells(
            day=match["day"],
            title_ru="" if is_be else title,
            title_be=title if is_be else "",
        ),
        today,
    )


# -------------------------------------------------------------------- a month


def of_year(days: Iterable[MemorableDay], year: int) -> list[MemorableDay]:
    """Return what a year's calendar has, in order; days without a day of the month come last."""
    kept = [one for one in days if one.year in {None, year} and _is_in(one, year)]
    return sorted(kept, key=lambda one: (one.month, one.day or 99, one.memorable_id))


def _is_in(one: MemorableDay, year: int) -> bool:
    return one.day is None or named_days.is_in(year, one.month, one.day)


def age(one: MemorableFields, year: int) -> int | None:
    """Return how many years ago the event was in a year; None where that says nothing."""
    if one.since_year is None or one.since_year >= year:
        return None
    return year - one.since_year


def is_round(years: int) -> bool:
    """Tell whether an anniversary is one that is marked: of five years, above a hundred too."""
    return years % 5 == 0


def key(one: MemorableFields) -> tuple[Any, ...]:
    """Return what makes two lines of lists the same day."""
    title = folding.keys(one.title_ru or one.title_be or "")
    return one.year, one.month, one.day, title


def telling(title: str) -> str:
    """Return the words of a title that materials are looked for by; none of a named day's."""
    words = folding.words(title)
    if named_days.named(words):
        return ""
    return " ".join(one for one in words if not one.startswith(_EVERYWHERE))
