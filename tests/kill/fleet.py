"""Scripted people who log visits for as long as they are asked to, whatever the bot does."""

import asyncio
import random
import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.chats import Message
from bot.sandbox.phone import Phone
from bot.sandbox.telegram import Telegram

SAVED = "Выезд записан"
LINE = re.compile(r"Расставлен фонд, запись \d+ \d+")


@dataclass
class Visitor:
    """One methodist who fills the visit form again and again."""

    telegram: Telegram
    user_id: int
    rng: random.Random
    patience_s: float = 4.0
    think_s: float = 0.0
    current: str = ""
    written: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    receipts: set[str] = field(default_factory=set)
    presses: int = 0
    stopping: bool = False

    def __post_init__(self) -> None:
        self.phone = Phone(self.telegram, self.user_id)
        self.chat = self.telegram.private(self.user_id)

    async def run(self) -> None:
        """Log visits until `stopping`, then finish the one that is begun."""
        await asyncio.sleep(self.rng.uniform(0, self.think_s))
        while not self.stopping:
            await self._begin()
            while not await self._step():
                pass

    async def _step(self) -> bool:
        """Answer what is asked; True when the visit is recorded, or must be begun anew."""
        await asyncio.sleep(self.rng.uniform(0.5, 1.5) * self.think_s)
        card = self._card()
        text = card.body.get("text", "") if card else ""
        if card is None or "Отложено" in text:
            return True
        if SAVED in text:
            self.told.append(self.current)
            self.receipts.add(text)
            return True
        if "Одной строкой" in text:
            await self._write()
        else:
            await self._press(card, self._wanted(card, text))
        return False

    def _wanted(self, card: Message, text: str) -> list[str]:
        buttons = self._buttons(card)
        if "Проверьте" in text:
            if written := LINE.search(text):
                self.current = written[0]  # what the person sees, not what was typed last
            return [data for label, data in buttons if label == "Сохранить"]
        if "Цель выезда" in text:
            done = [data for label, data in buttons if label == "Готово"]
            is_ticked = any(label.startswith("✓") for label, _ in buttons)
            return done if is_ticked else self._choices(card)
        if "уже записан" in text:
            return [data for label, data in buttons if label.startswith(("Нет", "Записать"))]
        return self._choices(card)

    async def _begin(self) -> None:
        self.current = ""
        await self._answered_below(self.phone.text("/visit").message_id)

    async def _write(self) -> None:
        self.current = f"Расставлен фонд, запись {self.user_id} {len(self.written)}"
        self.written.append(self.current)
        await self._answered_below(self.phone.text(self.current).message_id)

    async def _press(self, card: Message, offered: list[str]) -> None:
        """Press once; if the card does not change, a person presses again."""
        before = (card.message_id, str(card.body.get("text")), str(card.body.get("reply_markup")))
        self.presses += 1
        assert offered, card.body
        self.phone.press(card.message_id, self.rng.choice(offered))
        deadline = asyncio.get_running_loop().time() + self.patience_s
        while asyncio.get_running_loop().time() < deadline:
            mark = self.chat.rev
            now = self._card()
            if now and before != (
                now.message_id, str(now.body.get("text")), str(now.body.get("reply_markup")),
            ):  # fmt: skip
                return
            await self.chat.changed(mark, self.patience_s)

    async def _answered_below(self, message_id: int) -> None:
        """Wait for a card under an own message; words wait in Telegram, none is repeated."""
        while True:
            mark = self.chat.rev
            card = self._card()
            if card is not None and card.message_id > message_id:
                return
            await self.chat.changed(mark, 30.0)

    def _choices(self, card: Message | None) -> list[str]:
        return [data for _, data in self._buttons(card) if data.startswith(("f.pick", "f.tick"))]

    def _buttons(self, card: Message | None) -> list[tuple[str, str]]:
        markup: dict[str, Any] = card.body.get("reply_markup", {}) if card else {}
        return [
            (button["text"], button["callback_data"])
            for row in markup.get("inline_keyboard", [])
            for button in row
        ]

    def _card(self) -> Message | None:
        """Return the newest message of the bot with buttons, or a receipt after it.

        A receipt read before is passed over: after a kill it may come once more.
        """
        for message in reversed(self.chat.messages.values()):
            text = message.body.get("text", "")
            if text in self.receipts:
                continue
            if message.by_bot and (SAVED in text or self._buttons(message)):
                return message
        return None

    async def leave_off(self, answers: int) -> None:
        """Begin a visit, answer so many questions and put the phone away."""
        await self._begin()
        for _ in range(answers):
            await self._step()

    @property
    def question(self) -> str:
        """Return what the newest card with buttons asks."""
        card = self._card()
        return str(card.body.get("text")) if card else ""

    @property
    def draft_id(self) -> int:
        """Return the draft of that card."""
        return next(
            int(data.split(":")[1]) for _, data in self._buttons(self._card()) if data[:2] == "f."
        )

    async def resume(self) -> str:
        """Press «Продолжить» as «Мои дела» offers it, and return what is asked."""
        mark = max(self.chat.messages)
        self.phone.forge(mark, f"f.open:{self.draft_id}")
        while True:
            rev = self.chat.rev
            fresh = [
                one for one in self.chat.messages.values()
                if one.by_bot and self._buttons(one) and (one.message_id > mark or one.is_edited)
            ]  # fmt: skip
            if fresh:
                return str(fresh[-1].body.get("text"))
            if not await self.chat.changed(rev, 5.0):
                return self.question

    def seen(self) -> str:
        """Return the end of the chat, for a failed test."""
        last = list(self.chat.messages.values())[-8:]
        return "\n".join(
            f"{self.user_id} {'bot' if one.by_bot else 'own'} {one.message_id} "
            f"{one.body.get('text', '')[:90]!r} {self._buttons(one)[:2]}"
            for one in last
        )
