"""«Издания» for the department: the year, its authors, what is read and used, what not."""

from datetime import timedelta
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.handlers.publication_records import MANAGE, SLOT
from bot.reports import publication_list as report
from bot.routes import Route, command, press
from bot.rules import publication_lines
from bot.rules import publications as rules
from bot.screens import publication_board as screens
from bot.screens.publication_board import Board, Used
from storage import chats, jobs, publication_uses, publications
from storage.records.publications import PublicationFilter

FIRST_YEAR: Final = 1990
TOP: Final = 15  # publications named as the most read


async def show_board(ctx: FieldContext) -> None:
    """Show this year's publications in short, with the ways into them."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _show(ctx, ctx.today.year)


async def show_year(ctx: FieldContext) -> None:
    """Show another year."""
    await _show(ctx, _year(ctx))


def _year(ctx: FieldContext) -> int:
    ctx.require(MANAGE, own=False)
    asked = numbers(ctx.arguments[:1], 1)[0]
    return min(max(asked, FIRST_YEAR), ctx.today.year + 1)


async def _show(ctx: FieldContext, year: int) -> None:
    found = await publications.of_year(ctx.tx, year)
    first, last = rules.year_days(year)
    uses = await publication_uses.by_library(ctx.tx, first, last)
    board = Board(
        year=year,
        counts={series: sum(one.series == series for one in found) for series in rules.SERIES},
        opens=await publications.count_opens(ctx.tx, first, last),
        uses=sum(one.uses for one in uses),
        people=sum(one.people for one in uses),
        has_next=year < ctx.today.year,
    )
    ctx.show(SLOT, screens.board(ctx.t, board))


async def show_lines(ctx: FieldContext) -> None:
    """List a year by series in the order of the report, each with its bibliographic line."""
    year = _year(ctx)
    network = await ctx.services.network.fresh(ctx.tx)

    def called(staff_id: int, language: str) -> str:
        return network.staff[staff_id].initials(language)

    found = await publications.of_year(ctx.tx, year)
    lines = {
        series: [
            (one, publication_lines.line(one, called)) for one in found if one.series == series
        ]
        for series in rules.SERIES
    }
    ctx.show(SLOT, screens.year_list(ctx.t, year, lines))


async def show_authors(ctx: FieldContext) -> None:
    """List who wrote how much in a year; a press lists their publications."""
    year = _year(ctx)
    network = await ctx.services.network.fresh(ctx.tx)
    found = await publications.by_author(ctx.tx, year)
    rows = [
        (int(one.key), network.staff[int(one.key)].initials(ctx.language), one.publications)
        for one in found
    ]
    ctx.show(SLOT, screens.authors(ctx.t, year, rows))


async def show_read(ctx: FieldContext) -> None:
    """List what was opened most in a year."""
    year = _year(ctx)
    found = await publications.most_opened(ctx.tx, *rules.year_days(year), limit=TOP)
    ctx.show(SLOT, screens.read(ctx.t, year, found))


async def show_unread(ctx: FieldContext) -> None:
    """List what lies in the catalogue for months and nobody has opened."""
    ctx.require(MANAGE, own=False)
    before = (ctx.now - timedelta(days=rules.UNREAD_DAYS)).date()
    asked = PublicationFilter(unopened_before=f"{before.isoformat()}T00:00:00Z")
    found = await publications.listed(ctx.tx, asked, limit=TOP)
    count = await publications.count(ctx.tx, asked)
    ctx.show(SLOT, screens.unread(ctx.t, found, count, ctx.today.year))


async def show_uses(ctx: FieldContext) -> None:
    """List which libraries have used publications in a year, and before how many people."""
    year = _year(ctx)
    network = await ctx.services.network.fresh(ctx.tx)
    rows = [
        Used(network.libraries[one.library_id].short(ctx.language), one.uses, one.people)
        for one in await publication_uses.by_library(ctx.tx, *rules.year_days(year))
    ]
    told = {one.library for one in rows}
    silent = sorted(
        one.short(ctx.language)
        for one in network.libraries.values()
        if one.is_open(ctx.today) and one.short(ctx.language) not in told
    )
    ctx.show(SLOT, screens.uses(ctx.t, year, rows, silent))


# -------------------------------------------------------------------- files


async def make_list(ctx: FieldContext) -> None:
    """Have the year's list made as a Word document and a workbook."""
    arguments = {
        "year": _year(ctx),
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
    }
    by = ctx.person.staff_id
    await jobs.add(ctx.tx, report.KIND, arguments, by, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell(ended: Ended) -> None:
    """Send both files, or say that they could not be made."""
    t, result = translator(ended.job.arguments["language"]), ended.result
    if result is None:
        screen = screens.failed(t, ended.job.arguments["year"])
        ended.say("show", screen.as_json() | {"edit": False})
        return
    paths = [result["path"], *result["more"]]
    for path, name in zip(paths, result["names"], strict=True):
        document: dict[str, Any] = {"path": path, "name": name}
        ended.say("sendDocument", {"document": document, "caption": result["caption"]})


worker.register(report.KIND, tell)
ROUTES: Final[tuple[Route, ...]] = (
    command("publications", show_board, MANAGE),
    press("pub.year", show_year, MANAGE),
    press("pub.lines", show_lines, MANAGE),
    press("pub.authors", show_authors, MANAGE),
    press("pub.read", show_read, MANAGE),
    press("pub.unread", show_unread, MANAGE),
    press("pub.where", show_uses, MANAGE),
    press("pub.file", make_list, MANAGE),
)
