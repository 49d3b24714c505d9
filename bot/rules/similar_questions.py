"""Which answered question is like one that somebody is about to ask, in either language; pure."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, TypeVar

from bot.rules import folding

LIKE: Final = 0.6
"""The likeness from which an answer is offered; tests/rules/similar_pairs.txt shows why."""
_SAME_WORD: Final = 82.0  # of 100: one letter of six may differ
_NO_CHANCE: Final = 2  # words in common: one alone may be chance
_HALF: Final = 0.5
_HEAVY: Final = 8  # letters of a word above which it tells no more
_MINE: Final = 0.6  # how much of what is asked is in the known one, against the other way round

# Words that a question is asked with and that tell nothing of what it is about.
_EMPTY: Final = """
как что где когда зачем почему кто чем чего который которая какой какая какие какую можно ли нужно
надо нужен нужна нужны если то мы нам наш меня мне он она они их его ее еще уже это этот эта эти
там тут подскажите пожалуйста здравствуйте добрый скажите есть быть будет делать сделать правильно
должна должен вопрос не или но же бы за со по об у до от из для при
як што дзе кали навошта чаму хто чым чаго яки якая якия якую можна ци трэба патрэбен патрэбна
патрэбны гэта гэты гэтая ен яна яны их яго яе яшчэ ужо падкажыце ласка добры скажыце есць быць
будзе рабиць зрабиць правильна павинна павинен пытанне альбо ж пра аб пры
"""
# Words of questions that the languages do not share and the lexicon of publications has not.
_SAME: Final = (
    ("учет", "учит", "улик", "улич"),
    ("отчет", "справаздач"),
    ("дневник", "дзенник"),
    ("потер", "утер", "утрат", "страци", "страчан", "згуби", "згубл"),
    ("подпис", "падпис"),
    ("сосед", "суседк", "суседц"),
    ("заполн", "запоун", "запаун"),
    ("срок", "термин", "тэрмин"),
    ("замен", "узамен", "замян"),
    ("квитанц", "квитанцы"),
)

Entry = TypeVar("Entry")


def likeness(asked: str, known: str) -> float:
    """Rate from 0 to 1 how much two questions are about the same."""
    mine, theirs = _telling(asked), _telling(known)
    if not mine or not theirs:
        return 0.0
    found = {one: other for one in mine if (other := _best(one, theirs))}
    if len(set(found.values())) < min(_NO_CHANCE, len(mine), len(theirs)):
        return 0.0
    of_mine = _weight(found) / _weight(mine)
    of_theirs = _weight(set(found.values())) / _weight(theirs)
    return _MINE * of_mine + (1 - _MINE) * of_theirs


def best(asked: str, known: Iterable[tuple[Entry, str]]) -> Entry | None:
    """Return the entry whose question is most like the asked one, if any is like it."""
    rated = ((likeness(asked, question), entry) for entry, question in known)
    rate, entry = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return entry if rate >= LIKE else None


def found(typed: str, texts: Iterable[tuple[Entry, str]]) -> list[Entry]:
    """Return the entries that hold at least half of what was typed, the best first."""
    asked = _telling(typed)
    if not asked:
        return []
    rated = [
        (_weight(one for one in asked if _best(one, _telling(text))) / _weight(asked), entry)
        for entry, text in texts
    ]
    best_first = sorted(rated, key=lambda pair: -pair[0])
    return [entry for rate, entry in best_first if rate >= _HALF]


def _weight(words: Iterable[str]) -> float:
    return float(sum(min(len(one), _HEAVY) for one in words))


def _best(word: str, others: tuple[str, ...]) -> str | None:
    from rapidfuzz import fuzz  # noqa: PLC0415  # lazy: only a question needs it

    if word in others:
        return word
    rated = max(((fuzz.ratio(word, one), one) for one in others), default=(0.0, ""))
    return rated[1] if rated[0] >= _SAME_WORD else None


@lru_cache(maxsize=4096)
def _telling(text: str) -> tuple[str, ...]:
    """Return what the telling words of a text and their forms in either language share."""
    words = (one for one in folding.words(text) if one not in _EMPTY_WORDS)
    return tuple(dict.fromkeys(_shared(one) for one in words if len(one) > 1))


def _shared(word: str) -> str:
    for stems in _SAME:
        if word.startswith(stems):
            return stems[0]
    return folding.key(word)


_EMPTY_WORDS: Final = frozenset(_EMPTY.split())
