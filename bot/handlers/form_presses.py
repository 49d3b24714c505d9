"""The buttons of every form."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.forms import engine
from bot.forms.errors import StaleAnswerError
from bot.forms.given import Picked, Ticked
from bot.forms.turns import Ask, Card, Kind
from bot.handlers import form_answers, form_asking, form_draft, form_ending
from bot.handlers.kinds import Filling
from bot.routes import Route, press
from bot.screens import form as screens


async def _step(ctx: FieldContext, step: form_answers.Step) -> None:
    found = await form_asking.pressed_on(ctx)
    if found is not None:
        await form_answers.take_step(ctx, found[0], step)


async def go_back(ctx: FieldContext) -> None:
    """Return to the question before."""
    await _step(ctx, engine.back)


async def skip(ctx: FieldContext) -> None:
    """Leave a question that need not be answered."""
    await _step(ctx, engine.skip)


async def keep(ctx: FieldContext) -> None:
    """Keep the present value, or pass a note."""
    await _step(ctx, engine.keep)


async def finish(ctx: FieldContext) -> None:
    """Finish ticks or a repeat: «Готово», «Дальше»."""
    await _step(ctx, engine.finish)


async def add_another(ctx: FieldContext) -> None:
    """Begin one more instance of the repeat that was just filled."""
    found = await form_asking.pressed_on(ctx)
    if found is not None:
        await form_answers.add_one_more(ctx, found[0])


async def cut(ctx: FieldContext) -> None:
    """Take the instance of a repeat out whose answer is being changed: a photo, a finding."""
    found = await form_asking.pressed_on(ctx)
    if found is None:
        return
    filling, _ = found
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, Ask) or not turn.is_change or "[" not in turn.path:
        await form_asking.stale(ctx, filling)
        return
    instance = turn.path[: turn.path.rindex("]") + 1]
    await form_answers.go_on(
        ctx, filling, engine.remove(filling.form, filling.answers, instance, filling.env)
    )


async def pick(ctx: FieldContext) -> None:
    """Take a pressed choice, day or step of a range."""
    found = await form_asking.pressed_on(ctx)
    if found is None:
        return
    filling, rest = found
    turn = engine.current(filling.form, filling.answers, filling.env)
    name = ":".join(rest)
    if not isinstance(turn, Ask):
        await form_asking.stale(ctx, filling)
    elif turn.kind in {Kind.DATE, Kind.DATETIME}:
        await form_answers.give(ctx, filling, turn, name)
    else:
        await form_answers.give(ctx, filling, turn, Picked(_by_place(turn, name)))


async def take_shortcut(ctx: FieldContext) -> None:
    """Take a press of a button that the form's kind offers beside the choices."""
    found = await form_asking.pressed_on(ctx)
    if found is None:
        return
    filling, rest = found
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, Ask):
        await form_asking.stale(ctx, filling)
        return
    try:
        answers = await filling.kind.take_shortcut(ctx, filling, turn, ":".join(rest))
    except StaleAnswerError:
        await form_asking.stale(ctx, filling)
    else:
        await form_answers.go_on(ctx, filling, answers)


def _by_place(ask: Ask, name: str) -> str:
    """Resolve `#7`, which stands for a name too long for a button."""
    number = name.removeprefix("#")
    if name.startswith("#") and number.isdigit() and int(number) < len(ask.choices):
        return ask.choices[int(number)].name
    return name


async def tick(ctx: FieldContext) -> None:
    """Set one tick to the state that the button carries; never a flip."""
    if len(ctx.arguments) < 4:  # noqa: PLR2004  # draft, question, state, name
        raise NotAllowedError
    filling = await form_draft.load(ctx, numbers(ctx.arguments[:1], 1)[0])
    await form_draft.refocus(ctx, filling)
    turn = engine.current(filling.form, filling.answers, filling.env)
    question, wanted, name = ctx.arguments[1], ctx.arguments[2], ":".join(ctx.arguments[3:])
    if not isinstance(turn, Ask) or screens.key_of(turn.path) != question:
        await form_asking.stale(ctx, filling)
        return
    await form_answers.give(ctx, filling, turn, Ticked(_by_place(turn, name), wanted == "1"))


