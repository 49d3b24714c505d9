"""Plain pictures and texts for the sample network, kept as files that people sent are."""

import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.sandbox import pictures

Kept = tuple[str, int]  # the hash that names the file, its size in bytes


def keeper(folder: Path) -> Callable[[int], Kept]:
    """Return what draws a picture by its number and keeps it under `folder` by its hash."""
    return lambda number: _kept(folder, pictures.sample(number))


def text_keeper(folder: Path) -> Callable[[str, str, Sequence[str]], Kept]:
    """Return what writes a .docx, .pdf or .txt of a title and lines and keeps it as well."""
    written = {"docx": _docx, "pdf": _pdf, "txt": _txt}
    return lambda suffix, title, lines: _kept(folder, written[suffix](title, lines))


def _kept(folder: Path, content: bytes) -> Kept:
    name = hashlib.sha256(content).hexdigest()
    target = folder / name[:2] / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return name, len(content)


def _docx(title: str, lines: Sequence[str]) -> bytes:
    import docx  # noqa: PLC0415  # only for a sample

    paper = docx.Document()
    paper.core_properties.title = title
    paper.add_heading(f"«{title}»", level=0)
    for line in lines:
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _pdf(title: str, lines: Sequence[str]) -> bytes:
    from bot.reports.unit_pdf import FONT, plain_paper  # noqa: PLC0415  # only for a sample

    pdf = plain_paper(title)
    pdf.add_page()
    pdf.set_font(FONT, "", 18)
    pdf.multi_cell(0, 9, f"«{title}»", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(FONT, "", 12)
    for line in lines:
        pdf.multi_cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _txt(title: str, lines: Sequence[str]) -> bytes:
    return "\n\n".join([f"«{title}»", *lines]).encode()
