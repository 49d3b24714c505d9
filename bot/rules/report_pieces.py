"""Paragraphs of a report: pieces of words, and numbers that know their measure; pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a number of `measure` as it is written: «144», «Дважды»."""

    text: str
    measure: str = ""
    is_before: bool = False  # it is the measure of the same time a year earlier


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a further one is not in the annual report of 2020 and easy to leave out."""

    name: str
    pieces: tuple[Piece, ...]
    is_further: bool = False


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put neighbouring words together, so that only numbers part them."""
    made: list[Piece] = []
    for one in pieces:
        if made and not one.measure and not made[-1].measure:
            made[-1] = Piece(made[-1].text + one.text)
        elif one.text:
            made.append(one)
    return tuple(made)
