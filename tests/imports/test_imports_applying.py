"""A confirmed plan in the database: sent again it changes nothing, trips stay together."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import prepared
import pytest

from bot import imports
from bot.catalogs import LANGUAGES, translator
from bot.forms import builtin
from bot.imports import preview
from bot.imports.applying import words
from bot.imports.past import PastVisit
from bot.imports.rows import Tally
from storage import database, figures, history, libraries, periods, staff, trips, visits
from storage.records.monitoring import Figure
from storage.records.visits import Counts

NOW = "2026-10-15T06:28:00Z"
TODAY = date(2026, 10, 15)
DAY = date(2026, 5, 14)

NETWORK = {
    "libraries": "code,short_ru\nL1,Озерница\nL2,Деревная\nL3,Павлово\n",
    "settlements": "library,ru,households\nL1,Озерница,168\n",
    "staff": "id,surname,name,role,libraries\n3,Аннотова,Светлана,методист,L1\n"
    "4,Книжник,Павел,методист,\n",
}
VISITS = (
    "trip,date,travellers,library,transport,purposes,done,state\n"
    "A,14.05.2026,3;4,L1,Рейсовый автобус,методическая помощь,Сверены книги,\n"
    "A,14.05.2026,3;4,L2,Рейсовый автобус,,,библиотека не работала\n"
    "B,14.05.2026,4,L3,,проверка фонда,Отобрано на списание,\n"
)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[database.Database]:
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    opened = await database.Database.open(path)
    yield opened
    await opened.close()


async def planned(db: database.Database, folder: Path, **files: str) -> imports.Plan:
    sheets: list[imports.Sheet] = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, "utf-8")
        sheets += imports.read(path)
    async with db.read() as reader:
        known = await imports.existing(reader, sheets, builtin.load("visit"), TODAY)
    return imports.plan(sheets, known, TODAY)


async def applied(db: database.Database, folder: Path, **files: str) -> imports.Plan:
    plan = await planned(db, folder, **files)
    assert plan.problems == ()
    async with db.write() as tx:
        await imports.apply(tx, plan, now=NOW, by=None)
    return plan


async def test_a_network_and_its_visits_come_in_and_a_second_time_change_nothing(db, tmp_path):
    await applied(db, tmp_path, **NETWORK, visits=VISITS)
    async with db.read() as reader:
        assert [one.code for one in await libraries.known(reader)] == ["L2", "L1", "L3"]
        assert [one.households for one in await libraries.settlements(reader, 1)] == [168]
        assert (await staff.by_code(reader, "3")).library_ids == (1,)
        assert await visits.counts(reader, 2026) == Counts(visits=2, trips=2)
        [car] = await trips.on_day(reader, 1, DAY)
        bus = await visits.by_id(reader, 1)
    assert (car.travellers, car.library_ids, car.transport) == ((1, 2), (1, 2), "bus")
    assert (bus.source, bus.purposes, bus.staff_id, bus.entered_by) == (
        "paper",
        ("methodical_help",),
        1,
        1,
    )
    again = await planned(db, tmp_path, **NETWORK, visits=VISITS)
    assert again.is_empty
    assert {name: tally.unchanged for name, tally in again.tallies.items()} == {
        "libraries": 3,
        "settlements": 1,
        "staff": 2,
        "visits": 3,
    }


async def test_a_corrected_sheet_updates_the_paper_visit_and_extends_its_trip(db, tmp_path):
    await applied(db, tmp_path, **NETWORK, visits=VISITS)
    corrected = VISITS.replace("методическая помощь", "Отчёт и план").replace(
        "Рейсовый автобус", "Пешком"
    )
    plan = await applied(
        db, tmp_path, visits=corrected + "A,14.05.2026,3;4,L3,Пешком,другое,Беседа,\n"
    )
    assert plan.tallies["visits"] == imports.Tally(new=1, changed=2, unchanged=1)
    async with db.read() as reader:
        changed = await visits.by_id(reader, 1)
        added = await visits.by_id(reader, 4)
        [change] = await history.of(reader, "visits", 1)
    assert (changed.purposes, changed.transport) == (("report_and_plan",), "on_foot")
    assert (added.trip_id, change.new) == (
        changed.trip_id,
        {"purposes": ["report_and_plan"], "transport": "on_foot"},
    )


async def test_a_closed_month_is_told(db, tmp_path):
    await applied(db, tmp_path, **NETWORK)
    async with db.write() as tx:
        await periods.close(tx, "month", DAY.replace(day=1), DAY.replace(day=31), now=NOW, by=1)
    plan = await planned(db, tmp_path, visits=VISITS)
    assert [problem.row for problem in plan.problems] == [2, 3, 4]


def test_a_question_without_choices_has_no_words():
    form = builtin.load("visit")
    assert (words(form, "done"), words(form, "none")) == ({}, {})


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_preview_is_said_in_every_language(db, tmp_path, language):
    bad = NETWORK["libraries"] + "L4,\nL5,\n"
    plan = await planned(db, tmp_path, libraries=bad)
    said = preview.lines(plan, translator(language).plain, problems=1)
    assert {
        "ru": [
            "Библиотеки. Новых: 3, изменённых: 0, прежних: 0.",
            "«libraries», строка 5, short_ru: не заполнено.",
            "Ещё замечаний: 1.",
            "Ничего не сохранено. Исправьте, пожалуйста, эти строки в файле и повторите.",
        ],
        "be": [
            "Бібліятэкі. Новых: 3, змененых: 0, ранейшых: 0.",
            "«libraries», радок 5, short_ru: не запоўнена.",
            "Яшчэ заўваг: 1.",
            "Нічога не захавана. Выпраўце, калі ласка, гэтыя радкі ў файле і паўтарыце.",
        ],
        "en": [
            "Libraries. New: 3, changed: 0, as they were: 0.",
            "“libraries”, row 5. short_ru: it is empty.",
            "Not shown here: 1.",
            "Nothing is saved. Please correct these rows in the file and try again.",
        ],
    }[language] == said


def test_the_preview_names_what_is_left_out_and_what_is_news():
    t = translator("ru").plain
    sheets = [imports.Sheet("Разное", "", 1, {}, ())]
    lines = preview.lines(imports.plan(sheets, imports.Existing(), TODAY), t)
    news = imports.Plan(visits=(PastVisit(DAY, "L1", ("3",)),))
    assert preview.lines(news, t) == ["Пока ничего не сохранено."]
    assert lines == [
        "Пропущено, заголовки незнакомы: «Разное».",
        "Всё это уже есть, сохранять нечего.",
    ]


FIGURES = (
    "library,period,users,visits,paid_fact,population,paid_plan\n"
    'L1,10.2025,160,1180,"98,50",390,250\n'
    "Деревная,2026-04,121,402,,,\n"
)


async def _answered(db: database.Database, code: str, period: str, users: float) -> None:
    """Let a library have said its users itself in a campaign."""
    async with db.write() as tx:
        await tx.batch(
            [
                (
                    """
                    INSERT INTO campaigns (period, first_on, last_on, opens_on, closes_on, form,
                        version, made_at) VALUES (?, ?, ?, ?, ?, 'monitoring', '1', ?)
                    """,
                    (period, "2025-01-01", "2025-09-30", "2025-10-01", "2025-10-20", NOW),
                ),
                (
                    """
                    INSERT INTO campaign_units (campaign_id, library_id, state)
                    SELECT 1, library_id, 'sent' FROM libraries WHERE code = ?
                    """,
                    (code,),
                ),
                *figures.put(1, [Figure(period, "users", users)], unit_id=1),
            ]
        )


async def test_figures_of_earlier_campaigns_are_imported_once(db, tmp_path: Path):
    plan = await applied(db, tmp_path, **NETWORK, figures=FIGURES)
    assert plan.tallies["figures"] == Tally(2, 0, 0)
    async with db.read() as reader:
        first = await figures.beside(reader, 1, 2025, None, (DAY, DAY))
        known = {(one.library, one.period): one.numbers for one in await figures.known(reader)}
    assert first.references == {"population": 390, "paid_plan": 250}
    assert known == {
        ("L1", "2025-10"): {
            "users": 160,
            "visits": 1180,
            "paid_fact": 98.5,
            "population": 390,
            "paid_plan": 250,
        },
        ("L2", "2026-04"): {"users": 121, "visits": 402},
    }
    again = await planned(db, tmp_path, figures=FIGURES)
    assert (again.is_empty, again.tallies["figures"]) == (True, Tally(0, 0, 2))


async def test_an_import_changes_nothing_that_a_library_has_answered(db, tmp_path: Path):
    await applied(db, tmp_path, **NETWORK)
    await _answered(db, "L1", "2025-10", 171)
    plan = await applied(db, tmp_path, figures=FIGURES)
    assert plan.tallies["figures"] == Tally(1, 1, 0)
    async with db.read() as reader:
        known = {(one.library, one.period): one for one in await figures.known(reader)}
        of_year = await figures.beside(reader, 1, 2025, None, (DAY, DAY))
    assert known["L1", "2025-10"].numbers == {"users": 171, "population": 390, "paid_plan": 250}
    assert of_year.references == {"population": 390, "paid_plan": 250}


async def test_bad_figures_are_refused_in_words(db, tmp_path: Path):
    bad = (
        "library,period,users,paid_fact\n"
        "L9,10.2025,1,\n"
        "L1,осенью,1,\n"
        "L1,13.2025,1,\n"
        "L1,10.2025,-1,\n"
        "L1,10.2025,1,много\n"
        "L1,10.2025,1,\n"
        "L1,2025-10-01,2,\n"
    )
    await applied(db, tmp_path, **NETWORK)
    plan = await planned(db, tmp_path, figures=bad)
    said = [
        f"{one.row}: {translator('ru').plain(one.text, **one.values)}" for one in plan.problems
    ]
    assert said == [
        "2: library: ни в файле, ни в боте нет библиотеки «L9»",
        "3: period: нужен месяц, например 10.2025; написано «осенью»",
        "4: period: нужен месяц, например 10.2025; написано «13.2025»",
        "5: users: нужно целое число, например 221; написано «-1»",
        "6: paid_fact: нужно число, например 1180 или 98,50; написано «много»",
        "8: то же самое уже есть, строка: 7",
    ]
