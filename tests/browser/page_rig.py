"""What the browser tests share: a scripted bot, windows on the page, words for its parts."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from playwright.async_api import (
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    expect,
)

from bot.sandbox.telegram import Telegram

TOKEN = "7000000001:sandbox-token-for-the-browser-tests-0"  # noqa: S105  # opens only this sandbox
NINA, PAVEL, GUEST = 5, 4, 99
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 360, "height": 740}


class EchoBot:
    """A bot that answers by a script, over the Bot API as any bot does."""

    def __init__(self, address: str) -> None:
        self.address = f"{address}/bot{TOKEN}/"
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.errors: list[str] = []

    async def call(self, method: str, **params: Any) -> Any:
        """Call a method of the Bot API."""
        async with self.session.post(self.address + method, json=params) as response:
            answer = await response.json()
        if not answer["ok"]:
            self.errors.append(f"{method}: {answer['description']}")
        return answer.get("result")

    async def run(self) -> None:
        """Poll and answer until cancelled."""
        offset = 0
        async with aiohttp.ClientSession() as self.session:
            while True:
                updates = await self.call("getUpdates", offset=offset, timeout=20)
                for update in updates or ():
                    offset = update["update_id"] + 1
                    await self.take(update)

    async def take(self, update: dict[str, Any]) -> None:
        """Answer one update."""
        if "message" in update:
            await self.reply(update["message"])
        elif "edited_message" in update:
            message = update["edited_message"]
            await self.say(message["chat"]["id"], f"исправлено: {message['text']}")
        elif "callback_query" in update:
            await self.answer(update["callback_query"])

    async def say(self, chat_id: int, text: str, **params: Any) -> Any:
        """Send a text."""
        return await self.call("sendMessage", chat_id=chat_id, text=text, **params)

    async def reply(self, message: dict[str, Any]) -> None:
        """Answer a message by its content."""
        chat_id, text = message["chat"]["id"], message.get("text", "")
        if text == "кнопки":
            await self.say(chat_id, "Выберите", reply_markup={"inline_keyboard": INLINE})
        elif text.startswith("/start"):
            await self.say(chat_id, f"начато: {text}", reply_markup=REPLY)
        elif text == "разметка":
            await self.say(chat_id, MARKUP, parse_mode="HTML")
        else:
            kind = next(name for name in KINDS if name in message)
            quoted = message.get("reply_to_message", {}).get("text")
            reply = f" на: {quoted}" if quoted else ""
            await self.say(chat_id, f"{kind}: {text or message.get('caption', '')}{reply}")

    async def answer(self, query: dict[str, Any]) -> None:
        """Answer a press once the test allows it."""
        await self.may_answer.wait()
        params = {"text": "Записано: 7", "show_alert": query["data"] == "alert"}
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **params)


KINDS = ("text", "photo", "document", "voice", "location", "contact")
INLINE = [
    [{"text": "Да", "callback_data": "yes"}, {"text": "Важно", "callback_data": "alert"}],
    [
        {"text": "Строка", "copy_text": {"text": "строка для дневника"}},
        {"text": "Вход", "url": "https://t.me/knigonosha_sandbox_bot?start=INVITE7"},
    ],
]
REPLY = {
    "keyboard": [
        [{"text": "Мои дела"}, {"text": "Выезд"}],
        [
            {"text": "Где я", "request_location": True},
            {"text": "Мой телефон", "request_contact": True},
        ],
    ],
    "resize_keyboard": True,
    "input_field_placeholder": "Нажмите или напишите",
}
MARKUP = (
    '<b>Жирно</b> &lt;img src=x onerror="stolen=1"&gt; <code>SL-03</code>\n'
    '<a href="https://t.me/knigonosha_sandbox_bot?start=CODE5">Приглашение</a> /help\n'
    "<tg-spoiler>тайна</tg-spoiler>\n"
    "<blockquote expandable>раз\nдва\nтри\nчетыре</blockquote>"
)


class Windows:
    """The windows of one browser, lent to test after test: opening one costs half a test."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.free: list[Page] = []

    async def lend(self) -> Page:
        """Give an empty window."""
        return self.free.pop() if self.free else await self.context.new_page()

    async def take_back(self, page: Page) -> None:
        """Empty a window for the next test; what is stored belongs to the old address."""
        await page.unroute_all()
        await page.goto("about:blank")
        self.free.append(page)


@dataclass
class Demo:
    """A running sandbox with its bot, and windows on its page."""

    state: Telegram
    bot: EchoBot
    address: str
    windows: Windows
    complaints: list[str] = field(default_factory=list)
    lent: list[Page] = field(default_factory=list)

    async def window(self, place: str = "", size: Any = WIDE, scheme: Any = "light") -> Page:
        """Open the page in a window; `place` is the address's hash."""
        page = await self.windows.lend()
        self.lent.append(page)
        self._listen(page)
        await page.set_viewport_size(size)
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        await page.goto(f"{self.address}/{place}")
        await page.wait_for_selector("body[data-ready]")
        return page

    async def close(self) -> None:
        """Give the windows back."""
        for page in self.lent:
            for event, listener in self._listeners().items():
                page.remove_listener(event, listener)
            await self.windows.take_back(page)

    def _listen(self, page: Page) -> None:
        for event, listener in self._listeners().items():
            page.on(event, listener)

    def _listeners(self) -> dict[Any, Any]:
        return {"pageerror": self._failed, "console": self._said, "request": self._asked}

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "blob:")):
            self.complaints.append(f"asks outside: {request.url}")


def phone(page: Page, name: str = "Закладкина") -> Locator:
    """Find a person's phone on the page."""
    return page.get_by_role("region", name=f"Телефон: {name}")


async def write(phone: Locator, text: str) -> None:
    """Type a text on a phone and send it."""
    field = phone.get_by_role("textbox", name="Сообщение")
    await field.fill(text)
    await field.press("Enter")


async def texts(phone: Locator) -> list[str]:
    """Read the words of all bubbles, top to bottom."""
    return await phone.locator(".words").all_inner_texts()


def bubble(phone: Locator, words: str) -> Locator:
    """Find the bubbles that say exactly these words."""
    return phone.locator(".words", has_text=re.compile(f"^{re.escape(words)}$"))


async def a_chat(demo: Demo, **settings: Any) -> Page:
    """Open Nina's phone with a chat already begun."""
    page = await demo.window(f"#p={NINA}", **settings)
    await phone(page).get_by_role("button", name="Старт").click()
    await expect(bubble(phone(page), "начато: /start")).to_be_visible()
    return page
