"""«Меня не будет»: days of absence, who stands in, told to them, and cancelled."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.catalogs import LANGUAGES, translator
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.forms import search
from bot.forms.search import Option
from bot.handlers import prompts
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import absence
from bot.screens import leave as screens
from bot.screens.leave import Shown
from bot.screens.screen import Screen
from storage import chats, leaves
from storage.records.people import Leave, Staff

SLOT: Final = "leave"
OFFERED: Final = 6  # colleagues as buttons; the others are found by typing


async def show(ctx: FieldContext) -> None:
    """Show the absences that are known and ask about another one."""
    await ctx.services.network.fresh(ctx.tx)
    known = [_shown(ctx, one) for one in await _coming(ctx)]
    await _ask(ctx, {"kind": "leave.from"}, screens.ask_first(ctx.t, known, ctx.today))


async def take_first(ctx: FieldContext) -> None:
    """Take the pressed first day."""
    await _have_first(ctx, _days(ctx.arguments, 1)[0], None)


async def take_typed(ctx: FieldContext, _: Mapping[str, Any], text: str) -> None:
    """Take the typed first day, or both days at once."""
    await _have_first(ctx, *absence.parse(text, ctx.today))


async def _have_first(ctx: FieldContext, first: date, last: date | None) -> None:
    if last is not None:
        await _have_both(ctx, first, last)
        return
    prompt = {"kind": "leave.to", "first": first.isoformat()}
    await _ask(ctx, prompt, screens.ask_last(ctx.t, first))


async def take_last(ctx: FieldContext) -> None:
    """Take the pressed last day."""
    first, last = _days(ctx.arguments, 2)
    await _have_both(ctx, first, absence.checked(first, last))


async def take_typed_last(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Take the typed last day."""
    first = date.fromisoformat(prompt["first"])
    await _have_both(ctx, first, absence.last_day(text, first, ctx.today))


async def _have_both(ctx: FieldContext, first: date, last: date, typed: str = "") -> None:
    """Ask who stands in, unless the days are over or taken already."""
    if last < ctx.today:
        raise BadAnswerError(msgid("These days are over already. Write days to come, please."))
    for one in await _coming(ctx):
        if one.from_on <= last and first <= one.to_on:
            raise UserError(
                msgid("You are noted as away already: {first} - {last}. Cancel that first."),
                first=one.from_on,
                last=one.to_on,
            )
    await ctx.services.network.fresh(ctx.tx)
    people = [(one.staff_id, one.initials(ctx.language)) for one in _colleagues(ctx)[:OFFERED]]
    prompt = {"kind": "leave.sub", "first": first.isoformat(), "last": last.isoformat()}
    await _ask(ctx, prompt, screens.ask_substitute(ctx.t, first, last, people, typed))


async def take_substitute(ctx: FieldContext) -> None:
    """Take the pressed colleague, or nobody."""
    first, last = _days(ctx.arguments, 2)
    await _finish(ctx, first, absence.checked(first, last), numbers(ctx.arguments[2:3]))


