"""A person's phone for tests: type, press, send and read, in this process or over HTTP.

One class over two wires, so that the same conversation drives a bot in the test's own loop
and a real process that is killed underneath it.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp

from bot.sandbox import acts, pictures
from bot.sandbox.call import Json, Upload
from bot.sandbox.errors import PersonError
from bot.sandbox.telegram import Telegram

PATIENCE_S = 10.0
CALM_S = 0.1

Settled = Callable[[], Awaitable[None]]
Rows = list[list[str]]


class Wire(Protocol):
    """How a driver reaches the sandbox."""

    async def perform(self, user_id: int, act: str, values: Json, uploads: list[Upload]) -> Json:
        """Do an act of a person."""
        ...

    async def view(self, user_id: int, since: int) -> Json:
        """Draw what changed in the chat after a revision."""
        ...

    async def changed(self, user_id: int, since: int, timeout_s: float) -> bool:
        """Wait until the chat passes a revision; tell whether it did in time."""
        ...


@dataclass(frozen=True, slots=True)
class HereWire:
    """The sandbox lives in this process."""

    state: Telegram

    async def perform(self, user_id: int, act: str, values: Json, uploads: list[Upload]) -> Json:
        """Do an act of a person."""
        return acts.perform(self.state, user_id, act, values, uploads)

    async def view(self, user_id: int, since: int) -> Json:
        """Draw what changed in the chat after a revision."""
        return self.state.view(user_id, since)

    async def changed(self, user_id: int, since: int, timeout_s: float) -> bool:
        """Wait until the chat passes a revision; tell whether it did in time."""
        return await self.state.private(user_id).changed(since, timeout_s)


@dataclass(frozen=True, slots=True)
class HttpWire:
    """The sandbox is another process, reached at `url`."""

    session: aiohttp.ClientSession
    url: str

    async def perform(self, user_id: int, act: str, values: Json, uploads: list[Upload]) -> Json:
        """Do an act of a person."""
        body = {"data": _form(values, uploads)} if uploads else {"json": values}
        async with self.session.post(f"{self._chat(user_id)}/{act}", **body) as response:
            return await _answer(response)

    async def view(self, user_id: int, since: int) -> Json:
        """Draw what changed in the chat after a revision."""
        async with self.session.get(self._chat(user_id), params={"since": since}) as response:
            return await _answer(response)

    async def changed(self, user_id: int, since: int, timeout_s: float) -> bool:
        """Wait until the chat passes a revision; tell whether it did in time."""
        params = {"since": str(since), "timeout": str(timeout_s)}
        async with self.session.get(f"{self._chat(user_id)}/wait", params=params) as response:
            return int((await _answer(response))["rev"]) > since

    def _chat(self, user_id: int) -> str:
        return f"{self.url}/sandbox/chats/{user_id}"


def _form(values: Json, uploads: list[Upload]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in values.items():
        form.add_field(name, str(value))
    for upload in uploads:
        form.add_field("file", upload.content, filename=upload.name, content_type=upload.mime)
    return form


async def _answer(response: aiohttp.ClientResponse) -> Json:
    answer: Json = await response.json()
    if response.status != 200:  # noqa: PLR2004  # HTTP's OK
        raise PersonError(answer["error"])
    return answer


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as the person sees it; `view` is everything the page knows of it."""

    message_id: int
    by_bot: bool
    text: str  # media as "[photo] caption", "[document plan.xlsx]"
    buttons: Rows
    view: Json


