"""«Настроить»: nominations, criteria, awards, the jury, the regulation, days put off."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from bot.catalogs import Html, translator
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.forms import inputs
from bot.handlers import campaign_days, judging_handing, media, prompts, tasks
from bot.handlers import contest_announce as announcing
from bot.handlers import contests as cards
from bot.handlers.contests import MANAGE
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import contest_making as rules
from bot.rules import judging as jury
from bot.rules import workdays
from bot.rules.workdays import WorkWeek
from bot.screens import contest_setup as screens
from bot.screens.contest_setup import Listed, May
from storage import chats, contests, judging
from storage.records.contests import Contest, ContestFields, Juror
from storage.records.people import Staff

LINES: Final = "contest.lines"
FILE: Final = "contest.file"
DAY: Final = "contest.day"
REASON: Final = "contest.reason"
REASON_LIMIT: Final = 200  # characters
PARTS: Final = ("nominations", "criteria", "awards")
SUFFIXES: Final = (".docx", ".doc", ".pdf", ".odt", ".rtf")
PAST: Final = msgid("This cannot be changed any more: the contest has gone too far for it.")
NO_FILE: Final = msgid("The regulation is a file of Word or a .pdf. Send it as a file, please.")
OWN_DUTY: Final = msgid(
    "You give points in this contest. While its entries are with the jury, only a colleague can "
    "change your own duty."
)
FIRST: Final = {"juror": 0, "methodist": 1, "head": 2, "librarian": 3, "admin": 4}  # in the list


async def managed(ctx: FieldContext) -> Contest:
    """Return the contest of a button that sets it up."""
    ctx.require(MANAGE, own=False)
    return await cards.named(ctx)


async def may(ctx: FieldContext, contest: Contest) -> May:
    """Return what of a contest may still be changed."""
    is_sealed = contest.judged_at is None
    return May(
        all=contest.announced_at is None,
        criteria=is_sealed and not await judging.has_points(ctx.tx, contest.contest_id),
        awards=is_sealed,
        jury=is_sealed,
        days=tuple(name for name in rules.DAYS if rules.may_put_off(contest, name)),
    )


async def show(ctx: FieldContext) -> None:
    """Show what a contest has so far."""
    await _show(ctx, await managed(ctx))


async def _show(ctx: FieldContext, contest: Contest, note: Html | None = None) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, None)
    screen = screens.hub(ctx.t, contest, await may(ctx, contest))
    ctx.show(SLOT, screen.after(note) if note else screen)


async def _again(ctx: FieldContext, contest: Contest) -> None:
    await _show(ctx, await cards.fresh(ctx, contest.contest_id), ctx.t(msgid("Kept.")))


# -------------------------------------------------------------------- typed lines


async def ask_lines(ctx: FieldContext) -> None:
    """Ask for the lines of a part."""
    contest, what = await managed(ctx), "".join(ctx.arguments[1:2])
    await _refuse_past(ctx, contest, what)
    prompt = {"kind": LINES, "contest_id": contest.contest_id, "what": what}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(SLOT, screens.ask_lines(ctx.t, contest, what))


async def _refuse_past(ctx: FieldContext, contest: Contest, what: str) -> None:
    if what not in PARTS:
        raise NotAllowedError
    known = await may(ctx, contest)
    open_now = {"nominations": known.all, "criteria": known.criteria, "awards": known.awards}
    if not open_now[what]:
        raise UserError(PAST)


async def take_lines(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Keep the typed lines of a part."""
    ctx.arguments = (str(prompt["contest_id"]),)
    contest, what, by = await managed(ctx), str(prompt["what"]), ctx.person.staff_id
    await _refuse_past(ctx, contest, what)
    if what == "nominations":
        found = rules.nominations(text)
        await contests.set_nominations(ctx.tx, contest, found, now=ctx.stamp, by=by)
    elif what == "criteria":
        criteria = rules.criteria(text)
        await contests.set_criteria(ctx.tx, contest, criteria, now=ctx.stamp, by=by)
    else:
        awards = rules.awards(text)
        await contests.set_awards(ctx.tx, contest, awards, now=ctx.stamp, by=by)
    await _again(ctx, contest)


