"""Publications as bibliographic lines, and who took part in the contests of a year."""

import io
from datetime import date

import docx
import openpyxl
from entered import an_entry
from filed import files
from judged import with_awards
from world import World

LINE = (
    "Закладкіна, Н. І. Кніга прыйшла ў кожны двор / Н. І. Закладкіна // Слонімскі веснік. – "
    "2026. – 7 кастр. – С. 5."
)
OTHER = (
    "Абзацава, Н. У. Бібліятэка ўлетку / Н. У. Абзацава // Газета Слонімская. – 2026. – 26 жн. "
    "– С. 5."
)


async def publications(world: World) -> None:
    """Submit two publications."""
    on = date(2026, 10, 7)
    await an_entry(world, 3, title="Кніга прыйшла ў кожны двор", medium="slonves", published_on=on)
    await an_entry(
        world, 3, staff_id=12, library_id=11, title="Бібліятэка ўлетку", medium="gs",
        published_on=date(2026, 8, 26),
    )  # fmt: skip


async def test_the_line_of_a_publication_stands_on_its_card(world: World) -> None:
    """In the language of the publication, whoever reads; other entries have none."""
    await publications(world)
    await an_entry(world, 1)
    nina = world.chat(1005)
    await nina.start()
    [card] = await nina.forge("entry.card:1")
    lines = card.split("\n")
    assert lines[lines.index("Для списка публикаций:") + 1] == LINE
    [card] = await nina.forge("entry.card:3")
    assert "Для списка публикаций:" not in card


async def test_publications_as_a_document_and_as_plain_text(world: World) -> None:
    """In the order of the alphabet, numbered; the same lines in both files."""
    await publications(world)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("papers:3")
    said = "Публикации конкурса «Мы в газете, газета о нас» по ГОСТ 7.1: 2."
    assert await svetlana.press("Публикации") == [
        "Файл готовится. Он придёт сюда сам.",
        f"[document Публикации Мы в газете, газета о нас.docx] {said}",
        f"[document Публикации Мы в газете, газета о нас.txt] {said}",
    ]
    document, text = (await files(world, svetlana)).values()
    assert [one.text for one in docx.Document(io.BytesIO(document)).paragraphs] == [
        "Мы в газете, газета о нас", "Публикации", f"1. {OTHER}", f"2. {LINE}",
    ]  # fmt: skip
    assert text.decode("utf-8-sig") == f"1. {OTHER}\r\n2. {LINE}\r\n"


async def test_who_took_part_in_a_year(world: World) -> None:
    """Libraries by contests, with sums; sealed awards are not told."""
    await publications(world)
    await an_entry(world, 1)
    await an_entry(world, 1, title="Ещё одна")
    await an_entry(world, 2, staff_id=12, library_id=11, title="Стенд")
    await an_entry(world, 2, staff_id=9, library_id=7, title="Отозвана")
    async with world.db.write() as tx:
        await tx.run("UPDATE entries SET state = 'withdrawn' WHERE title = 'Отозвана'")
    await with_awards(world, 1, {3: (1, "диплом I степени"), 4: (2, None)})
    await with_awards(world, 2, {5: (1, "диплом I степени")}, is_published=False)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("papers:1")
    assert await svetlana.press("Участие за 2026") == [
        "Файл готовится. Он придёт сюда сам.",
        (
            "[document Участие в конкурсах, 2026.xlsx] "
            "Какая библиотека в каком конкурсе участвовала, 2026 год."
        ),
    ]
    [content] = (await files(world, svetlana)).values()
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    rows = [list(row) for row in book["Участие"].iter_rows(values_only=True)]
    assert rows[2][1::3] == [
        "Каникулы в библиотеке", "Создать новый образ", "Мы в газете, газета о нас",
        "Все конкурсы",
    ]  # fmt: skip
    assert rows[3] == ["Библиотека", *["Работы", "Допущены", "Награды"] * 4]
    by_name = {row[0]: row[1:] for row in rows[4:]}
    assert by_name["Деревная"] == [2, 2, 1, 0, 0, 0, 1, 0, 0, 3, 2, 1]
    assert by_name["Мижевичи"] == [0, 0, 0, 1, 1, 0, 1, 0, 0, 2, 1, 0]
    assert by_name["Сеньковщина"] == [0] * 12
    assert by_name["Итого"] == [2, 2, 1, 1, 1, 0, 2, 0, 0, 5, 3, 1]
    awards = [list(row) for row in book["Награды"].iter_rows(values_only=True)]
    assert awards == [
        ["Конкурс", "Библиотека", "Награда", "Название"],
        ["Каникулы в библиотеке", "Деревная", "диплом I степени", "Каникулы с Колосом"],
    ]
    paper = [(one.page_setup.orientation, one.page_setup.fitToHeight) for one in book]
    assert paper == [("landscape", 0), ("landscape", 0)]  # one page wide, as many as needed long
    formulas = openpyxl.load_workbook(io.BytesIO(content))["Участие"]
    assert formulas["K5"].value == "=B5+E5+H5"
    last = len(rows)
    assert formulas[f"B{last}"].value == f"=SUM(B5:B{last - 1})"


async def test_lists_are_the_departments(world: World) -> None:
    await publications(world)
    for user_id in (1005, 1006, 1014, 1015):
        chat = world.chat(user_id)
        await chat.start()
        for button in ("papers.press:3", "papers.year:3"):
            assert await chat.forge(button) == []
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
