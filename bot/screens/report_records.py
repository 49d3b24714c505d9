"""The records behind a number, in words, and where each one is opened; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from json import loads
from typing import Any, Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.rules import consulting
from bot.screens import monitoring
from bot.screens.screen import inner
from bot.screens.visits import utc_day


@dataclass(frozen=True, slots=True)
class Names:
    """How libraries, people, places and purposes of visits are called in the reader's language."""

    library: Callable[[int], str]
    person: Callable[[int], str]
    place: Callable[[int, int | None], str]  # library, settlement (None: the library's own)
    purpose: Callable[[str], str]
    day_of: Callable[[str], date] = utc_day  # of a stored moment


@dataclass(frozen=True, slots=True)
class Record:
    """A record behind a number: its key, day, library, person and what else its kind has."""

    key: str
    on: date
    library_id: int | None
    staff_id: int | None
    values: Mapping[str, Any]


# Kinds whose records have a card: the press that opens it (of an attendance: its list).
CARDS: Final[Mapping[str, str]] = {
    "visits": "visit.card",
    "plan": "plan.line",
    "plan_done": "plan.line",
    "recommendations": "rec.card",
    "rounds": "round.card",
    "contests": "contest.card",
    "entries": "entry.card",
    "awards": "entry.card",
    "classes": "class.card",
    "sessions": "session.card",
    "attendances": "session.card",
    "publications": "pub.card",
    "campaigns": "campaign.card",
    "units": "unit.card",
    "consultations": "consult.card",
    "site": "site.line",
}

MONTHS: Final = frozenset({"plan", "plan_done", "figures"})  # kinds whose records are of a month
CONTESTS: Final = frozenset({"contests", "entries", "awards"})  # they count on its last day
YEARS: Final = frozenset({"publications"})  # of a year; some have a day as well


def opening(kind: str, one: Record) -> str:
    """Return the press that opens a record's card; nothing where it has none."""
    if kind not in CARDS:
        return ""
    return f"{CARDS[kind]}:{one.key.partition('/')[0]}"


def words(t: Translator, kind: str, one: Record, names: Names) -> str:
    """Say which record it is, without its day, as plain text."""
    parts = WORDS[kind](t, one, names)
    return ", ".join(part for part in parts if part)


def told(t: Translator, kind: str, one: Record, names: Names, day: str = "%d.%m.%y") -> str:
    """Say which record it is with its day or month, as plain text."""
    if kind in CONTESTS:
        until = t.plain(msgid("contest until {day}"), day=f"{one.on:{day}}")
        return f"{words(t, kind, one, names)} ({until})"
    if kind in MONTHS:
        on = monitoring.month_of(t, f"{one.on:%Y-%m}")
    else:
        on = "" if kind in YEARS else f"{one.on:{day}}"
    return f"{on} {words(t, kind, one, names)}".strip()


Parts = tuple[str, ...]
Words = Callable[[Translator, Record, Names], Parts]


def _library(one: Record, names: Names) -> str:
    return "" if one.library_id is None else names.library(one.library_id)


def _person(one: Record, names: Names) -> str:
    return "" if one.staff_id is None else names.person(one.staff_id)


def _quoted(one: Record, column: str) -> str:
    said = one.values[column]
    return f"«{inner(said)}»" if said else ""


def _visit(t: Translator, one: Record, names: Names) -> Parts:
    if one.values["outcome"] != "held":
        return _library(one, names), t.plain(msgid("The library was closed"))
    purposes = loads(one.values["purposes"])
    return (_library(one, names), *(names.purpose(code) for code in purposes))


def _library_alone(_: Translator, one: Record, names: Names) -> Parts:
    return (_library(one, names),)


def _recommendation(_: Translator, one: Record, names: Names) -> Parts:
    return _library(one, names), one.values["recommendation"]


def _round(_: Translator, one: Record, names: Names) -> Parts:
    return (names.place(one.library_id or 0, one.values["settlement_id"]),)


def _title(_: Translator, one: Record, __: Names) -> Parts:
    return (_quoted(one, "title"),)


def _entry(_: Translator, one: Record, names: Names) -> Parts:
    return _quoted(one, "title"), _library(one, names)


def _award(t: Translator, one: Record, names: Names) -> Parts:
    own = one.values["award_be"] if t.language == "be" else None
    award = one.values["award_words"] or own or one.values["award"]
    return award, _quoted(one, "title"), _library(one, names)


def _session(_: Translator, one: Record, __: Names) -> Parts:
    return _quoted(one, "class"), one.values["topic"]


def _attendance(_: Translator, one: Record, names: Names) -> Parts:
    return _person(one, names), one.values["topic"]


def _certificate(_: Translator, one: Record, names: Names) -> Parts:
    return _person(one, names), _quoted(one, "class")


def _use(_: Translator, one: Record, names: Names) -> Parts:
    return _library(one, names), _quoted(one, "title")


def _campaign(t: Translator, one: Record, _: Names) -> Parts:
    return (one.values["name"] or monitoring.month_of(t, one.values["period"]),)


def _unit(t: Translator, one: Record, names: Names) -> Parts:
    return _library(one, names), t.plain(monitoring.STATES[one.values["state"]])


def _consultation(t: Translator, one: Record, names: Names) -> Parts:
    channel = t.plain(consulting.CHANNELS[one.values["channel"]])
    return channel, _library(one, names), one.values["subject"] or ""


WORDS: Final[Mapping[str, Words]] = {
    "visits": _visit,
    "plan": _library_alone,
    "plan_done": _library_alone,
    "recommendations": _recommendation,
    "rounds": _round,
    "contests": _title,
    "entries": _entry,
    "awards": _award,
    "classes": _title,
    "sessions": _session,
    "attendances": _attendance,
    "certificates": _certificate,
    "publications": _title,
    "uses": _use,
    "campaigns": _campaign,
    "units": _unit,
    "figures": _library_alone,
    "consultations": _consultation,
    "site": _title,
}
