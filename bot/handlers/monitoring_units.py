"""A library in a campaign in a handler's hands: loaded, whose it is, what is known of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot import published
from bot.context import FieldContext, numbers
from bot.errors import CampaignClosedError, NotAllowedError
from bot.forms.env import Item, Items
from bot.forms.model import Form
from bot.handlers import tasks
from bot.handlers import visit_records as records
from bot.handlers.kinds import Told
from bot.published import form_of, sheet_form
from bot.reminders import progress
from bot.reminders.scene import Scene
from bot.rules import monitoring
from bot.rules.monitoring import Known
from bot.screens.monitoring import AskedOf, Far, asked_of
from storage import campaigns, drafts, figures, recommendations
from storage.database import Reader
from storage.drafts import Draft
from storage.figures import Beside
from storage.records.monitoring import Campaign, CampaignUnit
from storage.records.people import Staff

FORM: Final = "monitoring"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A library in its campaign."""

    unit: CampaignUnit
    campaign: Campaign

    @property
    def library_id(self) -> int:
        """Return the library."""
        return self.unit.library_id


async def named(ctx: FieldContext, unit_id: int | None = None) -> Sheet:
    """Return what the button names; a forged number is refused."""
    await ctx.services.network.fresh(ctx.tx)
    found = await campaigns.of_unit(ctx.tx, unit_id or next(iter(numbers(ctx.arguments[:1])), 0))
    if found is None or found[1].opens_on > ctx.today:
        raise NotAllowedError
    return Sheet(*found)


async def waiting(ctx: FieldContext) -> list[CampaignUnit]:
    """Return the libraries that running campaigns wait for, the latest campaign first."""
    opened = await campaigns.opened(ctx.tx, ctx.today)
    running = [one.campaign_id for one in opened if monitoring.is_running(one, ctx.today)]
    return [
        *await campaigns.unanswered(ctx.tx, running),
        *await campaigns.returned(ctx.tx, running),
    ]


def answerers(ctx: FieldContext, library_id: int) -> list[Staff]:
    """Return who answers for a library."""
    return ctx.services.network.answerers(library_id)


async def speaks_for(ctx: FieldContext, library_id: int) -> Staff | None:
    """Return as whom the person answers for a library: themselves or whom they stand in for."""
    people = answerers(ctx, library_id)
    own = next((one for one in people if one.staff_id == ctx.person.staff_id), None)
    if own is not None:
        return own
    absent = (await tasks.here(ctx)).stands_in_for(ctx.person.staff_id)
    return next((one for one in people if one.staff_id in absent), None)


async def spoken_for(ctx: FieldContext) -> frozenset[int]:
    """Return the libraries for which the person answers, as themselves or standing in."""
    known = ctx.services.network.staff
    absent = (await tasks.here(ctx)).stands_in_for(ctx.person.staff_id)
    speakers = {ctx.person.staff_id, *absent}
    places = {*ctx.person.library_ids, *(key for one in absent for key in known[one].library_ids)}
    return frozenset(
        place for place in places if any(one.staff_id in speakers for one in answerers(ctx, place))
    )


async def is_own(ctx: FieldContext, library_id: int) -> bool:
    """Tell whether a library is the person's own, or that of whom they stand in for."""
    if library_id in ctx.person.library_ids:
        return True
    return await speaks_for(ctx, library_id) is not None


def library(ctx: FieldContext, library_id: int) -> str:
    """Return a library's short name."""
    return ctx.services.network.libraries[library_id].short(ctx.language)


async def refuse_closed(ctx: FieldContext, campaign: Campaign) -> None:
    """Raise CampaignClosedError or PeriodClosedError once an answer must not change any more.

    A campaign is locked when all is accepted or the head has closed it (review_lock.py); the
    period is that of its last day.
    """
    if campaign.closed_at is not None:
        raise CampaignClosedError(asked_of(ctx.t, AskedOf.of(campaign)))
    await records.refuse_closed(ctx, campaign.closes_on)


# -------------------------------------------------------------------- how far


async def draft_of(db: Reader, unit: CampaignUnit) -> Draft | None:
    """Return the open draft of a library's answers."""
    return await drafts.load(db, unit.draft_id) if unit.draft_id else None


