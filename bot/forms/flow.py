"""Where a person stands: it follows from the answers, so nothing here is stored. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.forms.live import Series, Spot
from bot.forms.model import Group, Question
from bot.forms.turns import Kind

if TYPE_CHECKING:
    from bot.forms.draft import Draft
    from bot.forms.live import Live


@dataclass(frozen=True, slots=True)
class Place:
    """What is to be dealt with now, None for the card, and the whole way it stands on.

    `problem`: an earlier answer breaks its constraint.
    """

    at: Spot | Series | None
    way: list[Spot | Series]
    problem: bool = False

    def passed(self) -> list[Spot | Series]:
        """Return the part of the way before this place; all of it before the card."""
        return self.way[: self.way.index(self.at)] if self.at in self.way else self.way


def here(live: Live, draft: Draft) -> Place:
    """Return the first thing to deal with; nothing (the card) when all is settled."""
    way = steps(live, draft)
    for path in (draft.changing, *draft.reopened):
        spot = live.spots.get(path)
        if spot is not None and is_editable(live, spot):
            return Place(spot, way, problem=not fits(live, spot))
    for step in way:
        if isinstance(step, Series):
            if wants_more(live, draft, step):
                return Place(step, way)
        elif wants_asking(live, draft, step):
            return Place(step, way)
    broken = _broken(live)
    return Place(broken, way, problem=broken is not None)


def steps(live: Live, draft: Draft) -> list[Spot | Series]:
    """Return the relevant questions and repeats on the person's way, in order."""
    found: list[Spot | Series] = []
    _collect(live.root, frozenset(draft.opened), found, is_reached=True)
    return found


def _collect(
    parent: Spot, opened: frozenset[str], found: list[Spot | Series], *, is_reached: bool
) -> None:
    for child in parent.children:
        if not child.is_relevant:
            continue
        node = child.node
        is_later = isinstance(node, Group) and node.is_later
        reached = child.path in opened or (is_reached and not is_later)
        if isinstance(child, Series):
            for instance in child.instances:
                if instance.is_relevant:
                    _collect(instance, opened, found, is_reached=reached)
            if reached:
                found.append(child)
        elif isinstance(node, Question):
            if reached and node.kind is not Kind.SILENT:
                found.append(child)
        else:
            _collect(child, opened, found, is_reached=reached)


def wants_more(live: Live, draft: Draft, series: Series) -> bool:
    """Tell whether a repeat is still open: one more instance may be added."""
    return series.path not in draft.ended and can_grow(live, series)


def can_grow(live: Live, series: Series) -> bool:
    """Tell whether a person may add an instance to a repeat now."""
    return len(series.instances) < live.limit(series) and not is_fixed(live, series)


def is_fixed(live: Live, series: Series) -> bool:
    """Tell whether instances come and go by a rule or not at all: no person adds or removes."""
    if series.node.count is not None:
        return True
    if series.node.path not in live.form.lockable:
        return False
    with live.probed(series) as spot:
        return is_readonly(live, spot)


def wants_asking(live: Live, draft: Draft, spot: Spot) -> bool:
    """Tell whether a question is unanswered, half ticked, unseen or to be confirmed."""
    question = spot.node
    if not isinstance(question, Question) or question.is_companion:
        return False
    if not is_editable(live, spot):
        return spot.path not in draft.passed and bool(live.label(question.label, spot))
    if spot.path in draft.pending:
        return True
    if spot.text:
        return is_confirmed(question) and spot.path not in draft.passed
    return spot.path not in draft.passed or is_required(live, spot)


def is_confirmed(question: Question) -> bool:
    """Tell whether a default, or what the bot knows, is to be confirmed with «Оставить»."""
    is_default = question.has_default and "confirm" in question.appearance
    return is_default or bool(question.bind.known)


def is_counter(question: Question) -> bool:
    """Tell whether a number is counted by presses (`appearance` of XLSForm: counter)."""
    return question.kind is Kind.INTEGER and "counter" in question.appearance


def is_editable(live: Live, spot: Spot) -> bool:
    """Tell whether a person may answer here; notes and calculated values are only shown."""
    question = spot.node
    return (
        isinstance(question, Question)
        and spot.is_relevant
        and question.kind not in {Kind.NOTE, Kind.SILENT}
        and question.bind.calculate is None
        and not is_readonly(live, spot)
    )


def is_readonly(live: Live, spot: Spot) -> bool:
    """Tell whether a spot, or a group around it, may not be changed by a person."""
    if spot.node.path not in live.form.lockable:
        return False
    above: Spot | None = spot
    while above is not None:
        if live.holds(above.node.bind.readonly, above, fallback=False):
            return True
        above = above.parent
    return False


def is_required(live: Live, spot: Spot) -> bool:
    """Tell whether a question cannot be skipped now."""
    return live.holds(spot.node.bind.required, spot, fallback=False)


def fits(live: Live, spot: Spot) -> bool:
    """Tell whether the present answer keeps its constraint; an empty one always does."""
    return not spot.text or live.holds(spot.node.bind.constraint, spot, fallback=True)


def _broken(live: Live) -> Spot | None:
    for spot in live.spots.values():
        is_bound = spot.text and spot.node.bind.constraint is not True
        if is_bound and is_editable(live, spot) and not fits(live, spot):
            return spot
    return None


def counted(live: Live, way: list[Spot | Series]) -> list[Spot]:
    """Return the questions that are put to the person: no notes, no silent defaults."""
    return [step for step in way if isinstance(step, Spot) and _is_counted(live, step)]


def _is_counted(live: Live, spot: Spot) -> bool:
    question = spot.node
    if not isinstance(question, Question) or question.is_companion:
        return False
    if question.has_default and spot.text and not is_confirmed(question):
        return False
    return is_editable(live, spot)


def before(live: Live, draft: Draft, place: Place) -> Spot | None:
    """Return the question that «Назад» leads to; None at the start of the way or of a part."""
    way = place.passed()
    part = opened_part(draft, place)
    if part:
        way = [step for step in way if is_within(step.path, part)]
    asked = [s for s in counted(live, way) if s.text or s.path in draft.passed]
    return asked[-1] if asked else None


def opened_part(draft: Draft, place: Place) -> str:
    """Return the innermost opened part that the place is in, "" outside parts."""
    if place.at is None:
        return ""
    path = place.at.path
    return max((p for p in draft.opened if is_within(path, p)), key=len, default="")


def is_within(path: str, part: str) -> bool:
    """Tell whether `path` is `part` or something in it, any instance of a repeat included."""
    return path == part or path.startswith((f"{part}/", f"{part}["))
