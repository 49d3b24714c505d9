"""Saving what the visit form says: a new record, a change of one, and who is told of it."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from bot.context import FieldContext
from bot.handlers import form_asking, form_draft, form_ending, owners, visit_advice
from bot.handlers import visit_answers as spoken
from bot.handlers import visit_confirm as confirming
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.screens import visits as screens
from bot.screens.screen import Screen
from storage import chats, drafts, trips, visits
from storage.drafts import Draft
from storage.records.visits import NewVisit, Saved, Trip, Visit, VisitFields


async def save(ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
    """Record a new visit, or change the one that the draft corrects."""
    said = spoken.stated(answers, library_id(ctx, answers))
    submission_id = await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
    if draft.context.get("visit_id"):
        await _change(ctx, draft, answers, said)
    else:
        await _record(ctx, draft, answers, said, submission_id)


def library_id(ctx: FieldContext, answers: Mapping[str, Any]) -> int:
    """Return the library that the answers name; raise ValueError where there is none."""
    library = ctx.services.network.library_by_code(answers["library"])
    if library is None:
        raise ValueError(answers["library"])
    return library.library_id


def day_of(answers: Mapping[str, Any]) -> date:
    """Return the day that the answers name."""
    return date.fromisoformat(answers["visited_on"])


# -------------------------------------------------------------------- a new record


async def _record(
    ctx: FieldContext,
    draft: Draft,
    answers: Mapping[str, Any],
    said: VisitFields,
    submission_id: int,
) -> None:
    trip = await _trip(ctx, draft, said)
    new = NewVisit(
        **_plain(said, VisitFields),
        staff_id=draft.staff_id,
        entered_by=draft.entered_by,
        source=draft.source,
        submission_id=submission_id,
        confirmation="waiting" if confirming.is_asked(ctx, said, draft) else "none",
        trip_id=trip.trip_id if trip else None,
        recommendations=spoken.recommended(answers),
    )
    saved = await visits.save(ctx.tx, new, now=ctx.stamp)
    visit = await _as_saved(ctx, new, saved, trip)
    asked = await confirming.ask_librarians(ctx, visit)
    await owners.ask(ctx, confirming.VISITS, visit.visit_id, visit.staff_id)
    planned = await records.planned(ctx, visit.visit_id)
    settled = await visit_advice.settle(ctx, draft, visit.visit_id, visit.library_id)
    told = screens.Saved(visit, saved.counts, draft.draft_id, tuple(asked), planned, settled)
    await go_on(ctx, draft, screens.recorded(ctx.t, told, records.names(ctx)))


def _plain(value: VisitFields, of: type) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(of)}


async def _as_saved(ctx: FieldContext, new: NewVisit, saved: Saved, trip: Trip | None) -> Visit:
    """Return the visit as it was saved; read again only what got ids of its own."""
    if new.recommendations:
        return await _reread(ctx, saved.visit_id)
    people = {new.staff_id, *new.travellers, *(trip.travellers if trip else ())}
    said = replace(
        new, travellers=tuple(sorted(people)), recommendations=(), trip_id=saved.trip_id
    )
    return Visit(
        **_plain(said, NewVisit),
        visit_id=saved.visit_id,
        confirmed_by=None,
        dispute=None,
        created_at=ctx.stamp,
        updated_at=ctx.stamp,
        removed_at=None,
        removed_by=None,
        removed_reason=None,
    )


async def _trip(ctx: FieldContext, draft: Draft, said: VisitFields) -> Trip | None:
    """Return the trip that a visit continues: the named one, else the author's of that day.

    A trip is one day of the same people: two libraries logged one after another without
    «Ещё библиотека», as happens without a network, are one trip. Another transport, or
    somebody who was not on it, makes another trip.
    """
    todays = await trips.on_day(ctx.tx, draft.staff_id, said.visited_on)
    named = [trip for trip in todays if trip.trip_id == draft.context.get("trip_id")]
    return next(iter([*named, *(trip for trip in todays if _continues(said, trip))]), None)


def _continues(said: VisitFields, trip: Trip) -> bool:
    same_people = set(said.travellers) <= set(trip.travellers)
    same_transport = not (said.transport and trip.transport) or said.transport == trip.transport
    return same_people and same_transport


async def _reread(ctx: FieldContext, visit_id: int) -> Visit:
    visit = await visits.by_id(ctx.tx, visit_id)
    if visit is None:
        raise KeyError(visit_id)
    return visit


async def go_on(ctx: FieldContext, draft: Draft, screen: Screen) -> None:
    """Say how it ended; then the next visit of the same message, or the menu."""
    following = draft.context.get("then")
    next_draft = await drafts.load(ctx.tx, following) if following else None
    if next_draft is None or next_draft.state != "open":
        ctx.show(draft.slot, screen)
        await form_ending.back_to_menu(ctx)
        return
    ctx.show(draft.slot, replace(screen, rows=()))
    await chats.focus(ctx.tx, ctx.chat_id, next_draft.draft_id)
    await form_asking.show(ctx, await form_draft.load(ctx, next_draft.draft_id), edit=False)


# -------------------------------------------------------------------- a change


async def _change(
    ctx: FieldContext, draft: Draft, answers: Mapping[str, Any], said: VisitFields
) -> None:
    old = await _reread(ctx, int(draft.context["visit_id"]))
    new = spoken.recommended(answers, old.recommendations)
    await visits.update(
        ctx.tx, old.visit_id, said, now=ctx.stamp, by=ctx.person.staff_id, recommended=new
    )
    asked = await ask_again(ctx, old, await _reread(ctx, old.visit_id))
    visit = await _reread(ctx, old.visit_id)
    _tell_author(ctx, visit, await owners.ask_again(ctx, confirming.VISITS, visit.visit_id))
    counts = await visits.counts(ctx.tx, visit.visited_on.year)
    planned = await records.planned(ctx, visit.visit_id)
    told = screens.Saved(visit, counts, draft.draft_id, tuple(asked), planned)
    is_todays = visit.visited_on == ctx.today
    ctx.show(draft.slot, screens.corrected(ctx.t, told, records.names(ctx), is_todays=is_todays))
    await form_ending.back_to_menu(ctx)


async def ask_again(ctx: FieldContext, old: Visit, visit: Visit) -> list[int]:
    """Ask the librarian once more where a change touches what their card says."""
    if not confirming.is_asked(ctx, visit, visit):
        return []
    if visit.confirmation != "none" and _confirmed_part(old) == _confirmed_part(visit):
        return []
    await visits.ask(ctx.tx, visit.visit_id)
    return await confirming.ask_librarians(ctx, visit)


def _confirmed_part(visit: Visit) -> tuple[Any, ...]:
    asked_to_do = [
        (one.recommendation, one.responsible_id, one.deadline_on) for one in visit.recommendations
    ]
    facts = (visit.library_id, visit.visited_on, visit.outcome, visit.purposes, visit.done)
    return (*facts, sorted(visit.travellers), asked_to_do)


def _tell_author(ctx: FieldContext, visit: Visit, told: int | None) -> None:
    """Tell whose the record is and who entered it, but for the owner who got the card again."""
    for staff_id in {visit.staff_id, visit.entered_by} - {ctx.person.staff_id, told}:
        if (author := records.known(ctx, staff_id)) is not None:
            confirming.tell(ctx, author, visit, msgid("Your record was corrected."))
