"""The language of each person, changed at any step; where the person stands stays."""

from typing import Final

from bot.catalogs import LANGUAGES
from bot.context import FieldContext
from bot.errors import NotAllowedError
from bot.handlers import command_menu, form_asking, form_draft, menu
from bot.routes import Route, command, press
from bot.screens import language as screens
from storage import chats, drafts, staff

SLOT: Final = "language"


async def show(ctx: FieldContext) -> None:
    """Offer the languages, also to those who are not known yet."""
    ctx.show(SLOT, screens.choose(ctx.t))


async def choose(ctx: FieldContext) -> None:
    """Speak another language from now on, and say again what was being asked."""
    language = (*ctx.arguments, "")[0]
    if language not in LANGUAGES:
        raise NotAllowedError
    await chats.set_language(ctx.tx, ctx.chat_id, language)
    if ctx.maybe_person is not None:
        await staff.set_language(ctx.tx, ctx.person.staff_id, language, now=ctx.stamp)
        ctx.services.network.forget()
    await ctx.reload()
    ctx.show(SLOT, screens.chosen(ctx.t))
    if ctx.maybe_person is not None and ctx.person.notice_accepted:
        await _say_again(ctx)


async def _say_again(ctx: FieldContext) -> None:
    """Show the open question, or else the menu, in the new language."""
    await command_menu.renew(ctx)
    draft_id = ctx.chat.draft_id
    draft = await drafts.load(ctx.tx, draft_id) if draft_id else None
    if draft is not None and draft.state == "open":
        await form_asking.show(ctx, await form_draft.load(ctx, draft.draft_id), edit=False)
    else:
        await menu.bring_back(ctx)


ROUTES: Final[tuple[Route, ...]] = (
    command("language", show),
    press("lang.set", choose),
)
