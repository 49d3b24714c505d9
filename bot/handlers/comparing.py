"""What stands beside a question: the earlier answer with its period, what is odd, one tap."""

from bot.catalogs import Html
from bot.context import FieldContext
from bot.forms import compared, engine
from bot.forms.compared import Field
from bot.forms.doubts import Doubt
from bot.forms.draft import Draft as Answers
from bot.forms.errors import StaleAnswerError
from bot.forms.given import Picked, Ticked
from bot.forms.model import Compare
from bot.forms.turns import Ask, Kind
from bot.handlers.kinds import Filling, Shortcuts
from bot.msgid import msgid
from bot.rules import monitoring
from bot.rules.monitoring import Known
from bot.screens import monitoring as screens
from bot.screens.screen import WIDE, Button, cut
from storage.records.monitoring import Figure

SAME = "same"


def shortcuts(ctx: FieldContext, filling: Filling, ask: Ask, known: Known) -> Shortcuts:
    """Return the earlier answer beside a question; one of the last time is taken over by a tap."""
    if ask.doubt is not None:
        return Shortcuts(lead=_doubt(ctx, filling, ask.doubt, known))
    field, beside = _beside(filling, ask, known)
    if field is None or beside is None:
        return Shortcuts()
    shown = screens.choice(ctx.t, field, beside)
    note = screens.compared(ctx.t, field, beside, shown)
    if field.compare is not Compare.LAST or ask.is_change or not _fits(ask, beside):
        return Shortcuts(note=note)
    value = screens.value(ctx.t, field, beside, shown)
    press = f"f.short:{filling.draft.draft_id}:{filling.draft.revision}:{SAME}"
    label = cut(ctx.t.plain(msgid("As before: {value}"), value=value), WIDE)
    return Shortcuts((Button(label, press),), note=note)


def take(filling: Filling, ask: Ask, name: str, known: Known) -> Answers:
    """Take the answer of the last time once more; raise StaleAnswerError for anything else."""
    field, beside = _beside(filling, ask, known)
    is_last = field is not None and field.compare is Compare.LAST
    if name != SAME or beside is None or not is_last or not _fits(ask, beside):
        raise StaleAnswerError(ask.path)
    form, answers, env = filling.form, filling.answers, filling.env
    value = monitoring.written(beside)
    if ask.kind is Kind.SELECT_ONE:
        return engine.answer(form, answers, Picked(value), env)
    if ask.kind not in _TICKED:
        return engine.answer(form, answers, value, env)
    for ticked in (*((one, False) for one in ask.chosen), *((one, True) for one in value.split())):
        answers = engine.answer(form, answers, Ticked(ticked[0], on=ticked[1]), env)
    return engine.finish(form, answers, env)


_TICKED = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})


def _fits(ask: Ask, beside: Figure) -> bool:
    """Tell whether what was chosen the last time is still offered."""
    if beside.fact is None or not ask.choices:
        return True
    names = beside.fact.split() if ask.kind in _TICKED else [beside.fact]
    return set(names) <= {choice.name for choice in ask.choices}


def _beside(filling: Filling, ask: Ask, known: Known) -> tuple[Field | None, Figure | None]:
    field = _field(filling, ask.path)
    return field, known.beside(field) if field else None


def _field(filling: Filling, path: str) -> Field | None:
    """Return the field at a path; those of a repeat are compared with nothing."""
    fields = compared.fields(filling.form).values()
    return next((one for one in fields if one.path == path), None)


def _doubt(ctx: FieldContext, filling: Filling, doubt: Doubt, known: Known) -> Html | None:
    """Say what is odd about a count beside last year's; the author's check has its own words."""
    field = _field(filling, doubt.path)
    beside = known.beside(field) if field else None
    if field is None or beside is None or doubt.reason == "check":
        return None
    now = float(filling.answers.values.get(doubt.path) or 0)
    return screens.doubt(ctx.t, field, doubt.reason, now, beside)
