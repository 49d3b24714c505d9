"""A walk put aside, gone on with, finished, deleted; and the street of a large one."""

import re
from dataclasses import replace
from typing import Any, Final

from bot.catalogs import LANGUAGES, translator
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, StaleButtonError
from bot.handlers import form_draft, form_ending, prompts, walk_card
from bot.handlers import round_records as records
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import privacy
from bot.rules import rounds as rules
from bot.rules.walk_words import plain
from bot.screens import walk as screens
from bot.screens.screen import Screen
from storage import chats, rounds
from storage.records.rounds import Round, Tally

STREET: Final = "walk.street"  # the prompt's kind
REOPEN_DAYS: Final = 7
HOUSE: Final = re.compile(
    r"(?:[\s,]+(?:дом|д|кватэра|квартира|кв|корп)?\.?\s*№?\s*\d+\s*[а-яіў]?(?:\s*[-/]\s*\d+)?)+\s*$",
    re.IGNORECASE,
)
STREET_LETTERS: Final = 100


# -------------------------------------------------------------------- pause and going on


async def pause(ctx: FieldContext, round_: Round) -> None:
    """Put a walk aside; everything is kept."""
    await rounds.pause(ctx.tx, round_.round_id, now=ctx.stamp)
    _leave_keys(ctx, round_)
    screen = screens.standing(
        ctx.t, replace(round_, asks=None), records.names(ctx), ctx.t(screens.PAUSED)
    )
    ctx.refresh(walk_card.slot(round_.round_id), screen, walk_card.AT_ONCE)
    await form_ending.back_to_menu(ctx)


def is_paused(ctx: FieldContext, round_: Round) -> Screen:
    """Say that a press was not counted because the walk is paused."""
    return screens.standing(ctx.t, round_, records.names(ctx), ctx.t(screens.IS_PAUSED))


async def go_on(ctx: FieldContext) -> None:
    """Go on with a walk of any day: its keys come back."""
    round_ = await _open(ctx)
    await walk_card.refuse_closed(ctx, round_)
    if round_.state == "paused":
        await rounds.resume(ctx.tx, round_.round_id, now=ctx.stamp)
    await enter(ctx, round_)


async def enter(ctx: FieldContext, round_: Round, slot: str | None = None) -> None:
    """Open the keys of a walk and say how it goes (T16), in the place of the card at `slot`."""
    await form_draft.leave(ctx)
    ctx.move_walk(round_.round_id)
    begun = Screen(screens.begun(ctx.t, round_, records.names(ctx)))
    if slot is None:
        ctx.say(begun)
    else:
        ctx.show(slot, begun)
    walk_card.show(ctx, replace(round_, asks=None))


async def show(ctx: FieldContext) -> None:
    """Show a walk that waits, as «Мои дела» opens it."""
    round_ = await _open(ctx)
    screen = screens.standing(ctx.t, round_, records.names(ctx), None)
    ctx.show(walk_card.slot(round_.round_id), screen)


async def _open(ctx: FieldContext) -> Round:
    """Return the named walk of the person, if it is not finished and not deleted."""
    round_ = await walk_card.own(ctx)
    if round_.state == "saved" or round_.removed_at:
        raise StaleButtonError(await form_draft.standing(ctx))
    return round_


def _leave_keys(ctx: FieldContext, round_: Round) -> None:
    if ctx.chat.round_id == round_.round_id:
        ctx.move_walk(None)


# -------------------------------------------------------------------- the end


async def finish(ctx: FieldContext, round_: Round) -> None:
    """Save a walk and give its line for the paper diary (T20); an empty one is not saved."""
    await walk_card.refuse_closed(ctx, round_)
    if round_.tally == Tally():
        ctx.say(screens.nothing_counted(ctx.t, round_))
        return
    await rounds.finish(ctx.tx, round_.round_id, now=ctx.stamp)
    had_keys = ctx.chat.round_id == round_.round_id
    _leave_keys(ctx, round_)
    _say_saved(ctx, replace(round_, state="saved", asks=None))
    if had_keys:
        await form_ending.back_to_menu(ctx)


def _say_saved(ctx: FieldContext, round_: Round) -> None:
    may_have_street = rules.may_keep_street(round_.tally) and not round_.street
    called = records.names(ctx)
    screen = screens.saved(ctx.t, round_, called, may_have_street=may_have_street)
    ctx.refresh(walk_card.slot(round_.round_id), screen, walk_card.AT_ONCE)


async def end(ctx: FieldContext) -> None:
    """Finish a walk from its card."""
    await finish(ctx, await _open(ctx))


