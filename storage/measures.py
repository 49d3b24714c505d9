"""Every number of the report: which records it counts, how, and the filters; one definition each.

The SQL, the list of records behind a number and the formula of the workbook follow from it.
Names and rules for people: `bot/rules/measures.py`. `aggregates.py` counts the same ROWS.
"""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from storage import corrections
from storage.aggregates import ROWS, Scope
from storage.database import Reader, Row
from storage.records.report import Number

How = Literal["count", "sum", "distinct"]
CONTEST_DAY: Final = "c.closes_on"
# The library that a person belongs to first of all.
OWN_LIBRARY: Final = """
(SELECT library_id FROM staff_libraries AS o WHERE o.staff_id = {staff}
    ORDER BY position LIMIT 1)
"""
# Of a library's figures those of the latest monitoring of the time.
LATEST: Final = """
SELECT max(period) FROM figures
WHERE period BETWEEN substr(:first, 1, 7) AND substr(:last, 1, 7)
"""


@dataclass(frozen=True, slots=True)
class Records:
    """A kind of records: its SELECT and what it is a person's by.

    Each row has record_id (text or number), on_day, library_id and staff_id (both may be NULL),
    then the columns of the kind. The SELECT is bound to the names of a Scope.
    """

    name: str
    sql: str
    columns: tuple[str, ...]
    whose: str = "staff_id = :staff"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of the report: how many records, a column's sum, or its distinct values.

    `where`: columns and what stands in them; all must hold. Decimal only where `is_decimal`.
    """

    name: str
    records: str
    how: How = "count"
    column: str = ""
    where: tuple[tuple[str, str | int], ...] = ()
    is_decimal: bool = False

    @property
    def aggregate(self) -> str:
        """Return the SQL over the records' SELECT."""
        if self.how == "count":
            return "count(*)"
        if self.how == "sum":
            return f"coalesce(sum({self.column}), 0)"
        return f"count(DISTINCT {self.column})"

    @property
    def condition(self) -> str:
        """Return the filters as SQL."""
        told = (f"{name} = {_literal(value)}" for name, value in self.where)
        return " AND ".join(told) or "TRUE"


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else f"'{value}'"


def _records(name: str, sql: str, *columns: str, whose: str = "staff_id = :staff") -> Records:
    return Records(name, sql, columns, whose)