class Chat:
    """One person's chat with the bot.

    Acts return what the bot said to them: texts of its new messages and of those whose words
    it changed, in that order in time. `settled` waits until the bot has nothing in hand;
    without it the bot must react within `patience_s` and then be quiet for `calm_s`.
    """

    def __init__(
        self,
        wire: Wire,
        user_id: int,
        *,
        settled: Settled | None = None,
        patience_s: float = PATIENCE_S,
        calm_s: float = CALM_S,
    ) -> None:
        self.wire = wire
        self.user_id = user_id
        self.settled = settled
        self.patience_s = patience_s
        self.calm_s = calm_s
        self.keyboard_view: Json | None = None
        self.toast = ""  # the text of the last callback answer
        self.alert = False  # whether it was an alert
        self.commands: list[Json] = []
        self.unread = 0
        self._messages: dict[int, Seen] = {}
        self._rev = 0

    # What the person does.

    async def send(self, text: str, reply_to: int | None = None) -> list[str]:
        """Type a text and send it."""
        return await self._act("text", text=text, **_given(reply_to=reply_to))

    async def start(self, payload: str = "") -> list[str]:
        """Press START, or open a deep link."""
        return await self._act("start", payload=payload)

    async def press(self, label: str, message_id: int | None = None) -> list[str]:
        """Press an inline button by its label, on the newest message that has it."""
        found_id, data = self._button(label, message_id)
        return await self._act("press", message_id=found_id, data=data)

    async def forge(self, data: str, message_id: int | None = None) -> list[str]:
        """Press forged data, on the newest message of the bot if none is named."""
        return await self._act("forge", message_id=message_id or self.last.message_id, data=data)

    async def tap(self, label: str) -> list[str]:
        """Tap a button of the reply keyboard."""
        return await self._act("tap", label=label)

    async def edit(self, text: str, message_id: int | None = None) -> list[str]:
        """Correct an own message, the newest if none is named."""
        own = (one.message_id for one in reversed(self.screen) if not one.by_bot)
        return await self._act("edit", message_id=message_id or next(own), text=text)

    async def location(self, latitude: float, longitude: float) -> list[str]:
        """Send a place."""
        return await self._act("location", latitude=latitude, longitude=longitude)

    async def contact(self, phone_number: str = "+375290000000") -> list[str]:
        """Share one's own contact."""
        return await self._act("contact", phone_number=phone_number)

    async def photo(self, content: bytes | None = None, caption: str = "") -> list[str]:
        """Send a photo, a drawn one if none is given."""
        return await self.album([content], caption)

    async def album(self, contents: list[bytes | None], caption: str = "") -> list[str]:
        """Send photos together, drawn ones where None."""
        uploads = [
            Upload(f"photo{number}.png", content or pictures.sample(number), "image/png")
            for number, content in enumerate(contents, 1)
        ]
        return await self._act("photo", uploads, caption=caption)

    async def document(
        self, name: str, content: bytes, mime: str = "application/octet-stream", caption: str = ""
    ) -> list[str]:
        """Send a file."""
        return await self._act("document", [Upload(name, content, mime)], caption=caption)

    async def documents(self, files: dict[str, bytes], caption: str = "") -> list[str]:
        """Send several files together, by their names."""
        mime = "application/octet-stream"
        uploads = [Upload(name, content, mime) for name, content in files.items()]
        return await self._act("document", uploads, caption=caption)

    async def voice(self, content: bytes = b"OggS voice", duration: int = 3) -> list[str]:
        """Send a voice message; duration in seconds."""
        upload = Upload("voice.oga", content, "audio/ogg")
        return await self._act("voice", [upload], duration=duration)

    async def video(self, content: bytes = b"ftyp video", duration: int = 5) -> list[str]:
        """Send a video; duration in seconds."""
        upload = Upload("video.mp4", content, "video/mp4")
        return await self._act("video", [upload], duration=duration)

    async def forward(self, message_id: int) -> list[str]:
        """Forward a message of the chat to the bot."""
        return await self._act("forward", message_id=message_id)

    async def block(self) -> None:
        """Block the bot."""
        await self._act("block", is_answered=False)

    async def unblock(self) -> None:
        """Unblock the bot."""
        await self._act("unblock", is_answered=False)

    async def read(self) -> None:
        """Look at the chat, so that nothing in it is unread."""
        await self.wire.perform(self.user_id, "read", {}, [])
        await self._refresh()

    # What the person sees.

    async def news(self) -> list[str]:
        """Return what the bot has said of itself since the last act or look."""
        mark = self._rev
        if self.settled is not None:
            await self.settled()
        await self._refresh()
        return self._said_since(mark)

    async def wait_for(self, text: str, timeout_s: float | None = None) -> Seen:
        """Wait until the bot says something that holds `text`, since the last act or look."""
        mark = self._rev
        while True:
            await self._refresh()
            for one in self._spoken_since(mark):
                if text in one.text:
                    return one
            if not await self.wire.changed(self.user_id, self._rev, timeout_s or self.patience_s):
                raise TimeoutError(f"the bot has not said {text!r}; screen: {self._texts()}")

    @property
    def screen(self) -> list[Seen]:
        """List the messages, oldest first."""
        return list(self._messages.values())

    @property
    def last(self) -> Seen:
        """Return the newest message of the bot."""
        return next(one for one in reversed(self.screen) if one.by_bot)

    @property
    def buttons(self) -> Rows:
        """Return the labels of the newest inline keyboard, by rows; [] if there is none."""
        return next((one.buttons for one in reversed(self.screen) if one.buttons), [])

    @property
    def keyboard(self) -> Rows:
        """Return the labels of the reply keyboard, by rows; [] if it is closed."""
        rows = (self.keyboard_view or {}).get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    async def _act(
        self,
        act: str,
        uploads: list[Upload] | None = None,
        *,
        is_answered: bool = True,
        **values: Any,
    ) -> list[str]:
        self.toast, self.alert = "", False
        made = await self.wire.perform(self.user_id, act, values, uploads or [])
        mark = int(made["rev"])
        await self._settle(mark, is_answered=is_answered)
        await self._refresh()
        return self._said_since(mark)

    async def _settle(self, mark: int, *, is_answered: bool) -> None:
        if self.settled is not None:
            await self.settled()
            return
        if not is_answered:
            return
        if not await self.wire.changed(self.user_id, mark, self.patience_s):
            await self._refresh()
            raise TimeoutError(f"the bot is silent; screen: {self._texts()}")
        while await self.wire.changed(self.user_id, mark, self.calm_s):
            mark = int((await self._refresh())["rev"])

    async def _refresh(self) -> Json:
        view = await self.wire.view(self.user_id, self._rev)
        for message in view["messages"]:
            self._messages[message["message_id"]] = _seen(message)
        for message_id in view["deleted"]:
            self._messages.pop(message_id, None)
        for answer in view["answers"]:
            self.toast, self.alert = answer["text"], answer["show_alert"]
        self.keyboard_view, self.commands = view["keyboard"], view["commands"]
        self.unread, self._rev = view["unread"], view["rev"]
        return view

    def _spoken_since(self, mark: int) -> list[Seen]:
        spoken = (one for one in self.screen if one.by_bot and one.view["said_rev"] > mark)
        return sorted(spoken, key=lambda one: int(one.view["said_rev"]))

    def _said_since(self, mark: int) -> list[str]:
        return [one.text for one in self._spoken_since(mark)]

    def _texts(self) -> list[str]:
        return [one.text for one in self.screen]

    def _button(self, label: str, message_id: int | None) -> tuple[int, str]:
        for found_id, button in self._pressable(message_id):
            if button["text"] == label:
                return found_id, button["data"]
        there = [button["text"] for _, button in self._pressable(message_id)]
        raise PersonError(f"no such button: {label!r}; there are: {there}")

    def _pressable(self, message_id: int | None) -> Iterator[tuple[int, Json]]:
        for one in reversed(self.screen):
            if message_id in {None, one.message_id}:
                for button in (button for row in one.view["inline"] or () for button in row):
                    if button["data"] is not None:
                        yield one.message_id, button


def here(state: Telegram, user_id: int, settled: Settled | None = None) -> Chat:
    """Open a person's chat in the sandbox of this process."""
    return Chat(HereWire(state), user_id, settled=settled)


def far(session: aiohttp.ClientSession, url: str, user_id: int) -> Chat:
    """Open a person's chat in a sandbox of another process."""
    return Chat(HttpWire(session, url), user_id)


def _given(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _seen(view: Json) -> Seen:
    rows = [[str(button["text"]) for button in row] for row in view["inline"] or ()]
    return Seen(view["message_id"], view["from"] == "bot", _shown_text(view), rows, view)


def _shown_text(view: Json) -> str:
    media = next((name for name in _MEDIA if view[name]), None)
    if media is None:
        return str(view["text"] or "")
    name = f" {view['document']['name']}" if media == "document" else ""
    return f"[{media}{name}] {view['caption'] or ''}".rstrip()


_MEDIA = ("photo", "document", "voice", "video", "location", "contact")
