"""`/report`: the report of a time, its subjects, their numbers; other times (T40); pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import report_subjects as subjects
from bot.rules import spans
from bot.rules.measures import NAMES
from bot.rules.periods import Period
from bot.rules.report_subjects import SUBJECTS, Subject
from bot.rules.spans import Span, Standing
from bot.screens import amounts
from bot.screens import spans as said
from bot.screens.screen import WIDE, Button, Screen, bold, cut, grid, lines
from storage.records.report import Number

PRESS_NUMBER: Final = msgid("Press a number to see the records.")
NO_RECORDS: Final = msgid("There are no records of this time.")
HALVES: Final = (msgid("1st half-year"), msgid("2nd half-year"))
QUARTERS: Final = (
    msgid("1st quarter"),
    msgid("2nd quarter"),
    msgid("3rd quarter"),
    msgid("4th quarter"),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """The latest edition of the report of a time; `is_current`: it says what is said now."""

    number: int
    made_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The report of a time in numbers."""

    span: Span
    standing: Standing
    numbers: Mapping[str, Number]
    counts_trips: bool = False
    edition: Edition | None = None

    def press(self, what: str, *more: object) -> str:
        """Return a press about the report of this time."""
        return press(what, self.span, *more)


def press(what: str, span: Span, *more: object) -> str:
    """Return a press about the report of a time."""
    return ":".join((f"report.{what}", spans.press(span), *map(str, more)))


def shown(t: Translator, of: Shown, more: Iterable[Button]) -> Screen:
    """Show the subjects with their main numbers; `more`: what else there is of this time."""
    both = msgid("Visits to libraries: {visits} (trips: {trips}).")
    text = lines(
        _title(t, of),
        said.standing(t, of.standing),
        t(both, visits=of.numbers["visits"].value, trips=of.numbers["trips"].value),
        t(PRESS_NUMBER),
    )
    buttons = [
        Button(labelled(t.plain(one.label), t.number(_main(one, of))), of.press("of", one.name))
        for one in SUBJECTS.values()
    ]
    other = Button(t.plain(msgid("Another time")), of.press("times"))
    return Screen(text, (*grid(buttons), *grid((*more, other))))


def _main(subject: Subject, of: Shown) -> float:
    return subjects.main_number(subject, of.numbers, counts_trips=of.counts_trips)


def labelled(name: str, number: str) -> str:
    """Return «name: number» for a button: the name is cut, the number never."""
    return f"{cut(name, WIDE - len(number) - 2)}: {number}"


def _title(t: Translator, of: Shown) -> Html:
    title = bold(named(t, of.span))
    if of.edition is None:
        return lines(title, t(msgid("No edition of it was handed out yet.")))
    handed = t(
        msgid("Edition {number} of {on}."),
        number=of.edition.number,
        on=f"{of.edition.made_at:%d.%m.%Y}",
    )
    changed = None if of.edition.is_current else t(msgid("It has changed since."))
    return lines(title, Html(" ".join(part for part in (handed, changed) if part)))


def named(t: Translator, span: Span) -> str:
    """Name the report of a time as plain text."""
    if isinstance(span, Period) and span.kind == "year":
        return t.plain(msgid("Report for the year {year}"), year=str(span.year))
    return t.plain(msgid("Report: {period}"), period=said.name(t, span))


def subject(t: Translator, of: Shown, one: Subject, before: Mapping[str, Number]) -> Screen:
    """Show the numbers of a subject as buttons; what has no records is named in the text."""
    buttons = [
        Button(
            labelled(t.plain(NAMES[name]), amounts.of_measure(t, name, of.numbers[name].value)),
            of.press("number", name, 0),
        )
        for name in one.measures
        if not _is_nothing(of.numbers[name])
    ]
    nothing = [name for name in one.measures if _is_nothing(of.numbers[name])]
    text = lines(
        bold(
            t.plain(msgid("{subject}: {period}"), subject=t.plain(one.label), period=_time(t, of))
        ),
        said.standing(t, of.standing),
        *_nothing(t, nothing, before, is_all=not buttons),
        t(PRESS_NUMBER) if buttons else None,
    )
    return Screen(text, (*grid(buttons), (back(t, of.press("show")),)))


def _time(t: Translator, of: Shown) -> str:
    return said.name(t, of.span)


def _is_nothing(number: Number) -> bool:
    return not number.recorded and not number.corrected


def _nothing(
    t: Translator, names: Sequence[str], before: Mapping[str, Number], *, is_all: bool
) -> list[Html]:
    """Name what there is none of, and what of it there was a year before."""
    if not names:
        return []
    listed = "; ".join(t.plain(NAMES[name]) for name in names)
    said_so = t(NO_RECORDS) if is_all else t(msgid("No records: {list}."), list=listed)
    was = "; ".join(
        f"{t.plain(NAMES[name])}: {amounts.of_measure(t, name, before[name].value)}"
        for name in names
        if before[name].value
    )
    return [said_so, *([t(msgid("A year before there were: {list}."), list=was)] if was else [])]


def back(t: Translator, where: str) -> Button:
    """Return the button that leads back."""
    return Button(t.plain(msgid("Back")), where)


# -------------------------------------------------------------------- times


def times(t: Translator, of: Span, year: int, today: date) -> Screen:
    """Offer the times of a year; the years beside it; days are typed."""
    text = lines(
        bold(t.plain(msgid("Report: for which time?"))),
        t(msgid("Press a time, or write days, for example 10.01 - 25.03.")),
    )
    whole = Period("year", year)
    halves = [_period(Period("half", year, n), t.plain(one)) for n, one in enumerate(HALVES, 1)]
    quarters = [
        _period(Period("quarter", year, n), t.plain(one)) for n, one in enumerate(QUARTERS, 1)
    ]
    beside = [
        Button(str(other), press("times", of, other))
        for other in (year - 1, year + 1)
        if other <= today.year
    ]
    rows = (
        (_period(whole, said.name(t, whole)),),
        tuple(halves),
        tuple(quarters[:2]),
        tuple(quarters[2:]),
        tuple(beside),
        (back(t, press("show", of)),),
    )
    return Screen(text, rows)


def _period(period: Period, label: str) -> Button:
    return Button(label[:1].upper() + label[1:], press("show", period))
