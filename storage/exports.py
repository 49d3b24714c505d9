"""Every kind of record as flat rows for scripts and for «Мои данные»; codes of links stay inside.

Reads stream from a connection of their own, beside the running bot.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from storage.database import Reader


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its query, and which columns hold JSON."""

    sql: str
    documents: frozenset[str] = frozenset()  # columns with JSON: lists and answers
    owner: str | None = None  # SQL that says whether a record is the person :id's


def _kind(sql: str, *documents: str, owner: str | None = None) -> Kind:
    return Kind(sql, frozenset(documents), owner)


_PURPOSES: Final = """
(SELECT json_group_array(purpose) FROM (
    SELECT purpose FROM visit_purposes WHERE visit_id = v.visit_id ORDER BY position))
"""

_CLOSED: Final = """
EXISTS (SELECT 1 FROM periods
    WHERE closed_at IS NOT NULL AND {on} BETWEEN first_on AND last_on) AS period_closed
"""

KINDS: Final = {
    "libraries": _kind("SELECT * FROM libraries"),
    "settlements": _kind(
        """
        SELECT s.settlement_id, l.code AS library, s.name_ru, s.name_be, s.households, s.residents
        FROM settlements AS s JOIN libraries AS l USING (library_id)
        """
    ),
    "staff": _kind(
        """
        SELECT s.*, a.user_id, a.linked_at, a.blocked_at, a.seen_at,
            (SELECT json_group_array(code) FROM (
                SELECT l.code FROM staff_libraries AS sl JOIN libraries AS l USING (library_id)
                WHERE sl.staff_id = s.staff_id ORDER BY sl.position)) AS libraries,
            (SELECT json_group_array(duty) FROM duties WHERE staff_id = s.staff_id) AS duties
        FROM staff AS s LEFT JOIN accounts AS a ON a.staff_id = s.staff_id
        """,
        "libraries",
        "duties",
        owner="staff_id = :id",
    ),
    "leaves": _kind("SELECT * FROM leaves", owner="staff_id = :id"),
    "days": _kind("SELECT * FROM days"),
    "invites": _kind(
        """
        SELECT invite_id, staff_id, made_by, made_at, expires_at, used_at, used_by, withdrawn_at
        FROM invites
        """,
        owner="staff_id = :id",
    ),
    "access_requests": _kind("SELECT * FROM access_requests", owner="staff_id = :id"),
    "notices": _kind("SELECT * FROM notices"),
    "consents": _kind("SELECT * FROM consents", owner="staff_id = :id"),
    "settings": _kind("SELECT * FROM settings", "value"),
    "history": _kind(
        "SELECT * FROM history",
        "old",
        "new",
        owner="""
            staff_id = :id OR (subject IN ('staff', 'accounts') AND subject_id = CAST(:id AS TEXT))
        """,
    ),
    "forms": _kind("SELECT form, version, made_at FROM forms"),
    "drafts": _kind("SELECT * FROM drafts", "context", "answers", owner="staff_id = :id"),
    "submissions": _kind("SELECT * FROM submissions", "answers", owner="staff_id = :id"),
    "trips": _kind(
        """
        SELECT t.trip_id, t.made_on, t.transport, t.km, t.live_visits, t.created_at,
            (SELECT json_group_array(staff_id) FROM trip_travellers
                WHERE trip_id = t.trip_id) AS travellers
        FROM trips AS t
        """,
        "travellers",
    ),
    "visits": _kind(
        f"""
        SELECT v.*, l.code AS library, l.short_ru AS library_name, {_PURPOSES} AS purposes,
            (SELECT json_group_array(staff_id) FROM trip_travellers
                WHERE trip_id = v.trip_id) AS travellers,
            {_CLOSED.format(on="v.visited_on")}
        FROM visits AS v JOIN libraries AS l USING (library_id)
        """,
        "purposes",
        "travellers",
        owner="staff_id = :id",
    ),
    "plan_lines": _kind(
        """
        SELECT p.*, l.code AS library, l.short_ru AS library_name
        FROM plan_lines AS p JOIN libraries AS l USING (library_id)
        """,
        owner="removed_at IS NULL AND :id IN (staff_id, made_by)",
    ),
    "plan_additions": _kind("SELECT * FROM plan_additions", owner="made_by = :id"),
    "plan_trips": _kind(
        """
        SELECT t.*,
            (SELECT json_group_array(staff_id) FROM plan_trip_travellers
                WHERE plan_trip_id = t.plan_trip_id) AS travellers,
            (SELECT json_group_array(code) FROM (
                SELECT l.code FROM plan_lines AS p JOIN libraries AS l USING (library_id)
                WHERE p.plan_trip_id = t.plan_trip_id AND p.removed_at IS NULL
                ORDER BY p.position)) AS libraries
        FROM plan_trips AS t
        """,
        "travellers",
        "libraries",
        owner="""
            made_by = :id OR plan_trip_id IN (
                SELECT plan_trip_id FROM plan_trip_travellers WHERE staff_id = :id)
        """,
    ),
    "plan_trip_questions": _kind("SELECT * FROM plan_trip_questions", owner="staff_id = :id"),
    "rounds": _kind(
        f"""
        SELECT r.*, l.code AS library, l.short_ru AS library_name, s.name_ru AS settlement,
            (SELECT json_group_array(partner) FROM (
                SELECT partner FROM round_partners WHERE round_id = r.round_id
                ORDER BY position)) AS partners,
            (SELECT json_group_array(json_object('list', list, 'code', code, 'count', count))
                FROM round_counts WHERE round_id = r.round_id) AS counts,
            (SELECT json_group_object(title, count) FROM round_titles
                WHERE round_id = r.round_id) AS titles,
            {_CLOSED.format(on="r.made_on")}
        FROM rounds AS r JOIN libraries AS l USING (library_id)
            LEFT JOIN settlements AS s USING (settlement_id)
        """,
        "partners",
        "counts",
        "titles",
        owner="staff_id = :id",
    ),
    "round_choices": _kind("SELECT * FROM round_choices"),
    "contests": _kind("SELECT * FROM contests"),
    "contest_awards": _kind("SELECT * FROM contest_awards"),
    "contest_jurors": _kind("SELECT * FROM contest_jurors", owner="staff_id = :id"),
    "nominations": _kind("SELECT * FROM nominations"),
    "criteria": _kind("SELECT * FROM criteria"),
    "contest_materials": _kind("SELECT * FROM contest_materials"),
    "media": _kind("SELECT * FROM media"),
    "entries": _kind(
        """
        SELECT e.*, c.title AS contest, l.code AS library, l.short_ru AS library_name,
            n.name_ru AS nomination,
            (SELECT a.name_ru FROM results AS r JOIN contest_awards AS a USING (award_id)
                WHERE r.entry_id = e.entry_id AND c.published_at IS NOT NULL) AS award,
            (SELECT a.name_be FROM results AS r JOIN contest_awards AS a USING (award_id)
                WHERE r.entry_id = e.entry_id AND c.published_at IS NOT NULL) AS award_be,
            (SELECT r.award_words FROM results AS r
                WHERE r.entry_id = e.entry_id AND c.published_at IS NOT NULL) AS award_words,
            (SELECT json_group_array(staff_id) FROM entry_authors
                WHERE entry_id = e.entry_id) AS coauthors,
            (SELECT json_group_array(json_object('role', role, 'file_id', file_id)) FROM (
                SELECT role, file_id FROM entry_files WHERE entry_id = e.entry_id
                ORDER BY position)) AS files,
            (SELECT json_group_array(url) FROM (
                SELECT url FROM entry_links WHERE entry_id = e.entry_id
                ORDER BY position)) AS links,
            (SELECT json_group_object(kind, answer) FROM entry_consents
                WHERE entry_id = e.entry_id) AS consents
        FROM entries AS e JOIN contests AS c USING (contest_id) JOIN libraries AS l
            USING (library_id) LEFT JOIN nominations AS n USING (nomination_id)
        """,
        "coauthors",
        "files",
        "links",
        "consents",
        owner="""
            staff_id = :id
            OR entry_id IN (SELECT entry_id FROM entry_authors WHERE entry_authors.staff_id = :id)
        """,
    ),
    "deals": _kind("SELECT * FROM deals", owner="staff_id = :id"),
    "judgements": _kind(
        """
        SELECT j.*, (SELECT json_group_object(criterion_id, points) FROM scores AS s
            WHERE s.entry_id = j.entry_id AND s.staff_id = j.staff_id) AS points
        FROM judgements AS j
        """,
        "points",
        owner="staff_id = :id",
    ),
    "casting_votes": _kind("SELECT * FROM casting_votes", owner="staff_id = :id"),
    "results": _kind("SELECT * FROM results"),
    "entry_forwards": _kind("SELECT * FROM entry_forwards", owner="forwarded_by = :id"),
    "on_behalf": _kind("SELECT * FROM on_behalf", owner="staff_id = :id"),
    "campaigns": _kind("SELECT * FROM campaigns"),
    "campaign_units": _kind(
        """
        SELECT u.*, l.code AS library, c.period
        FROM campaign_units AS u JOIN libraries AS l USING (library_id)
        JOIN campaigns AS c USING (campaign_id)
        """,
        owner="staff_id = :id",
    ),
    "acceptances": _kind(
        """
        SELECT a.*, (SELECT json_group_array(json_object(
                'unit_id', unit_id, 'submission_id', submission_id)) FROM acceptance_units
            WHERE acceptance_id = a.acceptance_id) AS units
        FROM acceptances AS a
        """,
        "units",
    ),
    "remarks": _kind(
        """
        SELECT r.*, l.code AS library, c.period FROM remarks AS r
        JOIN campaign_units AS u USING (unit_id) JOIN libraries AS l USING (library_id)
        JOIN campaigns AS c USING (campaign_id)
        """,
        "was",
        "became",
        owner="made_by = :id OR settled_by = :id",
    ),
    "entry_remarks": _kind(
        """
        SELECT r.*, l.code AS library FROM entry_remarks AS r JOIN entries AS e USING (entry_id)
        JOIN libraries AS l USING (library_id)
        """,
        "was",
        "became",
        owner="made_by = :id OR settled_by = :id",
    ),
    "figures": _kind(
        """
        SELECT l.code AS library, f.period, f.question, f.number, f.fact, f.unit_id
        FROM figures AS f JOIN libraries AS l USING (library_id)
        """
    ),
    "reference_figures": _kind(
        """
        SELECT l.code AS library, r.year, r.name, r.number
        FROM reference_figures AS r JOIN libraries AS l USING (library_id)
        """
    ),
    "findings": _kind("SELECT * FROM visit_findings"),
    "recommendations": _kind(
        """
        SELECT r.*, l.code AS library, v.visited_on, v.staff_id AS given_by
        FROM recommendations AS r JOIN visits AS v USING (visit_id)
        JOIN libraries AS l USING (library_id)
        """,
        owner="responsible_id = :id OR done_by = :id",
    ),
    "recommendation_files": _kind("SELECT * FROM recommendation_files"),
    "files": _kind("SELECT * FROM files", owner="staff_id = :id"),
    "unplaced": _kind(
        """
        SELECT staff_id, mark, sent_at, json_extract(value, '$.kind') AS kind,
            json_extract(value, '$.name') AS name, text
        FROM unplaced, json_each(media)
        """,
        owner="staff_id = :id",
    ),
    "periods": _kind("SELECT * FROM periods"),
    "measure_corrections": _kind(
        """
        SELECT c.*, l.code AS library
        FROM measure_corrections AS c LEFT JOIN libraries AS l USING (library_id)
        """,
        owner=":id IN (made_by, removed_by)",
    ),
    "report_editions": _kind("SELECT * FROM report_editions", owner="made_by = :id"),
    "statistical_rows": _kind("SELECT * FROM statistical_rows"),
    "journals": _kind("SELECT * FROM journals", owner="made_by = :id"),
    "questions": _kind(
        """
        SELECT q.*, (SELECT m.said FROM question_messages AS m
            WHERE m.question_id = q.question_id ORDER BY m.message_id LIMIT 1) AS question
        FROM questions AS q
        """,
        owner=":id IN (staff_id, taken_by)",
    ),
    "question_messages": _kind(
        "SELECT * FROM question_messages",
        "media",
        owner="""
            staff_id = :id
            OR question_id IN (SELECT question_id FROM questions WHERE staff_id = :id)
        """,
    ),
    "consultations": _kind(
        """
        SELECT c.*, l.code AS library, l.short_ru AS library_name, t.name_ru AS topic_name
        FROM consultations AS c LEFT JOIN libraries AS l USING (library_id)
        LEFT JOIN topics AS t ON t.code = c.topic
        """,
        owner=":id IN (staff_id, created_by)",
    ),
    "topics": _kind("SELECT * FROM topics"),
    "faq": _kind("SELECT * FROM faq", owner="created_by = :id"),
    "publications": _kind(
        f"""
        SELECT p.*,
            (SELECT json_group_array(staff_id) FROM publication_authors
                WHERE publication_id = p.publication_id) AS author_ids,
            (SELECT json_group_array(printf('%02d.%02d', day, month)) FROM publication_days
                WHERE publication_id = p.publication_id) AS days,
            (SELECT json_group_array(file_id) FROM (
                SELECT file_id FROM publication_files
                WHERE publication_id = p.publication_id ORDER BY position)) AS files,
            (SELECT coalesce(sum(opens), 0) FROM publication_opens
                WHERE publication_id = p.publication_id) AS opens,
            (SELECT count(*) FROM publication_uses
                WHERE publication_id = p.publication_id AND removed_at IS NULL) AS uses,
            {_CLOSED.format(on="coalesce(p.issued_on, p.issued_year || '-12-31')")}
        FROM publications AS p
        """,
        "author_ids",
        "days",
        "files",
        owner="""
            :id = created_by OR :id IN (SELECT value FROM json_each(author_ids))
        """,
    ),
    "publication_opens": _kind("SELECT * FROM publication_opens"),
    "publication_uses": _kind(
        f"""
        SELECT u.*, l.code AS library, l.short_ru AS library_name, p.title,
            {_CLOSED.format(on="u.used_on")}
        FROM publication_uses AS u JOIN libraries AS l USING (library_id)
        JOIN publications AS p USING (publication_id)
        """,
        owner="staff_id = :id",
    ),
    "memorable_days": _kind("SELECT * FROM memorable_days", owner="added_by = :id"),
    "material_requests": _kind(
        """
        SELECT r.*, p.title AS publication,
            (SELECT json_group_array(file_id) FROM (
                SELECT file_id FROM material_request_files
                WHERE request_id = r.request_id ORDER BY position)) AS files
        FROM material_requests AS r LEFT JOIN publications AS p USING (publication_id)
        """,
        "files",
        owner=":id IN (staff_id, taken_by, answered_by)",
    ),
    "news": _kind(
        f"""
        SELECT n.*, l.code AS library, l.short_ru AS library_name,
            (SELECT json_group_array(json_object(
                'file_id', file_id, 'alt', alt, 'people', people, 'parents', parents,
                'said_by', said_by, 'said_at', said_at)) FROM (
                SELECT * FROM news_photos WHERE news_id = n.news_id ORDER BY position)) AS photos,
            {_CLOSED.format(on="n.happened_on")}
        FROM news AS n JOIN libraries AS l USING (library_id)
        """,
        "photos",
        owner="staff_id = :id",
    ),
    "site_log": _kind(
        f"""
        SELECT s.*, l.code AS library, l.short_ru AS library_name,
            {_CLOSED.format(on="s.put_on")}
        FROM site_log AS s LEFT JOIN libraries AS l USING (library_id)
        """,
        owner="staff_id = :id",
    ),
    "announcements": _kind(
        """
        SELECT a.*, (SELECT json_group_array(file_id) FROM (
                SELECT file_id FROM announcement_files
                WHERE announcement_id = a.announcement_id ORDER BY position)) AS files
        FROM announcements AS a
        """,
        "chosen",
        "files",
        owner="made_by = :id",
    ),
    "announcement_readers": _kind(
        """
        SELECT r.*, a.sent_at, a.body FROM announcement_readers AS r
        JOIN announcements AS a USING (announcement_id)
        """,
        owner="staff_id = :id",
    ),
    "classes": _kind("SELECT * FROM classes"),
    "class_members": _kind(
        """
        SELECT m.*, c.title AS class, c.year FROM class_members AS m
        JOIN classes AS c USING (class_id)
        """,
        owner="staff_id = :id",
    ),
    "sessions": _kind(  # its code and token let people mark themselves: they stay inside
        f"""
        SELECT s.session_id, c.title AS class, c.year, s.held_on, s.begins_at, s.ends_at,
            s.hours, s.form, s.topic, s.teacher_id, s.teacher_name, s.place, s.link, s.feedback,
            s.announced_at, s.changed, s.rolled_at, s.cancelled_at, s.cancelled_why,
            s.created_at, s.created_by,
            (SELECT json_group_array(file_id) FROM (
                SELECT file_id FROM session_files
                WHERE session_id = s.session_id ORDER BY position)) AS files,
            {_CLOSED.format(on="s.held_on")}
        FROM sessions AS s JOIN classes AS c USING (class_id)
        """,
        "files",
        owner="teacher_id = :id",
    ),
    "session_replies": _kind(
        """
        SELECT r.*, s.held_on, s.topic, c.title AS class FROM session_replies AS r
        JOIN sessions AS s USING (session_id) JOIN classes AS c USING (class_id)
        """,
        owner="staff_id = :id",
    ),
    "attendance": _kind(
        """
        SELECT a.*, c.title AS class, c.year, s.held_on, s.topic, s.form, s.hours
        FROM attendance AS a JOIN sessions AS s USING (session_id)
        JOIN classes AS c USING (class_id)
        """,
        owner="staff_id = :id",
    ),
    "session_feedback": _kind(
        """
        SELECT f.*, c.title AS class, c.year, s.held_on, s.topic
        FROM session_feedback AS f JOIN sessions AS s USING (session_id)
        JOIN classes AS c USING (class_id)
        """,
        "answers",
        owner="staff_id = :id",
    ),
    "certificates": _kind(
        """
        SELECT r.*, c.title AS class, c.year FROM certificates AS r
        JOIN classes AS c USING (class_id)
        """,
        owner="staff_id = :id",
    ),
    "reminders": _kind("SELECT * FROM reminders", owner="staff_id = :id"),
}
"""What can be exported, by the name on the command line."""


