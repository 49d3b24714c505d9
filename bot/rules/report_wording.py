"""What a language must say in a report; the words are in `report_ru.py`, `_be.py`, `_en.py`."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.report_grammar import Grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How a time is said: «В {year} году»; by kind of period, its parts in order."""

    periods: Mapping[str, tuple[str, ...]]
    days: str  # С {first} по {last}
    one_day: str  # {first}
    days_from_second: str = ""  # where it differs: Со 2 января (read «со второго»)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The sentences of a language by name (templates of `report_grammar`), and their parts."""

    grammar: Grammar
    sentences: Mapping[str, str]
    when: Times  # В 2020 году
    during: Times  # За 2020 год
    day: str  # of own days: {day} {year} года
    months: tuple[str, ...]  # as they follow `in_months`
    in_months: str  # « (в {months})»
    contests: Mapping[str, str]  # by level: районный конкурс
    from_contests: Mapping[str, str]  # by level: по материалам районного конкурса
    purposes: Mapping[str, str]  # as they follow «С целью»
    help_at_once: str  # where both kinds of help are the purpose
