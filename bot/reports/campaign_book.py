"""The workbook of a campaign: indicators as live formulas, all answers, all changes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot import books
from bot.catalogs import Translator, translator
from bot.clock import local, parse_stamp
from bot.errors import UserError
from bot.forms import compared
from bot.msgid import msgid
from bot.published import sheet_form
from bot.reports import answers_sheets, figures_sheet, unit_page
from bot.reports.answers_sheets import Sheet
from bot.reports.figures_sheet import Row
from bot.reports.unit_page import Book
from bot.screens import monitoring as screens
from storage import campaign_files, campaigns, summaries
from storage.campaign_files import Version
from storage.database import Reader
from storage.records.monitoring import CampaignUnit

KIND: Final = "campaign_book"  # of the job


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the workbook to `path`; `arguments`: campaign_id, language, zone, now."""
    t, zone = translator(arguments["language"]), ZoneInfo(arguments["zone"])
    campaign = await campaigns.by_id(db, arguments["campaign_id"])
    if campaign is None:
        raise UserError(msgid("There is no such campaign."))
    about = await unit_page.book(db, campaign)
    units = await campaigns.units(db, campaign.campaign_id)
    versions = await campaign_files.versions(db, campaign.campaign_id)
    in_force = [(one, versions.get(one.submission_id or 0)) for one in units]
    sheets = [await _sheet(db, t, zone, about, one) for one in in_force]
    changes = [
        (local(parse_stamp(one.at), zone), one)
        for one in await campaign_files.changes(db, campaign.campaign_id)
    ]
    made = local(parse_stamp(arguments["now"]), zone)
    with books.opened(path, constant_memory=True) as book:
        rows = await _rows(db, t, about, units)
        figures_sheet.write(t, book, about.code, about.form, rows)
        keys = [key for one in sheets for key in compared.recommended(one.form, one.answers)]
        served = await unit_page.carried_out(db, keys)
        answers_sheets.write_answers(t, book, about, sheets, served)
        changed = list(answers_sheets.changed(t, about, changes, versions))
        answers_sheets.write_changes(t, book, about, {u.unit_id: u for u in units}, changed)
        answers_sheets.write_about(t, book, about, made)
    title = screens.title(t, campaign)
    return {"names": [f"{about.code} {title}.xlsx"], "title": title}


async def _rows(db: Reader, t: Translator, about: Book, units: list[CampaignUnit]) -> list[Row]:
    numbers = await summaries.numbers(db, about.span)
    return [
        Row(
            about.libraries[one.library_id].code,
            about.libraries[one.library_id].short(t.language),
            screens.state(t, one, None),
            numbers.now.get(one.library_id, {}),
            numbers.before.get(one.library_id, {}),
            is_answered=one.submission_id is not None,
        )
        for one in units
    ]


async def _sheet(
    db: Reader,
    t: Translator,
    zone: ZoneInfo,
    about: Book,
    sent: tuple[CampaignUnit, Version | None],
) -> Sheet:
    unit, version = sent
    at = local(parse_stamp(unit.sent_at), zone) if unit.sent_at else None
    form = await sheet_form(db, about.campaign, unit)
    answers = version.answers if version else {}
    state = screens.state(t, unit, None)
    return Sheet(unit, state, at, form, answers, version.version if version else "")
