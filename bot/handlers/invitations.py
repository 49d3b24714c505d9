"""Invitations: a one-time link as a QR picture, a text to forward, and printed slips."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from bot.catalogs import Translator, translator
from bot.clock import local, parse_stamp, stamp
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.reports import qr
from bot.routes import Route, press
from bot.rules import people
from bot.screens import invitations as screens
from bot.screens.screen import Screen
from storage import invites, jobs, staff
from storage.records.access import Invite
from storage.records.people import Staff

JOB: Final = "slips"


@dataclass(frozen=True, slots=True)
class Given:
    """A link that can be handed to a person."""

    link: str
    until: date  # its last day, in the institution's zone


# -------------------------------------------------------------------- links


async def give(ctx: FieldContext, person: Staff, *, anew: bool = False) -> Invite:
    """Return a link for a person; one that lives long enough is given again.

    `anew` makes a new one and withdraws those given before.
    """
    if anew:
        [made] = await _make(ctx, [person.staff_id])
        return made
    return (await give_many(ctx, [person.staff_id]))[0]


async def give_many(ctx: FieldContext, staff_ids: Sequence[int]) -> list[Invite]:
    """Return a link for each of some people.

    A link with at least half of its days ahead is given again, so that a slip handed out
    yesterday still works when slips are printed again today.
    """
    days = (await ctx.institution())["invite_days"]
    long_enough = stamp(ctx.now + timedelta(days=days / 2))
    known = await invites.live_for(ctx.tx, staff_ids, long_enough)
    missing = [staff_id for staff_id in staff_ids if staff_id not in known]
    made = {one.staff_id: one for one in await _make(ctx, missing)} if missing else {}
    return [(known | made)[staff_id] for staff_id in staff_ids]


async def _make(ctx: FieldContext, staff_ids: Sequence[int]) -> list[Invite]:
    """Make links that work to the end of their last day in the institution's zone."""
    days = (await ctx.institution())["invite_days"]
    last = datetime.combine(ctx.today + timedelta(days=days), time(23, 59, 59), ctx.now.tzinfo)
    return await invites.make_many(
        ctx.tx, staff_ids, expires_at=stamp(last), now=ctx.stamp, by=ctx.person.staff_id
    )


def given(ctx: FieldContext, invite: Invite) -> Given:
    """Return the deep link of an invitation and its last day."""
    until = local(parse_stamp(invite.expires_at), ctx.services.clock.zone).date()
    return Given(qr.deep_link(ctx.bot.username, invite.code), until)


# -------------------------------------------------------------------- for one person


async def invite(ctx: FieldContext) -> None:
    """Send the invitation of one person: a QR picture and a text to forward."""
    person = await _invited(ctx)
    if person.user_id is not None:
        ctx.show("people", screens.move_first(ctx.t, person))
    else:
        await hand_over(ctx, person, await give(ctx, person))


async def invite_to_move(ctx: FieldContext) -> None:
    """Make a link by which a person moves to another account."""
    person = await _invited(ctx)
    await hand_over(ctx, person, await give(ctx, person, anew=True))


async def renew(ctx: FieldContext) -> None:
    """Make a new link; the one given before no longer works."""
    person = await _invited(ctx)
    await hand_over(ctx, person, await give(ctx, person, anew=True))


async def _invited(ctx: FieldContext) -> Staff:
    ids = numbers(ctx.arguments[:1])
    person = await staff.by_id(ctx.tx, ids[0]) if ids else None
    if person is None or not person.is_active or not people.may_bring_in(ctx.roles, person):
        raise NotAllowedError
    return person


async def hand_over(ctx: FieldContext, person: Staff, invite: Invite) -> None:
    """Send what is to be handed over: the picture, and the text in the person's language."""
    link = given(ctx, invite)
    name = _draw(ctx.services.outgoing, link.link, invite.invite_id)
    ctx.send_file(
        "sendPhoto",
        {
            "photo": {"path": name, "name": name},
            "caption": screens.caption(ctx.t, person, link.until),
            "parse_mode": "HTML",
        },
    )
    await forwardable(ctx, person, link)


async def forwardable(ctx: FieldContext, person: Staff, link: Given) -> None:
    """Send the text to be forwarded."""
    contact = (await ctx.institution())["department_contact"]
    t = translator(person.language)
    ctx.say(screens.to_forward(t, person, link.link, link.until, contact))


def _draw(folder: Path, link: str, invite_id: int) -> str:
    """Draw the QR picture (some 10 ms) and sync it before the row that names it commits."""
    name = f"invite-{invite_id}.png"
    with (folder / name).open("wb") as file:
        file.write(qr.png(link, border=4))
        file.flush()
        os.fsync(file.fileno())
    return name


# -------------------------------------------------------------------- slips


async def offer_slips(ctx: FieldContext) -> None:
    """Ask before slips are made for all who have no account yet."""
    ctx.show("people", screens.slips_first(ctx.t, len(await _without_account(ctx))))


async def _without_account(ctx: FieldContext) -> list[int]:
    waiting = await staff.without_account(ctx.tx)
    return [one.staff_id for one in waiting if people.may_bring_in(ctx.roles, one)]


async def print_slips(ctx: FieldContext) -> None:
    """Make the links of everybody without an account and have the slips drawn."""
    staff_ids = await _without_account(ctx)
    if staff_ids:
        await _order(ctx, staff_ids)
    else:
        await offer_slips(ctx)


async def print_slip(ctx: FieldContext) -> None:
    """Have the slip of one person drawn."""
    person = await _invited(ctx)
    await _order(ctx, [person.staff_id])


async def _order(ctx: FieldContext, staff_ids: list[int]) -> None:
    await give_many(ctx, staff_ids)
    arguments = {"staff_ids": staff_ids, "username": ctx.bot.username, "now": ctx.stamp}
    zone = {"zone": ctx.services.clock.zone.key}
    await jobs.add(ctx.tx, JOB, arguments | zone, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.show("people", screens.slips_coming(ctx.t))


async def tell_slips(ended: Ended) -> None:
    """Send the document with slips, or say that there is none."""
    t = await _translator(ended)
    if ended.result is None:
        ended.say("show", Screen(screens.slips_failed(t).text).as_json())
        return
    caption = screens.slips_caption(t, ended.result["people"])
    ended.say(
        "sendDocument",
        {
            "document": {"path": ended.result["path"], "name": ended.result["name"]},
            "caption": caption,
            "parse_mode": "HTML",
        },
    )


async def _translator(ended: Ended) -> Translator:
    person = await staff.by_id(ended.tx, ended.job.staff_id or 0)
    return translator(person.language if person else "ru")


worker.register(JOB, tell_slips)

ROUTES: Final[tuple[Route, ...]] = (
    press("invite.give", invite, "people.invite"),
    press("invite.anew", renew, "people.invite"),
    press("invite.move", invite_to_move, "people.change"),
    press("invite.slip", print_slip, "people.invite"),
    press("invite.slips", offer_slips, "people.invite"),
    press("invite.print", print_slips, "people.invite"),
)
