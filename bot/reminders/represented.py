"""What a record entered on a colleague's behalf is called, for each kind of record.

A kind is known by its table; whoever adds one adds how its records are named to `NAMES`.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.msgid import msgid
from bot.screens.screen import cut
from storage import campaigns, entries, recommendations, round_sums, visits
from storage.database import Reader
from storage.on_behalf import OnBehalf

Key = tuple[str, int]  # table and number


@dataclass(frozen=True, slots=True)
class Named:
    """A record in words, within a sentence; `values` as those of a task."""

    text: str
    values: Mapping[str, Any]


Naming = Callable[[Reader, list[int]], Awaitable[dict[int, Named]]]


async def named(db: Reader, records: Iterable[OnBehalf]) -> dict[Key, Named]:
    """Name the records that are still there; a removed one has no name and waits for nobody."""
    ids: dict[str, list[int]] = {}
    for one in records:
        ids.setdefault(one.subject, []).append(one.subject_id)
    return {
        (subject, record_id): name
        for subject, some in ids.items()
        for record_id, name in (await NAMES[subject](db, some)).items()
    }


async def _visits(db: Reader, visit_ids: list[int]) -> dict[int, Named]:
    text = msgid("visit ({library}), {date}")
    return {
        one.visit_id: Named(text, {"library": one.library_id, "date": one.visited_on})
        for one in await visits.some(db, visit_ids)
    }


async def _entries(db: Reader, entry_ids: list[int]) -> dict[int, Named]:
    text = msgid("contest entry No. {number} ({library})")
    return {
        one.entry_id: Named(text, {"number": str(one.entry_id), "library": one.library_id})
        for one in await entries.some(db, entry_ids)
    }


async def _rounds(db: Reader, round_ids: list[int]) -> dict[int, Named]:
    text = msgid("round ({settlement}), {date}")
    return {
        one.round_id: Named(
            text, {"settlement": (one.library_id, one.settlement_id), "date": one.made_on}
        )
        for one in await round_sums.some(db, round_ids)
    }


async def _units(db: Reader, unit_ids: list[int]) -> dict[int, Named]:
    text = msgid("questionnaire ({library})")
    return {
        one.unit_id: Named(text, {"library": one.library_id})
        for one in await campaigns.some(db, unit_ids)
    }


async def _recommendations(db: Reader, recommendation_ids: list[int]) -> dict[int, Named]:
    """Name those that somebody called carried out; one that was sent back waits for nobody."""
    text = msgid("recommendation «{text}» ({library})")
    found = [await recommendations.by_id(db, one) for one in recommendation_ids]
    return {
        one.recommendation_id: Named(
            text, {"text": cut(one.recommendation, 80), "library": one.library_id}
        )
        for one in found
        if one is not None and not one.is_removed and one.state in {"done", "accepted"}
    }


NAMES: Final[dict[str, Naming]] = {
    "visits": _visits,
    "entries": _entries,
    "rounds": _rounds,
    "recommendations": _recommendations,
    campaigns.TABLE: _units,
}
