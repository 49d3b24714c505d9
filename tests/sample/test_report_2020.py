"""The records of 2020 hold what the customer's report of that year tells, and traps beside it."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.cli import records
from bot.sample import NotEmptyError, report_2020
from bot.settings import read
from storage import measures
from storage.aggregates import Scope
from storage.database import Database
from storage.records.report import Number

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # as bot.clock.stamp
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FORMS = {"_at": MOMENT, "_on": DAY}
OF_A_DAY = {"begins_at", "ends_at", "leaves_at"}  # times of the institution: 10:00
EVENT = (
    "по материалам конкурса духовной поэзии «Есть сила благодатная в созвучье слов живых», "
    "приуроченного к 500-летию Свято-Успенского Жировичского монастыря"
)
OF_2020 = "BETWEEN '2020-01-01' AND '2020-12-31'"


async def rows(db: Database, query: str) -> list[tuple[object, ...]]:
    async with db.read() as reader:
        return [tuple(row) for row in await reader.all(query)]


async def test_a_hundred_and_forty_four_visits_twelve_a_month_on_average(reported):
    held = f"outcome = 'held' AND removed_at IS NULL AND visited_on {OF_2020}"
    by_month = await rows(
        reported,
        f"SELECT substr(visited_on, 6, 2), count(*) FROM visits WHERE {held} GROUP BY 1",
    )
    assert [count for _, count in by_month] == [13, 15, 14, 6, 5, 12, 7, 12, 17, 19, 14, 10]
    assert sum(count for _, count in by_month) == 144
    # Closed doors, a removed one and the months around do not count.
    others = await rows(
        reported,
        f"""
        SELECT substr(visited_on, 1, 4), outcome, removed_at IS NOT NULL, count(*) FROM visits
        WHERE NOT ({held}) GROUP BY 1, 2, 3 ORDER BY 1, 2
        """,
    )
    assert others == [
        ("2019", "held", 0, 4),
        ("2020", "closed", 0, 4),
        ("2020", "held", 1, 1),
        ("2021", "held", 0, 4),
    ]
    assert await rows(reported, "SELECT visits, trips FROM visit_counts WHERE year = '2020'") == [
        (144, 79)
    ]


async def test_methodical_and_practical_help_are_the_first_two_purposes(reported):
    purposes = await rows(
        reported,
        f"""
        SELECT purpose, count(*) FROM visit_purposes JOIN visits USING (visit_id)
        WHERE outcome = 'held' AND removed_at IS NULL AND visited_on {OF_2020}
        GROUP BY 1 ORDER BY 2 DESC LIMIT 3
        """,
    )
    assert purposes == [("methodical_help", 77), ("practical_help", 59), ("decoration", 10)]
    nameless = f"""
        SELECT library_id FROM visits WHERE visited_on {OF_2020} AND outcome = 'held'
            AND visit_id NOT IN (SELECT visit_id FROM visit_purposes)
    """
    assert len(await rows(reported, nameless)) == 1  # to be completed before the report is closed


async def test_forty_libraries_and_one_of_them_never_visited(reported):
    assert await rows(reported, "SELECT count(*) FROM libraries") == [(40,)]
    unvisited = await rows(
        reported,
        f"""
        SELECT code FROM libraries WHERE kind <> 'central' AND library_id NOT IN (
            SELECT library_id FROM visits
            WHERE outcome = 'held' AND removed_at IS NULL AND visited_on {OF_2020})
        """,
    )
    assert unvisited == [("SL-40",)]


async def test_trips_are_made_on_working_days_by_one_to_three(reported):
    trips = await rows(
        reported,
        f"""
        SELECT strftime('%w', made_on), live_visits,
            (SELECT count(*) FROM trip_travellers WHERE trip_id = t.trip_id)
        FROM trips AS t WHERE made_on {OF_2020} AND live_visits > 0
        """,
    )
    assert {day for day, _, _ in trips} == {"1", "2", "3", "4", "5"}
    assert {size for _, size, _ in trips} == {1, 2, 3}
    assert {people for _, _, people in trips} == {1, 2, 3}
    authors = f"""
        SELECT code, count(*) FROM visits JOIN staff USING (staff_id)
        WHERE visited_on {OF_2020} AND outcome = 'held' AND removed_at IS NULL GROUP BY 1
    """
    assert {code for code, _ in await rows(reported, authors)} == {"2", "3", "4"}


async def test_the_plan_of_the_year_and_its_fact_differ(reported):
    states = await rows(
        reported,
        """
        SELECT state, count(*), sum(month <> approved_month) FROM plan_lines
        WHERE approved_month BETWEEN '2020-01' AND '2020-12' GROUP BY 1 ORDER BY 1
        """,
    )
    assert states == [("cancelled", 12, 0), ("done", 128, 14), ("planned", 10, 0)]


async def test_recommendations_are_settled_but_for_a_few(reported):
    states = await rows(
        reported, "SELECT state, count(*) FROM recommendations GROUP BY 1 ORDER BY 1"
    )
    assert states == [("accepted", 24), ("done", 1), ("given", 3), ("withdrawn", 2)]


async def test_three_contests_for_staff_continue_and_one_is_of_readers(reported):
    contests = await rows(
        reported,
        f"""
        SELECT title, subject, audience, is_continuing, continued_from IS NOT NULL, level,
            (SELECT count(*) FROM entries WHERE contest_id = c.contest_id
                AND state <> 'withdrawn'),
            (SELECT count(*) FROM entries WHERE contest_id = c.contest_id
                AND state = 'admitted'),
            (SELECT count(award_id) FROM results JOIN entries USING (entry_id)
                WHERE contest_id = c.contest_id)
        FROM contests AS c WHERE opens_on {OF_2020} AND published_at {OF_2020}
        ORDER BY contest_id
        """,
    )
    assert contests == [
        (
            "Каникулы в библиотеке",
            "на лучшую постановку работы с детьми и подростками во время каникул",
            "staff", 1, 1, "district", 6, 5, 4,
        ),
        (
            "Создать новый образ", "на лучшее оформление библиотеки",
            "staff", 1, 1, "district", 4, 4, 4,
        ),
        (
            "Мы в газете, газета о нас", "на лучшую публикацию в СМИ",
            "staff", 1, 1, "district", 6, 6, 4,
        ),
        (
            "Есть сила благодатная в созвучье слов живых", "духовной поэзии",
            "readers", 0, 0, "district", 5, 5, 4,
        ),
    ]  # fmt: skip
    years = await rows(
        reported, "SELECT substr(opens_on, 1, 4), count(*) FROM contests GROUP BY 1"
    )
    assert years == [("2019", 3), ("2020", 4)]


async def test_four_classes_of_the_year_with_sessions_and_certificates(reported):
    classes = await rows(
        reported,
        """
        SELECT c.title, c.year,
            (SELECT count(*) FROM sessions WHERE class_id = c.class_id
                AND rolled_at IS NOT NULL),
            (SELECT sum(hours) FROM sessions WHERE class_id = c.class_id
                AND rolled_at IS NOT NULL),
            (SELECT count(*) FROM certificates WHERE class_id = c.class_id)
        FROM classes AS c ORDER BY c.year DESC, c.position
        """,
    )
    assert classes == [
        ("Азы", 2020, 4, 9.0, 2),
        ("Библиотечный ориентир", 2020, 3, 7.0, 0),
        ("Творческий полигон", 2020, 3, 8.0, 1),
        ("Мобильный профессионал", 2020, 4, 9.0, 1),
        ("Книжный компас", 2019, 1, 2.0, 0),
    ]
    cancelled = "SELECT topic FROM sessions WHERE cancelled_at IS NOT NULL AND rolled_at IS NULL"
    assert await rows(reported, cancelled) == [("Паспорт библиотеки",)]
    marks = "SELECT is_present, count(*), count(reason) FROM attendance GROUP BY 1 ORDER BY 1"
    assert await rows(reported, marks) == [(0, 13, 13), (1, 126, 0)]


async def test_publications_are_those_of_the_report_and_more_behind_and_others(reported):
    issued = await rows(
        reported,
        """
        SELECT series, p.title, kind, in_report, content_year, subtitle, theme, event, c.title
        FROM publications AS p LEFT JOIN contests AS c USING (contest_id)
        WHERE issued_year = 2020 ORDER BY series DESC, position
        """,
    )
    named = [(row[0], row[1], row[2]) for row in issued if row[3]]
    assert named == [
        ("scenarios", "Гражданином быть обязан", "scenarios"),
        ("scenarios", "И память о войне нам книги оживляют", "scenarios"),
        ("scenarios", "Юбилей писателя – праздник для читателя", "index"),
        ("scenarios", "Созвучье слов живых", "poems"),
        ("methodical", "В зоне взаимного доверия", "info_methods"),
        ("methodical", "Объединить, заинтересовать, увлечь", "methods"),
        ("methodical", "Проектная деятельность в библиотечном формате", "other"),
        ("methodical", "Календарь юбилейных и памятных дат на 2021 год", "calendar"),
        ("methodical", "Информационное досье библиотеки", "memo"),
    ]
    assert [(row[0], row[1]) for row in issued if not row[3]] == [
        ("methodical", "Библиотека для всех"),
        ("methodical", "Год малой родины"),
        ("methodical", "Обслуживание на дому"),
    ]
    by_title = {row[1]: row[4:] for row in issued}
    assert by_title["Юбилей писателя – праздник для читателя"][:2] == (
        2020,
        "рекомендательный указатель сценарных материалов к юбилеям писателей 2020 года",
    )
    assert by_title["Календарь юбилейных и памятных дат на 2021 год"][0] == 2021
    assert by_title["Созвучье слов живых"][3:] == (
        EVENT,
        "Есть сила благодатная в созвучье слов живых",
    )
    years = await rows(reported, "SELECT issued_year, count(*) FROM publications GROUP BY 1")
    assert years == [(2018, 3), (2019, 7), (2020, 12), (2021, 1)]


async def test_two_campaigns_have_accepted_answers_and_a_third_has_none(reported):
    campaigns = await rows(
        reported,
        """
        SELECT period, name, sum(u.state = 'accepted'), sum(u.state = 'sent'),
            sum(u.state = 'waiting'), closed_at IS NOT NULL
        FROM campaigns JOIN campaign_units AS u USING (campaign_id) GROUP BY 1 ORDER BY 1
        """,
    )
    assert campaigns == [
        ("2020-04", None, 38, 1, 1, 1),
        ("2020-06", "Подписка на второе полугодие", 0, 2, 38, 1),
        ("2020-10", None, 39, 1, 0, 1),
    ]
    users = await rows(
        reported,
        """
        SELECT period, count(*), count(unit_id) FROM figures WHERE question = 'users'
        GROUP BY 1 ORDER BY 1
        """,
    )
    assert users == [
        ("2019-04", 40, 0),
        ("2019-10", 40, 0),
        ("2020-04", 39, 39),
        ("2020-06", 2, 2),
        ("2020-10", 40, 40),
    ]


async def test_rounds_begin_in_the_year_and_the_site_is_filled_each_month(reported):
    [(first, count, places, libraries)] = await rows(
        reported,
        f"""
        SELECT min(made_on), count(*), count(DISTINCT settlement_id), count(DISTINCT library_id)
        FROM rounds WHERE state = 'saved' AND removed_at IS NULL AND made_on {OF_2020}
        """,
    )
    assert (first, count, places, libraries) == ("2020-01-22", 24, 22, 18)
    assert await rows(reported, "SELECT count(*) FROM rounds WHERE removed_at IS NOT NULL") == [
        (1,)
    ]
    assert await rows(reported, "SELECT count(*) FROM rounds WHERE made_on < '2020'") == [(0,)]
    [(months, items)] = await rows(
        reported,
        f"SELECT count(DISTINCT substr(put_on, 6, 2)), count(*) FROM site_log "
        f"WHERE put_on {OF_2020}",
    )
    assert (months, items) == (12, 33)
    states = await rows(reported, "SELECT state, count(*) FROM news GROUP BY 1 ORDER BY 1")
    assert states == [("published", 8), ("returned", 1)]
    channels = await rows(reported, f"SELECT channel FROM consultations WHERE held_on {OF_2020}")
    assert Counter(name for (name,) in channels) == {
        "site": 18, "phone": 7, "visit": 2, "place": 3,
    }  # fmt: skip


async def test_the_measures_say_what_the_excerpt_says(reported):
    """Of 2019, half on paper, the corrections make a whole year."""
    year = Scope(first=date(2020, 1, 1), last=date(2020, 12, 31))
    before = Scope(first=date(2019, 1, 1), last=date(2019, 12, 31))
    names = ("visits", "contests_continued", "contests_readers", "classes", "campaigns")
    more = ("scenarios", "methodical", "rounds", "consultations_site", "site_months")
    async with reported.read() as reader:
        said = await measures.numbers(reader, year, only=(*names, *more))
        [(first, _), (second, _), *_] = await measures.top_purposes(reader, year)
        earlier = await measures.numbers(reader, before, only=("visits", "rounds", "campaigns"))
    assert {name: one.value for name, one in said.items()} == {
        "visits": 144,
        "contests_continued": 3,
        "contests_readers": 1,
        "classes": 4,
        "campaigns": 2,
        "scenarios": 4,
        "methodical": 8,
        "rounds": 24,
        "consultations_site": 18,
        "site_months": 12,
    }
    assert all(one.corrected == 0 for one in said.values())
    assert (first, second) == ("methodical_help", "practical_help")
    assert earlier == {"visits": Number(4, 127), "rounds": Number(0), "campaigns": Number(0)}


async def test_everything_is_written_as_storage_writes_it_and_belongs_together(reported):
    """A moment that is not stops each tick; a key that leads nowhere breaks a card."""
    tables = await rows(reported, "SELECT name FROM sqlite_master WHERE type = 'table'")
    seen = 0
    for (table,) in tables:
        for _, name, *_ in await rows(reported, f"PRAGMA table_info('{table}')"):
            form = FORMS.get(str(name)[-3:])
            if form is None or name in OF_A_DAY:
                continue
            found = await rows(
                reported, f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL"
            )
            assert [one for (one,) in found if not form.fullmatch(str(one))] == [], (table, name)
            seen += len(found)
    assert seen > 500
    assert await rows(reported, "PRAGMA foreign_key_check") == []
    assert await rows(reported, "SELECT count(*) FROM periods") == [(0,)]
    assert await rows(reported, "SELECT count(*) FROM accounts") == [(23,)]


async def test_a_filled_database_is_refused(reported):
    before = await rows(reported, "SELECT count(*) FROM history")
    with pytest.raises(NotEmptyError):
        async with reported.write() as tx:
            await report_2020.load(tx)
    assert await rows(reported, "SELECT count(*) FROM history") == before


def test_the_command_fills_an_empty_folder_once_and_links_nobody(tmp_path: Path, capsys):
    settings = read({"BOT_DATA": str(tmp_path / "data")}, needs_token=False)
    assert records.load_sample(settings, "report-2020") == 0
    assert capsys.readouterr().out == "Учебная сеть библиотек загружена.\n"
    assert records.load_sample(settings, "report-2020") == 2
    assert capsys.readouterr().err.startswith("Учебные данные можно загрузить только в пустую")
    assert records.export(settings, "visits") == 0
    assert len(capsys.readouterr().out.splitlines()) > 150
