"""`/paper`: blanks of a visit and a round to be printed, and entering one's own from paper."""

from typing import Any, Final

from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.errors import NotAllowedError
from bot.handlers import form_asking
from bot.handlers.blanks import tell_blanks
from bot.reports import record_blank
from bot.routes import Route, command, press
from bot.screens import blanks
from bot.screens import paper as screens
from storage import jobs

SLOT: Final = "paper"
ENTER: Final = "behalf.enter"


async def show(ctx: FieldContext) -> None:
    """Offer the blanks, and what can be entered from one."""
    await ctx.services.network.fresh(ctx.tx)
    ctx.show(SLOT, screens.choose(ctx.t, len(_silent(ctx))))


def _silent(ctx: FieldContext) -> list[int]:
    """Return the open libraries where somebody works and no message reaches anybody."""
    network = ctx.services.network
    return [
        one.library_id
        for one in sorted(network.libraries.values(), key=lambda one: one.code)
        if one.is_open(ctx.today)
        and (people := network.answerers(one.library_id))
        and not any(person.is_reachable for person in people)
    ]


async def give(ctx: FieldContext) -> None:
    """Have blanks made: for those without Telegram, or an empty one."""
    await ctx.services.network.fresh(ctx.tx)
    form, kind = _named(ctx)
    arguments: dict[str, Any] = {
        "form": form,
        "library_ids": _silent(ctx) if kind == "silent" else [],
        "year": ctx.today.year,
        "language": ctx.language,
    }
    by = ctx.person.staff_id
    await jobs.add(ctx.tx, record_blank.KIND, arguments, by, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(blanks.coming(ctx.t))


def _named(ctx: FieldContext) -> tuple[str, str]:
    """Read which blank a button names; a forged one is refused."""
    form, kind = ctx.arguments if len(ctx.arguments) == 2 else ("", "")  # noqa: PLR2004  # form, kind
    if form not in record_blank.TITLES or kind not in screens.KINDS:
        raise NotAllowedError
    return form, kind


async def enter(ctx: FieldContext) -> None:
    """Open a form for one's own record that stands on paper."""
    form = ctx.arguments[0] if ctx.arguments else ""
    if form not in record_blank.TITLES:
        raise NotAllowedError
    await form_asking.open_form(ctx, form, source="paper")


worker.register(record_blank.KIND, tell_blanks)
ROUTES: Final[tuple[Route, ...]] = (
    command("paper", show, ENTER),
    press("paper.choose", show, ENTER),
    press("paper.blank", give, ENTER),
    press("paper.enter", enter, ENTER),
)
