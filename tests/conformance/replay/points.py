"""What a point is, and how the points of two engines differ. Pure.

A point is one fact about one node after one step of a walk. Points are kept by path:

    a question                       [relevant, value, readonly, required, valid, choices]
    a group, an instance of a repeat [relevant]
    a repeat                         [relevant, instances]

`value` is what XPath sees: blank while irrelevant. None stands for what there is no sense in
comparing: the rules of a question that nobody is asked, the choices of one without a list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.forms import choices, flow
from bot.forms.live import Live, Series, Spot
from bot.forms.model import Form, Question
from bot.forms.turns import Kind

Facts = list[Any]
Points = dict[str, Facts]
Changes = dict[str, Facts | None]

_RULES = ("readonly", "required", "valid", "choices")
_NUMBERS = frozenset({"decimal", "geopoint"})


@dataclass(frozen=True)
class Difference:
    """A point that the engines see differently."""

    seed: int
    step: int
    path: str
    aspect: str
    ours: Any
    theirs: Any

    @property
    def where(self) -> str:
        """Return the path without the numbers of instances."""
        return plain(self.path)

    def __str__(self) -> str:
        place = f"seed {self.seed}, step {self.step}, {self.path}, {self.aspect}"
        return f"{place}: ours {self.ours!r}, the oracle's {self.theirs!r}"


@dataclass
class Comparison:
    """How many points were compared, and which of them differ."""

    compared: int = 0
    differences: list[Difference] = field(default_factory=list)

    def add(self, other: "Comparison") -> None:
        """Count another comparison in."""
        self.compared += other.compared
        self.differences += other.differences

    @property
    def agreement(self) -> float:
        """Return the share of points that agree."""
        return 1 - len(self.differences) / max(self.compared, 1)


def held(live: Live) -> Points:
    """Return every point of our engine."""
    return dict(_held(live))


def _held(live: Live) -> Iterator[tuple[str, Facts]]:
    for step in live.walk():
        if isinstance(step, Series):
            yield step.path, [step.is_relevant, len(step.instances)]
        elif isinstance(step.node, Question):
            yield step.path, _of_question(live, step, step.node)
        else:
            yield step.path, [step.is_relevant]


def _of_question(live: Live, spot: Spot, question: Question) -> Facts:
    if not spot.is_relevant:
        return [False, "", None, None, None, None]
    offered = None
    if question.itemset is not None:
        offered = [choice.name for choice in choices.offered(live, spot)]
    if question.kind is Kind.SILENT:
        return [True, spot.text, None, None, None, offered]
    rules = flow.is_readonly(live, spot), flow.is_required(live, spot), flow.fits(live, spot)
    return [True, spot.text, *rules, offered]


def changes(steps: Sequence[Points]) -> list[Changes]:
    """Return what changed in each step; None where a node is gone."""
    found: list[Changes] = []
    before: Points = {}
    for step in steps:
        changed: Changes = {
            path: facts for path, facts in step.items() if before.get(path) != facts
        }
        gone: Changes = {path: None for path in before if path not in step}
        found.append(changed | gone)
        before = step
    return found


def unfolded(steps: Sequence[Changes]) -> Iterator[Points]:
    """Yield all points of each step from what changed in it."""
    present: Points = {}
    for step in steps:
        merged = {**present, **step}
        present = {path: facts for path, facts in merged.items() if facts is not None}
        yield present


def compare(
    form: Form, seed: int, ours: Sequence[Points], theirs: Sequence[Changes]
) -> Comparison:
    """Compare every point of one walk."""
    found = Comparison()
    for step, (mine, other) in enumerate(zip(ours, unfolded(theirs), strict=True)):
        for path in sorted(mine.keys() | other.keys()):
            for aspect, one, two in _pairs(form, path, mine.get(path), other.get(path)):
                found.compared += 1
                if one != two:
                    found.differences.append(Difference(seed, step, path, aspect, one, two))
    return found


def _pairs(
    form: Form, path: str, ours: Facts | None, theirs: Facts | None
) -> Iterator[tuple[str, Any, Any]]:
    if ours is None or theirs is None:
        yield "presence", ours is not None, theirs is not None
        return
    yield "relevant", ours[0], theirs[0]
    question = form.questions.get(plain(path))
    if question is None:
        yield from zip(("instances",), ours[1:], theirs[1:], strict=False)
        return
    yield "value", _normal(question, ours[1]), _normal(question, theirs[1])
    for aspect, one, two in zip(_RULES, ours[2:], theirs[2:], strict=True):
        if one is not None:
            yield aspect, one, two


def _normal(question: Question, text: str) -> str:
    """Write a number in one way: the oracle stores 3 as 3.0 where decimals are asked."""
    if question.bind.data_type not in _NUMBERS:
        return text
    try:
        return " ".join(f"{float(part):.9g}" for part in text.split())
    except ValueError:
        return text


def plain(path: str) -> str:
    """Return a path without the numbers of instances."""
    return "/".join(step.partition("[")[0] for step in path.split("/"))
