"""Questions and answers: read by topic or found, offered before asking, made of a thread; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.guidance import Faq

LABEL: Final = 30
ASKED: Final = 500  # characters of a question on a card
TOLD: Final = 3_000


def topics(
    t: Translator, counts: Sequence[tuple[str, str, int]], *, may_write: bool, withdrawn: int
) -> Screen:
    """Offer the topics that have entries; words that are typed are looked for."""
    text = lines(
        bold(t.plain(msgid("Questions and answers"))),
        t(msgid("Press a topic, or write what you look for."))
        if counts
        else t(msgid("There is nothing here yet.")),
    )
    buttons = [
        Button(cut(f"{name} ({n})", LABEL), f"faq.topic:{code}:0") for code, name, n in counts
    ]
    others = [Button(t.plain(msgid("Ask a question")), "help.ask")]
    if may_write and withdrawn:
        label = t.plain(msgid("Withdrawn: {n}"), n=withdrawn)
        others.append(Button(label, "faq.away"))
    return Screen(text, (*grid(buttons), *grid(others)))


def listed(t: Translator, title: str, entries: Sequence[Faq], turns: Rows = ()) -> Screen:
    """List the entries of a topic or of a search as numbered questions."""
    text = lines(
        bold(title),
        *(
            t("{n}. {question}", n=str(n), question=cut(one.question, ASKED))
            for n, one in enumerate(entries, 1)
        ),
    )
    numbers = [Button(str(n), f"faq.card:{one.faq_id}") for n, one in enumerate(entries, 1)]
    rows = tuple(tuple(numbers[i : i + 4]) for i in range(0, len(numbers), 4))
    back = (Button(t.plain(msgid("All topics")), "faq"),)
    return Screen(text, (*rows, *turns, back))


def nothing(t: Translator, typed: str) -> Screen:
    """Say that nothing was found, and offer to ask just that."""
    text = t(msgid("Nothing was found: «{typed}». Shall I ask the department?"), typed=typed)
    buttons = [
        Button(t.plain(msgid("Send the question")), "faq.ask", style="primary"),
        Button(t.plain(msgid("All topics")), "faq"),
    ]
    return Screen(text, column(buttons))


def card(
    t: Translator, entry: Faq, topic: str, *, may_write: bool, note: str | None = None
) -> Screen:
    """Show an entry; the department sees how often it has helped and may change it."""
    counts = msgid("Helped: {helped}, asked anyway: {asked}.")
    text = lines(
        t(note) if note else None,
        t(msgid("It is withdrawn.")) if entry.withdrawn_at else None,
        bold(cut(entry.question, ASKED)),
        t("{answer}", answer=cut(entry.answer, TOLD)),
        t(msgid("Topic: {topic}."), topic=topic) if topic else None,
        t(counts, helped=entry.helped, asked=entry.asked_anyway) if may_write else None,
    )
    buttons = [Button(t.plain(msgid("All topics")), "faq")]
    if may_write and entry.withdrawn_at:
        buttons.append(Button(t.plain(msgid("Publish again")), f"faq.on:{entry.faq_id}"))
    elif may_write:
        buttons += [
            Button(t.plain(msgid("Change")), f"faq.edit:{entry.faq_id}"),
            Button(t.plain(msgid("Withdraw the answer")), f"faq.off:{entry.faq_id}"),
        ]
    return Screen(text, grid(buttons))


def known(t: Translator, entry: Faq, mark: int) -> Screen:
    """Offer the answer to a question that is like the one about to be asked."""
    text = lines(
        t(msgid("There has been a question like yours:")),
        bold(cut(entry.question, ASKED)),
        t("{answer}", answer=cut(entry.answer, TOLD)),
        t(msgid("Your question is not sent yet.")),
    )
    buttons = [
        Button(t.plain(msgid("It has helped")), f"faq.helped:{mark}", style="primary"),
        Button(t.plain(msgid("Ask anyway")), f"faq.anyway:{mark}"),
    ]
    return Screen(text, column(buttons))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An entry before it is published, or a published one being changed."""

    question: str
    answer: str
    topic: str = ""
    names: tuple[str, ...] = ()  # found in it and not yet decided
    is_new: bool = True


def proposal(t: Translator, made: Proposal) -> Screen:
    """Show what all will read; names are asked about first."""
    text = lines(
        t(msgid("For questions and answers. All will read it:")),
        bold(cut(made.question, ASKED)),
        t("{answer}", answer=cut(made.answer, TOLD)),
        t(msgid("Topic: {topic}."), topic=made.topic) if made.topic else None,
        t(msgid("The text names: {names}. Leave it?"), names=", ".join(made.names))
        if made.names
        else None,
    )
    first = (
        [
            Button(t.plain(msgid("Take the names out")), "faq.hide", style="primary"),
            Button(t.plain(msgid("Leave the names")), "faq.keep"),
        ]
        if made.names
        else [
            Button(
                t.plain(msgid("Publish") if made.is_new else msgid("Save")),
                "faq.save",
                style="primary",
            )
        ]
    )
    others = [
        Button(t.plain(msgid("Question")), "faq.write:question"),
        Button(t.plain(msgid("The answer")), "faq.write:answer"),
        Button(t.plain(msgid("Topic")), "faq.about"),
        Button(t.plain(msgid("Not now")), "faq.drop"),
    ]
    return Screen(text, (*grid(first), *grid(others)))


def ask_text(t: Translator, what: str, present: str) -> Screen:
    """Ask for another wording of the question or the answer."""
    asked: Mapping[str, str] = {
        "question": msgid("Write the question anew. Now: «{text}»"),
        "answer": msgid("Write the answer anew. Now: «{text}»"),
    }
    back = Button(t.plain(msgid("Back")), "faq.back")
    return Screen(t(asked[what], text=cut(present, TOLD)), ((back,),))


def ask_topic(t: Translator, options: Sequence[tuple[str, str]]) -> Screen:
    """Ask for the topic of an entry."""
    buttons = [Button(label, f"faq.to:{code}") for code, label in options]
    back = Button(t.plain(msgid("Back")), "faq.back")
    return Screen(t(msgid("What about?")), (*grid(buttons), (back,)))
