"""The shipped template of the report: a Word file of A4 that the institution may change.

The letterhead, the text, who signs; then the numbers as a table, and the pictures.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from bot.reports import template_page
from bot.reports.word import A4_MM, FONT, HEAD, TWIPS

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MARGINS_MM: Final = (20, 15, 20, 30)  # top, right, bottom, left: the file is sewn on the left
WIDTH_MM: Final = A4_MM[0] - MARGINS_MM[1] - MARGINS_MM[3]
TEXT, SMALL, TABLE = 14, 10, 11  # points
INDENT_MM: Final = 12.5
SIGNED_MM: Final = (84, 32, 49)  # the post, the line, the name
WIDTHS_MM: Final = (61, 26, 30, 20, 28)
COLUMNS: Final = ("measure", "value", "last_year", "plan", "corrections")

WORDS: Final[dict[str, dict[str, str]]] = {
    "ru": {
        "title": "ОТЧЁТ",
        "about": "об организационно-методической работе",
        "numbers": "Показатели",
        "measure": "Показатель",
        "value": "За отчётный период",
        "last_year": "За тот же период год назад",
        "plan": "План",
        "corrections": "В том числе поправки",
        "page": "Страница",
        "of": "из",
    },
    "be": {
        "title": "СПРАВАЗДАЧА",
        "about": "аб арганізацыйна-метадычнай рабоце",
        "numbers": "Паказчыкі",
        "measure": "Паказчык",
        "value": "За справаздачны перыяд",
        "last_year": "За той жа перыяд год таму",
        "plan": "План",
        "corrections": "У тым ліку папраўкі",
        "page": "Старонка",
        "of": "з",
    },
}


def build(language: str) -> bytes:
    """Make the template in Russian or Belarusian; only in a child process."""
    words = WORDS[language]
    made = _paper(language)
    _letterhead(made, words)
    _text(made)
    _signatures(made)
    _numbers(made, words)
    _pictures(made)
    _footer(made, words)
    return template_page.bytes_of(made)


def _paper(language: str) -> "Document":
    import docx  # noqa: PLC0415  # only in the child process
    from docx.shared import Mm, Pt  # noqa: PLC0415

    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = (Mm(one) for one in A4_MM)
    top, right, bottom, left = (Mm(one) for one in MARGINS_MM)
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.footer_distance = Mm(10)
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(TEXT)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.widow_control = True
    made.core_properties.language = language
    made.core_properties.author = "{{ institution }}"
    made.core_properties.title = f"{WORDS[language]['title'].capitalize()}, {{{{ period }}}}"
    return made


def _line(
    made: "Document",
    text: str,
    *,
    size: float = TEXT,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    keep: bool = False,
) -> "Paragraph":
    """Add a line in the middle; `keep` it on the page of the next one."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    added = made.add_paragraph()
    added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    added.paragraph_format.space_before = Pt(before)
    added.paragraph_format.keep_with_next = keep
    run = added.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return added


