"""Word, Excel and PowerPoint files without their properties and without authors of notes.

Taken out: docProps, customXml, paths of templates, authors of comments and of tracked changes,
names of pictures' files. What cannot be looked into (objects, macros, moving pictures) holds the
file back. Source: ECMA-376, parts 1 and 2.
"""

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from bot.reports.cleanse_picture import HeldError, stripped

if TYPE_CHECKING:
    from lxml import etree

LARGEST: Final = 200 * 2**20  # bytes of all parts unpacked: a file made to exhaust memory
GONE: Final = re.compile(r"^(docProps|customXml|(word/|xl/|ppt/)?printerSettings)/")
NOTES: Final = re.compile(
    r"^xl/comments(/comment)?\d*[.]xml$"
)  # each begins with its author and a colon
LARGEST_HEAD: Final = 1000  # bytes in which a document type is declared
TYPES: Final = "[Content_Types].xml"
MADE_AT: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a .zip can say
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg"})
AS_IT_IS: Final = frozenset({".odttf", ".fntdata"})  # fonts
XML: Final = frozenset({".xml", ".rels", ".vml"})
WRITTEN_BY: Final = re.compile(r"^[^:\n]{1,80}:\s*(\n|$)")
# Attributes that name people, accounts, files and paths, by their local names.
NAMES: Final = frozenset(
    {"author", "initials", "userName", "userId", "providerId", "displayName", "lastModifiedBy",
     "url"}
)  # fmt: skip
PEOPLE: Final = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "comment", "person", "presenceInfo", "cmAuthor", "author",
     "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange",
     "numberingChange", "cellIns", "cellDel", "cellMerge", "fileSharing", "absPath", "header",
     "userInfo"}
)  # fmt: skip
DRAWN_SAYS: Final = frozenset({"descr", "title", "alt", "gfxdata", "href"})
FORGOTTEN: Final = frozenset({"docVars", "mailMerge"})  # what programs keep for themselves
DRAWN: Final = frozenset({"docPr", "cNvPr"})  # a picture's name and description: often a path


def cleansed(content: bytes) -> bytes:
    """Return a file of Office that says no names beside its text; raise HeldError if unsure."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            parts = source.infolist()
            if sum(one.file_size for one in parts) > LARGEST or TYPES not in source.namelist():
                raise HeldError
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
                for one in parts:
                    if not one.is_dir() and not GONE.match(one.filename):
                        plain = zipfile.ZipInfo(one.filename, MADE_AT)
                        plain.compress_type = zipfile.ZIP_DEFLATED
                        target.writestr(plain, _part(one.filename, source.read(one)))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as fault:
        raise HeldError from fault
    return made.getvalue()


def ending(content: bytes) -> str:
    """Return how the name of a file of Office ends, by its parts; else raise HeldError."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        folders = {name.partition("/")[0] for name in source.namelist()}
    for folder, said in (("word", ".docx"), ("xl", ".xlsx"), ("ppt", ".pptx")):
        if folder in folders:
            return said
    raise HeldError


def _part(name: str, content: bytes) -> bytes:
    ending = f".{name.rpartition('.')[2].lower()}"
    if ending in PICTURES:
        return stripped(content)
    if ending in AS_IT_IS:
        return content
    if ending not in XML:
        raise HeldError
    return _xml(name, content)


def _xml(name: str, content: bytes) -> bytes:
    from lxml import etree  # noqa: PLC0415  # in the child only

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise HeldError from fault
    if b"<!DOCTYPE" in content[:LARGEST_HEAD]:
        raise HeldError  # entities: no program of Office writes them
    for one in list(root.iter("*")):
        _strip(one, name)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _strip(one: "etree._Element", name: str) -> None:
    kind = _local(str(one.tag))
    if kind == "Relationship":
        _strip_relation(one)
    elif kind in FORGOTTEN or (
        name == TYPES and GONE.match(str(one.get("PartName", "")).lstrip("/"))
    ):
        _remove(one)
    elif kind in PEOPLE:
        _strip_person(one, kind)
    elif NOTES.match(name) and kind == "t":
        one.text = WRITTEN_BY.sub("", one.text or "")
    else:
        _strip_drawn(one, kind, is_old=name.endswith(".vml"))


def _strip_drawn(one: "etree._Element", kind: str, *, is_old: bool) -> None:
    """Take names and descriptions from pictures, and from a sheet what its printer is called."""
    if kind in DRAWN:
        one.set("name", "Picture")
    for attribute in [str(key) for key in one.attrib]:
        local = _local(attribute)
        if kind == "pageSetup" and local == "id":
            del one.attrib[attribute]  # it leads to settings that are gone
        elif (kind in DRAWN or is_old) and local in DRAWN_SAYS:
            one.set(attribute, "")


def _strip_person(one: "etree._Element", kind: str) -> None:
    for attribute in [str(key) for key in one.attrib]:
        local = _local(attribute)
        if local in NAMES or (local == "name" and kind in {"cmAuthor", "author"}):
            one.set(attribute, "")
    if kind == "author":
        one.text = ""


def _strip_relation(one: "etree._Element") -> None:
    """Drop relations to parts that are gone; an address outside may name a library or a disk."""
    if one.get("TargetMode") == "External":
        one.set("Target", "about:blank")
    elif GONE.match(one.get("Target", "").removeprefix("../").lstrip("/")):
        _remove(one)


def _remove(one: "etree._Element") -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
