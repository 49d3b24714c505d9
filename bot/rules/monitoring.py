"""The monitoring: when a campaign opens, what is compared with what, when it is chased; pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bot.rules import due
from bot.rules.due import Step
from bot.rules.institution import Institution
from storage.records import Campaign, CampaignUnit, Figure, NewCampaign, Staff

PARTS: Final = ("spring", "autumn")
# Counts run up from January, so they are compared with the same campaign of the year before.
YEAR: Final = (
    "users",
    "users_children",
    "users_60",
    "visits",
    "visits_events",
    "loans",
    "events",
    "paid_fact",
)
LAST: Final = ("stock", "homebound", "internet", "premises")  # facts: compared with the last time
COUNTED: Final = (*YEAR, *LAST, "rounds")  # answers that are kept as figures
TOLD: Final = re.compile(r".*_(?:year|before|doubt|most|known|open)")  # silent questions
LATE: Final = timedelta(days=30)  # after the last day an answer is no longer asked for
CHASED: Final = timedelta(days=200)  # no campaign, prolonged or not, runs longer


def planned(institution: Institution, year: int) -> list[NewCampaign]:
    """Return the campaigns that a year has by the settings; a switched off one is left out."""
    found = []
    for part in PARTS:
        opens = _day(institution[f"{part}_opens"], year)
        closes = _day(institution[f"{part}_closes"], year)
        if opens is None or closes is None:
            continue
        if closes < opens:  # over New Year
            closes = _day(institution[f"{part}_closes"], year + 1) or closes
        found.append(
            NewCampaign(
                part=part,
                period=f"{opens:%Y-%m}",
                first_on=about(opens)[0],
                last_on=about(opens)[1],
                opens_on=opens,
                closes_on=closes,
            )
        )
    return found


def _day(setting: str, year: int) -> date | None:
    if not setting:
        return None
    number, month = map(int, setting.split("."))
    return date(year, month, number)


def about(opens: date) -> tuple[date, date]:
    """Return the months since January that a campaign asks about: those that are over."""
    last = opens.replace(day=1) - timedelta(days=1)
    return date(last.year, 1, 1), last


def context(
    campaign: Campaign, unit: CampaignUnit, code: str, *, is_correction: bool = False
) -> dict[str, Any]:
    """Return what a draft of a library's answers keeps beside them; `code` is the library's."""
    return {
        "unit_id": unit.unit_id,
        "library": code,
        "about": [campaign.first_on.isoformat(), campaign.last_on.isoformat()],
        "name": campaign.name,
        "closes_on": unit.closes_on.isoformat(),
        "is_correction": is_correction,
    }


def steps(campaign: Campaign, closes_on: date, *, middle: bool) -> tuple[Step, ...]:
    """List the steps of a campaign's ladder for one library.

    The opening moves later from a day off, as what comes after a date does; the others move
    back. `middle` is off by default: it tells nothing new to who has decided when to sit down.
    """
    half = campaign.opens_on + (campaign.closes_on - campaign.opens_on) / 2
    return (
        Step("opened", campaign.opens_on),
        *((Step("middle", half, "before", closes_on),) if middle else ()),
        *due.before(closes_on, 3, 1),
        *due.after(closes_on, 1),
    )


def answerers(people: Iterable[Staff], library_id: int) -> list[Staff]:
    """Return who answers for a library: its librarians.

    Where it has none, as the central library, the deputy or else the first methodist who works
    there; where nobody works, the department enters the answers.
    """
    there = [one for one in people if one.is_active and library_id in one.library_ids]
    librarians = [one for one in there if one.role == "librarian"]
    methodists = [one for one in there if one.role == "methodist"]
    deputies = [one for one in methodists if one.has_duty("deputy")]
    return librarians or (deputies or methodists)[:1]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a library before it answers, by question."""

    year_ago: Mapping[str, Figure]  # of the same campaign last year
    before: Mapping[str, Figure]  # of an earlier campaign of this year
    last: Mapping[str, Figure]  # the latest of any campaign before

    def compared(self, question: str) -> Figure | None:
        """Return the figure that stands beside a question."""
        return (self.year_ago if question in YEAR else self.last).get(question)


def known(figures: Iterable[Figure], period: str, year_ago: str | None = None) -> Known:
    """Sort a library's figures for a period; `year_ago` is that of last year's same campaign.

    Without it the same month of the year before counts.
    """
    year, month = period.split("-")
    compared = year_ago or f"{int(year) - 1}-{month}"
    earlier = sorted((one for one in figures if one.period < period), key=_period)
    return Known(
        {one.question: one for one in earlier if one.period == compared},
        {one.question: one for one in earlier if one.period[:4] == year},
        {one.question: one for one in earlier},
    )


def _period(figure: Figure) -> str:
    return figure.period


def told(known: Known) -> dict[str, str]:
    """Return what the form is told of last year and of earlier this year."""
    values = {f"{name}_year": written(known.year_ago.get(name)) for name in YEAR}
    return values | {f"{name}_before": written(known.before.get(name)) or "0" for name in YEAR}


def written(figure: Figure | None) -> str:
    """Write a figure as the form keeps it; empty where there is none."""
    if figure is None:
        return ""
    if figure.fact is not None:
        return figure.fact
    return f"{figure.number:.2f}".rstrip("0").rstrip(".")


def said(answers: Mapping[str, Any], period: str) -> list[Figure]:
    """Return the figures that a submission of the form states."""
    found = []
    for name in COUNTED:
        value = answers.get(name)
        if isinstance(value, str):
            found.append(Figure(period, name, fact=value))
        elif value is not None:
            found.append(Figure(period, name, float(value)))
    return found


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return what people say otherwise in a new version; None for what it leaves out."""
    names: Sequence[str] = [*new, *(name for name in old if name not in new)]
    spoken = [name for name in names if not TOLD.fullmatch(name)]
    return {name: new.get(name) for name in spoken if old.get(name) != new.get(name)}


def change_percent(now: float, then: float) -> int:
    """Return by how many per cent a count has changed against a compared one above zero."""
    return round((now - then) / then * 100)


SHOWN: Final = (  # answers on a library's card, in the order of the form
    "users",
    "users_children",
    "users_60",
    "visits",
    "visits_events",
    "loans",
    "stock",
    "events",
    "paid_fact",
    "homebound",
    "internet",
    "premises",
    "rounds",
    "help",
)
BELOW: Final = {"visits": "users", "loans": "visits"}  # counts that should not be less than others
