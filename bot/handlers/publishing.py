"""Questionnaires published for campaigns: versions, what each changes, who goes on with it."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from bot.clock import local, parse_stamp
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.forms import builtin, bundle, changes, explaining, moving, reading
from bot.forms.compared import said
from bot.forms.draft import Draft as Answers
from bot.forms.model import Form
from bot.handlers import campaigns as cards
from bot.handlers import form_asking, questionnaires
from bot.msgid import msgid
from bot.published import form_of
from bot.routes import Route, press
from bot.rules import campaign_days
from bot.screens import publishing as screens
from bot.screens import questionnaires as question_screens
from bot.screens.publishing import Coming, Running, Version
from bot.screens.screen import Button
from storage import campaign_days as days
from storage import campaigns, drafts
from storage import questionnaires as store
from storage.questionnaires import FORM, NewVersion
from storage.records.monitoring import Campaign, Questionnaire

ACTION: Final = "questionnaire.publish"
SLOT: Final = questionnaires.SLOT


# -------------------------------------------------------------------- a version is made


async def ask(ctx: FieldContext) -> None:
    """Show what a checked workbook would change as the next version."""
    ctx.require(ACTION, own=False)
    await _ask(ctx)


async def _ask(ctx: FieldContext, note: str | None = None) -> None:
    result = await questionnaires.own(ctx)
    xml = (await questionnaires.kept(ctx, result["path"])).decode()
    files = await questionnaires.attached(ctx, result)
    form_ = await asyncio.to_thread(_read, xml, files)
    before = await store.newest(ctx.tx, form_.form_id)
    if before is not None and before.digest == bundle.digest(xml, files):
        ctx.show(SLOT, screens.same(ctx.t, before))
        return
    is_monitoring = form_.form_id == FORM
    old = await _before(ctx, before, is_monitoring=is_monitoring)
    about = Coming(
        form_.title,
        form_.form_id,
        before.number + 1 if before else 1,
        numbers(ctx.arguments[:1], 1)[0],
        changes.between(old, explaining.with_explanations(form_)) if old else None,
        is_monitoring,
        builtin.missing_names(FORM, form_) if is_monitoring else (),
    )
    ctx.show(SLOT, screens.ask(ctx.t, about, note))


async def _before(
    ctx: FieldContext, before: Questionnaire | None, *, is_monitoring: bool
) -> Form | None:
    """Return what is asked now: the version before, of the monitoring's own the shipped form."""
    if before is not None:
        return await form_of(ctx.tx, before.version)
    return builtin.load(FORM) if is_monitoring else None


def _read(xml: str, files: bytes | None) -> Form:
    return reading.read(xml, bundle.lists(bundle.unpacked(files)) if files else None)


async def publish(ctx: FieldContext) -> None:
    """Keep a checked workbook as the next version, and offer it to campaigns that have begun."""
    ctx.require(ACTION, own=False)
    result = await questionnaires.own(ctx)
    number = numbers(ctx.arguments[:2], 2)[1]
    xml = (await questionnaires.kept(ctx, result["path"])).decode()
    xlsform = await questionnaires.kept(ctx, result["more"][0])
    files = await questionnaires.attached(ctx, result)
    form_ = await asyncio.to_thread(_read, xml, files)
    before = await store.newest(ctx.tx, form_.form_id)
    if number != (before.number + 1 if before else 1):
        note = ctx.t(msgid("Another version has been published meanwhile. Look once more."))
        await _ask(ctx, note)
        return
    digest = bundle.digest(xml, files)
    new = NewVersion(
        form_.form_id, form_.title, xml, digest, result["file"], result["file_id"], xlsform, files
    )
    made = await store.publish(ctx.tx, new, now=ctx.stamp, by=ctx.person.staff_id)
    if made is None:
        note = ctx.t(msgid("These questions were published before as an earlier version."))
        await _show_card(ctx, await _versions(ctx, before), note)
        return
    running = [await _running(ctx, one, made) for one in await _behind(ctx, made)]
    ctx.show(SLOT, screens.published(ctx.t, made, running))


# -------------------------------------------------------------------- campaigns go on with it


async def _behind(ctx: FieldContext, newest: Questionnaire) -> list[Campaign]:
    """Return the campaigns, not yet over, that ask an earlier version of a questionnaire."""
    return [
        one
        for one in await days.every(ctx.tx)
        if _is_behind(one, newest) and campaign_days.state(one, ctx.today) in _OPEN
    ]


_OPEN: Final = {"coming", "running", "late"}


def _is_behind(campaign: Campaign, newest: Questionnaire) -> bool:
    if campaign.version.startswith(f"q{newest.questionnaire_id}."):
        return campaign.version != newest.version
    return newest.code == FORM and not campaign.version.startswith("q")


async def _running(ctx: FieldContext, campaign: Campaign, newest: Questionnaire) -> Running:
    """Sum up what a version would do to the answers of those who have begun."""
    units = await campaigns.units(ctx.tx, campaign.campaign_id)
    begun = await drafts.some(ctx.tx, [one.draft_id for one in units if one.draft_id])
    begun = [one for one in begun if not one.context.get("is_correction")]
    new, stays = await form_of(ctx.tx, newest.version), 0
    anew: Counter[str] = Counter()
    away: Counter[str] = Counter()
    for draft in begun:
        old = await form_of(ctx.tx, draft.version)
        found = moving.effect(old, new, Answers.load(draft.loaded))
        stays += len(found.stays)
        anew.update(_labels(ctx, old, found.anew))
        away.update(_labels(ctx, old, found.away))
    sent = sum(one.submission_id is not None for one in units)
    return Running(campaign, len(begun), sent, stays, anew, away)


