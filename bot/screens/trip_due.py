"""«Записать остальные?» after a trip (texts.md T15), and when it is answered; pure."""

from collections.abc import Sequence
from datetime import date

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, grid, lines
from bot.screens.trips import day, places, reason
from bot.screens.visits import Names
from storage.records.visit_plan import PlanTrip


def ask(t: Translator, trip: PlanTrip, names: Names, today: date) -> Screen:
    """Ask to record the visits of a trip that are not recorded."""
    asked = (
        msgid("By the plan of {date}: {libraries}. Recorded: {n} of {m}. Record the rest?")
        if trip.recorded_ids
        else msgid("By the plan of {date}: {libraries}. Recorded: {n} of {m}. Record the visits?")
    )
    text = lines(
        t(
            asked,
            date=day(t, trip.goes_on, today),
            libraries=places(names, trip.library_ids),
            n=len(trip.recorded_ids),
            m=len(trip.library_ids),
        ),
        t(msgid("Not recorded yet: {libraries}."), libraries=places(names, trip.left_ids))
        if trip.recorded_ids
        else None,
    )
    key = trip.plan_trip_id
    buttons = [
        Button(t.plain(msgid("Record the rest")), f"trip.log:{key}", style="primary"),
        Button(t.plain(msgid("Did not go")), f"trip.off:{key}"),
        Button(t.plain(msgid("Remind me tomorrow")), f"trip.later:{key}"),
    ]
    return Screen(text, grid(buttons))


def answered(
    t: Translator, trip: PlanTrip, names: Names, days: tuple[date, date], by: Sequence[int]
) -> Screen:
    """Say what became of a trip that was asked about; `days`: which was asked about, today."""
    asked_on, today = days
    values = {
        "date": day(t, asked_on, today),
        "libraries": places(names, trip.library_ids),
        "reason": reason(t, trip),
        "to": day(t, trip.goes_on, today),
    }
    text = msgid("By the plan of {date}: {libraries}. All is recorded.")
    if trip.state == "cancelled":
        text = msgid("The trip on {date} is cancelled: {reason}.")
    elif trip.goes_on != asked_on:
        text = msgid("The trip of {date} is moved to {to}.")
    who = t(msgid("Answered by: {people}"), people=names.people(by)) if by else None
    return Screen(lines(t(text, **values), who))


def will_remind(t: Translator, on: date) -> Screen:
    """Say on which morning it is asked again."""
    return Screen(t(msgid("I will remind you on the morning of {date}."), date=on))
