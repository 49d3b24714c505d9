"""«Чего не хватает»: what keeps a report from being whole, each with its records; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.spans import Span
from bot.screens import spans as said
from bot.screens.report import back, labelled, press
from bot.screens.report_records import Names
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, lines
from storage.records.report import Gap

PAGE: Final = 8
LABELS: Final[Mapping[str, str]] = {
    "visits_without_text": msgid("Visits without a text"),
    "visits_without_purpose": msgid("Visits without a purpose"),
    "visits_unconfirmed": msgid("Visits that the library has not confirmed"),
    "plan_open": msgid("Lines of the plan neither done nor cancelled"),
    "recommendations_overdue": msgid("Overdue recommendations"),
    "rounds_open": msgid("Rounds that are not finished"),
    "units_not_accepted": msgid("Questionnaires that are not accepted"),
    "contests_unpublished": msgid("Contests without published results"),
    "sessions_not_rolled": msgid("Sessions of which nobody said who came"),
    "behalf_unconfirmed": msgid("Records on behalf without their owner’s word"),
}
CARDS: Final[Mapping[str, str]] = {
    "visits_without_text": "visit.card",
    "visits_without_purpose": "visit.card",
    "visits_unconfirmed": "visit.card",
    "plan_open": "plan.line",
    "recommendations_overdue": "rec.card",
    "rounds_open": "round.card",
    "units_not_accepted": "unit.card",
    "contests_unpublished": "contest.card",
    "sessions_not_rolled": "session.card",
}
OF_BEHALF: Final[Mapping[str, str]] = {  # by the table of a record made on behalf
    "visits": "visit.card",
    "rounds": "round.card",
    "entries": "entry.card",
    "campaign_units": "unit.card",
    "recommendations": "rec.card",
}


def shown(t: Translator, span: Span, counts: Mapping[str, int]) -> Screen:
    """Show what is missing, each a button to its records; that nothing is, too."""
    found = {name: count for name, count in counts.items() if count}
    text = lines(
        bold(t.plain(msgid("What is missing: {period}"), period=said.name(t, span))),
        *said_of(t, found),
        t(msgid("Press a line to see the records."))
        if found
        else t(msgid("Nothing is missing: the report can be closed.")),
    )
    buttons = [
        Button(labelled(t.plain(LABELS[name]), t.number(count)), press("gap", span, name, 0))
        for name, count in found.items()
    ]
    return Screen(text, (*column(buttons), (back(t, press("show", span)),)))


def said_of(t: Translator, counts: Mapping[str, int]) -> list[Html]:
    """Say each thing that is missing and how often."""
    return [
        t(msgid("{name}: {number}"), name=t.plain(LABELS[name]), number=count)
        for name, count in counts.items()
        if count
    ]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the records with a gap."""

    span: Span
    gap: str
    rows: Sequence[Gap]
    amount: int  # of all pages
    page: int


def listed(t: Translator, of: Listed, names: Names) -> Screen:
    """List the records with a gap: day, library, words, and who can mend it."""
    text = lines(
        bold(f"{t.plain(LABELS[of.gap])}: {t.number(of.amount)}"),
        t("{time}", time=said.name(t, of.span)),
        *(t("{line}", line=_line(row, names)) for row in of.rows),
        t(msgid("Press a record to open it."))
        if of.rows
        else t(msgid("There is nothing here any more.")),
    )
    buttons = [
        Button(cut(_line(row, names), WIDE), where)
        for row in of.rows
        if (where := _card(of.gap, row.record))
    ]
    return Screen(text, (*column(buttons), *_turning(t, of), (_back(t, of),)))


def _turning(t: Translator, of: Listed) -> Rows:
    pages = max(1, -(-of.amount // PAGE))
    buttons = [
        Button(t.plain(label), press("gap", of.span, of.gap, to))
        for label, to in ((msgid("← Earlier"), of.page - 1), (msgid("Later →"), of.page + 1))
        if 0 <= to < pages
    ]
    return (tuple(buttons),) if buttons else ()


def _back(t: Translator, of: Listed) -> Button:
    return back(t, press("missing", of.span))


def _line(row: Gap, names: Names) -> str:
    parts = [
        names.library(row.library_id) if row.library_id is not None else "",
        row.words or "",
        names.person(row.staff_id) if row.staff_id is not None else "",
    ]
    return f"{row.on:%d.%m.%y} {', '.join(part for part in parts if part)}"


def _card(gap: str, record: str) -> str:
    if gap in CARDS:
        return f"{CARDS[gap]}:{record}"
    subject, _, key = record.partition("/")
    return f"{OF_BEHALF[subject]}:{key}" if subject in OF_BEHALF else ""
