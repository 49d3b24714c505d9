"""«Конкурсы»: the list, a contest's card, an entry begun, my entries and what they still lack."""

import json
from collections.abc import Awaitable, Callable
from typing import Final

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.forms import engine
from bot.handlers import (
    contest_board,
    contest_files,
    entry_card,
    entry_checks,
    entry_forms,
    form_asking,
    form_draft,
    free,
    media,
    result_records,
)
from bot.handlers import entry_records as records
from bot.handlers.entry_card import SLOT
from bot.handlers.entry_forms import FORMS, LATE_DAYS
from bot.handlers.free import Outside
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import contest_again as again
from bot.rules import contests as rules
from bot.rules import own_questions
from bot.screens import contests as screens
from bot.screens import entries as entry_screens
from bot.screens.contests import Standing
from bot.screens.screen import Button
from storage import chats, drafts, entries, files
from storage.drafts import Draft
from storage.records.contests import Contest

MANAGE: Final = "contest.manage"
Offers = Callable[[FieldContext, Contest], Awaitable[list[Button]]]
OFFERS: Final[list[Offers]] = []


def offer(buttons: Offers) -> Offers:
    """Let a module put its buttons on the card of a contest, in the steps that need them."""
    OFFERS.append(buttons)
    return buttons


# -------------------------------------------------------------------- contests


async def show_list(ctx: FieldContext) -> None:
    """Show the contests that take entries, those to come and those closed lately."""
    await ctx.services.network.fresh(ctx.tx)
    shown = [
        one
        for one in ctx.services.network.contests.values()
        if rules.days_left(one, ctx.today) >= -LATE_DAYS and _sees(ctx, one)
    ]
    shown.sort(key=lambda one: (not one.is_open(ctx.today), one.closes_on, one.contest_id))
    standings = await _standings(ctx, shown)
    is_department = _is_department(ctx)
    may_make = ctx.may(MANAGE, own=False)
    past = again.offered(ctx.services.network.contests.values(), ctx.today) if may_make else []
    screen = screens.listed(
        ctx.t,
        standings,
        ctx.today,
        is_department=is_department,
        may_make=may_make,
        has_past=bool(past),
    )
    ctx.show(SLOT, screen)


def _sees(ctx: FieldContext, contest: Contest) -> bool:
    """Tell whether a contest is announced; until then only who makes it knows of it."""
    return contest.announced_at is not None or ctx.may(MANAGE, own=False)


def _is_department(ctx: FieldContext) -> bool:
    return ctx.may("entry.read", own=False)


async def _standings(ctx: FieldContext, known: list[Contest]) -> list[Standing]:
    counts = await entries.counted(ctx.tx)
    if not _is_department(ctx):
        own = ctx.person.library_ids
        return [
            Standing(one, sum(counts.get((one.contest_id, key), 0) for key in own))
            for one in known
        ]
    taking = [one for one in ctx.services.network.libraries.values() if one.is_open(ctx.today)]
    found = []
    for one in known:
        submitted = {key: n for (contest, key), n in counts.items() if contest == one.contest_id}
        found.append(Standing(one, sum(submitted.values()), len(submitted), len(taking)))
    return found


async def show_card(ctx: FieldContext) -> None:
    """Show a contest."""
    await show(ctx, await named(ctx))


async def show(
    ctx: FieldContext, contest: Contest, *, note: Html | None = None, slot: str = SLOT
) -> None:
    """Show a contest after a line on what has just been done."""
    [standing] = await _standings(ctx, [contest])
    draft = await _begun(ctx, contest)
    is_department = _is_department(ctx)
    offer = screens.Offer(
        submit=ctx.may("entry.submit") and _takes(ctx, contest),
        draft_id=draft.draft_id if draft else None,
        regulation=contest.regulation_file_id is not None,
        board=is_department,
        documents=contest.announced_at is not None and contest_files.may_see(ctx, contest),
        more=tuple([button for one in OFFERS for button in await one(ctx, contest)]),
        setup=contest.published_at is None and ctx.may(MANAGE, own=False),
    )
    screen = screens.card(ctx.t, standing, ctx.today, offer)
    ctx.show(slot, screen.after(note) if note else screen)


async def named(ctx: FieldContext) -> Contest:
    """Return the contest that the button names; a forged number is refused."""
    await ctx.services.network.fresh(ctx.tx)
    key = next(iter(numbers(ctx.arguments[:1])), 0)
    contest = ctx.services.network.contests.get(key)
    if contest is None or not _sees(ctx, contest):
        raise NotAllowedError
    return contest


async def fresh(ctx: FieldContext, contest_id: int) -> Contest:
    """Return a contest as it is after a change in this very transaction."""
    ctx.services.network.forget()
    await ctx.services.network.fresh(ctx.tx)
    contest = ctx.services.network.contests.get(contest_id)
    if contest is None:
        raise NotAllowedError
    return contest


def _takes(ctx: FieldContext, contest: Contest) -> bool:
    if contest.announced_at is None or contest.judged_at is not None:
        return False
    is_late = ctx.today > contest.closes_on and ctx.may("entry.late", own=False)
    return contest.is_open(ctx.today) or is_late


async def _begun(ctx: FieldContext, contest: Contest) -> Draft | None:
    """Return the person's draft of a new entry to a contest."""
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    form = own_questions.kind_of(contest.form)
    new = [one for one in mine if one.form == form and not one.context.get("entry_id")]
    fitting = (one for one in new if _contest_id(one) == contest.contest_id and not one.training)
    return next(fitting, None)


