"""Words, photos and places outside a form: never «не понимаю», always what is it for."""

from typing import Final

from bot.context import FieldContext
from bot.handlers import form, menu, prompts
from bot.msgid import msgid
from bot.routes import Route
from bot.screens.screen import Screen


async def take_words(ctx: FieldContext) -> None:
    """Take typed words: a menu's button, an answer, or something to be asked about."""
    text = ctx.message.text or ""
    if route := menu.pressed(ctx, text):
        await menu.run(ctx, route)
    elif await prompts.take_line(ctx, text):
        return
    elif ctx.chat.draft_id is not None:
        await form.take_words(ctx, text)
    else:
        ctx.say(Screen(ctx.t(msgid("What is to be done with this message?"))))


async def ignore(ctx: FieldContext) -> None:
    """Take what means nothing to the bot."""


ROUTES: Final = (
    Route("words", "words", take_words, "tasks.read"),
    Route("rest", "rest", ignore),
)