def _labels(ctx: FieldContext, form_: Form, paths: Iterable[str]) -> list[str]:
    found = (form_.questions[changes.plain(path)] for path in paths)
    return [said(one.label, ctx.language) or one.name for one in found]


async def offer(ctx: FieldContext) -> None:
    """Show what a campaign's going on with the newest version changes."""
    ctx.require(ACTION, own=False)
    campaign, newest = await _named(ctx)
    ctx.show(cards.SLOT, screens.offered(ctx.t, newest, await _running(ctx, campaign, newest)))


async def take(ctx: FieldContext) -> None:
    """Let a campaign ask the newest version from now on; who has sent stays with theirs."""
    ctx.require(ACTION, own=False)
    campaign, newest = await _named(ctx)
    await campaigns.take_version(
        ctx.tx, campaign.campaign_id, newest.version, now=ctx.stamp, by=ctx.person.staff_id
    )
    await cards.show(ctx, await cards.named(ctx), screens.taken(ctx.t, newest))


async def _named(ctx: FieldContext) -> tuple[Campaign, Questionnaire]:
    """Return the campaign and the version that a button names, if the one may take the other."""
    campaign_id, questionnaire_id, number = numbers(ctx.arguments[:3], 3)
    campaign = await cards.named(ctx)
    versions = await store.versions(ctx.tx, questionnaire_id)
    if not versions or campaign.campaign_id != campaign_id:
        raise NotAllowedError
    if campaign_days.state(campaign, ctx.today) not in _OPEN:
        raise cards.too_late(ctx, campaign)
    if versions[0].number != number or not _is_behind(campaign, versions[0]):
        raise UserError(
            msgid("This is done already, or there is a newer version: look at its card.")
        )
    return campaign, versions[0]


async def _on_card(ctx: FieldContext, campaign: Campaign) -> list[Button]:
    """Offer the newest version on the card of a campaign that asks an earlier one."""
    if not ctx.may(ACTION, own=False) or campaign_days.state(campaign, ctx.today) not in _OPEN:
        return []
    asked = await store.of_version(ctx.tx, campaign.version)
    newest = await store.newest(ctx.tx, asked.code if asked else FORM)
    if newest is None or not _is_behind(campaign, newest):
        return []
    press_ = f"quest.offer:{campaign.campaign_id}:{newest.questionnaire_id}:{newest.number}"
    return [Button(ctx.t.plain(msgid("Newer questions")), press_)]


# -------------------------------------------------------------------- what is published


async def show_card(ctx: FieldContext) -> None:
    """Show a questionnaire with all its versions."""
    found = await store.versions(ctx.tx, numbers(ctx.arguments[:1], 1)[0])
    await _show_card(ctx, found)


async def _versions(ctx: FieldContext, one: Questionnaire | None) -> list[Questionnaire]:
    return await store.versions(ctx.tx, one.questionnaire_id) if one else []


async def _show_card(ctx: FieldContext, found: list[Questionnaire], note: Any = None) -> None:
    if not found:
        raise NotAllowedError
    staff, zone = ctx.services.network.staff, ctx.services.clock.zone
    versions = [
        Version(
            one,
            staff[one.published_by].initials(ctx.language),
            local(parse_stamp(one.published_at), zone),
        )
        for one in found
    ]
    mine = {one.version for one in found}
    asking = [
        one
        for one in await days.every(ctx.tx)
        if one.version in mine and campaign_days.state(one, ctx.today) in _OPEN
    ]
    ctx.show(SLOT, screens.card(ctx.t, versions, asking, note))


async def download(ctx: FieldContext) -> None:
    """Send a version as plain XLSForm."""
    about = await _version(ctx)
    content = await store.xlsform(ctx.tx, about.questionnaire_id, about.number)
    name = f"{about.code}-{about.number}.xlsx"
    await questionnaires.send(ctx, content or b"", name, question_screens.export_caption(ctx.t))


async def test(ctx: FieldContext) -> None:
    """Ask the questions of a version as a librarian would be asked; nothing is recorded."""
    about = await _version(ctx)
    xml = await drafts.version(ctx.tx, FORM, about.version)
    files = await drafts.version_files(ctx.tx, FORM, about.version)
    await drafts.keep_version(ctx.tx, drafts.TRIAL, about.digest, xml or "", ctx.stamp, files)
    context = {"digest": about.digest, "title": about.title}
    await form_asking.open_form(ctx, drafts.TRIAL, training=True, context=context)


async def _version(ctx: FieldContext) -> Questionnaire:
    questionnaire_id, number = numbers(ctx.arguments[:2], 2)
    found = await store.versions(ctx.tx, questionnaire_id)
    wanted = next((one for one in found if one.number == number), None)
    if wanted is None:
        raise NotAllowedError
    return wanted


cards.offer(_on_card)
ROUTES: Final[tuple[Route, ...]] = (
    press("quest.ask", ask, ACTION),
    press("quest.publish", publish, ACTION),
    press("quest.offer", offer, ACTION),
    press("quest.take", take, ACTION),
    press("quest.card", show_card, questionnaires.ACTION),
    press("quest.xlsform", download, questionnaires.ACTION),
    press("quest.test", test, questionnaires.ACTION),
)
