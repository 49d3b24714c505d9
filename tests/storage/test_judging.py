"""What the jury says and what comes of it, on a real file."""

import json
from datetime import date

import pytest
from network_builders import NOW

from storage import contests, entries, history, judging, results
from storage.database import Database
from storage.records.contests import (
    AwardFields,
    Contest,
    ContestFields,
    Criterion,
    CriterionFields,
    Juror,
    NewEntry,
)
from storage.records.judging import Judgement, Result

LATER = "2026-10-16T06:28:00Z"
NEW = ContestFields(
    title="Создать новый образ",
    form="entry_image",
    opens_on=date(2026, 9, 1),
    closes_on=date(2026, 10, 1),
    is_blind=True,
    jurors_an_entry=2,
    average="median",
    tie_rule="chairman",
    ranks_in="nomination",
    tells_all=True,
)
CRITERIA = [
    CriterionFields(name_ru="эстетика", name_be="эстэтыка", most_points=10),
    CriterionFields(name_ru="колорит", most_points=5, weight=1.5),
]
AWARDS = [
    AwardFields(kind="degree", degree=1, name_ru="диплом I степени"),
    AwardFields(kind="special", name_ru="специальный диплом"),
]


@pytest.fixture
async def judged(network: Database) -> Database:
    """Add a contest with the jury of people 1 (chairman), 4 and 2 (secretary), and two entries."""
    async with network.write() as tx:
        await contests.add(
            tx,
            NEW,
            criteria=CRITERIA,
            awards=AWARDS,
            jurors=[Juror(staff_id=1, duty="chairman"), Juror(staff_id=4)],
            now=NOW,
            by=2,
        )
        for n in (1, 2):
            submission = await tx.insert(
                "INSERT INTO submissions (form, version, answers, staff_id, entered_by, source, "
                "created_at) VALUES ('entry_image', '1', '{}', 5, 5, 'chat', ?)",
                (NOW,),
            )
            await entries.submit(
                tx,
                NewEntry(
                    contest_id=1, library_id=4, title=f"Уголок {n}", staff_id=5, entered_by=5,
                    source="chat", submission_id=submission, motto="Ромашка", reader_age=11,
                ),
                now=NOW,
            )  # fmt: skip
    return network


async def the_contest(db: Database) -> Contest:
    async with db.read() as reader:
        [found] = await contests.known(reader)
    return found


async def test_a_contest_is_kept_whole_and_is_not_announced(judged: Database):
    found = await the_contest(judged)
    assert (found.criteria, found.announced_at, found.is_open(date(2026, 9, 15))) == (
        (
            Criterion(criterion_id=1, name_ru="эстетика", name_be="эстэтыка", most_points=10),
            Criterion(criterion_id=2, name_ru="колорит", most_points=5, weight=1.5),
        ),
        None,
        False,
    )
    assert [(one.kind, one.degree) for one in found.awards] == [("degree", 1), ("special", None)]
    assert found.jurors == (Juror(staff_id=1, duty="chairman"), Juror(staff_id=4))
    kept = {name: getattr(found, name) for name in ContestFields.__dataclass_fields__}
    assert ContestFields(**kept) == NEW


async def test_a_change_of_a_contest_says_what_was(judged: Database):
    old = await the_contest(judged)
    kept = {name: getattr(old, name) for name in ContestFields.__dataclass_fields__}
    async with judged.write() as tx:
        await contests.change(
            tx, old, ContestFields(**{**kept, "closes_on": date(2026, 10, 8)}), now=LATER, by=2
        )
        await contests.put_juror(tx, old, Juror(staff_id=2, duty="secretary"), now=LATER, by=2)
        [_, changed, juror] = await history.of(tx, "contests", 1)
    assert (changed.action, changed.old, changed.new) == (
        "changed", {"closes_on": "2026-10-01"}, {"closes_on": "2026-10-08"},
    )  # fmt: skip
    assert (juror.action, juror.new) == ("juror", [2, "secretary"])
    found = await the_contest(judged)
    assert (found.closes_on, found.juror(2)) == (
        date(2026, 10, 8), Juror(staff_id=2, duty="secretary"),
    )  # fmt: skip


