"""A template that somebody sent, looked at in a child process: what is wrong, or how it prints.

Jinja runs in its sandbox with our fields only; memory and time of the child are limited.
"""

import html
import io
import re
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
from bot.rules import paper_templates
from bot.rules.paper_templates import TemplateKind
from storage.database import Reader

KIND: Final = "template_check"  # of the job
GET: Final = "template_get"
MAX_BYTES: Final = 5 * 2**20  # of the file
UNPACKED_BYTES: Final = 60 * 2**20
PARTS: Final = 1_000  # files in the archive that a .docx is
CPU_S: Final = 40
SHOWN: Final = 80  # characters of the template in a message
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
BROKEN: Final = msgid(
    "Word's own markup in this file is broken: open it in Word and save it anew."
)
UNKNOWN: Final = msgid(
    "There is no such field: {names}. See the list of fields in the message above."
)
SYNTAX: Final = msgid(
    "Brackets are not right here: «{place}». A field is written {example}, on one line, with two "
    "brackets on each side."
)
FAILS: Final = msgid(
    "The template cannot be filled in, because of this place: «{place}». Only fields, conditions "
    "and loops over them are possible."
)


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
        filled, warnings = previewed(checked(source), kind, spoken, arguments)
    except UserError as refusal:
        return {"error": t.error(refusal)}
    path.write_bytes(filled)  # noqa: ASYNC240  # a child process has nothing else to do
    return {
        "kind": KIND,
        "staff_id": arguments["staff_id"],
        "file_id": arguments["file_id"],
        "code": arguments["code"],
        "names": [f"{t.plain(kind.preview_name)}.docx"],
        "warnings": [t(kind.lacking, name=f"{{{{ {one} }}}}") for one in warnings],
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
    used = fields(content, kind.needed[0])
    unknown = sorted(used - set(kind.fields))
    if unknown:
        raise UserError(UNKNOWN, names=", ".join(f"{{{{ {one} }}}}" for one in unknown))
    whole, bare = template_papers.PAPERS[kind.name].invented(translator(spoken), arguments)
    _filled(content, bare)
    return _filled(content, whole), [one for one in kind.needed if one not in used]


def _filled(content: bytes, values: Values) -> bytes:
    try:
        return filling.fill(content, values)
    except MemoryError:
        raise
    except Exception as fault:  # whatever an expression of the template runs into
        raise UserError(FAILS, place=_culprit(content, values) or str(fault)) from fault


def _culprit(content: bytes, values: Values) -> str:
    """Return the first expression of a template that cannot be filled in by itself."""
    environment, words = filling.environment(), filling.in_words(values)
    for xml in _texts(content):
        for found in re.finditer(r"\{\{.*?\}\}", xml):
            try:
                environment.from_string(found[0]).render(words)
            except Exception:  # noqa: BLE001  # whatever it is, this is the place
                return plain(found[0])
    return ""


def fields(content: bytes, example: str) -> set[str]:
    """Return the names that a template uses; raise UserError where it cannot be read.

    `example`: a field that shows how fields are written.
    """
    import jinja2  # noqa: PLC0415  # only in the child process
    from jinja2 import meta  # noqa: PLC0415

    environment = filling.environment()
    found: set[str] = set()
    for xml in _texts(content):
        # A paragraph a line, so that the number of a faulty line is the paragraph's.
        lined = re.sub(r"<w:p([ >])", r"\n<w:p\1", xml)
        try:
            found |= meta.find_undeclared_variables(environment.parse(lined))
        except jinja2.TemplateSyntaxError as fault:
            lines = lined.split("\n")
            place = plain(lines[min(fault.lineno, len(lines)) - 1])
            raise UserError(SYNTAX, place=place, example=f"{{{{ {example} }}}}") from fault
    return found


def _texts(content: bytes) -> list[str]:
    """Return the body, headers and footers as Jinja is given them; raise UserError."""
    import docxtpl  # noqa: PLC0415  # only in the child process

    try:
        document = docxtpl.DocxTemplate(io.BytesIO(content))
        document.init_docx()
        parts = [document.get_xml()]
        for uri in (document.HEADER_URI, document.FOOTER_URI):
            found = document.get_headers_footers(uri)
            parts += [document.get_part_xml(one) for _, one in found]
        return [str(document.patch_xml(one)) for one in parts]
    except MemoryError:
        raise
    except Exception as fault:  # lxml, python-docx and zipfile have a dozen kinds of it
        raise UserError(BROKEN) from fault


def plain(xml: str) -> str:
    """Return the words of a piece of XML."""
    words = html.unescape(re.sub(r"<[^>]*>", "", xml)).strip()
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
