"""`python -m bot report`: a file of any time and format, beside the running bot."""

import asyncio
import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import docx
import pytest
import reported

from bot import __main__ as command_line
from bot import settings as environment
from bot.cli import report
from bot.errors import SettingsError
from bot.rules.periods import Period
from bot.settings import Settings
from storage.measures import MEASURES


@pytest.fixture
async def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the records of 2020 into BOT_DATA."""
    monkeypatch.setenv("BOT_DATA", str(tmp_path / "data"))
    await reported.put(settings(tmp_path / "data").database)
    return tmp_path / "data"


def settings(data: Path) -> Settings:
    return environment.read({"BOT_DATA": str(data)}, needs_token=False)


def editions(data: Path) -> list[tuple[str, int, str, int | None]]:
    connection = sqlite3.connect(settings(data).database)
    rows = connection.execute("SELECT span, edition, standing, made_by FROM report_editions")
    found = rows.fetchall()
    connection.close()
    return found


def test_the_text_of_a_year(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = data.parent / "отчёт.txt"
    words = ["report", "--year", "2020", "--format", "txt", "--out", str(out)]
    assert command_line.main(words) == 0
    assert capsys.readouterr().out == f"{out}\n"
    lines = out.read_text("utf-8").splitlines()
    assert lines[:3] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "",
        "Отчёт: 2020 год",
    ]
    assert lines[4].startswith("В Учреждении продолжились 3 районных конкурса: ")
    assert lines[-1].startswith("Составлено: ")
    assert lines[-1].endswith(" Редакция 1. Период открыт.")
    assert [one for one in lines if "____" in one] == [
        f"Директор {'_' * 20} О. С. Экслибрисова",
        f"Заведующий методическим отделом {'_' * 20} М. П. Каталогова",
    ]
    # The same content is the same edition, and the file is written over.
    assert command_line.main([*words, "--language", "be"]) == 0
    lines = out.read_text("utf-8").splitlines()
    assert "Справаздача: 2020 год" in lines
    assert [one for one in lines if "____" in one] == [
        f"Дырэктар {'_' * 20} В. С. Экслібрысава",
        f"Загадчык метадычнага аддзела {'_' * 20} М. П. Каталогава",
    ]
    assert editions(data) == [("year:2020-1", 1, "open", None)]
    assert sorted(one.name for one in data.parent.iterdir()) == ["data", "отчёт.txt"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_another_content_is_another_edition(data: Path) -> None:
    out = data.parent / "отчёт.txt"
    assert report.report(settings(data), Period("year", 2020), "txt", out, "ru") == 0
    connection = sqlite3.connect(settings(data).database)
    connection.execute(
        "UPDATE visits SET removed_at = '2021-01-18T06:00:00Z' WHERE visit_id = "
        "(SELECT max(visit_id) FROM visits WHERE visited_on < '2021' AND outcome = 'held')"
    )
    connection.commit()
    connection.close()
    assert report.report(settings(data), Period("year", 2020), "txt", out, "ru") == 0
    said = out.read_text("utf-8")
    assert "В 2020 году сделано 143 выезда." in said
    assert said.endswith("Редакция 2. Период открыт.\n")


def test_it_waits_for_a_bot_that_is_writing(data: Path) -> None:
    connection = sqlite3.connect(
        settings(data).database, isolation_level=None, check_same_thread=False
    )
    connection.execute("BEGIN IMMEDIATE")
    ending = threading.Timer(0.3, connection.execute, ["COMMIT"])
    ending.start()
    out = data.parent / "отчёт.txt"
    assert report.report(settings(data), Period("year", 2020), "txt", out, "ru") == 0
    ending.join()
    connection.close()
    assert editions(data) == [("year:2020-1", 1, "open", None)]


def test_json_tells_numbers_rules_and_pieces(data: Path) -> None:
    out = data.parent / "report.json"
    span = ["--year", "2020", "--format", "json", "--out", str(out), "--language", "en"]
    assert command_line.main(["report", *span]) == 0
    told = json.loads(out.read_text("utf-8"))
    assert told["span"] == {"code": "year:2020-1", "first": "2020-01-01", "last": "2020-12-31"}
    assert (told["standing"], told["edition"], told["visits_are"]) == ("open", 1, "visits")
    assert list(told["numbers"]) == list(MEASURES)
    visits = told["numbers"]["visits"]
    assert visits.pop("rule").startswith("Visits of the time that were not removed.")
    assert visits == {
        "name": "Visits to libraries", "value": 144, "recorded": 144, "corrected": 0,
        "previous": 131, "plan": 150,
    }  # fmt: skip
    assert told["corrections"] == []
    (said,) = [one for one in told["paragraphs"] if one["name"] == "visits"]
    assert said["is_further"] is False
    assert said["pieces"][1:] == [
        {"text": "144", "measure": "visits", "is_previous": False},
        {"text": " visits were made."},
    ]
    assert said["text"] == "".join(one["text"] for one in said["pieces"])


async def test_a_word_file_in_a_process_of_its_own(data: Path) -> None:
    """An own template is found where the bot keeps it; one that has gone wrong is said."""
    out = data.parent / "отчёт.docx"
    words = ("report", "--year", "2020", "--format", "docx", "--out", str(out))
    own = docx.Document()
    own.add_paragraph("Своё: {{ 1 / (number_visits - 144) }}")
    kept = data / "files" / "ab" / "abc"
    kept.parent.mkdir(parents=True)
    own.save(str(kept))
    connection = sqlite3.connect(settings(data).database)
    connection.executescript(
        "INSERT INTO files (file_id, telegram_file_id, unique_id, kind, sha256, staff_id, "
        "created_at) VALUES (900, 't', 'u', 'document', 'abc', 1, '2021'); "
        "INSERT INTO templates VALUES ('report_ru', 900, '2021', 1);"
    )
    connection.close()
    command = [sys.executable, "-m", "bot", *words]
    done = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{out}\n"
    assert done.stderr.startswith("Ваш шаблон не заполняется этими данными, поэтому взят готовый")
    made = [one.text for one in docx.Document(str(out)).paragraphs]
    assert made[3:6] == ["ОТЧЁТ", "об организационно-методической работе", "2020 год"]
    assert sorted(one.name for one in data.parent.iterdir()) == ["data", "отчёт.docx"]


@pytest.mark.parametrize(
    ("words", "span"),
    [
        (["--year", "2020"], Period("year", 2020)),
        (["--year", "2020", "--quarter", "4"], Period("quarter", 2020, 4)),
        (["--year", "2020", "--half", "1"], Period("half", 2020, 1)),
        (["--from", "2020-02-29", "--to", "31.03.2020"], (date(2020, 2, 29), date(2020, 3, 31))),
    ],
)
def test_times(
    words: list[str], span: object, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(report, "report", lambda *given: asked.append(given) or 0)
    assert command_line.main(["report", *words, "--format", "txt", "--out", "a.txt"]) == 0
    assert [given[1] for given in asked] == [span]
    assert data.exists()


NEITHER = "Say which time: --year 2020, or --from and --to."
TOGETHER = "--from and --to belong together."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", NEITHER),
        ("--quarter 2", NEITHER),
        ("--year 20", "--year is from 1990 to 2100; not 20."),
        ("--year 2020 --quarter 1 --half 1", "Say --quarter or --half, not both."),
        ("--year 2020 --from 2020-01-01", "Say --year or --from and --to, not both."),
        ("--from 2020-01-01", TOGETHER),
        ("--to 2020-01-01", TOGETHER),
        (
            "--from 2020-02-30 --to 2020-03-01",
            "--from is a day like 2020-01-31; not '2020-02-30'.",
        ),
        ("--from вчера --to 2020-03-01", "--from is a day like 2020-01-31; not 'вчера'."),
        ("--from 1020-01-01 --to 2020-03-01", "--from is from 1990 to 2100; not '1020-01-01'."),
        ("--from 2020-03-02 --to 2020-03-01", "--from 2020-03-02 is after --to 2020-03-01."),
    ],
)
def test_a_bad_time_is_said(
    words: str, said: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = data.parent / "a.txt"
    asked = ["report", *words.split(), "--format", "txt", "--out", str(out)]
    assert command_line.main(asked) == 2
    assert capsys.readouterr().err == f"{said}\n"
    assert not out.exists()


def test_what_is_in_the_way_is_said(data: Path) -> None:
    def refused(out: Path, of: Settings | None = None) -> str:
        with pytest.raises(SettingsError) as told:
            report.report(of or settings(data), Period("year", 2020), "txt", out, "ru")
        return str(told.value)

    here = data.parent
    elsewhere = settings(here / "nowhere")
    assert refused(here / "a.txt", elsewhere) == f"There is no database in {here / 'nowhere'} yet."
    assert refused(here / "no" / "a.txt") == f"There is no folder {here / 'no'}."
    assert refused(here) == f"{here} is no file, so it is not written over."
    assert refused(Path("/proc/a.txt")).startswith("/proc/a.txt: ")
    assert editions(data) == [("year:2020-1", 1, "open", None)]


def test_the_formats_are_those_of_the_command() -> None:
    assert list(command_line.REPORT_FORMATS) == list(report.FORMATS)