async def test_points_are_one_jurors_and_change_by_criterion(judged: Database):
    async with judged.write() as tx:
        await judging.score(tx, 1, 4, {1: 8, 2: 3}, now=NOW)
        await judging.score(tx, 1, 4, {2: 4}, now=LATER)
        await judging.remark(tx, 1, 4, "Свежо.", now=LATER)
        await judging.score(tx, 1, 1, {1: 9}, now=LATER)
        mine = await judging.of_contest(tx, 1, staff_id=4)
        all_ = await judging.of_contest(tx, 1)
        changes = await history.of(tx, "judgements", "1:4")
    theirs = Judgement(entry_id=1, staff_id=1, points={1: 9})
    assert mine == [Judgement(entry_id=1, staff_id=4, remark="Свежо.", points={1: 8, 2: 4})]
    assert all_ == [theirs, *mine]
    assert [(one.action, one.old, one.new) for one in changes] == [
        ("scored", {"1": None, "2": None}, {"1": 8, "2": 3}),
        ("scored", {"2": 3}, {"2": 4}),
        ("remarked", None, "Свежо."),
    ]


async def test_a_conflict_drops_the_points(judged: Database):
    async with judged.write() as tx:
        await judging.score(tx, 1, 4, {1: 8, 2: 3}, now=NOW)
        await judging.declare_conflict(tx, 1, 4, has_conflict=True, now=LATER)
        found = await judging.of_entry(tx, 1, 4)
    assert found == Judgement(entry_id=1, staff_id=4, has_conflict=True)


async def test_a_remark_goes_on_only_when_passed_and_anew_after_a_change(judged: Database):
    async with judged.write() as tx:
        assert not await judging.pass_remark(tx, 1, 4, passes=True, now=NOW, by=2)
        await judging.remark(tx, 1, 4, "Свежо.", now=NOW)
        assert await judging.pass_remark(tx, 1, 4, passes=True, now=NOW, by=2)
        passed = (await judging.of_entry(tx, 1, 4)).passed_at
        await judging.remark(tx, 1, 4, "Очень свежо.", now=LATER)
        anew = (await judging.of_entry(tx, 1, 4)).passed_at
    assert (passed, anew) == (NOW, None)


async def test_who_leaves_the_jury_has_nothing_dealt(judged: Database):
    contest = await the_contest(judged)
    async with judged.write() as tx:
        await judging.deal(tx, [(1, 1), (1, 4), (2, 4)], now=NOW)
        await judging.deal(tx, [(1, 4)], now=LATER)
        dealt = await judging.dealt(tx, 1)
        await contests.drop_juror(tx, contest, 4, now=LATER, by=2)
        assert (dealt, await judging.dealt(tx, 1)) == ([(1, 1), (1, 4), (2, 4)], [(1, 1)])


async def test_steps_are_taken_once_and_judging_opens_again_only_while_sealed(judged: Database):
    result = Result(entry_id=1, points=12.5, jurors=2, place=1, decided_by="points", award_id=1)
    async with judged.write() as tx:
        assert await contests.reach(tx, 1, "judged", now=NOW, by=None)
        assert not await contests.reach(tx, 1, "judged", now=LATER, by=1)
        await results.put(tx, 1, [result], now=NOW, by=None)
        await judging.cast(tx, {1: 1, 2: 2}, now=NOW, by=1)
        assert await judging.casting_votes(tx, 1) == {1: 1, 2: 2}
        assert await contests.reopen_judging(tx, 1, "забыли работу", now=LATER, by=1)
        assert (await results.of_contest(tx, 1), await judging.casting_votes(tx, 1)) == ([], {})
        await contests.reach(tx, 1, "judged", now=LATER, by=1)
        await results.put(tx, 1, [result], now=LATER, by=1)
        await results.award(tx, result, 2, "За колорит", now=LATER, by=1)
        await contests.reach(tx, 1, "published", now=LATER, by=1)
        assert not await contests.reopen_judging(tx, 1, "поздно", now=LATER, by=1)
        found = await results.of_entry(tx, 1)
    assert found == Result(
        entry_id=1, points=12.5, jurors=2, place=1, decided_by="points", award_id=2,
        award_words="За колорит",
    )  # fmt: skip


async def test_winners_are_put_forward_once(judged: Database):
    async with judged.write() as tx:
        await results.forward(tx, [1], now=NOW, by=2)
        await results.forward(tx, [1, 2], now=LATER, by=2)
        assert await results.forwarded(tx, 1) == {1: NOW, 2: LATER}


async def test_an_entry_of_a_reader_carries_a_motto_and_no_name(judged: Database):
    async with judged.read() as db:
        found = await entries.by_id(db, 1)
        stored = await db.value("SELECT json_array(reader_name, reader_consent_on) FROM entries")
    assert found is not None
    assert (found.motto, found.reader_age, json.loads(stored)) == ("Ромашка", 11, [None, None])
