"""Deals the entries of a contest to its jurors: who scores what; pure.

An optimal semi-matching (Harvey, Ladner, Lovász, Tamir, «Semi-matchings for bipartite graphs and
load balancing», 2006), each entry with as many jurors as it needs: the deal is the cheapest flow
from entries to jurors, where a juror's load costs its square and a new pair costs one. It is
found by cancelling negative cycles. So loads are as even as conflicts allow, and of all deals
that are as even, the one that moves the fewest entries is taken.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.rules.judging import is_concerned
from storage.records.contests import Contest, Entry
from storage.records.judging import Judgement
from storage.records.people import Staff

Pair = tuple[int, int]  # entry, juror
_SINK: Final = 0  # the node that every load flows to; no person has this number


@dataclass(frozen=True, slots=True)
class Dealing:
    """Which juror scores which entry, what that changes, which entries have too few jurors."""

    pairs: frozenset[Pair]
    given: tuple[Pair, ...] = ()  # new since before, in order
    taken: tuple[Pair, ...] = ()  # no longer dealt, in order
    lacking: Mapping[int, int] = field(default_factory=dict)  # entry: how many jurors it lacks

    def loads(self) -> dict[int, int]:
        """Count the entries of each juror who has some."""
        counts: dict[int, int] = {}
        for _, juror in sorted(self.pairs):
            counts[juror] = counts.get(juror, 0) + 1
        return counts


def of_contest(
    contest: Contest,
    entries: Iterable[Entry],
    people: Mapping[int, Staff],
    judgements: Iterable[Judgement],
    before: Iterable[Pair],
) -> Dealing:
    """Deal what is admitted to those of the jury who score; `people` by number.

    Somebody concerned, by what they are or by what they declared, gets nothing of it. What a
    juror has begun to score stays with them.
    """
    admitted = [one for one in entries if one.state == "admitted"]
    jurors = [
        one.staff_id
        for one in contest.jurors
        if one.scores and one.staff_id in people and people[one.staff_id].is_active
    ]
    said = list(judgements)
    barred = {(one.entry_id, one.staff_id) for one in said if one.has_conflict} | {
        (entry.entry_id, juror)
        for entry in admitted
        for juror in jurors
        if is_concerned(people[juror], entry)
    }
    return deal(
        [one.entry_id for one in admitted],
        jurors,
        each=contest.jurors_an_entry,
        barred=barred,
        before=before,
        begun={(one.entry_id, one.staff_id) for one in said if one.points or one.remark},
    )


def deal(
    entries: Iterable[int],
    jurors: Iterable[int],
    *,
    each: int | None,
    barred: Collection[Pair] = (),
    before: Iterable[Pair] = (),
    begun: Collection[Pair] = (),
) -> Dealing:
    """Deal `each` entry to so many jurors (None: to all), never a barred pair.

    Pairs dealt `before` stay where they can, those of them that are `begun` in any case.
    """
    old = frozenset(before)
    table = _Table(sorted(set(entries)), sorted(set(jurors)), frozenset(barred), old)
    fixed = frozenset(begun) & old
    for entry in table.entries:
        table.fill(entry, each, fixed)
    table.level(fixed)
    wanted = 1 if each is None else each
    lacking = {one: wanted - len(table.at[one]) for one in table.entries}
    pairs = frozenset((entry, juror) for entry in table.entries for juror in table.at[entry])
    return Dealing(
        pairs,
        tuple(sorted(pairs - old)),
        tuple(sorted(old - pairs)),
        {entry: n for entry, n in lacking.items() if n > 0},
    )


class _Table:
    """A deal while it is made: who is at each entry, how much each juror has."""

    def __init__(
        self, entries: list[int], jurors: list[int], barred: frozenset[Pair], old: frozenset[Pair]
    ) -> None:
        self.entries = entries
        self.old = old
        self.allowed = {
            entry: {juror for juror in jurors if (entry, juror) not in barred} for entry in entries
        }
        self.at: dict[int, set[int]] = {entry: set() for entry in entries}
        self.load = dict.fromkeys(jurors, 0)
        self.together: dict[Pair, int] = {}
        for entry in entries:
            for juror in sorted(self.allowed[entry]):
                if (entry, juror) in old:
                    self._put(entry, juror)

    def fill(self, entry: int, each: int | None, fixed: frozenset[Pair]) -> None:
        """Bring an entry to the number of jurors it needs, as far as there are enough."""
        allowed, at = self.allowed[entry], self.at[entry]
        wanted = len(allowed) if each is None else min(each, len(allowed))
        while len(at) < wanted:
            self._put(entry, min(allowed - at, key=lambda one: self._fitness(entry, one)))
        while len(at) > wanted:
            loose = [one for one in at if (entry, one) not in fixed]
            if not loose:
                break
            self._take(entry, max(loose, key=lambda one: (self.load[one], one)))

    def _fitness(self, entry: int, juror: int) -> tuple[int, int, int]:
        # Panels that meet in all combinations make the jurors comparable with each other.
        met = sum(self.together.get(_sorted(juror, one), 0) for one in self.at[entry])
        return self.load[juror], met, juror

    def level(self, fixed: frozenset[Pair]) -> None:
        """Move entries between jurors until nothing is more even, or as even with less moved."""
        while cycle := _negative_cycle(self._costs(fixed)):
            moves = [(self.cheapest[pair], pair) for pair in cycle if _SINK not in pair]
            for entry, (giver, _) in moves:
                self._take(entry, giver)
            for entry, (_, taker) in moves:
                self._put(entry, taker)

    def _costs(self, fixed: frozenset[Pair]) -> dict[Pair, int]:
        """Return what it costs that one juror gives an entry to another, and to change a load."""
        costs: dict[Pair, int] = {}
        self.cheapest: dict[Pair, int] = {}  # the entry that is moved at that cost
        for entry in self.entries:
            at = self.at[entry]
            givers = [one for one in sorted(at) if (entry, one) not in fixed]
            for taker in sorted(self.allowed[entry] - at):
                gain = (entry, taker) not in self.old
                for giver in givers:
                    cost = gain - ((entry, giver) not in self.old)
                    if cost < costs.get((giver, taker), 2):
                        costs[giver, taker] = cost
                        self.cheapest[giver, taker] = entry
        # A step towards even loads outweighs any number of moved entries.
        step = 2 * sum(len(at) for at in self.at.values()) + 1
        for juror, load in self.load.items():
            costs[juror, _SINK] = step * (2 * load + 1)
            costs[_SINK, juror] = -step * (2 * load - 1)
        return costs

    def _put(self, entry: int, juror: int) -> None:
        self._meet(entry, juror, 1)
        self.at[entry].add(juror)
        self.load[juror] += 1

    def _take(self, entry: int, juror: int) -> None:
        self.at[entry].remove(juror)
        self.load[juror] -= 1
        self._meet(entry, juror, -1)

    def _meet(self, entry: int, juror: int, count: int) -> None:
        for one in self.at[entry]:
            pair = _sorted(juror, one)
            self.together[pair] = self.together.get(pair, 0) + count


def _sorted(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _negative_cycle(costs: Mapping[Pair, int]) -> list[Pair]:
    """Return the arcs of a cycle that costs less than nothing, or nothing (Bellman and Ford)."""
    nodes = sorted({node for arc in costs for node in arc})
    distance = dict.fromkeys(nodes, 0)
    came: dict[int, int] = {}
    last = None
    for _ in nodes:
        last = None
        for (start, end), cost in costs.items():
            if distance[start] + cost < distance[end]:
                distance[end], came[end], last = distance[start] + cost, start, end
        if last is None:
            return []
    if last is None:
        return []
    for _ in nodes:
        last = came[last]
    cycle: list[Pair] = []
    node = last
    while not cycle or node != last:
        cycle.append((came[node], node))
        node = came[node]
    return cycle
