"""The authors' types turned into XLSForm's: «один из жанры» is `select_one жанры`. Pure."""

from __future__ import annotations

import re

from bot.forms.authoring import words

_OTHER = re.compile(r"(.+?)\s+(?:" + "|".join(words.OTHER_WORDS) + r"|or[_ ]other)", re.IGNORECASE)
_SCALE = re.compile(
    r"(?:шкала|диапазон|дыяпазон)\s*(?:от|ад|с|з)?\s*(-?\d+)\s*(?:до|да|по|па|[-–—.…]+)\s*(-?\d+)",
    re.IGNORECASE,
)
_LIST = re.compile(
    "|".join(
        rf"(?P<{kind}>{'|'.join(sorted(spelled, key=len, reverse=True))})"
        for kind, spelled in words.LIST_TYPES.items()
    )
    + r"(?!\w)",
    re.IGNORECASE,
)
_LONGEST = 200  # characters of a type that is worth reading
_QUOTES = "«»\"'“”: "


def plain(kind: str) -> str:
    """Return XLSForm's type for an author's; a type that is none of ours stays as it is."""
    if len(kind) > _LONGEST:
        return kind
    other = _OTHER.fullmatch(kind.strip())
    if other:
        return f"{plain(other[1])} or_other"
    word = words.folded(kind)
    if word in words.TYPES:
        return words.TYPES[word]
    if _SCALE.fullmatch(word):
        return "range"
    return _of_list(kind.strip())


def scale(kind: str) -> str:
    """Return the parameters of «шкала от 1 до 5», "" for any other type."""
    match = _SCALE.fullmatch(words.folded(kind))
    return f"start={match[1]} end={match[2]} step=1" if match else ""


def lacks_list(kind: str) -> bool:
    """Tell whether the type speaks of a list and names none: «один из»."""
    match = _list_type(kind.strip())
    return match is not None and not kind.strip()[match.end() :].strip(_QUOTES)


def _of_list(kind: str) -> str:
    match = _list_type(kind)
    if match is None:
        return kind
    name = kind[match.end() :].strip(_QUOTES)
    return f"{match.lastgroup} {name}".strip()


def _list_type(kind: str) -> re.Match[str] | None:
    return re.match(rf"(?:{_LIST.pattern})", kind, re.IGNORECASE)
