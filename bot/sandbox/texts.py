"""Rules of texts and captions: parse modes, entities, lengths; refusals as Telegram words them."""

import re
from typing import Any

from bot.sandbox import entities as spans
from bot.sandbox import html
from bot.sandbox.call import Call
from bot.sandbox.errors import bad_request
from bot.sandbox.html import Parsed

MAX_TEXT = 4096  # code points after parsing
MAX_CAPTION = 1024
MAX_RAW = 32768  # bytes before parsing

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f]")
_OPTIONAL = ("url", "language", "unix_time", "date_time_format", "user")


def message_text(call: Call) -> Parsed:
    """Read `text` with its formatting; refuse empty and too long ones."""
    raw = call.text("text")
    if not raw:
        raise bad_request("message text is empty")
    parsed = formatted(raw, call, "entities")
    if not parsed.text:
        raise bad_request("text must be non-empty")
    if len(parsed.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return parsed


def caption(call: Call) -> Parsed:
    """Read `caption` with its formatting; may be empty, not too long."""
    raw = call.text("caption")
    if not raw:
        return Parsed("", [])
    parsed = formatted(raw, call, "caption_entities")
    if len(parsed.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return parsed


def formatted(raw: str, call: Call, entities: str) -> Parsed:
    """Turn raw text into plain text with its own and the automatic entities, trimmed."""
    if len(raw) > MAX_RAW // 4 and len(raw.encode()) > MAX_RAW:
        raise bad_request("text is too long")
    text, marked = _marked(raw, call, entities)
    text, marked = spans.trimmed(clean(text), marked)
    return Parsed(text, spans.joined(marked, spans.found(text)))


def clean(text: str) -> str:
    """Replace control characters by spaces and drop carriage returns, as Telegram does."""
    if _CONTROLS.search(text) is None:
        return text
    return _CONTROLS.sub(lambda found: "" if found[0] == "\r" else " ", text)


def _marked(raw: str, call: Call, entities: str) -> Parsed:
    mode = call.text("parse_mode").lower()
    if mode == "html":
        return html.parse(raw)
    if mode not in {"", "none"}:
        # Markdown exists in Telegram, but this product writes HTML only.
        raise bad_request("unsupported parse_mode")
    given = call.json(entities, "can't parse entities: can't parse entities JSON object")
    return Parsed(raw, [_given(one) for one in given or ()])


def _given(entity: Any) -> html.Entity:
    if not isinstance(entity, dict):
        raise bad_request("can't parse entities: expected an Object")
    for name in ("type", "offset", "length"):
        if name not in entity:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    kept = {name: entity[name] for name in _OPTIONAL if name in entity}
    place = {"offset": int(entity["offset"]), "length": int(entity["length"])}
    return {**place, "type": entity["type"], **kept}
