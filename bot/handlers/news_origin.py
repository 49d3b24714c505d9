"""News begun from a visit, round, contest or session: filled with what may be told to everybody.

Numbers and names of libraries only: no words that somebody typed, no assessments, no people.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import (
    class_records,
    contests,
    form_asking,
    form_draft,
    news_card,
    news_offer,
    round_card,
    round_records,
    session_card,
    visit_card,
    visit_records,
)
from bot.handlers import news_records as records
from bot.handlers.news_records import WRITE
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import school as school_rules
from bot.screens import news_origins as screens
from bot.screens.screen import Button
from storage import attendance, entries, news, results
from storage.records.contests import Contest
from storage.records.school import Session

FORM: Final = "news"
TOLD: Final = msgid("There is news of this already.")
NOT_YET: Final = msgid("The results are not published yet.")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What news begins with: the record's table and number, title, day, text, library's code."""

    subject: str
    subject_id: int
    title: str
    on: date
    text: str
    library: str | None = None


async def begin(ctx: FieldContext) -> None:
    """Begin news from the record that the button names; what is there already is shown."""
    kind, key = (*ctx.arguments, "", "")[:2]
    read = READ.get(kind)
    if read is None:
        raise NotAllowedError
    await ctx.services.network.fresh(ctx.tx)
    found = await read(ctx, numbers((key,))[0])
    told = await news.begun_from(ctx.tx, found.subject, found.subject_id)
    if told is not None:
        await news_card.show(ctx, await records.named(ctx, told.news_id), note=ctx.t(TOLD))
        return
    filled = {
        "title": found.title,
        "happened_on": found.on.isoformat(),
        "paragraphs": [{"paragraph": found.text}],
        **({"library": found.library} if found.library else {}),
    }
    context = {"origin": [found.subject, found.subject_id]}
    filling = await form_draft.begin(ctx, FORM, context=context, prefilled=filled)
    # The text is there: the photos come next, all of it is seen on the card.
    answers = replace(filling.answers, ended=filling.answers.ended | {"paragraphs"}, live=None)
    await form_asking.enter(ctx, await form_draft.store(ctx, filling, answers))


async def _visit(ctx: FieldContext, _: int) -> Beginning:
    ctx.arguments = ctx.arguments[1:]
    visit = await visit_card.readable(ctx)
    if visit.removed_at or visit.outcome != "held":
        raise NotAllowedError
    names = visit_records.names(ctx)
    purposes = [names.choice("purposes", code) for code in visit.purposes]
    library = ctx.services.network.libraries[visit.library_id]
    title, text = screens.of_visit(ctx.t, library.short(ctx.language), purposes)
    return Beginning("visits", visit.visit_id, title, visit.visited_on, text, library.code)


async def _round(ctx: FieldContext, _: int) -> Beginning:
    ctx.arguments = ctx.arguments[1:]
    made = await round_card.readable(ctx)
    if not made.is_counted:
        raise NotAllowedError
    library = ctx.services.network.libraries[made.library_id]
    place = round_records.names(ctx).place(made.library_id, made.settlement_id)
    title, text = screens.of_round(ctx.t, place, made.tally)
    return Beginning("rounds", made.round_id, title, made.made_on, text, library.code)


async def _contest(ctx: FieldContext, key: int) -> Beginning:
    contest = ctx.services.network.contests.get(key)
    if contest is None or contest.announced_at is None or not ctx.may("contest.read"):
        raise NotAllowedError
    if contest.published_at is None:
        raise UserError(NOT_YET)
    known = await entries.of_contest(ctx.tx, key)
    found = await results.of_contest(ctx.tx, key)
    counts = screens.Counts(
        entries=len(known),
        libraries=len({one.library_id for one in known}),
        awards=sum(1 for one in found if one.award_id is not None),
    )
    title, text = screens.of_contest(ctx.t, contest.title, contest.subject, counts)
    on = ctx.day_of(contest.published_at)
    return Beginning("contests", key, title, on, text, _central(ctx))


async def _session(ctx: FieldContext, key: int) -> Beginning:
    ctx.require(class_records.MANAGE, own=False)
    one = await class_records.session(ctx, key)
    if one.cancelled_at is not None or not school_rules.has_begun(one, ctx.now):
        raise NotAllowedError
    group = await class_records.school_class(ctx, one.class_id)
    marks = await attendance.marks(ctx.tx, key)
    present = sum(1 for mark in marks.values() if mark.is_present)
    title, text = screens.of_session(ctx.t, group.title, one.topic, one.hours, present)
    return Beginning("sessions", key, title, one.held_on, text, _central(ctx))


def _central(ctx: FieldContext) -> str | None:
    """Return the library that a contest of all is told of."""
    known = ctx.services.network.libraries.values()
    return next((one.code for one in known if one.kind == "central"), None)


@contests.offer
async def contest_buttons(ctx: FieldContext, contest: Contest) -> list[Button]:
    """Offer news of published results to the department."""
    if contest.published_at is None or not ctx.may(WRITE, own=False):
        return []
    return [news_offer.button(ctx, "contest", contest.contest_id)]


@session_card.offer
async def session_buttons(ctx: FieldContext, one: Session) -> list[Button]:
    """Offer news of a session that was held."""
    is_held = one.cancelled_at is None and school_rules.has_begun(one, ctx.now)
    if not is_held or not ctx.may(WRITE, own=False):
        return []
    return [news_offer.button(ctx, "session", one.session_id)]


Read = Callable[[FieldContext, int], Awaitable[Beginning]]
READ: Final[dict[str, Read]] = {
    "visit": _visit,
    "round": _round,
    "contest": _contest,
    "session": _session,
}
ROUTES: Final[tuple[Route, ...]] = (press("news.from", begin, WRITE),)
