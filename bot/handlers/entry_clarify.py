"""A returned answer of an entry on its authors' side: corrected, or left and explained."""

from collections.abc import Mapping
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.forms import engine
from bot.forms.draft import Draft as Answers
from bot.forms.errors import StaleAnswerError
from bot.handlers import entry_card, form_asking, form_draft, prompts
from bot.handlers import entry_records as records
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import own_questions, reviewing
from bot.screens import judging_remarks as screens
from storage import chats, drafts, entries, entry_remarks
from storage.drafts import Draft
from storage.records.contests import Entry, EntryRemark

LINE: Final = "fix.line"


def slot(entry_id: int) -> str:
    """Return the place of an entry's remarks in a chat."""
    return f"fix:{entry_id}"


async def open_entry(ctx: FieldContext) -> None:
    """Show the first remark that waits for the authors."""
    found = await records.changeable(ctx)
    await show_next(ctx, found.entry)


async def show_next(ctx: FieldContext, entry: Entry, note: str | None = None) -> None:
    """Show the next remark; where none waits, the entry."""
    await _forget(ctx)
    about = await records.remarked(ctx, entry)
    if not about.open:
        ctx.arguments = (str(entry.entry_id),)
        await entry_card.open_card(ctx)
        return
    ctx.show(slot(entry.entry_id), screens.card(ctx.t, about, ctx.t(note) if note else None))


async def _forget(ctx: FieldContext) -> None:
    if (ctx.chat.prompt or {}).get("kind") == LINE:
        await chats.ask(ctx.tx, ctx.chat_id, None)


async def _waiting(
    ctx: FieldContext, remark_id: int | None = None
) -> tuple[EntryRemark, Entry] | None:
    """Return an open remark, by default the button's; a settled one shows what waits now."""
    remark = await entry_remarks.by_id(ctx.tx, remark_id or numbers(ctx.arguments[:1], 1)[0])
    if remark is None or remark.state == "written":
        raise NotAllowedError
    entry = (await records.changeable(ctx, remark.entry_id)).entry
    if remark.state != "open":
        await show_next(ctx, entry, msgid("This remark is answered already."))
        return None
    return remark, entry


async def show(ctx: FieldContext) -> None:
    """Show one remark again."""
    if found := await _waiting(ctx):
        remark, entry = found
        await _forget(ctx)
        about = await records.remarked(ctx, entry)
        ctx.show(slot(entry.entry_id), screens.card(ctx.t, about, remark=remark))


# -------------------------------------------------------------------- «Исправить»


async def correct(ctx: FieldContext) -> None:
    """Ask just the returned question again, and what depends on it."""
    found = await _waiting(ctx)
    if found is None:
        return
    remark, entry = found
    await _forget(ctx)
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    begun = next((one for one in mine if one.context.get("entry_id") == entry.entry_id), None)
    if begun is not None:
        filling = await form_draft.load(ctx, begun.draft_id)
    else:
        stored = await entries.answers(ctx.tx, entry.submission_id)
        filling = await form_draft.begin(
            ctx,
            own_questions.kind_of(records.contest_of(ctx, entry).form),
            context={
                "entry_id": entry.entry_id, "contest_id": entry.contest_id,
                "remark": remark.remark,
            },
            prefilled=records.answers_of(stored, entry),
            settled=True,
        )  # fmt: skip
    answers = _asked(filling, remark.question)
    await chats.focus(ctx.tx, ctx.chat_id, filling.draft.draft_id)
    await form_asking.enter(ctx, await form_draft.store(ctx, filling, answers))


def _asked(filling: Filling, path: str) -> Answers:
    """Ask a question again; of an album, one photo more; what fits neither, on the card.

    Which photo is to be replaced the authors say by its number on the card.
    """
    form, answers, env = filling.form, filling.answers, filling.env
    album = path.rpartition("/")[0]
    for ask, at in ((engine.change, path), (engine.open_later, path), (engine.add, album)):
        try:
            return ask(form, answers, at, env)
        except StaleAnswerError:
            continue
    return answers


# -------------------------------------------------------------------- «Оставить и пояснить»


async def ask_line(ctx: FieldContext) -> None:
    """Ask why an answer stays."""
    if found := await _waiting(ctx):
        remark, entry = found
        await chats.focus(ctx.tx, ctx.chat_id, None)
        await chats.ask(ctx.tx, ctx.chat_id, {"kind": LINE, "remark_id": remark.remark_id})
        about = await records.remarked(ctx, entry)
        ctx.show(slot(entry.entry_id), screens.ask_line(ctx.t, about, remark))


async def take_line(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Keep why an answer stays."""
    if found := await _waiting(ctx, int(prompt["remark_id"])):
        remark, entry = found
        line = reviewing.one_line(text)
        await entry_remarks.explain(ctx.tx, remark, line, now=ctx.stamp, by=ctx.person.staff_id)
        await _go_on(ctx, await records.named(ctx, entry.entry_id), slot(entry.entry_id))


# -------------------------------------------------------------------- what a new version settles


async def settle(ctx: FieldContext, old: Entry, new: Mapping[str, Any], draft: Draft) -> bool:
    """Settle the remarks that a new version answers; False where there were none.

    Show the next one, or send the entry to who has returned it.
    """
    waiting = await entry_remarks.open_of(ctx.tx, old.entry_id)
    if not waiting:
        return False
    about = await records.remarked(ctx, old)
    became = reviewing.settled_by(about.form, about.answers, new, waiting)
    by = ctx.person.staff_id
    await entry_remarks.correct(ctx.tx, old.entry_id, became, now=ctx.stamp, by=by)
    await _go_on(ctx, await records.named(ctx, old.entry_id), draft.slot)
    return True


async def _go_on(ctx: FieldContext, entry: Entry, place: str) -> None:
    if entry.state == "returned":
        about = await records.remarked(ctx, entry)
        ctx.show(place, screens.card(ctx.t, about))
        return
    people = await _tell_settled(ctx, entry)
    ctx.show(place, screens.done(ctx.t, entry, people))


async def _tell_settled(ctx: FieldContext, entry: Entry) -> list[str]:
    """Send what was and what became to who has returned the entry; return whom it reaches."""
    person = ctx.services.network.staff.get(entry.returned_by or 0)
    if person is None or person.staff_id == ctx.person.staff_id:
        return []
    about = await records.remarked(ctx, entry, person.language)
    who = ctx.person.initials(person.language)
    told = ctx.tell_person(person, screens.settled(translator(person.language), about, who))
    return [person.initials(ctx.language)] if told else []


prompts.register(LINE, take_line)
ROUTES: Final[tuple[Route, ...]] = (
    press("fix.open", open_entry, "entry.change"),
    press("fix.show", show, "entry.change"),
    press("fix.edit", correct, "entry.change"),
    press("fix.keep", ask_line, "entry.change"),
)
