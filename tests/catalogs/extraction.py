"""The msgids of the code and the catalogs of the three languages."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
LANGUAGES = ("ru", "be", "en")
MARKERS = {"msgid": 1, "plural": 2}  # function: how many of its arguments are texts
WIDTH = 98

Key = str | tuple[str, ...]


@cache
def in_code() -> dict[Key, list[str]]:
    """Find every msgid (a pair for a plural) and where it is written: bot/app.py:17.

    By the syntax tree: Babel's tokens do not see into f-strings before Python 3.12.
    """
    found: dict[Key, list[str]] = {}
    for folder in ("bot", "storage"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for line, key in _marked(ast.parse(path.read_text("utf-8"))):
                found.setdefault(key, []).append(f"{path.relative_to(ROOT)}:{line}")
    return found


def _marked(module: ast.Module) -> Iterator[tuple[int, Key]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            wanted = MARKERS.get(node.func.id, 0)
            words = [str(one.value) for one in node.args[:wanted] if isinstance(one, ast.Constant)]
            if words and len(words) == wanted:
                yield node.lineno, words[0] if wanted == 1 else tuple(words)


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
