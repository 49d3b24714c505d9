"""What a person does with their phone: each act changes the chat and makes the bot's updates."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.sandbox import entities as spans
from bot.sandbox import files
from bot.sandbox.call import Upload
from bot.sandbox.chats import Message
from bot.sandbox.errors import ApiError, PersonError
from bot.sandbox.texts import MAX_TEXT, clean

if TYPE_CHECKING:
    from bot.sandbox.telegram import Telegram

Json = dict[str, Any]

MINSK = (53.9023, 27.5619)  # where a phone is when nobody says where
MAX_ALBUM = 10


class Phone:
    """One person's phone, opened on the chat with the bot."""

    def __init__(self, telegram: "Telegram", user_id: int) -> None:
        self.telegram = telegram
        self.chat = telegram.private(user_id)

    def text(self, text: str, reply_to: int | None = None) -> Message:
        """Send a text; what is longer than a message goes as several, the last is returned."""
        typed = clean(text).strip()
        if not typed:
            raise PersonError("an empty message cannot be sent")
        pieces = [typed[at : at + MAX_TEXT] for at in range(0, len(typed), MAX_TEXT)]
        return [self._send(_with_entities("text", piece), reply_to) for piece in pieces][-1]

    def start(self, payload: str = "") -> Message:
        """Press START, or open a deep link with its payload."""
        if self.chat.is_blocked:
            self.unblock()
        return self.text(f"/start {payload}".strip())

    def edit(self, message_id: int, text: str) -> Message:
        """Correct an own text or caption."""
        message = self._own(message_id)
        name = "text" if "text" in message.body else "caption"
        for stale in (name, "entities", "caption_entities"):
            message.body.pop(stale, None)
        now = self.telegram.clock.timestamp()
        message.body |= {"edit_date": now, **_with_entities(name, clean(text).strip())}
        message.is_edited = True
        self.chat.touch(message, is_said=True)
        self.telegram.show("edit", self.chat, message)
        self.telegram.updates.push("edited_message", dict(message.body))
        return message

    def press(self, message_id: int, data: str) -> str:
        """Press an inline button of a message; return the id of its callback."""
        self._must_not_block()
        message = self._message(message_id)
        if data not in _callbacks(message.body):
            raise PersonError(f"no such button on message {message_id}: {data}")
        return self._pressed(message, data)

    def forge(self, message_id: int, data: str) -> str:
        """Press what a forged client presses: any data, on a message that may be long gone."""
        body = {"message_id": message_id, "date": 0, "chat": self.chat.card}
        return self._pressed(
            self.chat.messages.get(message_id) or Message(body, by_bot=True), data
        )

    def _pressed(self, message: Message, data: str) -> str:
        press = self.telegram.open_press(self.chat, message.message_id)
        self.chat.touch()
        self.telegram.updates.push(
            "callback_query",
            {
                "id": press.callback_id,
                "from": self._user(),
                "message": dict(message.body),
                "chat_instance": str(self.chat.chat_id * 7919),
                "data": data,
            },
        )
        return press.callback_id

    def tap(self, label: str, latitude: float = MINSK[0], longitude: float = MINSK[1]) -> Message:
        """Tap a button of the reply keyboard: its text goes out, or the place or contact asked."""
        button = self._reply_button(label)
        if button.get("request_location"):
            return self.location(latitude, longitude)
        if button.get("request_contact"):
            return self.contact()
        return self.text(button["text"])

    def location(self, latitude: float, longitude: float, accuracy: float = 15.0) -> Message:
        """Send a place; accuracy in metres."""
        place = {"latitude": latitude, "longitude": longitude, "horizontal_accuracy": accuracy}
        return self._send({"location": place})

    def contact(self, phone_number: str = "+375290000000") -> Message:
        """Share one's own contact."""
        user = self._user()
        names = {name: user[name] for name in ("first_name", "last_name") if name in user}
        return self._send(
            {"contact": {"phone_number": phone_number, **names, "user_id": user["id"]}}
        )

    def photos(self, pictures: Sequence[Upload], caption: str = "") -> list[Message]:
        """Send one photo, or several as an album: one update each, the caption on the first."""
        return self._group([{"photo": self._sizes(one)} for one in pictures], caption)

    def documents(self, uploads: Sequence[Upload], caption: str = "") -> list[Message]:
        """Send files, several as an album; each keeps its name and type."""
        return self._group([{"document": self._document(one)} for one in uploads], caption)

    def voice(self, upload: Upload, duration: int = 3) -> Message:
        """Send a voice message; duration in seconds."""
        stored = self.telegram.files.keep("voice", upload)
        body = {**files.reference(stored), "duration": duration, "mime_type": "audio/ogg"}
        return self._send({"voice": body})

    def video(self, upload: Upload, duration: int = 5) -> Message:
        """Send a video; duration in seconds."""
        stored = self.telegram.files.keep("video", upload)
        shape = {"width": 640, "height": 360, "duration": duration, "mime_type": "video/mp4"}
        return self._send({"video": {**files.reference(stored), **shape}})

    def forward(self, message_id: int) -> Message:
        """Forward a message of this chat to the bot again."""
        source = self._message(message_id)
        dropped = {"message_id", "from", "chat", "date", "reply_markup", "edit_date"}
        content = {name: value for name, value in source.body.items() if name not in dropped}
        content.pop("reply_to_message", None)
        origin = {"type": "user", "date": source.body["date"], "sender_user": source.body["from"]}
        return self._send({"forward_origin": origin, **content})

    def block(self) -> None:
        """Block the bot: it is told, and every send to this chat is refused."""
        self._membership("member", "kicked", is_blocked=True)

    def unblock(self) -> None:
        """Unblock the bot."""
        self._membership("kicked", "member", is_blocked=False)

    def read(self) -> None:
        """Look at the chat: nothing is unread any more."""
        self.chat.unread, self.chat.read_to = 0, max(self.chat.messages, default=0)
        self.telegram.events.emit("unread", chat_id=self.chat.chat_id, unread=0)

    def _user(self) -> Json:
        person = self.chat.person
        if person is None:
            raise PersonError("a group has no phone")
        return person.user()

    def _send(self, content: Json, reply_to: int | None = None) -> Message:
        self._must_not_block()
        person = self.chat.person
        if person is not None:
            person.has_started = True
        body = {
            "message_id": self.telegram.new_message_id(),
            "from": self._user(),
            "chat": self.chat.card,
            "date": self.telegram.clock.timestamp(),
            **self._replied(reply_to),
            **content,
        }
        message = self.telegram.store(self.chat, Message(body, by_bot=False))
        self.telegram.updates.push("message", dict(body))
        return message

    def _replied(self, message_id: int | None) -> Json:
        if message_id is None:
            return {}
        body = dict(self._message(message_id).body)
        body.pop("reply_to_message", None)
        return {"reply_to_message": body}

    def _group(self, contents: list[Json], caption: str) -> list[Message]:
        if not 1 <= len(contents) <= MAX_ALBUM:
            raise PersonError("an album holds from 1 to 10 files")
        album = {"media_group_id": self.telegram.new_album_id()} if len(contents) > 1 else {}
        if caption.strip():
            contents[0] |= _with_entities("caption", clean(caption).strip())
        return [self._send({**album, **content}) for content in contents]

    def _sizes(self, upload: Upload) -> list[Json]:
        try:
            return files.photo_sizes(self.telegram.files, upload)
        except ApiError as refusal:
            raise PersonError(f"not a picture that Telegram sends: {upload.name}") from refusal

    def _document(self, upload: Upload) -> Json:
        stored = self.telegram.files.keep("document", upload)
        return {
            **files.reference(stored),
            "file_name": upload.name,
            "mime_type": upload.mime or "application/octet-stream",
        }

    def _reply_button(self, label: str) -> Json:
        rows = (self.chat.keyboard or {}).get("keyboard", [])
        for button in (button for row in rows for button in row):
            if button["text"] == label:
                return dict(button)
        raise PersonError(f"no such button on the keyboard: {label}")

    def _message(self, message_id: int) -> Message:
        message = self.chat.messages.get(message_id)
        if message is None:
            raise PersonError(f"no such message: {message_id}")
        return message

    def _own(self, message_id: int) -> Message:
        message = self._message(message_id)
        if message.by_bot or not message.body.keys() & {"text", "caption", "photo", "document"}:
            raise PersonError(f"message {message_id} cannot be edited by the person")
        return message

    def _must_not_block(self) -> None:
        if self.chat.is_blocked:
            raise PersonError("the bot is blocked; unblock it first")

    def _membership(self, before: str, after: str, *, is_blocked: bool) -> None:
        self.chat.is_blocked = is_blocked
        self.chat.touch()
        bot = self.telegram.bot
        self.telegram.updates.push(
            "my_chat_member",
            {
                "chat": self.chat.card,
                "from": self._user(),
                "date": self.telegram.clock.timestamp(),
                "old_chat_member": _member(bot, before),
                "new_chat_member": _member(bot, after),
            },
        )


def _member(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


def _with_entities(name: str, text: str) -> Json:
    marks = spans.found(text)
    entities = "entities" if name == "text" else "caption_entities"
    return {name: text, **({entities: marks} if marks else {})}


def _callbacks(body: Json) -> set[str]:
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}
