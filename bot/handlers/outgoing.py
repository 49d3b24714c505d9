"""Files of our own on their way to Telegram: written and synced before the row that names them."""

import asyncio
import os
from pathlib import Path

from bot.context import FieldContext
from bot.forms import bundle


async def put(ctx: FieldContext, name: str, content: bytes) -> str:
    """Write a file that a message is to carry; it is deleted when it has been sent."""
    await asyncio.to_thread(_write, ctx.services.outgoing / name, content)
    return name


async def send(ctx: FieldContext, key: str, shown: str, content: bytes) -> None:
    """Send a file under the name that people see; a picture as a photo. `key` is unique."""
    is_picture = shown.lower().endswith(bundle.PICTURES)
    method, kind = ("sendPhoto", "photo") if is_picture else ("sendDocument", "document")
    path = await put(ctx, f"media-{key}{Path(shown).suffix}", content)
    ctx.send_file(method, {kind: {"path": path, "name": shown}})


def _write(path: Path, content: bytes) -> None:
    """Write and sync the file before the row that names it commits."""
    coming = path.with_suffix(".coming")
    with coming.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    coming.rename(path)
