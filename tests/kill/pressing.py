"""A person who presses buttons of a bot that may be dead: again, until something comes of it."""

import asyncio

from bot.sandbox.chats import Message
from bot.sandbox.phone import Phone
from bot.sandbox.telegram import Telegram

PATIENCE_S = 4.0


class Presser:
    """Presses buttons and, when nothing comes of it, presses again; words are sent once each."""

    def __init__(self, telegram: Telegram, user_id: int) -> None:
        self.phone = Phone(telegram, user_id)
        self.chat = telegram.private(user_id)

    async def say(self, words: str, answer: str) -> None:
        """Type words and wait for what the bot says to them."""
        mark = self.phone.text(words).message_id
        while not self._said(answer, mark):
            await self.chat.changed(self.chat.rev, 1.0)

    async def press(self, label: str, *answers: str) -> None:
        """Press the newest button whose label begins so until the bot says one of the answers."""
        while not (found := self._button(label)):
            await self.chat.changed(self.chat.rev, 1.0)
        message, data = found
        text = str(message.body.get("text"))
        loop = asyncio.get_running_loop()
        while True:
            self.phone.forge(message.message_id, data)
            until = loop.time() + PATIENCE_S
            while loop.time() < until:
                if any(self._has_come(one, message, text) for one in answers):
                    return
                await self.chat.changed(self.chat.rev, 0.5)

    def _has_come(self, answer: str, pressed: Message, text: str) -> bool:
        """Tell whether the answer stands in place of what was pressed, or below it."""
        if answer in str(pressed.body.get("text")) and str(pressed.body.get("text")) != text:
            return True
        return self._said(answer, pressed.message_id)

    def _said(self, words: str, after: int) -> bool:
        return any(
            one.by_bot and one.message_id > after and words in str(one.body.get("text"))
            for one in self.chat.messages.values()
        )

    def _button(self, label: str) -> tuple[Message, str] | None:
        for message in reversed(self.chat.messages.values()):
            for row in message.body.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"].startswith(label):
                        return message, button["callback_data"]
        return None