async def turn_page(ctx: FieldContext) -> None:
    """Show another page of choices; nothing is kept."""
    filling, ask = await _asking(ctx)
    if ask is not None:
        page = numbers(ctx.arguments[2:3])
        ctx.show(
            filling.draft.slot,
            await form_asking.screen_of(ctx, filling, ask, page=page[0] if page else 0),
        )


async def show_calendar(ctx: FieldContext) -> None:
    """Show a month of days."""
    filling, ask = await _asking(ctx)
    if ask is not None:
        place = replace(form_asking.place_at(ctx, filling), month=_month(ctx))
        ctx.show(filling.draft.slot, screens.calendar(ctx.t, ask, place))


def _month(ctx: FieldContext) -> date:
    try:
        return date.fromisoformat(f"{ctx.arguments[2]}-01")
    except (IndexError, ValueError):
        return ctx.today


async def _asking(ctx: FieldContext) -> tuple[Filling, Ask | None]:
    filling = await form_draft.load(ctx, numbers(ctx.arguments[:1], 1)[0])
    await form_draft.refocus(ctx, filling)
    turn = engine.current(filling.form, filling.answers, filling.env)
    if isinstance(turn, Ask) and screens.key_of(turn.path) in ctx.arguments[1:2]:
        return filling, turn
    await form_asking.stale(ctx, filling)
    return filling, None


async def nothing(ctx: FieldContext) -> None:
    """Take a press that means nothing, such as an empty day of the calendar."""
    ctx.toast("")


async def choose_row(ctx: FieldContext) -> None:
    """Offer the answers that can be changed."""
    if found := await form_asking.on_card(ctx):
        await form_asking.show_rows(ctx, found[0])


async def change_row(ctx: FieldContext) -> None:
    """Go to the answer that is to be changed."""
    if found := await form_asking.on_card(ctx):
        filling, card, rest = found
        await form_answers.choose_number(ctx, filling, card, ":".join(rest))


async def choose_part(ctx: FieldContext) -> None:
    """Offer the optional parts behind «Дополнить»."""
    if found := await form_asking.on_card(ctx):
        await form_asking.show_parts(ctx, found[0])


async def open_part(ctx: FieldContext) -> None:
    """Go into one optional part."""
    found = await form_asking.on_card(ctx)
    if found is None:
        return
    filling, card, rest = found
    await open_part_of(ctx, filling, card, lambda path: screens.key_of(path) in rest)


async def open_part_of(
    ctx: FieldContext, filling: Filling, card: Card, wanted: Callable[[str], bool]
) -> None:
    """Open the first part of the card whose path is `wanted`."""
    later = [part.path for group in card.later for part in group.parts if wanted(part.path)]
    repeats = [part.path for part in card.repeats if wanted(part.path)]
    if later:
        answers = engine.open_later(filling.form, filling.answers, later[0], filling.env)
    elif repeats:
        answers = engine.add(filling.form, filling.answers, repeats[0], filling.env)
    else:
        await form_asking.stale(ctx, filling)
        return
    await form_answers.go_on(ctx, filling, answers)


async def save(ctx: FieldContext) -> None:
    """Record what the card says; a press repeated later finds it recorded already."""
    found = await form_asking.on_card(ctx)
    if found is None:
        return
    filling, _, _ = found
    await form_ending.finish_draft(ctx, filling)


ROUTES: Final[tuple[Route, ...]] = (
    press("f.short", take_shortcut, "draft.fill"),
    press("f.pick", pick, "draft.fill"),
    press("f.cut", cut, "draft.fill"),
    press("f.tick", tick, "draft.fill"),
    press("f.done", finish, "draft.fill"),
    press("f.skip", skip, "draft.fill"),
    press("f.keep", keep, "draft.fill"),
    press("f.back", go_back, "draft.fill"),
    press("f.more", add_another, "draft.fill"),
    press("f.page", turn_page, "draft.fill"),
    press("f.cal", show_calendar, "draft.fill"),
    press("f.none", nothing, "draft.fill"),
    press("f.rows", choose_row, "draft.fill"),
    press("f.row", change_row, "draft.fill"),
    press("f.parts", choose_part, "draft.fill"),
    press("f.part", open_part, "draft.fill"),
    press("f.open", form_asking.resume, "draft.fill"),
    press("f.wait", form_ending.postpone, "draft.fill"),
    press("f.drop", form_ending.delete, "draft.fill"),
    press("f.save", save, "draft.fill"),
)
