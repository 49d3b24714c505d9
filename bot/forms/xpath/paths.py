"""Location paths to closures; plain child paths, nearly all of a form's, take a short way."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Any, TypeAlias

from lxml import etree

from bot.forms.xpath.axes import AXES, expanded, test_of
from bot.forms.xpath.codes import Nodes
from bot.forms.xpath.nodes import Document, Element, Node, ordered
from bot.forms.xpath.scope import Focus
from bot.forms.xpath.syntax import Root, Step, Syntax

Sieve: TypeAlias = Callable[[Focus, list[Node]], list[Node]]
Walk: TypeAlias = Callable[[Focus, list[Node]], list[Node]]
_ANY_BELOW = Step("descendant-or-self", "node()")
# From nodes of one depth these lead to nodes of one depth, in order and without repetition.
_LEVEL_AXES = frozenset(("child", "attribute", "self"))


def path_of(
    start: Any, nodes: Nodes | None, steps: tuple[Step, ...], sieve: Callable[[Syntax], Sieve]
) -> Nodes:
    """Compile a path that starts at the root, at given nodes or (None) at the context node."""
    if isinstance(start, Root):
        names, others = _leading_names(steps)
        begin = _absolute(names) if names else _top
        return _walking(begin, _walks(others, sieve, level=True))
    walks = _walks(steps, sieve, level=nodes is None)
    return _walking((lambda at: [at.node]) if nodes is None else nodes, walks)


def _top(at: Focus) -> list[Node]:
    return [at.top]


def _leading_names(steps: tuple[Step, ...]) -> tuple[list[str], tuple[Step, ...]]:
    names = [step.test for step in takewhile(_is_plain_child, steps)]
    return names, steps[len(names) :]


def _absolute(names: list[str]) -> Nodes:
    """Compile `/data/group/name`, the most frequent path: no document node, one search."""
    first, rest = names[0], names[1:]
    below = _finder(tuple(rest))
    path = "/" + "/".join(names)

    def run(at: Focus) -> list[Node]:
        scope = at.scope
        at.budget[0] -= 1
        place = scope.places.get(path)
        if place is not None:
            return [place]
        known = scope.namespaces
        if scope.root is not None or known.get("") or not isinstance(scope.node, Element):
            return _named_below([at.top], names, known)
        root = scope.node.getroottree().getroot()
        return below(root) if root.tag == first else []

    plain = ":" not in "".join(names)
    return run if plain else lambda at: _named_below([at.top], names, at.scope.namespaces)


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
    steps: tuple[Step, ...], sieve: Callable[[Syntax], Sieve], *, level: bool
) -> list[Walk]:
    walks: list[Walk] = []
    waiting = list(_shortened(steps))
    while waiting:
        names, _ = _leading_names(tuple(waiting))
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
        found = _named_below(nodes, names, at.scope.namespaces)
        at.budget[0] -= len(found) + 1
        return found if level else _in_order(at, found)

    return walk


def _named_below(nodes: list[Node], names: list[str], known: Mapping[str, str]) -> list[Node]:
    tags = tuple(expanded(name, known) for name in names)
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            found.extend(_finder(tags)(node))
        elif isinstance(node, Document) and node.root.tag == tags[0]:
            found.extend(_finder(tags[1:])(node.root))
    return found


@lru_cache(maxsize=4096)
def _finder(tags: tuple[str, ...]) -> Callable[[Element], list[Node]]:
    """Return the search of children by their tags; libxml2 walks several levels faster than we."""
    if not tags:
        return lambda element: [element]
    if len(tags) == 1:
        (only,) = tags
        return lambda element: list(element.iterchildren(only))
    try:
        search: Any = etree.ETXPath("/".join(tags), smart_strings=False)
    except etree.XPathError:
        # A name that Python calls one and libxml2 does not: no element bears it.
        return lambda _: []
    found: Callable[[Element], list[Node]] = search
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
