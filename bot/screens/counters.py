"""A number that is counted by presses: its card with the total and the keys; pure.

A key is a message that may wait in the phone for a network, so it names its question.
"""

import re
from dataclasses import replace
from typing import Final

from bot.catalogs import LANGUAGES, Html, Translator, translator
from bot.forms.turns import Ask, Kind
from bot.msgid import msgid
from bot.screens import form
from bot.screens.screen import CLOSE_KEYBOARD, Button, Key, Keyboard, Screen, cut, grid
from bot.screens.walk import LABELS

STEPS: Final = (1, 5)
NAME: Final = 26  # characters of the question on a key: alone in a row it holds 30
PRESS: Final = re.compile(rf"\+({'|'.join(map(str, STEPS))})(?:\s+(\S.*))?", re.DOTALL)
UNDO: Final = LABELS["undo"]
IS_OVER: Final = msgid(
    "Not counted: «{key}». That count is finished; correct its number on the card at the end."
)


def named(label: str) -> str:
    """Return a question as its keys name it."""
    return cut(" ".join(label.split()).rstrip("?.!:… "), NAME)


def question(t: Translator, ask: Ask, place: form.Place, problem: str | None = None) -> Screen:
    """Show the count so far with the keys that add to it."""
    card = form.question(t, replace(ask, shown=ask.shown or "0"), place, problem)
    return Screen(card.text, keyboard=_keyboard(t, ask))


def _keyboard(t: Translator, ask: Ask) -> Keyboard:
    moves = [
        (msgid("Done"), True),
        (msgid("Skip"), ask.can_skip),
        (msgid("Back"), ask.can_go_back),
        (msgid("Postpone"), True),
    ]
    steps = [f"+{step} {named(ask.label)}" for step in STEPS]
    rest = [t.plain(label) for label, is_offered in moves if is_offered]
    rows = (*_in_rows(steps), *_in_rows([t.plain(UNDO)]), *_in_rows(rest))
    return Keyboard(rows, t.plain(msgid("Press a button or write")))


def _in_rows(labels: list[str]) -> tuple[tuple[Key, ...], ...]:
    rows = grid([Button(label) for label in labels])
    return tuple(tuple(Key(button.label) for button in row) for row in rows)


def pressed(text: str) -> tuple[int, str]:
    """Return how many a key adds and to what; (0, "") where the words are none of its keys."""
    found = PRESS.fullmatch(text.strip())
    return (int(found[1]), found[2] or "") if found else (0, "")


def is_undo(text: str) -> bool:
    """Tell whether the words take the latest press back, in any language."""
    said = {translator(language).plain(UNDO).casefold() for language in LANGUAGES}
    return text.strip(" .!«»").casefold() in said


def closed(t: Translator, label: str, total: str, *, keeps_keys: bool) -> Screen:
    """Say what was counted and take the keys away unless others come."""
    value = form.shown_value(t, Kind.INTEGER, total, label)
    text = t("{label}: {value}", label=label.rstrip(" :"), value=value)
    return Screen(text, keyboard=None if keeps_keys else CLOSE_KEYBOARD)


def is_over(t: Translator, key: str) -> Html:
    """Say that a press came after its count was finished."""
    return t(IS_OVER, key=key)
