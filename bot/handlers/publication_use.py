"""«Использовали у себя»: a library tells when and before how many people; it can be undone."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.forms.env import Items
from bot.handlers import form_asking, form_ending, visit_records
from bot.handlers import publication_list as cards
from bot.handlers import publication_records as records
from bot.handlers.kinds import Beginning, Filling, FormKind
from bot.handlers.publication_records import READ, SLOT, USE
from bot.msgid import msgid
from bot.routes import Route, press
from bot.screens import publication_uses as screens
from bot.screens.publication_uses import Row, Uses
from storage import drafts, publication_uses, publications
from storage.drafts import Draft
from storage.records.publications import NewUse, Use

FORM: Final = "publication_use"
NO_LIBRARY: Final = msgid("You do not work in a library that is open.")


class UseForm(FormKind):
    """When a publication was used, and before how many people."""

    name = FORM
    title = msgid("We have used it")
    action = USE
    is_offered = False
    is_shipped = False
    is_start = True
    dated = "used_on"

    def heading(self, ctx: FieldContext, filling: Filling, path: str) -> str:  # noqa: ARG002  # the base's
        """Say which publication it is."""
        title = filling.draft.context.get("title", "")
        return ctx.t.plain(msgid("We have used «{title}»"), title=title)

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:  # noqa: ARG002  # the base's
        """Return the person's own libraries."""
        return {"libraries": ctx.services.network.items_of(_own(ctx))}

    async def begin(self, ctx: FieldContext, new: Beginning) -> Beginning:
        """Fill the library in where there is only one."""
        own = _own(ctx)
        if not own:
            raise UserError(NO_LIBRARY)
        network = ctx.services.network.libraries
        filled = {"library": network[own[0]].code} if len(own) == 1 else {}
        return Beginning(new.staff_id, new.context, filled, new.training)

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep the use and show it with «Отменить»."""
        one = await records.live(ctx, int(draft.context["publication_id"]))
        library = ctx.services.network.library_by_code(answers["library"])
        if library is None or library.library_id not in _own(ctx):
            raise NotAllowedError
        on = date.fromisoformat(answers["used_on"])
        await visit_records.refuse_closed(ctx, on)
        people = answers.get("people")
        new = NewUse(
            publication_id=one.publication_id,
            library_id=library.library_id,
            used_on=on,
            people=None if people in {None, ""} else int(people or 0),
            staff_id=ctx.person.staff_id,
        )
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        use_id = await publication_uses.add(ctx.tx, new, now=ctx.stamp)
        kept = await publication_uses.by_id(ctx.tx, use_id)
        if kept is not None:
            ctx.show(draft.slot, screens.kept(ctx.t, await _row(ctx, kept)))
        await form_ending.back_to_menu(ctx)


def _own(ctx: FieldContext) -> tuple[int, ...]:
    known = ctx.services.network.libraries
    ids = ctx.person.library_ids
    return tuple(one for one in ids if one in known and known[one].is_open(ctx.today))


async def begin(ctx: FieldContext) -> None:
    """Ask when a publication was used."""
    one = await records.live(ctx)
    context = {"publication_id": one.publication_id, "title": one.title}
    await form_asking.open_form(ctx, FORM, context=context)


# -------------------------------------------------------------------- lists


async def _row(ctx: FieldContext, use: Use) -> Row:
    """Return a use with its names, and whether the reader may take it back."""
    found = await publications.by_id(ctx.tx, use.publication_id)
    is_open = await visit_records.closed_period(ctx, ctx.tx, use.used_on) is None
    is_own = use.library_id in ctx.person.library_ids
    return Row(
        use=use,
        title=found.title if found else "",
        library=ctx.services.network.libraries[use.library_id].short(ctx.language),
        may_undo=is_open and use.removed_at is None and ctx.may(USE, own=is_own),
    )


async def show_own(ctx: FieldContext) -> None:
    """List what the person's libraries have used."""
    await ctx.services.network.fresh(ctx.tx)
    own = ctx.person.library_ids
    page, count = numbers(ctx.arguments[:1], 1)[0], await publication_uses.count_of(ctx.tx, own)
    page = min(page, max(0, (count - 1) // screens.PAGE))
    found = await publication_uses.of_libraries(
        ctx.tx, own, limit=screens.PAGE, offset=page * screens.PAGE
    )
    people = await publication_uses.people_of(ctx.tx, own)
    listing = Uses([await _row(ctx, one) for one in found], count, people, page)
    ctx.show(SLOT, screens.listed(ctx.t, listing))


async def show_of_publication(ctx: FieldContext) -> None:
    """List the libraries that have used a publication."""
    one = await records.named(ctx)
    back = ":".join(ctx.arguments[1:]) or f"{cards.FIRST}:0"
    if not cards.BACK.fullmatch(back):
        raise NotAllowedError
    found = await publication_uses.of_publication(ctx.tx, one.publication_id)
    rows = [await _row(ctx, use) for use in found[: screens.SHOWN]]
    ctx.show(SLOT, screens.of_publication(ctx.t, one, rows, len(found), back))


async def show_one(ctx: FieldContext) -> None:
    """Show a use of one's own library."""
    ctx.show(SLOT, screens.one(ctx.t, await _row(ctx, await _own_use(ctx))))


async def _own_use(ctx: FieldContext) -> Use:
    await ctx.services.network.fresh(ctx.tx)
    found = await publication_uses.by_id(ctx.tx, numbers(ctx.arguments[:1], 1)[0])
    if found is None:
        raise NotAllowedError
    ctx.require(USE, own=found.library_id in ctx.person.library_ids)
    return found


async def undo(ctx: FieldContext) -> None:
    """Take a use back; pressed twice it is taken back once."""
    use = await _own_use(ctx)
    await visit_records.refuse_closed(ctx, use.used_on)
    await publication_uses.remove(ctx.tx, use.use_id, now=ctx.stamp, by=ctx.person.staff_id)
    row = await _row(ctx, await _own_use(ctx))
    ctx.show(SLOT, screens.undone(ctx.t, row))


ROUTES: Final[tuple[Route, ...]] = (
    press("pub.use", begin, USE),
    press("pub.used", show_own, USE),
    press("pub.uses", show_of_publication, READ),
    press("pub.one", show_one, USE),
    press("pub.undo", undo, USE),
)
