"""«Поправки»: what is on paper and not in the records is added to a number, with its ground."""

from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, PeriodClosedError, StaleButtonError, UserError
from bot.forms import search
from bot.forms.search import Option
from bot.handlers import prompts, visit_records
from bot.handlers import report_records as records
from bot.handlers.report_records import SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import absence, spans
from bot.rules import report_corrections as rules
from bot.rules.periods import Period
from bot.rules.report_subjects import SUBJECTS
from bot.rules.spans import Span
from bot.screens import report_corrections as screens
from bot.screens.report_corrections import New
from storage import chats, corrections, history, measures, periods, staff
from storage.aggregates import Scope
from storage.records.history import Change
from storage.records.report import Correction, CorrectionFields

CORRECT: Final = "report.correct"
TIME: Final = "report.fix.time"  # the prompts
LIBRARY: Final = "report.fix.library"
NUMBER: Final = "report.fix.number"
GROUND: Final = "report.fix.ground"
PREVIEW: Final = "report.fix.preview"
REMOVE: Final = "report.fix.remove"


# -------------------------------------------------------------------- the list and a card


async def show(ctx: FieldContext) -> None:
    """Show the corrections that touch the time of the button."""
    await _show(ctx, records.a_span(ctx), records.a_page(ctx, 1))


async def _show(ctx: FieldContext, span: Span, page: int = 0, note: str | None = None) -> None:
    await records.listen(ctx)
    scope = records.scope(span)
    counted = await corrections.counted(ctx.tx, scope)
    partly = await corrections.partly(ctx.tx, scope)
    listed = screens.Listed(span, counted, partly, page, is_closed=await _is_closed(ctx, span))
    said = ctx.t(note) if note else None
    ctx.show(SLOT, screens.listed(ctx.t, listed, await records.names(ctx), said))


async def show_card(ctx: FieldContext) -> None:
    """Show a correction with its history."""
    one, span = await _named(ctx), records.a_span(ctx, 1)
    await records.listen(ctx)
    changes = await history.of(ctx.tx, corrections.SUBJECT, one.correction_id)
    people = await staff.by_ids(ctx.tx, {change.staff_id for change in changes if change.staff_id})
    events = [
        _event(ctx, change, people[change.staff_id].initials(ctx.language))
        for change in changes
        if change.staff_id
    ]
    is_open = one.removed_at is None and not await _is_closed(ctx, _time(one))
    screen = screens.card(ctx.t, one, span, events, await records.names(ctx), may_remove=is_open)
    ctx.show(SLOT, screen)


def _event(ctx: FieldContext, change: Change, person: str) -> screens.Event:
    return screens.Event(
        ctx.day_of(change.at), person, change.action == "added", change.reason or ""
    )


async def _named(ctx: FieldContext) -> Correction:
    found = await corrections.by_id(ctx.tx, numbers(ctx.arguments[:1], 1)[0])
    if found is None:
        raise NotAllowedError
    return found


def _time(one: CorrectionFields) -> Span:
    return one.first_on, one.last_on


async def _is_closed(ctx: FieldContext, span: Span) -> bool:
    first, last = spans.days(span)
    closed = await periods.closed_between(ctx.tx, first, last)
    return spans.standing((first, last), closed) == "closed"


async def _refuse_closed(ctx: FieldContext, span: Span) -> None:
    """Refuse a time whose days all lie in closed periods (X3): a part of one counts nowhere."""
    if await _is_closed(ctx, span):
        name = await visit_records.closed_period(ctx, ctx.tx, spans.days(span)[1])
        raise PeriodClosedError(name or "")


# -------------------------------------------------------------------- a new one


async def choose_subject(ctx: FieldContext) -> None:
    """Ask which subject the number is of."""
    span = records.a_span(ctx)
    await records.listen(ctx)
    ctx.show(SLOT, screens.choose_subject(ctx.t, span))


