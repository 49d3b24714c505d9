"""What is looked for and what there is, as words that can be matched; pure.

A work becomes tokens by column; a line that somebody typed becomes expressions of SQLite's FTS5,
the strictest first. `s` begins the stem of a word, `k` its key (both languages share it), `c` a
meaning of the lexicon, `r` a root, `d` a day of the year: `d0509`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.forms import search
from bot.rules import folding, lexicon, named_days
from bot.rules.named_days import DayOfYear

VERSION: Final = 1  # of the tokens: an index of another version is made anew
COLUMNS: Final = ("title", "theme", "about", "other", "days", "roots")
LONGEST: Final = 200  # characters of a line that are looked at
MOST_WORDS: Final = 12
_NEAR: Final = 4  # words that a misspelt one may mean
_PREFIX: Final = 4  # letters of the beginning of a word
_BEGUN: Final = 8  # words that a beginning may mean
_SHORT: Final = 5  # letters of a word with at most one slip
_LEAST: Final = 4  # letters of a word that may be misspelt
_FEW_LETTERS: Final = 7
_PREFIX_COST: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What of a publication can be found."""

    title: str
    theme: str = ""
    about: str = ""
    other: str = ""  # kind, series, authors, years
    days: Iterable[DayOfYear] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a line and the tokens that it matches as it is; `near`: if it is misspelt."""

    word: str
    tokens: tuple[str, ...]
    is_soft: bool = False
    near: tuple[str, ...] = ()

    @property
    def roots(self) -> tuple[str, ...]:
        """Return the token of its root, where it has one."""
        found = folding.root(folding.key(self.word))
        return (f"r{found}",) if found else ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a line: its token, or the words of its name."""

    token: str
    names: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A typed line, read."""

    terms: tuple[Term, ...] = ()
    days: tuple[Day, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing can be looked for."""
        return not (self.terms or self.days)

    @property
    def tokens(self) -> frozenset[str]:
        """Return every token that it matches as it is."""
        named = [term for day in self.days for term in day.names]
        words = {token for term in (*self.terms, *named) for token in term.tokens}
        return frozenset(words | {day.token for day in self.days if day.token})


@dataclass(slots=True)
class Vocabulary:
    """Stems and keys that the index has, with the number of works of each."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def starting(self, sort: str) -> list[str]:
        """Return the words of one sort (`s`, `k`) without their first letter."""
        return [one[1:] for one in self.counts if one.startswith(sort)]


def tokens(work: Work) -> dict[str, str]:
    """Return what of a work is put into the index, by column."""
    words = [*_telling(work.title), *_telling(work.theme)]
    roots = dict.fromkeys(root for one in words if (root := folding.root(folding.key(one))))
    return {
        "title": _spelt(work.title),
        "theme": _spelt(work.theme),
        "about": _spelt(work.about),
        "other": _spelt(work.other),
        "days": " ".join(day_token(one) for one in _days(work)),
        "roots": " ".join(f"r{one}" for one in roots),
    }


def day_token(day: DayOfYear) -> str:
    """Return the token of a day of the year."""
    return f"d{day[0]:02}{day[1]:02}"


def _days(work: Work) -> list[DayOfYear]:
    """Return the days that a work is for: said by hand, written or named in title and theme."""
    said = f"{work.title}. {work.theme}"
    named = (one.day for one in named_days.named(folding.words(said)))
    return sorted({*work.days, *named_days.written(said), *(one for one in named if one)})


def _telling(text: str) -> list[str]:
    return [one for one in _unfolded(text) if one not in lexicon.EMPTY]


def _unfolded(text: str) -> list[str]:
    """Return the words of a text with what people shorten written out."""
    return [
        whole
        for word in folding.words(text)
        for whole in (folding.words(lexicon.SHORT[word]) if word in lexicon.SHORT else (word,))
    ]


def _spelt(text: str) -> str:
    return " ".join(token for word in _telling(text) for token in word_tokens(word))


def word_tokens(word: str) -> tuple[str, ...]:
    """Return the tokens of a folded word."""
    if word.isdecimal():
        return (word,)
    key = folding.key(word)
    return f"s{folding.stem(word)}", f"c{key[1:]}" if key.startswith("=") else f"k{key}"


# -------------------------------------------------------------------- what is looked for


def readings(text: str) -> list[str]:
    """Return what a line may say: as typed, or typed with the keyboard in the wrong language."""
    return list(dict.fromkeys([text[:LONGEST], *search.readings(text[:LONGEST])[1:]]))


def asked(text: str) -> Query:
    """Read one reading of a line."""
    words = _unfolded(text[:LONGEST])
    found = named_days.named(words)
    taken = {place for one in found for place in one.words}
    days = [_named_day(one, words) for one in found]
    written = named_days.written(text)
    days += [Day(day_token(one)) for one in written]
    rest = [
        word
        for place, word in enumerate(words)
        if place not in taken and not (written and _is_of_a_date(word))
    ]
    told = dict.fromkeys(word for word in rest if word not in lexicon.EMPTY)
    terms = tuple(_term(word) for word in list(told)[:MOST_WORDS])
    return Query(terms, tuple(days))


def _named_day(found: named_days.Found, words: Sequence[str]) -> Day:
    names = tuple(_term(words[place]) for place in sorted(found.words))
    return Day(day_token(found.day) if found.day else "", names)


def _is_of_a_date(word: str) -> bool:
    is_day = word.isdecimal() and len(word) <= len("31")
    return is_day or named_days.month_of(word) is not None


def _term(word: str) -> Term:
    return Term(word, word_tokens(word), lexicon.is_soft(word))


def is_known(term: Term, counts: Mapping[str, int]) -> bool:
    """Tell whether the index has the word as it is."""
    return any(counts.get(token) for token in term.tokens)


def known(query: Query, counts: Mapping[str, int]) -> float:
    """Return which part of a reading the index knows, to choose among readings."""
    parts = [is_known(one, counts) for one in query.terms]
    parts += [True for _ in query.days]
    return sum(parts) / len(parts) if parts else 0.0


def corrected(query: Query, vocabulary: Vocabulary) -> Query:
    """Give the words that the index does not have those that they may mean."""
    unknown = [one for one in query.terms if not is_known(one, vocabulary.counts)]
    near = {one: _near(one, vocabulary) for one in unknown}
    return replace(query, terms=tuple(replace(one, near=near.get(one, ())) for one in query.terms))


def _near(term: Term, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return tokens of words that begin so, else of those that differ by a slip or two."""
    key = folding.key(term.word).removeprefix("=")
    stems = _alike(folding.stem(term.word), vocabulary, "s")
    keys = _alike(key, vocabulary, "k")
    best = min([cost for cost, _ in (*stems, *keys)], default=0)
    found = [f"s{word}" for cost, word in stems if cost <= best + _PREFIX_COST]
    found += [token for word in list(found) for token in word_tokens(word[1:])[1:]]
    found += [f"k{word}" for cost, word in keys if cost <= best + _PREFIX_COST]
    return tuple(dict.fromkeys(found))


