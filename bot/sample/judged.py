"""The contest of the sample network that its jury is judging, with the first points."""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.network import Network
from bot.rules import dealing
from bot.sample import contests, entries
from bot.sample.entries import KeepPicture
from bot.sample.reading import Day, Row, rows
from storage import contests as rows_of_contests
from storage import entries as rows_of_entries
from storage import judging
from storage.database import Tx

FIRST_PICTURE: Final = 101  # those before are of the contests that take entries
HANDED_DAY: Final = "-6"  # from the demo day
METHODIST: Final = "2"


async def load(
    tx: Tx, day: Day, people: Mapping[str, int], keep: KeepPicture | None, now: str
) -> None:
    """Save the contest with its entries, handed to its jury, and what jurors have given so far."""
    [row] = rows("contests_judged.csv")
    contest_id = await contests.add(tx, row, day, people, now)
    written = rows("entries_judged.csv")
    known = {row["contest"]: contest_id}
    await entries.load(tx, written, day, known, people, keep=keep, first=FIRST_PICTURE)
    at = f"{day(HANDED_DAY).isoformat()}T08:00:00Z"
    await judge(tx, contest_id, rows("points.csv"), people, at)


async def judge(
    tx: Tx, contest_id: int, given: Iterable[Row], people: Mapping[str, int], now: str
) -> None:
    """Hand a contest to its jury and save the points that jurors gave its entries."""
    await rows_of_contests.reach(tx, contest_id, "handed", now=now, by=people[METHODIST])
    network = Network()
    await network.read(tx)
    known = await rows_of_entries.of_contest(tx, contest_id)
    contest = network.contests[contest_id]
    found = dealing.of_contest(contest, known, network.staff, (), ())
    await judging.deal(tx, found.given, now=now)
    by_title = {one.title: one.entry_id for one in known}
    for row in given:
        entry_id, juror = by_title[row["title"]], people[row["person"]]
        points = zip(contest.criteria, map(int, row["points"].split()), strict=False)
        said = {criterion.criterion_id: point for criterion, point in points}
        await judging.score(tx, entry_id, juror, said, now=now)
        if row["remark"]:
            await judging.remark(tx, entry_id, juror, row["remark"], now=now)
