"""The log of the site of a year as a workbook and a Word file: months, libraries, each line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot import books
from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.reports import word
from bot.reports.word import Cell
from bot.rules import site_log as coverage
from bot.rules.institution import Institution
from bot.rules.site_log import Covered
from bot.screens import site_log as screens
from storage import aggregates, institution, libraries, site_log, staff
from storage.aggregates import Scope
from storage.database import Reader

KIND: Final = "site_log"  # of the job
HEADS: Final = (
    (msgid("Date"), 12), (msgid("What was put on"), 16), (msgid("Title"), 48),
    (msgid("Library"), 24), (msgid("Address"), 44), (msgid("Who"), 20),
)  # fmt: skip  # columns and their widths in characters
WIDTHS_MM: Final = (22, 30, 88, 44, 62, 30)
TOTALS_MM: Final = (110, 40)


@dataclass(frozen=True, slots=True)
class Log:
    """What the files say, in one language."""

    t: Translator
    title: str
    institution: str
    covered: Covered
    lines: Sequence[tuple[str, ...]]
    by_month: Sequence[tuple[str, int]]
    by_library: Sequence[tuple[str, int]]


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the workbook to `path` and the Word file to `path.2`.

    `arguments`: year, language, today.
    """
    t, year = translator(arguments["language"]), int(arguments["year"])
    log = await _read(db, t, year, date.fromisoformat(arguments["today"]))
    _workbook(log, path)
    _document(log, path.with_name(f"{path.name}.2"))
    return {
        "names": [f"{log.title}.xlsx", f"{log.title}.docx"],
        "caption": screens.caption(t, year, log.covered),
    }


async def _read(db: Reader, t: Translator, year: int, today: date) -> Log:
    await db.all("BEGIN")  # one moment for all of it
    scope = Scope(first=date(year, 1, 1), last=date(year, 12, 31))
    found = list(reversed(await site_log.of_days(db, scope.first, scope.last)))
    places = {one.library_id: one.short(t.language) for one in await libraries.known(db)}
    people = {one.staff_id: one.initials(t.language) for one in await staff.known(db)}
    months = await aggregates.grouped(db, aggregates.SITE, scope, "put_month")
    owners = await aggregates.grouped(db, aggregates.SITE, scope, "library")
    settings = Institution(await institution.get_all(db))
    await db.all("COMMIT")
    whole = t.plain(screens.WHOLE)
    return Log(
        t=t,
        title=t.plain(msgid("Log of the site, {year}"), year=str(year)),
        institution=settings["institution_name"],
        covered=coverage.covered((one.put_on for one in found), year, today),
        lines=[
            (
                f"{one.put_on:%d.%m.%Y}",
                t.plain(screens.KINDS[one.kind]),
                one.title,
                places.get(one.library_id or 0, whole),
                one.url or "",
                people[one.staff_id],
            )
            for one in found
        ],
        by_month=[
            (t.month(date.fromisoformat(f"{key}-01")), one["items"]) for key, one in months.items()
        ],
        by_library=sorted((places.get(key, whole), one["items"]) for key, one in owners.items()),
    )


def _about(log: Log) -> str:
    return log.t.plain(msgid("Covered: {months}."), months=screens.months(log.t, log.covered))


def _workbook(log: Log, path: Path) -> None:
    with books.opened(path) as made:
        bold = made.add_format({"bold": True, "text_wrap": True, "bg_color": "#EEF2F6"})
        wrap = made.add_format({"text_wrap": True, "valign": "top"})
        page = made.add_worksheet(log.t.plain(msgid("Log")))
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.freeze_panes(3, 0)
        page.write_string(0, 0, log.title, made.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, _about(log))
        for column, (head, width) in enumerate(HEADS):
            page.set_column(column, column, width)
            page.write_string(2, column, log.t.plain(head), bold)
        for row, line in enumerate(log.lines, 3):
            for column, text in enumerate(line):
                page.write_string(row, column, text, wrap)
        counts = made.add_worksheet(log.t.plain(msgid("Counts")))
        counts.set_column(0, 0, 40)
        row = 0
        for head, rows in _totals(log):
            counts.write_string(row, 0, head, bold)
            counts.write_string(row, 1, log.t.plain(msgid("Put on the site")), bold)
            for place, (name, count) in enumerate(rows, row + 1):
                counts.write_string(place, 0, name)
                counts.write_number(place, 1, count)
            row += len(rows) + 2


def _totals(log: Log) -> list[tuple[str, Sequence[tuple[str, int]]]]:
    return [
        (log.t.plain(msgid("Month")), log.by_month),
        (log.t.plain(msgid("Library")), log.by_library),
    ]


def _document(log: Log, path: Path) -> None:
    made = word.document(log.t.language, log.title, log.institution, is_across=True)
    word.footer(made, log.title)
    word.paragraph(made, log.institution, size=10)
    word.paragraph(made, log.title, size=14, bold=True)
    word.paragraph(made, _about(log), size=11)
    table = word.table(made, WIDTHS_MM, [log.t.plain(head) for head, _ in HEADS])
    for line in log.lines:
        word.row(table, WIDTHS_MM, [Cell(text) for text in line])
    count = log.t.plain(msgid("Put on the site"))
    for head, rows in _totals(log):
        word.paragraph(made, "", size=6)
        totals = word.table(made, TOTALS_MM, [head, count])
        for name, number in rows:
            cells = [Cell(name), Cell(log.t.number(number), is_right=True)]
            word.row(totals, TOTALS_MM, cells)
    made.save(str(path))
