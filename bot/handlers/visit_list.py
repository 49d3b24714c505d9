"""`/visits`: mine, and for those who may all, by month, library and person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.forms import search
from bot.forms.search import Option
from bot.handlers import period_records as periods
from bot.handlers import prompts
from bot.handlers import visit_records as records
from bot.handlers.visit_card import SLOT
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import rights
from bot.rules.periods import Period
from bot.screens import visit_list as screens
from bot.screens.visit_list import PAGE, Choices, Filter, Page
from storage import chats, visits
from storage.database import Reader
from storage.records.visits import Counts

LAST_PAGE: Final = 99  # further back by month, library or person
TRAVELLING: Final = frozenset({"methodist", "head"})


async def show_mine(ctx: FieldContext) -> None:
    """Show this year's visits: a methodist's own, all for the head, a library's for its people."""
    await ctx.services.network.fresh(ctx.tx)
    chosen = Filter(period=Period.of("year", ctx.today))
    if not _may_all(ctx):
        chosen = replace(chosen, library_id=_own_library(ctx))
    elif ctx.person.role == "methodist":
        chosen = replace(chosen, staff_id=ctx.person.staff_id)
    await _show(ctx, chosen, 0)


async def show(ctx: FieldContext) -> None:
    """Show a page of the list that the button names; without a filter, the usual list."""
    if not ctx.arguments:
        await show_mine(ctx)
        return
    chosen, page = await _chosen(ctx)
    await _show(ctx, chosen, min(page, LAST_PAGE))


async def _show(ctx: FieldContext, chosen: Filter, number: int) -> None:
    if ctx.chat.prompt is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    async with ctx.services.database.read() as db:
        page = await _page(db, chosen, number)
        standing = await periods.standing_of(db, chosen.period, await visits.span(db))
    page = replace(page, can_choose=_may_all(ctx), standing=standing)
    ctx.show(SLOT, screens.listed(ctx.t, chosen, page, records.names(ctx)))


async def _page(db: Reader, chosen: Filter, number: int) -> Page:
    rows = await visits.listed(
        db,
        staff_id=chosen.staff_id,
        library_id=chosen.library_id,
        first=chosen.period.first if chosen.period else date.min,
        last=chosen.period.last if chosen.period else date.max,
        source=chosen.source,
        limit=(number + 1) * PAGE + 1,
    )
    counts = await _counts(db, chosen)
    shown = rows[number * PAGE : (number + 1) * PAGE]
    return Page(tuple(shown), counts, number, has_more=len(rows) > (number + 1) * PAGE)


async def _counts(db: Reader, chosen: Filter) -> Counts:
    period = chosen.period
    is_whole = chosen.staff_id is None and chosen.library_id is None and chosen.source is None
    if is_whole and period and period.kind == "year":
        return await visits.counts(db, period.year)
    span = await visits.span(db)
    if span is None:
        return Counts(0, 0)
    first, last = (period.first, period.last) if period else span
    return await visits.counts_between(
        db,
        first,
        last,
        staff_id=chosen.staff_id,
        library_id=chosen.library_id,
        source=chosen.source,
    )


# -------------------------------------------------------------------- rights


def _may_all(ctx: FieldContext) -> bool:
    return rights.allows(ctx.roles, "visit.read", own=False)


def _own_library(ctx: FieldContext) -> int:
    if not ctx.person.library_ids:
        raise UserError(msgid("No library is noted as yours. Write to the department, please."))
    return ctx.person.library_ids[0]


async def _chosen(ctx: FieldContext) -> tuple[Filter, int]:
    """Read the filter of a button; one that reaches beyond one's rights is refused."""
    await ctx.services.network.fresh(ctx.tx)
    try:
        chosen = Filter.parse(ctx.arguments[:3])
    except (ValueError, TypeError):
        raise NotAllowedError from None
    network = ctx.services.network
    unknown = (chosen.staff_id is not None and chosen.staff_id not in network.staff) or (
        chosen.library_id is not None and chosen.library_id not in network.libraries
    )
    if unknown or not _within_rights(ctx, chosen):
        raise NotAllowedError
    page = numbers(ctx.arguments[3:4])
    return chosen, page[0] if page else 0


