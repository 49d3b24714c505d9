"""The questionnaire engine: a form, a draft and an answer in, the next question out.

Pure: no Telegram, SQL or clock; the moment, language and lists are in `Env`. Every function
returns a new `Draft` and leaves the old one as it was; `current` says what to ask.

    form = builtin.load("visit")                     # or model.read(xml)
    env = Env(now=now, language="be", seed=draft_id,
              lists={"libraries": Items(...), "staff": Items(...)},
              presets={"username": "3"})
    draft = engine.start(form, env, {"library": "SL-03"})   # prefilled values by name or path
    turn = engine.current(form, draft, env)          # Ask | AskMore | Card   (bot.forms.turns)
    draft = engine.answer(form, draft, given, env)   # given: str typed | Picked | Ticked |
                                                     #  Counted | Media | Point (bot.forms.given)
    draft = engine.finish(form, draft, env)          # «Готово» of ticks, a count; «дальше»
    saved = draft.dump(); draft = Draft.load(saved)  # compact JSON (bot.forms.draft)
    answers = engine.submission(form, draft, env)    # relevant answers only, nested by name

A record is corrected by `refill.start(form, env, answers, settled=True)`: a draft on its card.
Moves: `skip`, `keep` («Оставить»), `back`, `change(path)` from a card, `add(repeat)`,
`remove(instance)`, `open_later(path of a later group or of one part of it)`.
A note is passed by `keep`. An answer at AskMore starts the next instance with it, so an
album of photos is a run of `answer` calls. `inform` puts what the bot knows into silent ones.
Paths are names joined by "/", repeat instances counted from 1: `more/photos[2]/photo`.
A refused answer raises `BadAnswerError` (its text or the form's own message, ready to show)
and nothing changes: the same question is asked again. Typed text that fits several choices
raises `UnclearChoiceError` with `.found`, to be offered as buttons; `search` finds them too.
A press that does not belong to the question raises `StaleAnswerError`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.errors import BadAnswerError
from bot.forms import answers, choices, doubts, flow, output, views
from bot.forms.draft import Draft
from bot.forms.errors import FormMessageError, StaleAnswerError
from bot.forms.given import Counted, Given, Media, Ticked
from bot.forms.live import Live, Series, Spot
from bot.forms.model import Question
from bot.forms.turns import Ask, Card, Choice, Kind, Turn
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.forms.doubts import Doubt
    from bot.forms.env import Env
    from bot.forms.model import Form

_TICKED = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})
_STEPS_KEPT = 100  # of a counter: so far back «Отменить последнее» goes


def start(
    form: Form, env: Env, prefilled: Mapping[str, str | Iterable[str]] | None = None
) -> Draft:
    """Return a new draft with defaults, then `prefilled` values by name or path.

    Prefilled values are as stored (names of choices, ISO dates); unknown names are ignored.
    """
    live = Live.start(form, env)
    live.initialise(live.root)
    live.recompute()
    live.initialise_computed()
    for name, value in (prefilled or {}).items():
        spot = live.spots.get(name) or live.first_named(name)
        if spot is not None:
            live.set_text(spot, value if isinstance(value, str) else " ".join(value))
            live.fire_triggers(spot)
    live.recompute()
    return _frozen(Draft(), live)


def current(form: Form, draft: Draft, env: Env) -> Turn:
    """Return what to ask now, or the card when everything is settled."""
    live = _live(form, draft, env)
    return views.turn(live, draft, flow.here(live, draft))


def progress(form: Form, draft: Draft, env: Env) -> tuple[int, int]:
    """Return how many questions are dealt with, of how many on the way; all: the card."""
    live = _live(form, draft, env)
    return views.progress(live, flow.here(live, draft))


def card(form: Form, draft: Draft, env: Env) -> Card:
    """Return the card of answers as they are, settled or not."""
    return views.card(_live(form, draft, env), draft)


def answer(form: Form, draft: Draft, given: Given, env: Env, path: str | None = None) -> Draft:
    """Take an answer to the present question, or to the one at `path`.

    Raises `BadAnswerError` (`UnclearChoiceError`) or `StaleAnswerError`; the draft stays.
    """
    live = _taken(form, draft, env)
    spot = _target(live, draft, path, given)
    if isinstance(given, Ticked):
        return _tick(live, draft, spot, given)
    if isinstance(given, Counted):
        return _count(live, draft, spot, given)
    if isinstance(given, Media) and views.question_of(spot).voice and _is_sound(given):
        return _take_voice(live, draft, spot, given)
    return _store(live, draft, spot, answers.read(live, spot, given))


def finish(form: Form, draft: Draft, env: Env) -> Draft:
    """Close the ticks or the count of the present question, or the repeat that asks for more."""
    live = _taken(form, draft, env)
    place = flow.here(live, draft)
    if isinstance(place.at, Series):
        return _frozen(replace(draft, ended=draft.ended | {place.at.path}), live)
    if place.at is not None and flow.is_counter(views.question_of(place.at)):
        return _close_count(live, draft, place.at)
    if place.at is None or views.question_of(place.at).kind not in _TICKED:
        raise StaleAnswerError("finish")
    return _close_ticks(live, draft, place.at)


def skip(form: Form, draft: Draft, env: Env) -> Draft:
    """Leave the present question without an answer; a default stays.

    Raises `BadAnswerError` if it is required.
    """
    live = _taken(form, draft, env)
    place = flow.here(live, draft)
    if isinstance(place.at, Series):
        return _frozen(replace(draft, ended=draft.ended | {place.at.path}), live)
    if place.at is None:
        raise StaleAnswerError("skip")
    return _skip(live, draft, place.at)


def keep(form: Form, draft: Draft, env: Env) -> Draft:
    """Leave the value of the present question as it is («Оставить»), or pass a note."""
    live = _taken(form, draft, env)
    spot = flow.here(live, draft).at
    if not isinstance(spot, Spot):
        raise StaleAnswerError("keep")
    if flow.is_editable(live, spot):
        if views.question_of(spot).kind is Kind.ACKNOWLEDGE:
            return _store(live, draft, spot, ("OK",))
        if not spot.text:
            raise StaleAnswerError(spot.path)
        _check(live, spot)
    return _frozen(_settled(draft, spot, passed=True), live)


def back(form: Form, draft: Draft, env: Env) -> Draft:
    """Go one question back; from a change to the card, from an opened part out of it."""
    live = _taken(form, draft, env)
    if draft.changing:
        return _frozen(replace(draft, changing="", pending=_without(draft, draft.changing)), live)
    place = flow.here(live, draft)
    previous = flow.before(live, draft, place)
    if previous is not None:
        return _frozen(replace(draft, reopened=(previous.path, *draft.reopened)), live)
    part = flow.opened_part(draft, place)
    if not part:
        raise StaleAnswerError("back")
    return _frozen(_close_part(live, draft, part), live)


def change(form: Form, draft: Draft, path: str, env: Env) -> Draft:
    """Open one answer of the card again; `back` returns to the card without a change."""
    live = _taken(form, draft, env)
    spot = live.spots.get(path)
    if spot is None or not flow.is_editable(live, spot):
        raise StaleAnswerError(path)
    return _frozen(replace(draft, changing=path), live)


def add(form: Form, draft: Draft, path: str, env: Env) -> Draft:
    """Add an instance to the repeat at `path`; its questions are asked next."""
    live = _taken(form, draft, env)
    series = live.serieses.get(path)
    if series is None or not series.is_relevant or flow.is_fixed(live, series):
        raise StaleAnswerError(path)
    return _frozen(replace(_grown(live, draft, series), live=None), live)


def remove(form: Form, draft: Draft, path: str, env: Env) -> Draft:
    """Remove the repeat instance at `path`; the later ones move up."""
    live = _taken(form, draft, env)
    spot = live.spots.get(path)
    series = live.serieses.get(path.rpartition("[")[0])
    if spot is None or series is None or spot not in series.instances:
        raise StaleAnswerError(path)
    if flow.is_fixed(live, series):
        raise StaleAnswerError(path)
    trimmed = output.without_instance(draft, series.path, series.instances.index(spot) + 1)
    return _recomputed(form, trimmed, env)


def open_later(form: Form, draft: Draft, path: str, env: Env) -> Draft:
    """Open a later group, or one part of it: a question, a group, a repeat (one instance more)."""
    live = _taken(form, draft, env)
    opened = replace(draft, opened=(*(p for p in draft.opened if p != path), path))
    series = live.serieses.get(path)
    if series is not None:
        return _frozen(_grown(live, opened, series), live)
    spot = live.spots.get(path)
    if spot is None or not spot.is_relevant:
        raise StaleAnswerError(path)
    passed = frozenset(p for p in opened.passed if not flow.is_within(p, path))
    ended = frozenset(p for p in opened.ended if not flow.is_within(p, path))
    if isinstance(spot.node, Question) and spot.text:
        return _frozen(replace(draft, changing=path), live)
    return _frozen(replace(opened, passed=passed, ended=ended), live)


def search(form: Form, draft: Draft, typed: str, env: Env) -> tuple[Choice, ...]:
    """Return the choices of the present question that typed words may mean, best first."""
    turn = current(form, draft, env)
    return answers.find(turn.choices, typed) if isinstance(turn, Ask) else ()


def inform(form: Form, draft: Draft, known: Mapping[str, str], env: Env) -> Draft:
    """Put what the bot knows into silent questions, and into one that is still to be confirmed."""
    live = _taken(form, draft, env)
    spots = [(live.first_named(name), text) for name, text in known.items()]
    changed = [
        live.set_text(spot, text) for spot, text in spots if spot and _may_be_told(spot, draft)
    ]
    if not any(changed):
        return draft
    live.recompute()
    return _frozen(draft, live)


def _may_be_told(spot: Spot, draft: Draft) -> bool:
    question = views.question_of(spot)
    is_open = flow.is_confirmed(question) and spot.path not in draft.passed
    return question.kind is Kind.SILENT or is_open


def submission(form: Form, draft: Draft, env: Env) -> dict[str, Any]:
    """Return the relevant answers as JSON: groups are objects, repeats lists, empty ones out."""
    return output.submission(_live(form, draft, env))


def doubtful(form: Form, draft: Draft, env: Env) -> tuple[Doubt, ...]:
    """Return the answers that break a soft check, to be asked about: «Всё верно?»."""
    return doubts.found(_live(form, draft, env))


def instance_xml(form: Form, draft: Draft, env: Env) -> str:
    """Return the answers as the XML that ODK servers take: relevant nodes only."""
    return output.instance_xml(_live(form, draft, env))


def _live(form: Form, draft: Draft, env: Env) -> Live:
    """Return the unfolded draft to look at; it stays with the draft for the next look."""
    live = draft.live
    if live is None or live.env is not env or live.form is not form:
        live = Live.unfold(form, draft, env)
        draft.remember(live)
    return live


def _taken(form: Form, draft: Draft, env: Env) -> Live:
    """Return the unfolded draft to change; the old draft unfolds again if it is ever asked."""
    live = _live(form, draft, env)
    draft.remember(None)
    return live


def _frozen(draft: Draft, live: Live) -> Draft:
    return replace(draft, values=live.values(), counts=live.counts(), live=live)


def _recomputed(form: Form, draft: Draft, env: Env) -> Draft:
    live = Live.unfold(form, draft, env)
    live.recompute()
    return _frozen(draft, live)


def _target(live: Live, draft: Draft, path: str | None, given: Given) -> Spot:
    place = flow.here(live, draft)
    if path is None and isinstance(place.at, Series):
        return _first_of_next(live, place.at, given)
    spot = live.spots.get(path) if path is not None else place.at
    if not isinstance(spot, Spot) or not flow.is_editable(live, spot):
        raise StaleAnswerError(path or "answer")
    if path is None and isinstance(given, str):
        return doubts.meant(live, spot, given)
    return spot


def _first_of_next(live: Live, series: Series, given: Given) -> Spot:
    if isinstance(given, Ticked):
        raise StaleAnswerError(series.path)
    instance = live.add_instance(series)
    live.initialise(instance)
    live.recompute()
    for spot in live.walk(instance):
        if isinstance(spot, Spot) and flow.is_editable(live, spot):
            return spot
    raise StaleAnswerError(series.path)


def _tick(live: Live, draft: Draft, spot: Spot, given: Ticked) -> Draft:
    kind = views.question_of(spot).kind
    offered = choices.offered(live, spot)
    if kind not in _TICKED or given.name not in {choice.name for choice in offered}:
        raise StaleAnswerError(spot.path)
    started = spot.path in draft.pending or kind is Kind.SELECT_MULTIPLE
    names = [n for n in views.chosen(draft, spot) if n != given.name] if started else []
    if given.on:
        names.append(given.name)
    if kind is Kind.SELECT_MULTIPLE:
        names = answers.in_order(offered, names)
    return _frozen(replace(draft, pending={**draft.pending, spot.path: tuple(names)}), live)


def _close_ticks(live: Live, draft: Draft, spot: Spot) -> Draft:
    names = views.chosen(draft, spot)
    if not names:
        return _skip(live, draft, spot, clear=True)
    offered = choices.offered(live, spot)
    if views.question_of(spot).kind is Kind.RANK:
        return _store(live, draft, spot, (answers.complete_ranking(offered, names),))
    return _store(live, draft, spot, (" ".join(answers.in_order(offered, names)),))


def _count(live: Live, draft: Draft, spot: Spot, given: Counted) -> Draft:
    """Add to the count, or take the latest addition back; the totals so far are pending."""
    if not flow.is_counter(views.question_of(spot)):
        raise StaleAnswerError(spot.path)
    totals = draft.pending.get(spot.path) or (spot.text or "0",)
    if given.by:
        totals = (*totals, str(int(float(totals[-1])) + given.by))[-_STEPS_KEPT:]
    elif len(totals) > 1:
        totals = totals[:-1]
    else:
        raise BadAnswerError(msgid("There is nothing to take back."))
    return _frozen(replace(draft, pending={**draft.pending, spot.path: totals}), live)


def _close_count(live: Live, draft: Draft, spot: Spot) -> Draft:
    """Store the count; nothing pressed is no zero, for «Готово» may come twice."""
    total = views.counted(draft, spot)
    if not total:
        raise BadAnswerError(msgid("Nothing is counted yet. If it is none, write 0."))
    return _store(live, draft, spot, (total,))


def _take_voice(live: Live, draft: Draft, spot: Spot, given: Media) -> Draft:
    """Store a voice message beside its text question, which is settled by it."""
    companion = live.beside(spot, views.question_of(spot).voice)
    _put(live, companion, given.name)
    live.recompute()
    return _frozen(_settled(draft, spot, passed=True), live)


def _is_sound(given: Media) -> bool:
    return given.mime_type.startswith("audio/")


def _store(live: Live, draft: Draft, spot: Spot, readings: tuple[str, ...]) -> Draft:
    before = spot.text
    for reading in readings:
        live.set_text(spot, reading)
        if flow.fits(live, spot):
            break
    else:
        live.set_text(spot, readings[0])
        _check(live, spot)
    _check_floor(live, spot)
    if spot.text != before:
        live.fire_triggers(spot)
    live.recompute()
    return _frozen(_settled(draft, spot, passed=flow.is_confirmed(views.question_of(spot))), live)


def _put(live: Live, spot: Spot, text: str) -> None:
    if live.set_text(spot, text):
        live.fire_triggers(spot)


def _check(live: Live, spot: Spot) -> None:
    if flow.fits(live, spot):
        return
    message = live.label(spot.node.bind.constraint_message, spot)
    if message:
        raise FormMessageError(message)
    raise BadAnswerError(msgid("This answer does not fit the form's rule. Check it, please."))


def _check_floor(live: Live, spot: Spot) -> None:
    """Refuse a count below what it was earlier this year (domain.md section 3, controls)."""
    try:
        now, floor = float(spot.text), float(live.env.floors.get(spot.path, ""))
    except ValueError:
        return
    if now < floor:
        text = msgid(
            "A number of at least {floor} is needed: it runs from the beginning of the year, and "
            "this was the last one this year."
        )
        raise BadAnswerError(text, floor=int(floor) if floor.is_integer() else floor)


def _skip(live: Live, draft: Draft, spot: Spot, *, clear: bool = False) -> Draft:
    question = views.question_of(spot)
    if flow.is_editable(live, spot):
        if flow.is_required(live, spot):
            _refuse_skip(live, spot)
        if clear or not question.has_default:
            _put(live, spot, "")
    live.recompute()
    return _frozen(_settled(draft, spot, passed=True), live)


def _refuse_skip(live: Live, spot: Spot) -> None:
    message = live.label(spot.node.bind.required_message, spot)
    if message:
        raise FormMessageError(message)
    raise BadAnswerError(msgid("This question cannot be skipped: the record needs its answer."))


def _settled(draft: Draft, spot: Spot, *, passed: bool) -> Draft:
    path = spot.path
    return replace(
        draft,
        passed=draft.passed | {path} if passed else draft.passed - {path},
        pending=_without(draft, path),
        reopened=tuple(p for p in draft.reopened if p != path),
        changing="" if draft.changing == path else draft.changing,
    )


def _without(draft: Draft, path: str) -> dict[str, tuple[str, ...]]:
    return {key: names for key, names in draft.pending.items() if key != path}


def _grown(live: Live, draft: Draft, series: Series) -> Draft:
    if len(series.instances) >= live.limit(series):
        raise BadAnswerError(
            msgid("No more can be added here: at most {limit}."), limit=live.limit(series)
        )
    live.initialise(live.add_instance(series))
    live.recompute()
    return replace(draft, ended=draft.ended - {series.path})


def _close_part(live: Live, draft: Draft, part: str) -> Draft:
    """Leave an opened part; an instance that was added for nothing goes with it."""
    series = live.serieses.get(part)
    if series is not None and series.instances and _is_empty(live, series.instances[-1]):
        live.drop_instance(series)
        live.recompute()
    return replace(
        draft,
        opened=tuple(p for p in draft.opened if p != part),
        reopened=tuple(p for p in draft.reopened if not flow.is_within(p, part)),
    )


def _is_empty(live: Live, instance: Spot) -> bool:
    return not any(isinstance(s, Spot) and s.text for s in live.walk(instance))
