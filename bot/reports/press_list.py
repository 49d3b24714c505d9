"""The publications of a contest as a list of bibliographic lines: a Word file and plain text."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bot.catalogs import translator
from bot.msgid import msgid
from bot.reports import contest_book, word
from bot.reports.contest_book import ContestBook
from bot.reports.materials import plain_name
from bot.rules import bibliography
from bot.screens import contest_files as screens
from storage import contests, entries
from storage.database import Reader

KIND: Final = "press_list"  # of the job
SIZE: Final = 12  # points


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the list to `path` (.docx) and `path.2` (.txt); `arguments` as of contest_book."""
    t = translator(arguments["language"])
    book = await contest_book.read(db, arguments)
    lines = await _lines(db, book)
    title = t.plain(msgid("Publications"))
    made = word.document(t.language, title, book.institution["institution_name"])
    word.paragraph(made, book.contest.title, size=SIZE)
    word.paragraph(made, title, size=14, bold=True)
    for number, line in enumerate(lines, 1):
        word.paragraph(made, word.clean(f"{number}. {line}"), size=SIZE, before=4)
    made.save(str(path))
    text = "".join(f"{number}. {line}\r\n" for number, line in enumerate(lines, 1))
    # The mark helps an old Notepad; a child process has nothing else to do meanwhile.
    path.with_name(f"{path.name}.2").write_text(text, "utf-8-sig", newline="")
    name = plain_name(f"{title} {book.contest.title}")
    return {
        "names": [f"{name}.docx", f"{name}.txt"],
        "caption": screens.press_caption(t, book.contest.title, len(lines)),
    }


async def _lines(db: Reader, book: ContestBook) -> list[str]:
    """Return the lines in the order of the alphabet."""
    media = {one.code: one for one in await contests.media(db)}
    found = []
    for one in book.entries:
        medium = media.get(one.medium or "")
        if medium is None:
            continue
        about = bibliography.of_entry(
            one,
            await entries.answers(db, one.submission_id),
            medium,
            called=lambda key, spoken: book.people[key].initials(spoken),
            accessed_on=book.day_of(one.submitted_at),
        )
        if about is not None:
            found.append(bibliography.line(about))
    return sorted(found, key=lambda line: line.casefold().replace("ё", "е"))
