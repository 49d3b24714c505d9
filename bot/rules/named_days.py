"""Days of the year as people write and name them: «9 мая», «ко Дню Победы», «на Дзень маці»; pure.

Days are those kept in Belarus; church days that move follow the Orthodox calendar unless named
otherwise.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from bot.rules import folding

DayOfYear = tuple[int, int]  # month, day

_LEAP: Final = 2024  # a year that has every day
_MONTHS: Final = (
    ("янв", "студз"), ("феврал", "февр", "лют"), ("март", "мар", "сакав"),
    ("апрел", "апр", "краса"), ("май", "мая", "мае", "маю", "траве", "трауня"),
    ("июн", "чэрве", "черве"), ("июл", "липе", "липня"), ("август", "авг", "жниве", "жниун"),
    ("сентябр", "сент", "верас"), ("октябр", "окт", "кастры"), ("ноябр", "нояб", "листап"),
    ("декабр", "дек", "снеж"),
)  # fmt: skip
_WRITTEN: Final = re.compile(r"(?<!\d)(\d{1,2})(?:-?(?:го|е|га|ае))? ?([^\W\d_]{3,})")
_NUMERIC: Final = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?!\d)")

# Fixed days: month, day and the names; one name a line, either language.
_FIXED: Final[Mapping[DayOfYear, tuple[str, ...]]] = {
    (1, 1): ("новый год", "новогодний", "навагодні"),
    (1, 7): ("рождество", "православное рождество", "каляды", "колядки"),
    (1, 27): ("день памяти жертв холокоста", "блокада ленинграда"),
    (2, 14): ("день святого валентина", "день влюбленных", "дзень закаханых"),
    (2, 15): ("день памяти воинов-интернационалистов", "дзень воінаў-інтэрнацыяналістаў"),
    (2, 21): ("день родного языка", "дзень роднай мовы"),
    (2, 23): ("день защитника отечества", "дзень абаронцаў айчыны"),
    (3, 8): ("женский день", "день женщин"),
    (3, 14): ("день православной книги",),
    (3, 15): ("день конституции",),
    (3, 21): ("день поэзии",),
    (3, 22): ("день воды", "день памяти хатыни"),
    (3, 27): ("день театра",),
    (4, 1): ("день смеха", "день птиц"),
    (4, 2): ("день детской книги", "неделя детской книги"),
    (4, 7): ("день здоровья",),
    (4, 12): ("день космонавтики",),
    (4, 22): ("день земли",),
    (4, 26): ("чернобыльская трагедия", "день чернобыля", "авария на чаэс"),
    (5, 1): ("праздник труда", "первомай", "день труда"),
    (5, 9): ("день победы",),
    (5, 15): ("день семьи",),
    (5, 18): ("день музеев",),
    (5, 19): ("день пионерии",),
    (5, 24): ("день славянской письменности",),
    (5, 31): ("день без табака",),
    (6, 1): ("день защиты детей",),
    (6, 5): ("день окружающей среды", "день эколога"),
    (6, 6): ("пушкинский день",),
    (6, 22): ("день памяти жертв великой отечественной войны", "начало великой отечественной"),
    (6, 26): ("день борьбы с наркоманией",),
    (7, 3): ("день независимости", "день республики", "освобождение беларуси"),
    (7, 6): ("иван купала", "купалье", "купальская ноч"),
    (9, 1): ("день знаний", "дзень ведаў"),
    (9, 15): ("день библиотек", "день библиотекаря"),
    (9, 17): ("день народного единства", "дзень народнага адзінства"),
    (9, 21): ("день мира",),
    (10, 1): ("день пожилых",),
    (10, 14): ("день матери", "покров пресвятой богородицы"),
    (10, 21): ("день отца",),
    (11, 2): ("дзяды", "осенние деды"),
    (11, 7): ("день октябрьской революции", "кастрычніцкая рэвалюцыя"),
    (11, 16): ("день толерантности",),
    (11, 20): ("день ребенка", "день прав ребенка"),
    (12, 1): ("день борьбы со спидом", "дзень барацьбы са снідам"),
    (12, 3): ("день инвалидов",),
    (12, 10): ("день прав человека",),
    (12, 25): ("католическое рождество", "каталіцкае раство"),
}
# Days that move: month, weekday (Monday is 0), which one of the month (-1: the last).
_MOVING: Final[Mapping[tuple[int, int, int], tuple[str, ...]]] = {
    (5, 6, 2): ("день государственного флага", "день герба и флага"),
    (6, 6, 3): ("день медицинских работников", "день медика"),
    (6, 6, -1): ("день молодежи",),
    (9, 6, 1): ("день белорусской письменности", "дзень беларускага пісьменства"),
    (10, 6, 1): ("день учителя",),
    (11, 6, 3): ("день работников сельского хозяйства",),
}
_BY_EASTER: Final[Mapping[int, tuple[str, ...]]] = {  # days after the Orthodox Easter
    -49: ("масленица",),
    0: ("пасха", "светлое воскресение"),
    9: ("радуница", "радаўніца"),
    49: ("троица", "сёмуха"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A day found in a text: where its words stand, the day if it is the same each year."""

    words: frozenset[int]  # their places in folding.words
    day: DayOfYear | None
    moves: tuple[str, object] | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    keys: frozenset[str]
    day: DayOfYear | None
    moves: tuple[str, object] | None


