"""The libraries of the network and the settlements that they serve."""

from dataclasses import dataclass, fields
from datetime import date
from sqlite3 import Row
from typing import Self

from storage.records.days import day


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFields:
    """What an import or the admin says about a library."""

    code: str
    short_ru: str
    full_ru: str
    kind: str
    short_be: str | None = None
    full_be: str | None = None
    council_ru: str | None = None
    council_be: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    days: str = ""
    hours: str = ""
    phone: str | None = None
    closed_on: date | None = None

    def short(self, language: str) -> str:
        """Return the short name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.short_be) or self.short_ru

    def full(self, language: str) -> str:
        """Return the full name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.full_be) or self.full_ru

    def council(self, language: str) -> str:
        """Return the village council in `language`; empty where it is not known."""
        return (language == "be" and self.council_be) or self.council_ru or ""

    def is_open(self, on: date) -> bool:
        """Tell whether the library works on `on`; on the day it closes it no longer does."""
        return self.closed_on is None or on < self.closed_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Library(LibraryFields):
    """A library of the network."""

    library_id: int

    @classmethod
    def of(cls, row: Row) -> Self:
        """Read a row of `libraries`."""
        values = {name: row[name] for name in LIBRARY_COLUMNS}
        return cls(**values, closed_on=day(row["closed_on"]), library_id=row["library_id"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Unvisited:
    """A library that nobody has visited for long."""

    library_id: int
    last_on: date | None  # the last visit; None: there was none yet
    planned_month: date | None = None  # its next open line of the plan; the first of the month


LIBRARY_COLUMNS = tuple(f.name for f in fields(LibraryFields) if f.name != "closed_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementFields:
    """What an import says about a settlement that a library serves."""

    library: str  # its code
    name_ru: str
    name_be: str | None = None
    households: int | None = None
    residents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A settlement that a library serves."""

    settlement_id: int
    library_id: int
    name_ru: str
    name_be: str | None
    households: int | None
    residents: int | None

    def name(self, language: str) -> str:
        """Return the name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.name_be) or self.name_ru
