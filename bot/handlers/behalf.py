"""On behalf: a methodist enters what an absent colleague told by telephone or on paper.

The record is the colleague's; who entered it and from where is kept with it.
"""

from collections.abc import Mapping
from typing import Any, Final

from bot.context import FieldContext, numbers, roles_of
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.forms import search
from bot.forms.search import Option
from bot.handlers import form_asking, form_draft, prompts, visit_confirm
from bot.handlers import monitoring_units as units
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import rights
from bot.screens import behalf as screens
from bot.screens import monitoring as units_screens
from bot.screens.screen import WIDE, Screen, cut
from storage import campaigns, chats, leaves, visits
from storage.records.people import Staff
from storage.records.visits import Visit

SLOT: Final = "behalf"
PROMPT: Final = "behalf.wrong"
OFFERED: Final = 8
SOURCES: Final = frozenset(source for source, _ in screens.SOURCES)


async def show(ctx: FieldContext) -> None:
    """Ask for whom: those without Telegram, who declined or are away stand first."""
    people = await _colleagues(ctx)
    named = [(one.staff_id, one.initials(ctx.language)) for one in people[:OFFERED]]
    await _ask(ctx, screens.choose(ctx.t, named))


async def take_name(ctx: FieldContext, _: Mapping[str, Any], text: str) -> None:
    """Find the colleague whose name was typed."""
    people = {one.staff_id: one for one in await _colleagues(ctx)}
    options = [_option(one) for one in people.values()]
    found = search.winner(text, options)
    if found is not None:
        await _ask_source(ctx, people[int(found.name)])
        return
    near = [people[int(one.name)] for one in search.find(text, options, OFFERED)]
    if not near:
        raise BadAnswerError(
            msgid("No such colleague: «{typed}». Write a surname or press a name."), typed=text
        )
    named = [(one.staff_id, one.initials(ctx.language)) for one in near]
    await _ask(ctx, screens.choose(ctx.t, named, text))


async def choose_person(ctx: FieldContext) -> None:
    """Take the pressed colleague and ask where the words come from."""
    await _ask_source(ctx, await _named(ctx))


async def _ask_source(ctx: FieldContext, person: Staff) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, None)
    network, language = ctx.services.network, ctx.language
    libraries = ", ".join(network.libraries[key].short(language) for key in person.library_ids)
    name = person.full_name(language)
    ctx.show(SLOT, screens.ask_source(ctx.t, person.staff_id, name, libraries))


async def choose_source(ctx: FieldContext) -> None:
    """Take the source and offer what the colleague could enter."""
    person, source = await _named(ctx), _source(ctx)
    told = screens.Told(person.staff_id, person.full_name(ctx.language), source)
    entries = [
        (told.press("open", name), ctx.t.plain(kind.title))
        for name, kind in form_draft.KINDS.items()
        if kind.is_offered and _may(person, kind.action) and kind.can_begin(ctx)
    ]
    entries += await _questionnaires(ctx, person, source)
    entries += await _to_confirm(ctx, person, told)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, screens.choose_form(ctx.t, told, entries))


async def _questionnaires(ctx: FieldContext, person: Staff, source: str) -> list[tuple[str, str]]:
    """Return the questionnaires that wait for the colleague's answers, by library."""
    found = [
        one for one in await units.waiting(ctx) if person in units.answerers(ctx, one.library_id)
    ]
    running = {one.campaign_id: one for one in await campaigns.opened(ctx.tx, ctx.today)}
    several = len({one.campaign_id for one in found}) > 1
    entries = []
    for one in found:
        library = units.library(ctx, one.library_id)
        label = ctx.t.plain(msgid("Questionnaire: {library}"), library=library)
        if several:
            about = units_screens.briefly(running[one.campaign_id])
            text = msgid("{library}, questionnaire {about}")
            label = ctx.t.plain(text, library=library, about=about)
        entries.append((f"unit.behalf:{one.unit_id}:{source}", cut(label, WIDE)))
    return entries


async def _to_confirm(
    ctx: FieldContext, person: Staff, told: screens.Told
) -> list[tuple[str, str]]:
    """Return the visits about which the colleague has not answered yet."""
    if not _may(person, "visit.confirm"):
        return []
    found = await visits.unconfirmed(ctx.tx, person.library_ids)
    return [
        (
            told.press("visit", one.visit_id),
            ctx.t.plain(msgid("Answer: visit of {date}"), date=one.visited_on),
        )
        for one in found[:OFFERED]
    ]


async def open_form(ctx: FieldContext) -> None:
    """Open a form for the colleague."""
    person, source = await _named(ctx), _source(ctx)
    name = ctx.arguments[2] if len(ctx.arguments) > 2 else ""  # noqa: PLR2004  # person, source, form
    kind = form_draft.KINDS.get(name)
    if kind is None or not (kind.is_offered and _may(person, kind.action)):
        raise NotAllowedError
    await form_asking.open_form(ctx, name, owner=person.staff_id, source=source)


