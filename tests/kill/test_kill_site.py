"""A process that writes the site is killed at random instants; each file is old or new, whole."""

import asyncio
import hashlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sited import checked_feed, checked_page
from test_kill import NOW, fill

from storage import database, files, news
from storage.database import Tx
from storage.records.site import NewsFields, NewsPhoto

pytestmark = pytest.mark.kill

ITEMS = 12
KILLS = max(4, int(os.environ.get("KILLS", "6")))
MOST = KILLS + 30  # a kill may come before or after the files are written
LATER = "2026-02-01T00:00:00Z"


async def test_the_site_is_old_or_new_and_then_new(tmp_path: Path) -> None:
    """No page is torn, none names a picture that is not there; the next run makes it whole."""
    data, twin = tmp_path / "data", tmp_path / "twin"
    data.mkdir()
    await fill(data / "knigonosha.sqlite", 1)
    db = await database.Database.open(data / "knigonosha.sqlite", readers=1)
    async with db.write() as tx:
        for number in range(ITEMS):
            await _publish(tx, data, number)
    _run(data)
    old = _content(data)
    async with db.write() as tx:
        for news_id in range(1, ITEMS, 2):
            await news.withdraw(tx, news_id, "Просили", now=LATER, by=1)
        for number in range(ITEMS, 2 * ITEMS):
            await _publish(tx, data, number)
    await db.close()
    shutil.copytree(data, twin)
    _run(twin)
    new = _content(twin)
    assert set(new) != set(old)
    rng, torn, took = random.Random(20261129), 0, 0.0
    for number in range(MOST):
        folder = tmp_path / str(number)
        shutil.copytree(data, folder)
        child, began = _start(folder), time.monotonic()
        if number == 0:
            assert child.wait() == 0
            took = time.monotonic() - began
            continue
        await asyncio.sleep(rng.uniform(0.3, 1.0) * took)
        child.send_signal(signal.SIGKILL)
        child.wait()
        _check(folder, old, new)
        torn += _content(folder) not in (old, new)
        _run(folder)
        assert _content(folder) == new
        shutil.rmtree(folder)
        if torn and number >= KILLS:
            break
    assert torn, "no kill came while the files were written: nothing is shown"


async def _publish(tx: Tx, data: Path, number: int) -> None:
    picture = io.BytesIO()
    Image.effect_noise((900, 700), 10 + number).convert("RGB").save(picture, "JPEG")
    sha = hashlib.sha256(picture.getvalue()).hexdigest()
    kept = data / "files" / sha[:2] / sha
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(picture.getvalue())
    file_id = await files.want(
        tx,
        staff_id=1,
        now=NOW,
        telegram_file_id=f"t{number}",
        unique_id=f"u{number}",
        kind="photo",
    )
    await files.stored(tx, file_id, sha, len(picture.getvalue()), "image/jpeg")
    said = NewsFields(
        library_id=1,
        title=f"Новость {number}",
        happened_on=date(2025 + number % 2, 1, 1 + number),
        body="Текст.\n\n" * 3 + "Конец.",
        language="ru",
        photos=(NewsPhoto(file_id=file_id, alt="Шум", people="none", parents="none"),),
    )
    news_id = await news.hand_in(tx, said, origin=None, now=NOW, by=1)
    one = await news.by_id(tx, news_id)
    assert one is not None
    await news.publish(tx, one, on=date(2026, 1, 1), url=None, now=NOW, by=1)


def _start(data: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "site"],
        env=os.environ | {"BOT_DATA": str(data)},
        stdout=subprocess.DEVNULL,
    )


def _run(data: Path) -> None:
    assert _start(data).wait() == 0


def _content(data: Path) -> dict[str, bytes]:
    folder = data / "site"
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


def _check(data: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Check what a reader finds who comes now."""
    found = {
        name: content for name, content in _content(data).items() if not name.endswith(".coming")
    }
    for name, content in found.items():
        assert content in (old.get(name), new.get(name)), name
        if name.endswith(".html"):
            for one in checked_page(content.decode()).iter("img"):
                assert one.get("src") in found
    checked_feed(found["feed.xml"])
    assert {"index.html", "archive-2025.html", "archive-2026.html"} <= set(found)
