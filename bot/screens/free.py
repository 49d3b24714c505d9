"""What came without a form: asked what it is for, never «не понимаю»; pure."""

from collections.abc import Iterable, Sequence

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, column, cut, grid, lines

LABEL = 40  # characters of a button alone


def ask(t: Translator, said: str, offers: Iterable[Button]) -> Screen:
    """Ask what a message is for."""
    return Screen(
        lines(t(said), t(msgid("Press a button. If it was by chance: «Nothing»."))), grid(offers)
    )


def near(t: Translator, libraries: Sequence[Button], nothing: Button) -> Screen:
    """Offer a visit to one of the nearest libraries; the location is not kept."""
    text = lines(
        t(msgid("Is it a visit? Press the library.")),
        t(msgid("Nearest first. The location is not kept.")),
    )
    return Screen(text, (*grid(libraries), (nothing,)))


def which_visit(t: Translator, visits: Sequence[Button], nothing: Button) -> Screen:
    """Ask which of the recent visits a photo belongs to."""
    return Screen(t(msgid("Which visit does it belong to?")), (*column(visits), (nothing,)))


def nothing_done(t: Translator) -> Screen:
    """Say that a message is left alone."""
    return Screen(t(msgid("All right, nothing is kept of it.")))


def answer_label(t: Translator, question: str) -> str:
    """Return the label of «this answers the question in hand»."""
    return cut(t.plain(msgid("Answer: {question}"), question=question), LABEL)


def no_contact(t: Translator) -> Html:
    """Say that telephones of people are not kept."""
    return t(
        msgid(
            "The bot does not keep telephones of people. Do you want to write to a methodist? "
            "Press «Help»."
        )
    )
