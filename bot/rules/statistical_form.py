"""The state statistical form as rows: an example, what a row may hold, what a new list changes.

Pure. The bot ships no approved form: forms change from year to year, so their rows are data of
the institution. The example is no form of the state; its codes are invented.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.errors import BadAnswerError
from bot.msgid import msgid
from storage.records.report import Number, StatisticalRow

MOST_ROWS: Final = 500
MOST_CODE: Final = 20
MOST_WORDING: Final = 300
EXAMPLE: Final = tuple(
    StatisticalRow(str(code), *row)
    for code, row in enumerate(
        (
            ("Библиотечный фонд на конец года, экз.", "Бібліятэчны фонд на канец года, экз.",
             "figure_stock"),
            ("Поступило документов за год, экз.", "Паступіла дакументаў за год, экз.", None),
            ("Выбыло документов за год, экз.", "Выбыла дакументаў за год, экз.", None),
            ("Пользователи, чел.", "Карыстальнікі, чал.", "figure_users"),
            ("из них дети до 15 лет", "з іх дзеці да 15 гадоў", "figure_users_children"),
            ("из них в возрасте 60 лет и старше", "з іх ва ўзросце 60 гадоў і старэйшыя",
             "figure_users_60"),
            ("Посещения", "Наведванні", "figure_visits"),
            ("из них посещения мероприятий", "з іх наведванні мерапрыемстваў",
             "figure_visits_events"),
            ("Выдано документов, экз.", "Выдадзена дакументаў, экз.", "figure_loans"),
            ("Мероприятия", "Мерапрыемствы", "figure_events"),
            ("Обслужено на дому, чел.", "Абслужана дома, чал.", "figure_homebound"),
            ("Библиотечные работники, чел.", "Бібліятэчныя работнікі, чал.", None),
            ("из них учились в течение года", "з іх вучыліся на працягу года", "learners"),
            ("Платные услуги, руб.", "Платныя паслугі, руб.", "figure_paid_fact"),
            ("Компьютеры", "Камп’ютары", None),
            ("Площадь помещений, кв. м", "Плошча памяшканняў, кв. м", None),
        ),
        1,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of a year: whose they are, and the numbers that the bot knows."""

    year: int
    rows: Sequence[StatisticalRow]
    kept_for: int | None  # the year that the rows were kept for; None: the example
    numbers: Mapping[str, Number]

    def value(self, row: StatisticalRow) -> int | float | None:
        """Return what a row says; None is filled in by hand."""
        if row.measure is None or row.measure not in self.numbers:
            return None
        return self.numbers[row.measure].value

    @property
    def filled(self) -> int:
        """Return how many rows the bot fills."""
        return sum(self.value(one) is not None for one in self.rows)


def shown(
    kept: tuple[int | None, tuple[StatisticalRow, ...]],
) -> tuple[int | None, tuple[StatisticalRow, ...]]:
    """Return kept rows, or the example where there are none."""
    return kept if kept[1] else (None, EXAMPLE)


def wording(row: StatisticalRow, language: str) -> str:
    """Return what a row asks, in a language; Russian where there is no Belarusian."""
    return (language == "be" and row.wording_be) or row.wording_ru


def row(
    code: str, wording_ru: str, wording_be: str, named: str, measures: Mapping[str, str]
) -> StatisticalRow:
    """Read a row's cells; `measures`: by folded name. Raise BadAnswerError with what is wrong."""
    if not code:
        raise BadAnswerError(msgid("The row has no code."))
    if len(code) > MOST_CODE:
        raise BadAnswerError(
            msgid("The code «{code}» is longer than {limit} characters."),
            code=code, limit=str(MOST_CODE),
        )  # fmt: skip
    if not wording_ru and not wording_be:
        raise BadAnswerError(msgid("The row has no wording."))
    if max(len(wording_ru), len(wording_be)) > MOST_WORDING:
        raise BadAnswerError(
            msgid("The wording is longer than {limit} characters."), limit=str(MOST_WORDING)
        )
    measure = measures.get(named.casefold()) if named else None
    if named and measure is None:
        raise BadAnswerError(
            msgid("The bot knows no number «{name}»: choose one from the list of the cell."),
            name=named,
        )
    return StatisticalRow(code, wording_ru or wording_be, wording_be or None, measure)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many rows of a new list are new, changed, gone, the same."""

    added: int
    changed: int
    removed: int
    same: int


def changes(before: Iterable[StatisticalRow], after: Iterable[StatisticalRow]) -> Changes:
    """Compare two lists of rows by their codes."""
    old, new = {one.code: one for one in before}, {one.code: one for one in after}
    both = old.keys() & new.keys()
    same = sum(old[code] == new[code] for code in both)
    return Changes(
        added=len(new.keys() - old.keys()),
        changed=len(both) - same,
        removed=len(old.keys() - new.keys()),
        same=same,
    )