# -------------------------------------------------------------------- the jury


async def _jury(ctx: FieldContext) -> Contest:
    contest = await managed(ctx)
    if contest.judged_at is not None:
        raise UserError(PAST)
    return contest


async def show_jury(ctx: FieldContext) -> None:
    """Show who is in the jury."""
    await _show_jury(ctx, await _jury(ctx))


async def _show_jury(ctx: FieldContext, contest: Contest) -> None:
    staff = ctx.services.network.staff
    members = [_listed(ctx, staff[one.staff_id], one) for one in contest.jurors]
    ctx.show(SLOT, screens.jury(ctx.t, contest, members))


def _listed(ctx: FieldContext, person: Staff, juror: Juror | None = None) -> Listed:
    return Listed(person.staff_id, person.initials(ctx.language), juror)


async def show_juror(ctx: FieldContext) -> None:
    """Offer what a member of the jury may become."""
    contest = await _jury(ctx)
    juror = contest.juror(numbers(ctx.arguments[1:2], 1)[0])
    if juror is None:
        raise NotAllowedError
    person = ctx.services.network.staff[juror.staff_id]
    ctx.show(SLOT, screens.juror(ctx.t, contest, _listed(ctx, person, juror)))


async def show_people(ctx: FieldContext) -> None:
    """Offer who can join the jury: those with the duty first, librarians last."""
    contest, (page,) = await _jury(ctx), numbers(ctx.arguments[1:2], 1)
    known = [
        one
        for one in ctx.services.network.staff.values()
        if one.is_active and contest.juror(one.staff_id) is None
    ]
    known.sort(key=lambda one: (not one.has_duty("juror"), FIRST[one.role], one.surname_ru))
    offered = [_listed(ctx, one) for one in known]
    ctx.show(SLOT, screens.people(ctx.t, contest, offered, page))


async def set_duty(ctx: FieldContext) -> None:
    """Take a person into the jury, change the duty there, or take them out."""
    contest, key = await _jury(ctx), numbers(ctx.arguments[1:2], 1)[0]
    duty, person = "".join(ctx.arguments[2:3]), ctx.services.network.staff.get(key)
    if person is None or not (person.is_active or duty == "out"):
        raise NotAllowedError
    by = ctx.person.staff_id
    if key == by and contest.handed_at and jury.gives_points(contest, by):
        raise UserError(OWN_DUTY)  # else they would read what the others gave
    if duty == "out":
        await contests.drop_juror(ctx.tx, contest, key, now=ctx.stamp, by=by)
    elif duty in {"juror", "chairman", "secretary"}:
        await _make_way(ctx, contest, key, duty)
        new = Juror(staff_id=key, duty=duty)
        await contests.put_juror(ctx.tx, contest, new, now=ctx.stamp, by=by)
    else:
        raise NotAllowedError
    changed = await cards.fresh(ctx, contest.contest_id)
    await judging_handing.jury_changed(ctx, contest, changed, key)
    ctx.services.network.forget()  # it is not committed yet
    await _show_jury(ctx, changed)


async def _make_way(ctx: FieldContext, contest: Contest, key: int, duty: str) -> None:
    """Let the one who had the duty be a member: a jury has one chairman and one secretary."""
    for one in contest.jurors:
        if duty != "juror" and one.duty == duty and one.staff_id != key:
            member = replace(one, duty="juror")
            by = ctx.person.staff_id
            await contests.put_juror(ctx.tx, contest, member, now=ctx.stamp, by=by)


# -------------------------------------------------------------------- the regulation


async def ask_file(ctx: FieldContext) -> None:
    """Ask for the regulation."""
    contest = await managed(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE, "contest_id": contest.contest_id})
    ctx.show(SLOT, screens.ask_file(ctx.t, contest))


