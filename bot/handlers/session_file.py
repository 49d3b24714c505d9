"""«В календарь» and «Материалы занятия»: files that belong to a session."""

from dataclasses import dataclass
from typing import Final

from bot.catalogs import Translator
from bot.context import FieldContext
from bot.errors import UserError
from bot.handlers import class_records, outgoing
from bot.handlers import visit_records as records
from bot.handlers.class_records import READ
from bot.msgid import msgid
from bot.reminders import announcing
from bot.reports import session_ics
from bot.reports.ics import Entry
from bot.routes import Route, press
from bot.screens import sessions as screens
from storage.records.school import Session

NO_FILES: Final = msgid("This session has no materials any more.")


@dataclass(frozen=True, slots=True)
class IcsFile:
    """A calendar's file and the name that people see."""

    name: str
    content: bytes


async def made(ctx: FieldContext, one: Session, t: Translator) -> IcsFile:
    """Return a session as a file for the phone's calendar, in the reader's language."""
    about = await class_records.about(ctx, one)
    entry = Entry(
        one.topic,
        screens.plain_facts(t, about, records.names(ctx, t.language)),
        one.place or one.link or "",
    )
    name = t.plain(msgid("Session {date}"), date=one.held_on.isoformat())
    return IcsFile(f"{name}.ics", session_ics.make(one, entry, ctx.now))


async def send(ctx: FieldContext) -> None:
    """Send the file; opened again after a change, it changes what the calendar has."""
    one = await class_records.readable(ctx)
    file = await made(ctx, one, ctx.t)
    await outgoing.send(ctx, f"{ctx.work.update_id}-session", file.name, file.content)
    ctx.toast(ctx.t.plain(msgid("Open the file to put the session into the calendar.")))


async def send_materials(ctx: FieldContext) -> None:
    """Send the materials to one whose session it is, or to the department."""
    one = await class_records.readable(ctx)
    calls = announcing.calls(await announcing.kept(ctx.tx, one.file_ids))
    if not calls:
        raise UserError(NO_FILES)
    for method, payload in calls:
        ctx.send_file(method, payload)


ROUTES: Final[tuple[Route, ...]] = (
    press("session.ics", send, READ),
    press("session.files", send_materials, READ),
)
