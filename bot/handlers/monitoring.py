"""«Анкета»: the questionnaire of the monitoring, answered for a library, corrected, received."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any, Final

from bot.catalogs import Html, Translator, translator
from bot.clock import local, parse_stamp
from bot.context import FieldContext
from bot.forms import builtin, bundle, compared, summary
from bot.forms.draft import Draft as Answers
from bot.forms.errors import StaleAnswerError
from bot.forms.model import Form
from bot.forms.turns import Ask
from bot.handlers import (
    comparing,
    form_asking,
    form_ending,
    monitoring_checks,
    monitoring_sheets,
    owners,
    tasks,
    visit_card,
)
from bot.handlers import monitoring_units as sheets
from bot.handlers.kinds import Filling, FormKind, Shortcuts, Told
from bot.handlers.monitoring_units import FORM, Sheet
from bot.msgid import msgid
from bot.published import form_of, sheet_form
from bot.routes import Route, command, press
from bot.rules import monitoring
from bot.screens import clarify as clarifying
from bot.screens import monitoring as screens
from bot.screens.form import Ending
from bot.screens.monitoring import AskedOf, Facts, May
from bot.screens.owners import Facts as OwnersFacts
from bot.screens.screen import lines
from storage import campaigns, drafts, files, recommendation_moves, recommendations
from storage.campaigns import TABLE
from storage.drafts import Draft
from storage.records.monitoring import Campaign, CampaignUnit
from storage.records.people import Staff

SLOT: Final = "questionnaire"
ON_BEHALF: Final = frozenset({"phone", "paper", "other"})


SENDING: Final = Ending(
    msgid("Send"),
    msgid("All right? Press «Send». To change an answer, type its number."),
    msgid("To change an answer, type its number. To finish, press «Send»."),
)


class MonitoringForm(FormKind):
    """The questionnaire of the monitoring."""

    name = FORM
    title = msgid("Questionnaire")
    action = "campaign.answer"
    is_offered = False  # it is opened for a library, not for a person
    is_moved = True

    async def version(self, ctx: FieldContext, version: str) -> Form | None:
        """Return the questions of a published version; what was shipped is asked as it is now."""
        return await form_of(ctx.tx, version)

    async def current(self, ctx: FieldContext, context: Mapping[str, Any]) -> Form:
        """Return the questions of the campaign; practice is on the shipped ones."""
        return await sheets.asked(ctx, context)

    async def attachment(self, ctx: FieldContext, draft: Draft, name: str) -> bytes | None:
        """Return a picture that belongs to the questions."""
        archive = await drafts.version_files(ctx.tx, FORM, draft.version)
        return bundle.unpacked(archive).get(name) if archive else None

    def ending(self, draft: Draft) -> Ending:
        """Let new answers be sent, a correction be saved."""
        return super().ending(draft) if draft.context.get("is_correction") else SENDING

    def ends_itself(self, draft: Draft) -> bool:
        """Save one returned answer at once: the others are not looked at again."""
        return "remark" in draft.context and not draft.context.get("is_repeated")

    def introduced(self, ctx: FieldContext, draft: Draft) -> str:
        """Say for which library and until when it is; of a returned answer, what was remarked."""
        about = draft.context.get("about")
        if remark := draft.context.get("remark"):
            return ctx.t(msgid("Remark: «{remark}»"), remark=remark)
        if about is None:
            return super().introduced(ctx, draft)
        library = ctx.services.network.library_by_code(draft.context["library"])
        first_on, last_on = map(date.fromisoformat, about)
        return screens.introduction(
            ctx.t,
            AskedOf(first_on, last_on, draft.context["name"]),
            library.short(ctx.language) if library else "",
            date.fromisoformat(draft.context["closes_on"]),
            is_correction=draft.context["is_correction"],
            minutes=draft.context.get("minutes"),
        )

    async def told(self, ctx: FieldContext, draft: Draft) -> Told:
        """Tell the form of last year and of open recommendations."""
        return await sheets.told(ctx, draft)

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Stand the compared figure beside a count, say what is odd, offer a fact once more."""
        facts = filling.told.facts
        if facts is None:
            return Shortcuts()
        found = comparing.shortcuts(ctx, filling, ask, facts.known)
        if ask.path == "paid_fact":
            note = lines(found.note, screens.planned(ctx.t, facts.plan)) or None
            return replace(found, note=note)
        return found

    async def take_shortcut(
        self,
        ctx: FieldContext,  # noqa: ARG002  # the base's
        filling: Filling,
        ask: Ask,
        name: str,
    ) -> Answers:
        """Take the fact of the last campaign once more."""
        if filling.told.facts is None:
            raise StaleAnswerError(ask.path)
        return comparing.take(filling, ask, name, filling.told.facts.known)

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],
    ) -> bool:
        """Refuse a closed period and who may not answer for it; ask about residents' numbers."""
        sheet = await sheets.named(ctx, draft.context.get("unit_id"))
        ctx.require(self.action, own=await sheets.is_own(ctx, sheet.library_id))
        await sheets.refuse_closed(ctx, sheet.campaign)
        sent = await campaigns.answers(ctx.tx, sheet.unit)
        form_ = await form_of(ctx.tx, draft.version)
        return monitoring_checks.asked(ctx, draft, answers, sent, settled, form_=form_)

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Put the answers in force and note which recommendations are carried out."""
        await _save(ctx, draft, answers)


# -------------------------------------------------------------------- opening


async def show_mine(ctx: FieldContext) -> None:
    """Show the questionnaires that a person answers; an only one opens at once."""
    await ctx.services.network.fresh(ctx.tx)
    places = await sheets.spoken_for(ctx)
    own = [
        (campaign, unit)
        for campaign in await _answered_now(ctx)
        for unit in await campaigns.units(ctx.tx, campaign.campaign_id)
        if unit.library_id in places
    ]
    if len(own) == 1:
        ctx.arguments = (str(own[0][1].unit_id),)
        await open_unit(ctx)
        return
    now = await tasks.here(ctx)
    listed = [
        screens.Mine(
            campaign,
            unit,
            sheets.library(ctx, unit.library_id),
            sheets.far(ctx, await sheets.draft_of(ctx.tx, unit), now),
        )
        for campaign, unit in own
    ]
    ctx.show(SLOT, screens.mine(ctx.t, listed))


async def _answered_now(ctx: FieldContext) -> list[Campaign]:
    """Return the campaigns in their time, the latest first; without any the latest one."""
    opened = await campaigns.opened(ctx.tx, ctx.today)
    running = [
        one
        for one in opened
        if one.closed_at is None and ctx.today <= one.closes_on + monitoring.LATE
    ]
    return running or opened[:1]


async def open_unit(ctx: FieldContext) -> None:
    """Open a library's questionnaire where it stopped; what was sent is shown."""
    sheet = await _answerable(ctx)
    if sheet.unit.state == "returned":
        await _clarify().show_next(ctx, sheet)
        return
    speaker = await sheets.speaks_for(ctx, sheet.library_id)
    if speaker is None or sheet.unit.is_answered:
        await show_card(ctx)
        return
    await sheets.refuse_closed(ctx, sheet.campaign)
    draft = await sheets.draft_of(ctx.tx, sheet.unit)
    if draft is None:
        await begin(ctx, sheet, owner=speaker.staff_id)
    else:
        await go_on(ctx, sheet, draft)


