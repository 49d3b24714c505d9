"""«Пакет для области»: the archive of a year, made in a child process and sent."""

from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import report_files
from bot.reports import report_package
from bot.routes import Route, press
from bot.rules import year_card
from bot.rules.periods import Period
from bot.screens import journals as coming
from bot.screens import report_package as screens

READ: Final = "report.read"


async def make(ctx: FieldContext) -> None:
    """Have the package of the year of the button made; it is of the whole network."""
    ctx.require(READ, own=False)
    (year,) = numbers(ctx.arguments[:1]) or (0,)
    if len(ctx.arguments) != 1 or not year_card.is_year(year, ctx.today.year):
        raise NotAllowedError
    await report_files.order(ctx, Period("year", year), report_package.KIND)


async def tell(ended: Ended) -> None:
    """Send the archive, or say that it was not made."""
    result, t = ended.result, translator(ended.job.arguments["language"])
    if result is None:
        ended.say("show", coming.failed(t).as_json() | {"edit": False})
        return
    document = {"path": result["path"], "name": result["name"]}
    caption = screens.caption(t, result["title"], result["footer"])
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


worker.register(report_package.KIND, tell)
ROUTES: Final[tuple[Route, ...]] = (press("report.package", make, READ),)