def _within_rights(ctx: FieldContext, chosen: Filter) -> bool:
    if _may_all(ctx):
        return True
    return chosen.staff_id is None and chosen.library_id in ctx.person.library_ids


# -------------------------------------------------------------------- choosing


async def choose_month(ctx: FieldContext) -> None:
    """Offer the months of the year that the list shows."""
    chosen, _ = await _chosen(ctx)
    year = chosen.period.year if chosen.period else ctx.today.year
    span = await visits.span(ctx.tx)
    years = (span[0].year, max(span[1].year, ctx.today.year)) if span else (year, year)
    ctx.show(SLOT, screens.months(ctx.t, chosen, year, years))


async def choose_library(ctx: FieldContext) -> None:
    """Offer the libraries that one may read about."""
    chosen, page = await _chosen(ctx)
    options = _library_options(ctx)
    await _ask_name(ctx, "libraries", chosen)
    choices = Choices("libraries", options, page, has_all=_may_all(ctx))
    ctx.show(SLOT, screens.choose(ctx.t, chosen, choices))


async def choose_person(ctx: FieldContext) -> None:
    """Offer the people who travel."""
    chosen, page = await _chosen(ctx)
    if not _may_all(ctx):
        raise NotAllowedError
    await _ask_name(ctx, "people", chosen)
    choices = Choices("people", _people_options(ctx), page, mine=ctx.person.staff_id)
    ctx.show(SLOT, screens.choose(ctx.t, chosen, choices))


async def _ask_name(ctx: FieldContext, what: str, chosen: Filter) -> None:
    prompt = {"kind": "visits.name", "what": what, "filter": chosen.code}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)


def _library_options(ctx: FieldContext) -> tuple[tuple[int, str], ...]:
    known = ctx.services.network.libraries
    keys = known if _may_all(ctx) else ctx.person.library_ids
    named = [(key, known[key].short(ctx.language)) for key in keys if key in known]
    return tuple(sorted(named, key=lambda option: option[1]))


def _people_options(ctx: FieldContext) -> tuple[tuple[int, str], ...]:
    people = ctx.services.network.staff.values()
    return tuple(
        (one.staff_id, one.initials(ctx.language)) for one in people if one.role in TRAVELLING
    )


async def take_name(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a typed library or surname for the filter; several that fit become buttons."""
    ctx.arguments = (*str(prompt["filter"]).split(":"), "0")
    chosen, _ = await _chosen(ctx)
    what = str(prompt["what"])
    options = _library_options(ctx) if what == "libraries" else _people_options(ctx)
    found = _found(ctx, what, text, options)
    if not found:
        raise UserError(
            msgid("Nothing like «{typed}» is known here. Try another word."), typed=text
        )
    if len(found) == 1:
        await _show(ctx, screens.with_one(chosen, what, found[0][0]), 0)
        return
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    choices = Choices(what, tuple(found), has_all=_may_all(ctx))
    ctx.show(SLOT, screens.choose(ctx.t, chosen, choices))


def _found(
    ctx: FieldContext, what: str, text: str, options: Sequence[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Search by the names in both languages, whichever the reader's is."""
    known = [Option(str(key), (name, *_called(ctx, what, key))) for key, name in options]
    sure = search.winner(text, known)
    matches = [sure] if sure else search.find(text, known)
    return [(int(one.name), one.labels[0]) for one in matches]


def _called(ctx: FieldContext, what: str, key: int) -> list[str]:
    network = ctx.services.network
    if what == "people":
        return [network.staff[key].surname(language) for language in ("ru", "be")]
    return [network.libraries[key].short(language) for language in ("ru", "be")]


prompts.register("visits.name", take_name)
ROUTES: tuple[Route, ...] = (
    command("visits", show_mine, "visit.read"),
    press("visits.list", show, "visit.read"),
    press("visits.months", choose_month, "visit.read"),
    press("visits.libraries", choose_library, "visit.read"),
    press("visits.people", choose_person, "visit.read"),
)
