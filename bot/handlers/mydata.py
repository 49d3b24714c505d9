"""`/mydata`: what is stored about me, as a screen and a file; erasure, withdrawal of consent.

Open also to who has declined the notice: the right to know does not depend on consent.
"""

from datetime import date
from typing import Final

from bot.catalogs import translator
from bot.clock import local, parse_stamp
from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.handlers import door
from bot.handlers import notice as notices
from bot.reports import mydata as report
from bot.routes import Do, Route, command, press
from bot.screens import mydata as screens
from storage import access, history, jobs, libraries, mydata, staff
from storage.records.access import Consent
from storage.records.history import Change

SLOT: Final = "mydata"
ACTION: Final = "mydata.read"
ASKED: Final = "erasure asked"  # in the history of the person's record


def known(do: Do) -> Do:
    """Let in whoever has a record, also without consent; a stranger meets the door."""

    async def take(ctx: FieldContext) -> None:
        if ctx.maybe_person is None:
            await door.at_the_door(ctx)
            return
        ctx.require(ACTION)
        await do(ctx)

    return take


async def show(ctx: FieldContext) -> None:
    """Show in short what is stored."""
    person = ctx.person
    own = tuple(await libraries.of_staff(ctx.tx, person.staff_id))
    stored = await mydata.amounts(ctx.tx, person.staff_id)
    consents = await access.consents_of(ctx.tx, person.staff_id)
    latest = (consents[0], _day(ctx, consents[0])) if consents else None
    ctx.show(SLOT, screens.summary(ctx.t, person, own, stored, latest))


def _day(ctx: FieldContext, consent: Consent | Change) -> date:
    at = consent.decided_at if isinstance(consent, Consent) else consent.at
    return local(parse_stamp(at), ctx.services.clock.zone).date()


async def send_file(ctx: FieldContext) -> None:
    """Have everything written into a file."""
    arguments = {
        "staff_id": ctx.person.staff_id,
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
        "today": ctx.today.isoformat(),
    }
    await jobs.add(ctx.tx, report.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell_file(ended: Ended) -> None:
    """Send the file."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        ended.say("show", screens.failed(t).as_json() | {"edit": False})
        return
    document = {"path": ended.result["path"], "name": ended.result["name"]}
    caption = screens.caption(t)
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


# -------------------------------------------------------------------- erasure and consent


async def ask_erase(ctx: FieldContext) -> None:
    """Ask before a request for erasure is sent; one that was sent is shown."""
    before = await _asked_before(ctx)
    if before is None:
        ctx.show(SLOT, screens.ask_erase(ctx.t))
    else:
        ctx.show(SLOT, screens.asked(ctx.t, _day(ctx, before)))


async def _asked_before(ctx: FieldContext) -> Change | None:
    changes = await history.of(ctx.tx, "staff", ctx.person.staff_id)
    return next((one for one in reversed(changes) if one.action == ASKED), None)


async def erase(ctx: FieldContext) -> None:
    """Send the request for erasure to the administrators, once."""
    if await _asked_before(ctx) is None:
        person = ctx.person
        by = person.staff_id
        await history.add(ctx.tx, "staff", person.staff_id, ASKED, now=ctx.stamp, by=by)
        for admin in await staff.with_role(ctx.tx, "admin"):
            ctx.tell_person(admin, screens.to_admin(translator(admin.language), person))
    await ask_erase(ctx)


async def ask_withdraw(ctx: FieldContext) -> None:
    """Ask before consent is withdrawn."""
    notice = await notices.in_force(ctx)
    ctx.show(SLOT, screens.ask_withdraw(ctx.t, notice.version))


worker.register(report.KIND, tell_file)

ROUTES: Final[tuple[Route, ...]] = (
    command("mydata", known(show)),
    press("mydata", known(show)),
    press("mydata.file", known(send_file)),
    press("mydata.erase", known(ask_erase)),
    press("mydata.ask", known(erase)),
    press("mydata.withdraw", known(ask_withdraw)),
)
