"""`journal`: the journal of visits of any time as a workbook or a Word document; a job."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import translator
from bot.clock import local, parse_stamp
from bot.reports import journal_docx, journal_page, journal_xlsx
from bot.reports.journal_page import Asked
from bot.rules import spans
from storage.database import Reader

KIND: Final = "journal"  # of the job
WRITERS: Final = {"xlsx": journal_xlsx.write, "docx": journal_docx.write}


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write it to `path`; `arguments`: span, source, format, language, zone, now, staff_id."""
    t, zone = translator(arguments["language"]), ZoneInfo(arguments["zone"])
    form = arguments["format"]
    asked = Asked(
        spans.parse(arguments["span"]),
        arguments["source"],
        local(parse_stamp(arguments["now"]), zone),
        arguments["staff_id"],
    )
    await db.all("BEGIN")  # lines and totals are of one moment, whatever is recorded meanwhile
    about = await journal_page.known(db, asked)
    journal = journal_page.journal(t, asked, about, zone)
    await WRITERS[form](t, journal, journal_page.entries(db, t, asked, about), path)
    return {
        "name": f"{journal.name}.{form}",
        "title": journal.title,
        "footer": journal.footer,
        "made": journal_page.made(asked, about, form),
    }
