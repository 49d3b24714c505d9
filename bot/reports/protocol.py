"""The protocol of a jury as a Word document with lines for signatures; made in a child process."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import contest_book, protocol_page, word
from bot.reports.materials import plain_name
from bot.reports.protocol_page import Line, Protocol
from bot.reports.word import Cell
from bot.screens import contest_files as screens
from storage.database import Reader

if TYPE_CHECKING:
    from docx.document import Document

KIND: Final = "protocol"  # of the job
COLUMNS: Final = (
    (msgid("Place"), 18),
    (msgid("No."), 11),
    (msgid("Title"), 39),
    (msgid("Library"), 30),
    (msgid("Authors"), 36),
    (msgid("Points"), 18),
    (msgid("Award"), 34),
)
SIZE: Final = 11  # points


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the protocol to `path`; `arguments`: contest_id, language, zone."""
    t = translator(arguments["language"])
    book = await contest_book.read(db, arguments)
    if book.contest.judged_at is None:
        raise UserError(screens.NOT_JUDGED)
    write(t, protocol_page.of(t, book), path)
    name = plain_name(f"{t.plain(msgid('Protocol'))} {book.contest.title}") + ".docx"
    is_sealed = book.contest.published_at is None
    return {
        "names": [name],
        "caption": screens.protocol_caption(t, book.contest.title, is_sealed=is_sealed),
    }


def write(t: Translator, said: Protocol, path: Path) -> None:
    """Write the document."""
    made = word.document(said.language, said.title, said.institution)
    word.footer(made, said.footer)
    word.paragraph(made, said.institution, size=SIZE)
    word.paragraph(made, t.plain(msgid("PROTOCOL")), size=16, bold=True, before=10)
    word.paragraph(made, said.title, size=13, bold=True)
    if said.subject:
        word.paragraph(made, said.subject, size=SIZE)
    word.paragraph(made, ", ".join(one for one in (said.place, said.day) if one), size=SIZE)
    _section(made, t.plain(msgid("Present")), said.present)
    _section(made, t.plain(msgid("How the jury worked")), said.about)
    _results(t, made, said)
    _section(made, t.plain(msgid("Equal points")), said.ties)
    _section(made, t.plain(msgid("Did not score")), said.aside)
    _section(made, t.plain(msgid("On these entries the jurors differ most")), said.disputed)
    _section(made, t.plain(msgid("Decided")), said.decision)
    _signatures(made, said)
    made.save(str(path))


def _section(made: "Document", title: str, texts: tuple[str, ...]) -> None:
    if not texts:
        return
    word.paragraph(made, title, size=SIZE, bold=True, before=8, keep=True)
    for text in texts:
        word.paragraph(made, text, size=SIZE)


def _results(t: Translator, made: "Document", said: Protocol) -> None:
    word.paragraph(made, t.plain(msgid("Results")), size=SIZE, bold=True, before=8, keep=True)
    widths = [width for _, width in COLUMNS]
    for group in said.groups:
        if group.title:
            word.paragraph(made, group.title, size=SIZE, before=4, keep=True)
        table = word.table(made, widths, [t.plain(title) for title, _ in COLUMNS])
        for one in group.lines:
            word.row(table, widths, _cells(one))


def _cells(one: Line) -> list[Cell]:
    texts = (one.place, str(one.number), one.title, one.library, word.names(one.authors))
    return [*map(Cell, texts), Cell(one.points, is_right=True), Cell(one.award)]


def _signatures(made: "Document", said: Protocol) -> None:
    """Put the lines for signatures on one page, never without a line before them."""
    for place, (duty, name) in enumerate(said.signatures, 1):
        is_last = place == len(said.signatures)
        text = f"{duty}  {'_' * 24}  {name}"
        word.paragraph(made, text, size=SIZE, before=14, keep=not is_last)
