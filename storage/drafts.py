"""Drafts and submissions: answers saved at every step, finished once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.database import Reader, Row, Statement, Tx

TRIAL = "trial"  # the form of rehearsals: the version is named by the draft's context


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that somebody fills in, for themselves or on behalf."""

    draft_id: int
    staff_id: int
    entered_by: int
    source: str
    form: str
    version: str
    context: Mapping[str, Any]
    answers: str  # JSON of the form engine
    revision: int
    asked: int  # questions dealt with on the way that the answers make
    training: bool
    state: str
    created_at: str
    updated_at: str
    total: int | None = None  # questions on that way; `asked` of them: only saving is left

    @property
    def on_behalf(self) -> bool:
        """Tell whether it is filled in for somebody else."""
        return self.staff_id != self.entered_by

    @property
    def loaded(self) -> dict[str, Any]:
        """Return the answers as the form engine reads them."""
        return dict(json.loads(self.answers))

    @property
    def slot(self) -> str:
        """Return the name of its card's place in the chat."""
        return f"draft:{self.draft_id}"


def _draft(row: Row) -> Draft:
    return Draft(
        draft_id=row["draft_id"],
        staff_id=row["staff_id"],
        entered_by=row["entered_by"],
        source=row["source"],
        form=row["form"],
        version=row["version"],
        context=json.loads(row["context"]),
        answers=row["answers"],
        revision=row["revision"],
        asked=row["asked"] or 0,
        training=bool(row["training"]),
        state=row["state"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        total=row["total"],
    )


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What a draft begins with."""

    staff_id: int
    entered_by: int
    source: str
    form: str
    version: str
    context: Mapping[str, Any]
    answers: str
    training: bool
    far: tuple[int, int] | None = None  # questions dealt with, of how many


async def begin(tx: Tx, new: NewDraft, now: str) -> Draft:
    """Open a draft."""
    context = json.dumps(dict(new.context), ensure_ascii=False)
    asked, total = new.far or (0, None)
    draft_id = await tx.insert(
        "INSERT INTO drafts (staff_id, entered_by, source, form, version, context, answers, "
        "training, created_at, updated_at, asked, total) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new.staff_id,
            new.entered_by,
            new.source,
            new.form,
            new.version,
            context,
            new.answers,
            int(new.training),
            now,
            now,
            asked,
            total,
        ),
    )
    return Draft(
        draft_id, new.staff_id, new.entered_by, new.source, new.form, new.version,
        new.context, new.answers, 0, asked, new.training, "open", now, now, total,
    )  # fmt: skip


async def load(db: Reader, draft_id: int) -> Draft | None:
    """Return a draft in any state."""
    row = await db.one("SELECT * FROM drafts WHERE draft_id = ?", (draft_id,))
    return None if row is None else _draft(row)


def in_focus(chat_id: int) -> Statement:
    """Return the query of the draft that a chat's words answer, to read it with other things."""
    return (
        "SELECT drafts.* FROM chats JOIN drafts USING (draft_id) WHERE chat_id = ?",
        (chat_id,),
    )


def first(rows: Sequence[Row]) -> Draft | None:
    """Read the first row of such a query."""
    return _draft(rows[0]) if rows else None


def save(tx: Tx, draft: Draft, answers: str, far: tuple[int, int], now: str) -> None:
    """Keep the answers, at the latest when the transaction commits; the revision grows.

    `far`: how many questions are dealt with, of how many on the way.
    """
    tx.later(
        "UPDATE drafts SET answers = ?, asked = ?, total = ?, revision = revision + 1, "
        "updated_at = ? WHERE draft_id = ?",
        (answers, *far, now, draft.draft_id),
    )


def note(tx: Tx, draft_id: int, context: Mapping[str, Any]) -> None:
    """Keep what a draft's kind knows beside the answers; its revision stays."""
    tx.later(
        "UPDATE drafts SET context = ? WHERE draft_id = ?",
        (json.dumps(dict(context), ensure_ascii=False), draft_id),
    )


async def move(tx: Tx, moved: Draft, now: str) -> None:
    """Let a draft go on with another version of its form; its revision has grown."""
    await tx.run(
        "UPDATE drafts SET version = ?, answers = ?, asked = ?, total = ?, revision = ?, "
        "updated_at = ? WHERE draft_id = ?",
        (
            moved.version, moved.answers, moved.asked, moved.total, moved.revision, now,
            moved.draft_id,
        ),
    )  # fmt: skip


async def some(db: Reader, draft_ids: Sequence[int]) -> list[Draft]:
    """Return the open ones of some drafts."""
    rows = await db.all(
        "SELECT * FROM drafts WHERE state = 'open' AND draft_id IN "
        "(SELECT value FROM json_each(?)) ORDER BY draft_id",
        (json.dumps(list(draft_ids)),),
    )
    return [_draft(row) for row in rows]


async def close(tx: Tx, draft_id: int, state: str, now: str) -> None:
    """End a draft: saved or deleted."""
    tx.later(
        "UPDATE drafts SET state = ?, updated_at = ? WHERE draft_id = ?", (state, now, draft_id)
    )


async def open_of(db: Reader, staff_id: int) -> list[Draft]:
    """Return the open drafts that a person fills in, newest first."""
    rows = await db.all(
        "SELECT * FROM drafts WHERE entered_by = ? AND state = 'open' ORDER BY updated_at DESC, "
        "draft_id DESC",
        (staff_id,),
    )
    return [_draft(row) for row in rows]


async def every_open(db: Reader) -> list[Draft]:
    """Return everybody's open drafts, for the reminders' tick."""
    rows = await db.all("SELECT * FROM drafts WHERE state = 'open' ORDER BY draft_id")
    return [_draft(row) for row in rows]


async def being_filled(db: Reader, since: str) -> list[Draft]:
    """Return the open drafts that their people were just filling in, touched since `since`."""
    rows = await db.all(
        "SELECT drafts.* FROM chats JOIN drafts USING (draft_id) "
        "WHERE drafts.state = 'open' AND drafts.updated_at >= ? ORDER BY draft_id",
        (since,),
    )
    return [_draft(row) for row in rows]


async def hand_over(
    tx: Tx, draft_id: int, staff_id: int, now: str, *, source: str | None = None
) -> None:
    """Let another person fill the draft in, from another source; whose record it is stays."""
    await tx.run(
        "UPDATE drafts SET entered_by = ?, source = coalesce(?, source), updated_at = ? "
        "WHERE draft_id = ? AND state = 'open'",
        (staff_id, source, now, draft_id),
    )
    await tx.run("UPDATE chats SET draft_id = NULL WHERE draft_id = ?", (draft_id,))


async def drop_practice(tx: Tx, before: str) -> int:
    """Delete practice older than `before` and forms tried in it; return how many drafts went."""
    old = "SELECT draft_id FROM drafts WHERE training = 1 AND created_at < ?"
    await tx.run(f"UPDATE chats SET draft_id = NULL WHERE draft_id IN ({old})", (before,))
    for table in ("answer_messages", "draft_albums"):
        await tx.run(f"DELETE FROM {table} WHERE draft_id IN ({old})", (before,))
    gone = await tx.run("DELETE FROM drafts WHERE training = 1 AND created_at < ?", (before,))
    await tx.run(
        "DELETE FROM forms WHERE form = ? AND made_at < ? AND version NOT IN "
        "(SELECT json_extract(context, '$.digest') FROM drafts WHERE form = forms.form)",
        (TRIAL, before),
    )
    return gone


async def keep_version(  # noqa: PLR0917  # the columns of a row, in their order
    tx: Tx, form: str, version: str, xml: str, now: str, files: bytes | None = None
) -> None:
    """Keep a form's version, immutable, so that drafts are finished on theirs.

    `files` is a .zip of what belongs to it.
    """
    await tx.run(
        "INSERT INTO forms (form, version, xml, made_at, files) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (form, version, xml, now, files),
    )


async def version_files(db: Reader, form: str, version: str) -> bytes | None:
    """Return the .zip of what belongs to a kept version."""
    value = await db.value(
        "SELECT files FROM forms WHERE form = ? AND version = ?", (form, version)
    )
    return None if value is None else bytes(value)


async def version(db: Reader, form: str, version: str) -> str | None:
    """Return the XML of a kept version."""
    value = await db.value("SELECT xml FROM forms WHERE form = ? AND version = ?", (form, version))
    return None if value is None else str(value)


async def keep_album(tx: Tx, draft_id: int, album: str, path: str) -> None:
    """Note to which repeat the parts of an album go; the latest part's `path` stands for it."""
    tx.later(
        "INSERT INTO draft_albums (draft_id, album, path) VALUES (?, ?, ?) "
        "ON CONFLICT (draft_id, album) DO UPDATE SET path = excluded.path",
        (draft_id, album, path),
    )


async def album_place(db: Reader, draft_id: int, album: str) -> str | None:
    """Return the path of the latest part of an album in a draft; None where it is new."""
    value = await db.value(
        "SELECT path FROM draft_albums WHERE draft_id = ? AND album = ?", (draft_id, album)
    )
    return None if value is None else str(value)


async def submit(tx: Tx, draft: Draft, answers: Mapping[str, Any], now: str) -> int:
    """Record what a draft says when it is saved, as ODK exports it; return its id."""
    return await tx.insert(
        "INSERT INTO submissions (draft_id, form, version, answers, staff_id, entered_by, "
        "source, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            draft.draft_id,
            draft.form,
            draft.version,
            json.dumps(dict(answers), ensure_ascii=False),
            draft.staff_id,
            draft.entered_by,
            draft.source,
            now,
        ),
    )


