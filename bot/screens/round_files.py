"""The chart and the files of rounds: which there are, what each is for; pure."""

from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.round_card import Names
from bot.screens.round_list import Filter, heading
from bot.screens.screen import Button, Screen, column, lines

INSIDE: Final = {
    "book": msgid("Excel for the department"),
    "docx": msgid("Word for the department"),
}
OUTSIDE: Final = {
    "outbook": msgid("Excel to be sent away"),
    "outdocx": msgid("Word to be sent away"),
}
CHART: Final = msgid("Chart")


def files(
    t: Translator, chosen: Filter, names: Names, *, may_export: bool, may_leave: bool
) -> Screen:
    """Offer what can be made of the rounds that a list shows."""
    told = [
        msgid("Chart: why residents do not read and what they wish. It prints without colours.")
    ]
    if may_export:
        told.append(msgid("For the department: sums by library, settlement and month, in full."))
    whole = msgid(
        "To be sent away: numbers of fewer than three people are hidden, and so are those from "
        "which they could be computed."
    )
    part = msgid(
        "A file to be sent away is made for a whole year and all libraries only: of several "
        "parts the hidden could be computed. Choose a year first."
    )
    if may_export:
        told.append(whole if may_leave else part)
    offered = {"chart": CHART}
    if may_export:
        offered |= INSIDE | (OUTSIDE if may_leave else {})
    buttons = [Button(t.plain(label), chosen.press(what)) for what, label in offered.items()]
    if may_export:
        buttons.append(Button(t.plain(msgid("Paper blanks")), "paper.choose"))
    back = Button(t.plain(msgid("Back")), chosen.press("list"))
    text = lines(heading(t, chosen, names), *(t(one) for one in told))
    return Screen(text, column([*buttons, back]))


def coming(t: Translator) -> Screen:
    """Say that the file is being made."""
    return Screen(t(msgid("The file comes when it is made: a minute at most.")))


def failed(t: Translator) -> Screen:
    """Say that the file was not made."""
    return Screen(t(msgid("The file was not made. Please try again a little later.")))


def nothing(t: Translator) -> Screen:
    """Say that there is nothing to be drawn."""
    return Screen(t(msgid("Neither reasons nor wishes were noted in these rounds.")))


def caption(t: Translator, about: str, *, is_outside: bool) -> Html:
    """Say under a file what is in it."""
    inside = msgid("Rounds: {about}.")
    outside = msgid("Rounds: {about}. To be sent away: small numbers of people are hidden.")
    return t(outside if is_outside else inside, about=about)
