"""The department's group for questions, as the admin binds it and lets it go; pure."""

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, lines


def offer(t: Translator, title: str, mark: int) -> Screen:
    """Ask the admin whether questions go to a group."""
    text = lines(
        t(msgid("Group: «{title}». The bot is a member of it."), title=title),
        t(
            msgid(
                "Shall the questions of libraries go there? Everybody in the group will read "
                "them; only the department can answer. Who asks gets the answer in their own "
                "chat."
            )
        ),
    )
    yes = Button(t.plain(msgid("To this group")), f"qgroup.bind:{mark}", style="primary")
    return Screen(text, ((yes,), (Button(t.plain(msgid("Not now")), "qgroup.no"),)))


def bound(t: Translator, title: str | None, note: str | None = None) -> Screen:
    """Say where questions go, and how that is changed."""
    back = Button(t.plain(msgid("Back")), "settings")
    if title is None:
        text = lines(
            t(note) if note else None,
            t(msgid("Questions to the department go to the private chats of those who answer.")),
            t(
                msgid(
                    "To have them in one group: add the bot to it and write /department there. "
                    "I will ask you here."
                )
            ),
        )
        return Screen(text, ((back,),))
    text = lines(
        t(note) if note else None,
        t(msgid("Questions to the department go to the group «{title}»."), title=title),
    )
    away = Button(t.plain(msgid("To private chats again")), "qgroup.drop")
    return Screen(text, ((away,), (back,)))


def lost(t: Translator, title: str) -> Screen:
    """Warn the admin that the bot is not in the group any more."""
    return Screen(
        t(
            msgid(
                "The bot is not in the group «{title}» any more. Questions go to the private "
                "chats of those who answer again."
            ),
            title=title,
        )
    )


def hello(t: Translator) -> Screen:
    """Say in the group that questions come here from now on."""
    return Screen(
        t(
            msgid(
                "Questions of libraries come here from now on. To answer one, reply to its card. "
                "The bot reads nothing else in this group."
            )
        )
    )