async def record(
    tx: Tx,
    form: str,
    version: str,
    answers: Mapping[str, Any],
    *,
    staff_id: int,
    entered_by: int,
    source: str,
    now: str,
) -> int:
    """Record answers that no draft gave, as those of a sample; return the submission's id."""
    return await tx.insert(
        "INSERT INTO submissions (form, version, answers, staff_id, entered_by, source, "
        "created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            form, version, json.dumps(dict(answers), ensure_ascii=False), staff_id, entered_by,
            source, now,
        ),
    )  # fmt: skip


def answered_by(tx: Tx, chat_id: int, message_id: int, draft_id: int, path: str) -> None:
    """Remember which message gave an answer, so that editing it corrects the answer."""
    tx.later(
        "INSERT INTO answer_messages (chat_id, message_id, draft_id, path) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (chat_id, message_id) DO UPDATE SET draft_id = excluded.draft_id, "
        "path = excluded.path",
        (chat_id, message_id, draft_id, path),
    )


async def answer_of(db: Reader, chat_id: int, message_id: int) -> tuple[int, str] | None:
    """Return draft and path that a message answered."""
    row = await db.one(
        "SELECT draft_id, path FROM answer_messages WHERE chat_id = ? AND message_id = ?",
        (chat_id, message_id),
    )
    return None if row is None else (row["draft_id"], row["path"])
