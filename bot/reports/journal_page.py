"""What the journal of visits says, for every format, in the order of the paper journal.

Text only: no voice, no assessment; a visit whose words nobody has written says so.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import Translator
from bot.clock import local, parse_stamp
from bot.forms import builtin
from bot.msgid import msgid
from bot.reports.word import clean
from bot.rules import spans
from bot.rules.institution import Institution
from bot.rules.spans import Span, Standing
from bot.screens import spans as said
from bot.screens.visits import STATES
from storage import institution, journals, libraries, periods, staff
from storage.database import Reader
from storage.records.journals import (
    Edition,
    JournalLine,
    JournalMark,
    JournalScope,
    JournalTotals,
)
from storage.records.libraries import Library
from storage.records.people import Staff
from storage.records.visits import Counts, Recommendation

COLUMNS: Final = (
    msgid("No."),
    msgid("Date"),
    msgid("Library"),
    msgid("Who travelled"),
    msgid("Purpose"),
    msgid("What was done"),
    msgid("Recommendations"),
    msgid("Deadline"),
    msgid("Mark of fulfilment"),
)
TOTALS: Final = (msgid("Totals"), msgid("Visits to libraries"), msgid("Trips"))


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation of a visit."""

    text: str
    deadline: date | None
    mark: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One visit of the journal."""

    number: int
    on: date
    library: str
    people: str
    purposes: str
    done: str
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Totals of one kind: a heading, then a name with its visits and trips each."""

    title: str
    rows: tuple[tuple[str, Counts], ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """Everything that a journal says beside its lines, in one language."""

    language: str
    institution: str
    title: str
    name: str  # of the file, without its ending
    about: str  # the source that it is cut to, if any
    groups: tuple[Group, ...]
    summary: tuple[str, ...]
    signatures: tuple[str, ...]
    footer: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a journal was asked to hold."""

    span: Span
    source: str | None
    made_at: datetime  # local
    made_by: int

    @property
    def scope(self) -> JournalScope:
        """Return the visits that it holds."""
        return JournalScope(*spans.days(self.span), self.source)


@dataclass(frozen=True, slots=True)
class Known:
    """How things are called, and what is known of earlier editions."""

    libraries: Mapping[int, Library]
    people: Mapping[int, Staff]
    institution: Institution
    standing: Standing
    before: Edition | None
    changed: int  # records since the edition before
    mark: JournalMark
    totals: JournalTotals

    @property
    def edition(self) -> int:
        """Return the number of the edition that is being made."""
        return self.before.number + 1 if self.before else 1


async def known(db: Reader, asked: Asked) -> Known:
    """Read what the journal needs beside its lines."""
    scope = asked.scope
    before = await journals.latest(db, spans.code(asked.span), asked.source)
    closed = await periods.closed_between(db, scope.first, scope.last)
    return Known(
        libraries={one.library_id: one for one in await libraries.known(db)},
        people={one.staff_id: one for one in await staff.known(db)},
        institution=Institution(await institution.get_all(db)),
        standing=spans.standing(asked.span, closed),
        before=before,
        changed=await journals.changed(db, scope, before.mark) if before else 0,
        mark=await journals.mark(db),
        totals=await journals.totals(db, scope),
    )


def journal(t: Translator, asked: Asked, about: Known, zone: ZoneInfo) -> Journal:
    """Say everything but the lines."""
    heading = msgid("Journal of visits: {period}")
    title = t.plain(heading, period=said.name(t, asked.span))
    return Journal(
        language=t.language,
        institution=about.institution["institution_name"],
        title=title,
        name=title.replace(":", ""),
        about=said.only_from(t, asked.source) or "",
        groups=_groups(t, about),
        summary=_summary(t, about),
        signatures=_signatures(t, about.people.get(asked.made_by)),
        footer=_footer(t, asked, about, zone),
    )


# -------------------------------------------------------------------- the lines


async def entries(db: Reader, t: Translator, asked: Asked, about: Known) -> AsyncIterator[Entry]:
    """Yield the lines of the journal one by one, so that any number of them fits."""
    today = asked.made_at.date()
    number, purposes = 0, builtin.labels("visit", "purposes", t.language)
    async for line in journals.lines(db, asked.scope):
        number += 1
        yield Entry(
            number,
            line.visited_on,
            about.libraries[line.library_id].short(t.language),
            _people(t, about, line.travellers),
            "; ".join(purposes.get(code, code) for code in line.purposes),
            clean(_done(t, line)),
            tuple(_advice(t, about, one, today) for one in line.recommendations),
        )


def _people(t: Translator, about: Known, staff_ids: Iterable[int]) -> str:
    return ", ".join(about.people[one].initials(t.language) for one in staff_ids)


def _done(t: Translator, line: JournalLine) -> str:
    if line.outcome == "closed":
        closed = t.plain(msgid("The library was closed."))
        return f"{closed} {line.done}".strip()
    return line.done or t.plain(msgid("the text is not written"))


def _advice(t: Translator, about: Known, one: Recommendation, today: date) -> Advice:
    text = one.recommendation
    if one.responsible_id is not None:
        text = f"{text} ({about.people[one.responsible_id].initials(t.language)})"
    return Advice(clean(text), one.deadline_on, clean(_mark(t, one, today)))


def _mark(t: Translator, one: Recommendation, today: date) -> str:
    """Say what became of a recommendation; one that is merely given leaves room for a hand."""
    state = one.state_on(today)
    if state == "given":
        return ""
    if state == "withdrawn":
        return f"{t.plain(STATES[state])}: {one.state_reason}"
    done = t.plain(STATES["done"]) if state == "accepted" else t.plain(STATES[state])
    if one.done_on is not None and state != "overdue":
        done = f"{done} {one.done_on:%d.%m.%Y}"
    return f"{done}, {t.plain(STATES[state])}" if state == "accepted" else done


# -------------------------------------------------------------------- totals and the end


def _groups(t: Translator, about: Known) -> tuple[Group, ...]:
    totals, purposes = about.totals, builtin.labels("visit", "purposes", t.language)
    by_library = [
        (about.libraries[key].short(t.language), counts)
        for key, counts in totals.by_library.items()
    ]
    by_traveller = [
        (about.people[key].initials(t.language), counts)
        for key, counts in totals.by_traveller.items()
    ]
    by_purpose = [(purposes.get(key, key), counts) for key, counts in totals.by_purpose.items()]
    return (
        Group(t.plain(msgid("By libraries")), tuple(sorted(by_library, key=_by_name))),
        Group(t.plain(msgid("By traveller")), tuple(sorted(by_traveller, key=_by_name))),
        Group(t.plain(msgid("By purpose")), tuple(sorted(by_purpose, key=_by_name))),
    )


def _by_name(row: tuple[str, Counts]) -> str:
    return row[0].casefold()


def _summary(t: Translator, about: Known) -> tuple[str, ...]:
    counts, totals = about.totals.counts, about.totals
    both = msgid("Visits to libraries: {visits} (trips: {trips}).")
    lines = [t.plain(both, visits=counts.visits, trips=counts.trips)]
    if about.institution.counts_trips:
        printed = msgid("For the report, «выезд» is a trip of one day: {count}.")
        lines.append(t.plain(printed, count=counts.trips))
    else:
        printed = msgid("For the report, «выезд» is a library visited: {count}.")
        lines.append(t.plain(printed, count=counts.visits))
    if totals.closed:
        lines.append(t.plain(msgid("Libraries found closed: {count}."), count=totals.closed))
    if totals.without_text:
        count = totals.without_text
        lines.append(t.plain(msgid("Visits without a written text: {count}."), count=count))
    several = msgid("A visit with several travellers or purposes counts under each of them.")
    return (*lines, t.plain(several))


def _signatures(t: Translator, maker: Staff | None) -> tuple[str, ...]:
    line = "_" * 24
    person = maker.initials(t.language) if maker else line
    return (
        t.plain(msgid("Compiled by: {line} / {person}"), line=line, person=person),
        t.plain(msgid("Checked by: {line} / {person}"), line=line, person=line),
        t.plain(msgid("Date: {line}"), line=line),
    )


def _footer(t: Translator, asked: Asked, about: Known, zone: ZoneInfo) -> str:
    maker = about.people.get(asked.made_by)
    made = msgid("Made: {at}; compiled by: {person}; edition {number}.")
    parts = [
        t.plain(
            made,
            at=asked.made_at,
            person=maker.initials(t.language) if maker else "",
            number=about.edition,
        )
    ]
    if about.before is not None:
        since = msgid("Records changed since the edition of {at}: {count}.")
        before = local(parse_stamp(about.before.made_at), zone)
        parts.append(t.plain(since, at=before, count=about.changed))
    return " ".join([*parts, t.plain(said.STANDINGS[about.standing])])


def made(asked: Asked, about: Known, form: str) -> dict[str, Any]:
    """Return what is kept of the edition when its file is there."""
    return {
        "span": spans.code(asked.span),
        "source": asked.source,
        "edition": about.edition,
        "format": form,
        "lines": about.totals.lines,
        "visit_id": about.mark.visit_id,
        "recommendation_id": about.mark.recommendation_id,
        "history_id": about.mark.history_id,
    }
