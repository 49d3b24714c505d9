"""News for the site: handed in, corrected, returned, published, withdrawn; never deleted."""

import json
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.site import News, NewsFields, NewsPhoto

SELECT: Final = """
SELECT n.*,
    (SELECT json_group_array(json_object(
        'file_id', file_id, 'alt', alt, 'people', people, 'parents', parents,
        'said_by', said_by, 'said_at', said_at)) FROM (
        SELECT * FROM news_photos WHERE news_id = n.news_id ORDER BY position)) AS photos
FROM news AS n
"""
PLAIN: Final = ("library_id", "title", "body", "people", "language")
PARSED: Final = frozenset({"happened_on", "photos"})


async def hand_in(
    tx: Tx, new: NewsFields, *, origin: tuple[str, int] | None, now: str, by: int
) -> int:
    """Keep a piece of news for the editor and return its number.

    `origin`: the table and number of the record that it was begun from.
    """
    subject, subject_id = origin or (None, None)
    news_id = await tx.insert(
        """
        INSERT INTO news (library_id, title, happened_on, body, people, language, subject,
            subject_id, staff_id, sent_at, updated_at)
        VALUES (:library_id, :title, :happened_on, :body, :people, :language, :subject,
            :subject_id, :by, :now, :now)
        """,
        {**_columns(new), "subject": subject, "subject_id": subject_id, "by": by, "now": now},
    )
    await tx.batch(
        [
            *_photos(news_id, new.photos, (), now=now, by=by),
            history.entry("news", news_id, "submitted", now=now, by=by),
        ]
    )
    return news_id


async def change(
    tx: Tx, old: News, new: NewsFields, *, hands_in: bool = False, now: str, by: int
) -> None:
    """Replace what it says, with history; `hands_in`: what was returned waits again.

    Published news stays published; a change that says the same changes nothing.
    """
    was, became = history.differences(_stated(old), _stated(new))
    returns = hands_in and old.state == "returned"
    if not (was or returns):
        return
    values = {**_columns(new), "news_id": old.news_id, "now": now, "returns": returns}
    await tx.batch(
        [
            (
                """
                UPDATE news SET library_id = :library_id, title = :title,
                    happened_on = :happened_on, body = :body, people = :people,
                    language = :language, revision = revision + 1, updated_at = :now,
                    state = iif(:returns, 'sent', state), sent_at = iif(:returns, :now, sent_at)
                WHERE news_id = :news_id
                """,
                values,
            ),
            ("DELETE FROM news_photos WHERE news_id = ?", (old.news_id,)),
            *_photos(old.news_id, new.photos, old.photos, now=now, by=by),
            ("UPDATE site_log SET title = ? WHERE news_id = ?", (new.title, old.news_id)),
            history.entry("news", old.news_id, "changed", now=now, by=by, old=was, new=became),
        ]
    )


async def give_back(tx: Tx, news_id: int, remark: str, *, now: str, by: int) -> bool:
    """Return a piece of news with a remark; False where it does not wait for the editor."""
    changed = await tx.run(
        """
        UPDATE news SET state = 'returned', remark = ?, returned_at = ?, returned_by = ?,
            return_no = return_no + 1, updated_at = ?
        WHERE news_id = ? AND state = 'sent'
        """,
        (remark, now, by, now, news_id),
    )
    if changed:
        await history.add(tx, "news", news_id, "returned", now=now, by=by, new=remark)
    return changed > 0


async def publish(tx: Tx, one: News, *, on: date, url: str | None, now: str, by: int) -> bool:
    """Let a piece of news be shown on the site and note it in the log; False where it is.

    One that was withdrawn keeps its name in the feed. `on`: the institution's day.
    """
    changed = await tx.run(
        """
        UPDATE news SET state = 'published', published_at = coalesce(published_at, :now),
            published_by = :by, feed_id = coalesce(feed_id, :feed_id), updated_at = :now,
            withdrawn_at = NULL, withdrawn_by = NULL, withdrawn_why = NULL
        WHERE news_id = :news_id AND state IN ('sent', 'returned', 'withdrawn')
        """,
        {"now": now, "by": by, "feed_id": uuid.uuid4().urn, "news_id": one.news_id},
    )
    if changed:
        await tx.batch(
            [
                (
                    """
                    INSERT INTO site_log
                        (kind, title, put_on, url, library_id, news_id, staff_id, created_at)
                    VALUES ('news', ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (news_id) DO UPDATE SET put_on = excluded.put_on,
                        title = excluded.title, url = excluded.url,
                        staff_id = excluded.staff_id, removed_at = NULL, removed_by = NULL,
                        removed_why = NULL
                    """,
                    (one.title, on.isoformat(), url, one.library_id, one.news_id, by, now),
                ),
                history.entry("news", one.news_id, "published", now=now, by=by),
            ]
        )
    return changed > 0


async def withdraw(
    tx: Tx, news_id: int, reason: str | None, *, keeps_log: bool = False, now: str, by: int
) -> bool:
    """Take a piece of news off the site, or back from the editor; False where it is off.

    `keeps_log`: the log of that day is closed and stays as it was.
    """
    changed = await tx.run(
        """
        UPDATE news SET state = 'withdrawn', withdrawn_at = ?, withdrawn_by = ?,
            withdrawn_why = ?, updated_at = ?
        WHERE news_id = ? AND state <> 'withdrawn'
        """,
        (now, by, reason, now, news_id),
    )
    if changed:
        await tx.batch(
            [
                (
                    """
                    UPDATE site_log SET removed_at = ?, removed_by = ?, removed_why = ?
                    WHERE news_id = ? AND NOT ?
                    """,
                    (now, by, reason, news_id, keeps_log),
                ),
                history.entry("news", news_id, "recalled", now=now, by=by, reason=reason),
            ]
        )
    return changed > 0


