"""Files for a blind jury: what is taken out of them, what stays, what is held back."""

import io
import random
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from tainted import NAME, a_docx, a_jpeg, a_pdf, a_png, a_presentation, an_xlsx, said_in

from bot.reports import cleanse, cleanse_office, cleanse_picture
from bot.reports.cleanse_picture import HeldError


@pytest.mark.parametrize(
    ("made", "ending"),
    [
        (a_jpeg, ".jpg"),
        (a_png, ".jpg"),
        (a_pdf, ".pdf"),
        (a_docx, ".docx"),
        (an_xlsx, ".xlsx"),
        (a_presentation, ".pptx"),
    ],
)
def test_nothing_says_the_name_any_more(made, ending: str) -> None:
    original = made()
    assert said_in(original) != []
    content, named = cleanse.cleansed(original)
    assert (named, said_in(content)) == (ending, [])


def test_the_pixels_stay_and_stand_upright() -> None:
    content, _ = cleanse.cleansed(a_jpeg((60, 30)))
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size, sorted(picture.info)) == (
        "JPEG",
        (30, 60),
        ["jfif", "jfif_density", "jfif_unit", "jfif_version"],
    )


def test_a_letter_is_still_read() -> None:
    content, _ = cleanse.cleansed(a_docx())
    letter = docx.Document(io.BytesIO(content))
    assert [one.text for one in letter.paragraphs if one.text] == ["Стенд стал светлее."]
    assert letter.core_properties.author in {"", "python-docx"}  # made anew by the reader
    [picture] = [one for one in _parts(content) if one.startswith("word/media/")]
    assert Image.open(io.BytesIO(_parts(content)[picture])).size == (60, 30)
    assert [one for one in _parts(content) if one.startswith(("docProps", "customXml"))] == []


def test_a_table_is_still_read() -> None:
    content, _ = cleanse.cleansed(an_xlsx())
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    comment = sheet["A1"].comment
    assert comment is not None
    assert (sheet["A1"].value, comment.text) == ("Выдано", "проверить")


def test_a_page_is_still_read() -> None:
    content, _ = cleanse.cleansed(a_pdf())
    [page] = PdfReader(io.BytesIO(content)).pages
    assert page.images[0].image is not None
    assert page.images[0].image.size == (60, 30)


def test_a_slide_is_still_read() -> None:
    content, _ = cleanse.cleansed(a_presentation())
    parts = _parts(content)
    assert sorted(parts) == [
        "[Content_Types].xml",
        "ppt/commentAuthors.xml",
        "ppt/presentation.xml",
        "ppt/slides/slide1.xml",
    ]
    assert b"<a:t>The stand is bright.</a:t>" in parts["ppt/slides/slide1.xml"]


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {one: source.read(one) for one in source.namelist()}


def _locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _with_part(name: str, content: bytes = b"x") -> bytes:
    made = io.BytesIO(a_docx())
    with zipfile.ZipFile(made, "a") as target:
        target.writestr(name, content)
    return made.getvalue()


def _moving() -> bytes:
    made = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "green", "blue")]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    return made.getvalue()


def _entities() -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    return _with_part("word/extra.xml", bomb)


def _a_strip() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (2100, 100)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0\x18ftypmp42 video",
        b"OggS voice",
        b"ID3 music",
        b"Pereplyotova",
        b"%PDF-1.7 broken",
        b"PK\x03\x04 broken",
        b"\xff\xd8\xff broken",
        _locked(),
        _with_part("word/vbaProject.bin"),
        _with_part("word/embeddings/oleObject1.bin"),
        _with_part("word/media/image9.emf"),
        _with_part("word/media/image9.jpg", b"no picture"),
        _moving(),
        _entities(),
        _a_strip(),
    ],
)
def test_what_is_not_surely_clean_is_held(content: bytes) -> None:
    with pytest.raises(HeldError):
        cleanse.cleansed(content)


def test_a_plain_archive_is_held() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("Pereplyotova.txt", NAME)
    with pytest.raises(HeldError):
        cleanse.cleansed(made.getvalue())


def test_a_bomb_is_held() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(cleanse_office.TYPES, b" " * (cleanse_office.LARGEST + 1))
    with pytest.raises(HeldError):
        cleanse.cleansed(made.getvalue())


@given(
    size=st.tuples(st.integers(1, 40), st.integers(1, 40)),
    seed=st.integers(0, 1000),
    is_progressive=st.booleans(),
    behind=st.binary(max_size=40),
)
@settings(max_examples=40, deadline=None)
def test_a_stripped_jpeg_has_the_same_pixels(
    size: tuple[int, int], seed: int, *, is_progressive: bool, behind: bytes
) -> None:
    """Whatever the picture, however it is coded, and whatever a camera hides behind it."""
    noise = random.Random(seed).randbytes(size[0] * size[1] * 3)
    picture = Image.frombytes("RGB", size, noise)
    made = io.BytesIO()
    picture.save(
        made, "JPEG", comment=NAME.encode(), exif=b"Exif\0\0" + NAME.encode(),
        progressive=is_progressive,
    )  # fmt: skip
    content = cleanse_picture.stripped(made.getvalue() + behind + NAME.encode())
    assert said_in(content) == []
    assert Image.open(io.BytesIO(content)).tobytes() == Image.open(made).tobytes()
