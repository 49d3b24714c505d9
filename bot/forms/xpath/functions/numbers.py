"""Functions on numbers; out of range the answer is NaN or infinite, never a fault."""

import math
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from bot.forms.xpath.functions.signature import ANY, NODES, NUMBER, Function
from bot.forms.xpath.moments import Moment, count_days
from bot.forms.xpath.nodes import Node
from bot.forms.xpath.scope import Focus, Inner
from bot.forms.xpath.values import each_number, number, text

_DIGITS_LIMIT = 300


def half_up(value: float) -> float:
    """Round to the nearest whole number, halves up, as XPath 1.0 does."""
    return math.floor(value + 0.5) if math.isfinite(value) else value


def whole(value: float) -> float:
    """Cut the fraction off, towards zero."""
    return float(math.trunc(value)) if math.isfinite(value) else value


def divided(left: float, right: float) -> float:
    """Divide as IEEE 754 does: by zero it is infinite, zero by zero is NaN."""
    if right:
        return left / right
    if not left or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """Return what a division leaves, with the sign of `left`."""
    return math.fmod(left, right) if right and math.isfinite(left) else math.nan


def _guarded(call: Callable[..., float]) -> Callable[..., float]:
    def guarded(*values: float) -> float:
        try:
            result = call(*values)
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf
        return result if isinstance(result, float) else math.nan

    return guarded


def _logarithm(call: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else call(value)


def _power(base: float, exponent: float) -> float:
    return math.inf if base == 0 and exponent < 0 else math.pow(base, exponent)


def _round(value: float, digits: float = 0.0) -> float:
    """Round away from zero at half, in decimal: 2.15 to one digit is 2.2."""
    if math.isnan(digits):
        return math.nan
    places = int(max(-_DIGITS_LIMIT, min(whole(digits), _DIGITS_LIMIT)))
    if not math.isfinite(value) or places > _places(value):
        return value
    step = Decimal(1).scaleb(-places)
    return float((Decimal(repr(value)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def _places(value: float) -> int:
    exponent = Decimal(repr(value)).as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _toward(call: Callable[[float], int]) -> Callable[[float], float]:
    return lambda value: float(call(value)) if math.isfinite(value) else value


def _sum(at: Focus, nodes: list[Node]) -> float:
    return sum(each_number(nodes, at.zone), 0.0)


def _extreme(pick: Callable[[list[float]], float]) -> Callable[..., float]:
    def extreme(at: Focus, *values: Inner) -> float:
        numbers = [one for value in values for one in each_number(value, at.zone)]
        if not numbers or any(math.isnan(one) for one in numbers):
            return math.nan
        return pick(numbers)

    return extreme


def _number(at: Focus, value: Inner) -> float:
    if isinstance(value, Moment):
        return value.days
    if isinstance(value, str | list):
        count = count_days(text(value), at.zone)
        if count is not None:
            return count
    return number(value, at.zone)


def _plain(call: Callable[..., float], arguments: int = 1) -> Function:
    return Function(_guarded(call), NUMBER, (NUMBER,) * arguments)


NUMBER_FUNCTIONS: Mapping[str, Function] = {
    "abs": _plain(abs),
    "acos": _plain(math.acos),
    "asin": _plain(math.asin),
    "atan": _plain(math.atan),
    "atan2": _plain(math.atan2, 2),
    "ceiling": Function(_toward(math.ceil), NUMBER, (NUMBER,)),
    "cos": _plain(math.cos),
    "exp": _plain(math.exp),
    "exp10": _plain(lambda power: 10.0**power),
    "floor": Function(_toward(math.floor), NUMBER, (NUMBER,)),
    "int": Function(whole, NUMBER, (NUMBER,)),
    "log": _plain(_logarithm(math.log)),
    "log10": _plain(_logarithm(math.log10)),
    "max": Function(_extreme(max), NUMBER, (ANY,), repeats=True, focused=True),
    "min": Function(_extreme(min), NUMBER, (ANY,), repeats=True, focused=True),
    "number": Function(_number, NUMBER, (ANY,), optional=1, focused=True, of_context=True),
    "pi": Function(lambda: math.pi, NUMBER),
    "pow": _plain(_power, 2),
    "random": Function(lambda at: at.scope.random.random(), NUMBER, focused=True),
    "round": Function(_round, NUMBER, (NUMBER, NUMBER), optional=1),
    "sin": _plain(math.sin),
    "sqrt": _plain(math.sqrt),
    "sum": Function(_sum, NUMBER, (NODES,), focused=True),
    "tan": _plain(math.tan),
}
