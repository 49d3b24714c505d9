r"""Regular expressions laid out as the states of an automaton (Thompson's construction).

Java's and JavaScript's writing is understood (`[\w-\.]`, `\p{L}`); look-around and references
to groups are refused: only they need backtracking, which `(a+)+$` turns into hours.
"""

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from bot.forms.xpath.errors import XPathError

PATTERN_LIMIT = 1_000
STATE_LIMIT = 5_000
DEPTH_LIMIT = 30
REPEAT_LIMIT = 1_000

Check: TypeAlias = Callable[[str], bool]
Edge: TypeAlias = tuple[str, "Check | None", int]  # how to pass, by what, to which state

_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "0": "\0", "e": "\x1b"}
_EDGES = {"b": "word-edge", "B": "no-word-edge", "A": "start", "z": "end", "Z": "end"}


def is_word(sign: str) -> bool:
    """Tell whether a sign is a letter, digit or underscore of ASCII, as Java means it."""
    return sign.isascii() and (sign.isalnum() or sign == "_")


def _is_digit(sign: str) -> bool:
    return sign.isascii() and sign.isdigit()


# What Java calls POSIX classes, as Unicode's categories.
_POSIX = {"ALPHA": "L", "DIGIT": "Nd", "UPPER": "Lu", "LOWER": "Ll", "PUNCT": "P", "SPACE": "Z"}
_CLASSES: dict[str, Check] = {"d": _is_digit, "w": is_word, "s": str.isspace}


def refuse(reason: str, pattern: str) -> XPathError:
    """Return the error of a pattern that cannot be used."""
    return XPathError(reason, pattern=pattern)


