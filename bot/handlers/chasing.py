"""Who has not answered a campaign: the list with telephones, and «Напомнить сейчас»."""

from dataclasses import dataclass, field
from typing import Final

from bot.catalogs import translator
from bot.clock import stamp
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import monitoring_board, tasks
from bot.handlers import monitoring_units as sheets
from bot.reminders import agenda, waiting
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.routes import Route, press
from bot.rules import chasing, monitoring
from bot.screens import chasing as screens
from bot.screens.chasing import Nudges, Reminded, Silent, Unanswered
from bot.screens.monitoring_board import Board
from bot.screens.screen import WIDE, Button, Screen, cut
from storage import campaigns, drafts, nudges
from storage.records import Campaign, CampaignUnit, Staff

SLOT: Final = monitoring_board.SLOT


async def show_unanswered(ctx: FieldContext) -> None:
    """Show who has not answered, with whom to call."""
    ctx.require("campaign.read", own=False)
    campaign, page = await _named(ctx), next(iter(numbers(ctx.arguments[1:2])), 0)
    now = await tasks.here(ctx)
    begun = {one.draft_id: one for one in await drafts.every_open(ctx.tx)}
    units = await campaigns.units(ctx.tx, campaign.campaign_id)
    found = tuple(
        Silent(
            unit,
            sheets.library(ctx, unit.library_id),
            sheets.far(ctx, begun.get(unit.draft_id or 0), now),
            tuple(_contact(ctx, one) for one in sheets.answerers(ctx, unit.library_id)),
        )
        for unit in units
        if not unit.has_answered
    )
    may = campaign.is_open and ctx.may("campaign.remind", own=False)
    told = (await _plan(ctx, now, campaign)).told if may else {}
    about = Unanswered(campaign, ctx.today, found, len(units), len(told))
    ctx.show(SLOT, screens.unanswered(ctx.t, about, page))


async def _named(ctx: FieldContext) -> Campaign:
    """Return the campaign that a button names, once it has opened."""
    await ctx.services.network.fresh(ctx.tx)
    wanted = numbers(ctx.arguments[:1])
    opened = await campaigns.opened(ctx.tx, ctx.today)
    found = next((one for one in opened if (one.campaign_id,) == wanted), None)
    if found is None:
        raise NotAllowedError
    return found


def _contact(ctx: FieldContext, person: Staff) -> str:
    parts = (person.full_name(ctx.language), person.phone)
    return ", ".join(part for part in parts if part)


# -------------------------------------------------------------------- «Напомнить сейчас»


@dataclass(slots=True)
class Plan:
    """Whom «Напомнить» reaches now: by library, those who read it with the task's words."""

    told: dict[int, list[tuple[Staff, Task]]] = field(default_factory=dict)
    units: dict[int, CampaignUnit] = field(default_factory=dict)
    out_of_reach: list[CampaignUnit] = field(default_factory=list)
    lately: list[CampaignUnit] = field(default_factory=list)


async def _plan(ctx: FieldContext, now: Scene, campaign: Campaign) -> Plan:
    """Sort the libraries that have not answered: a person is not told twice within a day."""
    since = stamp(ctx.now - chasing.PAUSE)
    lately = chasing.nudged(await nudges.of_campaign(ctx.tx, campaign.campaign_id, since))
    known = await waiting.questionnaires(ctx.tx, now, None)
    of_unit: dict[str, list[Task]] = {}
    for task in known:
        of_unit.setdefault(task.subject, []).append(task)
    plan = Plan()
    for unit in await campaigns.unanswered(ctx.tx, [campaign.campaign_id]):
        readers = _readers(ctx, now, unit, of_unit.get(f"unit:{unit.unit_id}", []))
        if unit.unit_id in lately:
            plan.lately.append(unit)
        elif readers:
            plan.units[unit.unit_id] = unit
            plan.told[unit.unit_id] = readers
        else:
            plan.out_of_reach.append(unit)
    return plan


