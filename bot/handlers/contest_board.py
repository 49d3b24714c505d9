"""The department's board of a contest: entries by nomination and library, who is missing, all."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers, roles_of
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import entry_records as records
from bot.handlers.entry_card import SLOT
from bot.reports import materials as report
from bot.routes import Route, press
from bot.rules import own_questions, rights
from bot.screens import contest_board as screens
from bot.screens import spans as said
from bot.screens.contest_board import Absent, Filter
from storage import drafts, entries, jobs
from storage.records.contests import Contest
from storage.records.libraries import Library


async def _chosen(ctx: FieldContext) -> tuple[Contest, Filter, int]:
    """Return the contest, filter and page that a button carries; a forged one is refused."""
    ctx.require("entry.read", own=False)
    await ctx.services.network.fresh(ctx.tx)
    place, source = _page_and_source(ctx.arguments[3:4])
    plain = (*ctx.arguments[:3], *place)
    contest_id, nomination_id, library_id, page = (*numbers(plain, 1), 0, 0, 0)[:4]
    network = ctx.services.network
    contest = network.contests.get(contest_id)
    if contest is None or library_id not in {0, *network.libraries}:
        raise NotAllowedError
    if nomination_id not in {0, *(one.nomination_id for one in contest.nominations)}:
        raise NotAllowedError
    return contest, Filter(contest_id, nomination_id, library_id, source), page


def _page_and_source(arguments: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """Read the last argument of a button: a page, and behind it a source."""
    try:
        parts = [said.split_source(one) for one in arguments]
    except ValueError:
        raise NotAllowedError from None
    return tuple(page for page, _ in parts), next((source for _, source in parts), None)


async def show_list(ctx: FieldContext) -> None:
    """Show the entries of a contest."""
    contest, chosen, page = await _chosen(ctx)
    known = await entries.of_contest(ctx.tx, contest.contest_id)
    found = [one for one in known if chosen.takes(one)]
    screen = screens.listed(ctx.t, contest, chosen, screens.Page(found, page), records.names(ctx))
    ctx.show(SLOT, screen)


async def choose_nomination(ctx: FieldContext) -> None:
    """Offer the nominations."""
    contest, chosen, _ = await _chosen(ctx)
    known = await entries.of_contest(ctx.tx, contest.contest_id)
    counts = Counter(one.nomination_id for one in known)
    offered = [
        (one.nomination_id, one.name(ctx.language), counts[one.nomination_id])
        for one in contest.nominations
    ]
    ctx.show(SLOT, screens.nominations(ctx.t, contest, chosen, offered))


async def choose_library(ctx: FieldContext) -> None:
    """Offer the libraries that have entries."""
    contest, chosen, page = await _chosen(ctx)
    known = await entries.of_contest(ctx.tx, contest.contest_id)
    counts = Counter(one.library_id for one in known)
    names = records.names(ctx)
    offered = sorted((names.library(key), key, count) for key, count in counts.items())
    turned = [(key, name, count) for name, key, count in offered]
    ctx.show(SLOT, screens.libraries(ctx.t, contest, chosen, turned, page))


async def show_absent(ctx: FieldContext) -> None:
    """Show the open libraries without an entry."""
    contest, _, _ = await _chosen(ctx)
    known = await entries.of_contest(ctx.tx, contest.contest_id)
    submitted = {one.library_id for one in known}
    taking = [one for one in ctx.services.network.libraries.values() if one.is_open(ctx.today)]
    begun = await _begun(ctx, contest)
    found = [
        _absent(ctx, one, has_draft=one.code in begun)
        for one in taking
        if one.library_id not in submitted
    ]
    is_open = contest.is_open(ctx.today)
    ctx.show(SLOT, screens.absent(ctx.t, contest, found, len(taking), is_open=is_open))


async def _begun(ctx: FieldContext, contest: Contest) -> set[str]:
    """Return the codes of libraries for which somebody has begun an entry."""
    found = set()
    for one in await drafts.every_open(ctx.tx):
        if one.form == own_questions.kind_of(contest.form) and not one.training:
            values = json.loads(one.answers).get("values", {})
            if values.get("contest") == str(contest.contest_id):
                found.add(values.get("library", ""))
    return found


def _absent(ctx: FieldContext, library: Library, *, has_draft: bool) -> Absent:
    """Return a library with its librarians; where there are none, with who else can submit."""
    there = [
        one
        for one in ctx.services.network.staff.values()
        if one.is_active and library.library_id in one.library_ids
    ]
    librarians = [one for one in there if one.role == "librarian"]
    people = librarians or [
        one for one in there if rights.allows(roles_of(one), "entry.submit", own=True)
    ]
    return Absent(
        library.short(ctx.language),
        tuple((one.staff_id, one.initials(ctx.language)) for one in people),
        is_reached=any(one.is_reachable for one in people),
        has_draft=has_draft,
    )


# -------------------------------------------------------------------- all materials


async def collect(ctx: FieldContext) -> None:
    """Have all materials of a contest packed."""
    contest, _, _ = await _chosen(ctx)
    ctx.require("contest.collect", own=False)
    arguments = {
        "contest_id": contest.contest_id,
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
    }
    await jobs.add(ctx.tx, report.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell_archive(ended: Ended) -> None:
    """Send the archive, part by part."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        ended.say("show", screens.failed(t).as_json() | {"edit": False})
        return
    result = ended.result
    paths = [result["path"], *result.get("more", ())]
    counts = (result["entries"], result["files"], result["waiting"])
    for number, (path, name) in enumerate(zip(paths, result["names"], strict=True), 1):
        part = f"{number}/{len(paths)}" if len(paths) > 1 else ""
        caption = screens.caption(t, result["contest"], counts, part)
        document = {"path": path, "name": name}
        ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


worker.register(report.KIND, tell_archive)
ROUTES: Final[tuple[Route, ...]] = (
    press("board.list", show_list, "entry.read"),
    press("board.nominations", choose_nomination, "entry.read"),
    press("board.libraries", choose_library, "entry.read"),
    press("board.absent", show_absent, "entry.read"),
    press("board.zip", collect, "contest.collect"),
)
