"""A contest announced: a preview with whom it reaches, then one press, told once."""

from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.errors import UserError
from bot.handlers import announcements, campaign_days, tasks
from bot.handlers import contests as cards
from bot.handlers.contests import MANAGE
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.reminders import announcing
from bot.routes import Route, press
from bot.rules import contest_making as rules
from bot.rules.contests import entrants as entering
from bot.screens import contest_announce as screens
from bot.screens.announcements import contact
from bot.screens.contest_announce import Plan
from bot.screens.screen import Button, Screen
from storage import contests, leaves
from storage.outbox import BROADCAST, Outgoing
from storage.records.contests import Contest
from storage.records.people import Staff

GONE: Final = msgid("This contest is announced already.")
NOBODY: Final = msgid("No library has a librarian who could enter. Add the staff first.")


@cards.offer
async def buttons(ctx: FieldContext, contest: Contest) -> list[Button]:
    """Offer to announce a contest that is not announced."""
    if contest.announced_at is not None or not ctx.may(MANAGE, own=False):
        return []
    label = ctx.t.plain(msgid("Announce"))
    return [Button(label, f"contest.preview:{contest.contest_id}", style="primary")]


async def entrants(ctx: FieldContext) -> list[Staff]:
    """Return who may enter a contest today: librarians, and who stands in for one."""
    network, here = ctx.services.network, await tasks.here(ctx)
    found = entering(announcements.everybody(ctx))
    readers = {here.reader_of(one.staff_id) for one in found}
    ids = {one.staff_id for one in found} | {key for key in readers if key is not None}
    people = [network.staff[key] for key in ids]
    return sorted(people, key=lambda one: (one.surname_ru, one.name_ru, one.staff_id))


async def _announceable(ctx: FieldContext) -> tuple[Contest, list[Staff]]:
    ctx.require(MANAGE, own=False)
    contest = await cards.named(ctx)
    if contest.announced_at is not None:
        raise UserError(GONE)
    rules.check(contest, ctx.today)
    await campaign_days.refuse_closed(ctx, contest.closes_on)
    people = await entrants(ctx)
    if not people:
        raise UserError(NOBODY)
    return contest, people


def _plan(ctx: FieldContext, people: list[Staff]) -> Plan:
    called = [contact(one, ctx.language) for one in people if not one.is_reachable]
    return Plan(len(people) - len(called), tuple(called))


async def preview(ctx: FieldContext) -> None:
    """Show what librarians will get, and ask."""
    contest, people = await _announceable(ctx)
    for method, payload in await _regulation(ctx, contest):
        ctx.send_file(method, payload)
    seen = screens.message(ctx.t, contest)
    ctx.say(Screen(seen.text))
    ctx.show(SLOT, screens.preview(ctx.t, contest, _plan(ctx, people)), edit=False)


async def _regulation(ctx: FieldContext, contest: Contest) -> list[tuple[str, dict[str, Any]]]:
    file_ids = [contest.regulation_file_id] if contest.regulation_file_id else []
    return announcing.calls(await announcing.kept(ctx.tx, file_ids))


async def announce(ctx: FieldContext) -> None:
    """Announce a contest: the step and every message commit together, so it is told once."""
    contest, people = await _announceable(ctx)
    by, key = ctx.person.staff_id, contest.contest_id
    if not await contests.reach(ctx.tx, key, "announced", now=ctx.stamp, by=by):
        raise UserError(GONE)
    files, away = await _regulation(ctx, contest), await leaves.on_day(ctx.tx, ctx.today)
    for person in people:
        if person.is_reachable:
            is_silent = ctx.is_night or person.staff_id in away
            ctx.work.outgoing += _told(contest, person, files, is_silent=is_silent)
    note = screens.announced(ctx.t, _plan(ctx, people))
    await cards.show(ctx, await cards.fresh(ctx, key), note=note)


def _told(
    contest: Contest,
    person: Staff,
    files: list[tuple[str, dict[str, Any]]],
    *,
    is_silent: bool,
) -> list[Outgoing]:
    """Return the regulation, which makes no sound, and the message with its button below."""
    chat_id = person.user_id or 0
    screen = screens.message(translator(person.language), contest)
    payload = Screen(screen.text, screen.rows, silent=is_silent).as_json() | {"edit": False}
    return [
        *(
            Outgoing(chat_id, method, {**file, "disable_notification": True}, lane=BROADCAST)
            for method, file in files
        ),
        Outgoing(chat_id, "show", payload, lane=BROADCAST),
    ]


ROUTES: Final[tuple[Route, ...]] = (
    press("contest.preview", preview, MANAGE),
    press("contest.announce", announce, MANAGE),
)
