"""Bot API methods that put a new message into a chat, with their rules in Telegram's words."""

from collections.abc import Callable
from typing import Any

from bot.sandbox import files, keyboards, texts
from bot.sandbox.call import Call, Json, Upload
from bot.sandbox.chats import Chat, Message
from bot.sandbox.errors import ApiError, bad_request, forbidden
from bot.sandbox.html import Parsed
from bot.sandbox.keyboards import Markup
from bot.sandbox.telegram import Telegram

MAX_ALBUM = 10
ALBUM_KINDS = frozenset({"photo", "video", "document", "audio"})
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
GONE = {
    "kicked": "bot was kicked from the {kind} chat",
    "left": "bot is not a member of the {kind} chat",
    "deleted": "the group chat was deleted",
}


def reach(telegram: Telegram, call: Call, name: str = "chat_id") -> Chat:
    """Find the chat of a call that may be written to, or refuse."""
    chat = find_chat(telegram, call, name)
    person = chat.person
    if person is None:
        _must_be_in(chat)
    elif chat.is_blocked:
        raise forbidden("bot was blocked by the user")
    elif person.is_deactivated:
        raise forbidden("user is deactivated")
    elif not person.has_started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def find_chat(telegram: Telegram, call: Call, name: str = "chat_id") -> Chat:
    """Find a chat by id or @username."""
    raw = call.text(name)
    if not raw:
        raise bad_request(f"{name} is empty")
    chat = telegram.chats.get(call.number(name) or 0) or _by_username(telegram, raw)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _by_username(telegram: Telegram, raw: str) -> Chat | None:
    if not raw.startswith("@"):
        return None
    name = raw[1:].lower()
    found = (chat for chat in telegram.chats.values())
    return next((one for one in found if one.card.get("username", "").lower() == name), None)


def _must_be_in(chat: Chat) -> None:
    if chat.migrated_to is not None:
        text = "Bad Request: group chat was upgraded to a supergroup chat"
        raise ApiError(400, text, migrate_to_chat_id=chat.migrated_to)
    if chat.gone:
        raise forbidden(GONE[chat.gone].format(kind=chat.card["type"]))


def send_message(telegram: Telegram, call: Call) -> Json:
    """Answer sendMessage."""
    parsed = texts.message_text(call)
    return send(telegram, call, content("text", parsed, telegram)).body


def send_photo(telegram: Telegram, call: Call) -> Json:
    """Answer sendPhoto."""
    return _send_media(telegram, call, "photo")


def send_document(telegram: Telegram, call: Call) -> Json:
    """Answer sendDocument."""
    return _send_media(telegram, call, "document")


def send_voice(telegram: Telegram, call: Call) -> Json:
    """Answer sendVoice."""
    return _send_media(telegram, call, "voice")


def send_video(telegram: Telegram, call: Call) -> Json:
    """Answer sendVideo."""
    return _send_media(telegram, call, "video")


def send_location(telegram: Telegram, call: Call) -> Json:
    """Answer sendLocation."""
    latitude, longitude = call.real("latitude"), call.real("longitude")
    if latitude is None or longitude is None:
        raise bad_request("latitude is empty" if latitude is None else "longitude is empty")
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004  # degrees
        raise bad_request("wrong latitude or longitude specified")
    return send(telegram, call, {"location": {"latitude": latitude, "longitude": longitude}}).body


def send_chat_action(telegram: Telegram, call: Call) -> bool:
    """Answer sendChatAction."""
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = reach(telegram, call)
    telegram.events.emit("typing", chat_id=chat.chat_id, action=action)
    return True


def send_media_group(telegram: Telegram, call: Call) -> list[Json]:
    """Answer sendMediaGroup: from one to ten media of kinds that may stand together."""
    items = call.json("media", "can't parse media JSON object")
    _check_album(items)
    reach(telegram, call)
    album = {"media_group_id": telegram.new_album_id()} if len(items) > 1 else {}
    contents = [_album_item(telegram, call, item) for item in items]
    return [send(telegram, call, {**album, **one}).body for one in contents]


def _check_album(items: Any) -> None:
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {str(item.get("type")) for item in items}
    if not kinds <= ALBUM_KINDS:
        raise bad_request("can't parse InputMedia: invalid type specified")
    for apart in ("document", "audio"):
        if apart in kinds and len(kinds) > 1:
            raise bad_request(f"{apart} can't be mixed with other media types")


def copy_message(telegram: Telegram, call: Call) -> Json:
    """Answer copyMessage."""
    source = _source(telegram, call, "message to copy not found")
    copied = _content_of(source)
    if "caption" in call.params and "text" not in copied:
        for stale in ("caption", "caption_entities"):
            copied.pop(stale, None)
        copied |= content("caption", texts.caption(call), telegram)
    return {"message_id": send(telegram, call, copied).message_id}


def forward_message(telegram: Telegram, call: Call) -> Json:
    """Answer forwardMessage."""
    source = _source(telegram, call, "message to forward not found")
    sender, date = source.body["from"], source.body["date"]
    origin = source.body.get(
        "forward_origin", {"type": "user", "date": date, "sender_user": sender}
    )
    return send(telegram, call, {**_content_of(source), "forward_origin": origin}).body