ROUND_COLUMNS: Final = (
    "households", "home", "readers", "new_readers", "not_reading", "reregistered", "issued",
    "returned", "homebound", "debtors", "invited", "leaflets",
)  # fmt: skip
RECORDS: Final[Mapping[str, Records]] = {
    one.name: one
    for one in (
        _records(
            "visits",
            """
            SELECT v.visit_id AS record_id, v.visited_on AS on_day, v.library_id, v.staff_id,
                v.outcome, v.trip_id, v.source,
                (SELECT json_group_array(purpose) FROM (SELECT purpose FROM visit_purposes
                    WHERE visit_id = v.visit_id ORDER BY position)) AS purposes
            FROM visits AS v
            WHERE v.removed_at IS NULL AND v.visited_on BETWEEN :first AND :last
            """,
            "outcome", "trip_id", "source", "purposes",
            whose="""
            EXISTS (SELECT 1 FROM trip_travellers AS w
                WHERE w.trip_id = listed.trip_id AND w.staff_id = :staff)
            """,
        ),
        _records(
            "plan",
            """
            SELECT l.plan_line_id AS record_id, l.approved_month || '-01' AS on_day,
                l.library_id, l.staff_id, l.approved_month, l.month, l.state
            FROM plan_lines AS l
            WHERE l.removed_at IS NULL AND l.approved_month || '-01' BETWEEN :first AND :last
            """,
            "approved_month", "month", "state",
        ),
        _records(
            "plan_done",
            """
            SELECT l.plan_line_id AS record_id, l.month || '-01' AS on_day, l.library_id,
                l.staff_id, l.approved_month, l.month, l.visit_id
            FROM plan_lines AS l
            WHERE l.removed_at IS NULL AND l.state = 'done'
                AND l.month || '-01' BETWEEN :first AND :last
            """,
            "approved_month", "month", "visit_id",
        ),
        _records(
            "recommendations",
            """
            SELECT r.recommendation_id AS record_id, v.visited_on AS on_day, v.library_id,
                v.staff_id, r.recommendation, r.area, r.state, r.deadline_on, r.done_on
            FROM recommendations AS r JOIN visits AS v USING (visit_id)
            WHERE v.removed_at IS NULL AND r.state <> 'withdrawn'
                AND v.visited_on BETWEEN :first AND :last
            """,
            "recommendation", "area", "state", "deadline_on", "done_on",
        ),
        _records(
            "rounds",
            f"""
            SELECT r.round_id AS record_id, r.made_on AS on_day, r.library_id, r.staff_id,
                r.settlement_id, r.purpose, {", ".join(f"r.{one}" for one in ROUND_COLUMNS)}
            {ROWS["rounds"]}
            """,
            "settlement_id", "purpose", *ROUND_COLUMNS,
        ),
        _records(
            "contests",
            f"""
            SELECT c.contest_id AS record_id, {CONTEST_DAY} AS on_day, NULL AS library_id,
                NULL AS staff_id, c.title, c.subject, c.level, c.audience, c.is_continuing,
                c.published_at IS NOT NULL AS is_published
            FROM contests AS c
            WHERE {CONTEST_DAY} BETWEEN :first AND :last
            """,
            "title", "subject", "level", "audience", "is_continuing", "is_published",
        ),
        _records(
            "entries",
            f"""
            SELECT e.entry_id AS record_id, {CONTEST_DAY} AS on_day, e.library_id, e.staff_id,
                c.title AS contest, c.audience, e.title, e.state,
                CASE WHEN c.published_at IS NOT NULL THEN r.award_id END AS award_id
            FROM entries AS e JOIN contests AS c USING (contest_id)
                LEFT JOIN results AS r USING (entry_id)
            WHERE e.state <> 'withdrawn' AND {CONTEST_DAY} BETWEEN :first AND :last
            """,
            "contest", "audience", "title", "state", "award_id",
            whose="""
            (staff_id = :staff OR EXISTS (SELECT 1 FROM entry_authors AS w
                WHERE w.entry_id = listed.record_id AND w.staff_id = :staff))
            """,
        ),
        _records(
            "awards",
            f"""
            SELECT e.entry_id AS record_id, {CONTEST_DAY} AS on_day, e.library_id, e.staff_id,
                c.title AS contest, c.audience, e.title, a.name_ru AS award,
                a.name_be AS award_be, r.award_words
            FROM entries AS e JOIN contests AS c USING (contest_id)
                JOIN results AS r USING (entry_id) JOIN contest_awards AS a USING (award_id)
            WHERE e.state <> 'withdrawn' AND c.published_at IS NOT NULL
                AND {CONTEST_DAY} BETWEEN :first AND :last
            """,
            "contest", "audience", "title", "award", "award_be", "award_words",
            whose="""
            (staff_id = :staff OR EXISTS (SELECT 1 FROM entry_authors AS w
                WHERE w.entry_id = listed.record_id AND w.staff_id = :staff))
            """,
        ),
        _records(
            "classes",
            f"""
            SELECT k.class_id AS record_id, min(s.held_on) AS on_day, NULL AS library_id,
                NULL AS staff_id, k.title, k.position, count(*) AS sessions,
                sum(s.hours) AS hours
            FROM classes AS k JOIN sessions AS s USING (class_id)
            WHERE s.session_id IN (SELECT s.session_id {ROWS["sessions"]})
            GROUP BY k.class_id
            """,
            "title", "position", "sessions", "hours",
        ),
        _records(
            "sessions",
            f"""
            SELECT s.session_id AS record_id, s.held_on AS on_day, NULL AS library_id,
                s.teacher_id AS staff_id, s.class_id,
                (SELECT title FROM classes AS k WHERE k.class_id = s.class_id) AS class,
                s.topic, s.form, s.hours
            {ROWS["sessions"]}
            """,
            "class_id", "class", "topic", "form", "hours",
        ),
        _records(
            "attendances",
            f"""
            SELECT a.session_id || '/' || a.staff_id AS record_id, s.held_on AS on_day,
                {OWN_LIBRARY.format(staff="a.staff_id")} AS library_id, a.staff_id,
                (SELECT title FROM classes AS k WHERE k.class_id = s.class_id) AS class,
                s.topic, s.form, s.hours
            {ROWS["attendances"]}
            """,
            "class", "topic", "form", "hours",
        ),
        _records(
            "certificates",
            f"""
            SELECT c.certificate_id AS record_id, c.issued_on AS on_day,
                {OWN_LIBRARY.format(staff="c.staff_id")} AS library_id, c.staff_id,
                (SELECT title FROM classes AS k WHERE k.class_id = c.class_id) AS class, c.hours
            FROM certificates AS c
            WHERE c.revoked_at IS NULL AND c.issued_on BETWEEN :first AND :last
            """,
            "class", "hours",
        ),
        _records(
            "publications",
            # One without a day counts at the end of its year.
            """
            SELECT p.publication_id AS record_id,
                coalesce(p.issued_on, p.issued_year || '-12-31') AS on_day, NULL AS library_id,
                p.created_by AS staff_id, p.series, p.kind, p.genre, p.title, p.subtitle,
                p.theme, p.in_report, p.position
            FROM publications AS p
            WHERE p.removed_at IS NULL
                AND coalesce(p.issued_on, p.issued_year || '-12-31') BETWEEN :first AND :last
            """,
            "series", "kind", "genre", "title", "subtitle", "theme", "in_report", "position",
            whose="""
            EXISTS (SELECT 1 FROM publication_authors AS w
                WHERE w.publication_id = listed.record_id AND w.staff_id = :staff)
            """,
        ),
        _records(
            "uses",
            """
            SELECT u.use_id AS record_id, u.used_on AS on_day, u.library_id, u.staff_id,
                p.title, u.people
            FROM publication_uses AS u JOIN publications AS p USING (publication_id)
            WHERE u.removed_at IS NULL AND u.used_on BETWEEN :first AND :last
            """,
            "title", "people",
        ),
        _records(
            "campaigns",
            """
            SELECT c.campaign_id AS record_id, c.opens_on AS on_day, NULL AS library_id,
                NULL AS staff_id, c.name, c.part, c.period, c.opens_on,
                sum(u.state = 'accepted') AS accepted, count(*) AS asked
            FROM campaigns AS c JOIN campaign_units AS u USING (campaign_id)
            WHERE c.opens_on BETWEEN :first AND :last
            GROUP BY c.campaign_id HAVING accepted > 0
            """,
            "name", "part", "period", "opens_on", "accepted", "asked",
        ),
        _records(
            "units",
            """
            SELECT u.unit_id AS record_id, c.opens_on AS on_day, u.library_id, u.staff_id,
                c.campaign_id, c.name, c.part, c.period, u.state
            FROM campaign_units AS u JOIN campaigns AS c USING (campaign_id)
            WHERE c.opens_on BETWEEN :first AND :last
            """,
            "campaign_id", "name", "part", "period", "state",
        ),
        _records(
            "figures",
            f"""
            SELECT f.library_id || '/' || f.question AS record_id, f.period || '-01' AS on_day,
                f.library_id, NULL AS staff_id, f.period, f.question, f.number
            FROM figures AS f
            WHERE f.number IS NOT NULL AND f.period = ({LATEST})
            """,
            "period", "question", "number",
        ),
        _records(
            "consultations",
            f"""
            SELECT r.consultation_id AS record_id, r.held_on AS on_day, r.library_id, r.staff_id,
                r.channel, r.topic, r.subject, r.people, r.minutes
            {ROWS["consultations"]}
            """,
            "channel", "topic", "subject", "people", "minutes",
        ),
        _records(
            "site",
            f"""
            SELECT r.log_id AS record_id, r.put_on AS on_day, r.library_id,
                coalesce((SELECT n.staff_id FROM news AS n WHERE n.news_id = r.news_id),
                    r.staff_id) AS staff_id,
                r.kind, r.title, r.url, substr(r.put_on, 1, 7) AS month
            {ROWS["site"]}
            """,
            "kind", "title", "url", "month",
        ),
    )
}  # fmt: skip

