"""Questions to the department: who may do what with a thread, and when it is reminded of; pure."""

import re
from datetime import date, timedelta
from typing import Final

from bot.rules import workdays
from bot.rules.due import Pace, Person, Step
from storage.records.guidance import Question

WORKDAYS: Final = 2  # in which an answer is promised (texts.md T39)
HEAD_WORKDAYS: Final = 4  # after which the head hears of it
REOPEN_DAYS: Final = 14  # a word of the asker opens a closed thread again, later it is a new one


def workdays_after(day: date, count: int, person: Person, pace: Pace) -> date:
    """Return the `count`-th working day of a person after `day`."""
    for _ in range(count):
        day = workdays.next_workday(day, person.week, pace.calendar)
    return day


def steps(since: date, count: int, person: Person, pace: Pace) -> tuple[Step, ...]:
    """Remind so many working days after a question began to wait, and as many later once more."""
    first = workdays_after(since, count, person, pace)
    return Step("wait_1", first), Step("wait_2", workdays_after(first, count, person, pace))


def is_late(since: date, today: date, person: Person, pace: Pace, count: int = WORKDAYS) -> bool:
    """Tell whether so many working days of a person have gone since a question began to wait."""
    return today >= workdays_after(since, count, person, pace)


def can_take(question: Question, staff_id: int, *, taker_is_here: bool) -> bool:
    """Tell whether somebody may take a question: it is free, or who has it is not here."""
    if question.closed_at is not None or question.staff_id == staff_id:
        return False
    is_free = question.taken_by is None or not taker_is_here
    return is_free and question.taken_by != staff_id


def reopens(closed_on: date, today: date) -> bool:
    """Tell whether a word of the asker opens a thread closed on a day again."""
    return today <= closed_on + timedelta(days=REOPEN_DAYS)


_CARD: Final = re.compile(
    r"(?:ваш |ваша |your )?(?:вопрос|пытанне|question) (?:№|No\.) ?(\d{1,15})\b", re.IGNORECASE
)


def number_on(card: str) -> int | None:
    """Return which question a message of the bot is about: a line of it begins so.

    Replies are told apart by what they answer, because a card is sent anew again and again.
    """
    found = next((m for line in card.split("\n") if (m := _CARD.match(line))), None)
    return int(found[1]) if found else None
