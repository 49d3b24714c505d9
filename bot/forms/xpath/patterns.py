r"""regex() without backtracking: a pattern becomes an automaton that reads each sign once.

Java's and JavaScript's writing is understood (`[\w-\.]`, `\p{L}`); look-around and references
to groups are refused: only they need backtracking, which `(a+)+$` turns into hours.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from bot.forms.xpath.errors import XPathError

PATTERN_LIMIT = 1_000
TEXT_LIMIT = 10_000
STATE_LIMIT = 5_000
DEPTH_LIMIT = 30
REPEAT_LIMIT = 1_000
_MEMORY_LIMIT = 5_000

Check: TypeAlias = Callable[[str], bool]
Edge: TypeAlias = tuple[str, "Check | None", int]  # how to pass, by what, to which state

_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "0": "\0", "e": "\x1b"}
_EDGES = {"b": "word-edge", "B": "no-word-edge", "A": "start", "z": "end", "Z": "end"}


def _is_word(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign == "_")


def _is_digit(sign: str) -> bool:
    return sign.isascii() and sign.isdigit()


# What Java calls POSIX classes, as Unicode's categories.
_POSIX = {"ALPHA": "L", "DIGIT": "Nd", "UPPER": "Lu", "LOWER": "Ll", "PUNCT": "P", "SPACE": "Z"}
_CLASSES: dict[str, Check] = {"d": _is_digit, "w": _is_word, "s": str.isspace}


def _refuse(reason: str, pattern: str) -> XPathError:
    return XPathError(reason, pattern=pattern)


class _Builder:
    """Reads a pattern by recursive descent and lays out its states (Thompson's construction)."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.place = 0
        self.depth = 0
        self.edges: list[list[Edge]] = []

    def state(self) -> int:
        if len(self.edges) >= STATE_LIMIT:
            raise _refuse("pattern-too-big", self.pattern)
        self.edges.append([])
        return len(self.edges) - 1

    def link(self, start: int, end: int, how: str = "free", check: Check | None = None) -> None:
        self.edges[start].append((how, check, end))

    def more(self) -> bool:
        return self.place < len(self.pattern)

    def peek(self, sign: str) -> bool:
        return self.pattern.startswith(sign, self.place)

    def take(self, sign: str) -> bool:
        if not self.peek(sign):
            return False
        self.place += len(sign)
        return True

    def read(self) -> str:
        if not self.more():
            raise _refuse("pattern-broken", self.pattern)
        self.place += 1
        return self.pattern[self.place - 1]

    def choices(self, start: int) -> int:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise _refuse("pattern-too-big", self.pattern)
        end = self.state()
        self.link(self.sequence(start), end)
        while self.take("|"):
            self.link(self.sequence(start), end)
        self.depth -= 1
        return end

    def sequence(self, start: int) -> int:
        while self.more() and not self.peek("|") and not self.peek(")"):
            start = self.repeated(start)
        return start

    def repeated(self, start: int) -> int:
        """Lay out one atom as often as its quantifier says, reading it again for each copy."""
        atom = self.place
        entry = self.state()
        self.link(start, entry)
        end = self.atom(entry)
        after_atom = self.place
        low, high = self.quantifier()
        after = self.place
        if (low, high) == (1, 1):
            return end
        return self.copies(start, (atom, after_atom, after), low, high)

    def copies(self, start: int, places: tuple[int, int, int], low: int, high: int | None) -> int:
        atom, _, after = places
        self.edges[start].pop()  # the first reading only found where the atom ends
        current = start
        for _copy in range(low):
            current = self.copy(current, atom)
        if high is None:
            current = self.loop(current, atom)
        else:
            current = self.options(current, atom, high - low)
        self.place = after
        return current

    def copy(self, start: int, atom: int) -> int:
        self.place = atom
        entry = self.state()
        self.link(start, entry)
        return self.atom(entry)

    def loop(self, start: int, atom: int) -> int:
        hub = self.state()
        self.link(start, hub)
        self.link(self.copy(hub, atom), hub)
        return hub

    def options(self, start: int, atom: int, times: int) -> int:
        end = self.state()
        for _copy in range(times):
            self.link(start, end)
            start = self.copy(start, atom)
        self.link(start, end)
        return end

    def quantifier(self) -> tuple[int, int | None]:
        bounds: tuple[int, int | None] = (1, 1)
        if self.take("*"):
            bounds = (0, None)
        elif self.take("+"):
            bounds = (1, None)
        elif self.take("?"):
            return self._lazy((0, 1))
        elif self.peek("{"):
            return self.counted()
        else:
            return bounds
        return self._lazy(bounds)

    def _lazy(self, bounds: tuple[int, int | None]) -> tuple[int, int | None]:
        # Lazy and possessive marks change what a group holds, hardly ever whether it matches.
        _ = self.take("?") or self.take("+")
        return bounds

    def counted(self) -> tuple[int, int | None]:
        end = self.pattern.find("}", self.place)
        inside = self.pattern[self.place + 1 : end] if end > 0 else ""
        low, comma, high = inside.partition(",")
        if not low.isdigit() or (high and not high.isdigit()):
            raise _refuse("pattern-broken", self.pattern)
        if max(int(low), int(high or 0)) > REPEAT_LIMIT:
            raise _refuse("pattern-too-big", self.pattern)
        self.place = end + 1
        least = int(low)
        most = (int(high) if high else None) if comma else least
        if most is not None and most < least:
            raise _refuse("pattern-broken", self.pattern)
        return self._lazy((least, most))

    def atom(self, start: int) -> int:
        sign = self.read()
        if sign == "(":
            return self.group(start)
        end = self.state()
        if sign in "^$":
            self.link(start, end, "start" if sign == "^" else "end")
        elif sign == "\\" and self.more() and self.pattern[self.place] in _EDGES:
            self.link(start, end, _EDGES[self.read()])
        elif sign in "*+?":
            raise _refuse("pattern-broken", self.pattern)
        else:
            self.link(start, end, "sign", self.one(sign))
        return end

    def one(self, sign: str) -> Check:
        if sign == ".":
            return lambda other: other not in "\n\r"
        if sign == "[":
            return self.bracket()
        if sign == "\\":
            return self.escape()
        return lambda other: other == sign

    def group(self, start: int) -> int:
        if self.take("?"):
            if self.take("<") and not self.peek("=") and not self.peek("!"):
                self.place = self.pattern.find(">", self.place) + 1 or len(self.pattern)
            elif not self.take(":"):
                raise _refuse("pattern-unsupported", self.pattern)
        end = self.choices(start)
        if not self.take(")"):
            raise _refuse("pattern-broken", self.pattern)
        return end

    def escape(self) -> Check:
        sign = self.read()
        if sign.lower() in _CLASSES:
            return _turned(_CLASSES[sign.lower()], negate=sign.isupper())
        if sign in "pP":
            return _turned(self.category(), negate=sign == "P")
        if sign in "123456789kGQE":
            raise _refuse("pattern-unsupported", self.pattern)
        wanted = self.character(sign)
        return lambda other: other == wanted

    def character(self, sign: str) -> str:
        """Return the character that an escape stands for, itself unless it has a meaning."""
        if sign == "x":
            return self.hexadecimal(2)
        if sign == "u":
            return self.hexadecimal(4)
        return _CONTROLS.get(sign, sign)

    def hexadecimal(self, length: int) -> str:
        digits = self.pattern[self.place : self.place + length]
        self.place += length
        try:
            return chr(int(digits, 16))
        except ValueError:
            raise _refuse("pattern-broken", self.pattern) from None

    def category(self) -> Check:
        name = self.read()
        if name == "{":
            end = self.pattern.find("}", self.place)
            name, self.place = self.pattern[self.place : end], end + 1
            if end < 0:
                raise _refuse("pattern-broken", self.pattern)
        name = _POSIX.get(name.upper(), name)
        script = name.removeprefix("Is").removeprefix("script=").upper()
        if len(script) > 2:  # noqa: PLR2004 - categories have one or two letters
            return lambda sign: unicodedata.name(sign, "").startswith(f"{script} ")
        return lambda sign: unicodedata.category(sign).startswith(name)

    def bracket(self) -> Check:
        negate = self.take("^")
        checks: list[Check] = []
        while not self.peek("]"):
            if self.peek("[") or self.peek("&&"):
                raise _refuse("pattern-unsupported", self.pattern)
            checks.append(self.range())
        self.place += 1
        return _turned(lambda sign: any(check(sign) for check in checks), negate=negate)

    def range(self) -> Check:
        sign = self.read()
        if sign == "\\":
            if self.more() and self.pattern[self.place] in "dDwWsSpP":
                return self.escape()
            sign = self.read()
            low = "\b" if sign == "b" else self.character(sign)
        else:
            low = sign
        following = self.pattern[self.place : self.place + 2]
        if len(following) < 2 or following[0] != "-" or following[1] == "]":  # noqa: PLR2004 - a pair
            return lambda other: other == low
        return self.span(low)

    def span(self, low: str) -> Check:
        back = self.place
        self.place += 1
        high = self.read()
        if high == "\\":
            if self.more() and self.pattern[self.place] in "dDwWsSpP":
                self.place = back  # `a-\d`: the hyphen stands for itself
                return lambda other: other == low
            high = self.character(self.read())
        if high < low:
            raise _refuse("pattern-broken", self.pattern)
        return lambda other: low <= other <= high


def _turned(check: Check, *, negate: bool) -> Check:
    return (lambda sign: not check(sign)) if negate else check


class Pattern:
    """A pattern ready to search; remembers its transitions, so a second search is faster."""

    def __init__(self, pattern: str) -> None:
        if len(pattern) > PATTERN_LIMIT:
            raise _refuse("pattern-too-big", pattern[:80])
        self._folded = pattern.startswith("(?i)")
        builder = _Builder(pattern.removeprefix("(?i)"))
        self._first = builder.state()
        self._last = builder.choices(self._first)
        if builder.more():
            raise _refuse("pattern-broken", pattern)
        self._edges = builder.edges
        self._memory: dict[tuple[frozenset[int], str, str], frozenset[int] | None] = {}

    def found_in(self, text: str) -> bool:
        """Tell whether the pattern matches anywhere in `text`; XPathError beyond TEXT_LIMIT."""
        if len(text) > TEXT_LIMIT:
            raise XPathError("text-too-long", limit=TEXT_LIMIT)
        states, before = frozenset((self._first,)), ""
        for sign in [*text, ""]:
            reached = self._step(states, before, sign)
            if reached is None:
                return True
            states, before = reached, "a" if _is_word(sign) else " "
        return False

    def _step(self, states: frozenset[int], before: str, sign: str) -> frozenset[int] | None:
        """Return the states after `sign`, None when the pattern has matched before it."""
        key = (states, before, sign)
        if key not in self._memory:
            if len(self._memory) > _MEMORY_LIMIT:
                self._memory.clear()
            self._memory[key] = self._computed(states, before, sign)
        return self._memory[key]

    def _computed(self, states: frozenset[int], before: str, sign: str) -> frozenset[int] | None:
        passable = _passable(before, sign)
        reached = {self._first}
        waiting, seen = list(states), set(states)
        while waiting:
            state = waiting.pop()
            if state == self._last:
                return None
            for how, check, target in self._edges[state]:
                if how in passable and target not in seen:
                    seen.add(target)
                    waiting.append(target)
                elif how == "sign" and sign and check is not None and self._passes(check, sign):
                    reached.add(target)
        return frozenset(reached)

    def _passes(self, check: Check, sign: str) -> bool:
        if not self._folded:
            return check(sign)
        return check(sign.lower()) or check(sign.upper())


def _passable(before: str, sign: str) -> set[str]:
    edge = (before == "a") != _is_word(sign)
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
