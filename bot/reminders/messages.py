"""Sends what is due to one person: the message, its marks and the person's standing together.

Each function works in the caller's transaction and returns rows of the outbox, so that a
kill at any instant neither loses a reminder nor doubles it.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from bot.catalogs import translator
from bot.reminders import agenda, memorable, planning, schooling, travelling, waiting
from bot.reminders.agenda import Agenda, Titles
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.screens import tasks as screens
from bot.screens.screen import Screen
from storage import chats, outbox, reminders
from storage.database import Statement, Tx
from storage.outbox import BROADCAST, Outgoing
from storage.records.people import Staff
from storage.reminders import Waiting

SLOT = "tasks"
NextId = Callable[[], int]
Send = Callable[[Tx, Scene, Waiting, NextId], Awaitable[list[Outgoing]]]
# Reminders that are messages of their own, by kind.
OWN: Mapping[str, Send] = {
    **dict.fromkeys(travelling.KINDS, travelling.send),
    **dict.fromkeys(schooling.KINDS, schooling.send),
    memorable.KIND: memorable.send,
}


async def digest(
    tx: Tx, scene: Scene, reader: Staff, titles: Titles, next_id: NextId
) -> list[Outgoing]:
    """Send the digest if something of the reader's is due now, and mark what it stands for.

    Facts are read again here: what is done meanwhile is stopped, not sent.
    """
    owners = [reader.staff_id, *scene.stands_in_for(reader.staff_id)]
    last = await reminders.last_digests(tx, scene.today, [reader.staff_id])
    rows = [row for row in await reminders.due(tx, scene.stamp, owners) if is_of_digest(row)]
    if last.get(reader.staff_id) == scene.today or not rows:
        return []
    wanted = planning.wanted(await _tasks_of(tx, scene, owners), scene, last)
    live = [row for row in rows if _is_due(wanted.get(row.key), reader, scene)]
    gone = [row for row in rows if row.key not in wanted]
    if not live:
        await tx.batch(reminders.stopped(gone))
        return []
    said, outgoing = await _listing(tx, scene, reader, titles, next_id)
    marks = [
        *outbox.add(outgoing, scene.stamp),
        *reminders.stopped(gone),
        *reminders.sent(live, scene.stamp),
        reminders.digested(reader.staff_id, scene.today, scene.stamp),
    ]
    await _keep(tx, scene, said, marks)
    return outgoing


def is_of_digest(row: Waiting) -> bool:
    """Tell whether a reminder joins the digest: it was not asked for and is no own message."""
    return not row.asked and row.key.kind not in OWN


async def _tasks_of(tx: Tx, scene: Scene, owners: Iterable[int]) -> list[Task]:
    return [task for owner in owners for task in await waiting.of_person(tx, scene, owner)]


def _is_due(found: planning.Wanted | None, reader: Staff, scene: Scene) -> bool:
    if found is None:
        return False
    return found.reader_id == reader.staff_id and found.deliver_at <= scene.stamp


async def asked(
    tx: Tx, scene: Scene, row: Waiting, titles: Titles, next_id: NextId
) -> list[Outgoing]:
    """Send what a person asked to be reminded of, at its moment, unless it is done."""
    person = scene.network.staff.get(row.key.staff_id)
    if person is None or not (person.is_active and person.is_reachable):
        await tx.batch(reminders.stopped([row]))
        return []
    mark = reminders.sent([row], scene.stamp)
    await tx.batch(mark)  # before the list is read, so that it does not name itself
    said, outgoing = await _listing(tx, scene, person, titles, next_id)
    if row.key.subject != agenda.WHOLE:
        task = agenda.named(said.tasks, row.key.subject)
        if task is None:
            return []
        t = translator(person.language)
        item = agenda.item(task, scene, t, titles)
        text = t(item.text, **item.values)
        outgoing = [_message(person, screens.reminder(t, text, task.press, task.subject), next_id)]
        await tx.batch(outbox.add(outgoing, scene.stamp))
        return outgoing
    await _keep(tx, scene, said, outbox.add(outgoing, scene.stamp))
    return outgoing


async def _listing(
    tx: Tx, scene: Scene, reader: Staff, titles: Titles, next_id: NextId
) -> tuple[Agenda, list[Outgoing]]:
    t = translator(reader.language)
    said = await agenda.read(tx, scene, reader, t, titles)
    chat = await chats.load(tx, reader.user_id or 0)
    screen = agenda.screen(said, scene, t, greeted_on=chat.greeted_on)
    return said, [_message(reader, screen, next_id, slot=SLOT)]


def _message(
    reader: Staff, screen: Screen, next_id: NextId, *, slot: str | None = None
) -> Outgoing:
    payload = screen.as_json() | {"edit": False}
    return Outgoing(
        reader.user_id or 0, "show", payload, slot=slot, lane=BROADCAST, outbox_id=next_id()
    )


async def _keep(tx: Tx, scene: Scene, said: Agenda, statements: Sequence[Statement]) -> None:
    """Keep message and marks; a typed number opens its line unless a form is being filled in."""
    await tx.batch(statements)
    chat = await chats.load(tx, said.reader.user_id or 0)
    await chats.greeted(tx, chat.chat_id, scene.today)
    if chat.draft_id is None and chat.prompt is None:
        await chats.ask(tx, chat.chat_id, {"kind": SLOT, "presses": said.presses})
