"""A workbook of 132,000 rows by 50 columns, written as sheets of records are; a child process.

A third of the columns are texts, some of them long enough to wrap; numbers, decimals and days.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from bot import books
from bot.reports import record_sheet, report_summary
from bot.reports.record_sheet import Field
from bot.reports.stream_sheet import StreamSheet
from storage import database

COLUMNS: Final = 50
LOOKS: Final = ("text", "number", "number", "long", "decimal", "day")
SAYS: Final = {
    "text": "'Село ' || r.library_id",
    "number": "r.round_id + {n}",
    "long": "'Переставить стеллажи у окна, списать ветхое и заказать новое: ' || r.round_id",
    "decimal": "r.round_id / 8.0",
    "day": "46000 + r.round_id % 360",
}
PLACED: Final = [(n, LOOKS[n % len(LOOKS)]) for n in range(COLUMNS)]


async def write(data: Path) -> None:
    """Write `outgoing/wide.xlsx` in the bot's folder."""
    columns = [
        Field(f"c{n}", f"Столбец {n}", 44 if look == "long" else 14, look, lambda row, n=n: row[n])
        for n, look in PLACED
    ]
    said = ", ".join(SAYS[look].format(n=n) for n, look in PLACED)
    target = data / "outgoing" / "wide.xlsx"
    target.parent.mkdir(exist_ok=True)
    with books.opened(target, constant_memory=True) as book:
        page = book.add_worksheet("Записи", StreamSheet)
        async with database.read_only(data / "knigonosha.sqlite") as db:
            rows = db.pages(f"SELECT {said} FROM rounds AS r")
            await record_sheet.write(page, columns, report_summary.looks(book), rows)


if __name__ == "__main__":
    asyncio.run(write(Path(os.environ["BOT_DATA"])))
