"""Closing a campaign, and opening a closed one again; pure."""

from collections.abc import Iterator, Sequence

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.monitoring_board import AND_MORE, NAMED, heading
from bot.screens.review import Queue
from bot.screens.screen import Button, Screen, grid, lines
from storage.records.monitoring import Campaign


def close(t: Translator, queue: Queue, silent: Sequence[str] = ()) -> Screen:
    """Ask before a campaign's figures are locked; `silent`: libraries that have sent nothing."""
    counts = msgid("Accepted: {accepted} of {total}. To be reviewed: {waiting}.")
    text = lines(
        heading(t, queue.campaign),
        t(msgid("Close the monitoring?")),
        t(counts, accepted=queue.accepted, total=queue.total, waiting=len(queue.waiting)),
        t(msgid("To be clarified: {count}."), count=queue.returned) if queue.returned else None,
        *_silent(t, silent),
        t(msgid("Then the questionnaires can only be read, and nobody is reminded.")),
        t(msgid("What is begun is kept. It can be opened again with a reason.")),
    )
    key = queue.campaign.campaign_id
    buttons = [
        Button(t.plain(msgid("Yes, close")), f"lock.close:{key}", style="danger"),
        Button(t.plain(msgid("Not now")), f"campaign.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def _silent(t: Translator, silent: Sequence[str]) -> Iterator[Html]:
    """Name who has sent nothing, and say what becomes of them."""
    if not silent:
        return
    names, more = ", ".join(silent[:NAMED]), len(silent) - NAMED
    if more > 0:
        names = t.plain(AND_MORE, names=names, n=more)
    yield t(msgid("Without an answer ({count}): {names}."), count=len(silent), names=names)
    yield t(msgid("They are told that no answer is needed any more."))


def ask_reason(t: Translator, campaign: Campaign) -> Screen:
    """Ask why a campaign is opened again."""
    text = lines(
        heading(t, campaign),
        t(msgid("Why is it opened again? Write the reason in one line: it is kept.")),
    )
    back = Button(t.plain(msgid("Back")), f"campaign.card:{campaign.campaign_id}")
    return Screen(text, ((back,),))
