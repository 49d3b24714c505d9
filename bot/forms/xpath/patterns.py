"""regex(): a search that reads each sign once, whatever the pattern; nothing can make it hang."""

from functools import lru_cache
from typing import TypeAlias

from bot.forms.xpath.automaton import Check, Layout, is_word, refuse
from bot.forms.xpath.errors import XPathError

PATTERN_LIMIT = 1_000
TEXT_LIMIT = 10_000
_WORK_LIMIT = 2_000_000  # states visited in one search
_MEMORY_LIMIT = 100_000  # states remembered between searches

_Key: TypeAlias = tuple[frozenset[int], str, str]


class Pattern:
    """A pattern ready to search; remembers its transitions, so a second search is faster."""

    def __init__(self, pattern: str) -> None:
        if len(pattern) > PATTERN_LIMIT:
            raise refuse("pattern-too-big", pattern[:80])
        self._folded = pattern.startswith("(?i)")
        self._layout = Layout(pattern.removeprefix("(?i)"))
        self._memory: dict[_Key, frozenset[int] | None] = {}
        self._remembered = 0
        self._work = 0

    def found_in(self, text: str) -> bool:
        """Tell whether the pattern matches anywhere in `text`; XPathError beyond TEXT_LIMIT."""
        if len(text) > TEXT_LIMIT:
            raise XPathError("text-too-long", limit=TEXT_LIMIT)
        self._work = 0
        states, before = frozenset((self._layout.first,)), ""
        for sign in [*text, ""]:
            reached = self._step(states, before, sign)
            if reached is None:
                return True
            states, before = reached, "a" if is_word(sign) else " "
        return False

    def _step(self, states: frozenset[int], before: str, sign: str) -> frozenset[int] | None:
        """Return the states after `sign`, None when the pattern has matched before it."""
        key = (states, before, sign)
        if key not in self._memory:
            self._learn(key)
        return self._memory[key]

    def _learn(self, key: _Key) -> None:
        self._remembered += len(key[0])
        if self._remembered > _MEMORY_LIMIT:
            self._memory.clear()
            self._remembered = 0
        self._memory[key] = self._computed(*key)

    def _computed(self, states: frozenset[int], before: str, sign: str) -> frozenset[int] | None:
        passable = _passable(before, sign)
        reached = {self._layout.first}
        waiting, seen = list(states), set(states)
        while waiting:
            state = waiting.pop()
            if state == self._layout.last:
                return None
            for how, check, target in self._layout.edges[state]:
                if how in passable and target not in seen:
                    seen.add(target)
                    waiting.append(target)
                elif how == "sign" and sign and check is not None and self._passes(check, sign):
                    reached.add(target)
        self._count(len(seen))
        return frozenset(reached)

    def _count(self, visited: int) -> None:
        self._work += visited
        if self._work > _WORK_LIMIT:
            raise XPathError("too-much-work", limit=_WORK_LIMIT)

    def _passes(self, check: Check, sign: str) -> bool:
        if not self._folded:
            return check(sign)
        return check(sign.lower()) or check(sign.upper())


def _passable(before: str, sign: str) -> set[str]:
    edge = (before == "a") != is_word(sign)
    passable = {"free", "word-edge" if edge else "no-word-edge"}
    if not before:
        passable.add("start")
    if not sign:
        passable.add("end")
    return passable


@lru_cache(maxsize=256)
def pattern_of(pattern: str) -> Pattern:
    """Return the Pattern of a text, remembered; raise XPathError if it cannot be used."""
    return Pattern(pattern)
