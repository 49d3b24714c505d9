"""The demo's network is what texts.md promises, on any day and only in an empty database."""

import hashlib
import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import prepared
import pytest

from bot import sample
from bot.cli.pictures import keeper
from bot.reports import report_facts
from bot.rules import contests as rules
from bot.rules.judging import is_complete
from bot.rules.periods import Period
from bot.sample.loading import moved
from storage import (
    access,
    attendance,
    campaigns,
    contests,
    database,
    drafts,
    entries,
    judging,
    leaves,
    libraries,
    measures,
    recommendations,
    reviews,
    round_sums,
    rounds,
    staff,
    trips,
    visits,
)
from storage.aggregates import Scope
from storage.records.rounds import Tally
from storage.records.visits import Counts

DEMO_DAY = date(2026, 10, 15)
SATURDAY = date(2027, 3, 13)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # as bot.clock.stamp
OF_A_DAY = {"begins_at", "ends_at", "leaves_at"}  # times of the institution: 10:00


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[database.Database]:
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    opened = await database.Database.open(path)
    yield opened
    await opened.close()


@pytest.fixture
async def filled(db: database.Database) -> database.Database:
    async with db.write() as tx:
        await sample.load(tx, DEMO_DAY, telegram=True)
    return db


async def test_the_network_has_thirteen_libraries_one_closed(filled):
    async with filled.read() as reader:
        known = await libraries.known(reader)
        still_open = await libraries.open_on(reader, DEMO_DAY)
        placed = await libraries.with_coordinates(reader, DEMO_DAY)
        served = await libraries.settlements(reader, 8)
    assert (len(known), len(still_open), len(placed)) == (13, 12, 11)
    assert [one.code for one in known if one.closed_on] == ["SL-13"]
    assert [place.name("be") for place in served] == [
        "Дзеравянчыцы",
        "Бракава",
        "Новая Стража",
        "Гуменікі",
    ]


async def test_people_have_their_numbers_roles_duties_and_accounts(filled):
    async with filled.read() as reader:
        people = await staff.known(reader)
        deputy = await staff.by_user(reader, 1002)
        notice = await access.current_notice(reader)
    assert len(people) == 15
    assert sorted(person.user_id for person in people if person.user_id) == [
        1000 + int(person.code) for person in sorted(people, key=lambda p: p.staff_id)
        if person.code not in {"11", "13"}
    ]  # fmt: skip
    assert (deputy.full_name("be"), deputy.role, deputy.duties) == (
        "Каталогава Марына Пятроўна",
        "methodist",
        frozenset({"deputy", "secretary"}),
    )
    assert deputy.accepted_version == notice.version == 1
    assert notice.text("be").startswith("Коратка пра Вашы даныя.")
    assert [person.code for person in people if person.library_ids == (8, 9)] == ["10"]


async def test_six_trips_ten_visits_and_a_closed_door(filled):
    async with filled.read() as reader:
        assert await visits.counts(reader, 2026) == Counts(visits=10, trips=6)
        lines = await visits.listed(reader, limit=20)
        car = await trips.on_day(reader, 4, date(2026, 10, 6))
        waiting = await visits.unconfirmed(reader, [3])
        voice = await visits.needing_text(reader, 4)
        [disputed] = await visits.disputed(reader)
    assert len(lines) == 11
    assert [line.library_id for line in lines if line.outcome == "closed"] == [4]
    assert [(trip.travellers, trip.library_ids) for trip in car] == [((3, 4), (3, 6, 4))]
    assert [line.visited_on for line in waiting] == [date(2026, 10, 6)]
    assert [(line.library_id, line.purposes) for line in voice] == [(8, ("practical_help",))]
    assert disputed.library_id == 6


async def test_four_rounds_and_one_on_pause(filled):
    async with filled.read() as reader:
        rows = await round_sums.listed(reader, Scope(), limit=9)
        paused = await rounds.open_of(reader)
        first = await rounds.by_id(reader, 1)
    assert [(row.made_on, row.library_id, row.households, row.state) for row in rows] == [
        (date(2026, 10, 14), 3, 14, "paused"),
        (date(2026, 10, 8), 8, 12, "saved"),
        (date(2026, 9, 24), 3, 21, "saved"),
        (date(2026, 3, 11), 10, 44, "saved"),
        (date(2026, 2, 10), 3, 38, "saved"),
    ]
    assert [(one.staff_id, one.tally.asked) for one in paused] == [(5, 11)]
    assert first.tally == Tally(
        households=38,
        home=29,
        readers=24,
        new_readers=4,
        not_reading=6,
        reregistered=22,
        issued=31,
        reasons={"no_time": 2, "small_print": 2, "own_books": 1, "dislike": 1},
    )
    assert (first.purpose, first.settlement_id, first.source) == ("reregistration", 2, "chat")


