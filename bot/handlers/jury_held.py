"""What is held back from a blind jury: the department looks through it and may let it go."""

from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import contests
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.screens import jury_blind as screens
from bot.screens.screen import Button
from storage import blind, entries
from storage.records.blind import Part
from storage.records.contests import Contest

RIGHT: Final = "contest.manage"


async def _contest(ctx: FieldContext) -> Contest:
    """Return the blind contest that a button names."""
    ctx.require(RIGHT, own=False)
    contest = await contests.named(ctx)
    if not contest.is_blind:
        raise NotAllowedError
    return contest


async def show(ctx: FieldContext) -> None:
    """Show what is held back."""
    await _show(ctx, await _contest(ctx))


async def _show(ctx: FieldContext, contest: Contest) -> None:
    files = await blind.held(ctx.tx, contest.contest_id)
    links = await blind.with_hidden_links(ctx.tx, contest.contest_id)
    ctx.show(SLOT, screens.listed(ctx.t, contest, files, links))


async def ask_file(ctx: FieldContext) -> None:
    """Ask before a file goes to the jury."""
    contest = await _contest(ctx)
    part = await _held(ctx, contest)
    if part is None:
        await _show(ctx, contest)
        return
    ctx.show(SLOT, screens.confirm_file(ctx.t, contest, part))


async def _held(ctx: FieldContext, contest: Contest) -> Part | None:
    """Return the file that a button names, None where it is not held any more."""
    [file_id] = numbers(ctx.arguments[1:2], 1)
    known = await blind.held(ctx.tx, contest.contest_id)
    return next((one for one in known if one.file_id == file_id), None)


async def give_file(ctx: FieldContext) -> None:
    """Let the jury have a file as it is."""
    contest = await _contest(ctx)
    part = await _held(ctx, contest)
    if part is not None:
        await blind.release(ctx.tx, part.file_id, now=ctx.stamp, by=ctx.person.staff_id)
    await _show(ctx, contest)


async def ask_links(ctx: FieldContext) -> None:
    """Ask before the links of an entry go to the jury."""
    contest = await _contest(ctx)
    entry_id = await _linked(ctx, contest)
    entry = await entries.by_id(ctx.tx, entry_id) if entry_id else None
    if entry is None:
        await _show(ctx, contest)
        return
    ctx.show(SLOT, screens.confirm_links(ctx.t, contest, entry.entry_id, entry.links))


async def _linked(ctx: FieldContext, contest: Contest) -> int | None:
    """Return the entry that a button names, None where its links are not hidden any more."""
    [entry_id] = numbers(ctx.arguments[1:2], 1)
    known = await blind.with_hidden_links(ctx.tx, contest.contest_id)
    return entry_id if entry_id in known else None


async def give_links(ctx: FieldContext) -> None:
    """Let the jury see the links of an entry."""
    contest = await _contest(ctx)
    entry_id = await _linked(ctx, contest)
    if entry_id is not None:
        await blind.release_links(ctx.tx, entry_id, now=ctx.stamp, by=ctx.person.staff_id)
    await _show(ctx, contest)


@contests.offer
async def on_card(ctx: FieldContext, contest: Contest) -> list[Button]:
    """Offer what is held back, once it is and while the jury judges."""
    if not (contest.is_blind and contest.handed_at and not contest.judged_at):
        return []
    if not ctx.may(RIGHT, own=False):
        return []
    key = contest.contest_id
    files = await blind.held(ctx.tx, key)
    count = len(files) + len(await blind.with_hidden_links(ctx.tx, key))
    if not count:
        return []
    return [Button(ctx.t.plain(msgid("Held back: {count}"), count=count), f"held.list:{key}")]


ROUTES: Final[tuple[Route, ...]] = (
    press("held.list", show, RIGHT),
    press("held.file", ask_file, RIGHT),
    press("held.give", give_file, RIGHT),
    press("held.links", ask_links, RIGHT),
    press("held.open", give_links, RIGHT),
)
