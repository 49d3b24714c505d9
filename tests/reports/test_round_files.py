"""The totals of rounds as files: read back, compared with SQL, and what may leave."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import prepared
import pytest
from PIL import Image

from bot import sample
from bot.catalogs import translator
from bot.errors import NotAllowedError
from bot.reports import round_book, round_chart, round_docx, round_totals
from bot.reports.round_chart import Chart, Part
from storage import periods, rounds
from storage.database import Database
from storage.records.rounds import NewRound, Tally

NOW = "2026-04-04T07:00:00Z"
SUMMED = """
SELECT l.short_ru, count(*), count(DISTINCT coalesce(r.settlement_id, -r.library_id)),
    sum(households), sum(home), sum(asked), sum(readers), sum(new_readers), sum(not_reading),
    sum(reregistered), sum(homebound), sum(debtors), sum(invited), sum(issued), sum(returned),
    sum(leaflets)
FROM rounds AS r JOIN libraries AS l USING (library_id)
WHERE state = 'saved' AND removed_at IS NULL AND made_on LIKE '2026%'
GROUP BY library_id ORDER BY l.short_ru
"""


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """Keep the sample's rounds, and two more with few people."""
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    opened = await Database.open(path)
    async with opened.write() as tx:
        await sample.load(tx, date(2026, 10, 15), telegram=True, with_campaign=False)
        await rounds.save_totals(
            tx,
            a_round(
                5, "2026-03-03",
                Tally(
                    households=40, home=30, readers=20, new_readers=1, not_reading=9, issued=12,
                    homebound=2, reasons={"no_time": 5, "internet": 3},
                    wishes={"detective": 7, "history": 4, "press": 1},
                    titles={"=Колас": 4},
                ),
            ),
            now=NOW,
        )  # fmt: skip
        four = Tally(households=30, home=22, readers=20, new_readers=4, not_reading=6, homebound=4)
        await rounds.save_totals(tx, a_round(6, "2026-04-03", four), now=NOW)
    yield opened
    await opened.close()


def a_round(library_id: int, on: str, tally: Tally) -> NewRound:
    return NewRound(
        library_id=library_id,
        made_on=date.fromisoformat(on),
        purpose="survey",
        tally=tally,
        staff_id=5,
        entered_by=5,
    )


def arguments(**changed: Any) -> dict[str, Any]:
    """Return what a job is asked: the whole year of all libraries unless changed."""
    return {
        "first": "2026-01-01", "last": "2026-12-31", "libraries": None, "place": None,
        "source": None, "time": "year:2026-1", "about": "2026 год", "made": "2026-10-15",
        "is_outside": False, "language": "ru", **changed,
    }  # fmt: skip


async def a_book(db: Database, path: Path, **changed: Any) -> Path:
    async with db.read() as reader:
        result = await round_book.make(reader, arguments(**changed), path)
    outside = " (для отправки)" if changed.get("is_outside") else ""
    name = f"Подворные обходы, 2026 год{outside}.xlsx"
    assert result == {"name": name, "about": "2026 год"}
    return path


def rows(page: Any, first: int = 5) -> list[list[Any]]:
    return [
        [one for one in row if one is not None] for row in page.iter_rows(first, values_only=True)
    ]


