"""What a form shows: its opening, the question in hand, the card, where a press stands."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.context import FieldContext, numbers
from bot.forms import engine
from bot.forms.turns import Ask, AskMore, Card, Turn
from bot.handlers import form_draft, outgoing, walk_card
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.screens import counters, doubts, walk
from bot.screens import form as screens
from bot.screens.screen import CLOSE_KEYBOARD, Screen


async def open_form(  # what a draft begins with
    ctx: FieldContext,
    name: str,
    *,
    owner: int | None = None,
    source: str = "chat",
    context: Mapping[str, Any] | None = None,
    prefilled: Mapping[str, Any] | None = None,
    settled: bool = False,
    training: bool = False,
) -> Filling:
    """Begin a draft, close the menu's keyboard and ask the first question."""
    filling = await form_draft.begin(
        ctx, name, owner=owner, source=source, context=context, prefilled=prefilled,
        settled=settled, training=training,
    )  # fmt: skip
    await enter(ctx, filling)
    return filling


async def enter(ctx: FieldContext, filling: Filling) -> None:
    """Close the menu's keyboard, say what the form is and show where it stands."""
    say_opening(ctx, filling)
    await send_media(ctx, filling, engine.current(filling.form, filling.answers, filling.env))
    await show(ctx, filling, edit=False)


def say_opening(ctx: FieldContext, filling: Filling) -> None:
    """Say what the form is; the menu's keyboard would hide its questions on a small phone."""
    ctx.say(Screen(_opening(ctx, filling), keyboard=CLOSE_KEYBOARD))


def _opening(ctx: FieldContext, filling: Filling) -> str:
    t, draft = ctx.t, filling.draft
    lines = [f"<b>{t(filling.kind.title)}</b>"]
    if draft.training:
        lines.insert(
            0, t(msgid("Practice: nothing of this is counted or sent; it is deleted in a week."))
        )
    if draft.on_behalf:
        owner = ctx.services.network.staff[draft.staff_id]
        lines.append(t(msgid("On behalf of: {person}."), person=owner.full_name(ctx.language)))
    lines.append(filling.kind.introduced(ctx, draft))
    if ctx.chat.round_id is not None:
        lines.append(t(walk.RETURN))
    return "\n".join(lines)


async def show(
    ctx: FieldContext,
    filling: Filling,
    *,
    problem: str | None = None,
    edit: bool | None = None,
    is_counted: bool = False,
) -> None:
    """Show where the draft stands: a question, «one more?» or the card.

    `is_counted`: it comes after a counter, in the place of a total that may still wait.
    """
    filling, is_said = await filling.kind.before_show(ctx, filling)
    edit = False if is_said else edit
    turn = engine.current(filling.form, filling.answers, filling.env)
    if filling.moved:
        problem = f"{filling.moved}\n{problem}" if problem else filling.moved
    screen = await screen_of(ctx, filling, turn, problem)
    if is_counted or (problem and screen.keyboard):
        ctx.refresh(filling.draft.slot, screen, walk_card.AT_ONCE)
    else:
        ctx.show(filling.draft.slot, screen, edit=edit)


async def screen_of(
    ctx: FieldContext, filling: Filling, turn: Turn, problem: str | None = None, page: int = 0
) -> Screen:
    """Return what is shown for a turn: a question, «one more?» or the card."""
    t, place = ctx.t, place_at(ctx, filling)
    if isinstance(turn, Ask):
        if fault := await form_draft.refusal_of(ctx, filling, turn.path, filling.answers):
            turn, problem = replace(turn, can_keep=False), problem or ctx.t.error(fault)
        place = replace(await place_of(ctx, filling, turn), page=page)
        if turn.is_counter:
            return counters.question(t, turn, place, problem)
        ask = doubts.asked if turn.doubt else screens.question
        return ask(t, turn, place, problem)
    if isinstance(turn, AskMore):
        said = problem or await filling.kind.more_note(ctx, filling, turn)
        return screens.ask_more(t, turn, place, said)
    note = problem or await filling.kind.note(ctx, filling, turn)
    return screens.card(t, _visible(ctx, filling, turn), place, note)


async def place_of(ctx: FieldContext, filling: Filling, ask: Ask) -> screens.Place:
    """Return where a question stands, with what its kind offers beside the plain choices."""
    extra = await filling.kind.shortcuts(ctx, filling, ask)
    return replace(
        place_at(ctx, filling), extra=extra.buttons, first=extra.first, lead=extra.lead,
        note=extra.note, title=filling.kind.heading(ctx, filling, ask.path),
    )  # fmt: skip


