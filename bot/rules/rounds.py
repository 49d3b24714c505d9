"""How a round's tally grows press by press, and what must hold of it.

Pure: no Telegram, no SQL, no clock. Residents are counted, never named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.errors import BadAnswerError
from bot.msgid import msgid
from storage.records.rounds import Tally, Tap

STREET_FROM: Final = 10  # households; fewer on a street are known people
MOST: Final = 9_999  # of one message: more is a slip of the finger
RESIDENTS: Final = ("readers", "new_readers", "not_reading")
AMOUNTS: Final = (
    "reregistered", "issued", "returned", "homebound", "debtors", "invited", "leaflets",
)  # fmt: skip
LISTED: Final = {"reason": "reasons", "age": "ages", "wish": "wishes", "title": "titles"}
# «Ещё житель»: one more of the household at whose door the person stands.
ANOTHER: Final = {f"another_{kind}": kind for kind in RESIDENTS}
NOBODY: Final = "nobody"
UNDO: Final = "undo"
HOUSEHOLDS: Final = (*RESIDENTS, NOBODY)
NUMBERS: Final = ("households", "home", *RESIDENTS, *AMOUNTS)
KINDS: Final = frozenset((*HOUSEHOLDS, *ANOTHER, *AMOUNTS, *LISTED, UNDO))


def counted(tally: Tally, tap: Tap) -> Tally:
    """Return the tally after a tap; BadAnswerError where parts would exceed their whole."""
    after = _moved(tally, tap, 1)
    if tap.kind in ANOTHER and not tally.home:
        raise BadAnswerError(NO_HOUSEHOLD)
    if tap.amount > MOST:
        raise BadAnswerError(TOO_MANY, most=MOST)
    if problem := first_problem(after):
        raise BadAnswerError(problem)
    return after


def taken_back(tally: Tally, taps: Iterable[Tap]) -> Tally:
    """Return the tally without the taps of the latest message, which it holds."""
    for tap in taps:
        tally = _moved(tally, tap, -1)
    return tally


def total(taps: Iterable[Tap]) -> Tally:
    """Return the tally of taps none of which is undone."""
    tally = Tally()
    for tap in taps:
        tally = tally if tap.kind == UNDO else _moved(tally, tap, 1)
    return tally


def problems(tally: Tally) -> list[str]:
    """Return (as msgids) which parts exceed their whole; a tally of a walk has none."""
    checks = {
        HOME_IS_MORE: tally.home > tally.households,
        NOBODY_WAS_HOME: tally.asked > 0 and tally.home == 0,
        REASONS_ARE_MORE: any(n > tally.not_reading for n in tally.reasons.values()),
        AGES_ARE_MORE: sum(tally.ages.values()) > tally.asked,
    }
    return [problem for problem, is_there in checks.items() if is_there]


def first_problem(tally: Tally) -> str | None:
    """Return the first of `problems`, or None."""
    return next(iter(problems(tally)), None)


def is_sound(tally: Tally) -> bool:
    """Tell whether no number is below zero and no part exceeds its whole."""
    numbers = [getattr(tally, name) for name in NUMBERS]
    listed = [n for name in LISTED.values() for n in getattr(tally, name).values()]
    return min((*numbers, *listed)) >= 0 and not problems(tally)


def may_keep_street(tally: Tally) -> bool:
    """Tell whether the round is large enough for its street to be stored."""
    return tally.households >= STREET_FROM


def _moved(tally: Tally, tap: Tap, sign: int) -> Tally:
    n = sign * tap.amount
    if tap.kind in LISTED:
        name = LISTED[tap.kind]
        counts: Any = _added(getattr(tally, name), tap.item, n)
        return replace(tally, **{name: counts})
    if tap.kind in AMOUNTS:
        return replace(tally, **{tap.kind: getattr(tally, tap.kind) + n})
    if tap.kind in ANOTHER:
        kind = ANOTHER[tap.kind]
        return replace(tally, **{kind: getattr(tally, kind) + n})
    if tap.kind == NOBODY:
        return replace(tally, households=tally.households + n)
    if tap.kind in RESIDENTS:
        door = replace(tally, households=tally.households + n, home=tally.home + n)
        return replace(door, **{tap.kind: getattr(tally, tap.kind) + n})
    raise ValueError(tap.kind)


def _added(counts: Mapping[str, int], item: str, n: int) -> dict[str, int]:
    after = {**counts, item: counts.get(item, 0) + n}
    return {code: number for code, number in after.items() if number}


NO_HOUSEHOLD: Final = msgid(
    "Nobody was at home so far: first press the household, then add a resident."
)
TOO_MANY: Final = msgid("A number up to {most}, please.")
HOME_IS_MORE: Final = msgid("Somebody was at home in more households than were visited.")
NOBODY_WAS_HOME: Final = msgid("Residents were asked, but nobody was at home.")
REASONS_ARE_MORE: Final = msgid(
    "A reason is named more often than there are residents who do not read."
)
AGES_ARE_MORE: Final = msgid("The ages together are more than the residents asked.")
