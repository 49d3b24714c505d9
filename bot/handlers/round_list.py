"""`/rounds`: lists and sums by library, settlement and time, and the sentence for the report."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.forms import search
from bot.forms.search import Option
from bot.handlers import prompts
from bot.handlers import round_records as records
from bot.handlers.period_records import standing_of
from bot.handlers.round_card import SLOT
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import absence, rights
from bot.rules.periods import Period
from bot.rules.spans import Standing
from bot.screens import round_list as screens
from bot.screens.round_list import PAGE, Choice, Filter, Named, Page, Year
from bot.screens.round_sentence import sentence
from storage import aggregates, chats, round_sums
from storage.aggregates import Scope
from storage.database import Reader

LAST_PAGE: Final = 99  # further back by library, settlement or time
GROUPS: Final = {"libraries": "library", "places": "place"}


async def show_all(ctx: FieldContext) -> None:
    """Show this year's rounds: of one's library, for the department of all."""
    await ctx.services.network.fresh(ctx.tx)
    if not _may_all(ctx) and not ctx.person.library_ids:
        raise UserError(msgid("No library is noted as yours. Write to the department, please."))
    await _show(ctx, Filter(time=Period.of("year", ctx.today)), 0)


async def show(ctx: FieldContext) -> None:
    """Show a page of the list that the button names; without a filter, the usual list."""
    if not ctx.arguments:
        await show_all(ctx)
        return
    chosen, page = await asked(ctx)
    await _show(ctx, chosen, min(page, LAST_PAGE))


async def _show(ctx: FieldContext, chosen: Filter, number: int) -> None:
    if ctx.chat.prompt is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    scope = scope_of(ctx, chosen)
    async with ctx.services.database.read() as db:
        page = await _page(db, scope, number)
        standing = await _standing(db, chosen)
    several = _may_all(ctx) or len(ctx.person.library_ids) > 1
    page = replace(
        page, can_enter=ctx.may("round.record"), has_libraries=several, standing=standing
    )
    ctx.show(SLOT, screens.listed(ctx.t, chosen, page, records.names(ctx)))


async def _page(db: Reader, scope: Scope, number: int) -> Page:
    rows = await round_sums.listed(db, scope, limit=(number + 1) * PAGE + 1)
    shown = rows[number * PAGE : (number + 1) * PAGE]
    sums = await round_sums.sums(db, scope)
    return Page(tuple(shown), sums, number, has_more=len(rows) > (number + 1) * PAGE)


async def _standing(db: Reader, chosen: Filter) -> Standing | None:
    return await standing_of(db, chosen.time, await round_sums.span(db))


# -------------------------------------------------------------------- rights


def _may_all(ctx: FieldContext) -> bool:
    return rights.allows(ctx.roles, "round.read", own=False)


def scope_of(ctx: FieldContext, chosen: Filter) -> Scope:
    """Return which rows a filter means, within the person's rights."""
    libraries = None if _may_all(ctx) else ctx.person.library_ids
    if chosen.library_id is not None:
        libraries = (chosen.library_id,)
    first, last = chosen.days
    return Scope(
        first=first, last=last, libraries=libraries, place=chosen.place, source=chosen.source
    )


async def asked(ctx: FieldContext) -> tuple[Filter, int]:
    """Read the filter of a button; one that reaches beyond one's rights is refused."""
    await ctx.services.network.fresh(ctx.tx)
    try:
        chosen = Filter.parse(ctx.arguments[:3])
    except (ValueError, TypeError):
        raise NotAllowedError from None
    if not _is_known(ctx, chosen) or not _is_within(ctx, chosen):
        raise NotAllowedError
    page = numbers(ctx.arguments[3:4])
    return chosen, page[0] if page else 0


def _is_known(ctx: FieldContext, chosen: Filter) -> bool:
    network, place = ctx.services.network, chosen.place
    if chosen.library_id is not None and chosen.library_id not in network.libraries:
        return False
    return place is None or place in network.settlements or -place in network.libraries


def _is_within(ctx: FieldContext, chosen: Filter) -> bool:
    """Tell whether a filter keeps to one's own libraries; sums of a place are cut to them."""
    return _may_all(ctx) or chosen.library_id in {None, *ctx.person.library_ids}


# -------------------------------------------------------------------- sums


async def show_libraries(ctx: FieldContext) -> None:
    """Show what each library adds up to."""
    await _show_named(ctx, "libraries")


async def show_places(ctx: FieldContext) -> None:
    """Show what each settlement adds up to."""
    await _show_named(ctx, "places")


async def _show_named(ctx: FieldContext, what: str) -> None:
    chosen, page = await asked(ctx)
    await chats.ask(
        ctx.tx, ctx.chat_id, {"kind": "rounds.name", "what": what, "filter": chosen.code}
    )
    choices = tuple(await _choices(ctx, what, chosen))
    async with ctx.services.database.read() as db:
        standing = await _standing(db, chosen)
    named = Named(what, choices, page, standing)
    ctx.show(SLOT, screens.by_name(ctx.t, chosen, named, records.names(ctx)))


