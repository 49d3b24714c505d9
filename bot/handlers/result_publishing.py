"""Publishing the results: the preview, one press that happens once, «Итоги» for everyone."""

import zlib
from dataclasses import dataclass, field
from typing import Final

from bot.catalogs import Html, translator
from bot.context import FieldContext, numbers, roles_of
from bot.errors import NotAllowedError, UserError
from bot.handlers import contests as contests_card
from bot.handlers import entry_records as records
from bot.handlers import result_records, visit_records
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.reminders import counting, judging_end
from bot.routes import Route, press
from bot.rules import rights
from bot.screens import result_publishing as screens
from bot.screens import results as result_screens
from bot.screens.result_publishing import Audience, Heard, Told
from bot.screens.results import Line, Sheet
from bot.screens.screen import Button, Screen
from storage import contests
from storage.records.contests import Contest
from storage.records.people import Staff

CHANGED: Final = msgid("The results have changed since this question. Look once more, please.")


@dataclass(slots=True)
class _Ears:
    """What one person is to hear."""

    own: list[Line] = field(default_factory=list)
    entered: list[Line] = field(default_factory=list)
    is_juror: bool = False


async def show_preview(ctx: FieldContext) -> None:
    """Show who wins and who hears what, before anything is said."""
    await _preview(ctx, await _publishable(ctx))


async def _publishable(ctx: FieldContext) -> Contest:
    ctx.require(result_records.PUBLISH, own=False)
    contest = await result_records.contest_named(ctx, result_records.PUBLISH)
    result_records.refuse_published(contest)
    await visit_records.refuse_closed(ctx, ctx.today)
    return contest


async def _preview(ctx: FieldContext, contest: Contest, note: Html | None = None) -> None:
    sheet = await result_records.sheet_of(ctx, contest)
    heard = await _heard(ctx, contest)
    ears = _ears(ctx, heard)
    mark = _mark(sheet, heard)
    screen = screens.preview(ctx.t, sheet, heard, _audience(ctx, heard, ears), mark)
    ctx.show(SLOT, screen.after(note) if note else screen)


async def _heard(ctx: FieldContext, contest: Contest) -> Heard:
    tally = await counting.read(ctx.tx, ctx.services.network, contest)
    passed = [one for one in result_records.remarks_of(tally) if one.passed_at is not None]
    remarks = {key: [one for one in passed if one.entry_id == key] for key in tally.entries}
    lines = await result_records.lines_of(ctx.tx, tally)
    return Heard(contest=contest, lines=lines, remarks=remarks)


def _mark(sheet: Sheet, heard: Heard) -> str:
    """Return a mark of all that would be said, so that nothing else is published than was seen."""
    said = [
        [(one.result, heard.remarks.get(one.entry.entry_id)) for one in sheet.lines],
        [(one.entry.title, one.entry.staff_id, one.entry.coauthors) for one in sheet.lines],
        sheet.to_cast,
    ]
    return f"{zlib.crc32(repr(said).encode()):08x}"


# -------------------------------------------------------------------- who hears what


def _ears(ctx: FieldContext, heard: Heard) -> dict[int, _Ears]:
    """Return who hears of the results: libraries that may enter, the department, the jury."""
    staff = ctx.services.network.staff
    found = {key: _Ears() for key, one in staff.items() if one.is_active and _follows(ctx, one)}
    for line in _as_told(heard):
        for author in dict.fromkeys((line.entry.staff_id, *line.entry.coauthors)):
            found.setdefault(author, _Ears()).own.append(line)
        if line.entry.entered_by not in {line.entry.staff_id, *line.entry.coauthors}:
            found.setdefault(line.entry.entered_by, _Ears()).entered.append(line)
    for juror in heard.contest.jurors:
        found.setdefault(juror.staff_id, _Ears()).is_juror = True
    return {key: one for key, one in found.items() if key in staff and staff[key].is_active}


def _as_told(heard: Heard) -> list[Line]:
    """Return the winners first, then the others by number: their places stay unknown."""
    winning = screens.winners(heard.contest, heard.lines)
    others = [one for one in heard.lines if one not in winning]
    return [*winning, *sorted(others, key=lambda one: one.entry.entry_id)]


def _follows(ctx: FieldContext, person: Staff) -> bool:
    """Tell whether contests are a person's business: of an open library, or of all."""
    scope = rights.scope(roles_of(person), "contest.read")
    libraries = ctx.services.network.libraries
    return scope == "any" or (
        scope == "own" and any(libraries[one].is_open(ctx.today) for one in person.library_ids)
    )


