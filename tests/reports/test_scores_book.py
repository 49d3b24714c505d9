"""The sheet of scores: its formulas, counted anew by LibreOffice, give the bot's numbers."""

import io
from pathlib import Path

import openpyxl
import pytest
from entered import an_entry
from filed import files, recalculated
from judged import scored
from world import World

CHAIRMAN, GALINA, SVETLANA = 14, 6, 3
NOTE = "Итоги ещё не опубликованы: пожалуйста, никому не передавайте."


async def six_entries(world: World) -> None:
    """Submit six entries; the sixth is of the library of a juror."""
    for number, (staff_id, library_id) in enumerate(
        ((5, 3), (9, 7), (8, 6), (7, 5), (12, 11), (6, 2)), 1
    ):
        await an_entry(
            world, 1, staff_id=staff_id, library_id=library_id, title=f"Работа {number}"
        )


# By entry, then by juror. 1 and 2 are equal but in the second criterion, 3 and 4 in all.
GIVEN = {
    1: {CHAIRMAN: (8, 9, 7, 10, 4, 5), GALINA: (8, 8, 7, 9, 4, 4), SVETLANA: (9, 9, 9, 9, 5, 5)},
    2: {CHAIRMAN: (8, 8, 8, 10, 4, 5), GALINA: (8, 9, 6, 9, 4, 4), SVETLANA: (9, 8, 10, 9, 5, 5)},
    3: {CHAIRMAN: (5, 5, 5, 5, 2, 2), GALINA: (6, 6, 6, 6, 3, 3), SVETLANA: (7, 7, 7, 7, 4, 4)},
    4: {CHAIRMAN: (7, 7, 7, 7, 4, 4), GALINA: (6, 6, 6, 6, 3, 3), SVETLANA: (5, 5, 5, 5, 2, 2)},
    5: {CHAIRMAN: (1, 1, 1, 1, 1, 1), GALINA: (9, 9, 9, 9, 5)},
    6: {CHAIRMAN: (10, 10, 10, 10, 5, 5), SVETLANA: (1, 2, 3, 4, 5, 1)},
}


def values(content: bytes | Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what the cells of each sheet say; an empty text is nothing."""
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    book = openpyxl.load_workbook(source, data_only=True)
    return {
        page.title: [
            tuple(None if one == "" else round(one, 6) if isinstance(one, float) else one
                  for one in row)
            for row in page.iter_rows(values_only=True)
        ]
        for page in book.worksheets
    }  # fmt: skip


async def the_book(world: World) -> bytes:
    """Ask for the sheet of scores as the head."""
    olga = world.chat(1001)
    await olga.start()
    assert await olga.forge("papers.scores:1") == [
        "Файл готовится. Он придёт сюда сам.",
        (
            "[document Ведомость оценок Каникулы в библиотеке.xlsx] Ведомость оценок: "
            f"«Каникулы в библиотеке». Формулы в ней пересчитываются сами.\n{NOTE}"
        ),
    ]
    [content] = (await files(world, olga)).values()
    return content


async def places(world: World) -> list[tuple[object, ...]]:
    return await world.sql("SELECT entry_id, points, place FROM results ORDER BY entry_id")


@pytest.mark.parametrize(
    ("changes", "votes", "expected"),
    [
        ({}, {}, [1, 2, 4, 4, 5, 3]),
        ({"tie_rule": "chairman"}, {3: 2, 4: 1}, [1, 2, 5, 4, 6, 3]),
        ({"tie_rule": "chairman"}, {3: 2}, [1, 2, 4, 4, 5, 3]),
        ({"average": "median"}, {}, None),
        ({"ranks_in": "nomination"}, {}, None),
    ],
    ids=["mean", "the chairman's vote", "half a vote", "median", "by nomination"],
)
async def test_the_formulas_give_the_numbers_of_the_bot(
    world: World, tmp_path: Path, changes, votes, expected
) -> None:
    """Points, averages, places, deviations: what is written and what LibreOffice counts."""
    await six_entries(world)
    if "ranks_in" in changes:
        async with world.db.write() as tx:
            await tx.run("UPDATE entries SET nomination_id = 1 + entry_id % 2")
    async with world.db.write() as tx:
        await tx.run("UPDATE criteria SET weight = 0.7 WHERE contest_id = 1 AND position = 1")
    await scored(world, 1, GIVEN, votes=votes, conflicts=((5, SVETLANA),), changes=changes)
    content = await the_book(world)
    written = values(content)
    again = values(recalculated(content, tmp_path))
    assert again == written
    stored = await places(world)
    if expected:
        assert [place for _, _, place in stored] == expected
    rows = written["Итоги"][5:]
    assert [(row[0], row[7], row[8]) for row in rows] == [
        (entry_id, round(points, 6), place) for entry_id, points, place in stored
    ]


async def test_what_is_changed_in_the_workbook_is_counted(world: World, tmp_path: Path) -> None:
    """A juror's points typed anew move the entry's place: the formulas are alive."""
    await six_entries(world)
    await scored(world, 1, GIVEN, conflicts=((5, SVETLANA),))
    book = openpyxl.load_workbook(io.BytesIO(await the_book(world)))
    assert [row[8] for row in values(await saved(book))["Итоги"][5:]] == [None] * 6
    page = book["Редакторов И. Л."]
    for column in range(5, 11):
        page.cell(row=8, column=column).value = 10  # entry 3
    again = values(recalculated(await saved(book), tmp_path))["Итоги"][5:]
    assert [(row[0], row[7], row[8]) for row in again][:3] == [
        (1, 43, 1),
        (2, 43, 2),
        (3, 42, 3),
    ]


async def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def test_who_did_not_score_is_said_and_how_far_they_agree(world: World) -> None:
    """The own library, a conflict, an unfinished sheet; alpha as the rules count it."""
    await six_entries(world)
    await scored(
        world, 1, GIVEN, conflicts=((5, SVETLANA),), remarks={(1, SVETLANA): "Живая работа"}
    )
    written = values(await the_book(world))
    assert list(written) == [
        "Итоги", "Аннотова С. Ю.", "Корешкова Г. Ф.", "Редакторов И. Л.", "Согласованность",
    ]  # fmt: skip
    galina, svetlana = written["Корешкова Г. Ф."], written["Аннотова С. Ю."]
    assert galina[1][0] == "Член жюри: Корешкова Галина Фёдоровна"
    assert galina[9][4:12] == (9, 9, 9, 9, 5, None, None, None)
    assert galina[10][11] == "своя библиотека: не оценивает"
    assert svetlana[9][11] == "личная заинтересованность: не оценивает"
    assert svetlana[5][10:12] == (46, "Живая работа")
    agreement = written["Согласованность"]
    assert agreement[5][0] == "Все баллы"
    assert [row[0] for row in agreement[6:12]] == [
        "охват и регулярность", "разнообразие форм", "связь с книгой", "творчество",
        "партнёры и реклама", "оформление материалов",
    ]  # fmt: skip
    assert [row[:3] for row in agreement[14:]] == [
        ("№ 6 Работа 6", 16, 50),
        ("№ 3 Работа 3", 24, 36),
        ("№ 4 Работа 4", 24, 36),
    ]
