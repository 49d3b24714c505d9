"""One-line questions outside any form: what takes the line that is typed next."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from bot.context import FieldContext
from storage import chats

Take = Callable[[FieldContext, dict[str, Any], str], Awaitable[None]]

PROMPTS: Final[dict[str, Take]] = {}


def register(kind: str, take: Take) -> None:
    """Let `take` have the line that answers a question of `kind`."""
    PROMPTS[kind] = take


async def take_line(ctx: FieldContext, text: str) -> bool:
    """Give a typed line to the question that waits for it; False where none waits.

    The question is dropped first; who refuses the line with an error keeps it, because the
    transaction is rolled back.
    """
    prompt = ctx.chat.prompt
    take = PROMPTS.get(str(prompt.get("kind"))) if prompt else None
    if prompt is None or take is None:
        return False
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await take(ctx, prompt, text)
    return True
