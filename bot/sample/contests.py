"""The three contests of the sample network, with what they ask and the local newspapers."""

from collections.abc import Iterable, Mapping

from bot.rules import contest_defaults as defaults
from bot.rules.contests import AWARDS
from bot.sample.reading import DEMO, Day, Row, rows
from storage import contests
from storage.database import Tx
from storage.records.contests import ContestFields, Juror, Medium


async def load(
    tx: Tx, written: Iterable[Row], day: Day, people: Mapping[str, int], now: str
) -> dict[str, int]:
    """Save media and contests, announced; return the contests' numbers by their keys."""
    await put_media(tx)
    return {row["contest"]: await add(tx, row, day, people, now) for row in written}


async def put_media(tx: Tx) -> None:
    """Save the local newspapers."""
    for position, row in enumerate(rows("media.csv"), 1):
        medium = Medium(code=row["code"], kind=row["kind"], name_ru=row["ru"], name_be=row["be"])
        await contests.put_medium(tx, medium, position)


async def add(
    tx: Tx,
    row: Row,
    day: Day,
    people: Mapping[str, int],
    now: str,
    *,
    package: str = DEMO,
    continued_from: int | None = None,
) -> int:
    """Save a contest with its parts, which lie in a package, announced; return its number."""
    contest_id = await contests.add(
        tx,
        _contest(row, day, continued_from),
        nominations=[(one["ru"], one["be"]) for one in _of(row, "nominations.csv", package)],
        criteria=defaults.criteria(row.get("criteria") or row["form"]),
        awards=AWARDS,
        jurors=[
            Juror(staff_id=people[one["person"]], duty=one["duty"])
            for one in _of(row, "jurors.csv", package)
        ],
        now=now,
        by=None,
    )
    await contests.reach(tx, contest_id, "announced", now=now, by=None)
    return contest_id


def _contest(row: Row, day: Day, continued_from: int | None) -> ContestFields:
    return ContestFields(
        title=row["title"],
        subject=row["subject"],
        audience=row.get("audience") or "staff",
        is_continuing=row.get("continuing", "1") == "1",
        form=row["form"],
        opens_on=day(row["opens"]),
        closes_on=day(row["closes"]),
        judging_until_on=day(row["judging"]),
        results_on=day(row["results"]),
        least_entries=int(row["least"]),
        most_entries=int(row["most"]) if row["most"] else None,
        materials=defaults.materials(row["form"]),
        continued_from=continued_from,
    )


def _of(contest: Row, name: str, package: str) -> list[Row]:
    return [row for row in rows(name, package) if row["contest"] == contest["contest"]]
