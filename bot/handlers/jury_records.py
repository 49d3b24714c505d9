"""What a juror may open: the contests of whose jury they are, the entries dealt to them."""

from dataclasses import replace
from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.msgid import msgid
from bot.rules import blind, jury
from bot.rules import judging as rules
from bot.rules.jury import Sheet
from storage import chats, entries, judging
from storage.records.contests import Contest, Entry
from storage.records.people import Staff

SLOT: Final = "jury"
PAST: Final = 8  # judged contests that are still listed
CLOSED: Final = msgid(
    "The judging is over: points can only be read. Is a correction needed? "
    "Write to the department."
)
NOT_HANDED: Final = msgid(
    "The entries are not handed to the jury yet. A message comes when they are."
)
GONE: Final = msgid("This entry takes no part any more: there is nothing to score.")


def is_in_jury(person: Staff, contest: Contest) -> bool:
    """Tell whether a person is of the jury of an announced contest, whatever the duty."""
    return contest.announced_at is not None and contest.juror(person.staff_id) is not None


def contests_of(ctx: FieldContext) -> list[Contest]:
    """Return the contests of whose jury the person is: to be judged soon first, then past ones."""
    known = [one for one in ctx.services.network.contests.values() if is_in_jury(ctx.person, one)]
    known.sort(key=lambda one: (one.judging_until_on or one.closes_on, one.contest_id))
    past = [one for one in reversed(known) if one.judged_at is not None]
    return [*(one for one in known if one.judged_at is None), *past[:PAST]]


def duties(ctx: FieldContext) -> frozenset[str]:
    """Return what the person is in juries whose results are not published yet."""
    jurors = [
        one.juror(ctx.person.staff_id) for one in contests_of(ctx) if one.published_at is None
    ]
    return frozenset(one.duty for one in jurors if one is not None)


def is_needed(ctx: FieldContext) -> bool:
    """Tell whether the person scores in some contest that is being judged."""
    mine = [one for one in contests_of(ctx) if rules.is_judging(one)]
    jurors = [one.juror(ctx.person.staff_id) for one in mine]
    return any(one.scores for one in jurors if one is not None)


async def contest_of_jury(ctx: FieldContext, contest_id: int | None = None) -> Contest:
    """Return a contest of whose jury the person is, by default the one that a button names."""
    await ctx.services.network.fresh(ctx.tx)
    if contest_id is None:
        contest_id = next(iter(numbers(ctx.arguments[:1])), 0)
    contest = ctx.services.network.contests.get(contest_id)
    if contest is None:
        raise NotAllowedError
    ctx.require("contest.judge", own=is_in_jury(ctx.person, contest))
    return contest


async def judged_contest(ctx: FieldContext, contest_id: int | None = None) -> Contest:
    """Return a contest that the person scores and that is handed to the jury."""
    contest = await contest_of_jury(ctx, contest_id)
    juror = contest.juror(ctx.person.staff_id)
    if juror is None or not juror.scores:
        raise NotAllowedError
    if contest.handed_at is None:
        raise UserError(NOT_HANDED)
    return contest


async def sheets(ctx: FieldContext, contest: Contest) -> list[Sheet]:
    """Return what the person scores in a contest."""
    key, me = contest.contest_id, ctx.person
    said = await judging.of_contest(ctx.tx, key, staff_id=me.staff_id)
    dealt = await judging.dealt_to(ctx.tx, key, me.staff_id)
    known = await entries.some(ctx.tx, {*dealt, *(one.entry_id for one in said)})
    return jury.sheets(
        contest,
        me,
        [nameless(ctx, one) for one in known] if contest.is_blind else known,
        dealt,
        {one.entry_id: one for one in said},
    )


def nameless(ctx: FieldContext, entry: Entry) -> Entry:
    """Return an entry as a blind jury reads it: no name of its library and people in the title."""
    return replace(entry, title=blind.masked(entry.title, names_of(ctx, entry)))


def names_of(ctx: FieldContext, entry: Entry) -> list[str]:
    """Return what a blind jury must not read in an entry: its library, its people."""
    network = ctx.services.network
    library = network.libraries[entry.library_id]
    people = [network.staff[one] for one in (entry.staff_id, entry.entered_by, *entry.coauthors)]
    return [
        *(library.short(language) for language in ("ru", "be")),
        *(one.surname(language) for one in people for language in ("ru", "be")),
    ]


async def readable(ctx: FieldContext, entry_id: int | None = None) -> tuple[Sheet, list[Sheet]]:
    """Return an entry dealt to the person, with all of theirs; others are refused.

    Asked anew with every press: somebody may have been taken out of the jury, or an entry out
    of the contest, since the button was shown.
    """
    if entry_id is None:
        entry_id = next(iter(numbers(ctx.arguments[:1])), 0)
    entry = await entries.by_id(ctx.tx, entry_id)
    if entry is None:
        raise NotAllowedError
    contest = await judged_contest(ctx, entry.contest_id)
    known = await sheets(ctx, contest)
    sheet = next((one for one in known if one.entry.entry_id == entry_id), None)
    if sheet is not None:
        return sheet, known
    dealt = await judging.dealt_to(ctx.tx, contest.contest_id, ctx.person.staff_id)
    if entry_id in dealt and not rules.is_concerned(ctx.person, entry):
        raise UserError(GONE)
    raise NotAllowedError


async def scorable(ctx: FieldContext, entry_id: int | None = None) -> tuple[Sheet, list[Sheet]]:
    """Return an entry to which the person may give points now."""
    sheet, known = await readable(ctx, entry_id)
    if not jury.may_score(sheet.contest, ctx.today):
        raise UserError(CLOSED)
    if sheet.has_conflict:
        raise NotAllowedError
    return sheet, known


async def again(ctx: FieldContext, sheet: Sheet) -> tuple[Sheet, list[Sheet]]:
    """Return an entry as it stands after a change."""
    return await readable(ctx, sheet.entry.entry_id)


async def ask(ctx: FieldContext, kind: str, sheet: Sheet, **more: int) -> None:
    """Let the next words answer about an entry, and no draft."""
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": kind, "entry_id": sheet.entry.entry_id, **more})


async def forget(ctx: FieldContext) -> None:
    """Take a question about an entry as dropped."""
    if str((ctx.chat.prompt or {}).get("kind", "")).startswith("jury."):
        await chats.ask(ctx.tx, ctx.chat_id, None)
