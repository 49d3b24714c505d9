"""Soft checks: answers that may be true but are worth asking about. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from bot.forms import inputs
from bot.forms.model import Compare, Question
from bot.forms.turns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.forms.live import Live, Spot
    from bot.forms.model import Form
    from bot.forms.xpath import Expression

LAST_SAVED: Final = "__last-saved"  # the instance that `${last-saved#name}` reads
CHANGE: Final = 0.3  # of last year's count, either way
FEW: Final = 5  # a small count jumps by itself: a difference below is never asked about
SAME_FROM: Final = 100  # a smaller count may well be the same as last year
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL})
_READ = re.compile(r"instance\('__last-saved'\)/[\w.-]+/([\w./-]+)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """An answer that a soft check asks about.

    `reason` is `check` for the author's own one, with its message ("" if there is none); for
    those that every count compared with last year has: `more` or `less` by over 30 %, `zero`
    where it was none, `same` to the last digit.
    """

    path: str
    message: str
    reason: str = "check"


def found(live: Live) -> tuple[Doubt, ...]:
    """Return the doubtful answers in the order of the form."""
    spots = (step for step in live.walk() if not hasattr(step, "instances"))
    doubts = (of(live, spot) for spot in spots if isinstance(spot.node, Question))
    return tuple(doubt for doubt in doubts if doubt is not None)


def of(live: Live, spot: Spot) -> Doubt | None:
    """Return what is doubtful about an answer; None where no check speaks."""
    if not spot.is_relevant or not spot.text:
        return None
    bind = spot.node.bind
    if bind.check is not None and not isinstance(bind.check, bool):
        if _is_broken(live, spot, bind.check):
            return Doubt(spot.path, live.label(bind.check_message, spot))
    elif bind.check is not None:
        return None
    if not isinstance(spot.node, Question) or not is_compared(spot.node):
        return None
    before = live.env.last_saved.get(spot.path, "")
    is_fact = spot.node.compared is Compare.LAST
    reason = _reason_of_fact(spot.text, before) if is_fact else _reason(spot.text, before)
    return Doubt(spot.path, "", reason) if reason else None


def meant(live: Live, spot: Spot, typed: str) -> Spot:
    """Return what a typed line answers where an odd number is asked about.

    A bare number explains nothing: it is the number as it should have been.
    """
    question = spot.node
    if not isinstance(question, Question) or not question.explains:
        return spot
    doubted = live.beside(spot, question.explains)
    is_number = isinstance(doubted.node, Question) and doubted.node.kind in _NUMBERS
    return doubted if is_number and inputs.is_number(typed) else spot


def _is_broken(live: Live, spot: Spot, rule: Expression) -> bool:
    """Tell whether a check speaks; one that reads what is not known of last time is silent."""
    last = live.env.last_saved
    if any(not last.get(path) for path in _READ.findall(rule.source)):
        return False
    return not live.holds(rule, spot, fallback=True)


def is_compared(question: Question) -> bool:
    """Tell whether a question is a number that is compared with an earlier one."""
    return question.compared is not Compare.NONE and question.kind in _NUMBERS


def _reason(text: str, before: str) -> str:
    """Return what is odd about a count beside that of a year ago, "" if nothing is."""
    try:
        now, then = float(text), float(before)
    except ValueError:
        return ""
    if then <= 0:
        return ""
    if now == 0:
        return "zero"
    if now == then:
        return "same" if now >= SAME_FROM else ""
    if abs(now - then) < FEW or abs(now - then) <= CHANGE * then:
        return ""
    return "more" if now > then else "less"


def _reason_of_fact(text: str, before: str) -> str:
    """Return what is odd about a fact beside the last one: it may be the same, or few and none."""
    reason = _reason(text, before)
    is_small = reason == "zero" and float(before) < FEW
    return "" if reason == "same" or is_small else reason


def instance(form: Form, values: Mapping[str, str]) -> etree._Element:
    """Return last time's answers by path as the tree that XPath reads; repeats are left out."""
    tree = etree.Element("instance")
    root = etree.SubElement(tree, form.root.name)
    for path, text in _known(form, values):
        element = root
        for name in path.split("/"):
            inner = element.find(name)
            element = etree.SubElement(element, name) if inner is None else inner
        element.text = text
    return tree


def _known(form: Form, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((path, values[path]) for path in form.questions if values.get(path))