async def test_recommendations_stand_in_every_state(filled):
    async with filled.read() as reader:
        given = {
            person: [
                item.recommendation for item in await recommendations.open_for(reader, person)
            ]
            for person in (5, 9, 12, 6)
        }
        accepting = await recommendations.to_accept(reader, 2)
        every = [await recommendations.by_id(reader, key) for key in range(1, 6)]
    assert given == {
        5: ["Обновить стенд у входа"],
        9: ["Составить акт на списание"],
        12: [],
        6: [],
    }
    assert [item.responsible_id for item in accepting] == [12]
    today = date(2026, 10, 15)
    assert [(one.state_on(today), one.area, one.done_on) for one in every] == [
        ("given", "displays", None),
        ("overdue", "stock", None),
        ("done", "records", date(2026, 10, 14)),
        ("accepted", "children", date(2026, 9, 7)),
        ("withdrawn", "local_history", None),
    ]


async def test_entries_stand_in_every_state_and_one_is_a_draft(filled):
    """The three contests, seven entries of texts.md, and a programme that lacks its photos."""
    async with filled.read() as reader:
        known = {one.contest_id: one for one in await contests.known(reader) if not one.handed_at}
        submitted = [one for key in sorted(known) for one in await entries.of_contest(reader, key)]
        [draft, _questionnaire] = await drafts.open_of(reader, 5)
    assert [(one.title, one.closes_on) for _, one in sorted(known.items())] == [
        ("Каникулы в библиотеке", date(2026, 11, 30)),
        ("Создать новый образ", date(2026, 12, 15)),
        ("Мы в газете, газета о нас", date(2026, 12, 20)),
    ]
    assert [(one.title, one.library_id, one.state, len(one.files)) for one in submitted] == [
        ("Лето на книжной поляне", 2, "admitted", 6),
        ("Уголок под липой", 10, "admitted", 5),
        ("Стенд без пыли", 7, "returned", 2),
        ("Абонемент по-новому", 5, "submitted", 3),
        ("Кніга прыйшла ў кожны двор", 3, "submitted", 1),
        ("Книга пришла в каждый двор", 4, "submitted", 1),
        ("Первое лето в библиотеке", 11, "submitted", 1),
    ]
    assert [(one.entered_by, one.source) for one in submitted if one.source != "chat"] == [
        (3, "paper"),
        (3, "paper"),
    ]
    twin = the_twin(submitted)
    assert twin == "Кніга прыйшла ў кожны двор"
    assert (draft.form, draft.context) == (
        "entry_holidays",
        {"contest_id": 1, "libraries": ["SL-03"]},
    )


async def test_a_fourth_contest_is_in_the_hands_of_its_jury(filled):
    """Nobody has their own library's entry; one juror is done, one has begun, one has hardly."""
    async with filled.read() as reader:
        [held] = [one for one in await contests.known(reader) if one.handed_at]
        known = await entries.of_contest(reader, held.contest_id)
        dealt = await judging.dealt(reader, held.contest_id)
        said = await judging.of_contest(reader, held.contest_id)
    assert (held.contest_id, held.title, held.closes_on, held.judging_until_on) == (
        4,
        "Лето с книгой",
        date(2026, 10, 1),
        date(2026, 10, 23),
    )
    assert [(one.title, one.library_id, one.state, len(one.files)) for one in known] == [
        ("Лето под яблоней", 8, "admitted", 4),
        ("Книжный велосипед", 6, "admitted", 3),
        ("Дзевяць казак лета", 7, "admitted", 5),
        ("Чытаем у цені ліп", 10, "admitted", 3),
        ("Под парусом лета", 2, "admitted", 3),
    ]
    loads = {juror: [entry for entry, one in dealt if one == juror] for juror in (3, 6, 14)}
    assert loads == {3: [8, 9, 10, 11, 12], 6: [8, 9, 10, 11], 14: [8, 9, 10, 11, 12]}
    whole = [(one.staff_id, one.entry_id) for one in said if is_complete(held, one)]
    assert sorted(whole) == [(3, 8), (3, 9), (3, 10), (3, 11), (3, 12), (6, 8), (14, 8)]
    begun = [one for one in said if not is_complete(held, one)]
    assert [(one.staff_id, one.entry_id, list(one.points.values())) for one in begun] == [
        (6, 9, [8, 7, 8, 9])
    ]


