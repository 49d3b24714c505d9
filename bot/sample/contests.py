"""The three contests of the sample network, with what they ask and the local newspapers."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib.resources import files

from bot.rules import contest_defaults as defaults
from bot.rules.contests import AWARDS
from storage import contests
from storage.database import Tx
from storage.records.contests import ContestFields, Juror, Medium

Row = Mapping[str, str]


async def load(tx: Tx, today: date, people: Mapping[str, int], now: str) -> dict[str, int]:
    """Save media and contests, announced; return the contests' numbers by their keys."""
    for position, row in enumerate(rows("media.csv"), 1):
        medium = Medium(code=row["code"], kind=row["kind"], name_ru=row["ru"], name_be=row["be"])
        await contests.put_medium(tx, medium, position)
    return {row["contest"]: await add(tx, row, today, people, now) for row in rows("contests.csv")}


async def add(tx: Tx, row: Row, today: date, people: Mapping[str, int], now: str) -> int:
    """Save a contest with its parts, announced; return its number."""
    contest_id = await contests.add(
        tx,
        _contest(row, today),
        nominations=[(one["ru"], one["be"]) for one in _of(row, "nominations.csv")],
        criteria=defaults.criteria(row["form"]),
        awards=AWARDS,
        jurors=[
            Juror(staff_id=people[one["person"]], duty=one["duty"])
            for one in _of(row, "jurors.csv")
        ],
        now=now,
        by=None,
    )
    await contests.reach(tx, contest_id, "announced", now=now, by=None)
    return contest_id


def _contest(row: Row, today: date) -> ContestFields:
    def day(name: str) -> date:
        return today + timedelta(days=int(row[name]))

    return ContestFields(
        title=row["title"],
        subject=row["subject"],
        is_continuing=True,
        form=row["form"],
        opens_on=day("opens"),
        closes_on=day("closes"),
        judging_until_on=day("judging"),
        results_on=day("results"),
        least_entries=int(row["least"]),
        most_entries=int(row["most"]) if row["most"] else None,
        materials=defaults.materials(row["form"]),
    )


def _of(contest: Row, name: str) -> list[Row]:
    return [row for row in rows(name) if row["contest"] == contest["contest"]]


def rows(name: str) -> Iterator[Row]:
    """Give the rows of a file beside this module."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
