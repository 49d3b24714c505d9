"""«Файлы» of a campaign for methodist and head: made in a child process, sent when they are."""

from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import monitoring_summary
from bot.handlers.monitoring_board import SLOT
from bot.reports import campaign_book, odk_csv, unit_docx
from bot.routes import Route, press
from bot.screens import monitoring_files as screens
from storage import jobs

MADE: Final = {"book": campaign_book.KIND, "docx": unit_docx.ALL, "csv": odk_csv.KIND}


async def show(ctx: FieldContext) -> None:
    """Show which files there are and what each is for."""
    ctx.require("campaign.export", own=False)
    campaign, _ = await monitoring_summary.named(ctx)
    ctx.show(SLOT, screens.files(ctx.t, campaign))


async def make(ctx: FieldContext) -> None:
    """Have a file made."""
    ctx.require("campaign.export", own=False)
    if len(ctx.arguments) != 2 or ctx.arguments[1] not in MADE:  # noqa: PLR2004  # campaign, which
        raise NotAllowedError
    which = ctx.arguments[1]
    ctx.arguments = ctx.arguments[:1]
    campaign, _ = await monitoring_summary.named(ctx)
    arguments = {
        "campaign_id": campaign.campaign_id,
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
        "now": ctx.stamp,
    }
    await jobs.add(ctx.tx, MADE[which], arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell(ended: Ended) -> None:
    """Send the file, part by part, or say that it was not made."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None or not ended.result["names"]:
        screen = screens.failed(t) if ended.result is None else screens.nothing(t)
        ended.say("show", screen.as_json() | {"edit": False})
        return
    paths = [ended.result["path"], *ended.result.get("more", ())]
    for path, name in zip(paths, ended.result["names"], strict=True):
        document = {"path": path, "name": name}
        caption = screens.caption(t, ended.job.kind, ended.result["title"])
        ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


for kind in MADE.values():
    worker.register(kind, tell)
ROUTES: Final[tuple[Route, ...]] = (
    press("campaign.files", show, "campaign.export"),
    press("campaign.file", make, "campaign.export"),
)
