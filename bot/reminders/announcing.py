"""Sends announcements at their moment, once; what is unread stands in «Мои дела» and is quiet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.catalogs import translator
from bot.clock import stamp
from bot.msgid import msgid
from bot.network import Network
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import audiences
from bot.rules.audiences import Everybody
from bot.rules.due import Pace, Person, Step
from bot.screens import announcements as screens
from bot.screens.announcements import Read
from bot.screens.screen import Screen
from storage import announcements, files, leaves, outbox
from storage.database import Reader, Tx
from storage.files import StoredFile
from storage.outbox import BROADCAST, Outgoing
from storage.records.announcements import Announcement
from storage.records.people import Staff

WAITS: Final = timedelta(days=30)  # so long «Мои дела» names what is unread
ALBUM: Final = 10  # Bot API: sendMediaGroup takes 2 to 10
METHODS: Final = {"voice": "Voice", "audio": "Audio", "video": "Video", "photo": "Photo"}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is said to whom, in the transaction that notes it."""

    outgoing: list[Outgoing]
    reached: int
    called: tuple[Staff, ...]  # out of reach


def slot(announcement: Announcement) -> str:
    """Return the card of an announcement in a reader's chat: a reminder takes its place."""
    return f"announcement:{announcement.announcement_id}"


async def due(db: Reader, here: Scene) -> list[Announcement]:
    """Return what is to go now; what has a sound waits where a late start is at night."""
    is_night = here.network.institution.is_quiet(here.now.time())
    found = await announcements.due(db, here.stamp)
    return [one for one in found if one.is_silent or not is_night]


async def send(
    tx: Tx, network: Network, announcement: Announcement, now: datetime, *, by: int | None
) -> Delivery | None:
    """Send an announcement to whom it is for today; None where it has gone already.

    `now` is local. The claim, the readers and the messages commit together.
    """
    key = announcement.announcement_id
    if not await announcements.claim(tx, key, now=stamp(now), by=by):
        return None
    everybody = Everybody(network.staff, network.libraries, now.date(), network.rosters)
    people = audiences.members(
        everybody, announcement.audience, announcement.chosen, announcement.made_by
    )
    await announcements.add_readers(tx, key, [(one.staff_id, one.is_reachable) for one in people])
    away = await leaves.on_day(tx, now.date())
    reached = [one for one in people if one.is_reachable]
    found = await kept(tx, announcement.file_ids)
    is_night = network.institution.is_quiet(now.time())
    outgoing: list[Outgoing] = []
    for one in reached:
        is_silent = announcement.is_silent or is_night or one.staff_id in away
        about = Read(announcement, author(network, announcement, one.language), now.date())
        outgoing += message(announcement, one, about, found, is_silent=is_silent)
    called = tuple(one for one in people if not one.is_reachable)
    return Delivery(outgoing, len(reached), called)


def author(network: Network, announcement: Announcement, language: str) -> str:
    """Return the name under an announcement."""
    return network.staff[announcement.made_by].initials(language)


async def kept(db: Reader, file_ids: Iterable[int]) -> list[StoredFile]:
    """Return the files that can be sent on."""
    found = [await files.load(db, key) for key in file_ids]
    return [one for one in found if one is not None and one.state != "failed"]


def message(
    announcement: Announcement,
    person: Staff,
    about: Read,
    found: Sequence[StoredFile],
    *,
    is_silent: bool,
) -> list[Outgoing]:
    """Return the files, which make no sound, and the text with its button below them."""
    chat_id = person.user_id or 0
    screen = screens.message(translator(person.language), about)
    screen = Screen(screen.text, screen.rows, silent=is_silent)
    files_first = [
        Outgoing(chat_id, method, {**payload, "disable_notification": True}, lane=BROADCAST)
        for method, payload in calls(found)
    ]
    payload = screen.as_json() | {"edit": False}
    text = Outgoing(chat_id, "show", payload, slot=slot(announcement), lane=BROADCAST)
    return [*files_first, text]


def calls(found: Sequence[StoredFile]) -> list[tuple[str, dict[str, Any]]]:
    """Return the Bot API calls that send files on: photos as albums, the others one by one."""
    photos = [one for one in found if one.kind == "photo"]
    starts = range(0, len(photos), ALBUM)
    albums = [_album(photos[start : start + ALBUM]) for start in starts]
    return [*albums, *(_alone(one) for one in found if one.kind != "photo")]


def _album(photos: Sequence[StoredFile]) -> tuple[str, dict[str, Any]]:
    if len(photos) == 1:
        return _alone(photos[0])
    media = [{"type": "photo", "media": one.telegram_file_id} for one in photos]
    return "sendMediaGroup", {"media": media}


def _alone(file: StoredFile) -> tuple[str, dict[str, Any]]:
    name = METHODS.get(file.kind, "Document")
    return f"send{name}", {name.lower(): file.telegram_file_id}


# -------------------------------------------------------------------- «Мои дела»


async def unread(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return what people have not said «Прочитано» of; the list says so, nothing reminds."""
    return [
        Task(
            staff_id=reader_id,
            kind="announcement",
            subject=slot(one),
            text=UNREAD,
            values={"words": screens.words(one), "date": scene.day_of(one.sent_at or one.send_at)},
            press=f"announce.show:{one.announcement_id}",
            ladder=_never,
            is_personal=True,
        )
        for reader_id, one in await announcements.unread(db, staff_id, stamp(scene.now - WAITS))
    ]


def _never(_person: Person, _pace: Pace) -> tuple[Step, ...]:
    return ()


# -------------------------------------------------------------------- the tick


async def send_due(
    tx: Tx, here: Scene, announcement: Announcement, next_id: Callable[[], int]
) -> list[Outgoing]:
    """Send what is due and tell its author; the rows are in the outbox when this commits."""
    sent = await send(tx, here.network, announcement, here.now, by=None)
    if sent is None:
        return []
    rows = [*sent.outgoing, *_to_author(here, announcement, sent)]
    rows = [replace(one, outbox_id=next_id()) for one in rows]
    await tx.batch(outbox.add(rows, here.stamp))
    return rows


def _to_author(here: Scene, announcement: Announcement, sent: Delivery) -> list[Outgoing]:
    """Tell the author that it has gone, and whom to call."""
    person = here.network.staff[announcement.made_by]
    if person.user_id is None or not (person.is_active and person.is_reachable):
        return []
    t = translator(person.language)
    called = tuple(screens.contact(one, t.language) for one in sent.called)
    screen = screens.gone(t, announcement, sent.reached, called)
    payload = screen.as_json() | {"edit": False, "disable_notification": True}
    return [Outgoing(person.user_id, "show", payload, lane=BROADCAST)]


UNREAD: Final = msgid("Read the announcement of {date}: «{words}».")
