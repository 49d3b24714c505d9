"""Files that tell whose they are, in every place that a program keeps such words."""

import io
import zipfile

import docx
import openpyxl
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, StreamObject

NAME = "Pereplyotova"  # of the author; Latin, so that it stands in the bytes as it is
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    f"<creator>{NAME}</creator></x:xmpmeta><?xpacket end='w'?>"
).encode()
GPS, ARTIST, TURNED = 0x8825, 0x013B, 0x0112  # EXIF 2.3
QUARTER = 6  # the picture is to be turned by a quarter


def a_jpeg(size: tuple[int, int] = (60, 30)) -> bytes:
    """Draw a photo that lies on its side: left blue, right red; EXIF, GPS, XMP and a comment."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ARTIST], exif[TURNED] = NAME, QUARTER
    exif.get_ifd(GPS).update({1: "N", 2: (53.0, 5.0, 6.0), 3: "E", 4: (25.0, 19.0, 1.0)})
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif, xmp=XMP, comment=NAME.encode())
    return made.getvalue()


def a_png() -> bytes:
    """Draw a picture with its author in a text of its own."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", NAME)
    made = io.BytesIO()
    Image.new("RGBA", (20, 20), "green").save(made, "PNG", pnginfo=words)
    return made.getvalue()


def a_pdf() -> bytes:
    """Write a page with a photo, properties, XMP, an attachment and a note."""
    page = io.BytesIO()
    Image.open(io.BytesIO(a_jpeg())).save(page, "PDF", author=NAME, title=NAME)
    writer = PdfWriter(clone_from=PdfReader(page))
    writer.add_attachment(f"{NAME}.txt", NAME.encode())
    writer.add_annotation(0, FreeText(text=NAME, rect=(1, 1, 9, 9)))
    told = StreamObject()
    told.set_data(XMP)
    writer.root_object[NameObject("/Metadata")] = writer._add_object(told)
    writer.pages[0][NameObject("/Metadata")] = writer._add_object(told)
    for one in writer._objects:
        if isinstance(one, StreamObject) and "DCT" in str(one.get("/Filter")):
            one._data = a_jpeg()  # as a scanner puts it in: with its EXIF
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def a_docx() -> bytes:
    """Write a letter with properties, a comment, a tracked change and a photo with its path."""
    letter = docx.Document()
    for name in ("author", "last_modified_by", "comments", "keywords", "title"):
        setattr(letter.core_properties, name, NAME)
    words = letter.add_paragraph("Стенд стал светлее.")
    letter.add_picture(io.BytesIO(a_jpeg()))
    letter.add_comment(words.runs, text="Верно", author=NAME, initials="PAM")
    made = io.BytesIO()
    letter.save(made)
    return _changed(
        made.getvalue(),
        "word/document.xml",
        (b"<w:r>", f'<w:ins w:id="9" w:author="{NAME}"><w:r><w:t>!</w:t></w:r></w:ins><w:r>'),
        (b'descr=""', f'descr="C:\\\\{NAME}\\\\stand.jpg"'),
    )


def an_xlsx() -> bytes:
    """Write a table with properties and a note, which Excel begins with its author."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = NAME
    sheet = book.worksheets[0]
    sheet["A1"] = "Выдано"
    sheet["A1"].comment = Comment(f"{NAME}:\nпроверить", NAME)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _changed(content: bytes, part: str, *pairs: tuple[bytes, str]) -> bytes:
    """Replace words of a part of an Office file once each."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for one in source.infolist():
            said = source.read(one)
            if one.filename == part:
                for old, new in pairs:
                    said = said.replace(old, new.encode(), 1)
            target.writestr(one.filename, said)
    return made.getvalue()


def a_presentation() -> bytes:
    """Write the parts of a PowerPoint file that name people (ECMA-376, part 1, 13.3)."""
    main = "http://schemas.openxmlformats.org/presentationml/2006/main"
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/main"
    parts = {
        "[Content_Types].xml": '<Types><Override PartName="/docProps/core.xml"/></Types>',
        "docProps/core.xml": f"<core><creator>{NAME}</creator></core>",
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{main}"/>',
        "ppt/commentAuthors.xml": (
            f'<p:cmAuthorLst xmlns:p="{main}"><p:cmAuthor id="0" name="{NAME}" '
            f'initials="{NAME}"/></p:cmAuthorLst>'
        ),
        "ppt/slides/slide1.xml": (
            f'<p:sld xmlns:p="{main}" xmlns:a="{drawn}"><p:cNvPr id="1" name="{NAME}.jpg" '
            f'descr="{NAME}"/><a:t>The stand is bright.</a:t></p:sld>'
        ),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return made.getvalue()


def said_in(content: bytes, word: str = NAME) -> list[str]:
    """Return where a file says a word: in its bytes, in its parts, in streams of a PDF."""
    wanted = word.casefold().encode()
    places = ["bytes"] if wanted in content.lower() else []
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            places += [
                one
                for one in parts.namelist()
                if wanted in parts.read(one).lower() or wanted in one.lower().encode()
            ]
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        count = len(reader.xref[0]) if reader.xref else 0
        streams = [
            one
            for number in range(1, count + 1)
            if isinstance(one := reader.get_object(number), StreamObject)
        ]
        places += [
            f"stream {number}"
            for number, one in enumerate(streams)
            if "DCT" not in str(one.get("/Filter")) and wanted in one.get_data().lower()
        ]
    return places
