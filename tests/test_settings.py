"""Settings: defaults, every bad variable named at once, nothing of the token shown."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import settings
from bot.errors import SettingsError
from bot.settings import Settings

TOKEN = "123456789:" + "A" * 35


def problems(environment: dict[str, str], *, needs_token: bool = False) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        settings.read(environment, needs_token=needs_token)
    return str(caught.value).split("\n")


def test_defaults() -> None:
    """A token is all that is needed."""
    assert settings.read({"BOT_TOKEN": TOKEN}) == Settings(
        token=TOKEN,
        api_url="https://api.telegram.org",
        data=Path("data"),
        admins=frozenset(),
        zone=ZoneInfo("Europe/Minsk"),
        language="ru",
    )


def test_everything_can_be_set(tmp_path: Path) -> None:
    """Spaces and slashes around values do no harm."""
    read = settings.read(
        {
            "BOT_TOKEN": f" {TOKEN} ",
            "BOT_API_URL": "http://localhost:8081/",
            "BOT_DATA": str(tmp_path),
            "BOT_ADMINS": " 1, 22;333 4444,",
            "BOT_TIMEZONE": "Asia/Tashkent",
            "BOT_LANGUAGE": "be",
            "BOT_CLOCK_FILE": "clock.json",
        }
    )
    assert read == Settings(
        token=TOKEN,
        api_url="http://localhost:8081",
        data=tmp_path,
        admins=frozenset({1, 22, 333, 4444}),
        zone=ZoneInfo("Asia/Tashkent"),
        language="be",
        clock_file=Path("clock.json"),
    )
    assert read.database == tmp_path / "knigonosha.sqlite"


def test_an_empty_value_is_the_default() -> None:
    """As an environment file has them."""
    names = ("BOT_API_URL", "BOT_DATA", "BOT_ADMINS", "BOT_TIMEZONE", "BOT_LANGUAGE")
    assert settings.read({"BOT_TOKEN": TOKEN, **dict.fromkeys(names, "")}) == settings.read(
        {"BOT_TOKEN": TOKEN}
    )


def test_every_bad_variable_is_named_at_once(tmp_path: Path) -> None:
    """One message, a line each."""
    file = tmp_path / "file"
    file.touch()
    bad = {
        "BOT_TOKEN": "secret-but-wrong",
        "BOT_API_URL": "ftp://example.org",
        "BOT_DATA": str(file),
        "BOT_ADMINS": "1,Анна,-5",
        "BOT_TIMEZONE": "Minsk",
        "BOT_LANGUAGE": "fr",
    }
    found = problems(bad)
    assert sorted(line.split()[0] for line in found) == sorted(bad)
    assert "secret" not in "\n".join(found)


def test_a_missing_token_is_told_only_where_it_is_needed() -> None:
    """A command beside the bot needs none."""
    assert problems({}, needs_token=True) == [
        "BOT_TOKEN is not set: put the token that @BotFather gave you there."
    ]
    assert settings.read({}, needs_token=False).token == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_API_URL", "http://["),
        ("BOT_API_URL", "http://host:port"),
        ("BOT_API_URL", "https://"),
        ("BOT_API_URL", "api.telegram.org"),
        ("BOT_DATA", "~nobody-of-this-name/data"),
        ("BOT_ADMINS", "1234567890123456"),
        ("BOT_ADMINS", "²"),
        ("BOT_TIMEZONE", "../../etc/passwd"),
        ("BOT_TIMEZONE", "Europe"),
    ],
)
def test_odd_values_are_named_and_never_crash(name: str, value: str) -> None:
    """Whatever somebody typed."""
    (line,) = problems({name: value})
    assert line.startswith(name)
