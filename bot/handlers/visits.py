"""Visits: the form of one, «Ещё библиотека» and the end of a trip; the other parts beside it."""

from collections.abc import Mapping
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.forms import engine
from bot.forms.draft import Draft as Answers
from bot.forms.errors import StaleAnswerError
from bot.forms.given import Picked, Ticked
from bot.forms.turns import Ask, Card, Turn
from bot.handlers import (
    form_answers,
    form_asking,
    form_draft,
    unvisited,
    visit_advice,
    visit_card,
    visit_changes,
    visit_checks,
    visit_confirm,
    visit_history,
    visit_line,
    visit_list,
    visit_saving,
)
from bot.handlers import visit_records as records
from bot.handlers.kinds import Filling, FormKind, Shortcuts
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.screens import visits as screens
from bot.screens.screen import Button, lines
from storage import chats, libraries, plan_trips, trips, visits
from storage.drafts import Draft

AS_LAST_TIME: Final = msgid("As last time")
WAS_CLOSED: Final = msgid("The library was closed")
take_line = visit_line.take_line


class VisitForm(FormKind):
    """The form of one visit."""

    name = "visit"
    title = msgid("Visit to a library")
    action = "visit.record"
    dated = "visited_on"

    def opening(self, draft: Draft) -> str:
        """Say that a record stays as it is until «Сохранить»."""
        if draft.context.get("visit_id"):
            return msgid("Correction of a record: until «Save» it stays as it was.")
        return super().opening(draft)

    def heading(self, ctx: FieldContext, filling: Filling, path: str) -> str:
        """Name the library once it is chosen: a trip goes to several, a draft is found later."""
        code = filling.answers.values.get("library", "")
        library = ctx.services.network.library_by_code(code)
        if library is None or path == "library":
            return super().heading(ctx, filling, path)
        return ctx.t.plain(msgid("Visit: {library}"), library=library.short(ctx.language))

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Offer recent libraries first, «Как в прошлый раз», colleagues who travel first."""
        if ask.path == "library":
            return await _likely_libraries(ctx, filling.draft)
        if ask.path == "purposes" and not ask.is_change:
            return await _purpose_shortcuts(ctx, filling, ask)
        if ask.path == "travellers":
            return Shortcuts(first=_people_of(ctx, "methodist", "head"))
        if ask.path.endswith("/responsible"):
            return Shortcuts(first=_responsible(ctx, filling))
        return Shortcuts()

    async def take_shortcut(
        self, ctx: FieldContext, filling: Filling, ask: Ask, name: str
    ) -> Answers:
        """Take «Как в прошлый раз» (ticks and goes on) or «Библиотека не работала»."""
        if ask.path != "purposes":
            raise StaleAnswerError(ask.path)
        if name == "closed":
            return _closed(filling)
        return _ticked(filling, ask, await _last_purposes(ctx, filling))

    async def take_words(self, ctx: FieldContext, filling: Filling, turn: Turn, text: str) -> bool:
        """Take a whole visit typed where the library is asked, purposes as staff call them."""
        if await visit_advice.take_words(ctx, filling, turn, text):
            return True
        if isinstance(turn, Ask) and turn.path == "purposes":
            answers = await _typed_purposes(ctx, filling, turn, text)
            if answers is not None:
                await form_answers.go_on(ctx, filling, answers)
            return answers is not None
        return await visit_line.take_in_form(ctx, filling, turn, text)

    async def before_show(self, ctx: FieldContext, filling: Filling) -> tuple[Filling, bool]:
        """Say once what the library still has to carry out."""
        return await visit_advice.offer(ctx, filling)

    async def note(self, ctx: FieldContext, filling: Filling, card: Card) -> str | None:  # noqa: ARG002  # the base's
        """Say which visit of the message this is, and who was not understood."""
        context, t = filling.draft.context, ctx.t
        number, total = context.get("place", (0, 0))
        strangers = context.get("strangers", ())
        place = msgid("Visit {number} of {total} in your message.")
        unknown = msgid("Not found among the staff: «{names}». If needed, correct who travelled.")
        said = lines(
            t(place, number=number, total=total) if total else None,
            t(unknown, names=", ".join(strangers)) if strangers else None,
        )
        return said or None

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],
    ) -> bool:
        """Settle the period, residents' numbers and the same visit of a co-traveller."""
        return await visit_checks.unsettled(ctx, draft, answers, settled)

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Record the visit, or change the record that the draft corrects."""
        await visit_saving.save(ctx, draft, answers)


# -------------------------------------------------------------------- shortcuts


async def _likely_libraries(ctx: FieldContext, draft: Draft) -> Shortcuts:
    """Return what is offered first, and the line that says why.

    First what the message may mean; then the libraries longest not visited, so many that
    the last ones of the person stay on the first page; then those last five; then the other
    ones not visited for long. The rest follows by village council.
    """
    network = ctx.services.network.libraries
    recent = await libraries.recent_for(ctx.tx, draft.staff_id)
    found = await unvisited.found(ctx)
    long = [one.library_id for one in found]
    ids = (*long[: unvisited.FIRST], *recent, *long[unvisited.FIRST :])
    codes = [network[one].code for one in ids if one in network]
    first = tuple(dict.fromkeys((*draft.context.get("meant", ()), *codes)))
    return Shortcuts(first=first, lead=unvisited.lead(ctx, found))


async def _purpose_shortcuts(ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
    """Say which purposes «Как в прошлый раз» means in the question: a button is too short."""
    place = f"f.short:{filling.draft.draft_id}:{filling.draft.revision}"
    closed = Button(ctx.t.plain(WAS_CLOSED), f"{place}:closed")
    offered = {choice.name: choice.label for choice in ask.choices}
    last = [offered[code] for code in await _last_purposes(ctx, filling) if code in offered]
    if not last:
        return Shortcuts((closed,))
    note = ctx.t(msgid("As last time: {purposes}."), purposes=", ".join(last))
    return Shortcuts((Button(ctx.t.plain(AS_LAST_TIME), f"{place}:same"), closed), note=note)


async def _typed_purposes(
    ctx: FieldContext, filling: Filling, ask: Ask, text: str
) -> Answers | None:
    """Take purposes as staff call them, or the label of a shortcut; None leaves the words."""
    codes = visit_line.purposes(text)
    if not ask.is_change and form_answers.names(text, WAS_CLOSED):
        return _closed(filling)
    if not ask.is_change and form_answers.names(text, AS_LAST_TIME):
        codes = await _last_purposes(ctx, filling)
    offered = {choice.name for choice in ask.choices}
    return _ticked(filling, ask, codes) if offered & set(codes) else None


async def _last_purposes(ctx: FieldContext, filling: Filling) -> tuple[str, ...]:
    library = ctx.services.network.library_by_code(filling.answers.values.get("library", ""))
    if library is None:
        return ()
    return await visits.last_purposes(ctx.tx, filling.draft.staff_id, library.library_id)


def _ticked(filling: Filling, ask: Ask, codes: tuple[str, ...]) -> Answers:
    """Tick exactly these purposes and go on."""
    form_, answers, env = filling.form, filling.answers, filling.env
    offered = {choice.name for choice in ask.choices}
    wanted = [code for code in codes if code in offered]
    if not wanted:
        raise StaleAnswerError(ask.path)
    for code in {*ask.chosen, *wanted}:
        answers = engine.answer(form_, answers, Ticked(code, code in wanted), env)
    return engine.finish(form_, answers, env)


def _closed(filling: Filling) -> Answers:
    """Note a closed door; what was done need not be asked then."""
    form_, env = filling.form, filling.env
    answers = engine.answer(form_, filling.answers, Picked("closed"), env, "outcome")
    turn = engine.current(form_, answers, env)
    if isinstance(turn, Ask) and turn.path == "done":
        return engine.skip(form_, answers, env)
    return answers


def _people_of(ctx: FieldContext, *roles: str) -> tuple[str, ...]:
    people = ctx.services.network.staff.values()
    return tuple(str(one.staff_id) for one in people if one.is_active and one.role in roles)


def _responsible(ctx: FieldContext, filling: Filling) -> tuple[str, ...]:
    """Return the people of the visited library."""
    library = ctx.services.network.library_by_code(filling.answers.values.get("library", ""))
    people = ctx.services.network.staff.values()
    if library is None:
        return ()
    return tuple(str(p.staff_id) for p in people if library.library_id in p.library_ids)


# -------------------------------------------------------------------- the trip


async def start_visit(ctx: FieldContext) -> None:
    """Begin to log a visit."""
    await form_asking.open_form(ctx, "visit")


async def next_library(ctx: FieldContext) -> None:
    """Go on with the trip of a visit: the same day, travellers and transport."""
    visit = await records.live(ctx, "visit.change")

    def is_waiting(draft: Draft) -> bool:
        return draft.context.get("trip_id") == visit.trip_id

    if (found := await visit_changes.open_draft(ctx, is_waiting)) is not None:
        await chats.focus(ctx.tx, ctx.chat_id, found.draft_id)
        await form_asking.enter(ctx, await form_draft.load(ctx, found.draft_id))
        return
    planned = await plan_trips.of_visit(ctx.tx, visit.visit_id)
    network = ctx.services.network.libraries
    left = [network[one].code for one in planned.left_ids] if planned else []
    prefilled = {
        "visited_on": visit.visited_on,
        "travellers": visit.travellers,
        "more": {"transport": visit.transport},
    }
    await form_asking.open_form(
        ctx, "visit", context={"trip_id": visit.trip_id, "meant": left}, prefilled=prefilled
    )


async def end_trip(ctx: FieldContext) -> None:
    """Say what the trip was: its libraries and the year's counts."""
    visit = await records.named(ctx)
    ctx.require("visit.read", own=records.is_own(ctx.person, visit, "visit.read"))
    trip = await trips.by_id(ctx.tx, visit.trip_id)
    counts = await visits.counts(ctx.tx, visit.visited_on.year)
    stops = trip.library_ids if trip else (visit.library_id,)
    names = records.names(ctx)
    screen = screens.trip_ended(ctx.t, visit.visited_on, stops, names, counts)
    place = numbers(ctx.arguments[1:2])  # the draft whose card said that it is saved
    ctx.show(f"draft:{place[0]}" if place else visit_card.SLOT, screen)


ROUTES: Final[tuple[Route, ...]] = (
    command("visit", start_visit, "visit.record"),
    press("visit.next", next_library, "visit.record"),
    press("visit.end", end_trip, "visit.record"),
    *visit_advice.ROUTES,
    *visit_card.ROUTES,
    *visit_history.ROUTES,
    *visit_changes.ROUTES,
    *visit_checks.ROUTES,
    *visit_confirm.ROUTES,
    *visit_list.ROUTES,
)
