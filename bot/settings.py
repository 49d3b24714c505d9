"""Frozen settings from the environment; names every bad variable at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.catalogs import LANGUAGES
from bot.errors import SettingsError

TELEGRAM: Final = "https://api.telegram.org"
TOKEN_SHAPE: Final = re.compile(r"[0-9]{3,}:[A-Za-z0-9_-]{20,}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process needs to know before it opens the institution's folder."""

    token: str
    api_url: str
    data: Path
    admins: frozenset[int]
    zone: ZoneInfo
    language: str
    clock_file: Path | None = None

    @property
    def database(self) -> Path:
        """Return the path of the one SQLite file."""
        return self.data / "knigonosha.sqlite"


def read(environment: Mapping[str, str], *, needs_token: bool = True) -> Settings:
    """Read the settings; raise SettingsError that names every bad variable."""
    problems: list[str] = []
    settings = Settings(
        token=_token(environment, problems, needed=needs_token),
        api_url=_api_url(environment, problems),
        data=_data(environment, problems),
        admins=_admins(environment, problems),
        zone=_zone(environment, problems),
        language=_language(environment, problems),
        clock_file=_path(environment, "BOT_CLOCK_FILE"),
    )
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _token(environment: Mapping[str, str], problems: list[str], *, needed: bool) -> str:
    token = environment.get("BOT_TOKEN", "").strip()
    if not token and needed:
        problems.append("BOT_TOKEN is not set: put the token that @BotFather gave you there.")
    elif token and not TOKEN_SHAPE.fullmatch(token):
        problems.append("BOT_TOKEN does not look like a token (123456:ABC...).")
    return token


def _api_url(environment: Mapping[str, str], problems: list[str]) -> str:
    url = (environment.get("BOT_API_URL") or TELEGRAM).rstrip("/")
    if not _is_address(url):
        problems.append(f"BOT_API_URL is not an http(s) address: {url!r}.")
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # http://[ or a port of letters
        return False


def _data(environment: Mapping[str, str], problems: list[str]) -> Path:
    folder = environment.get("BOT_DATA") or "data"
    try:
        path = Path(folder).expanduser()
    except RuntimeError:  # ~somebody who is not on this machine
        problems.append(f"BOT_DATA is not a folder: {folder!r}.")
        return Path("data")
    if path.exists() and not path.is_dir():
        problems.append(f"BOT_DATA is a file, not a folder: {folder!r}.")
    return path


def _admins(environment: Mapping[str, str], problems: list[str]) -> frozenset[int]:
    words = re.split(r"[\s,;]+", environment.get("BOT_ADMINS", "").strip())
    wrong = [word for word in words if word and not re.fullmatch(r"[0-9]{1,15}", word)]
    if wrong:
        problems.append(
            f"BOT_ADMINS takes Telegram ids (numbers) with commas between: {', '.join(wrong)!r}."
        )
    return frozenset(int(word) for word in words if word and word not in wrong)


def _zone(environment: Mapping[str, str], problems: list[str]) -> ZoneInfo:
    name = environment.get("BOT_TIMEZONE") or "Europe/Minsk"
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(f"BOT_TIMEZONE is not a time zone: {name!r}; for example Europe/Minsk.")
        return ZoneInfo("UTC")


def _language(environment: Mapping[str, str], problems: list[str]) -> str:
    language = environment.get("BOT_LANGUAGE") or "ru"
    if language not in LANGUAGES:
        problems.append(f"BOT_LANGUAGE is one of {', '.join(LANGUAGES)}, not {language!r}.")
    return language


def _path(environment: Mapping[str, str], name: str) -> Path | None:
    return Path(environment[name]) if environment.get(name) else None
