"""The monitoring: when a campaign opens, what is compared with what, when it is chased; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from bot.forms import compared, engine, refill
from bot.forms.compared import Field
from bot.forms.env import Env
from bot.forms.model import Compare, Form
from bot.rules import due
from bot.rules.due import Step
from bot.rules.institution import Institution
from storage.records.monitoring import Campaign, CampaignUnit, Figure, NewCampaign
from storage.records.people import Staff

PARTS: Final = ("spring", "autumn")
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


def is_running(campaign: Campaign, today: date) -> bool:
    """Tell whether a campaign still waits for answers: prolonged or late ones among them."""
    is_near = campaign.opens_on <= today < campaign.opens_on + CHASED
    return campaign.is_open and is_near


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

    def beside(self, field: Field) -> Figure | None:
        """Return the figure that stands beside a question; None where it is not compared."""
        if field.compare is Compare.YEAR:
            return self.year_ago.get(field.name)
        return self.last.get(field.name) if field.compare is Compare.LAST else None


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


def last_saved(
    form: Form, known: Known, answers: Mapping[str, Any] | None = None
) -> dict[str, str]:
    """Return by path what `${last-saved#name}` reads: what stands beside, else the latest.

    `answers` are those of the last sheet, for what is kept as no figure: texts, ticks, dates.
    """
    found = {
        path: " ".join(map(str, value)) if isinstance(value, list) else str(value)
        for path, value in compared.flat(answers or {}).items()
        if path in form.questions
    }
    for field in compared.figures(form):
        is_compared = field.compare is not Compare.NONE
        figure = known.beside(field) if is_compared else known.last.get(field.name)
        if figure is not None:
            found[field.path] = written(figure)
    return found


def floors(form: Form, known: Known) -> dict[str, str]:
    """Return by path the least counts: those of an earlier campaign of this year."""
    counts = [one for one in compared.figures(form) if one.compare is Compare.YEAR]
    known_ones = [one for one in counts if one.name in known.before]
    return {one.path: written(known.before[one.name]) for one in known_ones}


def written(figure: Figure) -> str:
    """Write a figure as the form keeps it."""
    if figure.fact is not None:
        return figure.fact
    return f"{figure.number:.2f}".rstrip("0").rstrip(".")


def said(form: Form, answers: Mapping[str, Any], period: str) -> list[Figure]:
    """Return the figures that a submission of a form states."""
    found = []
    for field in compared.figures(form):
        value = compared.value(answers, field.path)
        if value is None:
            continue
        if field.is_number:
            found.append(Figure(period, field.name, float(value)))
        else:
            fact = " ".join(value) if isinstance(value, list) else str(value)
            found.append(Figure(period, field.name, fact=fact))
    return found


@dataclass(frozen=True, slots=True)
class Doubted:
    """An odd answer of a submission as a reviewer sees it.

    `reason` is that of `bot.forms.doubts.Doubt` ("" where nothing is odd any more: what it is
    compared with has changed since), `message` the words of the author's own check; for the
    other reasons see `bot.screens.monitoring.doubt`. `why` is the explanation.
    """

    path: str
    reason: str
    message: str
    why: str


def doubted(
    form: Form, answers: Mapping[str, Any], known: Known, now: datetime, language: str
) -> tuple[Doubted, ...]:
    """Return the odd answers of a submission, in the order of the form, each explained.

    Without the engine, only the explanations: `bot.forms.compared.explained`.
    """
    env = Env(now, language, last_saved=last_saved(form, known))
    draft = refill.start(form, env, answers, settled=True)
    odd = {one.path: one for one in engine.doubtful(form, draft, env)}
    return tuple(
        Doubted(path, odd[path].reason, odd[path].message, why)
        if path in odd
        else Doubted(path, "", "", why)
        for path, why in compared.explained(form, answers).items()
    )


def change_percent(now: float, then: float) -> int:
    """Return by how many per cent a count has changed against a compared one above zero."""
    return round((now - then) / then * 100)
