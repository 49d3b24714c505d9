"""A saved round in a handler's hands: loaded, whose it is, its names, who may do what."""

from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import owners
from bot.handlers import visit_records as records
from bot.screens import round_card as screens
from bot.screens.round_card import May, Names
from storage import rounds
from storage.records.people import Staff
from storage.records.rounds import Round

ROUNDS: Final = "rounds"  # the table, as owners.py names kinds of records


async def named(ctx: FieldContext, round_id: int | None = None) -> Round:
    """Return a round, by default the one that the button names; a forged number is refused."""
    await ctx.services.network.fresh(ctx.tx)
    if round_id is None:
        round_id = next(iter(numbers(ctx.arguments[:1])), 0)
    found = await rounds.by_id(ctx.tx, round_id)
    if found is None:
        raise NotAllowedError
    return found


async def live(ctx: FieldContext, action: str, round_id: int | None = None) -> Round:
    """Return a round for changing it: it is theirs, not removed, its period open."""
    round_ = await named(ctx, round_id)
    ctx.require(action, own=is_own(ctx.person, round_))
    if round_.removed_at:
        raise UserError(records.REMOVED)
    await records.refuse_closed(ctx, round_.made_on)
    return round_


def is_own(person: Staff, round_: Round) -> bool:
    """Tell whether a round is of the person's library, or they have made or entered it."""
    is_authors = person.staff_id in {round_.staff_id, round_.entered_by}
    return is_authors or round_.library_id in person.library_ids


def may(ctx: FieldContext, round_: Round, *, is_closed: bool) -> May:
    """Return what the reader may do with a round."""
    own = is_own(ctx.person, round_)
    return May(
        change=ctx.may("round.change", own=own) and not is_closed,
        remove=ctx.may("round.remove", own=own) and not is_closed,
        walk=round_.state != "saved" and round_.entered_by == ctx.person.staff_id,
    )


def names(ctx: FieldContext, language: str | None = None) -> Names:
    """Return how things are called in the reader's language, by default the sender's."""
    network, spoken = ctx.services.network, language or ctx.language

    def library(library_id: int) -> str:
        return network.libraries[library_id].short(spoken)

    def place(library_id: int, settlement_id: int | None) -> str:
        return network.place(library_id, settlement_id, spoken)

    def person(staff_id: int) -> str:
        return network.staff[staff_id].initials(spoken)

    def choice(of: str, code: str) -> str:
        known = network.round_choices.get((of, code))
        return known.name(spoken) if known else code

    return Names(library, place, person, choice, ctx.day_of)


def tell_others(ctx: FieldContext, round_: Round, said: str, *, but: int | None = None) -> None:
    """Tell whose the record is and who entered it what the sender has done with it (msgid)."""
    for staff_id in sorted({round_.staff_id, round_.entered_by} - {ctx.person.staff_id, but}):
        person = ctx.services.network.staff.get(staff_id)
        if person is not None:
            t, called = translator(person.language), names(ctx, person.language)
            by = called.person(ctx.person.staff_id)
            ctx.tell_person(person, screens.told(t, round_, called, said, by))


async def ask_again(ctx: FieldContext, round_: Round) -> int | None:
    """Ask the owner of a changed record once more; return who was asked."""
    return await owners.ask_again(ctx, ROUNDS, round_.round_id)
