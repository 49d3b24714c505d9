"""Classes and sessions in a handler's hands: loaded, whose they are, what their cards say."""

from datetime import date
from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.rules import school as rules
from bot.screens.session_card import Answers
from bot.screens.sessions import About
from storage import school
from storage.records.people import Staff
from storage.records.school import Reply, SchoolClass, Session

READ: Final = "class.read"
MANAGE: Final = "class.manage"
CANCELLED: Final = msgid("This session is cancelled.")
BEGUN: Final = msgid("This session has begun already.")


# -------------------------------------------------------------------- classes


async def school_class(ctx: FieldContext, class_id: int | None = None) -> SchoolClass:
    """Return a class, by default the one that the button names; a forged number is refused."""
    await ctx.services.network.fresh(ctx.tx)
    if class_id is None:
        class_id = numbers(ctx.arguments[:1], 1)[0]
    found = await school.load_class(ctx.tx, class_id)
    if found is None:
        raise NotAllowedError
    return found


async def managed_class(ctx: FieldContext, class_id: int | None = None) -> SchoolClass:
    """Return a class that the person may change: its year is not closed."""
    ctx.require(MANAGE, own=False)
    found = await school_class(ctx, class_id)
    await refuse_closed_year(ctx, found.year)
    return found


async def refuse_closed_year(ctx: FieldContext, year: int) -> None:
    """Raise PeriodClosedError where the end of a year is closed: its classes are over."""
    await records.refuse_closed(ctx, date(year, 12, 31))


async def current(ctx: FieldContext, class_id: int) -> list[int]:
    """Return who is in a class and has not left it, by surname."""
    staff = ctx.services.network.staff
    members = await school.members(ctx.tx, class_id)
    known = [staff[one.staff_id] for one in members if one.until_on is None]
    return [one.staff_id for one in sorted(known, key=_by_surname)]


# -------------------------------------------------------------------- sessions


async def session(ctx: FieldContext, session_id: int | None = None) -> Session:
    """Return a session, by default the one that the button names; a forged number is refused."""
    await ctx.services.network.fresh(ctx.tx)
    if session_id is None:
        session_id = numbers(ctx.arguments[:1], 1)[0]
    found = await school.load(ctx.tx, session_id)
    if found is None:
        raise NotAllowedError
    return found


async def readable(ctx: FieldContext, session_id: int | None = None) -> Session:
    """Return a session that the person may read: they are its member, teach it, or may all."""
    found = await session(ctx, session_id)
    ctx.require(READ, own=await is_theirs(ctx, found))
    return found


async def is_theirs(ctx: FieldContext, one: Session) -> bool:
    """Tell whether a session is the person's, and they are to know of it already."""
    is_known = one.announced_at is not None or rules.has_begun(one, ctx.now)
    return is_known and (await is_member(ctx, one) or one.teacher_id == ctx.person.staff_id)


async def is_member(ctx: FieldContext, one: Session) -> bool:
    """Tell whether the person is a member of a session's class on its day."""
    return ctx.person.staff_id in await school.expected(ctx.tx, one.session_id)


async def managed(ctx: FieldContext, session_id: int | None = None) -> Session:
    """Return a session that the person may change: not cancelled, its period open."""
    ctx.require(MANAGE, own=False)
    found = await session(ctx, session_id)
    if found.cancelled_at is not None:
        raise UserError(CANCELLED)
    await records.refuse_closed(ctx, found.held_on)
    return found


async def about(ctx: FieldContext, one: Session) -> About:
    """Return a session with what is said of it."""
    found = await school.load_class(ctx.tx, one.class_id)
    return About(one, found.title if found else "", ctx.today)


async def people(ctx: FieldContext, one: Session) -> list[Staff]:
    """Return the members of a session who work here, by surname."""
    staff = ctx.services.network.staff
    known = [staff[key] for key in await school.expected(ctx.tx, one.session_id)]
    return sorted((one for one in known if one.is_active), key=_by_surname)


def _by_surname(person: Staff) -> tuple[str, str, int]:
    return person.surname_ru, person.name_ru, person.staff_id


async def answers(ctx: FieldContext, one: Session) -> Answers:
    """Return what the members of a session say."""
    said = {reply.staff_id: reply for reply in await replies(ctx, one)}
    coming: list[Staff] = []
    declined: list[tuple[Staff, Reply]] = []
    silent: list[Staff] = []
    for person in await people(ctx, one):
        reply = said.get(person.staff_id)
        if reply is None:
            silent.append(person)
        elif reply.is_coming:
            coming.append(person)
        else:
            declined.append((person, reply))
    return Answers(tuple(coming), tuple(declined), tuple(silent))


async def answer_of(ctx: FieldContext, one: Session, staff_id: int) -> Reply | None:
    """Return what a person says of a session."""
    said = await replies(ctx, one)
    return next((reply for reply in said if reply.staff_id == staff_id), None)


async def replies(ctx: FieldContext, one: Session) -> list[Reply]:
    """Return what people say of a session."""
    return await school.replies(ctx.tx, one.session_id)


async def ahead(ctx: FieldContext, class_id: int) -> list[Session]:
    """Return the announced sessions of a class that have not begun."""
    known = await school.sessions_of(ctx.tx, class_id)
    return [one for one in known if one.is_open and not rules.has_begun(one, ctx.now)]
