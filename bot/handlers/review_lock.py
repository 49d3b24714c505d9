"""The lock of a campaign's figures: when all is accepted or the head closes it; opened again.

Not to be confused with reporting periods (periods.py): those lock days, this one campaign.
What is refused while it is locked: `refuse_closed` of monitoring_units.py.
"""

from typing import Any, Final

from bot.context import FieldContext
from bot.errors import BadAnswerError
from bot.handlers import campaign_end, prompts
from bot.handlers import campaigns as cards
from bot.handlers import review_sheets as sheets
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import campaign_days, reviewing
from bot.screens import review_lock as screens
from bot.screens.screen import Button
from storage import campaigns, chats
from storage.records.monitoring import Campaign

REOPEN: Final = "campaign.reopen"
RUNNING: Final = ("running", "late")
CLOSED: Final = msgid("The monitoring is closed: the questionnaires can only be read.")
WHOLE: Final = msgid("All questionnaires are accepted, the monitoring is closed.")
OPENED: Final = msgid("The monitoring is open again.")


async def lock_if_whole(ctx: FieldContext, campaign: Campaign, acceptance_id: int) -> bool:
    """Lock a campaign whose last sheet an acceptance has accepted; tell whether it is."""
    known = await campaigns.units(ctx.tx, campaign.campaign_id)
    closed = {
        one.library_id
        for one in ctx.services.network.libraries.values()
        if not one.is_open(ctx.today)
    }
    if not reviewing.is_whole(known, closed):
        return False
    is_closed = await campaigns.close(
        ctx.tx, campaign.campaign_id,
        now=ctx.stamp, by=ctx.person.staff_id, acceptance_id=acceptance_id,
    )  # fmt: skip
    if is_closed:
        cards.tell_managers(ctx, campaign, WHOLE)
    return is_closed


async def open_undone(ctx: FieldContext, campaign: Campaign) -> None:
    """Open a campaign again because the acceptance that has locked it is taken back."""
    await campaigns.reopen(
        ctx.tx, campaign.campaign_id, now=ctx.stamp, by=ctx.person.staff_id, reason=None
    )
    cards.tell_managers(ctx, campaign, OPENED)


# -------------------------------------------------------------------- by the head


async def ask_close(ctx: FieldContext) -> None:
    """Ask before the figures of a campaign are locked."""
    campaign = await cards.managed(ctx, *RUNNING)
    queue = await sheets.queue_of(ctx, campaign)
    silent = await campaign_end.unanswered(ctx, campaign)
    ctx.show(cards.SLOT, screens.close(ctx.t, queue, silent))


async def close(ctx: FieldContext) -> None:
    """Lock the figures of a campaign: nobody is asked or reminded, what is begun is kept."""
    campaign = await cards.managed(ctx, *RUNNING)
    by = ctx.person.staff_id
    await campaign_end.tell(ctx, campaign)
    await campaigns.close(ctx.tx, campaign.campaign_id, now=ctx.stamp, by=by)
    cards.tell_managers(ctx, campaign, CLOSED)
    await cards.show(ctx, await cards.named(ctx), ctx.t(CLOSED))


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why a locked campaign is opened again."""
    campaign = await cards.managed(ctx, "closed")
    prompt = {"kind": REOPEN, "campaign_id": campaign.campaign_id}
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(cards.SLOT, screens.ask_reason(ctx.t, campaign))


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Open a campaign again for the typed reason."""
    ctx.arguments = (str(prompt["campaign_id"]),)
    campaign = await cards.managed(ctx, "closed")
    reason = " ".join(text.split())
    if len(reason) < reviewing.REMARK_LEAST:
        raise BadAnswerError(
            msgid("The reason is too short: write at least ten characters, what must be changed.")
        )
    by = ctx.person.staff_id
    await campaigns.reopen(ctx.tx, campaign.campaign_id, now=ctx.stamp, by=by, reason=reason)
    cards.tell_managers(ctx, campaign, OPENED)
    await cards.show(ctx, await cards.named(ctx), ctx.t(OPENED))


async def _offered(ctx: FieldContext, campaign: Campaign) -> list[Button]:
    """Offer on the card of a campaign to close it, or to open a closed one again."""
    if not ctx.may(cards.MANAGE, own=False):
        return []
    stands = campaign_days.state(campaign, ctx.today)
    if stands == "closed":
        label, verb = msgid("Open again"), "lock.reopen"
    elif stands in RUNNING:
        label, verb = msgid("Close the monitoring"), "lock.ask"
    else:
        return []
    return [Button(ctx.t.plain(label), f"{verb}:{campaign.campaign_id}")]


cards.offer(_offered)
prompts.register(REOPEN, take_reason)
ROUTES: Final[tuple[Route, ...]] = (
    press("lock.ask", ask_close, cards.MANAGE),
    press("lock.close", close, cards.MANAGE),
    press("lock.reopen", ask_reason, cards.MANAGE),
)
