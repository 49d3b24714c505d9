"""What a person reads who marks oneself at a session; pure."""

from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.rules import attendance as rules
from bot.screens.screen import Button, Screen, column, lines
from bot.screens.sessions import About

# One sentence for all that does not work: it must not say which sessions there are.
NO_CODE: Final = msgid(
    "This code does not work. It works only at the session itself, from a quarter of an hour "
    "before it to its end, and only for the members of the class. Compare it with the screen, or "
    "ask the teacher to mark you."
)


def marked(t: Translator, about: About) -> Screen:
    """Say that somebody is marked."""
    text = lines(
        t(msgid("You are marked. Thank you for coming.")),
        t(msgid("Class «{title}»: «{topic}»."), title=about.title, topic=about.session.topic),
    )
    return Screen(text)


def refused(t: Translator) -> Screen:
    """Say that a code or a link does not work."""
    return Screen(t(NO_CODE))


def too_many(t: Translator) -> Screen:
    """Say that there were too many codes within an hour."""
    text = msgid(
        "At most {most} codes an hour can be tried. Ask the teacher to mark you, or try later."
    )
    return Screen(t(text, most=rules.TRIES))


def ask(t: Translator) -> Screen:
    """Ask for the code."""
    text = msgid("Write the code of four digits that the teacher shows, for example 4812.")
    return Screen(t(text), column([Button(t.plain(msgid("Not now")), "session.own:next:0")]))
