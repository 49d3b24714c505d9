"""`backup` and `restore` on the command line: what is printed, and what is left alone."""

import sqlite3
from pathlib import Path

import pytest

from bot.cli import run, upkeep
from bot.errors import SettingsError
from bot.settings import Settings, read


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Make a folder with a database."""
    chosen = read({"BOT_DATA": str(tmp_path / "data")}, needs_token=False)
    with run.alone(chosen):
        run.prepare(chosen)
    return chosen


def test_a_copy_is_made_and_named(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Its path is all that is printed, for scripts."""
    assert upkeep.backup(settings, None) == 0
    (made,) = (settings.data / "backups").iterdir()
    assert capsys.readouterr() == (f"{made}\n", "")


def test_a_copy_goes_where_it_is_told(settings: Settings, tmp_path: Path) -> None:
    """Another disk, for example."""
    assert upkeep.backup(settings, tmp_path / "usb" / "copies") == 0
    assert len(list((tmp_path / "usb" / "copies").iterdir())) == 1


def test_without_a_database_there_is_no_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is named."""
    assert upkeep.backup(read({"BOT_DATA": str(tmp_path)}, needs_token=False), None) == 2
    assert capsys.readouterr().err == f"There is no database in {tmp_path} yet.\n"


def test_a_copy_that_cannot_be_made_is_told(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file in the place of the folder, or a damaged database: a sentence, no traceback."""
    (tmp_path / "file").touch()
    assert upkeep.backup(settings, tmp_path / "file") == 2
    settings.database.write_bytes(b"damaged" * 1000)
    assert upkeep.backup(settings, tmp_path / "copies") == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["No copy was made"] * 2


def test_a_copy_is_put_back(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """What was there before is kept and named."""
    assert upkeep.backup(settings, None) == 0
    made = Path(capsys.readouterr().out.strip())
    connection = sqlite3.connect(settings.database)
    connection.execute("INSERT INTO settings VALUES ('name', '1')")
    connection.commit()
    connection.close()
    assert upkeep.restore(settings, made) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"Restored from {made}."
    assert second.startswith("What was there before: ")
    connection = sqlite3.connect(settings.database)
    assert connection.execute("SELECT count(*) FROM settings").fetchone() == (0,)
    connection.close()
    settings.database.unlink()
    assert upkeep.restore(settings, made) == 0
    assert capsys.readouterr().out.splitlines() == [first]


def test_what_is_no_copy_is_not_put_back(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is changed."""
    before = settings.database.read_bytes()
    assert upkeep.restore(settings, tmp_path / "missing.sqlite") == 2
    assert capsys.readouterr().err == (
        f"There is no file {tmp_path / 'missing.sqlite'}. Nothing was changed.\n"
    )
    assert settings.database.read_bytes() == before


def test_nothing_is_put_back_under_a_running_bot(settings: Settings, tmp_path: Path) -> None:
    """The lock of the folder says so."""
    with run.alone(settings), pytest.raises(SettingsError, match="Another bot"):
        upkeep.restore(settings, tmp_path / "any.sqlite")
