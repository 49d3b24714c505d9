"""What the bot can do for a role, and whom to call; pure."""

from collections.abc import Collection, Mapping
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, grid, lines

CAN: Final[Mapping[str, tuple[str, ...]]] = {
    "librarian": (
        msgid("«My tasks»: everything that waits for you, also as a message each morning."),
        msgid("When a methodist has visited you, a card comes: press «All right» or correct it."),
    ),
    "methodist": (
        msgid("«Visit»: five steps, or one line: «Деревная, методпомощь, расставили фонд»."),
        msgid("«My tasks»: drafts, visits without text, remarks of librarians."),
        msgid("«On behalf»: for a colleague by telephone or from a paper form."),
    ),
    "head": (
        msgid("«All visits»: by month, library and person; each opens its card."),
        msgid("«Periods»: closing a month, a quarter or a year."),
    ),
    "admin": (
        msgid("«People»: invitations, roles, who leaves. «Import»: libraries and people."),
        msgid("«Settings»: name, quiet hours, working days."),
    ),
    "juror": (msgid("«My tasks»: everything that waits for you."),),
}
# By the duty in the jury of some contest, whatever else the person is.
IN_JURY: Final[Mapping[str, tuple[str, ...]]] = {
    "juror": (
        msgid(
            "«Score entries»: what is dealt to you. Points in one line, «8 9 7 10 4 5», or one by "
            "one; a break loses nothing."
        ),
        msgid(
            "«My scores»: your own table, to compare and to level until closing. Nobody in the "
            "jury sees the points of others."
        ),
        msgid("«Personal interest» on an entry: you do not score it, another juror may get it."),
    ),
    "chairman": (
        msgid("You are a chairman: where entries are equal, I ask for your casting vote."),
    ),
    "secretary": (
        msgid(
            "You are a secretary of a jury: you give no points; after the judging «Score entries» "
            "opens the results and the protocol."
        ),
    ),
}
_ALSO: Final = {"chairman": ("juror", "chairman")}  # who leads also scores


def overview(t: Translator, role: str, contact: str, duties: Collection[str] = ()) -> Screen:
    """Say what the bot can do for a role with its duties in juries, and whom to call."""
    of_jury = {one for duty in duties for one in _ALSO.get(duty, (duty,))}
    text = lines(
        t(msgid("Help. Nothing can be spoilt: each answer is kept and can be corrected.")),
        *(t(line) for line in CAN[role]),
        *(t(line) for duty, said in IN_JURY.items() if duty in of_jury for line in said),
        t(msgid("A photo, a voice message or a line can be sent at any time: I will ask.")),
        t(msgid("Whom to call: {contact}."), contact=contact),
    )
    buttons = [
        Button(t.plain(msgid("Write to a methodist")), "help.ask", style="primary"),
        Button(t.plain(msgid("Practice")), "do:practice"),
        Button(t.plain(msgid("Language")), "do:language"),
        Button(t.plain(msgid("More…")), "do:more"),
    ]
    return Screen(text, grid(buttons))
