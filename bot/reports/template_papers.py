"""What the template of each kind of paper begins with, and how it looks filled in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator
from bot.reports import (
    certificate_template,
    certificates,
    diploma_template,
    diplomas,
    filling,
    report_preview,
    report_template,
)
from bot.reports.filling import Values
from bot.rules import paper_templates as rules
from bot.rules.paper_templates import TemplateKind
from storage.database import Reader


@dataclass(frozen=True, slots=True)
class Paper:
    """The shipped template by language; invented values, all of them and only those needed.

    `invented` is told institution, today and the bot's username.
    """

    shipped: Callable[[str], bytes]
    invented: Callable[[Translator, Mapping[str, Any]], tuple[Values, Values]]


PAPERS: Final[Mapping[str, Paper]] = {
    rules.DIPLOMA.name: Paper(diploma_template.build, diplomas.invented),
    rules.CERTIFICATE.name: Paper(certificate_template.build, certificates.invented),
    rules.REPORT.name: Paper(report_template.build, report_preview.invented),
}


async def in_force(db: Reader, kind: TemplateKind, spoken: str, kept: Path) -> bytes:
    """Return the institution's template in a language, else the shipped one."""
    own = await filling.own(db, kind.code(spoken), kept)
    return PAPERS[kind.name].shipped(spoken) if own is None else own