# -------------------------------------------------------------------- what a library answers


async def show_visit(ctx: FieldContext) -> None:
    """Show a visit to be read out to the colleague of its library."""
    told, visit = await _asked_about(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, screens.ask_answer(ctx.t, told, visit, records.names(ctx)))


async def confirm(ctx: FieldContext) -> None:
    """Note that the colleague told: the record of a visit is right."""
    told, visit = await _asked_about(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await visits.confirm(ctx.tx, visit.visit_id, by=ctx.person.staff_id, now=ctx.stamp)
    text = msgid("Noted: all is right with the visit. On behalf of: {person}. Source: {source}.")
    _say_noted(ctx, text, told)


async def ask_line(ctx: FieldContext) -> None:
    """Ask what the colleague finds inaccurate in the record of a visit."""
    told, visit = await _asked_about(ctx)
    await records.refuse_closed(ctx, visit.visited_on)
    prompt = {"kind": PROMPT, "told": [told.staff_id, told.source, visit.visit_id]}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(SLOT, screens.ask_line(ctx.t, told, visit, records.names(ctx)))


async def take_line(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Keep what the colleague finds inaccurate and send it to the author of the record."""
    ctx.arguments = tuple(map(str, prompt["told"]))
    told, visit = await _asked_about(ctx)
    await visit_confirm.dispute(ctx, visit, text, told.staff_id)
    said = msgid("Noted: there is an inaccuracy. On behalf of: {person}. Source: {source}.")
    _say_noted(ctx, said, told)


def _say_noted(ctx: FieldContext, text: str, told: screens.Told) -> None:
    source = ctx.t.plain(dict(screens.SOURCES)[told.source])
    ctx.show(SLOT, Screen(ctx.t(text, person=told.person, source=source)))


async def _asked_about(ctx: FieldContext) -> tuple[screens.Told, Visit]:
    """Return the visit that the button names, if the colleague's library is asked about it."""
    person, source = await _named(ctx), _source(ctx)
    wanted = numbers(ctx.arguments[2:3])
    visit = await visits.by_id(ctx.tx, wanted[0]) if wanted else None
    if (
        visit is None
        or visit.removed_at
        or visit.confirmation == "none"
        or visit.library_id not in person.library_ids
        or not _may(person, "visit.confirm")
    ):
        raise NotAllowedError
    if visit.confirmation != "waiting":
        raise UserError(msgid("The library has answered about this visit already."))
    return screens.Told(person.staff_id, person.full_name(ctx.language), source), visit


async def leave_it(ctx: FieldContext) -> None:
    """Enter nothing."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, Screen(ctx.t(msgid("All right, nothing is changed."))))


def _may(person: Staff, action: str) -> bool:
    return rights.allows(roles_of(person), action, own=True)


async def _named(ctx: FieldContext) -> Staff:
    await ctx.services.network.fresh(ctx.tx)
    wanted = numbers(ctx.arguments[:1])
    person = ctx.services.network.staff.get(wanted[0]) if wanted else None
    if person is None or not person.is_active or person.staff_id == ctx.person.staff_id:
        raise NotAllowedError
    return person


def _source(ctx: FieldContext) -> str:
    if len(ctx.arguments) < 2 or ctx.arguments[1] not in SOURCES:  # noqa: PLR2004  # person, source
        raise NotAllowedError
    return ctx.arguments[1]


async def _colleagues(ctx: FieldContext) -> list[Staff]:
    """Return the colleagues, those who cannot write themselves first, then librarians."""
    await ctx.services.network.fresh(ctx.tx)
    away = await leaves.on_day(ctx.tx, ctx.today)
    people = [
        one
        for one in ctx.services.network.staff.values()
        if one.is_active and one.staff_id != ctx.person.staff_id and one.role in _ENTER
    ]

    def order(one: Staff) -> tuple[bool, bool]:
        is_silent = not one.is_reachable or one.staff_id in away
        return not is_silent, one.role != "librarian"

    return sorted(people, key=order)


def _option(person: Staff) -> Option:
    names = (person.full_name("ru"), person.full_name("be"))
    return Option(str(person.staff_id), tuple(dict.fromkeys(names)))


async def _ask(ctx: FieldContext, screen: Screen) -> None:
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": "behalf.who"})
    ctx.show(SLOT, screen)


_ENTER: Final = frozenset({"librarian", "methodist"})  # who enters records of field work
prompts.register("behalf.who", take_name)
prompts.register(PROMPT, take_line)
ROUTES: Final[tuple[Route, ...]] = (
    command("behalf", show, "behalf.enter"),
    press("behalf.who", choose_person, "behalf.enter"),
    press("behalf.from", choose_source, "behalf.enter"),
    press("behalf.open", open_form, "behalf.enter"),
    press("behalf.visit", show_visit, "behalf.enter"),
    press("behalf.right", confirm, "behalf.enter"),
    press("behalf.wrong", ask_line, "behalf.enter"),
    press("behalf.no", leave_it, "behalf.enter"),
)
