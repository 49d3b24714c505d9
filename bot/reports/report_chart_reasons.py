"""The picture of why residents do not read, for the report."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid, plural
from bot.reports import report_canvas as canvas
from bot.reports.report_canvas import Group, Heading, Page
from bot.rules import small_cells
from storage import aggregates, rounds
from storage.aggregates import Scope
from storage.database import Reader

MOST: Final = 8
LIST: Final = "reason"


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons named most; `more` answers are not drawn."""

    bars: tuple[tuple[str, int], ...]
    more: int
    rounds: int

    name = "reasons"

    def title(self, t: Translator) -> str:
        """Say what it is of."""
        return t.plain(msgid("Why residents do not read"))

    def counted(self, t: Translator) -> str:
        """Say which records it counts."""
        return t.plain(plural("{n} door-to-door round", "{n} door-to-door rounds"), n=self.rounds)

    def notes(self, t: Translator) -> tuple[str, ...]:
        """Say what is not drawn."""
        return (t.plain(msgid("Other answers: {n}"), n=self.more),) if self.more else ()

    def said(self, t: Translator, period: str) -> str:
        """Say in words what it shows."""
        said = plural(
            "Why residents do not read, {period}: {n} answer. {reasons}.",
            "Why residents do not read, {period}: {n} answers. {reasons}.",
        )
        reasons = [f"{name} – {t.number(n)}" for name, n in self.bars]
        if self.more:
            reasons.append(t.plain(msgid("Other answers: {n}"), n=self.more))
        total = sum(n for _, n in self.bars) + self.more
        return t.plain(said, period=period, n=total, reasons="; ".join(reasons))

    def drawn(self, t: Translator, heading: Heading, folder: Path) -> Page:
        """Draw a bar for each reason."""
        groups = [Group(name, (("full", n, t.number(n)),)) for name, n in self.bars]
        page = Page(heading, canvas.groups_in(groups) + 0.1, folder)
        canvas.draw_groups(page, page.top - 0.05, groups, one_scale=True)
        return page


async def read(db: Reader, t: Translator, scope: Scope) -> Reasons | None:
    """Return what is to be drawn; None where no reason was named.

    The report leaves the institution: what fewer than three people said is told with the other
    answers, or not at all.
    """
    counts = (await aggregates.named(db, scope))[LIST]
    known = {one.code: one for one in await rounds.choices(db) if one.list == LIST}
    shown = [(code, n) for code, n in counts.items() if n >= small_cells.LEAST][:MOST]
    if not shown:
        return None
    more = sum(counts.values()) - sum(n for _, n in shown)
    sums = await aggregates.read(db, (aggregates.MADE,), scope)
    bars = tuple((known[code].name(t.language) if code in known else code, n) for code, n in shown)
    return Reasons(bars, 0 if small_cells.is_small(more) else more, sums["rounds"])
