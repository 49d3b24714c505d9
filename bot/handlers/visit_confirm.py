"""«Всё так» or «Есть неточность» of the visited librarian and of a represented colleague."""

from typing import Any, Final, Protocol

from bot.catalogs import Translator, translator
from bot.context import FieldContext
from bot.errors import UserError
from bot.handlers import owners, prompts, tasks
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.routes import Route, press
from bot.screens import visits as screens
from bot.screens.owners import Facts
from bot.screens.screen import Screen, lines
from storage import chats, leaves, visits
from storage.records.people import Staff
from storage.records.visits import Visit, VisitFields

VISITS: Final = "visits"  # the table, as owners.py names kinds of records


class Authors(Protocol):
    """A record or a draft: whose it is and who entered it."""

    @property
    def staff_id(self) -> int: ...  # noqa: D102  # as in the records
    @property
    def entered_by(self) -> int: ...  # noqa: D102


async def ask_librarians(ctx: FieldContext, visit: Visit) -> list[int]:
    """Send the visit's card to its librarians and return whom a message reaches now.

    Who is on leave finds it in «Мои дела» afterwards; who has no Telegram is asked by
    telephone and answers on behalf.
    """
    people = [one for one in _to_ask(ctx, visit, visit) if one.is_reachable]
    if not people or visit.needs_text:
        return []
    away = await leaves.on_day(ctx.tx, ctx.today)
    here = [one for one in people if one.staff_id not in away]
    for one in here:
        ctx.tell_person(one, _card(ctx, visit, one), slot=slot(visit))
    return [one.staff_id for one in here]


def is_asked(ctx: FieldContext, visit: VisitFields, authors: Authors) -> bool:
    """Tell whether a visit has somebody to confirm it: its text is there, its librarian too."""
    return not visit.needs_text and bool(_to_ask(ctx, visit, authors))


def _to_ask(ctx: FieldContext, visit: VisitFields, authors: Authors) -> list[Staff]:
    there = {authors.staff_id, authors.entered_by, *visit.travellers}
    return records.librarians(ctx, visit.library_id, there)


def _card(ctx: FieldContext, visit: Visit, person: Staff) -> Screen:
    spoken = person.language
    return screens.to_confirm(translator(spoken), visit, records.names(ctx, spoken))


def slot(visit: Visit) -> str:
    """Return the place of a visit's card in the chats of its librarians."""
    return f"confirm:{visit.visit_id}"


# -------------------------------------------------------------------- the librarian


async def open_card(ctx: FieldContext) -> None:
    """Show the card to be confirmed in a new message."""
    visit = await _theirs(ctx)
    ctx.show(slot(visit), screens.to_confirm(ctx.t, visit, records.names(ctx)), edit=False)