# -------------------------------------------------------------------- reading


async def by_id(db: Reader, news_id: int) -> News | None:
    """Return a piece of news in any state."""
    row = await db.one(f"{SELECT} WHERE n.news_id = ?", (news_id,))
    return None if row is None else _news(row)


async def of_person(
    db: Reader, staff_id: int, library_ids: Iterable[int], first: date, last: date
) -> list[News]:
    """Return a person's news and those of their libraries of some days, newest first."""
    rows = await db.all(
        f"""
        {SELECT} WHERE n.happened_on BETWEEN :first AND :last AND (n.staff_id = :staff_id
            OR n.library_id IN (SELECT value FROM json_each(:libraries)))
        ORDER BY n.happened_on DESC, n.news_id DESC
        """,
        {
            "staff_id": staff_id,
            "libraries": json.dumps(list(library_ids)),
            "first": first.isoformat(),
            "last": last.isoformat(),
        },
    )
    return [_news(row) for row in rows]


async def of_days(db: Reader, first: date, last: date) -> list[News]:
    """Return everybody's news of some days, newest first."""
    rows = await db.all(
        f"""
        {SELECT} WHERE n.happened_on BETWEEN ? AND ?
        ORDER BY n.happened_on DESC, n.news_id DESC
        """,
        (first.isoformat(), last.isoformat()),
    )
    return [_news(row) for row in rows]


async def waiting(db: Reader) -> list[News]:
    """Return what waits for the editor, the longest first."""
    rows = await db.all(f"{SELECT} WHERE n.state = 'sent' ORDER BY n.sent_at, n.news_id")
    return [_news(row) for row in rows]


async def returned(db: Reader) -> list[News]:
    """Return what waits for its authors with a remark."""
    rows = await db.all(f"{SELECT} WHERE n.state = 'returned' ORDER BY n.news_id")
    return [_news(row) for row in rows]


async def published(db: Reader) -> list[News]:
    """Return what is on the site, newest first."""
    rows = await db.all(
        f"""
        {SELECT} WHERE n.state = 'published' ORDER BY n.happened_on DESC, n.news_id DESC
        """
    )
    return [_news(row) for row in rows]


async def begun_from(db: Reader, subject: str, subject_id: int) -> News | None:
    """Return the latest news that was begun from a record and not withdrawn."""
    row = await db.one(
        f"""
        {SELECT} WHERE n.subject = ? AND n.subject_id = ? AND n.state <> 'withdrawn'
        ORDER BY n.news_id DESC LIMIT 1
        """,
        (subject, subject_id),
    )
    return None if row is None else _news(row)


async def scans_among(db: Reader, file_ids: Iterable[int]) -> frozenset[int]:
    """Return those of some files that are pages of a newspaper sent to a contest.

    Known by their place, by Telegram's id of the same file, or by the hash of their bytes.
    """
    rows = await db.all(
        """
        SELECT f.file_id FROM files AS f
        WHERE f.file_id IN (SELECT value FROM json_each(?)) AND (
            f.file_id IN (SELECT file_id FROM press_scans)
            OR f.unique_id IN (SELECT unique_id FROM press_scans WHERE unique_id <> '')
            OR f.sha256 IN (SELECT sha256 FROM press_scans WHERE sha256 IS NOT NULL))
        """,
        (json.dumps(list(file_ids)),),
    )
    return frozenset(row["file_id"] for row in rows)


async def changed_at(db: Reader) -> str | None:
    """Return when what is on the site, or was, has last changed (UTC)."""
    return await db.value("SELECT max(updated_at) FROM news WHERE feed_id IS NOT NULL")  # type: ignore[no-any-return]  # a column of text


async def feed_id(db: Reader) -> str:
    """Return what the feed is called for ever."""
    return str(await db.value("SELECT feed_id FROM site_feed"))


# -------------------------------------------------------------------- rows


def _columns(new: NewsFields) -> dict[str, Any]:
    return {
        **{name: getattr(new, name) for name in PLAIN},
        "happened_on": new.happened_on.isoformat(),
    }


def _stated(one: NewsFields) -> dict[str, Any]:
    photos = [[each.file_id, each.alt, each.people, each.parents] for each in one.photos]
    return {**_columns(one), "photos": photos}


def _photos(
    news_id: int,
    photos: Iterable[NewsPhoto],
    old: Iterable[NewsPhoto],
    *,
    now: str,
    by: int,
) -> list[Statement]:
    """Put the photos in order; who has said a consent stays who answers for it."""
    said = {(one.file_id, one.people, one.parents): (one.said_by, one.said_at) for one in old}
    return [
        (
            """
            INSERT INTO news_photos
                (news_id, position, file_id, alt, people, parents, said_by, said_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                news_id, n, one.file_id, one.alt, one.people, one.parents,
                *said.get((one.file_id, one.people, one.parents), (by, now)),
            ),
        )
        for n, one in enumerate(photos, 1)
    ]  # fmt: skip


def _news(row: Row) -> News:
    values = {name: row[name] for name in row.keys() if name not in PARSED}  # noqa: SIM118  # a Row iterates over values
    return News(
        **values,
        happened_on=date.fromisoformat(row["happened_on"]),
        photos=tuple(NewsPhoto(**one) for one in json.loads(row["photos"])),
    )
