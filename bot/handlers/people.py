"""People for the department and the admin: list, search, card, and every change of a person."""

from datetime import date
from typing import Any, Final

from bot.catalogs import translator
from bot.clock import local, parse_stamp
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms import inputs, search
from bot.handlers import door, prompts
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import people as rules
from bot.screens import door as door_screens
from bot.screens import people as screens
from storage import chats, invites, libraries, staff
from storage.records.libraries import Library
from storage.records.people import Staff, StaffFields

SLOT: Final = "people"
PAGE: Final = 8
FIND: Final = "people.find"
LEFT: Final = "people.left"
ADD: Final = "people.add"
LIBRARY: Final = "people.library"
MOST_LIBRARIES: Final = 12


# -------------------------------------------------------------------- list and search


async def show_list(ctx: FieldContext) -> None:
    """Show a page of the staff; the next typed line searches."""
    kind = ctx.arguments[0] if ctx.arguments else "all"
    if kind not in screens.FILTERS:
        raise NotAllowedError
    (number,) = numbers(ctx.arguments[1:2]) or (0,)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FIND})
    page = _page(await staff.known(ctx.tx), kind, number)
    may_invite, may_change = ctx.may("people.invite"), ctx.may("people.change")
    ctx.show(SLOT, screens.listed(ctx.t, page, may_invite=may_invite, may_change=may_change))


