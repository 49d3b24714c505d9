"""`import`, `export` and `sample` as a person and a script use them."""

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import settings as environment
from bot.cli import records
from bot.errors import SettingsError
from bot.settings import Settings
from storage import database, exports

LIBRARIES = "Код;Название\nL1;Озерница\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return environment.read({"BOT_DATA": str(tmp_path / "data")}, needs_token=False)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the sample once: each test has a copy."""
    data = tmp_path_factory.mktemp("sample")
    chosen = environment.read({"BOT_DATA": str(data)}, needs_token=False)
    assert records.load_sample(chosen, on=date(2026, 10, 15)) == 0
    return data


@pytest.fixture
def filled(settings: Settings, sample: Path) -> Settings:
    shutil.copytree(sample, settings.data, dirs_exist_ok=True)
    return settings


def a_file(folder: Path, text: str = LIBRARIES) -> Path:
    path = folder / "сеть.csv"
    path.write_text(text, "utf-8")
    return path


def exported(settings: Settings, capsys, table: str, form: str = "json"):
    assert records.export(settings, table, form) == 0
    said = capsys.readouterr().out
    return json.loads(said) if form == "json" else list(csv.DictReader(io.StringIO(said)))


def test_an_import_shows_first_and_saves_when_told_to(settings, tmp_path, capsys):
    path = a_file(tmp_path)
    assert records.import_file(settings, path) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Библиотеки. Новых: 1, изменённых: 0, прежних: 0.",
        "Пока ничего не сохранено.",
        "Чтобы сохранить, повторите команду с --yes.",
    ]
    assert exported(settings, capsys, "libraries") == []
    assert records.import_file(settings, path, yes=True) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Сохранено."
    assert [one["short_ru"] for one in exported(settings, capsys, "libraries")] == ["Озерница"]
    assert records.import_file(settings, path, yes=True) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Всё это уже есть, сохранять нечего."


@pytest.mark.parametrize("answer", ["да", "нет", "может быть", ""])
def test_a_person_at_the_terminal_is_asked(settings, tmp_path, monkeypatch, answer):
    terminal = io.StringIO(answer)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    assert records.import_file(settings, a_file(tmp_path)) == 0
    connection = database.connect(settings.database, query_only=True)
    assert len(list(exports.rows(connection, "libraries"))) == (answer == "да")
    connection.close()


def test_a_bad_row_stops_the_whole_file(settings, tmp_path, capsys):
    path = a_file(tmp_path, LIBRARIES + "L2;\n")
    assert records.import_file(settings, path, yes=True) == 1
    assert "«сеть», строка 3, Название: не заполнено." in capsys.readouterr().out.splitlines()
    assert exported(settings, capsys, "libraries") == []


def test_a_file_that_is_no_table_or_not_there_is_a_wrong_call(settings, tmp_path, capsys):
    assert records.import_file(settings, a_file(tmp_path, "письмо")) == 2
    assert capsys.readouterr().err.startswith("В этом файле нет знакомой таблицы")
    with pytest.raises(SettingsError):
        records.import_file(settings, tmp_path / "missing.csv")


