"""Bot API methods without a message: who am I, updates, callbacks, menus, files, webhook."""

import re
from typing import Any

from bot.sandbox import commands
from bot.sandbox.call import Call, Json
from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.sending import find_chat
from bot.sandbox.telegram import Telegram
from bot.sandbox.updates import WEBHOOK_SET

MAX_ANSWER = 200
MAX_SECRET = 256
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
NAME_LIMITS = {"name": 64, "description": 512, "short_description": 120}
POLL_LIMIT = 100
POLL_TIMEOUT_S = 50


def get_me(telegram: Telegram, _call: Call) -> Json:
    """Answer getMe."""
    return {
        **telegram.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(telegram: Telegram, call: Call) -> list[Json]:
    """Answer getUpdates; a webhook and another poll make conflicts."""
    if telegram.webhook:
        raise conflict(WEBHOOK_ACTIVE)
    telegram.updates.allow(_kinds(call))
    return await telegram.updates.get(
        call.number("offset") or 0,
        call.clamped("limit", POLL_LIMIT, 1, POLL_LIMIT),
        call.clamped("timeout", 0, 0, POLL_TIMEOUT_S),
    )


def _kinds(call: Call) -> list[str] | None:
    kinds = call.json("allowed_updates", "can't parse allowed updates list JSON object")
    return kinds if isinstance(kinds, list) else None


def set_webhook(telegram: Telegram, call: Call) -> bool:
    """Answer setWebhook: keeps the address and ends a waiting poll; an empty one deletes."""
    url = call.text("url")
    if not url:
        return delete_webhook(telegram, call)
    if not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _check_secret(call.text("secret_token"))
    telegram.updates.allow(_kinds(call))
    telegram.updates.interrupt(WEBHOOK_SET)
    connections = call.clamped("max_connections", 40, 1, 100)
    telegram.webhook = {"url": url, "max_connections": connections}
    return True


def _check_secret(secret: str) -> None:
    if len(secret) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")


def delete_webhook(telegram: Telegram, call: Call) -> bool:
    """Answer deleteWebhook."""
    telegram.webhook = {}
    if call.claims("drop_pending_updates"):
        telegram.updates.forget_all()
    return True


def get_webhook_info(telegram: Telegram, _call: Call) -> Json:
    """Answer getWebhookInfo."""
    return {
        "url": "",
        **telegram.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates.queue),
    }


def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    """Answer answerCallbackQuery: once, and only while the phone waits."""
    text = call.text("text")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press = telegram.close_press(call.text("callback_query_id"))
    if press is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    answer = {
        "callback_id": press.callback_id,
        "message_id": press.message_id,
        "text": text,
        "show_alert": call.claims("show_alert"),
        "url": call.text("url") or None,
    }
    press.chat.touch()
    press.chat.answers.append({**answer, "rev": press.chat.rev})
    telegram.events.emit("answer", chat_id=press.chat.chat_id, **answer)
    return True


def set_my_commands(telegram: Telegram, call: Call) -> bool:
    """Answer setMyCommands."""
    raw = call.json("commands", "can't parse commands list JSON object")
    menu = commands.checked([] if raw is None else raw)
    _change_menu(telegram, call, menu)
    return True


def get_my_commands(telegram: Telegram, call: Call) -> list[Json]:
    """Answer getMyCommands."""
    return telegram.commands.menus.get(_menu_key(telegram, call), [])


def delete_my_commands(telegram: Telegram, call: Call) -> bool:
    """Answer deleteMyCommands."""
    _change_menu(telegram, call, [])
    return True


def _change_menu(telegram: Telegram, call: Call, menu: list[Json]) -> None:
    key = _menu_key(telegram, call)
    telegram.commands.menus[key] = menu
    shown_in = [telegram.chats[key[1]]] if key[1] else telegram.people()
    for chat in shown_in:
        telegram.events.emit("commands", chat_id=chat.chat_id)


def _menu_key(telegram: Telegram, call: Call) -> commands.Key:
    scope = call.json("scope", "can't parse BotCommandScope JSON object")
    key = commands.key(scope, call.text("language_code"))
    if key[1] and key[1] not in telegram.chats:
        raise bad_request("chat not found")
    return key


def get_file(telegram: Telegram, call: Call) -> Json:
    """Answer getFile."""
    return telegram.files.link(call.text("file_id"))


def get_chat(telegram: Telegram, call: Call) -> Json:
    """Answer getChat."""
    card = find_chat(telegram, call).card
    return {**card, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}


_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def set_chat_menu_button(telegram: Telegram, call: Call) -> bool:
    """Answer setChatMenuButton."""
    button = call.json("menu_button", "can't parse menu button JSON object") or {"type": "default"}
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("can't parse menu button: invalid type specified")
    place = find_chat(telegram, call).chat_id if call.text("chat_id") else 0
    telegram.menu_buttons[place] = button
    return True


def get_chat_menu_button(telegram: Telegram, call: Call) -> Json:
    """Answer getChatMenuButton."""
    place = find_chat(telegram, call).chat_id if call.text("chat_id") else 0
    return telegram.menu_buttons.get(place, {"type": "default"})


def set_my_text(telegram: Telegram, call: Call) -> bool:
    """Answer setMyName, setMyDescription and setMyShortDescription, per language."""
    name = _text_name(call)
    text = call.text(name)
    if len(text) > NAME_LIMITS[name]:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    telegram.names[name, call.text("language_code")] = text
    return True


def get_my_text(telegram: Telegram, call: Call) -> Json:
    """Answer getMyName, getMyDescription and getMyShortDescription."""
    name = _text_name(call)
    default = telegram.names.get((name, ""), "")
    return {name: telegram.names.get((name, call.text("language_code"))) or default}


def _text_name(call: Call) -> str:
    words: dict[str, str] = {"name": "name", "description": "description"}
    return words.get(call.method[len("setmy") :], "short_description")


def confirm(_telegram: Telegram, _call: Call) -> Any:
    """Answer methods that change nothing here, such as close and logOut."""
    return True
