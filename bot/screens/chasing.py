"""Who has not answered a campaign, with telephones; who is reminded at once; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.monitoring import Far, state
from bot.screens.monitoring_board import heading
from bot.screens.screen import WIDE, Button, Screen, cut, grid, lines
from storage.records.monitoring import Campaign, CampaignUnit

PAGE: Final = 8
SOURCES: Final = {"phone": msgid("By telephone"), "paper": msgid("From paper")}
LISTED: Final = 12  # libraries of a group before somebody presses «Напомнить»


@dataclass(frozen=True, slots=True)
class Silent:
    """A library without an answer: how far it is, who answers, with telephones."""

    unit: CampaignUnit
    library: str
    far: Far | None
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A campaign with its libraries without an answer; `nudges`: those to be reminded at once."""

    campaign: Campaign
    today: date
    found: tuple[Silent, ...]
    total: int
    nudges: int = 0


def unanswered(t: Translator, about: Unanswered, page: int) -> Screen:
    """Show who has not answered and whom to call; each library opens its card."""
    campaign, key = about.campaign, about.campaign.campaign_id
    pages = max(1, -(-len(about.found) // PAGE))
    page %= pages
    shown = about.found[page * PAGE : (page + 1) * PAGE]
    over = msgid("The last day was {date}. No answer yet: {count} of {total}.")
    running = msgid("The last day is {date}. No answer yet: {count} of {total}.")
    text = lines(
        heading(t, campaign),
        t(
            over if campaign.closes_on < about.today else running,
            date=campaign.closes_on,
            count=len(about.found),
            total=about.total,
        ),
        *(_silent(t, one) for one in shown),
        t(msgid("Press a library.")) if shown else t(msgid("All have answered.")),
    )
    cards = grid(Button(cut(one.library, WIDE), f"unit.card:{one.unit.unit_id}") for one in shown)
    under = [nudge_button(t, key, about.nudges)] if about.nudges else []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        under.append(Button(label, f"campaign.late:{key}:{(page + 1) % pages}"))
    under.append(Button(t.plain(msgid("To the list")), f"campaign.board:{key}"))
    return Screen(text, (*cards, *grid(under)))


def enter(t: Translator, about: Unanswered, source: str, page: int) -> Screen:
    """Offer to enter the answers of a library that told them by telephone or wrote them."""
    key = about.campaign.campaign_id
    pages = max(1, -(-len(about.found) // PAGE))
    page %= pages
    shown = about.found[page * PAGE : (page + 1) * PAGE]
    whose = {
        "phone": msgid("Whose answers do you hear by telephone?"),
        "paper": msgid("Whose paper blank do you have?"),
    }
    text = lines(
        heading(t, about.campaign),
        t(whose[source]) if shown else t(msgid("All have answered.")),
        *(_silent(t, one) for one in shown),
    )
    cards = grid(
        Button(cut(one.library, WIDE), f"unit.behalf:{one.unit.unit_id}:{source}") for one in shown
    )
    under = [
        Button(t.plain(label), f"campaign.enter:{key}:{other}:0")
        for other, label in SOURCES.items()
        if other != source
    ]
    if pages > 1:
        more = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        under.insert(0, Button(more, f"campaign.enter:{key}:{source}:{(page + 1) % pages}"))
    under.append(Button(t.plain(msgid("To the list")), f"campaign.board:{key}"))
    return Screen(text, (*cards, *grid(under)))


def _silent(t: Translator, one: Silent) -> Html:
    people = "; ".join(one.contacts) or t.plain(msgid("nobody works there"))
    said = state(t, one.unit, one.far)
    return t("{library} ({state}): {people}", library=one.library, state=said, people=people)


# -------------------------------------------------------------------- «Напомнить сейчас»


def nudge_button(t: Translator, campaign_id: int, count: int) -> Button:
    """Offer to remind those who have not answered now."""
    return Button(t.plain(msgid("Remind {n}"), n=count), f"campaign.nudge:{campaign_id}")


@dataclass(frozen=True, slots=True)
class Nudges:
    """What «Напомнить» would do: lines of whom it tells, whom it cannot, who was told lately."""

    told: tuple[str, ...]
    out_of_reach: tuple[str, ...]
    lately: tuple[str, ...]


def ask_nudge(t: Translator, campaign: Campaign, nudges: Nudges, *, is_night: bool) -> Screen:
    """Ask before people are reminded; name those who must be called instead."""
    key = campaign.campaign_id
    nobody = msgid("There is nobody to remind now.")
    text = lines(
        heading(t, campaign),
        _group(t, msgid("A reminder goes now to ({count}):"), nudges.told)
        if nudges.told
        else t(nobody),
        _group(t, msgid("Out of reach, please call ({count}):"), nudges.out_of_reach),
        _group(t, msgid("Reminded within a day already ({count}):"), nudges.lately),
        t(msgid("It is late: it comes without a sound.")) if is_night and nudges.told else None,
    )
    send = Button(
        t.plain(msgid("Send ({count})"), count=len(nudges.told)),
        f"campaign.nudged:{key}",
        style="primary",
    )
    back = Button(t.plain(msgid("To the list")), f"campaign.board:{key}")
    return Screen(text, grid([send, back] if nudges.told else [back]))


def _group(t: Translator, title: str, found: Sequence[str]) -> Html | None:
    if not found:
        return None
    more = len(found) - LISTED
    return lines(
        t(title, count=len(found)),
        *(t("{line}", line=line) for line in found[:LISTED]),
        t(msgid("and {n} more"), n=more) if more > 0 else None,
    )


def nudged(t: Translator, campaign: Campaign, nudges: Nudges) -> Screen:
    """Say that the reminders are on their way, and whom to call."""
    text = lines(
        heading(t, campaign),
        t(msgid("Reminders sent: {count}."), count=len(nudges.told)),
        _group(t, msgid("Out of reach, please call ({count}):"), nudges.out_of_reach),
    )
    board = Button(t.plain(msgid("To the list")), f"campaign.board:{campaign.campaign_id}")
    return Screen(text, ((board,),))


@dataclass(frozen=True, slots=True)
class Reminded:
    """One line of a reminder that a colleague caused, and the button that opens its draft."""

    text: Html
    label: str
    press: str
    subject: str


def reminder(t: Translator, person: str, told: Sequence[Reminded]) -> Screen:
    """Remind a person at once of the answers that are waited for."""
    text = lines(
        t(msgid("Your answer is asked for by: {person}"), person=person),
        *(one.text for one in told),
    )
    subject = told[0].subject if len(told) == 1 else "tasks"
    buttons = [Button(one.label, one.press, style="primary") for one in told]
    later = Button(t.plain(msgid("Remind me later")), f"task.later:{subject}")
    return Screen(text, grid([*buttons, later]))