def test_a_busy_database_is_said_in_a_sentence(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.05)
    holder = sqlite3.connect(filled.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(SettingsError, match="Try again in a minute"):
            records.import_file(filled, a_file(tmp_path), yes=True)
    finally:
        holder.close()


def test_an_older_database_waits_for_the_bot(filled, tmp_path):
    with sqlite3.connect(filled.database) as older:
        older.execute("PRAGMA user_version = 0")
    older.close()
    for command in (
        lambda: records.import_file(filled, a_file(tmp_path)),
        lambda: records.export(filled, "libraries"),
    ):
        with pytest.raises(SettingsError, match="older version"):
            command()


def test_the_sample_is_loaded_once(filled, capsys):
    assert records.load_sample(filled) == 2
    assert capsys.readouterr().err.startswith("Учебные данные можно загрузить только в пустую")
    with pytest.raises(SettingsError):
        records.load_sample(filled, "other")


@pytest.mark.parametrize("table", sorted(exports.KINDS))
def test_every_kind_is_exported_both_ways(filled, capsys, table):
    as_json = exported(filled, capsys, table)
    as_csv = exported(filled, capsys, table, "csv")
    assert len(as_json) == len(as_csv)
    assert [list(one) for one in as_json] == [list(one) for one in as_csv]


def test_visits_are_exported_with_lists(filled, capsys):
    door = next(one for one in exported(filled, capsys, "visits") if one["outcome"] == "closed")
    assert (door["library"], door["purposes"], door["travellers"]) == ("SL-04", [], [3, 4])
    line = next(
        one for one in exported(filled, capsys, "visits", "csv") if one["library"] == "SL-03"
    )
    assert (line["purposes"], line["travellers"]) == ("methodical_help;decoration", "3;4")


def test_rounds_are_exported_with_counts(filled, capsys):
    first = exported(filled, capsys, "rounds")[0]
    assert (first["library"], first["settlement"], first["asked"], first["partners"]) == (
        "SL-03",
        "Деревная",
        34,
        [],
    )
    assert first["titles"] == {}
    assert sorted((one["code"], one["count"]) for one in first["counts"]) == [
        ("dislike", 1),
        ("no_time", 2),
        ("own_books", 1),
        ("small_print", 2),
    ]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_records_of_one_source_are_exported(filled, capsys, form):
    """`--source` leaves the others out; every record says whether its period is closed."""
    with sqlite3.connect(filled.database) as connection:
        connection.execute("UPDATE visits SET source = 'paper' WHERE visit_id IN (2, 5)")
        connection.execute(
            """
            INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by)
            SELECT 'month', date(visited_on, 'start of month'),
                date(visited_on, 'start of month', '+1 month', '-1 day'), 'a', 1
            FROM visits WHERE visit_id = 2
            """
        )
        held = "SELECT count(*) FROM visits AS v JOIN periods AS p ON v.visited_on BETWEEN {}"
        [closed] = connection.execute(held.format("p.first_on AND p.last_on")).fetchone()
    connection.close()
    assert records.export(filled, "visits", form, "paper") == 0
    said = capsys.readouterr().out
    found = list(csv.DictReader(io.StringIO(said))) if form == "csv" else json.loads(said)
    assert [(str(one["visit_id"]), one["source"]) for one in found] == [
        ("2", "paper"),
        ("5", "paper"),
    ]
    every = exported(filled, capsys, "visits", form)
    assert sum(int(one["period_closed"]) for one in every) == closed
    assert 0 < closed < len(every)
    with pytest.raises(SettingsError, match="The records of settlements have no source"):
        records.export(filled, "settlements", form, "paper")


def test_codes_of_links_stay_inside(filled, capsys):
    with sqlite3.connect(filled.database) as connection:
        connection.execute(
            """
            INSERT INTO invites (code, staff_id, made_at, expires_at)
            VALUES ('s3cret', 1, 'a', 'b')
            """
        )
    connection.close()
    records.export(filled, "invites", "json")
    said = capsys.readouterr().out
    assert ("s3cret" in said, json.loads(said)[0]["staff_id"]) == (False, 1)


def test_what_people_typed_is_no_formula():
    typed = ["=1+1", "+375", "-x", "@a", "\tq", "обычный", -5, None, ["=a", "b"], {"a": ["="]}]
    assert [records.guarded(value) for value in typed] == [
        "'=1+1",
        "'+375",
        "'-x",
        "'@a",
        "'\tq",
        "обычный",
        -5,
        None,
        "'=a;b",
        '{"a": ["="]}',
    ]


def test_an_unknown_kind_and_an_empty_folder_are_wrong_calls(filled, tmp_path):
    with pytest.raises(SettingsError, match=r"TABLE is one of .*libraries.*; not 'salaries'"):
        records.export(filled, "salaries")
    empty = Settings("", "", tmp_path / "none", frozenset(), ZoneInfo("UTC"), "ru")
    with pytest.raises(SettingsError, match="There is no database"):
        records.export(empty, "libraries")


def test_a_reader_that_has_seen_enough_ends_the_export_quietly(filled):
    program = (
        "import os;from bot import settings;from bot.cli import records;"
        "records.export(settings.read(os.environ,needs_token=False),'history','json')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=os.environ | {"BOT_DATA": str(filled.data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as ran:
        assert ran.stdout
        ran.stdout.close()
        assert (ran.wait(), ran.stderr and ran.stderr.read()) == (0, b"")


async def test_about_a_person_is_everything_that_is_theirs(filled):
    db = await database.Database.open(filled.database, readers=1)
    async with db.read() as reader:
        found = await exports.about(reader, 7)
    await db.close()
    assert {kind: len(some) for kind, some in found.items() if some} == {
        "staff": 1,
        "leaves": 1,
        "attendance": 4,
        "history": 9,
        "class_members": 3,
        "session_replies": 4,
        "campaign_units": 1,
        "drafts": 1,
        "submissions": 2,
        "entries": 1,
        "files": 3,
    }
    assert [one["action"] for one in found["history"]] == [
        "added",
        "added",
        "confirmed",
        "submitted",
        "replied",
        "replied",
        "replied",
        "replied",
        "sent",
    ]
    assert [(one["contest"], one["library"], one["consents"]) for one in found["entries"]] == [
        ("Создать новый образ", "SL-05", {"people": "none"})
    ]
    assert found["staff"][0]["libraries"] == ["SL-05"]
