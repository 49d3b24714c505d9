"""Small numbers of people are hidden, and so are those from which they would follow."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import small_cells
from bot.rules.small_cells import Cell, Sum

OF = Sum("asked", ("readers", "new", "not_reading"))
COLUMNS = ("homebound", *OF.columns)


def row(homebound: int, readers: int, new: int, not_reading: int) -> dict[str, int]:
    asked = readers + new + not_reading
    numbers = {"readers": readers, "new": new, "not_reading": not_reading}
    return {"homebound": homebound, "asked": asked, **numbers}


def totals(rows: list[dict[str, int]]) -> dict[str, int]:
    return {name: sum(one[name] for one in rows) for name in COLUMNS}


def shown(rows: list[dict[str, int]]) -> tuple[frozenset[str], frozenset[Cell]]:
    """Return the columns that are not told, and the hidden cells of the others."""
    withheld = small_cells.withheld(totals(rows), COLUMNS, OF)
    told = [name for name in COLUMNS if name not in withheld]
    return withheld, small_cells.hidden(rows, told, OF)


def test_a_small_number_takes_others_along() -> None:
    """2 of one village would follow from the total, and from «опрошено» of its row."""
    rows = [row(0, 20, 2, 9), row(5, 30, 7, 8), row(4, 10, 4, 12)]
    assert shown(rows) == (
        frozenset(),
        frozenset({(0, "new"), (0, "not_reading"), (1, "new"), (1, "not_reading")}),
    )


def test_a_column_of_ones_is_hidden_whole() -> None:
    """Three rows of one person each: their total of 3 would tell all of them."""
    rows = [row(1, 20, 5, 9), row(1, 30, 7, 8), row(1, 10, 4, 12), row(0, 10, 4, 12)]
    assert shown(rows) == (frozenset(), frozenset((n, "homebound") for n in range(4)))


def test_a_small_total_is_not_told() -> None:
    """Nor what it would follow from; «опрошено» stays."""
    rows = [row(1, 20, 2, 9), row(1, 30, 0, 8)]
    assert shown(rows) == (frozenset({"homebound", *OF.parts}), frozenset())
    few = [row(0, 1, 0, 1), row(4, 0, 0, 0)]
    assert shown(few) == (frozenset(OF.columns), frozenset())


def test_nothing_small_nothing_hidden() -> None:
    assert shown([row(3, 20, 5, 9), row(0, 30, 0, 8)]) == (frozenset(), frozenset())
    assert shown([]) == (frozenset(), frozenset())


@pytest.mark.parametrize(("number", "is_small"), [(0, False), (1, True), (2, True), (3, False)])
def test_what_is_small(number: int, *, is_small: bool) -> None:
    """Fewer than three people; nobody is nobody's secret (domain.md, section 2, Law)."""
    assert small_cells.is_small(number) == is_small


# -------------------------------------------------------------------- nobody can compute one


NUMBER = st.integers(0, 4)
TABLES = st.lists(st.builds(row, NUMBER, NUMBER, NUMBER, NUMBER), min_size=1, max_size=3)


def ways(rows: list[dict[str, int]], name: str, hidden: frozenset[Cell]) -> list[tuple[int, ...]]:
    """Return what a column may be to a reader who knows its total and the cells that are shown.

    They know that only numbers above nought are hidden, unless the whole column is.
    """
    is_whole = all((number, name) in hidden for number in range(len(rows)))
    total = totals(rows)[name]
    numbers = [
        range(0 if is_whole else 1, total + 1) if (number, name) in hidden else [one[name]]
        for number, one in enumerate(rows)
    ]
    return [way for way in product(*numbers) if sum(way) == total]


def possible(
    rows: list[dict[str, int]], columns: tuple[str, ...], hidden: frozenset[Cell]
) -> Iterator[dict[str, tuple[int, ...]]]:
    """Yield the columns, by name, that a reader must hold possible together."""
    if columns != OF.columns:
        for said in product(*(ways(rows, name, hidden) for name in columns)):
            yield dict(zip(columns, said, strict=True))
        return
    sums = set(ways(rows, OF.whole, hidden))
    for said in product(*(ways(rows, name, hidden) for name in OF.parts)):
        asked = tuple(map(sum, zip(*said, strict=True)))
        if asked in sums:
            yield dict(zip(OF.columns, (asked, *said), strict=True))


def could_be(
    rows: list[dict[str, int]], columns: tuple[str, ...], hidden: frozenset[Cell]
) -> dict[Cell, set[int]]:
    """Return what each hidden cell of some columns could be; two numbers of each are enough."""
    found: dict[Cell, set[int]] = {cell: set() for cell in hidden if cell[1] in columns}
    tables = possible(rows, columns, hidden)
    while any(len(numbers) < 2 for numbers in found.values()) and (one := next(tables, None)):
        for (number, name), numbers in found.items():
            numbers.add(one[name][number])
    return found


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_no_hidden_number_can_be_computed(rows: list[dict[str, int]]) -> None:
    """Whatever a reader knows of the sums, each hidden number could be another one."""
    withheld, hidden = shown(rows)
    told = tuple(name for name in COLUMNS if name not in withheld)
    cells = {(number, name) for number in range(len(rows)) for name in told}
    assert {one for one in cells if small_cells.is_small(rows[one[0]][one[1]])} <= hidden <= cells
    for columns in (("homebound",), OF.columns):
        could = could_be(rows, tuple(one for one in columns if one in told), hidden)
        assert {cell for cell, numbers in could.items() if len(numbers) < 2} == set()


@given(TABLES)
def test_no_small_total_is_told(rows: list[dict[str, int]]) -> None:
    """Nor are the parts of «опрошено» of which one is small: it would follow from the others."""
    withheld = small_cells.withheld(totals(rows), COLUMNS, OF)
    told = {name: number for name, number in totals(rows).items() if name not in withheld}
    assert [name for name, number in told.items() if small_cells.is_small(number)] == []
    assert set(OF.parts) & withheld in (set(), set(OF.parts))
    assert "asked" not in withheld or set(OF.parts) <= withheld
