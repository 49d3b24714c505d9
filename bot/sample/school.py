"""The school of the sample: four classes, a session that was and one to come (texts.md, 7)."""

from collections.abc import Mapping
from datetime import date

from bot.sample.reading import Day, Row, rows
from storage import attendance, school
from storage.database import Tx
from storage.records.attendance import Mark
from storage.records.school import ClassFields, SessionFields


async def load(tx: Tx, today: date, day: Day, people: Mapping[str, int]) -> None:
    """Fill the school with the classes of today's year."""
    now = f"{today.isoformat()}T05:00:00Z"
    sessions = list(rows("sessions.csv"))
    # In January the session that was is of the year before: its members were there then.
    since = min(date(today.year, 1, 1), *(day(row["day"]) for row in sessions))
    keys = {
        row["title"]: await add_class(tx, row, people, year=today.year, since=since, now=now)
        for row in rows("classes.csv")
    }
    for row in sessions:
        await add_session(tx, row, keys[row["class"]], day, people, today=today)


async def add_class(
    tx: Tx, row: Row, people: Mapping[str, int], *, year: int, since: date, now: str
) -> int:
    """Save a class of a year with those who are in it since a day; return its number."""
    curator = people[row["curator"]]
    new = ClassFields(
        title=row["title"],
        year=year,
        profile_ru=row["profile_ru"],
        profile_be=row["profile_be"],
        teacher_id=curator,
    )
    key = await school.add_class(tx, new, now=now, by=curator)
    members = [people[code] for code in row["members"].split(";")]
    await school.join(tx, key, members, since, now=now, by=curator)
    return key


async def add_session(
    tx: Tx, row: Row, class_id: int, day: Day, people: Mapping[str, int], *, today: date
) -> int:
    """Announce a session and keep what people replied; one before today is rolled."""
    teacher = people[row["teacher"]]
    told_at = f"{day(row['announced_day']).isoformat()}T07:00:00Z"
    new = SessionFields(
        class_id=class_id,
        held_on=day(row["day"]),
        begins_at=row["begins_at"],
        ends_at=row["ends_at"],
        hours=float(row["hours"]),
        form=row["form"],
        topic=row["topic"],
        teacher_id=teacher,
        place=row["place"],
    )
    key = await school.add(tx, new, now=told_at, by=teacher)
    await school.announce(tx, key, now=told_at, by=teacher)
    for code in row["coming"].split(";"):
        one = people[code]
        await school.reply(tx, key, one, is_coming=True, now=told_at, by=one)
    for said in filter(None, row["declined"].split(";")):
        code, _, reason = said.partition(":")
        one = people[code]
        await school.reply(tx, key, one, reason, is_coming=False, now=told_at, by=one)
    if new.held_on < today:
        await _roll(tx, key, row, new.held_on, people)
    return key


async def _roll(
    tx: Tx, session_id: int, row: Row, held_on: date, people: Mapping[str, int]
) -> None:
    """Mark who came to a session that was: those who said so, the others for their reason."""
    by, now = people[row["teacher"]], f"{held_on.isoformat()}T09:05:00Z"
    came = [(code, None) for code in row["coming"].split(";")]
    away = [said.partition(":")[::2] for said in filter(None, row["declined"].split(";"))]
    await attendance.put(
        tx,
        [
            Mark(
                session_id=session_id, staff_id=people[code], is_present=reason is None,
                reason=reason, marked_at=now, marked_by=by,
            )
            for code, reason in [*came, *away]
        ],
    )  # fmt: skip
    await attendance.finish(tx, session_id, now=now, by=by)
