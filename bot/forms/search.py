"""Forgiving search in choice lists: endings, typing errors, keyboards; pure, no language asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.forms.inputs import plain

SURE = 0.75
"""The score from which a find can be taken without asking, if it leads clearly."""
LEAD = 0.08
"""How far ahead of the second a sure find must be."""
_FLOOR = 0.6
_REACH = 0.25  # how far behind the best a find still is worth a button

_PREPOSITIONS = frozenset(
    {"в", "во", "у", "ва", "на", "з", "с", "из", "да", "до", "in", "at", "to"}
)
_KINDS = re.compile(
    r"(?:библиоте|бібліятэ)(?:к|ц)[а-яі]{1,2}|library|агрогород[а-я]+|аграгарад[а-я]+|аг"
    r"|д|дер|деревн(?:я|е|и|ю)|вёс(?:ка|кі|ку|цы)|вес(?:ка|кі|ку|цы)"
)
_LAYOUT = dict(
    zip("`qwertyuiop[]asdfghjkl;'zxcvbnm,.", "ёйцукенгшщзхъфывапролджэячсмитьбю", strict=True)
)
_LAYOUT_BE = _LAYOUT | {"o": "ў", "b": "і"}
_LOOKALIKES = str.maketrans("aceiopxy", "асеіорху")
_SOUNDS = str.maketrans(
    {"о": "а", "э": "е", "я": "е", "і": "и", "ы": "и", "й": "и", "в": "у", "ь": "", "ъ": ""}
    | {"щ": "шч"}
)
_LATIN = (
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ch", "ч"), ("sh", "ш"), ("ts", "ц"),
    ("ya", "я"), ("ja", "я"), ("ia", "я"), ("yu", "ю"), ("ju", "ю"), ("yo", "е"), ("ye", "е"),
    *zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхыз", strict=True),
)  # fmt: skip
_ENDING = re.compile(
    r"(?:ами|еми|ага|ега|аму|ему|ую|юю|ае|ее|аи|еи|ие|их|ах|ех|ам|ем|им|ау|еу|аю|[аеиуюь])$"
)
_STEM_LETTERS = 3
_SHORT = 2  # letters: a prefix or an abbreviation has at least so many
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its code and its labels in every language, the short ones first."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word three ways: as folded, as it sounds in both languages, without its ending."""

    letters: str
    sound: str
    stem: str


@dataclass(frozen=True, slots=True)
class _Label:
    words: tuple[_Word, ...]
    initials: str


def find(query: str, options: Iterable[Option], limit: int = 8) -> list[Option]:
    """List the options that `query` may mean, best first; empty when nothing is near."""
    ranked = scored(query, options)
    return [option for option, score in ranked[:limit] if score >= ranked[0][1] - _REACH]


def winner(query: str, options: Iterable[Option]) -> Option | None:
    """Return the option that `query` clearly means; None when it is to be asked."""
    ranked = scored(query, options)
    if not ranked or ranked[0][1] < SURE:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < LEAD:
        return None
    return ranked[0][0]


def exact(query: str, options: Sequence[Option]) -> Option | None:
    """Return the option whose code, label or number in the list is `query`, case and ё/ў aside.

    None also when two options share that label.
    """
    asked = key(query)
    if not asked:
        return None
    for names in (lambda option: (option.name,), lambda option: option.labels):
        matched = [option for option in options if asked in map(key, names(option))]
        if matched:
            return matched[0] if len(matched) == 1 else None
    number = int(asked) if asked.isdecimal() else 0
    return options[number - 1] if 1 <= number <= len(options) else None


def scored(query: str, options: Iterable[Option]) -> list[tuple[Option, float]]:
    """Rate the options from 1 (the same words) down to those worth showing, best first."""
    asked = [words for words in map(_words, readings(query)) if words]
    rated = [(option, _rate(query, asked, option)) for option in options]
    return sorted((pair for pair in rated if pair[1] >= _FLOOR), key=lambda pair: -pair[1])


def key(text: str) -> str:
    """Fold `text` for comparing: case, ё/е, ў/у, apostrophes, punctuation, spaces."""
    folded = plain(text)
    return " ".join(re.findall(r"[^\W_]+", folded)) or folded


