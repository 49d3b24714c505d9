"""How the records behind the report's numbers are shown in a table: titles, columns, looks. Pure.

Which columns a kind has: `storage/measures.py`. A column without a line here is nobody's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.msgid import msgid
from bot.rules import measures

# several: codes as a JSON list; flag: 0 or 1; words: a code that the form, a list or a name
# in the database says in words; month: YYYY-MM.
Look = Literal["text", "long", "number", "decimal", "day", "month", "words", "several", "flag"]
NUMERIC: Final = frozenset({"number", "decimal", "month"})  # the cell itself can be counted

TITLES: Final[Mapping[str, str]] = {  # of a kind of records; a sheet's name takes 31 characters
    "visits": msgid("Visits"),
    "plan": msgid("Plan of visits"),
    "plan_done": msgid("Plan carried out"),
    "recommendations": msgid("Recommendations"),
    "rounds": msgid("Door-to-door rounds"),
    "contests": msgid("Contests"),
    "entries": msgid("Contest entries"),
    "awards": msgid("Awards"),
    "classes": msgid("Classes of the school"),
    "sessions": msgid("Sessions"),
    "attendances": msgid("Attendances"),
    "certificates": msgid("Certificates"),
    "publications": msgid("Publications of the department"),
    "uses": msgid("Uses of publications"),
    "campaigns": msgid("Monitorings held"),
    "units": msgid("Questionnaires"),
    "figures": msgid("Indicators"),
    "consultations": msgid("Consultations"),
    "site": msgid("Put on the site"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of records: what it is called, how it looks, characters it needs."""

    name: str
    title: str
    look: Look
    width: int


def _columns(*columns: tuple[str, str, Look, int]) -> Mapping[str, Column]:
    return {name: Column(name, title, look, width) for name, title, look, width in columns}


_COMMON: Final = _columns(
    ("approved_month", msgid("Approved for"), "month", 12),
    ("month", msgid("Month"), "month", 12),
    ("period", msgid("Period"), "month", 12),
    ("title", msgid("Title"), "long", 44),
    ("contest", msgid("Contest"), "long", 32),
    ("audience", msgid("Whose entries"), "words", 16),
    ("class_id", msgid("Class No."), "number", 9),
    ("class", msgid("Class"), "text", 24),
    ("hours", msgid("Hours"), "decimal", 9),
    ("form", msgid("Form"), "words", 16),
    ("people", msgid("People there"), "number", 10),
    ("name", msgid("Monitoring"), "text", 30),
    ("part", msgid("Spring or autumn"), "words", 14),
)
_OF: Final[Mapping[str, Mapping[str, Column]]] = {
    "visits": _columns(
        ("outcome", msgid("Outcome"), "words", 22),
        ("trip_id", msgid("Trip No."), "number", 10),
        ("source", msgid("How it was recorded"), "words", 22),
        ("purposes", msgid("Purposes"), "several", 44),
    ),
    "plan": _columns(("state", msgid("State"), "words", 14)),
    "plan_done": _columns(("visit_id", msgid("Visit No."), "number", 10)),
    "recommendations": _columns(
        ("recommendation", msgid("Recommendation"), "long", 60),
        ("area", msgid("Area"), "words", 22),
        ("state", msgid("State"), "words", 24),
        ("deadline_on", msgid("Deadline"), "day", 12),
        ("done_on", msgid("Carried out on"), "day", 12),
    ),
    "rounds": _columns(
        ("settlement_id", msgid("Settlement"), "words", 22),
        ("purpose", msgid("Purpose"), "words", 24),
        *(
            (one, measures.NAMES[f"round_{one}"], "number", 12)
            for one in (
                "households", "home", "readers", "new_readers", "not_reading", "reregistered",
                "issued", "returned", "homebound", "debtors", "invited", "leaflets",
            )
        ),
    ),
    "contests": _columns(
        ("subject", msgid("What it is for"), "long", 44),
        ("level", msgid("Level"), "words", 18),
        ("is_continuing", msgid("Held before"), "flag", 11),
        ("is_published", msgid("Results are published"), "flag", 14),
    ),
    "entries": _columns(
        ("state", msgid("State"), "words", 16),
        ("award_id", msgid("Award"), "words", 26),
    ),
    "awards": _columns(
        ("award", msgid("Award"), "text", 26),
        ("award_be", msgid("Award in Belarusian"), "text", 26),
        ("award_words", msgid("Words of the award"), "long", 36),
    ),
    "classes": _columns(
        ("position", msgid("Order"), "number", 9),
        ("sessions", msgid("Sessions"), "number", 10),
    ),
    "sessions": _columns(("topic", msgid("Topic"), "long", 44)),
    "attendances": _columns(("topic", msgid("Topic"), "long", 44)),
    "publications": _columns(
        ("series", msgid("Series"), "words", 18),
        ("kind", msgid("Kind"), "words", 28),
        ("genre", msgid("Genre"), "text", 20),
        ("subtitle", msgid("Subtitle"), "long", 36),
        ("theme", msgid("Topic"), "long", 36),
        ("in_report", msgid("In the report"), "flag", 10),
        ("position", msgid("Order"), "number", 9),
    ),
    "campaigns": _columns(
        ("opens_on", msgid("Opened on"), "day", 12),
        ("accepted", msgid("Questionnaires accepted"), "number", 11),
        ("asked", msgid("Questionnaires asked for"), "number", 11),
    ),
    "units": _columns(
        ("campaign_id", msgid("Monitoring No."), "number", 13),
        ("state", msgid("State"), "words", 16),
    ),
    "figures": _columns(
        ("question", msgid("Indicator"), "words", 36),
        ("number", msgid("Number"), "decimal", 12),
    ),
    "consultations": _columns(
        ("channel", msgid("Way"), "words", 14),
        ("topic", msgid("Topic"), "words", 24),
        ("subject", msgid("What about"), "long", 50),
        ("minutes", msgid("Minutes"), "number", 9),
    ),
    "site": _columns(
        ("kind", msgid("Kind"), "words", 20),
        ("url", msgid("Address"), "text", 40),
    ),
}  # fmt: skip


def column(records: str, name: str) -> Column:
    """Return how a column of a kind of records is shown."""
    return _OF.get(records, {}).get(name) or _COMMON[name]


OF_NO_LIBRARY: Final = frozenset({"contests", "classes", "sessions", "publications", "campaigns"})
OF_NOBODY: Final = frozenset({"contests", "classes", "campaigns", "figures"})
