"""What an expression speaks of, found without evaluating it: paths and calls."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.forms.xpath.syntax import Call, Chain, Filter, Negate, Path, Plus, Root, Step, Syntax


@dataclass(frozen=True, slots=True)
class Reference:
    """A location path; `start` is "root", "context" or "other" (an instance, another call).

    `steps` are names, `..`, `*`, `@name` and `//`; a path in a predicate continues the path
    before it, and `.` leaves no step.
    """

    start: str
    steps: tuple[str, ...]

    def __str__(self) -> str:
        lead = {"root": "/", "context": "", "other": "(…)/"}[self.start]
        return re.sub("/{3,}", "//", lead + "/".join(self.steps)) or "."


_CONTEXT = Reference("context", ())
_ROOT = Reference("root", ())
_OTHER = Reference("other", ())


def references(tree: Syntax) -> Iterator[Reference]:
    """Yield every location path of an expression, those of predicates too."""
    yield from _found(tree, _CONTEXT)


def _found(tree: Syntax, base: Reference) -> Iterator[Reference]:
    if isinstance(tree, Path):
        yield from _path(tree, base)
    elif isinstance(tree, Filter):
        yield from _found(tree.primary, base)
        for predicate in tree.predicates:
            yield from _found(predicate, _result(tree.primary, base))
    else:
        for operand in parts(tree):
            yield from _found(operand, base)


def parts(tree: Syntax) -> tuple[Syntax, ...]:
    """Return the operands or arguments right below an operator or call."""
    if isinstance(tree, Call):
        return tree.arguments
    if isinstance(tree, Chain):
        return tree.first, *(operand for _, operand in tree.rest)
    if isinstance(tree, Negate | Plus):
        return (tree.operand,)
    return ()


def _path(tree: Path, base: Reference) -> Iterator[Reference]:
    if tree.start is None:
        place = base
    elif isinstance(tree.start, Root):
        place = _ROOT
    else:
        yield from _found(tree.start, base)
        place = _result(tree.start, base)
    for step in tree.steps:
        place = _after(place, step)
        for predicate in step.predicates:
            yield from _found(predicate, place)
    yield place


def _result(tree: Syntax, base: Reference) -> Reference:
    if isinstance(tree, Call):
        return _CONTEXT if tree.name == "current" else _OTHER
    if isinstance(tree, Filter):
        return _result(tree.primary, base)
    if isinstance(tree, Path):
        *_, last = _path(tree, base)
        return last
    return _OTHER


def _after(place: Reference, step: Step) -> Reference:
    written = _written(step)
    return Reference(place.start, (*place.steps, written)) if written else place


def _written(step: Step) -> str:
    if step.axis == "child":
        return step.test
    if step.axis == "attribute":
        return f"@{step.test}"
    if step.axis == "self":
        return ""
    if step.axis == "parent":
        return ".."
    return "//" if step.axis.startswith("descendant") else f"{step.axis}::{step.test}"


def calls(tree: Syntax) -> Iterator[Call]:
    """Yield every call in an expression."""
    if isinstance(tree, Call):
        yield tree
    for below in _below(tree):
        yield from calls(below)


def _below(tree: Syntax) -> Iterator[Syntax]:
    yield from parts(tree)
    if isinstance(tree, Path):
        if tree.start is not None and not isinstance(tree.start, Root):
            yield tree.start
        for step in tree.steps:
            yield from step.predicates
    elif isinstance(tree, Filter):
        yield tree.primary
        yield from tree.predicates
