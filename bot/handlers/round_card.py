"""The card of a round: shown, its history, removed with a reason and restored."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from bot.clock import local
from bot.context import FieldContext
from bot.errors import NotAllowedError, PeriodClosedError, UserError
from bot.handlers import news_offer, prompts
from bot.handlers import round_records as records
from bot.handlers import visit_records as closed
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import privacy
from bot.screens import round_card as screens
from bot.screens.screen import Screen
from bot.screens.visit_card import Told, entry_of
from storage import chats, history, rounds
from storage.records.history import Change
from storage.records.rounds import Round

SLOT: Final = "rounds"  # lists and cards turn over in one message
REASON: Final = 200  # characters


async def screen(ctx: FieldContext, round_: Round, note: str | None = None) -> Screen:
    """Draw a round's card with what this person may do; a closed period says so (X3)."""
    name = await closed.closed_period(ctx, ctx.tx, round_.made_on)
    if name is not None and note is None:
        note = ctx.t.error(PeriodClosedError(name))
    may = records.may(ctx, round_, is_closed=name is not None)
    back = ":".join(ctx.arguments[1:]) if ctx.arguments[4:] else ""
    card = screens.card(ctx.t, round_, records.names(ctx), may, screens.Around(note, back))
    is_told = round_.is_counted and name is None
    return news_offer.offered(ctx, card, "round", round_.round_id) if is_told else card


async def open_card(ctx: FieldContext) -> None:
    """Show a round in a new message: the button may stand far below the last card."""
    await _show(ctx, edit=False)


async def show(ctx: FieldContext) -> None:
    """Show a round in place of the list, or of what was asked on its card."""
    await _show(ctx, edit=True)


async def _show(ctx: FieldContext, *, edit: bool) -> None:
    round_ = await readable(ctx)
    if ctx.chat.prompt is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, await screen(ctx, round_), edit=edit)


async def readable(ctx: FieldContext) -> Round:
    """Return the named round if this person may read it; a removed one only if also remove."""
    round_ = await records.named(ctx)
    ctx.require("round.read", own=records.is_own(ctx.person, round_))
    if round_.removed_at and not records.may(ctx, round_, is_closed=False).remove:
        raise UserError(msgid("This record was removed."))
    return round_


# -------------------------------------------------------------------- history


async def show_history(ctx: FieldContext) -> None:
    """Show who changed what in a record."""
    round_ = await readable(ctx)
    names = records.names(ctx)
    recorded = Told(_at(ctx, round_.created_at), names.person(round_.entered_by), "recorded")
    changes = await history.of(ctx.tx, records.ROUNDS, round_.round_id)
    told = [recorded, *(_entry(ctx, round_, change) for change in changes)]
    ctx.show(SLOT, screens.history(ctx.t, round_, names, told))


def _at(ctx: FieldContext, moment: str) -> str:
    return ctx.t.moment(local(datetime.fromisoformat(moment), ctx.services.clock.zone))


def _entry(ctx: FieldContext, round_: Round, change: Change) -> Told:
    names = records.names(ctx)
    person = names.person(change.staff_id) if change.staff_id else ctx.t.plain(msgid("import"))

    def shown(column: str, value: Any) -> str:
        if value in (None, "", [], {}):
            # A round without a settlement was at the library's own place.
            own = names.place(round_.library_id, None)
            return own if column == "settlement_id" else "—"
        write = _WRITE.get(column)
        return write(ctx, value) if write else str(value)

    return entry_of(change, _at(ctx, change.at), person, shown)


def _counted(of: str) -> Callable[[FieldContext, Mapping[str, int]], str]:
    return lambda ctx, value: records.names(ctx).counts(of, value)


_WRITE: Final[dict[str, Callable[[FieldContext, Any], str]]] = {
    "library_id": lambda ctx, value: records.names(ctx).library(value),
    "settlement_id": lambda ctx, value: records.names(ctx).place(0, value),
    "made_on": lambda ctx, value: ctx.t.full_day(date.fromisoformat(value)),
    "purpose": lambda ctx, value: records.names(ctx).choice("purpose", value),
    "partners": lambda ctx, value: records.names(ctx).choices("partner", value),
    "reasons": _counted("reason"),
    "ages": _counted("age"),
    "wishes": _counted("wish"),
    "titles": lambda _, value: ", ".join(f"«{title}» {number}" for title, number in value.items()),
}


# -------------------------------------------------------------------- removing and restoring


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why a record is removed."""
    round_ = await records.live(ctx, "round.remove")
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": "round.remove", "round_id": round_.round_id})
    ctx.show(SLOT, screens.why_removed(ctx.t, round_, records.names(ctx)))


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Remove a record for the reason that was typed."""
    round_ = await records.live(ctx, "round.remove", prompt["round_id"])
    reason = " ".join(text.split())
    if not reason or len(reason) > REASON:
        raise UserError(msgid("Write one line of up to {limit} characters, please."), limit=REASON)
    if found := privacy.findings(reason):
        raise UserError(
            msgid("Write the reason without telephones and addresses, please: {number}"),
            number=found[0].text,
        )
    await _remove(ctx, round_, reason)


async def drop(ctx: FieldContext) -> None:
    """Remove a record for a usual reason; its words are kept, as if typed."""
    round_ = await records.named(ctx)
    ctx.require("round.remove", own=records.is_own(ctx.person, round_))
    reason = screens.REASONS.get(ctx.arguments[1] if ctx.arguments[1:] else "")
    if reason is None:
        raise NotAllowedError
    if round_.removed_at:
        ctx.show(SLOT, await screen(ctx, round_))
        return
    await closed.refuse_closed(ctx, round_.made_on)
    await _remove(ctx, round_, ctx.t.plain(reason))


async def _remove(ctx: FieldContext, round_: Round, reason: str) -> None:
    by = ctx.person.staff_id
    await rounds.remove(ctx.tx, round_.round_id, reason, by=by, now=ctx.stamp)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _show_changed(ctx, round_, msgid("The record is removed and counted no more."))
    records.tell_others(ctx, round_, msgid("Your record was removed. Open it to restore it."))


async def restore(ctx: FieldContext) -> None:
    """Bring a removed record back."""
    round_ = await records.named(ctx)
    ctx.require("round.remove", own=records.is_own(ctx.person, round_))
    await closed.refuse_closed(ctx, round_.made_on)
    by = ctx.person.staff_id
    if await rounds.restore(ctx.tx, round_.round_id, by=by, now=ctx.stamp):
        records.tell_others(ctx, round_, msgid("Your record was restored."))
    await _show_changed(ctx, round_, msgid("The record is back and counted again."))


async def _show_changed(ctx: FieldContext, old: Round, said: str) -> None:
    round_ = await records.named(ctx, old.round_id)
    ctx.show(SLOT, await screen(ctx, round_, ctx.t(said)))


prompts.register("round.remove", take_reason)
ROUTES: tuple[Route, ...] = (
    press("round.card", open_card, "round.read"),
    press("round.show", show, "round.read"),
    press("round.history", show_history, "round.read"),
    press("round.remove", ask_reason, "round.remove"),
    press("round.drop", drop, "round.remove"),
    press("round.restore", restore, "round.remove"),
)
