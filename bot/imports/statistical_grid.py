"""A workbook of the statistical form read: its columns by their headers, a row a row; pure.

Every fault is named with its row; a file with one is taken by nobody. The column of numbers is
not read: the bot counts them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from bot.errors import BadAnswerError, UserError
from bot.imports.columns import SPACES
from bot.imports.memorable_grid import Fault
from bot.msgid import msgid
from bot.rules import statistical_form as rules
from storage.records.report import StatisticalRow

CODE, RU, BE, MEASURE = "code", "wording_ru", "wording_be", "measure"
HEADERS: Final[Mapping[str, tuple[str, ...]]] = {  # the first two: of the workbook, by language
    CODE: ("код строки", "код радка", "код", "строка", "радок", "code"),
    RU: ("название по-русски", "назва па-руску", "название", "наименование"),
    BE: ("название по-белорусски", "назва па-беларуску", "назва", "найменне"),
    MEASURE: ("показатель бота", "паказчык бота", "показатель", "паказчык"),
}
NUMBER: Final = ("число", "лік")
HEADER_ROWS: Final = 10  # a title and an explanation stand above
Rows = Iterable[tuple[int, Sequence[str]]]


@dataclass(slots=True)
class Found:
    """What a workbook says, and what is wrong in it."""

    rows: list[StatisticalRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the rows as JSON holds them."""
        return [asdict(one) for one in self.rows]


def from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[StatisticalRow, ...]:
    """Read back what `as_json` wrote."""
    return tuple(StatisticalRow(**one) for one in kept)


def read(pages: Iterable[tuple[str, Rows]], measures: Mapping[str, str]) -> Found:
    """Read the first sheet that has the headers; raise UserError where none has, or no rows.

    `measures`: names of measures in any language, folded, to the measure.
    """
    for title, rows in pages:
        listed = list(rows)
        start, places = _places(listed)
        if places:
            found = _read_sheet(title.strip(), listed[start:], places, measures)
            if not found.rows and not found.faults:
                raise UserError(msgid("There are no rows in this table. Nothing is changed."))
            if len(found.rows) > rules.MOST_ROWS:
                raise UserError(msgid("At most {limit} rows, please."), limit=str(rules.MOST_ROWS))
            return found
    raise UserError(
        msgid("No sheet has the columns «{code}» and «{title}». Ask for the workbook and change "
              "that one."),
        code="Код строки",
        title="Название по-русски",
    )  # fmt: skip


def _read_sheet(
    title: str, rows: Rows, places: Mapping[str, int], measures: Mapping[str, str]
) -> Found:
    found = Found()
    seen: dict[str, int] = {}
    for number, cells in rows:
        said = {
            name: SPACES.sub(" ", cells[place]).strip() if place < len(cells) else ""
            for name, place in places.items()
        }
        code, ru, be, named = (said.get(name, "") for name in (CODE, RU, BE, MEASURE))
        if not any((code, ru, be, named)):
            continue
        try:
            one = rules.row(code, ru, be, named, measures)
            if one.code in seen:
                raise BadAnswerError(  # noqa: TRY301  # the one place where faults are gathered
                    msgid("The code «{code}» stands in row {row} already."),
                    code=one.code, row=str(seen[one.code]),
                )  # fmt: skip
        except BadAnswerError as fault:
            found.faults.append(Fault(title, number, fault.text, fault.values))
        else:
            seen[one.code] = number
            found.rows.append(one)
    return found


def _places(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, dict[str, int]]:
    """Return where the rows begin and which column stands where; nothing without headers."""
    for start, (_, cells) in enumerate(rows[:HEADER_ROWS], 1):
        said = [SPACES.sub(" ", one).strip(" *:").casefold() for one in cells]
        places = {
            name: next(said.index(header) for header in headers if header in said)
            for name, headers in HEADERS.items()
            if any(header in said for header in headers)
        }
        if CODE in places and (RU in places or BE in places):
            return start, places
    return 0, {}
