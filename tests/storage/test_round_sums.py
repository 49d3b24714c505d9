"""Sums of rounds are those of plain SQL and of a count by hand, whatever the filter."""

from datetime import date
from typing import Any

import pytest

from bot import sample
from storage import aggregates, figures, round_sums, rounds
from storage.aggregates import Scope
from storage.database import Database
from storage.records.rounds import NewRound, RoundRow, RoundSums, Tally

DEMO_DAY = date(2026, 10, 15)
DAY = "2026-10-15T06:00:00Z"


@pytest.fixture
async def filled(db: Database) -> Database:
    async with db.write() as tx:
        await sample.load(tx, DEMO_DAY)
    return db


def a_round(**changes: Any) -> NewRound:
    said: dict[str, Any] = {
        "library_id": 1,
        "made_on": date(2025, 12, 31),
        "purpose": "survey",
        "tally": Tally(households=3, home=2, readers=2),
        "staff_id": 1,
        "entered_by": 1,
    }
    return NewRound(**{**said, **changes})


# Counted by hand from rounds.csv; the walk on pause is in no sum.
WHOLE = RoundSums(
    4,
    4,
    Tally(
        households=115,
        home=83,
        readers=64,
        new_readers=13,
        not_reading=20,
        reregistered=47,
        issued=92,
        homebound=3,
    ),
)
DEREVNAYA = RoundSums(
    2,
    2,
    Tally(
        households=59,
        home=43,
        readers=32,
        new_readers=7,
        not_reading=10,
        reregistered=22,
        issued=48,
        homebound=1,
    ),
)


async def test_the_sample_adds_up_as_by_hand(filled: Database) -> None:
    async with filled.read() as reader:
        whole = await round_sums.sums(reader, Scope())
        one = await round_sums.sums(reader, Scope(libraries=(3,)))
        nothing = await round_sums.sums(reader, Scope(libraries=()))
    assert (whole, one, nothing) == (WHOLE, DEREVNAYA, RoundSums())
    assert whole.tally.asked == 97


async def test_parts_add_up_to_the_whole(filled: Database) -> None:
    """By library, by place and by month alike."""
    async with filled.read() as reader:
        for by in ("library", "place", "month"):
            parts = (await round_sums.sums_by(reader, Scope(), by)).values()
            assert sum(one.rounds for one in parts) == 4
            assert sum(one.tally.households for one in parts) == 115
            assert sum(one.tally.asked for one in parts) == 97


async def test_grouped_by_library_place_and_month(filled: Database) -> None:
    async with filled.read() as reader:
        libraries = await round_sums.sums_by(reader, Scope(), "library")
        months = await round_sums.sums_by(reader, Scope(libraries=(3,)), "month")
        places = await round_sums.sums_by(reader, Scope(libraries=(3,)), "place")
    assert {key: one.rounds for key, one in libraries.items()} == {3: 2, 8: 1, 10: 1}
    assert {key: one.tally.households for key, one in months.items()} == {
        "2026-02": 38,
        "2026-09": 21,
    }
    assert {key: one.tally.households for key, one in places.items()} == {2: 38, 3: 21}


async def test_the_sums_are_those_of_plain_sql(filled: Database) -> None:
    async with filled.write() as tx:
        await rounds.save_totals(tx, a_round(), now=DAY)
        gone = await rounds.save_totals(tx, a_round(made_on=date(2026, 1, 1)), now=DAY)
        await rounds.remove(tx, gone, "double", now=DAY, by=1)
    async with filled.read() as reader:
        for first, last in (
            (date(2025, 12, 31), date(2026, 2, 10)),
            (date(2026, 2, 11), date(2026, 9, 24)),
            (date.min, date.max),
        ):
            found = await round_sums.sums(reader, Scope(first=first, last=last))
            row = await reader.one(
                "SELECT count(*) AS rounds, sum(households) AS households, sum(asked) AS asked "
                "FROM rounds WHERE state = 'saved' AND removed_at IS NULL "
                "AND made_on BETWEEN ? AND ?",
                (first.isoformat(), last.isoformat()),
            )
            assert row is not None
            assert dict(row) == {
                "rounds": found.rounds,
                "households": found.tally.households,
                "asked": found.tally.asked,
            }


