"""What members and teachers are told of a session by itself; pure."""

from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Screen, bold, lines
from bot.screens.sessions import About, Mine, mine, said_reason, when
from bot.screens.visits import Names

CHANGED: Final = {  # by the names of rules.school.TOLD
    "day": msgid("another day"),
    "time": msgid("another time"),
    "place": msgid("another place"),
    "link": msgid("another link"),
    "topic": msgid("another topic"),
    "teacher": msgid("another teacher"),
}


def changed(t: Translator, names: tuple[str, ...]) -> Html:
    """Say what of a session has changed."""
    said = ", ".join(t.plain(CHANGED[name]) for name in names)
    return bold(t.plain(msgid("The session has changed: {changes}."), changes=said))


def teaching(t: Translator, about: About, names: Names, note: Html | None) -> Screen:
    """Tell a colleague that they teach."""
    said = note or bold(t.plain(msgid("You teach a session.")))
    return mine(t, Mine(about, note=said), names)


def off(t: Translator, about: About) -> Screen:
    """Tell that a session does not take place."""
    one = about.session
    said = msgid("The session is cancelled: {when}, class «{title}», «{topic}».")
    reason = said_reason(t, one.cancelled_why)
    return Screen(
        lines(
            t(said, when=when(t, about), title=about.title, topic=one.topic),
            t(msgid("Reason: {reason}"), reason=reason) if reason else None,
        )
    )


def noted_for(t: Translator, by: str) -> Html:
    """Say who has noted an answer for the reader."""
    said = msgid(
        "Your answer was noted by the department ({person}). Not so? Press the other button."
    )
    return t(said, person=by)


EVE: Final = msgid("Reminder: a session of your class is near.")
MORNING: Final = msgid("Reminder: a session of your class is today.")


def reminder(t: Translator, said: str) -> Html:
    """Say what a reminder is of."""
    return bold(t.plain(said))
