"""Command menus by scope and language: what setMyCommands stores and what a phone shows."""

import re
from collections.abc import Iterator
from typing import Any

from bot.sandbox.errors import bad_request

Json = dict[str, Any]
Key = tuple[str, int, int, str]  # scope, chat, member, language

MAX_COMMANDS = 100
MAX_NAME = 32
MAX_DESCRIPTION = 256
PLAIN_SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})

_NAME = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2}")


class Commands:
    """Menus by scope and language; a narrower scope wins before a language does."""

    def __init__(self) -> None:
        self.menus: dict[Key, list[Json]] = {}

    def shown(self, chat_id: int, language_code: str) -> list[Json]:
        """Choose the menu of a private chat, in the order that Telegram documents."""
        for scope, place in (("chat", chat_id), ("all_private_chats", 0), ("default", 0)):
            for language in (language_code[:2], ""):
                menu = self.menus.get((scope, place, 0, language))
                if menu:
                    return menu
        return []


def key(scope: Json | None, language_code: str) -> Key:
    """Check scope and language and build the key of their menu."""
    scope = {"type": "default"} if scope is None else scope
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = str(scope.get("type", ""))
    if language_code and not _LANGUAGE.fullmatch(language_code):
        raise bad_request("invalid language code specified")
    if kind in PLAIN_SCOPES:
        return kind, 0, 0, language_code
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return kind, *_place(kind, scope), language_code


def _place(kind: str, scope: Json) -> tuple[int, int]:
    try:
        chat_id = int(scope["chat_id"])
        return chat_id, int(scope["user_id"]) if kind == "chat_member" else 0
    except (KeyError, ValueError):
        raise bad_request("chat not found") from None


def checked(raw: Any) -> list[Json]:
    """Check the list of commands for setMyCommands."""
    if not isinstance(raw, list):
        raise bad_request("can't parse commands list: expected an Array of BotCommand")
    menu = list(_checked_each(raw))
    if len(menu) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return menu


def _checked_each(raw: list[Any]) -> Iterator[Json]:
    for one in raw:
        if not isinstance(one, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        yield {
            "command": _name(str(one.get("command", ""))),
            "description": _description(str(one.get("description", ""))),
        }


def _name(raw: str) -> str:
    name = raw.strip().removeprefix("/").lower()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > MAX_NAME:
        raise bad_request("command length must not exceed 32")
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return name


def _description(raw: str) -> str:
    description = raw.strip()
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > MAX_DESCRIPTION:
        raise bad_request("command description length must not exceed 256")
    return description
