"""The facts of a report, read from the records; the same for text, Word, JSON and chat."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from bot.forms import builtin
from bot.reports import signing
from bot.rules import spans
from bot.rules.institution import Institution
from bot.rules.report_facts import Facts, NamedContest, NamedPublication
from bot.rules.spans import Span
from storage import (
    contests,
    corrections,
    institution,
    measures,
    periods,
    publications,
    round_sums,
    staff,
    year_before,
)
from storage.aggregates import Scope
from storage.database import Reader, Row
from storage.records.publications import Publication

CONTESTS: Final = ("contests_continued", "contests_new", "contests_readers")
SERIES: Final = ("scenarios", "methodical")


async def read(db: Reader, span: Span, today: date) -> Facts:
    """Read what the report says of a span; `today`: in the institution's zone."""
    first, last = spans.days(span)
    before_first, before_last = spans.days(spans.year_before(span))
    scope, before = Scope(first=first, last=last), Scope(first=before_first, last=before_last)
    settings = Institution(await institution.get_all(db))
    people = await staff.all_active(db)
    return Facts(
        span=span,
        today=today,
        standing=spans.standing(span, await periods.closed_between(db, first, last)),
        institution=settings["institution_name"],
        counts_trips=settings.counts_trips,
        numbers=await measures.numbers(db, scope),
        before=await year_before.numbers(db, before, scope),
        contests={name: await _contests(db, name, scope) for name in CONTESTS},
        classes=await _classes(db, scope),
        publications=await _publications(db, scope),
        purposes=await _purposes(db, scope),
        campaigns=await _campaigns(db, scope),
        rounds_since=await _rounds_since(db),
        head=signing.head(people),
        methodists=tuple(one for one in people if one.role == "methodist"),
    )


async def _purposes(db: Reader, scope: Scope) -> tuple[str, ...]:
    """Return purposes, the most frequent first; equal ones in the order of the visit form."""
    counted = dict(await measures.top_purposes(db, scope))
    order = {code: place for place, code in enumerate(builtin.labels("visit", "purposes", "ru"))}
    return tuple(sorted(counted, key=lambda one: (-counted[one], order.get(one, len(order)))))


async def _contests(db: Reader, measure: str, scope: Scope) -> tuple[NamedContest, ...]:
    """Return the contests behind a measure in the order in which they were made."""
    rows = await measures.behind(db, measure, scope)
    return tuple(_contest(row) for row in sorted(rows, key=lambda row: row["record_id"]))


def _contest(row: Row) -> NamedContest:
    return NamedContest(title=row["title"], subject=row["subject"], level=row["level"])


async def _classes(db: Reader, scope: Scope) -> tuple[str, ...]:
    rows = await measures.behind(db, "classes", scope)
    ordered = sorted(rows, key=lambda row: (row["position"], row["record_id"]))
    return tuple(dict.fromkeys(row["title"] for row in ordered))  # each year has its own row


async def _publications(db: Reader, scope: Scope) -> dict[str, tuple[NamedPublication, ...]]:
    """Return what is to be named of each series, in the order that people gave it."""
    keys: dict[str, list[int]] = {}
    for series in SERIES:
        rows = [row for row in await measures.behind(db, series, scope) if row["in_report"]]
        rows.sort(key=lambda row: (row["position"], row["record_id"]))
        keys[series] = [row["record_id"] for row in rows]
    found = {
        series: await publications.by_ids(db, of_series) for series, of_series in keys.items()
    }
    sources = await _sources(db, (one for many in found.values() for one in many))
    return {
        series: tuple(
            NamedPublication(about=one, contest=sources.get(one.contest_id or 0)) for one in many
        )
        for series, many in found.items()
    }


async def _sources(db: Reader, named: Iterable[Publication]) -> dict[int, NamedContest]:
    """Return the contests that publications came from, of any year."""
    wanted = {one.contest_id for one in named if one.contest_id is not None}
    if not wanted:
        return {}
    return {
        one.contest_id: NamedContest(title=one.title, subject=one.subject, level=one.level)
        for one in await contests.known(db)
        if one.contest_id in wanted
    }


async def _campaigns(db: Reader, scope: Scope) -> tuple[date, ...]:
    rows = await measures.behind(db, "campaigns", scope)
    return tuple(date.fromisoformat(row["opens_on"]) for row in rows)


async def _rounds_since(db: Reader) -> date | None:
    """Return the first day with a round: saved, or told by a correction from paper."""
    told = await corrections.counted(db, Scope(), "rounds")
    days = [one.first_on for one in told if one.number > 0]
    if (span := await round_sums.span(db)) is not None:
        days.append(span[0])
    return min(days, default=None)
