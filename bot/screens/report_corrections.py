"""Corrections of the report's numbers: the list, a card, the questions of a new one; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import report_corrections as rules
from bot.rules import spans
from bot.rules.measures import NAMES
from bot.rules.periods import Period
from bot.rules.report_subjects import SUBJECTS, Subject
from bot.rules.spans import Span
from bot.screens import amounts
from bot.screens import spans as said
from bot.screens.amounts import signed
from bot.screens.report import HALVES, QUARTERS, back, labelled, press
from bot.screens.report_number import correction, whole
from bot.screens.report_records import Names
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from storage.records.report import Correction

PAGE: Final = 8
NOT_NOW: Final = msgid("Not now")


def mend(what: str, span: Span, *more: object) -> str:
    """Return a press about a new correction: short, because a measure's name is long."""
    return press(what, span, *more).replace("report.", "mend.", 1)


@dataclass(frozen=True, slots=True)
class New:
    """A correction that is being made, as far as it is known."""

    span: Span
    measure: str
    library_id: int | None
    number: float = 0
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Corrections that count in a time, and those whose time lies in it only partly."""

    span: Span
    counted: Sequence[Correction]
    partly: Sequence[Correction]
    page: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Event:
    """What was done with a correction."""

    on: date
    person: str
    is_adding: bool
    reason: str


def listed(t: Translator, of: Listed, names: Names, note: Html | None = None) -> Screen:
    """List the corrections of a time; each opens its card."""
    every = [*of.counted, *of.partly]
    pages = max(1, -(-len(every) // PAGE))
    page = min(of.page, pages - 1)
    here = every[page * PAGE : (page + 1) * PAGE]
    text = lines(
        note,
        bold(t.plain(msgid("Corrections: {period}"), period=said.name(t, of.span))),
        *(_line(t, one, names, is_partly=one in of.partly) for one in here),
        None if every else t(msgid("There are no corrections.")),
        t(msgid("The period is closed: its corrections can only be read."))
        if of.is_closed
        else t(msgid("A correction adds to a number what is on paper and not in the records.")),
    )
    opening = [Button(_label(t, one), _of(one, "card", of.span)) for one in here]
    turning = [
        Button(t.plain(label), press("fixes", of.span, to))
        for label, to in ((msgid("← Earlier"), page - 1), (msgid("Later →"), page + 1))
        if 0 <= to < pages
    ]
    add = Button(t.plain(msgid("Add a correction")), mend("add", of.span))
    rows = (*column(opening), *((tuple(turning),) if turning else ()))
    return Screen(
        text, (*rows, *(() if of.is_closed else ((add,),)), (back(t, press("show", of.span)),))
    )


def _line(t: Translator, one: Correction, names: Names, *, is_partly: bool) -> Html:
    text = lines(bold(t.plain(NAMES[one.measure])), correction(t, one, names), _time(t, one))
    if not is_partly:
        return text
    return lines(text, t(msgid("It does not count here: its time lies here only in part.")))


def _time(t: Translator, one: Correction) -> Html:
    span = spans.of_days(one.first_on, one.last_on)
    return t(msgid("Time: {period}"), period=said.name(t, span))


def _label(t: Translator, one: Correction) -> str:
    return labelled(t.plain(NAMES[one.measure]), signed(t, one.measure, whole(one.number)))


def card(
    t: Translator,
    one: Correction,
    span: Span,
    events: Sequence[Event],
    names: Names,
    *,
    may_remove: bool,
) -> Screen:
    """Show a correction with what was done with it."""
    text = lines(
        bold(t.plain(NAMES[one.measure])),
        correction(t, one, names),
        _time(t, one),
        *(_event(t, event) for event in events),
    )
    drop = Button(t.plain(msgid("Take the correction out")), _of(one, "drop", span))
    return Screen(text, (*(((drop,),) if may_remove else ()), (back(t, press("fixes", span, 0)),)))


def _of(one: Correction, what: str, span: Span) -> str:
    return f"mend.{what}:{one.correction_id}:{press('x', span).partition(':')[2]}"


def _event(t: Translator, one: Event) -> Html:
    on = f"{one.on:%d.%m.%Y}"
    if one.is_adding:
        return t(msgid("{on}. Added by: {person}"), on=on, person=one.person)
    text = msgid("{on}. Taken out by: {person}; reason: {reason}")
    return t(text, on=on, person=one.person, reason=one.reason)


# -------------------------------------------------------------------- a new one


def choose_subject(t: Translator, span: Span) -> Screen:
    """Ask which subject the number is of."""
    buttons = [Button(t.plain(one.label), mend("of", span, one.name)) for one in SUBJECTS.values()]
    text = lines(bold(t.plain(msgid("A new correction"))), t(msgid("What is the number about?")))
    return Screen(text, (*grid(buttons), (_later(t, span),)))


def _later(t: Translator, span: Span) -> Button:
    return Button(t.plain(NOT_NOW), press("fixes", span, 0))


def choose_measure(t: Translator, span: Span, subject: Subject) -> Screen:
    """Ask which number is corrected."""
    buttons = [
        Button(cut(t.plain(NAMES[name]), WIDE), mend("time", span, name))
        for name in subject.measures
    ]
    text = lines(bold(t.plain(msgid("A new correction"))), t(msgid("Which number?")))
    return Screen(text, (*column(buttons), (_later(t, span),)))


def ask_time(t: Translator, span: Span, measure: str) -> Screen:
    """Ask for which time it is: that of the report, a part of its year, or typed days."""
    text = lines(
        bold(t.plain(NAMES[measure])),
        t(msgid("For which time? Press it, or write days, for example 01.01 - 31.08.")),
    )
    offered = [Button(_opened(said.name(t, span)), mend("where", span, measure))]
    if isinstance(span, Period) and span.kind == "year":
        for kind, labels in (("half", HALVES), ("quarter", QUARTERS)):
            offered += [
                Button(
                    t.plain(label),
                    mend("where", Period(kind, span.year, n), measure),  # type: ignore[arg-type]  # of the two kinds
                )
                for n, label in enumerate(labels, 1)
            ]
    return Screen(text, (tuple(offered[:1]), *grid(offered[1:]), (_later(t, span),)))


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


def ask_library(
    t: Translator, span: Span, measure: str, found: Mapping[int, str] | None = None
) -> Screen:
    """Ask whether it is of the whole network or of a library; `found`: those that fit."""
    text = lines(
        bold(t.plain(NAMES[measure])),
        t(msgid("Time: {period}"), period=said.name(t, span)),
        t(msgid("Of the whole network, or of one library? Press, or write its name.")),
    )
    whole = Button(t.plain(msgid("The whole network")), mend("number", span, measure, 0))
    named = [
        Button(cut(name, WIDE), mend("number", span, measure, key))
        for key, name in (found or {}).items()
    ]
    return Screen(text, (*column([*named, whole]), (_later(t, span),)))


def ask_number(t: Translator, new: New, was: float, names: Names) -> Screen:
    """Ask what is added to the number or taken off."""
    text = lines(
        *_about(t, new, names),
        t(msgid("It is {was} now."), was=amounts.of_measure(t, new.measure, was)),
        t(msgid("How many are added? Write a number; to take off, with a minus: -4.")),
    )
    return Screen(text, ((_later(t, new.span),),))


def _about(t: Translator, new: New, names: Names) -> list[Html | None]:
    return [
        bold(t.plain(NAMES[new.measure])),
        t(msgid("Time: {period}"), period=said.name(t, new.span)),
        None
        if new.library_id is None
        else t(msgid("Library: {library}"), library=names.library(new.library_id)),
    ]


def ask_ground(t: Translator, new: New, names: Names) -> Screen:
    """Ask on which ground."""
    text = lines(
        *_about(t, new, names),
        t(msgid("Correction: {number}"), number=signed(t, new.measure, whole(new.number))),
        t(
            msgid("On which ground? One line of at least {n} signs: “by the paper journal”."),
            n=rules.GROUND_LEAST,
        ),
    )
    return Screen(text, ((_later(t, new.span),),))


def preview(t: Translator, new: New, was: float, names: Names) -> Screen:
    """Show what the correction does before it is kept."""
    text = lines(
        *_about(t, new, names),
        t(msgid("Correction: {number}"), number=signed(t, new.measure, whole(new.number))),
        t(msgid("Ground: {ground}"), ground=new.ground),
        t(
            msgid("It was {was}, it will be {will}."),
            was=amounts.of_measure(t, new.measure, was),
            will=amounts.of_measure(t, new.measure, whole(was + new.number)),
        ),
        t(msgid("Keep it? Another line that you write is another ground.")),
    )
    keep = Button(t.plain(msgid("Keep the correction")), "mend.save", style="primary")
    return Screen(text, ((keep,), (_later(t, new.span),)))


def ask_reason(t: Translator, one: Correction, span: Span, names: Names) -> Screen:
    """Ask why a correction is taken out."""
    text = lines(
        correction(t, one, names),
        t(msgid("Why is it taken out? One line, at least ten characters.")),
    )
    return Screen(text, ((_later(t, span),),))
