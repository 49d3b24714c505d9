"""The files of a sample: rows of CSV beside the modules, and what their days mean."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib.resources import files
from typing import Final

Row = Mapping[str, str]
Day = Callable[[str], date]  # a day as a file has it: an offset from the demo's, or a date
DEMO: Final = __package__


def rows(name: str, package: str = DEMO) -> Iterator[Row]:
    """Give the rows of a file that lies in a package."""
    text = (files(package) / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
