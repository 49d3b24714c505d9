"""«Документы» of a contest: one screen with what can be made now; files are made in children."""

from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError, UserError
from bot.handlers import entry_records, result_records
from bot.handlers.entry_card import SLOT
from bot.reports import (
    diplomas,
    participation,
    press_list,
    protocol,
    region_archive,
    scores_book,
)
from bot.routes import Route, press
from bot.rules import diplomas as rules
from bot.rules import judging
from bot.screens import contest_files as screens
from bot.screens.contest_files import Papers
from storage import entries, inbox, jobs, results
from storage.records.contests import Contest


def may_see(ctx: FieldContext, contest: Contest) -> bool:
    """Tell whether some file of a contest may be made by this person."""
    is_department = ctx.may("contest.collect", own=False) or ctx.may("diploma.make", own=False)
    return is_department or _may_read(ctx, contest)


def _may_read(ctx: FieldContext, contest: Contest) -> bool:
    """Tell whether the results are open to the person, as soon as there are any."""
    return result_records.may(ctx, contest, result_records.READ)


async def show(ctx: FieldContext) -> None:
    """Show what can be made now."""
    contest = await _named(ctx)
    if not may_see(ctx, contest):
        raise NotAllowedError
    ctx.show(SLOT, screens.shown(ctx.t, contest, await _papers(ctx, contest)))


async def _named(ctx: FieldContext) -> Contest:
    """Return the contest that the button names; a forged number is refused."""
    await ctx.services.network.fresh(ctx.tx)
    contest = ctx.services.network.contests.get(numbers(ctx.arguments[:1], 1)[0])
    if contest is None:
        raise NotAllowedError
    return contest


async def _papers(ctx: FieldContext, contest: Contest) -> Papers:
    known = await entries.of_contest(ctx.tx, contest.contest_id)
    return Papers(
        entries=len(known),
        awarded=len(await _winning(ctx, contest)) if contest.published_at else None,
        diplomas=ctx.may("diploma.make", own=False),
        collect=ctx.may("contest.collect", own=False),
        publications=any(one.medium for one in known),
        forwarded=len(await _forwarded(ctx, contest)),
        results=contest.judged_at is not None and _may_read(ctx, contest),
        may_read=_may_read(ctx, contest),
        scores=not judging.gives_points(contest, ctx.person.staff_id),
        contest=ctx.may("contest.read"),
    )


async def _winning(ctx: FieldContext, contest: Contest) -> list[rules.Winning]:
    known = await entries.of_contest(ctx.tx, contest.contest_id)
    found = await results.of_contest(ctx.tx, contest.contest_id)
    return list(rules.winning(contest, known, found))


# -------------------------------------------------------------------- lists


async def make_press_list(ctx: FieldContext) -> None:
    """Have the bibliographic lines of the publications written down."""
    contest = await _named(ctx)
    ctx.require("contest.collect", own=False)
    await make(ctx, press_list.KIND, contest)


async def make_region(ctx: FieldContext) -> None:
    """Have all packed that goes to the contest of the region."""
    contest = await _judged(ctx)
    ctx.require("contest.collect", own=False)
    chosen = await _forwarded(ctx, contest)
    if not chosen:
        raise UserError(screens.NOTHING_FORWARDED)
    found = await entries.some(ctx.tx, chosen)
    answers = {str(one.entry_id): await entry_records.details(ctx, one) for one in found}
    await make(ctx, region_archive.KIND, contest, answers=answers)


async def _forwarded(ctx: FieldContext, contest: Contest) -> list[int]:
    """Return the entries put forward, for who may read the results."""
    if contest.judged_at is None or not _may_read(ctx, contest):
        return []
    return list(await results.forwarded(ctx.tx, contest.contest_id))


async def make_participation(ctx: FieldContext) -> None:
    """Have the table of the year made in which the contest closes."""
    contest = await _named(ctx)
    ctx.require("contest.collect", own=False)
    await make(ctx, participation.KIND, contest, year=contest.closes_on.year)


# -------------------------------------------------------------------- protocol and scores


async def make_protocol(ctx: FieldContext) -> None:
    """Have the protocol made."""
    await make(ctx, protocol.KIND, await _judged(ctx))


async def make_scores(ctx: FieldContext) -> None:
    """Have the sheet of scores made."""
    contest = await _judged(ctx)
    if judging.gives_points(contest, ctx.person.staff_id):
        raise UserError(screens.NOT_OTHERS)
    await make(ctx, scores_book.KIND, contest)


async def _judged(ctx: FieldContext) -> Contest:
    """Return the contest whose results the person may read, when no points change any more."""
    contest = await _named(ctx)
    if not _may_read(ctx, contest):
        raise NotAllowedError
    if contest.judged_at is None:
        raise UserError(screens.NOT_JUDGED)
    return contest


# -------------------------------------------------------------------- diplomas


async def make_diplomas(ctx: FieldContext) -> None:
    """Have the diplomas of all winners made."""
    contest = await _named(ctx)
    ctx.require("diploma.make", own=False)
    await refuse_sealed(ctx, contest)
    await make(ctx, diplomas.KIND, contest, entry_id=None)


async def refuse_sealed(ctx: FieldContext, contest: Contest) -> None:
    """Refuse before the results are published: a diploma would tell them."""
    if contest.published_at is None:
        raise UserError(screens.UNPUBLISHED)
    if not await _winning(ctx, contest):
        raise UserError(screens.NO_AWARDS)


# -------------------------------------------------------------------- making and telling


async def make(ctx: FieldContext, kind: str, contest: Contest, **more: Any) -> None:
    """Have a file made; it comes to the chat that asked."""
    arguments = {
        "contest_id": contest.contest_id,
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
        "now": ctx.stamp,
        **more,
    }
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell(ended: Ended) -> None:
    """Send a file, part by part, or say that it could not be made."""
    arguments, result = ended.job.arguments, ended.result
    t = translator(arguments["language"])
    if "update_id" in arguments:  # the name of a reader stands in it, and nowhere else
        await inbox.blank(ended.tx, arguments["update_id"])
    if result is None:
        screen = screens.failed(t, arguments["contest_id"])
        ended.say("show", screen.as_json() | {"edit": False})
        return
    paths = [result["path"], *result.get("more", ())]
    for number, (path, name) in enumerate(zip(paths, result["names"], strict=True), 1):
        caption = screens.part(t, result["caption"], number, result.get("parts", 1))
        document: dict[str, Any] = {"path": path, "name": name}
        if "update_id" in arguments:
            document["once"] = True
        ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


for _kind in (diplomas, protocol, scores_book, press_list, participation, region_archive):
    worker.register(_kind.KIND, tell)
ROUTES: Final[tuple[Route, ...]] = (
    press("papers", show, "result.read"),
    press("papers.press", make_press_list, "contest.collect"),
    press("papers.region", make_region, "contest.collect"),
    press("papers.year", make_participation, "contest.collect"),
    press("papers.protocol", make_protocol, "result.read"),
    press("papers.scores", make_scores, "result.read"),
    press("papers.diplomas", make_diplomas, "diploma.make"),
)
