"""What a sent file tells of a publication: its own title and its pages; in a child process.

A .docx or .odt tells what the program that saved it has counted; a .pdf is counted here.
"""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bot.errors import UserError
from bot.imports import child
from storage.database import Reader

KIND: Final = "publication_facts"  # of the job
MOST_PAGES: Final = 2_000
TITLE: Final = 200  # characters
PART_BYTES: Final = 1_000_000  # of a document's properties
EMPTY: Final = re.compile(
    r"(?:Документ|Document|Microsoft Word|Дакумент|Титул|untitled|без названия).*", re.IGNORECASE
)


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:  # noqa: ARG001  # as every job
    """Return `title` and `pages` of a file, None where it does not tell; `arguments`: file_id."""
    try:
        kept = await child.fetched(db, arguments, child.PATIENCE_S)
    except UserError:
        return {"title": None, "pages": None}
    return read(kept)


def read(kept: Path) -> dict[str, Any]:
    """Return what a file tells; one that cannot be read tells nothing."""
    try:
        with kept.open("rb") as file:
            head = file.read(5)
        title, pages = _pdf(kept) if head == b"%PDF-" else _office(kept)
    except Exception:  # noqa: BLE001  # whatever somebody sent: the person types it then
        title, pages = None, None
    return {
        "title": _plain(title),
        "pages": pages if pages is not None and 0 < pages <= MOST_PAGES else None,
    }


def _plain(title: str | None) -> str | None:
    said = " ".join((title or "").split())
    is_meant = said and len(said) <= TITLE and not EMPTY.fullmatch(said)
    return said if is_meant else None


def _pdf(kept: Path) -> tuple[str | None, int | None]:
    from pypdf import PdfReader  # noqa: PLC0415  # heavy

    reader = PdfReader(kept)
    about = reader.metadata
    return (about.title if about else None), len(reader.pages)


def _office(kept: Path) -> tuple[str | None, int | None]:
    from lxml import etree  # noqa: PLC0415  # heavy

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(kept) as package:
        names = frozenset(package.namelist())

        def text(part: str, tag: str) -> str | None:
            if part not in names or package.getinfo(part).file_size > PART_BYTES:
                return None
            found = etree.fromstring(package.read(part), parser).iter(f"{{*}}{tag}")
            return next((one.text for one in found), None)

        pages = text("docProps/app.xml", "Pages")
        return text("docProps/core.xml", "title"), int(pages) if pages else None
