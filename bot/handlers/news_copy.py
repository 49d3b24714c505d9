"""«Скопировать для сайта»: the text ready to paste, then numbered photos as files."""

from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import UserError
from bot.handlers import news_records as records
from bot.handlers.news_records import PUBLISH
from bot.msgid import msgid
from bot.reports import news_copy
from bot.routes import Route, press
from bot.screens import news as screens
from storage import jobs

MISSING: Final = msgid("Photos that do not go on the site or do not open: {count}.")
FAILED: Final = msgid("The photos could not be made ready. Try once more, please.")
OFF_SITE: Final = msgid("Publish the news first: then it stands in the log of the site.")


async def copy(ctx: FieldContext) -> None:
    """Say the title and the text in pieces that a tap copies; the photos follow."""
    one = await records.editable(ctx)
    if one.state != "published":
        raise UserError(OFF_SITE)
    for screen in screens.copied(ctx.t, one):
        ctx.say(screen)
    if one.photos:
        arguments = {"news_id": one.news_id, "spoken": ctx.language}
        by = ctx.person.staff_id
        await jobs.add(ctx.tx, news_copy.KIND, arguments, by, ctx.chat_id, ctx.stamp)
        ctx.work.wakes.add("jobs")


async def tell(ended: Ended) -> None:
    """Send the photos in their order, each with its description."""
    t, result = translator(ended.job.arguments["spoken"]), ended.result
    if result is None:
        ended.say("show", screens.only(t, FAILED).as_json() | {"edit": False})
        return
    paths = [result["path"], *result.get("more", ())] if result["names"] else []
    for path, name, alt in zip(paths, result["names"], result["alts"], strict=True):
        ended.say("sendDocument", {"document": {"path": path, "name": name}, "caption": alt})
    if result["missing"]:
        screen = screens.only(t, MISSING, count=result["missing"])
        ended.say("show", screen.as_json() | {"edit": False})


worker.register(news_copy.KIND, tell)
ROUTES: Final[tuple[Route, ...]] = (press("news.copy", copy, PUBLISH),)
