"""A trip that does not take place, or a library of it: where, why, what then; pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import WIDE, Button, Screen, cut, grid, lines
from bot.screens.trips import REASONS, day
from bot.screens.visits import Names
from storage.records.visit_plan import PlanTrip

WHOLE: Final = 0  # in a button: all libraries that are left
MONTHS: Final = 4  # offered, that of the trip first


def ask_where(t: Translator, trip: PlanTrip, names: Names, today: date) -> Screen:
    """Ask whether the whole trip does not take place, or one library of it."""
    is_over = trip.goes_on <= today
    text = t(
        msgid("Trip on {date}: what was not visited?")
        if is_over
        else msgid("Trip on {date}: what is cancelled?"),
        date=day(t, trip.goes_on, today),
    )
    whole = msgid("The whole trip") if not trip.recorded_ids else msgid("All that are left")
    buttons = [
        Button(t.plain(whole), f"trip.why:{trip.plan_trip_id}:{WHOLE}"),
        *(
            Button(cut(names.library(one), WIDE), f"trip.why:{trip.plan_trip_id}:{one}")
            for one in trip.left_ids
        ),
        _back(t, trip),
    ]
    return Screen(text, grid(buttons))


def ask_reason(t: Translator, trip: PlanTrip, what: str, library_id: int) -> Screen:
    """Ask why; nothing about health."""
    text = lines(
        t(msgid("Why will there be no visit ({libraries})?"), libraries=what),
        t(msgid("Press a reason. Do not write about health.")),
    )
    place = f"{trip.plan_trip_id}:{library_id}"
    buttons = [
        Button(
            t.plain(label), f"{'trip.words' if code == 'other' else 'trip.then'}:{place}:{code}"
        )
        for code, label in REASONS.items()
    ]
    return Screen(text, grid([*buttons, _back(t, trip)]))


def ask_words(t: Translator, trip: PlanTrip, library_id: int) -> Screen:
    """Ask for the reason in own words."""
    text = t(msgid("Write the reason in one line, without health or names of residents."))
    press = f"trip.then:{trip.plan_trip_id}:{library_id}:other"
    buttons = [Button(t.plain(msgid("Without words")), press), _back(t, trip)]
    return Screen(text, grid(buttons))


def ask_then(
    t: Translator,
    trip: PlanTrip,
    what: str,
    place: str,
    coming: Sequence[date],
    *,
    today: date,
    reason: str,
) -> Screen:
    """Ask what becomes of the visits; a day may be typed at once."""
    text = lines(
        t(msgid("{libraries}: {reason}."), libraries=what, reason=reason),
        t(msgid("What is to become of the visit? Press a button or write another day.")),
    )
    days = [Button(day(t, on, today), f"trip.to:{place}:{on}") for on in coming]
    others = [
        Button(t.plain(msgid("Another month")), f"trip.month:{place}"),
        Button(t.plain(msgid("Cancel for good")), f"trip.drop:{place}", style="danger"),
        _back(t, trip),
    ]
    return Screen(text, (*grid(days), *grid(others)))


def ask_month(t: Translator, trip: PlanTrip, what: str, place: str, today: date) -> Screen:
    """Ask to which month the visits are moved."""
    first = max(trip.goes_on, today).replace(day=1)
    months = [first]
    while len(months) < MONTHS:
        months.append((months[-1] + timedelta(days=31)).replace(day=1))
    text = t(msgid("{libraries}: to which month? The day is chosen later."), libraries=what)
    buttons = [
        Button(f"{t.month(one)} {one.year}", f"trip.in:{place}:{one:%Y-%m}") for one in months
    ]
    return Screen(text, (*grid(buttons), (_back(t, trip),)))


def put_off(t: Translator, what: str, on: date, today: date) -> Html:
    """Say to which day visits were moved."""
    return t(msgid("Moved to {date}: {libraries}."), date=day(t, on, today), libraries=what)


def moved(t: Translator, what: str, month: date) -> Html:
    """Say to which month visits were moved."""
    said = f"{t.month(month)} {month.year}"
    return t(msgid("Stands in the plan without a day ({month}): {libraries}."), month=said,
             libraries=what)  # fmt: skip


def dropped(t: Translator, what: str, count: int) -> Html:
    """Say that visits are cancelled."""
    return t(
        plural("The visit is cancelled: {libraries}.", "The visits are cancelled: {libraries}."),
        n=count, libraries=what,
    )  # fmt: skip


def _back(t: Translator, trip: PlanTrip) -> Button:
    return Button(t.plain(msgid("Leave it")), f"trip.card:{trip.plan_trip_id}")
