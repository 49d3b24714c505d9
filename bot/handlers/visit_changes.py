"""Changing a saved visit: correcting, adding, its text, removing with a reason, restoring."""

from collections.abc import Callable
from typing import Any, Final

from bot.context import FieldContext
from bot.errors import NotAllowedError, UserError
from bot.forms import engine
from bot.forms.turns import Card
from bot.handlers import form_asking, form_draft, form_presses, owners, prompts
from bot.handlers import visit_answers as spoken
from bot.handlers import visit_card as cards
from bot.handlers import visit_confirm as confirming
from bot.handlers import visit_records as records
from bot.handlers import visit_saving as saving
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import privacy
from bot.screens import visit_card as screens
from bot.screens.screen import lines
from bot.screens.visits import both_counts
from storage import chats, drafts, visits
from storage.drafts import Draft
from storage.records.visits import Visit

REASON: Final = 200  # characters
TEXT: Final = 500  # of the journal's line, as in the form
PARTS: Final = frozenset({"recommendations", "photos", "findings"})


# -------------------------------------------------------------------- through the form


async def correct(ctx: FieldContext) -> None:
    """Open a record in the form and offer its answers for correction."""
    filling = await _reopened(ctx)
    await form_asking.show_rows(ctx, filling)


async def add_more(ctx: FieldContext) -> None:
    """Open a record in the form and offer the optional parts."""
    filling = await _reopened(ctx)
    await form_asking.show_parts(ctx, filling)


async def add_part(ctx: FieldContext) -> None:
    """Open a record in the form at one part, for example its photos."""
    if len(ctx.arguments) < 2 or ctx.arguments[1] not in PARTS:  # noqa: PLR2004  # visit, part
        raise NotAllowedError
    part = f"more/{ctx.arguments[1]}"
    filling = await _reopened(ctx)
    turn = engine.card(filling.form, filling.answers, filling.env)
    await form_presses.open_part_of(ctx, filling, turn, lambda path: path == part)


async def _reopened(ctx: FieldContext) -> Filling:
    """Return the draft that corrects the named record: the one begun before, else a new one."""
    visit = await records.live(ctx, "visit.change")
    found = await open_draft(ctx, lambda draft: draft.context.get("visit_id") == visit.visit_id)
    if found is not None:
        filling = await form_draft.load(ctx, found.draft_id)
        await chats.focus(ctx.tx, ctx.chat_id, found.draft_id)
    else:
        code = ctx.services.network.libraries[visit.library_id].code
        filling = await form_draft.begin(
            ctx,
            "visit",
            context={"visit_id": visit.visit_id},
            prefilled=spoken.answers_of(visit, code),
            settled=True,
        )
    form_asking.say_opening(ctx, filling)
    if not isinstance(engine.current(filling.form, filling.answers, filling.env), Card):
        await form_asking.show(ctx, filling, edit=False)
    return filling


async def open_draft(ctx: FieldContext, fits: Callable[[Draft], bool]) -> Draft | None:
    """Return the person's open visit draft that fits, so that no second one is begun."""
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    return next((one for one in mine if one.form == "visit" and fits(one)), None)


# -------------------------------------------------------------------- the text of a voice visit


async def ask_text(ctx: FieldContext) -> None:
    """Ask for the line of the journal."""
    visit = await records.live(ctx, "visit.change")
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": "visit.text", "visit_id": visit.visit_id})
    ctx.show(cards.SLOT, screens.ask_text(ctx.t, visit, records.names(ctx)), edit=False)


