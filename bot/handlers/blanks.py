"""Printed questionnaires as .docx, of one library or many, and the board as a picture."""

from collections.abc import Mapping
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import campaigns as cards
from bot.handlers import monitoring_board
from bot.handlers import monitoring_units as sheets
from bot.msgid import msgid
from bot.reports import blank, board_picture
from bot.routes import Route, press
from bot.rules import campaign_days as rules
from bot.screens import blanks as screens
from bot.screens.blanks import Kinds
from bot.screens.monitoring_board import Board
from bot.screens.screen import Button
from storage import campaigns, jobs
from storage.records.monitoring import Campaign, CampaignUnit

READ: Final = "campaign.read"
KINDS: Final = frozenset({"silent", "unanswered", "empty"})


async def choose(ctx: FieldContext) -> None:
    """Ask for which libraries blanks are to be printed."""
    ctx.require(READ, own=False)
    campaign = await cards.named(ctx)
    found = await _unanswered(ctx, campaign)
    kinds = Kinds(len(_silent(ctx, found)), len(found))
    ctx.show(cards.SLOT, screens.choose(ctx.t, campaign, kinds))


async def _unanswered(ctx: FieldContext, campaign: Campaign) -> list[CampaignUnit]:
    units = await campaigns.units(ctx.tx, campaign.campaign_id)
    return [one for one in units if not one.is_answered]


def _silent(ctx: FieldContext, units: list[CampaignUnit]) -> list[CampaignUnit]:
    """Return the libraries where no message reaches anybody."""
    return [
        one
        for one in units
        if not any(person.is_reachable for person in sheets.answerers(ctx, one.library_id))
    ]


async def give(ctx: FieldContext) -> None:
    """Make blanks of a campaign for some libraries, or an empty one."""
    ctx.require(READ, own=False)
    campaign = await cards.named(ctx)
    kind = ctx.arguments[1] if len(ctx.arguments) > 1 else ""
    if kind not in KINDS:
        raise NotAllowedError
    found = await _unanswered(ctx, campaign) if kind != "empty" else []
    units = _silent(ctx, found) if kind == "silent" else found
    if kind != "empty" and not units:
        await choose(ctx)
        return
    await _order_blanks(ctx, campaign, [one.unit_id for one in units])


async def give_one(ctx: FieldContext) -> None:
    """Make the blank of one library."""
    sheet = await sheets.named(ctx)
    ctx.require(READ, own=await sheets.is_own(ctx, sheet.library_id))
    await _order_blanks(ctx, sheet.campaign, [sheet.unit.unit_id])


async def _order_blanks(ctx: FieldContext, campaign: Campaign, unit_ids: list[int]) -> None:
    arguments = {
        "campaign_id": campaign.campaign_id, "unit_ids": unit_ids, "language": ctx.language,
    }  # fmt: skip
    await _order(ctx, blank.KIND, arguments)


async def _order(ctx: FieldContext, kind: str, arguments: Mapping[str, Any]) -> None:
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell_blanks(ended: Ended) -> None:
    """Send the document, or say that it could not be made."""
    t, result = translator(ended.job.arguments["language"]), ended.result
    if result is None:
        ended.say("show", screens.failed(t).as_json() | {"edit": False})
        return
    document = {"path": result["path"], "name": result["name"]}
    caption = screens.caption(t, result["title"], result["sheets"])
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


# -------------------------------------------------------------------- the board


async def draw_board(ctx: FieldContext) -> None:
    """Have the board drawn as it stands now."""
    ctx.require(READ, own=False)
    board = await monitoring_board.named(ctx)
    arguments = screens.picture(ctx.t, board) | {"language": ctx.language}
    await _order(ctx, board_picture.KIND, arguments)


async def tell_picture(ended: Ended) -> None:
    """Send the picture, or say that it could not be made."""
    t, result = translator(ended.job.arguments["language"]), ended.result
    if result is None:
        ended.say("show", screens.failed(t).as_json() | {"edit": False})
        return
    picture = {"path": result["path"], "name": f"{result['path']}.png"}
    caption = t("{title}", title=result["title"])
    ended.say("sendPhoto", {"photo": picture, "caption": caption, "parse_mode": "HTML"})


async def _on_board(ctx: FieldContext, board: Board) -> list[Button]:
    key = board.campaign.campaign_id
    return [Button(ctx.t.plain(msgid("As a picture")), f"campaign.picture:{key}")]


async def _on_card(ctx: FieldContext, campaign: Campaign) -> list[Button]:
    if rules.state(campaign, ctx.today) in {"stopped", "closed"}:
        return []
    return [Button(ctx.t.plain(msgid("Paper blanks")), f"campaign.blanks:{campaign.campaign_id}")]


monitoring_board.offer(60, _on_board)
cards.offer(_on_card)
worker.register(blank.KIND, tell_blanks)
worker.register(board_picture.KIND, tell_picture)
ROUTES: Final[tuple[Route, ...]] = (
    press("campaign.blanks", choose, READ),
    press("campaign.blank", give, READ),
    press("unit.blank", give_one, READ),
    press("campaign.picture", draw_board, READ),
)
