"""Functions that answer yes or no; branching is compiled, not called."""

import math
from collections.abc import Mapping

from bot.forms.xpath.axes import AXES
from bot.forms.xpath.errors import XPathError
from bot.forms.xpath.functions.signature import ANY, NUMBER, TEXT, TRUTH, Function
from bot.forms.xpath.nodes import XML_NAMESPACE, Element, text_of
from bot.forms.xpath.scope import Focus, Inner
from bot.forms.xpath.values import SPACES, each_number, text, truth


def _boolean_from_string(value: str) -> bool:
    return value in ("1", "true")


def _each_truth(value: Inner) -> list[bool]:
    if isinstance(value, list):
        return [bool(text_of(node).strip(SPACES)) for node in value]
    return [truth(value)]


def _within(total: float, low: float, high: float) -> bool:
    return (low < 0 or total >= low) and (high < 0 or total <= high)


def _checklist(low: float, high: float, *values: Inner) -> bool:
    return _within(sum(sum(_each_truth(value)) for value in values), low, high)


def _weighted_checklist(at: Focus, low: float, high: float, *values: Inner) -> bool:
    if len(values) % 2:
        raise XPathError("argument-count", name="weighted-checklist", found=len(values) + 2)
    answers = [one for value in values[::2] for one in _each_truth(value)]
    weights = [one for value in values[1::2] for one in each_number(value, at.zone)]
    pairs = zip(answers, weights, strict=False)
    total = math.fsum(weight for answer, weight in pairs if answer and not math.isnan(weight))
    return _within(total, low, high)


def _lang(at: Focus, wanted: str) -> bool:
    spoken = _spoken(at)
    return spoken == wanted.lower() or spoken.startswith(f"{wanted.lower()}-")


def _spoken(at: Focus) -> str:
    for node in AXES["ancestor-or-self"](at.node):
        if isinstance(node, Element):
            found = node.get(f"{{{XML_NAMESPACE}}}lang")
            if found is not None:
                return found.lower()
    return ""


def _once(at: Focus, value: Inner) -> str:
    return text_of(at.node) or text(value)


LOGIC_FUNCTIONS: Mapping[str, Function] = {
    "boolean": Function(truth, TRUTH, (ANY,)),
    "boolean-from-string": Function(_boolean_from_string, TRUTH, (TEXT,)),
    "checklist": Function(_checklist, TRUTH, (NUMBER, NUMBER, ANY), repeats=True),
    "lang": Function(_lang, TRUTH, (TEXT,), focused=True),
    "not": Function(lambda value: not value, TRUTH, (TRUTH,)),
    "once": Function(_once, TEXT, (ANY,), focused=True),
    "weighted-checklist": Function(
        _weighted_checklist, TRUTH, (NUMBER, NUMBER, ANY), repeats=True, focused=True
    ),
}
