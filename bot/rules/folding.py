"""Words of two languages made alike: folded letters, stems, a key that both share; pure.

A Russian and a Belarusian word that sound alike get one key («библиотека», «бібліятэка»); those
that do not are named in `bot/rules/lexicon.py`. Stems of Russian are Snowball's; Belarusian has
no stemmer, so the key has a list of endings of its own, written in the letters of the key.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any, Final

from bot.rules import lexicon

_MARKS: Final = str.maketrans({"ё": "е", "ў": "у", "і": "и", "ґ": "г", "\u0301": ""})
_APOSTROPHE: Final = "['`\N{MODIFIER LETTER APOSTROPHE}\N{RIGHT SINGLE QUOTATION MARK}]"
_APOSTROPHES: Final = re.compile(rf"(?<=[^\W\d_]){_APOSTROPHE}(?=[^\W\d_])")
_WORD: Final = re.compile(r"[^\W_]+")

_SOFT_D: Final = re.compile("дз(?=[иеяюэь])")
_SOFT_T: Final = re.compile("ц(?=[иеяюь])(?!и[яиюейо])")
_AFTER_I: Final = re.compile("(?<=[иы])[аоеэя]")
_HUSHED: Final = re.compile("(?<=[жчшщ])[еэ]")
_V: Final = re.compile("(?<=[аоеэиыяю])у")
_SOUNDS: Final = str.maketrans(
    {"о": "а", "я": "е", "э": "е", "ы": "и", "й": "и", "ю": "у", "ь": None, "ъ": None}
)
_TWICE: Final = re.compile(r"(.)\1+")
_ENDING: Final = re.compile(
    "(?:иами|иах|ами|еми|ими|ага|ега|аму|ему|ае|аа|иа|иу|ие|ау|еу|ав|ев|ах|ех|их|ам|ем|им|аи|еи|"
    "[аеиу])$"
)
_OWNED: Final = re.compile("[ае]в$")  # Быкова, правовой
_RELATED: Final = re.compile("(?:ичаск|ск)$")
_FLEETING: Final = re.compile("(?<=[^аеиу])[ае](?=к$)")
_STEM: Final = 3  # letters that an ending leaves at least
_ROOT_LEFT: Final = 4
_FLEET: Final = 5
ROOT: Final = 5  # letters of what words of one root share
_ROOTED: Final = 7  # letters of a key that has a root


def fold(text: str) -> str:
    """Fold case, ё/е, ў/у, і/и, accents and apostrophes."""
    composed = unicodedata.normalize("NFC", text).lower()
    return _APOSTROPHES.sub("", composed).translate(_MARKS)


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text in order."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # noqa: PLC0415  # lazy: only a search needs it

    return snowballstemmer.stemmer("russian")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a folded word by Snowball's rules for Russian."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def sound(word: str) -> str:
    """Write a folded word as it sounds in both languages: «война», «вайна» are «ваина»."""
    spoken = _SOFT_T.sub("т", _SOFT_D.sub("д", word.replace("шч", "щ")))
    spoken = _HUSHED.sub("а", spoken)
    spoken = _V.sub("в", _AFTER_I.sub("а", spoken))
    return _TWICE.sub(r"\1", spoken.translate(_SOUNDS))


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """Return what a folded word and its forms in either language share."""
    if word.isdecimal():
        return word
    spoken = sound(word)
    if meaning := lexicon.TABLE.of(word) or _sounding().of(spoken):
        return meaning
    bare = _without(_ENDING, spoken, _STEM)
    bare = _without(_OWNED, bare, _STEM)
    bare = _without(_RELATED, bare, _ROOT_LEFT)
    return _FLEETING.sub("", bare) if len(bare) >= _FLEET else bare


def _without(ending: re.Pattern[str], word: str, least: int) -> str:
    bare = ending.sub("", word)
    return bare if len(bare) >= least else word


@lru_cache(maxsize=1)
def _sounding() -> lexicon.Table:
    """Return the lexicon as it sounds, for what is typed with letters of the other language."""
    return lexicon.TABLE.spelt(sound)


def root(of: str) -> str:
    """Return the beginning that a key shares with words of its root; empty for a short one."""
    return of[:ROOT] if len(of) >= _ROOTED and not of.startswith("=") else ""


def keys(text: str) -> tuple[str, ...]:
    """Return the keys of a text's telling words in order, each once."""
    return tuple(dict.fromkeys(key(one) for one in words(text) if one not in lexicon.EMPTY))
