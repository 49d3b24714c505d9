"""What a screen is: a text with buttons, as values; Telegram's limits are kept here.

Pure: no Telegram client, SQL or clock.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Any, Final

from bot.catalogs import Html

TEXT_LIMIT: Final = 4096  # characters after parsing (Bot API, sendMessage)
PRESS_LIMIT: Final = 64  # bytes of callback_data
TAG: Final = re.compile(r"<(/?)([a-z-]+)[^>]*>")
NARROW: Final = 16  # characters of a label, two in a row (texts.md 5.1)
WIDE: Final = 30  # alone in a row


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: pressing it sends `press`, opens `url` or copies `copy`."""

    label: str
    press: str = ""
    url: str = ""
    copy: str = ""
    style: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return Telegram's InlineKeyboardButton."""
        button: dict[str, Any] = {"text": self.label}
        if self.press:
            if len(self.press.encode()) > PRESS_LIMIT:
                raise ValueError(self.press)
            button["callback_data"] = self.press
        elif self.url:
            button["url"] = self.url
        else:
            button["copy_text"] = {"text": self.copy[:256]}
        return button | ({"style": self.style} if self.style else {})


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A reply-keyboard button: its text is sent as a message, and waits for a network."""

    label: str
    asks: str = ""  # location or contact

    def as_json(self) -> dict[str, Any]:
        """Return Telegram's KeyboardButton."""
        return {"text": self.label} | ({f"request_{self.asks}": True} if self.asks else {})


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A reply keyboard, or with no rows the order to close it."""

    rows: tuple[tuple[Key, ...], ...] = ()
    placeholder: str = ""
    once: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return Telegram's ReplyKeyboardMarkup or ReplyKeyboardRemove."""
        if not self.rows:
            return {"remove_keyboard": True}
        markup: dict[str, Any] = {
            "keyboard": [[key.as_json() for key in row] for row in self.rows],
            "resize_keyboard": True,
            "is_persistent": not self.once,
        }
        if self.once:
            markup["one_time_keyboard"] = True
        return markup | (
            {"input_field_placeholder": self.placeholder[:64]} if self.placeholder else {}
        )


CLOSE_KEYBOARD: Final = Keyboard()


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: Telegram HTML with inline buttons or a reply keyboard."""

    text: str
    rows: Rows = ()
    keyboard: Keyboard | None = None
    silent: bool = False

    def with_text(self, text: str) -> "Screen":
        """Return the same screen with another text."""
        return replace(self, text=text)

    def after(self, line: str) -> "Screen":
        """Return this screen with `line` before its text."""
        return replace(self, text=f"{line}\n\n{self.text}")

    def as_json(self) -> dict[str, Any]:
        """Return the arguments of sendMessage but for the chat."""
        message: dict[str, Any] = {"text": fit(self.text), "parse_mode": "HTML"}
        if self.rows:
            message["reply_markup"] = {
                "inline_keyboard": [[button.as_json() for button in row] for row in self.rows]
            }
        elif self.keyboard is not None:
            message["reply_markup"] = self.keyboard.as_json()
        return message | ({"disable_notification": True} if self.silent else {})


def column(buttons: Iterable[Button]) -> Rows:
    """Put each button in a row of its own."""
    return tuple((button,) for button in buttons)


def grid(buttons: Iterable[Button]) -> Rows:
    """Put two short labels in a row, a long one alone (texts.md 5.1)."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        last = rows[-1] if rows else ()
        if len(last) == 1 and len(last[0].label) <= NARROW and len(button.label) <= NARROW:
            rows[-1] = (*last, button)
        else:
            rows.append((button,))
    return tuple(rows)


def keys(labels: Sequence[str]) -> tuple[tuple[Key, ...], ...]:
    """Put reply-keyboard labels two in a row."""
    rows = [labels[i : i + 2] for i in range(0, len(labels), 2)]
    return tuple(tuple(Key(label) for label in row) for row in rows)


def cut(text: str, limit: int) -> str:
    """Shorten plain text to `limit` characters with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def inner(title: str) -> str:
    """Return a title to stand between « and »: quotation marks of its own become „ and “."""
    return title.replace("«", "„").replace("»", "“")


def bold(text: str) -> Html:
    """Mark plain text as bold."""
    return Html(f"<b>{escape(text)}</b>")


def lines(*parts: str | None) -> Html:
    """Join the parts that are there, a line each."""
    return Html("\n".join(part for part in parts if part))


def visible_length(html: str) -> int:
    """Count the characters that Telegram counts: after parsing, without tags."""
    return len(_plain(html))


def fit(html: str, limit: int = TEXT_LIMIT) -> str:
    """Keep a message within Telegram's limit by leaving out whole lines at its end."""
    if visible_length(html) <= limit:
        return html
    kept: list[str] = []
    room = limit - len("\n…")
    for line in html.split("\n"):
        room -= visible_length(line) + 1
        if room < 0:
            break
        kept.append(line)
    if not kept:
        return escape(cut(_plain(html), limit))
    return _closed("\n".join([*kept, "…"]))


def _plain(html: str) -> str:
    return unescape(re.sub(TAG, "", html))


def _closed(html: str) -> str:
    """Close what a line that was left out would have closed: Telegram refuses open tags."""
    open_tags: list[str] = []
    for is_end, name in re.findall(TAG, html):
        if not is_end:
            open_tags.append(name)
        elif open_tags:
            open_tags.pop()
    return html + "".join(f"</{name}>" for name in reversed(open_tags))
