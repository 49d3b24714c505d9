"""A Telegram group with the bot in it: people write, reply, press; it is upgraded or left."""

from typing import Any

from world import World

from bot.sandbox.chats import Chat, Message

Json = dict[str, Any]


class Group:
    """A group of the sandbox as its members use it."""

    def __init__(self, world: World, chat_id: int = -4200, title: str = "Методотдел") -> None:
        self.world = world
        self.chat: Chat = world.telegram.group(chat_id, title, "group")
        self._seen = 0

    async def added(self, user_id: int) -> None:
        """Let a person add the bot."""
        await self._membership(user_id, "left", "member")

    async def removed(self, user_id: int) -> None:
        """Let a person remove the bot: whatever is sent is refused from now on."""
        self.chat.gone = "kicked"
        await self._membership(user_id, "member", "kicked")

    async def write(self, user_id: int, text: str, reply_to: int | None = None) -> list[str]:
        """Write in the group; return what the bot says there."""
        return await self.send(user_id, {"text": text}, reply_to)

    async def send(self, user_id: int, content: Json, reply_to: int | None = None) -> list[str]:
        """Send anything to the group; return what the bot says there."""
        body = {
            "message_id": self.world.telegram.new_message_id(),
            "from": self._user(user_id),
            "chat": self.chat.card,
            "date": self.world.telegram.clock.timestamp(),
            **content,
        }
        if reply_to is not None:
            body["reply_to_message"] = dict(self.chat.messages[reply_to].body)
        self.world.telegram.store(self.chat, Message(body, by_bot=False))
        self.world.telegram.updates.push("message", body)
        return await self.news()

    async def press(self, user_id: int, label: str) -> str:
        """Press a button of the newest card that has it; return the toast."""
        for message in reversed(self.chat.messages.values()):
            rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
            for button in (one for row in rows for one in row):
                if button["text"] == label:
                    return await self._pressed(user_id, message, button["callback_data"])
        raise AssertionError(label)

    async def forge(self, user_id: int, data: str) -> str:
        """Press forged data on the last card; return the toast."""
        return await self._pressed(user_id, self.cards[-1], data)

    async def _pressed(self, user_id: int, message: Message, data: str) -> str:
        before = len(self.chat.answers)
        press = self.world.telegram.open_press(self.chat, message.message_id)
        self.world.telegram.updates.push(
            "callback_query",
            {
                "id": press.callback_id,
                "from": self._user(user_id),
                "message": dict(message.body),
                "chat_instance": "1",
                "data": data,
            },
        )
        await self.world.settled()
        said = list(self.chat.answers)[before:]
        return str(said[-1]["text"]) if said else ""

    async def upgraded(self, chat_id: int, *, is_told: bool = True) -> "Group":
        """Make it a supergroup with another id; the service message may still be on its way."""
        new = Group(self.world, chat_id, self.chat.card["title"])
        new.chat.card["type"] = "supergroup"
        self.chat.migrated_to = chat_id
        if is_told:
            await self.send(1015, {"migrate_to_chat_id": chat_id})
        return new

    @property
    def cards(self) -> list[Message]:
        """List what the bot has said and not deleted, oldest first."""
        return [one for one in self.chat.messages.values() if one.by_bot]

    @property
    def buttons(self) -> list[str]:
        """Return the labels below the newest card."""
        rows = self.cards[-1].body.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    async def news(self) -> list[str]:
        """Return what the bot has said or changed since the last look."""
        await self.world.settled()
        fresh = [one for one in self.cards if one.said_rev > self._seen]
        self._seen = self.chat.rev
        return [str(one.body.get("text", "[file]")) for one in fresh]

    async def _membership(self, user_id: int, before: str, after: str) -> None:
        bot = self.world.telegram.bot

        def member(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": bot, "status": status, **until}

        self.world.telegram.updates.push(
            "my_chat_member",
            {
                "chat": self.chat.card,
                "from": self._user(user_id),
                "date": self.world.telegram.clock.timestamp(),
                "old_chat_member": member(before),
                "new_chat_member": member(after),
            },
        )
        await self.world.settled()

    def _user(self, user_id: int) -> Json:
        person = self.world.telegram.private(user_id).person
        assert person is not None
        return person.user()
