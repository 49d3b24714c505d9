"""The card of an entry: its materials, correcting, withdrawing, returning with a remark."""

import mimetypes
from collections.abc import Callable
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.errors import UserError
from bot.forms import engine
from bot.forms.turns import Card
from bot.handlers import entry_records as records
from bot.handlers import entry_saving as saving
from bot.handlers import (
    form_asking,
    form_draft,
    judging_deals,
    prompts,
    result_records,
    visit_records,
)
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import contests as rules
from bot.rules import own_questions
from bot.screens import entries as screens
from bot.screens.screen import Screen
from storage import chats, drafts, entries, files
from storage.files import StoredFile
from storage.records.contests import Entry

SLOT: Final = "contests"  # lists and cards turn over in one message
ALBUM: Final = 10  # Bot API: sendMediaGroup takes 2 to 10
LINE: Final = 300  # characters of a remark or a reason
RETURN, WITHDRAW = "entry.back", "entry.drop"
WHY_WITHDRAWN: Final = msgid(
    "The deadline is over. Why is the entry withdrawn? Write the reason in one line: it is kept."
)
REMARK: Final = msgid(
    "What is to be clarified? Write it in one or two sentences, for example: «Add a photo of "
    "the stand before the renewal». The authors get it at once."
)


async def screen(ctx: FieldContext, entry: Entry, note: str | None = None) -> Screen:
    """Draw an entry's card with what this person may do."""
    details = await records.details(ctx, entry)
    may = await records.may(ctx, entry)
    reached = await result_records.on_card(ctx, entry)
    about = screens.About(details, note, reached, await records.bibliographic(ctx, entry))
    return screens.card(ctx.t, entry, records.names(ctx), may, about)


async def open_card(ctx: FieldContext) -> None:
    """Show an entry in a new message: the button may stand far below the last card."""
    await _show(ctx, edit=False)


async def show(ctx: FieldContext) -> None:
    """Show an entry in place of the list, or of what was asked on its card."""
    await _show(ctx, edit=None)


async def _show(ctx: FieldContext, *, edit: bool | None) -> None:
    entry = await records.readable(ctx)
    if (ctx.chat.prompt or {}).get("kind") in {RETURN, WITHDRAW}:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, await screen(ctx, entry), edit=edit)


# -------------------------------------------------------------------- materials


async def send_files(ctx: FieldContext) -> None:
    """Send the materials: photos as albums, the rest as files, each role apart."""
    entry = await records.readable(ctx)
    await send_all(ctx, entry, lambda role: screens.album_caption(ctx.t, entry, role))


async def send_all(ctx: FieldContext, entry: Entry, captioned: Callable[[str], str]) -> None:
    """Send the materials of an entry to who may see them; `captioned`: the words of a role."""
    lost = 0
    for role in dict.fromkeys(one.role for one in entry.files):
        ids = [one.file_id for one in entry.files if one.role == role]
        found = [one for key in ids if (one := await files.load(ctx.tx, key))]
        kept = [one for one in found if one.state != "failed"]
        lost += len(ids) - len(kept)
        send_kept(ctx, kept, captioned(role))
    if lost:
        ctx.say(Screen(ctx.t(msgid("Files that could not be fetched: {count}."), count=lost)))


def send_kept(ctx: FieldContext, kept: list[StoredFile], caption: str) -> None:
    """Send photos as albums in their order, then the rest one by one."""
    photos = [one for one in kept if one.kind == "photo" and _source(one)]
    for start in range(0, len(photos), ALBUM):
        _send_album(ctx, photos[start : start + ALBUM], caption)
    for one in kept:
        if one not in photos:
            ctx.send_file(*alone(one, caption))


def _send_album(ctx: FieldContext, photos: list[StoredFile], caption: str) -> None:
    if len(photos) == 1:
        ctx.send_file("sendPhoto", {"photo": _source(photos[0]), "caption": caption})
        return
    media: list[dict[str, Any]] = [{"type": "photo", "media": _source(one)} for one in photos]
    media[0]["caption"] = caption
    ctx.send_file("sendMediaGroup", {"media": media})


def _source(file: StoredFile) -> str | dict[str, str] | None:
    """Return a file's number at Telegram; one that did not come that way is uploaded."""
    if file.telegram_file_id or not file.sha256:
        return file.telegram_file_id or None
    ending = mimetypes.guess_extension(file.mime or "") or ""
    kept = f"../files/{file.sha256[:2]}/{file.sha256}"
    return {"path": kept, "name": file.name or f"{file.file_id}{ending}"}


def alone(file: StoredFile, caption: str) -> tuple[str, dict[str, Any]]:
    """Return the call that sends a file by itself."""
    source = _source(file)
    methods = {"video": "Video", "audio": "Audio", "voice": "Voice"}
    name = "Document" if isinstance(source, dict) else methods.get(file.kind, "Document")
    return f"send{name}", {name.lower(): source or "", "caption": caption}


# -------------------------------------------------------------------- correcting


async def correct(ctx: FieldContext) -> None:
    """Open an entry in its form and offer the answers for correction."""
    entry = (await records.changeable(ctx)).entry
    contest = records.contest_of(ctx, entry)
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    begun = next((one for one in mine if one.context.get("entry_id") == entry.entry_id), None)
    if begun is not None:
        filling = await form_draft.load(ctx, begun.draft_id)
        await chats.focus(ctx.tx, ctx.chat_id, begun.draft_id)
    else:
        stored = await entries.answers(ctx.tx, entry.submission_id)
        filling = await form_draft.begin(
            ctx,
            own_questions.kind_of(contest.form),
            context={"entry_id": entry.entry_id, "contest_id": entry.contest_id},
            prefilled=records.answers_of(stored, entry),
            settled=True,
        )
    form_asking.say_opening(ctx, filling)
    if isinstance(engine.current(filling.form, filling.answers, filling.env), Card):
        await form_asking.show_rows(ctx, filling)
    else:
        await form_asking.show(ctx, filling, edit=False)


