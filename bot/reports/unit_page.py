"""What the sheet of one library says, for every format: its answers, indicators, who sent it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.catalogs import Translator
from bot.clock import local, parse_stamp
from bot.errors import UserError
from bot.forms import compared
from bot.forms.compared import Field
from bot.forms.model import Form
from bot.msgid import msgid
from bot.published import campaign_form, sheet_form
from bot.rules import indicators, monitoring, reviewing, spans
from bot.rules.institution import Institution
from bot.rules.monitoring import Known
from bot.rules.spans import Standing
from bot.screens import indicators as numbers
from bot.screens import monitoring as screens
from bot.screens import spans as said
from bot.screens.visits import SOURCES
from storage import (
    campaigns,
    figures,
    institution,
    libraries,
    periods,
    questionnaires,
    recommendations,
    staff,
    summaries,
)
from storage.database import Reader
from storage.records.libraries import Library
from storage.records.monitoring import Campaign, CampaignUnit, Figure
from storage.records.people import Staff
from storage.summaries import Times


@dataclass(frozen=True, slots=True)
class Line:
    """One answer; `why` is its explanation."""

    number: int
    question: str
    answer: str
    before: str = ""  # what it is compared with, with its period
    change: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived indicator now and a year ago."""

    title: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a sheet says, in one language."""

    language: str
    institution: str
    title: str
    library: str  # its full name
    code: str
    about: str  # the days that the numbers are about
    lines: tuple[Line, ...]
    derived: tuple[Derived, ...]
    sent: str  # when, by whom, from where
    state: str
    standing: str  # whether the period is closed
    version: str

    @property
    def file_name(self) -> str:
        """Return the name of its file, without the ending."""
        return f"{self.code} {self.title}"


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of one campaign share; read once for any number of libraries."""

    campaign: Campaign
    form: Form  # of the campaign; a sheet sent earlier has its own version
    span: Times
    institution: str
    code: str  # the institution's
    libraries: Mapping[int, Library]
    people: Mapping[int, Staff]
    standing: Standing

    @property
    def days(self) -> str:
        """Return the days that the numbers are about."""
        return f"{self.campaign.first_on:%d.%m.%Y} - {self.campaign.last_on:%d.%m.%Y}"


async def book(db: Reader, campaign: Campaign) -> Book:
    """Read what the sheets of a campaign share."""
    set_here = Institution(await institution.get_all(db))
    closed = await periods.closed_between(db, campaign.closes_on, campaign.closes_on)
    return Book(
        campaign,
        await campaign_form(db, campaign),
        await summaries.times(db, campaign),
        set_here["institution_name"],
        set_here["institution_code"],
        {one.library_id: one for one in await libraries.known(db)},
        {one.staff_id: one for one in await staff.known(db)},
        spans.of_campaign(campaign, closed),
    )


async def of_unit(db: Reader, unit_id: int, t: Translator, zone: ZoneInfo) -> Page:
    """Return the sheet of one library; raises UserError where nothing has been sent."""
    found = await campaigns.of_unit(db, unit_id)
    if found is None or found[0].submission_id is None:
        raise UserError(msgid("This library has not sent its answers yet."))
    unit, campaign = found
    return await page(db, await book(db, campaign), unit, t, zone)


async def page(db: Reader, about: Book, unit: CampaignUnit, t: Translator, zone: ZoneInfo) -> Page:
    """Return the sheet of a library that has sent its answers."""
    campaign, library = about.campaign, about.libraries[unit.library_id]
    answers = await campaigns.answers(db, unit)
    beside = await figures.beside(
        db, unit.library_id, campaign.opens_on.year, campaign.part,
        (campaign.first_on, campaign.last_on),
    )  # fmt: skip
    known = monitoring.known(beside.figures, campaign.period, about.span.before)
    form = await sheet_form(db, campaign, unit)
    served = await carried_out(db, compared.recommended(form, answers))
    now, before = await summaries.of_library(db, unit.library_id, about.span)
    return Page(
        language=t.language,
        institution=about.institution,
        title=screens.title(t, campaign),
        library=library.full(t.language),
        code=library.code,
        about=about.days,
        lines=answered(t, form, answers, known, served),
        derived=_derived(t, now, before),
        sent=_sent(t, about, unit, zone),
        state=screens.state(t, unit, None),
        standing=t.plain(said.STANDINGS[about.standing]),
        version=await _version(db, t, form),
    )


