"""`/periods`: months, quarters and the year; the head closes and reopens, methodists read."""

from collections.abc import Sequence
from typing import Any, Final

from bot.clock import local, parse_stamp
from bot.context import FieldContext
from bot.errors import BadAnswerError, NotAllowedError, StaleButtonError, UserError
from bot.handlers import prompts
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules.periods import Period
from bot.screens import periods as screens
from bot.screens.periods import Readiness, State
from storage import campaigns, chats, history, periods, rounds, staff, unready, visits
from storage.records.history import Change
from storage.records.periods import Period as Row
from storage.records.visits import Counts

SLOT: Final = "periods"
CLOSE: Final = "period.close"
REOPEN: Final = "period.reopen"
REASON_LEAST: Final = 10  # characters: «ошибка» alone explains nothing
YEARS: Final = range(2000, 2100)
SAID: Final = frozenset(  # gaps that a period's own lines say
    {"visits_without_text", "visits_unconfirmed", "rounds_open", "units_not_accepted"}
)
SHOWN: Final = ("year", "quarter", "month")


async def show_year(ctx: FieldContext) -> None:
    """Show a year with its quarters; by default this one."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    chosen = int(ctx.arguments[0]) if ctx.arguments and ctx.arguments[0].isdecimal() else 0
    number = chosen if chosen in YEARS else ctx.today.year
    whole = Period("year", number)
    quarters = [part for part in whole.parts if part.kind == "quarter"]
    ctx.show(SLOT, screens.year(ctx.t, await _states(ctx, [whole, *quarters])))


async def show_card(ctx: FieldContext) -> None:
    """Show the period behind a button."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _show_card(ctx, _named(ctx))


def _named(ctx: FieldContext) -> Period:
    """Read the period of a button; a forged one is refused."""
    try:
        period = Period.parse(":".join(ctx.arguments))
    except ValueError:
        raise NotAllowedError from None
    if period.kind not in SHOWN or period.year not in YEARS:
        raise NotAllowedError
    return period


async def _show_card(ctx: FieldContext, period: Period, note: str | None = None) -> None:
    months = [part for part in period.parts if part.kind == "month"]
    inside = months if period.kind == "quarter" else []
    state, *others = await _states(ctx, [period, *inside])
    ready = await _readiness(ctx, period)
    said = ctx.t(note) if note else None
    may_close = ctx.may("period.close", own=False)
    ctx.show(SLOT, screens.card(ctx.t, state, ready, others, may_close=may_close, note=said))


async def _states(ctx: FieldContext, wanted: Sequence[Period]) -> list[State]:
    closed = {_of(row): row for row in await periods.known(ctx.tx) if row.closed_at}
    people = await staff.by_ids(
        ctx.tx, {row.closed_by for row in closed.values() if row.closed_by}
    )
    names = {key: person.initials(ctx.language) for key, person in people.items()}
    return [_state(ctx, period, closed, names) for period in wanted]


def _of(row: Row) -> Period:
    return Period.of(row.kind, row.first_on)  # type: ignore[arg-type]  # the table's kinds are the rule's


def _state(
    ctx: FieldContext, period: Period, closed: dict[Period, Row], names: dict[int, str]
) -> State:
    longer = [other for other in closed if other.covers(period, own=False)]
    row = closed.get(period)
    if row is None or row.closed_at is None:
        return State(period, within=max(longer, default=None))
    closed_on = local(parse_stamp(row.closed_at), ctx.services.clock.zone).date()
    by = names.get(row.closed_by or 0, "")
    return State(period, closed_on, by, max(longer, default=None))


async def _readiness(ctx: FieldContext, period: Period) -> Readiness:
    without_text = await visits.needing_text_between(ctx.tx, period.first, period.last)
    counts = await _counts(ctx, period)
    everywhere = list((await ctx.services.network.fresh(ctx.tx)).libraries)
    waiting = [
        one
        for one in await visits.unconfirmed(ctx.tx, everywhere, period.first)
        if period.contains(one.visited_on)
    ]
    unfinished = [one for one in await rounds.open_of(ctx.tx) if period.contains(one.made_on)]
    return Readiness(
        counts,
        len(without_text),
        len(waiting),
        len(unfinished),
        await _unanswered(ctx, period),
        is_over=period.last < ctx.today,
    )


async def _unanswered(ctx: FieldContext, period: Period) -> int:
    """Count the questionnaires without an answer of the campaigns that end in a period."""
    ended = [
        one.campaign_id
        for one in await campaigns.opened(ctx.tx, ctx.today)
        if period.contains(one.closes_on)
    ]
    return len(await campaigns.unanswered(ctx.tx, ended))


async def _counts(ctx: FieldContext, period: Period) -> Counts:
    if period.kind == "year":
        return await visits.counts(ctx.tx, period.year)
    return await visits.counts_between(ctx.tx, period.first, period.last)


