"""What a contest may be while it is made: its days, its typed lines; pure."""

from datetime import date, timedelta
from typing import Final

from bot.errors import BadAnswerError
from bot.msgid import msgid
from storage.records.contests import ContestFields

LONGEST: Final = timedelta(days=366)  # entries are taken; longer, and a year is mistyped
AFTER: Final = timedelta(days=183)  # of judging, and of the time from it to the results


def check(new: ContestFields, today: date) -> None:
    """Raise BadAnswerError unless a contest may have these days."""
    if new.closes_on < today:
        raise BadAnswerError(
            msgid("The last day for entries is over already. Write a later one, please.")
        )
    if not new.opens_on <= new.closes_on <= new.opens_on + LONGEST:
        raise BadAnswerError(
            msgid("Entries are taken until a day after the first one, within a year.")
        )
    judging, results = new.judging_until_on, new.results_on
    if judging and not new.closes_on <= judging <= new.closes_on + AFTER:
        raise BadAnswerError(
            msgid("The jury scores after the last day for entries, within half a year.")
        )
    if results and judging and not judging <= results <= judging + AFTER:
        raise BadAnswerError(msgid("The results come after the judging, within half a year."))
