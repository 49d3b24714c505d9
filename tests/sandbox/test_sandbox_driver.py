"""The driver: one person's phone for tests, in this process and over HTTP, on a plain PTB bot."""

import asyncio

import aiohttp
import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.sandbox.driver import Chat, HereWire, far, here
from bot.sandbox.errors import PersonError
from bot.sandbox.server import running

NINA = 1001
TOKEN = "123456789:" + "A" * 35


async def start(update, context):
    payload = " ".join(context.args)
    keyboard = ReplyKeyboardMarkup(
        [["Обход", KeyboardButton("Где я", request_location=True)]], resize_keyboard=True
    )
    await update.message.reply_html(f"<b>Здравствуйте</b> {payload}", reply_markup=keyboard)


async def close(update, _):
    await update.message.reply_text("Закрыто", reply_markup=ReplyKeyboardRemove())


async def ask(update, _):
    row = [InlineKeyboardButton("Да", callback_data="yes"), InlineKeyboardButton("Сайт", "t.me")]
    await update.message.reply_text(
        f"{update.message.text}?", reply_markup=InlineKeyboardMarkup([row])
    )


async def agree(update, _):
    query = update.callback_query
    await query.answer(f"Принято: {query.data}", show_alert=True)
    await query.edit_message_text("Записано")


async def take_file(update, _):
    message = update.message
    attachment = message.effective_attachment
    file = await (attachment[-1] if message.photo else attachment).get_file()
    content = bytes(await file.download_as_bytearray())
    if message.photo:
        await message.reply_photo(content, caption=message.caption or "без подписи")
    else:
        await message.reply_document(content, filename="назад.bin")


async def take_place(update, _):
    await update.message.reply_location(update.message.location.latitude, 27.5)


async def take_contact(update, _):
    await update.message.reply_text(update.message.contact.phone_number)


async def take_correction(update, _):
    await update.edited_message.reply_text(f"Исправлено: {update.edited_message.text}")


async def forget(update, _):
    await update.effective_message.delete()
    await update.effective_chat.send_message("Забыто")


@pytest.fixture
async def url(state):
    state.updates.slows_repeats = False
    async with running(state) as address:
        yield address


@pytest.fixture
async def bot(url):
    """Run a plain python-telegram-bot Application that polls the sandbox."""
    application: Application = (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .build()
    )
    left: list[str] = []

    async def note(update, _):
        left.append(update.my_chat_member.new_chat_member.status)

    application.bot_data["left"] = left
    edited = filters.UpdateType.EDITED_MESSAGE
    application.add_handlers(
        [
            CommandHandler("start", start),
            CommandHandler("close", close),
            CommandHandler("forget", forget),
            CallbackQueryHandler(agree),
            ChatMemberHandler(note),
            MessageHandler(edited, take_correction),
            MessageHandler(filters.TEXT, ask),
            MessageHandler(filters.LOCATION, take_place),
            MessageHandler(filters.CONTACT, take_contact),
            MessageHandler(filters.ATTACHMENT, take_file),
        ]
    )
    async with application:
        await application.start()
        await application.updater.start_polling(timeout=5)
        yield application
        await application.updater.stop()
        await application.stop()


@pytest.fixture(params=["here", "far"])
async def chat(request, bot, state, url):
    """Open Nina's phone, over both wires."""
    async with aiohttp.ClientSession() as session:
        made = here(state, NINA) if request.param == "here" else far(session, url, NINA)
        made.calm_s = 0.15
        assert bot.running
        yield made


async def test_a_conversation_as_people_have_it(chat):
    assert await chat.start("code") == ["Здравствуйте code"]
    assert chat.keyboard == [["Обход", "Где я"]]
    assert await chat.tap("Обход") == ["Обход?"]
    assert chat.buttons == [["Да", "Сайт"]]
    assert await chat.press("Да") == ["Записано"]
    assert (chat.toast, chat.alert, chat.buttons) == ("Принято: yes", True, [])
    assert await chat.send("/close") == ["Закрыто"]
    assert chat.keyboard == []
    assert [(one.by_bot, one.text) for one in chat.screen] == [
        (False, "/start code"),
        (True, "Здравствуйте code"),
        (False, "Обход"),
        (True, "Записано"),
        (False, "/close"),
        (True, "Закрыто"),
    ]
    assert chat.unread == 3
    await chat.read()
    assert (chat.unread, chat.last.text) == (0, "Закрыто")


