"""`/card`: the year of the own library or of oneself, in chat and as a file; of any, for some."""

from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.msgid import msgid
from bot.reports import year_card as reading
from bot.reports import year_card_files as files
from bot.routes import Route, command, press
from bot.rules import year_card as rules
from bot.rules.year_card import Place
from bot.screens import journals as coming
from bot.screens import report_files
from bot.screens import year_card as screens
from bot.screens.year_card import Around
from storage import chats, jobs, libraries

SLOT: Final = "year_card"
READ: Final = "card.read"


async def show_own(ctx: FieldContext) -> None:
    """Show this year's card: to a librarian that of the own library, to others their own."""
    own = ctx.person.library_ids if ctx.person.role == "librarian" else ()
    place = Place("library", own[0]) if own else Place("person", ctx.person.staff_id)
    await _show(ctx, place, ctx.today.year)


async def show(ctx: FieldContext) -> None:
    """Show the card that a button names."""
    place, year = _asked(ctx, 2)
    await _show(ctx, place, year)


def _asked(ctx: FieldContext, count: int) -> tuple[Place, int]:
    """Read whose card and which year; refuse a forged button and a card of others."""
    if len(ctx.arguments) != count or not ctx.arguments[1].isascii():
        raise NotAllowedError
    try:
        place, year = Place.parse(ctx.arguments[0]), int(ctx.arguments[1])
    except ValueError:
        raise NotAllowedError from None
    if not rules.is_year(year, ctx.today.year):
        raise NotAllowedError
    ctx.require(READ, own=place in _own(ctx))
    return place, year


def _own(ctx: FieldContext) -> tuple[Place, ...]:
    places = (Place("library", one) for one in ctx.person.library_ids)
    return (*places, Place("person", ctx.person.staff_id))


async def _show(ctx: FieldContext, place: Place, year: int) -> None:
    if ctx.chat.prompt is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    async with ctx.services.database.read() as db:
        card = await reading.read(db, ctx.t, place, year)
    around = Around(ctx.today.year, await _others(ctx, place), _back(ctx, place))
    ctx.show(SLOT, screens.shown(ctx.t, card, around))


async def _others(ctx: FieldContext, place: Place) -> list[tuple[str, Place]]:
    """Return the own cards beside the one that is shown."""
    own = _own(ctx)
    if place not in own:
        return []
    named = {one.library_id: one for one in await libraries.of_staff(ctx.tx, ctx.person.staff_id)}
    found = [
        (named[one.key].short(ctx.language), one)
        for one in own
        if one.kind == "library" and one != place and one.key in named
    ]
    mine = Place("person", ctx.person.staff_id)
    return found if place == mine else [*found, (ctx.t.plain(msgid("My own card")), mine)]


def _back(ctx: FieldContext, place: Place) -> tuple[str, str] | None:
    if place.kind == "library":
        return msgid("To the library"), f"library.card:{place.key}"
    if place.key != ctx.person.staff_id and ctx.may("people.read", own=False):
        return msgid("To the person"), f"people.card:{place.key}"
    return None


# -------------------------------------------------------------------- files


async def make(ctx: FieldContext) -> None:
    """Have a card made as a file."""
    place, year = _asked(ctx, 3)
    form = ctx.arguments[2]
    if form not in files.FORMATS:
        raise NotAllowedError
    await _order(ctx, files.ONE, {"place": place.code, "year": year, "format": form})


async def show_all(ctx: FieldContext) -> None:
    """Offer the cards of all libraries of the year of the button."""
    ctx.require(READ, own=False)
    year = (*numbers(ctx.arguments[:1]), 0)[0]
    if not rules.is_year(year, ctx.today.year):
        raise NotAllowedError
    ctx.show(SLOT, report_files.cards(ctx.t, year))


async def make_all(ctx: FieldContext) -> None:
    """Have the cards of all libraries made: an archive of PDFs, or one Word document."""
    ctx.require(READ, own=False)
    if len(ctx.arguments) != 2 or ctx.arguments[1] not in files.FORMATS:  # noqa: PLR2004  # year, format
        raise NotAllowedError
    year = ctx.arguments[0]
    if not (year.isascii() and year.isdigit() and rules.is_year(int(year), ctx.today.year)):
        raise NotAllowedError
    await _order(ctx, files.ALL, {"year": int(year), "format": ctx.arguments[1]})


async def _order(ctx: FieldContext, kind: str, wanted: dict[str, Any]) -> None:
    arguments = {
        **wanted,
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
        "now": ctx.stamp,
        "staff_id": ctx.person.staff_id,
    }
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(coming.coming(ctx.t))


async def tell(ended: Ended) -> None:
    """Send the file, or say that it was not made."""
    arguments, result = ended.job.arguments, ended.result
    t = translator(arguments["language"])
    if result is None:
        ended.say("show", coming.failed(t).as_json() | {"edit": False})
        return
    title, footer = result["title"], result["footer"]
    if ended.job.kind == files.ALL:
        caption = screens.caption_of_all(t, title, footer)
    else:
        caption = screens.caption(t, title, arguments["year"], footer)
    document = {"path": result["path"], "name": result["name"]}
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


worker.register(files.ONE, tell)
worker.register(files.ALL, tell)
ROUTES: Final[tuple[Route, ...]] = (
    command("card", show_own, READ),
    press("card.show", show, READ),
    press("card.file", make, READ),
    press("card.of", show_all, READ),
    press("card.all", make_all, READ),
)