def _mark(made: "Document", text: str) -> None:
    """Add a paragraph that stands for a loop or a condition and is not printed."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    run = made.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(SMALL), RGBColor(0x6C, 0x75, 0x7D)


def _letterhead(made: "Document", words: dict[str, str]) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    _line(made, "{{ institution }}", bold=True)
    _mark(made, "{%p if city %}")
    _line(made, "{{ city }}", size=12)
    _mark(made, "{%p endif %}")
    last = _line(made, "", size=4)
    rule = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="8" w:space="1" w:color="auto"/>'
    # A border stands behind keep-with-next and before spacing.
    properties = last._p.get_or_add_pPr()  # noqa: SLF001  # python-docx knows no borders
    properties.insert_element_before(
        parse_xml(f"{rule}</w:pBdr>"), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    _line(made, words["title"], size=16, bold=True, before=22)
    _line(made, words["about"], bold=True)
    _line(made, "{{ period }}", bold=True).paragraph_format.space_after = 12 * 12700


def _text(made: "Document") -> None:
    """Add the loop over the text; its last paragraph goes with the signatures."""
    _mark(made, "{%p for paragraph in text %}")
    _mark(made, "{%p if loop.last %}")
    _words(made, keep=True)
    _mark(made, "{%p else %}")
    _words(made, keep=False)
    _mark(made, "{%p endif %}")
    _mark(made, "{%p endfor %}")


def _words(made: "Document", *, keep: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    added = made.add_paragraph("{{ paragraph }}")
    added.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    added.paragraph_format.first_line_indent = Mm(INDENT_MM)
    added.paragraph_format.line_spacing = 1.15
    added.paragraph_format.space_after = Pt(4)
    added.paragraph_format.keep_with_next = keep


def _signatures(made: "Document") -> None:
    """Add two lines to be signed, on the page of the last words."""
    from docx.shared import Mm, Pt  # noqa: PLC0415

    table = made.add_table(rows=2, cols=len(SIGNED_MM))
    table.autofit = False
    for row, name, before in zip(table.rows, ("head", "methodist"), (24, 14), strict=True):
        texts = (f"{{{{ {name}_post }}}}", "_" * 12, f"{{{{ {name} }}}}")
        for cell, text, width in zip(row.cells, texts, SIGNED_MM, strict=True):
            cell.width = Mm(width)
            said = cell.paragraphs[0]
            said.add_run(text).font.size = Pt(TEXT - 1)
            said.paragraph_format.space_before = Pt(before)
            said.paragraph_format.keep_with_next = name == "head"


# -------------------------------------------------------------------- numbers


def _numbers(made: "Document", words: dict[str, str]) -> None:
    _mark(made, "{%p if numbers %}")
    title = _line(made, words["numbers"], bold=True, keep=True)
    title.paragraph_format.page_break_before = True
    _line(made, "{{ period }}", size=12, keep=True).paragraph_format.space_after = 6 * 12700
    table = made.add_table(rows=0, cols=len(WIDTHS_MM))
    table.style, table.autofit = "Table Grid", False
    _grid(table)
    _row(table, [words[name] for name in COLUMNS], is_head=True)
    _row(table, ["{%tr for row in numbers %}"])
    _row(table, [f"{{{{ row.{name} }}}}" for name in COLUMNS])
    _row(table, ["{%tr endfor %}"])
    _mark(made, "{%p endif %}")


def _grid(table: Any) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    for one, width in zip(table.columns, WIDTHS_MM, strict=True):
        one.width = Mm(width)  # LibreOffice reads these, Word those of the cells


def _row(table: Any, texts: list[str], *, is_head: bool = False) -> None:
    """Add a row that never breaks; the head repeats on every page."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    told = [*texts, *[""] * (len(WIDTHS_MM) - len(texts))]
    cells = "".join(_cells(told, is_head=is_head))
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    added = f"<w:tr {nsdecls('w')}><w:trPr>{properties}</w:trPr>{cells}</w:tr>"
    table._tbl.append(parse_xml(added))  # noqa: SLF001  # python-docx has no such rows


def _cells(texts: list[str], *, is_head: bool) -> Iterable[str]:
    shade = f'<w:shd w:val="clear" w:fill="{HEAD}"/>' if is_head else ""
    bold, size = ("<w:b/>", TABLE - 1) if is_head else ("", TABLE)
    for place, (text, width) in enumerate(zip(texts, WIDTHS_MM, strict=True)):
        side = "center" if is_head else "right" if place else "left"
        look = f'<w:spacing w:before="30" w:after="30"/><w:jc w:val="{side}"/>'
        run = f'<w:r><w:rPr>{bold}<w:sz w:val="{2 * size}"/></w:rPr><w:t>{text}</w:t></w:r>'
        middle = '<w:vAlign w:val="center"/>'
        across = f'<w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>'
        yield (
            f"<w:tc><w:tcPr>{across}{shade}{middle}</w:tcPr>"
            f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p></w:tc>"
        )


# -------------------------------------------------------------------- pictures


def _pictures(made: "Document") -> None:
    _mark(made, "{%p for picture in pictures %}")
    _line(made, "{{ picture.image }}", before=18, keep=True)
    _line(made, "{{ picture.caption }}", size=11, italic=True, before=4)
    _mark(made, "{%p endfor %}")


def _footer(made: "Document", words: dict[str, str]) -> None:
    """Put when it was made, the edition, the standing and the page under every page."""
    from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    below = made.sections[0].footer.paragraphs[0]
    below.style = made.styles["Normal"]
    below.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    for text, counted in (
        (f"{{{{ footer }}}}\t{words['page']} ", "PAGE"),
        (f" {words['of']} ", "NUMPAGES"),
    ):
        below.add_run(text).font.size = Pt(SMALL)
        _counted(below, counted)


def _counted(to: "Paragraph", name: str) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    look = f'<w:rPr><w:sz w:val="{2 * SMALL}"/></w:rPr>'
    field = (
        f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
    )
    to._p.append(parse_xml(field))  # noqa: SLF001  # python-docx knows no fields
