"""The text of the report in messages; each number is bold and a button below; pure."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from bot.catalogs import Html, Translator
from bot.rules.measures import NAMES
from bot.rules.report_facts import Facts
from bot.rules.report_pieces import Paragraph, Piece
from bot.screens import amounts
from bot.screens.report import back, labelled, named, press
from bot.screens.screen import TEXT_LIMIT, Button, Screen, bold, column, visible_length

ROOM: Final = TEXT_LIMIT - 300  # the heading or the foot stands there, too


def shown(t: Translator, facts: Facts, paragraphs: Sequence[Paragraph], foot: str) -> list[Screen]:
    """Return the messages: each has buttons of the numbers that it names."""
    made = list(_parts(paragraphs))
    screens = []
    for place, part in enumerate(made):
        lines = [_said(one) for one in part]
        if place == 0:
            lines.insert(0, bold(named(t, facts.span)))
        if place == len(made) - 1:
            lines.append(Html(escape(foot)))
        screens.append(Screen("\n\n".join(lines), column(_buttons(t, facts, part))))
    return [*screens[:-1], _with_back(t, facts, screens[-1])]


def _with_back(t: Translator, facts: Facts, last: Screen) -> Screen:
    return Screen(last.text, (*last.rows, (back(t, press("show", facts.span)),)))


def _parts(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield as many paragraphs as a message takes."""
    part: list[Paragraph] = []
    room = ROOM
    for one in paragraphs:
        length = visible_length(_said(one)) + 2
        if part and length > room:
            yield part
            part, room = [], ROOM
        part.append(one)
        room -= length
    if part:
        yield part


def _said(paragraph: Paragraph) -> Html:
    return Html("".join(_piece(one) for one in paragraph.pieces))


def _piece(one: Piece) -> str:
    return bold(one.text) if one.measure else escape(one.text)


def _buttons(t: Translator, facts: Facts, part: Sequence[Paragraph]) -> list[Button]:
    found = dict.fromkeys(
        one.measure for paragraph in part for one in paragraph.pieces if one.measure
    )
    return [
        Button(
            labelled(t.plain(NAMES[name]), amounts.of_measure(t, name, facts.value(name))),
            press("number", facts.span, name, 0),
        )
        for name in found
    ]
