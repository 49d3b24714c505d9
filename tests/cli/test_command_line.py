"""The command line as a person and a script call it: words, exit codes, beside a running bot."""

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from processes import HOME, environment
from world import World

FORM = """\
| survey |
|        | type    | name    | label::Русский (ru) |
|        | integer | readers | Сколько читателей?  |
"""


@dataclass(frozen=True)
class Ended:
    """What a command said and how it ended."""

    code: int | None
    said: str
    complained: str


async def call(folder: Path, *words: str) -> Ended:
    """Run `python -m bot` with words over a data folder."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=HOME,
        env=environment(BOT_DATA=str(folder)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await child.communicate()
    return Ended(child.returncode, said.decode(), complained.decode())


async def test_records_go_out_and_come_in_beside_a_running_bot(world: World, tmp_path: Path):
    table = tmp_path / "люди.csv"
    table.write_text("Номер;Фамилия;Имя;Роль\n77;Новикова;Анна;библиотекарь\n", "utf-8")
    out, coming = await asyncio.gather(
        call(world.folder, "export", "libraries", "--format", "json"),
        call(world.folder, "import", str(table), "--yes"),
    )
    assert (out.code, out.complained, len(json.loads(out.said))) == (0, "", 13)
    assert coming == Ended(
        0,
        "Сотрудники. Новых: 1, изменённых: 0, прежних: 0.\n"
        "Пока ничего не сохранено.\n"
        "Сохранено.\n",
        "",
    )
    admin = world.chat(1015)
    await admin.send("/people")
    assert await admin.send("Новикова") == [
        "По слову «Новикова» нашлось: 1.\nНажмите имя или напишите другое."
    ]


async def test_a_sample_fills_an_empty_folder_only(tmp_path: Path):
    folder = tmp_path / "new"
    assert await call(folder, "sample", "demo") == Ended(
        0, "Учебная сеть библиотек загружена.\n", ""
    )
    assert (await call(folder, "export", "staff")).said.count("\n") == 16
    assert await call(folder, "sample", "demo") == Ended(
        2,
        "",
        "Учебные данные можно загрузить только в пустую базу: библиотеки, сотрудники или "
        "выезды уже есть. Выберите другую папку (BOT_DATA).\n",
    )


async def test_a_form_is_checked_and_tried(tmp_path: Path):
    form = tmp_path / "readers.md"
    form.write_text(FORM, "utf-8")
    assert await call(tmp_path, "form", "check", str(form)) == Ended(
        0, "readers (readers, -)\n  1. readers [integer] Сколько читателей?\n", ""
    )
    assert await call(tmp_path, "form", "try", str(form), "--answers", '{"readers": 12}') == Ended(
        0, '{\n  "readers": 12\n}\n', ""
    )


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("import", "no.xlsx"), "no.xlsx: No such file or directory"),
        (("export", "visits"), "There is no database in {folder} yet."),
        (("sample", "school"), "NAME is one of demo, report-2020; not 'school'."),
        (("form", "check", "no.xlsx"), "Нет такого файла: no.xlsx"),
        (("form", "try", "no.xlsx", "--answers", "{}"), "Нет такого файла: no.xlsx"),
    ],
)
async def test_a_wrong_call_says_why_in_one_line(
    tmp_path: Path, words: tuple[str, ...], complaint: str
):
    folder = tmp_path / "empty"
    complained = complaint.format(folder=folder) + "\n"
    assert await call(folder, *words) == Ended(2, "", complained)
    assert not folder.exists()


async def test_a_table_with_bad_rows_ends_with_one(world: World, tmp_path: Path):
    table = tmp_path / "люди.csv"
    table.write_text("Номер;Фамилия;Имя;Роль\n77;Новикова;;библиотекарь\n", "utf-8")
    ended = await call(world.folder, "import", str(table), "--yes")
    assert (ended.code, ended.said.splitlines()[1:]) == (
        1,
        [
            "«люди», строка 2, Имя: не заполнено.",
            "Ничего не сохранено. Исправьте, пожалуйста, эти строки в файле и повторите.",
        ],
    )