async def test_the_demo_has_pictures_for_its_entries(db, tmp_path):
    """Each photo is another file under its hash; without a folder there are none."""
    async with db.write() as tx:
        await sample.load(tx, DEMO_DAY, keep_picture=keeper(tmp_path / "files"))
    async with db.read() as reader:
        kept = [
            one for key in (1, 2, 3, 4) for one in await entries.stored_files(reader, key)
        ]  # fmt: skip
    names = [one.sha256 for one in kept]
    assert len(set(names)) == len(kept) == 37
    for name in names:
        content = (tmp_path / "files" / name[:2] / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == name


def the_twin(submitted):
    """Return the title that the rule finds alike to the paper entry's."""
    paper = next(one for one in submitted if one.library_id == 4)
    others = [one for one in submitted if one.medium == paper.medium and one is not paper]
    found = rules.alike(others, paper.title)
    return found.title if found else None


async def test_somebody_is_on_leave_with_a_substitute(filled):
    async with filled.read() as reader:
        leave = await leaves.current(reader, 7, DEMO_DAY)
        assert await leaves.current(reader, 7, date(2026, 10, 19)) is None
    assert (leave.to_on, leave.substitute_id) == (date(2026, 10, 18), 8)


async def test_without_telegram_nobody_is_linked(db):
    async with db.write() as tx:
        await sample.load(tx, SATURDAY)
    async with db.read() as reader:
        assert [p.user_id for p in await staff.known(reader)] == [None] * 15
        assert len(await staff.without_account(reader)) == 13
        days = {line.visited_on for line in await visits.listed(reader, limit=20)}
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}


def test_days_move_back_to_friday():
    assert [moved(SATURDAY, offset) for offset in (-1, 0, 1, 2)] == [
        date(2027, 3, 12),
        date(2027, 3, 12),
        date(2027, 3, 12),
        date(2027, 3, 15),
    ]


async def test_a_filled_database_is_left_alone(filled):
    before = hashlib.sha256(filled.path.read_bytes()).hexdigest()
    with pytest.raises(sample.NotEmptyError):
        async with filled.write() as tx:
            await sample.load(tx, DEMO_DAY)
    assert hashlib.sha256(filled.path.read_bytes()).hexdigest() == before


async def test_the_campaign_of_the_day(filled):
    """Five libraries have answered, one clarifies, one has begun; last year stands."""
    async with filled.read() as reader:
        [campaign] = await campaigns.opened(reader, DEMO_DAY)
        units = await campaigns.units(reader, campaign.campaign_id)
        known = {one.library_id: one.code for one in await libraries.known(reader)}
        answers = await campaigns.answers(reader, units[9])
        figures = await reader.all(
            "SELECT period, count(DISTINCT library_id) FROM figures GROUP BY period"
        )
    assert (campaign.part, campaign.opens_on, campaign.closes_on) == (
        "autumn",
        date(2026, 10, 1),
        date(2026, 10, 20),
    )
    assert [known[one.library_id] for one in units if one.is_answered] == [
        "SL-02",
        "SL-06",
        "SL-07",
        "SL-10",
        "SL-11",
    ]
    assert [known[one.library_id] for one in units if one.draft_id] == ["SL-03"]
    assert [(known[one.library_id], one.state) for one in units if one.state != "waiting"] == [
        ("SL-02", "accepted"),
        ("SL-06", "sent"),
        ("SL-07", "accepted"),
        ("SL-08", "returned"),
        ("SL-10", "sent"),
        ("SL-11", "sent"),
    ]
    async with filled.read() as reader:
        [remark] = await reviews.open_of(reader, units[7].unit_id)
    assert (remark.question, remark.remark, remark.was, remark.made_by) == (
        "paid_fact",
        "Проверьте сумму по квитанциям",
        184.5,
        3,
    )
    assert (units[9].staff_id, units[9].entered_by, units[9].source) == (11, 3, "phone")
    assert (answers["users"], answers["paid_fact"], answers["internet"]) == (209, 98.0, "yes")
    assert [tuple(row) for row in figures] == [("2025-10", 12), ("2026-04", 12), ("2026-10", 6)]


