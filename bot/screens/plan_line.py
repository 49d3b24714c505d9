"""A line of the plan: its card, moving, cancelling with a reason, its history; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.plan_year import Names, month_name
from bot.screens.screen import Button, Screen, bold, column, cut, grid, lines
from bot.screens.visits import NUMBERS
from storage.records.visit_plan import REASONS, PlanLine

OWN: Final = 200  # characters of a reason in own words
CANCEL: Final = "c"  # instead of a month: the line is cancelled

REASON_NAMES: Final = {
    "transport": msgid("transport"),
    "roads": msgid("roads"),
    "work": msgid("other work"),
    "leave": msgid("leave"),
    "other": msgid("other reason"),
}
REASON_BUTTONS: Final = {
    "transport": msgid("Transport"),
    "roads": msgid("Roads"),
    "work": msgid("Work"),
    "leave": msgid("Leave"),
    "other": msgid("Other"),
}
ACTIONS: Final = {
    "planned": msgid("{at}, {person}: planned"),
    "moved": msgid("{at}, {person}: moved"),
    "cancelled": msgid("{at}, {person}: cancelled"),
    "assigned": msgid("{at}, {person}: given to a methodist"),
    "removed": msgid("{at}, {person}: taken out of the plan"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a line's history: when (local), who, what, in which words."""

    at: str
    person: str
    action: str
    details: str = ""


def reason_words(t: Translator, line: PlanLine) -> str:
    """Say why a line was moved or cancelled."""
    name = t.plain(REASON_NAMES[line.reason]) if line.reason else ""
    return f"{name}, «{line.reason_text}»" if line.reason_text else name


def card(
    t: Translator,
    line: PlanLine,
    names: Names,
    *,
    may_change: bool,
    goes_on: date | None = None,
    note: Html | None = None,
) -> Screen:
    """Show a line with what became of it and what can be done."""
    who = names.person(line.staff_id) if line.staff_id else t.plain(msgid("nobody is noted yet"))
    text = lines(
        note,
        title(t, line, names),
        _state(t, line),
        t(msgid("It stood in another month: {month}. Why moved: {reason}"),
          month=month_name(t, line.approved_month), reason=reason_words(t, line))
        if line.is_moved and line.state != "cancelled"
        else None,
        t(msgid("Who goes: {people}"), people=who),
        t(msgid("A trip is planned on {date}."), date=goes_on) if goes_on else None,
    )  # fmt: skip
    return Screen(text, grid(_buttons(t, line, may_change=may_change)))


def title(t: Translator, line: PlanLine, names: Names) -> Html:
    """Name a line: the library and the month."""
    name = names.library(line.library_id)
    return bold(f"{t.plain(msgid('Line of the plan'))}: {name}, {month_name(t, line.month)}")


def _state(t: Translator, line: PlanLine) -> Html:
    if line.state == "cancelled":
        return t(msgid("Cancelled. Why: {reason}"), reason=reason_words(t, line))
    if line.visited_on is not None:
        return t(msgid("Done: visit on {date}."), date=t.full_day(line.visited_on))
    return t(msgid("Planned, a recorded visit marks it as done by itself."))


def _buttons(t: Translator, line: PlanLine, *, may_change: bool) -> list[Button]:
    key = line.plan_line_id
    buttons = []
    if line.visit_id is not None:
        buttons.append(Button(t.plain(msgid("Open the visit")), f"visit.card:{line.visit_id}"))
    if may_change and line.state == "planned":
        buttons += [
            Button(t.plain(msgid("Move")), f"plan.move:{key}"),
            Button(t.plain(msgid("Cancel the visit")), f"plan.why:{key}:{CANCEL}"),
            Button(t.plain(msgid("Take out, a slip")), f"plan.out:{key}"),
        ]
    if may_change and line.state == "cancelled":
        buttons.append(Button(t.plain(msgid("Plan it again")), f"plan.again:{key}"))
    year = f"{line.month.year}:{line.library_id}:0"
    return [
        *buttons,
        Button(t.plain(msgid("History")), f"plan.history:{key}"),
        Button(t.plain(msgid("To the months")), f"plan.library:{year}"),
    ]


