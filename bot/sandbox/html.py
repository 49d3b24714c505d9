"""Telegram's HTML: parsed to plain text with UTF-16 entities, and drawn back for the page.

Pure. The grammar and each error text are those of `parse_html` in Telegram's own library,
byte offsets included.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.sandbox import entities as spans
from bot.sandbox.errors import ApiError, bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "pre": "pre",
    "code": "code",
}
ALLOWED = frozenset({*KINDS, "a", "blockquote", "tg-emoji", "tg-time"})
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}

_SPACE = b" \t\r\n\0\v"
_PLAIN = re.compile(rb"[^<&\0]+")
_TAG_NAME = re.compile(rb"[^ \t\r\n\0\v>]*")
_SPACES = re.compile(rb"[ \t\r\n\v]*")
_ATTRIBUTE = re.compile(rb"[^ \t\r\n\0\v=>/\"']*")
_TOKEN = re.compile(rb"[A-Za-z0-9.-]*")
_REFERENCE = re.compile(rb"&(?:#x([0-9A-Fa-f]{1,8})|#([0-9]{1,8})|([A-Za-z]+));?")


class Parsed(NamedTuple):
    """Plain text and its entities."""

    text: str
    entities: list[Entity]


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    argument: str | None
    format: str
    offset: int  # UTF-16 units
    part: int  # index of the first piece of its text


def parse(source: str) -> Parsed:
    """Parse Telegram's HTML; raise ApiError with its "can't parse entities" texts."""
    if "<" not in source and "&" not in source:
        return Parsed(source, [])
    return _Parser(source).run()


def _refuse(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source.replace("\0", "").encode() + b"\0"
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> Parsed:
        steps: dict[int, Callable[[], None]] = {ord("&"): self._reference, ord("<"): self._tag}
        while (byte := self.source[self.at]) != 0:
            steps.get(byte, self._plain)()
        if self.open:
            tag = self.open[-1].tag
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return Parsed("".join(self.parts), spans.ordered(self.entities))

    def _say(self, text: str) -> None:
        self.parts.append(text)
        self.offset += spans.units(text)

    def _plain(self) -> None:
        self._say(self._take(_PLAIN).decode())

    def _reference(self) -> None:
        self._say(self._decoded_reference() or self._one_byte())

    def _one_byte(self) -> str:
        self.at += 1
        return chr(self.source[self.at - 1])

    def _decoded_reference(self) -> str:
        """Read `&lt;`, `&#40;` or `&#x28;`; the semicolon is optional, as in Telegram."""
        found = _REFERENCE.match(self.source, self.at)
        if found is None:
            return ""
        char = _referred(*found.groups())
        if char:
            self.at = found.end()
        return char

    def _take(self, pattern: re.Pattern[bytes]) -> bytes:
        found = pattern.match(self.source, self.at)
        taken = found.group() if found else b""
        self.at += len(taken)
        return taken

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source[self.at] == ord("/"):
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._take(_TAG_NAME).decode().lower()
        if self.source[self.at] == 0:
            raise _refuse(f"Unclosed start tag at byte offset {begin}")
        if tag not in ALLOWED:
            raise _refuse(f'Unsupported start tag "{tag}" at byte offset {begin}')
        opened = _Open(tag, None, "", self.offset, len(self.parts))
        while self._attribute(opened, begin):
            pass
        self.at += 1
        if tag == "span" and opened.argument != "spoiler":
            raise _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(opened)

    def _attribute(self, opened: _Open, begin: int) -> bool:
        """Read one attribute into `opened`; tell whether there can be another."""
        self._take(_SPACES)
        if self.source[self.at] == ord(">"):
            return False
        name = self._take(_ATTRIBUTE).decode()
        if not name:
            text = f'Empty attribute name in the tag "{opened.tag}" at byte offset {begin}'
            raise _refuse(text)
        self._take(_SPACES)
        if self.source[self.at] != ord("="):
            self._must_go_on(f'Unclosed start tag "{opened.tag}" at byte offset {begin}')
            _assign(opened, name, "")
            return True
        self.at += 1
        self._take(_SPACES)
        self._must_go_on(f'Unclosed start tag "{opened.tag}" at byte offset {begin}')
        _assign(opened, name, self._value())
        self._must_go_on(f"Unclosed start tag at byte offset {begin}")
        return True

    def _must_go_on(self, text: str) -> None:
        if self.source[self.at] == 0:
            raise _refuse(text)

    def _value(self) -> str:
        return self._quoted() if self.source[self.at] in b"'\"" else self._name_token()

    def _name_token(self) -> str:
        begin = self.at
        token = self._take(_TOKEN).decode().lower()
        if self.source[self.at] not in _SPACE + b">":
            raise _refuse(f"Unexpected end of name token at byte offset {begin}")
        return token

    def _quoted(self) -> str:
        end = self.source[self.at]
        self.at += 1
        value = bytearray()
        while self.source[self.at] not in (end, 0):
            char = self._decoded_reference() if self.source[self.at] == ord("&") else ""
            if char:
                value += char.encode()
            else:
                value.append(self.source[self.at])
                self.at += 1
        self.at += self.source[self.at] == end
        return value.decode()

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise _refuse(f"Unexpected end tag at byte offset {begin}")
        self.at += 1
        name = self._take(_TAG_NAME).decode()
        self._take(_SPACES)
        if self.source[self.at] != ord(">"):
            raise _refuse(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag:
            raise _refuse(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity = _entity(opened, "".join(self.parts[opened.part :]))
        if entity is not None and self.offset > opened.offset:
            place = {"offset": opened.offset, "length": self.offset - opened.offset}
            self.entities.append({**place, **entity})


def _referred(hexadecimal: bytes | None, decimal: bytes | None, name: bytes | None) -> str:
    if name is not None:
        return NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal or b"0")
    is_char = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004  # Unicode's bounds
    return chr(code) if is_char else ""


def _assign(opened: _Open, name: str, value: str) -> None:
    """Keep the one attribute that Telegram reads of this tag."""
    match opened.tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix"):
            opened.argument = value
        case ("tg-time", "format"):
            opened.format = value
        case ("code", "class") if value.startswith("language-"):
            opened.argument = value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            opened.argument = value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            opened.argument = "1"


def _entity(opened: _Open, text: str) -> Entity | None:
    match opened.tag:
        case "a":
            return _link(opened.argument or text)
        case "tg-emoji":
            return None  # bots without a paid name send the plain emoji
        case "tg-time":
            return _moment(opened)
        case "blockquote":
            return {"type": "expandable_blockquote" if opened.argument else "blockquote"}
        case "code" if opened.argument:
            return {"type": "code", "language": opened.argument}
        case tag:
            return {"type": KINDS[tag]}


def _link(url: str) -> Entity | None:
    person = re.fullmatch(r"tg://user\?id=(\d+)", url)
    if person:
        return {"type": "text_mention", "user_id": int(person[1])}
    checked = spans.checked_url(url)
    return {"type": "text_link", "url": checked} if checked else None


def _moment(opened: _Open) -> Entity | None:
    if not (opened.argument or "").isdecimal():
        return None
    moment: Entity = {"type": "date_time", "unix_time": int(opened.argument or 0)}
    return moment | ({"date_time_format": opened.format} if opened.format else {})
