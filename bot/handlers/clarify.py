"""A returned answer on the library's side: corrected, or left and explained; then sent again.

Each remark is answered by itself. What is corrected is a new version of the answers, what is
explained stays beside the remark. The last one answered sends the sheet to its methodist.
"""

from collections.abc import Mapping
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers, roles_of
from bot.errors import NotAllowedError
from bot.forms import engine
from bot.forms.errors import StaleAnswerError
from bot.handlers import form_asking, form_draft, monitoring, prompts, tasks
from bot.handlers import monitoring_units as units
from bot.handlers import review_sheets as sheets
from bot.handlers.kinds import Filling
from bot.handlers.monitoring_units import FORM, Sheet
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import monitoring as rules
from bot.rules import reviewing, rights
from bot.screens import clarify as screens
from storage import campaigns, chats, reviews
from storage.database import Statement
from storage.records.monitoring import Remark
from storage.records.people import Staff

LINE: Final = "clarify.line"
ACTION: Final = "campaign.answer"


def slot(unit_id: int) -> str:
    """Return the place of a library's remarks in a chat."""
    return f"clarify:{unit_id}"


# -------------------------------------------------------------------- telling the library


async def tell(ctx: FieldContext, sheet: Sheet) -> list[str]:
    """Send the first remark to who answers for a library; return whom it reaches.

    Who is away is stood in for; the sender is no librarian who must be told.
    """
    here = await tasks.here(ctx)
    people = [one.staff_id for one in units.answerers(ctx, sheet.library_id)]
    readers = dict.fromkeys(here.reader_of(key) for key in people if key in here.people)
    told = []
    for key in readers:
        person = ctx.services.network.staff.get(key or 0)
        if person is None or person.staff_id == ctx.person.staff_id:
            continue
        asked = await _asked(ctx, sheet, reader=person)
        screen = screens.card(translator(person.language), asked)
        if ctx.tell_person(person, screen, slot=slot(sheet.unit.unit_id)):
            told.append(person.initials(ctx.language))
    return told


async def _asked(
    ctx: FieldContext, sheet: Sheet, *, reader: Staff | None = None, remark: Remark | None = None
) -> screens.Asked:
    """Return a remark, by default the first open one, with what stands around it."""
    person = reader or ctx.person
    waiting = await reviews.open_of(ctx.tx, sheet.unit.unit_id)
    chosen = remark or waiting[0]
    is_own = reader is not None or await units.is_own(ctx, sheet.library_id)
    network = ctx.services.network
    return screens.Asked(
        sheet.campaign,
        sheet.unit,
        network.libraries[sheet.library_id].short(person.language),
        chosen,
        network.staff[chosen.made_by].initials(person.language),
        await sheets.answers_of(ctx, sheet),
        len(waiting),
        person.called(person.language) if is_own else "",
        tuple(monitoring.contact(ctx, one) for one in units.answerers(ctx, sheet.library_id)),
    )


# -------------------------------------------------------------------- reading


async def open_unit(ctx: FieldContext) -> None:
    """Show the first remark to a library that waits for its answer."""
    sheet = await units.named(ctx)
    await show_next(ctx, sheet)


async def show_next(ctx: FieldContext, sheet: Sheet, note: str | None = None) -> bool:
    """Show the next remark; where none waits, the sheet. Tell whether one waits."""
    ctx.require(ACTION, own=await units.is_own(ctx, sheet.library_id))
    await _forget(ctx)
    if not await reviews.open_of(ctx.tx, sheet.unit.unit_id):
        ctx.arguments = (str(sheet.unit.unit_id),)
        await monitoring.show_card(ctx)
        return False
    said = ctx.t(note) if note else None
    screen = screens.card(ctx.t, await _asked(ctx, sheet), said)
    ctx.show(slot(sheet.unit.unit_id), screen)
    return True


async def _forget(ctx: FieldContext) -> None:
    if (ctx.chat.prompt or {}).get("kind") == LINE:
        await chats.ask(ctx.tx, ctx.chat_id, None)


async def show(ctx: FieldContext) -> None:
    """Show one remark again."""
    if found := await _waiting(ctx):
        remark, sheet = found
        await _forget(ctx)
        screen = screens.card(ctx.t, await _asked(ctx, sheet, remark=remark))
        ctx.show(slot(sheet.unit.unit_id), screen)


async def _waiting(ctx: FieldContext, remark_id: int | None = None) -> tuple[Remark, Sheet] | None:
    """Return an open remark, by default the button's; a settled one shows what waits now."""
    remark = await reviews.by_id(ctx.tx, remark_id or numbers(ctx.arguments[:1], 1)[0])
    if remark is None or remark.state == "written":
        raise NotAllowedError
    sheet = await units.named(ctx, remark.unit_id)
    ctx.require(ACTION, own=await units.is_own(ctx, sheet.library_id))
    if remark.state != "open":
        await show_next(ctx, sheet, msgid("This remark is answered already."))
        return None
    await units.refuse_closed(ctx, sheet.campaign)
    return remark, sheet


async def call(ctx: FieldContext) -> None:
    """Show whom to call about a remark."""
    if found := await _waiting(ctx):
        remark, sheet = found
        author = ctx.services.network.staff[remark.made_by]
        department = (await ctx.institution())["department_contact"]
        name = author.full_name(ctx.language)
        screen = screens.contact(ctx.t, remark, name, author.phone or "", department)
        ctx.show(slot(sheet.unit.unit_id), screen)


# -------------------------------------------------------------------- «Исправить»


