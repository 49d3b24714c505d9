"""The door: who comes in, by which link, and what strangers may do."""

from typing import Final

from bot.context import FieldContext
from bot.handlers import menu
from bot.msgid import msgid
from bot.routes import Route, command
from bot.screens.screen import Screen


async def at_the_door(ctx: FieldContext) -> bool:
    """Let in whom we know; a stranger is told whom to ask."""
    if ctx.maybe_person is not None:
        return True
    ctx.say(Screen(ctx.t(STRANGER)))
    return False


async def start(ctx: FieldContext) -> None:
    """Greet whom we know with the menu."""
    if await at_the_door(ctx):
        await menu.show(ctx)


STRANGER: Final = msgid(
    "Hello! This is a working bot for library staff. If you work in a library, ask the "
    "methodical department for an invitation or send a request."
)
ROUTES: Final[tuple[Route, ...]] = (command("start", start),)
