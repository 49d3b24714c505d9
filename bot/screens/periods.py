"""Reporting periods as the head closes them and methodists read them (texts.md T40); pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.periods import Period
from bot.screens import report, report_missing
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.visits import Counts, VisitRow

NOT_READY_SHOWN: Final = 10  # visits without text, each a button

LibraryName = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class State:
    """Whether a period is open; `within` is the longer period that it was closed with."""

    period: Period
    closed_on: date | None = None
    closed_by: str = ""
    within: Period | None = None

    @property
    def is_closed(self) -> bool:
        """Tell whether its records can only be read."""
        return self.closed_on is not None or self.within is not None


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands in the way of closing; only visits without text stop it."""

    counts: Counts
    without_text: int
    without_answer: int
    unfinished_rounds: int
    unanswered: int  # questionnaires
    is_over: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One closing or reopening as the history tells it."""

    at: datetime
    person: str
    is_closing: bool
    reason: str


def name(t: Translator, period: Period) -> str:
    """Return the period's name as plain text."""
    text, values = period.label
    return t.plain(text, **{key: str(value) for key, value in values.items()})


def press(what: str, period: Period) -> str:
    """Return the press about a period."""
    return f"period.{what}:{period.code}"


def year(t: Translator, states: Sequence[State], note: Html | None = None) -> Screen:
    """List the year and its quarters with their state; a button opens each."""
    whole = states[0].period
    text = lines(
        note,
        t(
            msgid("Reporting periods, {year}. What is closed can only be read."),
            year=str(whole.year),
        ),
        *(_line(t, state) for state in states),
        t(msgid("Press a period; the months stand behind their quarter.")),
    )
    turns = [Button(str(other), f"periods:{other}") for other in (whole.year - 1, whole.year + 1)]
    buttons = [Button(_label(t, state.period), press("card", state.period)) for state in states]
    return Screen(text, (*column(buttons), *grid(turns)))


def _label(t: Translator, period: Period) -> str:
    said = name(t, period)
    return cut(said[:1].upper() + said[1:], WIDE)


def _line(t: Translator, state: State) -> Html:
    return t(msgid("{period}: {state}"), period=_label(t, state.period), state=_said(t, state))


def _said(t: Translator, state: State) -> str:
    if state.closed_on is not None:
        return t.plain(msgid("closed"))
    if state.within is not None:
        return t.plain(msgid("closed together with a longer one"))
    return t.plain(msgid("open"))


def card(
    t: Translator,
    state: State,
    ready: Readiness,
    months: Sequence[State],
    *,
    may_close: bool,
    note: Html | None = None,
) -> Screen:
    """Show one period: its state, totals, what is not ready, and what can be done."""
    text = lines(
        note,
        bold(_label(t, state.period)),
        _state(t, state),
        t(
            msgid("Visits to libraries: {visits} (trips: {trips})."),
            visits=ready.counts.visits,
            trips=ready.counts.trips,
        ),
        *_not_ready(t, ready),
        *(_line(t, month) for month in months),
    )
    inside = [Button(_label(t, one.period), press("card", one.period)) for one in months]
    return Screen(text, (*grid(inside), *grid(_actions(t, state, ready, may_close=may_close))))


def _state(t: Translator, state: State) -> Html:
    if state.closed_on is not None:
        return t(
            msgid("Closed: {date}, by: {person}"),
            date=t.full_day(state.closed_on),
            person=state.closed_by,
        )
    if state.within is not None:
        return t(msgid("Closed together with: {period}."), period=name(t, state.within))
    return t(msgid("Open: records can be added and corrected."))


def _not_ready(t: Translator, ready: Readiness) -> list[Html | None]:
    return [
        t(msgid("Visits without text: {count}."), count=ready.without_text)
        if ready.without_text
        else None,
        t(
            msgid("Visits without the library's answer: {count} (this does not stop closing)."),
            count=ready.without_answer,
        )
        if ready.without_answer
        else None,
        t(
            msgid("Rounds not finished: {count} (this does not stop closing)."),
            count=ready.unfinished_rounds,
        )
        if ready.unfinished_rounds
        else None,
        t(
            msgid("Questionnaires without an answer: {count} (this does not stop closing)."),
            count=ready.unanswered,
        )
        if ready.unanswered
        else None,
    ]


