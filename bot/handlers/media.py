"""Files coming in: an answer of the form in hand, or something to be asked about."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from telegram import Message

from bot.context import FieldContext
from bot.errors import BadAnswerError
from bot.handlers import form_answers, form_draft, free
from bot.handlers.free import Outside
from bot.msgid import msgid
from bot.routes import Route
from bot.screens.screen import Screen
from storage import drafts, files
from storage.files import StoredFile

LIMIT_BYTES: Final = 20 * 1024 * 1024  # Bot API, getFile
ALBUM_PAUSE_S: Final = 1.2  # an album has no end mark: so long is its last photo waited for
TakeFile = Callable[[FieldContext, dict[str, Any], dict[str, Any]], Awaitable[None]]

PROMPTS: Final[dict[str, TakeFile]] = {}


def register(kind: str, take: TakeFile) -> None:
    """Let `take` have the file that comes while a one-line question of `kind` waits."""
    PROMPTS[kind] = take


async def take(ctx: FieldContext) -> None:
    """Take a photo, file, voice message or video."""
    sent = described(ctx.message)
    if ctx.message.media_group_id:
        ctx.pause_s = ALBUM_PAUSE_S
    album = ctx.message.media_group_id or ""
    if await free.replied(ctx, Outside(ctx.message.caption or "", (sent,), album=album)):
        return
    prompt = ctx.chat.prompt
    taker = PROMPTS.get(str(prompt.get("kind"))) if prompt else None
    if prompt is not None and taker is not None:
        await taker(ctx, prompt, sent)
    elif ctx.chat.draft_id is not None:
        await _answer(ctx, sent)
    else:
        await free.ask(ctx, await _outside(ctx, sent))


async def _answer(ctx: FieldContext, sent: dict[str, Any]) -> None:
    """Give the file to the form; it is fetched only if it is an answer there."""
    file_id = await keep(ctx, sent)
    if not await form_answers.take_media(ctx, file_id, str(sent["mime"])):
        await files.forget(ctx.tx, file_id)


async def keep(ctx: FieldContext, sent: dict[str, Any]) -> int:
    """Note a file to be fetched and return its id."""
    ctx.work.wakes.add("files")
    return await files.want(ctx.tx, staff_id=ctx.person.staff_id, now=ctx.stamp, **sent)


async def ask_anew(ctx: FieldContext, file: StoredFile) -> None:
    """Ask anew what was answered by a file that is not what it said to be."""
    ctx.say(Screen(ctx.t(_MISTAKEN)))
    for draft in await drafts.open_of(ctx.tx, ctx.person.staff_id):
        filling = await form_draft.load(ctx, draft.draft_id)
        if await form_answers.reopen(ctx, filling, f"file-{file.file_id}"):
            return


async def _outside(ctx: FieldContext, sent: dict[str, Any]) -> Outside:
    """Put the photos of one album together, whatever comes between them."""
    album = ctx.message.media_group_id or ""
    text = ctx.message.caption or ""
    waiting = await free.of_album(ctx, album) if album else None
    if waiting is not None:
        return Outside(
            text=waiting.text or text,
            media=(*waiting.media, sent),
            mark=waiting.mark,
            album=album,
        )
    return Outside(text=text, media=(sent,), mark=ctx.message.message_id, album=album)


def described(message: Message) -> dict[str, Any]:
    """Return what Telegram says of a file, as the columns of `files`.

    Raises BadAnswerError for one that Telegram would not hand over.
    """
    kind, part = _part(message)
    sent = {
        "kind": kind,
        "telegram_file_id": part.file_id,
        "unique_id": part.file_unique_id,
        "name": getattr(part, "file_name", None),
        "mime": getattr(part, "mime_type", None) or _MIME[kind],
        "size": part.file_size,
        "duration_s": _seconds(getattr(part, "duration", None)),
    }
    if (part.file_size or 0) > LIMIT_BYTES:
        raise BadAnswerError(
            msgid(
                "The file is over 20 MB, Telegram will not hand it over. "
                "Send a link or a smaller photo."
            )
        )
    return sent


def _part(message: Message) -> tuple[str, Any]:
    if message.photo:
        return "photo", message.photo[-1]  # the largest size comes last
    found = (
        ("voice", message.voice),
        ("audio", message.audio),
        ("video", message.video or message.video_note),
        ("document", message.document),
    )
    return next((kind, part) for kind, part in found if part is not None)


def _seconds(duration: Any) -> int | None:
    return int(getattr(duration, "total_seconds", lambda: duration)()) if duration else None


_MISTAKEN: Final = msgid(
    "The file that came is not what it was called: it does not open. Send it again, please."
)
_MIME: Final = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "document": "application/octet-stream",
}
ROUTES: Final[tuple[Route, ...]] = (Route("media", "media", take, "tasks.read"),)
