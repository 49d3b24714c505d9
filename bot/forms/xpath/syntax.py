"""The syntax tree of an expression: frozen values, no behaviour."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function; `name` with its prefix."""

    name: str
    arguments: tuple["Syntax", ...]
    position: int


@dataclass(frozen=True, slots=True)
class Negate:
    """An odd number of minus signs before an operand."""

    operand: "Syntax"


@dataclass(frozen=True, slots=True)
class Plus:
    """An even number of minus signs: a conversion to a number only."""

    operand: "Syntax"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one precedence, read from the left; flat, so that length is not depth."""

    first: "Syntax"
    rest: tuple[tuple[str, "Syntax"], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path; `test` is a name, `prefix:*`, `*` or a kind such as `text()`."""

    axis: str
    test: str
    predicates: tuple["Syntax", ...] = ()
    target: str | None = None  # of processing-instruction('target')


@dataclass(frozen=True, slots=True)
class Path:
    """A location path from the root, the context node (start is None) or an expression."""

    start: "Syntax | Root | None"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """The start of an absolute path."""


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression with predicates, `(//a)[1]`."""

    primary: "Syntax"
    predicates: tuple["Syntax", ...]


Syntax: TypeAlias = Number | Literal | Call | Negate | Plus | Chain | Path | Filter
