"""Compiled comparisons; the frequent pairs of kinds have a short way of their own."""

from bot.forms.xpath import values
from bot.forms.xpath.codes import Code, Nodes, Run
from bot.forms.xpath.functions.signature import NODES, NUMBER
from bot.forms.xpath.nodes import text_of
from bot.forms.xpath.scope import Focus


def comparison(sign: str, left: Code, right: Code) -> Run:
    """Compile one comparison of two compiled operands."""
    if left.constant is not None and right.constant is None:
        return comparison(values.MIRRORED[sign], right, left)
    if left.kind is NODES and isinstance(right.constant, str) and sign in ("=", "!="):
        return _nodes_with_text(sign, left.run, right.constant)
    if left.kind is NODES and isinstance(right.constant, float):
        return _nodes_with_number(sign, left.run, right.constant)
    if left.kind is NUMBER and right.kind is NUMBER:
        return _plain(sign, left.run, right.run)
    one, other = left.run, right.run
    return lambda at: values.compare(sign, one(at), other(at), at.zone)


def _nodes_with_text(sign: str, nodes: Nodes, wanted: str) -> Run:
    equal = sign == "="

    def run(at: Focus) -> bool:
        # A loop, not any(): this is the most frequent expression of all forms.
        for node in nodes(at):  # noqa: SIM110 - as above
            if (text_of(node) == wanted) is equal:
                return True
        return False

    return run


def _nodes_with_number(sign: str, nodes: Nodes, wanted: float) -> Run:
    compare = values.OPERATORS[sign]
    number = values.text_number

    def run(at: Focus) -> bool:
        for node in nodes(at):  # noqa: SIM110 - as in _nodes_with_text
            if compare(number(text_of(node), at.zone), wanted):
                return True
        return False

    return run


def _plain(sign: str, left: Run, right: Run) -> Run:
    compare = values.OPERATORS[sign]
    return lambda at: compare(left(at), right(at))
