"""Syntax trees to closures, once: evaluation then asks no more what kind of node it is at."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from bot.forms.xpath import values
from bot.forms.xpath.errors import XPathError
from bot.forms.xpath.functions import BUILT_IN, COMPILED, HOOKED
from bot.forms.xpath.functions.numbers import divided, remainder
from bot.forms.xpath.functions.signature import ANY, NODES, NUMBER, TEXT, TRUTH, Function, Kind
from bot.forms.xpath.moments import Moment
from bot.forms.xpath.nodes import Node, ordered, text_of
from bot.forms.xpath.paths import Nodes, Sieve, path_of, sieved
from bot.forms.xpath.scope import Focus, Inner, Value
from bot.forms.xpath.syntax import (
    Call,
    Chain,
    Filter,
    Literal,
    Negate,
    Number,
    Path,
    Plus,
    Root,
    Syntax,
)

Run: TypeAlias = Callable[[Focus], Any]
_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": divided,
    "mod": remainder,
}


class Code(NamedTuple):
    """A compiled expression: the kind of its value, known beforehand, and how to get it."""

    kind: Kind
    run: Run
    constant: Inner | None = None


def compiled(tree: Syntax) -> Code:
    """Compile a tree; what is wrong with a call shows only when it runs."""
    if isinstance(tree, Number):
        return _constant(NUMBER, tree.value)
    if isinstance(tree, Literal):
        return _constant(TEXT, tree.text)
    if isinstance(tree, Path | Filter):
        return Code(NODES, _node_set(tree))
    if isinstance(tree, Call):
        return _call(tree)
    if isinstance(tree, Chain):
        return _chain(tree)
    return _sign(tree)


def _constant(kind: Kind, value: Inner) -> Code:
    return Code(kind, lambda _: value, value)


def _sign(tree: Negate | Plus) -> Code:
    operand = to_number(compiled(tree.operand))
    if isinstance(tree, Plus):
        return Code(NUMBER, operand)
    return Code(NUMBER, lambda at: -operand(at))


# Conversions -------------------------------------------------------------------------------


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


_CONVERSIONS: dict[Kind, Callable[[Code], Run]] = {
    TEXT: to_text,
    NUMBER: to_number,
    TRUTH: to_truth,
    NODES: to_nodes,
    ANY: lambda code: code.run,
}


# Paths -------------------------------------------------------------------------------------


def _node_set(tree: Path | Filter) -> Nodes:
    if isinstance(tree, Filter):
        return _filter(tree)
    start = tree.start
    if start is None or isinstance(start, Root):
        return path_of(start, None, tree.steps, sieve)
    return path_of(start, to_nodes(compiled(start)), tree.steps, sieve)


def _filter(tree: Filter) -> Nodes:
    primary = to_nodes(compiled(tree.primary))
    sieves = [sieve(predicate) for predicate in tree.predicates]
    return lambda at: sieved(at, primary(at), sieves)


def sieve(predicate: Syntax) -> Sieve:
    """Compile a predicate: a number picks a position, anything else is a condition."""
    code = compiled(predicate)
    if isinstance(code.constant, float):
        return _picking(code.constant)
    if code.kind in (TRUTH, NODES, TEXT):
        return _keeping(to_truth(code))
    return _keeping(_positional(code.run))


def _picking(place: float) -> Sieve:
    def pick(_: Focus, nodes: list[Node]) -> list[Node]:
        fits = 1 <= place <= len(nodes) and place == int(place)
        return [nodes[int(place) - 1]] if fits else []

    return pick


def _positional(run: Run) -> Callable[[Focus], bool]:
    def holds(at: Focus) -> bool:
        value = run(at)
        if isinstance(value, float):
            return value == at.position
        return values.truth(value)

    return holds


def _keeping(holds: Callable[[Focus], bool]) -> Sieve:
    def keep(at: Focus, nodes: list[Node]) -> list[Node]:
        at.spend(len(nodes))
        inner = Focus(at.scope, at.node, 0, len(nodes), at.budget)
        kept = []
        for node in nodes:
            inner.node = node
            inner.position += 1
            if holds(inner):
                kept.append(node)
        return kept

    return keep


# Operators ---------------------------------------------------------------------------------


def _chain(tree: Chain) -> Code:
    sign = tree.rest[0][0]
    if sign in ("or", "and"):
        return _junction(tree, stop=sign == "or")
    if sign == "|":
        return _union(tree)
    if sign in _ARITHMETIC:
        return _sum(tree)
    code = compiled(tree.first)
    for operator, operand in tree.rest:
        code = Code(TRUTH, _comparison(operator, code, compiled(operand)))
    return code


def _junction(tree: Chain, *, stop: bool) -> Code:
    """Compile `or` and `and`: the first operand that is `stop` decides, the rest is not run."""
    operands = [to_truth(compiled(operand)) for operand in _operands(tree)]
    if len(operands) == 2:  # noqa: PLR2004 - the common case without a loop
        left, right = operands
        if stop:
            return Code(TRUTH, lambda at: left(at) or right(at))
        return Code(TRUTH, lambda at: left(at) and right(at))

    def run(at: Focus) -> bool:
        for operand in operands:
            if operand(at) is stop:
                return stop
        return not stop

    return Code(TRUTH, run)


def _operands(tree: Chain) -> list[Syntax]:
    return [tree.first, *(operand for _, operand in tree.rest)]


def _union(tree: Chain) -> Code:
    operands = [to_nodes(compiled(operand)) for operand in _operands(tree)]

    def run(at: Focus) -> list[Node]:
        found = [node for operand in operands for node in operand(at)]
        at.spend(len(found))
        return ordered(found)

    return Code(NODES, run)


def _sum(tree: Chain) -> Code:
    first = to_number(compiled(tree.first))
    rest = [(_ARITHMETIC[sign], to_number(compiled(operand))) for sign, operand in tree.rest]

    def run(at: Focus) -> float:
        total = first(at)
        for calculate, operand in rest:
            total = calculate(total, operand(at))
        return float(total)

    return Code(NUMBER, run)


def _comparison(sign: str, left: Code, right: Code) -> Run:
    if left.constant is not None and right.constant is None:
        return _comparison(values.MIRRORED[sign], right, left)
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


# Calls -------------------------------------------------------------------------------------


def takes(name: str, count: int) -> bool:
    """Tell whether a function may be called with `count` arguments; a hook decides itself."""
    if name in COMPILED:
        return count == (3 if name == "if" else 0)
    return name not in BUILT_IN or BUILT_IN[name].accepts(count)


def _call(tree: Call) -> Code:
    if not takes(tree.name, len(tree.arguments)):
        return _miscounted(tree)
    if tree.name in COMPILED:
        return _compiled_call(tree)
    function = BUILT_IN.get(tree.name)
    return _hook_call(tree) if function is None else _function_call(tree, function)


def _miscounted(tree: Call) -> Code:
    """Compile to a fault: ODK's suites expect `false() and substring()` to be false."""
    found = len(tree.arguments)

    def run(_: Focus) -> Inner:
        raise XPathError("argument-count", name=tree.name, found=found)

    return Code(ANY, run)


