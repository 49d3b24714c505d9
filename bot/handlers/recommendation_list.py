"""`/recommendations`: lists by library, person, area and age, and how long they take."""

from datetime import date
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms import builtin, search
from bot.forms.search import Option
from bot.handlers import period_records as periods
from bot.handlers import prompts, tasks
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules.periods import Period
from bot.screens import recommendation_list as screens
from bot.screens import spans
from bot.screens.recommendation_list import PAGE, Choices, Filter, Medians, Page
from storage import aggregates, chats
from storage import recommendation_lists as lists
from storage.aggregates import Scope
from storage.recommendation_lists import Wanted

READ: Final = "recommendation.list"
SLOT: Final = "recommendations"
NUMBER, NAME = "rec.number", "rec.name"
LAST_PAGE: Final = 99
NOTHING: Final = msgid("Nothing like «{typed}» is in this list. Try another word.")


async def show_first(ctx: FieldContext) -> None:
    """Show the open ones: of all, or of the person's library, or the person's own."""
    await ctx.services.network.fresh(ctx.tx)
    await _show(ctx, _usual(ctx), 0)


def _usual(ctx: FieldContext) -> Filter:
    if _may_all(ctx):
        return Filter()
    if ctx.person.library_ids:
        return Filter(library_id=ctx.person.library_ids[0])
    return Filter(staff_id=ctx.person.staff_id)


def _may_all(ctx: FieldContext) -> bool:
    return ctx.may(READ, own=False)


async def show(ctx: FieldContext) -> None:
    """Show a page of the list that the button names."""
    chosen = await _chosen(ctx, ctx.arguments[:5])
    page = (numbers(ctx.arguments[5:6]) or (0,))[0]
    await _show(ctx, chosen, min(page, LAST_PAGE))


async def _chosen(ctx: FieldContext, parts: tuple[str, ...]) -> Filter:
    """Read a button's filter; one that is forged or reaches beyond one's rights is refused."""
    await ctx.services.network.fresh(ctx.tx)
    try:
        chosen = Filter.parse(parts)
    except ValueError:
        raise NotAllowedError from None
    network = ctx.services.network
    is_known = (
        (chosen.library_id is None or chosen.library_id in network.libraries)
        and (chosen.staff_id is None or chosen.staff_id in network.staff)
        and (chosen.area is None or chosen.area in _areas(ctx))
    )
    own = chosen.library_id in ctx.person.library_ids or chosen.staff_id == ctx.person.staff_id
    if not is_known:
        raise NotAllowedError
    ctx.require(READ, own=own)
    return chosen


def _areas(ctx: FieldContext) -> dict[str, str]:
    return builtin.labels("visit", "area", ctx.language)


