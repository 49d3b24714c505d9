"""What is settled before a visit is saved: the period, residents' numbers, «вместе?»."""

from collections.abc import Mapping
from typing import Any

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.forms import builtin, engine
from bot.forms.turns import Card
from bot.handlers import form_asking, form_draft, form_ending, form_privacy, visit_advice
from bot.handlers import visit_confirm as confirming
from bot.handlers import visit_records as records
from bot.handlers import visit_saving as saving
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.routes import Route, press
from bot.screens import visits as screens
from storage import drafts, history, trips, visits
from storage.drafts import Draft
from storage.records.visits import Visit

NUMBERS, OTHER = "n", "o"  # settled: «Это не телефон», «Нет, другой выезд»


async def unsettled(
    ctx: FieldContext, draft: Draft, answers: Mapping[str, Any], settled: frozenset[str]
) -> bool:
    """Ask the first thing that is not settled; raise PeriodClosedError in a closed period."""
    old = await _corrected(ctx, draft)
    on = saving.day_of(answers)
    await records.refuse_closed(ctx, *([old.visited_on] if old else []), on)
    at = screens.AtCard(draft.draft_id, draft.revision, "".join(sorted(settled)))
    if NUMBERS not in settled and (found := _numbers(answers, old)):
        ctx.show(draft.slot, screens.numbers_found(ctx.t, found, at))
        return True
    if old is None and OTHER not in settled:
        library_id = saving.library_id(ctx, answers)
        for row in await visits.same_library_day(ctx.tx, library_id, on):
            ask = screens.there_already if draft.staff_id in row.travellers else screens.together
            ctx.show(draft.slot, ask(ctx.t, row, records.names(ctx), at))
            return True
    return False


async def _corrected(ctx: FieldContext, draft: Draft) -> Visit | None:
    """Return the record that the draft corrects, which the person may still change."""
    visit_id = draft.context.get("visit_id")
    return await records.live(ctx, "visit.change", visit_id) if visit_id else None


def _numbers(answers: Mapping[str, Any], old: Visit | None) -> list[str]:
    return form_privacy.found(builtin.load("visit"), answers, _texts_of(old))


def _texts_of(visit: Visit | None) -> frozenset[str]:
    """Return what a record says already: it was settled when it was saved."""
    if visit is None:
        return frozenset()
    findings = (one.finding for one in visit.findings)
    asked = (one.recommendation for one in visit.recommendations)
    return frozenset((visit.done, visit.staff_met, *findings, *asked))


# -------------------------------------------------------------------- the answers


async def settle(ctx: FieldContext) -> None:
    """Save the draft with one more thing settled."""
    if found := await form_asking.on_card(ctx):
        filling, _, rest = found
        await form_ending.finish_draft(ctx, filling, _settled(rest))


def _settled(rest: tuple[str, ...]) -> frozenset[str]:
    return frozenset("".join(rest[:1])) & {NUMBERS, OTHER}


async def strip(ctx: FieldContext) -> None:
    """Take the numbers out of what was typed and save the rest (T19)."""
    found = await form_asking.on_card(ctx)
    if found is None:
        return
    filling, card, rest = found
    filling = await form_draft.store(ctx, filling, form_privacy.stripped(filling, card))
    if isinstance(engine.current(filling.form, filling.answers, filling.env), Card):
        await form_ending.finish_draft(ctx, filling, _settled(rest))
        return
    await form_asking.show(ctx, filling)


async def join(ctx: FieldContext) -> None:
    """Add the person to the trip of who has recorded the same visit: counted once, both named."""
    found = await _same(ctx)
    if found is None:
        return
    filling, visit = found
    await records.refuse_closed(ctx, visit.visited_on)
    draft, answers = filling.draft, filling.answers.values
    own = await trips.on_day(ctx.tx, draft.staff_id, visit.visited_on)
    for number, staff_id in enumerate(_joining(draft, answers)):
        await trips.join(
            ctx.tx, visit.visit_id, staff_id, now=ctx.stamp, by=ctx.person.staff_id,
            own_trip_id=next((one.trip_id for one in own), None) if number == 0 else None,
        )  # fmt: skip
    await _keep_words(ctx, draft, visit, answers)
    await visit_advice.settle(ctx, draft, visit.visit_id, visit.library_id)
    await _end(ctx, filling)
    _tell_author(ctx, visit)
    await _say_joined(ctx, draft, await visits.by_id(ctx.tx, visit.visit_id) or visit)


async def _say_joined(ctx: FieldContext, draft: Draft, visit: Visit) -> None:
    counts = await visits.counts(ctx.tx, visit.visited_on.year)
    told = screens.Saved(visit, counts, draft.draft_id)
    await saving.go_on(ctx, draft, screens.joined(ctx.t, told, records.names(ctx)))


def _joining(draft: Draft, answers: Mapping[str, str]) -> list[int]:
    ticked = (int(one) for one in answers.get("travellers", "").split())
    return list(dict.fromkeys((draft.staff_id, *ticked)))


async def _keep_words(
    ctx: FieldContext, draft: Draft, visit: Visit, answers: Mapping[str, str]
) -> None:
    """Keep in the history what the joiner wrote: the record says it once, nothing is lost."""
    await history.add(
        ctx.tx, "visits", visit.visit_id, "joined", now=ctx.stamp, by=draft.staff_id,
        new=answers.get("done", ""),
    )  # fmt: skip


def _tell_author(ctx: FieldContext, visit: Visit) -> None:
    author = records.known(ctx, visit.staff_id)
    if author is not None and author.staff_id != ctx.person.staff_id:
        confirming.tell(ctx, author, visit, msgid("A colleague was added to your trip."))


async def leave_same(ctx: FieldContext) -> None:
    """Drop a draft whose visit is recorded already with the person among the travellers."""
    found = await _same(ctx)
    if found is None:
        return
    filling, visit = found
    await _keep_words(ctx, filling.draft, visit, filling.answers.values)
    await visit_advice.settle(ctx, filling.draft, visit.visit_id, visit.library_id)
    await _end(ctx, filling)
    await _say_joined(ctx, filling.draft, visit)


async def _same(ctx: FieldContext) -> tuple[Filling, Visit] | None:
    """Return the draft and the visit that the button names, if they still are the same visit."""
    found = await form_asking.on_card(ctx)
    if found is None:
        return None
    filling, _, rest = found
    key = numbers(rest[:1])
    answers = engine.submission(filling.form, filling.answers, filling.env)
    rows = await visits.same_library_day(
        ctx.tx, saving.library_id(ctx, answers), saving.day_of(answers)
    )
    if not key or key[0] not in {row.visit_id for row in rows}:
        raise NotAllowedError
    visit = await visits.by_id(ctx.tx, key[0])
    if visit is None:
        raise NotAllowedError
    return filling, visit


async def _end(ctx: FieldContext, filling: Filling) -> None:
    await drafts.close(ctx.tx, filling.draft.draft_id, "deleted", ctx.stamp)
    await form_draft.leave(ctx)


ROUTES: tuple[Route, ...] = (
    press("visit.settle", settle, "visit.record"),
    press("visit.strip", strip, "visit.record"),
    press("visit.retype", form_privacy.retype, "visit.record"),
    press("visit.join", join, "visit.record"),
    press("visit.same", leave_same, "visit.record"),
)