async def reopen(ctx: FieldContext) -> None:
    """Go on with a walk that was finished too early."""
    round_ = await walk_card.own(ctx)
    age = (ctx.today - round_.made_on).days
    if round_.state != "saved" or round_.removed_at or age > REOPEN_DAYS:
        raise StaleButtonError(await form_draft.standing(ctx))
    await walk_card.refuse_closed(ctx, round_)
    await rounds.reopen(ctx.tx, round_.round_id, now=ctx.stamp, by=ctx.person.staff_id)
    await rounds.resume(ctx.tx, round_.round_id, now=ctx.stamp)
    await enter(ctx, round_)


# -------------------------------------------------------------------- deleting


async def ask_to_drop(ctx: FieldContext) -> None:
    """Ask before a walk is deleted."""
    round_ = await _open(ctx)
    screen = screens.confirm_drop(ctx.t, round_, records.names(ctx))
    ctx.show(walk_card.slot(round_.round_id), screen)


async def drop(ctx: FieldContext) -> None:
    """Delete a walk; it can be brought back."""
    round_ = await _open(ctx)
    reason = ctx.t.plain(msgid("Delete the round"))
    await rounds.remove(ctx.tx, round_.round_id, reason, now=ctx.stamp, by=ctx.person.staff_id)
    had_keys = ctx.chat.round_id == round_.round_id
    _leave_keys(ctx, round_)
    screen = screens.dropped(ctx.t, round_, records.names(ctx))
    ctx.show(walk_card.slot(round_.round_id), screen)
    if had_keys:
        await form_ending.back_to_menu(ctx)


async def bring_back(ctx: FieldContext) -> None:
    """Bring a deleted walk back; it is paused then."""
    round_ = await walk_card.own(ctx)
    if round_.state == "saved" or not round_.removed_at:
        raise StaleButtonError(await form_draft.standing(ctx))
    await rounds.restore(ctx.tx, round_.round_id, now=ctx.stamp, by=ctx.person.staff_id)
    screen = screens.standing(ctx.t, round_, records.names(ctx), ctx.t(screens.PAUSED))
    ctx.show(walk_card.slot(round_.round_id), screen)


# -------------------------------------------------------------------- the street


async def ask_street(ctx: FieldContext) -> None:
    """Ask for the street of a round of 10 households or more."""
    round_ = await _with_street(ctx, numbers(ctx.arguments[:1], 1)[0])
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": STREET, "round": round_.round_id})
    ctx.say(Screen(ctx.t(screens.ASK_STREET)))


async def _take_street(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Keep the street's name; a house behind it is left out and said so (T19)."""
    round_ = await _with_street(ctx, int(prompt["round"]))
    if prompt.get("street") and plain(text) in TAKE_OUT:
        await _keep_street(ctx, round_, str(prompt["street"]))
        return
    street = " ".join(HOUSE.sub("", text).split()).strip(" ,.;«»")
    if not street or privacy.findings(street) or len(street) > STREET_LETTERS:
        raise BadAnswerError(screens.ASK_STREET)
    if street != " ".join(text.split()).strip(" ,.;«»"):
        await chats.ask(ctx.tx, ctx.chat_id, {**prompt, "street": street})
        found = [text.strip()]
        ctx.say(screens.street_with_house(ctx.t, found, street))
        return
    await _keep_street(ctx, round_, street)


async def keep_street(ctx: FieldContext) -> None:
    """Save the street without its house."""
    prompt = ctx.chat.prompt or {}
    if prompt.get("kind") != STREET or not prompt.get("street"):
        raise StaleButtonError(await form_draft.standing(ctx))
    round_ = await _with_street(ctx, int(prompt["round"]))
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _keep_street(ctx, round_, str(prompt["street"]))


async def _keep_street(ctx: FieldContext, round_: Round, street: str) -> None:
    by = ctx.person.staff_id
    await rounds.set_street(ctx.tx, round_.round_id, street, now=ctx.stamp, by=by)
    _say_saved(ctx, replace(round_, street=street))


async def _with_street(ctx: FieldContext, round_id: int) -> Round:
    """Return a saved round of the person that is large enough for its street to be kept."""
    round_ = await walk_card.own(ctx, round_id)
    if not round_.is_counted or not rules.may_keep_street(round_.tally):
        raise StaleButtonError(await form_draft.standing(ctx))
    await walk_card.refuse_closed(ctx, round_)
    return round_


TAKE_OUT: Final = frozenset(plain(translator(one).plain(screens.TAKE_OUT)) for one in LANGUAGES)
prompts.register(STREET, _take_street)
ROUTES: Final[tuple[Route, ...]] = (
    press("walk.open", show, "round.record"),
    press("walk.on", go_on, "round.record"),
    press("walk.end", end, "round.record"),
    press("walk.reopen", reopen, "round.record"),
    press("walk.drop", ask_to_drop, "round.record"),
    press("walk.gone", drop, "round.record"),
    press("walk.back", bring_back, "round.record"),
    press("walk.street", ask_street, "round.record"),
    press("walk.named", keep_street, "round.record"),
)
