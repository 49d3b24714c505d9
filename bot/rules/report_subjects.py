"""How the numbers of the report are grouped on screens and in lists; pure.

Every measure of `storage/measures.py` stands in one group; its name: `bot/rules/measures.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.msgid import msgid
from storage.records.report import Number


@dataclass(frozen=True, slots=True)
class Subject:
    """A group of measures; what `main` add up to stands on its button."""

    name: str
    label: str
    main: tuple[str, ...]
    measures: tuple[str, ...]


def _subject(name: str, label: str, main: str, measures: str) -> Subject:
    return Subject(name, label, tuple(main.split()), tuple(measures.split()))


SUBJECTS: Final[Mapping[str, Subject]] = {
    one.name: one
    for one in (
        _subject(
            "visits",
            msgid("Visits"),
            "visits",
            "visits trips libraries_visited visits_planned visits_by_plan recommendations "
            "recommendations_accepted",
        ),
        _subject(
            "rounds",
            msgid("Rounds"),
            "rounds",
            "rounds round_libraries round_households round_home round_readers round_new_readers "
            "round_not_reading round_reregistered round_issued round_returned round_homebound "
            "round_debtors round_invited round_leaflets",
        ),
        _subject(
            "monitoring",
            msgid("Monitoring"),
            "campaigns",
            "campaigns units_asked units_accepted figure_users figure_users_children "
            "figure_users_60 figure_visits figure_visits_events figure_loans figure_stock "
            "figure_events figure_paid_fact figure_homebound",
        ),
        _subject(
            "contests",
            msgid("Contests"),
            "contests_continued contests_new",
            "contests_continued contests_new contests_readers entries entries_admitted "
            "entry_libraries awards",
        ),
        _subject(
            "school",
            msgid("School"),
            "sessions",
            "classes sessions session_hours attendances learners learning_hours certificates",
        ),
        _subject(
            "publications",
            msgid("Issued publications"),
            "publications",
            "scenarios methodical publications uses",
        ),
        _subject(
            "site",
            msgid("Consultations and site"),
            "consultations",
            "consultations consultations_site consultations_bot site_items site_news site_months",
        ),
    )
}
# Where a number has its plan: the measure that says it.
PLANS: Final[Mapping[str, str]] = {
    "visits": "visits_planned",
    "visits_by_plan": "visits_planned",
    "units_accepted": "units_asked",
}


def of_measure(measure: str) -> Subject:
    """Return the group that a measure stands in."""
    return next(one for one in SUBJECTS.values() if measure in one.measures)


def main_number(subject: Subject, found: Mapping[str, Number], *, counts_trips: bool) -> float:
    """Return what stands on a subject's button; of visits what the institution reports."""
    names = ("trips",) if subject.name == "visits" and counts_trips else subject.main
    return sum(found[name].value for name in names)
