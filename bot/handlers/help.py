"""`/help`: what the bot can do, and whom to call."""

from typing import Final

from bot.context import FieldContext
from bot.handlers import jury_records
from bot.routes import Route, command
from bot.screens import help as screens

SLOT: Final = "help"


async def show(ctx: FieldContext) -> None:
    """Say what the bot can do for this person."""
    contact = (await ctx.institution())["department_contact"]
    duties = jury_records.duties(ctx)
    ctx.show(SLOT, screens.overview(ctx.t, ctx.person.role, contact, duties))


ROUTES: Final[tuple[Route, ...]] = (command("help", show, "help.ask"),)