def _actions(t: Translator, state: State, ready: Readiness, *, may_close: bool) -> list[Button]:
    period = state.period
    buttons = []
    if ready.without_text:
        buttons.append(Button(t.plain(msgid("Show what is not ready")), press("unready", period)))
    if may_close and state.closed_on is not None:
        buttons.append(Button(t.plain(msgid("Reopen")), press("reopen", period)))
    elif may_close and not state.is_closed:
        buttons.append(Button(t.plain(msgid("Close it")), press("close", period)))
    if state.within is not None:
        buttons.append(Button(_label(t, state.within), press("card", state.within)))
    buttons.append(Button(t.plain(msgid("History")), press("history", period)))
    return [*buttons, Button(t.plain(msgid("All periods")), f"periods:{period.year}")]


def unready(
    t: Translator, period: Period, visits: Sequence[VisitRow], library: LibraryName
) -> Screen:
    """List the visits whose text is missing; each opens its card."""
    text = lines(
        t(
            msgid("Not ready: {period}. Visits without text: {count}."),
            period=name(t, period),
            count=len(visits),
        ),
        t(msgid("Press a visit to write what was done.")),
    )
    buttons = [
        Button(
            cut(f"{t.day(visit.visited_on)}: {library(visit.library_id)}", WIDE),
            f"visit.card:{visit.visit_id}",
        )
        for visit in visits[:NOT_READY_SHOWN]
    ]
    return Screen(text, (*column(buttons), (_to_card(t, period),)))


def _to_card(t: Translator, period: Period) -> Button:
    return Button(t.plain(msgid("Back")), press("card", period))


def close(t: Translator, period: Period, ready: Readiness, missing: Mapping[str, int]) -> Screen:
    """Ask before a period is closed; the year is confirmed by typing it (T40).

    `missing`: what is not ready besides, as «Чего не хватает» of the report counts it.
    """
    is_year = period.kind == "year"
    text = lines(
        t(msgid("Close it: {period}?"), period=name(t, period)),
        t(msgid("After that its records can only be read; reopening needs a reason.")),
        None
        if ready.is_over
        else t(msgid("The period is not over yet: {date}."), date=period.last),
        *_not_ready(t, ready),
        *report_missing.said_of(t, missing),
        t(msgid("To close it, write: {year}."), year=str(period.year)) if is_year else None,
    )
    later = Button(t.plain(msgid("Not now")), press("card", period))
    if is_year:
        where = report.press("missing", period)
        return Screen(text, ((Button(t.plain(msgid("Show what is not ready")), where),), (later,)))
    yes = Button(t.plain(msgid("Close it")), press("closed", period))
    return Screen(text, grid([yes, later]))


def stopped(t: Translator, period: Period, ready: Readiness) -> Screen:
    """Say that visits without text stop the closing."""
    text = lines(
        t(msgid("It cannot be closed yet: {period}."), period=name(t, period)),
        *_not_ready(t, replace(ready, unfinished_rounds=0, unanswered=0)),
        t(msgid("Their text is needed first; then close the period.")),
    )
    buttons: Rows = column(
        [
            Button(t.plain(msgid("Show what is not ready")), press("unready", period)),
            _to_card(t, period),
        ]
    )
    return Screen(text, buttons)


def ask_reason(t: Translator, period: Period) -> Screen:
    """Ask why a period is reopened."""
    text = lines(
        t(msgid("Reopen it: {period}."), period=name(t, period)),
        t(msgid("Why? Write one line, at least ten characters; it is kept in the history.")),
    )
    return Screen(text, column([Button(t.plain(msgid("Not needed")), press("card", period))]))


def history(t: Translator, period: Period, events: Sequence[Event]) -> Screen:
    """Show who closed and reopened a period, and why."""
    text = lines(
        t(msgid("History: {period}."), period=name(t, period)),
        *(_event(t, event) for event in events),
        None if events else t(msgid("It has never been closed.")),
    )
    return Screen(text, ((_to_card(t, period),),))


def _event(t: Translator, event: Event) -> Html:
    if event.is_closing:
        return t(msgid("{at}. Closed by: {person}"), at=event.at, person=event.person)
    return t(
        msgid("{at}. Reopened by: {person}; reason: {reason}"),
        at=event.at,
        person=event.person,
        reason=event.reason,
    )
