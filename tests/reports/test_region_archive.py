"""What goes to the contest of the region, and the listing of all materials."""

import hashlib
import io
import zipfile

import docx
import openpyxl
from entered import an_entry
from filed import files
from judged import with_awards
from world import World

from storage import results

COMING = "Файл готовится. Он придёт сюда сам."


async def stored(world: World, file_id: int, content: bytes) -> str:
    """Put the bytes of a file where the fetcher would; return their hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = world.folder / "files" / sha256[:2] / sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    async with world.db.write() as tx:
        await tx.run(
            "UPDATE files SET state = 'stored', sha256 = ?, size = ? WHERE file_id = ?",
            (sha256, len(content), file_id),
        )
    return sha256


async def three(world: World) -> dict[str, str]:
    """Submit three entries of which two have their files; put two of them forward."""
    await an_entry(world, 2, title="Стенд: до/после?")
    await an_entry(world, 2, staff_id=9, library_id=7, title="Уголок")
    await an_entry(world, 2, staff_id=8, library_id=6, title="Дома")
    numbers = await world.sql(
        "SELECT entry_id, role, file_id FROM entry_files JOIN entries USING (entry_id) "
        "WHERE contest_id = 2 AND entry_id <> 3 ORDER BY entry_id, position"
    )
    hashes = {
        f"{entry_id} {role}": await stored(world, int(str(file_id)), f"{entry_id}{role}".encode())
        for entry_id, role, file_id in numbers[:3]
    }
    await with_awards(world, 2, {1: (1, "диплом I степени"), 2: (2, None), 3: (3, None)})
    async with world.db.write() as tx:
        await results.forward(tx, [1, 2], now="2026-12-22T06:00:00Z", by=3)
    return hashes


async def test_the_archive_for_the_region(world: World) -> None:
    """Chosen entries only: files, the answers of each, a list with a line for the signature."""
    await three(world)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("papers:2")
    assert await svetlana.press("Для области") == [
        COMING,
        (
            "[document Для области Создать новый образ.zip] Для областного конкурса "
            "(«Создать новый образ»): 2 работы с ответами и списком.\n"
            "Ещё не получено файлов: 1. Запросите архив позже."
        ),
    ]
    [content] = (await files(world, svetlana)).values()
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    assert archive.namelist() == [
        "Список работ.xlsx",
        "Работы на областной конкурс.docx",
        "Деревная/№ 1 Стенд до после/Ответы.docx",
        "Сеньковщина/№ 2 Уголок/Ответы.docx",
        "Деревная/№ 1 Стенд до после/фото «до» 1.jpg",
        "Деревная/№ 1 Стенд до после/фото «после» 1.jpg",
        "Сеньковщина/№ 2 Уголок/фото «до» 1.jpg",
    ]
    covering = docx.Document(io.BytesIO(archive.read("Работы на областной конкурс.docx")))
    assert [[cell.text for cell in row.cells] for row in covering.tables[0].rows] == [
        ["№", "Название", "Авторы", "Библиотека", "Номинация", "Награда"],
        [
            "1", "Стенд: до/после?", "Закладкина Н. И.",
            "Интегрированная библиотека агрогородка Деревная", "Внутри библиотеки",
            "диплом I степени",
        ],
        [
            "2", "Уголок", "Переплётова А. М.",
            "Интегрированная библиотека агрогородка Сеньковщина", "Внутри библиотеки", "",
        ],
    ]  # fmt: skip
    assert covering.paragraphs[-1].text == "Директор  ________________________  О. С. Экслибрисова"
    entry = docx.Document(io.BytesIO(archive.read("Деревная/№ 1 Стенд до после/Ответы.docx")))
    assert [one.text for one in entry.paragraphs if one.text] == [
        "Создать новый образ", "Работа № 1: «Стенд: до/после?»",
    ]  # fmt: skip
    rows = [[cell.text for cell in row.cells] for row in entry.tables[0].rows]
    assert rows[:4] == [
        ["Вопрос", "Ответ"],
        ["Авторы", "Закладкина Н. И."],
        ["Библиотека", "Интегрированная библиотека агрогородка Деревная"],
        ["Номинация", "Внутри библиотеки"],
    ]
    assert ["Что сделано", "Перекрасили"] in rows
    left = sorted(one.name for one in (world.folder / "outgoing").iterdir())
    assert left == ["job-1"]


async def test_the_listing_names_every_file_with_its_hash(world: World) -> None:
    """Also what is not here yet; of each file where it lies, how long it is and its hash."""
    hashes = await three(world)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("board.zip:2")
    [content] = (await files(world, svetlana)).values()
    archive = zipfile.ZipFile(io.BytesIO(content))
    book = openpyxl.load_workbook(io.BytesIO(archive.read("Список работ.xlsx")))
    rows = [tuple(cell or "" for cell in row) for row in book["Файлы"].iter_rows(values_only=True)]
    base = "Деревная/№ 1 Стенд до после"
    assert rows[:5] == [
        ("№", "Библиотека", "Файл", "Архив", "Байт", "SHA-256"),
        (1, "Деревная", f"{base}/фото «до» 1.jpg", 1, 7, hashes["1 before"]),
        (1, "Деревная", f"{base}/фото «после» 1.jpg", 1, 6, hashes["1 after"]),
        (2, "Сеньковщина", "Сеньковщина/№ 2 Уголок/фото «до» 1.jpg", 1, 7, hashes["2 before"]),
        (
            2, "Сеньковщина", "Сеньковщина/№ 2 Уголок/фото «после» 1.jpg (ещё не получен)", "",
            10, "",
        ),
    ]  # fmt: skip
    assert len(rows) == 7
    for row in rows[1:4]:
        assert hashlib.sha256(archive.read(str(row[2]))).hexdigest() == row[5]


async def test_the_archive_is_for_who_reads_results_and_collects(world: World) -> None:
    """Not for librarians, jurors or the admin; nothing before anything is put forward."""
    await an_entry(world, 2)
    await with_awards(world, 2, {1: (1, None)}, is_published=False)
    for user_id in (1005, 1006, 1014, 1015):
        chat = world.chat(user_id)
        await chat.start()
        assert await chat.forge("papers.region:2") == []
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("papers:2")
    assert "Для области" not in [label for row in svetlana.buttons for label in row]
    assert await svetlana.forge("papers.region:2") == []
    assert svetlana.toast == "На областной конкурс ещё не выдвинута ни одна работа."
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
