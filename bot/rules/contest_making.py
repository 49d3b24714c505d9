"""What a contest may be while it is made: its days, and the lines typed for its parts; pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.errors import BadAnswerError
from bot.msgid import msgid
from storage.records.contests import AwardFields, Contest, ContestFields, CriterionFields

LONGEST: Final = timedelta(days=366)  # entries are taken; longer, and a year is mistyped
AFTER: Final = timedelta(days=183)  # of judging, and of the time from it to the results
NAME: Final = 100  # characters of a nomination, a criterion, an award
MOST_LINES: Final = 20
MOST_POINTS: Final = 100
MOST_WEIGHT: Final = 10.0
NONE: Final = frozenset({"нет", "няма", "no", "none", "-"})
DAYS: Final = ("closes_on", "judging_until_on", "results_on")  # in their order

_POINTS: Final = re.compile(
    r"(?P<name>.*?\S)\s+(?P<points>\d{1,4})(?:\s*(?:[×xх*]|вес|вага)\s*(?P<weight>\d+(?:[.,]\d+)?))?",
    re.IGNORECASE,
)
_DEGREE: Final = re.compile(r"(?:\b(III|II|I|[123])\b)", re.IGNORECASE)
_OF_DEGREE: Final = re.compile(r"степен|ступен|degree", re.IGNORECASE)
_ENCOURAGING: Final = re.compile(r"поощр|заахвоч|encourag", re.IGNORECASE)
_DEGREES: Final = {"i": 1, "ii": 2, "iii": 3, "1": 1, "2": 2, "3": 3}


# -------------------------------------------------------------------- days


def check(new: ContestFields, today: date) -> None:
    """Raise BadAnswerError unless a contest may have these days."""
    if new.closes_on < today:
        raise BadAnswerError(
            msgid("The last day for entries is over already. Write a later one, please.")
        )
    if not new.opens_on <= new.closes_on <= new.opens_on + LONGEST:
        raise BadAnswerError(
            msgid("Entries are taken until a day after the first one, within a year.")
        )
    judging, results = new.judging_until_on, new.results_on
    if judging and not new.closes_on <= judging <= new.closes_on + AFTER:
        raise BadAnswerError(
            msgid("The jury scores after the last day for entries, within half a year.")
        )
    if results and judging and not judging <= results <= judging + AFTER:
        raise BadAnswerError(msgid("The results come after the judging, within half a year."))


def may_put_off(contest: Contest, name: str) -> bool:
    """Tell whether a day of an announced contest may still be put off."""
    over = {
        "closes_on": contest.handed_at,
        "judging_until_on": contest.judged_at,
        "results_on": contest.published_at,
    }
    is_given = getattr(contest, name) is not None
    return contest.announced_at is not None and over[name] is None and is_given


def put_off(
    contest: Contest, name: str, day: date, today: date, workday: Callable[[date], date]
) -> dict[str, date]:
    """Return the days that become later, by their names; raise BadAnswerError.

    Later days that it would overtake go with it by as much, to a working day.
    """
    old: date = getattr(contest, name)
    if day <= old:
        raise BadAnswerError(
            msgid("Now it is {date}. It can only be put off: write a later day."), date=old
        )
    if day < today:
        raise BadAnswerError(msgid("This day is over already. Write today or a later one."))
    if day - old > AFTER:
        raise BadAnswerError(msgid("This is too long: check the year, please."))
    moved = {name: day}
    for other in DAYS[DAYS.index(name) + 1 :]:
        later: date | None = getattr(contest, other)
        before = moved[DAYS[DAYS.index(other) - 1]]
        if later is None or later >= before:
            break
        moved[other] = workday(later + (day - old))
    return moved


# -------------------------------------------------------------------- typed lines


def nominations(text: str) -> list[tuple[str, str | None]]:
    """Read nominations, one a line, in Belarusian after « / »; raise BadAnswerError."""
    found = [_names(number, line) for number, line in _lines(text)]
    _refuse_same(ru for ru, _ in found)
    return found


def criteria(text: str) -> list[CriterionFields]:
    """Read «эстетика / эстэтыка 10» and «колорит 5 ×1,5», one a line; raise BadAnswerError."""
    found = [_criterion(number, line) for number, line in _lines(text)]
    if not found:
        raise BadAnswerError(
            msgid("At least one criterion is needed, for example: aesthetics 10.")
        )
    _refuse_same(one.name_ru for one in found)
    return found


def awards(text: str) -> list[AwardFields]:
    """Read awards, the highest first, one a line; raise BadAnswerError."""
    found = [_award(number, line) for number, line in _lines(text)]
    _refuse_same(one.name_ru for one in found)
    degrees = [one.degree for one in found if one.degree]
    if len(set(degrees)) < len(degrees):
        raise BadAnswerError(msgid("Two awards are of one degree. Let each degree be there once."))
    return sorted(found, key=lambda one: one.degree or len(_DEGREES))


# -------------------------------------------------------------------- cells of a workbook


def names(ru: str, be: str) -> tuple[str, str | None]:
    """Read the names in a row; raise BadAnswerError."""
    if not ru:
        raise BadAnswerError(msgid("The Russian name is missing."))
    if max(len(ru), len(be)) > NAME:
        raise BadAnswerError(msgid("A name has at most {limit} characters."), limit=NAME)
    return ru, be or None


def criterion(ru: str, be: str, points: str, weight: str) -> CriterionFields:
    """Read a criterion of a row; raise BadAnswerError."""
    name_ru, name_be = names(ru, be)
    if not points.isdecimal() or not 1 <= int(points) <= MOST_POINTS:
        raise BadAnswerError(
            msgid("The most points are a whole number from 1 to {most}."), most=MOST_POINTS
        )
    typed = weight.replace(",", ".") or "1"
    if not re.fullmatch(r"\d+(\.\d+)?", typed) or not 0 < float(typed) <= MOST_WEIGHT:
        raise BadAnswerError(
            msgid("A weight is a number above 0 and at most {most}; empty is 1."), most=MOST_WEIGHT
        )
    return CriterionFields(
        name_ru=name_ru, name_be=name_be, most_points=int(points), weight=float(typed)
    )


def award(ru: str, be: str) -> AwardFields:
    """Read an award of a row; raise BadAnswerError."""
    name_ru, name_be = names(ru, be)
    [made] = awards(name_ru)
    return replace(made, name_be=name_be)


# -------------------------------------------------------------------- lines as they are typed


def criterion_line(one: CriterionFields, number: Callable[[float], str]) -> str:
    """Write a criterion the way it is typed."""
    weight = "" if one.weight == 1 else f" ×{number(one.weight)}"
    return f"{_pair(one.name_ru, one.name_be)} {one.most_points}{weight}"


def pair_line(name_ru: str, name_be: str | None) -> str:
    """Write a nomination or an award the way it is typed."""
    return _pair(name_ru, name_be)


def _pair(ru: str, be: str | None) -> str:
    return f"{ru} / {be}" if be else ru


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the typed lines with their numbers; a word for «none» is no line."""
    typed = [" ".join(one.split()).strip(" ;") for one in text.splitlines()]
    kept = [one for one in typed if one]
    if len(kept) > MOST_LINES:
        raise BadAnswerError(msgid("At most {n} lines, please."), n=MOST_LINES)
    if len(kept) == 1 and kept[0].strip(".").casefold() in NONE:
        return
    yield from enumerate((re.sub(r"^\d{1,2}[.)]\s+", "", one) for one in kept), 1)


