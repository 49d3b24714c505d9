"""The diploma of one entry; a reader's name is typed for it, and forgotten when it has gone.

The name stands in the raw update alone, which the child process reads it from; when the job has
ended the update is blanked. Neither prompts nor jobs, messages, history nor logs hold it.
"""

from datetime import date
from typing import Any, Final

from bot.context import FieldContext
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.forms import inputs
from bot.handlers import contest_files, entry_card, entry_records, free, prompts
from bot.handlers.entry_card import SLOT
from bot.reports import diplomas
from bot.routes import Route, press
from bot.rules import diplomas as rules
from bot.screens import contest_files as files
from bot.screens import diploma_reader as screens
from storage import chats, inbox, jobs, readers
from storage.records.contests import Contest, Entry

NAME: Final = "diploma.name"
CONSENT: Final = "diploma.consent"
ACTION: Final = "diploma.make"


async def make_diploma(ctx: FieldContext) -> None:
    """Have the diplomas of an entry made; whose it is is asked where a reader made it."""
    entry = await entry_records.named(ctx)
    ctx.require(ACTION, own=False)
    contest = entry_records.contest_of(ctx, entry)
    await contest_files.refuse_sealed(ctx, contest)
    if not await entry_records.has_award(ctx, entry):
        raise UserError(files.NO_AWARD)
    if contest.audience == "readers":
        await _ask(ctx, contest, entry)
        return
    await contest_files.make(ctx, diplomas.KIND, contest, entry_id=entry.entry_id)


async def _ask(ctx: FieldContext, contest: Contest, entry: Entry) -> None:
    """Ask whose diploma it is; where names may be stored, first whether this one is to be."""
    known = (await readers.of_contest(ctx.tx, contest.contest_id)).get(entry.entry_id)
    if not await _may_store(ctx):
        await _ask_name(ctx, entry, None)
        return
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": CONSENT, "entry_id": entry.entry_id})
    ctx.show(SLOT, screens.consent(ctx.t, entry, known))


async def _may_store(ctx: FieldContext) -> bool:
    return bool((await ctx.institution())["store_reader_names"] == "yes")


async def _ask_name(ctx: FieldContext, entry: Entry, consent_on: date | None) -> None:
    prompt = {"kind": NAME, "entry_id": entry.entry_id}
    if consent_on is not None:
        prompt["consent_on"] = consent_on.isoformat()
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(SLOT, screens.ask_name(ctx.t, entry, consent_on))


async def _awarded(ctx: FieldContext, entry_id: int | None = None) -> tuple[Contest, Entry]:
    """Return a reader's entry whose award is published, for who makes diplomas."""
    entry = await entry_records.named(ctx, entry_id)
    ctx.require(ACTION, own=False)
    contest = entry_records.contest_of(ctx, entry)
    if contest.audience != "readers":
        raise NotAllowedError
    if not await entry_records.has_award(ctx, entry):
        raise UserError(files.NO_AWARD)
    return contest, entry


async def ask_name_only(ctx: FieldContext) -> None:
    """Ask for a name that is not to be stored."""
    _, entry = await _awarded(ctx)
    await _ask_name(ctx, entry, None)


async def take_consent(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the day of the written consent, then ask for the name."""
    _, entry = await _awarded(ctx, int(prompt["entry_id"]))
    if not await _may_store(ctx):
        raise NotAllowedError
    consent_on = inputs.parse_date(text, ctx.today)
    if consent_on > ctx.today:
        raise BadAnswerError(screens.IN_FUTURE)
    await _ask_name(ctx, entry, consent_on)


async def take_name(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Have the diploma made with the typed name; it is taken from the update, not passed on."""
    contest, entry = await _awarded(ctx, int(prompt["entry_id"]))
    name = rules.typed_name(text)
    if name is None:
        await inbox.blank(ctx.tx, ctx.work.update_id)
        await chats.ask(ctx.tx, ctx.chat_id, prompt)
        ctx.show(SLOT, screens.not_a_name(ctx.t), edit=False)
        return
    if prompt.get("consent_on"):
        if not await _may_store(ctx):
            raise NotAllowedError
        consent_on = date.fromisoformat(prompt["consent_on"])
        by = ctx.person.staff_id
        await readers.keep(ctx.tx, entry.entry_id, name, consent_on, now=ctx.stamp, by=by)
    await _make(ctx, contest, entry)


async def _make(ctx: FieldContext, contest: Contest, entry: Entry) -> None:
    await contest_files.make(
        ctx,
        diplomas.KIND,
        contest,
        entry_id=entry.entry_id,
        update_id=ctx.work.update_id,
        message_id=ctx.message.message_id,
    )


async def take_edit(ctx: FieldContext) -> bool:
    """Make the diploma anew where the message with its name was edited."""
    known = await jobs.asked(ctx.tx, diplomas.KIND, ctx.chat_id)
    mine = [one for one in known if one.get("message_id") == ctx.message.message_id]
    if not mine:
        return False
    contest, entry = await _awarded(ctx, int(mine[-1]["entry_id"]))
    if rules.typed_name(ctx.message.text or "") is None:
        await inbox.blank(ctx.tx, ctx.work.update_id)
        ctx.show(SLOT, screens.not_a_name(ctx.t), edit=False)
        return True
    await _make(ctx, contest, entry)
    return True


async def make_blank(ctx: FieldContext) -> None:
    """Have the diploma made with a line for the name."""
    contest, entry = await _awarded(ctx)
    await _drop_prompt(ctx)
    await contest_files.make(ctx, diplomas.KIND, contest, entry_id=entry.entry_id, is_blank=True)


async def make_stored(ctx: FieldContext) -> None:
    """Have the diploma made with the name that is stored."""
    contest, entry = await _awarded(ctx)
    if entry.entry_id not in await readers.of_contest(ctx.tx, contest.contest_id):
        await _ask(ctx, contest, entry)
        return
    await _drop_prompt(ctx)
    await contest_files.make(ctx, diplomas.KIND, contest, entry_id=entry.entry_id)


async def forget(ctx: FieldContext) -> None:
    """Remove a stored name; whoever switched storing off can still do so."""
    entry = await entry_records.named(ctx)
    ctx.require(ACTION, own=False)
    await readers.forget(ctx.tx, entry.entry_id, now=ctx.stamp, by=ctx.person.staff_id)
    await _drop_prompt(ctx)
    ctx.show(SLOT, screens.forgotten(ctx.t, entry))


async def go_back(ctx: FieldContext) -> None:
    """Make no diploma now: the next line is no name."""
    await _drop_prompt(ctx)
    await entry_card.show(ctx)


async def _drop_prompt(ctx: FieldContext) -> None:
    if (ctx.chat.prompt or {}).get("kind") in {NAME, CONSENT}:
        await chats.ask(ctx.tx, ctx.chat_id, None)


prompts.register(NAME, take_name)
prompts.register(CONSENT, take_consent)
free.EDITS.append(take_edit)
ROUTES: Final[tuple[Route, ...]] = (
    press("papers.diploma", make_diploma, ACTION),
    press("reader.once", ask_name_only, ACTION),
    press("reader.blank", make_blank, ACTION),
    press("reader.stored", make_stored, ACTION),
    press("reader.forget", forget, ACTION),
    press("reader.back", go_back, ACTION),
)