async def go_on(ctx: FieldContext, sheet: Sheet, draft: Draft, source: str = "chat") -> None:
    """Go on with begun answers; what a colleague has begun is first shown."""
    if draft.entered_by == ctx.person.staff_id:
        ctx.arguments = (str(draft.draft_id),)
        await form_asking.resume(ctx)
        return
    far = sheets.far(ctx, draft, await tasks.here(ctx)) or screens.Far(0, 0)
    name = sheets.library(ctx, sheet.library_id)
    screen = screens.opening(ctx.t, sheet.campaign, sheet.unit, name, far, source=source)
    ctx.show(SLOT, screen)


async def begin(
    ctx: FieldContext,
    sheet: Sheet,
    *,
    owner: int,
    source: str = "chat",
    answers: Mapping[str, Any] | None = None,
) -> None:
    """Begin to answer for a library; `answers` are those that are to be corrected."""
    unit = sheet.unit
    code = ctx.services.network.libraries[sheet.library_id].code
    context = monitoring.context(sheet.campaign, unit, code, is_correction=answers is not None)
    form_ = await sheet_form(ctx.tx, sheet.campaign, unit)
    if form_ is not builtin.load(FORM):
        context["minutes"] = summary.of(form_).minutes
    filling = await form_asking.open_form(
        ctx, FORM, owner=owner, source=source, context=context,
        prefilled=answers, settled=answers is not None,
    )  # fmt: skip
    await campaigns.begun(ctx.tx, unit.unit_id, filling.draft.draft_id)


