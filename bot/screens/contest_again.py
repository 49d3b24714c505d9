"""Contests that can be held again, and what to look at in the copy; pure."""

from collections.abc import Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, lines
from storage.records.contests import Contest

AGAIN: Final = msgid("Hold it again")


def past(t: Translator, known: Sequence[Contest]) -> Screen:
    """Offer the contests of past years; one tap copies one."""
    text = lines(
        bold(t.plain(msgid("Last year's contests"))),
        *(
            t(
                msgid("«{title}»: entries were taken until {date}."),
                title=one.title,
                date=t.full_day(one.closes_on).removesuffix("."),
            )
            for one in known
        ),
        t(msgid("Press one: it is copied for this year, nobody is told yet."))
        if known
        else t(msgid("There is none to be continued.")),
    )
    buttons = [Button(cut(one.title, WIDE), f"contest.again:{one.contest_id}") for one in known]
    back = Button(t.plain(msgid("To the list")), "contest.list")
    return Screen(text, column([*buttons, back]))


def copied(t: Translator, left: Sequence[str]) -> Html:
    """Say what the copy has, and what to look at."""
    return lines(
        t(
            msgid(
                "It is copied from last year: questions, criteria, nominations, awards, jury. The "
                "days are a year later."
            )
        ),
        t(msgid("Not taken over, they work here no more: {people}"), people=", ".join(left))
        if left
        else None,
        t(msgid("Look at the days and attach the new regulation under «Set up».")),
    )
