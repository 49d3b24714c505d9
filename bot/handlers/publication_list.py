"""«Материалы»: the catalogue for everybody, its lists, the card, opening a file.

Openings are counted by day. What would tell who opened is forgotten in the same transaction:
the press that came, and the row that sends the file.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Final

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import entry_card, material_finding
from bot.handlers import publication_records as records
from bot.handlers.publication_records import MANAGE, READ, SLOT
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import publications as rules
from bot.screens import publications as screens
from bot.screens.publications import Headings, Listing
from bot.screens.screen import Screen
from storage import chats, inbox, publication_uses, publications
from storage.records.publications import Publication, PublicationFilter

FIRST: Final = "all"
BACK: Final = re.compile(r"(?:all|me|n|[skyta][.][a-z0-9_]{1,20}):\d{1,6}")
LETTERS: Final = {"kind": "k", "issued_year": "y"}  # of lists under a heading, in buttons
LOST: Final = msgid("The file could not be fetched. Write to the department, please.")


Asked = tuple[str, PublicationFilter]  # a list's title and what it holds


# -------------------------------------------------------------------- lists


async def show_materials(ctx: FieldContext) -> None:
    """Show the catalogue, the newest first; a typed line is looked for."""
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": material_finding.PROMPT, "words": ""})
    await _show(ctx, FIRST, 0)


async def show_list(ctx: FieldContext) -> None:
    """Show a page of the list that the button names."""
    which, page = _which(ctx.arguments)
    await _show(ctx, which, page)


def _which(arguments: tuple[str, ...]) -> tuple[str, int]:
    """Read a list's name and page; a forged one is refused."""
    if not BACK.fullmatch(":".join(arguments)):
        raise NotAllowedError
    return arguments[0], int(arguments[1])


