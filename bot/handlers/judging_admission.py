"""«Допуск»: what waits for the methodist, what it lacks; admitted one by one or all in one tap."""

from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import entry_records as records
from bot.handlers import judging_deals as deals
from bot.handlers import visit_records
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import admission as rules
from bot.rules import judging
from bot.screens import judging_admission as screens
from bot.screens import judging_handing as handing
from bot.screens.judging_admission import Queue, Waiting
from storage import chats, entries
from storage.records.contests import Contest, Entry

PROMPTS: Final = frozenset({"back.question", "back.remark", "entry.back"})
CHANGED: Final = msgid("The entry has changed meanwhile. Look once more, please.")
OTHERS: Final = msgid("Meanwhile entries have come or changed. Look once more, please.")


async def show_list(ctx: FieldContext) -> None:
    """Show the entries of a contest that wait for admission."""
    contest = await deals.contest_of(ctx, "entry.admit")
    await _show_list(ctx, contest, next(iter(numbers(ctx.arguments[1:2])), 0))


async def _show_list(
    ctx: FieldContext, contest: Contest, page: int = 0, note: str | None = None
) -> None:
    queue = await queue_of(ctx, contest)
    said = ctx.t(note) if note else None
    ctx.show(SLOT, screens.listing(ctx.t, queue, records.names(ctx), page, said))


async def queue_of(ctx: FieldContext, contest: Contest) -> Queue:
    """Return what waits for admission, in the order of submitting."""
    known = await entries.of_contest(ctx.tx, contest.contest_id)
    return Queue(
        contest,
        tuple(_waiting(ctx, contest, one) for one in known if one.state == "submitted"),
        returned=sum(one.state == "returned" for one in known),
        admitted=sum(one.state == "admitted" for one in known),
    )


def _waiting(ctx: FieldContext, contest: Contest, entry: Entry) -> Waiting:
    medium = ctx.services.network.media.get(entry.medium or "")
    return Waiting(entry, rules.lacks(contest, entry, medium.kind if medium else None))


async def show_entry(ctx: FieldContext) -> None:
    """Show one entry with what it lacks."""
    entry, contest = await entry_of(ctx)
    await show(ctx, entry, contest)


async def entry_of(ctx: FieldContext, entry_id: int | None = None) -> tuple[Entry, Contest]:
    """Return an entry, by default the button's, to who may admit it."""
    ctx.require("entry.admit", own=False)
    entry = await records.named(ctx, entry_id)
    return entry, records.contest_of(ctx, entry)


async def show(ctx: FieldContext, entry: Entry, contest: Contest, note: str | None = None) -> None:
    """Show an entry as the methodist looks at it before the jury does."""
    if (ctx.chat.prompt or {}).get("kind") in PROMPTS:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    about = screens.About(
        _waiting(ctx, contest, entry),
        tuple(await records.details(ctx, entry)),
        ctx.t(note) if note else None,
        await records.remarked(ctx, entry),
    )
    ctx.show(SLOT, screens.entry(ctx.t, about, records.names(ctx)))


async def show_next(ctx: FieldContext) -> None:
    """Show the next entry that waits after the one of the button, or the list."""
    entry, contest = await entry_of(ctx)
    waiting = [one.entry for one in (await queue_of(ctx, contest)).waiting]
    later = [one for one in waiting if one.entry_id > entry.entry_id]
    following = next(iter([*later, *waiting]), None)
    if following is None or following.entry_id == entry.entry_id:
        await _show_list(ctx, contest)
        return
    await show(ctx, following, contest)


# -------------------------------------------------------------------- admitting


async def admit(ctx: FieldContext) -> None:
    """Admit an entry in the version that is shown."""
    entry_id, submission_id = numbers(ctx.arguments[:2], 2)
    entry, contest = await entry_of(ctx, entry_id)
    records.refuse_judged(contest)
    await visit_records.refuse_closed(ctx, ctx.today)
    if entry.state != "submitted" or entry.submission_id != submission_id:
        is_other = entry.submission_id != submission_id
        await show(ctx, entry, contest, CHANGED if is_other else None)
        return
    await _admit(ctx, contest, [entry])


async def admit_all(ctx: FieldContext) -> None:
    """Admit all that lack nothing, if they are those that the button has counted."""
    contest = await deals.contest_of(ctx, "entry.admit")
    records.refuse_judged(contest)
    if len(ctx.arguments) != 2:  # noqa: PLR2004  # contest, mark of the entries
        raise NotAllowedError
    await visit_records.refuse_closed(ctx, ctx.today)
    ready = (await queue_of(ctx, contest)).ready
    if not ready or rules.mark(ready) != ctx.arguments[1]:
        await _show_list(ctx, contest, note=OTHERS)
        return
    await _admit(ctx, contest, list(ready))


async def _admit(ctx: FieldContext, contest: Contest, some: list[Entry]) -> None:
    for one in some:
        await entries.admit(ctx.tx, one.entry_id, now=ctx.stamp, by=ctx.person.staff_id)
    is_dealt = judging.is_judging(contest)
    await deals.redeal(ctx, contest)
    if is_dealt:
        await _tell_changed(ctx, contest, some)
    note = screens.admitted(ctx.t, some, is_dealt=is_dealt)
    queue = await queue_of(ctx, contest)
    ctx.show(SLOT, screens.listing(ctx.t, queue, records.names(ctx), 0, note))


async def _tell_changed(ctx: FieldContext, contest: Contest, some: list[Entry]) -> None:
    """Tell the jurors who have scored an entry that comes back to them after a change."""
    jury = await deals.read(ctx, contest)
    dealt = set(jury.dealt)
    of_entry = {one.entry_id: one for one in some}
    for one in jury.judgements:
        is_said = one.points or one.remark
        if is_said and one.entry_id in of_entry and (one.entry_id, one.staff_id) in dealt:
            person = ctx.services.network.staff[one.staff_id]
            t = translator(person.language)
            ctx.tell_person(person, handing.changed(t, contest, of_entry[one.entry_id]))


ROUTES: Final[tuple[Route, ...]] = (
    press("admit.list", show_list, "entry.admit"),
    press("admit.entry", show_entry, "entry.admit"),
    press("admit.next", show_next, "entry.admit"),
    press("admit.one", admit, "entry.admit"),
    press("admit.all", admit_all, "entry.admit"),
)