def rows(
    connection: sqlite3.Connection, kind: str, source: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the records of a kind one by one; raises KeyError for an unknown kind.

    `source`: only those that were entered from it; the kind must have such a column.
    """
    chosen = KINDS[kind]
    sql = chosen.sql if source is None else f"SELECT * FROM ({chosen.sql}) WHERE source = :source"
    for row in connection.execute(sql, {"source": source}):
        yield _record(row, chosen)


def columns(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Return the names of a kind's columns, also where there are no records."""
    described = connection.execute(f"SELECT * FROM ({KINDS[kind].sql}) LIMIT 0").description
    return [column[0] for column in described]


async def about(db: Reader, staff_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return all records that are a person's, by kind: what is stored about them, and by them."""
    owned = {name: kind for name, kind in KINDS.items() if kind.owner}
    found = await db.batch(
        [
            (f"SELECT * FROM ({kind.sql}) WHERE {kind.owner}", {"id": staff_id})
            for kind in owned.values()
        ]
    )
    return {
        name: [_record(row, kind) for row in some]
        for (name, kind), some in zip(owned.items(), found, strict=True)
    }


def _record(row: sqlite3.Row, kind: Kind) -> dict[str, Any]:
    values = dict(row)
    for name in kind.documents:
        values[name] = None if values[name] is None else json.loads(values[name])
    return values
