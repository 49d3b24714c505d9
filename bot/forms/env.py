"""What a form is asked in: the moment, the language, lists served by the bot; values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date, datetime

    from bot.forms.turns import Choice

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a served list: the stored name, a label per language, columns for filters."""

    name: str
    labels: Mapping[str, str]
    columns: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def label(self, language: str) -> str:
        """Return the label in `language`, else in any language, else the name."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.name)

    def cell(self, column: str, language: str) -> str:
        """Return a column, as a form names it in its parameters `value` and `label`."""
        if column == "name":
            return self.name
        return self.label(language) if column == "label" else self.columns.get(column, "")


class Items:
    """A served choice list, for example `libraries.csv`; keep it as long as its rows hold.

    The tree for choice filters and the index by name are made once, when first asked for.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self.rows = tuple(items)
        self._remembered: dict[tuple[str, str], tuple[Choice, ...]] = {}

    def __iter__(self) -> Iterator[Item]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def by_name(self) -> dict[str, Item]:
        """Return the rows by their names."""
        return {item.name: item for item in self.rows}

    @cached_property
    def instance(self) -> etree._Element:
        """Return the rows as the secondary instance that XPath reads: instance/root/item."""
        instance = etree.Element("instance")
        root = etree.SubElement(instance, "root")
        for item in self.rows:
            _append_row(root, item)
        return instance

    @cached_property
    def by_element(self) -> dict[etree._Element, Item]:
        """Return the rows by the elements of `instance`."""
        return dict(zip(self.instance[0], self.rows, strict=True))

    def remembered(
        self, key: tuple[str, str], choose: Callable[[], tuple[Choice, ...]]
    ) -> tuple[Choice, ...]:
        """Return what `choose` gave first for a filter and a language; no answer may matter."""
        if key not in self._remembered:
            self._remembered[key] = choose()
        return self._remembered[key]


def _append_row(root: etree._Element, item: Item) -> None:
    row = etree.SubElement(root, "item")
    cells = {"name": item.name, "label": next(iter(item.labels.values()), ""), **item.columns}
    for column, cell in cells.items():
        etree.SubElement(row, column).text = cell


@dataclass(frozen=True, slots=True)
class Env:
    """What an answer depends on besides the form and the other answers.

    `now` is aware, in the institution's zone. `seed` fixes what is random in one draft (its
    number will do). `lists` are served by file name without `.csv`. `presets` are the
    properties that a form may ask for: `username` (the code of the person), `email`, ...
    `repeat_limit` is the cap of repetitions where a form sets no lower one. `last_saved` are
    earlier answers by path, as stored, of the period that each question is compared with;
    `${last-saved#name}` reads them. `floors` are the least counts by path: what was counted
    earlier this year cannot have become less.
    """

    now: datetime
    language: str = "ru"
    seed: int = 0
    lists: Mapping[str, Items] = field(default_factory=lambda: _NOTHING)
    presets: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    repeat_limit: int = 50
    last_saved: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    floors: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def today(self) -> date:
        """Return the date of `now` in its own zone."""
        return self.now.date()
