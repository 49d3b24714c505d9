"""What a new version of a questionnaire changes against the one before: whole questions. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.forms.model import Group, Label, Question, Repeat
from bot.forms.turns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.forms.model import Bind, Form, Rule

ASPECTS: Final = ("kind", "text", "hint", "required", "relevant", "constraint", "check",
                  "compare", "known", "calculation", "default", "place")  # fmt: skip
_INSTANCE: Final = re.compile(r"\[\d+\]")
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """A question of both versions: in what it differs (of ASPECTS), and its list of answers."""

    question: Question
    aspects: tuple[str, ...]
    choices_added: tuple[Label, ...] = ()
    choices_removed: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What a new version adds, removes and changes, each in the order of its form."""

    added: tuple[Question, ...]
    removed: tuple[Question, ...]
    changed: tuple[Changed, ...]

    @property
    def is_any(self) -> bool:
        """Tell whether the versions differ in what is asked."""
        return bool(self.added or self.removed or self.changed)


def between(old: Form, new: Form) -> Changes:
    """Compare two versions; questions are the same where their names are."""
    before, after = named(old), named(new)
    both = [(before[name], after[name]) for name in after if name in before]
    pairs = (_changed(old, new, *pair) for pair in both)
    return Changes(
        tuple(one for name, one in after.items() if name not in before and _is_told(one)),
        tuple(one for name, one in before.items() if name not in after and _is_told(one)),
        tuple(one for one in pairs if one is not None),
    )


def named(form: Form) -> Mapping[str, Question]:
    """Return the questions of a form by name, by path where two share the name.

    Those that the bot adds (explanations) follow from the others and are left out.
    """
    questions = [one for one in _walk(form.root) if not one.explains]
    often = Counter(one.name for one in questions)
    return {one.name if often[one.name] == 1 else one.path: one for one in questions}


def plain(path: str) -> str:
    """Return a path without the numbers of repeats: `photos[2]/photo` is `photos/photo`."""
    return _INSTANCE.sub("", path)


def _walk(group: Group) -> Iterator[Question]:
    for node in group.children:
        if isinstance(node, Group):
            yield from _walk(node)
        else:
            yield node


def _is_told(question: Question) -> bool:
    """Leave out what is neither asked nor computed: start, today, the device."""
    return question.kind is not Kind.SILENT or question.bind.calculate is not None


def _changed(old: Form, new: Form, before: Question, after: Question) -> Changed | None:
    pairs = {
        "kind": (before.kind, after.kind),
        "text": (_texts(before.label), _texts(after.label)),
        "hint": (_texts(before.hint), _texts(after.hint)),
        "default": (_default(before), _default(after)),
        "place": (_repeats(old, before), _repeats(new, after)),
        **_rules(before.bind, after.bind),
    }
    aspects = tuple(name for name in ASPECTS if pairs[name][0] != pairs[name][1])
    was, now = _choices(before), _choices(after)
    added = tuple(now[name] for name in now if name not in was)
    removed = tuple(was[name] for name in was if name not in now)
    if not (aspects or added or removed):
        return None
    return Changed(after, aspects, added, removed)


def _rules(before: Bind, after: Bind) -> dict[str, tuple[object, object]]:
    def of(bind: Bind) -> dict[str, object]:
        return {
            "required": _rule(bind.required),
            "relevant": _rule(bind.relevant),
            "constraint": (_rule(bind.constraint), _texts(bind.constraint_message)),
            "check": (_rule(bind.check), _texts(bind.check_message)),
            "compare": bind.compare,
            "known": bind.known,
            "calculation": _rule(bind.calculate),
        }

    was, now = of(before), of(after)
    return {name: (was[name], now[name]) for name in was}


def _rule(rule: Rule | None) -> object:
    if rule is None or isinstance(rule, bool):
        return rule
    return _SPACES.sub(" ", rule.source).strip()


def _default(question: Question) -> tuple[object, ...]:
    return question.default, _rule(question.initial)


def _texts(label: Label) -> dict[str, str]:
    texts = {**label.texts, "": label.fallback}
    return {
        language: "".join(part if isinstance(part, str) else part.source for part in parts)
        for language, parts in texts.items()
        if parts
    }


def _choices(question: Question) -> dict[str, Label]:
    rows = question.itemset.options if question.itemset else ()
    return {row.name: row.label for row in rows}


def _repeats(form: Form, question: Question) -> tuple[str, ...]:
    """Return the names of the repeats around a question: in others its answers are others."""
    steps = question.path.split("/")[:-1]
    paths = ["/".join(steps[: number + 1]) for number in range(len(steps))]
    return tuple(form.groups[path].name for path in paths if is_repeat(form, path))


def is_repeat(form: Form, path: str) -> bool:
    """Tell whether the group at a path repeats."""
    return isinstance(form.groups.get(path), Repeat)
