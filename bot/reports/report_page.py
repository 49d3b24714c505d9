"""What every file of the report begins and ends with: institution, title, signatures, foot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.catalogs import Translator, translator
from bot.clock import local, parse_stamp
from bot.msgid import msgid
from bot.reports import report_edition, report_facts, signing
from bot.reports.signing import Signer
from bot.rules import report_text, spans
from bot.rules.report_facts import Facts
from bot.rules.report_pieces import Paragraph
from bot.screens import spans as said
from storage import report_editions
from storage.database import Reader
from storage.records.report import ReportEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """The report of a span in a language, ready to be laid out."""

    t: Translator
    facts: Facts
    paragraphs: tuple[Paragraph, ...]
    edition: ReportEdition | None  # the latest kept; None where none was
    title: str
    signers: tuple[Signer, Signer]
    foot: str

    @property
    def signatures(self) -> tuple[str, ...]:
        """Return the lines to be signed."""
        lines = (f"{one.post} {'_' * 20} {one.name}".strip() for one in self.signers)
        return tuple(lines)

    @property
    def file_name(self) -> str:
        """Return the name of its files, without an ending."""
        return self.title.replace(":", "")


async def read(db: Reader, arguments: Mapping[str, Any]) -> ReportPage:
    """Read the report; `arguments`: span, language, zone, now (UTC), as a job has them."""
    t, span = translator(arguments["language"]), spans.parse(arguments["span"])
    now = made_at(arguments)
    facts = await report_facts.read(db, span, now.date())
    return page(t, facts, now, await report_editions.latest(db, spans.code(span)))


def page(t: Translator, facts: Facts, now: datetime, edition: ReportEdition | None) -> ReportPage:
    """Lay out what facts say at a local moment."""
    return ReportPage(
        t=t,
        facts=facts,
        paragraphs=report_text.paragraphs(facts, t.language),
        edition=edition,
        title=t.plain(msgid("Report: {period}"), period=said.name(t, facts.span)),
        signers=signing.of_report(t.language, facts.head, facts.methodists),
        foot=report_edition.line(t, facts, now, edition),
    )


def made_at(arguments: Mapping[str, Any]) -> datetime:
    """Return the local moment at which the file is made."""
    return local(parse_stamp(arguments["now"]), ZoneInfo(arguments["zone"]))
