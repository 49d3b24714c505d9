"""The chart and the files of rounds: made in a child process, sent when they are."""

from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import round_list
from bot.handlers import round_records as records
from bot.handlers.round_card import SLOT
from bot.reports import round_book, round_chart, round_docx, round_totals
from bot.routes import Route, press
from bot.rules import spans
from bot.screens import round_files as screens
from bot.screens.round_list import Filter, about
from bot.screens.visits import SOURCES
from storage import jobs

EXPORT: Final = "round.export"


def _may_leave(ctx: FieldContext, chosen: Filter) -> bool:
    return round_totals.may_leave(round_list.scope_of(ctx, chosen), chosen.time)


async def show(ctx: FieldContext) -> None:
    """Offer the chart and the files of the rounds that a list shows."""
    chosen, _ = await round_list.asked(ctx)
    screen = screens.files(
        ctx.t,
        chosen,
        records.names(ctx),
        may_export=ctx.may(EXPORT, own=False),
        may_leave=_may_leave(ctx, chosen),
    )
    ctx.show(SLOT, screen)


async def draw(ctx: FieldContext) -> None:
    """Have the reasons and wishes drawn."""
    await _make(ctx, round_chart.KIND)


async def make_book(ctx: FieldContext) -> None:
    """Have the workbook for the department made."""
    await _make(ctx, round_book.KIND)


async def make_docx(ctx: FieldContext) -> None:
    """Have the Word document for the department made."""
    await _make(ctx, round_docx.KIND)


async def make_book_outside(ctx: FieldContext) -> None:
    """Have the workbook made that leaves the institution."""
    await _make(ctx, round_book.KIND, is_outside=True)


async def make_docx_outside(ctx: FieldContext) -> None:
    """Have the Word document made that leaves the institution."""
    await _make(ctx, round_docx.KIND, is_outside=True)


async def _make(ctx: FieldContext, kind: str, *, is_outside: bool = False) -> None:
    chosen, _ = await round_list.asked(ctx)
    if kind != round_chart.KIND:
        ctx.require(EXPORT, own=False)
    if is_outside and not _may_leave(ctx, chosen):
        raise NotAllowedError
    arguments = _arguments(ctx, chosen, is_outside=is_outside)
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


def _arguments(ctx: FieldContext, chosen: Filter, *, is_outside: bool) -> dict[str, Any]:
    scope = round_list.scope_of(ctx, chosen)
    return {
        "first": scope.first.isoformat(),
        "last": scope.last.isoformat(),
        "libraries": scope.libraries,
        "place": scope.place,
        "source": scope.source,
        "time": None if chosen.time is None else spans.code(chosen.time),
        "about": _about(ctx, chosen),
        "made": ctx.today.isoformat(),
        "is_outside": is_outside,
        "language": ctx.language,
    }


def _about(ctx: FieldContext, chosen: Filter) -> str:
    """Say in one line which rounds a file is of."""
    said = about(ctx.t, chosen, records.names(ctx))
    return f"{said}; {ctx.t.plain(SOURCES[chosen.source])}" if chosen.source else said


async def tell(ended: Ended) -> None:
    """Send the picture or the file, or say why there is none."""
    arguments, result = ended.job.arguments, ended.result
    t = translator(arguments["language"])
    if result is None or not result["name"]:
        screen = screens.failed(t) if result is None else screens.nothing(t)
        ended.say("show", screen.as_json() | {"edit": False})
        return
    is_picture = ended.job.kind == round_chart.KIND
    method, what = ("sendPhoto", "photo") if is_picture else ("sendDocument", "document")
    caption = screens.caption(t, result["about"], is_outside=arguments["is_outside"])
    sent = {what: {"path": result["path"], "name": result["name"]}}
    ended.say(method, {**sent, "caption": caption, "parse_mode": "HTML"})


for kind in (round_chart.KIND, round_book.KIND, round_docx.KIND):
    worker.register(kind, tell)
ROUTES: Final[tuple[Route, ...]] = (
    press("rounds.files", show, "round.read"),
    press("rounds.chart", draw, "round.read"),
    press("rounds.book", make_book, EXPORT),
    press("rounds.docx", make_docx, EXPORT),
    press("rounds.outbook", make_book_outside, EXPORT),
    press("rounds.outdocx", make_docx_outside, EXPORT),
)
