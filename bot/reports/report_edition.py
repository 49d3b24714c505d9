"""Which edition of a report this is: kept before its files are made, printed at their foot."""

from datetime import date, datetime

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.reports import report_facts
from bot.rules import report_text, spans
from bot.rules.report_facts import Facts
from bot.rules.spans import Span
from bot.screens import spans as said
from storage import report_editions
from storage.database import Tx
from storage.records.report import ReportEdition


async def keep(tx: Tx, span: Span, today: date, *, now: str, by: int | None) -> ReportEdition:
    """Return the edition of what the report says now: the latest, or a new one if that differs.

    `by` None: the command line. Its files show it as the latest.
    """
    return await keep_of(tx, await report_facts.read(tx, span, today), now=now, by=by)


async def keep_of(tx: Tx, facts: Facts, *, now: str, by: int | None) -> ReportEdition:
    """Do the same for facts that were read before, so that the transaction stays short."""
    code, digest = spans.code(facts.span), report_text.digest(facts)
    return await report_editions.keep(tx, code, digest, facts.standing, now=now, by=by)


def line(t: Translator, facts: Facts, made_at: datetime, edition: ReportEdition | None) -> str:
    """Return the foot of a page: made when (local), which edition, is the period closed."""
    parts = [t.plain(msgid("Made: {at}"), at=made_at) + "."]
    if edition is not None:
        parts.append(t.plain(msgid("Edition {n}."), n=edition.edition))
    return " ".join([*parts, said.standing(t, facts.standing)])
