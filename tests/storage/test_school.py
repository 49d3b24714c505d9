"""Classes, members, sessions and replies, as they are stored."""

from dataclasses import replace
from datetime import date

import pytest
from network_builders import NOW

from storage import history, school
from storage.database import Database
from storage.records.school import (
    ClassFields,
    Member,
    Reply,
    SchoolClass,
    Session,
    SessionFields,
)

YEAR = date(2026, 1, 1)
DAY = date(2026, 10, 22)
BASICS = ClassFields(title="Азы", year=2026, profile_ru="Новички", teacher_id=2)
LECTURE = SessionFields(
    class_id=1, held_on=DAY, begins_at="10:00", ends_at="13:00", hours=3.0, form="lecture",
    topic="Читаем с телефона", teacher_id=3, place="Слоним",
)  # fmt: skip


async def a_class(db: Database, *staff_ids: int, new: ClassFields = BASICS) -> SchoolClass:
    async with db.write() as tx:
        key = await school.add_class(tx, new, now=NOW, by=2)
        await school.join(tx, key, staff_ids, YEAR, now=NOW, by=2)
        found = await school.load_class(tx, key)
    assert found is not None
    return found


async def a_session(db: Database, new: SessionFields = LECTURE) -> Session:
    async with db.write() as tx:
        key = await school.add(tx, new, now=NOW, by=2)
        found = await school.load(tx, key)
    assert found is not None
    return found


async def loaded(db: Database, session: Session) -> Session:
    async with db.read() as reader:
        found = await school.load(reader, session.session_id)
    assert found is not None
    return found


async def actions(db: Database, subject: str, key: int) -> list[str]:
    async with db.read() as reader:
        return [one.action for one in await history.of(reader, subject, key)]


async def test_a_class_is_kept_changed_and_has_no_twin(network: Database) -> None:
    basics = await a_class(network)
    assert basics == SchoolClass(
        class_id=1, title="Азы", year=2026, profile_ru="Новички", teacher_id=2, position=1
    )
    assert (basics.profile("be"), replace(basics, profile_be="Пачаткоўцы").profile("be")) == (
        "Новички",
        "Пачаткоўцы",
    )
    second = await a_class(network, new=replace(BASICS, title="Полигон"))
    async with network.write() as tx:
        with pytest.raises(school.SameTitleError):
            await school.add_class(tx, replace(BASICS, title="азы"), now=NOW, by=2)
        with pytest.raises(school.SameTitleError):
            await school.change_class(tx, second, replace(BASICS, title="АЗЫ"), now=NOW, by=2)
        new = replace(BASICS, threshold_percent=60)
        changed = [await school.change_class(tx, basics, new, now=NOW, by=2) for _ in (1,)]
        changed.append(
            await school.change_class(
                tx, replace(basics, threshold_percent=60), new, now=NOW, by=2
            )
        )
    assert changed == [True, False]
    async with network.read() as reader:
        assert await school.classes(reader, 2026) == [
            replace(basics, threshold_percent=60),
            second,
        ]
        assert await school.classes(reader, 2025) == []
    assert await actions(network, "classes", 1) == ["added", "changed"]


async def test_members_join_leave_and_come_back(network: Database) -> None:
    basics = await a_class(network, 4, 5)
    async with network.write() as tx:
        await school.join(tx, 1, [3], DAY, now=NOW, by=2)
        await school.leave(tx, 1, 3, DAY, now=NOW, by=2)  # taken in by a slip
        await school.leave(tx, 1, 5, DAY, now=NOW, by=2)
    here = Member(class_id=1, staff_id=4, since_on=YEAR)
    left = Member(class_id=1, staff_id=5, since_on=YEAR, until_on=DAY)
    async with network.read() as reader:
        assert await school.members(reader, 1) == [here, left]
        assert await school.members(reader, 1, DAY) == [here]
        assert await school.of_person(reader, 5) == [(basics, left)]
    assert [left.is_in(date(2026, 10, day)) for day in (21, 22)] == [True, False]
    async with network.write() as tx:
        await school.join(tx, 1, [5], DAY, now=NOW, by=2)
        assert await school.members(tx, 1, DAY) == [here, replace(left, until_on=None)]


async def test_a_class_goes_on_in_the_next_year_with_its_members(network: Database) -> None:
    basics = await a_class(network, 4, 5)
    async with network.write() as tx:
        key = await school.continue_class(tx, basics, [4], 2027, now=NOW, by=1)
        assert await school.load_class(tx, key) == replace(basics, class_id=key, year=2027)
        first = date(2027, 1, 1)
        assert await school.members(tx, key) == [Member(class_id=key, staff_id=4, since_on=first)]
        with pytest.raises(school.SameTitleError):
            await school.continue_class(tx, basics, [4], 2027, now=NOW, by=1)


async def test_a_session_is_kept_with_a_code_and_a_token_of_its_own(network: Database) -> None:
    await a_class(network)
    found = [await a_session(network) for _ in range(20)]
    assert {len(one.token) for one in found} == {22}
    assert len({one.token for one in found}) == 20
    assert all(len(one.code) == 4 and one.code.isdigit() for one in found)
    assert len({one.code for one in found}) > 10
    first = found[0]
    assert first == Session(
        session_id=1, class_id=1, held_on=DAY, begins_at="10:00", ends_at="13:00", hours=3.0,
        form="lecture", topic="Читаем с телефона", teacher_id=3, place="Слоним",
        code=first.code, token=first.token, created_at=NOW, created_by=2,
    )  # fmt: skip
    async with network.read() as reader:
        assert await school.sessions_of(reader, 1) == found
        assert await school.between(reader, DAY, DAY) == found
        assert await school.between(reader, YEAR, date(2026, 10, 21)) == []


