"""What is said of a library's sheet as a file; pure."""

from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, column, lines

COMING: Final = {  # by the kind of the job
    "unit_pdf": msgid("The sheet comes as PDF in a moment."),
    "unit_docx": msgid("The sheet for Word comes in a moment."),
}
BUTTONS: Final = {"unit_pdf": msgid("Sheet as PDF"), "unit_docx": msgid("Sheet for Word")}
PRESSES: Final = {"unit_pdf": "unit.pdf", "unit_docx": "unit.docx"}


def caption(t: Translator, title: str, library: str) -> Html:
    """Name the sheet under its file."""
    return t("{title}: {library}", title=title, library=library)


def reviewed(t: Translator, person: str) -> Html:
    """Say who will look at the answers (T28)."""
    return t(msgid("Who will look at it: {person}"), person=person)


def below(t: Translator) -> Html:
    """Say that the sheet follows the receipt."""
    return t(msgid("Your sheet comes as PDF below."))


def coming(t: Translator, kind: str) -> Screen:
    """Say that the sheet is being drawn; `kind`: of the job."""
    return Screen(t(COMING[kind]))


def nothing_sent(t: Translator) -> Screen:
    """Say that there is no sheet before answers are sent."""
    return Screen(t(msgid("This library has not sent its answers yet.")))


def failed(t: Translator, unit_id: int, kind: str) -> Screen:
    """Say that the sheet was not drawn; the answers are kept, and it can be asked for again."""
    text = lines(
        t(msgid("The sheet was not drawn. The answers are kept.")),
        t(msgid("Press the button to try again.")),
    )
    button = Button(t.plain(BUTTONS[kind]), f"{PRESSES[kind]}:{unit_id}")
    return Screen(text, column([button]))