async def take_over(ctx: FieldContext) -> None:
    """Go on with a questionnaire that a colleague has begun."""
    sheet = await _answerable(ctx)
    draft = await sheets.draft_of(ctx.tx, sheet.unit)
    if draft is None:
        await open_unit(ctx)
        return
    await sheets.refuse_closed(ctx, sheet.campaign)
    if draft.entered_by != ctx.person.staff_id:
        source = next((one for one in ctx.arguments[1:2] if one in ON_BEHALF), None)
        await drafts.hand_over(
            ctx.tx, draft.draft_id, ctx.person.staff_id, ctx.stamp, source=source
        )
        _tell_taken(ctx, sheet, draft.entered_by)
    ctx.arguments = (str(draft.draft_id),)
    await form_asking.resume(ctx)


def _tell_taken(ctx: FieldContext, sheet: Sheet, staff_id: int) -> None:
    """Tell who had begun that a colleague goes on: their words would answer nothing now."""
    colleague = ctx.services.network.staff[staff_id]
    t = translator(colleague.language)
    library = ctx.services.network.libraries[sheet.library_id].short(t.language)
    person = ctx.person.initials(t.language)
    screen = screens.taken(t, sheet.campaign, sheet.unit, library, person)
    ctx.tell_person(colleague, screen)


async def correct(ctx: FieldContext) -> None:
    """Open sent answers for correction; until «Сохранить» they stay as they were."""
    sheet = await _answerable(ctx)
    if not sheet.unit.is_answered or not _may_correct(ctx, sheet):
        await show_card(ctx)
        return
    await sheets.refuse_closed(ctx, sheet.campaign)
    draft = await sheets.draft_of(ctx.tx, sheet.unit)
    if draft is not None:
        await take_over(ctx)
        return
    answers = await campaigns.answers(ctx.tx, sheet.unit)
    owner, source = whose(ctx, sheet)
    await begin(ctx, sheet, owner=owner, source=source, answers=answers)


def whose(ctx: FieldContext, sheet: Sheet) -> tuple[int, str]:
    """Return whose answers a correction changes, and where it comes from."""
    owner = sheet.unit.staff_id or ctx.person.staff_id
    told = sheet.unit.source if sheet.unit.source in ON_BEHALF else "other"
    return owner, "chat" if owner == ctx.person.staff_id else told or "other"


def _clarify() -> ModuleType:
    """Return what takes returned answers; it opens questionnaires and so imports this module."""
    from bot.handlers import clarify  # noqa: PLC0415  # as the docstring says

    return clarify


async def _answerable(ctx: FieldContext) -> Sheet:
    sheet = await sheets.named(ctx)
    ctx.require("campaign.answer", own=await sheets.is_own(ctx, sheet.library_id))
    return sheet


