"""People, their chats with the bot and the messages in them, as Telegram stores them."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

Json = dict[str, Any]

LOGGED = 500  # changes of a chat that are found without looking through it


@dataclass(slots=True)
class Person:
    """A Telegram user of the sandbox; `note` is shown on the page beside the name."""

    user_id: int
    first_name: str
    last_name: str = ""
    username: str | None = None
    language_code: str = "ru"
    note: str = ""
    has_started: bool = True
    is_deactivated: bool = False

    def user(self) -> Json:
        """Describe the person as the Bot API's User."""
        user: Json = {"id": self.user_id, "is_bot": False, "first_name": self.first_name}
        return user | self._names() | {"language_code": self.language_code}

    def card(self) -> Json:
        """Describe the person's private chat as the Bot API's Chat."""
        return {"id": self.user_id, "type": "private", "first_name": self.first_name} | (
            self._names()
        )

    def _names(self) -> Json:
        names = {"last_name": self.last_name, "username": self.username}
        return {name: value for name, value in names.items() if value}


@dataclass(slots=True)
class Message:
    """A stored message: its Bot API JSON, and what that does not say."""

    body: Json
    by_bot: bool
    has_keyboard: bool = False  # carried a reply keyboard, so it can never be edited
    is_silent: bool = False
    is_edited: bool = False
    reaction: str | None = None
    rev: int = 0  # the chat's revision of the last change
    said_rev: int = 0  # the same of its words only, not its buttons

    @property
    def message_id(self) -> int:
        """Tell the id, unique over all private chats of the bot."""
        return int(self.body["message_id"])


@dataclass(slots=True)
class Chat:
    """A chat of the bot with its messages; every visible change raises `rev`."""

    card: Json
    person: Person | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None
    is_blocked: bool = False
    unread: int = 0
    read_to: int = 0  # the newest message id seen by the person
    rev: int = 0
    answers: deque[Json] = field(default_factory=lambda: deque(maxlen=20))
    deleted: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=200))
    log: deque[tuple[int, Message]] = field(default_factory=lambda: deque(maxlen=LOGGED))
    gone: str = ""  # of a group: "kicked", "left" or "deleted"
    migrated_to: int | None = None
    _waiters: list["asyncio.Future[None]"] = field(default_factory=list)

    @property
    def chat_id(self) -> int:
        """Tell the chat's id; a private chat has its person's."""
        return int(self.card["id"])

    @property
    def is_private(self) -> bool:
        """Tell a chat with one person from a group."""
        return self.person is not None

    def touch(self, message: Message | None = None, *, is_said: bool = False) -> None:
        """Count a visible change, of one message or of the chat, and wake who waits for it."""
        self.rev += 1
        if message is not None:
            message.rev = self.rev
            if is_said:
                message.said_rev = self.rev
            self.log.append((self.rev, message))
        if self._waiters:
            waiters, self._waiters = self._waiters, []
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)

    def remove(self, message: Message) -> None:
        """Delete a message."""
        del self.messages[message.message_id]
        if message.by_bot and message.message_id > self.read_to:
            self.unread -= 1
        self.touch()
        self.deleted.append((self.rev, message.message_id))

    def since(self, rev: int) -> list[Message]:
        """List the messages changed after the revision `rev`, in the order of the chat."""
        if len(self.log) == LOGGED and self.log[0][0] > rev:
            return [one for one in self.messages.values() if one.rev > rev]
        recent = takewhile(lambda change: change[0] > rev, reversed(self.log))
        found = {message.message_id: message for _, message in recent}
        return [found[key] for key in sorted(found) if key in self.messages]

    async def changed(self, since: int, timeout_s: float) -> bool:
        """Wait until `rev` passes `since`; tell whether it did in time."""
        if self.rev > since:
            return True
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await asyncio.wait([waiter], timeout=timeout_s)
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)
        return self.rev > since
