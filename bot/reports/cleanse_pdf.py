"""PDF without what tells who made it: properties, XMP, attachments, notes, data of programs."""

import io
from collections.abc import Iterator
from typing import Any, Final

from bot.reports.cleanse_picture import JPEG, HeldError, stripped

# Of any object: XMP, data of the program that made it, attached files, notes with their authors.
TOLD: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Annots", "/Thumb", "/AA")
TOLD_BY_ROOT: Final = ("/Names", "/OpenAction", "/AcroForm", "/Collection", "/Outlines")


def cleansed(content: bytes) -> bytes:
    """Return the pages alone; raise HeldError where it is locked, broken or a form to fill in."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415  # in the child only
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted or reader.get_fields():
            raise HeldError
        told = PdfWriter(clone_from=reader)
        for one in _objects(told):
            _strip(one)
        for name in TOLD_BY_ROOT:
            told.root_object.pop(name, None)
        told.metadata = None
        # A second writer takes over only what pages refer to: what was dropped stays behind.
        pages = PdfWriter()
        for page in PdfReader(io.BytesIO(_bytes(told))).pages:
            pages.add_page(page)
        pages.metadata = None
        return _bytes(pages)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise HeldError from fault


def _objects(writer: Any) -> Iterator[Any]:
    """Give every dictionary of a document, those inside others, too."""
    from pypdf.generic import ArrayObject, DictionaryObject  # noqa: PLC0415

    waiting: list[Any] = [one for one in writer._objects if one is not None]  # noqa: SLF001  # its only list
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [value for value in one.values() if _is_direct(value)]
        elif isinstance(one, ArrayObject):
            waiting += [value for value in one if _is_direct(value)]


def _is_direct(value: Any) -> bool:
    from pypdf.generic import ArrayObject, DictionaryObject  # noqa: PLC0415

    return isinstance(value, ArrayObject | DictionaryObject)


def _strip(one: Any) -> None:
    for name in TOLD:
        if name in one:
            del one[name]
    raw = getattr(one, "_data", None)
    if "/JPXDecode" in str(one.get("/Filter", "")):
        raise HeldError  # JPEG 2000 may hold XMP, and nobody looks into it here
    if isinstance(raw, bytes) and raw.startswith(JPEG):
        one._data = stripped(raw)  # noqa: SLF001  # the coded picture; set_data would code it anew


def _bytes(writer: Any) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
