"""Publications: kept, changed, removed, listed; openings are counted by day, never by person."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.days import day, iso
from storage.records.publications import (
    Publication,
    PublicationFields,
    PublicationFilter,
    Tally,
    Theme,
)

SUBJECT: Final = "publications"
COLUMNS: Final = (
    "series", "kind", "genre", "title", "subtitle", "theme", "about", "issued_year",
    "content_year", "issued_on", "authors", "event", "contest_id", "pages", "print_run", "link",
    "in_report", "position",
)  # fmt: skip
PLAIN: Final = tuple(name for name in COLUMNS if name not in {"issued_on", "in_report"})
INSERT: Final = f"""
INSERT INTO publications ({", ".join(COLUMNS)}, created_at, created_by)
VALUES ({", ".join(f":{name}" for name in COLUMNS)}, :now, :by)
"""
UPDATE: Final = f"""
UPDATE publications SET {", ".join(f"{name} = :{name}" for name in COLUMNS)}
WHERE publication_id = :publication_id
"""
PARTS: Final = """
    (SELECT json_group_array(file_id) FROM (
        SELECT file_id FROM publication_files WHERE publication_id = p.publication_id
        ORDER BY position)) AS file_ids,
    (SELECT json_group_array(staff_id) FROM (
        SELECT staff_id FROM publication_authors WHERE publication_id = p.publication_id
        ORDER BY staff_id)) AS author_ids,
    (SELECT json_group_array(json_array(month, day)) FROM (
        SELECT month, day FROM publication_days WHERE publication_id = p.publication_id
        ORDER BY month, day)) AS days,
    (SELECT total(opens) FROM publication_opens WHERE publication_id = p.publication_id) AS opens,
    (SELECT count(*) FROM publication_uses
        WHERE publication_id = p.publication_id AND removed_at IS NULL) AS uses
"""
NEWEST: Final = """
issued_year DESC, coalesce(issued_on, substr(created_at, 1, 10)) DESC, publication_id DESC
"""
REPORTED: Final = "position, publication_id"
WANTED: Final = """
removed_at IS NULL
    AND (:series IS NULL OR series = :series)
    AND (:kind IS NULL OR kind = :kind)
    AND (:theme IS NULL OR theme = :theme)
    AND (:issued_year IS NULL OR issued_year = :issued_year)
    AND (:created_by IS NULL OR created_by = :created_by)
    AND (:author_id IS NULL OR publication_id IN (
        SELECT publication_id FROM publication_authors WHERE staff_id = :author_id))
    AND (:unopened_before IS NULL OR created_at < :unopened_before AND publication_id NOT IN (
        SELECT publication_id FROM publication_opens))
