"""News for the site: what waits for the editor, and what its author is to correct."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Final

from bot.context import roles_of
from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import due, rights
from storage import news
from storage.database import Reader
from storage.records.people import Staff
from storage.records.site import News

TO_EDIT: Final = msgid("News for the site waits for the editor: «{title}».")
TO_CORRECT: Final = msgid("News for the site is returned with a remark: «{title}».")
KINDS: Final = {TO_EDIT: "news_edit", TO_CORRECT: "news_correct"}


async def news_to_edit(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return what the editors are to read; where there is none, the heads."""
    readers = [
        one.staff_id
        for one in editors(scene.network.staff.values())
        if staff_id in {None, one.staff_id}
    ]
    if not readers:
        return []
    return [
        _task(one, reader, TO_EDIT, scene.day_of(one.sent_at))
        for one in await news.waiting(db)
        for reader in readers
    ]


def editors(staff: Iterable[Staff]) -> list[Staff]:
    """Return who reads what is handed in: who has the duty, else who may publish."""
    active = [one for one in staff if one.is_active]
    holders = [one for one in active if rights.allows(roles_of(one), "news.publish", own=False)]
    return [one for one in holders if one.has_duty("editor")] or holders


async def returned_news(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return what its authors are to correct."""
    return [
        _task(one, one.staff_id, TO_CORRECT, scene.day_of(one.returned_at or one.sent_at))
        for one in await news.returned(db)
        if staff_id in {None, one.staff_id}
    ]


def _task(one: News, reader: int, text: str, since: date) -> Task:
    kind = KINDS[text]
    return Task(
        staff_id=reader,
        kind=kind,
        subject=f"{kind}:{one.news_id}",
        text=text,
        values={"title": one.title},
        press=f"news.card:{one.news_id}",
        ladder=partial(due.draft_steps, since),
        return_no=one.return_no,
    )
