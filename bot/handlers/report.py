"""`/report`: numbers of any time, each a button that opens the records behind it."""

from typing import Any, Final

from bot.clock import local, parse_stamp
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError
from bot.handlers import prompts, report_rules
from bot.handlers import report_records as records
from bot.handlers.report_records import READ, SLOT
from bot.msgid import msgid
from bot.reports import report_facts
from bot.routes import Route, command, press
from bot.rules import asked_time, report_text, spans
from bot.rules import report_subjects as rules
from bot.rules.report_facts import Facts
from bot.rules.report_subjects import SUBJECTS, Subject
from bot.rules.spans import Span
from bot.screens import report as screens
from bot.screens import report_number
from bot.screens.report_corrections import mend
from bot.screens.report_number import PAGE, About, Behind
from bot.screens.screen import Button, Rows, Screen, column
from storage import corrections, measures, periods, report_editions, year_before
from storage.database import Reader
from storage.measures import Measure
from storage.records.report import ReportEdition


async def show_year(ctx: FieldContext) -> None:
    """Show the report of this year, at the beginning of a year that of the last one.

    `/report 2025`, `/report 3 квартал`, `/report 10.01 - 25.03`: that of another time.
    `/report measures`: how its numbers are counted.
    """
    if ctx.arguments[:1] == ("measures",):
        ctx.arguments = ()
        await report_rules.show(ctx)
        return
    current = spans.reported(ctx.today)
    if not ctx.arguments:
        await _show(ctx, current)
        return
    try:
        await _show(ctx, asked_time.read(" ".join(ctx.arguments), ctx.today))
    except BadAnswerError:
        await records.listen(ctx)
        ctx.show(SLOT, screens.times(ctx.t, current, current.year, ctx.today))


async def show_card_instead(ctx: FieldContext) -> None:
    """Tell whom the report of the network is not open to where the own year stands."""
    text = msgid(
        "The report of the whole network is open to the department. What you and your library "
        "have done in the year is on the card of the year: /card"
    )
    button = Button(ctx.t.plain(msgid("Card of the year")), "do:card")
    ctx.say(Screen(ctx.t(text), column([button])))


async def show(ctx: FieldContext) -> None:
    """Show the report of the time that the button names."""
    await _show(ctx, records.a_span(ctx))


