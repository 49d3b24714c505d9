"""The files of the journal of visits, read back and compared row by row with plain SQL."""

import io
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from filed import files, office, program, run
from journaled import NO_TEXT, of_document, of_sql, of_workbook
from world import World

from storage import recommendation_moves as moves
from storage import recommendations, visits
from storage.database import Tx
from storage.recommendation_moves import Act
from storage.records.visits import NewRecommendation, NewVisit, Recommendation

TITLES = [
    "№", "Дата", "Библиотека", "Участники", "Цель", "Что сделано", "Рекомендации", "Срок",
    "Отметка о выполнении",
]  # fmt: skip
SEVERAL = "Выезд с несколькими участниками или целями считается у каждого из них и по каждой цели."
ODD = ["=1+1", "+375", "-5", "@x", "\x0b\x00зал", "две\nстроки", "<b>&", "_x0041_", "«Цитата»"]


async def the_file(
    world: World, form: str, span: str = "year.2026-1", source: str = "all"
) -> bytes:
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge(f"journal.make:{span}:{source}:{form}")
    found = await files(world, svetlana)
    [content] = [content for name, content in found.items() if name.endswith(form)]
    return content


async def test_the_workbook_says_what_sql_says(world: World) -> None:
    """Titles in the paper's order, all visits of the year oldest first, totals, signatures."""
    content = await the_file(world, "xlsx")
    rows = of_workbook(content)
    assert rows == await of_sql(world, "2026-01-01", "2026-12-31")
    assert rows[0] == [
        "1", "14.05.2026", "Павлово", "Аннотова С. Ю.", "Методическая помощь; Проверка фонда",
        "Сверены инвентарные книги за 2025 год", "Оформить уголок краеведения", "01.08.2026",
        "снята: нет сотрудника",
    ]  # fmt: skip
    assert [row[5] for row in rows if row[5] == NO_TEXT] == [NO_TEXT]
    book = openpyxl.load_workbook(io.BytesIO(content))
    page, totals = book.worksheets
    assert [page.title, totals.title] == ["Журнал", "Итоги, подписи"]
    assert [one.value for one in page[5]] == TITLES
    assert page["A1"].value == "ГУК «Слонимская районная библиотека им. Якуба Коласа»"
    assert page["A2"].value == "Журнал выездов: 2026 год"
    assert (page.print_title_rows, page.page_setup.orientation) == ("$5:$5", "landscape")
    assert page.oddFooter.left.text == (
        "Составлен: 15.10.2026 09:28; составитель: Аннотова С. Ю.; редакция 1. Период открыт."
    )
    assert (page.page_setup.paperSize, page.page_setup.fitToHeight) == (9, 0)
    assert said(totals)[:4] == [
        ["Журнал выездов: 2026 год"],
        ["Итоги", "Выездов в библиотеки", "Поездок"],
        ["По библиотекам"],
        ["Василевичи", 1, 1],
    ]
    assert said(totals)[-9:] == [
        ["Выездов в библиотеки: 10 (поездок: 6)."],
        ["Для отчёта выезды считаются по библиотекам: 10."],
        ["Случаев, когда библиотека не работала: 1."],
        ["Выездов без записанного текста: 1."],
        [SEVERAL],
        ["Составитель: ________________________ / Аннотова С. Ю."],
        ["Проверено: ________________________ / ________________________"],
        ["Дата: ________________________"],
        ["Составлен: 15.10.2026 09:28; составитель: Аннотова С. Ю.; редакция 1. Период открыт."],
    ]


def said(page: Any) -> list[list[Any]]:
    """Return the cells with something in them, row by row."""
    rows = [
        [one for one in row if one not in (None, "")] for row in page.iter_rows(values_only=True)
    ]
    return [row for row in rows if row]


