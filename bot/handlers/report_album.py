"""«Картинки» of the report: drawn in a child process, sent as one album."""

from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.handlers import report_records as records
from bot.handlers.report_records import READ
from bot.reports import report_edition, report_pictures
from bot.routes import Route, press
from bot.rules import spans
from bot.screens import report_album as screens
from bot.screens import spans as times
from storage import jobs


async def draw(ctx: FieldContext) -> None:
    """Keep the edition of what the report says now, and have its pictures drawn."""
    span, who = records.a_span(ctx), ctx.person.staff_id
    await report_edition.keep(ctx.tx, span, ctx.today, now=ctx.stamp, by=who)
    arguments = {"span": spans.code(span), "language": ctx.language}
    await jobs.add(ctx.tx, report_pictures.KIND, arguments, who, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell(ended: Ended) -> None:
    """Send the pictures, or say why there are none."""
    arguments, result = ended.job.arguments, ended.result
    t = translator(arguments["language"])
    if result is None or not result["names"]:
        period = times.name(t, spans.parse(arguments["span"]))
        screen = screens.failed(t) if result is None else screens.nothing(t, period)
        ended.say("show", screen.as_json() | {"edit": False})
        return
    paths = [result["path"], *result.get("more", ())]
    files = [
        {"path": path, "name": name} for path, name in zip(paths, result["names"], strict=True)
    ]
    method, payload = screens.call(list(zip(files, result["captions"], strict=True)))
    ended.say(method, payload)


worker.register(report_pictures.KIND, tell)
ROUTES: Final[tuple[Route, ...]] = (press("report.album", draw, READ),)