async def test_files_places_and_contacts_go_both_ways(chat):
    assert await chat.photo(caption="стенд") == ["[photo] стенд"]
    assert await chat.document("план.txt", b"abc") == ["[document назад.bin]"]
    assert await chat.voice() == ["[document назад.bin]"]
    assert await chat.video() == ["[document назад.bin]"]
    assert await chat.location(53.9, 27.5) == ["[location]"]
    assert await chat.contact("+375291112233") == ["+375291112233"]
    assert chat.screen[2].text == "[document план.txt]"


async def test_an_album_is_several_messages(chat):
    assert await chat.album([None, None], "стенд") == ["[photo] стенд", "[photo] без подписи"]
    assert await chat.documents({"a.txt": b"a", "b.txt": b"b"}) == ["[document назад.bin]"] * 2


async def test_corrections_replies_and_forwards(chat):
    await chat.send("раз")
    assert await chat.edit("два") == ["Исправлено: два"]
    asked = chat.last.message_id
    assert await chat.send("три", reply_to=asked) == ["три?"]
    assert await chat.forward(asked) == ["Исправлено: два?"]
    assert chat.screen[3].view["reply_to"] == asked


async def test_blocking_needs_no_answer(chat, bot):
    await chat.block()
    with pytest.raises(PersonError, match="the bot is blocked"):
        await chat.send("x")
    await chat.unblock()
    assert await chat.send("x") == ["x?"]
    assert bot.bot_data["left"] == ["kicked", "member"]


async def test_deleted_messages_leave_the_screen(chat):
    assert await chat.send("/forget") == ["Забыто"]
    assert [one.text for one in chat.screen] == ["Забыто"]


async def test_a_button_that_is_not_there_is_named(chat):
    await chat.send("x")
    message = "no such button: 'Нет'; there are: ['Да']"
    with pytest.raises(PersonError) as caught:
        await chat.press("Нет")
    assert str(caught.value) == message
    assert await chat.forge("no") == ["Записано"]
    assert chat.toast == "Принято: no"


async def test_what_the_bot_says_of_itself_is_waited_for(chat, bot):
    await chat.send("x")
    waiting = asyncio.create_task(chat.wait_for("напоминание"))
    await bot.bot.send_message(NINA, "не то")
    await bot.bot.send_message(NINA, "Это напоминание")
    assert (await waiting).text == "Это напоминание"
    await bot.bot.send_message(NINA, "ещё")
    assert await chat.news() == ["ещё"]
    with pytest.raises(TimeoutError, match="the bot has not said 'никогда'"):
        await chat.wait_for("никогда", timeout_s=0.01)


async def test_a_silent_bot_is_told_from_a_slow_one(state):
    chat = Chat(HereWire(state), NINA, patience_s=0.01)
    with pytest.raises(TimeoutError, match="the bot is silent"):
        await chat.send("x")


async def test_a_settled_hook_replaces_waiting_for_calm(state, api):
    answers = iter(["раз", "два"])

    async def settled() -> None:
        api.say(next(answers))

    chat = here(state, NINA, settled)
    assert await chat.send("x") == ["раз"]
    assert await chat.news() == ["два"]


async def test_changed_buttons_are_not_words(state, api):
    async def settled() -> None:
        for one in state.chats[NINA].messages.values():
            if "reply_markup" in one.body:
                api("editMessageReplyMarkup", chat_id=NINA, message_id=one.message_id)
                break

    chat = here(state, NINA, settled)
    api.say("x", reply_markup={"inline_keyboard": [[{"text": "Да", "callback_data": "d"}]]})
    await chat.news()
    assert chat.buttons == []
    assert await chat.send("y") == []


async def test_many_changes_are_found_without_the_log(state, api):
    for number in range(600):
        api.say(str(number))
    assert [one["text"] for one in state.view(NINA, since=598)["messages"]] == ["598", "599"]
    assert len(state.view(NINA)["messages"]) == 600
