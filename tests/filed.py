"""Files that the bot sent to a chat, read back from the sandbox; programs that look at them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from world import World

from bot.sandbox.driver import Chat


async def files(world: World, chat: Chat) -> dict[str, bytes]:
    """Return the documents in a chat by name and the photos by caption, the latest of each."""
    await world.settled()
    await chat.news()
    found = {}
    for one in chat.screen:
        body = world.telegram.chats[chat.user_id].messages[one.message_id].body
        if one.by_bot and (sent := body.get("document") or (body.get("photo") or [None])[-1]):
            stored = world.telegram.files.by_id[sent["file_id"]]
            found[str(sent.get("file_name") or body.get("caption"))] = stored.content
    return found


def program(name: str) -> str:
    """Return a program that a test needs; without it the test is skipped, but not in CI."""
    found = shutil.which(name)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is to be installed: see .ci/run")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(content: bytes, folder: Path) -> Path:
    """Return a workbook whose formulas LibreOffice has calculated anew, and saved."""
    office(content, "xlsx", folder)
    return folder / "made" / "book.xlsx"


def run(*command: str) -> str:
    """Run a program and return what it prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def office(content: bytes, ending: str, folder: Path, to: str = "xlsx") -> None:
    """Let LibreOffice open a file and save it to the folder `made`."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    source = folder / f"book.{ending}"
    source.write_bytes(content)
    subprocess.run(
        [
            program("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--convert-to", to, "--outdir", str(folder / "made"), str(source),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