async def test_the_document_says_what_sql_says(world: World) -> None:
    """The same in Word: titles repeat, rows do not break, the footer has edition and period."""
    content = await the_file(world, "docx", "half.2026-2")
    assert of_document(content) == await of_sql(world, "2026-07-01", "2026-12-31")
    document = docx.Document(io.BytesIO(content))
    lines, totals = document.tables
    assert [one.text for one in lines.rows[0].cells] == TITLES
    assert "w:tblHeader" in lines.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in lines.rows)
    assert [[one.text for one in row.cells] for row in totals.rows][:4] == [
        ["Итоги", "Выездов в библиотеки", "Поездок"],
        ["По библиотекам", "", ""],
        ["Василевичи", "1", "1"],
        ["Деревная", "1", "1"],
    ]
    assert [one.text for one in document.paragraphs if one.text][-3:] == [
        "Составитель: ________________________ / Аннотова С. Ю.",
        "Проверено: ________________________ / ________________________",
        "Дата: ________________________",
    ]
    footer = document.sections[0].footer.paragraphs[0].text
    assert footer.startswith(
        "Составлен: 15.10.2026 09:28; составитель: Аннотова С. Ю.; редакция 1. Период открыт."
    )
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


@pytest.mark.parametrize("seed", range(4))
async def test_random_visits(world: World, seed: int) -> None:
    """Odd texts, several recommendations of every state, removed visits, every source."""
    await at_random(world, random.Random(seed), 40)
    for source in ("all", "paper"):
        wanted = await of_sql(
            world, "2025-01-01", "2025-12-31", "%" if source == "all" else source
        )
        wanted = [[clean(cell) for cell in row] for row in wanted]
        assert of_workbook(await the_file(world, "xlsx", "year.2025-1", source)) == wanted
        assert of_document(await the_file(world, "docx", "year.2025-1", source)) == wanted


def clean(text: str) -> str:
    return text.replace("\x0b", "").replace("\x00", "")


async def at_random(world: World, chance: random.Random, count: int) -> None:
    """Save visits of 2025 of every kind."""
    assert world.db is not None
    async with world.db.write() as tx:
        for _ in range(count):
            on = date(2025, 1, 1) + timedelta(days=chance.randrange(365))
            words = " ".join(
                chance.choice([*ODD, "фонд", "расставлен"]) for _ in range(chance.randrange(1, 30))
            )
            advice = [
                NewRecommendation(
                    recommendation=f"{chance.choice(ODD)} {chance.random()}",
                    responsible_id=chance.choice([None, 5, 6]),
                    deadline_on=chance.choice([None, on + timedelta(days=30)]),
                )
                for _ in range(chance.choice([0, 0, 1, 3]))
            ]
            saved = await visits.save(
                tx,
                NewVisit(
                    library_id=chance.randrange(1, 13),
                    visited_on=on,
                    outcome=chance.choice(["held", "held", "held", "closed"]),
                    purposes=tuple(
                        chance.sample(["study", "other", "weeding"], chance.randrange(3))
                    ),
                    done=chance.choice([words, words, ""]),
                    assessment="attention",
                    travellers=tuple(chance.sample([1, 2, 3, 4], chance.randrange(1, 4))),
                    staff_id=chance.choice([2, 3, 4]),
                    entered_by=3,
                    source=chance.choice(["chat", "phone", "paper", "other"]),
                    recommendations=tuple(advice),
                ),
                now="2025-12-31T08:00:00Z",
            )
            for one in await recommendations.of_visit(tx, saved.visit_id):
                await settled(tx, one, chance)
            if chance.random() < 0.1:
                await visits.remove(
                    tx, saved.visit_id, "Записано дважды", by=3, now="2026-01-01T08:00:00Z"
                )


async def settled(tx: Tx, one: Recommendation, chance: random.Random) -> None:
    """Carry a recommendation out, accept, withdraw or leave it."""
    act = Act(3, "2025-12-31T09:00:00Z", date(2025, 12, 30))
    fate = chance.choice(["given", "done", "accepted", "withdrawn"])
    if fate in {"done", "accepted"}:
        await moves.do(tx, one, act, source="chat")
    if fate == "accepted":
        found = await recommendations.by_id(tx, one.recommendation_id)
        assert found is not None
        await moves.accept(tx, found, act)
    if fate == "withdrawn":
        await moves.withdraw(tx, one, "нет нужды", act)