def _rate(query: str, asked: list[list[_Word]], option: Option) -> float:
    if key(query).replace(" ", "") == key(option.name).replace(" ", ""):
        return 1.0
    labels = [_label(text) for text in option.labels]
    return max((_similar(words, label) for words in asked for label in labels), default=0.0)


def readings(query: str) -> list[str]:
    """Read the query as typed, with the keyboard in the wrong language, and in Latin letters."""
    typed = plain(query)
    if re.search("[а-яёіў]", typed):
        return [typed.translate(_LOOKALIKES)]
    if not re.search("[a-z]", typed):
        return [typed]
    layouts = [
        "".join(keys.get(sign, sign) for sign in query.lower()) for keys in (_LAYOUT, _LAYOUT_BE)
    ]
    latin = typed
    for letters, cyrillic in _LATIN:
        latin = latin.replace(letters, cyrillic)
    return list(dict.fromkeys([typed, *layouts, latin]))


def _words(query: str) -> list[_Word]:
    words = [word for word in key(query).split() if word not in _PREPOSITIONS] or key(
        query
    ).split()
    return [_word(word) for word in _telling(words)]


@lru_cache(maxsize=16_384)
def _label(text: str) -> _Label:
    words = key(text).split()
    return _Label(tuple(map(_word, _telling(words))), "".join(word[0] for word in words))


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if not _KINDS.fullmatch(word)] or words


def _word(letters: str) -> _Word:
    sound = re.sub(r"дз(?=[еёияюі])", "д", letters).translate(_SOUNDS)
    sound = re.sub(r"(.)\1+", r"\1", sound)
    stem = _ENDING.sub("", sound)
    return _Word(letters, sound, stem if len(stem) >= _STEM_LETTERS else sound)


def _similar(asked: list[_Word], label: _Label) -> float:
    if not label.words:
        return 0.0
    by_words = _by_words(asked, label.words)
    return max(by_words, _joined(asked, label.words), _initials(asked, label))


def _by_words(asked: list[_Word], label: tuple[_Word, ...]) -> float:
    """Weigh words by their length; a label said whole and in order is a little better."""
    best = [
        max((_word_score(word, of), index) for index, of in enumerate(label)) for word in asked
    ]
    lengths = [len(word.letters) for word in asked]
    mean = sum(n * score for n, (score, _) in zip(lengths, best, strict=True)) / sum(lengths)
    met = {index for score, index in best if score}
    covered = sum(len(label[i].letters) for i in met) / sum(len(word.letters) for word in label)
    turned = any(later < earlier for earlier, later in pairwise(index for _, index in best))
    return mean * (0.9 + 0.1 * covered) - 0.01 * turned


def _word_score(asked: _Word, of: _Word) -> float:
    if asked.letters == of.letters:
        return 1.0
    if asked.sound == of.sound:
        return 0.98
    if asked.stem == of.stem:
        return 0.96
    if len(asked.sound) >= _SHORT and of.sound.startswith(asked.sound):
        return 0.9 + 0.05 * len(asked.sound) / len(of.sound)
    alike = max(_alike(asked.stem, of.stem), _alike(asked.sound, of.sound))
    return alike * 0.9 if alike >= _ALIKE else 0.0


def _joined(asked: list[_Word], label: tuple[_Word, ...]) -> float:
    """Compare without spaces: «большиешиловичи», «Ново селки»."""
    if len(asked) == len(label) == 1:
        return 0.0
    one, other = ("".join(word.sound for word in words) for words in (asked, label))
    if one == other:
        return 0.97
    return alike * 0.88 if (alike := _alike(one, other)) >= _ALIKE else 0.0


def _initials(asked: list[_Word], label: _Label) -> float:
    typed = "".join(word.letters for word in asked)
    return 0.85 if len(typed) >= _SHORT and label.initials.startswith(typed) else 0.0


def _alike(one: str, other: str) -> float:
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # lazy: only a typed search needs it

    return OSA.normalized_similarity(one, other)
