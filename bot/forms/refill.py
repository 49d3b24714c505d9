"""Turns a saved submission back into answers, so that a record can be corrected; pure.

Raises nothing: a question or choice that the form no longer has is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.forms import engine
from bot.forms.live import Live, Series
from bot.forms.model import Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.forms.draft import Draft
    from bot.forms.env import Env
    from bot.forms.model import Form


def start(form: Form, env: Env, submission: Mapping[str, Any], *, settled: bool) -> Draft:
    """Return a draft that says what `submission` says, shaped as `engine.submission` gives it.

    `settled` shows the card at once: what the record leaves empty is not asked again, but for
    what is required. Otherwise the first unanswered question is asked.
    """
    if not submission:
        return engine.start(form, env)
    texts = dict(_texts("", submission))
    plain = {path: text for path, text in texts.items() if "[" not in path}
    draft = engine.start(form, env, plain)
    counts = dict(_counts("", submission))
    live = None if counts else _said_again(draft, texts)
    if live is None:
        values, counts = {**draft.values, **texts}, {**draft.counts, **counts}
        live = Live.unfold(form, replace(draft, values=values, counts=counts, live=None), env)
        live.recompute()
    draft = replace(draft, values=live.values(), counts=live.counts(), live=live)
    return _settled(draft, live) if settled else draft


def _said_again(draft: Draft, texts: Mapping[str, str]) -> Live | None:
    """Put back what triggers and rules have changed in a draft just started without repeats."""
    live = draft.live
    if live is None:
        return None
    draft.remember(None)
    spots = [(spot, text) for path, text in texts.items() if (spot := live.spots.get(path))]
    differing = [spot for spot, text in spots if live.set_text(spot, text)]
    if differing:
        live.recompute()
    return live


def _texts(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(f"{prefix}/{name}" if prefix else name, inner)
    elif _is_repeat(value):
        for number, inner in enumerate(value, 1):
            yield from _texts(f"{prefix}[{number}]", inner)
    elif isinstance(value, list | tuple):
        yield prefix, " ".join(map(str, value))
    elif value not in (None, ""):
        yield prefix, str(value)


def _counts(prefix: str, value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _counts(f"{prefix}/{name}" if prefix else name, inner)
    elif _is_repeat(value):
        yield prefix, len(value)
        for number, inner in enumerate(value, 1):
            yield from _counts(f"{prefix}[{number}]", inner)


def _is_repeat(value: Any) -> bool:
    is_list = isinstance(value, list | tuple) and bool(value)
    return is_list and all(isinstance(item, dict) for item in value)


def _settled(draft: Draft, live: Live) -> Draft:
    """Note every question as seen; filled repeats are open, so that their gaps can be filled."""
    questions, repeats = set(), []
    for spot in live.walk():
        if isinstance(spot, Series):
            repeats.append(spot)
        elif isinstance(spot.node, Question):
            questions.add(spot.path)
    return replace(
        draft,
        passed=frozenset(questions),
        ended=frozenset(series.path for series in repeats),
        opened=tuple(series.path for series in repeats if series.instances),
    )
