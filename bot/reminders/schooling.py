"""Sessions of classes: who is silent, what is near, and messages before a session.

A session that was moved or cancelled, or somebody who declines, stops what was planned for it
by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from bot.catalogs import translator
from bot.clock import parse_stamp, stamp
from bot.context import roles_of
from bot.msgid import msgid
from bot.reminders import named
from bot.reminders.planning import Wanted
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import due, rights
from bot.rules import school as rules
from bot.rules.due import Pace, Person, Step
from bot.screens import session_told as told_screens
from bot.screens import sessions as screens
from bot.screens.sessions import About, Mine, span
from storage import outbox, reminders, school
from storage.database import Reader, Tx
from storage.outbox import BROADCAST, Outgoing
from storage.records.school import Reply, Session
from storage.reminders import Key, Waiting

EVE: Final = "session_eve"
MORNING: Final = "session_morning"
KINDS: Final = frozenset({EVE, MORNING})  # messages of their own, not of the digest
SAID: Final = {EVE: told_screens.EVE, MORNING: told_screens.MORNING}
ASKED: Final = timedelta(days=60)  # so far ahead «Мои дела» asks who is silent
MANAGE: Final = "class.manage"
NextId = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Near:
    """A session that takes place soon, with its people and what they say."""

    session: Session
    members: tuple[int, ...]
    replies: dict[int, Reply]

    def silent(self) -> list[int]:
        """Return the members who have not answered."""
        return [one for one in self.members if one not in self.replies]

    def expected(self) -> list[int]:
        """Return who is to be there: members who have not declined, and who teaches."""
        found = [one for one in self.members if self._may_come(one)]
        teacher = self.session.teacher_id
        return found if teacher is None or teacher in self.members else [*found, teacher]

    def _may_come(self, staff_id: int) -> bool:
        reply = self.replies.get(staff_id)
        return reply is None or reply.is_coming


async def _near(db: Reader, scene: Scene, ahead: timedelta) -> list[Near]:
    """Return the announced sessions that have not begun; of people only who work here."""
    known = await school.between(db, scene.today, scene.today + ahead)
    coming = [one for one in known if one.is_open and not rules.has_begun(one, scene.now)]
    if not coming:
        return []
    keys = [one.session_id for one in coming]
    people = await school.expected_of(db, keys)
    said: dict[int, dict[int, Reply]] = {}
    for reply in await school.replies_of(db, keys):
        said.setdefault(reply.session_id, {})[reply.staff_id] = reply
    return [
        Near(
            one,
            tuple(who for who in people.get(one.session_id, ()) if who in scene.people),
            said.get(one.session_id, {}),
        )
        for one in coming
    ]


# -------------------------------------------------------------------- «Мои дела»


async def silent_members(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Ask who has not said whether they come; the digest reminds three days before."""
    return [
        Task(
            staff_id=one,
            kind="session_ask",
            subject=f"session_ask:{near.session.session_id}",
            text=SILENT,
            values=_values(near.session),
            press=f"session.show:{near.session.session_id}",
            ladder=partial(_before, near.session),
            due_on=near.session.held_on,
            is_personal=True,
        )
        for near in await _near(db, scene, ASKED)
        for one in near.silent()
        if staff_id in {None, one}
    ]


def _before(session: Session, _person: Person, _pace: Pace) -> tuple[Step, ...]:
    return due.before(session.held_on, rules.ASKED.days)


