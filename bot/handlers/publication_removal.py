"""A publication is removed with a reason, and brought back."""

from typing import Any, Final

from bot.context import FieldContext
from bot.handlers import prompts
from bot.handlers import publication_list as cards
from bot.handlers import publication_records as records
from bot.handlers.publication_records import MANAGE, SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import recommending
from bot.screens import publications as screens
from storage import chats, publications

PROMPT: Final = "publication_remove"


async def ask(ctx: FieldContext) -> None:
    """Ask why a publication is removed."""
    one = await records.changeable(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": PROMPT, "publication_id": one.publication_id})
    ctx.show(SLOT, screens.ask_reason(ctx.t, one))


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Remove the publication with the typed reason."""
    one = await records.changeable(ctx, int(prompt["publication_id"]))
    reason, by = recommending.one_line(text), ctx.person.staff_id
    await publications.remove(ctx.tx, one.publication_id, reason, now=ctx.stamp, by=by)
    await cards.again(ctx, one.publication_id, ctx.t(msgid("It is removed from the list.")))


async def restore(ctx: FieldContext) -> None:
    """Bring a removed publication back."""
    ctx.require(MANAGE, own=False)
    one = await records.named(ctx)
    await records.refuse_closed(ctx, one)
    await publications.restore(ctx.tx, one.publication_id, now=ctx.stamp, by=ctx.person.staff_id)
    await cards.again(ctx, one.publication_id, ctx.t(msgid("It is in the list again.")))


prompts.register(PROMPT, take_reason)
ROUTES: Final[tuple[Route, ...]] = (
    press("pub.remove", ask, MANAGE),
    press("pub.back", restore, MANAGE),
)
