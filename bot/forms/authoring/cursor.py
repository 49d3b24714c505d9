"""Where a reader stands in a short condition, and how it moves on. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from bot.forms.authoring import lexicon
from bot.forms.authoring.lexicon import ConditionError
from bot.msgid import msgid

if TYPE_CHECKING:
    import re

INSTEAD = msgid("Write “{right}” instead of “{wrong}”.")


class Cursor:
    """A place in a text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0

    def takes(self, words: re.Pattern[str]) -> bool:
        """Go past a phrase if it stands here."""
        self.skip()
        match = words.match(self.source, self.place)
        if match is None:
            return False
        self.place = match.end()
        return True

    def takes_sign(self, sign: str) -> bool:
        """Go past a sign if it stands here."""
        self.skip()
        if not self.source.startswith(sign, self.place):
            return False
        self.place += len(sign)
        return True

    def skip(self) -> None:
        """Go past spaces."""
        match = lexicon.SPACE.match(self.source, self.place)
        self.place = match.end() if match else self.place

    def wrong(self, start: int, wrong: str, right: str) -> NoReturn:
        """Raise `ConditionError` with the right form."""
        raise ConditionError(start, INSTEAD, wrong=wrong, right=right)

    def unreadable(self) -> ConditionError:
        """Return what is to be raised where nothing that stands here makes sense."""
        self.skip()
        lexicon.refuse_wrong_sign(self.source, self.place)
        near = self.source[self.place : self.place + 15].strip()
        if not near:
            text = msgid("The expression is cut short: something is missing at its end.")
            return ConditionError(len(self.source), text)
        if near.startswith(")"):
            return ConditionError(self.place, msgid("This bracket closes nothing: “)”."))
        return ConditionError(self.place, msgid("This cannot be read: {source}"), source=near)
