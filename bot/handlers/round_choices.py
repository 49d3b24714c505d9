"""The lists for rounds, changed in chat by the admin: added, renamed, put away, with history."""

import re
from dataclasses import replace
from typing import Any, Final

from bot.context import FieldContext
from bot.errors import BadAnswerError, NotAllowedError
from bot.handlers import prompts, walk
from bot.msgid import msgid
from bot.routes import Route, press
from bot.screens import round_choices as screens
from bot.screens.screen import NARROW, WIDE
from storage import chats, rounds
from storage import round_choices as storing
from storage.records.rounds import RoundChoice

ACTION: Final = "settings.change"
SLOT: Final = "settings"
LIST: Final = "lists.list"  # the prompt that takes a number or a new entry
ENTRY: Final = "lists.entry"  # the prompt that takes a new name
PRESSED: Final = frozenset({"reason", "age", "wish"})  # keys of a walk, two in a row
YEAR: Final = re.compile(r"^(20\d\d)\s*:\s*(.+)$", re.DOTALL)


async def show_all(ctx: FieldContext) -> None:
    """Show which lists there are."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, screens.all_lists(ctx.t))


async def show_one(ctx: FieldContext) -> None:
    """Show a list; a typed line adds an entry, a number opens one."""
    await _show_list(ctx, _list(ctx), None)


def _list(ctx: FieldContext) -> str:
    name = ctx.arguments[0] if ctx.arguments else ""
    if name not in screens.TITLES:
        raise NotAllowedError
    return name


async def _show_list(ctx: FieldContext, name: str, saved: str | None) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": LIST, "list": name})
    note = ctx.t(saved) if saved else None
    entries = await _entries(ctx, name)
    ctx.show(SLOT, screens.one_list(ctx.t, name, entries, ctx.today.year, note))


async def _entries(ctx: FieldContext, name: str) -> list[RoundChoice]:
    return [one for one in await rounds.choices(ctx.tx) if one.list == name]


async def show_entry(ctx: FieldContext) -> None:
    """Show one entry; a typed line renames it."""
    await _show_entry(ctx, await _named(ctx))


async def _named(ctx: FieldContext) -> RoundChoice:
    code = ctx.arguments[1] if len(ctx.arguments) > 1 else ""
    found = [one for one in await _entries(ctx, _list(ctx)) if one.code == code]
    if not found:
        raise NotAllowedError
    return found[0]


async def _show_entry(ctx: FieldContext, one: RoundChoice) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": ENTRY, "list": one.list, "code": one.code})
    ctx.show(SLOT, screens.entry(ctx.t, one, ctx.today.year))


# -------------------------------------------------------------------- changing


async def take_line(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Open the entry whose number was typed, or add one."""
    ctx.require(ACTION, own=False)
    name = str(prompt["list"])
    entries = await _entries(ctx, name)
    number = text.strip(" .")
    if number.isdecimal() and 0 < int(number) <= len(entries):
        await _show_entry(ctx, entries[int(number) - 1])
        return
    dated = YEAR.match(text.strip())
    from_year = int(dated[1]) if dated else 0
    ru, be = await _names(ctx, name, dated[2] if dated else text)
    new = RoundChoice(
        list=name, code="", name_ru=ru, name_be=be, name_en=ru, position=0,
        from_year=from_year, to_year=screens.FOREVER,
    )  # fmt: skip
    await storing.add(ctx.tx, new, now=ctx.stamp, by=ctx.person.staff_id)
    ctx.services.network.forget()
    await _show_list(ctx, name, msgid("Saved."))


async def rename(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Give an entry another name; records that hold it show the new one."""
    ctx.require(ACTION, own=False)
    ctx.arguments = (str(prompt["list"]), str(prompt["code"]))
    old = await _named(ctx)
    ru, be = await _names(ctx, old.list, text, but=old.code)
    await _change(ctx, old, replace(old, name_ru=ru, name_be=be))


async def set_years(ctx: FieldContext) -> None:
    """Offer an entry again, no more, or only until the year ends."""
    old = await _named(ctx)
    year = ctx.today.year
    wanted = ctx.arguments[2] if len(ctx.arguments) > 2 else ""  # noqa: PLR2004  # list, code, year
    if wanted not in {str(year - 1), str(year), str(screens.FOREVER)}:
        raise NotAllowedError
    await _change(ctx, old, replace(old, to_year=int(wanted)))


async def _change(ctx: FieldContext, old: RoundChoice, new: RoundChoice) -> None:
    await storing.change(ctx.tx, old, new, now=ctx.stamp, by=ctx.person.staff_id)
    ctx.services.network.forget()
    await _show_list(ctx, old.list, msgid("Saved."))


async def _names(ctx: FieldContext, name: str, text: str, but: str = "") -> tuple[str, str]:
    """Return the Russian and Belarusian name; refuse a long one and one that is there already."""
    ru, _, be = (" ".join(part.split()) for part in text.partition("/"))
    be = be or ru
    limit = NARROW if name in PRESSED else WIDE
    if not ru or max(len(ru), len(be)) > limit:
        raise BadAnswerError(TOO_LONG, most=limit)
    entries = [one for one in await rounds.choices(ctx.tx) if (one.list, one.code) != (name, but)]
    if name not in PRESSED:
        entries = [one for one in entries if one.list == name]
    if walk.is_taken(entries, ru, be, is_key=name in PRESSED):
        raise BadAnswerError(TAKEN)
    return ru, be


TOO_LONG: Final = msgid("A name of 1 to {most} characters, please: it stands on a button.")
TAKEN: Final = msgid("There is such a button or word already. Write another name, please.")
prompts.register(LIST, take_line)
prompts.register(ENTRY, rename)
ROUTES: Final[tuple[Route, ...]] = (
    press("lists.all", show_all, ACTION),
    press("lists.one", show_one, ACTION),
    press("lists.entry", show_entry, ACTION),
    press("lists.years", set_years, ACTION),
)
