"""What people said after a session, summed up question by question, nobody named; pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.forms.model import Form, Label, Question
from bot.forms.turns import Kind

SHIPPED: Final = "session_feedback"  # the questionnaire that ships with the bot
OWN: Final = "session_own"  # the form of drafts that ask a published questionnaire
LEAST: Final = 3  # answers, before any is shown: fewer would be guessed by whom
_CHOICES: Final = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE})
_NUMBERS: Final = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})


@dataclass(frozen=True, slots=True)
class Summed:
    """A question with its answers: how often each was chosen, the average, the texts."""

    label: str
    counts: Mapping[str, int] = field(default_factory=dict)  # by label, in the form's order
    average: float | None = None
    texts: Sequence[str] = ()


def summed(form: Form, answers: Sequence[Mapping[str, Any]], language: str) -> list[Summed]:
    """Sum answers up in the order of the questions; what nobody answered is left out.

    Of choices named by numbers (1 to 5) the average is told as well. Texts are in order of
    themselves, so that their order says nothing of who wrote them.
    """
    found = []
    for question in _questions(form):
        said = [value for one in answers for value in _said(one, question)]
        if said:
            found.append(_summed(question, said, language))
    return found


def _questions(form: Form) -> Iterator[Question]:
    for node in form.walk():
        if isinstance(node, Question) and not node.is_companion:
            yield node


def _said(answers: Mapping[str, Any], question: Question) -> list[Any]:
    """Return the answers to a question wherever it stands; a repeat has several."""
    found: list[Any] = [answers]
    for name in question.path.split("/"):
        inside: list[Any] = []
        for one in found:
            if isinstance(one, Mapping) and one.get(name) not in (None, ""):
                value = one[name]
                is_rows = isinstance(value, list) and all(
                    isinstance(row, Mapping) for row in value
                )
                inside += value if is_rows else [value]
        found = inside
    return found


def _is_repeated(value: Any) -> bool:
    """Tell whether an answer is the rows of a repeat, not the choices of a question."""
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def _summed(question: Question, said: Sequence[Any], language: str) -> Summed:
    label = _plain(question.label, language) or question.name
    if question.kind in _CHOICES:
        return _chosen(question, said, label, language)
    if question.kind in _NUMBERS:
        numbers = [float(one) for one in said]
        counts = Counter(f"{one:g}" for one in sorted(numbers))
        return Summed(label, dict(counts), sum(numbers) / len(numbers))
    texts = sorted((str(one) for one in said), key=str.casefold)
    return Summed(label, texts=texts if question.kind is Kind.TEXT else ())


def _chosen(question: Question, said: Sequence[Any], label: str, language: str) -> Summed:
    names = [name for one in said for name in (one if isinstance(one, list) else [one])]
    counted = Counter(str(name) for name in names)
    options = question.itemset.options if question.itemset else ()
    labels = {row.name: _plain(row.label, language) or row.name for row in options}
    counts = {labels[name]: counted[name] for name in labels if counted[name]}
    counts |= {name: count for name, count in counted.items() if name not in labels}
    is_graded = bool(names) and all(str(name).isdigit() for name in {*labels, *counted})
    average = sum(int(name) for name in names) / len(names) if is_graded else None
    return Summed(label, counts, average)


def _plain(label: Label, language: str) -> str:
    return "".join(part for part in label.parts(language) if isinstance(part, str))
