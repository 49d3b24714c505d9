"""«Поездка»: planned on a day by a short form, and changed by the same."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms.turns import Ask, Card
from bot.handlers import (
    form_asking,
    form_draft,
    form_ending,
    trip_card,
    trip_records,
    trip_told,
    unvisited,
)
from bot.handlers import visit_records as records
from bot.handlers.kinds import Filling, FormKind, Shortcuts
from bot.handlers.trip_records import CHANGE, PLAN
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import privacy
from bot.screens import trips as screens
from bot.screens.screen import lines
from storage import drafts, plan_trips, visit_plan
from storage.drafts import Draft
from storage.records.visit_plan import PlanTrip, TripFields

FORM: Final = "trip"
NOTE: Final = "more/note"


class TripForm(FormKind):
    """What is asked before a trip is planned."""

    name = FORM
    title = msgid("Trip")
    action = PLAN
    is_offered = False
    is_shipped = False
    dated = "goes_on"

    def opening(self, draft: Draft) -> str:
        """Say that a planned trip stays as it is until «Сохранить»."""
        if draft.context.get("plan_trip_id"):
            return msgid("Change of a trip: until «Save» it stays as it was.")
        return super().opening(draft)

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Offer the libraries planned for that month and colleagues who travel first."""
        if ask.path == "libraries":
            return await _likely(ctx, filling)
        if ask.path == "travellers":
            people = ctx.services.network.staff.values()
            going = [one for one in people if one.is_active and one.role in {"methodist", "head"}]
            return Shortcuts(first=tuple(str(one.staff_id) for one in going))
        return Shortcuts()

    async def refusal(self, ctx: FieldContext, path: str, value: str) -> BadAnswerError | None:
        """Refuse a day of a closed period, and what belongs to residents in the note."""
        if path == NOTE and (found := privacy.findings(value)):
            return told_apart(found[0].text)
        return await super().refusal(ctx, path, value)

    async def note(self, ctx: FieldContext, filling: Filling, card: Card) -> str | None:  # noqa: ARG002  # the base's
        """Say what speaks against the day."""
        values = filling.answers.values
        ids = _library_ids(ctx, values.get("libraries", "").split())
        going = [int(one) for one in values.get("travellers", "").split()]
        on = date.fromisoformat(values["goes_on"])
        but = filling.draft.context.get("plan_trip_id", 0)
        found = await trip_records.doubts(ctx, on, ids, going, but=but)
        return lines(*screens.said_doubts(ctx.t, found, on, records.names(ctx))) or None

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Plan the trip, or change the one that the draft is about; others are told."""
        said = _fields(ctx, draft, answers)
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        if key := draft.context.get("plan_trip_id"):
            trip, note = await _change(ctx, int(key), said), msgid("The trip is changed.")
        else:
            trip, note = await _plan(ctx, said), msgid("The trip is planned.")
        await trip_card.show_one(ctx, trip, ctx.t(note), slot=draft.slot)
        await form_ending.back_to_menu(ctx)


def told_apart(found: str) -> BadAnswerError:
    """Return the refusal of a line that holds somebody's telephone, document or address."""
    return BadAnswerError(
        msgid(
            "This looks like a telephone, a document or an address: «{found}». "
            "Write the line without it, please."
        ),
        found=found,
    )


async def _likely(ctx: FieldContext, filling: Filling) -> Shortcuts:
    """Offer what was handed over, what the month's plan has, then where nobody has been long."""
    network = ctx.services.network.libraries
    on = date.fromisoformat(filling.answers.values["goes_on"])
    planned = [network[one].code for one in await plan_trips.planned_in(ctx.tx, on)]
    handed = filling.draft.context.get("order", ())
    named = ", ".join(sorted(network[one].short(ctx.language) for one in _ids(ctx, planned)))
    note = ctx.t(msgid("Planned for this month: {libraries}."), libraries=named)
    due = await unvisited.found(ctx)
    long = [network[one.library_id].code for one in due if one.library_id in network]
    return Shortcuts(
        first=tuple(dict.fromkeys((*handed, *planned, *long))),
        lead=unvisited.lead(ctx, due),
        note=note if planned else None,
    )


def _ids(ctx: FieldContext, codes: Sequence[str]) -> list[int]:
    return _library_ids(ctx, codes)


