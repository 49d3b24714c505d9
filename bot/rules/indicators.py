"""Derived indicators of the monitoring: one definition for chat, sheets, workbook and SQL; pure.

A total is a ratio of sums over the libraries that have both numbers, never a mean of ratios:
a library without a known population must not make the coverage of the others look larger.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from bot.msgid import msgid

Numbers = Mapping[str, float]  # what a library said for a period, by question


@dataclass(frozen=True, slots=True)
class Ratio:
    """One number divided by another; `percent` shows it as parts of a hundred."""

    name: str
    title: str
    part: str  # question or reference figure above the line
    whole: str  # below it
    decimals: int
    percent: bool = False

    def of(self, part: float | None, whole: float | None) -> float | None:
        """Return the ratio; None where a number is missing or the lower one is nothing."""
        if part is None or whole is None or not whole:
            return None
        return part * 100 / whole if self.percent else part / whole

    def of_one(self, numbers: Numbers) -> float | None:
        """Return the ratio of one library."""
        return self.of(numbers.get(self.part), numbers.get(self.whole))

    def of_all(self, units: Iterable[Numbers]) -> float | None:
        """Return the ratio of the sums over the libraries that have both numbers."""
        both = [one for one in units if self.part in one and self.whole in one]
        if not both:
            return None
        return self.of(sum(one[self.part] for one in both), sum(one[self.whole] for one in both))

    def formula(self, part: str, whole: str, missing: str) -> str:
        """Return the workbook's formula over two cells; `missing` where there is no ratio."""
        ratio = self._divided(part, whole)
        return f'=IF(COUNT({part},{whole})=2,IF({whole}=0,"{missing}",{ratio}),"{missing}")'

    def formula_of_all(self, part: str, whole: str, missing: str, also: Sequence[str] = ()) -> str:
        """Return the workbook's formula over two columns of cells of the same length.

        `also`: further columns that must hold a number for a row to count.
        """
        counted = "*".join(f"ISNUMBER({one})" for one in (part, whole, *also))
        above, below = (f"SUMPRODUCT({counted},{column})" for column in (part, whole))
        return f'=IF({below}=0,"{missing}",{self._divided(above, below)})'

    def _divided(self, part: str, whole: str) -> str:
        return f"{part}*100/{whole}" if self.percent else f"{part}/{whole}"

    @property
    def question_names(self) -> tuple[str, str]:
        """Return the two numbers that it is made of."""
        return self.part, self.whole


RATIOS: Final = (  # domain.md, section 3: derived
    Ratio("reading", msgid("Loans per user"), "loans", "users", 1),
    Ratio("attendance", msgid("Visits per user"), "visits", "users", 1),
    Ratio("turnover", msgid("Turnover of the stock"), "loans", "stock", 2),
    Ratio("coverage", msgid("Residents who are users, %"), "users", "population", 1, percent=True),
    Ratio("provision", msgid("Copies per resident"), "stock", "population", 1),
    Ratio("plan", msgid("Paid services: plan fulfilled, %"), "paid_fact", "paid_plan", 1,
          percent=True),
)  # fmt: skip
BY_NAME: Final = {ratio.name: ratio for ratio in RATIOS}


def known_of(has: Callable[[str], bool]) -> tuple[Ratio, ...]:
    """Return the ratios whose both numbers are there: of any questionnaire that names them so."""
    return tuple(one for one in RATIOS if has(one.part) and has(one.whole))


def rounded(value: float, decimals: int) -> Decimal:
    """Round as people and workbooks do: a half goes up (0,785 is 0,79)."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def change_percent(now: float, then: float | None) -> Decimal | None:
    """Return by how many whole per cent a number has changed; None against nothing."""
    return rounded((now - then) * 100 / then, 0) if then else None
