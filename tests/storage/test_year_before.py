"""Figures of the year before stand only beside those of the same month and most libraries."""

from datetime import date

import pytest

from bot import sample
from storage import year_before
from storage.aggregates import Scope
from storage.records.report import Number

ONLY = ("visits", "figure_users", "figure_stock")


def year(number: int, until: date | None = None) -> Scope:
    return Scope(first=date(number, 1, 1), last=until or date(number, 12, 31))


@pytest.mark.parametrize(
    ("until", "beside", "users"),
    [
        (date(2020, 12, 31), date(2019, 12, 31), 13851),  # October and October, 40 and 40
        (date(2020, 4, 30), date(2019, 4, 30), 9740),  # 39 of 40 in April
        (date(2020, 12, 31), date(2019, 6, 30), 0),  # October beside April
        (date(2020, 6, 30), date(2019, 6, 30), 0),  # June, which two libraries were asked about
    ],
)
async def test_the_records_of_2020_beside_those_of_2019(reported, until, beside, users):
    async with reported.read() as reader:
        found = await year_before.numbers(reader, year(2019, beside), year(2020, until), ONLY)
    assert found["figure_users"] == Number(users)
    assert bool(found["figure_stock"].value) == bool(users)


async def test_half_of_a_running_monitoring_is_beside_nothing(db):
    async with db.write() as tx:
        await sample.load(tx, date(2026, 10, 15), with_past=True)
    async with db.read() as reader:
        found = await year_before.numbers(reader, year(2025), year(2026), ONLY)
        alone = await year_before.numbers(reader, year(2025), year(2026), ["visits"])
    assert found == {"visits": Number(0), "figure_users": Number(0), "figure_stock": Number(0)}
    assert alone == {"visits": Number(0)}
