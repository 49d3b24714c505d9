"""The page for every hand and eye: small screens, the dark, a keyboard, a screen reader."""

import re

import pytest
from page_checks import contrast_faults, nameless, small_targets, structure
from page_rig import NARROW, NINA, PAVEL, a_chat, bubble, phone, write
from playwright.async_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "https://slonimlib.example/" + "оченьдлинноеслово" * 12


async def overflow(page: Page) -> int:
    """Tell by how many pixels the page is wider than its window."""
    return await page.evaluate("document.documentElement.scrollWidth - innerWidth")


async def test_nothing_is_wider_than_360_pixels(demo):
    page = await a_chat(demo, size=NARROW)
    await demo.bot.say(NINA, LONG)
    await write(phone(page), "кнопки")
    await expect(phone(page).get_by_role("button", name="Важно")).to_be_visible()
    log = phone(page).locator(".log")
    seen = [
        await overflow(page),
        await log.evaluate("(node) => node.scrollWidth - node.clientWidth"),
    ]
    await phone(page).get_by_role("button", name="Приложить").click()
    await page.get_by_role("menuitem", name="Место").click()
    seen.append(await overflow(page))
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Люди").click()
    for language in ("be", "en", "ru"):
        await page.locator("#language").select_option(language)
        seen.append(await overflow(page))
    assert seen == [0, 0, 0, 0, 0, 0]


async def test_the_page_follows_a_dark_system_and_its_own_switch(demo):
    page = await demo.window(scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert await page.evaluate(paper) == "rgb(19, 25, 24)"
    await page.get_by_role("button", name="Светлая или тёмная").click()
    assert await page.evaluate(paper) == "rgb(245, 240, 229)"
    await page.reload()
    assert await page.evaluate(paper) == "rgb(245, 240, 229)"


async def test_the_page_speaks_three_languages(demo):
    page = await demo.window()
    await page.get_by_label("Язык страницы").select_option("be")
    await expect(page.get_by_role("heading", name="Людзі сеткі")).to_be_visible()
    await expect(page.locator(".clock-day")).to_have_text("чацвер, 15 кастрычніка 2026")
    assert await page.locator("html").get_attribute("lang") == "be"
    await page.reload()
    await page.get_by_label("Мова старонкі").select_option("en")
    await expect(page.get_by_role("heading", name="People of the network")).to_be_visible()


async def test_the_whole_way_is_walked_by_the_keyboard(demo):
    page = await demo.window()
    keys = page.keyboard
    await page.get_by_role("button", name=re.compile("^Закладкина")).focus()
    await keys.press("Enter")
    await expect(phone(page).get_by_role("button", name="Старт")).to_be_focused()
    await keys.press("Enter")
    await expect(bubble(phone(page), "начато: /start")).to_be_visible()
    field = phone(page).get_by_role("textbox", name="Сообщение")
    await expect(field).to_be_focused()
    await keys.type("кнопки")
    await keys.press("Enter")
    await expect(bubble(phone(page), "Выберите")).to_be_visible()
    log = phone(page).get_by_role("log")
    await log.focus()
    await keys.press("ArrowUp")
    await expect(phone(page).locator(".message").last).to_be_focused()
    await keys.press("Enter")
    await expect(page.get_by_role("menuitem", name="Ответить")).to_be_focused()
    await keys.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Скопировать")).to_be_focused()
    await keys.press("Escape")
    await log.focus()
    await keys.press("ArrowUp")
    await keys.press("Tab")
    await expect(phone(page).get_by_role("button", name="Да", exact=True)).to_be_focused()
    await keys.press("Space")
    await expect(phone(page).locator(".toast")).to_have_text("Записано: 7")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_wide_page_is_readable_and_named(demo, scheme):
    page = await a_chat(demo, scheme=scheme)
    await page.get_by_role("button", name="Открыть рядом: Книжник Павел").click()
    await demo.bot.say(PAVEL, "Усё так?")
    for text in ("разметка", "кнопки"):
        await write(phone(page), text)
    await expect(phone(page).get_by_role("button", name="Важно")).to_be_visible()
    await demo.bot.say(NINA, "пришло")
    assert await nameless(page) == []
    assert await contrast_faults(page) == []
    assert await small_targets(page) == []
    assert await structure(page) == {
        "main": 1,
        "banner": 1,
        "complementary": 1,
        "h1": 1,
        "doubled ids": [],
        "languages": ["be", "en", "ru"],
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_small_page_is_readable_and_named(demo, scheme):
    page = await a_chat(demo, size=NARROW, scheme=scheme)
    await phone(page).get_by_role("switch", name="Сеть").click()
    await write(phone(page), "ждёт")
    chat = [await nameless(page), await contrast_faults(page), await small_targets(page)]
    await phone(page).get_by_role("button", name="Приложить").click()
    menu = [await nameless(page), await contrast_faults(page), await small_targets(page)]
    await page.get_by_role("menuitem", name="Место").click()
    dialog = [await nameless(page), await contrast_faults(page), await small_targets(page)]
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Люди").click()
    people = [await nameless(page), await contrast_faults(page), await small_targets(page)]
    assert [chat, menu, dialog, people] == [[[], [], []]] * 4


async def test_the_checks_see_what_is_wrong(demo):
    page = await demo.window()
    await page.evaluate(
        """() => {
          const bad = document.createElement("button");
          bad.className = "bad";
          bad.style.cssText = "width:20px;height:20px;padding:0";
          const pale = document.createElement("p");
          pale.textContent = "бледно";
          pale.style.cssText = "color:#999;background:#fff";
          document.querySelector("main").append(bad, pale);
        }"""
    )
    assert await nameless(page) == ["button"]
    assert await contrast_faults(page) == ["бледно 2.85"]
    assert await small_targets(page) == ["button.bad 20x20"]
