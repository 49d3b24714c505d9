"""Names in an answer that all will read: libraries, people, who is greeted, telephones; pure."""

import re
from collections.abc import Iterable
from typing import Final

from bot.rules import privacy

LEAST: Final = 4  # letters of a word that is taken for a name
ENDING: Final = 2  # letters that a case may change: Деревная, в Деревной
HIDDEN: Final = "…"
_WORD: Final = re.compile(r"[^\W\d_]+")
# «Галина Фёдоровна»: an answer begins with it more often than with a surname. Of men only where
# a sign follows, as in a greeting: «Максим Богданович» is a poet.
_GREETED: Final = re.compile(
    r"\b[А-ЯЁІЎ][а-яёіў’']+ [А-ЯЁІЎ][а-яёіў’']+"
    r"(?:(?:[ое]вн|[иі]чн|[аеё]ўн)(?:а|ы|е|у|ой|ай)\b|[вь][иі]ч(?=[,!]))"
)
_TOGETHER: Final = re.compile(r"…(?:[\s.,]*(?:[А-ЯЁІЎ]\.)?[\s,]*…)+")
_INITIALS: Final = re.compile(r"…(?:\s*[А-ЯЁІЎ]\.){1,2}|(?:\b[А-ЯЁІЎ]\.\s*){1,2}…")


def named(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a text that begin as a name does, as written, each once; telephones."""
    pattern = _pattern(names)
    words = [*_GREETED.findall(text), *(pattern.findall(text) if pattern else [])]
    personal = [text[one.start : one.end] for one in privacy.findings(text)]
    return tuple(dict.fromkeys([*words, *personal]))


def without(text: str, names: Iterable[str]) -> str:
    """Return a text with the names and what is personal taken out."""
    for one in sorted(privacy.findings(text), key=lambda found: -found.start):
        text = text[: one.start] + HIDDEN + text[one.end :]
    text = _GREETED.sub(HIDDEN, text)
    pattern = _pattern(names)
    if pattern is None:
        return text
    hidden = _INITIALS.sub(HIDDEN, pattern.sub(HIDDEN, text))
    return _TOGETHER.sub(HIDDEN, hidden)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    stems = sorted({stem for name in names for stem in _stems(name)}, key=len, reverse=True)
    if not stems:
        return None
    either = "|".join(re.escape(one) for stem in stems for one in (stem, stem.upper()))
    return re.compile(rf"\b(?:{either})\w*")


def _stems(name: str) -> Iterable[str]:
    for word in _WORD.findall(name):
        if len(word) >= LEAST and word[0].isupper():
            yield word[: max(LEAST - 1, len(word) - ENDING)]
