"""What is wrong in an author's sheet, to be said in the author's language; values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

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
