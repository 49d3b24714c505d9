"""The sample's plan of visits: seventeen lines, nine marked by its visits, one moved, one off."""

from collections.abc import Iterable, Mapping

from bot.sample.reading import Day, Row
from storage import libraries, visit_plan
from storage.database import Tx
from storage.records.visit_plan import NewLine


async def load(
    tx: Tx,
    rows: Iterable[Row],
    day: Day,
    people: Mapping[str, int],
    now: str,
) -> None:
    """Plan the lines of plan.csv in the months of their days; `day` reads an offset."""
    network = {one.code: one.library_id for one in await libraries.known(tx)}
    for row in rows:
        staff_id = people[row["staff"]]
        new = NewLine(
            library_id=network[row["library"]],
            month=day(row["day"]).replace(day=1),
            staff_id=staff_id,
        )
        (key,) = await visit_plan.add_lines(tx, [new], now=now, by=staff_id)
        why, words = row["reason"], row["reason_text"] or None
        at = f"{day(row['settled_day'])}T05:00:00Z" if row.get("settled_day") else now
        if row["moved_day"]:
            to = day(row["moved_day"]).replace(day=1)
            await visit_plan.move(tx, key, to, reason=why, reason_text=words, now=at, by=staff_id)
        if row["state"] == "cancelled":
            await visit_plan.cancel(tx, key, reason=why, reason_text=words, now=at, by=staff_id)
