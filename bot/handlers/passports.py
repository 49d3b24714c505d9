"""The passport of a library: all its records in time order, as a card and as a Word document."""

from collections.abc import Iterable
from typing import Final

from bot.catalogs import translator
from bot.clock import local, parse_stamp
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.reports import passport
from bot.routes import Route, press
from bot.rules import spans
from bot.screens import journals as coming
from bot.screens import passports as screens
from bot.screens.passports import Called, Filter, Page
from storage import campaigns, chats, jobs, passports, periods
from storage.records.libraries import Library
from storage.records.passports import PassportLine

SLOT: Final = "libraries"  # the passport turns over in the card's place
READ: Final = {  # the right that each kind of record asks for
    "visit": "visit.read",
    "recommendation": "recommendation.read",
    "round": "round.read",
    "sheet": "campaign.read",
    "entry": "entry.read",
}


async def show(ctx: FieldContext) -> None:
    """Show a page of the passport."""
    if ctx.chat.prompt is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    chosen, number, library = await _chosen(ctx)
    lines = await _lines(ctx, chosen)
    kinds = _may(ctx, library.library_id)
    async with ctx.services.database.read() as db:
        first = min((one.on for one in lines), default=ctx.today)
        last = max((one.on for one in lines), default=ctx.today)
        closed = await periods.closed_between(db, first, last)
    standing = spans.standing((first, last), closed)
    page = Page(library, lines, min(number, screens.last_page(lines)), standing, kinds)
    called = await _called(ctx, library.library_id, page.shown)
    ctx.show(SLOT, screens.card(ctx.t, chosen, page, called))


async def show_kinds(ctx: FieldContext) -> None:
    """Offer which kind of record is shown."""
    chosen, _, library = await _chosen(ctx)
    ctx.show(SLOT, screens.kinds(ctx.t, chosen, _may(ctx, library.library_id)))


async def make(ctx: FieldContext) -> None:
    """Have the document made of what the passport shows."""
    chosen, _, library = await _chosen(ctx)
    kinds = _shown(ctx, chosen)
    arguments = {
        "library_id": library.library_id,
        "kinds": kinds,
        "source": chosen.source,
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
        "now": ctx.stamp,
        "staff_id": ctx.person.staff_id,
    }
    await jobs.add(ctx.tx, passport.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(coming.coming(ctx.t))


async def tell(ended: Ended) -> None:
    """Send the document, or say that it was not made."""
    t, result = translator(ended.job.arguments["language"]), ended.result
    if result is None:
        ended.say("show", coming.failed(t).as_json() | {"edit": False})
        return
    caption = screens.caption(t, result["title"], result["footer"])
    document = {"path": result["path"], "name": result["name"]}
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


# -------------------------------------------------------------------- rights and what is shown


async def _chosen(ctx: FieldContext) -> tuple[Filter, int, Library]:
    """Read the filter of a button; one that reaches beyond one's rights is refused."""
    await ctx.services.network.fresh(ctx.tx)
    try:
        chosen = Filter.parse(ctx.arguments[:3])
    except ValueError:
        raise NotAllowedError from None
    library = ctx.services.network.libraries.get(chosen.library_id)
    if library is None:
        raise NotAllowedError
    ctx.require("passport.read", own=chosen.library_id in ctx.person.library_ids)
    if chosen.kind is not None and chosen.kind not in _may(ctx, chosen.library_id):
        raise NotAllowedError
    return chosen, next(iter(numbers(ctx.arguments[3:4])), 0), library


def _may(ctx: FieldContext, library_id: int) -> tuple[str, ...]:
    """Return the kinds of record that the person may read about a library."""
    own = library_id in ctx.person.library_ids
    return tuple(kind for kind, action in READ.items() if ctx.may(action, own=own))


def _shown(ctx: FieldContext, chosen: Filter) -> tuple[str, ...]:
    return (chosen.kind,) if chosen.kind else _may(ctx, chosen.library_id)


async def _lines(ctx: FieldContext, chosen: Filter) -> list[PassportLine]:
    zone = ctx.services.clock.zone
    async with ctx.services.database.read() as db:
        return await passports.lines(
            db,
            chosen.library_id,
            _shown(ctx, chosen),
            source=chosen.source,
            today=ctx.today,
            day_of=lambda stamp: local(parse_stamp(stamp), zone).date(),
        )


async def _called(ctx: FieldContext, library_id: int, shown: Iterable[PassportLine]) -> Called:
    keys = {one.about["campaign_id"] for one in shown if one.kind == "sheet"}
    async with ctx.services.database.read() as db:
        found = [one for key in sorted(keys) if (one := await campaigns.by_id(db, key))]
    network, language = ctx.services.network, ctx.language
    return Called(
        lambda settlement_id: network.place(library_id, settlement_id, language),
        {one.campaign_id: one for one in found},
        network.contests,
    )


worker.register(passport.KIND, tell)
ROUTES: Final[tuple[Route, ...]] = (
    press("passport.list", show, "passport.read"),
    press("passport.kinds", show_kinds, "passport.read"),
    press("passport.docx", make, "passport.read"),
)
