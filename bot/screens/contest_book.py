"""A contest from a workbook: asked for, what the file says, what is wrong in it; pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, column, lines

SHOWN: Final = 15  # faults in one message


def ask(t: Translator) -> Screen:
    """Ask for the workbook; the example can be filled in and sent back."""
    text = lines(
        t(msgid("Send the contest as an Excel workbook (.xlsx): days, nominations, criteria, "
                "jury, awards.")),
        t(msgid("The example can be filled in and sent here. Nothing is made until you agree.")),
    )  # fmt: skip
    buttons = [
        Button(t.plain(msgid("Example to fill in")), "contest.sample"),
        Button(t.plain(msgid("To the list")), "contest.list"),
    ]
    return Screen(text, column(buttons))


def found(t: Translator, told: Mapping[str, Any], job_id: int) -> Screen:
    """Say what a file without a fault says, and ask."""
    text = lines(
        t(msgid("The file is in order: «{title}»."), title=told["title"]),
        t(
            msgid(
                "Nominations: {nominations}, criteria: {criteria}, jury: {jurors}, "
                "awards: {awards}."
            ),
            **{name: told[name] for name in ("nominations", "criteria", "jurors", "awards")},
        ),
        t(msgid("Make the contest? Nobody outside the department sees it yet.")),
    )
    buttons = [
        Button(t.plain(msgid("Make the contest")), f"contest.load:{job_id}", style="primary"),
        Button(t.plain(msgid("Not now")), "contest.list"),
    ]
    return Screen(text, column(buttons))


def wrong(t: Translator, faults: Sequence[str]) -> Screen:
    """Name what is wrong; nothing is taken."""
    shown = faults[:SHOWN]
    text = lines(
        t(msgid("Nothing is taken from this file. Correct it and send it again:")),
        *(t("{line}", line=one) for one in shown),
        t(msgid("And {count} more."), count=len(faults) - SHOWN) if len(faults) > SHOWN else None,
    )
    return Screen(text, column([Button(t.plain(msgid("To the list")), "contest.list")]))


def unreadable(t: Translator, why: Html | str) -> Screen:
    """Say why a file cannot be read."""
    return Screen(why, column([Button(t.plain(msgid("To the list")), "contest.list")]))
