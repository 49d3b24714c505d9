"""Russian and Belarusian are spelt as their dictionaries have it; our own words are in a list.

Needs the Debian packages hunspell, hunspell-ru and hunspell-be; skipped where they are not
installed, but not where CI is set.
"""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from test_texts import TAG, texts

DICTIONARIES = {"ru": "ru_RU", "be": "be_BY"}
WORD = re.compile(r"[А-Яа-яЁёІіЎў][А-Яа-яЁёІіЎў'’-]*")  # both alphabets


@cache
def hunspell() -> str | None:
    """Return the program if it has both dictionaries."""
    program = shutil.which("hunspell")
    if program is None:
        return None
    known = subprocess.run([program, "-D"], input="", capture_output=True, text=True, check=False)
    return program if all(name in known.stderr for name in DICTIONARIES.values()) else None


def words(language: str) -> set[str]:
    """Return the words of all texts, without markup and placeholders."""
    found: set[str] = set()
    for _, form in texts(language):
        plain = re.sub(r"\{\w+\}|/\w+", " ", TAG.sub(" ", form))
        found.update(word.strip("'’-") for word in WORD.findall(plain))
    return found


def own_words(language: str) -> set[str]:
    """Return the list of words that the dictionary lacks, each looked at by a person."""
    return set(Path(__file__).with_name(f"words.{language}.txt").read_text("utf-8").split())


def misspelt(language: str, of: set[str]) -> set[str]:
    """Return the words that the dictionary does not know, by hyphen parts as well.

    CI fails without the dictionaries; elsewhere a test that needs them is skipped.
    """
    program = hunspell()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("hunspell, hunspell-ru and hunspell-be are to be installed")
        pytest.skip("hunspell with hunspell-ru and hunspell-be is not installed")
    parts = {part for word in of for part in word.replace("’", "'").split("-") if len(part) > 1}
    checked = subprocess.run(
        [program, "-i", "utf-8", "-d", DICTIONARIES[language], "-l"],
        input="\n".join(sorted(parts)),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(checked.stdout.split())


@pytest.mark.parametrize("language", list(DICTIONARIES))
def test_spelling(language: str) -> None:
    """Every word is known to the dictionary or to our list."""
    unknown = misspelt(language, words(language))
    ours = {word.casefold() for word in own_words(language)}
    assert sorted(word for word in unknown if word.casefold() not in ours) == []


@pytest.mark.parametrize("language", list(DICTIONARIES))
def test_the_list_is_in_order(language: str) -> None:
    """A word a line, each once, sorted: so that two authors do not meet."""
    lines = Path(__file__).with_name(f"words.{language}.txt").read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
