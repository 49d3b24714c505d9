"""Several people, the clock, a village without a network, and a stream that breaks."""

import re

import pytest
from page_rig import NARROW, NINA, PAVEL, a_chat, bubble, phone, texts, write
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_message_of_another_person_is_marked_and_announced(demo):
    page = await a_chat(demo)
    row = page.get_by_role("listitem").filter(has_text="Книжник")
    await demo.bot.say(PAVEL, "Сёння: Дзеравянчыцы")
    await expect(row.get_by_role("img", name="Непрочитанных: 1")).to_be_visible()
    await expect(page.locator("#news")).to_have_text("Книжник Павел: непрочитанных сообщений 1")
    await expect(page).to_have_title(re.compile(r"^\(1\) "))
    await row.get_by_role("button", name=re.compile("^Книжник")).click()
    await expect(bubble(phone(page, "Книжник"), "Сёння: Дзеравянчыцы")).to_be_visible()
    await expect(row.locator(".unread")).to_have_count(0)
    assert demo.state.private(PAVEL).unread == 0


async def test_two_people_stand_side_by_side(demo):
    page = await a_chat(demo)
    await page.get_by_role("button", name="Открыть рядом: Книжник Павел").click()
    await demo.bot.say(PAVEL, "Усё так?")
    await demo.bot.say(NINA, "Всё так?")
    await expect(bubble(phone(page, "Книжник"), "Усё так?")).to_be_visible()
    await expect(bubble(phone(page), "Всё так?")).to_be_visible()
    assert page.url == f"{demo.address}/#p={NINA}&q={PAVEL}"
    await page.reload()
    await expect(phone(page, "Книжник")).to_be_visible()
    await page.get_by_role("button", name="Убрать второй телефон").click()
    await expect(phone(page, "Книжник")).to_have_count(0)
    assert page.url == f"{demo.address}/#p={NINA}"


async def test_on_a_small_screen_phones_are_tabs(demo):
    page = await demo.window(f"#p={NINA}&q={PAVEL}", NARROW)
    tabs = page.get_by_role("navigation", name="Что показать")
    await expect(phone(page)).to_be_visible()
    await expect(phone(page, "Книжник")).to_be_hidden()
    await tabs.get_by_role("button", name="Книжник").click()
    await expect(phone(page, "Книжник")).to_be_visible()
    await expect(phone(page)).to_be_hidden()
    await demo.bot.say(NINA, "Пора")
    await expect(tabs.get_by_role("button", name="Люди")).to_have_text(re.compile("1"))
    await tabs.get_by_role("button", name="Люди").click()
    await (
        page.get_by_role("listitem").get_by_role("button", name=re.compile("^Закладкина")).click()
    )
    await expect(bubble(phone(page), "Пора")).to_be_visible()
    await expect(page.locator("#all-unread")).to_be_hidden()


async def test_the_clock_jumps_and_messages_take_its_time(demo):
    page = await a_chat(demo)
    clock = page.get_by_role("region", name="Часы пробы")
    await expect(clock).to_contain_text("четверг, 15 октября 2026")
    await clock.get_by_role("button", name="+1 час").click()
    await expect(clock.locator(".clock-time")).to_have_text("10:28")
    await clock.get_by_role("button", name="+1 день").click()
    await expect(clock).to_contain_text("пятница, 16 октября 2026")
    await write(phone(page), "завтра")
    await expect(bubble(phone(page), "text: завтра")).to_be_visible()
    assert await phone(page).locator(".day").all_inner_texts() == [
        "четверг, 15 октября",
        "пятница, 16 октября",
    ]
    await clock.get_by_role("button", name="1 апреля").click()
    await expect(clock).to_contain_text("четверг, 1 апреля 2027")
    await expect(clock.locator(".clock-time")).to_have_text("09:28")
    assert demo.state.clock.now().isoformat()[:16] == "2027-04-01T06:28"


async def test_a_clock_moved_elsewhere_moves_here(demo):
    page = await demo.window()
    other = await demo.window()
    await other.get_by_role("button", name="+1 день").click()
    await expect(page.locator(".clock")).to_contain_text("пятница, 16 октября")


async def test_without_a_network_messages_wait_and_presses_do_not(demo):
    page = await a_chat(demo)
    nina = phone(page)
    await write(nina, "кнопки")
    await expect(nina.get_by_role("button", name="Да", exact=True)).to_be_visible()
    await nina.get_by_role("switch", name="Сеть").click()
    before = len(demo.state.private(NINA).messages)
    await write(nina, "раз")
    await nina.get_by_role("button", name="Выезд").click()
    await expect(nina.locator(".mark-clock")).to_have_count(2)
    await nina.get_by_role("button", name="Да", exact=True).click()
    await expect(nina.locator(".toast")).to_contain_text("кнопка под сообщением не ждёт")
    await demo.bot.say(NINA, "пришло без сети")
    assert len(demo.state.private(NINA).messages) == before + 1
    await expect(bubble(nina, "пришло без сети")).to_have_count(0)
    await nina.get_by_role("switch", name="Сеть").click()
    await expect(bubble(nina, "text: Выезд")).to_be_visible()
    await expect(bubble(nina, "пришло без сети")).to_be_visible()
    await expect(nina.locator(".mark-clock")).to_have_count(0)
    told = await texts(nina)
    order = ("пришло без сети", "раз", "Выезд")
    assert [text for text in told if text in order] == list(order)


async def test_what_waits_belongs_to_its_person(demo):
    page = await a_chat(demo)
    await phone(page).get_by_role("switch", name="Сеть").click()
    await write(phone(page), "ждёт у Нины")
    await phone(page).get_by_role("textbox", name="Сообщение").fill("недописано")
    await page.get_by_role("button", name=re.compile("^Книжник")).click()
    await expect(phone(page, "Книжник").get_by_role("switch", name="Сеть")).to_be_checked()
    await page.get_by_role("button", name=re.compile("^Закладкина")).click()
    await expect(phone(page).locator(".mark-clock")).to_have_count(1)
    await expect(phone(page).get_by_role("textbox", name="Сообщение")).to_have_value("недописано")
    await phone(page).get_by_role("switch", name="Сеть").click()
    await expect(bubble(phone(page), "text: ждёт у Нины")).to_be_visible()


async def test_a_broken_stream_mends_itself_and_nothing_is_missed(demo):
    page = await a_chat(demo)
    await page.evaluate("document.body.removeAttribute('data-ready')")
    demo.state.events.close()
    await demo.bot.say(NINA, "пока не было связи")
    await page.wait_for_selector("body[data-ready]")
    await expect(bubble(phone(page), "пока не было связи")).to_have_count(1)
    await expect(page.locator("#lost")).to_be_hidden()


async def test_a_message_that_did_not_go_can_be_sent_again(demo):
    page = await a_chat(demo)
    await page.route("**/text", lambda route: route.abort())
    await write(phone(page), "в пути")
    await expect(phone(page).locator(".mark-failed")).to_be_visible()
    await page.unroute("**/text")
    await phone(page).get_by_role("button", name="Отправить ещё раз").click()
    await expect(bubble(phone(page), "text: в пути")).to_be_visible()
    await expect(phone(page).locator(".mark-failed")).to_have_count(0)
    assert [complaint for complaint in demo.complaints if "ERR_FAILED" not in complaint] == []
    demo.complaints.clear()
