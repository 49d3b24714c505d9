"""The sentences of the report, which are no msgids, are held to the rules of all texts."""

import re
from string import Formatter

import pytest
from test_spelling import WORD, misspelt, own_words
from test_texts import ALIEN

from bot.rules.report_text import WORDINGS
from bot.rules.report_wording import Wording


def strings(wording: Wording) -> list[str]:
    """Return everything that a language may print, without places for other words."""
    grammar = wording.grammar
    nouns = list(grammar.nouns.values())
    return [
        *("".join(text for text, *_ in Formatter().parse(one)) for one in templates(wording)),
        *(form for one in nouns for form in (one.one, one.few, one.many)),
        *(form for one in nouns for case in one.cases.values() for form in case),
        *(getattr(one, form) for one in grammar.adjectives.values() for form in one.__slots__),
        *(getattr(one, form) for one in grammar.verbs.values() for form in one.__slots__),
        *grammar.times,
        *wording.months,
        *wording.contests.values(),
        *wording.from_contests.values(),
        *wording.purposes.values(),
        wording.help_at_once,
    ]


def templates(wording: Wording) -> list[str]:
    times = (wording.when, wording.during)
    periods = [text for one in times for parts in one.periods.values() for text in parts]
    return [*wording.sentences.values(), *periods, *(one.days for one in times)]


@pytest.mark.parametrize("language", ["ru", "be"])
def test_spelling(language: str) -> None:
    words = {word for text in strings(WORDINGS[language]) for word in WORD.findall(text)}
    ours = {word.casefold() for word in own_words(language)}
    unknown = misspelt(language, words)
    assert sorted(word for word in unknown if word.casefold() not in ours) == []


@pytest.mark.parametrize("language", ["ru", "be"])
def test_letters_of_the_language_only(language: str) -> None:
    found = {
        word for text in strings(WORDINGS[language]) for word in ALIEN[language].findall(text)
    }
    assert found == set()
    assert [text for text in strings(WORDINGS[language]) if re.search("[A-Za-z]", text)] == []


@pytest.mark.parametrize("language", list(WORDINGS))
def test_quotes_and_spaces(language: str) -> None:
    odd = re.compile(r'"|  | [.,;:!?](?:\s|$)|\.\.\.')
    assert [text for text in templates(WORDINGS[language]) if odd.search(text)] == []