async def test_the_workbook_says_what_sql_says(db: Database, tmp_path: Path) -> None:
    """Each library's line, the totals as formulas that carry their value."""
    path = await a_book(db, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames == [
        "По библиотекам", "По населённым пунктам", "По месяцам", "Ответы жителей", "Для отчёта",
    ]  # fmt: skip
    async with db.read() as reader:
        summed = [list(row) for row in await reader.all(SUMMED)]
    head, total, *lines = rows(book["По библиотекам"])
    assert head == [
        "Библиотека", "Обходы", "Населённые пункты", "Дворов обойдено", "Дома застали",
        "Опрошено жителей", "Уже читатели", "Записано новых читателей", "Не читают",
        "Перерегистрировано", "На надомное обслуживание", "Должников посещено", "Приглашено",
        "Выдано изданий", "Возвращено изданий", "Памяток роздано",
    ]  # fmt: skip
    assert lines == summed
    assert total == ["Всего", *(sum(row[place] for row in summed) for place in range(1, 16))]
    for title in ("По населённым пунктам", "По месяцам"):
        _, of_all, *_ = rows(book[title])
        assert of_all[-13:] == total[-13:]
    formulas = openpyxl.load_workbook(path)["По библиотекам"]
    assert [cell.value for cell in formulas[6]][:4] == [
        "Всего", "=SUM(B7:B11)", "=SUM(C7:C11)", "=SUM(D7:D11)",
    ]  # fmt: skip
    assert formulas["F7"].value == "=G7+H7+I7"
    assert rows(book["По месяцам"])[2:] == [
        ["февраль 2026", 1, 38, 29, 34, 24, 4, 6, 22, 0, 0, 0, 31, 0, 0],
        ["март 2026", 2, 84, 63, 70, 47, 6, 17, 25, 4, 0, 0, 50, 0, 0],
        ["апрель 2026", 1, 30, 22, 30, 20, 4, 6, 0, 4, 0, 0, 0, 0, 0],
        ["сентябрь 2026", 1, 21, 14, 15, 8, 3, 4, 0, 1, 0, 0, 17, 0, 0],
        ["октябрь 2026", 1, 12, 7, 8, 5, 1, 2, 0, 0, 0, 0, 6, 0, 0],
    ]
    answers = rows(book["Ответы жителей"])
    assert answers[:3] == [
        ["Почему не читают", "Ответов"],
        ["Нет времени", 11],
        ["В интернете", 6],
    ]
    assert answers[-3:] == [["Просят книги", "Ответов"], ["=Колас", 4], ["Всего", 4]]
    titles = openpyxl.load_workbook(path)["Ответы жителей"]
    assert [row[0].data_type for row in titles.iter_rows() if row[0].value == "=Колас"] == ["s"]
    assert rows(book["Для отчёта"])[0] == [
        (
            "В 2026 году внедрены подворные обходы: проведено 6 подворных обходов в 6 населённых "
            "пунктах, обойдено 185 дворов, опрошено 157 жителей, записано 18 новых читателей, "
            "выдано 104 издания, на надомное обслуживание принято 9 человек."
        )
    ]


async def test_what_leaves_hides_small_numbers(db: Database, tmp_path: Path) -> None:
    """Neither few people nor what they follow from; no formulas, titles, people of villages."""
    path = await a_book(db, tmp_path / "book.xlsx", is_outside=True)
    book = openpyxl.load_workbook(path)
    assert book["По библиотекам"]["A3"].value == (
        "• меньше трёх человек или число, по которому такое можно вычислить."
    )
    assert rows(book["По библиотекам"])[1:] == [
        ["Всего", 6, 6, 185, 135, 157, 104, 18, 35, 47, 9, 0, 0, 104, 0, 0],
        ["Василевичи", 1, 1, 30, 22, 30, 20, "•", "•", 0, 4, 0, 0, 0, 0, 0],
        ["Деревная", 2, 2, 59, 43, 49, 32, 7, 10, 22, "•", 0, 0, 48, 0, 0],
        ["Деревянчицы", 1, 1, 12, 7, 8, 5, "•", "•", 0, 0, 0, 0, 6, 0, 0],
        ["Новодевятковичи", 1, 1, 44, 33, 40, 27, 5, 8, 25, "•", 0, 0, 38, 0, 0],
        ["Озерница", 1, 1, 40, 30, 30, 20, "•", "•", 0, "•", 0, 0, 12, 0, 0],
    ]
    head, *_ = rows(book["По населённым пунктам"])
    assert head == [
        "Библиотека", "Населённый пункт", "Обходы", "Выдано изданий", "Возвращено изданий",
        "Памяток роздано",
    ]  # fmt: skip
    answers = rows(book["Ответы жителей"])
    assert [row[0] for row in answers if "Колас" in str(row)] == []
    assert [row for row in answers if row and row[0] in {"Далеко, часы", "Не любят"}] == [
        ["Далеко, часы", 3],
        ["Не любят", "•"],
    ]
    assert [row for row in answers if row and row[0] == "Всего"] == []


async def test_a_small_total_is_told_nowhere(db: Database) -> None:
    """Of a year with one new reader «опрошено» is told, «новых» neither in tables nor sentence."""
    one = Tally(
        households=12, home=9, readers=8, new_readers=1, not_reading=2, issued=5, homebound=2
    )
    async with db.write() as tx:
        await rounds.save_totals(tx, a_round(5, "2024-03-03", one), now=NOW)
    asked = arguments(first="2024-01-01", last="2024-12-31", time="year:2024-1", is_outside=True)
    async with db.read() as reader:
        totals = await round_totals.read(reader, translator("ru"), asked)
    hidden = {"readers", "new_readers", "not_reading", "homebound"}
    for table in (totals.tables[0], totals.tables[2]):
        for values in (table.totals, *(line.values for line in table.lines)):
            assert {name for name, value in values.items() if value is None} == hidden
            assert values["asked"] == 11
    assert totals.sentence == (
        "В 2024 году внедрены подворные обходы: проведён 1 подворный обход в 1 населённом "
        "пункте, обойдено 12 дворов, опрошено 11 жителей, выдано 5 изданий."
    )


@pytest.mark.parametrize(
    "part",
    [
        {"first": "2026-01-01", "last": "2026-03-31", "time": "quarter:2026-1"},
        {"time": None},
        {"libraries": [5]},
        {"place": 3},
        {"source": "paper"},
    ],
)
async def test_parts_do_not_leave(db: Database, part: dict[str, Any]) -> None:
    """Several files of parts would tell by subtraction what each of them hides."""
    async with db.read() as reader:
        with pytest.raises(NotAllowedError):
            await round_totals.read(reader, translator("ru"), arguments(is_outside=True, **part))


async def test_the_word_document_says_the_same(db: Database, tmp_path: Path) -> None:
    """In Belarusian; its tables are those of the workbook, the titles repeat on every page."""
    asked = arguments(language="be", is_outside=True)
    async with db.read() as reader:
        result = await round_docx.make(reader, asked, tmp_path / "rounds.docx")
        totals = await round_totals.read(reader, translator("be"), asked)
    assert result["name"] == "Падворныя абходы, 2026 год (для адпраўкі).docx"
    document = docx.Document(str(tmp_path / "rounds.docx"))
    assert [one.text for one in document.paragraphs if one.text] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Падворныя абходы: 2026 год",
        totals.sentence,
        "Па бібліятэках",
        "Па населеных пунктах",
        "Па месяцах",
        "Чаму не чытаюць",
        (
            "Няма часу: 11; У інтэрнэце: 6; Дробны шрыфт: 5; Далёка, гадзіны: 3; Не любяць: •; "
            "Свае кнігі: •; Не ведалі пра нас: •"
        ),
        "Што хочуць чытаць",
        "Дэтэктыў: 7; Гісторыя, вайна: 4; Газеты, часопісы: •",
        "• менш за трох чалавек або лік, па якім такі можна вылічыць.",
        (
            "Крыніца: запісы пра падворныя абходы (6). Складзена: 15 кастрычніка 2026\u202fг. "
            "Перыяд адкрыты."
        ),
        "Складальнік: ____________________ Дата: ____________________",
    ]
    for drawn, table in zip(document.tables, totals.tables, strict=True):
        said = [[cell.text for cell in row.cells] for row in drawn.rows]
        assert said[0] == [*table.heads, *(totals.labels[one] for one in table.columns)]
        assert said[2:] == [
            [*line.name, *("•" if one is None else str(one) for one in line.values.values())]
            for line in table.lines
        ]