async def correct(ctx: FieldContext) -> None:
    """Ask just the returned question again, and what depends on it."""
    found = await _waiting(ctx)
    if found is None:
        return
    remark, sheet = found
    await _forget(ctx)
    draft = await units.draft_of(ctx.tx, sheet.unit)
    if draft is not None and draft.entered_by != ctx.person.staff_id:
        await monitoring.go_on(ctx, sheet, draft)
        return
    filling = await (form_draft.load(ctx, draft.draft_id) if draft else _begin(ctx, sheet, remark))
    await _ask(ctx, filling, remark.question)


async def _begin(ctx: FieldContext, sheet: Sheet, remark: Remark) -> Filling:
    owner, source = monitoring.whose(ctx, sheet)
    code = ctx.services.network.libraries[sheet.library_id].code
    context = rules.context(sheet.campaign, sheet.unit, code, is_correction=True)
    one = reviewing.of_path(await sheets.form_of(ctx, sheet), remark.question)
    # Of a question that repeats several answers may be wrong: those are corrected on the card.
    is_repeated = one is not None and bool(one.field.repeat)
    filling = await form_draft.begin(
        ctx, FORM, owner=owner, source=source,
        context=context | {"remark": remark.remark, "is_repeated": is_repeated},
        prefilled=await campaigns.answers(ctx.tx, sheet.unit), settled=True,
    )  # fmt: skip
    await campaigns.begun(ctx.tx, sheet.unit.unit_id, filling.draft.draft_id)
    return filling


async def _ask(ctx: FieldContext, filling: Filling, path: str) -> None:
    """Ask a question in a draft; one that cannot be asked alone is found on the card."""
    try:
        answers = engine.change(filling.form, filling.answers, path, filling.env)
    except StaleAnswerError:
        answers = filling.answers
    await chats.focus(ctx.tx, ctx.chat_id, filling.draft.draft_id)
    filling = await form_draft.store(ctx, filling, answers)
    await form_asking.enter(ctx, filling)


# -------------------------------------------------------------------- «Оставить и пояснить»


async def ask_line(ctx: FieldContext) -> None:
    """Ask why an answer stays."""
    if found := await _waiting(ctx):
        remark, sheet = found
        await chats.focus(ctx.tx, ctx.chat_id, None)
        await chats.ask(ctx.tx, ctx.chat_id, {"kind": LINE, "remark_id": remark.remark_id})
        screen = screens.ask_line(ctx.t, await _asked(ctx, sheet, remark=remark))
        ctx.show(slot(sheet.unit.unit_id), screen)


async def take_line(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Keep why an answer stays."""
    if found := await _waiting(ctx, int(prompt["remark_id"])):
        remark, sheet = found
        line = reviewing.one_line(text)
        await reviews.explain(ctx.tx, remark, line, now=ctx.stamp, by=ctx.person.staff_id)
        await go_on(ctx, await units.named(ctx, sheet.unit.unit_id))


# -------------------------------------------------------------------- what a new version settles


async def settling(
    ctx: FieldContext, sheet: Sheet, old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[Statement]:
    """Return the statements that settle the remarks which a new version answers."""
    waiting = await reviews.open_of(ctx.tx, sheet.unit.unit_id)
    if not waiting:
        return []
    questions = await sheets.form_of(ctx, sheet)
    became = reviewing.settled_by(questions, old, new, waiting)
    return reviews.corrected(became, now=ctx.stamp, by=ctx.person.staff_id)


async def go_on(ctx: FieldContext, sheet: Sheet) -> None:
    """After an answer: show the next remark, or send the sheet to who has returned it."""
    if sheet.unit.state == "returned":
        await show_next(ctx, sheet)
        return
    people = await _tell_settled(ctx, sheet)
    library = units.library(ctx, sheet.library_id)
    ctx.show(slot(sheet.unit.unit_id), screens.done(ctx.t, sheet.unit, library, people))


async def _tell_settled(ctx: FieldContext, sheet: Sheet) -> list[str]:
    """Send the difference to who has made the remarks, else to those who review; return whom."""
    unit = sheet.unit
    settled = [
        one
        for one in await reviews.of_unit(ctx.tx, unit.unit_id)
        if one.state in {"corrected", "explained"}
        and (one.return_no == unit.return_no or (one.settled_at or "") > (unit.returned_at or ""))
    ]
    answers = await sheets.answers_of(ctx, sheet)
    told = []
    for person in await _readers(ctx, {one.made_by for one in settled}):
        t = translator(person.language)
        library = ctx.services.network.libraries[sheet.library_id].short(t.language)
        by = sheets.person(ctx, ctx.person.staff_id, t.language)
        about = (sheet.campaign, sheet.unit, library)
        if ctx.tell_person(person, screens.settled(t, about, answers, settled, by)):
            told.append(person.initials(ctx.language))
    return told


async def _readers(ctx: FieldContext, authors: set[int]) -> list[Staff]:
    """Return who reads of answered remarks: their authors or who stands in, else the reviewers."""
    here, known = await tasks.here(ctx), ctx.services.network.staff
    keys = dict.fromkeys(here.reader_of(one) for one in sorted(authors) if one in here.people)
    people = [known[key] for key in keys if key in known and known[key].is_reachable]
    if not people:
        people = [one for one in known.values() if _reviews(one) and one.is_reachable]
    return [one for one in people if one.staff_id != ctx.person.staff_id]


def _reviews(person: Staff) -> bool:
    is_methodist = person.is_active and person.role == "methodist"
    return is_methodist and rights.allows(roles_of(person), "campaign.review", own=False)


prompts.register(LINE, take_line)
ROUTES: Final[tuple[Route, ...]] = (
    press("clarify.open", open_unit, ACTION),
    press("clarify.show", show, ACTION),
    press("clarify.fix", correct, ACTION),
    press("clarify.keep", ask_line, ACTION),
    press("clarify.call", call, ACTION),
)
