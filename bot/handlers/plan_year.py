"""`/plan`: the year's grid of libraries by months, a library's months as toggles, who goes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.forms import search
from bot.forms.search import Option
from bot.handlers import plan_records as plan
from bot.handlers import prompts
from bot.handlers import visit_records as records
from bot.handlers.period_records import standing_of
from bot.handlers.plan_records import CHANGE, READ, SLOT
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import visit_plan as rules
from bot.rules.periods import Period
from bot.screens import plan_year as screens
from bot.screens.plan_year import PAGE, OfLibrary, Year
from storage import chats, plan_making, visit_plan
from storage.records.libraries import Library
from storage.records.visit_plan import NewLine, PlanLine

FIND: Final = "plan.find"  # the prompt: a typed name opens its library


# -------------------------------------------------------------------- the year


async def show_this_year(ctx: FieldContext) -> None:
    """Show this year's plan."""
    await show_year(ctx, ctx.today.year, 0)


async def show(ctx: FieldContext) -> None:
    """Show a page of the year that a button names."""
    await show_year(ctx, plan.a_year(ctx), plan.a_number(ctx, 1))


async def show_year(ctx: FieldContext, year: int, page: int, note: Html | None = None) -> None:
    """Show a page of a year's plan; a typed name opens its library."""
    await ctx.services.network.fresh(ctx.tx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FIND, "year": year})
    async with ctx.services.database.read() as db:
        span = await plan_making.years(db)
        closing = await standing_of(db, Period("year", year))
    found = await visit_plan.of_year(ctx.tx, year)
    standing = [one for one in found if one.month.year == year]
    libraries = _libraries(ctx, year, standing)
    pages = max(1, -(-len(libraries) // PAGE))
    page = min(page, pages - 1)
    first, last = span or (year, year)
    shown = Year(
        year,
        libraries[page * PAGE : (page + 1) * PAGE],
        standing,
        page,
        pages,
        len(without_plan(ctx, year, standing)),
        plan.may_change(ctx),
        mine=_mine_now(ctx, standing),
        years=tuple(
            one
            for one in (year - 1, year + 1)
            if min(first, ctx.today.year) <= one <= max(last, ctx.today.year + 1)
            and one <= ctx.today.year + 1
        ),
        can_copy=first < year and not standing,
        standing=closing or "open",
    )
    ctx.show(SLOT, screens.shown(ctx.t, shown, plan.names(ctx), note))


def _libraries(ctx: FieldContext, year: int, lines: Sequence[PlanLine]) -> list[Library]:
    """Return the libraries that work on a day of the year or are in its plan, by name."""
    planned = {one.library_id for one in lines}
    known = ctx.services.network.libraries.values()
    found = [one for one in known if rules.stands_in(one, year) or one.library_id in planned]
    return sorted(found, key=lambda one: one.short(ctx.language))


def without_plan(ctx: FieldContext, year: int, lines: Sequence[PlanLine]) -> list[int]:
    """Return the libraries open today and in the year that have no line, neighbours together."""
    planned = {one.library_id for one in lines}
    begin = max(date(year, 1, 1), ctx.today)
    return [
        one.library_id
        for one in rules.in_order(ctx.services.network.libraries.values())
        if one.is_open(begin) and one.library_id not in planned
    ]


def _mine_now(ctx: FieldContext, lines: Sequence[PlanLine]) -> list[PlanLine]:
    month = ctx.today.replace(day=1)
    return [one for one in rules.mine(lines, ctx.person.staff_id) if one.month == month]


async def take_name(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Open the library whose name was typed."""
    ctx.require(READ, own=False)
    await ctx.services.network.fresh(ctx.tx)
    year = int(prompt["year"])
    standing = [one for one in await visit_plan.of_year(ctx.tx, year) if one.month.year == year]
    libraries = {str(one.library_id): one for one in _libraries(ctx, year, standing)}
    options = [
        Option(key, tuple(dict.fromkeys((one.short_ru, one.short("be")))))
        for key, one in libraries.items()
    ]
    sure = search.winner(text, options)
    matches = [sure] if sure else search.find(text, options)
    if len(matches) != 1:
        raise UserError(
            msgid("Nothing like «{typed}» is known here. Try another word.")
            if not matches
            else msgid("Several libraries fit «{typed}». Write more of the name."),
            typed=text,
        )
    await show_library(ctx, year, libraries[matches[0].name], 0)


# -------------------------------------------------------------------- a library


async def open_library(ctx: FieldContext) -> None:
    """Show the twelve months of the library that a button names."""
    year, library = plan.a_year(ctx), await plan.a_library(ctx)
    await show_library(ctx, year, library, plan.a_number(ctx, 2))


async def show_library(
    ctx: FieldContext, year: int, library: Library, page: int, note: Html | None = None
) -> None:
    """Show a library's twelve months."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    of = await _of_library(ctx, year, library, page)
    ctx.show(SLOT, screens.of_library(ctx.t, of, plan.names(ctx), note))


async def _of_library(ctx: FieldContext, year: int, library: Library, page: int) -> OfLibrary:
    found = await visit_plan.of_library(ctx.tx, library.library_id, year)
    closed = await plan.closed_months(ctx, year)
    shut = {month for month in rules.MONTHS if not library.is_open(date(year, month, 1))}
    return OfLibrary(
        year,
        library,
        found,
        page,
        plan.may_change(ctx),
        locked=closed | shut,
        left_over=sum(one.state == "planned" and one.month.month in shut for one in found),
    )


async def set_month(ctx: FieldContext) -> None:
    """Plan a month of a library or take it out; what is so already stays so."""
    ctx.require(CHANGE, own=False)
    year, library = plan.a_year(ctx), await plan.a_library(ctx)
    month_no, wanted = numbers(ctx.arguments[2:4], 2)
    if month_no not in rules.MONTHS or wanted not in {0, 1}:
        raise NotAllowedError
    month = date(year, month_no, 1)
    await records.refuse_closed(ctx, month)
    found = await visit_plan.of_library(ctx.tx, library.library_id, year)
    there = [one for one in found if one.month == month]
    if wanted and not there:
        if not library.is_open(month):
            raise UserError(msgid("The library is closed then. Choose an earlier month."))
        await _plan(ctx, NewLine(library_id=library.library_id, month=month), found)
    elif not wanted:
        await _take_out(ctx, there)
    await show_library(ctx, year, library, plan.a_number(ctx, 4))


async def _plan(ctx: FieldContext, new: NewLine, of_year: Sequence[PlanLine]) -> None:
    """Plan a line for who goes to the library that year, by default for who plans it."""
    whose = next((one.staff_id for one in of_year if one.staff_id), plan.own_id(ctx))
    by = ctx.person.staff_id
    await visit_plan.add_lines(ctx.tx, [replace(new, staff_id=whose)], now=ctx.stamp, by=by)


async def _take_out(ctx: FieldContext, there: Sequence[PlanLine]) -> None:
    """Take a month out where its one line is only planned: the rest is done on its card."""
    plain = [one for one in there if one.state == "planned" and not one.is_moved]
    if len(there) == 1 and plain and plain[0].plan_trip_id is None:
        by = ctx.person.staff_id
        await plan_making.remove(ctx.tx, plain[0].plan_line_id, now=ctx.stamp, by=by)


async def cancel_rest(ctx: FieldContext) -> None:
    """Cancel what is planned for a library after it was closed."""
    ctx.require(CHANGE, own=False)
    year, library = plan.a_year(ctx), await plan.a_library(ctx)
    by, why = ctx.person.staff_id, ctx.t.plain(msgid("the library is closed"))
    for line in await visit_plan.of_library(ctx.tx, library.library_id, year):
        if line.state == "planned" and not library.is_open(line.month):
            await records.refuse_closed(ctx, line.month)
            await visit_plan.cancel(
                ctx.tx, line.plan_line_id, reason="other", reason_text=why, now=ctx.stamp, by=by
            )
    await show_library(ctx, year, library, plan.a_number(ctx, 2))


# -------------------------------------------------------------------- who goes


async def ask_who(ctx: FieldContext) -> None:
    """Ask who goes to a library."""
    ctx.require(CHANGE, own=False)
    year, library = plan.a_year(ctx), await plan.a_library(ctx)
    of = await _of_library(ctx, year, library, plan.a_number(ctx, 2))
    people = {one.staff_id: one.initials(ctx.language) for one in plan.planners(ctx)}
    ctx.show(SLOT, screens.who(ctx.t, of, people, plan.names(ctx)))


async def set_who(ctx: FieldContext) -> None:
    """Give a library's planned lines of a year to a methodist."""
    ctx.require(CHANGE, own=False)
    year, library = plan.a_year(ctx), await plan.a_library(ctx)
    (staff_id,) = numbers(ctx.arguments[2:3], 1)
    if staff_id not in {one.staff_id for one in plan.planners(ctx)}:
        raise NotAllowedError
    by = ctx.person.staff_id
    await plan_making.assign(ctx.tx, library.library_id, year, staff_id, now=ctx.stamp, by=by)
    await show_library(ctx, year, library, plan.a_number(ctx, 3))


# -------------------------------------------------------------------- mine


async def show_mine(ctx: FieldContext) -> None:
    """Show what is left for the reader in a year, by default in this one."""
    await ctx.services.network.fresh(ctx.tx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    year = plan.a_year(ctx) if ctx.arguments else ctx.today.year
    lines = [one for one in await visit_plan.of_year(ctx.tx, year) if one.month.year == year]
    left = rules.mine(lines, ctx.person.staff_id)
    ctx.show(SLOT, screens.mine(ctx.t, year, left, plan.names(ctx), ctx.today))


prompts.register(FIND, take_name)
ROUTES: Final[tuple[Route, ...]] = (
    command("plan", show_this_year, READ),
    press("plan.year", show, READ),
    press("plan.library", open_library, READ),
    press("plan.month", set_month, CHANGE),
    press("plan.shut", cancel_rest, CHANGE),
    press("plan.who", ask_who, CHANGE),
    press("plan.whom", set_who, CHANGE),
    press("plan.mine", show_mine, READ),
)