# -------------------------------------------------------------------- withdrawing


async def ask_withdraw(ctx: FieldContext) -> None:
    """Ask before an entry is withdrawn; after the deadline ask a methodist for the reason."""
    found = await _withdrawable(ctx)
    entry = found.entry
    if not found.is_late:
        ctx.show(SLOT, screens.confirm_withdraw(ctx.t, entry))
        return
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": WITHDRAW, "entry_id": entry.entry_id})
    ctx.show(SLOT, screens.ask_line(ctx.t, entry, WHY_WITHDRAWN))


async def withdraw(ctx: FieldContext) -> None:
    """Withdraw an entry in time."""
    found = await _withdrawable(ctx)
    if found.is_late:
        await ask_withdraw(ctx)
        return
    await _withdraw(ctx, found.entry, None)


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Withdraw an entry after the deadline, with the methodist's reason."""
    found = await _withdrawable(ctx, int(prompt["entry_id"]))
    await _withdraw(ctx, found.entry, _line(text))


async def _withdrawable(ctx: FieldContext, entry_id: int | None = None) -> records.Changeable:
    """Return an entry to be withdrawn; a returned one, too, only in time or by a methodist."""
    found = await records.changeable(ctx, entry_id)
    contest = records.contest_of(ctx, found.entry)
    is_late = ctx.today > contest.closes_on
    if is_late and not ctx.may("entry.late", own=False):
        raise UserError(records.CLOSED, deadline=contest.closes_on)
    return records.Changeable(found.entry, is_late)


async def _withdraw(ctx: FieldContext, entry: Entry, reason: str | None) -> None:
    by = ctx.person.staff_id
    await entries.withdraw(ctx.tx, entry.entry_id, now=ctx.stamp, by=by, reason=reason)
    await judging_deals.redeal(ctx, records.contest_of(ctx, entry))
    saving.tell_authors(ctx, entry, msgid("Your entry was withdrawn."))
    changed = await records.named(ctx, entry.entry_id)
    note = ctx.t(msgid("The entry is withdrawn and takes no part any more."))
    ctx.show(SLOT, await screen(ctx, changed, note))


def _line(text: str) -> str:
    line = " ".join(text.split())
    if not line or len(line) > LINE:
        raise UserError(msgid("Write one line of up to {limit} characters, please."), limit=LINE)
    return line


# -------------------------------------------------------------------- giving back


async def ask_remark(ctx: FieldContext) -> None:
    """Ask what the authors are to clarify."""
    entry = await _returnable(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": RETURN, "entry_id": entry.entry_id})
    ctx.show(SLOT, screens.ask_line(ctx.t, entry, REMARK))


async def take_remark(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Return an entry with the remark and tell its authors."""
    entry = await _returnable(ctx, int(prompt["entry_id"]))
    remark = _line(text)
    if len(remark) < rules.REMARK:
        raise UserError(
            msgid(
                "The remark is too short. Write at least {least} characters, so that the authors "
                "know what to correct."
            ),
            least=rules.REMARK,
        )
    by = ctx.person.staff_id
    await entries.give_back(ctx.tx, entry.entry_id, remark, now=ctx.stamp, by=by)
    entry = await records.named(ctx, entry.entry_id)
    told = _tell_given_back(ctx, entry)
    people = records.names(ctx).people(told)
    note = (
        ctx.t(msgid("The entry is returned. The remark went to: {people}"), people=people)
        if told
        else ctx.t(
            msgid("The entry is returned. No message reaches its authors: please call them.")
        )
    )
    ctx.show(SLOT, await screen(ctx, entry, note))


def _tell_given_back(ctx: FieldContext, entry: Entry) -> list[int]:
    """Send the remark to the author and who entered the entry; return whom it reaches."""
    told = []
    for staff_id in sorted({entry.staff_id, entry.entered_by} - {ctx.person.staff_id}):
        person = ctx.services.network.staff.get(staff_id)
        if person is None:
            continue
        who = records.names(ctx, person.language).person(ctx.person.staff_id)
        screen_ = screens.given_back(translator(person.language), entry, who)
        if ctx.tell_person(person, screen_):
            told.append(staff_id)
    return told


async def _returnable(ctx: FieldContext, entry_id: int | None = None) -> Entry:
    entry = await records.named(ctx, entry_id)
    ctx.require("entry.admit", own=records.is_own(ctx.person, entry))
    if not entry.is_live:
        raise UserError(records.WITHDRAWN)
    await visit_records.refuse_closed(ctx, ctx.today)
    records.refuse_judged(records.contest_of(ctx, entry))
    return entry


prompts.register(RETURN, take_remark)
prompts.register(WITHDRAW, take_reason)
ROUTES: Final[tuple[Route, ...]] = (
    press("entry.card", open_card, "entry.read"),
    press("entry.show", show, "entry.read"),
    press("entry.files", send_files, "entry.read"),
    press("entry.edit", correct, "entry.change"),
    press("entry.drop", ask_withdraw, "entry.change"),
    press("entry.dropped", withdraw, "entry.change"),
    press("entry.back", ask_remark, "entry.admit"),
)
