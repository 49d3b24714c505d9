"""What is settled before a questionnaire is sent: residents' numbers in what was typed (T19)."""

from collections.abc import Mapping
from typing import Any, Final

from bot.context import FieldContext
from bot.forms.model import Form
from bot.handlers import form_asking, form_ending, form_privacy
from bot.routes import Route, press
from bot.screens import monitoring as screens
from storage.drafts import Draft

NUMBERS: Final = "n"  # settled: «Это не телефон»


def asked(
    ctx: FieldContext,
    draft: Draft,
    answers: Mapping[str, Any],
    sent: Mapping[str, Any],
    settled: frozenset[str],
    *,
    form_: Form,
) -> bool:
    """Ask about what looks like a resident's number; what was sent before is settled."""
    if NUMBERS in settled:
        return False
    before = frozenset(form_privacy.typed(form_, sent))
    found = form_privacy.found(form_, answers, before)
    if found:
        ctx.show(draft.slot, screens.numbers_found(ctx.t, found, draft.draft_id, draft.revision))
    return bool(found)


async def settle(ctx: FieldContext) -> None:
    """Send what was typed as it is: it is no telephone."""
    if found := await form_asking.on_card(ctx):
        await form_ending.finish_draft(ctx, found[0], frozenset({NUMBERS}))


ROUTES: Final[tuple[Route, ...]] = (
    press("unit.settle", settle, "campaign.answer"),
    press("unit.strip", form_privacy.strip, "campaign.answer"),
    press("unit.retype", form_privacy.retype, "campaign.answer"),
)
