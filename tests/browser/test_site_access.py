"""The site's page of news for every hand and eye: 360 pixels, the dark, a screen reader."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from page_rig import NARROW, Windows
from PIL import Image
from playwright.async_api import Page
from sited import a_picture, a_site, an_item

from bot.reports import site_feed, site_page

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "Оченьдлинноеслово" * 20
ITEMS = (
    an_item(4, title=LONG, body=f"{LONG}\n\nhttps://slonimlib.by/{'a' * 300}", people=25),
    an_item(
        3, title="Восень у бібліятэцы", body="Чыталі вершы.\nМалявалі.", language="be",
        library="Дзераўная", pictures=(a_picture("Дзеці малююць закладкі"),),
    ),
    an_item(
        2, title="שלום <b>עולם</b>", body="مرحبا & 👩‍🏫", on=date(2025, 3, 1),
        pictures=(replace(a_picture("Осень: фото 1", "1" * 20), is_told=False),),
    ),
    an_item(1, on=date(2024, 5, 9)),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a site as the bot does, with pictures of the sizes that it names."""
    site = a_site(*ITEMS)
    (tmp_path / "pictures").mkdir()
    for item in ITEMS:
        for size in (size for one in item.pictures for size in one.sizes):
            picture = Image.new("RGB", (size.width, size.height), (120, 150, 90))
            picture.save(tmp_path / "pictures" / size.name, "JPEG")
    for name, text in site_page.pages(site).items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "feed.xml").write_bytes(site_feed.feed(site))
    return tmp_path


async def _seen(page: Page, address: str, scheme: Any) -> dict[str, Any]:
    await page.set_viewport_size(NARROW)
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.goto(address)
    found = await Axe().run(page)
    return {
        "wrong": [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]],
        "checked": len(found.response["passes"]) > 20,
        "too wide": await page.evaluate("document.documentElement.scrollWidth - innerWidth"),
        "paper": await page.evaluate("getComputedStyle(document.body).backgroundColor"),
    }


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 22, 26)")]
)
async def test_no_fault_at_360_pixels(
    windows: Windows, folder: Path, scheme: str, paper: str
) -> None:
    """Axe finds nothing, nothing is wider than the window, on each page, light and dark."""
    page = await windows.lend()
    seen = {
        name: await _seen(page, (folder / name).as_uri(), scheme)
        for name in ("index.html", "archive-2025.html")
    }
    await windows.take_back(page)
    fine = {"wrong": [], "checked": True, "too wide": 0, "paper": paper}
    assert seen == {"index.html": fine, "archive-2025.html": fine}


async def test_axe_can_say_no(windows: Windows, folder: Path) -> None:
    """A picture without words and pale text are found."""
    page = await windows.lend()
    await page.emulate_media(color_scheme="light")
    await page.goto((folder / "index.html").as_uri())
    await page.evaluate("document.querySelector('img').removeAttribute('alt')")
    await page.evaluate("document.querySelector('h2').style.color = '#ddd'")
    found = await Axe().run(page)
    await windows.take_back(page)
    assert {one["id"] for one in found.response["violations"]} >= {"image-alt", "color-contrast"}


async def test_a_phone_takes_the_small_picture(windows: Windows, folder: Path) -> None:
    """Each picture is there and drawn in the place that was kept for it."""
    page = await windows.lend()
    await page.set_viewport_size(NARROW)
    await page.goto((folder / "index.html").as_uri())
    drawn = await page.evaluate(
        """() => Promise.all([...document.images].map(async (one) => {
            one.loading = 'eager';
            await one.decode();
            return [one.currentSrc.split('/').pop(), one.width, one.height];
        }))"""
    )
    await windows.take_back(page)
    assert drawn == [[f"{mark * 20}-b-640x480.jpg", 328, 246] for mark in ("0", "1")]
