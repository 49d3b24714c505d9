"""What the answers to a questionnaire are called, which are kept as figures, what stands beside.

Of any form: the monitoring's own and an author's are described alike. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from bot.forms.model import NO_LABEL, Compare, Group, Label, Question, Repeat
from bot.forms.turns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.forms.model import Form, Node

NUMBERS: Final = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_UNSAID: Final = frozenset({Kind.SILENT, Kind.NOTE})
_FILES: Final = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
_INSTANCE: Final = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One question that people answer, as tables, cards and figures know it.

    `name` is the question's; where two share it, its path. `repeat` is the path of the repeat
    it stands in ("" outside): such a question has many answers and is no figure. `explains`
    is the field before it that an explanation (appearance `aside`) belongs to.
    """

    name: str
    path: str
    kind: Kind
    label_: Label
    compare: Compare
    choices: Mapping[str, Label]
    repeat: str = ""
    explains: str = ""
    is_served: bool = False  # its choices are rows of the bot: stored are their keys
    source: str = ""  # the list that serves them: libraries, staff, recommendations, ...
    title: Label = NO_LABEL  # of the innermost repeat

    @property
    def is_number(self) -> bool:
        """Tell whether its figure is a number; else it is the code of a choice or a text."""
        return self.kind in NUMBERS

    @property
    def is_figure(self) -> bool:
        """Tell whether its answer is kept by period, to be compared and summed up.

        Numbers and one choice of several always are, what else is compared where it says so.
        """
        if self.repeat or self.explains or self.kind in _FILES:
            return False
        is_kept = self.is_number or (self.kind is Kind.SELECT_ONE and not self.is_served)
        return is_kept or self.compare is not Compare.NONE

    def label(self, language: str) -> str:
        """Return what the question is called; parts that are computed are left out."""
        return said(self.label_, language) or self.name

    def heading(self, language: str) -> str:
        """Return what the repeat is called that it stands in."""
        return said(self.title, language) or self.repeat.rpartition("/")[2]

    def choice(self, name: str, language: str) -> str:
        """Return what a choice is called, its code where it has no label."""
        label = self.choices.get(name)
        return (said(label, language) if label else "") or name


def said(label: Label, language: str) -> str:
    """Return the plain words of a label."""
    return "".join(part for part in label.parts(language) if isinstance(part, str)).strip()


@lru_cache(maxsize=32)
def fields(form: Form) -> Mapping[str, Field]:
    """Return what people answer by name, in the order of the form; notes and silent ones not."""
    questions = [(one, repeat) for one, repeat in _walk(form.root, "") if _is_said(one)]
    often = Counter(one.name for one, _ in questions)
    found: dict[str, Field] = {}
    before = ""
    for one, repeat in questions:
        name = one.name if often[one.name] == 1 else one.path
        explains = before if "aside" in one.appearance else ""
        before = before if explains else name
        found[name] = _field(form, one, name, repeat, explains)
    return found


def _walk(group: Group, repeat: str) -> Iterator[tuple[Question, str]]:
    for node in group.children:
        if isinstance(node, Question):
            yield node, repeat
        else:
            yield from _walk(node, node.path if isinstance(node, Repeat) else repeat)


def _is_said(node: Node) -> bool:
    is_question = isinstance(node, Question) and node.kind not in _UNSAID
    return is_question and node.bind.calculate is None


def _field(form: Form, question: Question, name: str, repeat: str, explains: str) -> Field:
    itemset = question.itemset
    rows = itemset.options if itemset else ()
    return Field(
        name,
        question.path,
        question.kind,
        question.label,
        question.compared,
        {row.name: row.label for row in rows},
        repeat,
        explains,
        is_served=itemset is not None and itemset.is_served,
        source=itemset.source if itemset is not None and itemset.is_served else "",
        title=form.groups[repeat].label if repeat else NO_LABEL,
    )


def figures(form: Form) -> tuple[Field, ...]:
    """Return the fields that are kept by period."""
    return tuple(one for one in fields(form).values() if one.is_figure)


def shared(form: Form, earlier: Iterable[Form]) -> tuple[Field, ...]:
    """Return the figures of a form with the choices that only earlier versions of it have."""
    known: dict[str, dict[str, Label]] = {}
    for one in (field for old in earlier for field in figures(old)):
        known.setdefault(one.name, {}).update(one.choices)
    return tuple(
        replace(one, choices={**known.get(one.name, {}), **one.choices}) for one in figures(form)
    )


def value(answers: Mapping[str, Any], path: str) -> Any:
    """Return the answer at a path without repeats in a submission; None where there is none."""
    found: Any = answers
    for name in path.split("/"):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def explained(form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return the explanations of odd answers of a submission, by the path of what is odd.

    A sheet is flagged where there is one: an odd answer cannot be sent without (`explaining`).
    What is odd about it is told by `bot.rules.monitoring.doubted`.
    """
    found = {}
    for path, why in flat(answers).items():
        question = form.questions.get(plain(path))
        if question is not None and question.explains:
            found[path.removesuffix(question.name) + question.explains] = str(why)
    return found


def recommended(form: Form, answers: Mapping[str, Any]) -> list[int]:
    """Return the keys of the recommendations that answers call carried out."""
    questions = [one for one in form.questions.values() if one.itemset is not None]
    found = [
        value(answers, one.path) or ()
        for one in questions
        if one.itemset and one.itemset.source == "recommendations"
    ]
    return [int(key) for keys in found for key in ([keys] if isinstance(keys, str) else keys)]


def plain(path: str) -> str:
    """Return the path of the question itself: `more/photos[2]/photo` is `more/photos/photo`."""
    return _INSTANCE.sub("", path)


def flat(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of a submission by path: `more/photos[2]/photo`."""
    return dict(_flat("", answers))


def _flat(path: str, found: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(found, dict):
        for name, inner in found.items():
            yield from _flat(f"{path}/{name}" if path else name, inner)
    elif isinstance(found, list) and found and all(isinstance(one, dict) for one in found):
        for number, inner in enumerate(found, 1):
            yield from _flat(f"{path}[{number}]", inner)
    else:
        yield path, found


def files(form: Form, answers: Mapping[str, Any]) -> list[int]:
    """Return the numbers of the stored files that answers name, in the order of the form."""
    return [
        int(name.removeprefix("file-"))
        for path, name in flat(answers).items()
        if isinstance(name, str)
        and (question := form.questions.get(plain(path))) is not None
        and question.kind in _FILES
    ]


def differing(form: Form, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return by path what people say otherwise in a new version; None for what it leaves out."""
    before, after = flat(old), flat(new)
    paths = [*after, *(path for path in before if path not in after)]
    spoken = [path for path in paths if not _is_silent(form, path)]
    return {path: after.get(path) for path in spoken if before.get(path) != after.get(path)}


def _is_silent(form: Form, path: str) -> bool:
    question = form.questions.get(plain(path))
    return question is not None and (
        question.kind is Kind.SILENT or question.bind.calculate is not None
    )
