"""«Новый мониторинг»: a campaign beside the two of a year, made at any time by a short form."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.context import FieldContext
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms import builtin, compared
from bot.forms.env import Item, Items
from bot.forms.model import Form
from bot.forms.turns import Ask
from bot.handlers import campaign_days as days
from bot.handlers import campaigns as cards
from bot.handlers import form_asking, form_ending, tasks
from bot.handlers.campaigns import MANAGE
from bot.handlers.kinds import Filling, FormKind, Shortcuts, Told
from bot.msgid import msgid
from bot.published import campaign_form, form_of, newest
from bot.reminders import campaigning
from bot.routes import Route, press
from bot.rules import campaign_days as rules
from bot.screens.monitoring_board import called
from bot.screens.screen import lines
from storage import campaign_days, campaigns, drafts, questionnaires
from storage.drafts import Draft
from storage.records.monitoring import Campaign, NewCampaign

FORM: Final = "campaign"
SHIPPED: Final = "monitoring"
DAYS: Final = frozenset({"opens_on", "closes_on"})


class CampaignForm(FormKind):
    """What is asked before a campaign is made."""

    name = FORM
    title = msgid("A new monitoring")
    action = MANAGE
    is_offered = False
    is_shipped = False

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:  # noqa: ARG002  # the base's
        """Return the libraries and who can review."""
        reviewers = [
            Item(
                str(one.staff_id),
                {language: one.initials(language) for language in ("ru", "be", "en")},
            )
            for one in cards.reviewers(ctx)
        ]
        return {
            "libraries": ctx.services.network.library_items,
            "reviewers": Items(reviewers),
        }

    async def told(self, ctx: FieldContext, draft: Draft) -> Told:  # noqa: ARG002  # the base's
        """Serve the published questionnaires, and the shipped one that none has replaced."""
        found = {one.code: one.title for one in await questionnaires.published(ctx.tx)}
        known = found if SHIPPED in found else {SHIPPED: builtin.load(SHIPPED).title, **found}
        items = [
            Item(code, dict.fromkeys(("ru", "be", "en"), title)) for code, title in known.items()
        ]
        return Told(lists={"questionnaires": Items(items)})

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:  # noqa: ARG002  # the base's
        """Offer the deputy first among those who can review."""
        if ask.path != "reviewer":
            return Shortcuts()
        deputies = [one for one in cards.reviewers(ctx) if one.has_duty("deputy")]
        return Shortcuts(first=tuple(str(one.staff_id) for one in deputies))

    async def refusal(self, ctx: FieldContext, path: str, value: str) -> BadAnswerError | None:
        """Refuse days of a closed period as soon as they are given."""
        if path not in DAYS or not value:
            return None
        return await days.closed(ctx, date.fromisoformat(value))

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,  # noqa: ARG002  # the base's
        answers: Mapping[str, Any],
        settled: frozenset[str],  # noqa: ARG002
    ) -> bool:
        """Check again what a draft of last week may have outlived."""
        ctx.require(MANAGE, own=False)
        opens_on, closes_on = _day(answers, "opens_on"), _day(answers, "closes_on")
        rules.check(opens_on, closes_on, ctx.today)
        await days.refuse_closed(ctx, opens_on, closes_on)
        await _refuse_same_month(ctx, answers["questionnaire"], opens_on)
        return False

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Make the campaign; it opens on its day, today's with the next tick."""
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        campaign = await _make(ctx, answers)
        by = ctx.person.staff_id
        await campaign_days.see(ctx.tx, campaign.campaign_id, by, ctx.stamp)
        text = msgid("A new monitoring: it opens on {opens}, the last day is {closes}.")
        values = {"opens": campaign.opens_on, "closes": campaign.closes_on}
        cards.tell_managers(ctx, campaign, text, **values)
        cards.tell_reviewer(ctx, campaign)
        made = ctx.t(msgid("The monitoring is made."))
        await cards.show(ctx, campaign, lines(made, ctx.t(text, **values)), slot=draft.slot)
        await form_ending.back_to_menu(ctx)


def _day(answers: Mapping[str, Any], name: str) -> date:
    return date.fromisoformat(answers[name])


async def _refuse_same_month(ctx: FieldContext, code: str, opens_on: date) -> None:
    """Refuse a second campaign about the same numbers in a month: figures are kept by month."""
    wanted = _numbers(await form_of(ctx.tx, await newest(ctx.tx, code)))
    month = f"{opens_on:%Y-%m}"
    for one in await campaign_days.every(ctx.tx):
        if one.period != month or one.stopped_at is not None:
            continue
        if wanted & _numbers(await campaign_form(ctx.tx, one)):
            raise BadAnswerError(
                msgid(
                    "The same is asked in that month already: {monitoring}. Figures are kept by "
                    "month. Choose another opening month or another questionnaire."
                ),
                monitoring=called(ctx.t, one),
            )


def _numbers(form_: Form) -> set[str]:
    """Return the names of the answers that are kept as figures."""
    return {field.name for field in compared.figures(form_)}


async def _make(ctx: FieldContext, answers: Mapping[str, Any]) -> Campaign:
    opens_on = _day(answers, "opens_on")
    takes_all = answers["units"] == "all"
    new = NewCampaign(
        part=None,
        period=f"{opens_on:%Y-%m}",
        first_on=_day(answers, "first_on"),
        last_on=_day(answers, "last_on"),
        opens_on=opens_on,
        closes_on=_day(answers, "closes_on"),
        name=" ".join(answers["name"].split()),
        takes_all=takes_all,
        reviewer_id=int(answers["reviewer"]),
    )
    version = await newest(ctx.tx, answers["questionnaire"])
    by = ctx.person.staff_id
    campaign_id = await campaigns.make(ctx.tx, new, version=version, now=ctx.stamp, by=by)
    if campaign_id is None or (made := await campaigns.by_id(ctx.tx, campaign_id)) is None:
        raise NotAllowedError
    await campaigns.add_units(ctx.tx, campaign_id, await _units(ctx, made, answers))
    return made


async def _units(ctx: FieldContext, campaign: Campaign, answers: Mapping[str, Any]) -> list[int]:
    """Return the chosen libraries, or of one that opens today all; others join on the day."""
    if campaign.takes_all:
        here = await tasks.here(ctx)
        return campaigning.open_libraries(here) if campaign.opens_on <= ctx.today else []
    codes = {one.code: one.library_id for one in ctx.services.network.libraries.values()}
    return [codes[code] for code in answers["libraries"]]


async def begin(ctx: FieldContext) -> None:
    """Ask what a new campaign is to be."""
    ctx.require(MANAGE, own=False)
    await form_asking.open_form(ctx, FORM)


ROUTES: Final[tuple[Route, ...]] = (press("campaign.new", begin, MANAGE),)
