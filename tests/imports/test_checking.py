"""A sent file looked at in a child process: what is said, what is kept, what is refused."""

import json
from pathlib import Path

import prepared
import pytest

from bot.imports import checking
from storage import database, files

TODAY = "2026-10-15"
GOOD = "Номер;Фамилия;Имя;Роль\n77;Новикова;Анна;библиотекарь\n"


@pytest.fixture
async def db(tmp_path: Path):
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    opened = await database.Database.open(path)
    async with opened.write() as tx:
        await tx.run(
            "INSERT INTO staff (staff_id, surname_ru, name_ru, role, created_at, updated_at) "
            "VALUES (1, 'Скриптов', 'Денис', 'admin', ?, ?)",
            (TODAY, TODAY),
        )
    yield opened
    await opened.close()


async def a_file(db, folder: Path, content: str, *, state: str = "stored") -> int:
    """Keep a file as the fetcher does."""
    async with db.write() as tx:
        file_id = await files.want(
            tx, staff_id=1, now=TODAY, telegram_file_id="t", unique_id="u", kind="document"
        )
        if state == "stored":
            (folder / "files" / "ab").mkdir(parents=True)
            (folder / "files" / "ab" / "abc").write_text(content, "utf-8")
            await files.stored(tx, file_id, "abc", len(content), None)
        if state == "failed":
            await files.tried(tx, file_id, "gone", final=True)
    return file_id


async def checked(db, folder: Path, file_id: int, language: str = "ru"):
    arguments = {
        "file_id": file_id,
        "name": "люди.csv",
        "language": language,
        "today": TODAY,
        "kept": str(folder / "files"),
    }
    async with db.read() as reader:
        return await checking.make(reader, arguments, folder / "job-1.coming", patience_s=0.2)


async def test_a_good_file_is_said_and_kept_as_it_was_read(db, tmp_path: Path):
    file_id = await a_file(db, tmp_path, GOOD)
    assert await checked(db, tmp_path, file_id) == {
        "kind": "import",
        "text": "Сотрудники. Новых: 1, изменённых: 0, прежних: 0.\nПока ничего не сохранено.",
        "can_apply": True,
        "has_problems": False,
        "rows": None,
    }
    [sheet] = json.loads((tmp_path / "job-1.coming").read_text("utf-8"))
    assert sheet["lines"] == [
        [2, {"id": "77", "surname": "Новикова", "name": "Анна", "role": "библиотекарь"}]
    ]


async def test_what_people_typed_is_escaped(db, tmp_path: Path):
    file_id = await a_file(db, tmp_path, GOOD.replace("библиотекарь", "<b>повар</b>"))
    said = await checked(db, tmp_path, file_id)
    assert said["text"].splitlines()[1] == (
        "«люди», строка 2, Роль: «&lt;b&gt;повар&lt;/b&gt;» не подходит, можно: библиотекарь; "
        "методист; руководитель; администратор; член жюри."
    )


async def test_many_bad_rows_are_written_to_a_file(db, tmp_path: Path):
    rows = "".join(f"{number};Новикова;;библиотекарь\n" for number in range(12))
    file_id = await a_file(db, tmp_path, "Номер;Фамилия;Имя;Роль\n" + rows)
    said = await checked(db, tmp_path, file_id, "be")
    assert (said["has_problems"], said["rows"]) == (True, "job-1-rows.txt")
    assert (tmp_path / "job-1-rows.txt").read_text("utf-8-sig").splitlines() == [
        f"«люди», радок {row}, Имя: не запоўнена." for row in range(2, 14)
    ]


async def test_a_file_that_is_no_table_is_refused(db, tmp_path: Path):
    file_id = await a_file(db, tmp_path, "просто <слова>")
    assert await checked(db, tmp_path, file_id) == {
        "error": "В этом файле нет знакомой таблицы: в первой строке должны быть заголовки. "
        "Попросите образец и заполните его."
    }


@pytest.mark.parametrize("state", ["wanted", "failed"])
async def test_a_file_that_does_not_come_is_refused(db, tmp_path: Path, state: str):
    file_id = await a_file(db, tmp_path, GOOD, state=state)
    refusal = {"error": "Файл не пришёл из Telegram. Пришлите его, пожалуйста, ещё раз."}
    assert await checked(db, tmp_path, file_id) == refusal
    assert await checked(db, tmp_path, 99) == refusal
