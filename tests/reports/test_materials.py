"""The archives of a contest: how files are put into parts, and names that any system takes."""

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.reports.materials import Packed, split

SIZES = st.lists(st.integers(min_value=0, max_value=60), max_size=40)


@given(SIZES)
def test_parts_hold_every_file_once_in_order(sizes):
    """No part is over the limit unless one file is; none is empty."""
    files = [Packed(Path(str(n)), str(n), size) for n, size in enumerate(sizes)]
    parts = list(split(files, 45))
    assert [one for part in parts for one in part] == files
    assert all(part for part in parts)
    assert all(len(part) == 1 or sum(one.size for one in part) <= 45 for part in parts)


@given(SIZES)
def test_a_file_begins_a_part_only_where_it_would_not_fit(sizes):
    files = [Packed(Path(str(n)), str(n), size) for n, size in enumerate(sizes)]
    parts = list(split(files, 45))
    for before, after in pairwise(parts):
        assert sum(one.size for one in before) + after[0].size > 45
