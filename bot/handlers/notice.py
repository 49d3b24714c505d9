"""The institution's notice: asked before anything else, each decision kept with its version."""

from typing import Final

from bot.catalogs import LANGUAGES, translator
from bot.context import FieldContext, numbers
from bot.handlers import command_menu, form_asking, form_draft, menu
from bot.routes import Route, press
from bot.rules import notice as shipped
from bot.rules.consents import Standing, standing
from bot.screens import door as screens
from storage import access, chats
from storage.records.access import Notice

SLOT: Final = "notice"


async def in_force(ctx: FieldContext) -> Notice:
    """Return the notice in force; the shipped one where the institution has none of its own."""
    network = await ctx.services.network.fresh(ctx.tx)
    if network.notice is not None:
        return network.notice
    short, full = _texts(shipped.SHORT), _texts(shipped.FULL)
    await access.publish(ctx.tx, short, full, now=ctx.stamp, by=None)
    await network.read(ctx.tx)
    network.forget()  # it is not committed yet
    return await in_force(ctx)


def _texts(text: str) -> dict[str, str]:
    return {language: translator(language).plain(text) for language in LANGUAGES}


async def is_settled(ctx: FieldContext) -> bool:
    """Tell whether the person may go on; who has not decided is shown the notice instead."""
    text = await in_force(ctx)
    stands = standing(ctx.person, text.version, in_form=ctx.chat.draft_id is not None)
    if stands is Standing.TO_BE_ASKED:
        await ask(ctx)
    elif stands is Standing.DECLINED:
        ctx.show(SLOT, screens.declined(ctx.t), edit=False)
    return stands is Standing.AGREED


async def ask(ctx: FieldContext) -> None:
    """Show the notice with its three answers."""
    ctx.show(SLOT, screens.notice(ctx.t, await in_force(ctx)))


async def read(ctx: FieldContext) -> None:
    """Show the notice again to whom it did not suit."""
    if ctx.person.notice_accepted:
        await menu.show(ctx)
    else:
        await ask(ctx)


async def show_full(ctx: FieldContext) -> None:
    """Show the whole text."""
    ctx.require("mydata.read")
    ctx.show(SLOT, screens.full_notice(ctx.t, await in_force(ctx)))


async def accept(ctx: FieldContext) -> None:
    """Keep the person's consent and show what the bot can do."""
    person, text = ctx.person, await in_force(ctx)
    if numbers(ctx.arguments) != (text.version,):
        await ask(ctx)
        return
    if person.accepted_version != text.version:
        await _decide(ctx, text, accepted=True)
    ctx.show(SLOT, screens.accepted(ctx.t, ctx.today))
    await command_menu.renew(ctx)
    if person.notice_accepted:
        await _go_on(ctx)
    else:
        await welcome(ctx)


async def decline(ctx: FieldContext) -> None:
    """Keep the refusal: a methodist enters the records for the person."""
    text = await in_force(ctx)
    if numbers(ctx.arguments) != (text.version,):
        await ask(ctx)
        return
    person = ctx.person
    if person.notice_accepted or person.notice_version != text.version:
        await _decide(ctx, text, accepted=False)
    await form_draft.leave(ctx)
    ctx.show(SLOT, screens.declined(ctx.t))


async def _decide(ctx: FieldContext, text: Notice, *, accepted: bool) -> None:
    await access.consent(
        ctx.tx, ctx.person.staff_id, text.version, accepted=accepted, now=ctx.stamp
    )
    ctx.services.network.forget()


async def _go_on(ctx: FieldContext) -> None:
    """Show where a person stands who was asked about a newer text."""
    if ctx.chat.draft_id is None:
        await menu.show(ctx)
    else:
        await form_asking.show(ctx, await form_draft.load(ctx, ctx.chat.draft_id), edit=False)


async def welcome(ctx: FieldContext) -> None:
    """Greet a newcomer with the menu and offer a practice form."""
    await chats.greeted(ctx.tx, ctx.chat_id, ctx.today)
    ctx.say(screens.welcome(ctx.t, ctx.person, menu.keyboard(ctx)))
    if menu.is_open(ctx, menu.Entry("", "practice")):
        ctx.show("welcome", screens.offer_practice(ctx.t), edit=False)


async def practice_later(ctx: FieldContext) -> None:
    """Leave practice for later."""
    ctx.show("welcome", screens.practice_later(ctx.t))


ROUTES: Final[tuple[Route, ...]] = (
    press("notice.yes", accept),
    press("notice.no", decline),
    press("notice.full", show_full),
    press("notice.read", read),
    press("door.later", practice_later, "tasks.read"),
)