async def _show(ctx: FieldContext, chosen: Filter, number: int) -> None:
    wanted, network = _wanted(ctx, chosen), ctx.services.network
    async with ctx.services.database.read() as db:
        total = await lists.counted(db, wanted)
        number = min(number, max(0, (total - 1) // PAGE))
        items = await lists.listed(db, wanted, limit=PAGE, offset=number * PAGE)
        standing = await periods.standing_of(db, None, await lists.span(db, wanted))
    page = Page(
        chosen=chosen,
        items=items,
        number=number,
        total=total,
        today=ctx.today,
        libraries={key: one.short(ctx.language) for key, one in network.libraries.items()},
        people={key: one.initials(ctx.language) for key, one in network.staff.items()},
        areas=_areas(ctx),
        has_all=_may_all(ctx),
        standing=standing,
    )
    presses = {str(n): one.recommendation_id for n, one in enumerate(items, page.first)}
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": NUMBER, "presses": presses})
    ctx.show(SLOT, screens.listed(ctx.t, page))


def _wanted(ctx: FieldContext, chosen: Filter) -> Wanted:
    return Wanted(
        today=ctx.today,
        state=chosen.kind,
        library_id=chosen.library_id,
        staff_id=chosen.staff_id,
        area=chosen.area,
        older_than=chosen.age,
        source=chosen.source,
    )


async def take_number(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Open the recommendation whose number was typed; other words go on outside."""
    from bot.handlers import free  # noqa: PLC0415  # it asks the menu, which knows this module

    key = prompt["presses"].get(text.strip(" .№"))
    if key is None:
        await free.take_outside(ctx, text)
    else:
        await tasks.run(ctx, f"rec.card:{key}")


# -------------------------------------------------------------------- choosing


async def choose(ctx: FieldContext) -> None:
    """Offer the libraries, people or areas of a list with their counts."""
    by = "".join(ctx.arguments[:1])
    if by not in lists.GROUPS:
        raise NotAllowedError
    chosen = await _chosen(ctx, ctx.arguments[1:6])
    number = (numbers(ctx.arguments[6:7]) or (0,))[0]
    if by != "area":
        ctx.require(READ, own=False)
        prompt = {"kind": NAME, "by": by, "filter": chosen.code}
        await chats.focus(ctx.tx, ctx.chat_id, None)
        await chats.ask(ctx.tx, ctx.chat_id, prompt)
    options = await _options(ctx, chosen, by)
    ctx.show(SLOT, screens.choose(ctx.t, chosen, Choices(by, options, min(number, LAST_PAGE))))


async def _options(ctx: FieldContext, chosen: Filter, by: str) -> list[tuple[str, str, int]]:
    async with ctx.services.database.read() as db:
        found = await lists.grouped(db, _wanted(ctx, chosen), by)
    return [(str(key), _name(ctx, by, key), count) for key, count in found]


def _name(ctx: FieldContext, by: str, key: Any, language: str = "") -> str:
    network, spoken = ctx.services.network, language or ctx.language
    if by == "library":
        return network.libraries[key].short(spoken)
    if by == "person":
        return network.staff[key].initials(spoken)
    return _areas(ctx).get(key, str(key))


async def take_name(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a typed library or surname; several that fit become buttons."""
    by = str(prompt["by"])
    chosen = await _chosen(ctx, tuple(str(prompt["filter"]).split(":")))
    ctx.require(READ, own=False)
    offered = await _options(ctx, chosen, by)
    known = [
        Option(key, tuple({name, *(_name(ctx, by, int(key), one) for one in ("ru", "be"))}))
        for key, name, _ in offered
    ]
    sure = search.winner(text, known)
    keys = {one.name for one in ([sure] if sure else search.find(text, known))}
    found = [one for one in offered if one[0] in keys]
    if not found:
        raise BadAnswerError(NOTHING, typed=text)
    if len(found) == 1:
        await _show(ctx, screens.with_one(chosen, by, found[0][0]), 0)
        return
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(SLOT, screens.choose(ctx.t, chosen, Choices(by, found)))


async def choose_age(ctx: FieldContext) -> None:
    """Offer how long ago they were given."""
    ctx.show(SLOT, screens.ages(ctx.t, await _chosen(ctx, ctx.arguments[:5])))


# -------------------------------------------------------------------- how long they take


async def show_days(ctx: FieldContext) -> None:
    """Show how long recommendations took in a year, by area."""
    ctx.require(READ, own=False)
    year, source = _year(ctx)
    period = Period("year", year)
    scope = Scope(first=period.first, last=period.last, source=source)
    async with ctx.services.database.read() as db:
        medians = Medians(
            taken=await aggregates.days_taken(db, scope),
            areas=_areas(ctx),
            year=year,
            present=ctx.today.year,
            source=source,
            standing=await periods.standing_of(db, period) or "open",
        )
    ctx.show(SLOT, screens.days_taken(ctx.t, medians))


def _year(ctx: FieldContext) -> tuple[int, str | None]:
    """Read the year and the source of a button; forged ones are refused."""
    try:
        said, source = spans.split_source("".join(ctx.arguments[:1]))
    except ValueError:
        raise NotAllowedError from None
    year = numbers((said,), 1)[0]
    if not date.min.year < year < date.max.year:
        raise NotAllowedError
    return year, source


prompts.register(NUMBER, take_number)
prompts.register(NAME, take_name)
ROUTES: Final[tuple[Route, ...]] = (
    command("recommendations", show_first, READ),
    press("rec.list", show, READ),
    press("rec.by", choose, READ),
    press("rec.age", choose_age, READ),
    press("rec.days", show_days, READ),
)
