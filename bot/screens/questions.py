"""Questions to the department: asked, a thread on one card for each side, lists; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Rows, Screen, bold, column, cut, grid, lines, visible_length
from storage.records.guidance import Message, Question

SAID: Final = 1_500  # characters of a message on a card
ROOM: Final = 3_300  # characters of the thread: the card must hold its head and be sent
OPENING: Final = 60  # characters of a question in a list
MANY: Final = 24  # characters of a colleague's or question's button beside its number

OFFERS: Final[Mapping[str, str]] = {
    "take": msgid("I take it"),
    "write": msgid("Answer"),
    "more": msgid("Write more"),
    "reply": msgid("Answer"),
    "close": msgid("It is settled"),
    "back": msgid("Give back"),
    "pass": msgid("Pass on"),
    "files": msgid("Files"),
    "consult": msgid("Topic, minutes"),
    "faq": msgid("To the answers"),
}
_PRIMARY: Final = ("take", "write", "reply")
_PRESSES: Final = {"reply": "more"}  # the same to whom the department has written


@dataclass(frozen=True, slots=True)
class Thread:
    """A question with what its card names: people by number, days of its messages."""

    question: Question
    asker: str
    libraries: str
    names: Mapping[int, str]  # surname and initials
    days: tuple[date, ...]  # of the messages
    closed_on: date | None = None


def ask(t: Translator, own: Sequence[Question] = ()) -> Screen:
    """Ask for the question; a photo may come too. What was asked before is a button away."""
    text = lines(
        t(msgid("Write your question in one message. A photo or a file can be sent too.")),
        t(msgid("Names and telephones of readers are not needed.")),
        t(msgid("What you have asked already:")) if own else None,
    )
    asked = [
        Button(
            cut(f"№ {one.question_id}. {_opening(t, one)}", MANY), f"question:{one.question_id}"
        )
        for one in own
    ]
    others = [
        Button(t.plain(msgid("Questions and answers")), "faq"),
        Button(t.plain(msgid("No need")), "help.no"),
    ]
    return Screen(text, column([*asked, *others]))


def taken(t: Translator, number: int, contact: str) -> Screen:
    """Say that a question has arrived."""
    text = t(
        msgid(
            "Question No. {number} is taken. The methodical department and the head will see "
            "it. The answer comes in working hours, usually within two days. Urgent? "
            "Call: {contact}."
        ),
        number=number,
        contact=contact,
    )
    return Screen(text, grid(_buttons(t, number, ("more", "close"))))


def of_department(
    t: Translator, thread: Thread, offers: Sequence[str], *, here: str = ""
) -> Screen:
    """Show a thread to those who answer; `here`: how to answer, in a group."""
    number = thread.question.question_id
    head = [
        t(msgid("Question No. {number}. From: {person}."), number=number, person=thread.asker),
        t(msgid("Library: {library}."), library=thread.libraries) if thread.libraries else None,
        _standing(t, thread),
    ]
    return Screen(
        lines(*head, *_messages(t, thread), t(here) if here else None),
        grid(_buttons(t, number, offers)),
    )


def of_asker(t: Translator, thread: Thread, offers: Sequence[str]) -> Screen:
    """Show a thread to who asked."""
    number = thread.question.question_id
    text = lines(
        t(msgid("Your question No. {number}."), number=number),
        _standing(t, thread),
        *_messages(t, thread),
    )
    return Screen(text, grid(_buttons(t, number, offers)))


def _buttons(t: Translator, number: int, offers: Iterable[str]) -> list[Button]:
    return [
        Button(
            t.plain(OFFERS[one]),
            f"question.{_PRESSES.get(one, one)}:{number}",
            style="primary" if one in _PRIMARY else "",
        )
        for one in offers
    ]


def _standing(t: Translator, thread: Thread) -> Html:
    question = thread.question
    if thread.closed_on is not None:
        return t(msgid("Settled: {date}."), date=thread.closed_on)
    if question.taken_by is None:
        return t(msgid("Nobody has taken it yet."))
    return t(msgid("Who answers: {person}"), person=thread.names[question.taken_by])


def _messages(t: Translator, thread: Thread) -> list[Html]:
    """Write the thread in order; where it is long the middle is left out, never the last words."""
    said = [
        _message(t, one, on, thread.names)
        for one, on in zip(thread.question.messages, thread.days, strict=True)
    ]
    room = ROOM - visible_length(said[0])
    kept: list[Html] = []
    for one in reversed(said[1:]):
        room -= visible_length(one)
        if room < 0:
            break
        kept.insert(0, one)
    left_out = len(said) - 1 - len(kept)
    more = [t(msgid("… messages between: {n}"), n=left_out)] if left_out else []
    return [said[0], *more, *kept]


def _message(t: Translator, message: Message, on: date, names: Mapping[int, str]) -> Html:
    head = t("{date}, {person}:", date=on, person=names[message.staff_id])
    files = [files_said(t, len(message.media))] if message.media else []
    body = escape(" · ".join([*([cut(message.said, SAID)] if message.said else []), *files]))
    return Html(f"\n<b>{head}</b>\n{body}")


def files_said(t: Translator, count: int) -> str:
    """Say what was sent beside words or instead of them."""
    return t.plain(msgid("files: {n}"), n=count)


def _opening(t: Translator, question: Question) -> str:
    first = question.first
    return " ".join(first.said.split()) or files_said(t, len(first.media))


def again(t: Translator, question: Question, mark: int) -> Screen:
    """Ask whether words are about an answered question or a new one."""
    number = question.question_id
    text = lines(
        t(msgid("Is it about question No. {number} or a new one?"), number=number),
        t("«{question}»", question=cut(_opening(t, question), OPENING)),
    )
    buttons = [
        Button(
            t.plain(msgid("About question No. {number}"), number=number),
            f"question.same:{mark}",
            style="primary",
        ),
        Button(t.plain(msgid("A new question")), f"question.anew:{mark}"),
    ]
    return Screen(text, column(buttons))


def ask_words(t: Translator, number: int, *, is_answer: bool) -> Screen:
    """Ask for a message of the thread."""
    said = (
        msgid("Write your answer to question No. {number}; a file or a photo can be sent too.")
        if is_answer
        else msgid(
            "Write what to add to question No. {number}; a photo or a file can be sent too."
        )
    )
    buttons = [Button(t.plain(msgid("Not now")), f"question:{number}")]
    return Screen(t(said, number=number), grid(buttons))


def colleagues(t: Translator, number: int, people: Sequence[tuple[int, str]]) -> Screen:
    """Ask whom a question is passed on to."""
    buttons = [Button(name, f"question.to:{number}:{key}") for key, name in people]
    back = Button(t.plain(msgid("Not now")), f"question:{number}")
    text = t(msgid("Whom is question No. {number} passed on to?"), number=number)
    return Screen(text, (*grid(buttons), (back,)))


@dataclass(frozen=True, slots=True)
class Line:
    """A question in the department's list."""

    question: Question
    person: str
    since: date | None
    is_late: bool
    taker: str | None


