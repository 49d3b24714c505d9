"""A measure spread over months or libraries, with its corrections; what fits nowhere is apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from storage import corrections, measures
from storage.aggregates import Scope
from storage.database import Reader
from storage.records.report import Correction

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Spread(Generic[Key]):
    """Numbers by month (2026-10) or library.

    `corrected` is what corrections have added to them, `rest` the corrections that belong to
    no single one of them: for several months, or for the whole network.
    """

    by: Mapping[Key, int]
    corrected: int = 0
    rest: int = 0

    @property
    def total(self) -> int:
        """Return what the report says."""
        return sum(self.by.values()) + self.rest


async def by_month(db: Reader, name: str, scope: Scope) -> Spread[str]:
    """Return a counting measure by month."""
    recorded = await measures.by_month(db, name, scope)
    return _spread(recorded, await corrections.counted(db, scope, name), _month)


async def by_library(db: Reader, name: str, scope: Scope) -> Spread[int]:
    """Return a counting measure by library."""
    recorded = await measures.by_library(db, name, scope)
    return _spread(
        recorded, await corrections.counted(db, scope, name), lambda one: one.library_id
    )


def _month(one: Correction) -> str | None:
    months = {f"{day:%Y-%m}" for day in (one.first_on, one.last_on)}
    return months.pop() if len(months) == 1 else None


def _spread(
    recorded: Mapping[Key, float], added: list[Correction], key: Callable[[Correction], Key | None]
) -> Spread[Key]:
    found = {one: round(number) for one, number in recorded.items()}
    corrected = rest = 0
    for one in added:
        where = key(one)
        if where is None:
            rest += round(one.number)
        else:
            found[where] = found.get(where, 0) + round(one.number)
            corrected += round(one.number)
    return Spread(found, corrected, rest)