def _may_correct(ctx: FieldContext, sheet: Sheet) -> bool:
    """Tell whether sent answers can be corrected: by the library until the last day."""
    if ctx.may("campaign.answer", own=False):
        return True
    return ctx.today <= sheet.unit.closes_on and sheet.unit.state != "accepted"


# -------------------------------------------------------------------- the card


async def show_card(ctx: FieldContext) -> None:
    """Show a library in a campaign with its answers."""
    sheet = await sheets.named(ctx)
    ctx.require("campaign.read", own=await sheets.is_own(ctx, sheet.library_id))
    ctx.show(SLOT, screens.card(ctx.t, await _facts(ctx, sheet), await _may(ctx, sheet)))


async def show_files(ctx: FieldContext) -> None:
    """Send the photos and other files of a library's answers."""
    sheet = await sheets.named(ctx)
    ctx.require("campaign.read", own=await sheets.is_own(ctx, sheet.library_id))
    form_ = await sheet_form(ctx.tx, sheet.campaign, sheet.unit)
    keys = compared.files(form_, await campaigns.answers(ctx.tx, sheet.unit))
    visit_card.send_files(ctx, [one for key in keys if (one := await files.load(ctx.tx, key))])


async def _facts(ctx: FieldContext, sheet: Sheet) -> Facts:
    unit = sheet.unit
    people = sheets.answerers(ctx, sheet.library_id)
    answers = await campaigns.answers(ctx.tx, unit)
    known = (await sheets.facts_of(ctx.tx, sheet)).known
    form_ = await sheet_form(ctx.tx, sheet.campaign, sheet.unit)
    return Facts(
        sheet.campaign,
        unit,
        sheets.library(ctx, sheet.library_id),
        tuple(contact(ctx, one) for one in people),
        sheets.far(ctx, await sheets.draft_of(ctx.tx, unit), await tasks.here(ctx)),
        _sent(ctx, unit),
        screens.answered(ctx.t, form_, answers, known, ctx.services.network.lists),
        has_files=bool(compared.files(form_, answers)),
    )


def contact(ctx: FieldContext, person: Staff) -> str:
    """Return a colleague's full name with the telephone."""
    parts = (person.full_name(ctx.language), person.phone)
    return ", ".join(part for part in parts if part)


def _sent(ctx: FieldContext, unit: CampaignUnit) -> Html | None:
    if unit.sent_at is None or unit.entered_by is None:
        return None
    return screens.sent(
        ctx.t,
        local(parse_stamp(unit.sent_at), ctx.services.clock.zone),
        ctx.services.network.staff[unit.entered_by].initials(ctx.language),
        unit.source or "chat",
    )


async def _may(ctx: FieldContext, sheet: Sheet) -> May:
    unit = sheet.unit
    is_manager = ctx.may("campaign.answer", own=False)
    speaker = await sheets.speaks_for(ctx, sheet.library_id)
    return May(
        answer=unit.state == "waiting" and speaker is not None,
        on_behalf=unit.state == "waiting" and is_manager and speaker is None,
        correct=unit.is_answered and _may_correct(ctx, sheet),
        clarify=unit.state == "returned" and (is_manager or speaker is not None),
        review=unit.submission_id is not None and ctx.may("campaign.review", own=False),
        see_board=ctx.may("campaign.read", own=False),
        prolong=not unit.is_answered
        and sheet.campaign.is_open
        and ctx.may("campaign.manage", own=False),
    )


# -------------------------------------------------------------------- saving