def listed(t: Translator, lines_: Sequence[Line], closed: Sequence[Line], others: Rows) -> Screen:
    """List the open questions, those that wait first, then those settled last."""
    text = lines(
        bold(t.plain(msgid("Questions to the department"))),
        *(_line(t, one) for one in lines_),
        None if lines_ else t(msgid("No open questions.")),
        t(msgid("Settled lately:")) if closed else None,
        *(_line(t, one) for one in closed),
    )
    numbers = [
        Button(f"№ {one.question.question_id}", f"question:{one.question.question_id}")
        for one in (*lines_, *closed)
    ]
    rows = tuple(tuple(numbers[i : i + 4]) for i in range(0, len(numbers), 4))
    return Screen(text, (*rows, *others))


def _line(t: Translator, line: Line) -> Html:
    said = t(
        msgid("No. {number}. {person}: «{question}»"),
        number=str(line.question.question_id),
        person=line.person,
        question=cut(_opening(t, line.question), OPENING),
    )
    parts = [said]
    if line.since is not None:
        late = msgid("waits since {date}, overdue")
        wait = msgid("waits since {date}")
        parts.append(t(late if line.is_late else wait, date=line.since))
    if line.taker:
        parts.append(t(msgid("who answers: {person}"), person=line.taker))
    return Html("; ".join(parts))


HOW_IN_GROUP: Final = msgid("To answer, reply to this message. «I take it» makes it yours.")
