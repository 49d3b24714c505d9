"""The plan of visits against what was done: the numbers of one time and methodist."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What was planned and done in some months; see `storage/plan_facts.py` for each number."""

    planned: int = 0  # as approved
    moved_out: int = 0  # to other times
    moved_in: int = 0  # from other times
    cancelled: int = 0
    done: int = 0  # lines that a visit has marked
    off_plan: int = 0  # visits that mark no line
    visits: int = 0  # library visits, all
    trips: int = 0
    percent: float | None = None  # of what stands in the plan now; None: nothing stands in it
