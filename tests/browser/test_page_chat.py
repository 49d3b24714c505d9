"""A chat on the page: choosing a person, typing, pressing, the bot's keyboards and answers."""

import re

import pytest
from page_rig import NINA, PAVEL, a_chat, bubble, phone, texts, write
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_person_is_chosen_and_remembered_in_the_address(demo):
    page = await demo.window()
    await page.get_by_role("button", name=re.compile("^Закладкина")).click()
    await expect(phone(page).get_by_role("button", name="Старт")).to_be_focused()
    assert page.url == f"{demo.address}/#p={NINA}"
    await page.reload()
    await expect(phone(page)).to_be_visible()
    await expect(page.locator("li.shown")).to_contain_text("Закладкина")


async def test_who_was_written_to_first_still_begins_with_start(demo):
    """The morning's digest comes before a person opens the demo; the menu comes by «Старт»."""
    page = await demo.window(f"#p={NINA}")
    await demo.bot.say(NINA, "Утренняя сводка")
    await expect(bubble(phone(page), "Утренняя сводка")).to_be_visible()
    await phone(page).get_by_role("button", name="Старт").click()
    await expect(bubble(phone(page), "начато: /start")).to_be_visible()
    await expect(phone(page).get_by_role("button", name="Старт")).to_have_count(0)


async def test_what_is_typed_reaches_the_bot_and_its_answer_comes_back(demo):
    page = await a_chat(demo)
    await write(phone(page), "Деревная, методпомощь")
    await expect(bubble(phone(page), "text: Деревная, методпомощь")).to_be_visible()
    assert await texts(phone(page)) == [
        "/start",
        "начато: /start",
        "Деревная, методпомощь",
        "text: Деревная, методпомощь",
    ]
    await expect(phone(page).locator(".mark-clock")).to_have_count(0)
    await expect(phone(page).locator("time").last).to_have_text("09:28")
    await expect(phone(page).locator(".day")).to_have_text("четверг, 15 октября")


async def test_a_press_is_busy_until_the_bot_answers_with_a_toast(demo):
    page = await a_chat(demo)
    await write(phone(page), "кнопки")
    demo.bot.may_answer.clear()
    button = phone(page).get_by_role("button", name="Да", exact=True)
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    demo.bot.may_answer.set()
    await expect(phone(page).locator(".toast")).to_have_text("Записано: 7")
    await expect(button).not_to_have_attribute("aria-busy", "true")
    await expect(button).to_be_focused()


async def test_an_important_answer_is_a_dialog(demo):
    page = await a_chat(demo)
    await write(phone(page), "кнопки")
    await phone(page).get_by_role("button", name="Важно").click()
    dialog = page.get_by_role("alertdialog", name="Записано: 7")
    await expect(dialog).to_be_visible()
    await dialog.get_by_role("button", name="Понятно").click()
    await expect(dialog).to_have_count(0)


async def test_the_bots_keyboard_types_folds_and_makes_way_for_typing(demo):
    page = await a_chat(demo)
    keyboard = phone(page).get_by_role("group", name="Кнопки бота")
    fold = phone(page).get_by_role("button", name="Кнопки бота")
    field = phone(page).get_by_role("textbox", name="Сообщение")
    await expect(field).to_have_attribute("placeholder", "Нажмите или напишите")
    await keyboard.get_by_role("button", name="Мои дела").click()
    await expect(bubble(phone(page), "text: Мои дела")).to_be_visible()
    await fold.click()
    await expect(keyboard).to_be_hidden()
    await expect(fold).to_have_attribute("aria-expanded", "false")
    await fold.click()
    await expect(keyboard).to_be_visible()
    await field.fill("набираю")
    await expect(fold).to_be_hidden()


async def test_buttons_of_the_keyboard_ask_for_a_place_and_a_contact(demo):
    page = await a_chat(demo)
    await phone(page).get_by_role("button", name="Где я").click()
    await page.get_by_role("dialog").get_by_role("button", name="Жировичи").click()
    await expect(bubble(phone(page), "location:")).to_be_visible()
    await expect(phone(page).locator(".mine .card")).to_contain_text("Жировичи")
    await phone(page).get_by_role("button", name="Мой телефон").click()
    await page.get_by_role("dialog").get_by_role("button", name="Отправить контакт").click()
    await expect(bubble(phone(page), "contact:")).to_be_visible()


async def test_commands_are_offered_after_a_slash(demo):
    commands = [
        {"command": "visit", "description": "Записать выезд"},
        {"command": "help", "description": "Помощь"},
    ]
    page = await a_chat(demo)
    await demo.bot.call("setMyCommands", commands=commands)
    await phone(page).get_by_role("button", name="Команды бота").click()
    options = phone(page).get_by_role("option")
    await expect(options).to_have_text(["/visitЗаписать выезд", "/helpПомощь"])
    field = phone(page).get_by_role("textbox", name="Сообщение")
    await field.press_sequentially("he")
    await expect(options).to_have_text(["/helpПомощь"])
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(bubble(phone(page), "text: /help")).to_be_visible()


async def test_the_last_own_message_is_corrected_by_arrow_up(demo):
    page = await a_chat(demo)
    await write(phone(page), "14 дворов")
    field = phone(page).get_by_role("textbox", name="Сообщение")
    await field.press("ArrowUp")
    await expect(field).to_have_value("14 дворов")
    await expect(phone(page).locator(".about")).to_contain_text("Исправление сообщения")
    await write(phone(page), "15 дворов")
    await expect(bubble(phone(page), "исправлено: 15 дворов")).to_be_visible()
    await expect(phone(page).locator(".mine .words").last).to_have_text("15 дворов")
    await expect(phone(page).locator(".mine .meta").last).to_contain_text("изменено")