async def _show(ctx: FieldContext, which: str, page: int) -> None:
    await ctx.services.network.fresh(ctx.tx)
    title, asked = await _asked(ctx, which)
    count = await publications.count(ctx.tx, asked)
    page = min(page, max(0, (count - 1) // screens.PAGE))
    found = await publications.listed(
        ctx.tx, asked, limit=screens.PAGE, offset=page * screens.PAGE
    )
    own = PublicationFilter(author_id=ctx.person.staff_id)
    is_first = which == FIRST
    listing = Listing(
        which=which,
        title=title,
        found=found,
        count=count,
        page=page,
        is_first=is_first,
        may_manage=ctx.may(MANAGE, own=False),
        has_uses=is_first and await publication_uses.count_of(ctx.tx, ctx.person.library_ids) > 0,
        has_own=is_first and await publications.count(ctx.tx, own) > 0,
    )
    ctx.show(SLOT, screens.listed(ctx.t, listing))


async def _asked(ctx: FieldContext, which: str) -> Asked:
    """Return a list's title and what it holds."""
    sort, _, value = which.partition(".")
    found = await LISTS[sort](ctx, value) if sort in LISTS else None
    if found is None:
        raise NotAllowedError
    return found


async def _all(ctx: FieldContext, _: str) -> Asked | None:
    return ctx.t.plain(msgid("Materials")), PublicationFilter()


async def _mine(ctx: FieldContext, _: str) -> Asked | None:
    own = PublicationFilter(author_id=ctx.person.staff_id)
    return ctx.t.plain(msgid("My publications")), own


async def _of_series(ctx: FieldContext, code: str) -> Asked | None:
    known = code in rules.SERIES
    return (ctx.t.plain(screens.SERIES[code]), PublicationFilter(series=code)) if known else None


async def _of_kind(ctx: FieldContext, code: str) -> Asked | None:
    kind = rules.KINDS.get(code)
    return (kind.name(ctx.language), PublicationFilter(kind=code)) if kind else None


async def _of_year(_: FieldContext, year: str) -> Asked | None:
    return (year, PublicationFilter(issued_year=int(year))) if year.isdigit() else None


async def _of_theme(ctx: FieldContext, key: str) -> Asked | None:
    """Return the theme of the publication that stands for it: a theme is too long for a button."""
    theme = (await records.named(ctx, numbers((key,))[0])).theme
    return (theme, PublicationFilter(theme=theme)) if theme else None


async def _of_author(ctx: FieldContext, key: str) -> Asked | None:
    person = ctx.services.network.staff.get(numbers((key,))[0])
    if person is None:
        return None
    return person.initials(ctx.language), PublicationFilter(author_id=person.staff_id)


async def show_headings(ctx: FieldContext) -> None:
    """Offer themes, kinds or years of issue."""
    heading, page = ctx.arguments[0] if ctx.arguments else "", numbers(ctx.arguments[1:2], 1)[0]
    if heading not in {"theme", *LETTERS}:
        raise NotAllowedError
    await ctx.services.network.fresh(ctx.tx)
    if heading == "theme":
        found = await publications.themes(ctx.tx)
        rows = [(f"t.{one.publication_id}", one.theme, one.publications) for one in found]
    else:
        tallies = await publications.tallies(ctx.tx, heading, PublicationFilter())
        rows = [
            (f"{LETTERS[heading]}.{one.key}", _called(ctx, heading, one.key), one.publications)
            for one in tallies
        ]
    ctx.show(SLOT, screens.headings(ctx.t, Headings(heading, rows, page)))


def _called(ctx: FieldContext, heading: str, key: str) -> str:
    is_kind = heading == "kind" and key in rules.KINDS
    return rules.KINDS[key].name(ctx.language) if is_kind else key


# -------------------------------------------------------------------- the card


async def show_card(ctx: FieldContext) -> None:
    """Show the card of a publication in the place of the list."""
    if (ctx.chat.prompt or {}).get("kind") == "publication_remove":
        await chats.ask(ctx.tx, ctx.chat_id, None)
    one = await records.named(ctx)
    back = ":".join(ctx.arguments[1:]) or f"{FIRST}:0"
    if not BACK.fullmatch(back):
        raise NotAllowedError
    await show(ctx, one, back=back)


async def show(
    ctx: FieldContext,
    one: Publication,
    *,
    back: str = f"{FIRST}:0",
    note: Html | None = None,
    slot: str = SLOT,
) -> None:
    """Show the card as it is now, after a line on what has just been done."""
    screen = screens.card(ctx.t, await records.sheet(ctx, one, back))
    ctx.show(slot, screen.after(note) if note else screen)


async def again(ctx: FieldContext, publication_id: int, note: Html, slot: str = SLOT) -> None:
    """Show the card of a publication that has just changed."""
    await show(ctx, await records.named(ctx, publication_id), note=note, slot=slot)


# -------------------------------------------------------------------- opening


async def open_file(ctx: FieldContext) -> None:
    """Send the files, or the link, and count the opening; the department's is not counted."""
    one = await records.named(ctx)
    await inbox.blank(ctx.tx, ctx.work.update_id)
    kept = [file for file in await records.kept_files(ctx, one) if file.state != "failed"]
    if not kept and not one.link:
        raise UserError(LOST)
    for file in kept:
        method, payload = entry_card.alone(file, f"«{one.title}»")
        ctx.send_file(method, {**payload, "forget": True})
    if one.link:
        ctx.call("sendMessage", {**screens.link(ctx.t, one).as_json(), "forget": True})
    if lost := len(one.file_ids) - len(kept):
        ctx.say(Screen(screens.lost(ctx.t, lost)))
    if not ctx.may(MANAGE, own=False):
        await publications.opened(ctx.tx, one.publication_id, ctx.today)


LISTS: Final[dict[str, Callable[[FieldContext, str], Awaitable[Asked | None]]]] = {
    FIRST: _all,
    "me": _mine,
    "s": _of_series,
    "k": _of_kind,
    "y": _of_year,
    "t": _of_theme,
    "a": _of_author,
}
ROUTES: Final[tuple[Route, ...]] = (
    command("materials", show_materials, READ),
    press("pub.list", show_list, READ),
    press("pub.by", show_headings, READ),
    press("pub.card", show_card, READ),
    press("pub.open", open_file, READ),
)
