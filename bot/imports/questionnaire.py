"""A questionnaire's workbook looked at in a child process: every mistake, or what it asks.

The XML and plain XLSForm are kept beside the answer, so that what is tried is what was checked.
"""

import asyncio
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.forms import bundle, convert, problems, reading, summary
from bot.forms.authoring import writing
from bot.forms.convert import Conversion
from bot.imports import child
from storage.database import Reader

KIND: Final = "questionnaire"  # of the job
SHOWN: Final = 10  # mistakes in the chat; more of them go as a file
NAME_LIMIT: Final = 60  # characters: a file's name has at most 255 bytes


async def make(
    db: Reader, arguments: Mapping[str, Any], path: Path, *, patience_s: float = child.PATIENCE_S
) -> dict[str, Any]:
    """Write the form's XML to `path`, XLSForm and files to further parts; return what is said.

    `arguments`: file_id, name, language, staff_id and the folder `kept` of stored files.
    """
    t = translator(arguments["language"])
    try:
        source = await child.fetched(db, arguments, patience_s)
    except UserError as refusal:
        return {"error": t.error(refusal)}
    with TemporaryDirectory() as folder:
        try:
            file, files = _laid_out(Path(folder), source, arguments["name"])
        except UserError as refusal:
            return {"error": t.error(refusal)}
        conversion = await asyncio.to_thread(convert.convert_safely, file, file.parent)
        if conversion.problems:
            return _refused(conversion, t, path)
        plain = writing.workbook(convert.book_of(file), file.stem)
    _keep(path, conversion.xml, plain, files)
    return {
        "kind": KIND,
        "staff_id": arguments["staff_id"],
        "name": file.stem,
        "file": arguments["name"],
        "file_id": arguments["file_id"],
        "warnings": [problems.told(one, t) for one in conversion.warnings],
        "summary": summary.of(reading.read(conversion.xml, bundle.lists(files))).as_json(),
    }


def _laid_out(folder: Path, source: Path, name: str) -> tuple[Path, dict[str, bytes]]:
    """Lay a workbook into a folder, with what comes beside it; raise UserError."""
    if not name.lower().endswith(bundle.ENDING):
        file = folder / _file_name(name)
        shutil.copyfile(source, file)
        return file, {}
    files = bundle.unpacked(source.read_bytes())
    book = bundle.workbook(files)
    file = folder / _file_name(book)
    file.write_bytes(files.pop(book))
    for other, content in files.items():
        (folder / other).write_bytes(content)
    return file, files


def _keep(path: Path, xml: str, plain: bytes, files: Mapping[str, bytes]) -> None:
    path.write_text(xml, "utf-8")
    path.with_name(f"{path.name}.2").write_bytes(plain)
    if files:
        path.with_name(f"{path.name}.3").write_bytes(bundle.packed(files))


def _refused(conversion: Conversion, t: Translator, path: Path) -> dict[str, Any]:
    told = [problems.told(one, t) for one in conversion.problems]
    rows = child.listed(path, told) if len(told) > SHOWN else None
    return {"problems": told[:SHOWN], "count": len(told), "rows": rows}


def _file_name(sent: str) -> str:
    """Return a name that is safe in a folder: it is the form's where the author gives none."""
    stem, _, ending = sent.rpartition(".")
    safe = re.sub(r"[^\w-]+", "_", stem)[:NAME_LIMIT].strip("_") or "form"
    return f"{safe}.{ending.lower()}"
