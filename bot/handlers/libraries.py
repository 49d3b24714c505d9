"""`/libraries`: the list by council, search, cards; the admin closes and reopens."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.forms import inputs, search
from bot.handlers import prompts
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.screens import libraries as screens
from bot.screens.libraries import About, May, Page
from storage import chats, libraries, recommendation_lists, round_sums, staff, visits
from storage.aggregates import Scope
from storage.recommendation_lists import Wanted
from storage.records.libraries import Library, SettlementFields

SLOT: Final = "libraries"
PAGE: Final = 8
FIND: Final = "libraries.find"
CLOSE: Final = "library.close"


async def show_list(ctx: FieldContext) -> None:
    """Show a page of the libraries; who has only their own sees those."""
    if not ctx.may("library.read", own=False):
        await _show_own(ctx)
        return
    kind, number = _page_wanted(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FIND})
    known = await libraries.known(ctx.tx)
    ctx.show(SLOT, screens.listed(ctx.t, _page(ctx, known, kind, number)))


def _page_wanted(ctx: FieldContext) -> tuple[str, int]:
    kind = ctx.arguments[0] if ctx.pressed and ctx.arguments else "open"
    if kind not in {"open", "closed"}:
        raise NotAllowedError
    return kind, (numbers(ctx.arguments[1:2]) or (0,))[0]


def _page(ctx: FieldContext, known: list[Library], kind: str, number: int) -> Page:
    are_open = kind == "open"
    chosen = [one for one in known if one.is_open(ctx.today) == are_open]
    chosen.sort(key=lambda one: (one.council(ctx.language), one.short(ctx.language)))
    last = max(0, (len(chosen) - 1) // PAGE)
    number = min(number, last)
    shown = chosen[number * PAGE : (number + 1) * PAGE]
    return Page(shown, number, last, are_open, len(chosen), len(known) - len(chosen))


async def _show_own(ctx: FieldContext) -> None:
    own = await libraries.of_staff(ctx.tx, ctx.person.staff_id)
    if not own:
        ctx.show(SLOT, screens.nothing_own(ctx.t))
    elif len(own) == 1:
        await _show_card(ctx, own[0])
    else:
        ctx.show(
            SLOT,
            screens.listed(
                ctx.t, Page(own, 0, 0, are_open=True, total=len(own), others=0, can_search=False)
            ),
        )


async def find(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Search libraries by a typed name, settlement or council."""
    ctx.require("library.read", own=False)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    known = await libraries.known(ctx.tx)
    hits = _found(text, known, await libraries.every_settlement(ctx.tx))
    if len(hits) == 1:
        await _show_card(ctx, hits[0])
    else:
        ctx.show(SLOT, screens.found(ctx.t, text, hits))


def _found(
    text: str, known: Iterable[Library], settlements: Iterable[SettlementFields]
) -> list[Library]:
    by_code = {one.code: one for one in known}
    served: dict[str, list[str]] = {}
    for place in settlements:
        served.setdefault(place.library, []).extend(filter(None, (place.name_ru, place.name_be)))
    options = [
        search.Option(code, (*_labels(one), *served.get(code, ())))
        for code, one in by_code.items()
    ]
    named = search.exact(text, options)
    hits = [named] if named else search.find(text, options, PAGE)
    return [by_code[option.name] for option in hits]


def _labels(one: Library) -> tuple[str, ...]:
    every = (one.short_ru, one.short_be, one.code, one.council_ru, one.council_be)
    return tuple(label for label in every if label)


# -------------------------------------------------------------------- the card


async def show_card(ctx: FieldContext) -> None:
    """Show the library behind a button."""
    library = await _readable(ctx)
    prompt = {"kind": FIND} if ctx.may("library.read", own=False) else None
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    await _show_card(ctx, library)


async def _readable(ctx: FieldContext) -> Library:
    """Return the named library if this person may read it."""
    library_id = numbers(ctx.arguments[:1])
    library = await libraries.by_id(ctx.tx, library_id[0]) if library_id else None
    if library is None:
        raise NotAllowedError
    ctx.require("library.read", own=library.library_id in ctx.person.library_ids)
    return library


async def _show_card(ctx: FieldContext, library: Library, note: str | None = None) -> None:
    said = ctx.t(note) if note else None
    about = await _about(ctx, library)
    ctx.show(SLOT, screens.card(ctx.t, about, _may(ctx, library), said))


