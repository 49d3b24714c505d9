"""What is reviewed, in a handler's hands: a campaign's sheets in order, one sheet, its remarks."""

from bot import published
from bot.catalogs import Html
from bot.clock import local, parse_stamp
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.forms import compared
from bot.forms.model import Form
from bot.handlers import monitoring_units as units
from bot.handlers.monitoring_units import Sheet
from bot.published import sheet_form
from bot.rules import reviewing
from bot.screens import monitoring as cards
from bot.screens import review as screens
from bot.screens.review import Answers, Line, Queue
from storage import campaigns, on_behalf, reviews
from storage.campaigns import TABLE
from storage.records.monitoring import Campaign, CampaignUnit

SLOT = "monitoring"  # lists, sheets and the board turn over in one message


async def form_of(ctx: FieldContext, sheet: Sheet) -> Form:
    """Return the questions of a sheet, in the version that was answered."""
    return await sheet_form(ctx.tx, sheet.campaign, sheet.unit)


async def campaign_of(ctx: FieldContext, campaign_id: int) -> Campaign:
    """Return a campaign that has opened; a forged number is refused."""
    await ctx.services.network.fresh(ctx.tx)
    campaign = await campaigns.by_id(ctx.tx, campaign_id)
    if campaign is None or campaign.opens_on > ctx.today:
        raise NotAllowedError
    return campaign


async def sheet_of(ctx: FieldContext, unit_id: int | None = None) -> Sheet:
    """Return the sheet that the button names, to who may review it; one must have been sent."""
    ctx.require("campaign.review", own=False)
    sheet = await units.named(ctx, unit_id)
    if sheet.unit.submission_id is None:
        raise NotAllowedError
    return sheet


def version(ctx: FieldContext) -> tuple[int, int]:
    """Read the unit and the version of a button; a forged one is refused."""
    unit_id, submission_id = numbers(ctx.arguments[:2], 2)
    return unit_id, submission_id


# -------------------------------------------------------------------- the order of review


async def queue_of(ctx: FieldContext, campaign: Campaign) -> Queue:
    """Return what a campaign has to review: flagged sheets first, then by the libraries' codes."""
    known = await campaigns.units(ctx.tx, campaign.campaign_id)
    lines = await _lines(ctx, campaign, [one for one in known if one.state == "sent"])
    order = list(reviewing.FLAGS)
    return Queue(
        campaign,
        tuple(sorted(lines, key=lambda one: order.index(one.flags[0]) if one.flags else 99)),
        returned=sum(one.state == "returned" for one in known),
        accepted=sum(one.state == "accepted" for one in known),
        total=len(known),
    )


async def _lines(ctx: FieldContext, campaign: Campaign, sent: list[CampaignUnit]) -> list[Line]:
    if not sent:
        return []
    answers = await campaigns.all_answers(ctx.tx, campaign.campaign_id)
    remarks = await reviews.of_campaigns(ctx.tx, [campaign.campaign_id])
    behalf = await _on_behalf(ctx)
    explained = {
        key: compared.explained(await published.form_of(ctx.tx, version_), said)
        for key, (version_, said) in answers.items()
    }
    return [
        Line(
            one,
            units.library(ctx, one.library_id),
            reviewing.flags(
                one,
                explained.get(one.unit_id, {}),
                remarks.get(one.unit_id, ()),
                on_behalf=behalf.get(one.unit_id),
                is_correcting=one.draft_id is not None,
            ),
        )
        for one in sent
    ]


async def _on_behalf(ctx: FieldContext) -> dict[int, str]:
    """Return what librarians have said of answers entered for them, where it is not «Всё так»."""
    asked = [*await on_behalf.waiting(ctx.tx), *await on_behalf.disputed(ctx.tx)]
    return {one.subject_id: one.state for one in asked if one.subject == TABLE}


# -------------------------------------------------------------------- one sheet


async def facts_of(ctx: FieldContext, sheet: Sheet) -> screens.Sheet:
    """Return a sheet with all that its review shows."""
    unit = sheet.unit
    [line] = await _lines(ctx, sheet.campaign, [unit])
    return screens.Sheet(
        sheet.campaign,
        unit,
        line.library,
        await answers_of(ctx, sheet),
        line.flags if unit.state == "sent" else (),
        _sent(ctx, unit),
        _settled(ctx, unit),
        is_locked=sheet.campaign.closed_at is not None,
        written=len(await reviews.written(ctx.tx, unit.unit_id, ctx.person.staff_id)),
    )


async def answers_of(ctx: FieldContext, sheet: Sheet) -> Answers:
    """Return what a library says and what stands beside it."""
    unit = sheet.unit
    is_changed = unit.accepted_submission not in {None, unit.submission_id}
    _, accepted = (
        await campaigns.version(ctx.tx, unit.accepted_submission or 0)
        if is_changed
        else ("", None)
    )
    return Answers(
        await form_of(ctx, sheet),
        await campaigns.answers(ctx.tx, unit),
        (await units.facts_of(ctx.tx, sheet)).known,
        tuple(await reviews.of_unit(ctx.tx, unit.unit_id)),
        accepted,
    )


def _sent(ctx: FieldContext, unit: CampaignUnit) -> Html | None:
    if unit.sent_at is None or unit.entered_by is None:
        return None
    at = local(parse_stamp(unit.sent_at), ctx.services.clock.zone)
    return cards.sent(ctx.t, at, person(ctx, unit.entered_by), unit.source or "chat")


def _settled(ctx: FieldContext, unit: CampaignUnit) -> Html | None:
    moments = {
        "accepted": (unit.accepted_at, unit.accepted_by),
        "returned": (unit.returned_at, unit.returned_by),
    }
    at, by = moments.get(unit.state, (None, None))
    if at is None or by is None:
        return None
    moment = local(parse_stamp(at), ctx.services.clock.zone)
    return screens.settled(ctx.t, unit.state, moment, person(ctx, by))


def person(ctx: FieldContext, staff_id: int, language: str | None = None) -> str:
    """Return a colleague's surname with initials."""
    return ctx.services.network.staff[staff_id].initials(language or ctx.language)
