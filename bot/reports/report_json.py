"""The report as JSON, for programs: numbers with their rules, the text in pieces, corrections."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bot.reports import report_page
from bot.reports.report_page import ReportPage
from bot.rules import measures as rules
from bot.rules import report_text, spans
from bot.rules.report_pieces import Paragraph, Piece
from storage import corrections, libraries
from storage.aggregates import Scope
from storage.database import Reader
from storage.measures import MEASURES
from storage.records.report import Correction

PLANNED: Final = {"visits": "visits_planned"}  # the measure of the plan for a measure


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the JSON to `path`; the arguments are those of `report_page.read`."""
    await db.all("BEGIN")  # all is of one moment, whatever is recorded meanwhile
    page = await report_page.read(db, arguments)
    first, last = spans.days(page.facts.span)
    counted = await corrections.counted(db, Scope(first=first, last=last))
    codes = {one.library_id: one.code for one in await libraries.known(db)}
    told = {**_about(page), "corrections": [_correction(one, codes) for one in counted]}
    _write(path, told)
    return {"name": f"{page.file_name}.json"}


def _write(path: Path, told: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _about(page: ReportPage) -> dict[str, Any]:
    facts = page.facts
    first, last = spans.days(facts.span)
    return {
        "title": page.title,
        "institution": facts.institution,
        "language": page.t.language,
        "span": {
            "code": spans.code(facts.span),
            "first": first.isoformat(),
            "last": last.isoformat(),
        },
        "standing": facts.standing,
        "edition": None if page.edition is None else page.edition.edition,
        "made": page.foot,
        "visits_are": facts.visits_measure,
        "numbers": {name: _number(page, name) for name in MEASURES},
        "paragraphs": [_paragraph(one) for one in page.paragraphs],
    }


def _number(page: ReportPage, name: str) -> dict[str, Any]:
    t, facts, planned = page.t, page.facts, PLANNED.get(name)
    found = facts.numbers[name]
    return {
        "name": t.plain(rules.NAMES[name]),
        "rule": t.plain(rules.RULES[MEASURES[name].records]),
        "value": found.value,
        "recorded": found.recorded,
        "corrected": found.corrected,
        "previous": facts.was(name) or None,  # not known
        "plan": None if planned is None else facts.value(planned),
    }


def _paragraph(one: Paragraph) -> dict[str, Any]:
    return {
        "name": one.name,
        "is_further": one.is_further,
        "text": report_text.plain(one),
        "pieces": [_piece(piece) for piece in one.pieces],
    }


def _piece(one: Piece) -> dict[str, Any]:
    if not one.measure:
        return {"text": one.text}
    return {"text": one.text, "measure": one.measure, "is_previous": one.is_before}


def _correction(one: Correction, codes: Mapping[int, str | None]) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "first": one.first_on.isoformat(),
        "last": one.last_on.isoformat(),
        "library": None if one.library_id is None else codes.get(one.library_id),
        "number": one.number,
        "ground": one.ground,
        "made_at": one.made_at,
        "made_by": one.made_by,
    }
