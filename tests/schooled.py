"""Classes, sessions and certificates put into the sample network without a conversation."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from world import World

from bot.rules import certificates as rules
from storage import attendance, certificates, school
from storage.records.attendance import Mark
from storage.records.certificates import Certificate, NewCertificate
from storage.records.school import ClassFields, Session, SessionFields

NOW = "2026-10-15T06:28:00Z"
DAY = date(2026, 10, 15)  # the demo day
BY = 3  # a methodist


async def a_class(
    world: World,
    members: Iterable[int] = (5, 6, 12),
    title: str = "Азы",
    *,
    threshold: int = 75,
    since: date = date(2026, 1, 1),
) -> int:
    """Make a class of 2026 with members; return its number."""
    assert world.db is not None
    new = ClassFields(title=title, year=2026, teacher_id=BY, threshold_percent=threshold)
    async with world.db.write() as tx:
        class_id = await school.add_class(tx, new, now=NOW, by=BY)
        await school.join(tx, class_id, members, since, now=NOW, by=BY)
    return class_id


async def a_session(
    world: World,
    class_id: int = 1,
    on: date = DAY,
    *,
    begins: str = "10:00",
    ends: str = "12:00",
    hours: float = 2.0,
    topic: str = "Дневник библиотеки",
    form: str = "practice",
    feedback: str | None = None,
    code: str | None = None,
    is_announced: bool = True,
) -> Session:
    """Make a session that members know of, by default; `code`: instead of the secret one."""
    assert world.db is not None
    new = SessionFields(
        class_id=class_id, held_on=on, begins_at=begins, ends_at=ends, hours=hours, form=form,
        topic=topic, teacher_id=BY, place="Слоним", feedback=feedback,
    )  # fmt: skip
    async with world.db.write() as tx:
        session_id = await school.add(tx, new, now=NOW, by=BY)
        if is_announced:
            await school.announce(tx, session_id, now=NOW, by=BY)
        if code is not None:
            await tx.run("UPDATE sessions SET code = ? WHERE session_id = ?", (code, session_id))
        found = await school.load(tx, session_id)
    assert found is not None
    return found


async def rolled(
    world: World, session: Session, present: Iterable[int], absent: Iterable[int] = ()
) -> None:
    """Keep who was at a session and who was not, as a complete list."""
    assert world.db is not None
    here = Mark(
        session_id=session.session_id, staff_id=0, is_present=True, marked_at=NOW, marked_by=BY
    )
    made = [replace(here, staff_id=one) for one in present]
    made += [replace(here, staff_id=one, is_present=False) for one in absent]
    async with world.db.write() as tx:
        await attendance.put(tx, made)
        await attendance.finish(tx, session.session_id, now=NOW, by=BY)


async def a_certificate(
    world: World, class_id: int = 1, staff_id: int = 5, *, hours: float = 18.0
) -> Certificate:
    """Enter a certificate in the register."""
    assert world.db is not None
    new = NewCertificate(
        class_id=class_id, staff_id=staff_id, hours=hours, issued_on=DAY,
        random=rules.random_part(),
    )  # fmt: skip
    async with world.db.write() as tx:
        made = await certificates.issue(tx, new, now=NOW, by=BY)
    assert made is not None
    return made


async def revoked(world: World, one: Certificate) -> None:
    """Take a certificate out of force."""
    assert world.db is not None
    async with world.db.write() as tx:
        await certificates.revoke(tx, one.certificate_id, "ошибка", now=NOW, by=BY)
