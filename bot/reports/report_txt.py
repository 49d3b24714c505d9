"""The report as plain text."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.reports import report_page
from bot.reports.report_page import ReportPage
from bot.rules import report_text
from storage.database import Reader


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the text to `path`; the arguments are those of `report_page.read`."""
    await db.all("BEGIN")  # all is of one moment, whatever is recorded meanwhile
    page = await report_page.read(db, arguments)
    _write(path, text(page))
    return {"name": f"{page.file_name}.txt"}


def _write(path: Path, said: str) -> None:
    path.write_text(said, "utf-8")


def text(page: ReportPage) -> str:
    """Return the whole text: a paragraph a line, with an empty one between."""
    said = [report_text.plain(one) for one in page.paragraphs]
    parts = [page.facts.institution, page.title, *said, *page.signatures, page.foot]
    return "\n\n".join(parts) + "\n"
