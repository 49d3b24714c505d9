"""Runs the sandbox as a process of its own: `python -m bot.sandbox --port 8081`."""

import argparse
import asyncio
import contextlib
import json
import signal
import sys
from datetime import datetime
from pathlib import Path

from bot.sandbox.clock import Clock
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram


def arguments(argv: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="loopback unless you know better")
    parser.add_argument("--port", type=int, default=0, help="0 is any free port")
    parser.add_argument("--token", help="the only token known; any of the right shape if left out")
    parser.add_argument("--clock", type=Path, help="file that shares the moved clock with the bot")
    parser.add_argument(
        "--at", type=datetime.fromisoformat, help="ISO moment the clock shows first"
    )
    parser.add_argument("--people", type=Path, help="JSON list of people to begin with")
    parser.add_argument("--seed", type=int, default=0, help="seed of ids and of faults by chance")
    parser.add_argument("--no-journal", action="store_true", help="keep no journal of calls")
    return parser.parse_args(argv)


def build_state(chosen: argparse.Namespace) -> Telegram:
    """Build the sandbox that the command line asks for."""
    clock = Clock(chosen.clock)
    if chosen.at is not None:
        clock.set(chosen.at.astimezone())
    state = Telegram(
        clock=clock, token=chosen.token, seed=chosen.seed, journal=not chosen.no_journal
    )
    if chosen.people is not None:
        for settings in json.loads(chosen.people.read_text(encoding="utf-8")):
            state.person(**settings)
    return state


async def serve(chosen: argparse.Namespace) -> None:
    """Serve until SIGINT or SIGTERM; the first line printed is the address."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with running(build_state(chosen), chosen.host, chosen.port) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        await stopped.wait()


if __name__ == "__main__":
    asyncio.run(serve(arguments(sys.argv[1:])))
