"""What the bot can do for a role, whom to call, and questions to the department; pure."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, cut, grid, lines

QUESTION: Final = 600  # characters of a question on a card

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


def ask(t: Translator) -> Screen:
    """Ask for the question; a photo may come too."""
    text = lines(
        t(msgid("Write your question in one message. A photo or a file can be sent too.")),
        t(msgid("Names and telephones of readers are not needed.")),
    )
    return Screen(text, ((Button(t.plain(msgid("No need")), "help.no"),),))


def taken(t: Translator, number: int, contact: str) -> Screen:
    """Say that a question has arrived."""
    return Screen(
        t(
            msgid(
                "Question No. {number} is taken. The methodical department and the head will see "
                "it. The answer comes in working hours, usually within two days. Urgent? "
                "Call: {contact}."
            ),
            number=number,
            contact=contact,
        )
    )


def card(t: Translator, number: int, person: str, library: str, question: str) -> Screen:
    """Show a question to those who answer."""
    text = lines(
        t(msgid("Question No. {number}. From: {person}."), number=number, person=person),
        t(msgid("Library: {library}."), library=library) if library else None,
        _quoted(t, question),
        t(msgid("Press «Answer» and write in one message.")),
    )
    return Screen(text, ((Button(t.plain(msgid("Answer")), f"help.answer:{number}"),),))


def ask_answer(t: Translator, number: int, question: str) -> Screen:
    """Ask for the answer."""
    text = lines(
        t(msgid("Your answer to question No. {number}, in one message:"), number=number),
        _quoted(t, question),
    )
    return Screen(text, ((Button(t.plain(msgid("Not now")), f"help.card:{number}"),),))


def answered(t: Translator, number: int, question: str, answer: str, person: str) -> Screen:
    """Show a question with its answer."""
    return Screen(
        lines(
            t(msgid("Question No. {number} is answered."), number=number),
            _quoted(t, question),
            t(msgid("Answer: «{answer}»"), answer=cut(answer, QUESTION)),
            t(msgid("Answered by: {person}."), person=person),
        )
    )


def answer(t: Translator, number: int, question: str, text: str, person: str) -> Screen:
    """Bring the answer to who asked."""
    said = lines(
        t(msgid("The answer to your question No. {number}."), number=number),
        _quoted(t, question),
        t(msgid("Answer: «{answer}»"), answer=cut(text, 3000)),
        t(msgid("Answered by: {person}."), person=person),
    )
    return Screen(said, ((Button(t.plain(msgid("Ask more")), "help.ask"),),))


def _quoted(t: Translator, question: str) -> Html:
    return t("«{question}»", question=cut(question, QUESTION))


def files_said(t: Translator, kinds: Sequence[str]) -> str:
    """Say what was sent instead of words."""
    return t.plain(msgid("files: {n}"), n=len(kinds))
