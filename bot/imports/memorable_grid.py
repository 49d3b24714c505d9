"""A workbook of memorable days: its columns by their headers, a day a row; pure.

Every fault is named with its sheet and row; a file with one is taken by nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from bot.errors import BadAnswerError, UserError
from bot.imports.columns import SPACES
from bot.msgid import msgid
from bot.rules import memorable as rules
from storage.records.materials import MemorableFields

DAY, RU, BE, SINCE, YEAR = "day", "title_ru", "title_be", "since", "year"
HEADERS: Final[Mapping[str, tuple[str, ...]]] = {  # the first two: of the example, by language
    DAY: ("дата", "дата", "день", "дзень", "число"),
    RU: ("название", "назва па-руску", "событие", "название по-русски", "памятная дата"),
    BE: ("название по-белорусски", "назва", "падзея", "назва па-беларуску"),
    SINCE: ("год события", "год падзеі", "с какого года"),
    YEAR: ("год календаря", "год календара"),
}
HEADER_ROWS: Final = 10  # a title and an explanation may stand above
COMMENT: Final = "#"
Rows = Iterable[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row, in words still to be translated."""

    sheet: str
    row: int
    text: Any
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """What a workbook says, and what is wrong in it."""

    days: list[MemorableFields] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the days as JSON holds them."""
        return [asdict(one) for one in self.days]


def read(pages: Iterable[tuple[str, Rows]], source: str, today: date) -> Found:
    """Read every sheet that has the headers; raise UserError where none has."""
    found, is_known = Found(), False
    for title, rows in pages:
        is_known |= _read_sheet(found, title.strip(), list(rows), source, today)
    if not is_known:
        raise UserError(
            msgid("No sheet has the columns «{day}» and «{title}». Ask for the example and fill "
                  "that in."),
            day="Дата",
            title="Название",
        )  # fmt: skip
    return found


def _read_sheet(
    found: Found, title: str, rows: Sequence[tuple[int, Sequence[str]]], source: str, today: date
) -> bool:
    """Take the rows below the headers of a sheet; False where it has none."""
    start, places = _places(rows)
    if not places:
        return False
    for number, cells in rows[start:]:
        said = [SPACES.sub(" ", one).strip() for one in cells]
        if not any(said) or said[0].startswith(COMMENT):
            continue

        def cell(name: str, said: Sequence[str] = said) -> str:
            place = places.get(name)
            return said[place] if place is not None and place < len(said) else ""

        try:
            day = rules.fields(rules.Cells(**{name: cell(name) for name in HEADERS}), today)
        except BadAnswerError as fault:
            found.faults.append(Fault(title, number, fault.text, fault.values))
        else:
            found.days.append(MemorableFields(**{**asdict(day), "source": source}))
    return True


def _places(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, dict[str, int]]:
    """Return where the rows begin and which column stands where; nothing without headers."""
    for start, (_, cells) in enumerate(rows[:HEADER_ROWS], 1):
        said = [SPACES.sub(" ", one).strip(" *:").casefold() for one in cells]
        places = {
            name: said.index(header)
            for name, headers in HEADERS.items()
            for header in headers
            if header in said
        }
        if DAY in places and (RU in places or BE in places):
            return start, places
    return 0, {}
