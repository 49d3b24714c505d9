"""«Школа»: the classes of a year, continued in the next one; the card of a class."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Final

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import class_records as classes
from bot.handlers import visit_records as records
from bot.handlers.class_records import MANAGE
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.screens import classes as screens
from bot.screens.screen import Button
from storage import chats, school
from storage.records.school import SchoolClass

SLOT: Final = "school"  # lists and cards turn over in one message
AHEAD: Final = timedelta(days=366)
FIRST_YEAR: Final = 2000
Offer = Callable[[FieldContext, SchoolClass], Awaitable[list[Button]]]
OFFERS: Final[list[Offer]] = []
NOTHING: Final = msgid("All classes of this year are in the next one already.")


def offer(buttons: Offer) -> Offer:
    """Let a module put its buttons on the card of a class."""
    OFFERS.append(buttons)
    return buttons


async def show_school(ctx: FieldContext) -> None:
    """Show the classes of this year; before there are any, those of the last one."""
    ctx.require(MANAGE, own=False)
    years = {one.year for one in await school.classes(ctx.tx)}
    year = ctx.today.year
    await show_year(ctx, year if year in years else max(years, default=year))


async def open_year(ctx: FieldContext) -> None:
    """Show the classes of the year behind a button."""
    ctx.require(MANAGE, own=False)
    await show_year(ctx, _year(ctx))


def _year(ctx: FieldContext) -> int:
    (year,) = numbers(ctx.arguments[:1], 1)
    if not FIRST_YEAR <= year <= ctx.today.year + 1:
        raise NotAllowedError
    return year


async def show_year(ctx: FieldContext, year: int, note: Html | None = None) -> None:
    """Show the classes of a year."""
    await ctx.services.network.fresh(ctx.tx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    known = await school.classes(ctx.tx)
    ahead = await school.between(ctx.tx, ctx.today, ctx.today + AHEAD)
    of_year = {one.class_id for one in known if one.year == year}
    soon = [one for one in ahead if one.cancelled_at is None and one.class_id in of_year]
    shown = screens.Year(
        year=year,
        classes=tuple(one for one in known if one.year == year),
        counts=await school.counts(ctx.tx, year),
        soon=tuple(soon[: screens.SOON]),
        titles={one.class_id: one.title for one in known},
        today=ctx.today,
        others=tuple(sorted({one.year for one in known} - {year})),
        is_continued=year > ctx.today.year or not _left_behind(known, year),
        may_manage=True,
    )
    ctx.show(SLOT, screens.school(ctx.t, shown, note))


def _left_behind(known: list[SchoolClass], year: int) -> list[SchoolClass]:
    """Return the classes of a year whose title the next one does not have."""
    there = {one.title.casefold() for one in known if one.year == year + 1}
    return [one for one in known if one.year == year and one.title.casefold() not in there]


async def continue_year(ctx: FieldContext) -> None:
    """Take the classes of a year with their members into the next one."""
    ctx.require(MANAGE, own=False)
    year = _year(ctx)
    if year > ctx.today.year:
        raise NotAllowedError
    network = await ctx.services.network.fresh(ctx.tx)
    await classes.refuse_closed_year(ctx, year + 1)
    left = _left_behind(await school.classes(ctx.tx), year)
    if not left:
        raise UserError(NOTHING)
    by = ctx.person.staff_id
    for one in left:
        members = await classes.current(ctx, one.class_id)
        here = [key for key in members if network.staff[key].is_active]
        await school.continue_class(ctx.tx, one, here, year + 1, now=ctx.stamp, by=by)
    ctx.services.network.forget()
    await show_year(ctx, year + 1, ctx.t(screens.TAKEN, n=len(left)))


# -------------------------------------------------------------------- one class


async def open_card(ctx: FieldContext) -> None:
    """Show the class behind a button, a page of its sessions."""
    page = next(iter(numbers(ctx.arguments[1:2])), 0)
    await show_card(ctx, await classes.school_class(ctx), page=page)


async def show_card(
    ctx: FieldContext,
    one: SchoolClass,
    note: Html | None = None,
    *,
    page: int = 0,
    slot: str = SLOT,
) -> None:
    """Show a class to the department, with a line about what was just done."""
    ctx.require(MANAGE, own=False)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    sessions = (await school.sessions_of(ctx.tx, one.class_id))[::-1]
    pages = max(1, -(-len(sessions) // screens.PAGE))
    page %= pages
    shown = screens.Card(
        school_class=one,
        members=tuple(await classes.current(ctx, one.class_id)),
        sessions=tuple(sessions[page * screens.PAGE : (page + 1) * screens.PAGE]),
        today=ctx.today,
        page=page,
        pages=pages,
        closed_period=await records.closed_period(ctx, ctx.tx, date(one.year, 12, 31)) or "",
        may_manage=True,
        actions=tuple([button for more in OFFERS for button in await more(ctx, one)]),
    )
    ctx.show(slot, screens.card(ctx.t, shown, records.names(ctx), note))


ROUTES: Final[tuple[Route, ...]] = (
    command("school", show_school, MANAGE),
    press("class.year", open_year, MANAGE),
    press("class.again", continue_year, MANAGE),
    press("class.card", open_card, MANAGE),
)
