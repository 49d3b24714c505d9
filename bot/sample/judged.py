"""The contest of the sample network that its jury is judging, with the first points."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from bot.network import Network
from bot.rules import dealing
from bot.sample import contests, entries
from bot.sample.entries import KeepPicture
from storage import contests as rows_of_contests
from storage import entries as rows_of_entries
from storage import judging
from storage.database import Tx

FIRST_PICTURE: Final = 101  # those before are of the contests that take entries
HANDED_DAYS: Final = -6  # from the demo day
METHODIST: Final = "2"


async def load(
    tx: Tx, today: date, people: Mapping[str, int], keep: KeepPicture | None, now: str
) -> None:
    """Save the contest with its entries, handed to its jury, and what jurors have given so far."""
    [row] = contests.rows("contests_judged.csv")
    contest_id = await contests.add(tx, row, today, people, now)
    await entries.load(
        tx, today, {row["contest"]: contest_id}, people, keep,
        name="entries_judged.csv", first=FIRST_PICTURE,
    )  # fmt: skip
    at = f"{(today + timedelta(days=HANDED_DAYS)).isoformat()}T08:00:00Z"
    by = people[METHODIST]
    await rows_of_contests.reach(tx, contest_id, "handed", now=at, by=by)
    network = Network()
    await network.read(tx)
    known = await rows_of_entries.of_contest(tx, contest_id)
    contest = network.contests[contest_id]
    found = dealing.of_contest(contest, known, network.staff, (), ())
    await judging.deal(tx, found.given, now=at)
    by_title = {one.title: one.entry_id for one in known}
    for given in contests.rows("points.csv"):
        entry_id, juror = by_title[given["title"]], people[given["person"]]
        points = zip(contest.criteria, map(int, given["points"].split()), strict=False)
        said = {criterion.criterion_id: point for criterion, point in points}
        await judging.score(tx, entry_id, juror, said, now=at)
        if given["remark"]:
            await judging.remark(tx, entry_id, juror, given["remark"], now=at)
