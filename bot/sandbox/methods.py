"""Every Bot API method that the sandbox serves, in one visible list."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox import editing, queries, sending
from bot.sandbox.call import Call
from bot.sandbox.telegram import Telegram

Method = Callable[[Telegram, Call], Any]

METHODS: dict[str, Method] = {
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendVoice": sending.send_voice,
    "sendVideo": sending.send_video,
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "pinChatMessage": editing.pin_chat_message,
    "setMessageReaction": editing.set_message_reaction,
    "getMe": queries.get_me,
    "setWebhook": queries.set_webhook,
    "deleteWebhook": queries.delete_webhook,
    "getWebhookInfo": queries.get_webhook_info,
    "answerCallbackQuery": queries.answer_callback_query,
    "setMyCommands": queries.set_my_commands,
    "getMyCommands": queries.get_my_commands,
    "deleteMyCommands": queries.delete_my_commands,
    "getFile": queries.get_file,
    "getChat": queries.get_chat,
    "setChatMenuButton": queries.set_chat_menu_button,
    "getChatMenuButton": queries.get_chat_menu_button,
    "setMyName": queries.set_my_text,
    "getMyName": queries.get_my_text,
    "setMyDescription": queries.set_my_text,
    "getMyDescription": queries.get_my_text,
    "setMyShortDescription": queries.set_my_text,
    "getMyShortDescription": queries.get_my_text,
    "logOut": queries.confirm,
    "close": queries.confirm,
}
WAITING: dict[str, Callable[[Telegram, Call], Awaitable[Any]]] = {
    "getUpdates": queries.get_updates,
}

BY_LOWER_NAME = {name.lower(): method for name, method in METHODS.items()}
WAITING_BY_LOWER_NAME = {name.lower(): method for name, method in WAITING.items()}
