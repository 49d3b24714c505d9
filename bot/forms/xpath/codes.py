"""Compiled expressions as values: what kind they give, and how to get it as another kind."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from bot.forms.xpath import values
from bot.forms.xpath.errors import XPathError
from bot.forms.xpath.functions.signature import ANY, NODES, NUMBER, TEXT, TRUTH, Kind
from bot.forms.xpath.moments import Moment
from bot.forms.xpath.nodes import Node, text_of
from bot.forms.xpath.scope import Focus, Inner, Value

Run: TypeAlias = Callable[[Focus], Any]
Nodes: TypeAlias = Callable[[Focus], list[Node]]


class Code(NamedTuple):
    """A compiled expression: the kind of its value, known beforehand, and how to get it."""

    kind: Kind
    run: Run
    constant: Inner | None = None


def constant(kind: Kind, value: Inner) -> Code:
    """Compile a value that is written in the expression."""
    return Code(kind, lambda _: value, value)


def to_text(code: Code) -> Callable[[Focus], str]:
    """Return how to get the value as a text."""
    run = code.run
    if code.kind is TEXT:
        return run
    if code.kind is NODES:
        return lambda at: text_of(nodes[0]) if (nodes := run(at)) else ""
    return lambda at: values.text(run(at))


def to_number(code: Code) -> Callable[[Focus], float]:
    """Return how to get the value as a number."""
    run = code.run
    if code.kind is NUMBER:
        return run
    return lambda at: values.number(run(at), at.zone)


def to_truth(code: Code) -> Callable[[Focus], bool]:
    """Return how to get the value as a boolean."""
    run = code.run
    if code.kind is TRUTH:
        return run
    if code.kind in (NODES, TEXT):
        return lambda at: bool(run(at))
    return lambda at: values.truth(run(at))


def to_nodes(code: Code) -> Nodes:
    """Return how to get the value as a node-set; other values are an XPathError."""
    run = code.run
    if code.kind is NODES:
        return run

    def checked(at: Focus) -> list[Node]:
        value = run(at)
        if not isinstance(value, list):
            raise XPathError("not-nodes", found=values.text(value))
        return value

    return checked


CONVERSIONS: Mapping[Kind, Callable[[Code], Run]] = {
    TEXT: to_text,
    NUMBER: to_number,
    TRUTH: to_truth,
    NODES: to_nodes,
    ANY: lambda code: code.run,
}


def outer(value: Inner) -> Value:
    """Return a value as those outside see it: a date as its text, NaN for none."""
    if isinstance(value, Moment):
        return math.nan if value.millis is None else str(value)
    return value
