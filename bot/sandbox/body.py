"""Bodies of Bot API requests: JSON, forms and multipart, as the clients send them."""

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.sandbox.call import Call, Upload
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.files import MAX_UPLOAD

MAX_BODY = MAX_UPLOAD + 1024 * 1024  # bytes; a file and what goes with it


async def read_call(request: web.Request, method: str) -> Call:
    """Read the parameters and files of a call; 413 when it is too large."""
    call = Call(method, dict(request.query) if request.query_string else {})
    if request.can_read_body:
        refuse_large(request)
        await _read_body(request, call)
    return call


def refuse_large(request: web.Request) -> None:
    """Refuse a body by its announced length, before a byte of it is read."""
    if (request.content_length or 0) > MAX_BODY:
        raise ApiError(413, "Request Entity Too Large")


async def _read_body(request: web.Request, call: Call) -> None:
    match request.content_type:
        case "application/json":
            call.params |= _object(await _whole(request))
        case "multipart/form-data":
            await read_parts(request, call)
        case _:
            raw = (await _whole(request)).decode("utf-8", "replace")
            call.params |= dict(parse_qsl(raw, keep_blank_values=True))


async def _whole(request: web.Request) -> bytes:
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None


def _object(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse request JSON object")
    return value


async def read_parts(request: web.Request, call: Call) -> None:
    """Read a multipart body: fields to parameters, files to uploads."""
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytearray()
        while chunk := await part.read_chunk(256 * 1024):
            content += chunk
            size += len(chunk)
            if size > MAX_BODY:
                raise ApiError(413, "Request Entity Too Large")
        _keep(call, part, bytes(content))


def _keep(call: Call, part: BodyPartReader, content: bytes) -> None:
    name = part.name or ""
    if part.filename is None:
        call.params[name] = content.decode("utf-8", "replace")
        return
    mime = part.headers.get("Content-Type", "application/octet-stream")
    # A form of several files repeats the name; a Bot API call never does.
    key = name if name not in call.uploads else f"{name}{len(call.uploads)}"
    call.uploads[key] = Upload(part.filename, content, mime)
