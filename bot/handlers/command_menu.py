"""The menu of commands beside the field of words: by role and language, set when it changes."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any, Final

from bot.catalogs import LANGUAGES, translator
from bot.clock import stamp
from bot.context import FieldContext, Services
from bot.handlers import menu
from bot.msgid import msgid
from bot.rules import rights
from storage import chats, outbox
from storage.outbox import Outgoing

NOBODY: Final = 0  # the row of `chats` that remembers the menus of those who are not known
ALWAYS: Final = (
    ("menu", msgid("Main menu")),
    ("cancel", msgid("Stop what is being asked")),
)
STRANGERS: Final = (
    ("start", msgid("Begin")),
    ("language", msgid("Language")),
)

Entries = Iterable[tuple[str, str]]


async def renew(ctx: FieldContext) -> None:
    """Set the person's menu if role or language have changed since it was set."""
    commands, mark = _of_roles(ctx.roles, ctx.person.role, ctx.language)
    if ctx.chat.commands != mark:
        ctx.call("setMyCommands", {"commands": commands, "scope": _scope(ctx.chat_id)})
        await chats.commands_set(ctx.tx, ctx.chat_id, mark)


async def take_away(ctx: FieldContext, user_id: int) -> None:
    """Take the menu from an account that no longer belongs to a person."""
    ctx.work.outgoing.append(Outgoing(user_id, "deleteMyCommands", {"scope": _scope(user_id)}))
    await chats.commands_set(ctx.tx, user_id, "")


async def announce(services: Services) -> None:
    """Leave the menus of those who are not known to the outbox, if they have changed.

    Called before the sender starts, which then finds the rows.
    """
    calls = [_for_strangers(language, services.settings.language) for language in _LANGUAGES]
    mark = _mark(calls)
    async with services.database.write() as tx:
        if (await chats.load(tx, NOBODY)).commands == mark:
            return
        first = await outbox.next_id(tx)
        rows = [Outgoing(NOBODY, "setMyCommands", call) for call in calls]
        numbered = [replace(row, outbox_id=first + n) for n, row in enumerate(rows)]
        await tx.batch(outbox.add(numbered, stamp(services.clock.now())))
        await chats.commands_set(tx, NOBODY, mark)


_LANGUAGES: Final = ("", *LANGUAGES)  # "": a phone in any other language


def _for_strangers(language: str, otherwise: str) -> dict[str, Any]:
    call: dict[str, Any] = {
        "commands": _commands(STRANGERS, language or otherwise),
        "scope": {"type": "all_private_chats"},
    }
    return call | ({"language_code": language} if language else {})


@cache
def _of_roles(roles: frozenset[str], role: str, language: str) -> tuple[list[Any], str]:
    """Return the menu of a role with its duties, and the mark by which a change is noticed."""
    everyones = (one for one in menu.MORE if one.fits is None)
    entries = [(one.command, one.label) for one in (*menu.MENUS[role], *everyones)]
    usable = {name: label for name, label in entries if name != "more" and _is_open(roles, name)}
    commands = _commands([*usable.items(), *ALWAYS], language)
    return commands, _mark(commands)


def _is_open(roles: frozenset[str], name: str) -> bool:
    route = menu.COMMANDS.get(name)
    return route is not None and (
        not route.action or rights.scope(roles, route.action) is not None
    )


def _commands(entries: Entries, language: str) -> list[dict[str, str]]:
    t = translator(language)
    return [{"command": name, "description": t.plain(label)} for name, label in entries]


def _scope(chat_id: int) -> dict[str, Any]:
    return {"type": "chat", "chat_id": chat_id}


def _mark(commands: Any) -> str:
    return hashlib.sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()[:16]
