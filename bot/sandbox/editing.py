"""Bot API methods that change, mark or remove a message already there."""

from bot.sandbox import keyboards, texts
from bot.sandbox.call import Call, Json
from bot.sandbox.chats import Chat, Message
from bot.sandbox.errors import bad_request
from bot.sandbox.sending import content, reach
from bot.sandbox.telegram import Telegram

DELETABLE_S = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
_EMOJI = """
👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳
❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈
😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀
😡
"""
REACTIONS = frozenset(_EMOJI.split())


def edit_message_text(telegram: Telegram, call: Call) -> Json:
    """Answer editMessageText."""
    parsed = texts.message_text(call)
    chat, message = _editable(telegram, call)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _edit(telegram, call, chat, message, content("text", parsed, telegram))


def edit_message_caption(telegram: Telegram, call: Call) -> Json:
    """Answer editMessageCaption."""
    parsed = texts.caption(call)
    chat, message = _editable(telegram, call)
    if not message.body.keys() & {"photo", "document", "voice", "video"}:
        raise bad_request("there is no caption in the message to edit")
    return _edit(telegram, call, chat, message, content("caption", parsed, telegram))


def edit_message_reply_markup(telegram: Telegram, call: Call) -> Json:
    """Answer editMessageReplyMarkup."""
    chat, message = _editable(telegram, call)
    return _edit(telegram, call, chat, message, None)


def delete_message(telegram: Telegram, call: Call) -> bool:
    """Answer deleteMessage; a message older than 48 hours stays."""
    chat = reach(telegram, call)
    message = chat.messages.get(_message_id(call))
    if message is None:
        raise bad_request("message to delete not found")
    if telegram.clock.timestamp() - message.body["date"] > DELETABLE_S:
        raise bad_request("message can't be deleted for everyone")
    if not chat.is_private and not message.by_bot:
        raise bad_request("message can't be deleted")
    chat.remove(message)
    telegram.events.emit("delete", chat_id=chat.chat_id, message_id=message.message_id)
    telegram.events.emit("unread", chat_id=chat.chat_id, unread=chat.unread)
    return True


def pin_chat_message(telegram: Telegram, call: Call) -> bool:
    """Answer pinChatMessage."""
    chat = reach(telegram, call)
    if _message_id(call) not in chat.messages:
        raise bad_request("message to pin not found")
    return True


def set_message_reaction(telegram: Telegram, call: Call) -> bool:
    """Answer setMessageReaction: one emoji of Telegram's list, or none."""
    chat = reach(telegram, call)
    message = chat.messages.get(_message_id(call))
    if message is None:
        raise bad_request("message to react not found")
    message.reaction = _emoji(call)
    chat.touch(message)
    telegram.events.emit(
        "reaction",
        chat_id=chat.chat_id,
        message_id=message.message_id,
        emoji=message.reaction,
    )
    return True


def _emoji(call: Call) -> str | None:
    wanted = call.json("reaction", "can't parse reaction types JSON object") or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not wanted:
        return None
    emoji = str(wanted[0].get("emoji", "")).replace("\ufe0f", "")
    if emoji not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    return emoji


def _message_id(call: Call) -> int:
    message_id = call.number("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    return message_id


def _editable(telegram: Telegram, call: Call) -> tuple[Chat, Message]:
    """Find the message of an edit: the bot's own, and never with a reply keyboard."""
    message_id = _message_id(call)
    chat = reach(telegram, call)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.by_bot or message.has_keyboard:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(
    telegram: Telegram, call: Call, chat: Chat, message: Message, written: Json | None
) -> Json:
    """Replace the writing (None keeps it) and the buttons; without reply_markup these go."""
    markup = keyboards.read_inline(call)
    buttons = {"reply_markup": markup.body} if markup else {}
    body = message.body
    if written is None:
        written = {name: body[name] for name in _WRITING if name in body}
    new = {**written, **buttons}
    old = {name: body[name] for name in (*_WRITING, "reply_markup") if name in body}
    if new == old:
        raise bad_request(NOT_MODIFIED)
    if telegram.limits is not None:
        telegram.limits.take(chat.chat_id, telegram.clock.steady())
    is_said = any(new.get(name) != old.get(name) for name in _WRITING)
    for name in old:
        del body[name]
    body |= {**new, "edit_date": telegram.clock.timestamp()}
    message.is_edited = message.is_edited or is_said
    chat.touch(message, is_said=is_said)
    telegram.show("edit", chat, message)
    return body


_WRITING = ("text", "entities", "caption", "caption_entities")
