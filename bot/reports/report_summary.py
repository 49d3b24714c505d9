"""The first sheet of the report's workbook, every measure in a row, and that of corrections.

A row is what the records say, what corrections add, last year's number, the plan. Last year's
numbers are values: their records are not in this workbook.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from bot.books import plain
from bot.catalogs import Translator
from bot.msgid import msgid
from bot.reports import record_sheet, report_formulas
from bot.reports.record_words import Words
from bot.reports.report_formulas import Formula, Place
from bot.rules import measures as rules
from bot.rules import spans
from bot.rules.periods import Period
from bot.screens import spans as said
from storage.measures import MEASURES, RECORDS, Measure
from storage.records.report import Correction, Number

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

HEAD: Final = 5  # the row of the titles, from 0
HEAD_PT: Final = 32
BELOW: Final = 255  # characters of a header or footer, its codes included
A4: Final = 9
REPORT: Final = msgid("Report")
CORRECTIONS: Final = msgid("Corrections")
COLUMNS: Final = (
    (msgid("Indicator"), 42),
    (msgid("In all"), 11),
    (msgid("By records"), 11),
    (msgid("Corrections"), 11),
    (msgid("A year before"), 11),
    (msgid("Difference"), 11),
    (msgid("Plan"), 8),
    (msgid("Per cent of the plan"), 8),
    (msgid("How it is counted"), 42),
    (msgid("Code"), 24),  # for programs; not printed
)
RULE_WIDTH: Final = sum(width for _, width in COLUMNS[1:9])
ALL, RECORDED, ADDED, BEFORE, CHANGE, PLAN, SHARE, RULE, CODE = range(1, 10)
PLANNED: Final = {"visits": "visits_planned", "visits_by_plan": "visits_planned"}
CORRECTED: Final = (
    (msgid("Indicator"), 36),
    (msgid("From"), 12),
    (msgid("Until"), 12),
    (msgid("Period"), 20),  # where the days are a whole one
    (msgid("Code"), 9),
    (msgid("Library"), 22),
    (msgid("Number"), 11),
    (msgid("Counted here"), 11),
    (msgid("Ground"), 52),
    (msgid("Who entered it"), 20),
    (msgid("When"), 17),
)
NUMBER, COUNTED, MADE = 6, 7, 10
MEASURE: Final = 11  # a hidden column; formulas ask it and COUNTED
NETWORK: Final = msgid("the whole network")
UNKNOWN: Final = msgid("There are no records of a year before.")
NO_CORRECTIONS: Final = msgid("Nobody has made corrections for this time.")
ELSEWHERE: Final = msgid(
    "A correction counts where the whole of its time lies within the time of the report."
)
Looks = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the bot has counted: now and a year before, where 0 is not known."""

    now: Mapping[str, Number]
    before: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class About:
    """What stands above and below each sheet."""

    institution: str
    title: str  # «Отчёт: 2026 год»
    made: str  # when, which edition, is the period open


def looks(book: "Workbook") -> Looks:
    """Make the formats of the whole workbook."""
    common = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    cell = {**common, "border": 1, "border_color": "#B8C0C8"}
    number = {**cell, "align": "right", "num_format": "#,##0"}
    link = {"font_color": "#0B5394", "underline": 1}
    made = {
        "plain": common,
        "said": {**common, "font_color": "#495057"},
        "title": {**common, "bold": True, "font_size": 14},
        "back": {**common, **link},
        "head": {**cell, "bold": True, "bg_color": "#EEF2F6", "text_wrap": True},
        "group": {**common, "bold": True, "bg_color": "#F7F3E8", **link},
        "rule": {**common, "bg_color": "#F7F3E8", "font_color": "#495057", "text_wrap": True},
        "text": {**cell, "text_wrap": True},
        "key": {**cell, "align": "left"},
        "code": {**cell, "font_color": "#8A8F94"},
        "number": number,
        "decimal": {**number, "num_format": "#,##0.00"},
        "day": {**cell, "num_format": "dd.mm.yyyy", "align": "left"},
        "month": {**cell, "num_format": "mm.yyyy", "align": "left"},
        "moment": {**cell, "num_format": "dd.mm.yyyy hh:mm", "align": "left"},
        "share": {**number, "num_format": "0.0%"},
    }
    for name, form in (("number", "#,##0"), ("decimal", "#,##0.00")):
        made[f"all {name}"] = {**number, "num_format": form, "bold": True, **link}
        made[f"link {name}"] = {**number, "num_format": form, **link}
        made[f"added {name}"] = {**number, "num_format": f"+{form};-{form};–"}
        made[f"change {name}"] = {**number, "num_format": f"+{form};-{form};0"}
    return {name: book.add_format(look) for name, look in made.items()}


def paper(page: "Worksheet", about: About) -> None:
    """Lay a sheet out for landscape A4: what it is above each page, when it was made below."""
    page.set_paper(A4)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.set_header(_codes("&L&8", f"{about.institution}. {about.title}", "&R&8&A"))
    page.set_footer(_codes("&L&8", about.made, "&R&8&P / &N"))


