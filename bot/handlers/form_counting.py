"""A number counted by the keys of a reply keyboard: each press is a message and counts once."""

from bot.context import FieldContext
from bot.forms import engine, flow
from bot.forms.given import Counted
from bot.forms.turns import Ask, Card, Kind, Turn
from bot.handlers.kinds import Filling
from bot.screens import counters, walk


def asked(filling: Filling) -> Ask | None:
    """Return the counter that is asked, None for any other turn."""
    if not _has_counters(filling):
        return None
    turn = engine.current(filling.form, filling.answers, filling.env)
    return turn if isinstance(turn, Ask) and turn.is_counter else None


def _has_counters(filling: Filling) -> bool:
    return any(flow.is_counter(one) for one in filling.form.questions.values())


def close(ctx: FieldContext, filling: Filling, counter: Ask, turn: Turn) -> None:
    """Say what was counted; the keys go unless the next question is counted too."""
    total = filling.answers.values.get(counter.path) or counter.value
    is_next = isinstance(turn, Ask) and turn.is_counter
    ctx.say(counters.closed(ctx.t, counter.label, total, keeps_keys=is_next))


def read(ctx: FieldContext, filling: Filling, turn: Turn, text: str) -> Counted | str | None:
    """Return what a pressed key counts, why it counts nothing, None for other words."""
    if not _has_counters(filling):
        return None
    here = turn if isinstance(turn, Ask) and turn.is_counter else None
    if counters.is_undo(text):
        return Counted(0) if here else ctx.t(walk.NOTHING_TO_UNDO)
    step, name = counters.pressed(text)
    if not step:
        return None
    if here and name in {"", counters.named(here.label)}:
        return Counted(step)
    return counters.is_over(ctx.t, text) if name in _names(filling, turn) else None


def _names(filling: Filling, turn: Turn) -> set[str]:
    """Return the numbers of the form that have their place, as keys name them."""
    form, answers, env = filling.form, filling.answers, filling.env
    rows = turn.rows if isinstance(turn, Card) else engine.card(form, answers, env).rows
    return {counters.named(row.label) for row in rows if row.kind is Kind.INTEGER}