async def _choices(ctx: FieldContext, what: str, chosen: Filter) -> list[Choice]:
    """Return the libraries or settlements that have rounds, by name."""
    scope = scope_of(ctx, screens.with_one(chosen, what, None))
    async with ctx.services.database.read() as db:
        found = await round_sums.sums_by(db, scope, GROUPS[what])
    choices = [
        Choice(_called(ctx, what, key, ctx.language), sums, screens.with_one(chosen, what, key))
        for key, sums in found.items()
    ]
    return sorted(choices, key=lambda one: one.name)


def _called(ctx: FieldContext, what: str, key: int, language: str) -> str:
    if what == "libraries":
        return ctx.services.network.libraries[key].short(language)
    return screens.place_name(key, records.names(ctx, language))


async def take_name(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a typed library or settlement; several that fit become buttons."""
    ctx.arguments = (*str(prompt["filter"]).split(":"), "0")
    chosen, _ = await asked(ctx)
    what = str(prompt["what"])
    found = _found(ctx, what, text, await _choices(ctx, what, chosen))
    if not found:
        raise UserError(
            msgid("Nothing like «{typed}» is known here. Try another word."), typed=text
        )
    if len(found) == 1:
        await _show(ctx, found[0].chosen, 0)
        return
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    async with ctx.services.database.read() as db:
        named = Named(what, tuple(found), standing=await _standing(db, chosen))
    ctx.show(SLOT, screens.by_name(ctx.t, chosen, named, records.names(ctx)))


def _found(ctx: FieldContext, what: str, text: str, choices: Sequence[Choice]) -> list[Choice]:
    """Search by the names in both languages, whichever the reader's is."""
    known = []
    for number, one in enumerate(choices):
        key = one.chosen.library_id if what == "libraries" else one.chosen.place
        called = tuple(dict.fromkeys(_called(ctx, what, key or 0, lang) for lang in ("ru", "be")))
        known.append(Option(str(number), called))
    sure = search.winner(text, known)
    matches = [sure] if sure else search.find(text, known)
    return [choices[int(one.name)] for one in matches]


# -------------------------------------------------------------------- time


async def show_times(ctx: FieldContext) -> None:
    """Show what the months of a year add up to, and offer any other time."""
    chosen, _ = await asked(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": "rounds.time", "filter": chosen.code})
    year = chosen.year or ctx.today.year
    whole = Period("year", year)
    scope = replace(scope_of(ctx, chosen), first=whole.first, last=whole.last)
    async with ctx.services.database.read() as db:
        found = await round_sums.sums_by(db, scope, "month")
        span = await round_sums.span(db) or (whole.first, whole.first)
        standing = await standing_of(db, whole)
    months = {int(key[5:]): sums for key, sums in found.items()}
    years = (min(span[0].year, year), max(span[1].year, year, ctx.today.year))
    of = Year(year, months, years, standing)
    ctx.show(SLOT, screens.times(ctx.t, chosen, of, records.names(ctx)))


async def take_time(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take two typed dates, or one day."""
    ctx.arguments = (*str(prompt["filter"]).split(":"), "0")
    chosen, _ = await asked(ctx)
    await _show(ctx, replace(chosen, time=absence.past_days(text, ctx.today)), 0)


# -------------------------------------------------------------------- the report


async def show_sentence(ctx: FieldContext) -> None:
    """Show the sentence for the report, about what the list shows."""
    chosen, _ = await asked(ctx)
    scope = scope_of(ctx, chosen)
    async with ctx.services.database.read() as db:
        sums = await round_sums.sums(db, scope)
        span = await round_sums.span(db)
        standing = await _standing(db, chosen)
    is_all = chosen.library_id is None and chosen.place is None and chosen.source is None
    is_whole = is_all and _may_all(ctx)
    is_first_year = is_whole and span is not None and span[0].year == chosen.year
    said = sentence(ctx.t, sums, chosen.time, is_first_year=is_first_year)
    ctx.show(SLOT, screens.sentence(ctx.t, chosen, said, records.names(ctx), standing))


async def show_named(ctx: FieldContext) -> None:
    """Show the reasons, ages and wishes of the rounds that the list shows."""
    chosen, _ = await asked(ctx)
    async with ctx.services.database.read() as db:
        counts = await aggregates.named(db, scope_of(ctx, chosen))
        standing = await _standing(db, chosen)
    ctx.show(SLOT, screens.named(ctx.t, chosen, counts, records.names(ctx), standing))


prompts.register("rounds.name", take_name)
prompts.register("rounds.time", take_time)
ROUTES: tuple[Route, ...] = (
    command("rounds", show_all, "round.read"),
    press("rounds.list", show, "round.read"),
    press("rounds.libraries", show_libraries, "round.read"),
    press("rounds.places", show_places, "round.read"),
    press("rounds.times", show_times, "round.read"),
    press("rounds.named", show_named, "round.read"),
    press("rounds.sentence", show_sentence, "round.read"),
)
