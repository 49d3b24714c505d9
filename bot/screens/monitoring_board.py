"""Who has answered a campaign, has begun, has not opened it, cannot be reached; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import spans
from bot.screens import spans as said
from bot.screens.monitoring import AskedOf, Far, asked_of, month_of, state
from bot.screens.review import Queue, accept_all
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, cut, grid, lines
from storage.records.monitoring import Campaign, CampaignUnit

PAGE: Final = 8
NAMED: Final = 6  # libraries of a group in the text; all of them are behind its button
GROUPS: Final = {
    "answered": msgid("Answered: {count}"),
    "begun": msgid("Begun: {count}"),
    "waiting": msgid("Not opened: {count}"),
    "silent": msgid("Out of reach: {count}"),
    "returned": msgid("To be clarified: {count}"),
}
AND_MORE: Final = msgid("{names} and {n} more")
NAMING: Final = {
    "returned": msgid("To be clarified ({count}): {names}."),
    "begun": msgid("Begun ({count}): {names}."),
    "waiting": msgid("Not opened ({count}): {names}."),
    "silent": msgid("Out of reach ({count}): {names}."),
}
HEADINGS: Final = {
    "answered": msgid("Answered"),
    "begun": msgid("Begun"),
    "waiting": msgid("Not opened"),
    "silent": msgid("Out of reach: no Telegram, it is blocked, or nobody works there"),
    "returned": msgid("To be clarified"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A library on the board."""

    unit: CampaignUnit
    group: str  # answered, begun, waiting, silent, returned
    library: str
    far: Far | None = None
    person: str = ""  # who answers or fills it in


@dataclass(frozen=True, slots=True)
class Board:
    """A campaign with all its libraries, and the campaigns beside it in time."""

    campaign: Campaign
    lines: tuple[Line, ...]
    today: date
    beside: tuple[Campaign, ...] = ()
    actions: tuple[Button, ...] = ()  # what the reader may do with the whole of it
    queue: Queue | None = None  # what is to be reviewed, for who reviews
    standing: spans.Standing = "open"

    def group(self, name: str) -> tuple[Line, ...]:
        """Return the libraries of a group; the furthest ones of the begun stand first."""
        found = [line for line in self.lines if line.group == name]
        return tuple(sorted(found, key=lambda line: -(line.far.done if line.far else 0)))


def board(t: Translator, board: Board) -> Screen:
    """Show where a campaign stands (T31)."""
    campaign = board.campaign
    answered = msgid("Answered: {count} of {total}.")
    dates = msgid("Today is {date}, the last day: {last}.")
    text = lines(
        heading(t, campaign),
        t(dates, date=board.today, last=campaign.closes_on),
        said.standing(t, board.standing),
        t(answered, count=len(board.group("answered")), total=len(board.lines)),
        *(_group(t, name, board.group(name)) for name in NAMING),
        _to_review(t, board),
        t(msgid("Press a group to see its libraries.")),
    )
    groups = [
        Button(t.plain(title, count=len(found)), f"campaign.list:{campaign.campaign_id}:{name}:0")
        for name, title in GROUPS.items()
        if (found := board.group(name))
    ]
    others = [Button(label(t, one), f"campaign.board:{one.campaign_id}") for one in board.beside]
    return Screen(text, (*_review(t, board), *grid(groups), *grid(board.actions), *grid(others)))


def _to_review(t: Translator, board: Board) -> Html | None:
    if board.campaign.closed_at is not None:
        return t(msgid("The monitoring is closed: the questionnaires can only be read."))
    if board.queue is None or not board.queue.waiting:
        return None
    counts = msgid("To be reviewed: {waiting}, nothing odd in: {ready}.")
    return t(counts, waiting=len(board.queue.waiting), ready=len(board.queue.ready))


def _review(t: Translator, board: Board) -> Rows:
    """Lead to the review; what has nothing odd is accepted from here in one tap."""
    queue, key = board.queue, board.campaign.campaign_id
    if queue is None:
        return ()
    buttons = []
    if queue.waiting and board.campaign.closed_at is None:
        label = t.plain(msgid("Review: {count}"), count=len(queue.waiting))
        buttons.append(Button(label, f"review.list:{key}:0", style="primary"))
        buttons += accept_all(t, queue)
    return grid(buttons)


def _group(t: Translator, name: str, found: Sequence[Line]) -> Html | None:
    if not found:
        return None
    named = ", ".join(_short(t, line) for line in found[:NAMED])
    more = len(found) - NAMED
    if more > 0:
        named = t.plain(AND_MORE, names=named, n=more)
    return t(NAMING[name], count=len(found), names=named)


def heading(t: Translator, campaign: Campaign) -> Html:
    """Name a campaign, to stand above what is said of it."""
    return bold(called(t, campaign))


def called(t: Translator, campaign: Campaign) -> str:
    """Name a campaign: by its own name, or by the time that it asks about."""
    if campaign.name:
        return t.plain(msgid("Monitoring «{name}»"), name=campaign.name)
    about = asked_of(t, AskedOf.of(campaign))
    return t.plain(msgid("Monitoring for {period}"), period=about)


def label(t: Translator, campaign: Campaign) -> str:
    """Name a campaign on a button."""
    return cut(campaign.name, WIDE) if campaign.name else month_of(t, campaign.period)


def _short(t: Translator, line: Line) -> str:
    return short(t, line.library, (line.far.done, line.far.total) if line.far else None)


def short(t: Translator, library: str, far: tuple[int, int] | None) -> str:
    """Name a library with how far it is: answered, of how many."""
    if far is None:
        return library
    text = msgid("{library} ({done} of {total})")
    return t.plain(text, library=library, done=far[0], total=far[1])


def listed(t: Translator, board: Board, name: str, page: int) -> Screen:
    """Show the libraries of a group; each opens its card."""
    found = board.group(name)
    pages = max(1, -(-len(found) // PAGE))
    page %= pages
    shown = found[page * PAGE : (page + 1) * PAGE]
    text = lines(
        heading(t, board.campaign),
        t("{group}:", group=t.plain(HEADINGS[name])),
        *(_line(t, line) for line in shown),
        t(msgid("Press a library.")) if shown else t(msgid("There are none here now.")),
    )
    cards = grid(
        Button(cut(line.library, WIDE), f"unit.card:{line.unit.unit_id}") for line in shown
    )
    return Screen(text, (*cards, *_under(t, board.campaign, name, page, pages)))


def _line(t: Translator, line: Line) -> Html:
    parts = (state(t, line.unit, line.far), line.person)
    said = ", ".join(part for part in parts if part)
    return t("{library}: {said}", library=line.library, said=said)


def _under(t: Translator, campaign: Campaign, name: str, page: int, pages: int) -> Rows:
    key = campaign.campaign_id
    buttons = [Button(t.plain(msgid("Back")), f"campaign.board:{key}")]
    if pages > 1:
        more = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        buttons.insert(0, Button(more, f"campaign.list:{key}:{name}:{(page + 1) % pages}"))
    return grid(buttons)


def none_yet(t: Translator) -> Screen:
    """Say that no campaign has opened yet; what is announced is behind the button."""
    text = t(msgid("There was no monitoring yet. It opens by itself on the day of the settings."))
    return Screen(text, ((Button(t.plain(msgid("All monitorings")), "campaign.all:0"),),))