@pytest.mark.parametrize("counted", ["visit", "trip"])
async def test_totals_are_those_of_sql(world: World, counted: str) -> None:
    """By library, traveller and purpose; the institution's way of counting is named."""
    await at_random(world, random.Random(7), 60)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("INSERT INTO settings VALUES ('count_visits_by', ?)", (f'"{counted}"',))
    page = openpyxl.load_workbook(
        io.BytesIO(await the_file(world, "xlsx", "year.2025-1"))
    ).worksheets[1]
    rows = said(page)
    where = "WHERE v.visited_on LIKE '2025%' AND v.removed_at IS NULL"
    count = "count(CASE WHEN outcome = 'held' THEN 1 END), count(DISTINCT v.trip_id)"
    libraries = await world.sql(
        f"SELECT short_ru, {count} FROM visits AS v JOIN libraries USING (library_id) {where} "
        "GROUP BY 1"
    )
    people = await world.sql(
        f"SELECT surname_ru, {count} FROM visits AS v JOIN trip_travellers USING (trip_id) "
        f"JOIN staff AS s ON s.staff_id = trip_travellers.staff_id {where} GROUP BY 1"
    )
    purposes = await world.sql(
        f"SELECT purpose, {count} FROM visits AS v JOIN visit_purposes USING (visit_id) {where} "
        "GROUP BY 1"
    )
    [[held, trips]] = await world.sql(f"SELECT {count} FROM visits AS v {where}")
    first, second, third = (
        rows.index([title]) for title in ("По библиотекам", "По участникам", "По целям")
    )
    assert rows[first + 1 : second] == sorted(map(list, libraries), key=lambda row: row[0])
    assert [[str(row[0]).split(" ")[0], *row[1:]] for row in rows[second + 1 : third]] == sorted(
        map(list, people), key=lambda row: row[0]
    )
    named = {"other": "Другое", "study": "Изучение работы", "weeding": "Отбор на списание"}
    assert rows[third + 1 : third + 1 + len(purposes)] == sorted(
        [named[str(row[0])], *row[1:]] for row in purposes
    )
    assert [f"Выездов в библиотеки: {held} (поездок: {trips})."] in rows
    assert [
        f"Для отчёта выезды считаются по библиотекам: {held}."
        if counted == "visit"
        else f"Для отчёта выезды считаются по поездкам: {trips}."
    ] in rows


async def test_no_voice_and_no_assessment(world: World) -> None:
    """Nothing of a voice message or of an assessment is in the file, in any sheet or part."""
    await at_random(world, random.Random(1), 20)
    assert await world.sql("SELECT count(*) FROM visits WHERE needs_text = 1") == [(1,)]
    for form in ("xlsx", "docx"):
        content = await the_file(world, form, "year.2026-1")
        cells = of_workbook(content) if form == "xlsx" else of_document(content)
        words = " ".join(cell for row in cells for cell in row).casefold()
        assert NO_TEXT in words
        for word in ("голос", "оценка", "внимания", "attention", "voice"):
            assert word not in words


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("count", [3, 40])
async def test_printed_pages(world: World, tmp_path: Path, form: str, count: int) -> None:
    """Titles stand on every page of lines; the signatures never stand alone on the last one."""
    await at_random(world, random.Random(count), count)
    office(await the_file(world, form, "year.2025-1"), form, tmp_path, "pdf")
    told = run(program("pdftotext"), "-layout", str(tmp_path / "made" / "book.pdf"), "-")
    pages = told.split("\f")[:-1]
    ending = pages[-1]
    assert "Составитель" in ending
    assert "Проверено" in ending
    assert "Выездов в библиотеки:" in ending
    # Some rows of the totals stand above the signatures.
    above = ending[: ending.index("Выездов в библиотеки:")].split("\n")
    assert len([line for line in above if line.strip() and line.strip()[-1].isdigit()]) >= 3
    titled = [page for page in pages if "Участники" in page]
    assert len(titled) >= (1 if count == 3 else 3)
    assert pages[: len(titled)] == titled
