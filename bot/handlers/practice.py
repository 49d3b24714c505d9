"""«Учебный режим»: any form filled in for practice, which goes nowhere."""

from typing import Final

from bot.context import FieldContext
from bot.errors import NotAllowedError
from bot.handlers import form_asking, form_draft
from bot.handlers.kinds import FormKind
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.screens import practice as screens
from bot.screens.screen import Screen
from storage import drafts

SLOT: Final = "practice"


async def show(ctx: FieldContext) -> None:
    """Offer the forms for practice, and practice that was begun."""
    forms = [
        (name, ctx.t.plain(kind.title))
        for name, kind in form_draft.KINDS.items()
        if _is_open(kind)
    ]
    begun = [
        (draft.draft_id, ctx.t.plain(form_draft.KINDS[draft.form].title))
        for draft in await drafts.open_of(ctx.tx, ctx.person.staff_id)
        if draft.training
    ]
    await form_draft.leave(ctx)
    ctx.show(SLOT, screens.choose(ctx.t, forms, begun))


async def begin(ctx: FieldContext) -> None:
    """Open a form for practice."""
    name = ctx.arguments[0] if ctx.arguments else ""
    if name not in form_draft.KINDS or not _is_open(form_draft.KINDS[name]):
        raise NotAllowedError
    await form_asking.open_form(ctx, name, training=True)


def _is_open(kind: FormKind) -> bool:
    return kind.is_shipped and not kind.is_start


async def leave_it(ctx: FieldContext) -> None:
    """Practise another time."""
    text = msgid("All right. Practice is always there: «More…», «Practice».")
    ctx.show(SLOT, Screen(ctx.t(text)))


ROUTES: Final[tuple[Route, ...]] = (
    command("practice", show, "practice.use"),
    press("practice.open", begin, "practice.use"),
    press("practice.no", leave_it, "practice.use"),
)