def _page(everybody: list[Staff], kind: str, number: int) -> screens.Page:
    active = [one for one in everybody if one.is_active]
    lists = {
        "all": active,
        "out": [one for one in active if one.user_id is None],
        "left": [one for one in everybody if not one.is_active],
    }
    chosen = lists[kind]
    last = max(0, (len(chosen) - 1) // PAGE)
    number = min(number, last)
    counts = {name: len(people) for name, people in lists.items()}
    shown = chosen[number * PAGE : (number + 1) * PAGE]
    slips = sum(one.uses_telegram for one in lists["out"])
    return screens.Page(shown, kind, number, last, counts, slips)


async def find(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Search everybody, those who left too, by a typed name or library."""
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.require("people.read", own=False)
    network = await ctx.services.network.fresh(ctx.tx)
    found = rules.found(text, await staff.known(ctx.tx), network.libraries)
    ctx.show(SLOT, screens.found(ctx.t, text, found))


# -------------------------------------------------------------------- the card


async def show_card(ctx: FieldContext) -> None:
    """Show a person's card."""
    person = await _person(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FIND})
    await _show_card(ctx, person.staff_id)


async def _person(ctx: FieldContext) -> Staff:
    """Return the person behind a button."""
    return await _by_id(ctx, (*numbers(ctx.arguments[:1]), 0)[0])


async def _by_id(ctx: FieldContext, staff_id: int) -> Staff:
    person = await staff.by_id(ctx.tx, staff_id)
    if person is None:
        raise NotAllowedError
    return person


async def _show_card(ctx: FieldContext, staff_id: int) -> None:
    person = await _by_id(ctx, staff_id)
    ctx.show(SLOT, screens.card(ctx.t, await _about(ctx, person)))


async def _about(ctx: FieldContext, person: Staff) -> screens.About:
    invite = (await invites.live_for(ctx.tx, [person.staff_id], ctx.stamp)).get(person.staff_id)
    until = (
        None
        if invite is None
        else local(parse_stamp(invite.expires_at), ctx.services.clock.zone).date()
    )
    may_invite = ctx.may("people.invite") and rules.may_bring_in(ctx.roles, person)
    places = await libraries.of_staff(ctx.tx, person.staff_id)
    own = person.staff_id == ctx.person.staff_id
    card_of = ctx.today.year if ctx.may("card.read", own=own) else None
    return screens.About(person, places, until, may_invite, ctx.may("people.change"), card_of)


# -------------------------------------------------------------------- role and duties


async def show_roles(ctx: FieldContext) -> None:
    """Offer the roles."""
    ctx.show(SLOT, screens.roles(ctx.t, await _person(ctx)))


async def set_role(ctx: FieldContext) -> None:
    """Give a person a role and tell them."""
    person = await _person(ctx)
    role = (*ctx.arguments[1:2], "")[0]
    if role not in screens.ROLES or not person.is_active:
        raise NotAllowedError
    if role != person.role:
        if "admin" not in person.duties and role != "admin":
            await _keep_an_admin(ctx, person)
        await _change(ctx, person, {"role": role})
        ctx.tell_person(person, screens.new_role(translator(person.language), role))
    await _show_card(ctx, person.staff_id)


async def _keep_an_admin(ctx: FieldContext, person: Staff) -> None:
    rules.keep_an_admin(await staff.with_role(ctx.tx, "admin"), person)


async def _change(ctx: FieldContext, person: Staff, changes: dict[str, Any]) -> None:
    by = ctx.person.staff_id
    await staff.change(ctx.tx, person.staff_id, changes, now=ctx.stamp, by=by)
    ctx.services.network.forget()


async def show_duties(ctx: FieldContext) -> None:
    """Offer the duties beside the role."""
    ctx.show(SLOT, screens.duties(ctx.t, await _person(ctx)))


async def set_duty(ctx: FieldContext) -> None:
    """Give or take a duty; the button says which it will be."""
    person = await _person(ctx)
    duty, wanted = (*ctx.arguments[1:3], "", "")[:2]
    if duty not in screens.DUTIES or not person.is_active:
        raise NotAllowedError
    if duty == "admin" and wanted == "0" and person.role != "admin":
        await _keep_an_admin(ctx, person)
    changed = person.duties | {duty} if wanted == "1" else person.duties - {duty}
    if changed != person.duties:
        by = ctx.person.staff_id
        await staff.set_duties(ctx.tx, person.staff_id, changed, now=ctx.stamp, by=by)
        ctx.services.network.forget()
    await show_duties(ctx)


# -------------------------------------------------------------------- libraries


async def show_libraries(ctx: FieldContext) -> None:
    """Offer the open libraries; a typed name searches among them."""
    person = await _person(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": LIBRARY, "staff_id": person.staff_id})
    (page,) = numbers(ctx.arguments[1:2]) or (0,)
    await _show_libraries(ctx, person.staff_id, page)


async def _show_libraries(ctx: FieldContext, staff_id: int, page: int) -> None:
    person = await _by_id(ctx, staff_id)
    offered = await libraries.open_on(ctx.tx, ctx.today)
    last = max(0, (len(offered) - 1) // PAGE)
    page = min(page, last)
    shown = offered[page * PAGE : (page + 1) * PAGE]
    about = await _about(ctx, person)
    ctx.show(SLOT, screens.libraries(ctx.t, about, shown, (page, last)))


async def set_library(ctx: FieldContext) -> None:
    """Add a library to a person or take it away; the button says which."""
    person = await _person(ctx)
    library_id, wanted, page = (*numbers(ctx.arguments[1:4]), 0, 0, 0)[:3]
    if await libraries.by_id(ctx.tx, library_id) is None or not person.is_active:
        raise NotAllowedError
    kept = [one for one in person.library_ids if one != library_id]
    chosen = [*kept, library_id] if wanted else kept
    if set(chosen) != set(person.library_ids):
        await _set_libraries(ctx, person, chosen)
    await _show_libraries(ctx, person.staff_id, page)


async def _set_libraries(ctx: FieldContext, person: Staff, chosen: list[int]) -> None:
    by = ctx.person.staff_id
    await staff.set_libraries(ctx.tx, person.staff_id, chosen, now=ctx.stamp, by=by)
    ctx.services.network.forget()


async def find_library(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Offer the libraries whose typed name is near."""
    ctx.require("people.change", own=False)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    person = await _by_id(ctx, int(prompt["staff_id"]))
    offered = _named(text, await libraries.open_on(ctx.tx, ctx.today))
    if not offered:
        raise BadAnswerError(msgid("No library is found by «{typed}»."), typed=text)
    ctx.show(SLOT, screens.libraries(ctx.t, await _about(ctx, person), offered, (0, 0)))


def _named(text: str, offered: list[Library]) -> list[Library]:
    by_code = {one.code: one for one in offered}
    options = [
        search.Option(one.code, (one.short_ru, one.short("be"), one.full_ru)) for one in offered
    ]
    return [by_code[option.name] for option in search.find(text, options, PAGE)]


# -------------------------------------------------------------------- leaving and coming back


async def ask_last_day(ctx: FieldContext) -> None:
    """Ask for the last working day of a person who leaves."""
    person = await _person(ctx)
    await _keep_an_admin(ctx, person)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": LEFT, "staff_id": person.staff_id})
    ctx.show(SLOT, screens.switch_off(ctx.t, person, ctx.today))


async def leave_on(ctx: FieldContext) -> None:
    """Switch a person off on the day of the button."""
    person = await _person(ctx)
    try:
        on = date.fromisoformat((*ctx.arguments[1:2], "")[0])
    except ValueError:
        raise NotAllowedError from None
    await _switch_off(ctx, person, on)


async def take_last_day(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Switch a person off on a typed day."""
    ctx.require("people.change", own=False)
    person = await _by_id(ctx, int(prompt["staff_id"]))
    await _switch_off(ctx, person, inputs.parse_date(text, ctx.today))


async def _switch_off(ctx: FieldContext, person: Staff, on: date) -> None:
    if on > ctx.today:
        raise BadAnswerError(
            msgid("That day is still to come. Switch the person off on the day itself.")
        )
    await _keep_an_admin(ctx, person)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FIND})
    if person.is_active:
        by = ctx.person.staff_id
        await staff.switch_off(ctx.tx, person.staff_id, on, now=ctx.stamp, by=by)
        await _part(ctx, person)
    await _show_card(ctx, person.staff_id)


async def _part(ctx: FieldContext, person: Staff) -> None:
    """Take the account away, and tell it so."""
    by = ctx.person.staff_id
    user_id = await staff.unlink_account(ctx.tx, person.staff_id, now=ctx.stamp, by=by)
    ctx.services.network.forget()
    if user_id is not None:
        contact = (await ctx.institution())["department_contact"]
        ctx.tell(user_id, door_screens.taken_away(translator(person.language), contact))
        await door.close_chat(ctx, user_id)


async def come_back(ctx: FieldContext) -> None:
    """Switch a person on again; an account comes with a new invitation."""
    person = await _person(ctx)
    if not person.is_active:
        by = ctx.person.staff_id
        await staff.switch_on(ctx.tx, person.staff_id, now=ctx.stamp, by=by)
        ctx.services.network.forget()
    await _show_card(ctx, person.staff_id)


async def ask_unlink(ctx: FieldContext) -> None:
    """Ask before a person is parted from the account."""
    person = await _person(ctx)
    await _keep_an_admin(ctx, person)
    ctx.show(SLOT, screens.unlink(ctx.t, person))


async def unlink(ctx: FieldContext) -> None:
    """Part a person from the account, for example one that was linked by mistake."""
    person = await _person(ctx)
    await _keep_an_admin(ctx, person)
    await _part(ctx, person)
    await _show_card(ctx, person.staff_id)


# -------------------------------------------------------------------- a new person


async def ask_new(ctx: FieldContext) -> None:
    """Ask for the name of a person to be added."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": ADD})
    ctx.show(SLOT, screens.ask_new_name(ctx.t))


async def add(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Add a librarian by name; role and libraries are set on the card."""
    ctx.require("people.change", own=False)
    words = text.split()
    if len(words) not in {2, 3} or not all(word.replace("-", "").isalpha() for word in words):
        raise BadAnswerError(
            msgid(
                "Surname, name and patronymic are needed, for example: «Ivanova Ganna Petrovna»."
            )
        )
    surname, name, patronymic = (*words, "")[:3]
    fields = StaffFields(
        surname_ru=surname,
        name_ru=name,
        patronymic_ru=patronymic,
        role="librarian",
        language=ctx.services.settings.language,
    )
    staff_id = await staff.add(ctx.tx, fields, now=ctx.stamp, by=ctx.person.staff_id)
    ctx.services.network.forget()
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FIND})
    await _show_card(ctx, staff_id)


prompts.register(FIND, find)
prompts.register(LEFT, take_last_day)
prompts.register(LIBRARY, find_library)
prompts.register(ADD, add)

ROUTES: Final[tuple[Route, ...]] = (
    command("people", show_list, "people.read"),
    press("people", show_list, "people.read"),
    press("people.card", show_card, "people.read"),
    press("people.roles", show_roles, "people.change"),
    press("people.role", set_role, "people.change"),
    press("people.duties", show_duties, "people.change"),
    press("people.duty", set_duty, "people.change"),
    press("people.libs", show_libraries, "people.change"),
    press("people.lib", set_library, "people.change"),
    press("people.off", ask_last_day, "people.change"),
    press("people.left", leave_on, "people.change"),
    press("people.on", come_back, "people.change"),
    press("people.unlink", ask_unlink, "people.change"),
    press("people.part", unlink, "people.change"),
    press("people.add", ask_new, "people.change"),
)