async def test_the_chart_says_what_residents_said(db: Database, tmp_path: Path) -> None:
    """The period and the source stand on it; the picture has no colours."""
    async with db.write() as tx:
        await periods.close(tx, "year", date(2026, 1, 1), date(2026, 12, 31), now=NOW, by=1)
    async with db.read() as reader:
        chart = await round_chart.read(reader, translator("ru"), arguments())
        made = await round_chart.make(reader, arguments(), tmp_path / "chart.png")
    assert chart == Chart(
        "Что говорят жители",
        "2026 год",
        (
            Part(
                "reason",
                "Почему не читают",
                (
                    ("Нет времени", 11), ("В интернете", 6), ("Мелкий шрифт", 5),
                    ("Далеко, часы", 3), ("Не любят", 1), ("Свои книги", 1),
                    ("Не знали о нас", 1),
                ),
            ),
            Part(
                "wish",
                "Что хотят читать",
                (("Детектив", 7), ("История, война", 4), ("Газеты, журналы", 1)),
            ),
        ),
        "Источник: записи о подворных обходах (6). Составлено: 15 октября 2026\u202fг. "
        "Период закрыт.",
    )  # fmt: skip
    assert made == {"name": "Что говорят жители.png", "about": "2026 год"}
    with Image.open(tmp_path / "chart.png") as picture:
        assert picture.width == 1080
        colours = picture.convert("RGB").getcolors(1 << 20)
    assert [one for _, one in colours or [] if len(set(one)) > 1] == []


async def test_nothing_noted_makes_no_chart(db: Database, tmp_path: Path) -> None:
    asked = arguments(first="2020-01-01", last="2020-12-31", time="year:2020-1", about="2020 год")
    async with db.read() as reader:
        made = await round_chart.make(reader, asked, tmp_path / "chart.png")
    assert made == {"name": "", "about": "2020 год"}
    assert not (tmp_path / "chart.png").exists()
