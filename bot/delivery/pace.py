"""When a paced row goes: one card for a batch of presses, and one every few seconds at most."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from storage.outbox import Outgoing


@dataclass(slots=True)
class _Pace:
    """When a row of a slot went last, and since when one waits; steady seconds."""

    sent_at: float = -1_000.0
    since: float | None = None


@dataclass(slots=True)
class Paces:
    """The pace of each slot of one chat; a card and a reaction of one slot are apart."""

    slots: dict[tuple[str, str | None], _Pace] = field(default_factory=dict)

    def due_at(self, row: Outgoing, now: float) -> float:
        """Return the steady second when a row goes that has just come.

        A batch that comes at once gives one card after its last; who presses on and on sees
        one every few seconds.
        """
        pace = self.slots.setdefault((row.method, row.slot), _Pace())
        pace.since = now if pace.since is None else pace.since
        calm_s, every_s = row.pace or (0.0, 0.0)
        return max(pace.sent_at + every_s, min(now + calm_s, pace.since + every_s))

    def ended(self, row: Outgoing, now: float) -> None:
        """Note that a row has gone, or was refused: the next one waits all the same."""
        if row.pace:
            self.slots[row.method, row.slot] = _Pace(now)


def heads(lane: Iterable[Outgoing]) -> list[Outgoing]:
    """Return the first row of a lane that keeps its place, and the paced ones before it."""
    found: list[Outgoing] = []
    for row in lane:
        found.append(row)
        if not row.pace:
            break
    return found
