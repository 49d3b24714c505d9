"""«Сводка» of a campaign for methodist and head: totals, indicators, who stands out, a chart."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.forms import compared
from bot.forms.model import Form
from bot.forms.turns import Kind
from bot.handlers import monitoring_board, period_records
from bot.handlers import monitoring_units as sheets
from bot.msgid import msgid
from bot.published import campaign_form, form_of, sheet_form
from bot.reports import chart
from bot.routes import Route, press
from bot.rules import indicators, outliers
from bot.rules.outliers import Outlier
from bot.screens import monitoring_summary as screens
from bot.screens import spans as said
from bot.screens.monitoring_board import Board
from bot.screens.monitoring_summary import Chosen, Derived, Standing, Summary, Total
from bot.screens.screen import Button
from storage import campaigns, jobs, summaries
from storage.records.monitoring import Campaign, CampaignUnit
from storage.summaries import Times

SLOT: Final = monitoring_board.SLOT


async def show(ctx: FieldContext) -> None:
    """Show the sums of a campaign against last year's."""
    campaign, page = await named(ctx)
    source = _source(ctx)
    form = await campaign_form(ctx.tx, campaign)
    every = await summaries.times(ctx.tx, campaign)
    span = replace(every, source=source)
    asked = await campaigns.units(ctx.tx, campaign.campaign_id)
    units = [one for one in asked if one.submission_id and source in {None, one.source}]
    totals = await summaries.totals(ctx.tx, span)
    summary = Summary(
        campaign,
        span.before,
        answered=len(units),
        returned=sum(one.state == "returned" for one in units),
        missing=tuple(
            sheets.library(ctx, one.library_id) for one in asked if one.submission_id is None
        ),
        totals=_totals(form, totals),
        facts=await _facts(ctx, form, span, units),
        derived=await _derived(ctx, span, totals),
        outliers=len(await _outliers(ctx, form, every)),
        standing=await period_records.of_campaign(ctx.tx, campaign),
        source=source,
        others=sum(one.submission_id is not None for one in asked) - len(units),
    )
    ctx.show(SLOT, screens.summary(ctx.t, summary, page))


def _source(ctx: FieldContext) -> str | None:
    """Read the source that the button names; without one, all of them."""
    try:
        return said.parse_source(ctx.arguments[2]) if ctx.arguments[2:] else None
    except ValueError:
        raise NotAllowedError from None


async def named(ctx: FieldContext) -> tuple[Campaign, int]:
    """Return the campaign and the page that a button names; raise for who sees no board."""
    ctx.require("campaign.read", own=False)
    campaign_id, *rest = numbers(ctx.arguments[:2], 1)
    await ctx.services.network.fresh(ctx.tx)
    campaign = await campaigns.by_id(ctx.tx, campaign_id)
    if campaign is None or campaign.opens_on > ctx.today:
        raise NotAllowedError
    return campaign, next(iter(rest), 0)


def _totals(form: Form, found: Mapping[str, summaries.Total]) -> tuple[Total, ...]:
    return tuple(
        Total(field, one.units, one.number, one.compared, one.same, one.before)
        for field in compared.figures(form)
        if field.is_number and (one := found.get(field.name))
    )


async def _facts(
    ctx: FieldContext, form: Form, span: Times, units: Iterable[CampaignUnit]
) -> tuple[Chosen, ...]:
    """Count choices; one that only an earlier version has keeps its label."""
    found = await summaries.facts(ctx.tx, span)
    versions = {one.version for one in units if one.version} - {form.version}
    earlier = [await form_of(ctx.tx, version) for version in sorted(versions)]
    return tuple(
        Chosen(field, found[field.name])
        for field in compared.shared(form, earlier)
        if field.kind is Kind.SELECT_ONE and field.name in found
    )


