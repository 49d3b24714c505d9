"""Feedback after a session: asked, thanked for, summed up without names; pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import feedback as rules
from bot.rules.feedback import Summed
from bot.screens.screen import Button, Screen, bold, column, cut, lines
from bot.screens.sessions import About, heading, when

LONGEST: Final = 300  # characters of a text on the card
FEW: Final = msgid(
    "Answers so far: {count}. They are shown from {least} on, so that nobody is recognized."
)


def thanks(t: Translator) -> Screen:
    """Thank for the feedback."""
    return Screen(t(msgid("Thank you. The answers are read without names.")))


def shown(
    t: Translator,
    about: About,
    summed: Sequence[Summed],
    count: int,
    expected: int,
    *,
    is_department: bool,
) -> Screen:
    """Show what people said: averages, how often each was chosen, texts."""
    few = t(FEW, count=count, least=rules.LEAST) if count < rules.LEAST else None
    text = lines(
        bold(heading(t, about)),
        t("{when}", when=when(t, about)),
        few or t(msgid("Answered: {count} of {all}."), count=count, all=expected),
        *(() if few else (line for one in summed for line in _lines(t, one))),
    )
    back = "session.card" if is_department else "session.show"
    label = t.plain(msgid("To the session"))
    return Screen(text, column([Button(label, f"{back}:{about.session.session_id}")]))


def _lines(t: Translator, one: Summed) -> Iterator[Html]:
    if not (one.counts or one.texts):
        return
    if one.average is not None:
        said = msgid("{question}: on average {average}")
        yield bold(t.plain(said, question=one.label, average=round(one.average, 1)))
    else:
        yield bold(one.label)
    for label, count in one.counts.items():
        yield t("{label}: {count}", label=label, count=count)
    for text in one.texts:
        yield t("– {text}", text=cut(text, LONGEST))


def line(t: Translator, summed: Sequence[Summed], count: int, expected: int) -> Html:
    """Say on the session's card how many answered, and the first average."""
    average = next((one for one in summed if one.average is not None), None)
    if average is None or count < rules.LEAST:
        return t(msgid("Feedback: {count} of {all}."), count=count, all=expected)
    said = msgid("Feedback: {count} of {all}; {question}: {average}.")
    return t(
        said,
        count=count,
        all=expected,
        question=average.label,
        average=round(average.average or 0, 1),
    )