HELD: Final = (("outcome", "held"),)
STAFF_CONTEST: Final = (("level", "district"), ("audience", "staff"))
INDICATORS: Final = (
    "users", "users_children", "users_60", "visits", "visits_events", "loans", "stock", "events",
    "paid_fact", "homebound",
)  # fmt: skip
MEASURES: Final[Mapping[str, Measure]] = {
    one.name: one
    for one in (
        Measure("visits", "visits", where=HELD),
        Measure("trips", "visits", "distinct", "trip_id"),
        Measure("libraries_visited", "visits", "distinct", "library_id", HELD),
        Measure("visits_planned", "plan"),
        Measure("visits_by_plan", "plan_done"),
        Measure("recommendations", "recommendations"),
        Measure("recommendations_accepted", "recommendations", where=(("state", "accepted"),)),
        Measure("rounds", "rounds"),
        Measure("round_libraries", "rounds", "distinct", "library_id"),
        *(Measure(f"round_{one}", "rounds", "sum", one) for one in ROUND_COLUMNS),
        Measure("contests_continued", "contests", where=(*STAFF_CONTEST, ("is_continuing", 1))),
        Measure("contests_new", "contests", where=(*STAFF_CONTEST, ("is_continuing", 0))),
        Measure("contests_readers", "contests", where=(("audience", "readers"),)),
        Measure("entries", "entries"),
        Measure("entries_admitted", "entries", where=(("state", "admitted"),)),
        Measure("entry_libraries", "entries", "distinct", "library_id"),
        Measure("awards", "awards"),
        Measure("classes", "classes"),
        Measure("sessions", "sessions"),
        Measure("session_hours", "sessions", "sum", "hours", is_decimal=True),
        Measure("attendances", "attendances"),
        Measure("learners", "attendances", "distinct", "staff_id"),
        Measure("learning_hours", "attendances", "sum", "hours", is_decimal=True),
        Measure("certificates", "certificates"),
        Measure("scenarios", "publications", where=(("series", "scenarios"),)),
        Measure("methodical", "publications", where=(("series", "methodical"),)),
        Measure("publications", "publications"),
        Measure("uses", "uses"),
        Measure("campaigns", "campaigns"),
        Measure("units_asked", "units"),
        Measure("units_accepted", "units", where=(("state", "accepted"),)),
        *(
            Measure(
                f"figure_{one}", "figures", "sum", "number", (("question", one),),
                is_decimal=one == "paid_fact",
            )
            for one in INDICATORS
        ),
        Measure("consultations", "consultations"),
        Measure("consultations_site", "consultations", where=(("channel", "site"),)),
        Measure("consultations_bot", "consultations", where=(("channel", "bot"),)),
        Measure("site_items", "site"),
        Measure("site_news", "site", where=(("kind", "news"),)),
        Measure("site_months", "site", "distinct", "month"),
    )
}  # fmt: skip


