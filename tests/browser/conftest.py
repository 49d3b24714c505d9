"""The chat page in a real Chromium against the sandbox server and a scripted bot."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
import pytest_asyncio
from page_rig import GUEST, NINA, PAVEL, TOKEN, Demo, EchoBot, Windows
from playwright.async_api import async_playwright

from bot.sandbox.clock import Clock
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram

MORNING = datetime.fromisoformat("2026-10-15T09:28:00+03:00")
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("no Chromium on this machine, and CI=true wants the browser tests run")
    if found is None:
        pytest.skip("no Chromium on this machine: install chromium to run the browser tests")
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def windows() -> AsyncIterator[Windows]:
    """Start one browser for all tests."""
    path = _chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        context = await browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        context.set_default_timeout(8000)
        yield Windows(context)
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def demo(windows: Windows) -> AsyncIterator[Demo]:
    """Run a sandbox of three people; afterwards nobody may have complained."""
    clock = Clock()
    clock.set(MORNING)
    state = Telegram(clock=clock, token=TOKEN)
    state.person(NINA, "Нина Ивановна", last_name="Закладкина", note="библиотекарь, Деревная")
    state.person(PAVEL, "Павел", last_name="Книжник", language_code="be", note="методист")
    state.person(GUEST, "<b>Гость</b>", note="без приглашения", has_started=False)
    async with running(state) as address:
        bot = EchoBot(address)
        polling = asyncio.create_task(bot.run())
        demo = Demo(state, bot, address, windows)
        yield demo
        await demo.close()
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    assert (demo.complaints, bot.errors) == ([], [])
