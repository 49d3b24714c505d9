"""Who changed what."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the history; `old` and `new` hold only what differs."""

    at: str
    staff_id: int | None  # None: the command line
    subject: str
    subject_id: str
    action: str
    old: Any
    new: Any
    reason: str | None