async def test_another_time_makes_another_code_and_what_is_told_is_counted(
    network: Database,
) -> None:
    await a_class(network)
    session = await a_session(network)
    moved = replace(LECTURE, begins_at="11:00", ends_at="14:00")
    async with network.write() as tx:
        assert await school.change(tx, session, moved, is_told=True, now=NOW, by=2)
    once = await loaded(network, session)
    assert (once.begins_at, once.token) == ("11:00", session.token)
    assert once.code != session.code
    assert once.changed == 0  # nobody knows of it yet
    async with network.write() as tx:
        assert await school.announce(tx, 1, now=NOW, by=2)
        assert not await school.announce(tx, 1, now=NOW, by=2)
        assert await school.change(
            tx, once, replace(moved, place="Жировичи"), is_told=True, now=NOW, by=2
        )
        assert await school.change(
            tx, await school.load(tx, 1) or once, replace(moved, place="Жировичи", feedback="x"),
            is_told=False, now=NOW, by=2,
        )  # fmt: skip
    told = await loaded(network, session)
    assert (told.place, told.feedback, told.code, told.changed) == (
        "Жировичи", "x", once.code, 1,
    )  # fmt: skip
    async with network.write() as tx:
        assert await school.cancel(tx, 1, "Ремонт", now=NOW, by=2)
        assert not await school.cancel(tx, 1, "Ещё раз", now=NOW, by=2)
        assert not await school.announce(tx, 1, now=NOW, by=2)
        assert not await school.change(tx, told, moved, is_told=True, now=NOW, by=2)
    over = await loaded(network, session)
    assert over == replace(told, changed=2, cancelled_at=NOW, cancelled_why="Ремонт")
    assert (told.is_open, over.is_open, session.is_open) == (True, False, False)
    assert await actions(network, "sessions", 1) == [
        "added", "changed", "announced", "changed", "changed", "cancelled",
    ]  # fmt: skip


async def test_a_session_is_for_the_members_of_its_day_and_for_who_teaches(
    network: Database,
) -> None:
    await a_class(network, 4)
    async with network.write() as tx:
        await school.join(tx, 1, [5], date(2026, 10, 23), now=NOW, by=2)
    session = await a_session(network)
    async with network.write() as tx:
        assert await school.expected(tx, 1) == [4]
        assert await school.expected_of(tx, [1, 2]) == {1: (4,)}
        assert await school.of_member(tx, 4, DAY, DAY, YEAR) == []
        assert len(await school.of_member(tx, 4, DAY, DAY, date(2026, 10, 23))) == 1  # it was
        await school.announce(tx, 1, now=NOW, by=2)
    session = await loaded(network, session)
    async with network.read() as reader:
        theirs = {
            one: await school.of_member(reader, one, YEAR, date(2026, 12, 31), YEAR)
            for one in (2, 3, 4, 5)
        }
    assert theirs == {2: [], 3: [session], 4: [session], 5: []}


async def test_a_reply_may_be_changed_and_says_who_gave_it(network: Database) -> None:
    await a_class(network, 4, 5)
    await a_session(network)
    later = "2026-10-15T07:00:00Z"
    async with network.write() as tx:
        told = [
            await school.reply(tx, 1, 4, is_coming=True, now=NOW, by=4),
            await school.reply(tx, 1, 4, is_coming=True, now=later, by=4),
            await school.reply(tx, 1, 5, "Отпуск", is_coming=False, now=NOW, by=2),
            await school.reply(tx, 1, 4, "Болею", is_coming=False, now=later, by=4),
        ]
        assert told == [True, False, True, True]
        assert await school.replies(tx, 1) == [
            Reply(session_id=1, staff_id=4, is_coming=False, reason="Болею", replied_at=later),
            Reply(session_id=1, staff_id=5, is_coming=False, reason="Отпуск", replied_at=NOW),
        ]
        changes = await history.of(tx, "sessions", 1)
    assert [(one.action, one.staff_id) for one in changes] == [
        ("added", 2), ("replied", 4), ("replied", 2), ("replied", 4),
    ]  # fmt: skip


async def test_another_day_asks_everybody_again(network: Database) -> None:
    await a_class(network, 4)
    session = await a_session(network)
    async with network.write() as tx:
        await school.reply(tx, 1, 4, is_coming=True, now=NOW, by=4)
        assert await school.counts(tx, 2026) == {1: (1, 1)}
        longer = replace(LECTURE, ends_at="14:00")
        await school.change(tx, session, longer, is_told=True, now=NOW, by=2)
        assert [one.staff_id for one in await school.replies(tx, 1)] == [4]
        moved = replace(longer, held_on=date(2026, 10, 23))
        await school.change(
            tx, await school.load(tx, 1) or session, moved, is_told=True, now=NOW, by=2
        )
        assert await school.replies(tx, 1) == []
