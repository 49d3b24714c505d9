"""All materials of a contest as .zip with a listing; made in a child process, memory stays flat.

Telegram takes 50 MB from a bot: what is more goes into further parts.
"""

import mimetypes
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot import books
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

FILE_COLUMNS: Final = (
    (msgid("No."), 6),
    (msgid("Library"), 20),
    (msgid("File"), 70),
    (msgid("Archive"), 8),
    (msgid("Bytes"), 12),
    (msgid("SHA-256"), 66),
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A file with its place in the archive."""

    source: Path
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A file of an entry with its name in the archive; `packed` where its bytes are here."""

    file: Stored
    name: str
    packed: Packed | None


@dataclass(frozen=True)
class Book:
    """What the listing says: the contest, its entries, and how things are called."""

    contest: Contest
    entries: list[Entry]
    files: list[Stored]
    libraries: Mapping[int, Library]
    people: Mapping[int, Staff]

    @cached_property
    def library_of(self) -> Mapping[int, int]:
        """Return the library of each entry."""
        return {one.entry_id: one.library_id for one in self.entries}

    @cached_property
    def files_of(self) -> Mapping[int, list[tuple[Stored, int]]]:
        """Return the files of each entry with their numbers."""
        found: dict[int, list[tuple[Stored, int]]] = {}
        for one, number in numbered(self.files):
            found.setdefault(one.entry_id, []).append((one, number))
        return found


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the parts to `path`, `path.2`, ...; `arguments`: contest_id, language, zone."""
    book = await read(db, arguments["contest_id"])
    t, zone = translator(arguments["language"]), ZoneInfo(arguments["zone"])
    placed = list(places(t, book, path.parent.parent / "files"))
    parts = write(t, zone, book, placed, path)
    found = [one for one in placed if one.packed is not None]
    return {
        "contest": book.contest.title,
        "entries": len(book.entries),
        "files": len(found),
        "waiting": len(placed) - len(found),
        "names": [archive_name(t, book.contest.title, n, parts) for n in range(1, parts + 1)],
    }


def write(  # noqa: PLR0917  # what an archive is made of
    t: Translator,
    zone: ZoneInfo,
    book: Book,
    placed: Sequence[Placed],
    path: Path,
    more: Sequence[Packed] = (),
) -> int:
    """Write the archive to `path`, `path.2`, ... and return how many parts there are.

    `more` stands before the files, in the first part with the listing.
    """
    packed = [*more, *(one.packed for one in placed if one.packed is not None)]
    parts = list(split(packed, PART_BYTES)) or [[]]
    listing = path.with_name(f"{path.name}-listing")
    where = {one.name: number for number, part in enumerate(parts, 1) for one in part}
    _write_listing(t, zone, book, listing, [(one, where.get(one.name)) for one in placed])
    for number, part in enumerate(parts, 1):
        target = path if number == 1 else path.with_name(f"{path.name}.{number}")
        _pack(target, part, listing if number == 1 else None, t)
    listing.unlink()
    return len(parts)


async def read(db: Reader, contest_id: int) -> Book:
    """Read what the listing says of a contest; raise UserError where there is none."""
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


def places(t: Translator, book: Book, kept: Path) -> Iterator[Placed]:
    """Give each file with its place in the archive, whether its bytes are here or not."""
    by_id = {one.entry_id: one for one in book.entries}
    for file, number in numbered(book.files):
        entry = by_id[file.entry_id]
        role = plain_name(t.plain(ROLES[file.role]))
        name = f"{folder(t, book, entry)}/{role} {number}{_ending(file)}"
        source = kept / (file.sha256 or "")[:2] / (file.sha256 or "none")
        is_here = file.sha256 is not None and source.exists()
        packed = Packed(source, name, source.stat().st_size) if is_here else None
        yield Placed(file, name, packed)


def folder(t: Translator, book: Book, entry: Entry) -> str:
    """Return where the files of an entry lie; its number keeps folders apart."""
    library = plain_name(book.libraries[entry.library_id].short(t.language))
    return f"{library}/{plain_name(f'№ {entry.entry_id} {entry.title}')}"


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


def archive_name(t: Translator, title: str, number: int, total: int) -> str:
    """Return what a part is called: several are numbered."""
    part = t.plain(msgid("{number} of {total}"), number=number, total=total)
    return f"{plain_name(f'{title}')}{f' ({part})' if total > 1 else ''}.zip"


# -------------------------------------------------------------------- the listing


def _write_listing(
    t: Translator,
    zone: ZoneInfo,
    book: Book,
    path: Path,
    placed: Sequence[tuple[Placed, int | None]],
) -> None:
    with books.opened(path, constant_memory=True) as workbook:
        looks = (
            workbook.add_format({"bold": True, "text_wrap": True}),
            workbook.add_format({"text_wrap": True, "valign": "top"}),
        )
        entries_page = workbook.add_worksheet(t.plain(msgid("List of entries")))
        rows = (_cells(t, zone, book, entry) for entry in book.entries)
        _table(t, entries_page, COLUMNS, rows, looks)
        files_page = workbook.add_worksheet(t.plain(msgid("Files")))
        files_rows = (_file_cells(t, book, one, part) for one, part in placed)
        _table(t, files_page, FILE_COLUMNS, files_rows, looks)


def _table(
    t: Translator,
    page: Any,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str | int]],
    looks: tuple[Any, Any],
) -> None:
    for place, (title, width) in enumerate(columns):
        page.set_column(place, place, width)
        page.write_string(0, place, t.plain(title), looks[0])
    for line, cells in enumerate(rows, 1):
        for place, value in enumerate(cells):
            if isinstance(value, int):
                page.write_number(line, place, value, looks[1])
            else:
                page.write_string(line, place, value, looks[1])


def _file_cells(t: Translator, book: Book, one: Placed, part: int | None) -> list[str | int]:
    """Return a row of the files: where it is, how long, its hash; what is missing is named."""
    entry_id = one.file.entry_id
    library = book.libraries[book.library_of[entry_id]].short(t.language)
    if one.packed is None:
        missing = t.plain(msgid("{file} (not fetched yet)"), file=one.name)
        return [entry_id, library, missing, "", one.file.size or 0, ""]
    size, sha256 = one.packed.size, one.file.sha256 or ""
    return [entry_id, library, one.name, part or 1, size, sha256]


def _cells(t: Translator, zone: ZoneInfo, book: Book, entry: Entry) -> list[str]:
    nominations = {one.nomination_id: one.name(t.language) for one in book.contest.nominations}
    authors = (entry.staff_id, *entry.coauthors)
    files = book.files_of.get(entry.entry_id, ())
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