def _contest_id(draft: Draft) -> int:
    chosen = json.loads(draft.answers).get("values", {}).get("contest")
    return int(chosen or draft.context.get("contest_id") or 0)


async def send_regulation(ctx: FieldContext) -> None:
    """Send the regulation of a contest."""
    contest = await named(ctx)
    kept = await files.load(ctx.tx, contest.regulation_file_id or 0)
    if kept is None:
        raise NotAllowedError
    ctx.send_file("sendDocument", {"document": kept.telegram_file_id})


# -------------------------------------------------------------------- an entry begun


async def begin(ctx: FieldContext) -> None:
    """Begin an entry, or go on with the one begun before."""
    contest = await named(ctx)
    if ctx.today < contest.opens_on:
        raise UserError(entry_checks.TOO_EARLY, opening=contest.opens_on)
    if not _takes(ctx, contest):
        raise UserError(entry_checks.TOO_LATE, deadline=contest.closes_on)
    await _refuse_full(ctx, contest)
    draft = await _begun(ctx, contest)
    if draft is not None:
        await chats.focus(ctx.tx, ctx.chat_id, draft.draft_id)
        await form_asking.enter(ctx, await form_draft.load(ctx, draft.draft_id))
        return
    form = own_questions.kind_of(contest.form)
    await form_asking.open_form(ctx, form, context={"contest_id": contest.contest_id})


async def _refuse_full(ctx: FieldContext, contest: Contest) -> None:
    """Say at once, not after all the questions, that a library has its entries already."""
    own = ctx.person.library_ids
    if contest.most_entries is None or _is_department(ctx) or not own:
        return
    counts = await entries.counted(ctx.tx)
    if all(counts.get((contest.contest_id, key), 0) >= contest.most_entries for key in own):
        raise UserError(entry_screens.LIMIT_REACHED, n=contest.most_entries)


# -------------------------------------------------------------------- my entries


async def show_mine(ctx: FieldContext) -> None:
    """Show the person's drafts and entries, and what is still missing."""
    await ctx.services.network.fresh(ctx.tx)
    page = next(iter(numbers(ctx.arguments[:1])), 0)
    names = {one.name for one in FORMS}
    begun = [
        await _waiting(ctx, await form_draft.load(ctx, one.draft_id))
        for one in await drafts.open_of(ctx.tx, ctx.person.staff_id)
        if one.form in names and not one.training
    ]
    own = () if _is_department(ctx) else ctx.person.library_ids
    known = await entries.of_person(ctx.tx, ctx.person.staff_id, own)
    awards = await result_records.awards_of(ctx, known)
    told = [(one, awards.get(one.entry_id, "")) for one in known]
    ctx.show(SLOT, entry_screens.mine(ctx.t, begun, told, records.names(ctx), page))


async def _waiting(ctx: FieldContext, filling: Filling) -> entry_screens.Waiting:
    """Return a draft with what it lacks: files by number, questions by their count."""
    answers = engine.submission(filling.form, filling.answers, filling.env)
    missing = entry_screens.lack_words(ctx.t, entry_forms.lacks(ctx, answers))
    turn = engine.current(filling.form, filling.answers, filling.env)
    if (number := getattr(turn, "number", 0)) and not missing:
        missing = [ctx.t.plain(msgid("answers from question {number}"), number=number)]
    contest = ctx.services.network.contests.get(_contest_id(filling.draft))
    return entry_screens.Waiting(
        filling.draft.draft_id,
        contest.title if contest else ctx.t.plain(filling.kind.title),
        str(answers.get("title", "")),
        tuple(missing),
    )


# -------------------------------------------------------------------- photos sent outside a form


def _takes_photos(name: str) -> free.Fits:
    """Tell whether photos can begin an entry of a form: a contest takes some from the person."""

    def fits(ctx: FieldContext, outside: Outside) -> bool:
        kind = form_draft.KINDS[name]
        return outside.kinds == {"photo"} and ctx.may(kind.action) and kind.can_begin(ctx)

    return fits


async def _begin_with(ctx: FieldContext, outside: Outside, name: str, album: str) -> None:
    """Begin an entry with the photos that came."""
    file_ids = [await media.keep(ctx, dict(one)) for one in outside.media]
    photos = [{rules.ALBUMS[album]: f"file-{key}"} for key in file_ids]
    await form_asking.open_form(ctx, name, prefilled={album: photos})


async def begin_publication(ctx: FieldContext, outside: Outside) -> None:
    """Begin a publication with the pages that came (T33)."""
    await _begin_with(ctx, outside, "entry_press", "scans")


async def begin_holidays(ctx: FieldContext, outside: Outside) -> None:
    """Begin an entry of a holiday programme with the photos that came."""
    await _begin_with(ctx, outside, "entry_holidays", "photos")


free.offer(
    "press", msgid("Publication in a paper"), _takes_photos("entry_press"), begin_publication
)
free.offer("holidays", msgid("Holidays contest"), _takes_photos("entry_holidays"), begin_holidays)


def register() -> None:
    """Let the mechanism ask the forms of entries."""
    for one in FORMS:
        form_draft.register(one)


ROUTES: Final[tuple[Route, ...]] = (
    command("contests", show_list, "contest.read"),
    press("contest.list", show_list, "contest.read"),
    press("contest.card", show_card, "contest.read"),
    press("contest.rules", send_regulation, "contest.read"),
    press("entry.new", begin, "entry.submit"),
    press("entry.mine", show_mine, "entry.read"),
    *contest_board.ROUTES,
    *contest_files.ROUTES,
    *entry_card.ROUTES,
    *entry_checks.ROUTES,
)
