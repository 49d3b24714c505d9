"""Materials found as people type: `/find`, «Найти материал», pages; each result opens its card.

What was looked for is kept as the question in hand, so that the next words are a new search, and
pages and a request to the department know the words. Nothing else keeps them.
"""

from collections.abc import Mapping
from typing import Any, Final

from bot import finding
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError
from bot.handlers import form_draft, free, prompts
from bot.handlers.free import Outside
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import finding as rules
from bot.screens import material_finding as screens
from bot.screens.material_finding import PAGE, Results
from storage import chats, publications

SLOT: Final = "materials.found"
PROMPT: Final = "material.find"
READ: Final = "publication.read"
ASKS: Final = "material.ask"
OFFERED: Final = 80  # characters of words that a search is offered for
LABEL: Final = msgid("Find a material")
SHORT: Final = msgid("Write at least two letters of what you look for, please.")
_LEAST: Final = 2


async def find(ctx: FieldContext) -> None:
    """Look for the words behind the command; without any ask for them."""
    if ctx.arguments:
        await look(ctx, " ".join(ctx.arguments))
    else:
        await ask(ctx)


async def ask(ctx: FieldContext) -> None:
    """Ask what is looked for."""
    ctx.require(READ)
    await form_draft.leave(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": PROMPT, "words": ""})
    ctx.show(SLOT, screens.ask(ctx.t))


async def take_words(ctx: FieldContext, _: Mapping[str, Any], text: str) -> None:
    """Look for what was typed."""
    await look(ctx, text)


async def look(ctx: FieldContext, text: str, page: int = 0) -> None:
    """Show what the words find."""
    ctx.require(READ)
    words = " ".join(text.split())[: rules.LONGEST]
    if len(words) < _LEAST:
        raise BadAnswerError(SHORT)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": PROMPT, "words": words})
    await finding.refresh(ctx.tx)
    found = await finding.search(ctx.tx, words)
    ids = found.publication_ids
    page = min(page, max(0, (len(ids) - 1) // PAGE))
    shown = await publications.by_ids(ctx.tx, ids[page * PAGE : (page + 1) * PAGE])
    results = Results(words, shown, len(ids), found.whole, page, may_ask=ctx.may(ASKS))
    ctx.show(SLOT, screens.found(ctx.t, results))


async def turn(ctx: FieldContext) -> None:
    """Show another page of what was found last; words that are forgotten are asked for anew."""
    (page,) = numbers(ctx.arguments[:1], 1)
    if words := looked_for(ctx):
        await look(ctx, words, page)
    else:
        await ask(ctx)


def looked_for(ctx: FieldContext) -> str:
    """Return the words of the search in hand, or nothing."""
    prompt = ctx.chat.prompt or {}
    return str(prompt.get("words", "")) if prompt.get("kind") == PROMPT else ""


def _may_look(ctx: FieldContext, outside: Outside) -> bool:
    is_short = 0 < len(outside.text) <= OFFERED and "\n" not in outside.text
    return is_short and not outside.media and ctx.may(READ)


async def look_outside(ctx: FieldContext, outside: Outside) -> None:
    """Look for words that came without a question."""
    await look(ctx, outside.text)


prompts.register(PROMPT, take_words)
free.offer("find", LABEL, _may_look, look_outside)
ROUTES: Final[tuple[Route, ...]] = (
    command("find", find, READ),
    press("mat.find", ask, READ),
    press("mat.page", turn, READ),
)
