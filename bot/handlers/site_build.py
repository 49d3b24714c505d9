"""The site is made anew after each change of what is on it; who asked hears of what failed."""

from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.handlers.news_records import PUBLISH
from bot.msgid import msgid
from bot.reports import site
from bot.routes import Route, press
from bot.screens import news as screens
from storage import jobs

FAILED: Final = msgid(
    "The page of the site could not be made; it is as it was. Press «Make the page again»."
)
LOST: Final = msgid("Some photos do not open, the page is without them: {photos}")


async def ask(ctx: FieldContext) -> None:
    """Have the site made when this update has committed."""
    arguments = {"language": ctx.services.settings.language, "spoken": ctx.language}
    await jobs.add(ctx.tx, site.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")


async def again(ctx: FieldContext) -> None:
    """Make the site again after it has failed."""
    ctx.require(PUBLISH, own=False)
    await ask(ctx)
    ctx.say(screens.only(ctx.t, msgid("The page is being made.")))


async def tell(ended: Ended) -> None:
    """Say what failed; who publishes has read already that the page is being made."""
    t = translator(ended.job.arguments["spoken"])
    if ended.result is None:
        screen = screens.failed(t, FAILED)
    elif lost := ended.result["lost"]:
        screen = screens.only(t, LOST, photos="; ".join(lost))
    else:
        return
    ended.say("show", screen.as_json() | {"edit": False})


worker.register(site.KIND, tell)
ROUTES: Final[tuple[Route, ...]] = (press("site.build", again, PUBLISH),)
