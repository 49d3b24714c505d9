"""A task of «Мои дела»: what waits for one person, and when they are reminded of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.msgid import Plural
from bot.rules.due import Pace, Person, Step

Ladder = Callable[[Person, Pace], tuple[Step, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that waits for one person, and when they are reminded of it.

    `values` are libraries, people, drafts, records and dates; screens say them in a language.
    """

    staff_id: int
    kind: str
    subject: str  # draft:17
    text: str | Plural
    values: Mapping[str, Any]
    press: str  # what its button does
    ladder: Ladder = field(compare=False, repr=False)
    due_on: date | None = None
    return_no: int = 0
    absent_id: int | None = None  # for whom the reader stands in
    button: str = ""  # msgid of a button of its own in the list
    is_personal: bool = False  # only they can answer: nobody stands in, it waits for them
