"""The calendar of memorable days of the sample: days of every year that are certain."""

from bot.sample.reading import rows
from storage import memorable_days
from storage.database import Tx
from storage.records.materials import MemorableFields


async def load(tx: Tx, *, now: str, by: int) -> None:
    """Save what memorable.csv tells."""
    days = [
        MemorableFields(
            month=int(row["month"]),
            day=int(row["day"]),
            title_ru=row["title_ru"],
            title_be=row["title_be"],
            since_year=int(row["since"]) if row["since"] else None,
            source="memorable.csv",
        )
        for row in rows("memorable.csv")
    ]
    await memorable_days.add(tx, days, now=now, by=by)