async def take_text(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the line of the journal; a number of a resident is asked about first."""
    visit = await records.live(ctx, "visit.change", prompt["visit_id"])
    line = _checked(text, TEXT)
    found = privacy.findings(line)
    if not found:
        await _write(ctx, visit, line)
        return
    waiting = {"kind": "visit.text", "visit_id": visit.visit_id, "line": line}
    await chats.ask(ctx.tx, ctx.chat_id, waiting)
    numbers = [one.text for one in found]
    ctx.show(cards.SLOT, screens.numbers_in_text(ctx.t, visit.visit_id, numbers))


async def strip_text(ctx: FieldContext) -> None:
    """Take the numbers out of the line that waits, and keep the rest."""
    visit, line = await _waiting_line(ctx)
    rest = privacy.without(line, privacy.findings(line))
    await _write(ctx, visit, _checked(rest, TEXT))


async def keep_text(ctx: FieldContext) -> None:
    """Keep the line that waits as it is: it holds no resident's number."""
    visit, line = await _waiting_line(ctx)
    await _write(ctx, visit, line)


async def _waiting_line(ctx: FieldContext) -> tuple[Visit, str]:
    visit = await records.live(ctx, "visit.change")
    prompt = ctx.chat.prompt or {}
    if prompt.get("visit_id") != visit.visit_id or "line" not in prompt:
        raise UserError(msgid("Write the line once more, please: it is not here any more."))
    await chats.ask(ctx.tx, ctx.chat_id, None)
    return visit, str(prompt["line"])


async def _write(ctx: FieldContext, old: Visit, line: str) -> None:
    by = ctx.person.staff_id
    await visits.write_text(ctx.tx, old.visit_id, line, now=ctx.stamp, by=by)
    visit = await visits.by_id(ctx.tx, old.visit_id) or old
    asked = await saving.ask_again(ctx, old, visit)
    await owners.ask_again(ctx, confirming.VISITS, visit.visit_id)
    visit = await visits.by_id(ctx.tx, old.visit_id) or old
    note = ctx.t(msgid("The text is written to the journal."))
    if asked:
        people = records.names(ctx).people(asked)
        note = lines(note, ctx.t(msgid("A card to confirm goes to: {people}"), people=people))
    ctx.show(cards.SLOT, await cards.screen(ctx, visit, note))


def _checked(text: str, limit: int) -> str:
    line = " ".join(text.split())
    if not line or len(line) > limit:
        raise UserError(msgid("Write one line of up to {limit} characters, please."), limit=limit)
    return line


# -------------------------------------------------------------------- removing and restoring


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why a record is removed."""
    visit = await records.live(ctx, "visit.remove")
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": "visit.remove", "visit_id": visit.visit_id})
    ctx.show(cards.SLOT, screens.why_removed(ctx.t, visit, records.names(ctx)))


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Remove a record for the reason that was typed."""
    visit = await records.live(ctx, "visit.remove", prompt["visit_id"])
    await _remove(ctx, visit, _checked(text, REASON))


async def drop(ctx: FieldContext) -> None:
    """Remove a record for a usual reason; its words are kept, as if typed."""
    visit = await records.named(ctx)
    ctx.require("visit.remove", own=records.is_own(ctx.person, visit, "visit.remove"))
    reason = screens.REASONS.get(ctx.arguments[1] if ctx.arguments[1:] else "")
    if reason is None:
        raise NotAllowedError
    if visit.removed_at:
        ctx.show(cards.SLOT, await cards.screen(ctx, visit))
        return
    await records.refuse_closed(ctx, visit.visited_on)
    await _remove(ctx, visit, ctx.t.plain(reason))


async def _remove(ctx: FieldContext, visit: Visit, reason: str) -> None:
    by = ctx.person.staff_id
    await visits.remove(ctx.tx, visit.visit_id, reason, by=by, now=ctx.stamp)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _show_changed(ctx, visit, msgid("The record is removed and counted no more."))
    _tell_others(ctx, visit, msgid("Your record was removed. Open it to restore it."))


async def restore(ctx: FieldContext) -> None:
    """Bring a removed record back."""
    visit = await records.named(ctx)
    ctx.require("visit.remove", own=records.is_own(ctx.person, visit, "visit.remove"))
    await records.refuse_closed(ctx, visit.visited_on)
    by = ctx.person.staff_id
    if await visits.restore(ctx.tx, visit.visit_id, by=by, now=ctx.stamp):
        _tell_others(ctx, visit, msgid("Your record was restored."))
    await _show_changed(ctx, visit, msgid("The record is back and counted again."))


async def _show_changed(ctx: FieldContext, old: Visit, said: str) -> None:
    visit = await visits.by_id(ctx.tx, old.visit_id) or old
    counts = await visits.counts(ctx.tx, visit.visited_on.year)
    note = lines(ctx.t(said), both_counts(ctx.t, counts))
    ctx.show(cards.SLOT, await cards.screen(ctx, visit, note))


def _tell_others(ctx: FieldContext, visit: Visit, said: str) -> None:
    for staff_id in sorted({visit.staff_id, visit.entered_by} - {ctx.person.staff_id}):
        if (person := records.known(ctx, staff_id)) is not None:
            confirming.tell(ctx, person, visit, said)


prompts.register("visit.text", take_text)
prompts.register("visit.remove", take_reason)
ROUTES: tuple[Route, ...] = (
    press("visit.edit", correct, "visit.change"),
    press("visit.more", add_more, "visit.change"),
    press("visit.part", add_part, "visit.change"),
    press("visit.text", ask_text, "visit.change"),
    press("visit.striptext", strip_text, "visit.change"),
    press("visit.keeptext", keep_text, "visit.change"),
    press("visit.remove", ask_reason, "visit.remove"),
    press("visit.drop", drop, "visit.remove"),
    press("visit.restore", restore, "visit.remove"),
)
