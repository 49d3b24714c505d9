"""A template that somebody sent, looked at in a child process: what is wrong, or how it prints.

Jinja runs in its sandbox with our fields only; memory and time of the child are limited.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bot.catalogs import translator
from bot.errors import UserError
from bot.imports import child
from bot.msgid import msgid
from bot.reports import filling, template_papers
from bot.reports.filling import Values
from bot.reports.template_reading import FAILS, Template, braced
from bot.rules import paper_templates
from bot.rules.paper_templates import TemplateKind
from storage.database import Reader

KIND: Final = "template_check"  # of the job
GET: Final = "template_get"
MAX_BYTES: Final = 5 * 2**20  # of the file
UNPACKED_BYTES: Final = 60 * 2**20
PARTS: Final = 1_000  # files in the archive that a .docx is
CPU_S: Final = 40
MAIN: Final = "word/document.xml"
MACROS: Final = "vbaproject.bin"

NOT_WORD: Final = msgid(
    "This is no Word file (.docx), or it is locked by a password. Open it in Word, choose «Save "
    "as», «Word document (.docx)», and send that."
)
WITH_MACROS: Final = msgid(
    "There are macros in this file: such are not taken. Save it as a Word document (.docx)."
)
BOMB: Final = msgid("Unpacked this file is far too large, so it is not opened. Make it smaller.")


async def make(
    db: Reader, arguments: Mapping[str, Any], path: Path, *, patience_s: float = child.PATIENCE_S
) -> dict[str, Any]:
    """Write a filled preview to `path`, or return what is wrong.

    `arguments`: file_id, code, language, kept, staff_id, institution, today, username.
    """
    t = translator(arguments["language"])
    kind, spoken = named(arguments["code"])
    try:
        source = await child.fetched(db, arguments, patience_s)
        filling.limit(CPU_S)
        preview, warnings = previewed(checked(source), kind, spoken, arguments)
    except UserError as refusal:
        return {"error": t.error(refusal)}
    path.write_bytes(preview)  # noqa: ASYNC240  # a child process has nothing else to do
    return {
        "kind": KIND,
        "staff_id": arguments["staff_id"],
        "file_id": arguments["file_id"],
        "code": arguments["code"],
        "names": [f"{t.plain(kind.preview_name)}.docx"],
        "warnings": [t(kind.lacking, name=braced(one)) for one in warnings],
    }


async def get(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the template in force to `path`; `arguments`: code, language."""
    t, code = translator(arguments["language"]), arguments["code"]
    kind, spoken = named(code)
    content = await template_papers.in_force(db, kind, spoken, path.parent.parent / "files")
    path.write_bytes(content)  # noqa: ASYNC240  # a child process has nothing else to do
    return {"names": [f"{t.plain(kind.file_name)} {code}.docx"]}


def named(code: str) -> tuple[TemplateKind, str]:
    """Return the kind and the language of a template that a job is about."""
    found = paper_templates.read(code)
    if found is None:
        raise KeyError(code)
    return found


# -------------------------------------------------------------------- the file


def checked(source: Path) -> bytes:
    """Return the bytes of a Word file that may be opened; raise UserError."""
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UserError(NOT_WORD) from None
    if len(parts) > PARTS or sum(one.file_size for one in parts) > UNPACKED_BYTES:
        raise UserError(BOMB)
    names = {one.filename.lower() for one in parts}
    if any(one.endswith(MACROS) for one in names):
        raise UserError(WITH_MACROS)
    if MAIN not in names:
        raise UserError(NOT_WORD)
    return source.read_bytes()


def previewed(
    content: bytes, kind: TemplateKind, spoken: str, arguments: Mapping[str, Any]
) -> tuple[bytes, list[str]]:
    """Fill a template with invented data; return it and the fields that are sorely missed.

    Raises UserError that names the field or the place.
    """
    used = Template(content).check(kind)
    whole, bare = template_papers.PAPERS[kind.name].invented(translator(spoken), arguments)
    filled(content, bare)
    return filled(content, whole), [one for one in kind.needed if one not in used]


def filled(content: bytes, values: Values) -> bytes:
    """Fill a template in; raise UserError that names the place where it cannot be."""
    try:
        return filling.fill(content, values)
    except MemoryError:
        raise
    except Exception as fault:  # whatever an expression of the template runs into
        place = Template(content).culprit(values) or str(fault)
        raise UserError(FAILS, place=place) from fault
