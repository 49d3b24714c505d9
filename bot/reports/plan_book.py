"""The year's plan as a workbook: libraries by months, plan and fact; in a child process.

It prints on landscape A4 with signature lines; sent back as it is, it changes nothing. Without
marks it is the empty table that is filled in and sent here.
"""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from bot import books
from bot.catalogs import Translator, translator
from bot.clock import local, parse_stamp
from bot.imports.plan_grid import COLUMNS, STATES
from bot.msgid import msgid
from bot.rules import spans
from bot.rules import visit_plan as rules
from bot.rules.institution import Institution
from bot.rules.periods import Period
from bot.rules.spans import Standing
from bot.screens import plan_facts as screens
from bot.screens.plan_facts import NONE
from bot.screens.plan_line import REASON_NAMES
from bot.screens.plan_year import PLAN, year_name
from bot.screens.spans import STANDINGS
from storage import institution, libraries, periods, plan_facts, staff, visit_plan
from storage.database import Reader
from storage.records.libraries import Library
from storage.records.people import Staff
from storage.records.plan_facts import PlanFacts
from storage.records.visit_plan import PlanLine

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

KIND: Final = "plan_book"  # of the job
LANGUAGES: Final = ("ru", "be", "en")  # the order of words in COLUMNS and STATES
A4: Final = 9  # paper's number in Excel
HEAD: Final = 4  # the row of headers; above it the title and how to fill in
MONTHS: Final = tuple(range(1, 13))
FIRST_MONTH: Final = 4  # column of January
SUMS: Final = FIRST_MONTH + 12  # columns behind December: plan, done
LINE: Final = "_" * 24
LINE_PT: Final = 12.5  # height of a line of text
LETTERS: Final = 11  # in a line of a month's cell


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the workbook; `arguments`: year, language, zone, now, staff_id, is_empty."""
    t, year = translator(arguments["language"]), int(arguments["year"])
    is_empty = bool(arguments["is_empty"])
    found = [one for one in await visit_plan.of_year(db, year) if one.month.year == year]
    lines = [] if is_empty else found
    people = {one.staff_id: one for one in await staff.known(db)}
    settings = Institution(await institution.get_all(db))
    span = Period("year", year)
    book_ = Book(
        t,
        year,
        libraries=_libraries(await libraries.known(db), year, found, t),
        lines=lines,
        people=people,
        settings=settings,
        made=local(parse_stamp(arguments["now"]), ZoneInfo(arguments["zone"])),
        maker=people.get(arguments["staff_id"]),
        facts=await _facts(db, year),
        standing=spans.standing(span, await periods.closed_between(db, span.first, span.last)),
        is_empty=is_empty,
    )
    with books.opened(path) as book:
        book_.write(book)
    return {"title": book_.title}


def _libraries(
    known: Sequence[Library], year: int, lines: Sequence[PlanLine], t: Translator
) -> list[Library]:
    planned = {one.library_id for one in lines}
    some = [one for one in known if rules.stands_in(one, year) or one.library_id in planned]
    return sorted(some, key=lambda one: one.short(t.language))


async def _facts(db: Reader, year: int) -> dict[int, PlanFacts]:
    """Return plan and fact by month; 0 is the whole year."""
    first, last = date(year, 1, 1), date(year, 12, 1)
    months = await plan_facts.by_time(db, first, last, "month")
    whole = await plan_facts.by_time(db, first, last, "whole")
    found = {int(key[5:]): facts for key, facts in months.items()}
    return found | {0: whole.get("", NONE)}


class Book:
    """The sheet of a year, written row by row."""

    def __init__(
        self,
        t: Translator,
        year: int,
        *,
        libraries: Sequence[Library],
        lines: Sequence[PlanLine],
        people: Mapping[int, Staff],
        settings: Institution,
        made: datetime,
        maker: Staff | None,
        facts: Mapping[int, PlanFacts],
        standing: Standing,
        is_empty: bool,
    ) -> None:
        self._t, self._year, self._facts = t, year, facts
        self._libraries, self._lines, self._people = libraries, lines, people
        self._settings, self._made, self._maker = settings, made, maker
        self._is_empty, self._standing = is_empty, standing
        self._place = LANGUAGES.index(t.language) if t.language in LANGUAGES else 0

    @property
    def title(self) -> str:
        """Return the title: «План выездов: 2026 год»."""
        return f"{self._t.plain(PLAN)}: {year_name(self._t, self._year)}"

    def write(self, book: "Workbook") -> None:
        """Write the sheet."""
        looks = _looks(book)
        page = book.add_worksheet(f"{self._t.plain(msgid('Plan'))} {self._year}")
        self._paper(page)
        self._head(page, looks)
        row = HEAD + 1
        for number, library in enumerate(self._libraries, 1):
            self._library(page, row, number, library, looks)
            row += 1
        if not self._is_empty:
            row = self._totals(page, row, looks)
            self._tail(page, row + 1, looks)

    def _paper(self, page: "Worksheet") -> None:
        page.set_paper(A4)
        page.set_landscape()
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD)
        page.freeze_panes(HEAD + 1, FIRST_MONTH)
        made = self._t.plain(msgid("Made: {at}"), at=self._made)
        page.set_footer(f"&L&9{f'{self.title}. {made}'.replace('&', '&&')}&R&9&P / &N")
        page.set_column(0, 0, 4)
        page.set_column(1, 1, 8)
        page.set_column(2, 2, 19)
        page.set_column(3, 3, 16)
        page.set_column(FIRST_MONTH, SUMS - 1, 10.5)
        page.set_column(SUMS, SUMS + 1, 9)

    def _head(self, page: "Worksheet", looks: Mapping[str, Any]) -> None:
        t = self._t
        page.write_string(0, 0, str(self._settings["institution_name"]), looks["plain"])
        page.write_string(1, 0, self.title, looks["title"])
        page.write_string(2, 0, t.plain(HOW if self._is_empty else NOTE), looks["plain"])
        heads = [
            "№",
            *(COLUMNS[name][self._place] for name in ("code", "library", "who")),
            *(t.month(date(self._year, month, 1)).capitalize() for month in MONTHS),
        ]
        if not self._is_empty:
            heads += [t.plain(one) for one in (msgid("In the plan"), msgid("Of it done"))]
        page.set_row(HEAD, 30)
        for place, head in enumerate(heads):
            page.write_string(HEAD, place, head, looks["head"])

    def _library(
        self, page: "Worksheet", row: int, number: int, library: Library, looks: Mapping[str, Any]
    ) -> None:
        own = [one for one in self._lines if one.library_id == library.library_id]
        people = dict.fromkeys(one.staff_id for one in own if one.staff_id)
        who = ", ".join(self._people[key].initials(self._t.language) for key in people)
        texts = {month: self._marks(own, month) for month in MONTHS}
        lines = max(len(textwrap.wrap(text, LETTERS)) for text in [who, *texts.values()])
        page.set_row(row, max(2, lines) * LINE_PT + 2)
        page.write_number(row, 0, number, looks["number"])
        for place, text in enumerate((library.code, library.short(self._t.language), who), 1):
            page.write_string(row, place, text, looks["name"])
        for month, marks in texts.items():
            look = looks["grey"] if self._is_shut(library, month) else looks["cell"]
            page.write(row, FIRST_MONTH + month - 1, marks or None, look)
        if not self._is_empty:
            page.write_number(row, SUMS, len(own), looks["number"])
            done = sum(one.state == "done" for one in own)
            page.write_number(row, SUMS + 1, done, looks["number"])

    def _marks(self, own: Sequence[PlanLine], month: int) -> str:
        return "; ".join(self._mark(one) for one in own if one.month.month == month)

    def _is_shut(self, library: Library, month: int) -> bool:
        return not library.is_open(date(self._year, month, 1))

    def _mark(self, line: PlanLine) -> str:
        """Say a line in words that an import reads back."""
        if line.state == "done" and line.visited_on:
            return f"{STATES['done'][self._place]} {line.visited_on:%d.%m}"
        if line.state == "cancelled":
            why = self._t.plain(REASON_NAMES[line.reason]) if line.reason else ""
            return f"{STATES['cancelled'][self._place]}: {why}"
        if line.is_moved:
            since = "%m" if line.approved_month.year == self._year else "%m.%Y"
            return f"{STATES['moved'][self._place]} {line.approved_month:{since}}"
        return STATES["planned"][self._place]

    def _totals(self, page: "Worksheet", row: int, looks: Mapping[str, Any]) -> int:
        """Write plan and fact under each month; the label stands where no library's code does."""
        t = self._t
        rows: tuple[tuple[str, Any], ...] = (
            (msgid("In the plan"), _standing),
            (msgid("Of it done"), lambda facts: facts.done),
            (msgid("Visits off the plan"), lambda facts: facts.off_plan),
            (msgid("Visits to libraries, all"), lambda facts: facts.visits),
            (msgid("Trips"), lambda facts: facts.trips),
        )
        for label, count in rows:
            page.merge_range(row, 0, row, FIRST_MONTH - 1, t.plain(label), looks["sum"])
            for month in MONTHS:
                facts = self._facts.get(month, NONE)
                page.write_number(row, FIRST_MONTH + month - 1, count(facts), looks["number"])
            whole = count(self._facts[0])
            page.merge_range(row, SUMS, row, SUMS + 1, whole, looks["number"])
            row += 1
        return row

    def _tail(self, page: "Worksheet", row: int, looks: Mapping[str, Any]) -> None:
        facts = self._facts[0]
        person = self._maker.initials(self._t.language) if self._maker else LINE
        said = [
            *screens.in_words(self._t, facts, counts_trips=self._settings.counts_trips),
            self._t.plain(STANDINGS[self._standing]),
            "",
            self._t.plain(msgid("Compiled by: {line} / {person}"), line=LINE, person=person),
            "",
            self._t.plain(msgid("Approved by: {line} / {person}"), line=LINE, person=LINE),
            "",
            self._t.plain(msgid("Date: {line}"), line=LINE),
        ]
        for place, text in enumerate(said):
            page.write_string(row + place, 0, text, looks["plain"])


def _standing(facts: PlanFacts) -> int:
    return facts.planned - facts.moved_out + facts.moved_in


def _looks(book: "Workbook") -> dict[str, Any]:
    common = {"font_name": "Times New Roman", "font_size": 10, "valign": "vcenter"}
    boxed = {**common, "border": 1, "text_wrap": True}
    looks = {
        "plain": {**common, "num_format": "@"},
        "title": {**common, "bold": True, "font_size": 14},
        "head": {**boxed, "bold": True, "bg_color": "#EEF2F6", "align": "center"},
        "name": {**boxed, "num_format": "@"},
        "cell": {**boxed, "align": "center", "font_size": 9, "num_format": "@"},
        "grey": {**boxed, "align": "center", "font_size": 9, "bg_color": "#D9D9D9"},
        "number": {**boxed, "align": "center", "num_format": "0"},
        "sum": {**boxed, "bold": True},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


NOTE: Final = msgid("A month says what became of the visit; the day is that of the visit.")
HOW: Final = msgid(
    "Put a plus (or a number of visits) under each month and send the file to the bot. It shows "
    "first what is new and what is not clear. Rows that begin with # are not read."
)
