"""What is wrong in an author's sheet, and how it is said in the author's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.catalogs import Translator

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it stands (row 0 or column "" if unknown), what, and how it should be.

    `row` is the row of the sheet, or the line of a Markdown file; `column` the header there;
    `position` the character of the cell, counted from 1, 0 if unknown.
    """

    sheet: str
    row: int
    column: str
    text: str
    values: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    is_warning: bool = False
    position: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return what a child process hands over."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "text": self.text,
            "values": {key: str(value) for key, value in self.values.items()},
            "is_warning": self.is_warning,
            "position": self.position,
        }


def told(problem: Problem, say: Translator) -> str:
    """Say one problem of an author's sheet with where it is."""
    what = say.plain(problem.text, **problem.values)
    if problem.position:
        text = msgid("{problem} (Character {position}.)")
        what = say.plain(text, problem=what, position=str(problem.position))
    if not problem.row:
        return _without_row(problem, what, say)
    if not problem.column:
        text = msgid("Sheet {sheet}, row {row}: {problem}")
        return say.plain(text, sheet=problem.sheet, row=str(problem.row), problem=what)
    text = msgid("Sheet {sheet}, row {row}, column {column}: {problem}")
    where = {"sheet": problem.sheet, "row": str(problem.row), "column": problem.column}
    return say.plain(text, **where, problem=what)


def _without_row(problem: Problem, what: str, say: Translator) -> str:
    if problem.column:
        text = msgid("Sheet {sheet}, column {column}: {problem}")
        return say.plain(text, sheet=problem.sheet, column=problem.column, problem=what)
    return f"{problem.sheet}: {what}" if problem.sheet else what
