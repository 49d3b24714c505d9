"""Soft checks: answers that may be true but are worth asking about. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from bot.forms.model import Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.forms.live import Live, Spot
    from bot.forms.model import Form

LAST_SAVED: Final = "__last-saved"  # the instance that `${last-saved#name}` reads
_READ = re.compile(r"instance\('__last-saved'\)/[\w.-]+/([\w./-]+)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """An answer that breaks a soft check, with the author's message ("" if there is none)."""

    path: str
    message: str


def found(live: Live) -> tuple[Doubt, ...]:
    """Return the doubtful answers in the order of the form."""
    spots = (step for step in live.walk() if not hasattr(step, "instances"))
    return tuple(
        Doubt(spot.path, live.label(spot.node.bind.check_message, spot))
        for spot in spots
        if spot.is_relevant and _is_doubtful(live, spot)
    )


def _is_doubtful(live: Live, spot: Spot) -> bool:
    """Tell whether a check speaks; one that reads what is not known of last time is silent."""
    rule = spot.node.bind.check
    if not isinstance(spot.node, Question) or not spot.text or isinstance(rule, bool):
        return False
    last = live.env.last_saved
    if any(not last.get(path) for path in _READ.findall(rule.source)):
        return False
    return not live.holds(rule, spot, fallback=True)


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