async def carried_out(db: Reader, keys: Iterable[int]) -> dict[str, str]:
    """Return the words of recommendations by their keys as answers name them."""
    found = [await recommendations.by_id(db, one) for one in sorted(set(keys))]
    return {str(one.recommendation_id): one.recommendation for one in found if one}


def answered(
    t: Translator,
    form: Form,
    answers: Mapping[str, Any],
    known: Known,
    served: Mapping[str, str],
) -> tuple[Line, ...]:
    """Return the answers in the order of the form; `served`: words of a draft's own list.

    The numbers are those that remarks name: a question without an answer keeps its own.
    """
    fields = compared.fields(form)
    said = {one.name: text for one in fields.values() if (text := _said(t, one, answers, served))}
    whys = {one.explains: said[one.name] for one in fields.values() if one.name in said}
    found = []
    for asked in reviewing.asked(form):
        one = asked.field
        if one.name not in said:
            continue
        beside = known.beside(one)
        then = screens.figure(t, one, beside, screens.choice(t, one, beside)) if beside else ""
        change = _change(t, one, compared.value(answers, one.path), beside)
        why = whys.get(one.name, "")
        found.append(Line(asked.number, one.label(t.language), said[one.name], then, change, why))
    return tuple(found)


def _change(t: Translator, field: Field, answer: Any, beside: Figure | None) -> str:
    if beside is None or not field.is_number or beside.number is None:
        return ""
    return numbers.difference(t, field, float(answer), beside.number)


def _said(
    t: Translator, field: Field, answers: Mapping[str, Any], served: Mapping[str, str]
) -> str:
    return "; ".join(shown(t, field, one, served) for one in values(field, answers))


def values(field: Field, answers: Mapping[str, Any]) -> Iterator[Any]:
    """Give the answer to a question; in a repeat one for each time it was answered."""
    if not field.repeat:
        value = compared.value(answers, field.path)
        if value not in (None, "", []):
            yield value
        return
    for path, value in compared.flat(answers).items():
        if compared.plain(path) == field.path:
            yield value


def shown(t: Translator, field: Field, value: Any, served: Mapping[str, str]) -> str:
    """Write an answer as people read it; `served`: words of the keys of a draft's own list."""
    if field.is_served:
        keys = value if isinstance(value, list) else [value]
        return "; ".join(served.get(str(one), str(one)) for one in keys)
    return screens.said(t, field, value)


def _derived(
    t: Translator, now: Mapping[str, float], before: Mapping[str, float]
) -> tuple[Derived, ...]:
    return tuple(
        Derived(
            t.plain(one.title),
            numbers.value(t, one, one.of_one(now)),
            numbers.value(t, one, one.of_one(before)),
        )
        for one in indicators.known_of(now.__contains__)
    )


async def _version(db: Reader, t: Translator, form: Form) -> str:
    about = await questionnaires.of_version(db, form.version)
    if about is None:
        return f"{form.title or form.form_id} {form.version}".strip()
    return t.plain(msgid("{title}, version {number}"), title=about.title, number=about.number)


def _sent(t: Translator, about: Book, unit: CampaignUnit, zone: ZoneInfo) -> str:
    if unit.sent_at is None or unit.entered_by is None:
        return ""
    return t.plain(
        msgid("Sent: {at}, {person}, {source}"),
        at=local(parse_stamp(unit.sent_at), zone),
        person=about.people[unit.entered_by].full_name(t.language),
        source=t.plain(SOURCES[unit.source or "chat"]),
    )
