"""Location paths to closures; plain child paths, nearly all of a form's, take a short way."""

from collections.abc import Callable
from itertools import takewhile
from typing import Any, TypeAlias

from bot.forms.xpath.axes import AXES, expanded, test_of
from bot.forms.xpath.nodes import Document, Element, Node, ordered
from bot.forms.xpath.scope import Focus
from bot.forms.xpath.syntax import Root, Step, Syntax

Nodes: TypeAlias = Callable[[Focus], list[Node]]
Sieve: TypeAlias = Callable[[Focus, list[Node]], list[Node]]
Walk: TypeAlias = Callable[[Focus, list[Node]], list[Node]]
_ANY_BELOW = Step("descendant-or-self", "node()")
# From nodes of one depth these lead to nodes of one depth, in order and without repetition.
_LEVEL_AXES = frozenset(("child", "attribute", "self"))


def path_of(
    start: Any, nodes: Nodes | None, steps: tuple[Step, ...], sieve: Callable[[Syntax], Sieve]
) -> Nodes:
    """Compile a path that starts at the root, at given nodes or (None) at the context node."""
    walks = _walks(steps, sieve, single=nodes is None)
    if isinstance(start, Root):
        return _walking(lambda at: [at.top], walks)
    if nodes is None:
        return _walking(lambda at: [at.node], walks)
    return _walking(nodes, walks)


def _walking(begin: Nodes, walks: list[Walk]) -> Nodes:
    if not walks:
        return begin
    if len(walks) == 1:
        (only,) = walks
        return lambda at: only(at, begin(at))

    def run(at: Focus) -> list[Node]:
        nodes = begin(at)
        for walk in walks:
            nodes = walk(at, nodes)
        return nodes

    return run


def _walks(
    steps: tuple[Step, ...], sieve: Callable[[Syntax], Sieve], *, single: bool
) -> list[Walk]:
    walks: list[Walk] = []
    waiting = list(_shortened(steps))
    level = single
    while waiting:
        names = [step.test for step in takewhile(_is_plain_child, waiting)]
        if names:
            walks.append(_child_walk(names, level=level))
            del waiting[: len(names)]
            continue
        step = waiting.pop(0)
        walks.append(_step_walk(step, sieve, level=level))
        level = level and step.axis in _LEVEL_AXES
    return walks


def _shortened(steps: tuple[Step, ...]) -> list[Step]:
    """Join `//name` to one step along descendants, which is the same unless it has predicates."""
    short: list[Step] = []
    for step in steps:
        if short and short[-1] == _ANY_BELOW and step.axis == "child" and not step.predicates:
            short[-1] = Step("descendant", step.test, (), step.target)
        elif step != Step("self", "node()"):
            short.append(step)
    return short


def _is_plain_child(step: Step) -> bool:
    plain = step.axis == "child" and not step.predicates
    return plain and step.test != "*" and not step.test.endswith(("()", ":*"))


def _child_walk(names: list[str], *, level: bool) -> Walk:
    def walk(at: Focus, nodes: list[Node]) -> list[Node]:
        known = at.scope.namespaces
        for name in names:
            tag = expanded(name, known) if known or ":" in name else name
            nodes = _named_children(nodes, tag)
        at.budget[0] -= len(nodes)
        return nodes if level else _in_order(at, nodes)

    return walk


def _named_children(nodes: list[Node], tag: str) -> list[Node]:
    if len(nodes) == 1 and isinstance(nodes[0], Element):
        return list(nodes[0].iterchildren(tag))
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            found.extend(node.iterchildren(tag))
        elif isinstance(node, Document) and node.root.tag == tag:
            found.append(node.root)
    return found


def _in_order(at: Focus, nodes: list[Node]) -> list[Node]:
    if len(nodes) > 1:
        at.spend(len(nodes))
        return ordered(nodes)
    return nodes


def _step_walk(step: Step, sieve: Callable[[Syntax], Sieve], *, level: bool) -> Walk:
    sieves = [sieve(predicate) for predicate in step.predicates]
    candidates = _candidates(step)
    keeps_order = level and step.axis in _LEVEL_AXES

    def walk(at: Focus, nodes: list[Node]) -> list[Node]:
        found: list[Node] = []
        for node in nodes:
            passed = candidates(at, node)
            at.spend(len(passed) + 1)
            found.extend(sieved(at, passed, sieves) if sieves else passed)
        return found if keeps_order or len(found) < 2 else ordered(found)  # noqa: PLR2004 - one is in order

    return walk


def _candidates(step: Step) -> Callable[[Focus, Node], list[Node]]:
    if step.axis == "child" and not step.test.endswith("()"):
        return lambda at, node: _children(at, node, step.test)
    if step.axis == "descendant" and not step.test.endswith("()"):
        return lambda at, node: _descendants(at, node, step.test)
    if (step.axis, step.test) == ("self", "node()"):
        return lambda _, node: [node]
    axis = AXES[step.axis]

    def along_axis(at: Focus, node: Node) -> list[Node]:
        test = test_of(step.axis, step.test, step.target, at.scope.namespaces)
        return [other for other in _counted(at, axis(node)) if test(other)]

    return along_axis


def _counted(at: Focus, nodes: Any) -> Any:
    for node in nodes:
        at.spend(1)
        yield node


def _tag(at: Focus, test: str) -> str:
    return test if test == "*" else expanded(test, at.scope.namespaces)


def _children(at: Focus, node: Node, test: str) -> list[Node]:
    tag = _tag(at, test)
    if isinstance(node, Element):
        return list(node.iterchildren(tag))
    root = node.root if isinstance(node, Document) else None
    return [] if root is None else [one for one in root.iter(tag) if one is root]


def _descendants(at: Focus, node: Node, test: str) -> list[Node]:
    tag = _tag(at, test)
    if isinstance(node, Element):
        return list(node.iterdescendants(tag))
    return list(node.root.iter(tag)) if isinstance(node, Document) else []


def sieved(at: Focus, nodes: list[Node], sieves: list[Sieve]) -> list[Node]:
    """Pass nodes, in the order of their axis, through the predicates of a step."""
    for one in sieves:
        nodes = one(at, nodes)
    return nodes