def _alike(word: str, vocabulary: Vocabulary, sort: str) -> list[tuple[float, str]]:
    """Return the nearest words of the index with how far they are."""
    from rapidfuzz import process  # noqa: PLC0415  # lazy: only a misspelt word needs it
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    if len(word) < _LEAST or word.isdecimal():
        return []
    words = vocabulary.starting(sort)
    begun = [one for one in words if one.startswith(word)] if len(word) >= _PREFIX else []
    slips = 1 if len(word) <= _SHORT else 2
    extracted = process.extract(
        word, words, scorer=OSA.distance, score_cutoff=slips, limit=_NEAR * 4
    )
    near = [(float(cost), one) for one, cost, _ in extracted if one]
    near.sort(key=lambda pair: (pair[0], pair[1][0] != word[0], abs(len(pair[1]) - len(word))))
    if near and near[0][0] == 1 and len(word) <= _FEW_LETTERS:
        near = [pair for pair in near if pair[0] == 1]
    prefixed = [(_PREFIX_COST, one) for one in sorted(begun, key=len)[:_BEGUN]]
    return [*prefixed, *near[:_NEAR]]


# -------------------------------------------------------------------- expressions of FTS5


def expressions(query: Query) -> list[str]:
    """Return what has every telling word, the strictest first; each may find what others found."""
    hard = [one for one in query.terms if not one.is_soft] or list(query.terms)
    soft = [one for one in query.terms if one.is_soft and one not in hard]
    days = [_day(one) for one in query.days]
    exact = [_any(one.near or one.tokens) for one in hard]
    wide = [_any((*one.tokens, *one.near, *one.roots)) for one in hard]
    found = []
    if soft:
        found.append(_all([*days, *exact, *(_any(one.tokens) for one in soft)]))
    found += [_all([*days, *exact]), _all([*days, *wide])]
    return list(dict.fromkeys(found))


def loosest(query: Query) -> str:
    """Return what has any telling word, for a line that finds nothing as a whole."""
    hard = [one for one in query.terms if not one.is_soft] or list(query.terms)
    days = [_day(one) for one in query.days]
    return " OR ".join([*days, *(_any((*one.tokens, *one.near, *one.roots)) for one in hard)])


def _day(day: Day) -> str:
    token = [f'"{day.token}"'] if day.token else []
    names = [_all([_any(one.tokens) for one in day.names])] if day.names else []
    return f"({' OR '.join([*token, *names])})"


def _any(words: Iterable[str]) -> str:
    return f"({' OR '.join(_quoted(one) for one in words)})"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', "") + '"'


def _all(groups: Iterable[str]) -> str:
    return f"({' AND '.join(groups)})"