def is_day(month: int, day: int) -> bool:
    """Tell whether a year (a leap year at least) has such a day."""
    try:
        date(_LEAP, month, day)
    except ValueError:
        return False
    return True


def month_of(word: str) -> int | None:
    """Return the month that a folded word names in either language, however inflected."""
    for number, beginnings in enumerate(_MONTHS, 1):
        if word.startswith(beginnings):
            return number
    return None


def written(text: str) -> list[DayOfYear]:
    """Return the days written with a number: «9 мая», «23 лютага», «9.05»."""
    folded = folding.fold(text)
    found = [
        (month, int(day))
        for day, word in _WRITTEN.findall(folded)
        if (month := month_of(word)) and is_day(month, int(day))
    ]
    dotted = [(int(month), int(day)) for day, month in _NUMERIC.findall(folded)]
    return list(dict.fromkeys([*found, *(one for one in dotted if is_day(*one))]))


def named(words: list[str]) -> list[Found]:
    """Return the named days whose every word stands among folded `words`, the fullest names first.

    Words that one name has taken are not given to another.
    """
    keys = [folding.key(word) for word in words]
    here = set(keys)
    found: list[Found] = []
    taken: set[int] = set()
    for name in _names():
        if not name.keys <= here:
            continue
        places = {keys.index(one) for one in name.keys}
        if places & taken:
            continue
        taken |= places
        found.append(Found(frozenset(places), name.day, name.moves))
    return found


def on(found: Found, today: date) -> date:
    """Return the next such day, today or later."""
    years = range(today.year, today.year + 9)  # the 29th of February comes within eight years
    days = (_in_year(found, year) for year in years)
    return next(day for day in days if day is not None and day >= today)


def _in_year(found: Found, year: int) -> date | None:
    if found.day is not None:
        month, day = found.day
        return date(year, month, day) if is_in(year, month, day) else None
    kind, rule = found.moves or ("easter", 0)
    if kind == "easter" and isinstance(rule, int):
        return orthodox_easter(year) + timedelta(days=rule)
    return nth(year, *rule) if isinstance(rule, tuple) else None


def is_in(year: int, month: int, day: int) -> bool:
    """Tell whether a year has such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def nth(year: int, month: int, weekday: int, which: int) -> date:
    """Return the first, second, ... weekday of a month; -1 is the last."""
    if which < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def orthodox_easter(year: int) -> date:
    """Return Easter of the Julian calendar as a Gregorian day (Meeus; 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


@lru_cache(maxsize=1)
def _names() -> tuple[_Name, ...]:
    """Return the names with their keys, the longest first."""
    rules: list[tuple[Iterable[str], DayOfYear | None, tuple[str, object] | None]] = [
        *((names, day, None) for day, names in _FIXED.items()),
        *((names, None, ("nth", rule)) for rule, names in _MOVING.items()),
        *((names, None, ("easter", days)) for days, names in _BY_EASTER.items()),
    ]
    found = [
        _Name(frozenset(folding.keys(name)), day, moves)
        for names, day, moves in rules
        for name in names
    ]
    return tuple(sorted(found, key=lambda one: -len(one.keys)))