def ask_month(t: Translator, line: PlanLine, months: Sequence[date], names: Names) -> Screen:
    """Ask to which month a line is moved."""
    key = line.plan_line_id
    buttons = [
        Button(_label(t, month, line.month.year), f"plan.why:{key}:{month:%Y%m}")
        for month in months
    ]
    back = Button(t.plain(msgid("Do not move")), f"plan.line:{key}")
    text = lines(
        title(t, line, names),
        t(msgid("To which month is it moved?"))
        if months
        else t(msgid("No month of this year is left. The line can be cancelled.")),
    )
    return Screen(text, (*grid(buttons), *column([back])))


def _label(t: Translator, month: date, year: int) -> str:
    name = t.month(month).capitalize()
    return name if month.year == year else f"{name} {month.year}"


def ask_reason(t: Translator, line: PlanLine, to: date | None, names: Names) -> Screen:
    """Ask why a line is moved to a month, or cancelled (None)."""
    key, where = line.plan_line_id, f"{to:%Y%m}" if to else CANCEL
    buttons = [
        Button(t.plain(REASON_BUTTONS[code]), f"plan.because:{key}:{where}:{code}")
        for code in REASONS
    ]
    if to is None:
        asked = t(msgid("Why is it cancelled? Press, or write the reason in one line."))
        back = Button(t.plain(msgid("Do not cancel")), f"plan.line:{key}")
    else:
        text = msgid("It is moved, to: {month}. Why? Press, or write the reason in one line.")
        asked = t(text, month=month_name(t, to))
        back = Button(t.plain(msgid("Do not move")), f"plan.line:{key}")
    said = lines(title(t, line, names), asked, t(NO_HEALTH))
    return Screen(said, (*grid(buttons), *column([back])))


NO_HEALTH: Final = msgid("Nothing about anybody’s health, please.")


def ask_own(t: Translator, line: PlanLine, names: Names) -> Screen:
    """Ask for the reason in own words."""
    text = lines(
        title(t, line, names),
        t(msgid("Write the reason in one line of up to {limit} characters."), limit=OWN),
        t(NO_HEALTH),
    )
    back = Button(t.plain(msgid("Back")), f"plan.line:{line.plan_line_id}")
    return Screen(text, column([back]))


def numbers_found(t: Translator, line: PlanLine, where: str, numbers: Sequence[str]) -> Screen:
    """Warn of what looks like a resident's number in a reason (T19)."""
    key = line.plan_line_id
    buttons = (
        Button(t.plain(msgid("Take out and save")), f"plan.stripped:{key}"),
        Button(t.plain(msgid("Write anew")), f"plan.because:{key}:{where}:other"),
        Button(t.plain(msgid("It is not a telephone")), f"plan.kept:{key}"),
    )
    return Screen(t(NUMBERS, number=", ".join(numbers)), column(buttons))


def history(t: Translator, line: PlanLine, names: Names, told: Sequence[Told]) -> Screen:
    """Show who did what with a line and when, the latest last; a visit marks it at the end."""
    entries = [_entry(t, one) for one in told]
    if line.visited_on is not None:
        entries.append(t(msgid("Done: visit on {date}."), date=t.full_day(line.visited_on)))
    text = lines(title(t, line, names), t(msgid("History of the line:")), *entries)
    back = Button(t.plain(msgid("Back")), f"plan.line:{line.plan_line_id}")
    return Screen(text, column([back]))


def _entry(t: Translator, told: Told) -> Html:
    said = t(ACTIONS[told.action], at=told.at, person=told.person)
    details = f" ({t('{details}', details=cut(told.details, OWN))})" if told.details else ""
    return Html(f"{said}{details}.")
