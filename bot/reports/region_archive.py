"""What goes to the contest of the region: the chosen entries with files, answers and a list.

Made in a child process like the archive of all materials, in parts that Telegram takes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import contest_book, materials, protocol_page, word
from bot.reports.contest_book import ContestBook
from bot.reports.materials import Packed
from bot.reports.word import Cell
from bot.rules import diplomas
from bot.screens import contest_files as screens
from storage import files
from storage.database import Reader
from storage.records.contests import Entry

KIND: Final = "region_archive"  # of the job
SIZE: Final = 11  # points
LIST: Final = (
    (msgid("No."), 12),
    (msgid("Title"), 60),
    (msgid("Authors"), 60),
    (msgid("Library"), 62),
    (msgid("Nomination"), 36),
    (msgid("Award"), 43),
)
ANSWERS: Final = (60, 126)  # millimetres


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the parts to `path`, `path.2`, ...

    `arguments`: contest_id, language, zone, and `answers`: labels and values by entry.
    """
    t, zone = translator(arguments["language"]), ZoneInfo(arguments["zone"])
    about = await contest_book.read(db, arguments)
    chosen = [one for one in about.entries if one.entry_id in about.forwarded]
    if not chosen:
        raise UserError(screens.NOTHING_FORWARDED)
    whole = await materials.read(db, about.contest.contest_id)
    kept = path.parent.parent / "files"
    taken = [one for one in whole.files if one.entry_id in about.forwarded]
    book = replace(whole, entries=chosen, files=taken)
    placed = list(materials.places(t, book, kept))
    made = [
        _covering(t, about, chosen, path),
        *await _regulation(db, t, about, kept),
        *(
            _answers(t, about, one, arguments["answers"], path, materials.folder(t, book, one))
            for one in chosen
        ),
    ]
    title = f"{t.plain(msgid('For the region'))} {about.contest.title}"
    parts = materials.write(t, zone, book, placed, path, made)
    for one in made:
        if one.source.parent == path.parent:
            one.source.unlink()
    missing = sum(one.packed is None for one in placed)
    is_sealed = about.contest.published_at is None
    return {
        "names": [materials.archive_name(t, title, n, parts) for n in range(1, parts + 1)],
        "parts": parts,
        "caption": screens.region_caption(
            t, about.contest.title, len(chosen), missing, is_sealed=is_sealed
        ),
    }


async def _regulation(
    db: Reader, t: Translator, about: ContestBook, kept: Path
) -> Sequence[Packed]:
    """Return the contest's regulation, where its bytes are here."""
    found = await files.load(db, about.contest.regulation_file_id or 0)
    source = kept / (found.sha256 or "")[:2] / (found.sha256 or "none") if found else None
    if found is None or source is None or not source.exists():
        return ()
    name = f"{t.plain(msgid('Regulation'))}{Path(found.name or '').suffix}"
    return (Packed(source, name, source.stat().st_size),)


# -------------------------------------------------------------------- the covering list


def _covering(t: Translator, about: ContestBook, chosen: Sequence[Entry], path: Path) -> Packed:
    title = t.plain(msgid("Entries for the contest of the region"))
    made = word.document(t.language, title, about.institution["institution_name"], is_across=True)
    word.paragraph(made, about.institution["institution_name"], size=SIZE)
    word.paragraph(made, title, size=14, bold=True, before=6)
    word.paragraph(made, about.contest.title, size=SIZE)
    widths = [width for _, width in LIST]
    table = word.table(made, widths, [t.plain(text) for text, _ in LIST])
    for one in chosen:
        word.row(table, widths, [Cell(text) for text in _row(t, about, one)])
    head = about.head()
    signed = diplomas.signed(head.initials(t.language)) if head else ""
    post = diplomas.opened(diplomas.post(head.post, t.language)) if head else ""
    word.paragraph(made, f"{post}  {'_' * 24}  {signed}", size=SIZE, before=18)
    target = path.with_name(f"{path.name}-list")
    made.save(str(target))
    name = f"{materials.plain_name(title)}.docx"
    return Packed(target, name, target.stat().st_size)


def _row(t: Translator, about: ContestBook, entry: Entry) -> tuple[str, ...]:
    nominations = {one.nomination_id: one.name(t.language) for one in about.contest.nominations}
    awards = {one.award_id: one.name(t.language) for one in about.contest.awards}
    given = {one.entry_id: one.award_id for one in about.results}
    return (
        str(entry.entry_id),
        entry.title,
        protocol_page.authors(t, about, entry),
        about.libraries[entry.library_id].full(t.language),
        nominations.get(entry.nomination_id or 0, ""),
        awards.get(given.get(entry.entry_id) or 0, ""),
    )


# -------------------------------------------------------------------- the answers of an entry


def _answers(  # noqa: PLR0917  # what one document is made of
    t: Translator,
    about: ContestBook,
    entry: Entry,
    known: Mapping[str, Sequence[tuple[str, str]]],
    path: Path,
    folder: str,
) -> Packed:
    title = t.plain(msgid("Entry No. {n}: «{title}»"), n=str(entry.entry_id), title=entry.title)
    made = word.document(t.language, title, about.institution["institution_name"])
    word.paragraph(made, about.contest.title, size=SIZE)
    word.paragraph(made, title, size=14, bold=True, before=4)
    labels = [t.plain(text) for text, _ in LIST[2:5]]
    own = zip(labels, _row(t, about, entry)[2:5], strict=True)
    table = word.table(made, ANSWERS, [t.plain(msgid("Question")), t.plain(msgid("The answer"))])
    for label, value in (*own, *known.get(str(entry.entry_id), ())):
        if value:
            word.row(table, ANSWERS, [Cell(label), Cell(value)])
    target = path.with_name(f"{path.name}-entry-{entry.entry_id}")
    made.save(str(target))
    name = f"{folder}/{t.plain(msgid('Answers'))}.docx"
    return Packed(target, name, target.stat().st_size)
