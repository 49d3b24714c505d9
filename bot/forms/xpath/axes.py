"""The thirteen axes of XPath 1.0 and the tests of a step; each axis yields in its own order."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from bot.forms.xpath.errors import XPathError
from bot.forms.xpath.nodes import (
    XML_NAMESPACE,
    Attribute,
    Document,
    Element,
    Namespace,
    Node,
    Text,
    attributes,
    children,
    is_element,
    namespaces,
    parent,
)

Axis: TypeAlias = Callable[[Node], Iterator[Node]]
NodeTest: TypeAlias = Callable[[Node], bool]
_KNOWN_PREFIXES: Mapping[str, str] = {
    "xml": XML_NAMESPACE,
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "h": "http://www.w3.org/1999/xhtml",
}


def _self(node: Node) -> Iterator[Node]:
    yield node


def _parent(node: Node) -> Iterator[Node]:
    above = parent(node)
    if above is not None:
        yield above


def _ancestors(node: Node) -> Iterator[Node]:
    above = parent(node)
    while above is not None:
        yield above
        above = parent(above)


def _ancestors_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _ancestors(node)


def _descendants(node: Node) -> Iterator[Node]:
    waiting = [children(node)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        else:
            yield child
            waiting.append(children(child))


def _descendants_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _descendants(node)


def _siblings(node: Node) -> tuple[list[Node], list[Node]]:
    above = parent(node)
    if above is None or isinstance(node, Attribute | Namespace):
        return [], []
    row = list(children(above))
    place = row.index(node)
    return row[:place], row[place + 1 :]


def _following_siblings(node: Node) -> Iterator[Node]:
    yield from _siblings(node)[1]


def _preceding_siblings(node: Node) -> Iterator[Node]:
    yield from reversed(_siblings(node)[0])


def _following(node: Node) -> Iterator[Node]:
    if isinstance(node, Attribute | Namespace):
        yield from _descendants(node.owner)
        node = node.owner
    for step in _ancestors_or_self(node):
        for sibling in _following_siblings(step):
            yield from _descendants_or_self(sibling)


def _preceding(node: Node) -> Iterator[Node]:
    start = node.owner if isinstance(node, Attribute | Namespace) else node
    for step in _ancestors_or_self(start):
        for sibling in _preceding_siblings(step):
            yield from reversed(list(_descendants_or_self(sibling)))


AXES: Mapping[str, Axis] = {
    "ancestor": _ancestors,
    "ancestor-or-self": _ancestors_or_self,
    "attribute": attributes,
    "child": children,
    "descendant": _descendants,
    "descendant-or-self": _descendants_or_self,
    "following": _following,
    "following-sibling": _following_siblings,
    "namespace": namespaces,
    "parent": _parent,
    "preceding": _preceding,
    "preceding-sibling": _preceding_siblings,
    "self": _self,
}


def expanded(name: str, known: Mapping[str, str], *, default: bool = True) -> str:
    """Return `name` as lxml writes it; `known[""]` is the namespace of names without prefix."""
    prefix, colon, local = name.partition(":")
    if not colon:
        uri = known.get("", "") if default else ""
        return f"{{{uri}}}{name}" if uri else name
    uri = known.get(prefix) or _KNOWN_PREFIXES.get(prefix, "")
    if not uri:
        raise XPathError("unknown-prefix", prefix=prefix)
    return f"{{{uri}}}{local}"


def test_of(axis: str, test: str, target: str | None, known: Mapping[str, str]) -> NodeTest:
    """Return the check of a step's node test on its axis (XPath 1.0 section 2.3)."""
    if test.endswith("()"):
        return _kind_test(test, target)
    if axis == "namespace":
        return lambda node: isinstance(node, Namespace) and test in ("*", node.prefix)
    named = _attribute_name if axis == "attribute" else _element_name
    if test == "*":
        return lambda node: named(node) is not None
    wanted = expanded(test, known, default=axis != "attribute")
    if wanted.endswith("}*"):
        return lambda node: (named(node) or "").startswith(wanted[:-1])
    return lambda node: named(node) == wanted


def _attribute_name(node: Node) -> str | None:
    return node.name if isinstance(node, Attribute) else None


def _element_name(node: Node) -> str | None:
    return str(node.tag) if isinstance(node, Element) and is_element(node) else None


def _kind_test(kind: str, target: str | None) -> NodeTest:
    if kind == "node()":
        return lambda _: True
    if kind == "text()":
        return lambda node: isinstance(node, Text)
    if kind == "comment()":
        return lambda node: isinstance(node, etree._Comment)  # noqa: SLF001 - no public name
    return lambda node: _is_instruction(node, target)


def _is_instruction(node: Node, target: str | None) -> bool:
    if not isinstance(node, etree._ProcessingInstruction):  # noqa: SLF001 - no public name
        return False
    return target is None or node.target == target


def local_name(node: Node) -> str:
    """Return the local part of a node's name, empty for nodes without a name."""
    return _name_parts(node)[1]


def namespace_uri(node: Node) -> str:
    """Return the namespace of an element's or attribute's name."""
    return _name_parts(node)[0]


def qualified_name(node: Node) -> str:
    """Return a node's name as its document writes it, with the prefix."""
    uri, local = _name_parts(node)
    if not uri or not isinstance(node, Element | Attribute):
        return local
    seen = node.nsmap if isinstance(node, Element) else node.owner.nsmap
    prefixes = [prefix for prefix, known in {**seen, "xml": XML_NAMESPACE}.items() if known == uri]
    if isinstance(node, Element):
        prefixes = [node.prefix]
    prefix = next((prefix for prefix in prefixes if prefix), None)
    return f"{prefix}:{local}" if prefix else local


def _name_parts(node: Node) -> tuple[str, str]:
    if isinstance(node, Namespace):
        return "", node.prefix
    if isinstance(node, etree._ProcessingInstruction):  # noqa: SLF001 - no public name
        return "", str(node.target)
    name = _attribute_name(node) or _element_name(node)
    if name is None or isinstance(node, Document):
        return "", ""
    qualified = etree.QName(name)
    return qualified.namespace or "", qualified.localname
