"""Certificates of a class: issued to who has reached its threshold, printed, revoked."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.catalogs import Html, translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError, UserError
from bot.handlers import class_list, class_records, prompts, session_card
from bot.handlers import visit_records as records
from bot.handlers.class_list import SLOT
from bot.msgid import msgid
from bot.reports import certificates as report
from bot.routes import Route, press
from bot.rules import attendance as coming
from bot.rules import certificates as rules
from bot.screens import certificate_list as screens
from bot.screens.certificate_list import Holder, Listed
from bot.screens.screen import Button, Screen
from storage import attendance, certificates, chats, jobs, school
from storage.records.certificates import Certificate, NewCertificate
from storage.records.people import Staff
from storage.records.school import SchoolClass

ACTION: Final = "certificate.issue"
WHY: Final = "cert.why"  # the prompt
REVOKED: Final = msgid("This certificate is revoked already.")
FAILED: Final = msgid("The file could not be made. Try again in some minutes, please.")


# -------------------------------------------------------------------- the list


async def show(ctx: FieldContext) -> None:
    """Show who of a class has reached a certificate."""
    page = next(iter(numbers(ctx.arguments[1:2])), 0)
    await _show(ctx, await _class(ctx), page=page)


async def _class(ctx: FieldContext, class_id: int | None = None) -> SchoolClass:
    ctx.require(ACTION, own=False)
    return await class_records.school_class(ctx, class_id)


async def _show(
    ctx: FieldContext, one: SchoolClass, note: Html | None = None, *, page: int = 0
) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, screens.listed(ctx.t, await _listed(ctx, one), page, note))


async def _listed(ctx: FieldContext, one: SchoolClass) -> Listed:
    """Return the members by surname with what they have reached."""
    staff = ctx.services.network.staff
    progress = await attendance.progress(ctx.tx, one.class_id)
    issued = screens.by_person(await certificates.of_class(ctx.tx, one.class_id))
    holders = [
        Holder(staff[key], rules.standing(far, one.threshold_percent), issued.get(key, ()))
        for key, far in progress.items()
        if key in staff
    ]
    holders.sort(key=lambda each: (each.person.surname_ru, each.person.name_ru))
    sessions = [
        each
        for each in await school.sessions_of(ctx.tx, one.class_id)
        if each.cancelled_at is None and each.rolled_at is None
    ]
    over = sum(coming.is_over(each, ctx.now) for each in sessions)
    return Listed(one, holders, over, len(sessions) - over)


async def show_person(ctx: FieldContext) -> None:
    """Show how one member stands."""
    one, holder = await _holder(ctx)
    await _show_person(ctx, one, holder)


async def _show_person(
    ctx: FieldContext, one: SchoolClass, holder: Holder, note: Html | None = None
) -> None:
    if (ctx.chat.prompt or {}).get("kind") == WHY:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, screens.person(ctx.t, one, holder, note))


async def _holder(
    ctx: FieldContext, class_id: int | None = None, staff_id: int | None = None
) -> tuple[SchoolClass, Holder]:
    """Return a member of a class, by default those that the button names."""
    if class_id is None or staff_id is None:
        class_id, staff_id = numbers(ctx.arguments[:2], 2)
    one = await _class(ctx, class_id)
    found = (await _listed(ctx, one)).holders
    holder = next((each for each in found if each.person.staff_id == staff_id), None)
    if holder is None:
        raise NotAllowedError
    return one, holder


# -------------------------------------------------------------------- issued


async def issue(ctx: FieldContext) -> None:
    """Issue a certificate to one member, and make its file."""
    one, holder = await _holder(ctx)
    if holder.valid is not None:
        raise UserError(screens.HELD)
    if not holder.standing.is_reached:
        raise UserError(screens.NOT_REACHED)
    made = await _issue(ctx, one, [holder])
    _, holder = await _holder(ctx, one.class_id, holder.person.staff_id)
    await _show_person(ctx, one, holder, ctx.t(screens.ISSUED, n=len(made)))


async def ask_all(ctx: FieldContext) -> None:
    """Ask before certificates are issued to all who have reached the threshold."""
    shown = await _listed(ctx, await _class(ctx))
    if not shown.due:
        raise UserError(screens.NOTHING)
    ctx.show(SLOT, screens.confirm_all(ctx.t, shown))


async def issue_all(ctx: FieldContext) -> None:
    """Issue certificates to all who have reached the threshold and have none."""
    one = await _class(ctx)
    due = (await _listed(ctx, one)).due
    if not due:
        raise UserError(screens.NOTHING)
    made = await _issue(ctx, one, due)
    await _show(ctx, one, ctx.t(screens.ISSUED, n=len(made)))


async def _issue(
    ctx: FieldContext, one: SchoolClass, holders: Sequence[Holder]
) -> list[Certificate]:
    """Enter certificates in the register, tell the holders, have the files made."""
    await records.refuse_closed(ctx, ctx.today)
    made = []
    for holder in holders:
        new = NewCertificate(
            class_id=one.class_id,
            staff_id=holder.person.staff_id,
            hours=holder.standing.progress.hours,
            issued_on=ctx.today,
            random=rules.random_part(),
        )
        issued = await certificates.issue(ctx.tx, new, now=ctx.stamp, by=ctx.person.staff_id)
        if issued is not None:
            made.append(issued)
            _tell(ctx, one, holder.person, issued)
    await _make(ctx, made)
    return made


def _tell(ctx: FieldContext, one: SchoolClass, holder: Staff, issued: Certificate) -> None:
    if holder.staff_id != ctx.person.staff_id:
        ctx.tell_person(holder, screens.told(translator(holder.language), one, issued))


# -------------------------------------------------------------------- files


async def send_all(ctx: FieldContext) -> None:
    """Have the valid certificates of a class made once more."""
    shown = await _listed(ctx, await _class(ctx))
    if not shown.issued:
        raise UserError(screens.NOTHING)
    await _make(ctx, shown.issued)
    ctx.toast(ctx.t.plain(screens.COMING))


async def send_one(ctx: FieldContext) -> None:
    """Have one certificate made once more."""
    issued = await _valid(ctx)
    await _make(ctx, [issued])
    ctx.toast(ctx.t.plain(screens.COMING))


async def _make(ctx: FieldContext, made: Sequence[Certificate]) -> None:
    if not made:
        return
    arguments = {
        "certificate_ids": [one.certificate_id for one in made],
        "language": ctx.language,
        "username": ctx.bot.username,
    }
    await jobs.add(ctx.tx, report.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")


async def tell(ended: Ended) -> None:
    """Send the certificates."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        ended.say("show", Screen(t(FAILED)).as_json() | {"edit": False})
        return
    document = {"path": ended.result["path"], "name": ended.result["names"][0]}
    caption = screens.caption(t, ended.result["count"])
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


