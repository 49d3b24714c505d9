"""A recommendation in a handler's hands: whose it is, what its reader may do, who is told."""

from collections.abc import Iterable
from typing import Final

from bot.catalogs import Html, Translator, translator
from bot.clock import parse_stamp
from bot.context import FieldContext, numbers, roles_of
from bot.errors import NotAllowedError, UserError
from bot.forms import builtin
from bot.handlers import tasks
from bot.handlers import visit_records as visits
from bot.msgid import msgid
from bot.reminders import recommended
from bot.reminders.scene import Scene
from bot.rules import recommending, rights
from bot.screens import recommendations as screens
from bot.screens.recommendations import Facts
from storage import recommendations
from storage.outbox import BROADCAST
from storage.recommendation_moves import Act
from storage.records.people import Staff
from storage.records.visits import Recommendation

CARRIED_OUT: Final = msgid("A recommendation is carried out.")
ACCEPTED: Final = msgid("A recommendation is accepted. Thank you!")
REMOVED: Final = msgid("The visit of this recommendation was removed, so it is not asked for.")


def slot(item: Recommendation) -> str:
    """Return the place of a recommendation's card in a chat."""
    return f"rec:{item.recommendation_id}"


def act(ctx: FieldContext) -> Act:
    """Return who moves a recommendation, and when."""
    return Act(ctx.person.staff_id, ctx.stamp, ctx.today)


async def named(
    ctx: FieldContext, action: str, recommendation_id: int | None = None
) -> Recommendation:
    """Return a recommendation, by default the button's; it must be open to `action`."""
    await ctx.services.network.fresh(ctx.tx)
    key = numbers(ctx.arguments[:1], 1)[0] if recommendation_id is None else recommendation_id
    item = await recommendations.by_id(ctx.tx, key)
    if item is None:
        raise NotAllowedError
    ctx.require(action, own=is_own(await tasks.here(ctx), ctx.person, item, action))
    if item.is_removed:
        raise UserError(REMOVED)
    return item


def is_own(here: Scene, person: Staff, item: Recommendation, action: str) -> bool:
    """Tell whether a recommendation is a person's own for an action.

    To read and to carry out: who is responsible, who works in the library, and who stands in
    for one of them. To settle: who gave it or typed it, and who stands in for them.
    """
    own = {person.staff_id, *here.stands_in_for(person.staff_id)}
    if action == "recommendation.settle":
        gave = recommended.keeper(here, item)
        return bool(own & {item.author_id, item.entered_by, gave.staff_id if gave else None})
    if item.library_id in person.library_ids:
        return True
    return bool(own & {one.staff_id for one in recommended.doers(here, item)})


# -------------------------------------------------------------------- what its card says


async def facts(ctx: FieldContext, item: Recommendation, reader: Staff | None = None) -> Facts:
    """Return what the card of a recommendation says to a reader, by default the sender."""
    person = reader or ctx.person
    here, language = await tasks.here(ctx), person.language
    known = ctx.services.network.staff

    def name(staff_id: int | None) -> str:
        return known[staff_id].initials(language) if staff_id in known else ""

    asked, done = [
        len(await recommendations.file_ids(ctx.tx, item, part)) for part in ("given", "done")
    ]
    closed = await visits.closed_period(ctx, ctx.tx, item.visited_on, translator(language))
    return Facts(
        item=item,
        today=ctx.today,
        library=ctx.services.network.libraries[item.library_id].short(language),
        responsible=", ".join(one.initials(language) for one in recommended.doers(here, item)),
        author=name(item.author_id),
        area=builtin.labels("visit", "area", language).get(item.area or "", ""),
        done_by=name(item.done_by),
        asked_photos=asked,
        done_photos=done,
        may=frozenset(_may(ctx, here, person, item, has_photos=bool(asked or done))),
        closed=closed or "",
    )


def _may(
    ctx: FieldContext, here: Scene, person: Staff, item: Recommendation, *, has_photos: bool
) -> Iterable[str]:
    """Name the buttons of a card that are open to its reader."""

    def can(action: str) -> bool:
        own = is_own(here, person, item, action)
        return rights.allows(roles_of(person), action, own=own)

    allowed = recommending.ALLOWED[item.state]
    is_theirs = is_own(here, person, item, "recommendation.do")
    if "do" in allowed and can("recommendation.do"):
        yield from ("do", "help") if is_theirs else ("behalf",)
        if person.staff_id in {one.staff_id for one in recommended.doers(here, item)}:
            yield "later"
    if can("recommendation.settle"):
        yield from allowed & {"return", "withdraw"}
        if item.state == "done":
            yield "accept"
        if item.is_open:
            yield "change"
    if may_undo(ctx, item) and item.moved_by == person.staff_id:
        yield "undo"
    if has_photos:
        yield "photos"
    if rights.allows(roles_of(person), "visit.read", own=False):
        yield "visit"
    yield "history"


def may_undo(ctx: FieldContext, item: Recommendation) -> bool:
    """Tell whether the latest move is young enough to be taken back."""
    moved_at = parse_stamp(item.moved_at) if item.moved_at else None
    return recommending.can_undo(item, moved_at, ctx.now)


# -------------------------------------------------------------------- telling the others


async def doers(ctx: FieldContext, item: Recommendation) -> list[Staff]:
    """Return who reads today what is said to those who carry it out."""
    here = await tasks.here(ctx)
    return _readers(ctx, here, [one.staff_id for one in recommended.doers(here, item)])


async def keeper(ctx: FieldContext, item: Recommendation) -> list[Staff]:
    """Return who reads today what is said to the methodist who gave it: nobody or one."""
    here = await tasks.here(ctx)
    gave = recommended.keeper(here, item)
    return _readers(ctx, here, [gave.staff_id] if gave else [])


def _readers(ctx: FieldContext, here: Scene, staff_ids: list[int]) -> list[Staff]:
    """Return who reads for some people today: they themselves, or who stands in."""
    known = ctx.services.network.staff
    keys = dict.fromkeys(here.reader_of(one) or one for one in staff_ids if one in here.people)
    return [known[key] for key in keys]


async def tell(
    ctx: FieldContext,
    people: Iterable[Staff],
    item: Recommendation,
    note: str,
    *,
    anew: bool = True,
) -> list[str]:
    """Send the card with a note to others; return the names of those whom it reaches.

    `anew`: as a message of its own; else in the place of the card that they have.
    """
    told = []
    for person in people:
        if person.staff_id == ctx.person.staff_id:
            continue
        t = translator(person.language)
        screen = screens.card(t, await facts(ctx, item, person), _noted(ctx, t, note))
        if anew and ctx.tell_person(person, screen, slot=slot(item)):
            told.append(person.initials(ctx.language))
        elif not anew and person.user_id is not None and person.is_reachable:
            ctx.tell(person.user_id, screen, slot=slot(item), edit=True, lane=BROADCAST)
    return told


def _noted(ctx: FieldContext, t: Translator, note: str) -> Html:
    who = ctx.person.initials(t.language)
    return Html(f"{t(note)} {t(msgid('Who: {person}'), person=who)}")
