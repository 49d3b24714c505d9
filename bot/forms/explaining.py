"""Gives every question with a soft check the explanation that is asked where the check speaks.

The explanation is a question like any other, `<name>_why` beside its own: so where a person
stands follows from the answers, and it is kept, shown, exported and reviewed as an answer.
ODK's engine and other programs read the form as it is written, without them. Pure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.forms import doubts, order, xpath
from bot.forms.model import Bind, Group, Label, Parts, Question, Repeat
from bot.forms.turns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.forms.model import Form, Node

ENDING: Final = "_why"
LIMIT: Final = 500  # characters
_CALLED: Final = {
    "ru": "Пояснение ({label})",
    "be": "Тлумачэнне ({label})",
    "en": "Explanation ({label})",
}
_TOO_LONG: Final = Label(
    {
        "ru": (f"Не длиннее {LIMIT} знаков, пожалуйста.",),
        "be": (f"Не даўжэй за {LIMIT} знакаў, калі ласка.",),
        "en": (f"At most {LIMIT} characters, please.",),
    }
)


def with_explanations(form: Form) -> Form:
    """Return a form with an explanation after every question that has a soft check."""
    root = _with(form.root, is_repeated=False)
    nodes = list(_walk(root))
    return replace(
        form,
        root=root,
        questions={node.path: node for node in nodes if isinstance(node, Question)},
        groups={node.path: node for node in nodes if isinstance(node, Group)},
        looks_back_only=order.looks_back_only(root),
    )


def _with(group: Group, *, is_repeated: bool) -> Group:
    children: list[Node] = []
    taken = {node.name for node in group.children}
    for node in group.children:
        if isinstance(node, Group):
            inside = is_repeated or isinstance(node, Repeat)
            children.append(_with(node, is_repeated=inside))
            continue
        children.append(node)
        if is_checked(node, is_repeated=is_repeated) and node.name + ENDING not in taken:
            children.append(_explanation(node))
    return replace(group, children=tuple(children))


def is_checked(question: Question, *, is_repeated: bool = False) -> bool:
    """Tell whether a soft check may speak at a question: the author's, or that of counts."""
    if question.kind in {Kind.SILENT, Kind.NOTE} or question.bind.calculate is not None:
        return False
    if question.bind.check is not None:
        return not isinstance(question.bind.check, bool)
    return not is_repeated and doubts.is_compared(question)


def _explanation(question: Question) -> Question:
    return Question(
        name=question.name + ENDING,
        path=question.path + ENDING,
        kind=Kind.TEXT,
        bind=Bind(
            required=True,
            constraint=xpath.compile(f"string-length(.) <= {LIMIT}"),
            constraint_message=_TOO_LONG,
            readonly=question.bind.readonly,
            visible_to=question.bind.visible_to,
        ),
        label=_label(question.label),
        appearance=frozenset({"aside"}),
        explains=question.name,
    )


def _label(label: Label) -> Label:
    return Label({code: _called(code, label.parts(code)) for code in _CALLED})


def _called(code: str, parts: Parts) -> Parts:
    before, _, after = _CALLED[code].partition("{label}")
    return (before, *parts, after)


def _walk(group: Group) -> Iterator[Node]:
    for node in group.children:
        yield node
        if isinstance(node, Group):
            yield from _walk(node)
