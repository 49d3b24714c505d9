"""`passport`: all records of a library as a Word document, the oldest first; a job.

Without assessments: they are for the management, and this paper leaves the department.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import Translator, translator
from bot.clock import local, parse_stamp
from bot.errors import UserError
from bot.forms import builtin
from bot.msgid import msgid
from bot.reports import word
from bot.reports.word import Cell
from bot.rules import spans
from bot.rules.institution import Institution
from bot.screens import libraries as cards
from bot.screens import passports as screens
from bot.screens import spans as said
from bot.screens.passports import Called
from bot.screens.visits import SOURCES
from storage import campaigns, contests, institution, libraries, passports, periods, rounds, staff
from storage.database import Reader
from storage.records.libraries import Library, Settlement
from storage.records.passports import PassportLine
from storage.records.people import Staff

KIND: Final = "passport"  # of the job
COLUMNS: Final = (
    msgid("No."),
    msgid("Date"),
    msgid("Record"),
    msgid("What it says"),
    msgid("Who"),
    msgid("From where"),
)
WIDTHS_MM: Final = (9, 24, 29, 65, 33, 25)
WHOLE: Final = 5_000  # characters of a record's own words: all of them


@dataclass(frozen=True, slots=True)
class Known:
    """What the document needs beside its lines."""

    library: Library
    settlements: tuple[Settlement, ...]
    people: Mapping[int, Staff]
    called: Called
    institution: str
    footer: str


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write it; `arguments`: library_id, kinds, source, language, zone, now, staff_id."""
    t, zone = translator(arguments["language"]), ZoneInfo(arguments["zone"])
    now = local(parse_stamp(arguments["now"]), zone)
    await db.all("BEGIN")
    found = await passports.lines(
        db,
        arguments["library_id"],
        arguments["kinds"],
        source=arguments["source"],
        today=now.date(),
        day_of=lambda stamp: local(parse_stamp(stamp), zone).date(),
    )
    about = await _known(db, t, arguments, found, now)
    write(t, about, found, arguments, path)
    library = about.library.short(t.language)
    title = t.plain(msgid("Passport: {library}"), library=library)
    name = f"{about.library.code} {title.replace(':', '')}.docx"
    return {"name": name, "title": title, "footer": about.footer}


async def _known(
    db: Reader,
    t: Translator,
    arguments: Mapping[str, Any],
    found: list[PassportLine],
    now: datetime,
) -> Known:
    library = await libraries.by_id(db, arguments["library_id"])
    if library is None:
        raise UserError(msgid("There is no such library."))
    people = {one.staff_id: one for one in await staff.known(db)}
    places = {one.settlement_id: one for one in await rounds.settlements(db)}
    keys = {one.about["campaign_id"] for one in found if one.kind == "sheet"}
    asked = [one for key in sorted(keys) if (one := await campaigns.by_id(db, key))]
    short = library.short(t.language)
    called = Called(
        lambda key: short if key is None else places[key].name(t.language),
        {one.campaign_id: one for one in asked},
        {one.contest_id: one for one in await contests.known(db)},
    )
    settings = Institution(await institution.get_all(db))
    return Known(
        library,
        tuple(await libraries.settlements(db, library.library_id)),
        people,
        called,
        settings["institution_name"],
        await _footer(db, t, people[arguments["staff_id"]], found, now),
    )


async def _footer(
    db: Reader, t: Translator, maker: Staff, found: list[PassportLine], now: datetime
) -> str:
    first = min((one.on for one in found), default=now.date())
    last = max((one.on for one in found), default=now.date())
    closed = await periods.closed_between(db, first, last)
    how = spans.standing((first, last), closed)
    made = msgid("Made: {at} ({person}).")
    person = maker.initials(t.language)
    return f"{t.plain(made, at=now, person=person)} {t.plain(said.STANDINGS[how])}"


# -------------------------------------------------------------------- the document


def write(
    t: Translator,
    about: Known,
    found: list[PassportLine],
    arguments: Mapping[str, Any],
    path: Path,
) -> None:
    """Write the document."""
    document = word.document(
        t.language, t.plain(msgid("Passport of a library")), about.institution
    )
    word.footer(document, about.footer)
    word.paragraph(document, about.institution, size=10)
    word.paragraph(document, t.plain(msgid("Passport of a library")), size=15, bold=True)
    word.paragraph(document, about.library.full(t.language), size=12, bold=True)
    for fact in cards.facts(t, about.library, about.settlements):
        word.paragraph(document, fact, size=10)
    if source := said.only_from(t, arguments["source"]):
        word.paragraph(document, source, size=10)
    if found:
        counted = screens.counted(t, found, arguments["kinds"])
        word.paragraph(document, counted, size=10, before=4)
    word.paragraph(document, "", size=4)
    table = word.table(document, WIDTHS_MM, [t.plain(one) for one in COLUMNS])
    for number, line in enumerate(reversed(found), 1):
        word.row(table, WIDTHS_MM, _cells(t, about, number, line))
    document.save(str(path))


def _cells(t: Translator, about: Known, number: int, line: PassportLine) -> list[Cell]:
    texts = (
        str(number),
        f"{line.on:%d.%m.%Y}",
        screens.kind_name(t, line.kind),
        _content(t, about, line),
        _people(t, about, line.about["people"]),
        t.plain(SOURCES[line.source]) if line.source else "",
    )
    return [Cell(one) for one in texts]


def _content(t: Translator, about: Known, line: PassportLine) -> str:
    said = screens.words(t, line, about.called, WHOLE)
    labels = builtin.labels("visit", "purposes", t.language)
    purposes = ", ".join(labels.get(code, code) for code in line.about.get("purposes", ()))
    return f"{purposes}; {said}" if purposes else said


def _people(t: Translator, about: Known, staff_ids: Iterable[int]) -> str:
    return word.names(", ".join(about.people[one].initials(t.language) for one in staff_ids))
