"""What a phone shows: messages, chats and people as the page and the driver read them."""

from typing import Any

from bot.sandbox import entities as spans
from bot.sandbox.chats import Chat, Message, Person

Json = dict[str, Any]


def message(shown: Message) -> Json:
    """Draw one message for the page."""
    body = shown.body
    text, caption = body.get("text"), body.get("caption")
    marks = body.get("entities") or body.get("caption_entities") or []
    return {
        "message_id": body["message_id"],
        "rev": shown.rev,
        "said_rev": shown.said_rev,
        "date": body["date"],
        "from": "bot" if shown.by_bot else "person",
        "text": text,
        "entities": body.get("entities", []),
        "caption": caption,
        "caption_entities": body.get("caption_entities", []),
        "html": spans.drawn(text or caption or "", marks),
        "media_group_id": body.get("media_group_id"),
        "inline": _inline(body),
        "edited": shown.is_edited,
        "reply_to": body.get("reply_to_message", {}).get("message_id"),
        "reaction": shown.reaction,
        "silent": shown.is_silent,
        "forwarded": "forward_origin" in body,
        **_media(body),
    }


def chat(shown: Chat, commands: list[Json], since: int = 0) -> Json:
    """Draw a chat: its messages changed after the revision `since`, keyboard and commands."""
    return {
        "messages": [message(one) for one in shown.since(since)],
        "deleted": [message_id for rev, message_id in shown.deleted if rev > since],
        "keyboard": shown.keyboard,
        "commands": commands,
        "blocked": shown.is_blocked,
        "unread": shown.unread,
        "rev": shown.rev,
        "answers": [answer for answer in shown.answers if answer["rev"] > since],
    }


def person(shown: Person, unread: int) -> Json:
    """Draw a person for the list on the page."""
    return {
        "user_id": shown.user_id,
        "first_name": shown.first_name,
        "last_name": shown.last_name,
        "username": shown.username,
        "language_code": shown.language_code,
        "note": shown.note,
        "unread": unread,
    }


def _inline(body: Json) -> list[list[Json]] | None:
    markup = body.get("reply_markup")
    if not markup:
        return None
    return [[_button(one) for one in row] for row in markup["inline_keyboard"]]


def _button(button: Json) -> Json:
    return {
        "text": button["text"],
        "data": button.get("callback_data"),
        "url": button.get("url"),
        "copy_text": button.get("copy_text", {}).get("text"),
        "style": button.get("style"),
    }


def _media(body: Json) -> Json:
    return {
        "photo": _photo(body["photo"][-1]) if "photo" in body else None,
        "document": _document(body.get("document")),
        "voice": _timed(body.get("voice")),
        "video": _timed(body.get("video")),
        "location": body.get("location"),
        "contact": body.get("contact"),
    }


def _photo(size: Json) -> Json:
    return {name: size[name] for name in ("file_id", "width", "height")}


def _document(body: Json | None) -> Json | None:
    if body is None:
        return None
    return {
        "file_id": body["file_id"],
        "name": body["file_name"],
        "size": body["file_size"],
        "mime": body["mime_type"],
    }


def _timed(body: Json | None) -> Json | None:
    if body is None:
        return None
    return {"file_id": body["file_id"], "duration": body["duration"]}
