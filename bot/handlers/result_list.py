"""The sealed results of a contest: the list, an entry's result, its award changed by hand."""

from typing import Any, Final

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import entry_records as records
from bot.handlers import prompts, result_records, visit_records
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.reminders import counting
from bot.routes import Route, press
from bot.rules import scoring
from bot.screens import results as screens
from bot.screens.results import About, Line
from storage import chats, entries, history, results
from storage.records.contests import Award, Contest

WORDS: Final = "result.words"  # of the prompt
LIMIT: Final = 120  # characters of what a special award is for: a line of a diploma


async def show_list(ctx: FieldContext) -> None:
    """Show the results of a judged contest."""
    contest = await result_records.contest_named(ctx, result_records.READ)
    page = next(iter(numbers(ctx.arguments[1:2])), 0)
    sheet = await result_records.sheet_of(ctx, contest)
    ctx.show(SLOT, screens.listed(ctx.t, sheet, page))


async def show_card(ctx: FieldContext) -> None:
    """Show what an entry has reached."""
    contest, line = await _named(ctx, result_records.READ)
    if (ctx.chat.prompt or {}).get("kind") == WORDS:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    await _show(ctx, contest, line)


async def _named(
    ctx: FieldContext, action: str, entry_id: int | None = None
) -> tuple[Contest, Line]:
    """Return an entry's result to somebody who may do `action` there; a forged one is refused."""
    if entry_id is None:
        [entry_id] = numbers(ctx.arguments[:1], 1)
    entry = await entries.by_id(ctx.tx, entry_id)
    if entry is None:
        raise NotAllowedError
    contest = await result_records.judged(ctx, entry.contest_id, action)
    result = await results.of_entry(ctx.tx, entry_id)
    if result is None:
        raise UserError(msgid("This entry takes no part in the results."))
    return contest, Line(entry, result)


async def _show(ctx: FieldContext, contest: Contest, line: Line, note: Html | None = None) -> None:
    tally = await counting.read(ctx.tx, ctx.services.network, contest)
    key = line.entry.entry_id
    may_award = result_records.may(ctx, contest, result_records.AWARD)
    sealed = contest.published_at is None
    about = About(
        score=next((one for one in tally.scores if one.entry_id == key), None),
        changed=await _changed(ctx, contest, line),
        remarks=sum(one.entry_id == key for one in result_records.remarks_of(tally))
        if may_award and sealed
        else 0,
        may_award=may_award and sealed,
        may_open=ctx.may("entry.read", own=records.is_own(ctx.person, line.entry)),
        note=note,
    )
    ctx.show(SLOT, screens.card(ctx.t, contest, line, records.names(ctx), about))


async def _changed(ctx: FieldContext, contest: Contest, line: Line) -> str:
    """Say who changed the award, and when, where it is not the one of the place."""
    if not scoring.is_changed(contest, line.result) and not line.result.award_words:
        return ""
    found = await history.of(ctx.tx, "results", line.entry.entry_id)
    last = next((one for one in reversed(found) if one.action == "awarded"), None)
    if last is None or last.staff_id is None:
        return ""
    person = ctx.services.network.staff[last.staff_id]
    return f"{person.initials(ctx.language)}, {ctx.t.day(ctx.day_of(last.at))}"


# -------------------------------------------------------------------- another award


async def choose_award(ctx: FieldContext) -> None:
    """Offer the awards of the contest for an entry."""
    contest, line = await _changeable(ctx)
    ctx.show(SLOT, screens.awards(ctx.t, contest, line))


async def _changeable(ctx: FieldContext, entry_id: int | None = None) -> tuple[Contest, Line]:
    contest, line = await _named(ctx, result_records.AWARD, entry_id)
    result_records.refuse_published(contest)
    await visit_records.refuse_closed(ctx, ctx.today)
    return contest, line


async def give_award(ctx: FieldContext) -> None:
    """Give an entry an award, or none; of a special one ask what it is for."""
    contest, line = await _changeable(ctx)
    award_id = numbers(ctx.arguments[:2], 2)[1]
    award = _award(contest, award_id) if award_id else None
    if award is not None and award.kind == "special":
        prompt = {"kind": WORDS, "entry_id": line.entry.entry_id, "award_id": award_id}
        await chats.ask(ctx.tx, ctx.chat_id, prompt)
        ctx.show(SLOT, screens.ask_words(ctx.t, line.entry, award))
        return
    await _give(ctx, contest, line, award, None)


def _award(contest: Contest, award_id: int) -> Award:
    found = next((one for one in contest.awards if one.award_id == award_id), None)
    if found is None:
        raise NotAllowedError
    return found


async def take_words(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Give the special award for what was typed."""
    contest, line = await _changeable(ctx, int(prompt["entry_id"]))
    words = " ".join(text.split()).strip('«»"')
    if not words or len(words) > LIMIT:
        raise UserError(msgid("Write one line of up to {limit} characters, please."), limit=LIMIT)
    await _give(ctx, contest, line, _award(contest, int(prompt["award_id"])), words)


async def _give(
    ctx: FieldContext, contest: Contest, line: Line, award: Award | None, words: str | None
) -> None:
    old, award_id = line.result, award.award_id if award else None
    if (old.award_id, old.award_words) != (award_id, words):
        by = ctx.person.staff_id
        await results.award(ctx.tx, old, award_id, words, now=ctx.stamp, by=by)
    changed = Line(line.entry, await results.of_entry(ctx.tx, line.entry.entry_id) or old)
    await _show(ctx, contest, changed, ctx.t(msgid("The award is kept.")))


prompts.register(WORDS, take_words)
ROUTES: Final[tuple[Route, ...]] = (
    press("result.list", show_list, result_records.READ),
    press("result.card", show_card, result_records.READ),
    press("result.awards", choose_award, result_records.AWARD),
    press("result.award", give_award, result_records.AWARD),
)