class Layout:
    """A pattern read by recursive descent: `edges` by state, from `first` to `last`."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._place = 0
        self._depth = 0
        self.edges: list[list[Edge]] = []
        self.first = self._state()
        self.last = self._choices(self.first)
        if self._more():
            raise refuse("pattern-broken", pattern)

    def _state(self) -> int:
        if len(self.edges) >= STATE_LIMIT:
            raise refuse("pattern-too-big", self._pattern)
        self.edges.append([])
        return len(self.edges) - 1

    def _link(self, start: int, end: int, how: str = "free", check: Check | None = None) -> None:
        self.edges[start].append((how, check, end))

    def _more(self) -> bool:
        return self._place < len(self._pattern)

    def _peek(self, sign: str) -> bool:
        return self._pattern.startswith(sign, self._place)

    def _take(self, sign: str) -> bool:
        if not self._peek(sign):
            return False
        self._place += len(sign)
        return True

    def _read(self) -> str:
        if not self._more():
            raise refuse("pattern-broken", self._pattern)
        self._place += 1
        return self._pattern[self._place - 1]

    def _choices(self, start: int) -> int:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise refuse("pattern-too-big", self._pattern)
        end = self._state()
        self._link(self._sequence(start), end)
        while self._take("|"):
            self._link(self._sequence(start), end)
        self._depth -= 1
        return end

    def _sequence(self, start: int) -> int:
        while self._more() and not self._peek("|") and not self._peek(")"):
            start = self._repeated(start)
        return start

    def _repeated(self, start: int) -> int:
        """Lay out one atom as often as its quantifier says, reading it again for each copy."""
        atom = self._place
        entry = self._state()
        self._link(start, entry)
        end = self._atom(entry)
        after_atom = self._place
        low, high = self._quantifier()
        after = self._place
        if (low, high) == (1, 1):
            return end
        return self._copies(start, (atom, after_atom, after), low, high)

    def _copies(self, start: int, places: tuple[int, int, int], low: int, high: int | None) -> int:
        atom, _, after = places
        self.edges[start].pop()  # the first reading only found where the atom ends
        current = start
        for _copy in range(low):
            current = self._copy(current, atom)
        if high is None:
            current = self._loop(current, atom)
        else:
            current = self._options(current, atom, high - low)
        self._place = after
        return current

    def _copy(self, start: int, atom: int) -> int:
        self._place = atom
        entry = self._state()
        self._link(start, entry)
        return self._atom(entry)

    def _loop(self, start: int, atom: int) -> int:
        hub = self._state()
        self._link(start, hub)
        self._link(self._copy(hub, atom), hub)
        return hub

    def _options(self, start: int, atom: int, times: int) -> int:
        end = self._state()
        for _copy in range(times):
            self._link(start, end)
            start = self._copy(start, atom)
        self._link(start, end)
        return end

    def _quantifier(self) -> tuple[int, int | None]:
        bounds: tuple[int, int | None] = (1, 1)
        if self._take("*"):
            bounds = (0, None)
        elif self._take("+"):
            bounds = (1, None)
        elif self._take("?"):
            return self._lazy((0, 1))
        elif self._peek("{"):
            return self._counted()
        else:
            return bounds
        return self._lazy(bounds)

    def _lazy(self, bounds: tuple[int, int | None]) -> tuple[int, int | None]:
        # Lazy and possessive marks change what a group holds, hardly ever whether it matches.
        _ = self._take("?") or self._take("+")
        return bounds

    def _counted(self) -> tuple[int, int | None]:
        end = self._pattern.find("}", self._place)
        inside = self._pattern[self._place + 1 : end] if end > 0 else ""
        low, comma, high = inside.partition(",")
        if not low.isdigit() or (high and not high.isdigit()):
            raise refuse("pattern-broken", self._pattern)
        if max(int(low), int(high or 0)) > REPEAT_LIMIT:
            raise refuse("pattern-too-big", self._pattern)
        self._place = end + 1
        least = int(low)
        most = (int(high) if high else None) if comma else least
        if most is not None and most < least:
            raise refuse("pattern-broken", self._pattern)
        return self._lazy((least, most))

    def _atom(self, start: int) -> int:
        sign = self._read()
        if sign == "(":
            return self._group(start)
        end = self._state()
        if sign in "^$":
            self._link(start, end, "start" if sign == "^" else "end")
        elif sign == "\\" and self._more() and self._pattern[self._place] in _EDGES:
            self._link(start, end, _EDGES[self._read()])
        elif sign in "*+?":
            raise refuse("pattern-broken", self._pattern)
        else:
            self._link(start, end, "sign", self._one(sign))
        return end

    def _one(self, sign: str) -> Check:
        if sign == ".":
            return lambda other: other not in "\n\r"
        if sign == "[":
            return self._bracket()
        if sign == "\\":
            return self._escape()
        return lambda other: other == sign

    def _group(self, start: int) -> int:
        if self._take("?"):
            if self._take("<") and not self._peek("=") and not self._peek("!"):
                self._place = self._pattern.find(">", self._place) + 1 or len(self._pattern)
            elif not self._take(":"):
                raise refuse("pattern-unsupported", self._pattern)
        end = self._choices(start)
        if not self._take(")"):
            raise refuse("pattern-broken", self._pattern)
        return end

    def _escape(self) -> Check:
        sign = self._read()
        if sign.lower() in _CLASSES:
            return _turned(_CLASSES[sign.lower()], negate=sign.isupper())
        if sign in "pP":
            return _turned(self._category(), negate=sign == "P")
        if sign in "123456789kGQE":
            raise refuse("pattern-unsupported", self._pattern)
        wanted = self._character(sign)
        return lambda other: other == wanted

    def _character(self, sign: str) -> str:
        """Return the character that an escape stands for, itself unless it has a meaning."""
        if sign == "x":
            return self._hexadecimal(2)
        if sign == "u":
            return self._hexadecimal(4)
        return _CONTROLS.get(sign, sign)

    def _hexadecimal(self, length: int) -> str:
        digits = self._pattern[self._place : self._place + length]
        self._place += length
        try:
            return chr(int(digits, 16))
        except ValueError:
            raise refuse("pattern-broken", self._pattern) from None

    def _category(self) -> Check:
        name = self._read()
        if name == "{":
            end = self._pattern.find("}", self._place)
            name, self._place = self._pattern[self._place : end], end + 1
            if end < 0:
                raise refuse("pattern-broken", self._pattern)
        name = _POSIX.get(name.upper(), name)
        script = name.removeprefix("Is").removeprefix("script=").upper()
        if len(script) > 2:  # noqa: PLR2004 - categories have one or two letters
            return lambda sign: unicodedata.name(sign, "").startswith(f"{script} ")
        return lambda sign: unicodedata.category(sign).startswith(name)

    def _bracket(self) -> Check:
        negate = self._take("^")
        checks: list[Check] = []
        while not self._peek("]"):
            if self._peek("[") or self._peek("&&"):
                raise refuse("pattern-unsupported", self._pattern)
            checks.append(self._range())
        self._place += 1
        return _turned(lambda sign: any(check(sign) for check in checks), negate=negate)

    def _range(self) -> Check:
        sign = self._read()
        if sign == "\\":
            if self._more() and self._pattern[self._place] in "dDwWsSpP":
                return self._escape()
            sign = self._read()
            low = "\b" if sign == "b" else self._character(sign)
        else:
            low = sign
        following = self._pattern[self._place : self._place + 2]
        if len(following) < 2 or following[0] != "-" or following[1] == "]":  # noqa: PLR2004 - a pair
            return lambda other: other == low
        return self._span(low)

    def _span(self, low: str) -> Check:
        back = self._place
        self._place += 1
        high = self._read()
        if high == "\\":
            if self._more() and self._pattern[self._place] in "dDwWsSpP":
                self._place = back  # `a-\d`: the hyphen stands for itself
                return lambda other: other == low
            high = self._character(self._read())
        if high < low:
            raise refuse("pattern-broken", self._pattern)
        return lambda other: low <= other <= high


def _turned(check: Check, *, negate: bool) -> Check:
    return (lambda sign: not check(sign)) if negate else check
