"""Real processes of the command line: started, read, stopped."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

TOKEN = "7000000001:" + "C" * 35
HOME = Path(__file__).parents[2]


@dataclass
class Process:
    """A running command and what it has printed so far."""

    process: asyncio.subprocess.Process
    output: str = ""

    async def says(self, words: str) -> str:
        """Wait until it has printed `words`; return everything."""
        assert self.process.stdout is not None
        async with asyncio.timeout(30):
            while words not in self.output:
                line = await self.process.stdout.readline()
                assert line, f"it ended without {words!r}:\n{self.output}"
                self.output += line.decode()
        return self.output

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    async def ends(self) -> tuple[int, str]:
        """Wait for the end; return its code and everything that it printed."""
        assert self.process.stdout is not None
        async with asyncio.timeout(40):
            self.output += (await self.process.stdout.read()).decode()
            return await self.process.wait(), self.output


def environment(**settings: str) -> dict[str, str]:
    """Take over the environment but for settings of a bot."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return kept | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(HOME)} | settings


@contextlib.asynccontextmanager
async def command(*words: str, cwd: Path = HOME, **settings: str) -> AsyncIterator[Process]:
    """Run `python -m bot ...`; it is killed at the end of the test at the latest."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=cwd,
        env=environment(**settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield Process(process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()


async def ran(*words: str, cwd: Path = HOME, **settings: str) -> tuple[int, str]:
    """Run a command to its end; return its code and what it printed."""
    async with command(*words, cwd=cwd, **settings) as process:
        return await process.ends()
