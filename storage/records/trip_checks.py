"""What is to be looked at in a library on a trip."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from storage.records.materials import MaterialRequest
from storage.records.visits import Recommendation

GOOD: Final = {"premises": "fine", "internet": "yes"}  # answers that ask for nothing


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the department that nobody has answered."""

    question_id: int
    staff_id: int
    question: str


@dataclass(frozen=True, slots=True)
class Checks:
    """What is to be looked at in one library; `answers` of its last monitoring by name."""

    library_id: int
    recommendations: tuple[Recommendation, ...]
    answers: Mapping[str, str]
    questions: tuple[Asked, ...]
    wishes: tuple[MaterialRequest, ...] = ()  # materials that are asked for

    @property
    def troubles(self) -> tuple[str, ...]:
        """Return the names of answers that tell of a trouble or a wish."""
        named = ("premises", "internet", "help")
        return tuple(
            one for one in named if one in self.answers and self.answers[one] != GOOD.get(one)
        )

    @property
    def count(self) -> int:
        """Return how many things there are to look at."""
        return (
            len(self.recommendations) + len(self.troubles) + len(self.questions) + len(self.wishes)
        )