async def take_typed_substitute(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Take the typed surname; several that fit are offered."""
    first, last = (date.fromisoformat(prompt[name]) for name in ("first", "last"))
    await ctx.services.network.fresh(ctx.tx)
    if _means_nobody(text):
        await _finish(ctx, first, last, (0,))
        return
    options = [_option(one) for one in _colleagues(ctx)]
    found = search.winner(text, options)
    if found is not None:
        await _finish(ctx, first, last, (int(found.name),))
        return
    near = [int(one.name) for one in search.find(text, options, OFFERED)]
    if not near:
        raise BadAnswerError(
            msgid("No such colleague: «{typed}». Write a surname or press a name."), typed=text
        )
    await _ask(ctx, dict(prompt), _several(ctx, first, last, near, text))


def _several(
    ctx: FieldContext, first: date, last: date, near: Sequence[int], typed: str
) -> Screen:
    people = [(key, ctx.services.network.staff[key].initials(ctx.language)) for key in near]
    return screens.ask_substitute(ctx.t, first, last, people, typed)


async def _finish(ctx: FieldContext, first: date, last: date, chosen: tuple[int, ...]) -> None:
    """Note the absence and tell the one who stands in."""
    await ctx.services.network.fresh(ctx.tx)
    substitute = _substitute(ctx, chosen)
    leave_id = await leaves.add(
        ctx.tx,
        ctx.person.staff_id,
        first,
        last,
        now=ctx.stamp,
        by=ctx.person.staff_id,
        substitute_id=substitute.staff_id if substitute else None,
    )
    await chats.ask(ctx.tx, ctx.chat_id, None)
    name = substitute.initials(ctx.language) if substitute else ""
    shown = Shown(leave_id, first, last, name)
    ctx.show(SLOT, screens.saved(ctx.t, shown))
    if substitute is not None:
        t = translator(substitute.language)
        person = ctx.person.full_name(substitute.language)
        ctx.tell_person(substitute, screens.tell_substitute(t, person, shown))


def _substitute(ctx: FieldContext, chosen: tuple[int, ...]) -> Staff | None:
    if not chosen:
        raise NotAllowedError
    if chosen == (0,):
        return None
    known = {one.staff_id: one for one in _colleagues(ctx)}
    if chosen[0] not in known:
        raise NotAllowedError
    return known[chosen[0]]


async def cancel(ctx: FieldContext) -> None:
    """Cancel an absence of one's own; who would have stood in is told."""
    wanted = numbers(ctx.arguments[:1])
    found = next((one for one in await _coming(ctx) if (one.leave_id,) == wanted), None)
    if found is None:
        raise NotAllowedError
    await ctx.services.network.fresh(ctx.tx)
    await leaves.cancel(ctx.tx, found.leave_id, now=ctx.stamp, by=ctx.person.staff_id)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    shown = _shown(ctx, found)
    ctx.show(SLOT, screens.cancelled(ctx.t, shown))
    substitute = ctx.services.network.staff.get(found.substitute_id or 0)
    if substitute is not None:
        t = translator(substitute.language)
        person = ctx.person.full_name(substitute.language)
        ctx.tell_person(substitute, screens.tell_cancelled(t, person, shown))


async def leave_it(ctx: FieldContext) -> None:
    """Change nothing."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, Screen(ctx.t(msgid("All right, nothing is changed."))))


async def _ask(ctx: FieldContext, prompt: dict[str, Any], screen: Screen) -> None:
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(SLOT, screen)


async def _coming(ctx: FieldContext) -> list[Leave]:
    return await leaves.coming(ctx.tx, ctx.person.staff_id, ctx.today)


def _shown(ctx: FieldContext, one: Leave) -> Shown:
    substitute = ctx.services.network.staff.get(one.substitute_id or 0)
    name = substitute.initials(ctx.language) if substitute else ""
    return Shown(one.leave_id, one.from_on, one.to_on, name)


def _colleagues(ctx: FieldContext) -> list[Staff]:
    """Return who can stand in: reachable colleagues, those of the same role first."""
    me = ctx.person
    people = [
        one
        for one in ctx.services.network.staff.values()
        if one.is_active and one.is_reachable and one.staff_id != me.staff_id
    ]
    return sorted(people, key=lambda one: one.role != me.role)


def _option(person: Staff) -> Option:
    names = (person.full_name("ru"), person.full_name("be"))
    return Option(str(person.staff_id), tuple(dict.fromkeys(names)))


def _days(arguments: Sequence[str], count: int) -> list[date]:
    """Read the days behind a button's verb; forged ones are refused."""
    try:
        days = [date.fromisoformat(argument) for argument in arguments[:count]]
    except ValueError:
        raise NotAllowedError from None
    if len(days) < count:
        raise NotAllowedError
    return days


def _means_nobody(text: str) -> bool:
    said = text.strip(" .!«»").casefold()
    labels = {translator(one).plain(msgid("Nobody")).casefold() for one in LANGUAGES}
    return said in labels | _NOBODY


_NOBODY: Final = frozenset({"никто", "нет", "ніхто", "не", "no"})
prompts.register("leave.from", take_typed)
prompts.register("leave.to", take_typed_last)
prompts.register("leave.sub", take_typed_substitute)
ROUTES: Final[tuple[Route, ...]] = (
    command("leave", show, "leave.set"),
    press("leave.from", take_first, "leave.set"),
    press("leave.to", take_last, "leave.set"),
    press("leave.sub", take_substitute, "leave.set"),
    press("leave.cancel", cancel, "leave.set"),
    press("leave.no", leave_it, "leave.set"),
)
