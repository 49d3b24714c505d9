"""The further sheets of a campaign's workbook: all answers, all changes, what the file is.

What people typed is written as text, never as a formula.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import Translator
from bot.forms import compared
from bot.forms.compared import Field
from bot.forms.model import Form
from bot.msgid import msgid
from bot.reports.unit_page import Book, shown, values
from bot.screens import monitoring as screens
from bot.screens.monitoring import month_of
from bot.screens.spans import STANDINGS
from bot.screens.visits import SOURCES
from storage.campaign_files import Version
from storage.records.history import Change
from storage.records.monitoring import CampaignUnit

if TYPE_CHECKING:
    from xlsxwriter import Workbook

ACTIONS: Final = {
    "sent": msgid("sent"),
    "changed": msgid("changed"),
    "returned": msgid("returned"),
    "accepted": msgid("accepted"),
}
LONG: Final = 32_000  # characters; a cell takes 32,767


@dataclass(frozen=True, slots=True)
class Sheet:
    """A library in the campaign with the version of its answers in force."""

    unit: CampaignUnit
    state: str
    sent: datetime | None  # local
    form: Form  # in the version that was sent
    answers: Mapping[str, Any]
    version: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of the sheet of changes."""

    at: datetime  # local
    unit_id: int
    staff_id: int | None
    action: str
    question: str = ""
    was: str = ""
    became: str = ""
    reason: str = ""


def write_answers(
    t: Translator,
    book: "Workbook",
    about: Book,
    sheets: Sequence[Sheet],
    served: Mapping[str, str],
) -> None:
    """Write a row a library: every question with labels of choices; explanations have columns."""
    page = book.add_worksheet(t.plain(msgid("Answers")))
    head, names, wrapped = _looks(book)
    fields = _fields(about, sheets)
    first = (
        msgid("Institution"), msgid("Code"), msgid("Library"), msgid("State"), msgid("Sent at"),
        msgid("Who entered it"), msgid("From where"), msgid("Version"),
    )  # fmt: skip
    machine = (
        "institution", "library", "name", "state", "sent_at", "entered_by", "source", "version",
    )  # fmt: skip
    page.freeze_panes(2, 3)
    for place, width in enumerate((12, 10, 26, 16, 16, 32, 18, 14)):
        page.set_column(place, place, width)
    page.set_column(len(first), len(first) + len(fields), 18)
    titles = [*(t.plain(one) for one in first), *(one.label(t.language) for one in fields)]
    for place, title in enumerate(titles):
        page.write_string(0, place, title, head)
    for place, name in enumerate([*machine, *(one.name for one in fields)]):
        page.write_string(1, place, name, names)
    for row, one in enumerate(sheets, 2):
        for place, text in enumerate(_first(t, about, one)):
            _write(page, row, place, text, wrapped)
        for place, field in enumerate(fields, len(first)):
            own = compared.fields(one.form).get(field.name)
            if own is not None:
                _write(page, row, place, _answer(t, own, one.answers, served), wrapped)


def _fields(about: Book, sheets: Sequence[Sheet]) -> tuple[Field, ...]:
    """Return the questions of the campaign, then those that only earlier versions ask."""
    found = dict(compared.fields(about.form))
    for one in sheets:
        for name, field in compared.fields(one.form).items():
            found.setdefault(name, field)
    return tuple(found.values())


def _first(t: Translator, about: Book, one: Sheet) -> tuple[str, ...]:
    library, unit = about.libraries[one.unit.library_id], one.unit
    person = about.people.get(unit.entered_by or 0)
    return (
        about.code,
        library.code,
        library.short(t.language),
        one.state,
        t.moment(one.sent) if one.sent else "",
        person.full_name(t.language) if person and one.sent else "",
        t.plain(SOURCES[unit.source]) if unit.source else "",
        one.version,
    )


def _answer(
    t: Translator, field: Field, answers: Mapping[str, Any], served: Mapping[str, str]
) -> float | str:
    """Return a number as such, anything else as people read it; a repeat's in one cell."""
    found = list(values(field, answers))
    if len(found) == 1 and field.is_number and not field.repeat:
        return float(found[0])
    return "; ".join(shown(t, field, one, served) for one in found)


def _write(page: Any, row: int, place: int, value: float | str, look: Any) -> None:
    if value == "":
        return
    if isinstance(value, str):
        page.write_string(row, place, value[:LONG], look)
    else:
        page.write_number(row, place, value, look)


