"""«Всё верно?»: an odd answer is explained in one line or corrected."""

from typing import Final

from bot.context import FieldContext
from bot.forms import engine
from bot.forms.turns import Ask, Turn
from bot.handlers import form_answers, form_asking
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.routes import Route, press
from bot.screens import doubts


async def explain(ctx: FieldContext) -> None:
    """Ask why the answer is as it is."""
    if (filling := await form_asking.advancing(ctx)) is not None:
        await _explain(ctx, filling)


async def _explain(ctx: FieldContext, filling: Filling) -> None:
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, Ask) or turn.doubt is None:
        await form_asking.stale(ctx, filling)
        return
    place = await form_asking.place_of(ctx, filling, turn)
    ctx.show(filling.draft.slot, doubts.why(ctx.t, turn, place))


async def correct(ctx: FieldContext) -> None:
    """Ask the odd answer anew; what was explained stays until it needs no explanation."""
    if (filling := await form_asking.advancing(ctx)) is not None:
        await _correct(ctx, filling)


async def _correct(ctx: FieldContext, filling: Filling) -> None:
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, Ask) or turn.doubt is None:
        await form_asking.stale(ctx, filling)
        return
    path = turn.doubt.path
    await form_answers.go_on(
        ctx, filling, engine.change(filling.form, filling.answers, path, filling.env)
    )


def _is_doubted(turn: Turn) -> bool:
    return isinstance(turn, Ask) and turn.doubt is not None


form_answers.MOVES.extend([
    (doubts.EXPLAIN, _is_doubted, _explain),
    (doubts.CORRECT, _is_doubted, _correct),
    # What «Всё верно?» is answered with; it explains nothing yet.
    (msgid("Everything is right"), _is_doubted, _explain),
    (msgid("Right"), _is_doubted, _explain),
    (msgid("Yes"), _is_doubted, _explain),
])  # fmt: skip
ROUTES: Final[tuple[Route, ...]] = (
    press("f.why", explain, "draft.fill"),
    press("f.fix", correct, "draft.fill"),
)
