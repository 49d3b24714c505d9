"""What somebody attended in the school, on paper for their attestation: .docx or .pdf.

Made in a child process; every session has its line, in the order of classes and days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.forms import builtin
from bot.msgid import msgid
from bot.reports import signing, unit_pdf, word
from bot.reports.materials import plain_name
from bot.rules import diplomas
from bot.rules.institution import Institution
from bot.screens import learner as screens
from bot.screens.learner import Learner
from storage import attendance, certificates, institution, libraries, school, staff
from storage.database import Reader
from storage.records.attendance import Attended

KIND: Final = "attestation"  # of the job
FORMATS: Final = ("pdf", "docx")
WIDTHS: Final = (26, 92, 44, 18)  # mm: day, topic, form, hours
TITLES: Final = (msgid("Day"), msgid("Topic"), msgid("Form"), msgid("Hours"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the paper beside the sessions."""

    learner: Learner
    about: Sequence[str]  # the lines under the name
    institution: str
    head: str
    on: date


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the card to `path`; `arguments`: staff_id, format, language, today."""
    t = translator(arguments["language"])
    sheet = await _read(db, arguments, t)
    write = write_pdf if arguments["format"] == "pdf" else write_docx
    write(t, sheet, path)
    who = sheet.learner.person.initials(t.language)
    title = t.plain(msgid("Studies"))
    return {"name": plain_name(f"{title} {who}") + f".{arguments['format']}"}


async def _read(db: Reader, arguments: Mapping[str, Any], t: Translator) -> Sheet:
    await db.all("BEGIN")  # one moment for all of it
    people = {one.staff_id: one for one in await staff.known(db)}
    person = people.get(arguments["staff_id"])
    if person is None:
        raise UserError(msgid("There is no such person."))
    titles = {one.class_id: one.title for one in await school.classes(db)}
    issued = await certificates.of_person(db, person.staff_id)
    known = {one.library_id: one for one in await libraries.known(db)}
    head = signing.head(people.values())
    post = diplomas.post(person.post, t.language)
    places = [known[key].full(t.language) for key in person.library_ids if key in known]
    return Sheet(
        Learner(
            person,
            await attendance.of_person(db, person.staff_id),
            [(titles[one.class_id], one) for one in issued],
        ),
        [line for line in (post, *places) if line],
        str(Institution(await institution.get_all(db))["institution_name"]),
        diplomas.signed(head.initials(t.language)) if head else "",
        date.fromisoformat(arguments["today"]),
    )


def _row(t: Translator, one: Attended) -> list[str]:
    form = builtin.labels("session", "form", t.language)[one.form]
    return [one.held_on.strftime("%d.%m.%Y"), one.topic, form, t.number(one.hours)]


def _titles(t: Translator) -> list[str]:
    return [t.plain(one) for one in TITLES]


def _course(t: Translator, course: screens.Course) -> str:
    said = screens.counts(t, len(course.sessions), course.hours)
    title = msgid("Class «{title}», {year}: {counts}")
    return t.plain(title, title=course.title, year=str(course.year), counts=said)


def _total(t: Translator, sheet: Sheet) -> str:
    learner = sheet.learner
    said = screens.counts(t, len(learner.attended), learner.hours)
    return t.plain(msgid("In all {counts}"), counts=said)


def _signature(t: Translator, sheet: Sheet) -> str:
    day = t.full_day(sheet.on).replace("\u202f", " ")
    return f"{t.plain(msgid('Head'))} {'_' * 20} {sheet.head}    {day}"


def write_docx(t: Translator, sheet: Sheet, path: Path) -> None:
    """Write the card as a Word document that the department may go on with."""
    heading = t.plain(screens.HEADING)
    made = word.document(t.language, heading, sheet.institution)
    word.paragraph(made, sheet.institution, size=10)
    word.paragraph(made, heading, size=14, bold=True, before=6)
    name = sheet.learner.person.full_name(t.language)
    word.paragraph(made, name, size=13, bold=True, before=6)
    for line in sheet.about:
        word.paragraph(made, line, size=11)
    word.paragraph(made, _total(t, sheet), size=11, before=6)
    for course in sheet.learner.courses:
        said = _course(t, course)
        word.paragraph(made, said, size=11, bold=True, before=8, keep=True)
        table = word.table(made, WIDTHS, _titles(t))
        for one in course.sessions:
            word.row(table, WIDTHS, [word.Cell(text) for text in _row(t, one)])
    for title, issued in sheet.learner.certificates:
        word.paragraph(made, screens.certificate(t, title, issued), size=11, before=6)
    word.paragraph(made, _signature(t, sheet), size=11, before=18)
    word.footer(made, name)
    made.save(str(path))


def write_pdf(t: Translator, sheet: Sheet, path: Path) -> None:
    """Write the card as a PDF that reads the same on every telephone."""
    pdf = unit_pdf.plain_paper(t.plain(screens.HEADING), ("", "B"))
    pdf.set_lang(t.language)
    pdf.set_auto_page_break(True, margin=16)
    pdf.add_page()
    _line(pdf, sheet.institution, 9)
    _line(pdf, t.plain(screens.HEADING), 14, "B")
    _line(pdf, sheet.learner.person.full_name(t.language), 13, "B")
    for text in (*sheet.about, _total(t, sheet)):
        _line(pdf, text, 10)
    for course in sheet.learner.courses:
        _line(pdf, _course(t, course), 11, "B")
        pdf.set_font(unit_pdf.FONT, size=9)
        aligned = ("LEFT", "LEFT", "LEFT", "RIGHT")
        with pdf.table(col_widths=WIDTHS, text_align=aligned, line_height=5) as table:
            for cells in (_titles(t), *(_row(t, one) for one in course.sessions)):
                table.row(cells)
    for title, issued in sheet.learner.certificates:
        _line(pdf, screens.certificate(t, title, issued), 10)
    pdf.ln(6)
    _line(pdf, _signature(t, sheet), 10)
    pdf.output(str(path))


def _line(pdf: Any, text: str, size: float, style: str = "") -> None:
    pdf.set_font(unit_pdf.FONT, style, size)
    pdf.ln(1.5)
    pdf.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
