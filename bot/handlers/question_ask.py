"""«Вопрос в отдел»: asked in free words, with photos, files or a voice message."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from bot.context import FieldContext
from bot.errors import StaleButtonError
from bot.handlers import form_draft, free, media, prompts
from bot.handlers import question_records as records
from bot.handlers.free import Outside
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.screens import questions as screens
from bot.screens.screen import Screen
from storage import chats, questions
from storage.records.people import Staff

SLOT: Final = "help"
OWN: Final = 5  # of one's own questions, offered again
ASKING: Final = "help.ask"  # the prompt that takes a new question
# What is tried before a question is sent: each says whether it has taken it.
BEFORE: Final[list[Callable[[FieldContext, Outside], Awaitable[bool]]]] = []
# What words that nothing asked for may be about instead: each says whether it has taken them.
ABOUT_ANOTHER: Final[list[Callable[[FieldContext, Outside], Awaitable[bool]]]] = []
ALBUM: Final = "question.album"  # the prompt that takes what else was sent together


async def ask(ctx: FieldContext) -> None:
    """Ask for the question."""
    await form_draft.leave(ctx)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": ASKING})
    own = await questions.of_person(ctx.tx, ctx.person.staff_id, OWN)
    ctx.show(SLOT, screens.ask(ctx.t, own))


async def drop(ctx: FieldContext) -> None:
    """Leave the question unasked."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, Screen(ctx.t(msgid("All right. The department is there when you need it."))))


async def take_question(ctx: FieldContext, _: Mapping[str, Any], text: str) -> None:
    """Take the typed question."""
    await send_unless_known(ctx, Outside(text=records.one_message(text)))


async def take_file(ctx: FieldContext, _: Mapping[str, Any], sent: dict[str, Any]) -> None:
    """Take a question that is a photo or a file, with its caption."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    album = ctx.message.media_group_id or ""
    outside = Outside(text=ctx.message.caption or "", media=(sent,), album=album)
    await send_unless_known(ctx, outside)


async def ask_with(ctx: FieldContext, outside: Outside) -> None:
    """Ask the department with what came outside a form."""
    if not (outside.text or outside.media):
        await ask(ctx)
        return
    for take in ABOUT_ANOTHER:
        if await take(ctx, outside):
            return
    await send_unless_known(ctx, outside)


async def send_unless_known(ctx: FieldContext, outside: Outside) -> None:
    """Send a question; what is tried before, such as a known answer, may keep it unsent."""
    for take in BEFORE:
        if await take(ctx, outside):
            return
    await send(ctx, outside)


async def send(ctx: FieldContext, outside: Outside) -> None:
    """Keep the question and bring it to those who answer."""
    question_id = await questions.ask(
        ctx.tx, ctx.person.staff_id, outside.text, outside.media,
        now=ctx.stamp, album=outside.album or None,
    )  # fmt: skip
    question = await records.named(ctx, (str(question_id),))
    if outside.album:
        await more_of_album(ctx, question_id, outside.album)
    await records.bring_to_department(ctx, question, outside.media)
    contact = (await ctx.institution())["department_contact"]
    ctx.show(records.slot(question_id), screens.taken(ctx.t, question_id, contact), edit=False)


async def more_of_album(ctx: FieldContext, question_id: int, album: str) -> None:
    """Let what else comes of an album go to the message that its first part made."""
    prompt = {"kind": ALBUM, "question_id": question_id, "album": album}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)


async def ask_of(ctx: FieldContext, people: Sequence[Staff], text: str) -> tuple[int, list[Staff]]:
    """Ask certain colleagues, and all who answer where no message reaches them.

    Return the question's number and who was told. It waits in «Мои дела» of all who answer.
    """
    await ctx.services.network.fresh(ctx.tx)
    question_id = await questions.ask(ctx.tx, ctx.person.staff_id, text, (), now=ctx.stamp)
    question = await records.named(ctx, (str(question_id),))
    now = await records.present(ctx)

    def tell(some: Sequence[Staff]) -> list[Staff]:
        others = [one for one in some if one.staff_id != ctx.person.staff_id]
        return [one for one in others if records.tell(ctx, one, question, (), now)]

    return question_id, tell(people) or tell(records.department(ctx, question))


async def refuse_stale(ctx: FieldContext) -> None:
    """Raise StaleButtonError: what the button is about is not in hand any more."""
    raise StaleButtonError(await form_draft.standing(ctx))


QUESTION: Final = msgid("Question to the department")
prompts.register(ASKING, take_question)
media.register(ASKING, take_file)
free.offer("question", QUESTION, lambda *_: True, ask_with)
ROUTES: Final[tuple[Route, ...]] = (
    command("ask", ask, records.ASK),
    press("help.ask", ask, records.ASK),
    press("help.no", drop, records.ASK),
)
