"""The sandbox's Telegram: one bot, its people and chats, and all that waits between them."""

import random
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox import views
from bot.sandbox.chats import Chat, Message, Person
from bot.sandbox.clock import Clock
from bot.sandbox.commands import Commands
from bot.sandbox.errors import PersonError
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.files import Files
from bot.sandbox.presence import Presence
from bot.sandbox.updates import Updates

if TYPE_CHECKING:
    from bot.sandbox.call import Upload
    from bot.sandbox.limits import Limits

Json = dict[str, Any]

BOT_ID = 7_000_000_001
CALLBACK_LIFE_S = 15.0  # undocumented; people report 5 to 60


@dataclass(slots=True)
class Press:
    """A pressed inline button whose phone shows a spinner until it is answered."""

    callback_id: str
    chat: Chat
    message_id: int
    pressed_at: float  # steady seconds


class Telegram:
    """All state of one sandbox. Not thread-safe: it belongs to one event loop.

    With `token` only that token is known, else any of the right shape. The journal of calls
    can be left out for speed. Of each chat the last `kept_messages` are kept.
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        token: str | None = None,
        seed: int = 0,
        journal: bool = True,
        callback_life_s: float = CALLBACK_LIFE_S,
        kept_messages: int = 2000,
    ) -> None:
        rng = random.Random(seed)  # noqa: S311  # reproducible, not secret
        self.clock = clock or Clock()
        self.token = token
        self.faults = Faults(rng)
        self.updates = Updates(self.clock, rng, self.faults)
        self.files = Files(self.clock)
        self.limits: Limits | None = None
        self.commands = Commands()
        self.events = Events()
        self.presence = Presence(self.events)
        self.journal: deque[Json] | None = deque(maxlen=10_000) if journal else None
        self.uploaded: deque[Upload] = deque(maxlen=100)  # the bot's own bytes, before any change
        self.calls = 0
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.callback_life_s = callback_life_s
        self.kept_messages = kept_messages
        self.webhook: Json = {}
        self.names: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.bot: Json = {
            "id": int(token.partition(":")[0]) if token else BOT_ID,
            "is_bot": True,
            "first_name": "Книгоноша",
            "username": "knigonosha_sandbox_bot",
        }
        self._last_message_id = rng.randrange(100, 10_000)
        self._last_press_id = rng.randrange(10**17, 10**18)
        self._last_album_id = rng.randrange(10**16, 10**17)

    def person(self, user_id: int, first_name: str, **settings: Any) -> Person:
        """Add a person with a private chat, or change the settings of one already there."""
        person = Person(user_id, first_name, **settings)
        known = self.chats.get(user_id)
        if known is None:
            self.chats[user_id] = Chat(person.card(), person)
        else:
            known.person, known.card = person, person.card()
        return person

    def group(self, chat_id: int, title: str, kind: str = "supergroup") -> Chat:
        """Add a group in which the bot is a member."""
        chat = self.chats[chat_id] = Chat({"id": chat_id, "type": kind, "title": title})
        return chat

    def people(self) -> list[Chat]:
        """List the private chats."""
        return [chat for chat in self.chats.values() if chat.person is not None]

    def private(self, user_id: int) -> Chat:
        """Find a person's chat; raise PersonError for a stranger."""
        chat = self.chats.get(user_id)
        if chat is None or chat.person is None:
            raise PersonError(f"no such person: {user_id}")
        return chat

    def new_message_id(self) -> int:
        """Count messages: one sequence over all chats, as a bot sees it."""
        self._last_message_id += 1
        return self._last_message_id

    def new_album_id(self) -> str:
        """Make a media_group_id."""
        self._last_album_id += 1
        return str(self._last_album_id)

    def open_press(self, chat: Chat, message_id: int) -> Press:
        """Remember a press that wants its answer, and forget those that waited too long."""
        now = self.clock.steady()
        while self.presses and self._is_stale(next(iter(self.presses.values())), now):
            del self.presses[next(iter(self.presses))]
        self._last_press_id += 1
        press = Press(str(self._last_press_id), chat, message_id, now)
        self.presses[press.callback_id] = press
        return press

    def close_press(self, callback_id: str) -> Press | None:
        """Take the press that an answer is for; None if it is unknown, answered or too old."""
        press = self.presses.pop(callback_id, None)
        if press is None or self._is_stale(press, self.clock.steady()):
            return None
        return press

    def _is_stale(self, press: Press, now: float) -> bool:
        return now - press.pressed_at > self.callback_life_s

    def store(self, chat: Chat, message: Message) -> Message:
        """Put a new message into its chat and show it."""
        chat.messages[message.message_id] = message
        if len(chat.messages) > self.kept_messages:
            del chat.messages[next(iter(chat.messages))]
        chat.touch(message, is_said=True)
        if message.by_bot:
            chat.unread += 1
        self.show("message", chat, message)
        if message.by_bot:
            self.events.emit("unread", chat_id=chat.chat_id, unread=chat.unread)
        return message

    def show(self, kind: str, chat: Chat, message: Message) -> None:
        """Tell the page of a new or edited message."""
        if self.events.is_heard:
            self.events.emit(kind, chat_id=chat.chat_id, message=views.message(message))

    def view(self, user_id: int, since: int = 0) -> Json:
        """Draw a person's chat, or what changed in it after the revision `since`."""
        chat = self.private(user_id)
        return views.chat(chat, self.menu(chat), since)

    def menu(self, chat: Chat) -> list[Json]:
        """List the commands that a person's menu shows."""
        language = chat.person.language_code if chat.person else ""
        return self.commands.shown(chat.chat_id, language)