async def take_file(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:
    """Keep a sent file as the regulation; something else is asked for again."""
    ctx.arguments = (str(prompt["contest_id"]),)
    contest = await managed(ctx)
    name = str(sent["name"] or "")
    if sent["kind"] != "document" or not name.lower().endswith(SUFFIXES):
        raise BadAnswerError(NO_FILE)
    file_id = await media.keep(ctx, sent)
    await _change(ctx, contest, regulation_file_id=file_id)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _again(ctx, contest)


async def refuse_words(_ctx: FieldContext, _prompt: Mapping[str, Any], _text: str) -> None:
    """Say that a file is waited for, and go on waiting."""
    raise BadAnswerError(NO_FILE)


async def _change(
    ctx: FieldContext, contest: Contest, *, reason: str | None = None, **new: Any
) -> None:
    """Change some of what a contest says of itself."""
    said = {one.name: getattr(contest, one.name) for one in fields(ContestFields)}
    by = ctx.person.staff_id
    changed = ContestFields(**said | new)
    await contests.change(ctx.tx, contest, changed, now=ctx.stamp, by=by, reason=reason)


# -------------------------------------------------------------------- days put off


async def ask_later(ctx: FieldContext) -> None:
    """Ask which day is put off, then until when."""
    contest = await managed(ctx)
    open_now = [name for name in rules.DAYS if rules.may_put_off(contest, name)]
    name = "".join(ctx.arguments[1:2])
    if not open_now or (name and name not in open_now):
        raise UserError(PAST)
    if not name:
        ctx.show(SLOT, screens.ask_which(ctx.t, contest, open_now))
        return
    prompt = {"kind": DAY, "contest_id": contest.contest_id, "name": name}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(SLOT, screens.ask_day(ctx.t, contest, name))


async def take_day(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Take the later day and ask why."""
    contest, name = await _put_off(ctx, prompt)
    day = inputs.parse_date(text, ctx.today, "future")
    moved = await _moved(ctx, contest, name, day)
    kept = {**prompt, "kind": REASON, "day": day.isoformat()}
    await chats.ask(ctx.tx, ctx.chat_id, kept)
    ctx.show(SLOT, screens.ask_reason(ctx.t, contest, moved))


async def _put_off(ctx: FieldContext, prompt: Mapping[str, Any]) -> tuple[Contest, str]:
    ctx.arguments = (str(prompt["contest_id"]),)
    contest, name = await managed(ctx), str(prompt["name"])
    if not rules.may_put_off(contest, name):
        raise UserError(PAST)
    return contest, name


async def _moved(ctx: FieldContext, contest: Contest, name: str, day: date) -> dict[str, date]:
    calendar = (await tasks.here(ctx)).pace.calendar
    moved = rules.put_off(
        contest, name, day, ctx.today, lambda on: workdays.on_or_after(on, WorkWeek(), calendar)
    )
    await campaign_days.refuse_closed(ctx, *moved.values())
    return moved


async def take_reason(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Put the day off with its reason, and tell librarians that entries are taken longer."""
    contest, name = await _put_off(ctx, prompt)
    reason = " ".join(text.split())
    if not reason or len(reason) > REASON_LIMIT:
        raise UserError(
            msgid("Write one line of up to {limit} characters, please."), limit=REASON_LIMIT
        )
    moved = await _moved(ctx, contest, name, date.fromisoformat(prompt["day"]))
    await _change(ctx, contest, reason=reason, **moved)
    if name == "closes_on":
        for person in await announcing.entrants(ctx):
            t = translator(person.language)
            ctx.tell_person(person, screens.told_later(t, contest, moved[name], reason))
    await _again(ctx, contest)


prompts.register(LINES, take_lines)
prompts.register(DAY, take_day)
prompts.register(REASON, take_reason)
prompts.register(FILE, refuse_words)
media.register(FILE, take_file)
ROUTES: Final[tuple[Route, ...]] = (
    press("contest.setup", show, MANAGE),
    press("contest.lines", ask_lines, MANAGE),
    press("contest.jury", show_jury, MANAGE),
    press("contest.juror", show_juror, MANAGE),
    press("contest.people", show_people, MANAGE),
    press("contest.duty", set_duty, MANAGE),
    press("contest.file", ask_file, MANAGE),
    press("contest.later", ask_later, MANAGE),
)
