"""What comes out of the engine: a question to ask, a repeat to go on with, a card; values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from bot.forms.doubts import Doubt


class Kind(StrEnum):
    """What a question takes; the chat form of each is in the questionnaire reference."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    RANGE = "range"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    GEOPOINT = "geopoint"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    BARCODE = "barcode"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that is offered now: the stored name and its label in the asked language."""

    name: str
    label: str
    labels: Mapping[str, str] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Range:
    """The bounds and step of a range question."""

    start: Decimal
    end: Decimal
    step: Decimal
    is_whole: bool

    def values(self, limit: int = 11) -> tuple[str, ...]:
        """Return every value if there are at most `limit` (else it is typed: no values)."""
        if not self.step or abs(self.end - self.start) / self.step >= limit:
            return ()
        steps = int(abs(self.end - self.start) / self.step)
        stride = self.step if self.end >= self.start else -self.step
        values = (self.start + stride * i for i in range(steps + 1))
        return tuple(f"{value.normalize():f}" for value in values)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to put to the person.

    `label` is what it is about, `hint` how to answer. `chosen` are the names ticked so far
    (select_multiple, in list order; rank, in order of taps). `value` is the raw present value
    (an earlier answer or a default, "" if none), `shown` the same for people: labels of
    choices, else raw. `problem` says why an earlier answer does not fit any more.
    `can_keep`: offer «Оставить: {shown}», call `engine.keep`. `number` of `total` counts the
    questions that are asked on the present way; a note has the number of the next question.
    `accepts_voice`: a voice message answers this text question. `album`: the only question
    of a repeat takes files, so several may come at once. `panel`: all questions of the
    enclosing field-list group with their present values, this one included. `media` are the
    names of attached files that belong to the question, by `image`, `audio`, `video`.
    `doubt`: the question asks to explain an odd answer, that of `doubt.path`.
    `is_counter`: presses add to it (`Counted`), `value` is the count so far, `finish` ends it.
    """

    path: str
    kind: Kind
    label: str
    hint: str
    headings: tuple[str, ...]
    choices: tuple[Choice, ...]
    chosen: tuple[str, ...]
    range: Range | None
    value: str
    shown: str
    problem: str
    is_required: bool
    can_skip: bool
    can_keep: bool
    can_go_back: bool
    number: int
    total: int
    appearance: frozenset[str]
    accepts_voice: bool
    album: bool
    is_change: bool
    panel: tuple[Row, ...]
    media: Mapping[str, str]
    doubt: Doubt | None = None
    is_counter: bool = False


@dataclass(frozen=True, slots=True)
class AskMore:
    """A repeat whose instances are filled: add another (`engine.add`) or go on (`finish`)."""

    path: str
    label: str
    headings: tuple[str, ...]
    count: int
    limit: int
    can_go_back: bool
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Row:
    """One question on a card: raw value, the same for people, and who may see it.

    `number` counts from 1 the rows of the card; `shown` holds labels of choices joined by a
    comma, else the raw value (dates ISO, numbers with a point: screens format them by `kind`).
    `visible_to` is "" (anyone) or `management`. `instance` is the repeat instance that the
    row belongs to; it can be removed as a whole ("" if there is none that a person may remove).
    """

    number: int
    path: str
    name: str
    kind: Kind
    label: str
    value: str
    shown: str
    can_change: bool
    visible_to: str
    instance: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An optional part behind «Дополнить»: a question, group or repeat not yet opened."""

    path: str
    label: str
    kind: Kind | None
    count: int
    visible_to: str


@dataclass(frozen=True, slots=True)
class Later:
    """A group of appearance `later` with its parts; open all of it or one part."""

    path: str
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Every question is settled: the answers, what can be added, and it may be saved.

    `repeats` are the paths and labels of repeats that can take one more instance.
    """

    rows: tuple[Row, ...]
    later: tuple[Later, ...]
    repeats: tuple[Part, ...]


Turn = Ask | AskMore | Card
