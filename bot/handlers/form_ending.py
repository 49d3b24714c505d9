"""How a form is left: postponed, deleted, recorded, and the menu after it."""

from collections.abc import Callable
from typing import Any

from bot.context import FieldContext, numbers
from bot.forms import engine
from bot.handlers import form_counting, form_draft, walk_card
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.screens import form as screens
from bot.screens.screen import Button, Screen
from storage import drafts


async def postpone(ctx: FieldContext) -> None:
    """Put a draft aside; every answer is kept."""
    filling = await form_draft.load(ctx, numbers(ctx.arguments[:1], 1)[0])
    await form_draft.leave(ctx)
    text = screens.postponed(
        ctx.t, ctx.t.plain(filling.kind.title), len(form_draft.answered(filling))
    )
    buttons = ((Button(ctx.t.plain(msgid("Go on")), f"f.open:{filling.draft.draft_id}"),),)
    if form_counting.asked(filling):
        ctx.refresh(filling.draft.slot, Screen(text, buttons), walk_card.AT_ONCE)
    else:
        ctx.show(filling.draft.slot, Screen(text, buttons))
    await back_to_menu(ctx)


async def delete(ctx: FieldContext) -> None:
    """Delete a draft from «Мои дела»."""
    filling = await form_draft.load(ctx, numbers(ctx.arguments[:1], 1)[0])
    await drafts.close(ctx.tx, filling.draft.draft_id, "deleted", ctx.stamp)
    if ctx.chat.draft_id == filling.draft.draft_id and form_counting.asked(filling):
        await back_to_menu(ctx)
    await form_draft.leave(ctx)
    title = ctx.t.plain(filling.kind.title)
    ctx.show(filling.draft.slot, Screen(ctx.t(msgid("Draft deleted: «{title}»."), title=title)))


async def finish_draft(
    ctx: FieldContext, filling: Filling, settled: frozenset[str] = frozenset()
) -> None:
    """Check what must be settled first, then record and close the draft."""
    draft = filling.draft
    answers = engine.submission(filling.form, filling.answers, filling.env)
    if draft.training:
        await _end_practice(ctx, filling)
        return
    if await filling.kind.before_save(ctx, draft, answers, settled):
        return
    await drafts.close(ctx.tx, draft.draft_id, "saved", ctx.stamp)
    await form_draft.leave(ctx)
    await filling.kind.save(ctx, draft, answers)


async def _end_practice(ctx: FieldContext, filling: Filling) -> None:
    await drafts.close(ctx.tx, filling.draft.draft_id, "saved", ctx.stamp)
    await form_draft.leave(ctx)
    text = ctx.t(
        msgid("Well done! That is the whole way. This was practice: nothing was recorded.")
    )
    ctx.show(filling.draft.slot, Screen(text))
    await back_to_menu(ctx)


BackToMenu = Callable[[FieldContext], Any]
_back_to_menu: list[BackToMenu] = []


def menu_with(back: BackToMenu) -> None:
    """Set what brings the main menu's keyboard back after a form."""
    _back_to_menu[:] = [back]


async def back_to_menu(ctx: FieldContext) -> None:
    """Bring the main menu's keyboard back."""
    for back in _back_to_menu:
        await back(ctx)
