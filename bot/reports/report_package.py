"""«Пакет для области»: the year's report, tables, measures and records in one archive; a job.

Only a whole year of all libraries: several packages of parts would tell by subtraction what
each of them hides. The same records make the same archive, byte for byte.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.errors import NotAllowedError
from bot.msgid import msgid
from bot.reports import (
    filling,
    package_tables,
    report_docx,
    report_page,
    report_pictures,
    report_txt,
    signing,
)
from bot.reports.materials import plain_name
from bot.reports.package_tables import Numbers
from bot.reports.report_page import ReportPage
from bot.rules import diplomas, report_text, spans
from bot.rules import report_package as rules
from bot.rules.measures import NAMES, RULES
from bot.rules.paper_templates import REPORT as PAPER
from bot.rules.periods import Period
from storage import libraries, measures
from storage.aggregates import Scope
from storage.database import Reader
from storage.measures import RECORDS
from storage.records.report import Number

KIND: Final = "report_package"  # of the job
FIXED: Final = (1980, 1, 1, 0, 0, 0)
README: Final = "README.txt"
REPORT: Final = "report"
TABLES: Final = "tables.xlsx"
MEASURES: Final = "measures.csv"
NOTHING: Final = Number(0)
REASONS, FIGURES = "reasons", "figures"  # pictures: of what residents said, of the monitoring
EXPLAINED: Final = (
    msgid(
        "Tables (.csv): UTF-8, a semicolon between the columns, a decimal comma, days as "
        "year-month-day. They open in Excel by a double press. The first two columns are the "
        "codes of the institution and of the library; without a library it is the whole network."
    ),
    msgid("A text that would begin a formula has an apostrophe before it."),
    msgid(
        "Fewer than three residents, and numbers from which such a one could be computed, do not "
        "leave the institution: • in the workbook, in measures.csv an empty cell and 1 under "
        "«hidden». Records have no names and no numbers of residents."
    ),
    msgid(
        "A number is what the records say (recorded) with what is corrected by hand on a ground "
        "(corrected)."
    ),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the archive and what it is, for the list inside."""

    name: str
    content: bytes
    about: str


def of_year(code: str) -> Period:
    """Read the year of a package; raise NotAllowedError for any other time."""
    try:
        span = spans.parse(code)
    except ValueError:
        raise NotAllowedError from None
    if not isinstance(span, Period) or span.kind != "year":
        raise NotAllowedError
    return span


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the archive to `path`; `arguments`: span, language, zone, now."""
    t, span = translator(arguments["language"]), of_year(arguments["span"])
    await db.all("BEGIN")
    scope = Scope(first=span.first, last=span.last)
    about = await package_tables.read(db, scope, str(span.year))
    page = told(await report_page.read(db, arguments), about)
    files = [
        await _document(db, arguments, about, path),
        Made(
            f"{REPORT}.txt", _text(report_txt.text(page)), t.plain(msgid("the text of the report"))
        ),
        _tables(t, about, path, report_page.made_at(arguments)),
        Made(
            MEASURES,
            package_tables.measures_csv(about),
            t.plain(msgid("every number, of the network (no library) and of each library")),
        ),
        *await _records(db, t, scope, about),
    ]
    footer = page.foot
    files.insert(0, Made(README, _readme(t, about, files, footer), ""))
    _pack(path, {one.name: one.content for one in files})
    title = t.plain(msgid("Package for the region, {year}"), year=str(span.year))
    name = plain_name(f"{about.code} {title}")
    return {"name": f"{name}.zip", "title": title, "footer": footer, "files": len(files)}


def _pack(to: Path | io.BytesIO, files: Mapping[str, bytes]) -> None:
    """Write files in their order, with no time of their own."""
    with zipfile.ZipFile(to, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def told(page: ReportPage, about: Numbers) -> ReportPage:
    """Return the report without what must not leave: nothing is said of nought."""
    facts = page.facts
    small_before = rules.withheld({name: one.value for name, one in facts.before.items()})

    def kept(numbers: Mapping[str, Number], without: frozenset[str]) -> dict[str, Number]:
        return {name: NOTHING if name in without else one for name, one in numbers.items()}

    facts = replace(
        facts,
        numbers=kept(facts.numbers, about.withheld),
        before=kept(facts.before, about.withheld | small_before),
    )
    return replace(page, facts=facts, paragraphs=report_text.paragraphs(facts, page.t.language))


# -------------------------------------------------------------------- what lies inside


async def _document(db: Reader, arguments: Mapping[str, Any], about: Numbers, path: Path) -> Made:
    """Return the report as a Word file from the institution's template, with what may leave."""
    spoken = diplomas.template_language(arguments["language"])
    t, folder = translator(spoken), path.parent
    page = told(await report_page.read(db, {**arguments, "language": spoken}), about)
    central = signing.central(await libraries.known(db))
    drawn = await report_pictures.drawn(db, page.facts.span, spoken, folder=folder)
    said = report_docx.values(
        page,
        report_page.made_at(arguments),
        central.council(spoken) if central else "",
        [report_docx.picture(one) for one in drawn if one.name not in _inside(about)],
    )
    own = await filling.own(db, PAPER.code(spoken), folder.parent / "files")
    content, _ = report_docx.filled(t, own, spoken, said)
    return Made(
        f"{REPORT}.docx", _repacked(content), t.plain(msgid("the report to print and sign"))
    )


def _repacked(content: bytes) -> bytes:
    """Return an office file without the times at which its parts were packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    made = io.BytesIO()
    _pack(made, parts)
    return made.getvalue()


def _inside(about: Numbers) -> frozenset[str]:
    """Return the pictures that do not leave: of what residents said, and of small numbers."""
    has_small = any(name.startswith("figure_") for name in about.withheld)
    return frozenset({REASONS, FIGURES}) if has_small else frozenset({REASONS})


def _text(text: str) -> bytes:
    """Return a text as an old Notepad opens it."""
    return (package_tables.MARK + text + "\n").replace("\n", "\r\n").encode()


def _tables(t: Translator, about: Numbers, path: Path, now: datetime) -> Made:
    target = path.with_name(f"{path.name}-tables")
    package_tables.write_book(t, about, target, now)
    content = target.read_bytes()
    target.unlink()
    what = t.plain(msgid("the numbers of the network and of libraries, to look at and print"))
    return Made(TABLES, content, what)


async def _records(db: Reader, t: Translator, scope: Scope, about: Numbers) -> list[Made]:
    """Return a table of each kind of records that there are."""
    found = []
    for kind in (one for one in RECORDS if one in rules.COLUMNS):
        content, count = await package_tables.records_csv(db, scope, about, kind)
        if count:
            what = t.plain(rules.called(kind))
            said_of = t.plain(msgid("records: {what}; lines: {count}"), what=what, count=count)
            found.append(Made(f"records/{kind}.csv", content, said_of))
    return found


def _readme(t: Translator, about: Numbers, files: list[Made], footer: str) -> bytes:
    lines = [
        t.plain(msgid("Package for the region, {year}"), year=about.period),
        f"{about.institution} ({about.code})",
        footer,
        "",
        *(f"{one.name} — {one.about}" for one in files),
        "",
        *map(t.plain, EXPLAINED),
        "",
        t.plain(msgid("The numbers by their names in measures.csv, and the rules they follow:")),
    ]
    for kind in RECORDS:
        lines += ["", t.plain(RULES[kind])]
        lines += [f"{one.name} — {t.plain(NAMES[one.name])}" for one in measures.of_records(kind)]
    return _text("\n".join(lines))
