"""The questions of a campaign, wherever they are asked, shown or summed up.

A campaign, a draft and a submission name their version: that of the shipped form, or `q3.2`,
the second version of the published questionnaire 3.
"""

import asyncio
from dataclasses import replace
from typing import Final

from bot.forms import builtin, bundle, explaining, reading
from bot.forms.model import Form
from storage import drafts, questionnaires
from storage.database import Reader
from storage.questionnaires import FORM
from storage.records.monitoring import Campaign, CampaignUnit

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