def _audience(ctx: FieldContext, heard: Heard, ears: dict[int, _Ears]) -> Audience:
    staff = ctx.services.network.staff
    reached = {key: one for key, one in ears.items() if staff[key].is_reachable}
    awarded = {key for key, one in reached.items() if _has_award(one)}
    taking = {key for key, one in reached.items() if one.own or one.entered}
    return Audience(
        winners=len(awarded),
        thanked=len(taking - awarded),
        others=len(set(reached) - taking - {ctx.person.staff_id}),
        called=_called(ctx, heard, ears),
    )


def _has_award(one: _Ears) -> bool:
    return any(line.result.award_id is not None for line in (*one.own, *one.entered))


def _called(ctx: FieldContext, heard: Heard, ears: dict[int, _Ears]) -> tuple[str, ...]:
    """Name the authors whom no message reaches, with what to tell them."""
    staff = ctx.services.network.staff
    silent = [
        (staff[key], one) for key, one in ears.items() if one.own and not staff[key].is_reachable
    ]
    return tuple(
        f"{person.initials(ctx.language)} ({_award_words(ctx, heard.contest, one)})"
        for person, one in sorted(silent, key=lambda pair: pair[0].surname_ru)
    )


def _award_words(ctx: FieldContext, contest: Contest, one: _Ears) -> str:
    names = [result_screens.award_name(ctx.t, contest, line.result) for line in one.own]
    said = (name or ctx.t.plain(msgid("thanks")) for name in names)
    return ", ".join(dict.fromkeys(said))


# -------------------------------------------------------------------- the press


async def publish(ctx: FieldContext) -> None:
    """Publish once; who saw something else than what is there now is shown it again."""
    contest = await _publishable(ctx)
    sheet = await result_records.sheet_of(ctx, contest)
    heard = await _heard(ctx, contest)
    if ctx.arguments[1:2] != (_mark(sheet, heard),):
        await _preview(ctx, contest, ctx.t(CHANGED))
        return
    key = contest.contest_id
    if not await contests.reach(ctx.tx, key, "published", now=ctx.stamp, by=ctx.person.staff_id):
        raise UserError(result_records.PUBLISHED)
    ctx.services.network.forget()  # it is not committed yet
    ears = _ears(ctx, heard)
    reached = sum(_tell(ctx, heard, staff_id, one) for staff_id, one in ears.items())
    contest = await judging_end.known(ctx.tx, key)
    note = screens.published(ctx.t, reached, _called(ctx, heard, ears))
    ctx.show(SLOT, (await _after(ctx, contest, heard)).after(note))


async def _after(ctx: FieldContext, contest: Contest, heard: Heard) -> Screen:
    """Draw what stands below the receipt: all results, for a deputy without them the winners."""
    if not result_records.may(ctx, contest, result_records.READ):
        return screens.public(ctx.t, heard, records.names(ctx), 0)
    return result_screens.listed(ctx.t, await result_records.sheet_of(ctx, contest), 0)


def _tell(ctx: FieldContext, heard: Heard, staff_id: int, one: _Ears) -> bool:
    person = ctx.services.network.staff[staff_id]
    if staff_id == ctx.person.staff_id and not (one.own or one.entered):
        return False  # who publishes has just read it
    told = Told(
        own=one.own, entered=one.entered, is_juror=one.is_juror, may_open=_follows(ctx, person)
    )
    names = records.names(ctx, person.language)
    return ctx.tell_person(
        person, screens.message(translator(person.language), heard, names, told)
    )


# -------------------------------------------------------------------- «Итоги»


async def show_winners(ctx: FieldContext) -> None:
    """Show the published winners to everyone who may know of contests."""
    contest_id, page = (*numbers(ctx.arguments[:2], 1), 0)[:2]
    contest = (await ctx.services.network.fresh(ctx.tx)).contests.get(contest_id)
    if contest is None or contest.announced_at is None:
        raise NotAllowedError
    if contest.published_at is None:
        raise UserError(msgid("The results of this contest are not published yet."))
    heard = await _heard(ctx, contest)
    ctx.show(SLOT, screens.public(ctx.t, heard, records.names(ctx), page))


@contests_card.offer
async def buttons(ctx: FieldContext, contest: Contest) -> list[Button]:
    """Offer the results of a judged contest on its card: all of them, or the winners."""
    if contest.judged_at is None:
        return []
    label, key = ctx.t.plain(msgid("Results")), contest.contest_id
    if result_records.may(ctx, contest, result_records.READ):
        return [Button(label, f"result.list:{key}:0")]
    return [Button(label, f"contest.winners:{key}:0")] if contest.published_at else []


ROUTES: Final[tuple[Route, ...]] = (
    press("result.preview", show_preview, result_records.PUBLISH),
    press("result.publish", publish, result_records.PUBLISH),
    press("contest.winners", show_winners, "contest.read"),
)
