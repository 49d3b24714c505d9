"""How a function is declared: what its arguments are converted to and what it returns."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any


class Kind(Enum):
    """The static kind of a value; ANY is known only when it is evaluated."""

    TRUTH = auto()
    NUMBER = auto()
    TEXT = auto()
    NODES = auto()
    ANY = auto()


TRUTH, NUMBER, TEXT, NODES, ANY = Kind.TRUTH, Kind.NUMBER, Kind.TEXT, Kind.NODES, Kind.ANY


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language.

    The last of `takes` may be left out (`optional` of them), or repeats (`repeats`). `focused`
    functions get the Focus first; with `of_context` a call without arguments is one of the node.
    """

    call: Callable[..., Any]
    returns: Kind
    takes: tuple[Kind, ...] = ()
    optional: int = 0
    repeats: bool = False
    focused: bool = False
    of_context: bool = False

    def accepts(self, count: int) -> bool:
        """Tell whether a call with `count` arguments is allowed."""
        least = len(self.takes) - self.optional - self.repeats
        return least <= count and (self.repeats or count <= len(self.takes))

    def kind_of(self, place: int) -> Kind:
        """Return what the argument at `place` is converted to."""
        return self.takes[min(place, len(self.takes) - 1)]
