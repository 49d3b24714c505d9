"""«Лист»: a library's answers as PDF at once after sending, from its card also for Word."""

from typing import Final

from bot.catalogs import Html, translator
from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.handlers import monitoring_units as sheets
from bot.handlers.monitoring_units import Sheet
from bot.reports import unit_docx, unit_pdf
from bot.routes import Route, press
from bot.rules import chasing, indicators
from bot.screens import indicators as numbers
from bot.screens import monitoring_sheets as screens
from bot.screens.screen import lines
from storage import jobs, summaries
from storage.records.people import Staff


async def receipt(ctx: FieldContext, sheet: Sheet) -> Html:
    """Return a library's own indicators beside last year's (T28), and have its sheet drawn."""
    span = await summaries.times(ctx.tx, sheet.campaign)
    now, before = await summaries.of_library(ctx.tx, sheet.library_id, span)
    ratios = indicators.known_of(now.__contains__)
    is_here = await _send_after(ctx, sheet)
    said = numbers.of_library(ctx.t, ratios, now, before, is_own=is_here)
    return lines(_reviewed(ctx, sheet), said, screens.below(ctx.t) if is_here else None)


def _reviewed(ctx: FieldContext, sheet: Sheet) -> Html | None:
    """Say who will look at the answers, unless it is who has just entered them."""
    person = chasing.reviewer(sheet.campaign, ctx.services.network.staff.values())
    if person is None or person.staff_id == ctx.person.staff_id:
        return None
    return screens.reviewed(ctx.t, person.initials(ctx.language))


async def _send_after(ctx: FieldContext, sheet: Sheet) -> bool:
    """Have the sheet of answers just sent drawn for whose they are; tell whether it comes here.

    Who enters one library after another by telephone gets no file for each.
    """
    owner = ctx.services.network.staff.get(sheet.unit.staff_id or 0, ctx.person)
    if owner.staff_id == ctx.person.staff_id:
        await _order(ctx, sheet, ctx.person, ctx.chat_id)
        return True
    if owner.user_id is not None and owner.is_active and owner.is_reachable:
        await _order(ctx, sheet, owner, owner.user_id)
    return False


async def give_pdf(ctx: FieldContext) -> None:
    """Draw the sheet of a library for who looks at its card."""
    sheet = await sheets.named(ctx)
    ctx.require("campaign.read", own=await sheets.is_own(ctx, sheet.library_id))
    await _give(ctx, sheet, unit_pdf.KIND)


async def give_docx(ctx: FieldContext) -> None:
    """Write the sheet of a library for Word, for the department."""
    ctx.require("campaign.export", own=False)
    await _give(ctx, await sheets.named(ctx), unit_docx.ONE)


async def _give(ctx: FieldContext, sheet: Sheet, kind: str) -> None:
    if sheet.unit.submission_id is None:
        ctx.say(screens.nothing_sent(ctx.t))
        return
    await _order(ctx, sheet, ctx.person, ctx.chat_id, kind)
    ctx.say(screens.coming(ctx.t, kind))


async def _order(
    ctx: FieldContext, sheet: Sheet, person: Staff, chat_id: int, kind: str = unit_pdf.KIND
) -> None:
    arguments = {
        "unit_id": sheet.unit.unit_id,
        "language": person.language,
        "zone": ctx.services.clock.zone.key,
        "silent": chat_id != ctx.chat_id and ctx.is_night,
    }
    await jobs.add(ctx.tx, kind, arguments, person.staff_id, chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")


async def tell(ended: Ended) -> None:
    """Send the sheet, or say where it can be had later."""
    arguments, result = ended.job.arguments, ended.result
    t = translator(arguments["language"])
    quiet = {"disable_notification": True} if arguments["silent"] else {}
    if result is None:
        screen = screens.failed(t, arguments["unit_id"], ended.job.kind)
        ended.say("show", screen.as_json() | quiet | {"edit": False})
        return
    document = {"path": result["path"], "name": result["name"]}
    caption = screens.caption(t, result["title"], result["library"])
    ended.say(
        "sendDocument",
        {"document": document, "caption": caption, "parse_mode": "HTML"} | quiet,
    )


worker.register(unit_pdf.KIND, tell)
worker.register(unit_docx.ONE, tell)
ROUTES: Final[tuple[Route, ...]] = (
    press("unit.pdf", give_pdf, "campaign.read"),
    press("unit.docx", give_docx, "campaign.export"),
)
