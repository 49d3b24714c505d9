"""A planned trip, or a library of it, that does not take place: why, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.forms import inputs
from bot.handlers import prompts, tasks, trip_card, trip_form, trip_records, trip_told
from bot.handlers import visit_records as records
from bot.handlers.trip_card import SLOT
from bot.handlers.trip_records import CHANGE
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import privacy, workdays
from bot.rules.workdays import WorkWeek
from bot.screens import trip_off as screens
from bot.screens import trips as trip_screens
from bot.screens.trip_off import WHOLE
from storage import chats, plan_trips
from storage.plan_trips import Why
from storage.records.visit_plan import REASONS, PlanTrip

THEN: Final = "trip.then"
WORDS: Final = "trip.words"
LONGEST: Final = 200
OFFERED: Final = 4  # days as buttons; others are typed


@dataclass(frozen=True, slots=True)
class Off:
    """What of a trip is put off, and why."""

    trip: PlanTrip
    library_id: int  # WHOLE: all that are left
    why: Why

    @property
    def library_ids(self) -> tuple[int, ...]:
        """Return the libraries that it is about."""
        return self.trip.left_ids if self.library_id == WHOLE else (self.library_id,)

    @property
    def place(self) -> str:
        """Return what a button about it carries."""
        return f"{self.trip.plan_trip_id}:{self.library_id}:{self.why.reason}"


async def ask_where(ctx: FieldContext) -> None:
    """Ask what of a trip is put off; a trip to one library is not asked about."""
    trip = await trip_records.open_one(ctx)
    if len(trip.left_ids) == 1:
        await _ask_reason(ctx, trip, WHOLE)
        return
    names = records.names(ctx)
    ctx.show(SLOT, screens.ask_where(ctx.t, trip, names, ctx.today))


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why."""
    trip = await trip_records.open_one(ctx)
    await _ask_reason(ctx, trip, _library(ctx, trip))


async def _ask_reason(ctx: FieldContext, trip: PlanTrip, library_id: int) -> None:
    off = Off(trip, library_id, Why("other"))
    ctx.show(SLOT, screens.ask_reason(ctx.t, trip, _what(ctx, off), library_id))


async def ask_words(ctx: FieldContext) -> None:
    """Ask for the reason in own words."""
    trip = await trip_records.open_one(ctx)
    library_id = _library(ctx, trip)
    await _ask(ctx, {"kind": WORDS, "trip": trip.plan_trip_id, "library": library_id})
    ctx.show(SLOT, screens.ask_words(ctx.t, trip, library_id))