# -------------------------------------------------------------------- revoked


async def _valid(ctx: FieldContext, certificate_id: int | None = None) -> Certificate:
    """Return a certificate in force, by default the one that the button names."""
    ctx.require(ACTION, own=False)
    if certificate_id is None:
        [certificate_id] = numbers(ctx.arguments[:1], 1)
    found = await certificates.load(ctx.tx, certificate_id)
    if found is None:
        raise NotAllowedError
    if not found.is_valid:
        raise UserError(REVOKED)
    return found


async def ask_why(ctx: FieldContext) -> None:
    """Ask why a certificate is revoked; words that are typed next are the reason."""
    issued = await _valid(ctx)
    one, holder = await _holder(ctx, issued.class_id, issued.staff_id)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": WHY, "certificate": issued.certificate_id})
    ctx.show(SLOT, screens.ask_why(ctx.t, one, holder.person, issued))


async def take_why(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Revoke a certificate for a reason in own words; another one may be issued then."""
    issued = await _valid(ctx, int(prompt["certificate"]))
    why = session_card.one_line(text)
    by = ctx.person.staff_id
    await certificates.revoke(ctx.tx, issued.certificate_id, why, now=ctx.stamp, by=by)
    one, holder = await _holder(ctx, issued.class_id, issued.staff_id)
    off = await certificates.load(ctx.tx, issued.certificate_id)
    if off is not None:
        _tell(ctx, one, holder.person, off)
    await _show_person(ctx, one, holder, ctx.t(msgid("The certificate is revoked.")))


# -------------------------------------------------------------------- on the class's card


@class_list.offer
async def offered(ctx: FieldContext, one: SchoolClass) -> list[Button]:
    """Offer the certificates of a class."""
    if not ctx.may(ACTION, own=False):
        return []
    return [Button(ctx.t.plain(msgid("Certificates")), f"cert.list:{one.class_id}:0")]


worker.register(report.KIND, tell)
prompts.register(WHY, take_why)
ROUTES: Final[tuple[Route, ...]] = (
    press("cert.list", show, ACTION),
    press("cert.person", show_person, ACTION),
    press("cert.issue", issue, ACTION),
    press("cert.all", ask_all, ACTION),
    press("cert.yes", issue_all, ACTION),
    press("cert.files", send_all, ACTION),
    press("cert.file", send_one, ACTION),
    press("cert.revoke", ask_why, ACTION),
)
