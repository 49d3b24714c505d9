"""The numbers of the report: each in one subject; the README lists them all."""

import re
from pathlib import Path

from bot.reports import measures_list
from bot.rules.report_subjects import PLANS, SUBJECTS
from storage.measures import MEASURES

ROOT = Path(__file__).parents[2]


def test_every_measure_stands_in_one_subject() -> None:
    shown = [name for one in SUBJECTS.values() for name in one.measures]
    assert sorted(shown) == sorted(MEASURES)
    assert {*PLANS, *PLANS.values()} <= set(MEASURES)


def test_the_readme_lists_them() -> None:
    """`python -m bot measures` prints the table."""
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"<!-- measures -->\n(.*?)\n<!-- /measures -->", readme, re.DOTALL)
    assert found is not None
    assert found[1] == measures_list.as_markdown()
