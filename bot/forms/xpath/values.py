"""Conversions and comparisons of values: XPath 1.0 as ODK bends it for dates and numbers."""

import math
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from decimal import Decimal
from typing import Any

from bot.forms.xpath import moments
from bot.forms.xpath.moments import DayCount, Moment
from bot.forms.xpath.nodes import text_of
from bot.forms.xpath.scope import Inner

SPACES = " \t\r\n"
_NUMBER = re.compile(
    r"[ \t\r\n]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?Infinity)[ \t\r\n]*", re.ASCII
)
_WHOLE = 1e15  # below it every whole float prints exactly
OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MIRRORED: Mapping[str, str] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def text_number(text: str, zone: tzinfo) -> float:
    """Return the number that a text holds, the days of a date text, else NaN."""
    found = _NUMBER.fullmatch(text)
    if found is not None:
        return float(found[1])
    count = moments.count_days(text.strip(SPACES), zone)
    return math.nan if count is None else count


def number(value: Inner, zone: tzinfo) -> float:
    """Convert to a number; booleans are 1 and 0, dates are days since 1970."""
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return text_number(value, zone)
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, Moment):
        return value.days
    return text_number(text_of(value[0]), zone) if value else math.nan


def text(value: Inner) -> str:
    """Convert to a text; a node-set is the text of its first node."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, Moment):
        return str(value)
    return text_of(value[0]) if value else ""


def number_text(value: float) -> str:
    """Write a number as XPath does: no exponent, no `.0`, no minus before zero."""
    if isinstance(value, DayCount):
        return value.shown
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < _WHOLE:
        return str(int(value))
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def truth(value: Inner) -> bool:
    """Convert to a boolean; a date that is none is false."""
    if isinstance(value, float):
        return bool(value) and not math.isnan(value)
    if isinstance(value, Moment):
        return value.millis is not None
    return bool(value)


def each_text(value: Inner) -> list[str]:
    """Return the texts of a node-set's nodes, or the one text of another value."""
    if isinstance(value, list):
        return [text_of(node) for node in value]
    return [text(value)]


def each_number(value: Inner, zone: tzinfo) -> list[float]:
    """Return the numbers of a node-set's nodes, or the one number of another value."""
    if isinstance(value, list):
        return [text_number(text_of(node), zone) for node in value]
    return [number(value, zone)]


def compare(sign: str, left: Inner, right: Inner, zone: tzinfo) -> bool:
    """Compare as ODK does; node-sets compare if any of their nodes does."""
    if sign in ("=", "!="):
        return _equal(sign, left, right, zone)
    return _related(sign, each_number(left, zone), each_number(right, zone))


def _equal(sign: str, left: Inner, right: Inner, zone: tzinfo) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return OPERATORS[sign](truth(left), truth(right))
    if _counts(left) or _counts(right):
        return _any_equal(sign, each_number(left, zone), each_number(right, zone))
    return _any_equal(sign, each_text(left), each_text(right))


def _counts(value: Inner) -> bool:
    return isinstance(value, float | Moment)


def _any_equal(sign: str, left: list[Any], right: list[Any]) -> bool:
    if len(left) == 1 and len(right) == 1:
        return OPERATORS[sign](left[0], right[0])
    # Sets keep two long node-sets from being compared pair by pair; NaN is checked by itself.
    if sign == "=":
        return any(one == one for one in set(left) & set(right))  # noqa: PLR0124 - NaN differs
    return bool(left and right) and _some_differ(set(left), set(right))


def _some_differ(left: set[Any], right: set[Any]) -> bool:
    return len(left | right) > 1 or any(one != one for one in left)  # noqa: PLR0124 - NaN differs


def _related(sign: str, left: list[float], right: list[float]) -> bool:
    if len(left) == 1 and len(right) == 1:
        return OPERATORS[sign](left[0], right[0])
    lows, highs = _known(left), _known(right)
    if not lows or not highs:
        return False
    if sign in ("<", "<="):
        return OPERATORS[sign](min(lows), max(highs))
    return OPERATORS[sign](max(lows), min(highs))


def _known(numbers: Iterable[float]) -> list[float]:
    return [one for one in numbers if not math.isnan(one)]
