"""How colleagues are told of a publication: the message, what is asked before it; pure."""

from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens import publications as cards
from bot.screens.announcements import called
from bot.screens.screen import Button, Screen, bold, grid, lines
from storage.records.publications import Publication

SENT: Final = plural("Told: {n} colleague.", "Told: {n} colleagues.")


def message(t: Translator, one: Publication, kind: str) -> Screen:
    """Tell of a new publication; its file comes by «Открыть»."""
    title = Html(f"{bold(t.plain(msgid('A new publication')))}: {bold(f'«{one.title}»')}")
    text = lines(
        title,
        t("{text}", text=one.subtitle) if one.subtitle else None,
        t("{text}", text=f"{kind}, {one.issued_year}"),
        t(msgid("About: {text}"), text=one.about) if one.about else None,
        t(msgid("For the day: {days}"), days=cards.days(t, one.days)) if one.days else None,
        t(msgid("Press «Open», and the file comes.")),
    )
    opens = Button(t.plain(msgid("Open")), f"pub.open:{one.publication_id}", style="primary")
    return Screen(text, ((opens,),))


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom a draft would reach and whom it would not."""

    draft_id: int
    revision: int
    reached: int
    called: tuple[str, ...]  # who has no Telegram
    is_silent: bool  # it is night


def ask(t: Translator, plan: Plan) -> Screen:
    """Ask before it goes: how many get it, who must be called."""
    text = lines(
        t(msgid("Above is what the colleagues will see.")),
        t(msgid("It comes to: {count}."), count=plan.reached),
        called(t, plan.called),
        t(msgid("It makes no sound.")) if plan.is_silent else None,
        t(msgid("It goes once: look whether the file is the right one.")),
    )
    send = t.plain(msgid("Send ({count})"), count=plan.reached)
    buttons = [
        Button(send, f"pub.send:{plan.draft_id}:{plan.revision}", style="primary"),
        Button(t.plain(msgid("Correct")), f"f.open:{plan.draft_id}"),
    ]
    return Screen(text, grid(buttons))
