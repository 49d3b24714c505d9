"""Announcing a contest: what librarians get, and the preview before it goes; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.contest_setup import days_line
from bot.screens.contests import limits, needed, nominations
from bot.screens.screen import Button, Screen, bold, column, grid, lines
from storage.records.contests import Contest


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom an announcement reaches, and whom somebody must call."""

    reached: int
    called: tuple[str, ...] = ()


def message(t: Translator, contest: Contest) -> Screen:
    """Tell a librarian of a contest; one button begins an entry."""
    text = lines(
        bold(t.plain(msgid("Contest «{title}» is announced"), title=contest.title)),
        t("{text}", text=contest.subject) if contest.subject else None,
        days_line(t, contest),
        t(msgid("Readers take part: a librarian enters their works, without names."))
        if contest.audience == "readers"
        else None,
        nominations(t, contest),
        needed(t, contest),
        *limits(t, contest),
        t(msgid("The regulation is in the file above."))
        if contest.regulation_file_id is not None
        else None,
    )
    label = t.plain(msgid("Submit an entry"))
    button = Button(label, f"entry.new:{contest.contest_id}", style="primary")
    return Screen(text, column([button]))


def preview(t: Translator, contest: Contest, plan: Plan) -> Screen:
    """Ask whether a contest is announced, after what librarians will see."""
    text = lines(
        bold(t.plain(msgid("Above is what they will see."))),
        t(REACHED, n=plan.reached),
        t(msgid("No message reaches: {people}. Call them, please."), people=_list(plan.called))
        if plan.called
        else None,
        None
        if contest.regulation_file_id is not None
        else t(msgid("There is no regulation yet: «Set up», «Regulation».")),
        t(msgid("Announce it? Afterwards only its days can be put off.")),
    )
    key = contest.contest_id
    buttons = [
        Button(t.plain(msgid("Announce")), f"contest.announce:{key}", style="primary"),
        Button(t.plain(msgid("Set up")), f"contest.setup:{key}"),
        Button(t.plain(msgid("Not now")), f"contest.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def announced(t: Translator, plan: Plan) -> Html:
    """Say that a contest is announced, and whom to call."""
    return lines(
        t(ANNOUNCED, n=plan.reached),
        t(msgid("No message reaches: {people}. Call them, please."), people=_list(plan.called))
        if plan.called
        else None,
    )


def _list(people: Sequence[str]) -> str:
    return "; ".join(people)


REACHED: Final = plural("{n} colleague will hear of it.", "{n} colleagues will hear of it.")
ANNOUNCED: Final = plural(
    "The contest is announced: {n} colleague is told.",
    "The contest is announced: {n} colleagues are told.",
)
