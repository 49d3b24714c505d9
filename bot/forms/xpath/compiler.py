"""Syntax trees to closures, once: evaluation then asks no more what kind of node it is at."""

from collections.abc import Callable
from typing import Any

from bot.forms.xpath import values
from bot.forms.xpath.codes import (
    CONVERSIONS,
    Code,
    Nodes,
    Run,
    constant,
    outer,
    to_nodes,
    to_number,
    to_truth,
)
from bot.forms.xpath.comparisons import comparison
from bot.forms.xpath.errors import XPathError
from bot.forms.xpath.functions import BUILT_IN, COMPILED, HOOKED
from bot.forms.xpath.functions.numbers import divided, remainder
from bot.forms.xpath.functions.signature import ANY, NODES, NUMBER, TEXT, TRUTH, Function
from bot.forms.xpath.nodes import Node, ordered
from bot.forms.xpath.paths import Sieve, path_of, sieved
from bot.forms.xpath.scope import Focus, Inner
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

_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": divided,
    "mod": remainder,
}


def compiled(tree: Syntax) -> Code:
    """Compile a tree; what is wrong with a call shows only when it runs."""
    if isinstance(tree, Number):
        return constant(NUMBER, tree.value)
    if isinstance(tree, Literal):
        return constant(TEXT, tree.text)
    if isinstance(tree, Path | Filter):
        return Code(NODES, _node_set(tree))
    if isinstance(tree, Call):
        return _call(tree)
    if isinstance(tree, Chain):
        return _chain(tree)
    return _sign(tree)


def _sign(tree: Negate | Plus) -> Code:
    operand = to_number(compiled(tree.operand))
    if isinstance(tree, Plus):
        return Code(NUMBER, operand)
    return Code(NUMBER, lambda at: -operand(at))


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
        code = Code(TRUTH, comparison(operator, code, compiled(operand)))
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
        return constant(TRUTH, tree.name == "true")
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
        CONVERSIONS[function.kind_of(place)](compiled(argument))
        for place, argument in enumerate(tree.arguments)
    ]
    if function.of_context and not arguments:
        arguments = [CONVERSIONS[function.kind_of(0)](Code(NODES, lambda at: [at.node]))]
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