async def sessions_ahead(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Name the sessions of today and of the next working day to those who come or teach."""
    return [
        Task(
            staff_id=one,
            kind="session_ahead",
            subject=f"session_ahead:{near.session.session_id}",
            text=TEACHING if one == near.session.teacher_id else AHEAD,
            values=_values(near.session),
            press=f"session.show:{near.session.session_id}",
            ladder=_never,
            due_on=near.session.held_on,
            is_personal=True,
        )
        for near in await _near(db, scene, rules.AHEAD)
        for one in near.expected()
        if staff_id in {None, one}
        and one in scene.people
        and (one in near.replies or one == near.session.teacher_id)
        and scene.today >= due.eve_of(near.session.held_on, scene.people[one], scene.pace)
    ]


async def silent_sessions(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Tell who has made a session how many are silent, from three days before."""
    return [
        Task(
            staff_id=near.session.created_by,
            kind="session_silent",
            subject=f"session_silent:{near.session.session_id}",
            text=WAITING,
            values=_values(near.session) | {"n": len(near.silent())},
            press=f"session.people:{near.session.session_id}:0",
            ladder=_never,
            due_on=near.session.held_on,
        )
        for near in await _near(db, scene, rules.ASKED)
        if near.silent()
        and staff_id in {None, near.session.created_by}
        and _may_manage(scene, near.session.created_by)
    ]


def _may_manage(scene: Scene, staff_id: int) -> bool:
    person = scene.network.staff.get(staff_id)
    return person is not None and rights.allows(roles_of(person), MANAGE, own=False)


def _values(session: Session) -> dict[str, object]:
    return {"date": session.held_on, "time": span(session), "topic": session.topic}


def _never(_person: Person, _pace: Pace) -> tuple[Step, ...]:
    return ()


# -------------------------------------------------------------------- messages of their own


async def wanted(db: Reader, scene: Scene) -> dict[Key, Wanted]:
    """Return the messages that sessions call for and that can still be in time."""
    found = [one for near in await _near(db, scene, rules.AHEAD) for one in _of(scene, near)]
    return {one.key: one for one in found}


def _of(scene: Scene, near: Near) -> list[Wanted]:
    session, pace = near.session, scene.pace
    told_at = parse_stamp(session.announced_at or session.created_at)
    here = [one for one in near.expected() if one in scene.people]
    moments = [
        (kind, one, at(session, scene.people[one], pace, told_at))
        for one in here
        for kind, at in ((EVE, rules.eve), (MORNING, rules.morning))
    ]
    return [
        Wanted(_key(one, kind, session), one, stamp(moment))
        for kind, one, moment in moments
        if moment is not None and due.is_in_time(moment, scene.now, pace)
        if scene.network.staff[one].is_reachable
    ]


def _key(staff_id: int, kind: str, session: Session) -> Key:
    return Key(staff_id, kind, f"session:{session.session_id}", kind, session.held_on)


async def send(tx: Tx, scene: Scene, row: Waiting, next_id: NextId) -> list[Outgoing]:
    """Send a message that is due, with its mark; what does not hold any more is stopped."""
    called_for = (await wanted(tx, scene)).get(row.key)
    if called_for is None or called_for.deliver_at > scene.stamp:
        await tx.batch(reminders.stopped([row]))
        return []
    key = int(row.key.subject.removeprefix("session:"))
    near = [one for one in await _near(tx, scene, rules.AHEAD) if one.session.session_id == key]
    outgoing = [await _message(tx, scene, near, row.key, next_id)]
    await tx.batch([*outbox.add(outgoing, scene.stamp), *reminders.sent([row], scene.stamp)])
    return outgoing


async def _message(
    tx: Tx, scene: Scene, found: Sequence[Near], key: Key, next_id: NextId
) -> Outgoing:
    [near] = found
    reader, session = scene.network.staff[key.staff_id], near.session
    t = translator(reader.language)
    names = named.names(scene.network, reader.language, scene.today)
    school_class = await school.load_class(tx, session.class_id)
    about = About(session, school_class.title if school_class else "", scene.today)
    read = Mine(
        about,
        near.replies.get(reader.staff_id),
        is_asked=reader.staff_id in near.members,
        note=told_screens.reminder(t, SAID[key.kind]),
    )
    payload = screens.mine(t, read, names).as_json() | {"edit": False}
    return Outgoing(
        reader.user_id or 0, "show", payload, slot=f"session:{session.session_id}",
        lane=BROADCAST, outbox_id=next_id(),
    )  # fmt: skip


SILENT: Final = msgid("Say whether you will come to the session: {date}, {time}, «{topic}».")
AHEAD: Final = msgid("A session of your class: {date}, {time}, «{topic}».")
TEACHING: Final = msgid("You teach a session: {date}, {time}, «{topic}».")
WAITING: Final = msgid("The session of {date}, «{topic}»: have not answered {n}.")
