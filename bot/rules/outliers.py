"""Which libraries stand out by their change against last year; pure.

Robust: the quartiles of all libraries decide, so that one wild number hides no other, and what
the whole network does (a closed quarter, a new way of counting) makes nobody stand out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Final, Protocol

from bot.forms import compared
from bot.forms.compared import Field
from bot.forms.model import Compare, Form
from bot.forms.turns import Kind

FENCES: Final = 1.5  # quartile ranges beyond the quartiles (Tukey)
ENOUGH: Final = 8  # libraries; quartiles of fewer say nothing
ALONE: Final = 0.3  # change that stands out where there are fewer
NEAR: Final = 0.1  # of the middle one: never told, however alike the others are
FEW: Final = 10  # smaller counts jump by themselves


class Pair(Protocol):
    """A library's number now and a year ago."""

    @property
    def library_id(self) -> int:
        """Return whose it is."""

    @property
    def question(self) -> str:
        """Return what was asked."""

    @property
    def number(self) -> float:
        """Return the number now."""

    @property
    def before(self) -> float:
        """Return the number a year ago."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """A number that stands out; `distance` is how far its change is from the middle one."""

    library_id: int
    question: str
    number: float
    before: float
    distance: float


def counts(form: Form) -> dict[str, Field]:
    """Return the numbers of a form that are set against last year's."""
    return {
        one.name: one
        for one in compared.figures(form)
        if one.is_number and one.kind is not Kind.RANGE and one.compare is not Compare.NONE
    }


def found(pairs: Iterable[Pair]) -> list[Outlier]:
    """Return what stands out, the furthest first."""
    by_question: dict[str, list[Pair]] = defaultdict(list)
    for one in pairs:
        if one.before and max(one.number, one.before) >= FEW:
            by_question[one.question].append(one)
    outliers = [one for some in by_question.values() for one in _of_question(some)]
    return sorted(outliers, key=lambda one: (-one.distance, one.library_id, one.question))


def are_few(pairs: Iterable[Pair]) -> bool:
    """Tell whether so few libraries are compared that a share decides, not the others."""
    return len({one.library_id for one in pairs}) < ENOUGH


def _of_question(pairs: Sequence[Pair]) -> list[Outlier]:
    changes = [one.number / one.before - 1 for one in pairs]
    middle = median(changes) if len(changes) >= ENOUGH else 0.0
    low, high = _fences(changes, middle)
    return [
        Outlier(one.library_id, one.question, one.number, one.before, abs(change - middle))
        for one, change in zip(pairs, changes, strict=True)
        if change < low or change > high
    ]


def _fences(changes: Sequence[float], middle: float) -> tuple[float, float]:
    """Return the lowest and the highest change that stands out nowhere."""
    if len(changes) < ENOUGH:
        return -ALONE, ALONE
    first, _, third = quantiles(changes, n=4, method="inclusive")
    reach = FENCES * (third - first)
    return min(first - reach, middle - NEAR), max(third + reach, middle + NEAR)
