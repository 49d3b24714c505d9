"""An odd answer and what is asked about it: «Всё верно?», then why; pure."""

from typing import Final

from bot.catalogs import Html, Translator
from bot.forms.turns import Ask
from bot.msgid import msgid
from bot.screens.form import Place, heading, moves
from bot.screens.screen import Button, Screen, grid, lines

EXPLAIN: Final = msgid("Right, I explain")
CORRECT: Final = msgid("Correct")


def asked(t: Translator, ask: Ask, place: Place, problem: str | None = None) -> Screen:
    """Say what is odd and ask whether it is right; a typed line explains it at once."""
    question = msgid("Is it right? Then write in one line why it is so.")
    text = lines(problem, _about(t, ask, place, t(question)))
    return Screen(text, (*grid([_explain(t, place), _correct(t, place)]), *moves(t, ask, place)))


def why(t: Translator, ask: Ask, place: Place) -> Screen:
    """Ask for the explanation alone (T24)."""
    question = msgid("Why is it so? In one line.")
    text = _about(t, ask, place, t(question))
    return Screen(text, (*grid([_correct(t, place)]), *moves(t, ask, place)))


def _about(t: Translator, ask: Ask, place: Place, question: Html) -> Html:
    return lines(
        heading(t, place, ask),
        *(t("{text}", text=name) for name in ask.headings),
        place.lead or _said(t, ask),
        question,
        t(msgid("Now: {value}."), value=ask.shown.removesuffix(".")) if ask.shown else None,
    )


def _said(t: Translator, ask: Ask) -> Html:
    """Return the author's words; where there are none, name the answer."""
    message = ask.doubt.message if ask.doubt else ""
    return t("{text}", text=message or ask.label)


def _explain(t: Translator, place: Place) -> Button:
    return Button(t.plain(EXPLAIN), place.press("why"))


def _correct(t: Translator, place: Place) -> Button:
    return Button(t.plain(CORRECT), place.press("fix"))
