"""The authors' headers turned into XLSForm's: «вопрос (бел)» is `label::Беларуская (be)`. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.forms.authoring import words
from bot.forms.labels import language_code
from bot.forms.sheets import base_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.forms.sheets import Book

_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_AFTER_COLON = re.compile(r"(.+?)\s*::?\s*(.+)")
_AFTER_SPACE = re.compile(r"(.+?)[\s_,]+(\S+)")
_SPLITS = (_IN_BRACKETS, _AFTER_COLON, _AFTER_SPACE)
_LONGEST = 100  # characters of a header that may name a language
_CYRILLIC = re.compile(r"[а-яёіў]", re.IGNORECASE)
_BELARUSIAN = frozenset(
    {"пытанне", "тэкст пытання", "падказка", "адказ", "варыянт", "паведамленне"}
)


def plain(sheet: str, headers: Iterable[str], languages: Mapping[str, str]) -> dict[str, str]:
    """Return XLSForm's header for each header of a sheet as written.

    `languages` are the names of languages by code, as the book writes them (see `languages`).
    """
    written = tuple(headers)
    found = {header: _plain(sheet, header, languages) for header in written}
    return _with_first_language(found, languages)


def languages(book: Book) -> dict[str, str]:
    """Return the full names of languages by code, as the headers of a book write them."""
    names = dict(words.LANGUAGES)
    for sheet in book.sheets.values():
        for header in sheet.headers:
            name = header.partition("::")[2].strip()
            if name and language_code(name) != name:
                names[language_code(name)] = name
    return names


def column(sheet: str, header: str) -> str:
    """Return the plain name of the column that a header stands for, without language, or ""."""
    return _known(sheet, header) or _split(sheet, header)[0]


def _plain(sheet: str, header: str, names: Mapping[str, str]) -> str:
    known = _known(sheet, header)
    if known:
        return words.PLAIN_HEADERS.get(known, known)
    known, language = _split(sheet, header)
    if not known:
        return header
    code = words.LANGUAGE_WORDS.get(words.folded(language), language_code(language))
    if known == "check_message":
        return f"{words.PLAIN_HEADERS[known]}_{code}"
    return f"{known}::{names.get(code, language.strip())}"


def _known(sheet: str, header: str) -> str:
    word = words.folded(header)
    if sheet == "survey" and word.replace(" ", "_") in words.PLAIN_HEADERS:
        return word.replace(" ", "_")
    return words.HEADERS.get(sheet, {}).get(word, "")


def _split(sheet: str, header: str) -> tuple[str, str]:
    """Return the column and the language of a header such as «вопрос (бел)», else nothing."""
    for split in _SPLITS if len(header) <= _LONGEST else ():
        match = split.fullmatch(header.strip().rstrip("* "))
        if match is None:
            continue
        known = _known(sheet, match[1]) or _english(match[1], split)
        is_language = words.folded(match[2]) in words.LANGUAGE_WORDS or split is _AFTER_COLON
        if known in words.TRANSLATED and is_language:
            return known, match[2]
    return "", ""


def _english(word: str, split: re.Pattern[str]) -> str:
    """Accept `label (ru)` too; `label::Русский (ru)` is XLSForm already and stays."""
    return "" if split is _AFTER_COLON else base_name(word)


def _with_first_language(found: dict[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Say which language «вопрос» has beside «вопрос (бел)»: the other of the two."""
    taken: dict[str, set[str]] = {}
    for header in found.values():
        base, _, language = header.partition("::")
        if language and base in words.TRANSLATED:
            taken.setdefault(base, set()).add(language_code(language))
    return {
        header: _named(header, name, taken.get(name, set()), names)
        for header, name in found.items()
    }


def _named(header: str, name: str, taken: set[str], names: Mapping[str, str]) -> str:
    if name not in words.TRANSLATED or not taken or not _CYRILLIC.search(header):
        return name
    own = "be" if words.folded(header) in _BELARUSIAN else "ru"
    return name if own in taken else f"{name}::{names[own]}"
