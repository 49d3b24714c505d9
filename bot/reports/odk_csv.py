"""The answers of a campaign as ODK Central exports them: a .zip of CSV files.

The format of Central's `submissions.csv.zip` (getodk/central-backend, lib/data/briefcase.js): the
root table is `<form>.csv`, each repeat `<form>-<repeat>.csv`; groups are joined with hyphens,
a point has four columns, choices of several are one cell; PARENT_KEY and KEY lead from an instance
to its sheet. Two columns of ours stand at the end: InstitutionCode and LibraryCode.
"""

import csv
import io
import uuid
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from bot.catalogs import translator
from bot.clock import parse_stamp
from bot.errors import UserError
from bot.forms.model import Form, Group, Question, Repeat
from bot.forms.turns import Kind
from bot.msgid import msgid
from bot.reports import unit_page
from bot.reports.unit_page import Book
from bot.screens import monitoring as screens
from storage import campaign_files, campaigns
from storage.campaign_files import Version
from storage.database import Reader
from storage.records.history import Change
from storage.records.monitoring import CampaignUnit

KIND: Final = "campaign_csv"  # of the job
POINT: Final = ("Latitude", "Longitude", "Altitude", "Accuracy")
AFTER: Final = (
    "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status",
    "ReviewState", "DeviceID", "Edits", "FormVersion", "InstitutionCode", "LibraryCode",
)  # fmt: skip
FILES: Final = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
REVIEWS: Final = {"returned": "hasIssues", "accepted": "approved"}  # Central's words
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """The root or a repeat: its questions in order, its own path, and its rows."""

    name: str  # of the repeat; "" for the root
    path: str
    questions: tuple[Question, ...]
    rows: list[list[str]] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        """Return the columns of its questions, as Central calls them."""
        found = []
        for one in self.questions:
            name = one.path.removeprefix(f"{self.path}/" if self.path else "").replace("/", "-")
            is_point = one.kind is Kind.GEOPOINT
            found += [f"{name}-{part}" for part in POINT] if is_point else [name]
        return found


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the archive to `path`; `arguments`: campaign_id, language."""
    campaign = await campaigns.by_id(db, arguments["campaign_id"])
    if campaign is None:
        raise UserError(msgid("There is no such campaign."))
    about = await unit_page.book(db, campaign)
    units = await campaigns.units(db, campaign.campaign_id)
    versions = await campaign_files.versions(db, campaign.campaign_id)
    happened: dict[str, list[Change]] = defaultdict(list)
    for one in await campaign_files.changes(db, campaign.campaign_id):
        happened[str(one.subject_id)].append(one)
    exported = tables(about.form)
    for unit in units:
        version = versions.get(unit.submission_id or 0)
        if version is not None:
            add(exported, about, unit, version, happened[str(unit.unit_id)])
    _write(path, about.form, exported)
    title = screens.title(translator(arguments["language"]), campaign)
    return {"names": [f"{about.form.form_id}.zip"], "title": title}


def tables(form: Form) -> list[Table]:
    """Return the root table of a form and those of its repeats, each inside after its outside."""
    repeats = (node for node in form.walk() if isinstance(node, Repeat))
    return [
        Table("", "", tuple(_questions(form.root))),
        *(Table(one.name, one.path, tuple(_questions(one))) for one in repeats),
    ]


def _questions(group: Group) -> Iterator[Question]:
    """Give the questions of a table: those of inner groups, not of inner repeats."""
    for node in group.children:
        if isinstance(node, Question):
            yield node
        elif not isinstance(node, Repeat):
            yield from _questions(node)


# -------------------------------------------------------------------- rows


def add(
    exported: Sequence[Table],
    about: Book,
    unit: CampaignUnit,
    version: Version,
    happened: Sequence[Change],
) -> None:
    """Add the rows of a library's sheet to the tables."""
    library = about.libraries[unit.library_id]
    key = instance_id(about, unit)
    root, *repeats = exported
    sent = next((one.at for one in happened if one.action == "sent"), unit.sent_at or "")
    edits = sum(one.action == "changed" for one in happened)
    person = about.people.get(unit.entered_by or 0)
    files = str(_attached(exported, version.answers))
    review = REVIEWS.get(unit.state, "edited" if edits else "")
    root.rows.append(
        [
            parse_stamp(sent).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            *_cells(root, version.answers),
            key,
            key,
            str(unit.entered_by or ""),
            person.full_name("ru") if person else "",
            files,
            files,
            "",
            review,
            "",
            str(edits),
            version.version,
            about.code,
            library.code,
        ]
    )
    for table in repeats:
        for parent, own, instance in _instances(key, table.path, version.answers):
            table.rows.append([*_cells(table, instance), parent, own])


