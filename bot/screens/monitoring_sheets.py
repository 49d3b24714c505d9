"""What is said of a library's sheet as a file; pure."""

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, column, lines


def caption(t: Translator, title: str, library: str) -> Html:
    """Name the sheet under its file."""
    return t("{title}: {library}", title=title, library=library)


def reviewed(t: Translator, person: str) -> Html:
    """Say who will look at the answers (T28)."""
    return t(msgid("Who will look at it: {person}"), person=person)


def below(t: Translator) -> Html:
    """Say that the sheet follows the receipt."""
    return t(msgid("Your sheet comes as PDF below."))


def coming(t: Translator) -> Screen:
    """Say that the sheet is being drawn."""
    return Screen(t(msgid("The sheet comes as PDF in a moment.")))


def nothing_sent(t: Translator) -> Screen:
    """Say that there is no sheet before answers are sent."""
    return Screen(t(msgid("This library has not sent its answers yet.")))


def failed(t: Translator, unit_id: int) -> Screen:
    """Say that the sheet was not drawn; the answers are kept, and it can be asked for again."""
    text = lines(
        t(msgid("The sheet was not drawn. The answers are kept.")),
        t(msgid("Press the button to try again.")),
    )
    button = Button(t.plain(msgid("Sheet as PDF")), f"unit.pdf:{unit_id}")
    return Screen(text, column([button]))
