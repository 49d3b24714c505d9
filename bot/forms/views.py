"""Builds what a person is shown, a question or the card, from where they stand. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.forms import choices, doubts, flow
from bot.forms.live import Live, Series, Spot
from bot.forms.model import Group, Question, Repeat
from bot.forms.turns import Ask, AskMore, Card, Kind, Later, Part, Row

if TYPE_CHECKING:
    from bot.forms.doubts import Doubt
    from bot.forms.draft import Draft
    from bot.forms.flow import Place
    from bot.forms.turns import Turn

UPLOADS = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
_LISTED = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})


def turn(live: Live, draft: Draft, place: Place) -> Turn:
    """Return the turn of the place where the person stands."""
    if place.at is None:
        return card(live, draft)
    if isinstance(place.at, Series):
        return _ask_more(live, draft, place, place.at)
    return _ask(live, draft, place, place.at)


def _ask_more(live: Live, draft: Draft, place: Place, series: Series) -> AskMore:
    number, total = _progress(live, place)
    return AskMore(
        path=series.path,
        label=_series_label(live, series),
        headings=headings(live, series.parent),
        count=len(series.instances),
        limit=live.limit(series),
        can_go_back=_can_go_back(live, draft, place),
        number=number,
        total=total,
    )


def _ask(live: Live, draft: Draft, place: Place, spot: Spot) -> Ask:
    question = question_of(spot)
    is_note = not flow.is_editable(live, spot)
    is_change = spot.path == draft.changing or spot.path in draft.reopened
    is_required = not is_note and flow.is_required(live, spot)
    number, total = _progress(live, place)
    return Ask(
        path=spot.path,
        kind=Kind.NOTE if is_note else question.kind,
        label=live.label(question.label, spot) or question.name,
        hint=live.label(question.hint, spot),
        headings=headings(live, spot.parent),
        choices=() if is_note else choices.offered(live, spot),
        chosen=chosen(draft, spot),
        range=question.range,
        value=counted(draft, spot) if flow.is_counter(question) else spot.text,
        shown=counted(draft, spot) if flow.is_counter(question) else shown(live, spot),
        problem=live.label(question.bind.constraint_message, spot) if place.problem else "",
        is_required=is_required,
        can_skip=not is_required and not is_note,
        can_keep=is_note or (bool(spot.text) and not place.problem),
        can_go_back=_can_go_back(live, draft, place),
        number=number,
        total=total,
        appearance=question.appearance,
        accepts_voice=bool(question.voice),
        album=is_album(spot),
        is_change=is_change,
        panel=_panel(live, spot),
        media={form: _file(live.label(label, spot)) for form, label in question.media.items()},
        doubt=_doubt(live, spot, question),
        is_counter=not is_note and flow.is_counter(question),
    )


def _doubt(live: Live, spot: Spot, question: Question) -> Doubt | None:
    return doubts.of(live, live.beside(spot, question.explains)) if question.explains else None


def _file(address: str) -> str:
    """Return the name of a file that a form belongs to: `jr://images/map.png` is `map.png`."""
    return address.rpartition("/")[2]


def question_of(spot: Spot) -> Question:
    """Return the question of a spot that is known to hold one."""
    if not isinstance(spot.node, Question):
        raise TypeError(spot.path)
    return spot.node


def chosen(draft: Draft, spot: Spot) -> tuple[str, ...]:
    """Return the names ticked so far, else those of the stored answer."""
    kind = question_of(spot).kind
    if kind in _LISTED:
        return draft.pending.get(spot.path, tuple(spot.text.split()))
    if kind in {Kind.SELECT_ONE, Kind.RANGE} and spot.text:
        return (spot.text,)
    return ()


def counted(draft: Draft, spot: Spot) -> str:
    """Return what a counter stands at: what was pressed so far, else the stored answer."""
    return draft.pending.get(spot.path, (spot.text,))[-1]


def shown(live: Live, spot: Spot) -> str:
    """Return the value for people: labels for choices, else as it is stored."""
    kind = question_of(spot).kind
    if kind is Kind.SELECT_ONE:
        return choices.known(live, spot, spot.text) if spot.text else ""
    if kind in _LISTED:
        return ", ".join(choices.known(live, spot, name) for name in spot.text.split())
    return spot.text


def is_album(spot: Spot) -> bool:
    """Tell whether a file question is alone in its repeat, so that several may come at once."""
    parent = spot.parent
    return (
        parent is not None
        and isinstance(parent.node, Repeat)
        and len(parent.node.children) == 1
        and question_of(spot).kind in UPLOADS
    )


def headings(live: Live, spot: Spot | None) -> tuple[str, ...]:
    """Return the labels of the enclosing groups, the outermost first; instances are numbered."""
    found: list[str] = []
    while spot is not None and spot.parent is not None:
        label = live.label(spot.node.label, spot)
        if isinstance(spot.node, Repeat):
            number = spot.path.rpartition("[")[2].rstrip("]")
            label = f"{label or spot.node.name} {number}"
        if label:
            found.append(label)
        spot = spot.parent
    return tuple(reversed(found))


def progress(live: Live, place: Place) -> tuple[int, int]:
    """Return how many questions are dealt with, of how many on the way."""
    number, total = _progress(live, place)
    return (number - 1 if place.at is not None else total), total


def _progress(live: Live, place: Place) -> tuple[int, int]:
    total = _numbered(live, place.way)
    is_aside = isinstance(place.at, Spot) and _is_aside(place.at)
    return min(_numbered(live, place.passed()) + (not is_aside), total), total


def _numbered(live: Live, way: list[Spot | Series]) -> int:
    return sum(not _is_aside(spot) for spot in flow.counted(live, way))


def _is_aside(spot: Spot) -> bool:
    """Tell whether a question goes with the one before it: an explanation has no number."""
    return "aside" in question_of(spot).appearance


def _can_go_back(live: Live, draft: Draft, place: Place) -> bool:
    return bool(
        draft.changing
        or flow.opened_part(draft, place)
        or flow.before(live, draft, place) is not None
    )


def _panel(live: Live, spot: Spot) -> tuple[Row, ...]:
    parent = spot.parent
    while parent is not None:
        if isinstance(parent.node, Group) and "field-list" in parent.node.appearance:
            inside = [s for s in live.walk(parent) if isinstance(s, Spot) and _is_row(s)]
            return tuple(_row(live, each, n) for n, each in enumerate(inside, 1))
        parent = parent.parent
    return ()


def card(live: Live, draft: Draft) -> Card:
    """Return all answers, what can be added, and the repeats that can grow."""
    way = set(flow.steps(live, draft))
    spots = [
        step
        for step in live.walk()
        if isinstance(step, Spot) and _is_row(step) and (step in way or step.text)
    ]
    return Card(
        rows=tuple(_row(live, spot, number) for number, spot in enumerate(spots, 1)),
        later=tuple(_later(live, spot) for spot in live.spots.values() if _is_later(spot)),
        repeats=tuple(
            _part(live, step)
            for step in live.walk()
            if isinstance(step, Series) and step in way and flow.can_grow(live, step)
        ),
    )


def _is_row(spot: Spot) -> bool:
    question = spot.node
    if not isinstance(question, Question) or not spot.is_relevant:
        return False
    if question.kind is Kind.NOTE or question.is_companion:
        return bool(spot.text)
    return question.kind is not Kind.SILENT


def _row(live: Live, spot: Spot, number: int) -> Row:
    question = question_of(spot)
    return Row(
        number=number,
        path=spot.path,
        name=question.name,
        kind=question.kind,
        label=live.label(question.label, spot) or question.name,
        value=spot.text,
        shown=shown(live, spot),
        can_change=flow.is_editable(live, spot),
        visible_to=question.bind.visible_to,
        instance=_instance(live, spot),
        headings=headings(live, spot.parent),
    )


def _instance(live: Live, spot: Spot) -> str:
    above: Spot | None = spot
    while above is not None:
        series = live.serieses.get(above.path.rpartition("[")[0])
        if isinstance(above.node, Repeat) and series and not flow.is_fixed(live, series):
            return above.path
        above = above.parent
    return ""


def _is_later(spot: Spot) -> bool:
    return isinstance(spot.node, Group) and spot.node.is_later and spot.is_relevant


def _later(live: Live, spot: Spot) -> Later:
    parts = (_part(live, child) for child in spot.children if _is_open_part(live, child))
    return Later(
        path=spot.path,
        label=live.label(spot.node.label, spot) or spot.node.name,
        parts=tuple(parts),
    )


def _is_open_part(live: Live, child: Spot | Series) -> bool:
    if not child.is_relevant:
        return False
    if isinstance(child, Series):
        return flow.can_grow(live, child)
    if isinstance(child.node, Question):
        return not child.text and not child.node.is_companion and flow.is_editable(live, child)
    return True


def _series_label(live: Live, series: Series) -> str:
    with live.probed(series) as spot:
        return live.label(series.node.label, spot) or series.node.name


def _part(live: Live, child: Spot | Series) -> Part:
    label = (
        _series_label(live, child)
        if isinstance(child, Series)
        else live.label(child.node.label, child) or child.node.name
    )
    return Part(
        path=child.path,
        label=label,
        kind=child.node.kind if isinstance(child.node, Question) else None,
        count=len(child.instances) if isinstance(child, Series) else 0,
        visible_to=child.node.bind.visible_to,
    )
