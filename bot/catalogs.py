"""Gettext catalogs: texts, plurals and local dates in the person's language (Babel)."""

import gettext
import io
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from bot.errors import UserError
from bot.msgid import Plural

LANGUAGES: Final = ("ru", "be", "en")
LANGUAGE_NAMES: Final = {"ru": "Русский", "be": "Беларуская", "en": "English"}
NO_BREAK_SPACE: Final = "\u00a0"


class Html(str):
    """A value that is markup already and must not be escaped again."""

    __slots__ = ()


class Translator:
    """Says a text in one language; calling it gives Telegram HTML with values escaped."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalog = _catalog(language)

    def __call__(self, text: str | Plural, /, **values: Any) -> Html:
        """Translate for a message: values are escaped, numbers and dates are local."""
        return Html(self._said(text, values, escape_values=True))

    def plain(self, text: str | Plural, /, **values: Any) -> str:
        """Translate for a button, a toast or a terminal: nothing is escaped."""
        return self._said(text, values, escape_values=False)

    def error(self, problem: UserError) -> Html:
        """Say a refusal."""
        return self(problem.text, **problem.values)

    def number(self, value: float) -> str:
        """Write a number: thousands with a no-break space, decimal comma (texts.md 5.1)."""
        return _number(value, self.language)

    def fixed(self, value: Decimal) -> str:
        """Write a number with all its decimals: «9,0»; a column of them lines up."""
        return _local(f"{value:,f}", self.language)

    def day(self, value: date) -> str:
        """Write a date in words without the year: «15 октября»."""
        return _day(value, self.language)

    def full_day(self, value: date) -> str:
        """Write a date in words with the year: «15 октября 2026 г.»."""
        return _full_day(value, self.language)

    def month(self, value: date) -> str:
        """Write the name of a month as it stands alone: «октябрь»."""
        return _month(value.month, self.language)

    def moment(self, value: datetime) -> str:
        """Write a local moment: «15.10.2026 09:30»."""
        return value.strftime("%d.%m.%Y %H:%M")

    def _said(self, text: str | Plural, values: Mapping[str, Any], *, escape_values: bool) -> str:
        if isinstance(text, Plural):
            said = self._catalog.ngettext(text.one, text.other, int(values["n"]))
        else:
            said = self._catalog.gettext(text)
        if not values:
            return said
        return said.format_map({k: self._shown(v, escape_values) for k, v in values.items()})

    def _shown(self, value: Any, escape_value: bool) -> str:  # noqa: FBT001  # private, one caller
        if isinstance(value, str):
            shown = value
        elif isinstance(value, datetime):
            shown = self.moment(value)
        elif isinstance(value, date):
            shown = self.day(value)
        elif isinstance(value, bool) or not isinstance(value, int | float):
            shown = str(value)
        else:
            shown = self.number(value)
        return escape(shown) if escape_value and not isinstance(value, Html) else shown


@cache
def translator(language: str) -> Translator:
    """Return the one translator of `language`; an unknown one is Russian."""
    return Translator(language if language in LANGUAGES else "ru")


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    folder = files("locales") / language / "LC_MESSAGES"
    compiled, source = folder / "bot.mo", folder / "bot.po"
    is_fresh = compiled.is_file() and not _is_newer(source, compiled)
    mo = compiled.read_bytes() if is_fresh else _compile(source.read_bytes(), language)
    return gettext.GNUTranslations(io.BytesIO(mo))


def _is_newer(source: Traversable, compiled: Traversable) -> bool:
    """Tell whether a catalog was changed after it was compiled; in a wheel it was not."""
    if not (isinstance(source, Path) and isinstance(compiled, Path) and source.is_file()):
        return False
    return source.stat().st_mtime > compiled.stat().st_mtime


def _compile(po: bytes, language: str) -> bytes:
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # only where no .mo was built
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(po), locale=language))
    return compiled.getvalue()


def _number(value: float, language: str) -> str:
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return _local(text, language)


def _local(text: str, language: str) -> str:
    if language == "en":
        return text
    return text.replace(",", NO_BREAK_SPACE).replace(".", ",")


@cache
def _day(value: date, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415  # 40 ms that a start can save

    pattern = "MMMM d" if language == "en" else "d MMMM"
    return format_date(value, pattern, locale=language)


@cache
def _month(month: int, language: str) -> str:
    from babel.dates import get_month_names  # noqa: PLC0415

    return str(get_month_names("wide", "stand-alone", locale=language)[month])


@cache
def _full_day(value: date, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(value, "long", locale=language)
