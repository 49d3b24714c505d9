"""`site`: the page and the feed of news made anew, beside the running bot."""

import asyncio
import sys
from typing import Any

from bot.reports import site
from bot.settings import Settings
from storage import database


def build(settings: Settings) -> int:
    """Make BOT_DATA/site and print where it is; 1 where some photos do not open."""
    if not settings.database.exists():
        print(f"There is no database in {settings.data} yet.", file=sys.stderr)  # noqa: T201  # the command's words
        return 2
    made = asyncio.run(_build(settings))
    print(f"{settings.data / 'site'}: {made['items']}")  # noqa: T201
    for one in made["lost"]:
        print(f"A photo does not open: {one}", file=sys.stderr)  # noqa: T201
    return 1 if made["lost"] else 0


async def _build(settings: Settings) -> dict[str, Any]:
    async with database.read_only(settings.database) as db:
        return await site.build(db, settings.data, settings.language)
