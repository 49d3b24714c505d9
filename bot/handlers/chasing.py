"""Who has not answered a campaign: the list with telephones, and «Напомнить сейчас»."""

from dataclasses import dataclass, field, replace
from typing import Final

from bot.catalogs import translator
from bot.clock import stamp
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import monitoring_board, tasks
from bot.handlers import monitoring_units as sheets
from bot.msgid import msgid
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
from storage.records.monitoring import Campaign, CampaignUnit
from storage.records.people import Staff

SLOT: Final = monitoring_board.SLOT


async def show_unanswered(ctx: FieldContext) -> None:
    """Show who has not answered, with whom to call."""
    ctx.require("campaign.read", own=False)
    campaign, page = await _named(ctx), next(iter(numbers(ctx.arguments[1:2])), 0)
    ctx.show(SLOT, screens.unanswered(ctx.t, await _about(ctx, campaign), page))


async def _about(ctx: FieldContext, campaign: Campaign) -> Unanswered:
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
        if not unit.is_answered
    )
    may = campaign.is_open and ctx.may("campaign.remind", own=False)
    told = (await _plan(ctx, now, campaign)).told if may else {}
    return Unanswered(campaign, ctx.today, found, len(units), len(told))


async def choose_to_enter(ctx: FieldContext) -> None:
    """Show whose answers can be entered now; where no message reaches anybody first."""
    ctx.require("campaign.answer", own=False)
    campaign = await _running(ctx)
    if len(ctx.arguments) != 3 or ctx.arguments[1] not in screens.SOURCES:  # noqa: PLR2004  # campaign, source, page
        raise NotAllowedError
    page = numbers(ctx.arguments[2:])[0]
    about = await _about(ctx, campaign)
    waiting = [one for one in about.found if one.unit.state == "waiting"]
    ordered = sorted(waiting, key=lambda one: _is_reachable(ctx, one.unit))
    screen = screens.enter(ctx.t, replace(about, found=tuple(ordered)), ctx.arguments[1], page)
    ctx.show(SLOT, screen)


def _is_reachable(ctx: FieldContext, unit: CampaignUnit) -> bool:
    return any(one.is_reachable for one in sheets.answerers(ctx, unit.library_id))


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
    by = ctx.person.staff_id
    await nudges.put(ctx.tx, campaign.campaign_id, pairs, now=ctx.stamp, by=by)
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
    key, buttons = campaign.campaign_id, []
    told = (await _plan(ctx, await tasks.here(ctx), campaign)).told
    if told:
        buttons.append(screens.nudge_button(ctx.t, key, len(told)))
    if any(line.group in {"waiting", "begun", "silent"} for line in board.lines):
        label = ctx.t.plain(msgid("Enter by telephone"))
        buttons.append(Button(label, f"campaign.enter:{key}:phone:0"))
    return buttons


monitoring_board.offer(20, offer)
ROUTES: Final[tuple[Route, ...]] = (
    press("campaign.late", show_unanswered, "campaign.read"),
    press("campaign.enter", choose_to_enter, "campaign.answer"),
    press("campaign.nudge", ask_nudge, "campaign.remind"),
    press("campaign.nudged", nudge, "campaign.remind"),
)
