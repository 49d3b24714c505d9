"""«Выезд» is counted two ways: each text with such a number says which of the two it is.

Both catalogs are walked, so that a screen or file that is added later is asked the same.
"""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parents[2] / "locales"
COUNTED = re.compile(
    r"выез(?:д|ды|ды|даў|дов|да)\b[^.]*?\{(?:n|count|visits|loads|trips)\}"
    r"|\{(?:n|count|visits|trips)\}[^.]{0,3}\s*(?:выез|поезд|паезд)",
    re.IGNORECASE,
)
SAYS = {
    "ru": re.compile(r"в библиотек|по библиотек|по поездк|поездок", re.IGNORECASE),
    "be": re.compile(r"[уў] бібліятэк|па бібліятэк|па паездк|паездак", re.IGNORECASE),
}
# Records that lack something, and the rows of a file: not a number of visits.
RECORDS = frozenset(
    {
        (
            "A Word document takes up to {most} visits, here are {count}. "
            "Choose Excel or a shorter time."
        ),
        "Not ready: {period}. Visits without text: {count}.",
        "Visits without a written text: {count}.",
        "Visits without text: {count}.",
        "Visits without the library's answer: {count} (this does not stop closing).",
    }
)
# Parts of a sentence or a picture whose title says it.
PARTS = frozenset({"{n} visit", "{n} library without a visit.", "in {n} trip"})


def texts(language: str) -> list[tuple[str, str]]:
    """Return each text with its key, plural forms one by one."""
    with (LOCALES / language / "LC_MESSAGES" / "bot.po").open("rb") as file:
        catalog = read_po(file)
    found = []
    for message in catalog:
        several = isinstance(message.id, tuple)
        key = str(message.id[0] if several else message.id)
        said = message.string if several else (message.string,)
        found += [(key, str(text)) for text in said]
    return found


@pytest.mark.parametrize("language", ["ru", "be"])
def test_each_number_says_which_it_is(language: str) -> None:
    """Visits to libraries, or trips."""
    counting = [(key, text) for key, text in texts(language) if COUNTED.search(text)]
    assert {key for key, _ in counting} > RECORDS
    unsaid = {key for key, text in counting if not SAYS[language].search(text)}
    assert unsaid - RECORDS == PARTS
