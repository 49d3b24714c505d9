"""Anybody asks whether a certificate is valid: by its number, or by the link of its QR code.

A stranger learns what stands on the paper in their hands and nothing else. Wrong numbers and
right ones count alike, and one that was never given is answered as one that cannot be.
"""

from bot.clock import stamp
from bot.context import FieldContext
from bot.rules import certificates as rules
from bot.screens import certificate_check as screens
from bot.screens.screen import Screen
from storage import certificates, school, staff, tries


async def take_words(ctx: FieldContext, text: str) -> bool:
    """Answer words that are meant as a number; False where they are not."""
    if not rules.is_meant(text):
        return False
    await _check(ctx, text)
    return True


async def take_link(ctx: FieldContext, payload: str) -> bool:
    """Answer the link of a QR code; False where it is another link."""
    text = rules.of_payload(payload)
    if text is None:
        return False
    await _check(ctx, text)
    return True


async def _check(ctx: FieldContext, text: str) -> None:
    hour_ago = stamp(ctx.now - rules.TRIES_IN)
    if await tries.since(ctx.tx, "certificate", ctx.chat_id, hour_ago) >= rules.TRIES:
        ctx.say(screens.too_many(ctx.t))
        return
    await tries.add(ctx.tx, "certificate", ctx.chat_id, now=ctx.stamp, forget=hour_ago)
    ctx.say(await _answer(ctx, text))


async def _answer(ctx: FieldContext, text: str) -> Screen:
    number = rules.read(text)
    one = await certificates.by_number(ctx.tx, number) if number else None
    if one is None:
        return screens.unknown(ctx.t)
    title = await school.load_class(ctx.tx, one.class_id)
    holder = await staff.by_id(ctx.tx, one.staff_id)
    if title is None or holder is None:
        return screens.unknown(ctx.t)
    return screens.found(ctx.t, one, title, holder)
