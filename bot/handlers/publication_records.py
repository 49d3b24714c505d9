"""A publication in a handler's hands: loaded, what may be done with it, its period's lock."""

from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import visit_records
from bot.msgid import msgid
from bot.rules import publication_lines as lines
from bot.rules import publications as rules
from bot.screens.publications import Sheet
from storage import files, history, publications
from storage.files import StoredFile
from storage.records.publications import Publication

READ: Final = "publication.read"
MANAGE: Final = "publication.manage"
USE: Final = "publication.use"
SLOT: Final = "publications"
REMOVED: Final = msgid("This publication was removed from the list.")


async def named(ctx: FieldContext, publication_id: int | None = None) -> Publication:
    """Return a publication, by default the one of the button; removed ones for the department."""
    await ctx.services.network.fresh(ctx.tx)
    if publication_id is None:
        publication_id = next(iter(numbers(ctx.arguments[:1])), 0)
    found = await publications.by_id(ctx.tx, publication_id)
    if found is None:
        raise NotAllowedError
    if found.removed_at and not ctx.may(MANAGE, own=False):
        raise UserError(REMOVED)
    return found


async def live(ctx: FieldContext, publication_id: int | None = None) -> Publication:
    """Return a publication that is in the lists."""
    found = await named(ctx, publication_id)
    if found.removed_at:
        raise UserError(REMOVED)
    return found


async def changeable(ctx: FieldContext, publication_id: int | None = None) -> Publication:
    """Return a publication for changing it: rights, not removed, its period open."""
    ctx.require(MANAGE, own=False)
    found = await live(ctx, publication_id)
    await refuse_closed(ctx, found)
    return found


async def refuse_closed(ctx: FieldContext, one: Publication) -> None:
    """Raise PeriodClosedError where the publication's day lies in a closed period."""
    await visit_records.refuse_closed(ctx, rules.day_of(one, ctx.day_of(one.created_at)))


async def kept_files(ctx: FieldContext, one: Publication) -> list[StoredFile]:
    """Return the files of a publication in order, those that failed as well."""
    found = [await files.load(ctx.tx, key) for key in one.file_ids]
    return [file for file in found if file is not None]


def people(ctx: FieldContext, one: Publication) -> list[str]:
    """Return the authors as the reader calls them."""

    def called(staff_id: int, language: str) -> str:
        return ctx.services.network.staff[staff_id].initials(language)

    return lines.authors_of(one, called, ctx.language)


async def sheet(ctx: FieldContext, one: Publication, back: str) -> Sheet:
    """Return what the card shows; `back` names the list that it was opened from."""
    network, is_department = ctx.services.network, ctx.may(MANAGE, own=False)
    contest = network.contests.get(one.contest_id or 0)
    on = rules.day_of(one, ctx.day_of(one.created_at))
    changes = await history.of(ctx.tx, publications.SUBJECT, one.publication_id)
    changed = [change for change in changes if change.action == "changed"]
    removed = [change for change in changes if change.action == "removed"]
    return Sheet(
        publication=one,
        kind=rules.name_of(one.kind, one.genre, ctx.language),
        people=tuple(people(ctx, one)),
        files=tuple(file.name or "" for file in await kept_files(ctx, one)),
        contest=contest.title if contest else None,
        back=back,
        closed=await visit_records.closed_period(ctx, ctx.tx, on) if is_department else None,
        is_department=is_department,
        may_use=ctx.may(USE) and bool(ctx.person.library_ids),
        announced_on=ctx.day_of(one.announced_at) if one.announced_at else None,
        added=(ctx.day_of(one.created_at), network.staff[one.created_by].initials(ctx.language)),
        changed=(
            (
                ctx.day_of(changed[-1].at),
                network.staff[changed[-1].staff_id or one.created_by].initials(ctx.language),
            )
            if changed
            else None
        ),
        removed_why=removed[-1].reason if one.removed_at and removed else None,
    )
