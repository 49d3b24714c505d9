"""The school of the sample: four classes, a session that was and one to come (texts.md, 7)."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib.resources import files

from storage import attendance, school
from storage.database import Tx
from storage.records.attendance import Mark
from storage.records.school import ClassFields, SessionFields

Row = Mapping[str, str]
DayOf = Callable[[int], date]


async def load(tx: Tx, today: date, day_of: DayOf, people: Mapping[str, int]) -> None:
    """Fill the school; `day_of` returns the day so many days from the demo's."""
    now = f"{today.isoformat()}T05:00:00Z"
    sessions = list(_rows("sessions.csv"))
    # In January the session that was is of the year before: its members were there then.
    since = min(date(today.year, 1, 1), *(day_of(int(row["day"])) for row in sessions))
    keys = {
        row["title"]: await _class(tx, row, since, people, now) for row in _rows("classes.csv")
    }
    for row in sessions:
        await _session(tx, row, keys[row["class"]], day_of, people)


async def _class(tx: Tx, row: Row, since: date, people: Mapping[str, int], now: str) -> int:
    curator = people[row["curator"]]
    new = ClassFields(
        title=row["title"],
        year=int(now[:4]),
        profile_ru=row["profile_ru"],
        profile_be=row["profile_be"],
        teacher_id=curator,
    )
    key = await school.add_class(tx, new, now=now, by=curator)
    members = [people[code] for code in row["members"].split(";")]
    await school.join(tx, key, members, since, now=now, by=curator)
    return key


async def _session(
    tx: Tx, row: Row, class_id: int, day_of: DayOf, people: Mapping[str, int]
) -> None:
    teacher = people[row["teacher"]]
    told_at = f"{day_of(int(row['announced_day'])).isoformat()}T07:00:00Z"
    new = SessionFields(
        class_id=class_id,
        held_on=day_of(int(row["day"])),
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
    for said in row["declined"].split(";"):
        code, _, reason = said.partition(":")
        one = people[code]
        await school.reply(tx, key, one, reason, is_coming=False, now=told_at, by=one)
    if int(row["day"]) < 0:
        await _roll(tx, key, row, new.held_on, people)


async def _roll(
    tx: Tx, session_id: int, row: Row, held_on: date, people: Mapping[str, int]
) -> None:
    """Mark who came to a session that was: those who said so, the others for their reason."""
    by, now = people[row["teacher"]], f"{held_on.isoformat()}T09:05:00Z"
    came = [(code, None) for code in row["coming"].split(";")]
    away = [said.partition(":")[::2] for said in row["declined"].split(";")]
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


def _rows(name: str) -> Iterator[Row]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
