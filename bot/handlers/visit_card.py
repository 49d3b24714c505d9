"""The card of a visit: what is recorded, with its photos and voice."""

from typing import Final

from bot.context import FieldContext
from bot.errors import NotAllowedError, PeriodClosedError, UserError
from bot.handlers import news_offer
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.routes import Route, press
from bot.screens import visit_card as screens
from bot.screens.screen import Screen
from storage import chats, files, recommendations
from storage.files import StoredFile
from storage.records.visits import Visit

SLOT: Final = "visits"  # lists and cards turn over in one message
ALBUM: Final = 10  # Bot API: sendMediaGroup takes 2 to 10


async def screen(ctx: FieldContext, visit: Visit, note: str | None = None) -> Screen:
    """Draw a visit's card with what this person may do; a closed period says so (X3)."""
    name = await records.closed_period(ctx, ctx.tx, visit.visited_on)
    if name is not None and note is None:
        note = ctx.t.error(PeriodClosedError(name))
    may = records.may(ctx, visit, is_closed=name is not None)
    back = ":".join(ctx.arguments[1:]) if ctx.arguments[4:] else ""
    planned = None
    if ctx.may("plan.read", own=False):
        planned = await records.planned(ctx, visit.visit_id)
    settled = tuple(await recommendations.closed_in(ctx.tx, visit.visit_id))
    around = screens.Around(note, back, planned, settled)
    card = screens.card(ctx.t, visit, records.names(ctx), may, around)
    is_told = visit.removed_at is None and visit.outcome == "held" and name is None
    return news_offer.offered(ctx, card, "visit", visit.visit_id) if is_told else card


async def open_card(ctx: FieldContext) -> None:
    """Show a visit in a new message: the button may stand far below the last card."""
    await _show(ctx, edit=False)


async def show(ctx: FieldContext) -> None:
    """Show a visit in place of the list, or of what was asked on its card."""
    await _show(ctx, edit=True)


async def _show(ctx: FieldContext, *, edit: bool) -> None:
    visit = await readable(ctx)
    if ctx.chat.prompt is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, await screen(ctx, visit), edit=edit)


async def readable(ctx: FieldContext) -> Visit:
    """Return the named visit if this person may read it; a removed one only if also remove."""
    visit = await records.named(ctx)
    ctx.require("visit.read", own=records.is_own(ctx.person, visit, "visit.read"))
    if visit.removed_at and not records.may(ctx, visit, is_closed=False).remove:
        raise UserError(msgid("This record was removed."))
    return visit


# -------------------------------------------------------------------- files


async def show_photos(ctx: FieldContext) -> None:
    """Send the photos of a visit: an album, pictures sent as files one by one."""
    visit = await readable(ctx)
    send_files(ctx, [one for key in visit.file_ids if (one := await files.load(ctx.tx, key))])


def send_files(ctx: FieldContext, kept: list[StoredFile]) -> None:
    """Send files of a record: photos as albums, the others one by one."""
    photos = [one for one in kept if one.kind == "photo"]
    for start in range(0, len(photos), ALBUM):
        _send_album(ctx, photos[start : start + ALBUM])
    for one in kept:
        if one.kind != "photo":
            method, name = _METHODS.get(one.kind, ("sendDocument", "document"))
            ctx.send_file(method, {name: one.telegram_file_id})


_METHODS = {
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
}


def _send_album(ctx: FieldContext, photos: list[StoredFile]) -> None:
    if len(photos) == 1:
        ctx.send_file("sendPhoto", {"photo": photos[0].telegram_file_id})
        return
    media = [{"type": "photo", "media": one.telegram_file_id} for one in photos]
    ctx.send_file("sendMediaGroup", {"media": media})


async def play_voice(ctx: FieldContext) -> None:
    """Send the voice message of a visit."""
    visit = await readable(ctx)
    kept = await files.load(ctx.tx, visit.voice_file_id) if visit.voice_file_id else None
    if kept is None:
        raise NotAllowedError
    method, name = ("sendVoice", "voice") if kept.kind == "voice" else ("sendAudio", "audio")
    ctx.send_file(method, {name: kept.telegram_file_id})


ROUTES: tuple[Route, ...] = (
    press("visit.card", open_card, "visit.read"),
    press("visit.show", show, "visit.read"),
    press("visit.photos", show_photos, "visit.read"),
    press("visit.voice", play_voice, "visit.read"),
)
