"""Announcements: the list, the card with who has read, «Прочитано», «Напомнить», cancelling."""

from collections.abc import Container, Iterable
from datetime import datetime
from typing import Final

from bot.catalogs import Html
from bot.clock import local, parse_stamp
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.msgid import msgid, plural
from bot.reminders import announcing
from bot.routes import Route, command, press
from bot.rules import announcing as rules
from bot.rules import audiences
from bot.rules.audiences import Everybody
from bot.screens import announcements as screens
from bot.screens.announcements import Page, Read, Sheet
from storage import announcements, chats, leaves
from storage.records.announcements import Announcement, AnnouncementReader
from storage.records.people import Staff

SLOT: Final = "announcements"
READ: Final = "announcement.read"
SEND: Final = "announcement.send"
GONE: Final = msgid("This announcement has gone already: it cannot be changed or cancelled.")
CANCELLED: Final = msgid("This announcement is cancelled.")


def everybody(ctx: FieldContext) -> Everybody:
    """Return the network as the rules of announcements see it."""
    network = ctx.services.network
    return Everybody(network.staff, network.libraries, ctx.today, network.rosters)


def _sees_all(ctx: FieldContext) -> bool:
    return ctx.may(READ, own=False)


# -------------------------------------------------------------------- lists


async def show_list(ctx: FieldContext) -> None:
    """List all announcements for the department, else those that were for the person."""
    await ctx.services.network.fresh(ctx.tx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    staff_id = None if _sees_all(ctx) else ctx.person.staff_id
    pages = max(1, -(-await announcements.count(ctx.tx, staff_id=staff_id) // screens.PAGE))
    number = next(iter(numbers(ctx.arguments[:1])), 0) % pages
    found = await announcements.listed(
        ctx.tx, staff_id=staff_id, limit=screens.PAGE, offset=number * screens.PAGE
    )
    lines = tuple((one, moment(ctx, one.announcement).date()) for one in found)
    page = Page(lines, number, pages, is_department=_sees_all(ctx), may_send=ctx.may(SEND))
    ctx.show(SLOT, screens.listed(ctx.t, page))


def moment(ctx: FieldContext, one: Announcement) -> datetime:
    """Return when an announcement went or is to go, in the institution's zone."""
    return _local(ctx, one.sent_at or one.send_at)


def _local(ctx: FieldContext, at: str) -> datetime:
    return local(parse_stamp(at), ctx.services.clock.zone)


# -------------------------------------------------------------------- the department's card


async def known(ctx: FieldContext, announcement_id: int) -> Announcement:
    """Return an announcement; raise NotAllowedError where there is none."""
    found = await announcements.by_id(ctx.tx, announcement_id)
    if found is None:
        raise NotAllowedError
    return found


async def _named(ctx: FieldContext) -> Announcement:
    await ctx.services.network.fresh(ctx.tx)
    return await known(ctx, numbers(ctx.arguments[:1], 1)[0])


async def waiting(ctx: FieldContext, announcement_id: int) -> Announcement:
    """Return an announcement that the person may still change; raise UserError otherwise."""
    one = await known(ctx, announcement_id)
    ctx.require(SEND, own=one.made_by == ctx.person.staff_id)
    if not one.is_waiting:
        raise UserError(CANCELLED if one.cancelled_at else GONE)
    return one


async def changeable(ctx: FieldContext) -> Announcement:
    """Return the announcement of a button that changes it."""
    await ctx.services.network.fresh(ctx.tx)
    return await waiting(ctx, numbers(ctx.arguments[:1], 1)[0])


async def show_card(ctx: FieldContext) -> None:
    """Show the card of an announcement to the department."""
    ctx.require(READ, own=False)
    one = await _named(ctx)
    await show(ctx, one.announcement_id)


async def show(
    ctx: FieldContext, announcement_id: int, *, note: Html | None = None, slot: str = SLOT
) -> None:
    """Show the card as it is now, after a line on what has just been done."""
    sheet = await _sheet(ctx, await known(ctx, announcement_id))
    screen = screens.card(ctx.t, sheet)
    ctx.show(slot, screen.after(note) if note else screen)


async def _sheet(ctx: FieldContext, one: Announcement) -> Sheet:
    staff = ctx.services.network.staff
    is_own = one.made_by == ctx.person.staff_id
    may_change = ctx.may(SEND, own=is_own)
    if one.sent_at is None:
        people = audiences.members(everybody(ctx), one.audience, one.chosen, one.made_by)
        known_readers = [
            AnnouncementReader(staff_id=p.staff_id, is_reached=p.is_reachable) for p in people
        ]
    else:
        known_readers = await announcements.readers(ctx.tx, one.announcement_id)
    here = [row for row in known_readers if staff[row.staff_id].is_active]
    reached = [row for row in here if _is_reached(row, staff[row.staff_id])]
    called = [staff[row.staff_id] for row in here if row not in reached]
    unread = sorted(
        (staff[row.staff_id] for row in reached if row.read_at is None),
        key=lambda person: person.surname_ru,
    )
    away = await leaves.on_day(ctx.tx, ctx.today)
    nudges = _to_remind(ctx, one, known_readers, away) if may_change else []
    return Sheet(
        announcement=one,
        author=staff[one.made_by].initials(ctx.language),
        moment=moment(ctx, one),
        audience=_chosen(ctx, one),
        reached=len(reached),
        read=sum(row.read_at is not None for row in reached),
        unread=tuple(_at_work(ctx, person, away) for person in unread) if one.sent_at else (),
        called=tuple(screens.contact(person, ctx.language) for person in called),
        reminded=sum(row.reminded_at is not None for row in here),
        nudges=len(nudges),
        may_change=may_change,
    )


def _is_reached(row: AnnouncementReader, person: Staff) -> bool:
    """Tell whether a message has reached a reader; who blocked the bot since must be called."""
    return row.read_at is not None or (row.is_reached and person.is_reachable)


def _at_work(ctx: FieldContext, person: Staff, away: Container[int]) -> str:
    """Name a person with their libraries, and say who is away: they are not reminded."""
    libraries = ctx.services.network.libraries
    about = [libraries[key].short(ctx.language) for key in person.library_ids]
    if person.staff_id in away:
        about.append(ctx.t.plain(msgid("is away")))
    name = person.initials(ctx.language)
    return f"{name} ({', '.join(about)})" if about else name


def _chosen(ctx: FieldContext, one: Announcement) -> str:
    """Name the libraries or the group that were chosen."""
    network, language = ctx.services.network, ctx.language
    found = audiences.AUDIENCES[one.audience].groups
    if found is not None:
        groups = found(everybody(ctx))
        return ", ".join(group.names[language] for group in groups if group.code in one.chosen)
    libraries = [network.library_by_code(code) for code in one.chosen]
    return ", ".join(library.short(language) for library in libraries if library)


async def show_unread(ctx: FieldContext) -> None:
    """List everybody who has not read an announcement."""
    ctx.require(READ, own=False)
    one, page = await _named(ctx), numbers(ctx.arguments[1:2], 1)[0]
    ctx.show(SLOT, screens.unread(ctx.t, await _sheet(ctx, one), page))


# -------------------------------------------------------------------- before and at its time


async def send(ctx: FieldContext, one: Announcement) -> Html:
    """Send an announcement now; return what the sender reads."""
    network = await ctx.services.network.fresh(ctx.tx)
    sent = await announcing.send(ctx.tx, network, one, ctx.now, by=ctx.person.staff_id)
    if sent is None:
        raise UserError(GONE)
    ctx.work.outgoing += sent.outgoing
    return ctx.t(screens.SENT, n=sent.reached)


async def send_now(ctx: FieldContext) -> None:
    """Send at once what was to go later."""
    one = await changeable(ctx)
    await show(ctx, one.announcement_id, note=await send(ctx, one))


async def ask_cancel(ctx: FieldContext) -> None:
    """Ask before an announcement is cancelled."""
    ctx.show(SLOT, screens.ask_cancel(ctx.t, await changeable(ctx)))


async def cancel(ctx: FieldContext) -> None:
    """Cancel an announcement that has not gone."""
    one = await changeable(ctx)
    by = ctx.person.staff_id
    await announcements.cancel(ctx.tx, one.announcement_id, now=ctx.stamp, by=by)
    await show(ctx, one.announcement_id)


# -------------------------------------------------------------------- «Напомнить», once


async def remind(ctx: FieldContext) -> None:
    """Remind who has not read it; each person once, whoever presses and however often."""
    one = await _named(ctx)
    ctx.require(SEND, own=one.made_by == ctx.person.staff_id)
    rows = await announcements.readers(ctx.tx, one.announcement_id)
    told = _to_remind(ctx, one, rows, await leaves.on_day(ctx.tx, ctx.today))
    for row in told:
        person = ctx.services.network.staff[row.staff_id]
        author = announcing.author(ctx.services.network, one, person.language)
        about = Read(one, author, moment(ctx, one).date(), is_reminder=True)
        message = announcing.message(one, person, about, (), is_silent=ctx.is_night)
        ctx.work.outgoing += message
    ids = [row.staff_id for row in told]
    if ids:
        by = ctx.person.staff_id
        await announcements.mark_reminded(ctx.tx, one.announcement_id, ids, now=ctx.stamp, by=by)
    note = ctx.t(REMINDED, n=len(ids)) if ids else ctx.t(NOBODY)
    await show(ctx, one.announcement_id, note=note)


def _to_remind(
    ctx: FieldContext,
    one: Announcement,
    rows: Iterable[AnnouncementReader],
    away: Container[int],
) -> list[AnnouncementReader]:
    """Return who is reminded now; who is away today can be reminded when they are back."""
    if one.sent_at is None:
        return []
    staff = ctx.services.network.staff.items()
    here = {key for key, p in staff if p.is_active and p.is_reachable and key not in away}
    return rules.to_remind((row for row in rows if row.is_reached), here)


# -------------------------------------------------------------------- who it is for


async def read(ctx: FieldContext) -> None:
    """Note «Прочитано»; pressed twice it is noted once."""
    one, row = await _mine(ctx)
    await announcements.mark_read(ctx.tx, one.announcement_id, row.staff_id, now=ctx.stamp)
    ctx.toast(ctx.t.plain(msgid("Thank you, it is noted.")))
    await _show_message(ctx, one, has_files=False)


async def show_message(ctx: FieldContext) -> None:
    """Show an announcement again to one whom it was for."""
    one, _ = await _mine(ctx)
    await _show_message(ctx, one, has_files=bool(one.file_ids))


async def _show_message(ctx: FieldContext, one: Announcement, *, has_files: bool) -> None:
    row = await announcements.reader(ctx.tx, one.announcement_id, ctx.person.staff_id)
    read_at = row.read_at if row else None
    author = announcing.author(ctx.services.network, one, ctx.language)
    about = Read(
        one,
        author,
        moment(ctx, one).date(),
        _local(ctx, read_at).date() if read_at else None,
        has_files=has_files,
    )
    ctx.show(announcing.slot(one), screens.message(ctx.t, about))


async def _mine(ctx: FieldContext) -> tuple[Announcement, AnnouncementReader]:
    """Return the announcement of a button and the person as its reader."""
    one = await _named(ctx)
    row = await announcements.reader(ctx.tx, one.announcement_id, ctx.person.staff_id)
    if row is None:
        raise NotAllowedError
    return one, row


async def send_files(ctx: FieldContext) -> None:
    """Send the files of an announcement again, to a reader or to the department."""
    one = await _named(ctx)
    row = await announcements.reader(ctx.tx, one.announcement_id, ctx.person.staff_id)
    if row is None:
        ctx.require(READ, own=False)
    await bring_files(ctx, one.file_ids)


async def bring_files(ctx: FieldContext, file_ids: Iterable[int]) -> None:
    """Send files of an announcement in this chat."""
    for method, payload in announcing.calls(await announcing.kept(ctx.tx, file_ids)):
        ctx.send_file(method, payload)


NOBODY: Final = msgid("There is nobody to remind now.")
REMINDED: Final = plural("Reminded: {n} colleague.", "Reminded: {n} colleagues.")
ROUTES: Final[tuple[Route, ...]] = (
    command("announcements", show_list, READ),
    press("announce.list", show_list, READ),
    press("announce.card", show_card, READ),
    press("announce.unread", show_unread, READ),
    press("announce.show", show_message, READ),
    press("announce.read", read, READ),
    press("announce.files", send_files, READ),
    press("announce.now", send_now, SEND),
    press("announce.cancel", ask_cancel, SEND),
    press("announce.cancelled", cancel, SEND),
    press("announce.remind", remind, SEND),
)
