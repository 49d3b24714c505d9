"""Marks texts for the catalogs where they are written; pure identity, no translation."""

from typing import NamedTuple


class Plural(NamedTuple):
    """A text with a number `n`: the English singular (the key) and plural."""

    one: str
    other: str


def msgid(text: str) -> str:
    """Mark `text` as a message of the catalogs and return it unchanged."""
    return text


def plural(one: str, other: str) -> Plural:
    """Mark a text that depends on the value `n`; chosen when it is translated."""
    return Plural(one, other)
