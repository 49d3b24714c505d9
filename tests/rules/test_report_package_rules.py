"""What leaves for the region: no small number of residents, and none that could be computed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import report_package as rules
from bot.rules.report_package import RESIDENTS
from storage.measures import MEASURES, RECORDS

FEW = 3
NUMBERS = st.dictionaries(st.sampled_from(RESIDENTS), st.integers(0, 12), max_size=6)
TABLES = st.dictionaries(st.integers(1, 9), NUMBERS, min_size=1, max_size=6)


def totals(table: dict[int, dict[str, int]]) -> dict[str, int]:
    return {name: sum(row.get(name, 0) for row in table.values()) for name in RESIDENTS}


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_no_small_number_leaves(table: dict[int, dict[str, int]]) -> None:
    """Each is hidden, with another of its column: the total says only what both come to."""
    whole = rules.withheld(totals(table))
    cells = rules.hidden((table,), whole)
    for key, row in table.items():
        for name, number in row.items():
            assert not 0 < number < FEW or (key, name) in cells
    for name, total in totals(table).items():
        assert not 0 < total < FEW or name in whole
        mine = [key for key in table if (key, name) in cells]
        if name in whole or not mine:
            continue
        assert len(mine) > 1


@given(TABLES, TABLES)
@settings(max_examples=30, deadline=None)
def test_what_is_hidden_in_one_table_is_hidden_in_both(
    one: dict[int, dict[str, int]], other: dict[int, dict[str, int]]
) -> None:
    keys = one.keys() | other.keys()
    both = tuple({key: table.get(key, {}) for key in keys} for table in (one, other))
    whole = rules.withheld(*map(totals, both))
    assert rules.hidden(both, whole) >= rules.hidden(both[:1], whole)
    assert rules.hidden(both, whole) >= rules.hidden(both[1:], whole)


def test_only_columns_that_there_are_leave() -> None:
    """And no number of residents, no name, no words on somebody are among them."""
    for kind, columns in rules.COLUMNS.items():
        assert set(columns) <= set(RECORDS[kind].columns)
        assert not {f"round_{one}" for one in columns} & set(RESIDENTS)
        assert not {"recommendation", "people"} & set(columns)
    assert "subject" not in rules.COLUMNS["consultations"]
    assert set(RESIDENTS) <= set(MEASURES)
    assert set(RECORDS) >= rules.NOT_OF_LIBRARIES


@pytest.mark.parametrize("kind", sorted(rules.COLUMNS))
def test_every_kind_has_a_name(kind: str) -> None:
    assert rules.called(kind) != kind
