"""`/questions`: what libraries ask, what waits, what was settled lately."""

from typing import Any, Final

from bot.context import FieldContext
from bot.handlers import free, prompts, tasks
from bot.handlers import question_records as records
from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.routes import Route, command, press
from bot.rules import guidance
from bot.screens import questions as screens
from bot.screens.questions import Line
from bot.screens.screen import Button, Rows, grid
from storage import chats, questions
from storage.records.guidance import Question

SLOT: Final = "questions"
NUMBER: Final = "question.number"
SHOWN: Final = 20
SETTLED: Final = 5
BUTTONS: Final[list[tuple[str, str]]] = []  # label (msgid) and press of what else is here


async def show(ctx: FieldContext) -> None:
    """Show the open questions, those that wait first; a typed number opens one."""
    await ctx.services.network.fresh(ctx.tx)
    now = await records.present(ctx)
    open_ones = (await questions.open_ones(ctx.tx))[:SHOWN]
    settled = await questions.closed_ones(ctx.tx, SETTLED)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    known = [one.question_id for one in (*open_ones, *settled)]
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": NUMBER, "known": known})
    lines = [_line(ctx, one, now) for one in open_ones]
    ctx.show(
        SLOT, screens.listed(ctx.t, lines, [_line(ctx, one, now) for one in settled], _rows(ctx))
    )


def _line(ctx: FieldContext, question: Question, now: Scene) -> Line:
    network = ctx.services.network
    taker = network.staff.get(question.taken_by or 0)
    since = (
        ctx.day_of(question.waits_since) if question.is_waiting and question.waits_since else None
    )
    person = now.people.get(question.taken_by or ctx.person.staff_id)
    return Line(
        question=question,
        person=network.staff[question.staff_id].initials(ctx.language),
        since=since,
        is_late=bool(since and person and guidance.is_late(since, now.today, person, now.pace)),
        taker=taker.initials(ctx.language) if taker and question.closed_at is None else None,
    )


def _rows(ctx: FieldContext) -> Rows:
    return grid(Button(ctx.t.plain(label), data) for label, data in BUTTONS)


async def take_number(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Open the question whose number was typed; other words go on outside."""
    number = text.strip(" .№")
    if number.isdecimal() and int(number) in prompt["known"]:
        await tasks.run(ctx, f"question:{number}")
    else:
        await free.take_outside(ctx, text)


def also(label: str, data: str) -> None:
    """Add a button below the list: what else the department does for libraries from afar."""
    BUTTONS.append((label, data))


BUTTON_ASK: Final = msgid("Ask a question")
also(BUTTON_ASK, "help.ask")
prompts.register(NUMBER, take_number)
ROUTES: Final[tuple[Route, ...]] = (
    command("questions", show, records.ANSWER),
    press("question.list", show, records.ANSWER),
)
