"""Consultations for handlers: found, named, changed within what is open."""

from dataclasses import replace
from typing import Any

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.forms.search import Option
from bot.handlers import visit_records as closed
from bot.rules.consulting import Known
from bot.screens import consultations as screens
from bot.screens.consultations import Names
from storage import chats, consultations, topics
from storage.records.guidance import Consultation, Topic

RECORD = "guidance.record"
SLOT = "consult"
CARD = "consult.card"  # the prompt that takes a correction


async def names(ctx: FieldContext) -> Names:
    """Return how libraries, people and topics are called."""
    network = await ctx.services.network.fresh(ctx.tx)
    return Names(
        {key: one.short(ctx.language) for key, one in network.libraries.items()},
        {key: one.initials(ctx.language) for key, one in network.staff.items()},
        {one.code: one.name(ctx.language) for one in await topics.known(ctx.tx)},
    )


async def known(ctx: FieldContext) -> Known:
    """Return what the words of a typed line may name."""
    network = await ctx.services.network.fresh(ctx.tx)
    libraries = [
        Option(one.code, tuple(dict.fromkeys((one.short("ru"), one.short("be")))))
        for one in network.libraries.values()
        if one.is_open(ctx.today)
    ]
    offered = [
        Option(one.code, (one.name_ru, one.name_be))
        for one in await topics.known(ctx.tx)
        if one.is_offered
    ]
    return Known(libraries, offered, ctx.today)


def offered(found: list[Topic], language: str) -> list[tuple[str, str]]:
    """Return the topics that are offered, by code."""
    return [(one.code, one.name(language)) for one in found if one.is_offered]


async def named(ctx: FieldContext, key: int | None = None) -> Consultation:
    """Return the consultation behind a button."""
    ctx.require(RECORD, own=False)
    wanted = numbers(ctx.arguments[:1], 1)[0] if key is None else key
    found = await consultations.load(ctx.tx, wanted)
    if found is None:
        raise NotAllowedError
    return found


async def show(ctx: FieldContext, one: Consultation, note: str | None = None) -> None:
    """Show a consultation; a typed line corrects it."""
    is_open = await closed.closed_period(ctx, ctx.tx, one.held_on) is None
    is_live = one.removed_at is None and is_open
    prompt = {"kind": CARD, "consultation_id": one.consultation_id} if is_live else None
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    screen = screens.card(ctx.t, one, await names(ctx), may_change=is_live, note=note)
    ctx.show(SLOT, screen)


async def change(ctx: FieldContext, old: Consultation, **changes: Any) -> None:
    """Change a consultation and show it; a removed one only shows itself."""
    new = replace(old, **changes)
    if old.removed_at is None:
        await closed.refuse_closed(ctx, old.held_on, new.held_on)
        await consultations.change(ctx.tx, old, new, now=ctx.stamp, by=ctx.person.staff_id)
    await show(ctx, await named(ctx, old.consultation_id))