async def test_the_year_before_the_day_makes_a_report_without_gaps(db):
    """Each class has had a session, both monitorings have accepted answers, nothing is asked."""
    async with db.write() as tx:
        await sample.load(tx, DEMO_DAY, telegram=True, with_past=True)
    year = Scope(first=date(2026, 1, 1), last=date(2026, 12, 31))
    names = (
        "visits",
        "classes",
        "sessions",
        "campaigns",
        "units_accepted",
        "rounds",
        "site_months",
    )
    async with db.read() as reader:
        said = await measures.numbers(reader, year, only=names)
        [autumn, spring] = await campaigns.opened(reader, DEMO_DAY)
        waiting = await attendance.unrolled(reader, date(2026, 1, 1), DEMO_DAY)
        facts = await report_facts.read(reader, Period("year", 2026), DEMO_DAY)
    assert {name: one.value for name, one in said.items()} == {
        "visits": 10,
        "classes": 4,
        "sessions": 5,
        "campaigns": 2,
        "units_accepted": 14,
        "rounds": 4,
        "site_months": 9,
    }
    # Decoration was as frequent as practical help: the visit form names that one first.
    assert facts.purposes[:3] == ("methodical_help", "practical_help", "stock_check")
    assert (spring.part, spring.is_open, autumn.is_open, waiting) == ("spring", False, True, [])


async def test_in_another_month_there_is_no_spring_before(db):
    async with db.write() as tx:
        await sample.load(tx, SATURDAY, with_past=True)
    async with db.read() as reader:
        assert [one.part for one in await campaigns.opened(reader, SATURDAY)] == [None]
        held = await reader.value("SELECT count(*) FROM sessions WHERE rolled_at IS NOT NULL")
    assert held == 1  # those of the year before are nobody's in this year's classes


async def test_on_a_day_without_a_campaign_the_sample_has_its_own(db):
    async with db.write() as tx:
        await sample.load(tx, SATURDAY)
    async with db.read() as reader:
        [campaign] = await campaigns.opened(reader, SATURDAY)
        periods = await reader.all("SELECT DISTINCT period FROM figures ORDER BY period")
    assert (campaign.part, campaign.opens_on, campaign.closes_on) == (
        None,
        date(2027, 2, 27),
        date(2027, 3, 18),
    )
    assert [row["period"] for row in periods] == ["2026-02", "2026-08", "2027-02"]


async def test_the_plan_makes_sense_with_the_visits(filled):
    """Nine lines are marked, one is moved, one cancelled; SL-09 has nothing done."""
    async with filled.read() as reader:
        rows = await reader.all(
            """
            SELECT l.code, p.month, p.approved_month <> p.month AS moved, p.state
            FROM plan_lines AS p JOIN libraries AS l USING (library_id)
            WHERE p.removed_at IS NULL ORDER BY l.code, p.month
            """
        )
    lines = [tuple(row) for row in rows]
    assert {code for code, *_ in lines} == {f"SL-{n:02}" for n in range(1, 13)}
    assert len(lines) == 17
    assert [code for code, _, _, state in lines if state == "done"] == [
        f"SL-{n:02}" for n in (2, 3, 5, 6, 7, 8, 10, 11, 12)
    ]
    assert [line for line in lines if line[0] in {"SL-07", "SL-09"}] == [
        ("SL-07", "2026-06", 0, "cancelled"),
        ("SL-07", "2026-09", 0, "done"),
        ("SL-09", "2026-05", 0, "planned"),
        ("SL-09", "2026-11", 1, "planned"),
    ]


async def test_every_moment_is_written_as_storage_writes_it(filled):
    """One that is not stops each tick: nobody is reminded of anything."""
    async with filled.read() as reader:
        tables = await reader.all("SELECT name FROM sqlite_master WHERE type = 'table'")
        named = {
            (table["name"], column["name"])
            for table in tables
            for column in await reader.all(f"PRAGMA table_info('{table['name']}')")
            if column["name"].endswith("_at") and column["name"] not in OF_A_DAY
        }
        written = {
            (table, name, row["moment"])
            for table, name in named
            for row in await reader.all(
                f"SELECT DISTINCT {name} AS moment FROM {table} WHERE {name} IS NOT NULL"
            )
        }
    assert len(written) > 100
    assert {one for one in written if not MOMENT.fullmatch(str(one[2]))} == set()
