"""Where the pages of a journal's totals begin."""

import itertools

import pytest

from bot.reports.journal_xlsx import PAGE_ROWS, _breaks


@pytest.mark.parametrize(
    ("rows", "tail", "last_group", "breaks"),
    [
        (10, 14, 5, []),  # all on one page
        (16, 14, 5, []),
        (17, 14, 5, [12]),  # the last group goes over with the end
        (40, 14, 5, [30]),
        (58, 14, 8, [30, 50]),
        (31, 14, 20, [30]),
        (29, 14, 20, [25]),  # a group too long: its last four rows
        (62, 14, 10, [30, 60]),
    ],
)
def test_where_pages_begin(rows: int, tail: int, last_group: int, breaks: list[int]) -> None:
    assert _breaks(rows, tail, last_group) == breaks


def test_no_page_is_too_long_and_none_holds_signatures_alone() -> None:
    for rows in range(4, 200):
        for tail in range(9, 17):
            for last_group in range(3, min(rows, 25)):
                begins = [0, *_breaks(rows, tail, last_group), rows + tail]
                pages = list(itertools.pairwise(begins))
                assert all(0 < end - begin <= PAGE_ROWS for begin, end in pages)
                assert pages[-1][0] < rows
