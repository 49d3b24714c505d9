"""Moves answers that were begun on one version of a questionnaire to the next. Pure.

What the new version asks in the same way stays; what it asks otherwise is asked anew; what it
asks no more falls away, and is handed back so that it can be kept elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.forms import changes, engine
from bot.forms.explaining import ENDING
from bot.forms.live import Live
from bot.forms.turns import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.forms.draft import Draft
    from bot.forms.env import Env
    from bot.forms.model import Form, Question

_SEVERAL: Final = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})
_CHOSEN: Final = _SEVERAL | {Kind.SELECT_ONE}
_WIDER: Final = {(Kind.INTEGER, Kind.DECIMAL), (Kind.BARCODE, Kind.TEXT)}  # fits as it is


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of answers, by their path in the old version."""

    stays: tuple[str, ...]
    anew: tuple[str, ...]  # the question is still there and takes other answers
    away: tuple[str, ...]  # the question is not


@dataclass(frozen=True, slots=True)
class Moved:
    """The answers on the new version, and those of the old one that it does not take."""

    draft: Draft
    effect: Effect
    left: Mapping[str, str]  # by path, as stored


def effect(old: Form, new: Form, draft: Draft) -> Effect:
    """Say what a move would do to what a person has answered."""
    ways = _ways(old, new)
    stays: list[str] = []
    anew: list[str] = []
    away: list[str] = []
    for path, text in draft.values.items():
        question = old.questions.get(changes.plain(path))
        if question is None or _is_computed(question) or _is_told(question, path, draft):
            continue
        target = ways.get(question.path)
        if target is None:
            away.append(path)
        else:
            (stays if _fits(question, target, text) else anew).append(path)
    return Effect(tuple(stays), tuple(anew), tuple(away))


def moved(old: Form, new: Form, draft: Draft, env: Env) -> Moved:
    """Return a draft of `new` that says what `draft` says, as far as `new` asks it."""
    found = effect(old, new, draft)
    ways = _ways(old, new)
    base = engine.start(new, env)
    values = {**base.values, **{_moved(ways, path): draft.values[path] for path in found.stays}}
    counts = {**base.counts, **_counts(old, new, draft)}
    begun = replace(base, values=values, counts=counts, live=None)
    live = Live.unfold(new, begun, env)
    live.recompute()
    anew = {changes.plain(path) for path in found.anew}
    passed = [p for p in draft.passed if (q := changes.plain(p)) in ways and q not in anew]
    return Moved(
        replace(
            begun,
            values=live.values(),
            counts=live.counts(),
            passed=frozenset(_moved(ways, path) for path in passed),
            ended=frozenset(path for path in draft.ended if changes.plain(path) in new.groups),
            opened=tuple(path for path in draft.opened if changes.plain(path) in new.groups),
            live=live,
        ),
        found,
        {path: draft.values[path] for path in (*found.anew, *found.away)},
    )


def _ways(old: Form, new: Form) -> dict[str, Question]:
    """Return the question of the new version for each path of the old one that has one.

    A question may have moved to another group, not into or out of a repeat.
    """
    before, after = changes.named(old), changes.named(new)
    found = {}
    for name, question in before.items():
        target = after.get(name)
        if target is not None and _repeat(old, question) == _repeat(new, target):
            found[question.path] = target
    for path, one in old.questions.items():
        odd = found.get(path.removesuffix(one.name) + one.explains) if one.explains else None
        why = new.questions.get(odd.path + ENDING) if odd else None
        if why is not None:
            found[path] = why
    return found


def _repeat(form: Form, question: Question) -> str:
    """Return the path up to the innermost repeat around a question, "" outside of repeats."""
    path = question.path
    while "/" in path:
        path = path.rpartition("/")[0]
        if changes.is_repeat(form, path):
            return path
    return ""


def _moved(ways: Mapping[str, Question], path: str) -> str:
    """Return a path in the new version; inside a repeat it is the same."""
    return path if "[" in path else ways[path].path


def _counts(old: Form, new: Form, draft: Draft) -> dict[str, int]:
    return {
        path: count
        for path, count in draft.counts.items()
        if all(changes.is_repeat(form, changes.plain(path)) for form in (old, new))
    }


def _is_told(question: Question, path: str, draft: Draft) -> bool:
    """Tell whether an answer is only what the bot knows, not confirmed yet."""
    return bool(question.bind.known) and path not in draft.passed


def _is_computed(question: Question) -> bool:
    return question.bind.calculate is not None or question.kind in {Kind.SILENT, Kind.NOTE}


def _fits(before: Question, after: Question, text: str) -> bool:
    if before.kind is not after.kind and (before.kind, after.kind) not in _WIDER:
        return False
    if after.kind not in _CHOSEN or after.itemset is None or not after.itemset.options:
        return True
    names = {row.name for row in after.itemset.options}
    return set(text.split() if after.kind in _SEVERAL else [text]) <= names