def send(telegram: Telegram, call: Call, body: Json) -> Message:
    """Put a message of the bot into the chat of a call."""
    chat = reach(telegram, call)
    markup = keyboards.read(call, is_private=chat.is_private)
    replied = _replied(chat, call)
    if telegram.limits is not None:
        telegram.limits.take(chat.chat_id, telegram.clock.steady())
    message = Message(
        {
            "message_id": telegram.new_message_id(),
            "from": telegram.bot,
            "chat": chat.card,
            "date": telegram.clock.timestamp(),
            **replied,
            **body,
        },
        by_bot=True,
        is_silent=call.claims("disable_notification"),
    )
    _attach(telegram, chat, message, markup)
    return telegram.store(chat, message)


def content(name: str, parsed: Parsed, telegram: Telegram) -> Json:
    """Build the text or caption fields of a message; links to unknown people are dropped."""
    text, marks = parsed
    if not text:
        return {}
    if not marks:
        return {name: text}
    known = [mark for raw in marks if (mark := _with_user(telegram, raw)) is not None]
    return {name: text, ("entities" if name == "text" else "caption_entities"): known}


def _with_user(telegram: Telegram, mark: Json) -> Json | None:
    if "user_id" not in mark:
        return mark
    chat = telegram.chats.get(mark["user_id"])
    if chat is None or chat.person is None:
        return None
    return {**{name: mark[name] for name in mark if name != "user_id"}, "user": chat.person.user()}


def _attach(telegram: Telegram, chat: Chat, message: Message, markup: Markup | None) -> None:
    if markup is None:
        return
    if markup.kind == "inline":
        message.body["reply_markup"] = markup.body
        return
    message.has_keyboard = True
    chat.keyboard = markup.body if markup.kind == "keyboard" else None
    telegram.events.emit("keyboard", chat_id=chat.chat_id, keyboard=chat.keyboard)


def _replied(chat: Chat, call: Call) -> Json:
    """Find the message replied to; a missing one is refused unless the call allows it."""
    params = call.params
    if "reply_parameters" not in params and "reply_to_message_id" not in params:
        return {}
    wanted = call.json("reply_parameters", "can't parse reply parameters JSON object") or {
        "message_id": call.number("reply_to_message_id"),
        "allow_sending_without_reply": call.claims("allow_sending_without_reply"),
    }
    replied = chat.messages.get(int(wanted.get("message_id") or 0))
    if replied is not None:
        body = {name: replied.body[name] for name in replied.body if name != "reply_to_message"}
        return {"reply_to_message": body}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _send_media(telegram: Telegram, call: Call, kind: str) -> Json:
    caption = content("caption", texts.caption(call), telegram)
    media = _media(telegram, call, kind, call.params.get(kind), Call(call.method, call.params))
    return send(telegram, call, {**media, **caption}).body


def _album_item(telegram: Telegram, call: Call, item: Json) -> Json:
    own = Call(call.method, item)
    media = _media(telegram, call, str(item["type"]), item.get("media"), own)
    return {**media, **content("caption", texts.caption(own), telegram)}


def _media(telegram: Telegram, call: Call, kind: str, source: Any, own: Call) -> Json:
    """Build the media field of a message from an upload or a known file_id."""
    upload = _upload(call, kind, source)
    if upload is None and not source:
        raise bad_request(f"there is no {kind} in the request")
    if kind == "photo":
        return {"photo": _photo(telegram, upload, str(source))}
    if upload is None:
        stored = telegram.files.reused(kind, str(source))
    else:
        stored = telegram.files.keep(kind, upload)
    return {kind: {**files.reference(stored), **_SHAPES[kind](stored, own)}}


def _upload(call: Call, kind: str, source: Any) -> Upload | None:
    attached = isinstance(source, str) and source.startswith("attach://")
    upload = call.uploads.get(source.removeprefix("attach://") if attached else kind)
    if upload is not None and not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def _photo(telegram: Telegram, upload: Upload | None, file_id: str) -> list[Json]:
    if upload is not None:
        return files.photo_sizes(telegram.files, upload)
    return telegram.files.sizes[telegram.files.reused("photo", file_id).file_id]


def _document_shape(stored: files.StoredFile, _own: Call) -> Json:
    return {
        "file_name": stored.name,
        "mime_type": stored.mime or "application/octet-stream",
    }


def _voice_shape(_stored: files.StoredFile, own: Call) -> Json:
    return {"duration": own.number("duration") or 0, "mime_type": "audio/ogg"}


def _video_shape(stored: files.StoredFile, own: Call) -> Json:
    sides = {name: own.number(name) or 0 for name in ("width", "height", "duration")}
    return {**sides, "mime_type": stored.mime or "video/mp4"}


_SHAPES: dict[str, Callable[[files.StoredFile, Call], Json]] = {
    "document": _document_shape,
    "voice": _voice_shape,
    "video": _video_shape,
}


def _source(telegram: Telegram, call: Call, refusal: str) -> Message:
    chat = find_chat(telegram, call, "from_chat_id")
    message = chat.messages.get(call.number("message_id") or 0)
    if message is None:
        raise bad_request(refusal)
    return message


def _content_of(message: Message) -> Json:
    dropped = {"message_id", "from", "chat", "date", "edit_date", "reply_markup"}
    dropped |= {"reply_to_message", "forward_origin", "media_group_id"}
    return {name: value for name, value in message.body.items() if name not in dropped}