def _visible(ctx: FieldContext, filling: Filling, card: Card) -> Card:
    """Leave out the rows and optional parts that the person must not see."""
    rows = tuple(row for row in card.rows if filling.kind.visible(ctx, row.visible_to))
    later = tuple(
        replace(
            group,
            parts=tuple(p for p in group.parts if filling.kind.visible(ctx, p.visible_to)),
        )
        for group in card.later
    )
    return replace(card, rows=rows, later=later)


def place_at(ctx: FieldContext, filling: Filling) -> screens.Place:
    """Return where the draft stands, for a screen."""
    draft = filling.draft
    return screens.Place(
        draft.draft_id,
        draft.revision,
        ctx.t.plain(filling.kind.title),
        training=draft.training,
        today=ctx.today,
        ending=filling.kind.ending(draft),
    )


async def send_media(ctx: FieldContext, filling: Filling, turn: Turn) -> bool:
    """Send the pictures and sounds that belong to a question, before it; tell whether any is."""
    names = dict.fromkeys(turn.media.values()) if isinstance(turn, Ask) else {}
    sent = False
    for number, name in enumerate(names):
        content = await filling.kind.attachment(ctx, filling.draft, name)
        if content is not None:
            await outgoing.send(ctx, f"{ctx.work.update_id}-{number}", name, content)
            sent = True
    return sent


async def advancing(ctx: FieldContext) -> Filling | None:
    """Load the draft of an advancing button; None where an old one was answered."""
    found = await pressed_on(ctx)
    return found[0] if found else None


async def pressed_on(ctx: FieldContext) -> tuple[Filling, tuple[str, ...]] | None:
    """Load the draft of an advancing button; an old one shows where the person stands."""
    draft_id, revision = numbers(ctx.arguments[:2], 2)
    filling = await form_draft.load(ctx, draft_id)
    await form_draft.refocus(ctx, filling)
    if filling.draft.revision != revision:
        await stale(ctx, filling)
        return None
    return filling, ctx.arguments[2:]


async def stale(ctx: FieldContext, filling: Filling) -> None:
    """Say kindly that a button is of an earlier step, and show where the person stands."""
    turn = engine.current(filling.form, filling.answers, filling.env)
    where = turn.label if isinstance(turn, Ask | AskMore) else ctx.t.plain(msgid("check and save"))
    ctx.toast(
        ctx.t.plain(
            msgid("This button is from an earlier step. You are here now: {where}."), where=where
        )
    )
    await show(ctx, filling)


async def show_rows(ctx: FieldContext, filling: Filling) -> None:
    """Offer the answers of the card for correction."""
    turn = engine.current(filling.form, filling.answers, filling.env)
    if isinstance(turn, Card):
        card = _visible(ctx, filling, turn)
        ctx.show(filling.draft.slot, screens.rows_to_change(ctx.t, card, place_at(ctx, filling)))


async def show_parts(ctx: FieldContext, filling: Filling) -> None:
    """Offer the optional parts of the card."""
    turn = engine.current(filling.form, filling.answers, filling.env)
    if isinstance(turn, Card):
        card = _visible(ctx, filling, turn)
        ctx.show(filling.draft.slot, screens.parts_to_add(ctx.t, card, place_at(ctx, filling)))


async def on_card(ctx: FieldContext) -> tuple[Filling, Card, tuple[str, ...]] | None:
    """Return the draft of an advancing button of the card, and what else the button carries."""
    found = await pressed_on(ctx)
    if found is None:
        return None
    filling, rest = found
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, Card):
        await stale(ctx, filling)
        return None
    return filling, _visible(ctx, filling, turn), rest


async def resume(ctx: FieldContext) -> None:
    """Go on with a draft where it stands."""
    filling = await form_draft.load(ctx, numbers(ctx.arguments[:1], 1)[0])
    was_here = ctx.chat.draft_id == filling.draft.draft_id
    await form_draft.refocus(ctx, filling)
    if not was_here:
        say_opening(ctx, filling)
        turn = engine.current(filling.form, filling.answers, filling.env)
        await send_media(ctx, filling, turn)
    await show(ctx, filling, edit=was_here and ctx.pressed)