"""
NO_LIMIT: Final = -1  # SQLite's


def _select(where: str, order: str = NEWEST) -> str:
    """Return the statement: the rows are chosen before their parts are looked up."""
    return f"""
    SELECT p.*, {PARTS} FROM (
        SELECT * FROM publications WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :offset
    ) AS p
    """


def _read(row: Row) -> Publication:
    return Publication(
        publication_id=row["publication_id"],
        **{name: row[name] for name in PLAIN},
        issued_on=day(row["issued_on"]),
        in_report=bool(row["in_report"]),
        author_ids=tuple(json.loads(row["author_ids"])),
        days=tuple((month, on) for month, on in json.loads(row["days"])),
        file_ids=tuple(json.loads(row["file_ids"])),
        announced_at=row["announced_at"],
        created_at=row["created_at"],
        created_by=row["created_by"],
        removed_at=row["removed_at"],
        opens=int(row["opens"]),
        uses=row["uses"],
    )


# -------------------------------------------------------------------- made and changed


async def add(tx: Tx, new: PublicationFields, *, now: str, by: int) -> int:
    """Keep a publication; return its number."""
    key = await tx.insert(INSERT, {**_columns(new), "now": now, "by": by})
    await tx.batch([*_parts(key, new), history.entry(SUBJECT, key, "added", now=now, by=by)])
    return key


async def change(
    tx: Tx, old: Publication, new: PublicationFields, *, now: str, by: int
) -> dict[str, Any]:
    """Replace what a publication says of itself, with history; return what differs."""
    was, became = history.differences(_fields(old), _fields(new))
    if not became:
        return {}
    key = old.publication_id
    await tx.batch(
        [
            (UPDATE, {**_columns(new), "publication_id": key}),
            *(
                (f"DELETE FROM {table} WHERE publication_id = ?", (key,))
                for table in ("publication_files", "publication_authors", "publication_days")
            ),
            *_parts(key, new),
            history.entry(SUBJECT, key, "changed", now=now, by=by, old=was, new=became),
        ]
    )
    return became


async def remove(tx: Tx, publication_id: int, reason: str, *, now: str, by: int) -> bool:
    """Take a publication out of every list; False where it is out already."""
    removed = await tx.run(
        "UPDATE publications SET removed_at = ? WHERE publication_id = ? AND removed_at IS NULL",
        (now, publication_id),
    )
    if removed:
        await history.add(tx, SUBJECT, publication_id, "removed", now=now, by=by, reason=reason)
    return bool(removed)


async def restore(tx: Tx, publication_id: int, *, now: str, by: int) -> bool:
    """Bring a removed publication back; False where it was not removed."""
    back = await tx.run(
        "UPDATE publications SET removed_at = NULL "
        "WHERE publication_id = ? AND removed_at IS NOT NULL",
        (publication_id,),
    )
    if back:
        await history.add(tx, SUBJECT, publication_id, "restored", now=now, by=by)
    return bool(back)


async def announce(tx: Tx, publication_id: int, *, now: str, by: int) -> bool:
    """Note that people are told of it; False where they were told before."""
    told = await tx.run(
        "UPDATE publications SET announced_at = ? WHERE publication_id = ? "
        "AND announced_at IS NULL AND removed_at IS NULL",
        (now, publication_id),
    )
    if told:
        await history.add(tx, SUBJECT, publication_id, "announced", now=now, by=by)
    return bool(told)


def _fields(one: PublicationFields) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PublicationFields.__slots__}


def _columns(new: PublicationFields) -> dict[str, Any]:
    return {
        **{name: getattr(new, name) for name in PLAIN},
        "issued_on": iso(new.issued_on),
        "in_report": int(new.in_report),
    }


def _parts(key: int, new: PublicationFields) -> list[Statement]:
    return [
        *(
            ("INSERT INTO publication_files VALUES (?, ?, ?)", (key, n, file_id))
            for n, file_id in enumerate(new.file_ids)
        ),
        *(
            ("INSERT INTO publication_authors VALUES (?, ?)", (key, staff_id))
            for staff_id in new.author_ids
        ),
        *(
            ("INSERT INTO publication_days VALUES (?, ?, ?)", (key, month, on))
            for month, on in new.days
        ),
    ]


# -------------------------------------------------------------------- read


async def by_id(db: Reader, publication_id: int) -> Publication | None:
    """Return a publication, also one that is removed."""
    found = await db.one(
        _select("publication_id = :key"), {"key": publication_id, "limit": 1, "offset": 0}
    )
    return None if found is None else _read(found)


async def by_ids(db: Reader, publication_ids: Sequence[int]) -> list[Publication]:
    """Return publications in the order of their numbers given; removed ones are left out."""
    rows = await db.all(
        _select("removed_at IS NULL AND publication_id IN (SELECT value FROM json_each(:keys))"),
        {"keys": json.dumps(list(publication_ids)), "limit": NO_LIMIT, "offset": 0},
    )
    found = {row["publication_id"]: _read(row) for row in rows}
    return [found[key] for key in publication_ids if key in found]


async def listed(
    db: Reader, which: PublicationFilter, *, limit: int = NO_LIMIT, offset: int = 0
) -> list[Publication]:
    """Return the publications of a list, the newest first."""
    rows = await db.all(_select(WANTED), {**_asked(which), "limit": limit, "offset": offset})
    return [_read(row) for row in rows]


async def count(db: Reader, which: PublicationFilter) -> int:
    """Count what `listed` lists."""
    return int(await db.value(f"SELECT count(*) FROM publications WHERE {WANTED}", _asked(which)))


async def known(db: Reader) -> list[Publication]:
    """Return every publication that is not removed, the newest first."""
    return await listed(db, PublicationFilter())


async def on_days(db: Reader, first: date, last: date) -> list[Publication]:
    """Return what is for a day of the year from `first` to `last` of one year, by day."""
    rows = await db.all(
        _select(
            """
            removed_at IS NULL AND publication_id IN (
                SELECT publication_id FROM publication_days
                WHERE month * 100 + day BETWEEN :first AND :last)
            """
        ),
        {
            "first": first.month * 100 + first.day,
            "last": last.month * 100 + last.day,
            "limit": NO_LIMIT,
            "offset": 0,
        },
    )
    return [_read(row) for row in rows]


async def of_year(db: Reader, year: int, series: str | None = None) -> list[Publication]:
    """Return what was issued in a year, in the order of the report."""
    rows = await db.all(
        _select(WANTED, f"series DESC, {REPORTED}"),
        {
            **_asked(PublicationFilter(issued_year=year, series=series)),
            "limit": NO_LIMIT,
            "offset": 0,
        },
    )
    return [_read(row) for row in rows]


async def last_position(db: Reader, year: int, series: str) -> int:
    """Return the last place in the report of a year's series; 0 where there is none."""
    return int(
        await db.value(
            """
            SELECT coalesce(max(position), 0) FROM publications
            WHERE issued_year = ? AND series = ? AND removed_at IS NULL
            """,
            (year, series),
        )
    )


