"""A wheel built from the repository and installed elsewhere runs the demo."""

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import aiohttp
import pytest

from bot.forms import builtin

ROOT = Path(__file__).parents[1]
WHAT_TRAVELS = (
    ("bot/sandbox/page", "*"),
    ("bot/sample", "**/*.csv"),
    ("bot/forms/builtin", "*.md"),
    ("bot/forms/builtin", "*.xml"),
    ("storage/migrations", "*.sql"),
    ("bot", "**/*.py"),
    ("storage", "**/*.py"),
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a release does, with what is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    words = ["build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, check=False, cwd=folder
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (made,) = folder.iterdir()
    return made


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


def test_everything_that_the_bot_reads_is_inside(wheel: Path) -> None:
    """Pages, forms, migrations, sample and compiled catalogs."""
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder, pattern in WHAT_TRAVELS
        for path in (ROOT / folder).glob(pattern)
        if path.is_file()
    }
    wanted |= {f"locales/{language}/LC_MESSAGES/bot.mo" for language in ("ru", "be", "en")}
    wanted |= {f"bot/forms/builtin/{name}.xml" for name in builtin.NAMES}
    assert len(wanted) > 200
    assert wanted - names(wheel) == set()


def test_nothing_else_is_inside(wheel: Path) -> None:
    """No tests, no data, no compiled leftovers."""
    tops = {name.split("/")[0] for name in names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"bot", "storage", "locales"}
    assert [name for name in names(wheel) if name.endswith((".pyc", ".sqlite", ".po"))] == []


def test_the_wheel_needs_what_is_pinned(wheel: Path) -> None:
    """Each requirement of the wheel is among the pinned ones."""
    pinned = set(
        re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    )
    canonical = {re.sub(r"[-_.]+", "-", name).lower() for name in pinned}
    with zipfile.ZipFile(wheel) as packed:
        (metadata,) = [name for name in packed.namelist() if name.endswith("/METADATA")]
        text = packed.read(metadata).decode()
    needed = re.findall(r"^Requires-Dist: ([A-Za-z0-9_.-]+)", text, re.MULTILINE)
    assert needed
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in needed} - canonical == set()


async def test_an_installed_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    """Away from the repository: the page is served, the bot polls, people are there."""
    target = tmp_path / "installed"
    words = ["pip", "--isolated", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run(  # noqa: ASYNC221  # nothing else runs meanwhile
        [sys.executable, "-m", *words, "--no-index", "--no-deps", "--target", target, wheel],
        check=True,
        cwd=tmp_path,
    )
    demo = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "demo", "--port", "0", "--data", "demo"),
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(target), "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        await _look_at(demo)
    finally:
        with contextlib.suppress(ProcessLookupError):
            demo.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(demo.wait(), 30) == 0


async def _look_at(demo: asyncio.subprocess.Process) -> None:
    assert demo.stdout is not None
    seen = ""
    async with asyncio.timeout(40):
        while not (found := re.search(r"http://\S+?(?=/?\s)", seen)):
            line = await demo.stdout.readline()
            assert line, seen
            seen += line.decode()
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{found[0]}/page/main.js") as page:
            assert page.status == 200
        async with session.get(f"{found[0]}/sandbox/people") as people:
            assert len(await people.json()) >= 13
        async with asyncio.timeout(40):
            while True:
                async with session.get(f"{found[0]}/sandbox/calls") as calls:
                    if any(one["method"] == "getme" for one in (await calls.json())["calls"]):
                        return
                await asyncio.sleep(0.05)
