"""Entries put into the sample network without a conversation, for tests of what comes after."""

import json
from datetime import date
from typing import Any

from world import MINSK, World

from bot.forms import builtin
from storage import entries
from storage import files as sent_files
from storage.records.contests import EntryFile, NewEntry

NOW = "2026-10-15T06:00:00Z"
FORMS = {1: "entry_holidays", 2: "entry_image", 3: "entry_press"}
ANSWERS: dict[int, dict[str, Any]] = {
    1: {"period": "autumn", "events": 3, "children": 41, "story": "Читали", "people": "none"},
    2: {"nomination": "1", "zone": "stand", "story": "Перекрасили", "people": "none"},
    3: {"nomination": "3", "page": "с. 5", "written_by": "us", "language": "be"},
}
ALBUMS = {
    1: (("photos", "photo", 3),),
    2: (("before", "photo_before", 1), ("after", "photo_after", 1)),
    3: (("scans", "scan", 1),),
}
CODES = {number: f"SL-{number:02}" for number in range(1, 13)}


async def an_entry(
    world: World,
    contest_id: int = 1,
    *,
    staff_id: int = 5,
    library_id: int = 3,
    title: str = "Каникулы с Колосом",
    medium: str | None = None,
    published_on: date | None = None,
    entered_by: int | None = None,
    now: str = NOW,
) -> int:
    """Submit an entry with the files that its contest asks for; return its number."""
    assert world.db is not None
    async with world.db.write() as tx:
        answers: dict[str, Any] = {
            "contest": str(contest_id),
            "library": CODES[library_id],
            "title": title,
            **ANSWERS[contest_id],
        }
        if medium and published_on:
            answers |= {"medium": medium, "published_on": published_on.isoformat()}
        files = []
        for role, question, count in ALBUMS[contest_id]:
            ids = [await _file(tx, staff_id, now, f"{role}{n}") for n in range(count)]
            answers[role] = [{question: f"file-{key}"} for key in ids]
            files += [EntryFile(role=role, file_id=key) for key in ids]
        form = builtin.load(FORMS[contest_id])
        by = entered_by or staff_id
        submission_id = await tx.insert(
            "INSERT INTO submissions (form, version, answers, staff_id, entered_by, source, "
            "created_at) VALUES (?, ?, ?, ?, ?, 'chat', ?)",
            (FORMS[contest_id], form.version, json.dumps(answers), staff_id, by, now),
        )
        nomination = answers.get("nomination")
        return await entries.submit(
            tx,
            NewEntry(
                contest_id=contest_id,
                library_id=library_id,
                nomination_id=int(nomination) if nomination else None,
                title=title,
                medium=medium,
                published_on=published_on,
                files=tuple(files),
                consents=(("people", "none"),) if contest_id != 3 else (),
                staff_id=staff_id,
                entered_by=by,
                source="chat",
                submission_id=submission_id,
            ),
            now=now,
        )


async def _file(tx: Any, staff_id: int, now: str, name: str) -> int:
    return await sent_files.want(
        tx, staff_id=staff_id, now=now, telegram_file_id=f"none-{name}", unique_id=name,
        kind="photo", mime="image/jpeg", name=None, size=10, duration_s=None,
    )  # fmt: skip


async def state_of(world: World, entry_id: int = 1) -> tuple[object, ...]:
    """Return title, state and remark of an entry."""
    [row] = await world.sql(
        "SELECT title, state, remark FROM entries WHERE entry_id = ?", entry_id
    )
    return row


__all__ = ["MINSK", "an_entry", "state_of"]