def _looks(book: "Workbook") -> tuple[Any, Any, Any]:
    return (
        book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF2F6"}
        ),
        book.add_format({"font_color": "#8A8F94", "font_size": 8, "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )


# -------------------------------------------------------------------- changes


def changed(
    t: Translator,
    about: Book,
    happened: Sequence[tuple[datetime, Change]],
    versions: Mapping[int, Version],
) -> Iterator[Changed]:
    """Tell each answer that became another one, and each return and acceptance."""
    in_force: dict[int, Mapping[str, Any]] = {}
    for at, one in happened:
        unit_id, said = int(one.subject_id), dict(one.new or {})
        version = versions.get(said.pop("submission", 0))
        common = (at, unit_id, one.staff_id, one.action)
        if one.action == "changed" and version:
            before = compared.flat(in_force.get(unit_id, {}))
            for path in said:
                label, field = _named(t, about, path)
                was, became = (_text(t, field, of.get(path)) for of in (before, said))
                yield Changed(*common, label, was, became)
        else:
            yield Changed(*common, reason=one.reason or "")
        if version:
            in_force[unit_id] = version.answers


def _named(t: Translator, about: Book, path: str) -> tuple[str, Field | None]:
    fields = compared.fields(about.form).values()
    field = next((one for one in fields if one.path == compared.plain(path)), None)
    return (field.label(t.language) if field else path), field


def _text(t: Translator, field: Field | None, value: Any) -> str:
    if value is None:
        return ""
    return screens.said(t, field, value) if field else str(value)


def write_changes(
    t: Translator,
    book: "Workbook",
    about: Book,
    units: Mapping[int, CampaignUnit],
    rows: Sequence[Changed],
) -> None:
    """Write a row a change, the oldest first."""
    page = book.add_worksheet(t.plain(msgid("Changes")))
    head, _, wrapped = _looks(book)
    titles = (
        (msgid("Institution"), 12), (msgid("Code"), 10), (msgid("Library"), 26),
        (msgid("When"), 16), (msgid("Who"), 30), (msgid("What happened"), 18),
        (msgid("Question"), 36), (msgid("It was"), 22), (msgid("It became"), 22),
        (msgid("Reason"), 30),
    )  # fmt: skip
    page.freeze_panes(1, 3)
    for place, (title, width) in enumerate(titles):
        page.set_column(place, place, width)
        page.write_string(0, place, t.plain(title), head)
    for row, one in enumerate(rows, 1):
        for place, text in enumerate(_change(t, about, units, one)):
            _write(page, row, place, text, wrapped)


def _change(
    t: Translator,
    about: Book,
    units: Mapping[int, CampaignUnit],
    one: Changed,
) -> tuple[str, ...]:
    library = about.libraries[units[one.unit_id].library_id]
    person = about.people.get(one.staff_id or 0)
    action = t.plain(ACTIONS[one.action]) if one.action in ACTIONS else one.action
    return (
        about.code,
        library.code,
        library.short(t.language),
        t.moment(one.at),
        person.full_name(t.language) if person else "",
        action,
        one.question,
        one.was,
        one.became,
        one.reason,
    )


# -------------------------------------------------------------------- what the file is


def write_about(t: Translator, book: "Workbook", about: Book, made: datetime) -> None:
    """Write what is counted and compared, for who opens the file in a year."""
    page = book.add_worksheet(t.plain(msgid("About the file")))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 90)
    said = (
        (msgid("Institution"), f"{about.institution} ({about.code})"),
        (msgid("Questionnaire"), screens.title(t, about.campaign)),
        (msgid("Version"), f"{about.form.form_id} {about.form.version}"),
        (msgid("The numbers are for"), about.days),
        (msgid("Period"), t.plain(STANDINGS[about.standing])),
        (msgid("Compared with"), month_of(t, about.span.before)),
        (msgid("Made at"), t.moment(made)),
        (msgid("All libraries"), t.plain(msgid(
            "The sum of all that have answered. Last year's numbers and changes are summed up "
            "of the libraries known at both times. An indicator is a ratio of sums over the "
            "libraries that have both numbers."
        ))),
        (msgid("Row of names"), t.plain(msgid(
            "The small grey names right above the libraries are the same in every institution: "
            "rows of several files can be put one below another."
        ))),
    )  # fmt: skip
    for row, (title, text) in enumerate(said):
        page.write_string(row, 0, t.plain(title), bold)
        page.write_string(row, 1, text, wrapped)
