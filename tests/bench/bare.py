"""The yardstick: a plain PTB bot on the same transport with as many calls and no storage."""

import itertools
import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.delivery.transport import AiohttpRequest

Context = ContextTypes.DEFAULT_TYPE
TITLE = "<b>Выезд в библиотеку</b>"
LIBRARY = f"{TITLE}, 1 из 3\n<b>Библиотека</b>. Какая библиотека? Нажмите или напишите название."
PURPOSE = f"{TITLE}, 2 из 3\n<b>Цель выезда</b>. Можно несколько, потом «Готово»."
DONE = f"{TITLE}, 3 из 3\n<b>Что сделано</b>. Одной строкой, она пойдёт в журнал."
CARD = (
    f"{TITLE}\nПроверьте, пожалуйста.\n1. Дата: 23 ноября 2026 г.\n2. Кто ездил: Книжник А.\n"
    "3. Библиотека: Село 1\n4. Итог: Выезд состоялся\n5. Цель: Методическая помощь\n"
    "6. Что сделано: {done}\nВсё верно? Нажмите «Сохранить»."
)
SAVED = "Выезд записан. Библиотека: Село 1. С начала года выездов в библиотеки: {n} (поездок: 1)."
receipts = itertools.count(1)
last: dict[int, int] = {}


def keyboard(*rows: str) -> InlineKeyboardMarkup:
    """One button a row: label and data with a bar between."""
    pairs = [row.split("|") for row in rows]
    return InlineKeyboardMarkup([[InlineKeyboardButton(p[0], callback_data=p[1])] for p in pairs])


LIBRARIES = keyboard(*(f"Село {n}|f.pick:{n}" for n in range(8)), "Отложить|f.wait")
PURPOSES = keyboard(*(f"Цель {n}|f.tick:{n}" for n in range(8)), "Готово|f.done", "Назад|f.back")
TICKED = keyboard(
    "✓ Цель 0|f.tick:0", *(f"Цель {n}|f.tick:{n}" for n in range(1, 8)), "Готово|f.done"
)
BACK = keyboard("Назад|f.back", "Отложить|f.wait")
CHECK = keyboard("Сохранить|f.save", "Исправить|f.rows", "Дополнить|f.parts", "Отложить|f.wait")


async def words(update: Update, context: Context) -> None:
    """Answer typed words with as many calls as the product makes."""
    message = update.effective_message
    assert message is not None
    chat_id = message.chat_id
    if message.text == "/visit":
        await context.bot.send_message(chat_id, TITLE, parse_mode="HTML")
        sent = await context.bot.send_message(
            chat_id, LIBRARY, parse_mode="HTML", reply_markup=LIBRARIES
        )
    else:
        text = CARD.format(done=message.text)
        sent = await context.bot.send_message(chat_id, text, parse_mode="HTML", reply_markup=CHECK)
        await context.bot.edit_message_reply_markup(chat_id, last[chat_id])
    last[chat_id] = sent.message_id


async def press(update: Update, context: Context) -> None:
    """Answer a press by editing the card."""
    query = update.callback_query
    assert query is not None
    step = str(query.data).partition(":")[0]
    screens: dict[str, tuple[str, Any]] = {
        "f.pick": (PURPOSE, PURPOSES),
        "f.tick": (PURPOSE, TICKED),
        "f.done": (DONE, BACK),
        "f.save": (SAVED, None),
    }
    text, markup = screens[step]
    text = text.format(n=next(receipts)) if step == "f.save" else text
    await query.edit_message_text(text, parse_mode="HTML", reply_markup=markup)
    if step == "f.save":
        await context.bot.send_message(query.from_user.id, "Что дальше?")
    await query.answer()


def build(token: str, url: str) -> Application:
    """Build the plain bot."""
    application = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{url}/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(2))
        .concurrent_updates(256)
        .build()
    )
    application.add_handler(CallbackQueryHandler(press))
    application.add_handler(MessageHandler(filters.TEXT, words))
    return application


if __name__ == "__main__":
    build(sys.argv[1], sys.argv[2]).run_polling()
