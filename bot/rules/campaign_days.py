"""Which days a campaign may have: set, moved, prolonged; pure."""

from datetime import date, timedelta
from typing import Final

from bot.errors import BadAnswerError
from bot.msgid import msgid
from bot.rules.monitoring import CHASED
from storage.records.monitoring import Campaign

LONGEST: Final = timedelta(days=120)  # a campaign that runs longer has a year mistyped
STEPS: Final = (3, 7, 14)  # days that are offered for moving and prolonging


def check(opens_on: date, closes_on: date, today: date) -> None:
    """Raise BadAnswerError unless a campaign may open and close on these days."""
    if opens_on < today:
        raise BadAnswerError(msgid("The opening day is over already. Choose today or later."))
    if closes_on < opens_on:
        raise BadAnswerError(msgid("The last day cannot be before the first one."))
    if closes_on - opens_on > LONGEST:
        raise BadAnswerError(
            msgid("A monitoring runs at most {n} days. Check the year, please."), n=LONGEST.days
        )


def check_moved(campaign: Campaign, opens_on: date, closes_on: date, today: date) -> None:
    """Raise BadAnswerError unless a campaign that has not opened may be moved to these days.

    One of the two of a year asks about whole months, and each year has it once.
    """
    check(opens_on, closes_on, today)
    if campaign.part is None:
        return
    if opens_on <= campaign.last_on:
        raise BadAnswerError(
            msgid("It asks about the time up to {date}: it can open from the next day on."),
            date=campaign.last_on,
        )
    if opens_on.year != campaign.opens_on.year:
        raise BadAnswerError(
            msgid("This monitoring belongs to {year}: it opens within the year."),
            year=str(campaign.opens_on.year),
        )


def check_prolonged(campaign: Campaign, closes_on: date, new: date, today: date) -> None:
    """Raise BadAnswerError unless a last day may be put off to `new`."""
    if new <= closes_on:
        raise BadAnswerError(
            msgid("The last day is {date} now. Write a later one."), date=closes_on
        )
    if new < today:
        raise BadAnswerError(msgid("This day is over already. Write today or a later one."))
    if new >= campaign.opens_on + CHASED:
        raise BadAnswerError(msgid("This is too long: check the year, please."))


def later(closes_on: date, today: date) -> list[date]:
    """Return the last days that are offered when one is put off."""
    since = max(closes_on, today)
    return [since + timedelta(days=days) for days in STEPS]


def shifted(campaign: Campaign) -> list[tuple[date, date]]:
    """Return the days that are offered when a campaign is moved: the same length, later."""
    steps = [timedelta(days=days) for days in STEPS]
    return [(campaign.opens_on + step, campaign.closes_on + step) for step in steps]


def state(campaign: Campaign, today: date) -> str:
    """Say where a campaign stands: coming, stopped, running, late, closed."""
    if campaign.stopped_at:
        return "stopped"
    if campaign.closed_at:
        return "closed"
    if campaign.opens_on > today:
        return "coming"
    return "running" if today <= campaign.closes_on else "late"


def may_let_go(campaign: Campaign, today: date) -> bool:
    """Tell whether a stopped campaign can still open on its day."""
    return campaign.stopped_at is not None and today <= campaign.opens_on
