"""Campaigns as a whole: their list, the card with its days, moving, stopping, prolonging; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import campaign_days as days
from bot.screens.monitoring_board import called, heading, label
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.monitoring import Campaign

PAGE: Final = 6
STATES: Final[Mapping[str, str]] = {
    "coming": msgid("opens on {opens}"),
    "stopped": msgid("stopped"),
    "running": msgid("runs until {closes}"),
    "late": msgid("the last day was {closes}"),
    "closed": msgid("ended"),
}


def state(t: Translator, campaign: Campaign, today: date) -> str:
    """Say where a campaign stands, to go on a sentence."""
    text = STATES[days.state(campaign, today)]
    opens, closes = (_day(t, one, today) for one in (campaign.opens_on, campaign.closes_on))
    return t.plain(text, opens=opens, closes=closes)


def _day(t: Translator, day: date, today: date) -> str:
    """Write a day; one of another year with its year, without the full stop of «г.»."""
    return t.day(day) if day.year == today.year else t.full_day(day).removesuffix(".")


def span(t: Translator, first: date, last: date) -> str:
    """Write a time of days; the year once where it is one."""
    begins = t.day(first) if first.year == last.year else t.full_day(first)
    return f"{begins} - {t.full_day(last)}"


# -------------------------------------------------------------------- all of them


@dataclass(frozen=True, slots=True)
class Page:
    """Some of all campaigns."""

    shown: tuple[Campaign, ...]
    number: int
    pages: int
    today: date
    may_make: bool = False


def listed(t: Translator, page: Page) -> Screen:
    """List campaigns, the latest first; each opens its card."""
    rows = [
        t("{name}: {state}", name=called(t, one), state=state(t, one, page.today))
        for one in page.shown
    ]
    text = lines(
        bold(t.plain(msgid("All monitorings"))),
        *(rows or [t(msgid("There are none yet."))]),
    )
    buttons = [Button(label(t, one), f"campaign.card:{one.campaign_id}") for one in page.shown]
    under = []
    if page.pages > 1:
        more = msgid("More ({page} of {pages})")
        said = t.plain(more, page=page.number + 1, pages=page.pages)
        under.append(Button(said, f"campaign.all:{(page.number + 1) % page.pages}"))
    if page.may_make:
        under.append(Button(t.plain(msgid("A new monitoring")), "campaign.new"))
    return Screen(text, (*grid(buttons), *grid(under)))


# -------------------------------------------------------------------- one


@dataclass(frozen=True, slots=True)
class Card:
    """A campaign with what its card says of it."""

    campaign: Campaign
    today: date
    form: str  # its questionnaire
    reviewer: str
    units: int  # libraries that it is put to; of a coming one, those that would be
    answered: int = 0
    made_by: str = ""  # empty: the bot itself
    may_manage: bool = False
    is_seen: bool = False
    actions: tuple[Button, ...] = ()


def card(t: Translator, about: Card, note: Html | None = None) -> Screen:
    """Show a campaign: what it asks, of whom, when, who reviews."""
    campaign, today = about.campaign, about.today
    chosen = msgid("Libraries: {units}, chosen ones.")
    everybody = msgid("Libraries: {units}, all that are open.")
    has_opened = days.state(campaign, today) not in {"coming", "stopped"}
    text = lines(
        note,
        heading(t, campaign),
        t(msgid("State: {state}."), state=state(t, campaign, today)),
        t(msgid("It asks about: {span}"), span=span(t, campaign.first_on, campaign.last_on)),
        t(
            msgid("Opens: {opens}, last day: {closes}."),
            opens=_day(t, campaign.opens_on, today),
            closes=_day(t, campaign.closes_on, today),
        ),
        t(msgid("Questionnaire: {form}."), form=about.form),
        t(everybody if campaign.takes_all else chosen, units=about.units),
        t(msgid("Answered: {count} of {total}."), count=about.answered, total=about.units)
        if has_opened
        else None,
        t(msgid("Who reviews: {person}"), person=about.reviewer),
        t(msgid("Made by: {person}"), person=about.made_by)
        if about.made_by
        else t(msgid("It opens by itself, by the settings.")),
    )
    return Screen(text, grid([*_actions(t, about), *_around(t, about)]))


def _actions(t: Translator, about: Card) -> list[Button]:
    """Return what may be done now; who only reads may do nothing."""
    if not about.may_manage:
        return list(about.actions)
    key = about.campaign.campaign_id
    found: dict[str, list[tuple[str, str]]] = {
        "coming": [
            (msgid("Move it"), "campaign.move"),
            (msgid("Stop it"), "campaign.stop"),
            *([] if about.is_seen else [(msgid("All right"), "campaign.ok")]),
        ],
        "stopped": [(msgid("Let it open"), "campaign.go")]
        if days.may_let_go(about.campaign, about.today)
        else [],
        "running": [(msgid("Prolong"), "campaign.longer")],
        "late": [(msgid("Prolong"), "campaign.longer")],
        "closed": [],
    }
    stands = days.state(about.campaign, about.today)
    buttons = [Button(t.plain(title), f"{press}:{key}") for title, press in found[stands]]
    if stands in {"coming", "running", "late"}:
        buttons.append(Button(t.plain(msgid("Who reviews")), f"campaign.who:{key}"))
    return [*buttons, *about.actions]


def _around(t: Translator, about: Card) -> list[Button]:
    key = about.campaign.campaign_id
    buttons = [Button(t.plain(msgid("History")), f"campaign.history:{key}")]
    if days.state(about.campaign, about.today) not in {"coming", "stopped"}:
        buttons.append(Button(t.plain(msgid("To the list")), f"campaign.board:{key}"))
    return [*buttons, Button(t.plain(msgid("All monitorings")), "campaign.all:0")]


def _back(t: Translator, campaign: Campaign) -> Button:
    return Button(t.plain(msgid("Back")), f"campaign.card:{campaign.campaign_id}")


# -------------------------------------------------------------------- its days


def ask_days(t: Translator, campaign: Campaign, today: date) -> Screen:
    """Ask on which days a campaign is to open and close."""
    text = lines(
        heading(t, campaign),
        t(
            msgid("Opens: {opens}, last day: {closes}."),
            opens=_day(t, campaign.opens_on, today),
            closes=_day(t, campaign.closes_on, today),
        ),
        t(msgid("Press new days or write both, for example: 5.10 - 25.10")),
    )
    buttons = [
        Button(
            f"{opens.day}.{opens:%m} - {closes.day}.{closes:%m}",
            f"campaign.moved:{campaign.campaign_id}:{opens.isoformat()}:{closes.isoformat()}",
        )
        for opens, closes in days.shifted(campaign)
    ]
    return Screen(text, grid([*buttons, _back(t, campaign)]))


def ask_stop(t: Translator, campaign: Campaign, today: date) -> Screen:
    """Ask before a campaign is stopped."""
    text = lines(
        t(msgid("Stop it: {monitoring}?"), monitoring=called(t, campaign)),
        t(
            msgid("It will not open by itself. It can be let go again until {date}."),
            date=_day(t, campaign.opens_on, today),
        ),
    )
    yes = Button(
        t.plain(msgid("Yes, stop")), f"campaign.stopped:{campaign.campaign_id}", style="danger"
    )
    return Screen(text, grid([yes, _back(t, campaign)]))


@dataclass(frozen=True, slots=True)
class Later:
    """A last day that is to be put off, with the days that are offered instead."""

    closes_on: date
    offered: Sequence[date]
    today: date


def ask_longer(t: Translator, campaign: Campaign, later: Later) -> Screen:
    """Ask until when all libraries may answer."""
    key = campaign.campaign_id
    buttons = [*_until(t, later, f"campaign.until:{key}"), _back(t, campaign)]
    return Screen(lines(heading(t, campaign), *_longer(t, later)), grid(buttons))


def ask_unit_longer(t: Translator, unit_id: int, named: Html, later: Later) -> Screen:
    """Ask until when one library may answer; `named` is its heading."""
    back = Button(t.plain(msgid("Back")), f"unit.card:{unit_id}")
    buttons = [*_until(t, later, f"unit.until:{unit_id}"), back]
    return Screen(lines(named, *_longer(t, later)), grid(buttons))


def _longer(t: Translator, later: Later) -> list[Html]:
    return [
        t(msgid("Last day: {date}."), date=_day(t, later.closes_on, later.today)),
        t(msgid("Press a new last day or write it, for example: 25.10")),
    ]


def _until(t: Translator, later: Later, press: str) -> list[Button]:
    return [
        Button(t.plain(msgid("Until {date}"), date=day), f"{press}:{day.isoformat()}")
        for day in later.offered
    ]


# -------------------------------------------------------------------- who reviews


def ask_reviewer(
    t: Translator, campaign: Campaign, people: Sequence[tuple[int, str]], now: str
) -> Screen:
    """Ask who reviews the answers."""
    text = lines(
        heading(t, campaign),
        t(msgid("Who reviews: {person}"), person=now),
        t(msgid("Press who is to review.")),
    )
    buttons = [Button(name, f"campaign.by:{campaign.campaign_id}:{key}") for key, name in people]
    return Screen(text, (*column(buttons), (_back(t, campaign),)))


# -------------------------------------------------------------------- what colleagues read


def told(t: Translator, campaign: Campaign, text: Html, person: str) -> Screen:
    """Tell a colleague who may manage campaigns, or reviews them, what was done."""
    said = lines(heading(t, campaign), text, t(msgid("Who: {person}"), person=person))
    opens = Button(t.plain(msgid("Open")), f"campaign.card:{campaign.campaign_id}")
    return Screen(said, ((opens,),))


@dataclass(frozen=True, slots=True)
class Longer:
    """A library whose last day was put off, as its librarian reads it."""

    unit_id: int
    library: str


def longer(
    t: Translator, campaign: Campaign, closes_on: date, units: Sequence[Longer], today: date
) -> Screen:
    """Tell a librarian that there is more time."""
    text = lines(
        heading(t, campaign),
        t(
            msgid("There is more time for the questionnaire: the last day is {date} now."),
            date=_day(t, closes_on, today),
        ),
        ", ".join(t("{library}", library=one.library) for one in units) + ".",
    )
    labels = {one.unit_id: one.library for one in units}
    if len(units) == 1:
        labels = {units[0].unit_id: t.plain(msgid("Open"))}
    return Screen(
        text,
        grid(Button(cut(label, WIDE), f"unit.open:{key}") for key, label in labels.items()),
    )


def ended(t: Translator, campaign: Campaign, units: Sequence[Longer]) -> Screen:
    """Tell a librarian that a campaign has ended without their answers."""
    return Screen(
        lines(
            heading(t, campaign),
            t(msgid("It is closed: no answer is needed any more. What you began is kept.")),
            ", ".join(t("{library}", library=one.library) for one in units) + ".",
        )
    )


# -------------------------------------------------------------------- history


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a campaign's history."""

    at: datetime
    person: str  # empty: the bot itself
    action: str
    values: Mapping[str, str] = field(default_factory=dict)


EVENTS: Final[Mapping[str, str]] = {
    "added": msgid("made"),
    "moved": msgid("new days: {opens} - {closes}"),
    "stopped": msgid("stopped"),
    "let_go": msgid("let go again"),
    "prolonged": msgid("last day put off: {closes}"),
    "prolonged_unit": msgid("last day put off: {closes} ({library})"),
    "questioned": msgid("newer questions"),
    "reviewer": msgid("reviews from now on: {person}"),
    "nudged": msgid("libraries reminded now: {libraries}"),
    "closed": msgid("ended"),
    "reopened": msgid("opened again"),
}


def history(t: Translator, campaign: Campaign, events: Sequence[Event]) -> Screen:
    """Show who did what with a campaign."""
    rows = [_event(t, one) for one in events]
    back: Rows = ((_back(t, campaign),),)
    return Screen(lines(heading(t, campaign), *rows), back)


def _event(t: Translator, one: Event) -> Html:
    person = one.person or t.plain(msgid("the bot"))
    what = t.plain(EVENTS.get(one.action, one.action), **one.values)
    said = t("{at}, {person}: {what}", at=one.at, person=person, what=what)
    reason = one.values.get("reason")
    return Html(f"{said} {t('«{reason}»', reason=reason)}") if reason else said
