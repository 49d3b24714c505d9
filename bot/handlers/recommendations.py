"""A recommendation's way: carried out, accepted or sent back, withdrawn, undone within an hour."""

from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.clock import local, parse_stamp
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.handlers import free, media, owners, prompts, question_ask, visit_card
from bot.handlers import recommendation_changes as changing
from bot.handlers import recommendation_records as records
from bot.handlers.free import Outside
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import recommending
from bot.rules.recommending import Move
from bot.screens import recommendations as screens
from bot.screens.owners import Facts as OwnersFacts
from bot.screens.recommendations import Told
from bot.screens.screen import lines
from storage import chats, files, history, recommendations
from storage import recommendation_moves as moves
from storage.records.history import Change
from storage.records.visits import Recommendation

DO: Final = "recommendation.do"
SETTLE: Final = "recommendation.settle"
READ: Final = "recommendation.read"
LINE, PHOTOS, REMARK, REASON, HELP = (
    "rec.line", "rec.photos", "rec.remark", "rec.reason", "rec.help",
)  # fmt: skip
PROMPTS: Final = frozenset({LINE, PHOTOS, REMARK, REASON, HELP, *changing.PROMPTS})
OTHER: Final = msgid("Meanwhile this recommendation has gone on. It stands so now:")
TOO_LATE: Final = msgid("More than an hour has passed: it cannot be undone.")
UNDONE: Final = msgid("The latest step is undone.")


async def show_card(ctx: FieldContext) -> None:
    """Show a recommendation."""
    await _show(ctx, await records.named(ctx, READ))


async def _show(ctx: FieldContext, item: Recommendation, note: str | None = None) -> None:
    if (ctx.chat.prompt or {}).get("kind") in PROMPTS:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    said = ctx.t(note) if note else None
    ctx.show(records.slot(item), screens.card(ctx.t, await records.facts(ctx, item), said))


async def _again(ctx: FieldContext, item: Recommendation) -> Recommendation:
    return await records.named(ctx, READ, item.recommendation_id)


async def _to_move(
    ctx: FieldContext, move: Move, action: str, recommendation_id: int | None = None
) -> Recommendation | None:
    """Return what a button is to move on; one that has gone on meanwhile is shown instead."""
    item = await records.named(ctx, action, recommendation_id)
    offered = numbers(ctx.arguments[1:2]) if recommendation_id is None else ()
    is_other = bool(offered) and offered[0] != item.move_no
    if is_other or recommending.after(item.state, move) is None:
        await _show(ctx, item, OTHER)
        return None
    return item


async def _ask(ctx: FieldContext, kind: str, item: Recommendation) -> None:
    """Let the next words be about a recommendation, and about no draft."""
    await chats.focus(ctx.tx, ctx.chat_id, None)
    prompt = {"kind": kind, "recommendation_id": item.recommendation_id}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)


async def show_photos(ctx: FieldContext) -> None:
    """Send the photos of what is asked and of what was done."""
    item = await records.named(ctx, READ)
    keys = [
        key
        for part in ("given", "done")
        for key in await recommendations.file_ids(ctx.tx, item, part)
    ]
    visit_card.send_files(ctx, [one for key in keys if (one := await files.load(ctx.tx, key))])


# -------------------------------------------------------------------- carried out


async def do(ctx: FieldContext) -> None:
    """Note at once that it is carried out; a line and photos may follow."""
    item = await _to_move(ctx, "do", DO)
    if item is not None:
        await moves.do(ctx.tx, item, records.act(ctx), source="chat")
        await _noted(ctx, item)


async def _noted(ctx: FieldContext, item: Recommendation, note: str | None = None) -> None:
    """Show what is noted and let more come; who gave it sees the same card grow."""
    item = await _again(ctx, item)
    await _ask(ctx, PHOTOS if item.done_line else LINE, item)
    people = await records.keeper(ctx, item)
    await records.tell(ctx, people, item, records.CARRIED_OUT, anew=note is None)
    names = ", ".join(
        one.initials(ctx.language) for one in people if one.staff_id != ctx.person.staff_id
    )
    facts = await records.facts(ctx, item)
    ctx.show(records.slot(item), screens.noted(ctx.t, facts, names, ctx.t(note) if note else None))