async def take_time(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Take a typed year, a part of it, two days or one."""
    ctx.require(READ, own=False)
    await _show(ctx, asked_time.read(text, ctx.today))


async def _show(ctx: FieldContext, span: Span) -> None:
    await records.listen(ctx)
    async with ctx.services.database.read() as db:
        facts = await report_facts.read(db, span, ctx.today)
        latest = await report_editions.latest(db, spans.code(span))
    edition = _edition(ctx, facts, latest) if latest else None
    found = screens.Shown(
        span, facts.standing, facts.numbers, counts_trips=facts.counts_trips, edition=edition
    )
    ctx.show(SLOT, screens.shown(ctx.t, found, _more(ctx, span)))


def _edition(ctx: FieldContext, facts: Facts, latest: ReportEdition) -> screens.Edition:
    is_current = (latest.digest, latest.standing) == (report_text.digest(facts), facts.standing)
    made_at = local(parse_stamp(latest.made_at), ctx.services.clock.zone)
    return screens.Edition(latest.edition, made_at, is_current)


def _more(ctx: FieldContext, span: Span) -> list[Button]:
    buttons = [Button(ctx.t.plain(msgid("Text")), screens.press("text", span))]
    missing = ctx.t.plain(msgid("What is missing"))
    buttons.append(Button(missing, screens.press("missing", span)))
    if ctx.may("report.correct", own=False):
        label = ctx.t.plain(msgid("Corrections"))
        buttons.append(Button(label, screens.press("fixes", span, 0)))
    rules = Button(ctx.t.plain(msgid("Rules of counting")), f"report.rules:{next(iter(SUBJECTS))}")
    return [*buttons, rules, Button(ctx.t.plain(msgid("Files")), screens.press("files", span))]


async def _shown(ctx: FieldContext, db: Reader, span: Span) -> screens.Shown:
    return screens.Shown(
        span,
        spans.standing(span, await periods.closed_between(db, *spans.days(span))),
        await measures.numbers(db, records.scope(span)),
        counts_trips=(await ctx.institution()).counts_trips,
    )


async def show_times(ctx: FieldContext) -> None:
    """Offer other times."""
    span = records.a_span(ctx)
    given = numbers(ctx.arguments[1:2])
    year = given[0] if given else spans.days(span)[0].year
    if year not in records.YEARS:
        raise NotAllowedError
    await records.listen(ctx)
    ctx.show(SLOT, screens.times(ctx.t, span, year, ctx.today))


async def show_subject(ctx: FieldContext) -> None:
    """Show the numbers of a subject beside those of a year before."""
    span, subject = records.a_span(ctx), _subject(ctx)
    await records.listen(ctx)
    async with ctx.services.database.read() as db:
        found = await _shown(ctx, db, span)
        earlier = records.scope(spans.year_before(span))
        now = records.scope(span)
        before = await year_before.numbers(db, earlier, now, only=subject.measures)
    ctx.show(SLOT, screens.subject(ctx.t, found, subject, before))


def _subject(ctx: FieldContext) -> Subject:
    found = SUBJECTS.get(ctx.arguments[1] if len(ctx.arguments) > 1 else "")
    if found is None:
        raise NotAllowedError
    return found


async def show_number(ctx: FieldContext) -> None:
    """Show a number with a page of the records behind it."""
    span, measure = records.a_span(ctx), records.a_measure(ctx)
    await records.listen(ctx)
    known = await records.names(ctx)
    async with ctx.services.database.read() as db:
        about = await _about(db, span, measure)
        behind = await _behind(db, span, measure, records.a_page(ctx, 2))
    more = () if about.standing == "closed" else _correcting(ctx, span, measure)
    ctx.show(SLOT, report_number.shown(ctx.t, about, behind, known, more))


def _correcting(ctx: FieldContext, span: Span, measure: Measure) -> Rows:
    if not ctx.may("report.correct", own=False):
        return ()
    label = ctx.t.plain(msgid("Add a correction"))
    return ((Button(label, mend("time", span, measure.name)),),)


async def _about(db: Reader, span: Span, measure: Measure) -> About:
    scope, plan = records.scope(span), rules.PLANS.get(measure.name)
    only = [measure.name, *([plan] if plan else [])]
    found = await measures.numbers(db, scope, only=only)
    earlier = records.scope(spans.year_before(span))
    before = await year_before.numbers(db, earlier, scope, only=[measure.name])
    return About(
        span,
        spans.standing(span, await periods.closed_between(db, scope.first, scope.last)),
        measure.name,
        measure.records,
        measure.column if measure.how == "distinct" else "",
        found[measure.name],
        before[measure.name],
        found[plan] if plan else None,
        await corrections.counted(db, scope, measure.name),
        rules.of_measure(measure.name).name,
    )


async def _behind(db: Reader, span: Span, measure: Measure, page: int) -> Behind:
    scope = records.scope(span)
    amount = await measures.amount(db, measure.name, scope)
    page = min(page, max(0, -(-amount // PAGE) - 1))
    rows = await measures.behind(db, measure.name, scope, limit=PAGE, offset=page * PAGE)
    found = [records.record(measure.records, row) for row in rows]
    return Behind(found, amount, page, measure.column if measure.how == "sum" else "")


prompts.register(records.TIME, take_time)
ROUTES: Final[tuple[Route, ...]] = (
    command("report", show_year, READ, otherwise=show_card_instead),
    press("report.show", show, READ),
    press("report.times", show_times, READ),
    press("report.of", show_subject, READ),
    press("report.number", show_number, READ),
)