def instance_id(about: Book, unit: CampaignUnit) -> str:
    """Return the id of a library's sheet: the same in every export, another elsewhere."""
    library = about.libraries[unit.library_id].code
    name = f"knigonosha:{about.code}:{library}:{unit.campaign_id}:{about.campaign.period}"
    return f"uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _instances(
    key: str, path: str, answers: Mapping[str, Any]
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Give each instance of a repeat with its parent's key and its own."""
    found = [(key, key, answers)]
    for name in path.split("/"):
        inner = []
        for parent, own, holder in found:
            value = holder.get(name)
            if isinstance(value, list):
                inner += [
                    (_nearest(own), f"{own}/{name}[{n}]", one) for n, one in enumerate(value, 1)
                ]
            elif isinstance(value, dict):
                inner.append((parent, f"{own}/{name}", value))
        found = inner
    yield from found


def _nearest(key: str) -> str:
    """Return the key of the nearest instance: groups between two repeats are left out."""
    head, end, _ = key.rpartition("]")
    return f"{head}{end}" if end else key.split("/", 1)[0]


def _cells(table: Table, holder: Mapping[str, Any]) -> list[str]:
    cells: list[str] = []
    for one in table.questions:
        value: Any = holder
        for name in one.path.removeprefix(f"{table.path}/" if table.path else "").split("/"):
            value = value.get(name) if isinstance(value, Mapping) else None
        cells += _point(value) if one.kind is Kind.GEOPOINT else [_cell(one, value)]
    return cells


def _point(value: Any) -> list[str]:
    parts = str(value or "").split()
    return [*parts, *[""] * 4][:4]


def _cell(question: Question, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    text = _number(value) if isinstance(value, float) else str(value)
    # What a person typed must not begin a formula where a spreadsheet opens the file.
    is_typed = question.kind in {Kind.TEXT, Kind.BARCODE} and text.startswith(FORMULA_STARTS)
    return f"'{text}" if is_typed else text


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _attached(exported: Sequence[Table], answers: Mapping[str, Any]) -> int:
    """Count the files that a sheet names."""
    count = 0
    for table in exported:
        files = Table("", table.path, tuple(q for q in table.questions if q.kind in FILES))
        found = _instances("", table.path, answers) if table.path else [("", "", answers)]
        count += sum(bool(cell) for *_, holder in found for cell in _cells(files, holder))
    return count


# -------------------------------------------------------------------- files


def _write(path: Path, form: Form, exported: Sequence[Table]) -> None:
    often = Counter(one.name for one in exported)
    seen: Counter[str] = Counter()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in exported:
            seen[one.name] += 1
            number = f"~{seen[one.name]}" if often[one.name] > 1 else ""
            name = f"{form.form_id}-{one.name}{number}" if one.name else form.form_id
            archive.writestr(f"{name}.csv", text(one))


def text(table: Table) -> str:
    """Write a table as CSV."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    if table.name:
        sheet.writerow([*table.columns, "PARENT_KEY", "KEY"])
    else:
        sheet.writerow(["SubmissionDate", *table.columns, "meta-instanceID", *AFTER])
    sheet.writerows(table.rows)
    return out.getvalue()
