"""What the engine refuses: an answer, a press out of place, a form as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadAnswerError
from bot.msgid import msgid

if TYPE_CHECKING:
    from bot.forms.turns import Choice


class StaleAnswerError(Exception):
    """A press or move that does not belong to where the person stands; show them where."""


class UnclearChoiceError(BadAnswerError):
    """Typed text may mean some of the choices; `found` are to be buttons, best first."""

    def __init__(self, typed: str, found: tuple[Choice, ...]) -> None:
        super().__init__(
            msgid("Which one do you mean by “{typed}”? Press it or type it differently."),
            typed=typed,
        )
        self.found = found


class FormMessageError(BadAnswerError):
    """The form's own words for a refused answer, already in the person's language."""

    def __init__(self, message: str) -> None:
        super().__init__("{message}", message=message)  # no catalog holds it: it stays as it is


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a converted form: the node's path, the column, why, the source."""

    path: str
    column: str
    reason: str
    source: str = ""


class BrokenFormError(Exception):
    """A form that cannot be asked; holds every fault found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{f.path} {f.column}: {f.reason} {f.source}" for f in faults))
        self.faults = faults