async def choose_measure(ctx: FieldContext) -> None:
    """Ask which number is corrected."""
    span = records.a_span(ctx)
    subject = SUBJECTS.get(ctx.arguments[1] if len(ctx.arguments) > 1 else "")
    if subject is None:
        raise NotAllowedError
    await records.listen(ctx)
    ctx.show(SLOT, screens.choose_measure(ctx.t, span, subject))


async def ask_time(ctx: FieldContext) -> None:
    """Ask for which time the correction is; days are typed."""
    span, measure = records.a_span(ctx), records.a_measure(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": TIME, "measure": measure.name})
    ctx.show(SLOT, screens.ask_time(ctx.t, span, measure.name))


async def take_time(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take two typed days, or one."""
    ctx.require(CORRECT, own=False)
    span = spans.of_days(*absence.past_days(text, ctx.today))
    await _ask_library(ctx, span, str(prompt["measure"]))


async def ask_library(ctx: FieldContext) -> None:
    """Ask whether it is of the whole network or of a library."""
    await _ask_library(ctx, records.a_span(ctx), records.a_measure(ctx).name)


async def _ask_library(ctx: FieldContext, span: Span, measure: str) -> None:
    await _refuse_closed(ctx, span)
    prompt = {"kind": LIBRARY, "measure": measure, "span": spans.code(span)}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(SLOT, screens.ask_library(ctx.t, span, measure))


async def take_library(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a typed name of a library; several that fit become buttons."""
    ctx.require(CORRECT, own=False)
    network = await ctx.services.network.fresh(ctx.tx)
    known = [
        Option(str(key), tuple(dict.fromkeys((one.short("ru"), one.short("be")))))
        for key, one in network.libraries.items()
    ]
    sure = search.winner(text, known)
    found = [int(one.name) for one in ([sure] if sure else search.find(text, known))]
    span, measure = spans.parse(prompt["span"]), str(prompt["measure"])
    if not found:
        raise UserError(
            msgid("Nothing like «{typed}» is known here. Try another word."), typed=text
        )
    if len(found) == 1:
        await _ask_number(ctx, span, measure, found[0])
        return
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    names = {key: network.libraries[key].short(ctx.language) for key in found}
    ctx.show(SLOT, screens.ask_library(ctx.t, span, measure, names))


async def ask_number(ctx: FieldContext) -> None:
    """Ask what is added or taken off."""
    span, measure = records.a_span(ctx), records.a_measure(ctx).name
    (key,) = numbers(ctx.arguments[2:3], 1)
    network = await ctx.services.network.fresh(ctx.tx)
    if key and key not in network.libraries:
        raise NotAllowedError
    await _refuse_closed(ctx, span)
    await _ask_number(ctx, span, measure, key or None)


async def _ask_number(ctx: FieldContext, span: Span, measure: str, library_id: int | None) -> None:
    new = New(span, measure, library_id)
    await _keep(ctx, NUMBER, new)
    was = await _was(ctx, new)
    ctx.show(SLOT, screens.ask_number(ctx.t, new, was, await records.names(ctx)))


async def take_number(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the number, and ask on which ground."""
    ctx.require(CORRECT, own=False)
    new = _read(prompt)
    number = rules.number(text, is_decimal=measures.MEASURES[new.measure].is_decimal)
    was = await _was(ctx, new)
    if was + number < 0:
        raise UserError(
            msgid("Then there would be fewer than none: it is {was} now. Write another number."),
            was=was,
        )
    new = New(new.span, new.measure, new.library_id, number)
    await _keep(ctx, GROUND, new)
    ctx.show(SLOT, screens.ask_ground(ctx.t, new, await records.names(ctx)))


async def take_ground(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the ground, and show what the correction does before it is kept."""
    ctx.require(CORRECT, own=False)
    old = _read(prompt)
    new = New(old.span, old.measure, old.library_id, old.number, rules.ground(text))
    await _keep(ctx, PREVIEW, new)
    was = await _was(ctx, new)
    ctx.show(SLOT, screens.preview(ctx.t, new, was, await records.names(ctx)))


async def save(ctx: FieldContext) -> None:
    """Keep the correction that was shown."""
    prompt = ctx.chat.prompt or {}
    if prompt.get("kind") != PREVIEW:
        raise StaleButtonError(ctx.t.plain(msgid("no correction is begun")))
    new = _read(prompt)
    await _refuse_closed(ctx, new.span)
    first, last = spans.days(new.span)
    fields = CorrectionFields(
        measure=new.measure,
        first_on=first,
        last_on=last,
        library_id=new.library_id,
        number=new.number,
        ground=new.ground,
    )
    await corrections.add(ctx.tx, fields, now=ctx.stamp, by=ctx.person.staff_id)
    await _show(ctx, _year(new.span), note=msgid("The correction is kept."))


def _year(span: Span) -> Span:
    """Return the year that a time lies in, whose report it counts in; else the time itself."""
    first, last = spans.days(span)
    return Period.of("year", last) if first.year == last.year else span


async def _was(ctx: FieldContext, new: New) -> float:
    """Return the number before: of the correction's time, of its library or the network."""
    first, last = spans.days(new.span)
    libraries = None if new.library_id is None else (new.library_id,)
    scope = Scope(first=first, last=last, libraries=libraries)
    return (await measures.numbers(ctx.tx, scope, only=[new.measure]))[new.measure].value


async def _keep(ctx: FieldContext, kind: str, new: New) -> None:
    prompt = {
        "kind": kind,
        "span": spans.code(new.span),
        "measure": new.measure,
        "library": new.library_id,
        "number": new.number,
        "ground": new.ground,
    }
    await chats.ask(ctx.tx, ctx.chat_id, prompt)


def _read(prompt: dict[str, Any]) -> New:
    return New(
        spans.parse(prompt["span"]),
        prompt["measure"],
        prompt["library"],
        prompt["number"],
        prompt["ground"],
    )


# -------------------------------------------------------------------- taking one out


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why a correction is taken out."""
    one, span = await _removable(ctx), records.a_span(ctx, 1)
    prompt = {"kind": REMOVE, "correction": one.correction_id, "span": spans.code(span)}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(SLOT, screens.ask_reason(ctx.t, one, span, await records.names(ctx)))


async def _removable(ctx: FieldContext, key: int | None = None) -> Correction:
    one = await _named(ctx) if key is None else await corrections.by_id(ctx.tx, key)
    if one is None or one.removed_at is not None:
        raise StaleButtonError(ctx.t.plain(msgid("the correction is taken out already")))
    await _refuse_closed(ctx, _time(one))
    return one


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the correction out for the typed reason."""
    ctx.require(CORRECT, own=False)
    one = await _removable(ctx, int(prompt["correction"]))
    reason, by = rules.ground(text), ctx.person.staff_id
    await corrections.remove(ctx.tx, one.correction_id, reason, now=ctx.stamp, by=by)
    await _show(ctx, spans.parse(prompt["span"]), note=msgid("The correction is taken out."))


for _kind, _take in (
    (TIME, take_time),
    (LIBRARY, take_library),
    (NUMBER, take_number),
    (GROUND, take_ground),
    (PREVIEW, take_ground),  # another line is another ground
    (REMOVE, take_reason),
):
    prompts.register(_kind, _take)
ROUTES: Final[tuple[Route, ...]] = (
    press("report.fixes", show, CORRECT),
    press("mend.card", show_card, CORRECT),
    press("mend.add", choose_subject, CORRECT),
    press("mend.of", choose_measure, CORRECT),
    press("mend.time", ask_time, CORRECT),
    press("mend.where", ask_library, CORRECT),
    press("mend.number", ask_number, CORRECT),
    press("mend.save", save, CORRECT),
    press("mend.drop", ask_reason, CORRECT),
)
