"""The questions of a campaign or an entry, wherever they are asked, shown or summed up.

A campaign, a draft and a submission name their version: that of the shipped form, or `q3.2`,
the second version of the published questionnaire 3. So do entries of contests whose questions
the institution has published itself.
"""

import asyncio
from dataclasses import replace
from typing import Final

from bot.forms import builtin, bundle, explaining, reading
from bot.forms.model import Form
from bot.rules import own_questions
from bot.rules.own_questions import Unfit
from storage import drafts, entries, questionnaires
from storage.database import Reader
from storage.questionnaires import FORM
from storage.records.contests import Contest, Entry
from storage.records.monitoring import Campaign, CampaignUnit, Questionnaire

IN_MEMORY: Final = 16  # forms; one of 250 questions takes about 2 MB
_forms: dict[tuple[str, str], Form] = {}  # by version and digest


async def campaign_form(db: Reader, campaign: Campaign) -> Form:
    """Return the form that a campaign puts to the libraries."""
    return await form_of(db, campaign.version)


async def sheet_form(db: Reader, campaign: Campaign, unit: CampaignUnit) -> Form:
    """Return the form of a library's answers: who has sent stays with the version they sent."""
    return await form_of(db, unit.version or campaign.version)


async def form_of(db: Reader, version: str) -> Form:
    """Return the form in a version; what the bot shipped earlier is asked as it ships now."""
    found = await questionnaires.of_version(db, version)
    if found is None:
        return builtin.load(FORM)
    key = version, found.digest
    if key not in _forms:
        xml = await drafts.version(db, FORM, version)
        files = await drafts.version_files(db, FORM, version)
        lists = bundle.lists(bundle.unpacked(files)) if files else None
        form = await asyncio.to_thread(reading.read, str(xml), lists)
        while len(_forms) >= IN_MEMORY:
            del _forms[next(iter(_forms))]
        _forms[key] = replace(explaining.with_explanations(form), version=version)
    return _forms[key]


async def newest(db: Reader, code: str = FORM) -> str:
    """Return the version that a campaign opening by itself takes: published, else shipped."""
    found = await questionnaires.newest(db, code)
    return found.version if found else builtin.load(FORM).version


# -------------------------------------------------------------------- entries of contests


async def entry_form(db: Reader, contest: Contest, entry: Entry) -> Form:
    """Return the form of an entry: it stays with the version with which it was submitted."""
    if not own_questions.is_own(contest.form):
        return builtin.load(contest.form)
    return await form_of(db, await entries.version(db, entry.submission_id))


async def draft_form(db: Reader, form: str, version: str) -> Form:
    """Return the form of a draft of an entry."""
    return await form_of(db, version) if own_questions.is_own(form) else builtin.load(form)


async def entry_questions(db: Reader, form: str) -> Form | None:
    """Return what a contest asks of new entries: the newest version that an entry can be read of.

    None where a contest's own questions are not there or never were fit.
    """
    if not own_questions.is_own(form):
        return builtin.load(form)
    newest = await questionnaires.newest(db, own_questions.code_of(form))
    return await _fit(db, newest) if newest else None


async def _fit(db: Reader, newest: Questionnaire) -> Form | None:
    for one in await questionnaires.versions(db, newest.questionnaire_id):
        form = await form_of(db, one.version)
        if not own_questions.lacking(form):
            return form
    return None


async def for_contests(db: Reader) -> tuple[dict[str, str], list[Unfit]]:
    """Return the titles of the questionnaires that contests can ask, by form; and the others.

    The monitoring is left out: it is asked of libraries.
    """
    fit, unfit = {}, []
    for one in await questionnaires.published(db):
        if one.code == FORM:
            continue
        if (form := await _fit(db, one)) is not None:
            fit[own_questions.named(one.code)] = form.title
        else:
            names = own_questions.lacking(await form_of(db, one.version))
            unfit.append(Unfit(one.title, names))
    return fit, unfit
