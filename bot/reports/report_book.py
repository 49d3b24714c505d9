"""The numbers of the report as a workbook: each is a formula over the sheet of records behind it.

The first sheet names every measure, then a sheet for each kind of records, then corrections.
All is read at one moment, so what a formula counts is what the bot has counted.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot import books
from bot.catalogs import Translator, translator
from bot.clock import local, parse_stamp
from bot.reports import record_sheet, record_words, report_page, report_summary
from bot.reports.record_words import Words
from bot.reports.report_formulas import Place
from bot.reports.report_page import ReportPage
from bot.reports.report_summary import About, Corrected, Looks, Numbers
from bot.reports.stream_sheet import StreamSheet
from bot.rules import measures as rules
from bot.rules import report_columns, spans
from storage import corrections, measures, year_before
from storage.aggregates import Scope
from storage.database import Reader
from storage.measures import RECORDS

KIND: Final = "report_book"  # of the job


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the workbook; `arguments`: span, language, zone, now; may have libraries (ids)."""
    t = translator(arguments["language"])
    await db.all("BEGIN")  # numbers and records are of one moment, whatever is recorded meanwhile
    made = _Book(db, t, arguments, await record_words.read(db, t))
    page = await report_page.read(db, arguments)
    about, numbers = made.about(page), await made.numbers()
    with books.opened(path, constant_memory=True) as book:
        book.set_properties({"title": about.title, "author": about.institution})
        looks = report_summary.looks(book)
        # The first sheet is written last: its formulas need to know where the records ended.
        first = book.add_worksheet(t.plain(report_summary.REPORT), StreamSheet)
        places: dict[str, Place] = {}
        for records in RECORDS:
            sheet = book.add_worksheet(t.plain(report_columns.TITLES[records]), StreamSheet)
            places[records] = await made.records(sheet, records, about, looks)
        last = book.add_worksheet(t.plain(report_summary.CORRECTIONS), StreamSheet)
        places[report_summary.CORRECTIONS] = report_summary.write_corrections(
            t, last, about, await made.corrections(), made.words, looks
        )
        report_summary.write(t, first, about, numbers, places, made.words, looks)
    return {
        "name": f"{about.title.replace(':', '')}.xlsx",
        "title": about.title,
        "footer": about.made,
    }


class _Book:
    """Reads what the sheets of a span are written from."""

    def __init__(
        self, db: Reader, t: Translator, arguments: Mapping[str, Any], words: Words
    ) -> None:
        self.words = words
        self.span = spans.parse(arguments["span"])
        self._db, self._t = db, t
        self._zone = ZoneInfo(arguments["zone"])
        kept = arguments.get("libraries")
        self._libraries = None if kept is None else tuple(kept)

    def _scope(self, span: spans.Span) -> Scope:
        first, last = spans.days(span)
        return Scope(first=first, last=last, libraries=self._libraries)

    def about(self, page: ReportPage) -> About:
        """Say what stands above and below each sheet, as in every file of the report."""
        known = self.words.libraries
        names = [known[one].short(self._t.language) for one in self._libraries or ()]
        title = page.title if self._libraries is None else f"{page.title}. {', '.join(names)}"
        return About(page.facts.institution, title, page.foot)

    async def numbers(self) -> Numbers:
        """Read every measure, now and a year before."""
        scope = self._scope(self.span)
        earlier = self._scope(spans.year_before(self.span))
        return Numbers(
            await measures.numbers(self._db, scope),
            await year_before.numbers(self._db, earlier, scope),
        )

    async def records(self, page: StreamSheet, records: str, about: About, looks: Looks) -> Place:
        """Write the sheet of a kind and return where its records stand."""
        t = self._t
        report_summary.paper(page, about)
        title, rule = report_columns.TITLES[records], rules.RULES[records]
        report_summary.top(page, [t.plain(title), about.title, t.plain(rule)], looks)
        report_summary.back(t, page, looks)
        columns = record_sheet.fields(t, self.words, records)
        rows = measures.pages(self._db, records, self._scope(self.span))
        last = await record_sheet.write(page, columns, looks, rows)
        return record_sheet.place(page.name, columns, last)

    async def corrections(self) -> list[Corrected]:
        """Read the corrections of the time, then those that only partly lie in it."""
        scope = self._scope(self.span)
        counted = await corrections.counted(self._db, scope)
        partly = await corrections.partly(self._db, scope)
        return [
            Corrected(one, is_counted, local(parse_stamp(one.made_at), self._zone))
            for many, is_counted in ((counted, True), (partly, False))
            for one in many
        ]
