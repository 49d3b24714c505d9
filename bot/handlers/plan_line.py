"""A line of the plan: its card, moved and cancelled with a reason, opened again, history."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.clock import local, parse_stamp
from bot.context import FieldContext
from bot.errors import NotAllowedError, UserError
from bot.handlers import plan_records as plan
from bot.handlers import plan_year, prompts
from bot.handlers import visit_records as records
from bot.handlers.plan_records import CHANGE, READ, SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import privacy
from bot.rules import visit_plan as rules
from bot.screens import plan_line as screens
from bot.screens.plan_line import CANCEL, OWN, REASON_NAMES
from storage import chats, history, plan_making, visit_plan
from storage.records.history import Change
from storage.records.visit_plan import REASONS, PlanLine

REASON: Final = "plan.reason"  # the prompt: a typed line is the reason
MONTH: Final = re.compile(r"(20\d\d)(0[1-9]|1[0-2])")
LATE: Final = msgid("This line was changed meanwhile. Here it is as it stands now.")


# -------------------------------------------------------------------- the card


async def open_line(ctx: FieldContext) -> None:
    """Show the line that a button names."""
    await show(ctx, await plan.a_line(ctx))


async def show(ctx: FieldContext, line: PlanLine, note: str | None = None) -> None:
    """Show a line's card."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    trip = await visit_plan.trip(ctx.tx, line.plan_trip_id) if line.plan_trip_id else None
    ctx.show(
        SLOT,
        screens.card(
            ctx.t,
            line,
            plan.names(ctx),
            may_change=plan.may_change(ctx) and not await _is_closed(ctx, line.month),
            goes_on=trip.goes_on if trip and line.state == "planned" else None,
            note=ctx.t(note) if note else None,
        ),
    )


async def _is_closed(ctx: FieldContext, month: date) -> bool:
    return await records.closed_period(ctx, ctx.tx, month) is not None


async def _again(ctx: FieldContext, line: PlanLine, note: str | None = None) -> None:
    """Show a line as it stands now."""
    await show(ctx, await plan.a_line(ctx, line.plan_line_id), note)


async def _changeable(ctx: FieldContext, *states: str, key: int | None = None) -> PlanLine | None:
    """Return the line of a button if it still is in one of the states; else show it as it is."""
    ctx.require(CHANGE, own=False)
    line = await plan.a_line(ctx, key)
    await records.refuse_closed(ctx, line.month)
    if line.state in states:
        return line
    await show(ctx, line, LATE)
    return None


# -------------------------------------------------------------------- moving, cancelling


async def ask_month(ctx: FieldContext) -> None:
    """Ask to which month a line is moved."""
    line = await _changeable(ctx, "planned")
    if line is None:
        return
    library = ctx.services.network.libraries[line.library_id]
    found = rules.months_to(line, ctx.today)
    closed = {year: await plan.closed_months(ctx, year) for year in {one.year for one in found}}
    months = [one for one in found if one.month not in closed[one.year] and library.is_open(one)]
    ctx.show(SLOT, screens.ask_month(ctx.t, line, months, plan.names(ctx)))


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why a line is moved or cancelled; a typed line is a reason of one's own."""
    to = _where(ctx.arguments[1] if ctx.arguments[1:] else "")
    line = await _changeable(ctx, "planned")
    if line is None:
        return
    await _check(ctx, line, to)
    await _wait(ctx, line, to)
    ctx.show(SLOT, screens.ask_reason(ctx.t, line, to, plan.names(ctx)))


def _where(code: str) -> date | None:
    """Read where a line goes: a month, or None to be cancelled; a forged one is refused."""
    if code == CANCEL:
        return None
    match = MONTH.fullmatch(code)
    if match is None:
        raise NotAllowedError
    return date(int(match[1]), int(match[2]), 1)


async def _check(ctx: FieldContext, line: PlanLine, to: date | None) -> None:
    """Refuse a month that a line cannot go to."""
    if to is None:
        return
    if to not in rules.months_to(line, ctx.today):
        raise NotAllowedError
    await records.refuse_closed(ctx, to)
    if not ctx.services.network.libraries[line.library_id].is_open(to):
        raise UserError(msgid("The library is closed then. Choose an earlier month."))


async def _wait(ctx: FieldContext, line: PlanLine, to: date | None, **more: str) -> None:
    where = f"{to:%Y%m}" if to else CANCEL
    prompt = {"kind": REASON, "line": line.plan_line_id, "where": where, **more}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)


async def take_button(ctx: FieldContext) -> None:
    """Move or cancel a line for the pressed reason; «другое» asks for a line."""
    to = _where(ctx.arguments[1] if ctx.arguments[1:] else "")
    reason = ctx.arguments[2] if len(ctx.arguments) > 2 else ""  # noqa: PLR2004  # line, where, why
    if reason not in REASONS:
        raise NotAllowedError
    line = await _changeable(ctx, "planned")
    if line is None:
        return
    await _check(ctx, line, to)
    if reason == "other":
        await _wait(ctx, line, to)
        ctx.show(SLOT, screens.ask_own(ctx.t, line, plan.names(ctx)))
        return
    await _change(ctx, line, to, reason, None)