def _readers(
    ctx: FieldContext, now: Scene, unit: CampaignUnit, found: list[Task]
) -> list[tuple[Staff, Task]]:
    """Return who reads a library's reminder today: who answers for it, or who stands in."""
    staff = ctx.services.network.staff
    own = {one.staff_id for one in sheets.answerers(ctx, unit.library_id)}
    readers: dict[int, Task] = {}
    for task in found:
        reader = now.reader_of(task.staff_id) if task.staff_id in own else None
        if reader is not None and staff[reader].is_active and staff[reader].is_reachable:
            readers.setdefault(reader, waiting.as_read_by(task, reader))
    return [(staff[key], task) for key, task in readers.items()]


async def ask_nudge(ctx: FieldContext) -> None:
    """Ask before people are reminded, naming whom it reaches and whom it does not."""
    ctx.require("campaign.remind", own=False)
    campaign = await _running(ctx)
    plan = await _plan(ctx, await tasks.here(ctx), campaign)
    screen = screens.ask_nudge(ctx.t, campaign, _worded(ctx, plan), is_night=ctx.is_night)
    ctx.show(SLOT, screen)


async def _running(ctx: FieldContext) -> Campaign:
    campaign = await _named(ctx)
    if not monitoring.is_running(campaign, ctx.today):
        raise NotAllowedError
    return campaign


def _worded(ctx: FieldContext, plan: Plan) -> Nudges:
    def named(unit: CampaignUnit, people: list[str]) -> str:
        library = sheets.library(ctx, unit.library_id)
        return f"{library}: {'; '.join(people)}" if people else library

    def called(unit: CampaignUnit) -> str:
        people = sheets.answerers(ctx, unit.library_id)
        return named(unit, [_contact(ctx, one) for one in people])

    return Nudges(
        tuple(
            named(plan.units[key], [person.initials(ctx.language) for person, _ in readers])
            for key, readers in plan.told.items()
        ),
        tuple(called(unit) for unit in plan.out_of_reach),
        tuple(named(unit, []) for unit in plan.lately),
    )


async def nudge(ctx: FieldContext) -> None:
    """Remind now, and note who pressed; a second press finds nobody left."""
    ctx.require("campaign.remind", own=False)
    campaign, now = await _running(ctx), await tasks.here(ctx)
    plan = await _plan(ctx, now, campaign)
    if not plan.told:
        await ask_nudge(ctx)
        return
    told: dict[int, list[Task]] = {}
    pairs = []
    for unit_id, readers in plan.told.items():
        for person, task in readers:
            told.setdefault(person.staff_id, []).append(task)
            pairs.append((unit_id, person.staff_id))
    for staff_id, found in told.items():
        person = ctx.services.network.staff[staff_id]
        ctx.tell_person(person, _reminder(ctx, now, person, found))
    await nudges.put(ctx.tx, pairs, now=ctx.stamp, by=ctx.person.staff_id)
    ctx.show(SLOT, screens.nudged(ctx.t, campaign, _worded(ctx, plan)))


def _reminder(ctx: FieldContext, now: Scene, person: Staff, found: list[Task]) -> Screen:
    t, titles = translator(person.language), tasks.titles()
    lines = []
    for task in found:
        item = agenda.item(task, now, t, titles)
        library = ctx.services.network.libraries[task.values["library"]].short(t.language)
        label = t.plain(item.button) if len(found) == 1 else cut(library, WIDE)
        text = t(item.text, **item.values)
        lines.append(Reminded(text, label, item.target, task.subject))
    return screens.reminder(t, ctx.person.initials(t.language), lines)


async def offer(ctx: FieldContext, board: Board) -> list[Button]:
    """Offer on the board to remind those who have not answered, and the list of them."""
    campaign = board.campaign
    if not (monitoring.is_running(campaign, ctx.today) and ctx.may("campaign.remind", own=False)):
        return []
    told = (await _plan(ctx, await tasks.here(ctx), campaign)).told
    return [screens.nudge_button(ctx.t, campaign.campaign_id, len(told))] if told else []


monitoring_board.offer(20, offer)
ROUTES: Final[tuple[Route, ...]] = (
    press("campaign.late", show_unanswered, "campaign.read"),
    press("campaign.nudge", ask_nudge, "campaign.remind"),
    press("campaign.nudged", nudge, "campaign.remind"),
)
