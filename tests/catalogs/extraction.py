"""The msgids of the code, as Babel extracts them, and the catalogs of the three languages."""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
LANGUAGES = ("ru", "be", "en")
KEYWORDS = {"msgid": None, "plural": (1, 2)}
WIDTH = 98

Key = str | tuple[str, ...]


@cache
def in_code() -> dict[Key, list[str]]:
    """Find every msgid (a pair for a plural) and where it is written: bot/app.py:17."""
    found: dict[Key, list[str]] = {}
    for folder in ("bot", "storage"):
        rows = extract_from_dir(str(ROOT / folder), [("**.py", "python")], keywords=KEYWORDS)
        for name, line, key, _comments, _context in rows:
            found.setdefault(key, []).append(f"{folder}/{name}:{line}")
    return found


def po_path(language: str) -> Path:
    """Return where a language's catalog is."""
    return LOCALES / language / "LC_MESSAGES" / "bot.po"


@cache
def catalog(language: str) -> Catalog:
    """Read a language's catalog."""
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def said(language: str) -> dict[Key, tuple[str, ...]]:
    """Return what a language says for each msgid, as a tuple of its forms."""
    return {
        message.id if isinstance(message.id, str) else tuple(message.id): (
            (message.string,) if isinstance(message.string, str) else tuple(message.string)
        )
        for message in catalog(language)
        if message.id
    }
