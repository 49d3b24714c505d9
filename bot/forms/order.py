"""Whether one pass over a form settles it: no rule looks ahead in the sheet. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.forms.model import Group, Question, Repeat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.forms.model import Node
    from bot.forms.xpath import Expression, Reference


def looks_back_only(root: Group) -> bool:
    """Tell whether every rule depends only on what stands before it (or on itself).

    Then relevance and calculations are final after one pass in the order of the sheet.
    What cannot be told (`//`, `*`, an enclosing group) counts as looking ahead.
    """
    last: dict[str, int] = {}
    first: dict[str, int] = {}
    for number, node in enumerate(_walk(root)):
        first[node.path] = number
        for path in _enclosing(node.path):
            last[path] = number
    repeats = frozenset(node.path for node in _walk(root) if isinstance(node, Repeat))
    return all(
        _target(reference, node.path, root.name, last, repeats) <= first[node.path]
        for node in _walk(root)
        for expression in _rules(node)
        for reference in expression.references()
    )


def _target(
    reference: Reference, path: str, root: str, last: dict[str, int], repeats: frozenset[str]
) -> int:
    """Return the place of the last node that a path takes in; beyond the end if unknown.

    A path that leaves a repeat and enters it again takes in its later instances.
    """
    steps = list(reference.steps)
    if reference.start == "other" or not steps:
        return -1  # a list of choices, or the node itself
    if reference.start == "root" and steps.pop(0) != root:
        return -1  # no such node: it is empty and stays so
    where = path.split("/") if reference.start == "context" else []
    lowest = len(where)
    for step in steps:
        if step == ".." and where:
            where.pop()
        else:
            where.append(step)
        lowest = min(lowest, len(where))
    if not where or any(not _is_name(step) for step in where):
        return len(last)
    left = [p for p in _enclosing(path) if p in repeats and p.count("/") >= lowest]
    if set(left) & set(_enclosing("/".join(where))):
        return len(last)
    return last.get("/".join(where), -1)


def _is_name(step: str) -> bool:
    return step.replace("-", "_").replace(".", "_").isidentifier()


def _rules(node: Node) -> Iterator[Expression]:
    bind = node.bind
    if not isinstance(bind.relevant, bool):
        yield bind.relevant
    if bind.calculate is not None:
        yield bind.calculate
    if bind.check is not None and not isinstance(bind.check, bool):
        yield bind.check  # whether its answer is explained depends on it
    if isinstance(node, Repeat) and node.count is not None:
        yield node.count
    if isinstance(node, Question) and node.itemset and node.itemset.nodeset is not None:
        yield node.itemset.nodeset


def _walk(group: Group) -> Iterator[Node]:
    for child in group.children:
        yield child
        if isinstance(child, Group):
            yield from _walk(child)


def _enclosing(path: str) -> Iterator[str]:
    steps = path.split("/")
    return ("/".join(steps[: n + 1]) for n in range(len(steps)))
