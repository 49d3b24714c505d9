"""What a questionnaire asks of a person, in a few numbers. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from bot.forms.model import Question
from bot.forms.turns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.forms.model import Form

PRESSED_S: Final = 15  # read and press
SOUGHT_S: Final = 60  # a number is looked up in the work diary, words are typed, a photo taken
PRESSED: Final = frozenset(
    {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK, Kind.RANGE, Kind.ACKNOWLEDGE, Kind.DATE}
)


@dataclass(frozen=True, slots=True)
class Summary:
    """A questionnaire in numbers; a question that repeats is counted once.

    One that belongs to the question before it (appearance `aside`) takes time and has no number.
    """

    title: str
    questions: int
    required: int  # also those that are so only on a condition
    conditional: int  # asked only after certain answers, or in an optional part
    languages: tuple[str, ...]  # codes as the author gave them; none: one language, not named
    minutes: int

    def as_json(self) -> dict[str, Any]:
        """Return what a child process hands over."""
        return asdict(self)

    @classmethod
    def from_json(cls, parts: Mapping[str, Any]) -> Summary:
        """Read it back."""
        return cls(**{**parts, "languages": tuple(parts["languages"])})


def of(form: Form) -> Summary:
    """Sum a form up; notes and what is computed ask nothing."""
    asked = [node for node in form.walk() if isinstance(node, Question) and _is_asked(node)]
    some = [one for one in asked if _is_conditional(form, one)]
    seconds = _seconds(asked) - _seconds(some) / 2  # every second one is asked, roughly
    minutes = ceil(seconds / 60)
    numbered = [one for one in asked if "aside" not in one.appearance]
    required = sum(one.bind.required is not False for one in numbered)
    conditional = sum(one in some for one in numbered)
    return Summary(form.title, len(numbered), required, conditional, form.languages, minutes)


def _seconds(questions: Iterable[Question]) -> int:
    return sum(PRESSED_S if one.kind in PRESSED else SOUGHT_S for one in questions)


def _is_conditional(form: Form, question: Question) -> bool:
    around = [one for one in form.groups.values() if question.path.startswith(f"{one.path}/")]
    binds = [question.bind, *(one.bind for one in around)]
    return any(one.is_later for one in around) or any(one.relevant is not True for one in binds)


def _is_asked(question: Question) -> bool:
    is_added = question.is_companion or bool(question.explains)  # by the bot
    return question.kind not in {Kind.SILENT, Kind.NOTE} and not is_added