async def _save(ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
    sheet = await sheets.named(ctx, int(draft.context["unit_id"]))
    by = ctx.person.staff_id
    is_change = sheet.unit.submission_id is not None
    old = await campaigns.answers(ctx.tx, sheet.unit)
    form_ = await form_of(ctx.tx, draft.version)
    changes = compared.differing(form_, old, answers) if is_change else {}
    if is_change and not changes and "remark" in draft.context:
        await form_ending.back_to_menu(ctx)
        await _clarify().show_next(ctx, sheet, clarifying.UNCHANGED)
        return
    submission_id = await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
    await ctx.tx.batch(await _clarify().settling(ctx, sheet, old, answers))
    await campaigns.send(
        ctx.tx, sheet.unit, draft, submission_id,
        said=monitoring.said(form_, answers, sheet.campaign.period),
        changes=changes,
        now=ctx.stamp, by=by,
    )  # fmt: skip
    for key in compared.recommended(form_, answers):
        item = await recommendations.by_id(ctx.tx, key)
        if item is not None and item.is_open:
            act = recommendation_moves.Act(by, ctx.stamp, ctx.today)
            await recommendation_moves.do(ctx.tx, item, act, source=draft.source)
    unit = (await sheets.named(ctx, sheet.unit.unit_id)).unit
    if is_change:
        await owners.ask_again(ctx, TABLE, unit.unit_id)
    else:
        await owners.ask(ctx, TABLE, unit.unit_id, draft.staff_id)
    following = None if is_change else await _next(ctx, sheet, draft.source)
    if "remark" not in draft.context or sheet.unit.state != "returned":
        receipt = await monitoring_sheets.receipt(ctx, Sheet(unit, sheet.campaign))
        name = sheets.library(ctx, sheet.library_id)
        said = screens.received(ctx.t, unit, name, following, receipt, is_change=is_change)
        ctx.show(draft.slot, said)
    if unit.state == "returned":  # the next remark stands below the menu
        await form_ending.back_to_menu(ctx)
    if sheet.unit.state == "returned":
        await _clarify().go_on(ctx, Sheet(unit, sheet.campaign))
    if unit.state != "returned":
        await form_ending.back_to_menu(ctx)


async def _next(ctx: FieldContext, sheet: Sheet, source: str) -> screens.Following | None:
    """Return the next library without an answer for who enters them one after another (T32)."""
    if source not in ON_BEHALF or not ctx.may("campaign.answer", own=False):
        return None
    waiting = await campaigns.unanswered(ctx.tx, [sheet.campaign.campaign_id])
    order = sorted(waiting, key=lambda one: (one.unit_id < sheet.unit.unit_id, one.unit_id))
    for one in order:
        people = sheets.answerers(ctx, one.library_id)
        if one.draft_id is None and not any(person.is_reachable for person in people):
            return screens.Following(one.unit_id, sheets.library(ctx, one.library_id), source)
    return None


async def _owners_facts(ctx: FieldContext, unit_id: int, t: Translator) -> OwnersFacts | None:
    """Return what answers say to the colleague for whom they were entered."""
    found = await campaigns.of_unit(ctx.tx, unit_id)
    if found is None:
        return None
    sheet = Sheet(*found)
    answers = await campaigns.answers(ctx.tx, sheet.unit)
    known = (await sheets.facts_of(ctx.tx, sheet)).known
    form_ = await sheet_form(ctx.tx, sheet.campaign, sheet.unit)
    library = ctx.services.network.libraries[sheet.library_id].short(t.language)
    text = lines(
        t(msgid("Recorded on your behalf:")),
        screens.heading(t, sheet.campaign, library),
        *screens.answered(t, form_, answers, known, ctx.services.network.lists),
    )
    return OwnersFacts(text, sheet.unit.source or "chat")


owners.register(TABLE, owners.Kind("unit.card", _owners_facts))
ROUTES: Final[tuple[Route, ...]] = (
    command("questionnaire", show_mine, "campaign.answer"),
    press("unit.open", open_unit, "campaign.answer"),
    press("unit.take", take_over, "campaign.answer"),
    press("unit.correct", correct, "campaign.answer"),
    press("unit.card", show_card, "campaign.read"),
    press("unit.files", show_files, "campaign.read"),
    *monitoring_checks.ROUTES,
    *monitoring_sheets.ROUTES,
)