async def take_line(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Move or cancel a line for a typed reason; a number of a resident is asked about first."""
    line, to = await _waited(ctx, prompt)
    if line is None:
        return
    said = _checked(text)
    found = privacy.findings(said)
    if not found:
        await _change(ctx, line, to, "other", said)
        return
    await _wait(ctx, line, to, text=said)
    told = [one.text for one in found]
    ctx.show(SLOT, screens.numbers_found(ctx.t, line, str(prompt["where"]), told))


async def _waited(
    ctx: FieldContext, prompt: Mapping[str, Any]
) -> tuple[PlanLine | None, date | None]:
    line = await _changeable(ctx, "planned", key=int(prompt["line"]))
    to = _where(str(prompt["where"]))
    if line is not None:
        await _check(ctx, line, to)
    return line, to


def _checked(text: str) -> str:
    line = " ".join(text.split())
    if not line or len(line) > OWN:
        raise UserError(msgid("Write one line of up to {limit} characters, please."), limit=OWN)
    return line


async def strip(ctx: FieldContext) -> None:
    """Take the numbers out of the reason that waits, and keep the rest."""
    prompt = await _waiting(ctx)
    line, to = await _waited(ctx, prompt)
    if line is not None:
        text = str(prompt["text"])
        rest = privacy.without(text, privacy.findings(text))
        await _change(ctx, line, to, "other", rest[:OWN] or None)


async def keep(ctx: FieldContext) -> None:
    """Keep the reason that waits as it is: it holds no resident's number."""
    prompt = await _waiting(ctx)
    line, to = await _waited(ctx, prompt)
    if line is not None:
        await _change(ctx, line, to, "other", str(prompt["text"]))


async def _waiting(ctx: FieldContext) -> dict[str, Any]:
    ctx.require(CHANGE, own=False)
    line = await plan.a_line(ctx)
    prompt = ctx.chat.prompt or {}
    if prompt.get("line") != line.plan_line_id or "text" not in prompt:
        raise UserError(msgid("Write the line once more, please: it is not here any more."))
    return prompt


async def _change(
    ctx: FieldContext, line: PlanLine, to: date | None, reason: str, text: str | None
) -> None:
    by, key, now = ctx.person.staff_id, line.plan_line_id, ctx.stamp
    if to is None:
        await visit_plan.cancel(ctx.tx, key, reason=reason, reason_text=text, now=now, by=by)
        await _again(ctx, line, msgid("Cancelled. It can be planned again."))
    else:
        await visit_plan.move(ctx.tx, key, to, reason=reason, reason_text=text, now=now, by=by)
        await _again(ctx, line, msgid("Moved."))


# -------------------------------------------------------------------- back, out, history


async def plan_again(ctx: FieldContext) -> None:
    """Plan a cancelled line again; a visit of its month marks it at once."""
    line = await _changeable(ctx, "cancelled")
    if line is not None:
        by = ctx.person.staff_id
        await visit_plan.reopen(ctx.tx, line.plan_line_id, now=ctx.stamp, by=by)
        await _again(ctx, line, msgid("It is in the plan again."))


async def take_out(ctx: FieldContext) -> None:
    """Take a slip out of the plan."""
    line = await _changeable(ctx, "planned")
    if line is None:
        return
    by = ctx.person.staff_id
    await plan_making.remove(ctx.tx, line.plan_line_id, now=ctx.stamp, by=by)
    library = ctx.services.network.libraries[line.library_id]
    note = ctx.t(msgid("Taken out of the plan."))
    await plan_year.show_library(ctx, line.month.year, library, 0, note)


async def show_history(ctx: FieldContext) -> None:
    """Show who did what with a line and when."""
    line = await plan.a_line(ctx)
    changes = await history.of(ctx.tx, "plan_lines", line.plan_line_id)
    told = [_told(ctx, one) for one in changes if one.action in screens.ACTIONS]
    ctx.show(SLOT, screens.history(ctx.t, line, plan.names(ctx), told))


def _told(ctx: FieldContext, change: Change) -> screens.Told:
    at = ctx.t.moment(local(parse_stamp(change.at), ctx.services.clock.zone))
    nobody = ctx.t.plain(msgid("import"))
    person = plan.names(ctx).person(change.staff_id) if change.staff_id else nobody
    return screens.Told(at, person, change.action, "; ".join(_details(ctx, change)))


def _details(ctx: FieldContext, change: Change) -> list[str]:
    old, new = change.old or {}, change.new or {}
    said = []
    if change.action == "moved":
        was, now = (_named(ctx, one["month"]) for one in (old, new))
        said.append(f"{was} → {now}")
    elif change.action == "planned" and "month" in new:
        said.append(_named(ctx, new["month"]))
    elif change.action == "assigned":
        said.append(plan.names(ctx).person(new["staff_id"]))
    if change.reason:
        code = REASON_NAMES.get(change.reason)
        said.append(ctx.t.plain(code) if code else f"«{change.reason}»")
    return said


def _named(ctx: FieldContext, month: str) -> str:
    return ctx.t.month(date.fromisoformat(f"{month}-01"))


prompts.register(REASON, take_line)
ROUTES: Final[tuple[Route, ...]] = (
    press("plan.line", open_line, READ),
    press("plan.move", ask_month, CHANGE),
    press("plan.why", ask_reason, CHANGE),
    press("plan.because", take_button, CHANGE),
    press("plan.stripped", strip, CHANGE),
    press("plan.kept", keep, CHANGE),
    press("plan.again", plan_again, CHANGE),
    press("plan.out", take_out, CHANGE),
    press("plan.history", show_history, READ),
)
