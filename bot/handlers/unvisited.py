"""`/unvisited`: the libraries that nobody has visited for long; they come first elsewhere, too."""

from typing import Final

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.routes import Route, command, press
from bot.rules import unvisited as rules
from bot.screens import unvisited as screens
from bot.screens.unvisited import Line
from storage import libraries
from storage.records.libraries import Unvisited

SLOT: Final = "unvisited"
FIRST: Final = 4  # so many stand before the last libraries of a person in a form


async def found(ctx: FieldContext) -> list[Unvisited]:
    """Return the libraries not visited for the institution's number of months."""
    months = (await ctx.institution())["unvisited_months"]
    return await libraries.not_visited_since(ctx.tx, rules.since(ctx.today, months), ctx.today)


def lead(ctx: FieldContext, forgotten: list[Unvisited]) -> Html | None:
    """Return the line that names those of them which a form offers first."""
    return screens.lead(ctx.t, lines(ctx, forgotten[:FIRST]), len(forgotten))


async def show(ctx: FieldContext) -> None:
    """Show a page of the libraries not visited for long, the longest first."""
    months = (await ctx.institution())["unvisited_months"]
    page = (numbers(ctx.arguments[:1]) or (0,))[0] if ctx.pressed else 0
    ctx.show(SLOT, screens.listed(ctx.t, lines(ctx, await found(ctx)), months, page))


def lines(ctx: FieldContext, forgotten: list[Unvisited]) -> list[Line]:
    """Return libraries with their names and months as screens take them."""
    known = ctx.services.network.libraries
    return [
        Line(one, known[one.library_id].short(ctx.language), _months(ctx, one))
        for one in forgotten
        if one.library_id in known
    ]


def _months(ctx: FieldContext, one: Unvisited) -> int | None:
    return None if one.last_on is None else rules.months_between(one.last_on, ctx.today)


ROUTES: Final[tuple[Route, ...]] = (
    command("unvisited", show, "plan.read"),
    press("unvisited", show, "plan.read"),
)