async def tallies(db: Reader, heading: str, which: PublicationFilter) -> list[Tally]:
    """Count publications by `heading`: series, kind, theme or issued_year; the newest year first.

    Those without a theme are not counted under it.
    """
    order = "key DESC" if heading == "issued_year" else "publications DESC, key"
    rows = await db.all(
        f"""
        SELECT CAST({heading} AS TEXT) AS key, count(*) AS publications FROM publications
        WHERE {WANTED} AND {heading} IS NOT NULL GROUP BY key ORDER BY {order}
        """,
        _asked(which),
    )
    return [Tally(row["key"], row["publications"]) for row in rows]


async def themes(db: Reader) -> list[Theme]:
    """Return the themes in use, the one with most publications first."""
    rows = await db.all(
        """
        SELECT theme, count(*) AS publications, max(publication_id) AS publication_id
        FROM publications WHERE removed_at IS NULL AND theme IS NOT NULL
        GROUP BY theme ORDER BY publications DESC, publication_id DESC
        """
    )
    return [Theme(row["theme"], row["publications"], row["publication_id"]) for row in rows]


async def by_author(db: Reader, year: int | None = None) -> list[Tally]:
    """Count publications by the colleague who wrote them, the most productive first."""
    rows = await db.all(
        """
        SELECT CAST(staff_id AS TEXT) AS key, count(*) AS publications
        FROM publication_authors JOIN publications USING (publication_id)
        WHERE removed_at IS NULL AND (:year IS NULL OR issued_year = :year)
        GROUP BY staff_id ORDER BY publications DESC, staff_id
        """,
        {"year": year},
    )
    return [Tally(row["key"], row["publications"]) for row in rows]


def _asked(which: PublicationFilter) -> dict[str, Any]:
    return {name: getattr(which, name) for name in PublicationFilter.__slots__}


# -------------------------------------------------------------------- opened


async def opened(tx: Tx, publication_id: int, on: date, times: int = 1) -> None:
    """Count openings of a day; by whom is not told, so nobody can ask later."""
    await tx.run(
        """
        INSERT INTO publication_opens VALUES (?, ?, ?)
        ON CONFLICT (publication_id, opened_on) DO UPDATE SET opens = opens + excluded.opens
        """,
        (publication_id, iso(on), times),
    )


async def count_opens(db: Reader, first: date, last: date) -> int:
    """Count openings from a day to a day; those of removed publications as well."""
    return int(
        await db.value(
            "SELECT coalesce(sum(opens), 0) FROM publication_opens "
            "WHERE opened_on BETWEEN ? AND ?",
            (iso(first), iso(last)),
        )
    )


async def most_opened(
    db: Reader, first: date, last: date, *, limit: int
) -> list[tuple[Publication, int]]:
    """Return what was opened most from a day to a day, with how often."""
    rows = await db.all(
        """
        SELECT publication_id, sum(opens) AS opens FROM publication_opens
        JOIN publications USING (publication_id)
        WHERE removed_at IS NULL AND opened_on BETWEEN :first AND :last
        GROUP BY publication_id ORDER BY opens DESC, publication_id DESC LIMIT :limit
        """,
        {"first": iso(first), "last": iso(last), "limit": limit},
    )
    often = {row["publication_id"]: row["opens"] for row in rows}
    return [(one, often[one.publication_id]) for one in await by_ids(db, list(often))]
