"""Acts of a person by name, one list for the chat page, other processes and the test driver."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from bot.sandbox.call import Upload
from bot.sandbox.chats import Message
from bot.sandbox.errors import PersonError
from bot.sandbox.phone import Phone

if TYPE_CHECKING:
    from bot.sandbox.telegram import Telegram

Json = dict[str, Any]
Act = Callable[[Phone, Json, Sequence[Upload]], Json]


def perform(
    telegram: "Telegram", user_id: int, act: str, values: Json, uploads: Sequence[Upload] = ()
) -> Json:
    """Do an act for a person; return what it made and the chat's revision right after.

    Raises PersonError for what a hand cannot do, with a missing or strange value too.
    """
    phone = Phone(telegram, user_id)
    if act not in ACTS:
        raise PersonError(f"no such act: {act}")
    try:
        made = ACTS[act](phone, values, uploads)
    except (KeyError, TypeError, ValueError) as error:
        raise PersonError(f"{act} needs other values: {error}") from error
    return {**made, "rev": phone.chat.rev}


def _made(message: Message) -> Json:
    return {"message_id": message.message_id}


def _album(messages: list[Message]) -> Json:
    return {"message_ids": [one.message_id for one in messages]}


def _text(phone: Phone, values: Json, _: Sequence[Upload]) -> Json:
    return _made(phone.text(values["text"], values.get("reply_to")))


def _start(phone: Phone, values: Json, _: Sequence[Upload]) -> Json:
    return _made(phone.start(values.get("payload") or ""))


def _edit(phone: Phone, values: Json, _: Sequence[Upload]) -> Json:
    return _made(phone.edit(int(values["message_id"]), values["text"]))


def _press(phone: Phone, values: Json, _: Sequence[Upload]) -> Json:
    return {"callback_id": phone.press(int(values["message_id"]), values["data"])}


def _forge(phone: Phone, values: Json, _: Sequence[Upload]) -> Json:
    return {"callback_id": phone.forge(int(values["message_id"]), values["data"])}


def _tap(phone: Phone, values: Json, _: Sequence[Upload]) -> Json:
    return _made(phone.tap(values["label"]))


def _location(phone: Phone, values: Json, _: Sequence[Upload]) -> Json:
    return _made(phone.location(float(values["latitude"]), float(values["longitude"])))


def _contact(phone: Phone, values: Json, _: Sequence[Upload]) -> Json:
    return _made(phone.contact(values.get("phone_number") or "+375290000000"))


def _photo(phone: Phone, values: Json, uploads: Sequence[Upload]) -> Json:
    return _album(phone.photos(uploads, values.get("caption") or ""))


def _document(phone: Phone, values: Json, uploads: Sequence[Upload]) -> Json:
    return _album(phone.documents(uploads, values.get("caption") or ""))


def _voice(phone: Phone, values: Json, uploads: Sequence[Upload]) -> Json:
    return _made(phone.voice(_only(uploads), int(values.get("duration") or 3)))


def _video(phone: Phone, values: Json, uploads: Sequence[Upload]) -> Json:
    return _made(phone.video(_only(uploads), int(values.get("duration") or 5)))


def _only(uploads: Sequence[Upload]) -> Upload:
    if len(uploads) != 1:
        raise PersonError("one file is sent at a time")
    return uploads[0]


def _forward(phone: Phone, values: Json, _: Sequence[Upload]) -> Json:
    return _made(phone.forward(int(values["message_id"])))


def _block(phone: Phone, _values: Json, _: Sequence[Upload]) -> Json:
    phone.block()
    return {}


def _unblock(phone: Phone, _values: Json, _: Sequence[Upload]) -> Json:
    phone.unblock()
    return {}


def _read(phone: Phone, _values: Json, _: Sequence[Upload]) -> Json:
    phone.read()
    return {}


ACTS: dict[str, Act] = {
    "text": _text,
    "start": _start,
    "edit": _edit,
    "press": _press,
    "forge": _forge,
    "tap": _tap,
    "location": _location,
    "contact": _contact,
    "photo": _photo,
    "document": _document,
    "voice": _voice,
    "video": _video,
    "forward": _forward,
    "block": _block,
    "unblock": _unblock,
    "read": _read,
}