def _codes(before: str, text: str, after: str) -> str:
    """Put codes around a text that may hold any characters, as long as Excel takes."""
    room = BELOW - len(before) - len(after)
    said = " ".join(plain(text).split())
    while len(said.replace("&", "&&")) > room:
        said = said[:-1]
    return before + said.replace("&", "&&") + after


def top(page: "Worksheet", lines: Sequence[str], looks: Looks) -> None:
    """Write what stands above the titles: the first line large, the others small."""
    for row, line in enumerate(lines):
        page.write_string(row, 0, plain(line), looks["said" if row else "title"])


# -------------------------------------------------------------------- every measure


def write(  # noqa: PLR0917  # what one sheet is made of
    t: Translator,
    page: "Worksheet",
    about: About,
    numbers: Numbers,
    places: Mapping[str, Place],
    words: Words,
    looks: Looks,
) -> None:
    """Write the sheet «Отчёт»; `places`: of the records by kind, and of CORRECTIONS."""
    paper(page, about)
    for column, (_, width) in enumerate(COLUMNS):
        page.set_column(column, column, width)
    has_any = any(one.value for one in numbers.before.values())
    note = "" if has_any else f" {t.plain(UNKNOWN)}"
    top(page, [about.title, about.institution, about.made + note], looks)
    page.set_row(HEAD, HEAD_PT)
    for column, (title, _) in enumerate(COLUMNS):
        page.write_string(HEAD, column, t.plain(title), looks["head"])
    page.freeze_panes(HEAD + 1, 1)
    page.repeat_rows(HEAD)
    sheet = _Summary(t, page, numbers, places, words, looks)
    for records in RECORDS:
        sheet.group(records)
    page.print_area(0, 0, sheet.row, RULE)


class _Summary:
    """Writes the groups one below the other."""

    def __init__(  # noqa: PLR0917
        self,
        t: Translator,
        page: "Worksheet",
        numbers: Numbers,
        places: Mapping[str, Place],
        words: Words,
        looks: Looks,
    ) -> None:
        self._t, self._page, self._looks = t, page, looks
        self._numbers, self._places, self._words = numbers, places, words
        self.row = HEAD
        self._rows = self._placed()

    def _placed(self) -> dict[str, int]:
        """Return the row of each measure, since the plan stands below what it is for."""
        rows, row = {}, HEAD
        for records in RECORDS:
            row += 1
            for one in _of(records):
                row += 1
                rows[one.name] = row
        return rows

    def group(self, records: str) -> None:
        """Write a kind of records, its rule, then its measures."""
        self.row += 1
        rule = self._t.plain(rules.RULES[records])
        record_sheet.fit(self._page, self.row, [(rule, RULE_WIDTH)])
        self._link(0, records, self._looks["group"])
        self._page.merge_range(self.row, ALL, self.row, RULE, rule, self._looks["rule"])
        for one in _of(records):
            self.row += 1
            self._measure(one)

    def _measure(self, one: Measure) -> None:
        form = "decimal" if one.is_decimal else "number"
        looks, row = self._looks, self.row
        number = self._numbers.now[one.name]
        name = self._t.plain(rules.NAMES[one.name])
        rule = record_sheet.rule(self._t, self._words, one)
        record_sheet.fit(self._page, row, ((name, COLUMNS[0][1]), (rule, COLUMNS[RULE][1])))
        self._page.write_string(row, 0, name, looks["text"])
        self._link(ALL, one.records, looks[f"all {form}"])
        self._formula(ALL, f"=C{row + 1}+D{row + 1}", looks[f"all {form}"], number.value)
        self._link(RECORDED, one.records, looks[f"link {form}"])
        counted = report_formulas.of(one, self._places[one.records])
        self._formula(RECORDED, counted, looks[f"link {form}"], number.recorded)
        self._formula(ADDED, self._added(), looks[f"added {form}"], number.corrected)
        self._before(one, number, form)
        self._plan(one, number)
        self._page.write_string(row, RULE, plain(rule), looks["text"])
        self._page.write_string(row, CODE, one.name, looks["code"])

    def _added(self) -> str:
        place = self._places[CORRECTIONS]
        code = f"J{self.row + 1}"
        return f"=SUMIFS({place.range('counted')},{place.range('measure')},{code})"

    def _before(self, one: Measure, number: Number, form: str) -> None:
        row, looks = self.row, self._looks
        before = self._numbers.before[one.name].value
        if not before:
            self._page.write_blank(row, BEFORE, None, looks[form])
            self._page.write_blank(row, CHANGE, None, looks[form])
            return
        self._page.write_number(row, BEFORE, before, looks[form])
        difference = number.value - before
        self._formula(CHANGE, f"=B{row + 1}-E{row + 1}", looks[f"change {form}"], difference)

    def _plan(self, one: Measure, number: Number) -> None:
        row, looks = self.row, self._looks
        planned = self._numbers.now[PLANNED[one.name]].value if one.name in PLANNED else 0
        if not planned:
            self._page.write_blank(row, PLAN, None, looks["number"])
            self._page.write_blank(row, SHARE, None, looks["share"])
            return
        at = self._rows[PLANNED[one.name]] + 1
        self._formula(PLAN, f"=B{at}", looks["number"], planned)
        share = f'=IF(G{row + 1}=0,"",B{row + 1}/G{row + 1})'
        self._formula(SHARE, share, looks["share"], number.value / planned)

    def _link(self, column: int, records: str, look: Any) -> None:
        sheet = self._places[records].sheet
        target = f"internal:{report_formulas.quoted(sheet)}!A1"
        self._page.write_url(self.row, column, target, look, sheet, sheet)

    def _formula(self, column: int, formula: Formula | str, look: Any, value: float) -> None:
        if isinstance(formula, Formula) and formula.is_array:
            at = self.row, column
            self._page.write_array_formula(*at, *at, f"{{{formula.text}}}", look, value)
            return
        text = formula if isinstance(formula, str) else formula.text
        self._page.write_formula(self.row, column, text, look, value)