async def show_unready(ctx: FieldContext) -> None:
    """Show the visits whose missing text stops the closing."""
    period = _named(ctx)
    found = await visits.needing_text_between(ctx.tx, period.first, period.last)
    network = await ctx.services.network.fresh(ctx.tx)

    def library(library_id: int) -> str:
        return network.libraries[library_id].short(ctx.language)

    ctx.show(SLOT, screens.unready(ctx.t, period, found, library))


# -------------------------------------------------------------------- closing


async def ask_close(ctx: FieldContext) -> None:
    """Ask before a period is closed, or say what stops it."""
    period = _named(ctx)
    ready = await _ready_to_close(ctx, period)
    if ready is None:
        return
    if period.kind == "year":
        await chats.ask(ctx.tx, ctx.chat_id, {"kind": CLOSE, "period": period.code})
    counts = await unready.counts(ctx.tx, period.first, period.last, ctx.today)
    missing = {name: count for name, count in counts.items() if name not in SAID}
    ctx.show(SLOT, screens.close(ctx.t, period, ready, missing))


async def close(ctx: FieldContext) -> None:
    """Close the month or quarter behind a button; a year is typed."""
    period = _named(ctx)
    if period.kind == "year":
        raise NotAllowedError
    await _close(ctx, period)


async def take_year(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Close the year that was typed."""
    ctx.require("period.close", own=False)
    period = Period.parse(prompt["period"])
    if text.strip().rstrip(".") != str(period.year):
        raise BadAnswerError(
            msgid("To close the year, write: {year}. You wrote: “{text}”. It is still open."),
            year=str(period.year),
            text=text,
        )
    await _close(ctx, period)


async def _close(ctx: FieldContext, period: Period) -> None:
    if await _ready_to_close(ctx, period) is None:
        return
    by = ctx.person.staff_id
    await periods.close(ctx.tx, period.kind, period.first, period.last, now=ctx.stamp, by=by)
    await _show_card(ctx, period, msgid("The period is closed."))


async def _ready_to_close(ctx: FieldContext, period: Period) -> Readiness | None:
    """Return what stands in a period that may be closed now; else say why it may not."""
    if period.first > ctx.today:
        raise UserError(msgid("This period has not begun yet."))
    [state] = await _states(ctx, [period])
    if state.is_closed:
        raise StaleButtonError(ctx.t.plain(msgid("the period is closed already")))
    ready = await _readiness(ctx, period)
    if ready.without_text:
        ctx.show(SLOT, screens.stopped(ctx.t, period, ready))
        return None
    return ready


# -------------------------------------------------------------------- reopening


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why a period is reopened."""
    period = _named(ctx)
    await _closed_row(ctx, period)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": REOPEN, "period": period.code})
    ctx.show(SLOT, screens.ask_reason(ctx.t, period))


async def _closed_row(ctx: FieldContext, period: Period) -> Row:
    for row in await periods.known(ctx.tx):
        if row.closed_at and _of(row) == period:
            return row
    raise StaleButtonError(ctx.t.plain(msgid("the period is open")))


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Reopen a period for the typed reason."""
    ctx.require("period.close", own=False)
    period, reason = Period.parse(prompt["period"]), " ".join(text.split())
    if len(reason) < REASON_LEAST:
        raise BadAnswerError(
            msgid("The reason is too short: write at least ten characters, what must be changed.")
        )
    row = await _closed_row(ctx, period)
    by = ctx.person.staff_id
    await periods.reopen(ctx.tx, row.period_id, reason, now=ctx.stamp, by=by)
    await _show_card(ctx, period, msgid("The period is open again."))


async def show_history(ctx: FieldContext) -> None:
    """Show who closed and reopened a period."""
    period = _named(ctx)
    row = next((one for one in await periods.known(ctx.tx) if _of(one) == period), None)
    changes = await history.of(ctx.tx, "periods", row.period_id) if row else []
    people = await staff.by_ids(ctx.tx, {one.staff_id for one in changes if one.staff_id})
    names = {key: person.initials(ctx.language) for key, person in people.items()}
    events = [_event(ctx, change, names) for change in changes]
    ctx.show(SLOT, screens.history(ctx.t, period, events))


def _event(ctx: FieldContext, change: Change, names: dict[int, str]) -> screens.Event:
    at = local(parse_stamp(change.at), ctx.services.clock.zone)
    person = names.get(change.staff_id or 0, "")
    return screens.Event(at, person, change.action == "closed", change.reason or "")


prompts.register(CLOSE, take_year)
prompts.register(REOPEN, take_reason)

ROUTES: Final[tuple[Route, ...]] = (
    command("periods", show_year, "period.read"),
    press("periods", show_year, "period.read"),
    press("period.card", show_card, "period.read"),
    press("period.unready", show_unready, "period.read"),
    press("period.history", show_history, "period.read"),
    press("period.close", ask_close, "period.close"),
    press("period.closed", close, "period.close"),
    press("period.reopen", ask_reason, "period.close"),
)
