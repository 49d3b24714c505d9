"""«Сообщить коллегам»: whom a new publication is for, the preview, and the one message to each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.errors import BadAnswerError, UserError
from bot.forms.env import Items
from bot.handlers import announcements, form_asking, form_draft, form_ending
from bot.handlers import publication_list as cards
from bot.handlers import publication_records as records
from bot.handlers.announcement_form import NOBODY, SEEN, AnnouncementForm
from bot.handlers.kinds import FormKind
from bot.handlers.publication_records import MANAGE
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import audiences
from bot.rules import publications as rules
from bot.screens import publication_told as screens
from bot.screens.announcements import contact
from bot.screens.screen import Screen
from storage import drafts, leaves, publications
from storage.drafts import Draft
from storage.outbox import BROADCAST
from storage.records.people import Staff
from storage.records.publications import Publication

FORM: Final = "publication_told"
TOLD: Final = msgid("Colleagues were told of it already: {date}")


class ToldForm(FormKind):
    """Whom a publication is for."""

    name = FORM
    title = msgid("Tell colleagues")
    action = MANAGE
    is_offered = False
    is_shipped = False
    is_start = True

    def opening(self, draft: Draft) -> str:  # noqa: ARG002  # the base's
        """Say that nothing goes by itself."""
        return msgid("Nothing goes at once: first you see it as the colleagues will.")

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:
        """Return the same audiences as an announcement has."""
        return AnnouncementForm().lists(ctx, draft)

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],
    ) -> bool:
        """Show what the readers will see and ask whether it goes."""
        one = await _untold(ctx, draft)
        people = _members(ctx, draft, answers)
        if not people:
            raise BadAnswerError(NOBODY)
        if SEEN in settled:
            return False
        ctx.say(Screen(_message(one, ctx.language).text))
        ctx.show(draft.slot, screens.ask(ctx.t, _plan(ctx, draft, people)), edit=False)
        return True

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Tell everybody concerned, once, in the transaction that notes it."""
        one = await _untold(ctx, draft)
        people, key, by = _members(ctx, draft, answers), one.publication_id, ctx.person.staff_id
        if not await publications.announce(ctx.tx, key, now=ctx.stamp, by=by):
            raise UserError(TOLD, date=ctx.t.full_day(ctx.today))
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        told = await _tell(ctx, one, people)
        await cards.again(ctx, key, ctx.t(screens.SENT, n=told), slot=draft.slot)
        await form_ending.back_to_menu(ctx)


async def _untold(ctx: FieldContext, draft: Draft) -> Publication:
    """Return the publication of a draft; raise UserError where people know of it already."""
    await ctx.services.network.fresh(ctx.tx)
    one = await records.live(ctx, int(draft.context["publication_id"]))
    ctx.require(MANAGE, own=False)
    if one.announced_at:
        raise UserError(TOLD, date=ctx.t.full_day(ctx.day_of(one.announced_at)))
    return one


def _members(ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> list[Staff]:
    chosen = answers.get("libraries") or answers.get("group") or ()
    codes = (chosen,) if isinstance(chosen, str) else tuple(chosen)
    everybody = announcements.everybody(ctx)
    return audiences.members(everybody, answers["audience"], codes, draft.staff_id)


async def _tell(ctx: FieldContext, one: Publication, people: list[Staff]) -> int:
    """Leave a message for each person in reach, silent at night and in an absence; count them."""
    away = await leaves.on_day(ctx.tx, ctx.today)
    reached = [person for person in people if person.is_reachable]
    for person in reached:
        said = _message(one, person.language)
        quiet = replace(said, silent=ctx.is_night or person.staff_id in away)
        slot = f"publication:{one.publication_id}"
        ctx.tell(person.user_id or 0, quiet, slot=slot, lane=BROADCAST)
    return len(reached)


def _message(one: Publication, language: str) -> Screen:
    kind = rules.name_of(one.kind, one.genre, language)
    return screens.message(translator(language), one, kind)


def _plan(ctx: FieldContext, draft: Draft, people: list[Staff]) -> screens.Plan:
    called = [one for one in people if not one.is_reachable]
    return screens.Plan(
        draft_id=draft.draft_id,
        revision=draft.revision,
        reached=len(people) - len(called),
        called=tuple(contact(one, ctx.language) for one in called),
        is_silent=ctx.is_night,
    )


# -------------------------------------------------------------------- opening and ending


async def begin(ctx: FieldContext) -> None:
    """Ask whom a publication is for; a draft begun goes on."""
    one = await records.changeable(ctx)
    if one.announced_at:
        raise UserError(TOLD, date=ctx.t.full_day(ctx.day_of(one.announced_at)))
    key = one.publication_id
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    begun = [row for row in mine if row.form == FORM and row.context.get("publication_id") == key]
    if begun:
        filling = await form_draft.load(ctx, begun[0].draft_id)
        await form_draft.refocus(ctx, filling)
        await form_asking.enter(ctx, filling)
        return
    await form_asking.open_form(ctx, FORM, context={"publication_id": key, "title": one.title})


async def send(ctx: FieldContext) -> None:
    """Send what was looked at."""
    if found := await form_asking.on_card(ctx):
        await form_ending.finish_draft(ctx, found[0], frozenset(SEEN))


ROUTES: Final[tuple[Route, ...]] = (
    press("pub.tell", begin, MANAGE),
    press("pub.send", send, MANAGE),
)
