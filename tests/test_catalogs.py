"""Texts in three languages: plurals, numbers, dates, escaping, catalogs that are never stale."""

import os
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot import catalogs
from bot.catalogs import LANGUAGES, Html, translator
from bot.errors import NotAllowedError
from bot.msgid import Plural

NBSP = "\u00a0"
NARROW = "\u202f"  # as the CLDR has it before «г.»


def test_an_unknown_language_is_russian() -> None:
    """A phone may speak any language."""
    assert translator("uk").language == "ru"
    assert [translator(one).language for one in LANGUAGES] == list(LANGUAGES)


def test_values_are_escaped_in_messages_only() -> None:
    """Markup that is ours is not escaped again; buttons and toasts are plain."""
    t = translator("en")
    assert t("{a} {b}", a="<b> & «c»", b=Html("<i>ours</i>")) == (
        "&lt;b&gt; &amp; «c» <i>ours</i>"
    )
    assert t.plain("{a}", a="<b> & c") == "<b> & c"
    assert isinstance(t("{a}", a=1), Html)


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("ru", 1234567, f"1{NBSP}234{NBSP}567"),
        ("be", 1234.5, f"1{NBSP}234,5"),
        ("en", 1234.25, "1,234.25"),
        ("ru", 0, "0"),
        ("ru", 1.0, "1"),
        ("ru", -1234, f"-1{NBSP}234"),
        ("ru", True, "True"),
        ("ru", None, "None"),
    ],
)
def test_numbers(language: str, value: object, shown: str) -> None:
    """Thousands and decimals as the language writes them."""
    assert translator(language)("{n}", n=value) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("ru", "15 октября"), ("be", "15 кастрычніка"), ("en", "October 15")]
)
def test_dates_in_words(language: str, shown: str) -> None:
    """Without the year."""
    assert translator(language)("{on}", on=date(2026, 10, 15)) == shown
    assert translator(language).day(date(2026, 10, 15)) == shown


def test_full_dates_and_moments() -> None:
    """With the year; a moment as it is, its zone is the caller's."""
    day = date(2026, 10, 15)
    assert translator("ru").full_day(day) == f"15 октября 2026{NARROW}г."
    assert translator("be").full_day(day) == f"15 кастрычніка 2026{NARROW}г."
    moment = datetime(2026, 10, 15, 9, 30, tzinfo=UTC)
    assert translator("ru")("{at}", at=moment) == "15.10.2026 09:30"


def test_plurals_are_chosen_by_the_language() -> None:
    """One answer, two answers, five answers."""
    visits = Plural("Kept: {n} answer.", "Kept: {n} answers.")
    said = {one: [str(translator(one)(visits, n=n)) for n in (1, 2, 5, 21)] for one in LANGUAGES}
    assert said["en"] == [f"Kept: {n} answer{'s' * (n > 1)}." for n in (1, 2, 5, 21)]
    for language in ("ru", "be"):
        one, two, five, many = said[language]
        assert one.replace("1", "21") == many
        assert len({re.sub(r"[0-9]", "", text) for text in (one, two, five)}) == 3


def test_an_unknown_text_is_said_as_it_is() -> None:
    """A missing translation must not take the answer away."""
    assert translator("ru").plain("Not in any catalog {n}", n=1) == "Not in any catalog 1"
    assert translator("ru").plain("{not a placeholder}") == "{not a placeholder}"


def test_a_refusal_is_said_with_its_values() -> None:
    """In each language another text."""
    said = {str(translator(language).error(NotAllowedError())) for language in LANGUAGES}
    assert len(said) == 3


def catalog_in(folder: Path, text: str) -> Path:
    """Put a catalog that says `text` for "a"."""
    place = folder / "ru" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (place / "bot.po").write_text(f'{head}msgid "a"\nmsgstr "{text}"\n', "utf-8")
    return place


@pytest.fixture
def own_catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let catalogs come from a folder of the test."""
    monkeypatch.setattr(catalogs, "files", lambda _: tmp_path)
    return tmp_path


def said() -> str:
    return catalogs._catalog.__wrapped__("ru").gettext("a")


def test_a_compiled_catalog_is_used_while_it_is_fresh(own_catalogs: Path) -> None:
    """Compiled in memory where there is none; a stale one is never used."""
    place = catalog_in(own_catalogs, "old")
    assert said() == "old"
    (place / "bot.mo").write_bytes(catalogs._compile((place / "bot.po").read_bytes(), "ru"))
    catalog_in(own_catalogs, "new")
    os.utime(place / "bot.po", (2000, 2000))
    os.utime(place / "bot.mo", (2000, 2000))
    assert said() == "old"
    os.utime(place / "bot.mo", (1000, 1000))
    assert said() == "new"


def test_a_wheel_may_have_compiled_catalogs_only(own_catalogs: Path) -> None:
    """The source of a text is not needed to say it."""
    place = catalog_in(own_catalogs, "compiled")
    (place / "bot.mo").write_bytes(catalogs._compile((place / "bot.po").read_bytes(), "ru"))
    (place / "bot.po").unlink()
    assert said() == "compiled"
    shutil.rmtree(place)
