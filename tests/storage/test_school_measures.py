"""The school's totals equal a count by hand, whatever was held, rolled, cancelled or attended."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import prepared
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_builders import NOW, a_person

from storage import aggregates, attendance, database, school, staff
from storage.database import Database
from storage.records.attendance import Mark, SchoolTotals
from storage.records.school import FORMS, ClassFields, SessionFields

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
PEOPLE, CLASSES = 5, 3


@dataclass(frozen=True)
class Held:
    """A session drawn by Hypothesis; `marks`: person and whether they came."""

    class_id: int
    on: date
    halves: int  # half hours
    form: str
    is_rolled: bool
    is_cancelled: bool
    marks: tuple[tuple[int, bool], ...]

    @property
    def counts(self) -> bool:
        came = any(was for _, was in self.marks)
        return FIRST <= self.on <= LAST and not self.is_cancelled and (self.is_rolled or came)

    @property
    def came(self) -> set[int]:
        return {key for key, was in self.marks if was}


marks = st.dictionaries(st.integers(1, PEOPLE), st.booleans()).map(
    lambda found: tuple(found.items())
)
sessions = st.builds(
    Held,
    class_id=st.integers(1, CLASSES),
    on=st.integers(-3, 33).map(lambda days: FIRST + timedelta(days=days)),
    halves=st.integers(1, 12),
    form=st.sampled_from(FORMS),
    is_rolled=st.booleans(),
    is_cancelled=st.booleans(),
    marks=marks,
)


def by_hand(held: list[Held]) -> SchoolTotals:
    known = [one for one in held if one.counts]
    return SchoolTotals(
        sessions=len(known),
        participants=sum(len(one.came) for one in known),
        people=len(set[int]().union(*(one.came for one in known))),
        hours=sum(one.halves for one in known) / 2,
    )


def parted(held: list[Held], by: Callable[[Held], object]) -> dict[object, SchoolTotals]:
    keys = {by(one) for one in held if one.counts}
    return {key: by_hand([one for one in held if by(one) == key]) for key in keys}


async def kept(db: Database, held: list[Held]) -> None:
    async with db.write() as tx:
        for n in range(PEOPLE):
            await staff.add(tx, a_person(str(n)), now=NOW, by=None)
        for n in range(CLASSES):
            new = ClassFields(title=f"Класс {n}", year=2026)
            await school.add_class(tx, new, now=NOW, by=1)
        for one in held:
            await _session(tx, one)


async def _session(tx: database.Tx, one: Held) -> None:
    new = SessionFields(
        class_id=one.class_id, held_on=one.on, begins_at="10:00", ends_at="12:00",
        hours=one.halves / 2, form=one.form, topic="Тема",
    )  # fmt: skip
    key = await school.add(tx, new, now=NOW, by=1)
    made = [
        Mark(session_id=key, staff_id=who, is_present=was, marked_at=NOW, marked_by=1)
        for who, was in one.marks
    ]
    await attendance.put(tx, made)
    if one.is_rolled:
        await attendance.finish(tx, key, now=NOW, by=1)
    if one.is_cancelled:
        await school.cancel(tx, key, "few", now=NOW, by=1)


async def read(held: list[Held], empty: Path, folder: Path) -> tuple[object, object, object]:
    path = shutil.copy(empty, folder / "bot.sqlite")
    db = await Database.open(path, readers=1)
    await kept(db, held)
    async with db.read() as reader:
        found = (
            await aggregates.school(reader, FIRST, LAST),
            await aggregates.school_by(reader, FIRST, LAST, "class"),
            await aggregates.school_by(reader, FIRST, LAST, "form"),
        )
    await db.close()
    return found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate once: that takes longer than all else."""
    path = tmp_path_factory.mktemp("school") / "empty.sqlite"
    prepared.migrate(path)
    return path


@settings(max_examples=25, deadline=None)
@given(held=st.lists(sessions, max_size=10))
def test_the_totals_equal_a_count_by_hand(empty: Path, held: list[Held]) -> None:
    """Of all, by class and by form; days at the edges count, those beside them do not."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(read(held, empty, Path(folder)))
    assert found == (
        by_hand(held),
        parted(held, lambda one: one.class_id),
        parted(held, lambda one: one.form),
    )