async def take_words(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Take the reason in own words; what belongs to a resident is refused."""
    line = " ".join(text.split())
    if not 0 < len(line) <= LONGEST:
        raise BadAnswerError(msgid("Write one line of up to 200 characters."))
    if found := privacy.findings(line):
        raise trip_form.told_apart(found[0].text)
    trip = await trip_records.open_one(ctx, prompt["trip"])
    await _ask_then(ctx, Off(trip, _left(trip, prompt["library"]), Why("other", line)))


async def ask_then(ctx: FieldContext) -> None:
    """Ask what becomes of it."""
    await _ask_then(ctx, await _pressed(ctx))


async def _ask_then(ctx: FieldContext, off: Off) -> None:
    """Ask what becomes of it, and keep own words until that is said."""
    prompt = {
        "kind": THEN,
        "trip": off.trip.plan_trip_id,
        "library": off.library_id,
        "reason": off.why.reason,
        "text": off.why.text,
    }
    await _ask(ctx, prompt)
    reason = off.why.text or ctx.t.plain(trip_screens.REASONS[off.why.reason]).lower()
    screen = screens.ask_then(
        ctx.t, off.trip, _what(ctx, off), off.place, await _coming(ctx, off.trip),
        today=ctx.today, reason=reason,
    )  # fmt: skip
    ctx.show(SLOT, screen)


async def _coming(ctx: FieldContext, trip: PlanTrip) -> list[date]:
    """Return the next working days but for that of the trip."""
    scene = await tasks.here(ctx)
    week = WorkWeek.parse(scene.network.institution["working_days"])
    found: list[date] = []
    day = ctx.today
    while len(found) < OFFERED:
        day = workdays.next_workday(day, week, scene.pace.calendar)
        found += [day] if day != trip.goes_on else []
    return found


async def take_day(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Move it to a typed day."""
    trip = await trip_records.open_one(ctx, prompt["trip"])
    why = Why(prompt["reason"], prompt["text"])
    day = inputs.parse_date(text, ctx.today, "future")
    await _put_off(ctx, Off(trip, _left(trip, prompt["library"]), why), day)


async def to_day(ctx: FieldContext) -> None:
    """Move it to a pressed day."""
    await _put_off(ctx, await _pressed(ctx), _date(ctx, "{}"))


async def _put_off(ctx: FieldContext, off: Off, day: date) -> None:
    if day < ctx.today:
        raise BadAnswerError(msgid("This day is over. Write a day to come, please."))
    if day == off.trip.goes_on:
        raise BadAnswerError(msgid("This is the day of the trip. Write another one, please."))
    await records.refuse_closed(ctx, day)
    key = await plan_trips.put_off(
        ctx.tx, off.trip, off.library_ids, day, off.why, now=ctx.stamp, by=ctx.person.staff_id
    )
    note = screens.put_off(ctx.t, _what(ctx, off), day, ctx.today)
    trip = await trip_records.named(ctx, key)
    if key == off.trip.plan_trip_id:
        await trip_told.changed(ctx, off.trip, trip)
    else:
        await trip_told.changed(
            ctx, off.trip, await trip_records.named(ctx, off.trip.plan_trip_id)
        )
        await trip_told.planned(ctx, trip)
    await trip_card.show_one(ctx, trip, note)


async def ask_month(ctx: FieldContext) -> None:
    """Ask to which month it is moved."""
    off = await _pressed(ctx)
    ctx.show(SLOT, screens.ask_month(ctx.t, off.trip, _what(ctx, off), off.place, ctx.today))


async def to_month(ctx: FieldContext) -> None:
    """Move it to a month without a day."""
    off, month = await _pressed(ctx), _date(ctx, "{}-01")
    if month < ctx.today.replace(day=1):
        raise BadAnswerError(msgid("This month is over. Choose a month to come, please."))
    await plan_trips.to_month(
        ctx.tx, off.trip, off.library_ids, month, off.why, now=ctx.stamp, by=ctx.person.staff_id
    )
    await _end(ctx, off, screens.moved(ctx.t, _what(ctx, off), month))


async def drop(ctx: FieldContext) -> None:
    """Cancel it for good."""
    off = await _pressed(ctx)
    await plan_trips.cancel(
        ctx.tx, off.trip, off.library_ids, off.why, now=ctx.stamp, by=ctx.person.staff_id
    )
    await _end(ctx, off, screens.dropped(ctx.t, _what(ctx, off), len(off.library_ids)))


async def _end(ctx: FieldContext, off: Off, note: Html) -> None:
    """Tell the others, and show what is left of the trip."""
    trip = await trip_records.named(ctx, off.trip.plan_trip_id)
    if trip.state == "cancelled":
        await trip_told.cancelled(ctx, off.trip, trip)
    else:
        await trip_told.changed(ctx, off.trip, trip)
    await trip_card.show_one(ctx, trip, note)


# -------------------------------------------------------------------- what a button says


async def _pressed(ctx: FieldContext) -> Off:
    """Return what a button is about; own words stand in the question that was put before it."""
    trip = await trip_records.open_one(ctx)
    library_id = _library(ctx, trip)
    if len(ctx.arguments) < 3 or ctx.arguments[2] not in REASONS:  # noqa: PLR2004  # trip, library, reason
        raise NotAllowedError
    reason, asked = ctx.arguments[2], ctx.chat.prompt or {}
    told = (asked.get("kind"), asked.get("trip"), asked.get("library"), asked.get("reason"))
    is_this = told == (THEN, trip.plan_trip_id, library_id, reason)
    return Off(trip, library_id, Why(reason, asked.get("text") if is_this else None))


def _library(ctx: FieldContext, trip: PlanTrip) -> int:
    return _left(trip, numbers(ctx.arguments[:2], 2)[1])


def _left(trip: PlanTrip, library_id: int) -> int:
    """Return a library that is left on a trip; that of a stale or forged button is refused."""
    if library_id != WHOLE and library_id not in trip.left_ids:
        raise UserError(msgid("This library is not left on the trip any more: open the trip."))
    return library_id


def _date(ctx: FieldContext, pattern: str) -> date:
    """Read a day behind the reason; a forged one is refused."""
    said = ctx.arguments[3] if len(ctx.arguments) > 3 else ""  # noqa: PLR2004  # as in `_pressed`
    try:
        return date.fromisoformat(pattern.format(said))
    except ValueError:
        raise NotAllowedError from None


def _what(ctx: FieldContext, off: Off) -> str:
    return trip_screens.places(records.names(ctx), off.library_ids)


async def _ask(ctx: FieldContext, prompt: dict[str, Any]) -> None:
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)


prompts.register(WORDS, take_words)
prompts.register(THEN, take_day)
ROUTES: Final[tuple[Route, ...]] = (
    press("trip.off", ask_where, CHANGE),
    press("trip.why", ask_reason, CHANGE),
    press("trip.words", ask_words, CHANGE),
    press("trip.then", ask_then, CHANGE),
    press("trip.to", to_day, CHANGE),
    press("trip.month", ask_month, CHANGE),
    press("trip.in", to_month, CHANGE),
    press("trip.drop", drop, CHANGE),
)
