"""The judging ended by hand, and opened again with a reason until a new last day."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.errors import NotAllowedError, StaleButtonError, UserError
from bot.handlers import judging_board as boards
from bot.handlers import judging_deals as deals
from bot.handlers import prompts
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.reminders import judging_end
from bot.routes import Route, press
from bot.rules import judging as rules
from bot.screens import judging_board as screens
from bot.screens.judging_board import Left
from storage import chats, contests, judging
from storage.records.contests import Contest, ContestFields

REASON: Final = "judging.reason"
LINE: Final = 300  # characters of a reason
NOT_HANDED: Final = msgid("the entries are not handed to the jury yet")
SCORES: Final = msgid(
    "You give points in this contest, so that a colleague who gives none ends the judging or "
    "opens it again. It also ends by itself after its last day."
)
OVER: Final = msgid("the judging is over already")
PUBLISHED: Final = msgid("The results are published: the judging cannot be opened again.")
OPEN: Final = msgid("points can be changed already")
PAST: Final = msgid("This day has passed. Choose a later one, please.")


async def ask_close(ctx: FieldContext) -> None:
    """Ask before the judging ends, and say what is missing."""
    contest = await _judging(ctx)
    ctx.show(SLOT, screens.confirm_close(ctx.t, contest, await _left(ctx, contest)))


async def _judging(ctx: FieldContext) -> Contest:
    """Return a contest that is being judged; else say where it stands."""
    contest = await deals.contest_of(ctx, "contest.manage")
    if not rules.is_judging(contest):
        said = OVER if contest.judged_at else NOT_HANDED
        raise StaleButtonError(ctx.t.plain(said))
    _refuse_juror(ctx, contest)
    return contest


def _refuse_juror(ctx: FieldContext, contest: Contest) -> None:
    """Keep who scores from seeing results in between and changing points afterwards."""
    if rules.gives_points(contest, ctx.person.staff_id):
        raise UserError(SCORES)


async def _left(ctx: FieldContext, contest: Contest) -> Left:
    progress = await boards.by_juror(ctx, contest)
    staff = ctx.services.network.staff
    late = [(staff[key].initials(ctx.language), one) for key, one in progress.items() if one.left]
    jury = await deals.read(ctx, contest)
    scored = {one.entry_id for one in rules.counted(contest, jury.judgements)}
    unscored = [one.entry_id for one in jury.admitted() if one.entry_id not in scored]
    return Left(late, tuple(unscored))


async def close(ctx: FieldContext) -> None:
    """End the judging: no points are changed any more, the results are counted."""
    contest = await _judging(ctx)
    by, network = ctx.person.staff_id, ctx.services.network
    counted = await judging_end.close(ctx.tx, network, contest, ctx.now, by=by)
    ctx.work.outgoing.extend(counted or ())
    contest = await judging_end.known(ctx.tx, contest.contest_id)
    note = ctx.t(msgid("The judging is over. Points cannot be changed any more."))
    await boards.show_board(ctx, contest, note)


# -------------------------------------------------------------------- opening again


async def choose_until(ctx: FieldContext) -> None:
    """Ask until when the judging is to be open again."""
    ctx.show(SLOT, screens.choose_until(ctx.t, await _judged(ctx), ctx.today))


async def _judged(ctx: FieldContext) -> Contest:
    contest = await deals.contest_of(ctx, "contest.manage")
    if contest.published_at is not None:
        raise UserError(PUBLISHED)
    if contest.judged_at is None:
        raise StaleButtonError(ctx.t.plain(OPEN if contest.handed_at else NOT_HANDED))
    _refuse_juror(ctx, contest)
    return contest


async def ask_reason(ctx: FieldContext) -> None:
    """Take the new last day and ask why."""
    contest = await _judged(ctx)
    until = _day(ctx, "".join(ctx.arguments[1:2]))
    waiting = {
        "kind": REASON, "contest_id": contest.contest_id, "until": until.isoformat(),
    }  # fmt: skip
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, waiting)
    ctx.show(SLOT, screens.ask_reason(ctx.t, contest, until))


def _day(ctx: FieldContext, text: str) -> date:
    try:
        until = date.fromisoformat(text)
    except ValueError:
        raise NotAllowedError from None
    if until < ctx.today:
        raise UserError(PAST)
    return until


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Open the judging again and tell the jury why."""
    ctx.arguments = (str(prompt["contest_id"]),)
    contest = await _judged(ctx)
    until = _day(ctx, str(prompt["until"]))
    reason = " ".join(text.split())
    if not reason or len(reason) > LINE:
        raise UserError(msgid("Write one line of up to {limit} characters, please."), limit=LINE)
    by, key = ctx.person.staff_id, contest.contest_id
    await contests.reopen_judging(ctx.tx, key, reason, now=ctx.stamp, by=by)
    fields = {name: getattr(contest, name) for name in ContestFields.__dataclass_fields__}
    later = replace(ContestFields(**fields), judging_until_on=until)
    await contests.change(ctx.tx, contest, later, now=ctx.stamp, by=by)
    ctx.services.network.forget()  # it is not committed yet
    contest = await judging_end.known(ctx.tx, key)
    await deals.redeal(ctx, contest)
    await _tell(ctx, contest, reason)
    note = ctx.t(msgid("The judging is open again. The jury has got a message."))
    await boards.show_board(ctx, contest, note)


async def _tell(ctx: FieldContext, contest: Contest, reason: str) -> None:
    dealt = {staff_id for _, staff_id in await judging.dealt(ctx.tx, contest.contest_id)}
    for juror in contest.jurors:
        person = ctx.services.network.staff.get(juror.staff_id)
        if person is None or person.staff_id == ctx.person.staff_id:
            continue
        has_entries = juror.scores and juror.staff_id in dealt
        t = translator(person.language)
        ctx.tell_person(person, screens.reopened(t, contest, reason, has_entries=has_entries))


prompts.register(REASON, take_reason)
ROUTES: Final[tuple[Route, ...]] = (
    press("judging.close", ask_close, "contest.manage"),
    press("judging.closed", close, "contest.manage"),
    press("judging.reopen", choose_until, "contest.manage"),
    press("judging.until", ask_reason, "contest.manage"),
)