async def take_line(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the line on what was done."""
    item = await _just_done(ctx, prompt)
    if item is not None:
        await moves.add_line(ctx.tx, item, recommending.one_line(text), records.act(ctx))
        await _noted(ctx, item, msgid("The line is added."))


async def take_photo(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:
    """Take a photo of what was done; its caption is the line if there is none yet."""
    if Outside(media=(sent,)).kinds != {"photo"}:
        raise BadAnswerError(ONLY_PHOTOS)
    item = await _just_done(ctx, prompt)
    if item is None:
        return
    file_id = await media.keep(ctx, sent)
    await moves.add_file(ctx.tx, item, "done", file_id, records.act(ctx))
    caption = ctx.message.caption or ""
    if caption and not item.done_line:
        await moves.add_line(ctx.tx, item, recommending.one_line(caption), records.act(ctx))
    await _noted(ctx, item, msgid("The photo is added."))


async def _just_done(ctx: FieldContext, prompt: dict[str, Any]) -> Recommendation | None:
    """Return what a line or a photo is about, while it waits to be accepted."""
    item = await records.named(ctx, DO, int(prompt["recommendation_id"]))
    if item.state == "done":
        return item
    await _show(ctx, item, OTHER)
    return None


async def leave_words(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Leave words to others once the line is there: only photos are still about it."""
    await free.take_outside(ctx, text)


async def ask_how_known(ctx: FieldContext) -> None:
    """Ask a methodist how they know that a library has carried it out."""
    ctx.require("behalf.enter", own=False)
    item = await _to_move(ctx, "do", DO)
    if item is not None:
        ctx.show(records.slot(item), screens.how_known(ctx.t, await records.facts(ctx, item)))


async def take_word(ctx: FieldContext) -> None:
    """Note for a library what it said by telephone or on paper, or what is to be seen there.

    What its own methodist has seen is accepted at once.
    """
    ctx.require("behalf.enter", own=False)
    item = await _to_move(ctx, "do", DO)
    source = "".join(ctx.arguments[2:3])
    if item is None:
        return
    if source not in screens.SOURCES:
        raise NotAllowedError
    facts = await records.facts(ctx, item)
    if source == "visit" and {"withdraw"} <= facts.may:
        await _accept(ctx, item)
        return
    await moves.do(ctx.tx, item, records.act(ctx), source=source)
    if item.responsible_id is not None and source != "visit":
        await owners.ask(ctx, moves.SUBJECT, item.recommendation_id, item.responsible_id)
    await records.tell(
        ctx, await records.keeper(ctx, item), await _again(ctx, item), records.CARRIED_OUT
    )
    await _show(ctx, await _again(ctx, item), msgid("Noted: carried out."))


# -------------------------------------------------------------------- «Нужна помощь»


async def ask_for_help(ctx: FieldContext) -> None:
    """Ask what is needed."""
    item = await _to_move(ctx, "do", DO)
    if item is not None:
        await _ask(ctx, HELP, item)
        facts, names = await records.facts(ctx, item), await _keeper_names(ctx, item)
        ctx.show(records.slot(item), screens.ask_help(ctx.t, facts, names))


async def _keeper_names(ctx: FieldContext, item: Recommendation) -> str:
    people = await records.keeper(ctx, item)
    return ", ".join(one.initials(ctx.language) for one in people)


async def take_need(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Bring what is needed to the methodist."""
    item = await _to_move(ctx, "do", DO, int(prompt["recommendation_id"]))
    if item is not None:
        await _bring(ctx, item, recommending.one_line(text))


async def ask_to_call(ctx: FieldContext) -> None:
    """Bring to the methodist that a call is awaited."""
    item = await _to_move(ctx, "do", DO)
    if item is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)
        await _bring(ctx, item, "")


async def _bring(ctx: FieldContext, item: Recommendation, line: str) -> None:
    """Ask it as a question to the department, so that it waits until it is answered."""
    people = await records.keeper(ctx, item)
    language = people[0].language if people else ctx.language
    t = translator(language)
    asked = t.plain(
        msgid("Recommendation «{text}»: help is needed. {line}"),
        text=item.recommendation, line=line or t.plain(msgid("Please call.")),
    )  # fmt: skip
    number, told = await question_ask.ask_of(ctx, people, asked)
    await moves.asked_help(ctx.tx, item, line, records.act(ctx))
    names = ", ".join(one.initials(ctx.language) for one in told)
    facts = await records.facts(ctx, item)
    ctx.show(records.slot(item), screens.help_asked(ctx.t, facts, number, names))


# -------------------------------------------------------------------- the methodist's word


async def accept(ctx: FieldContext) -> None:
    """Accept what was carried out."""
    item = await _to_move(ctx, "accept", SETTLE)
    if item is not None:
        await _accept(ctx, item)


async def _accept(ctx: FieldContext, item: Recommendation) -> None:
    await moves.accept(ctx.tx, item, records.act(ctx))
    item = await _again(ctx, item)
    await records.tell(ctx, await records.doers(ctx, item), item, records.ACCEPTED)
    await _show(ctx, item, msgid("You have accepted it."))


async def ask_remark(ctx: FieldContext) -> None:
    """Ask what is missing."""
    item = await _to_move(ctx, "return", SETTLE)
    if item is not None:
        await _ask(ctx, REMARK, item)
        ctx.show(records.slot(item), screens.ask_remark(ctx.t, await records.facts(ctx, item)))


async def take_remark(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Send it back with the remark."""
    item = await _to_move(ctx, "return", SETTLE, int(prompt["recommendation_id"]))
    if item is None:
        return
    await moves.send_back(ctx.tx, item, recommending.a_remark(text), records.act(ctx))
    item = await _again(ctx, item)
    told = await records.tell(ctx, await records.doers(ctx, item), item, SENT_BACK)
    await _show(ctx, item, msgid("Sent back.") if told else CALL)


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why it is withdrawn."""
    item = await _to_move(ctx, "withdraw", SETTLE)
    if item is not None:
        await _ask(ctx, REASON, item)
        ctx.show(records.slot(item), screens.why_withdrawn(ctx.t, await records.facts(ctx, item)))


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Withdraw it for a reason in the methodist's own words."""
    item = await _to_move(ctx, "withdraw", SETTLE, int(prompt["recommendation_id"]))
    if item is not None:
        await _withdraw(ctx, item, recommending.one_line(text))


async def choose_reason(ctx: FieldContext) -> None:
    """Withdraw it for one of the usual reasons."""
    item = await _to_move(ctx, "withdraw", SETTLE)
    reason = recommending.REASONS.get("".join(ctx.arguments[2:3]))
    if reason is None:
        raise NotAllowedError
    if item is not None:
        await _withdraw(ctx, item, ctx.t.plain(reason))


async def _withdraw(ctx: FieldContext, item: Recommendation, reason: str) -> None:
    await moves.withdraw(ctx.tx, item, reason, records.act(ctx))
    item = await _again(ctx, item)
    await records.tell(ctx, await records.doers(ctx, item), item, WITHDRAWN)
    await _show(ctx, item)


async def undo(ctx: FieldContext) -> None:
    """Take the latest move back within an hour; who was told of it is told of this."""
    item = await records.named(ctx, READ)
    if numbers(ctx.arguments[1:2], 1)[0] != item.move_no:
        await _show(ctx, item, OTHER)
        return
    if item.moved_by != ctx.person.staff_id:
        raise NotAllowedError
    if not records.may_undo(ctx, item):
        raise UserError(TOO_LATE)
    was_done = item.state == "done"
    await moves.undo(ctx.tx, item, records.act(ctx))
    item = await _again(ctx, item)
    people = await (records.keeper(ctx, item) if was_done else records.doers(ctx, item))
    await records.tell(ctx, people, item, UNDONE, anew=False)
    await _show(ctx, item, UNDONE)


# -------------------------------------------------------------------- history


async def show_history(ctx: FieldContext) -> None:
    """Show who did what with it and when."""
    item = await records.named(ctx, READ)
    changes = await history.of(ctx.tx, moves.SUBJECT, item.recommendation_id)
    given = Change(
        at=item.created_at, staff_id=item.entered_by, subject=moves.SUBJECT,
        subject_id=str(item.recommendation_id), action="given", old=None, new=None, reason=None,
    )  # fmt: skip
    told = [_told(ctx, one) for one in (given, *changes)]
    facts = await records.facts(ctx, item)
    ctx.show(
        records.slot(item),
        screens.history(
            ctx.t, facts, told, lambda name, value: changing.written(ctx, name, value)
        ),
    )


def _told(ctx: FieldContext, change: Change) -> Told:
    at = ctx.t.moment(local(parse_stamp(change.at), ctx.services.clock.zone))
    person = ctx.services.network.staff.get(change.staff_id or 0)
    name = person.initials(ctx.language) if person else ctx.t.plain(msgid("import"))
    return Told(change, at, name)


async def _owners_facts(
    ctx: FieldContext, recommendation_id: int, t: Translator
) -> OwnersFacts | None:
    """Return what was noted for a colleague; None once it is undone or sent back."""
    item = await recommendations.by_id(ctx.tx, recommendation_id)
    if item is None or item.is_removed or item.state not in {"done", "accepted"}:
        return None
    owner = ctx.services.network.staff[item.responsible_id or 0]
    facts = await records.facts(ctx, item, owner)
    text = lines(*screens.body(t, facts))
    return OwnersFacts(text, item.done_source or "chat")


SENT_BACK: Final = msgid("A recommendation is sent back: something is missing.")
WITHDRAWN: Final = msgid("A recommendation is withdrawn.")
CALL: Final = msgid("Sent back. No message reaches the library: call, please.")
ONLY_PHOTOS: Final = msgid("A photo or a line in words, please: other files are not taken here.")
owners.register(moves.SUBJECT, owners.Kind("rec.card", _owners_facts))
for _kind, _take in (
    (LINE, take_line), (PHOTOS, leave_words), (REMARK, take_remark), (REASON, take_reason),
    (HELP, take_need),
):  # fmt: skip
    prompts.register(_kind, _take)
for _kind in (LINE, PHOTOS):
    media.register(_kind, take_photo)
ROUTES: Final[tuple[Route, ...]] = (
    press("rec.card", show_card, READ),
    press("rec.photos", show_photos, READ),
    press("rec.history", show_history, READ),
    press("rec.done", do, DO),
    press("rec.told", ask_how_known, "behalf.enter"),
    press("rec.heard", take_word, "behalf.enter"),
    press("rec.help", ask_for_help, DO),
    press("rec.call", ask_to_call, DO),
    press("rec.accept", accept, SETTLE),
    press("rec.back", ask_remark, SETTLE),
    press("rec.drop", ask_reason, SETTLE),
    press("rec.why", choose_reason, SETTLE),
    press("rec.undo", undo, READ),
    *changing.ROUTES,
)