def _compiled_call(tree: Call) -> Code:
    if tree.name == "if":
        return _branch(tree)
    if tree.name in ("true", "false"):
        return _constant(TRUTH, tree.name == "true")
    if tree.name == "last":
        return Code(NUMBER, lambda at: float(at.size))
    return Code(NODES, _current)


def _current(at: Focus) -> list[Node]:
    scope = at.scope
    return [scope.node if scope.current is None else scope.current]


def _branch(tree: Call) -> Code:
    condition, then, otherwise = (compiled(argument) for argument in tree.arguments)
    holds, yes, no = to_truth(condition), then.run, otherwise.run
    kind = then.kind if then.kind is otherwise.kind else ANY
    return Code(kind, lambda at: yes(at) if holds(at) else no(at))


def _function_call(tree: Call, function: Function) -> Code:
    call = function.call
    arguments = [
        _CONVERSIONS[function.kind_of(place)](compiled(argument))
        for place, argument in enumerate(tree.arguments)
    ]
    if function.of_context and not arguments:
        arguments = [_CONVERSIONS[function.kind_of(0)](Code(NODES, lambda at: [at.node]))]
    return Code(function.returns, _calling(call, arguments, focused=function.focused))


def _calling(call: Callable[..., Any], arguments: list[Run], *, focused: bool) -> Run:
    if focused:
        return lambda at: call(at, *[argument(at) for argument in arguments])
    if len(arguments) == 1:
        (only,) = arguments
        return lambda at: call(only(at))
    if len(arguments) == 2:  # noqa: PLR2004 - the common cases without a list
        first, second = arguments
        return lambda at: call(first(at), second(at))
    return lambda at: call(*[argument(at) for argument in arguments])


def _hook_call(tree: Call) -> Code:
    """Compile a call of a function that only the form knows; unknown ones fail when they run.

    Not before: ODK's suites expect `false() and unknown()` to be false.
    """
    name = tree.name
    arguments = [compiled(argument).run for argument in tree.arguments]

    def run(at: Focus) -> Inner:
        hook = at.scope.hooks.get(name)
        if hook is None:
            raise XPathError("no-hook" if name in HOOKED else "unknown-function", name=name)
        return hook(at.moved(), [outer(argument(at)) for argument in arguments])

    return Code(ANY, run)


def outer(value: Inner) -> Value:
    """Return a value as those outside see it: a date as its text, NaN for none."""
    if isinstance(value, Moment):
        return math.nan if value.millis is None else str(value)
    return value
