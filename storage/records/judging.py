"""What the jury says of the entries of a contest, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one juror says of one entry; `points` by criterion_id, all of them or some."""

    entry_id: int
    staff_id: int
    has_conflict: bool = False  # the juror is concerned and does not score
    remark: str | None = None
    passed_at: str | None = None  # the remark may go to the participant; UTC
    points: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an entry has reached; sealed until its contest is published."""

    entry_id: int
    points: float  # average of the jurors' weighted points
    jurors: int  # how many scored it
    place: int | None  # several entries may share one; None: nobody scored it
    decided_by: str  # points, criterion, chairman, shared: what set it apart
    criterion_id: int | None = None  # where a criterion decided
    award_id: int | None = None
    award_words: str | None = None  # of a special award


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a juror is with what is dealt to them of a contest; no points are in it."""

    contest_id: int
    staff_id: int
    dealt: int  # entries that are admitted
    scored: int  # of them, with points for every criterion
    dealt_at: str  # the last of them; UTC
    scored_at: str | None  # when the juror last said something; UTC

    @property
    def left(self) -> int:
        """Return how many entries still wait for points."""
        return self.dealt - self.scored
