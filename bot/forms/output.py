"""What leaves a draft: the submission as JSON, the instance as XML. Pure."""

from __future__ import annotations

import re
import uuid
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from bot.forms.live import Live, Series, Spot, is_end
from bot.forms.model import Question
from bot.forms.turns import Kind

if TYPE_CHECKING:
    from bot.forms.draft import Draft

_LISTS = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})


def submission(live: Live) -> dict[str, Any]:
    """Return the relevant answers nested by name; empty questions and instances are left out."""
    return _object(live, live.root)


def _object(live: Live, parent: Spot) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in parent.children:
        value = _value(live, child)
        if child.is_relevant and value not in ("", {}, []):
            found[child.node.name] = value
    return found


def _value(live: Live, child: Spot | Series) -> Any:
    if isinstance(child, Series):
        rows = (_object(live, instance) for instance in child.instances if instance.is_relevant)
        return [row for row in rows if row]
    if isinstance(child.node, Question):
        return _typed(child.node, _final(live, child))
    return _object(live, child)


def _final(live: Live, spot: Spot) -> str:
    """Return the text at the moment of saving: `end` is now."""
    if is_end(spot.node.bind):
        return live.env.now.isoformat(timespec="milliseconds")
    return spot.text


def _typed(question: Question, text: str) -> Any:
    if not text:
        return ""
    if question.kind in _LISTS:
        return text.split()
    try:
        if question.bind.data_type == "int":
            return int(text)
        return float(text) if question.bind.data_type == "decimal" else text
    except ValueError:  # a calculation may give what it likes
        return text


def instance_xml(live: Live) -> str:
    """Return the instance with its meta block; the id follows from the form and the seed."""
    root = deepcopy(live.tree)
    originals = dict(zip(live.tree.iter(), root.iter(), strict=True))
    for spot in live.spots.values():
        if is_end(spot.node.bind):
            originals[spot.element].text = _final(live, spot)
    for spot in _irrelevant(live, live.root):
        copy = originals[spot.element]
        parent = copy.getparent()
        if parent is not None:
            parent.remove(copy)
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{live.form.digest}:{live.env.seed}")
    meta = etree.SubElement(root, "meta")
    etree.SubElement(meta, "instanceID").text = f"uuid:{name}"
    return etree.tostring(root, encoding="unicode")


def _irrelevant(live: Live, parent: Spot) -> list[Spot]:
    found: list[Spot] = []
    for child in parent.children:
        for spot in child.instances if isinstance(child, Series) else (child,):
            found.extend(_irrelevant(live, spot) if spot.is_relevant else [spot])
    return found


def without_instance(draft: Draft, repeat: str, number: int) -> Draft:
    """Return the draft without an instance of a repeat; the later instances move up."""
    pattern = re.compile(rf"{re.escape(repeat)}\[(\d+)\](.*)", re.DOTALL)

    def moved(path: str) -> str | None:
        match = pattern.fullmatch(path)
        if match is None or int(match[1]) < number:
            return path
        if int(match[1]) == number:
            return None
        return f"{repeat}[{int(match[1]) - 1}]{match[2]}"

    counts = {new: n for path, n in draft.counts.items() if (new := moved(path)) is not None}
    counts[repeat] -= 1
    return replace(
        draft,
        values={new: t for path, t in draft.values.items() if (new := moved(path)) is not None},
        counts=counts,
        pending={new: t for path, t in draft.pending.items() if (new := moved(path)) is not None},
        passed=frozenset(new for path in draft.passed if (new := moved(path)) is not None),
        ended=frozenset(new for path in draft.ended if (new := moved(path)) is not None),
        opened=tuple(new for path in draft.opened if (new := moved(path)) is not None),
        reopened=tuple(new for path in draft.reopened if (new := moved(path)) is not None),
        changing="",
        live=None,
    )
