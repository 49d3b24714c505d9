"""What somebody attended, for attestation: one's own, or anybody's for the department."""

from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers.class_records import READ
from bot.msgid import msgid
from bot.reports import attestation
from bot.routes import Route, press
from bot.screens import learner as screens
from bot.screens.screen import Screen
from storage import attendance, certificates, jobs, school
from storage.records.people import Staff

SLOT: Final = "learner"
FAILED: Final = msgid("The file could not be made. Try again in some minutes, please.")


async def show(ctx: FieldContext) -> None:
    """Show what somebody attended; without a number oneself."""
    person = await _person(ctx)
    ctx.show(SLOT, screens.card(ctx.t, await _read(ctx, person), is_own=_is_own(ctx, person)))


def _is_own(ctx: FieldContext, person: Staff) -> bool:
    return person.staff_id == ctx.person.staff_id and not ctx.may(READ, own=False)


async def _person(ctx: FieldContext) -> Staff:
    """Return whom the button names; another's card is only for the department."""
    network = await ctx.services.network.fresh(ctx.tx)
    staff_id = next(iter(numbers(ctx.arguments[:1])), ctx.person.staff_id)
    ctx.require(READ, own=staff_id == ctx.person.staff_id)
    found = network.staff.get(staff_id)
    if found is None:
        raise NotAllowedError
    return found


async def _read(ctx: FieldContext, person: Staff) -> screens.Learner:
    titles = {one.class_id: one.title for one in await school.classes(ctx.tx)}
    issued = await certificates.of_person(ctx.tx, person.staff_id)
    return screens.Learner(
        person,
        await attendance.of_person(ctx.tx, person.staff_id),
        [(titles[one.class_id], one) for one in issued],
    )


async def make_file(ctx: FieldContext) -> None:
    """Have the whole card made as a file."""
    kind = ctx.arguments[1] if len(ctx.arguments) > 1 else ""
    ctx.arguments = ctx.arguments[:1]
    person = await _person(ctx)
    if kind not in attestation.FORMATS:
        raise NotAllowedError
    arguments = {
        "staff_id": person.staff_id,
        "format": kind,
        "language": ctx.language,
        "today": ctx.today.isoformat(),
    }
    await jobs.add(
        ctx.tx, attestation.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp
    )
    ctx.work.wakes.add("jobs")
    ctx.toast(ctx.t.plain(msgid("The file is being made.")))


async def tell(ended: Ended) -> None:
    """Send the file."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        ended.say("show", Screen(t(FAILED)).as_json() | {"edit": False})
        return
    document = {"path": ended.result["path"], "name": ended.result["name"]}
    caption = t(screens.HEADING)
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


worker.register(attestation.KIND, tell)
ROUTES: Final[tuple[Route, ...]] = (
    press("learner", show, READ),
    press("learner.file", make_file, READ),
)
