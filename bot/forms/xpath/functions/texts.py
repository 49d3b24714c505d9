"""Functions on texts: the core of XPath 1.0 and ODK's additions."""

import base64
import binascii
import hashlib
import math
from collections.abc import Mapping
from uuid import UUID

from bot.forms.xpath.errors import XPathError
from bot.forms.xpath.functions.numbers import half_up, whole
from bot.forms.xpath.functions.signature import ANY, NUMBER, TEXT, TRUTH, Function
from bot.forms.xpath.patterns import pattern_of
from bot.forms.xpath.scope import Focus, Inner
from bot.forms.xpath.values import SPACES, each_text, text

_TEXT_LIMIT = 1_000_000
_TOKEN_LIMIT = 1_000
_TOKEN_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"  # noqa: S105 - an alphabet
_HASHES: Mapping[str, str] = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}


def _concat(*values: Inner) -> str:
    return _join("", *values)


def _join(glue: str, *values: Inner) -> str:
    joined: list[str] = []
    room = _TEXT_LIMIT
    for value in values:
        for one in each_text(value):
            room -= len(one) + len(glue)
            if room < 0:
                raise XPathError("text-too-long", limit=_TEXT_LIMIT)
            joined.append(one)
    return glue.join(joined)


def _substring_before(whole_text: str, mark: str) -> str:
    before, found, _ = whole_text.partition(mark) if mark else ("", "", "")
    return before if found else ""


def _substring_after(whole_text: str, mark: str) -> str:
    return whole_text.partition(mark)[2] if mark else whole_text


def _substring(whole_text: str, start: float, length: float | None = None) -> str:
    first = half_up(start)
    end = math.inf if length is None else first + half_up(length)
    # Compared as XPath writes it, so that NaN and infinities need no case of their own.
    return "".join(sign for place, sign in enumerate(whole_text, 1) if first <= place < end)


def _substr(whole_text: str, start: float, end: float = math.inf) -> str:
    return whole_text[_index(start, whole_text) : _index(end, whole_text)]


def _index(place: float, whole_text: str) -> int:
    if math.isnan(place):
        return 0
    return int(max(-len(whole_text), min(place, len(whole_text))))


def _translate(whole_text: str, old: str, new: str) -> str:
    table: dict[int, str | None] = {}
    for place, sign in enumerate(old):
        table.setdefault(ord(sign), new[place] if place < len(new) else None)
    return whole_text.translate(table)


def _normalize_space(value: str) -> str:
    for space in SPACES:
        value = value.replace(space, " ")
    return " ".join(word for word in value.split(" ") if word)


def _regex(value: str, pattern: str) -> bool:
    return pattern_of(pattern).found_in(value)


def _uuid(at: Focus, length: float | None = None) -> str:
    source = at.scope.random
    if length is None:
        return str(UUID(int=source.getrandbits(128), version=4))
    if not 0 <= length <= _TOKEN_LIMIT:
        raise XPathError("bad-length", limit=_TOKEN_LIMIT)
    return "".join(source.choice(_TOKEN_SIGNS) for _ in range(int(length)))


def _digest(message: str, algorithm: str, encoding: str = "base64") -> str:
    if algorithm not in _HASHES:
        raise XPathError("unknown-algorithm", algorithm=algorithm)
    hashed = hashlib.new(_HASHES[algorithm], message.encode(), usedforsecurity=False)
    if encoding == "hex":
        return hashed.hexdigest()
    if encoding != "base64":
        raise XPathError("unknown-encoding", encoding=encoding)
    return base64.b64encode(hashed.digest()).decode()


def _base64_decode(encoded: str) -> str:
    try:
        return base64.b64decode(encoded).decode(errors="replace")
    except (binascii.Error, ValueError):
        return ""


def _selected(chosen: str, name: str) -> bool:
    return name.strip(SPACES) in chosen.split(" ")


def _selected_at(chosen: str, place: float) -> str:
    index, names = whole(place), chosen.split(" ")
    return names[int(index)] if 0 <= index < len(names) else ""


def _count_selected(chosen: str) -> float:
    return float(len(chosen.split()))


def _coalesce(*values: Inner) -> str:
    # ODK's suites: a failed sum is as good as no answer.
    shown = (text(value) for value in values)
    return next((one for one in shown if one not in ("", "NaN")), "")


TEXT_FUNCTIONS: Mapping[str, Function] = {
    "base64-decode": Function(_base64_decode, TEXT, (TEXT,)),
    "coalesce": Function(_coalesce, TEXT, (ANY, ANY), repeats=True),
    "concat": Function(_concat, TEXT, (ANY,), repeats=True),
    "contains": Function(str.__contains__, TRUTH, (TEXT, TEXT)),
    "count-selected": Function(_count_selected, NUMBER, (TEXT,)),
    "digest": Function(_digest, TEXT, (TEXT, TEXT, TEXT), optional=1),
    "ends-with": Function(str.endswith, TRUTH, (TEXT, TEXT)),
    "join": Function(_join, TEXT, (TEXT, ANY), repeats=True),
    "normalize-space": Function(_normalize_space, TEXT, (TEXT,), optional=1, of_context=True),
    "regex": Function(_regex, TRUTH, (TEXT, TEXT)),
    "selected": Function(_selected, TRUTH, (TEXT, TEXT)),
    "selected-at": Function(_selected_at, TEXT, (TEXT, NUMBER)),
    "starts-with": Function(str.startswith, TRUTH, (TEXT, TEXT)),
    "string": Function(text, TEXT, (ANY,), optional=1, of_context=True),
    "string-length": Function(
        lambda value: float(len(value)), NUMBER, (TEXT,), optional=1, of_context=True
    ),
    "substr": Function(_substr, TEXT, (TEXT, NUMBER, NUMBER), optional=1),
    "substring": Function(_substring, TEXT, (TEXT, NUMBER, NUMBER), optional=1),
    "substring-after": Function(_substring_after, TEXT, (TEXT, TEXT)),
    "substring-before": Function(_substring_before, TEXT, (TEXT, TEXT)),
    "translate": Function(_translate, TEXT, (TEXT, TEXT, TEXT)),
    "uuid": Function(_uuid, TEXT, (NUMBER,), optional=1, focused=True),
}
