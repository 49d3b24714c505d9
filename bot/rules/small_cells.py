"""Which numbers of people a table that leaves the institution hides (domain.md 2, Law); pure.

Fewer than three are hidden, and beside each as many others as it takes that none can be
computed from what is shown. A table has rows and the totals of its columns; one column may be
the sum of others in each row («опрошено»). Then each number stands in two sums at most, and
the table is a network (L. Cox, Network models for complementary cell suppression, 1995): its
numbers are edges, its sums are nodes, and a hidden number can be another one exactly where a
cycle of hidden edges leads through it. The cheapest such cycle is found and hidden.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

LEAST: Final = 3  # people; of fewer a reader could say who they are
FEW: Final = 5  # hiding one number more costs as much as hiding a number greater by so many

Cell = tuple[int, str]  # row, column
Row = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """A column that is in each row the sum of others."""

    whole: str
    parts: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return all columns that hang together."""
        return (self.whole, *self.parts)


def is_small(number: int) -> bool:
    """Tell whether so many people are too few to be told; nobody is nobody's secret."""
    return 0 < number < LEAST


def withheld(totals: Row, columns: Collection[str], of: Sum) -> frozenset[str]:
    """Return the columns that are not told at all: their total is small itself.

    A small part would follow from the others, so they all go with it.
    """
    small = {name for name in columns if is_small(totals[name])}
    if of.whole in small:
        return frozenset(small.union(of.columns))
    return frozenset(small.union(of.parts) if small.intersection(of.parts) else small)


def hidden(rows: Sequence[Row], columns: Collection[str], of: Sum) -> frozenset[Cell]:
    """Return the hidden cells of a table whose totals are shown; none of them is small.

    `columns` leaves out those that are withheld. A column that could not be protected otherwise
    is hidden in every row, with those that it hangs together with.
    """
    linked = of.columns if set(of.columns) <= set(columns) else ()
    table = _Table(rows, columns, of.whole, linked)
    for cell in table.small():
        if cell not in table.wholly and not table.protect(cell):
            table.hide_column(cell[1])
    return frozenset(table.hidden)


class _Table:
    """A table as a network: an edge leads from its tail to its head when its number grows."""

    def __init__(
        self, rows: Sequence[Row], columns: Collection[str], whole: str, linked: Collection[str]
    ) -> None:
        self._rows = rows
        self._columns = columns
        self._whole = whole
        self._linked = linked
        self.hidden: set[Cell] = set()
        self.wholly: set[Cell] = set()  # in a column that is hidden in every row
        self._edges: dict[Hashable, list[tuple[Cell, Hashable]]] = defaultdict(list)
        for cell in self._cells():
            tail, head = self._ends(cell)
            self._edges[tail].append((cell, head))
            if self._number(cell) > 1:  # one that is shown as hidden is at least one
                self._edges[head].append((cell, tail))

    def small(self) -> list[Cell]:
        """Return the cells that are hidden for themselves, and hide them."""
        found = [cell for cell in self._cells() if is_small(self._number(cell))]
        self.hidden.update(found)
        return found

    def protect(self, cell: Cell) -> bool:
        """Hide what it takes that `cell` could be another number; False where nothing does."""
        tail, head = self._ends(cell)
        grows = self._cheapest(head, tail, cell)
        shrinks = self._cheapest(tail, head, cell) if self._number(cell) > 1 else None
        found = [one for one in (grows, shrinks) if one is not None]
        if not found:
            return False
        self.hidden.update(min(found, key=lambda one: (one[0], sorted(one[1])))[1])
        return True

    def hide_column(self, name: str) -> None:
        """Hide a column, or all that hang together, in every row; who is nobody stays shown."""
        names = self._linked if name in self._linked else (name,)
        for column in names:
            if any(row[column] for row in self._rows):
                self.wholly.update((number, column) for number in range(len(self._rows)))
        self.hidden |= self.wholly

    def _cells(self) -> list[Cell]:
        return [
            (number, name)
            for number, row in enumerate(self._rows)
            for name in self._columns
            if row[name]
        ]

    def _number(self, cell: Cell) -> int:
        return self._rows[cell[0]][cell[1]]

    def _ends(self, cell: Cell) -> tuple[Hashable, Hashable]:
        number, name = cell
        if name not in self._linked:
            return "outside", name
        return (name, number) if name == self._whole else (number, name)

    def _cheapest(
        self, begin: Hashable, end: Hashable, but: Cell
    ) -> tuple[int, tuple[Cell, ...]] | None:
        """Return the cost and the cells of the cheapest way without `but` (Dijkstra)."""
        order = count()  # nodes cannot be compared
        heap: list[tuple[int, int, Hashable, tuple[Cell, ...]]] = [(0, next(order), begin, ())]
        seen: set[Hashable] = set()
        while heap:
            cost, _, node, way = heapq.heappop(heap)
            if node == end:
                return cost, way
            if node in seen:
                continue
            seen.add(node)
            for cell, further in self._edges[node]:
                if cell != but and further not in seen:
                    price = 0 if cell in self.hidden else FEW + self._number(cell)
                    heapq.heappush(heap, (cost + price, next(order), further, (*way, cell)))
        return None
