"""Visits: logged through the form, shown, confirmed by the librarian, removed and restored."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.context import FieldContext
from bot.handlers import form
from bot.handlers.kinds import FormKind
from bot.msgid import msgid
from bot.routes import Route, command
from bot.screens.screen import Screen
from storage import drafts, visits
from storage.drafts import Draft
from storage.records import NewVisit


class VisitForm(FormKind):
    """The form of one visit."""

    name = "visit"
    title = msgid("Visit to a library")
    action = "visit.record"

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Save the visit and say so with the year's counts."""
        library = ctx.services.network.library_by_code(answers["library"])
        if library is None:
            raise ValueError(answers["library"])
        submission_id = await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        on = date.fromisoformat(answers["visited_on"])
        new = NewVisit(
            library_id=library.library_id,
            visited_on=on,
            outcome=answers.get("outcome", "held"),
            purposes=tuple(answers.get("purposes", ())),
            done=answers.get("done", ""),
            staff_id=draft.staff_id,
            entered_by=draft.entered_by,
            source=draft.source,
            submission_id=submission_id,
            travellers=tuple(int(one) for one in answers.get("travellers", ())),
        )
        await visits.save(ctx.tx, new, now=ctx.stamp)
        counts = await visits.counts(ctx.tx, on.year)
        text = ctx.t(
            msgid(
                "The visit is recorded. Library: {library}, {date}. Since the beginning of the "
                "year visits to libraries: {visits} (trips: {trips})."
            ),
            library=library.short(ctx.language),
            date=on,
            visits=counts.visits,
            trips=counts.trips,
        )
        ctx.show(draft.slot, Screen(text))
        await form.back_to_menu(ctx)


async def start_visit(ctx: FieldContext) -> None:
    """Begin to log a visit."""
    await form.open_form(ctx, "visit")


async def show_list(ctx: FieldContext) -> None:
    """Show the visits."""


ROUTES: Final[tuple[Route, ...]] = (
    command("visit", start_visit, "visit.record"),
    command("visits", show_list, "visit.read"),
)
