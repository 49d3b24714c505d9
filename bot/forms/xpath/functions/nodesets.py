"""Functions on node-sets: counting, names, instances, repeats, shuffling."""

import math
from collections.abc import Callable, Mapping

from bot.forms.xpath.axes import local_name, namespace_uri, qualified_name
from bot.forms.xpath.errors import XPathError
from bot.forms.xpath.functions.shuffle import seed_of, seeded, shuffled
from bot.forms.xpath.functions.signature import ANY, NODES, NUMBER, TEXT, Function
from bot.forms.xpath.nodes import XML_NAMESPACE, Element, Node, document_of, text_of
from bot.forms.xpath.scope import Focus, Inner
from bot.forms.xpath.values import each_text, number, text


def _count(nodes: list[Node]) -> float:
    return float(len(nodes))


def _count_non_empty(nodes: list[Node]) -> float:
    return float(sum(1 for node in nodes if text_of(node)))


def _named(name_of: Callable[[Node], str]) -> Function:
    def first_name(nodes: list[Node]) -> str:
        return name_of(nodes[0]) if nodes else ""

    return Function(first_name, TEXT, (NODES,), optional=1, of_context=True)


def _position(at: Focus, nodes: list[Node] | None = None) -> float:
    """Return the context position, or a node's place among its neighbours of the same name."""
    if nodes is None:
        return float(at.position)
    if not nodes:
        return math.nan
    node, place = nodes[0], 1
    if not isinstance(node, Element):
        raise XPathError("not-an-element", name="position")
    for sibling in node.itersiblings(preceding=True):
        if isinstance(sibling.tag, str):
            if sibling.tag != node.tag:
                break
            place += 1
    return float(place)


def _instance(at: Focus, name: str) -> list[Node]:
    found = at.scope.instances.get(name)
    return [] if found is None else [found]


def _id(at: Focus, value: Inner) -> list[Node]:
    wanted = {name for one in each_text(value) for name in one.split()}
    found: list[Node] = []
    for element in document_of(at.node).root.iter():
        at.spend(1)
        if _identity(element) in wanted:
            found.append(element)
    return found


def _identity(element: Element) -> str | None:
    return element.get("id") or element.get(f"{{{XML_NAMESPACE}}}id")


def _indexed_repeat(at: Focus, target: list[Node], *pairs: Inner) -> list[Node]:
    """Keep of `target` what stands in the repeats chosen by pairs of (repeats, index)."""
    holder: Node | None = None
    for repeats, place in sorted(_levels(at, pairs), key=_depth):
        inside = repeats if holder is None else _standing_in(repeats, holder)
        if not 1 <= place <= len(inside) or place != int(place):
            return []
        holder = inside[int(place) - 1]
        at.spend(len(repeats))
    return target if holder is None else _standing_in(target, holder)


def _depth(level: tuple[list[Node], float]) -> int:
    nodes, _ = level
    return _ancestor_count(nodes[0]) if nodes else 0


def _ancestor_count(node: Node) -> int:
    return sum(1 for _ in node.iterancestors()) if isinstance(node, Element) else 0


def _standing_in(nodes: list[Node], holder: Node) -> list[Node]:
    return [node for node in nodes if isinstance(node, Element) and _is_above(holder, node)]


def _is_above(holder: Node, node: Element) -> bool:
    return any(above is holder for above in node.iterancestors())


def _levels(at: Focus, pairs: tuple[Inner, ...]) -> list[tuple[list[Node], float]]:
    if len(pairs) % 2:
        raise XPathError("argument-count", name="indexed-repeat", found=len(pairs) + 1)
    levels = []
    for nodes, place in zip(pairs[::2], pairs[1::2], strict=True):
        if not isinstance(nodes, list):
            raise XPathError("not-nodes", name="indexed-repeat")
        levels.append((nodes, number(place, at.zone)))
    return levels


def _randomize(at: Focus, nodes: list[Node], seed: Inner | None = None) -> list[Node]:
    if seed is None:
        return shuffled(nodes, at.scope.random.random)
    return shuffled(nodes, seeded(seed_of(number(seed, at.zone), text(seed))))


def _pulldata(at: Focus, name: str, wanted: str, key: str, value: str) -> str:
    """Return `wanted` of the first item whose `key` is `value`, empty if there is none."""
    holder = at.scope.instances.get(name)
    for item in () if holder is None else holder.iterfind("{*}root/{*}item"):
        at.spend(1)
        if _field(item, key) == value:
            return _field(item, wanted) or ""
    return ""


def _field(item: Element, name: str) -> str | None:
    return next((text_of(child) for child in item.iterchildren(f"{{*}}{name}")), None)


def _depend(first: Inner, *_others: Inner) -> Inner:
    return first


NODE_FUNCTIONS: Mapping[str, Function] = {
    "count": Function(_count, NUMBER, (NODES,)),
    "count-non-empty": Function(_count_non_empty, NUMBER, (NODES,)),
    "depend": Function(_depend, ANY, (ANY, ANY), repeats=True),
    "id": Function(_id, NODES, (ANY,), focused=True),
    "indexed-repeat": Function(
        _indexed_repeat, NODES, (NODES, NODES, ANY, ANY), repeats=True, focused=True
    ),
    "instance": Function(_instance, NODES, (TEXT,), focused=True),
    "local-name": _named(local_name),
    "name": _named(qualified_name),
    "namespace-uri": _named(namespace_uri),
    "position": Function(_position, NUMBER, (NODES,), optional=1, focused=True),
    "pulldata": Function(_pulldata, TEXT, (TEXT, TEXT, TEXT, TEXT), focused=True),
    "randomize": Function(_randomize, NODES, (NODES, ANY), optional=1, focused=True),
}