def _library_ids(ctx: FieldContext, codes: Sequence[str]) -> list[int]:
    known = {one.code: one.library_id for one in ctx.services.network.libraries.values()}
    return [known[code] for code in codes if code in known]


def _fields(ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> TripFields:
    """Read the answers; the way follows the order handed over, then that of the list."""
    rank = {code: number for number, code in enumerate(draft.context.get("order", ()))}
    codes = sorted(answers["libraries"], key=lambda code: rank.get(code, len(rank)))
    leaves_at = answers.get("leaves_at")
    return TripFields(
        goes_on=date.fromisoformat(answers["goes_on"]),
        library_ids=tuple(_library_ids(ctx, codes)),
        travellers=tuple(int(one) for one in answers["travellers"]),
        leaves_at=leaves_at[:5] if leaves_at else None,
        transport=answers.get("transport") or None,
        note=" ".join(((answers.get("more") or {}).get("note") or "").split()),
        tells_libraries=answers["told"] == "yes",
    )


async def _plan(ctx: FieldContext, said: TripFields) -> PlanTrip:
    key = await visit_plan.add_trip(
        ctx.tx, said.goes_on, said.travellers, said.library_ids, now=ctx.stamp,
        by=ctx.person.staff_id, transport=said.transport, leaves_at=said.leaves_at,
        note=said.note, tells_libraries=said.tells_libraries,
    )  # fmt: skip
    trip = await trip_records.named(ctx, key)
    await trip_told.planned(ctx, trip)
    return trip


async def _change(ctx: FieldContext, key: int, said: TripFields) -> PlanTrip:
    before = await trip_records.open_one(ctx, key)
    await plan_trips.change(ctx.tx, before, said, now=ctx.stamp, by=ctx.person.staff_id)
    trip = await trip_records.named(ctx, key)
    await trip_told.changed(ctx, before, trip)
    return trip


# -------------------------------------------------------------------- begun


async def begin(ctx: FieldContext) -> None:
    """Ask about a new trip; the button may name its libraries in the order of the way."""
    await ctx.services.network.fresh(ctx.tx)
    known = ctx.services.network.libraries
    library_ids = numbers(ctx.arguments)
    if not all(one in known and known[one].is_open(ctx.today) for one in library_ids):
        raise NotAllowedError
    await plan_a_trip(ctx, library_ids)


async def plan_a_trip(
    ctx: FieldContext, library_ids: Sequence[int] = (), goes_on: date | None = None
) -> None:
    """Begin to plan a trip to libraries in the order of the way (also from «Предложить»)."""
    codes = [ctx.services.network.libraries[one].code for one in library_ids]
    prefilled: dict[str, Any] = {"libraries": codes} if codes else {}
    if goes_on is not None:
        prefilled["goes_on"] = goes_on.isoformat()
    await form_asking.open_form(ctx, FORM, context={"order": codes}, prefilled=prefilled)


async def change(ctx: FieldContext) -> None:
    """Open a planned trip for change: any of its answers."""
    trip = await trip_records.open_one(ctx)
    begun = [
        one
        for one in await drafts.open_of(ctx.tx, ctx.person.staff_id)
        if one.form == FORM and one.context.get("plan_trip_id") == trip.plan_trip_id
    ]
    if begun:
        filling = await form_draft.load(ctx, begun[0].draft_id)
        await form_draft.refocus(ctx, filling)
        await form_asking.enter(ctx, filling)
        return
    codes = [ctx.services.network.libraries[one].code for one in trip.library_ids]
    prefilled = {
        "goes_on": trip.goes_on.isoformat(),
        "libraries": codes,
        "travellers": [str(one) for one in trip.travellers],
        "leaves_at": f"{trip.leaves_at}:00.000" if trip.leaves_at else None,
        "transport": trip.transport,
        "told": "yes" if trip.tells_libraries else "no",
        "more": {"note": trip.note},
    }
    await form_asking.open_form(
        ctx, FORM, context={"plan_trip_id": trip.plan_trip_id, "order": codes},
        prefilled=prefilled, settled=True,
    )  # fmt: skip


ROUTES: Final[tuple[Route, ...]] = (
    press("trip.new", begin, PLAN),
    press("trip.change", change, CHANGE),
)
