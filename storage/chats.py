"""A private chat's standing: which draft typed words answer, and a one-line question."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage.database import Reader, Row, Statement, Tx


@dataclass(frozen=True, slots=True)
class Chat:
    """Where words typed in a chat go; losing it loses no record."""

    chat_id: int
    draft_id: int | None = None
    prompt: dict[str, Any] | None = None
    language: str | None = None
    greeted_on: str | None = None
    commands: str | None = None
    round_id: int | None = None  # whose walk counts the words


async def load(db: Reader, chat_id: int) -> Chat:
    """Return the chat's standing; an unknown chat stands nowhere."""
    return first(await db.all(*of(chat_id)), chat_id)


def of(chat_id: int) -> Statement:
    """Return the query of a chat's standing, for who reads several things in one hop."""
    return "SELECT * FROM chats WHERE chat_id = ?", (chat_id,)


def first(rows: Sequence[Row], chat_id: int) -> Chat:
    """Read the standing from the rows of that query; an unknown chat stands nowhere."""
    if not rows:
        return Chat(chat_id)
    row = rows[0]
    return Chat(
        chat_id,
        row["draft_id"],
        json.loads(row["prompt"]) if row["prompt"] else None,
        row["language"],
        row["greeted_on"],
        row["commands"],
        row["round_id"],
    )


async def focus(tx: Tx, chat_id: int, draft_id: int | None) -> None:
    """Let typed words answer `draft_id` (None: no draft); a one-line question is dropped."""
    tx.later(
        "INSERT INTO chats (chat_id, draft_id) VALUES (?, ?) ON CONFLICT (chat_id) "
        "DO UPDATE SET draft_id = excluded.draft_id, prompt = NULL",
        (chat_id, draft_id),
    )


async def ask(tx: Tx, chat_id: int, prompt: dict[str, Any] | None) -> None:
    """Let the next typed line answer `prompt` (None: nothing is asked)."""
    await tx.run(
        "INSERT INTO chats (chat_id, prompt) VALUES (?, ?) ON CONFLICT (chat_id) "
        "DO UPDATE SET prompt = excluded.prompt",
        (chat_id, None if prompt is None else json.dumps(prompt, ensure_ascii=False)),
    )


async def set_language(tx: Tx, chat_id: int, language: str) -> None:
    """Remember the language of somebody who is not known yet."""
    await tx.run(
        "INSERT INTO chats (chat_id, language) VALUES (?, ?) ON CONFLICT (chat_id) "
        "DO UPDATE SET language = excluded.language",
        (chat_id, language),
    )


async def greeted(tx: Tx, chat_id: int, on: date) -> None:
    """Remember that the person was addressed by name today."""
    await tx.run(
        "INSERT INTO chats (chat_id, greeted_on) VALUES (?, ?) ON CONFLICT (chat_id) "
        "DO UPDATE SET greeted_on = excluded.greeted_on",
        (chat_id, on.isoformat()),
    )


async def commands_set(tx: Tx, chat_id: int, commands: str) -> None:
    """Remember which command menu the chat has."""
    await tx.run(
        "INSERT INTO chats (chat_id, commands) VALUES (?, ?) ON CONFLICT (chat_id) "
        "DO UPDATE SET commands = excluded.commands",
        (chat_id, commands),
    )
