"""What a blind jury reads: the words of an entry without names of its library and people; pure.

Only names that the network knows are found. What else a text tells («у нас в костёле») is for
who admits the entry to see.
"""

import re
from collections.abc import Iterable
from typing import Final

LEAST: Final = 4  # letters of a word that is taken for a name
ENDING: Final = 2  # letters that a case may change: Деревная, в Деревной
HIDDEN: Final = "…"
# An address leads to a library or a person as a name does.
ADDRESS: Final = re.compile(
    r"(?:https?://|www[.])\S+|\S+@\S+|\b[\w-]+(?:[.][\w-]+)*[.](?:by|ru|com|org|net|me)\b\S*",
    re.IGNORECASE,
)
WORD: Final = re.compile(r"[^\W\d_]+")


def masked(text: str, names: Iterable[str]) -> str:
    """Return a text with addresses and words that begin as a name does, in any case, hidden.

    Common words of a name («сельская библиотека») are written small and stay.
    """
    text = ADDRESS.sub(HIDDEN, text)
    stems = sorted({stem for name in names for stem in _stems(name)}, key=len, reverse=True)
    if not stems:
        return text
    either = "|".join(re.escape(one) for stem in stems for one in (stem, stem.upper()))
    return re.sub(rf"\b(?:{either})\w*", HIDDEN, text)


def _stems(name: str) -> Iterable[str]:
    for word in WORD.findall(name):
        if len(word) >= LEAST and word[0].isupper():
            yield word[: max(LEAST - 1, len(word) - ENDING)]
