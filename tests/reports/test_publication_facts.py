"""What a sent file tells of itself; one that cannot be read tells nothing and stops nothing."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from fpdf import FPDF

from bot.reports import publication_facts as facts

NOTHING = {"title": None, "pages": None}
APP = "docProps/app.xml"


def a_paper(title: str, pages: str | None = None) -> bytes:
    """Make a .docx; `pages` as Word has counted them."""
    paper, out = docx.Document(), io.BytesIO()
    paper.core_properties.title = title
    paper.save(out)
    if pages is None:
        return out.getvalue()
    made = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            said = old.read(name)
            if name == APP:
                said = said.replace(b"<Pages>1</Pages>", f"<Pages>{pages}</Pages>".encode())
            new.writestr(name, said)
    return made.getvalue()


def a_pdf(title: str, pages: int) -> bytes:
    pdf = FPDF()
    pdf.set_title(title)
    for _ in range(pages):
        pdf.add_page()
    return bytes(pdf.output())


def read(tmp_path: Path, content: bytes) -> dict[str, object]:
    path = tmp_path / "file"
    path.write_bytes(content)
    return facts.read(path)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (a_paper("Зимние  посиделки", "12"), {"title": "Зимние посиделки", "pages": 12}),
        (a_paper("Документ1"), {"title": None, "pages": 1}),
        (a_paper("", "0"), NOTHING),
        (a_paper("Много", "99999"), {"title": "Много", "pages": None}),
        (a_pdf("Каляды ідуць", 3), {"title": "Каляды ідуць", "pages": 3}),
        (a_pdf("Microsoft Word - 1.doc", 1), {"title": None, "pages": 1}),
        (b"%PDF-1.4 broken", NOTHING),
        (b"PK\x03\x04 broken", NOTHING),
        ("Просто текст".encode(), NOTHING),
        (b"", NOTHING),
    ],
)
def test_what_a_file_tells(tmp_path, content, found):
    assert read(tmp_path, content) == found


def test_properties_made_to_exhaust_memory_are_not_read(tmp_path):
    """A million spaces in a part that is to hold a number; entities are not followed either."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            APP, b"<Properties><Pages>7</Pages>" + b" " * 2_000_000 + b"</Properties>"
        )
        package.writestr(
            "docProps/core.xml",
            b'<!DOCTYPE a [<!ENTITY t SYSTEM "file:///etc/passwd">]><a><title>&t;</title></a>',
        )
    assert read(tmp_path, made.getvalue()) == NOTHING
