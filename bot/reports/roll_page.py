"""A page with which people mark themselves at a session: topic, QR code, four digits; a PDF.

Made in a child process; hung on the door or shown on a screen, read from the last row.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import qr, unit_pdf
from bot.reports.materials import plain_name
from bot.rules import attendance as rules
from storage import school
from storage.database import Reader
from storage.records.school import Session

if TYPE_CHECKING:
    from fpdf import FPDF

KIND: Final = "roll_page"  # of the job
QR_MM: Final = 105
DIGITS_PT: Final = 72
TOPIC_LIMIT: Final = 150  # characters: four lines


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the page to `path`; `arguments`: session_id, language, username."""
    t = translator(arguments["language"])
    one = await school.load(db, arguments["session_id"])
    title = await school.load_class(db, one.class_id) if one else None
    if one is None or title is None:
        raise UserError(msgid("There is no such session."))
    link = qr.deep_link(arguments["username"], rules.payload(one))
    drawn(t, one, title.title, link).output(str(path))
    return {"name": plain_name(f"{t.plain(msgid('Code'))} {one.held_on:%d.%m.%Y}") + ".pdf"}


def drawn(t: Translator, one: Session, title: str, link: str) -> "FPDF":
    """Draw the page."""
    topic = one.topic if len(one.topic) <= TOPIC_LIMIT else f"{one.topic[:TOPIC_LIMIT]}…"
    pdf = unit_pdf.plain_paper(one.topic, ("", "B"))
    pdf.set_lang(t.language)
    pdf.add_page()
    _centred(pdf, 14, t.plain(msgid("Class «{title}»"), title=title))
    _centred(pdf, 24, f"«{topic}»", style="B")
    day = t.full_day(one.held_on).replace("\u202f", " ")
    days = f"{day}, {one.begins_at}-{one.ends_at}"
    _centred(pdf, 14, days)
    pdf.ln(4)
    left = (pdf.w - QR_MM) / 2
    pdf.image(io.BytesIO(qr.png(link, scale=16)), x=left, w=QR_MM, alt_text=link)
    pdf.ln(2)
    _centred(pdf, DIGITS_PT, one.code, style="B")
    said = msgid("Point the telephone's camera here, or send these digits to the bot.")
    _centred(pdf, 14, t.plain(said))
    return pdf


def _centred(pdf: "FPDF", size: float, text: str, *, style: str = "") -> None:
    pdf.set_font(unit_pdf.FONT, style, size)
    pdf.multi_cell(0, size * 0.5, text, align="C", new_x="LMARGIN", new_y="NEXT")