async def _about(ctx: FieldContext, library: Library) -> About:
    key = library.library_id
    wanted = Wanted(today=ctx.today, state="all", library_id=key)
    latest = await visits.listed(ctx.tx, library_id=key, limit=screens.VISITS_SHOWN)
    return About(
        library=library,
        settlements=await libraries.settlements(ctx.tx, key),
        people=await staff.of_library(ctx.tx, key),
        visits=latest,
        next_visit_on=await _next_visit(ctx, [one.visit_id for one in latest]),
        today=ctx.today,
        has_recommendations=bool(await recommendation_lists.counted(ctx.tx, wanted)),
        has_rounds=bool(await round_sums.listed(ctx.tx, Scope(libraries=(key,)), limit=1)),
    )


async def _next_visit(ctx: FieldContext, visit_ids: list[int]) -> date | None:
    """Return the day that the latest visit wished for the next one, if it is ahead."""
    latest = await visits.by_id(ctx.tx, visit_ids[0]) if visit_ids else None
    wished = latest.next_visit_on if latest else None
    return wished if wished is not None and wished >= ctx.today else None


def _may(ctx: FieldContext, library: Library) -> May:
    own = library.library_id in ctx.person.library_ids
    return May(
        see_visits=ctx.may("visit.read", own=own),
        see_recommendations=ctx.may("recommendation.list", own=own),
        see_rounds=ctx.may("round.read", own=own),
        see_passport=ctx.may("passport.read", own=own),
        see_year=ctx.may("card.read", own=own),
        see_people=ctx.may("people.read", own=False),
        change=ctx.may("library.change", own=False),
        list_all=ctx.may("library.read", own=False) or len(ctx.person.library_ids) > 1,
    )


async def show_on_map(ctx: FieldContext) -> None:
    """Send the library's place; the telephone's own map leads there."""
    library = await _readable(ctx)
    if library.latitude is None or library.longitude is None:
        raise NotAllowedError
    ctx.call("sendLocation", {"latitude": library.latitude, "longitude": library.longitude})


# -------------------------------------------------------------------- closing


async def ask_closing_day(ctx: FieldContext) -> None:
    """Ask from which day a library is closed."""
    library = await _readable(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": CLOSE, "library_id": library.library_id})
    ctx.show(SLOT, screens.ask_closing_day(ctx.t, library, ctx.today))


async def take_closing_day(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Ask once more before the library is closed from a typed day."""
    ctx.require("library.change", own=False)
    on = inputs.parse_date(text, ctx.today)
    library = await libraries.by_id(ctx.tx, prompt["library_id"])
    if library is not None:
        ctx.show(SLOT, screens.confirm_closing(ctx.t, library, on))


async def close(ctx: FieldContext) -> None:
    """Close a library from the day of the button; its records stay."""
    library = await _readable(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FIND})
    if library.closed_on is None:
        by = ctx.person.staff_id
        await libraries.close(ctx.tx, library.library_id, _day(ctx), now=ctx.stamp, by=by)
        ctx.services.network.forget()
    await _show_again(ctx, library)


def _day(ctx: FieldContext) -> date:
    try:
        return date.fromisoformat(ctx.arguments[1])
    except (IndexError, ValueError):
        raise NotAllowedError from None


async def ask_reopen(ctx: FieldContext) -> None:
    """Ask before a closed library is opened again."""
    ctx.show(SLOT, screens.ask_reopen(ctx.t, await _readable(ctx)))


async def reopen(ctx: FieldContext) -> None:
    """Open a closed library again."""
    library = await _readable(ctx)
    if library.closed_on is not None:
        by = ctx.person.staff_id
        await libraries.reopen(ctx.tx, library.library_id, now=ctx.stamp, by=by)
        ctx.services.network.forget()
    await _show_again(ctx, library)


async def _show_again(ctx: FieldContext, library: Library) -> None:
    changed = await libraries.by_id(ctx.tx, library.library_id)
    await _show_card(ctx, changed or library, msgid("Saved."))


prompts.register(FIND, find)
prompts.register(CLOSE, take_closing_day)

ROUTES: Final[tuple[Route, ...]] = (
    command("libraries", show_list, "library.read"),
    press("libraries", show_list, "library.read"),
    press("library.card", show_card, "library.read"),
    press("library.map", show_on_map, "library.read"),
    press("library.close", ask_closing_day, "library.change"),
    press("library.closed", close, "library.change"),
    press("library.reopen", ask_reopen, "library.change"),
    press("library.opened", reopen, "library.change"),
)
