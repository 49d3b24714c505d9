"""The journal of visits as a workbook that is written row by row; what people typed is text."""

import textwrap
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.catalogs import Translator
from bot.msgid import msgid
from bot.reports.journal_page import COLUMNS, TOTALS, Advice, Entry, Journal

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTHS: Final = (5, 10, 17, 17, 18, 30, 25, 10, 12)  # characters; A4 across at its own size
TOTAL_WIDTHS: Final = (60, 22, 14)
HEAD: Final = 4  # the row of the titles, from 0
LINE_PT: Final = 13.5  # of the text; Excel and LibreOffice do not fit the height by themselves
MOST_PT: Final = 409  # a row of Excel is no higher
LONG: Final = 32_000  # characters; a cell takes 32,767
BELOW: Final = 200  # characters; a footer takes 255 with its codes
ROWS: Final = 2**20  # of a sheet of Excel
A4: Final = 9
PAGE_ROWS: Final = 30  # rows of `ROW_PT` on an A4 page across
ROW_PT: Final = 15
KEPT: Final = 4  # rows of totals that go to the next page with the signatures


async def write(
    t: Translator, journal: Journal, entries: AsyncIterator[Entry], path: Path
) -> None:
    """Write the workbook: a sheet of lines, a sheet of totals with the signatures."""
    with books.opened(path, constant_memory=True) as book:
        book.set_properties({"title": journal.title, "author": journal.institution})
        looks = _looks(book)
        page = book.add_worksheet(t.plain(msgid("Journal")))
        _paper(page, journal)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD)
        page.freeze_panes(HEAD + 1, 0)
        _head(t, page, journal, looks)
        row = HEAD + 1
        async for entry in entries:
            row = _entry(page, row, entry, looks)
        _totals(t, book.add_worksheet(t.plain(msgid("Totals, signatures"))), journal, looks)


def _looks(book: "Workbook") -> dict[str, Any]:
    common = {"font_name": "Times New Roman", "font_size": 10, "valign": "top"}
    cell = {**common, "border": 1, "text_wrap": True}
    looks = {
        "plain": common,
        "title": {**common, "bold": True, "font_size": 14},
        "head": {**cell, "bold": True, "bg_color": "#EEF2F6", "valign": "vcenter"},
        "text": cell,
        "number": {**cell, "num_format": "0", "align": "center"},
        "date": {**cell, "num_format": "dd.mm.yyyy", "align": "left"},
        "group": {**cell, "bold": True},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _paper(page: "Worksheet", journal: Journal) -> None:
    page.set_paper(A4)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    said = journal.footer[:BELOW].replace("&", "&&")
    page.set_footer(f"&L&8{said}&R&8&P / &N")


def _head(t: Translator, page: "Worksheet", journal: Journal, looks: dict[str, Any]) -> None:
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
    page.write_string(0, 0, journal.institution, looks["plain"])
    page.write_string(1, 0, journal.title, looks["title"])
    page.write_string(2, 0, journal.about, looks["plain"])
    titles = [t.plain(one) for one in COLUMNS]
    page.set_row(HEAD, _height(titles))
    for place, title in enumerate(titles):
        page.write_string(HEAD, place, title, looks["head"])


def _entry(page: "Worksheet", row: int, entry: Entry, looks: dict[str, Any]) -> int:
    """Write a visit; each further recommendation has a row of its own below. Return the next.

    Raise ValueError where a sheet has no rows left: XlsxWriter would leave them out silently.
    """
    if row + len(entry.advice) >= ROWS:
        raise ValueError(entry.number)
    texts = (entry.library, entry.people, entry.purposes, entry.done)
    page.set_row(row, _height(["", "", *texts, *_said(entry.advice[:1])]))
    page.write_number(row, 0, entry.number, looks["number"])
    page.write_datetime(row, 1, entry.on, looks["date"])
    for place, text in enumerate(texts, 2):
        page.write_string(row, place, text[:LONG], looks["text"])
    for below, advice in enumerate(entry.advice or (None,)):
        if below:
            page.set_row(row + below, _height([""] * 6 + _said([advice])))
            for place in range(6):
                page.write_blank(row + below, place, None, looks["text"])
        text, mark = (advice.text, advice.mark) if advice else ("", "")
        page.write_string(row + below, 6, text[:LONG], looks["text"])
        if advice and advice.deadline:
            page.write_datetime(row + below, 7, advice.deadline, looks["date"])
        else:
            page.write_blank(row + below, 7, None, looks["text"])
        page.write_string(row + below, 8, mark[:LONG], looks["text"])
    return row + max(1, len(entry.advice))


def _said(advice: Sequence[Advice | None]) -> list[str]:
    return [text for one in advice if one for text in (one.text, "", one.mark)]


def _height(texts: Sequence[str]) -> float:
    """Return the height of a row (points) that shows all of its texts, wrapped."""
    lines = [
        sum(len(textwrap.wrap(line, width - 1)) or 1 for line in text.split("\n"))
        for text, width in zip(texts, WIDTHS, strict=False)
    ]
    return min(MOST_PT, max(lines) * LINE_PT + 2)


# -------------------------------------------------------------------- totals


def _totals(t: Translator, page: "Worksheet", journal: Journal, looks: dict[str, Any]) -> None:
    _paper(page, journal)
    for place, width in enumerate(TOTAL_WIDTHS):
        page.set_column(place, place, width)
    rows = list(_total_rows(t, journal))
    tail = [*journal.summary, "", *_spaced(journal.signatures), journal.footer]
    for row, (look, cells) in enumerate(rows):
        page.set_row(row, ROW_PT)
        for place, value in enumerate(cells):
            if isinstance(value, int):
                page.write_number(row, place, value, looks["number"])
            else:
                page.write_string(row, place, value, looks[look])
    for row, text in enumerate(tail, len(rows)):
        page.set_row(row, ROW_PT)
        page.write_string(row, 0, text, looks["plain"])
    last_group = len(journal.groups[-1].rows) + 2  # with its heading and the empty row below
    page.set_h_pagebreaks(_breaks(len(rows), len(tail), last_group))


def _total_rows(t: Translator, journal: Journal) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    yield "title", (journal.title,)
    yield "head", tuple(t.plain(one) for one in TOTALS)
    for group in journal.groups:
        yield "group", (group.title, "", "")
        for name, counts in group.rows:
            yield "text", (name, counts.visits, counts.trips)
    yield "plain", ("",)


def _spaced(signatures: tuple[str, ...]) -> Iterator[str]:
    for one in signatures:
        yield from (one, "")


def _breaks(rows: int, tail: int, last_group: int) -> list[int]:
    """Return where pages begin: the end (`tail` rows) goes on with the last group of totals.

    Where that is too long, with its last rows: signatures never stand alone.
    """
    breaks = list(range(PAGE_ROWS, rows, PAGE_ROWS))
    last = breaks[-1] if breaks else 0
    if rows + tail - last > PAGE_ROWS:
        start = rows - last_group
        does_fit = start > last and last_group + tail <= PAGE_ROWS
        breaks.append(start if does_fit else max(last + 1, rows - KEPT))
    return breaks
