"""What a person reads when something was refused or failed; one place for all of it."""

from bot.context import FieldContext
from bot.errors import StaleButtonError, UserError
from bot.msgid import msgid
from bot.screens.screen import Screen


async def say(ctx: FieldContext, fault: BaseException) -> None:
    """Say why nothing happened, and that nothing is lost."""
    if isinstance(fault, StaleButtonError):
        ctx.toast(ctx.t.plain(fault.text, **fault.values))
        ctx.say(Screen(ctx.t.error(fault)))
    elif isinstance(fault, UserError):
        if ctx.pressed:
            ctx.toast(ctx.t.plain(fault.text, **fault.values)[:200], alert=True)
        else:
            ctx.say(Screen(ctx.t.error(fault)))
    else:
        contact = (await ctx.institution())["department_contact"]
        text = msgid(
            "A fault on our side, your answers are kept. Please try again in a few minutes. "
            "Still no luck? Call: {contact}."
        )
        ctx.say(Screen(ctx.t(text, contact=contact)))
