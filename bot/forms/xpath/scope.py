"""What an expression may see: all of it is given, nothing is read from the machine."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from bot.forms.xpath.errors import XPathError
from bot.forms.xpath.moments import Moment
from bot.forms.xpath.nodes import Element, Node, document_of

Value: TypeAlias = bool | float | str | list[Node]
Inner: TypeAlias = Value | Moment
Hook: TypeAlias = Callable[["Scope", Sequence[Value]], Value]
NODE_BUDGET = 500_000
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Scope(NamedTuple):
    """Everything outside an expression that its value depends on.

    `now` is aware and its zone is that of all dates; `root` stands for `/` (None: the document of
    `node`); `instances` holds the element above each secondary instance's root; `namespaces` maps
    prefixes, and "" for names without one; `hooks` are functions that only the form can answer.
    `places` holds elements by their absolute path where there is one only, to save searches.
    A tuple, because one is made for each expression of a form after each answer.
    """

    node: Node
    now: datetime
    random: Random
    position: int = 1
    size: int = 1
    current: Node | None = None
    root: Element | None = None
    instances: Mapping[str, Element] = _NOTHING
    namespaces: Mapping[str, str] = _NOTHING
    language: str | None = None
    hooks: Mapping[str, Hook] = _NOTHING
    places: Mapping[str, Element] = _NOTHING


class Focus:
    """The context node inside a predicate, with what is left of the evaluation's node budget."""

    __slots__ = ("budget", "node", "position", "scope", "size")

    def __init__(
        self, scope: Scope, node: Node, position: int, size: int, budget: list[int]
    ) -> None:
        self.scope = scope
        self.node = node
        self.position = position
        self.size = size
        self.budget = budget

    @property
    def zone(self) -> tzinfo:
        """The zone of all dates."""
        zone = self.scope.now.tzinfo
        if zone is None:
            raise XPathError("naive-clock")
        return zone

    @property
    def top(self) -> Node:
        """The node that `/` means."""
        scope = self.scope
        return document_of(scope.node) if scope.root is None else scope.root

    def spend(self, nodes: int) -> None:
        """Count visited nodes; raise XPathError beyond the budget, so that nothing hangs."""
        self.budget[0] -= nodes
        if self.budget[0] < 0:
            raise XPathError("too-much-work", limit=NODE_BUDGET)

    def moved(self) -> Scope:
        """Return the scope with this focus as its context, for a hook."""
        scope = self.scope
        current = scope.node if scope.current is None else scope.current
        return scope._replace(
            node=self.node, position=self.position, size=self.size, current=current
        )


def focus_of(scope: Scope) -> Focus:
    """Return the focus with which the evaluation of an expression begins."""
    return Focus(scope, scope.node, scope.position, scope.size, [NODE_BUDGET])
