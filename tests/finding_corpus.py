"""The corpus and the queries of `tests/finding/`, read and put into a database."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from storage import publications, staff
from storage.database import Tx
from storage.records.people import StaffFields
from storage.records.publications import PublicationFields

FOLDER: Final = Path(__file__).parent / "finding"
NOW: Final = datetime(2026, 10, 15, tzinfo=UTC).isoformat()
METHODICAL: Final = ("метод", "памятка", "инструкц", "описание", "календар", "каляндар")
Queries = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]  # language, half, query


def corpus() -> list[PublicationFields]:
    """Return the works of corpus.txt in order."""
    lines = (FOLDER / "corpus.txt").read_text("utf-8").splitlines()
    return [_work(line) for line in lines if not line.startswith("#")]


def _work(line: str) -> PublicationFields:
    title, kind, theme, about, authors, years, days = [
        part.strip() for part in (*line.split("|"), "")[:7]
    ]
    issued, _, content = years.partition("/")
    return PublicationFields(
        series="methodical" if kind.startswith(METHODICAL) else "scenarios",
        kind="other",
        genre=kind,
        title=title,
        theme=theme or None,
        about=about or None,
        authors=authors or None,
        issued_year=int(issued),
        content_year=int(content) if content else None,
        days=tuple(_day(one) for one in days.split()),
    )


def _day(text: str) -> tuple[int, int]:
    day, month = text.split(".")
    return int(month), int(day)


def queries() -> Queries:
    """Return what is typed and what it must find, by language and half."""
    return tomllib.loads((FOLDER / "queries.toml").read_text("utf-8"))


async def fill(tx: Tx, works: Sequence[PublicationFields]) -> list[int]:
    """Keep works, added by one methodist; return their numbers in order."""
    person = StaffFields(
        code="1", surname_ru="Аннотова", name_ru="Светлана", patronymic_ru="Ивановна",
        surname_be="Аннотава", name_be="Святлана", patronymic_be="Іванаўна", role="methodist",
    )  # fmt: skip
    await staff.put(tx, [person], now=NOW, by=None)
    return [await publications.add(tx, one, now=NOW, by=1) for one in works]
