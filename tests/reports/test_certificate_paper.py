"""A certificate on paper: one page, and a code that a telephone reads back to its number."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
import zxingcpp
from filed import office
from PIL import Image
from pypdf import PdfReader

from bot.catalogs import translator
from bot.errors import UserError
from bot.reports import certificate_template, certificates, filling, template_check
from bot.rules import certificates as rules
from bot.rules.certificates import Paper
from bot.rules.paper_templates import CERTIFICATE

LONG = Paper(
    number="12345/2027-ACDE-3457-WXYR",
    holder="Переплётова-Каталогова Александра Константиновна",
    post="заведующий методическим отделом",
    library="Интегрированная библиотека агрогородка Большие Шиловичи, отдел краеведения",
    title="Мобильный профессионал: работа библиотекаря с телефоном и планшетом",
    hours="72,5",
    sessions="36",
    first="29 сентября 2026 г.",
    last="20 мая 2027 г.",
    on=date(2027, 5, 25),
    institution="ГУК «Слонимская районная библиотека им. Якуба Коласа»",
    city="г. Слоним",
    head="О. С. Экслибрисова",
    bot="@knigonosha_bot",
)
PREVIEW = {"institution": "ГУК", "today": "2027-05-25", "username": "knigonosha_bot"}


def made(language: str, said: Paper) -> bytes:
    t = translator(language)
    return filling.fill(certificate_template.build(language), certificates.values(t, said))


def links(document: bytes) -> list[str]:
    """Return what a telephone reads from the pictures in a Word file."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        names = [one for one in archive.namelist() if one.startswith("word/media/")]
        pictures = [Image.open(io.BytesIO(archive.read(one))) for one in names]
    return [code.text for one in pictures for code in zxingcpp.read_barcodes(one)]


@pytest.mark.parametrize("language", ["ru", "be"])
def test_the_longest_certificate_takes_one_page(language: str, tmp_path: Path) -> None:
    """A title, a name, a post and a library of two lines each."""
    office(made(language, LONG), "docx", tmp_path, "pdf")
    pages = PdfReader(tmp_path / "made" / "book.pdf").pages
    assert [LONG.number in page.extract_text() for page in pages] == [True]


def test_the_code_opens_the_bot_with_the_number() -> None:
    """The picture in the file itself is read, not what it was drawn from."""
    [link] = links(made("ru", LONG))
    assert link == "https://t.me/knigonosha_bot?start=cert_12345_2027-ACDE-3457-WXYR"
    assert rules.read(rules.of_payload(link.partition("start=")[2]) or "") == LONG.number


def test_a_certificate_with_the_least_has_no_empty_lines() -> None:
    """Without a post, a library and days the lines around them are left out."""
    said = replace(LONG, post="", library="", first="", last="", city="")
    document = docx.Document(io.BytesIO(made("be", said)))
    assert [one.text for one in document.paragraphs] == [
        LONG.institution,
        "СЕРТЫФІКАТ",
        f"№ {LONG.number}",
        LONG.holder,
        "Пройдзена навучанне ў школе бібліятэчнага майстэрства",
        f"Клас «{LONG.title}»",
        "Заняткаў: 36, гадзін: 72,5",
    ]


@pytest.mark.parametrize("language", ["ru", "be"])
def test_the_shipped_template_has_all_that_is_needed(language: str) -> None:
    content = certificate_template.build(language)
    filled, missing = template_check.previewed(content, CERTIFICATE, language, PREVIEW)
    assert missing == []
    assert links(filled) == ["https://t.me/knigonosha_bot?start=cert_12_2027-ACDE-3457-WXYR"]


def template(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_code_in_the_header_is_a_picture_there_too() -> None:
    document = docx.Document(io.BytesIO(template("{{ holder }} {{ class }} {{ number }}")))
    document.sections[0].header.paragraphs[0].text = "{{ qr }}"
    out = io.BytesIO()
    document.save(out)
    filled, missing = template_check.previewed(out.getvalue(), CERTIFICATE, "ru", PREVIEW)
    assert (missing, len(links(filled))) == ([], 1)


@pytest.mark.parametrize(
    "expression",
    [
        "{{ qr.tpl.save('/tmp/out') }}",
        "{{ qr._drawn.tpl.save('/tmp/out') }}",
        "{{ qr.__class__.__mro__ }}",
    ],
)
def test_the_picture_opens_no_way_out_of_the_sandbox(expression: str) -> None:
    """Behind it stands the whole document with all that python-docx can do."""
    with pytest.raises(UserError) as refused:
        template_check.previewed(template(f"Сертификат {expression}"), CERTIFICATE, "ru", PREVIEW)
    assert refused.value.text == template_check.FAILS


def test_what_is_missing_is_said_of_each_needed_field() -> None:
    _, missing = template_check.previewed(template("{{ holder }}"), CERTIFICATE, "ru", PREVIEW)
    assert missing == ["number", "class", "qr"]