async def _derived(
    ctx: FieldContext, span: Times, totals: Mapping[str, Any]
) -> tuple[Derived, ...]:
    known = indicators.known_of(totals.__contains__)
    sums = await summaries.ratios(ctx.tx, span, {one.name: one.question_names for one in known})
    return tuple(
        Derived(
            ratio,
            one.units,
            ratio.of(one.part, one.whole),
            one.compared,
            ratio.of(one.part_same, one.whole_same),
            ratio.of(one.part_before, one.whole_before),
        )
        for ratio in known
        if (one := sums[ratio.name]).units
    )


# -------------------------------------------------------------------- who stands out


async def _outliers(ctx: FieldContext, form: Form, span: Times) -> list[Outlier]:
    return outliers.found(await summaries.pairs(ctx.tx, span, outliers.counts(form)))


async def show_outliers(ctx: FieldContext) -> None:
    """Show the numbers that stand out, with what their libraries wrote about them."""
    campaign, page = await named(ctx)
    form = await campaign_form(ctx.tx, campaign)
    span = await summaries.times(ctx.tx, campaign)
    pairs = await summaries.pairs(ctx.tx, span, outliers.counts(form))
    found = outliers.found(pairs)
    pages = max(1, -(-len(found) // screens.PAGE))
    page %= pages
    shown = found[page * screens.PAGE : (page + 1) * screens.PAGE]
    units = {one.library_id: one for one in await campaigns.units(ctx.tx, campaign.campaign_id)}
    standing = await _standing(ctx, campaign, shown, units)
    ctx.show(
        SLOT,
        screens.outliers(
            ctx.t, campaign, standing, len(found), page, are_few=outliers.are_few(pairs)
        ),
    )


async def _standing(
    ctx: FieldContext,
    campaign: Campaign,
    found: Iterable[Outlier],
    units: Mapping[int, CampaignUnit],
) -> list[Standing]:
    """Tell each number as its library was asked: an earlier version may say it otherwise."""
    newest = outliers.counts(await campaign_form(ctx.tx, campaign))
    whys: dict[int, dict[str, str]] = {}
    standing = []
    for one in found:
        unit = units[one.library_id]
        form = await sheet_form(ctx.tx, campaign, unit)
        if unit.unit_id not in whys:
            whys[unit.unit_id] = compared.explained(form, await campaigns.answers(ctx.tx, unit))
        field = compared.fields(form).get(one.question, newest[one.question])
        why = whys[unit.unit_id].get(field.path, "")
        library = sheets.library(ctx, one.library_id)
        standing.append(Standing(one, unit.unit_id, library, field, why))
    return standing


async def offer_summary(ctx: FieldContext, board: Board) -> list[Button]:
    """Offer the summary on the board once somebody has answered."""
    if not any(one.unit.submission_id is not None for one in board.lines):
        return []
    press_ = f"campaign.summary:{board.campaign.campaign_id}:0"
    return [Button(ctx.t.plain(msgid("Summary")), press_)]


# -------------------------------------------------------------------- the chart


async def draw(ctx: FieldContext) -> None:
    """Have the changes of all libraries drawn."""
    campaign, _ = await named(ctx)
    arguments = {"campaign_id": campaign.campaign_id, "language": ctx.language}
    await jobs.add(ctx.tx, chart.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell_charts(ended: Ended) -> None:
    """Send the pictures, or say that there are none."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None or not ended.result["titles"]:
        screen = screens.no_chart(t, failed=ended.result is None)
        ended.say("show", screen.as_json() | {"edit": False})
        return
    paths = [ended.result["path"], *ended.result.get("more", ())]
    for path, title in zip(paths, ended.result["titles"], strict=True):
        picture = {"path": path, "name": f"{path}.png"}
        caption = screens.chart_caption(t, title)
        ended.say("sendPhoto", {"photo": picture, "caption": caption, "parse_mode": "HTML"})


monitoring_board.offer(50, offer_summary)
worker.register(chart.KIND, tell_charts)
ROUTES: Final[tuple[Route, ...]] = (
    press("campaign.summary", show, "campaign.read"),
    press("campaign.outliers", show_outliers, "campaign.read"),
    press("campaign.chart", draw, "campaign.read"),
)
