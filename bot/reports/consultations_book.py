"""The consultations of a time as a workbook: one row each, and their totals; in a child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.rules import consulting, spans
from bot.screens import spans as said
from storage import aggregates, consultations, libraries, staff, topics
from storage.aggregates import Scope
from storage.database import Reader
from storage.records.guidance import Consultation

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

KIND: Final = "consultations_book"  # of the job
MOST: Final = 100_000
HEAD: Final = (
    (msgid("No."), 6),
    (msgid("Date"), 12),
    (msgid("Way"), 14),
    (msgid("Library"), 22),
    (msgid("Topic"), 20),
    (msgid("What about"), 48),
    (msgid("Minutes"), 9),
    (msgid("People there"), 9),
    (msgid("Who consulted"), 22),
)


@dataclass(frozen=True, slots=True)
class _Names:
    """How what a consultation names is called."""

    libraries: Mapping[int, str]
    topics: Mapping[str, str]
    people: Mapping[int, str]
    channels: Mapping[str, str]

    def row(self, one: Consultation) -> list[str | int | date | None]:
        """Return the cells of a consultation, as HEAD names them."""
        return [
            one.consultation_id,
            one.held_on,
            self.channels[one.channel],
            self.libraries.get(one.library_id or 0),
            self.topics.get(one.topic or ""),
            one.subject,
            one.minutes,
            one.people,
            self.people.get(one.staff_id),
        ]


@dataclass(frozen=True, slots=True)
class _Book:
    """What both sheets share."""

    t: Translator
    title: str
    names: _Names
    looks: Mapping[str, "Format"]


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the workbook to `path`; `arguments`: span, language."""
    t = translator(arguments["language"])
    span = spans.parse(arguments["span"])
    first, last = spans.days(span)
    items = await consultations.listed(db, first, last, limit=MOST)
    names = _Names(
        {one.library_id: one.short(t.language) for one in await libraries.known(db)},
        {one.code: one.name(t.language) for one in await topics.known(db)},
        {one.staff_id: one.initials(t.language) for one in await staff.known(db)},
        {code: t.plain(text) for code, text in consulting.CHANNELS.items()},
    )
    title = t.plain(msgid("Consultations: {period}"), period=said.name(t, span))
    scope = Scope(first=first, last=last)
    with books.opened(path) as book:
        looks = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format(
                {"bold": True, "border": 1, "text_wrap": True, "bg_color": "#EEF2F6"}
            ),
            "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
            "day": book.add_format({"border": 1, "valign": "top", "num_format": "dd.mm.yyyy"}),
        }
        made = _Book(t, title, names, looks)
        _rows(made, book.add_worksheet(t.plain(msgid("The list"))), items[::-1])
        await _totals(made, book.add_worksheet(t.plain(msgid("Totals"))), db, scope)
    return {"title": title, "count": len(items)}


def _rows(made: _Book, page: "Worksheet", items: Sequence[Consultation]) -> None:
    """Write one row for each, the earliest first; what was typed is text, never a formula."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, made.title, made.looks["title"])
    for column, (head, width) in enumerate(HEAD):
        page.set_column(column, column, width)
        page.write_string(2, column, made.t.plain(head), made.looks["head"])
    page.freeze_panes(3, 0)
    page.repeat_rows(2)
    for row, one in enumerate(items, 3):
        for column, value in enumerate(made.names.row(one)):
            _write(made, page, (row, column), value)


def _write(
    made: _Book, page: "Worksheet", place: tuple[int, int], value: str | int | date | None
) -> None:
    if value is None:
        page.write_blank(*place, None, made.looks["cell"])
    elif isinstance(value, date):
        page.write_datetime(*place, value, made.looks["day"])
    elif isinstance(value, int):
        page.write_number(*place, value, made.looks["cell"])
    else:
        page.write_string(*place, value, made.looks["cell"])


async def _totals(made: _Book, page: "Worksheet", db: Reader, scope: Scope) -> None:
    """Write the numbers that the chat shows, by way, topic and month."""
    t, names = made.t, made.names
    whole = await aggregates.read(db, aggregates.CONSULTATIONS, scope)
    lines: list[tuple[str, int | None]] = [
        (t.plain(msgid("Consultations")), whole["consultations"]),
        (t.plain(msgid("For groups")), whole["for_groups"]),
        (t.plain(msgid("People there")), whole["people"]),
        (t.plain(msgid("Minutes")), whole["minutes"]),
        (t.plain(msgid("Libraries served")), whole["libraries"]),
    ]
    for by, title, called in (
        ("channel", msgid("Ways"), names.channels),
        ("topic", msgid("Topics"), names.topics),
        ("held_month", msgid("Months"), {}),
    ):
        found = await aggregates.grouped(db, aggregates.CONSULTED, scope, by)
        lines.append((t.plain(title), None))
        for key, counted in found.items():
            label = _month(t, key) if by == "held_month" else called.get(key)
            lines.append((label or t.plain(msgid("not said")), counted["consultations"]))
    page.set_column(0, 0, 34)
    page.write_string(0, 0, made.title, made.looks["title"])
    for row, (label, number) in enumerate(lines, 2):
        look = made.looks["head" if number is None else "cell"]
        page.write_string(row, 0, label, look)
        if number is not None:
            page.write_number(row, 1, number, look)


def _month(t: Translator, month: str) -> str:
    return f"{t.month(date.fromisoformat(f'{month}-01'))} {month[:4]}"
