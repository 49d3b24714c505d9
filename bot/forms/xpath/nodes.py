"""The nodes of XPath over lxml trees: what lxml has no object for, their texts and their order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's documented class has no public name
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_all_text = etree.XPath("string()", smart_strings=False)
_BEFORE, _NAMESPACE, _ATTRIBUTE, _TEXT, _AFTER = range(5)


@dataclass(frozen=True, slots=True)
class Document:
    """The node `/` above a root element."""

    root: Element


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute; `name` is lxml's, with the namespace in braces."""

    owner: Element
    name: str
    value: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text: the first of `owner`, or the one after it (`tail`)."""

    owner: Element
    tail: bool
    value: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Namespace:
    """A namespace declaration that `owner` can see."""

    owner: Element
    prefix: str
    uri: str


Node: TypeAlias = Element | Document | Attribute | Text | Namespace


def text_of(node: Node) -> str:
    """Return the string-value of a node (XPath 1.0 section 5)."""
    if isinstance(node, Element):
        if len(node):
            return str(_all_text(node))
        return node.text or ""
    if isinstance(node, Document):
        return text_of(node.root)
    return node.uri if isinstance(node, Namespace) else node.value


def is_element(node: Node) -> bool:
    """Tell an element from comments, instructions and the rest."""
    return isinstance(node, Element) and isinstance(node.tag, str)


def document_of(node: Node) -> Document:
    """Return the document that a node stands in."""
    if isinstance(node, Document):
        return node
    element = node if isinstance(node, Element) else node.owner
    return Document(element.getroottree().getroot())


def parent(node: Node) -> Node | None:
    """Return the node above, the document for a root element, None for a document."""
    if isinstance(node, Document):
        return None
    if isinstance(node, Element):
        above = node.getparent()
        return document_of(node) if above is None else above
    if isinstance(node, Text) and node.tail:
        return node.owner.getparent()
    return node.owner


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes below, texts included, in document order."""
    if isinstance(node, Document):
        yield from _outermost(node.root)
    elif isinstance(node, Element) and isinstance(node.tag, str):
        if node.text:
            yield Text(node, tail=False, value=node.text)
        for child in node:
            yield child
            if child.tail:
                yield Text(child, tail=True, value=child.tail)


def _outermost(root: Element) -> Iterator[Element]:
    yield from reversed(list(root.itersiblings(preceding=True)))
    yield root
    yield from root.itersiblings()


def attributes(node: Node) -> Iterator[Attribute]:
    """Yield the attributes of an element, nothing for other nodes."""
    if isinstance(node, Element) and isinstance(node.tag, str):
        for name, value in node.attrib.items():
            yield Attribute(node, str(name), str(value))


def namespaces(node: Node) -> Iterator[Namespace]:
    """Yield the namespaces that an element can see, the default one first."""
    if isinstance(node, Element) and isinstance(node.tag, str):
        seen = {prefix or "": uri for prefix, uri in node.nsmap.items()}
        seen["xml"] = XML_NAMESPACE
        for prefix in sorted(seen):
            yield Namespace(node, prefix, seen[prefix])


def ordered(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes without repetition, in document order, document after document."""
    unique = list(dict.fromkeys(nodes))
    if len(unique) < 2:  # noqa: PLR2004 - one node is in order
        return unique
    ranks: dict[Element, int] = {}
    for node in unique:
        root = document_of(node).root
        if root not in ranks:
            _rank(root, ranks)
    return sorted(unique, key=lambda node: _place(node, ranks))


def _rank(root: Element, ranks: dict[Element, int]) -> None:
    for top in _outermost(root):
        for element in top.iter():
            ranks[element] = len(ranks) + 1


def _place(node: Node, ranks: dict[Element, int]) -> tuple[Any, ...]:
    if isinstance(node, Element):
        return ranks[node], _BEFORE, 0
    if isinstance(node, Document):
        return ranks[next(_outermost(node.root))], _BEFORE - 1, 0
    if isinstance(node, Namespace):
        return ranks[node.owner], _NAMESPACE, node.prefix
    if isinstance(node, Attribute):
        return ranks[node.owner], _ATTRIBUTE, list(node.owner.attrib).index(node.name)
    if not node.tail:
        return ranks[node.owner], _TEXT, 0
    last = max(ranks[element] for element in node.owner.iter())
    # Tails that end at one element: the deeper owner's text stands first.
    return last, _AFTER, -sum(1 for _ in node.owner.iterancestors())