def select(records: str, where: str = "TRUE") -> str:
    """Return the statement that lists records of a kind in a scope, by day."""
    kind = RECORDS[records]
    columns = ", ".join(("record_id", "on_day", "library_id", "staff_id", *kind.columns))
    return f"""
    SELECT {columns} FROM (SELECT * FROM ({kind.sql})) AS listed
    WHERE (:libraries IS NULL OR library_id IN (SELECT value FROM json_each(:libraries)))
        AND (:staff IS NULL OR {kind.whose}) AND {where}
    ORDER BY on_day, record_id
    """


def values(scope: Scope, staff_id: int | None = None) -> dict[str, Any]:
    """Return what the names of `select` are bound to; `staff_id`: only what is this person's."""
    return {**scope.values, "staff": staff_id}


async def numbers(
    db: Reader, scope: Scope, staff_id: int | None = None, only: Iterable[str] | None = None
) -> dict[str, Number]:
    """Return every measure (or those named) as recorded and with its corrections.

    A correction of a library's number counts for the library and the whole network, one of the
    network only for the network; none is a person's.
    """
    wanted = [MEASURES[name] for name in (MEASURES if only is None else only)]
    by_kind: dict[str, list[Measure]] = {}
    for one in wanted:
        by_kind.setdefault(one.records, []).append(one)
    bound = values(scope, staff_id)
    found = await db.batch([(_totals(kind, many), bound) for kind, many in by_kind.items()])
    recorded: dict[str, float] = {}
    for rows in found:
        recorded |= dict(rows[0])
    added = {} if staff_id is not None else await corrections.sums(db, scope)
    return {
        one.name: Number(_number(one, recorded[one.name]), _number(one, added.get(one.name, 0)))
        for one in wanted
    }


