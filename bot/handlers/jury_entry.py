"""A juror scores an entry: in one typed line or one by one; a remark, a conflict, skipping."""

from collections import Counter
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import judging_deals, jury_files, jury_list, prompts
from bot.handlers import jury_records as records
from bot.handlers.jury_records import SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import jury, points_line
from bot.rules.dealing import Dealing
from bot.rules.jury import Sheet
from bot.screens import jury_entry as screens
from storage import judging
from storage.records.contests import Contest

POINTS, ONE, REMARK = "jury.points", "jury.one", "jury.remark"  # of prompts
LONGEST: Final = 500  # characters of a remark: one or two sentences
TOO_LONG: Final = msgid(
    "One or two sentences, please: {length} characters came, at most {limit} fit. Your points are "
    "kept."
)


async def open_entry(ctx: FieldContext) -> None:
    """Show an entry with its materials and ask for its points."""
    sheet, known = await records.readable(ctx)
    await jury_files.show(ctx, sheet, known)
    await _stand(ctx, sheet, known, edit=False)


async def ask(ctx: FieldContext) -> None:
    """Ask for the points of an entry in one line."""
    sheet, known = await records.readable(ctx)
    await _stand(ctx, sheet, known)


async def _stand(
    ctx: FieldContext, sheet: Sheet, known: list[Sheet], *, edit: bool | None = None
) -> None:
    """Show where an entry stands: to be scored, not scored by a conflict, or only to be read."""
    if not jury.may_score(sheet.contest, ctx.today):
        await records.forget(ctx)
        ctx.show(SLOT, screens.read_only(ctx.t, sheet, records.CLOSED), edit=edit)
    elif sheet.has_conflict:
        await records.forget(ctx)
        following = jury.following(known, sheet.entry.entry_id)
        ctx.show(SLOT, screens.concerned(ctx.t, sheet, following), edit=edit)
    else:
        await records.ask(ctx, POINTS, sheet)
        ctx.show(SLOT, screens.ask(ctx.t, sheet), edit=edit)