def _of(records: str) -> list[Measure]:
    return [one for one in MEASURES.values() if one.records == records]


# -------------------------------------------------------------------- corrections


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction and whether its time lets it count in this report."""

    about: Correction
    is_counted: bool
    made_at: datetime  # local


def write_corrections(  # noqa: PLR0917
    t: Translator,
    page: "Worksheet",
    about: About,
    kept: Sequence[Corrected],
    words: Words,
    looks: Looks,
) -> Place:
    """Write the sheet «Поправки» and return where formulas find what is counted."""
    paper(page, about)
    for column, (_, width) in enumerate(CORRECTED):
        page.set_column(column, column, width)
    page.set_column(MEASURE, MEASURE, 20, None, {"hidden": True})
    title = t.plain(CORRECTIONS)
    top(page, [title, about.title, t.plain(ELSEWHERE if kept else NO_CORRECTIONS)], looks)
    back(t, page, looks)
    page.set_row(record_sheet.HEAD, HEAD_PT)
    for column, (head, _) in enumerate(CORRECTED):
        page.write_string(record_sheet.HEAD, column, t.plain(head), looks["head"])
    page.write_string(record_sheet.HEAD, MEASURE, "measure", looks["head"])
    page.freeze_panes(record_sheet.HEAD + 1, 1)
    page.repeat_rows(record_sheet.HEAD)
    for row, one in enumerate(kept, record_sheet.HEAD + 1):
        _correction(t, page, row, one, words, looks)
    last = record_sheet.HEAD + max(1, len(kept))
    page.autofilter(record_sheet.HEAD, 0, last, len(CORRECTED) - 1)
    return Place(title, record_sheet.HEAD + 2, last + 1, {"counted": "H", "measure": "L"})


def _correction(  # noqa: PLR0917
    t: Translator, page: "Worksheet", row: int, one: Corrected, words: Words, looks: Looks
) -> None:
    about = one.about
    library = words.libraries.get(about.library_id or 0)
    time = spans.of_days(about.first_on, about.last_on)
    texts = {
        0: t.plain(rules.NAMES[about.measure]) if about.measure in rules.NAMES else about.measure,
        3: said.name(t, time) if isinstance(time, Period) else "",
        4: library.code if library else "",
        5: library.short(t.language) if library else t.plain(NETWORK),
        8: about.ground,
        9: words.people.get(about.made_by, ""),
        MEASURE: about.measure,
    }
    days: dict[int, date] = {1: about.first_on, 2: about.last_on}
    form = "decimal" if about.number % 1 else "number"
    wrapped = ((texts[column], CORRECTED[column][1]) for column in (0, 3, 5, 8, 9))
    record_sheet.fit(page, row, wrapped)
    for column in range(len(CORRECTED) + 1):
        if texts.get(column):
            page.write_string(row, column, plain(texts[column]), looks["text"])
        elif column in days:
            page.write_datetime(row, column, days[column], looks["day"])
        elif column in texts:
            page.write_blank(row, column, None, looks["text"])
    page.write_number(row, NUMBER, about.number, looks[form])
    page.write_number(row, COUNTED, about.number if one.is_counted else 0, looks[form])
    page.write_datetime(row, MADE, one.made_at.replace(tzinfo=None), looks["moment"])


def back(t: Translator, page: "Worksheet", looks: Looks) -> None:
    """Write the way back to the first sheet, above the titles."""
    sheet = t.plain(REPORT)
    target = f"internal:{report_formulas.quoted(sheet)}!A1"
    page.write_url(record_sheet.HEAD - 1, 0, target, looks["back"], f"← {sheet}")
