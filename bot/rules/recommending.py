"""What may become of a recommendation, and when its people are reminded; pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, Literal, get_args

from bot.errors import BadAnswerError
from bot.msgid import msgid
from bot.rules import due, privacy
from bot.rules.due import Step
from bot.rules.reviewing import NUMBER
from storage.records.visits import Recommendation

Move = Literal["do", "accept", "return", "withdraw"]
MOVES: Final = get_args(Move)
AFTER: Final[Mapping[Move, str]] = {
    "do": "done",
    "accept": "accepted",
    "return": "given",
    "withdraw": "withdrawn",
}
ALLOWED: Final[Mapping[str, frozenset[Move]]] = {
    "given": frozenset({"do", "accept", "withdraw"}),
    "done": frozenset({"accept", "return", "withdraw"}),
    "accepted": frozenset({"return"}),
    "withdrawn": frozenset(),
}
UNDO: Final = timedelta(hours=1)
BEFORE: Final = (7, 1)  # days before the deadline, domain.md section 1
WEEK: Final = 7
LINE: Final = 500  # characters of what was done, of a remark, of a reason
REMARK_LEAST: Final = 5  # characters: «нет» alone does not say what is missing
REASONS: Final = {  # of withdrawing; what is kept is the text
    "needless": msgid("It is not needed any more"),
    "nobody": msgid("There is nobody to do it"),
    "money": msgid("There is no money for it"),
    "closing": msgid("The library is being closed"),
    "mistake": msgid("It was given by mistake"),
}


def after(state: str, move: Move) -> str | None:
    """Return the state after a move; None where the state does not allow it."""
    return AFTER[move] if move in ALLOWED[state] else None


def can_undo(item: Recommendation, moved_at: datetime | None, now: datetime) -> bool:
    """Tell whether the latest move can be taken back: for an hour, unless it was a remark."""
    return item.state_was is not None and moved_at is not None and now - moved_at <= UNDO


def reminded(item: Recommendation, since: date) -> tuple[Step, ...]:
    """List the reminders to who carries it out: 7 and 1 days before, and the day after.

    `since` is the day on which it came to them: what lay before is not made up for.
    """
    if item.deadline_on is None:
        return ()
    days = [n for n in BEFORE if item.deadline_on - timedelta(days=n) > since]
    return (*due.before(item.deadline_on, *days), *due.after(item.deadline_on, 1))


def chased(item: Recommendation, today: date) -> tuple[Step, ...]:
    """List the reminders to who gave it: the day after the deadline, then each week.

    Only the latest one that is due and the next: weeks of an absence come as one.
    """
    if item.deadline_on is None:
        return ()
    first = item.deadline_on + timedelta(days=1)
    week = max(0, (today - first).days // WEEK)
    return tuple(
        Step(f"week_{n}" if n else "after_1", first + timedelta(days=WEEK * n))
        for n in (week, week + 1)
    )


LONG: Final = msgid("The line is too long: {length} characters, at most {limit} fit.")
SHORT: Final = msgid("Write in a few words what is missing, please. You wrote: «{text}».")
EMPTY: Final = msgid("Write at least a word, please.")


def one_line(text: str) -> str:
    """Return a typed line; refuse an empty or long one, and residents' numbers."""
    line = " ".join(text.split())
    if not line:
        raise BadAnswerError(EMPTY)
    if len(line) > LINE:
        raise BadAnswerError(LONG, length=len(line), limit=LINE)
    if found := privacy.findings(line):
        raise BadAnswerError(NUMBER, number=", ".join(one.text for one in found))
    return line


def a_remark(text: str) -> str:
    """Return a typed remark; refuse one that says nothing."""
    line = one_line(text)
    if len(line) < REMARK_LEAST:
        raise BadAnswerError(SHORT, text=line)
    return line