async def take_points(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take all points in one line, or name each of its mistakes."""
    sheet, _ = await records.scorable(ctx, int(prompt["entry_id"]))
    line = points_line.read(text, [one.most_points for one in sheet.contest.criteria])
    if not line.is_right:
        await records.ask(ctx, POINTS, sheet)
        ctx.show(SLOT, screens.wrong(ctx.t, sheet, line, text))
        return
    given = {
        one.criterion_id: points
        for one, points in zip(sheet.contest.criteria, line.points, strict=True)
    }
    await _keep(ctx, sheet, given)
    await _scored(ctx, sheet)


async def _keep(ctx: FieldContext, sheet: Sheet, given: dict[int, int]) -> None:
    me = ctx.person.staff_id
    await judging.score(ctx.tx, sheet.entry.entry_id, me, given, now=ctx.stamp)


async def _scored(ctx: FieldContext, sheet: Sheet) -> None:
    """Go on once every criterion has points: to the remark, or past one that is there."""
    sheet, known = await records.again(ctx, sheet)
    if sheet.judgement.remark is None:
        await records.ask(ctx, REMARK, sheet)
        ctx.show(SLOT, screens.ask_remark(ctx.t, sheet))
    else:
        await _done(ctx, sheet, known)


async def _done(ctx: FieldContext, sheet: Sheet, known: list[Sheet]) -> None:
    """Offer the next entry; after the last one show the own table."""
    await records.forget(ctx)
    following = jury.following(known, sheet.entry.entry_id)
    if following is None:
        ctx.arguments = ()
        ctx.say(screens.done(ctx.t, sheet, None, 0))
        await jury_list.show_table(ctx, sheet.contest)
        return
    ctx.show(SLOT, screens.done(ctx.t, sheet, following, len(jury.left(known))))


# -------------------------------------------------------------------- one by one


async def one_by_one(ctx: FieldContext) -> None:
    """Ask for the points of a criterion, by default of the first without any."""
    sheet, _ = await records.scorable(ctx)
    asked = numbers(ctx.arguments[1:2])
    at = asked[0] if asked else next((n for n, one in enumerate(sheet.points) if one is None), 0)
    await _ask_one(ctx, sheet, at)


async def _ask_one(ctx: FieldContext, sheet: Sheet, at: int) -> None:
    if at >= len(sheet.contest.criteria):
        raise NotAllowedError
    await records.ask(ctx, ONE, sheet, criterion_id=sheet.contest.criteria[at].criterion_id)
    ctx.show(SLOT, screens.keypad(ctx.t, sheet, at))


async def put(ctx: FieldContext) -> None:
    """Keep the points of one criterion at once and ask for the next."""
    entry_id, criterion_id, points = numbers(ctx.arguments[:3], 3)
    sheet, _ = await records.scorable(ctx, entry_id)
    at = _place(sheet, criterion_id)
    if points > sheet.contest.criteria[at].most_points:
        raise NotAllowedError
    await _put(ctx, sheet, at, points)


def _place(sheet: Sheet, criterion_id: int) -> int:
    """Return the place of a criterion; one of another contest is refused."""
    ids = [one.criterion_id for one in sheet.contest.criteria]
    if criterion_id not in ids:
        raise NotAllowedError
    return ids.index(criterion_id)


async def _put(ctx: FieldContext, sheet: Sheet, at: int, points: int) -> None:
    await _keep(ctx, sheet, {sheet.contest.criteria[at].criterion_id: points})
    sheet, _ = await records.again(ctx, sheet)
    if at + 1 < len(sheet.contest.criteria):
        await _ask_one(ctx, sheet, at + 1)
    elif sheet.is_whole:
        await _scored(ctx, sheet)
    else:
        await _ask_one(ctx, sheet, sheet.points.index(None))


async def take_one(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the typed points of one criterion; a whole line of points counts as one."""
    sheet, _ = await records.scorable(ctx, int(prompt["entry_id"]))
    at = _place(sheet, int(prompt["criterion_id"]))
    most = [one.most_points for one in sheet.contest.criteria]
    if len(most) > 1 and points_line.read(text, most).is_right:
        await take_points(ctx, prompt, text)
        return
    line = points_line.read(text, most[at : at + 1])
    if not line.is_right:
        await records.ask(ctx, ONE, sheet, criterion_id=int(prompt["criterion_id"]))
        ctx.show(SLOT, screens.too_high(ctx.t, sheet, at, text))
        return
    await _put(ctx, sheet, at, line.points[0])


# -------------------------------------------------------------------- the remark


async def ask_remark(ctx: FieldContext) -> None:
    """Ask for a remark on an entry that has its points."""
    sheet, known = await records.scorable(ctx)
    if not sheet.is_whole:
        await _stand(ctx, sheet, known)
        return
    await records.ask(ctx, REMARK, sheet)
    ctx.show(SLOT, screens.ask_remark(ctx.t, sheet))


async def take_remark(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Keep a typed remark; points typed here once more are taken as points."""
    sheet, _ = await records.scorable(ctx, int(prompt["entry_id"]))
    most = [one.most_points for one in sheet.contest.criteria]
    if points_line.read(text, most).is_right:
        await take_points(ctx, prompt, text)
        return
    line = " ".join(text.split())
    if len(line) > LONGEST:
        raise UserError(TOO_LONG, length=len(line), limit=LONGEST)
    await _remark(ctx, sheet, line)


async def no_remark(ctx: FieldContext) -> None:
    """Leave an entry without a remark, or take the one that was there away."""
    sheet, _ = await records.scorable(ctx)
    await _remark(ctx, sheet, None)


async def _remark(ctx: FieldContext, sheet: Sheet, text: str | None) -> None:
    if text != sheet.judgement.remark:
        me = ctx.person.staff_id
        await judging.remark(ctx.tx, sheet.entry.entry_id, me, text, now=ctx.stamp)
    sheet, known = await records.again(ctx, sheet)
    if sheet.is_whole:
        await _done(ctx, sheet, known)
    else:
        await _stand(ctx, sheet, known)


# -------------------------------------------------------------------- a conflict, skipping


async def ask_concern(ctx: FieldContext) -> None:
    """Ask once more before an entry is taken from the person."""
    sheet, _ = await records.scorable(ctx)
    await records.forget(ctx)
    ctx.show(SLOT, screens.confirm_concern(ctx.t, sheet))


async def declare(ctx: FieldContext) -> None:
    """Take an entry from a juror who is personally interested."""
    sheet, _ = await records.scorable(ctx)
    entry_id, me = sheet.entry.entry_id, ctx.person.staff_id
    await judging.declare_conflict(ctx.tx, entry_id, me, has_conflict=True, now=ctx.stamp)
    await judging.take_back(ctx.tx, entry_id, me)
    dealing = await judging_deals.redeal(ctx, sheet.contest)
    _tell_given(ctx, sheet.contest, dealing)
    sheet, known = await records.again(ctx, sheet)
    await _stand(ctx, sheet, known)


def _tell_given(ctx: FieldContext, contest: Contest, dealing: Dealing) -> None:
    """Tell the jurors who got an entry instead; not whose it was, nor why."""
    counts = Counter(juror for _, juror in dealing.given)
    for juror, count in sorted(counts.items()):
        person = ctx.services.network.staff[juror]
        ctx.tell_person(person, screens.given(translator(person.language), contest, count))


async def undo(ctx: FieldContext) -> None:
    """Let a juror score an entry after all; the points given before are not brought back."""
    sheet, _ = await records.readable(ctx)
    if not jury.may_score(sheet.contest, ctx.today):
        raise UserError(records.CLOSED)
    entry_id, me = sheet.entry.entry_id, ctx.person.staff_id
    if sheet.has_conflict:
        await judging.declare_conflict(ctx.tx, entry_id, me, has_conflict=False, now=ctx.stamp)
        await judging.deal(ctx.tx, [(entry_id, me)], now=ctx.stamp)
    sheet, known = await records.again(ctx, sheet)
    await _stand(ctx, sheet, known)


async def skip(ctx: FieldContext) -> None:
    """Go on to the next entry without points; this one stays in the list."""
    sheet, known = await records.readable(ctx)
    following = jury.following(known, sheet.entry.entry_id)
    if following is None:
        ctx.arguments = (str(sheet.contest.contest_id),)
        await jury_list.show_contest(ctx)
        return
    ctx.arguments = (str(following.entry.entry_id),)
    await open_entry(ctx)


prompts.register(POINTS, take_points)
prompts.register(ONE, take_one)
prompts.register(REMARK, take_remark)
ROUTES: Final[tuple[Route, ...]] = (
    press("jury.open", open_entry, "contest.judge"),
    press("jury.ask", ask, "contest.judge"),
    press("jury.one", one_by_one, "contest.judge"),
    press("jury.put", put, "contest.judge"),
    press("jury.remark", ask_remark, "contest.judge"),
    press("jury.plain", no_remark, "contest.judge"),
    press("jury.concern", ask_concern, "contest.judge"),
    press("jury.concerned", declare, "contest.judge"),
    press("jury.free", undo, "contest.judge"),
    press("jury.skip", skip, "contest.judge"),
)
