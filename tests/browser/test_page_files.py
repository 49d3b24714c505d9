"""Photos, albums, documents, a voice and places sent from the page."""

import pytest
from page_rig import NINA, a_chat, bubble, phone
from playwright.async_api import Page, expect

from bot.sandbox import pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PDF = {"name": "Паспорт библиотеки.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}


def a_picture(number: int) -> dict:
    content = pictures.sample(number)
    return {"name": f"polka-{number}.png", "mimeType": "image/png", "buffer": content}


async def attach(page: Page, what: str, files: list[dict]) -> None:
    """Choose files through the menu of the phone."""
    async with page.expect_file_chooser() as chooser:
        await phone(page).get_by_role("button", name="Приложить").click()
        await page.get_by_role("menuitem", name=what, exact=True).click()
    await (await chooser.value).set_files(files)


async def send(page: Page, caption: str = "") -> None:
    """Confirm the chosen files."""
    dialog = page.get_by_role("dialog", name="Отправить файлы")
    await dialog.get_by_role("textbox", name="Подпись").fill(caption)
    await dialog.get_by_role("button", name="Отправить").click()


def sent(demo, kind: str) -> list:
    """List what Nina's chat holds of a kind."""
    bodies = [message.body for message in demo.state.private(NINA).messages.values()]
    return [body[kind] for body in bodies if kind in body]


async def test_several_photos_are_one_album_with_a_caption(demo):
    page = await a_chat(demo)
    await attach(page, "Фото", [a_picture(number) for number in (1, 2, 3)])
    await expect(page.locator(".previews img")).to_have_count(3)
    await send(page, "Уголок под липой")
    album = phone(page).locator(".message", has=page.locator(".album-3"))
    await expect(album.locator("img")).to_have_count(3)
    await expect(album.locator(".words")).to_have_text("Уголок под липой")
    await expect(bubble(phone(page), "photo: Уголок под липой")).to_have_count(1)
    assert [sizes[-1]["width"] for sizes in sent(demo, "photo")] == [320, 320, 320]


async def test_a_photo_opens_large_and_closes_by_escape(demo):
    page = await a_chat(demo)
    await phone(page).get_by_role("button", name="Приложить").click()
    await page.get_by_role("menuitem", name="Пробный снимок").click()
    await send(page)
    await phone(page).get_by_role("button", name="Открыть фото: Фото").click()
    await expect(page.get_by_role("dialog", name="Фото").get_by_role("img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_pictures_can_go_uncompressed_as_files(demo):
    page = await a_chat(demo)
    await attach(page, "Фото", [a_picture(1)])
    await page.get_by_role("checkbox", name="Без сжатия, как файлы").check()
    await send(page)
    await expect(bubble(phone(page), "document:")).to_be_visible()
    assert [document["file_name"] for document in sent(demo, "document")] == ["polka-1.png"]


async def test_a_document_comes_back_as_it_went(demo):
    page = await a_chat(demo)
    await attach(page, "Файл", [PDF])
    await expect(page.get_by_role("checkbox", name="Без сжатия, как файлы")).to_have_count(0)
    await send(page, "За год")
    await expect(bubble(phone(page), "document: За год")).to_be_visible()
    async with page.expect_download() as download:
        await phone(page).get_by_role("link", name=PDF["name"]).click()
    saved = await download.value
    assert saved.suggested_filename == PDF["name"]
    assert (await saved.path()).read_bytes() == PDF["buffer"]


async def test_of_eleven_files_ten_are_taken(demo):
    page = await a_chat(demo)
    files = [{**PDF, "name": f"{number}.pdf"} for number in range(11)]
    await attach(page, "Файл", files)
    await expect(page.get_by_role("dialog")).to_contain_text("Взяты первые десять")
    await send(page)
    await expect(phone(page).locator(".document")).to_have_count(10)
    await expect(phone(page).locator(".mine", has=page.locator(".document"))).to_have_count(1)


async def test_what_is_no_picture_is_refused_with_advice(demo):
    page = await a_chat(demo)
    broken = {"name": "снимок.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    await attach(page, "Фото", [broken])
    await send(page)
    await expect(phone(page).locator(".toast")).to_contain_text("Отправьте его как файл")
    assert sent(demo, "photo") == []


async def test_a_file_is_dropped_on_the_chat(demo):
    page = await a_chat(demo)
    dropped = await page.evaluate_handle(
        """() => {
          const dropped = new DataTransfer();
          dropped.items.add(new File(["сводка"], "сводка.txt", { type: "text/plain" }));
          return dropped;
        }"""
    )
    log = phone(page).get_by_role("log")
    await log.dispatch_event("dragover", {"dataTransfer": dropped})
    await expect(phone(page).locator(".dropping")).to_be_visible()
    await log.dispatch_event("drop", {"dataTransfer": dropped})
    await send(page)
    await expect(phone(page).get_by_role("link", name="сводка.txt")).to_be_visible()


async def test_a_voice_goes_as_a_file_and_can_be_heard(demo):
    page = await a_chat(demo)
    await attach(
        page, "Голосовое из файла", [{**PDF, "name": "голос.ogg", "mimeType": "audio/ogg"}]
    )
    await expect(phone(page).get_by_label("Голосовое сообщение", exact=True)).to_be_visible()
    assert len(sent(demo, "voice")) == 1


async def test_own_coordinates_are_typed_with_a_comma_too(demo):
    page = await a_chat(demo)
    await phone(page).get_by_role("button", name="Приложить").click()
    await page.get_by_role("menuitem", name="Место").click()
    dialog = page.get_by_role("dialog", name="Какое место отправить?")
    await dialog.get_by_label("Широта").fill("сто")
    await dialog.get_by_role("button", name="Отправить место").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("например 53,197 и 25,477")
    await dialog.get_by_label("Широта").fill("53,2")
    await dialog.get_by_label("Долгота").fill("25.48")
    await dialog.get_by_role("button", name="Отправить место").click()
    await expect(phone(page).locator(".card").last).to_contain_text("Деревная")
    places = [(place["latitude"], place["longitude"]) for place in sent(demo, "location")]
    assert places == [(53.2, 25.48)]
