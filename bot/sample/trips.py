"""The trip that the sample has planned for the demo day (texts.md, P6)."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.sample.reading import rows
from storage import libraries, visit_plan
from storage.database import Tx


async def load(tx: Tx, today: date, people: Mapping[str, int]) -> None:
    """Plan the trips of the sample, each at noon of the day before."""
    network = {one.code: one.library_id for one in await libraries.known(tx)}
    for row in rows("trips.csv"):
        goes_on = today + timedelta(days=int(row["day"]))
        travellers = [people[code] for code in row["travellers"].split(";")]
        await visit_plan.add_trip(
            tx,
            goes_on,
            travellers,
            [network[code] for code in row["libraries"].split(";")],
            now=f"{goes_on - timedelta(days=1)}T09:00:00Z",
            by=travellers[0],
            transport=row["transport"],
            leaves_at=row["leaves_at"],
            tells_libraries=True,
        )
