"""The page's own words: in three languages, none missing, none left over; no browser."""

import re
from importlib import resources

import pytest

PAGE = resources.files("bot.sandbox") / "page"
ENTRY = re.compile(r'^  "([\w.]+)": (\[.*\]),$', re.MULTILINE)
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def entries() -> dict[str, list[str]]:
    """Read the dictionary of words.js."""
    source = (PAGE / "words.js").read_text("utf-8")
    return {key: TEXT.findall(texts) for key, texts in ENTRY.findall(source)}


def sources() -> str:
    """Read everything that can name a key, without the dictionary itself."""
    files = [file for file in PAGE.iterdir() if file.name.endswith((".js", ".html"))]
    return ENTRY.sub("", "\n".join(file.read_text("utf-8") for file in files))


def test_every_word_is_said_in_three_languages():
    assert [key for key, texts in entries().items() if len(texts) != 3] == []


def test_every_word_that_the_page_asks_for_is_there():
    asked = re.findall(r'(?:\bt\(\s*|data-t=|data-label=)"([\w.]+)"', sources())
    assert set(asked) - set(entries()) == set()


def test_no_word_is_left_over():
    said = sources()
    unused = {key for key in entries() if f'"{key}"' not in said}
    assert unused == {"intro.1", "intro.2", "intro.3"}  # these are numbered by a template


def test_a_word_keeps_its_values_in_every_language():
    values = {
        key: [set(re.findall(r"\{(\w+)\}", text)) for text in texts]
        for key, texts in entries().items()
    }
    assert [key for key, found in values.items() if found != [found[0]] * 3] == []


@pytest.mark.parametrize(("column", "foreign"), [(0, "іў"), (1, "ищъ"), (2, "іўищъ")])
def test_no_letter_of_a_neighbour_language(column, foreign):
    strange = [
        texts[column] for texts in entries().values() if set(texts[column].lower()) & set(foreign)
    ]
    assert strange == []
