"""A measure as a formula over the sheet of records behind it; follows from its definition.

Only functions that Excel has known since 2007 and LibreOffice counts alike. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.measures import Measure


@dataclass(frozen=True, slots=True)
class Place:
    """Where the records of a kind stand: a sheet, its first and last row (from 1), columns."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, str]  # by name; `record_id` has something in every row

    def range(self, column: str) -> str:
        """Return the cells of a column."""
        letters = self.columns[column]
        return f"{quoted(self.sheet)}!${letters}${self.first}:${letters}${self.last}"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula; one of an array is entered otherwise."""

    text: str
    is_array: bool = False


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas and links take it."""
    return "'" + sheet.replace("'", "''") + "'"


def of(measure: Measure, place: Place) -> Formula:
    """Return the formula of what is recorded."""
    if measure.how == "distinct":
        return _distinct(measure, place)
    filters = ",".join(
        f"{place.range(column)},{_literal(value)}" for column, value in measure.where
    )
    if measure.how == "sum":
        summed = place.range(measure.column)
        return Formula(f"=SUMIFS({summed},{filters})" if filters else f"=SUM({summed})")
    return Formula(f"=COUNTIFS({filters})" if filters else f"=COUNTA({place.range('record_id')})")


def _distinct(measure: Measure, place: Place) -> Formula:
    """Count different numbers: FREQUENCY sorts, COUNTIF would look at every pair of rows.

    Numbers only; empty cells and, in an array, texts are left out by FREQUENCY.
    """
    cells = place.range(measure.column)
    if not measure.where:
        return Formula(f"=SUMPRODUCT(--(FREQUENCY({cells},{cells})>0))")
    held = "*".join(f"({place.range(name)}={_literal(value)})" for name, value in measure.where)
    some = f'IF({held}*ISNUMBER({cells}),{cells},"")'
    return Formula(f"=SUM(--(FREQUENCY({some},{cells})>0))", is_array=True)


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else f'"{value}"'
