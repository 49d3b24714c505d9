"""What goes to the region and what stays: measures of people, columns of records; pure.

Numbers of fewer than three residents do not leave, nor those that they follow from (domain.md 2,
Law): `small_cells.py`. Records carry no names, no words on people, and no numbers of residents.
"""

from collections.abc import Mapping
from typing import Final

from bot.msgid import msgid
from bot.rules import small_cells
from bot.rules.measures import NAMES

NOT_OF_LIBRARIES: Final = frozenset(
    {"contests", "classes", "sessions", "publications", "campaigns"}
)
"""Kinds of records that belong to no library."""
RESIDENTS: Final = (
    "round_households", "round_home", "round_readers", "round_new_readers", "round_not_reading",
    "round_reregistered", "round_homebound", "round_debtors", "round_invited", "figure_users",
    "figure_users_children", "figure_users_60", "figure_homebound",
)  # fmt: skip
ASKED: Final = small_cells.Sum(
    "round_asked", ("round_readers", "round_new_readers", "round_not_reading")
)
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # of each kind of records, what leaves
    "visits": ("outcome", "purposes"),
    "plan": ("approved_month", "month", "state"),
    "recommendations": ("area", "state", "deadline_on", "done_on"),
    "rounds": ("purpose", "issued", "returned", "leaflets"),
    "contests": ("title", "subject", "level", "audience", "is_continuing"),
    "entries": ("contest", "audience", "title", "state"),
    "awards": ("contest", "audience", "title", "award"),
    "classes": ("title", "sessions", "hours"),
    "sessions": ("class", "topic", "form", "hours"),
    "certificates": ("class", "hours"),
    "publications": ("series", "kind", "genre", "title", "subtitle", "theme"),
    "uses": ("title",),
    "campaigns": ("name", "part", "period", "opens_on", "accepted", "asked"),
    "units": ("name", "part", "period", "state"),
    "consultations": ("channel", "topic", "minutes"),
    "site": ("kind", "title", "url"),
}
CALLED: Final[Mapping[str, str]] = {  # kinds of records; others as the measure of their name
    "plan": NAMES["visits_planned"],
    "contests": msgid("Contests"),
    "units": NAMES["units_asked"],
    "site": NAMES["site_items"],
}
Table = Mapping[int, Mapping[str, int]]  # by library and measure


def withheld(*totals: Mapping[str, float]) -> frozenset[str]:
    """Return the measures of residents whose total in the network is small in any of `totals`."""
    found: frozenset[str] = frozenset()
    for one in totals:
        numbers = {name: int(one.get(name, 0)) for name in RESIDENTS}
        found |= small_cells.withheld(numbers, RESIDENTS, ASKED)
    return found


def hidden(tables: tuple[Table, ...], whole: frozenset[str]) -> frozenset[tuple[int, str]]:
    """Return which library's number of which measure is hidden in all `tables` alike.

    `whole`: the measures that are withheld altogether. Each table has the same libraries.
    """
    told = [name for name in RESIDENTS if name not in whole]
    keys = sorted(tables[0])
    found = {(key, name) for key in keys for name in whole}
    for table in tables:
        rows = [{name: max(0, table[key].get(name, 0)) for name in told} for key in keys]
        cells = small_cells.hidden(rows, told, ASKED)
        found |= {(keys[row], name) for row, name in cells}
    return frozenset(found)


def called(kind: str) -> str:
    """Return what a kind of records is called, to be translated."""
    return CALLED.get(kind, NAMES.get(kind, kind))