def far(ctx: FieldContext, draft: Draft | None, now: Scene) -> Far | None:
    """Say how far a draft is; None where there is none."""
    if draft is None:
        return None
    found = progress.of(draft, now)
    person = ctx.services.network.staff[draft.entered_by].initials(ctx.language)
    return Far(found.done, found.total, person) if found else Far(draft.asked, 0, person)


# -------------------------------------------------------------------- what is known


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands beside a library's answers."""

    known: Known
    plan: float | None  # of paid services in the year, roubles
    rounds: int  # in the time that is asked about
    entries: int  # of contests, in the same time
    answers: Mapping[str, Any]  # of its last sheet


async def facts_of(db: Reader, sheet: Sheet) -> Facts:
    """Return what a library's answers are compared with."""
    campaign = sheet.campaign
    year = campaign.opens_on.year
    span = campaign.first_on, campaign.last_on
    found = await figures.beside(db, sheet.library_id, year, campaign.part, span)
    return _facts(found, campaign.period, found.period)


def _facts(found: Beside, period: str, year_ago: str | None = None) -> Facts:
    return Facts(
        monitoring.known(found.figures, period, year_ago),
        found.references.get("paid_plan"),
        found.rounds,
        found.entries,
        json.loads(found.answers),
    )


async def asked(ctx: FieldContext, context: Mapping[str, Any]) -> Form:
    """Return the questions of a draft with this context: its sheet's, else the monitoring's."""
    found = await campaigns.of_unit(ctx.tx, int(context.get("unit_id") or 0))
    if found is None:
        return await form_of(ctx.tx, await published.newest(ctx.tx))
    return await sheet_form(ctx.tx, found[1], found[0])


async def told(ctx: FieldContext, draft: Draft) -> Told:
    """Return what the bot tells the form: earlier answers, its own counts, recommendations.

    Practice is told of the person's own library.
    """
    form = await asked(ctx, draft.context)
    unit_id = draft.context.get("unit_id")
    if not unit_id:
        return await told_of(ctx, form, next(iter(ctx.person.library_ids), None))
    sheet = await named(ctx, int(unit_id))
    facts = await facts_of(ctx.tx, sheet)
    # What these answers have called carried out stays ticked when they are corrected.
    is_correction = bool(draft.context.get("is_correction"))
    return await _told(ctx, form, sheet.library_id, facts, with_done=is_correction)


async def told_of(ctx: FieldContext, form: Form, library_id: int | None) -> Told:
    """Return what a form in practice or rehearsal is told: as a library is in a campaign.

    The latest campaign says which figures are of last year, without one the present month.
    """
    if library_id is None:
        return Told(lists={"recommendations": Items(())})
    latest = next(iter(await campaigns.opened(ctx.tx, ctx.today)), None)
    period = latest.period if latest else f"{ctx.today:%Y-%m}"
    part, year = (latest.part, latest.opens_on.year) if latest else (None, ctx.today.year)
    span = ctx.today.replace(month=1, day=1), ctx.today
    found = await figures.beside(ctx.tx, library_id, year, part, span)
    facts = _facts(found, period, found.period)
    return await _told(ctx, form, library_id, facts, with_done=False)


async def _told(
    ctx: FieldContext, form: Form, library_id: int, facts: Facts, *, with_done: bool
) -> Told:
    waiting = await recommendations.open_of_library(ctx.tx, library_id, with_done=with_done)
    items = [
        Item(
            str(one.recommendation_id),
            dict.fromkeys(("ru", "be", "en"), one.recommendation),
        )
        for one in waiting
    ]
    return Told(
        _counted(form, facts, len(items)),
        {"recommendations": Items(items)},
        facts,
        monitoring.last_saved(form, facts.known, facts.answers),
        monitoring.floors(form, facts.known),
    )


def _counted(form: Form, facts: Facts, recommended: int) -> dict[str, str]:
    """Return what the bot counts itself, by the questions that ask for it."""
    counts = {"rounds": facts.rounds, "entries": facts.entries, "recommendations": recommended}
    asked = [one for one in form.questions.values() if one.bind.known]
    return {one.name: str(counts[one.bind.known]) for one in asked}