async def test_a_message_is_replied_to_and_copied_from_its_menu(demo):
    page = await a_chat(demo)
    await phone(page).locator(".theirs").last.hover()
    await phone(page).get_by_role("button", name="Действия с сообщением").last.click()
    await page.get_by_role("menuitem", name="Скопировать").click()
    await expect(phone(page).locator(".toast")).to_have_text("Скопировано")
    assert await page.evaluate("navigator.clipboard.readText()") == "начато: /start"
    await phone(page).get_by_role("button", name="Действия с сообщением").last.click()
    await page.get_by_role("menuitem", name="Ответить").click()
    await write(phone(page), "отвечаю")
    await expect(bubble(phone(page), "text: отвечаю на: начато: /start")).to_be_visible()
    await expect(phone(page).locator(".quoted")).to_have_text("начато: /start")


async def test_a_line_for_the_diary_is_copied(demo):
    page = await a_chat(demo)
    await write(phone(page), "кнопки")
    await phone(page).get_by_role("button", name="Строка").click()
    await expect(phone(page).locator(".toast")).to_have_text("Скопировано")
    assert await page.evaluate("navigator.clipboard.readText()") == "строка для дневника"


async def test_markup_is_drawn_and_what_looks_like_html_stays_text(demo):
    page = await a_chat(demo)
    await write(phone(page), "разметка")
    words = phone(page).locator(".words").last
    await expect(words.locator("b")).to_have_text("Жирно")
    await expect(words).to_contain_text('<img src=x onerror="stolen=1">')
    await expect(words.locator(".clipped")).to_be_visible()
    await words.get_by_role("button", name="Показать всё").click()
    await expect(words.locator(".clipped")).to_have_count(0)
    await words.get_by_role("button", name="Скрытый текст").click()
    await expect(words).to_contain_text("тайна")
    await words.get_by_role("button", name="/help").click()
    await expect(bubble(phone(page), "text: /help")).to_be_visible()
    await expect(page.locator(".person-name").last).to_have_text("<b>Гость</b>")


async def test_only_telegrams_tags_pass_whatever_the_server_says(demo):
    page = await demo.window()
    drawn = await page.evaluate(
        """async () => {
          const { richText } = await import("/page/richtext.js");
          const box = document.createElement("div");
          box.append(richText('<b onclick="x()">a</b><img src=x onerror="x()">' +
            '<a href="javascript:x()">b</a><script>x()</' + 'script>', {}));
          return box.innerHTML;
        }"""
    )
    assert drawn == "<b>a</b><span>b</span>x()"
    # The page's own policy refuses the handlers even before they are dropped.
    assert all("Content Security Policy" in complaint for complaint in demo.complaints)
    demo.complaints.clear()


async def test_an_invitation_opens_on_the_phone_of_its_person(demo):
    page = await a_chat(demo)
    await write(phone(page), "разметка")
    await phone(page).get_by_role("link", name="Приглашение").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("combobox").select_option("Книжник Павел")
    await dialog.get_by_role("button", name="Открыть").click()
    pavel = phone(page, "Книжник")
    await expect(bubble(pavel, "начато: /start CODE5")).to_be_visible()
    assert page.url == f"{demo.address}/#p={PAVEL}"


async def test_a_button_with_an_invitation_opens_it_too(demo):
    page = await a_chat(demo)
    await write(phone(page), "кнопки")
    await phone(page).get_by_role("button", name="Вход").click()
    await page.get_by_role("dialog").get_by_role("button", name="Открыть").click()
    await expect(bubble(phone(page), "начато: /start INVITE7")).to_be_visible()


async def test_a_blocked_bot_is_unblocked_on_the_phone(demo):
    page = await a_chat(demo)
    await phone(page).get_by_role("button", name="Ещё").click()
    await page.get_by_role("menuitemcheckbox", name="Заблокировать бота").click()
    await expect(phone(page).get_by_text("Бот заблокирован")).to_be_visible()
    assert demo.state.private(NINA).is_blocked
    await phone(page).get_by_role("button", name="Разблокировать бота").click()
    await expect(phone(page).get_by_role("textbox", name="Сообщение")).to_be_visible()
    assert not demo.state.private(NINA).is_blocked


async def test_an_edited_card_keeps_the_place_of_the_focus(demo):
    page = await a_chat(demo)
    await write(phone(page), "кнопки")
    button = phone(page).get_by_role("button", name="Важно")
    await button.focus()
    card = next(reversed(demo.state.private(NINA).messages))
    markup = {"inline_keyboard": [[{"text": n, "callback_data": n} for n in ("Раз", "Два")]]}
    await demo.bot.call(
        "editMessageReplyMarkup", chat_id=NINA, message_id=card, reply_markup=markup
    )
    await expect(phone(page).get_by_role("button", name="Два")).to_be_focused()


async def test_a_deleted_message_leaves_and_a_reaction_stays(demo):
    page = await a_chat(demo)
    sent, answer = list(demo.state.private(NINA).messages)[-2:]
    await demo.bot.call("deleteMessage", chat_id=NINA, message_id=answer)
    await expect(bubble(phone(page), "начато: /start")).to_have_count(0)
    reaction = [{"type": "emoji", "emoji": "👍"}]
    await demo.bot.call("setMessageReaction", chat_id=NINA, message_id=sent, reaction=reaction)
    await expect(phone(page).get_by_role("img", name="Отклик бота: 👍")).to_be_visible()