async def show(ctx: FieldContext) -> None:
    """Show the card to be confirmed in place of the question for a line, which is dropped."""
    visit = await _theirs(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(slot(visit), screens.to_confirm(ctx.t, visit, records.names(ctx)))


async def say_right(ctx: FieldContext) -> None:
    """Take «Всё так»; pressed again it says so again."""
    visit = await _theirs(ctx)
    await visits.confirm(ctx.tx, visit.visit_id, by=ctx.person.staff_id, now=ctx.stamp)
    note = ctx.t(msgid("Thank you: it is noted that all is right."))
    ctx.show(slot(visit), screens.to_confirm(ctx.t, visit, records.names(ctx), note))
    if visit.confirmation == "disputed":
        _tell_author(ctx, visit, msgid("The librarian says that all is right now."))


async def say_wrong(ctx: FieldContext) -> None:
    """Ask for the line to the author."""
    visit = await _theirs(ctx)
    await records.refuse_closed(ctx, visit.visited_on)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": "visit.wrong", "visit_id": visit.visit_id})
    ctx.show(slot(visit), screens.what_is_wrong(ctx.t, visit, records.names(ctx)))


async def take_line(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Keep the librarian's line and send it to the author."""
    visit = await _theirs(ctx, prompt["visit_id"])
    await dispute(ctx, visit, text, ctx.person.staff_id)
    author = records.names(ctx).person(visit.staff_id)
    note = ctx.t(msgid("Thank you. Your line went to: {person}"), person=author)
    ctx.show(slot(visit), screens.to_confirm(ctx.t, visit, records.names(ctx), note))


async def _theirs(ctx: FieldContext, visit_id: int | None = None) -> Visit:
    visit = await records.named(ctx, visit_id)
    ctx.require("visit.confirm", own=await _is_theirs(ctx, visit))
    if visit.removed_at:
        raise UserError(msgid("This record was removed, nothing is to be confirmed."))
    return visit


async def _is_theirs(ctx: FieldContext, visit: Visit) -> bool:
    """Tell whether the visit was to the person's library, or to that of whom they stand in for."""
    people = [ctx.person]
    if not records.is_own(ctx.person, visit, "visit.confirm"):
        now = await tasks.here(ctx)
        absent = now.stands_in_for(ctx.person.staff_id)
        people = [ctx.services.network.staff[one] for one in absent]
    return any(records.is_own(one, visit, "visit.confirm") for one in people)


async def dispute(ctx: FieldContext, visit: Visit, text: str, said_by: int) -> None:
    """Keep a line on what is inaccurate and send it on; a colleague may have typed it for them."""
    await records.refuse_closed(ctx, visit.visited_on)
    line, writer = owners.one_line(text), ctx.person.staff_id
    await visits.dispute(ctx.tx, visit.visit_id, line, by=writer, now=ctx.stamp)
    for staff_id in sorted({visit.staff_id, visit.entered_by} - {writer}):
        if (author := records.known(ctx, staff_id)) is not None:
            t, names = translator(author.language), records.names(ctx, author.language)
            taken_by = names.person(writer) if writer != said_by else ""
            told = screens.disputed(
                t, visit, names, names.person(said_by), line, taken_by=taken_by
            )
            ctx.tell_person(author, told)


def _tell_author(ctx: FieldContext, visit: Visit, text: str) -> None:
    author = records.known(ctx, visit.staff_id)
    if author is not None and author.staff_id != ctx.person.staff_id:
        tell(ctx, author, visit, text)


def tell(ctx: FieldContext, person: Staff, visit: Visit, text: str) -> None:
    """Tell a colleague in a sentence what happened to a record that is theirs."""
    t, names = translator(person.language), records.names(ctx, person.language)
    heading = t(
        msgid("Visit, library: {library}, {date}."),
        library=names.library(visit.library_id),
        date=visit.visited_on,
    )
    who = t(msgid("Who: {person}"), person=names.person(ctx.person.staff_id))
    ctx.tell_person(person, screens.told(t, visit, lines(heading, t(text), who)))


# -------------------------------------------------------------------- whose record it is


async def _facts(ctx: FieldContext, visit_id: int, t: Translator) -> Facts | None:
    """Return what a visit says to the colleague for whom it was recorded."""
    visit = await visits.by_id(ctx.tx, visit_id)
    if visit is None or visit.removed_at:
        return None
    return Facts(screens.on_behalf(t, visit, records.names(ctx, t.language)), visit.source)


async def say_mine(ctx: FieldContext) -> None:
    """Take «Всё так» of a card that was sent before owners.py was."""
    ctx.arguments = (VISITS, *ctx.arguments[:1])
    await owners.say_right(ctx)


async def say_not_mine(ctx: FieldContext) -> None:
    """Take «Есть неточность» of a card that was sent before owners.py was."""
    ctx.arguments = (VISITS, *ctx.arguments[:1])
    await owners.say_wrong(ctx)


async def take_owner_line(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the line that such a card had asked for."""
    asked = {"subject": VISITS, "record_id": prompt["visit_id"]}
    await owners.take_line(ctx, asked, text)


owners.register(VISITS, owners.Kind("visit.card", _facts))
prompts.register("visit.wrong", take_line)
prompts.register("visit.notmine", take_owner_line)
ROUTES: tuple[Route, ...] = (
    press("visit.confirm", open_card, "visit.confirm"),
    press("visit.asked", show, "visit.confirm"),
    press("visit.right", say_right, "visit.confirm"),
    press("visit.wrong", say_wrong, "visit.confirm"),
    press("visit.mine", say_mine, "behalf.answer"),
    press("visit.notmine", say_not_mine, "behalf.answer"),
)
