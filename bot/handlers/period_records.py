"""Whether the time of a list or report is closed, for handlers that show one."""

from bot.rules import spans
from bot.rules.spans import Days, Span, Standing
from storage import periods
from storage.database import Reader
from storage.records.monitoring import Campaign


async def standing_of(db: Reader, span: Span | None, known: Days | None = None) -> Standing | None:
    """Tell whether a time is closed; for all years (None) that of the records `known`, if any."""
    time = span or known
    if time is None:
        return None
    return spans.standing(time, await periods.closed_between(db, *spans.days(time)))


async def of_campaign(db: Reader, campaign: Campaign) -> Standing:
    """Tell whether a campaign's answers can only be read."""
    last = campaign.closes_on
    return spans.of_campaign(campaign, await periods.closed_between(db, last, last))
