"""«Итоги школы»: sessions, participants, people and hours of a time, by class and form; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.catalogs import Html, Translator
from bot.forms import builtin
from bot.msgid import msgid
from bot.rules import spans
from bot.rules.periods import Period
from bot.rules.spans import Span, Standing
from bot.screens import spans as said
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, lines
from storage.records.attendance import SchoolTotals
from storage.records.school import SchoolClass


@dataclass(frozen=True, slots=True)
class Shown:
    """The totals of a time: of all, by class in the order of the lists, by form."""

    span: Span
    standing: Standing
    whole: SchoolTotals
    classes: Mapping[int, SchoolTotals]
    forms: Mapping[str, SchoolTotals]
    titles: Mapping[int, SchoolClass]


def shown(t: Translator, of: Shown, today: date) -> Screen:
    """Show the totals; another time is pressed or typed."""
    text = lines(
        bold(t.plain(msgid("Totals of the school: {period}"), period=said.name(t, of.span))),
        t("{counts}", counts=_counts(t, of.whole)),
        *_parts(t, t.plain(msgid("By class")), _by_class(t, of)),
        *_parts(t, t.plain(msgid("By form")), _by_form(t, of)),
        said.standing(t, of.standing),
        t(msgid("Another time? Press it, or write days, for example 10.01 - 25.03.")),
    )
    return Screen(text, column(_times(t, of, today)))


def _counts(t: Translator, one: SchoolTotals) -> str:
    text = msgid(
        "sessions: {sessions}, participants: {participants}, people: {people}, hours: {hours}"
    )
    return t.plain(
        text,
        sessions=one.sessions,
        participants=one.participants,
        people=one.people,
        hours=one.hours,
    )


def _parts(t: Translator, title: str, found: Mapping[str, SchoolTotals]) -> list[Html]:
    if not found:
        return []
    rows = [
        t("{name}: {counts}", name=name, counts=_counts(t, one)) for name, one in found.items()
    ]
    return [bold(title), *rows]


def _by_class(t: Translator, of: Shown) -> dict[str, SchoolTotals]:
    title = msgid("«{title}», {year}")
    return {
        t.plain(title, title=one.title, year=str(one.year)): of.classes[key]
        for key, one in of.titles.items()
        if key in of.classes
    }


def _by_form(t: Translator, of: Shown) -> dict[str, SchoolTotals]:
    labels = builtin.labels("session", "form", t.language)
    return {labels[key]: of.forms[key] for key in labels if key in of.forms}


def _times(t: Translator, of: Shown, today: date) -> list[Button]:
    quarter, year = Period.of("quarter", today), Period.of("year", today)
    offered = (quarter, quarter.previous, Period.of("half", today), year, year.previous)
    found = [
        Button(cut(_opened(said.name(t, one)), WIDE), f"roll.totals:{spans.press(one)}")
        for one in offered
        if one != of.span
    ]
    return [*found, Button(t.plain(msgid("To the school")), "do:school")]


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]