async def test_the_questionnaire_is_told_the_number_of_the_report(filled: Database) -> None:
    """Each library in each span, a walk on pause and a removed round among them."""
    async with filled.write() as tx:
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 9, 30), date(2026, 10, 1)):
            await rounds.save_totals(tx, a_round(library_id=3, made_on=day), now=DAY)
        gone = await rounds.save_totals(
            tx, a_round(library_id=3, made_on=date(2026, 5, 5)), now=DAY
        )
        await rounds.remove(tx, gone, "double", now=DAY, by=1)
    told: dict[tuple[int, int], int] = {}
    reported: dict[tuple[int, int], int] = {}
    async with filled.read() as reader:
        for library_id in range(1, 14):
            for month in (3, 9, 12):
                span = date(2026, 1, 1), date(2026, month, 30)
                beside = await figures.beside(reader, library_id, 2026, None, span)
                scope = Scope(first=span[0], last=span[1], libraries=(library_id,))
                told[library_id, month] = beside.rounds
                reported[library_id, month] = (await round_sums.sums(reader, scope)).rounds
    assert told == reported
    some = {key: count for key, count in told.items() if count}
    assert some == {
        (3, 3): 2,
        (3, 9): 4,
        (3, 12): 5,
        (8, 12): 1,
        (10, 3): 1,
        (10, 9): 1,
        (10, 12): 1,
    }


async def test_a_library_without_settlements_is_one_place(filled: Database) -> None:
    """Two rounds around it are in one settlement; its negated number finds them."""
    async with filled.write() as tx:
        await rounds.save_totals(tx, a_round(), now=DAY)
        await rounds.save_totals(tx, a_round(made_on=date(2026, 1, 2)), now=DAY)
    async with filled.read() as reader:
        of_it = await round_sums.sums(reader, Scope(place=-1))
        rows = await round_sums.listed(reader, Scope(place=-1), limit=9)
        assert await round_sums.span(reader) == (date(2025, 12, 31), date(2026, 10, 8))
    assert (of_it.rounds, of_it.places) == (2, 1)
    assert rows == [
        RoundRow(
            round_id=7, made_on=date(2026, 1, 2), library_id=1, settlement_id=None,
            households=3, asked=2, new_readers=0, state="saved",
        ),
        RoundRow(
            round_id=6, made_on=date(2025, 12, 31), library_id=1, settlement_id=None,
            households=3, asked=2, new_readers=0, state="saved",
        ),
    ]  # fmt: skip


async def test_lists_have_walks_but_nothing_removed(filled: Database) -> None:
    async with filled.write() as tx:
        await rounds.remove(tx, 4, "double", now=DAY, by=1)
    async with filled.read() as reader:
        rows = await round_sums.listed(reader, Scope(first=date(2026, 9, 1)), limit=9)
        some = await round_sums.some(reader, [1, 4, 5])
    assert [(row.round_id, row.state) for row in rows] == [(5, "paused"), (3, "saved")]
    assert [row.round_id for row in some] == [1, 5]


async def test_nothing_yet(db: Database) -> None:
    async with db.read() as reader:
        assert await round_sums.sums(reader, Scope()) == RoundSums()
        assert await round_sums.sums_by(reader, Scope(), "place") == {}
        assert await round_sums.span(reader) is None


async def test_reasons_ages_wishes_and_titles_add_up(filled: Database) -> None:
    """The most frequent first; a walk on pause and what is removed are not in it."""
    tally = Tally(
        households=3,
        home=2,
        readers=2,
        ages={"60": 2},
        wishes={"garden": 1, "detective": 2},
        titles={"Новая зямля": 1},
    )
    async with filled.write() as tx:
        await rounds.save_totals(tx, a_round(tally=tally), now=DAY)
        await rounds.save_totals(tx, a_round(tally=tally, made_on=date(2026, 1, 2)), now=DAY)
    async with filled.read() as reader:
        whole = await aggregates.named(reader, Scope())
        year = await aggregates.named(reader, Scope(first=date(2026, 1, 1)))
        nothing = await aggregates.named(reader, Scope(libraries=(2,)))
    assert whole == {
        "reason": {
            "no_time": 6,
            "small_print": 5,
            "far": 3,
            "internet": 3,
            "dislike": 1,
            "own_books": 1,
            "unaware": 1,
        },
        "age": {"60": 4},
        "wish": {"detective": 4, "garden": 2},
        "title": {"Новая зямля": 2},
    }
    assert list(whole["wish"]) == ["detective", "garden"]
    assert (year["wish"], year["title"]) == ({"detective": 2, "garden": 1}, {"Новая зямля": 1})
    assert nothing == {"reason": {}, "age": {}, "wish": {}, "title": {}}