def _totals(records: str, many: Iterable[Measure]) -> str:
    told = ", ".join(
        f"{one.aggregate} FILTER (WHERE {one.condition}) AS {one.name}"
        if one.how != "sum"
        else f"coalesce(sum({one.column}) FILTER (WHERE {one.condition}), 0) AS {one.name}"
        for one in many
    )
    return f"SELECT {told} FROM ({select(records)})"


def _number(measure: Measure, value: float) -> int | float:
    return float(value) if measure.is_decimal else int(value)


async def behind(
    db: Reader,
    name: str,
    scope: Scope,
    staff_id: int | None = None,
    *,
    limit: int = -1,
    offset: int = 0,
) -> list[Row]:
    """Return the records behind a measure, by day: those that its filters let through.

    Of a distinct measure all its records, of which some have the same value.
    """
    measure = MEASURES[name]
    return await db.all(
        f"{select(measure.records, measure.condition)} LIMIT :limit OFFSET :offset",
        {**values(scope, staff_id), "limit": limit, "offset": offset},
    )


async def amount(db: Reader, name: str, scope: Scope, staff_id: int | None = None) -> int:
    """Count the records behind a measure."""
    measure = MEASURES[name]
    row = await db.one(
        f"SELECT count(*) AS n FROM ({select(measure.records, measure.condition)})",
        values(scope, staff_id),
    )
    return int(row["n"]) if row else 0


def pages(
    db: Reader, records: str, scope: Scope, staff_id: int | None = None
) -> AsyncIterator[list[Row]]:
    """Yield all records of a kind in a scope, by day, a page at a time."""
    return db.pages(select(records), values(scope, staff_id))


def of_records(records: str) -> Iterator[Measure]:
    """Yield the measures that count a kind of records."""
    return (one for one in MEASURES.values() if one.records == records)


async def top_purposes(db: Reader, scope: Scope) -> list[tuple[str, int]]:
    """Return each purpose of the visits held and how many had it, the most frequent first."""
    rows = await db.all(
        f"""
        SELECT p.purpose, count(*) AS visits FROM ({select("visits", "outcome = 'held'")}) AS v
            JOIN visit_purposes AS p ON p.visit_id = v.record_id
        GROUP BY p.purpose ORDER BY visits DESC, p.purpose
        """,
        values(scope),
    )
    return [(row["purpose"], row["visits"]) for row in rows]


async def by_library(db: Reader, name: str, scope: Scope) -> dict[int, int | float]:
    """Return a measure as recorded for each library that has any."""
    measure = MEASURES[name]
    rows = await db.all(
        f"""
        SELECT library_id, {measure.aggregate} AS number
        FROM ({select(measure.records, measure.condition)})
        WHERE library_id IS NOT NULL GROUP BY library_id
        """,
        values(scope),
    )
    return {row["library_id"]: _number(measure, row["number"]) for row in rows}


async def by_month(db: Reader, name: str, scope: Scope) -> dict[str, int | float]:
    """Return a measure as recorded for each month (2026-10) that has any."""
    measure = MEASURES[name]
    rows = await db.all(
        f"""
        SELECT substr(on_day, 1, 7) AS month, {measure.aggregate} AS number
        FROM ({select(measure.records, measure.condition)}) GROUP BY 1 ORDER BY 1
        """,
        values(scope),
    )
    return {row["month"]: _number(measure, row["number"]) for row in rows}
