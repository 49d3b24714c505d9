"""All materials of a contest as .zip with a listing; made in a child process, memory stays flat.

Telegram takes 50 MB from a bot: what is more goes into further parts.
"""

import mimetypes
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import Translator, translator
from bot.clock import local, parse_stamp
from bot.errors import UserError
from bot.msgid import msgid
from bot.screens.entries import CONSENTS, ROLES, STATES
from storage import contests, entries, libraries, staff
from storage.database import Reader
from storage.entries import Stored
from storage.records.contests import Contest, Entry
from storage.records.libraries import Library
from storage.records.people import Staff

KIND: Final = "materials"  # of the job
PART_BYTES: Final = 45 * 1024 * 1024  # under the limit of 50 MB with the listing and names
NAME: Final = 60  # characters of one part of a path: old archivers stop at 260 in all
COLUMNS: Final = (
    (msgid("No."), 6),
    (msgid("Nomination"), 20),
    (msgid("Library"), 20),
    (msgid("Title"), 40),
    (msgid("Authors"), 30),
    (msgid("State"), 14),
    (msgid("Submitted"), 16),
    (msgid("Files"), 40),
    (msgid("Links"), 30),
    (msgid("Consents"), 40),
    (msgid("Remark"), 40),
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A file with its place in the archive."""

    source: Path
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Book:
    """What the listing says: the contest, its entries, and how things are called."""

    contest: Contest
    entries: list[Entry]
    files: list[Stored]
    libraries: Mapping[int, Library]
    people: Mapping[int, Staff]


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the parts to `path`, `path.2`, ...; `arguments`: contest_id, language, zone."""
    book = await _read(db, arguments["contest_id"])
    t, zone = translator(arguments["language"]), ZoneInfo(arguments["zone"])
    kept = path.parent.parent / "files"
    packed = [one for one in _packed(t, book, kept) if one is not None]
    parts = list(split(packed, PART_BYTES)) or [[]]
    listing = path.with_name(f"{path.name}-listing")
    _write_listing(t, zone, book, listing)
    for number, part in enumerate(parts, 1):
        target = path if number == 1 else path.with_name(f"{path.name}.{number}")
        _pack(target, part, listing if number == 1 else None, t)
    listing.unlink()
    return {
        "contest": book.contest.title,
        "entries": len(book.entries),
        "files": len(packed),
        "waiting": len(book.files) - len(packed),
        "names": [_archive_name(book.contest, n, len(parts)) for n in range(1, len(parts) + 1)],
    }


async def _read(db: Reader, contest_id: int) -> Book:
    known = {one.contest_id: one for one in await contests.known(db)}
    if contest_id not in known:
        raise UserError(msgid("There is no such contest."))
    return Book(
        known[contest_id],
        await entries.of_contest(db, contest_id),
        await entries.stored_files(db, contest_id),
        {one.library_id: one for one in await libraries.known(db)},
        {one.staff_id: one for one in await staff.known(db)},
    )


def _packed(t: Translator, book: Book, kept: Path) -> Iterator[Packed | None]:
    """Give each file with its place; None where its bytes are not here."""
    by_id = {one.entry_id: one for one in book.entries}
    for file, number in numbered(book.files):
        source = kept / (file.sha256 or "")[:2] / (file.sha256 or "none")
        if file.sha256 is None or not source.exists():
            yield None
            continue
        entry = by_id[file.entry_id]
        library = book.libraries[entry.library_id].short(t.language)
        folder = f"{plain_name(library)}/{plain_name(f'№ {entry.entry_id} {entry.title}')}"
        role = t.plain(ROLES[file.role])
        name = f"{plain_name(role)} {number}{_ending(file)}"
        yield Packed(source, f"{folder}/{name}", source.stat().st_size)


def numbered(files: Iterable[Stored]) -> Iterator[tuple[Stored, int]]:
    """Give each file with its number among those of its entry and role."""
    counts: Counter[tuple[int, str]] = Counter()
    for one in files:
        counts[one.entry_id, one.role] += 1
        yield one, counts[one.entry_id, one.role]


def split(files: Iterable[Packed], limit: int) -> Iterator[list[Packed]]:
    """Give the files in parts of at most `limit` bytes; a larger file is a part of its own."""
    part: list[Packed] = []
    size = 0
    for one in files:
        if part and size + one.size > limit:
            yield part
            part, size = [], 0
        part.append(one)
        size += one.size
    if part:
        yield part


def _pack(target: Path, part: Iterable[Packed], listing: Path | None, t: Translator) -> None:
    """Write one archive; photos do not get smaller, so nothing is compressed."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        if listing is not None:
            archive.write(listing, f"{t.plain(msgid('List of entries'))}.xlsx")
        for one in part:
            archive.write(one.source, one.name)


def plain_name(text: str) -> str:
    """Return a name that Windows takes for a file or a folder."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f\s]+', " ", text)
    return plain.strip(" .")[:NAME].strip(" .") or "-"


def _ending(file: Stored) -> str:
    named = Path(file.name or "").suffix
    return named or mimetypes.guess_extension(file.mime or "") or ""


def _archive_name(contest: Contest, number: int, total: int) -> str:
    part = f" ({number}-{total})" if total > 1 else ""
    return f"{plain_name(contest.title)}{part}.zip"


# -------------------------------------------------------------------- the listing


def _write_listing(t: Translator, zone: ZoneInfo, book: Book, path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415  # only in the child process

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet(t.plain(msgid("List of entries")))
        bold = workbook.add_format({"bold": True, "text_wrap": True})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for place, (title, width) in enumerate(COLUMNS):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, t.plain(title), bold)
        files = _by_entry(book.files)
        for line, entry in enumerate(book.entries, 1):
            for place, text in enumerate(_cells(t, zone, book, entry, files[entry.entry_id])):
                sheet.write_string(line, place, text, wrapped)


def _by_entry(files: Iterable[Stored]) -> defaultdict[int, list[tuple[Stored, int]]]:
    found: defaultdict[int, list[tuple[Stored, int]]] = defaultdict(list)
    for one, number in numbered(files):
        found[one.entry_id].append((one, number))
    return found


def _cells(
    t: Translator, zone: ZoneInfo, book: Book, entry: Entry, files: list[tuple[Stored, int]]
) -> list[str]:
    nominations = {one.nomination_id: one.name(t.language) for one in book.contest.nominations}
    authors = (entry.staff_id, *entry.coauthors)
    return [
        str(entry.entry_id),
        nominations.get(entry.nomination_id or 0, ""),
        book.libraries[entry.library_id].short(t.language),
        entry.title,
        ", ".join(book.people[one].full_name(t.language) for one in authors),
        t.plain(STATES[entry.state]),
        t.moment(local(parse_stamp(entry.submitted_at), zone)),
        "\n".join(_file_line(t, one, n) for one, n in files),
        "\n".join(entry.links),
        "\n".join(t.plain(CONSENTS[one]) for one in entry.consents if one in CONSENTS),
        entry.remark or "",
    ]


def _file_line(t: Translator, file: Stored, number: int) -> str:
    said = f"{t.plain(ROLES[file.role])} {number}{_ending(file)}"
    if file.sha256 is None:
        return t.plain(msgid("{file} (not fetched yet)"), file=said)
    return said
