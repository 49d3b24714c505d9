"""Rules of inline and reply keyboards, each refusal as Telegram words it."""

from dataclasses import dataclass
from typing import Any, Literal

from bot.sandbox import entities as spans
from bot.sandbox.call import Call, Json
from bot.sandbox.errors import ApiError, bad_request

MAX_DATA = 64  # bytes
MAX_COPY_TEXT = 256
MAX_PLACEHOLDER = 64
INLINE_SIZE = (100, 8)  # buttons altogether, buttons a row
REPLY_SIZE = (300, 12)
STYLES = frozenset({"primary", "success", "danger"})
PRIVATE_ONLY = {
    "request_location": "location can be requested in private chats only",
    "request_contact": "phone number can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}

_BROKEN = "can't parse reply keyboard markup JSON object"
_INLINE = "can't parse inline keyboard button: "
_REPLY = "can't parse keyboard button: "
_SETTINGS = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")

Kind = Literal["inline", "keyboard", "remove", "force_reply"]
Rows = list[list[Json]]


@dataclass(frozen=True, slots=True)
class Markup:
    """A checked reply markup: what it is and its Bot API JSON."""

    kind: Kind
    body: Json


def read(call: Call, *, is_private: bool) -> Markup | None:
    """Read and check `reply_markup`; None if there is none."""
    raw = call.json("reply_markup", _BROKEN)
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if raw.get("keyboard"):
        return Markup("keyboard", _keyboard(raw, is_private=is_private))
    if raw.get("inline_keyboard"):
        rows = _rows(raw["inline_keyboard"], "inline_keyboard", INLINE_SIZE)
        return _inline([[_inline_button(one) for one in row] for row in rows])
    if raw.get("remove_keyboard"):
        return Markup("remove", {})
    if raw.get("force_reply"):
        return Markup("force_reply", {"force_reply": True, **_placeholder(raw)})
    return None


def read_inline(call: Call) -> Markup | None:
    """Read the markup of an edit, which can only be an inline keyboard."""
    markup = read(call, is_private=True)
    if markup is not None and markup.kind != "inline":
        raise bad_request("inline keyboard expected")
    return markup


def _inline(rows: Rows) -> Markup | None:
    return Markup("inline", {"inline_keyboard": rows}) if rows else None


def _rows(raw: Any, name: str, size: tuple[int, int]) -> Rows:
    """Check the shape, drop empty rows, refuse a keyboard that is too large."""
    if not isinstance(raw, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in raw):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    rows = [row for row in raw if row]
    total, width = size
    if sum(map(len, rows)) > total or any(len(row) > width for row in rows):
        raise bad_request("reply markup is too long")
    return rows


def _inline_button(raw: Any) -> Json:
    if not isinstance(raw, dict):
        raise bad_request(f"{_INLINE}InlineKeyboardButton must be an Object")
    button = {"text": _text(raw, _INLINE), **_style(raw, _INLINE)}
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if "callback_data" in raw:
        return button | {"callback_data": _callback_data(raw["callback_data"])}
    return button | _action(raw)


def _callback_data(data: Any) -> str:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= MAX_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _action(raw: Json) -> Json:
    """Check what a button without callback_data does."""
    if raw.get("url"):
        return {"url": _url(raw["url"])}
    if raw.get("web_app"):
        return {"web_app": {"url": _web_app_url(raw["web_app"])}}
    if raw.get("copy_text"):
        return {"copy_text": {"text": _copied(raw["copy_text"])}}
    for name in ("switch_inline_query", "switch_inline_query_current_chat"):
        if name in raw:
            return {name: str(raw[name])}
    raise bad_request(f"{_INLINE}Text buttons are unallowed in the inline keyboard")


def _url(url: str) -> str:
    checked = spans.checked_url(url)
    if not checked:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return checked


def _web_app_url(web_app: Any) -> str:
    url = web_app.get("url", "") if isinstance(web_app, dict) else ""
    if not url.startswith("https://"):
        text = (
            f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )
        raise bad_request(text)
    return str(url)


def _copied(copy_text: Any) -> str:
    text = copy_text.get("text", "") if isinstance(copy_text, dict) else ""
    if not 1 <= len(text) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return str(text)


def _keyboard(raw: Json, *, is_private: bool) -> Json:
    rows = _rows(raw["keyboard"], "keyboard", REPLY_SIZE)
    buttons = [[_reply_button(one, is_private=is_private) for one in row] for row in rows]
    settings = {name: True for name in _SETTINGS if raw.get(name)}
    return {"keyboard": buttons, **settings, **_placeholder(raw)}


def _reply_button(raw: Any, *, is_private: bool) -> Json:
    if isinstance(raw, str):
        raw = {"text": raw}
    if not isinstance(raw, dict):
        raise bad_request(f"{_REPLY}KeyboardButton must be a String or an Object")
    button = {"text": _text(raw, _REPLY), **_style(raw, _REPLY)}
    if not button["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    for name, refusal in PRIVATE_ONLY.items():
        if raw.get(name):
            if not is_private:
                raise bad_request(refusal)
            return button | {name: raw[name]}
    return button


def _text(raw: Json, prefix: str) -> str:
    if "text" not in raw:
        raise bad_request(f'{prefix}Can\'t find field "text"')
    if not isinstance(raw["text"], str):
        raise bad_request(f'{prefix}Field "text" must be of type String')
    return raw["text"]


def _style(raw: Json, prefix: str) -> Json:
    style = raw.get("style")
    if not style:
        return {}
    if style not in STYLES:
        raise _invalid_style(prefix)
    return {"style": style}


def _invalid_style(prefix: str) -> ApiError:
    return bad_request(f"{prefix}invalid button style specified")


def _placeholder(raw: Json) -> Json:
    placeholder = raw.get("input_field_placeholder") or ""
    if len(placeholder) > MAX_PLACEHOLDER:
        raise bad_request("REPLY_MARKUP_INVALID")
    return {"input_field_placeholder": placeholder} if placeholder else {}