def _names(number: int, line: str) -> tuple[str, str | None]:
    ru, _, be = (one.strip() for one in line.partition(" / "))
    for one in (ru, be):
        if len(one) > NAME:
            raise BadAnswerError(
                msgid("Line {n} is too long: at most {limit} characters for a name."),
                n=number, limit=NAME,
            )  # fmt: skip
    if not ru:
        raise BadAnswerError(
            msgid("Line {n}: the Russian name before « / » is missing."), n=number
        )
    return ru, be or None


def _criterion(number: int, line: str) -> CriterionFields:
    match = _POINTS.fullmatch(line)
    if match is None:
        raise BadAnswerError(
            msgid(
                "Line {n}: «{line}». Write the most points after the name, for example: "
                "aesthetics 10, with a weight: aesthetics 10 ×1.5."
            ),
            n=number,
            line=line,
        )
    points = int(match["points"])
    weight = float((match["weight"] or "1").replace(",", "."))
    if not 1 <= points <= MOST_POINTS:
        raise BadAnswerError(
            msgid("Line {n}: the most points are a number from 1 to {most}."),
            n=number, most=MOST_POINTS,
        )  # fmt: skip
    if not 0 < weight <= MOST_WEIGHT:
        raise BadAnswerError(
            msgid("Line {n}: a weight is above 0 and at most {most}."), n=number, most=MOST_WEIGHT
        )
    ru, be = _names(number, match["name"])
    return CriterionFields(name_ru=ru, name_be=be, most_points=points, weight=weight)


def _award(number: int, line: str) -> AwardFields:
    ru, be = _names(number, line)
    made = AwardFields(kind="special", name_ru=ru, name_be=be)
    degree = _DEGREE.search(ru) if _OF_DEGREE.search(ru) else None
    if degree is not None:
        return replace(made, kind="degree", degree=_DEGREES[degree[1].lower()])
    return replace(made, kind="encouragement") if _ENCOURAGING.search(ru) else made


def _refuse_same(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in names:
        if one.casefold() in seen:
            raise BadAnswerError(msgid("«{name}» is there twice."), name=one)
        seen.add(one.casefold())
