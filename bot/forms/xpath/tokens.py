"""Expression text cut into tokens (XPath 1.0 section 3.7); looks only one token back."""

import re
from typing import NamedTuple

from bot.forms.xpath.errors import XPathSyntaxError

NUMBER, TEXT, NAME, SYMBOL, OPERATOR, END = "number", "text", "name", "symbol", "operator", "end"

_SPACE = re.compile(r"[ \t\r\n]+")
# `2div1` and `1or 1` are legal in ODK's suites, so only a letter makes it a longer name.
_WORD_OPERATOR = re.compile(r"(?:and|or|div|mod)(?![^\W\d])")
_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<name>{_NAME}(?::(?:{_NAME}|\*))?)
    | (?P<symbol>::|//|\.\.|!=|<=|>=|[()\[\]@,.|+\-*/=<>])""",
    re.VERBOSE,
)
_SYMBOL_OPERATORS = frozenset(("=", "!=", "<", "<=", ">", ">=", "+", "-", "|"))
_CLOSERS = frozenset((")", "]", ".", "..", "*"))


class Token(NamedTuple):
    """One token: its kind, its text without quotes, its first character's place."""

    kind: str
    text: str
    position: int


def tokenize(source: str) -> list[Token]:
    """Cut `source` into tokens, the last of kind END; raise XPathSyntaxError on a stray sign."""
    tokens: list[Token] = []
    place = _skip_space(source, 0)
    while place < len(source):
        token, place = _next_token(source, place, after_operand=_ends_operand(tokens))
        tokens.append(token)
        place = _skip_space(source, place)
    tokens.append(Token(END, "", len(source)))
    return tokens


def _skip_space(source: str, place: int) -> int:
    found = _SPACE.match(source, place)
    return found.end() if found else place


def _ends_operand(tokens: list[Token]) -> bool:
    if not tokens:
        return False
    last = tokens[-1]
    return last.kind in (NUMBER, TEXT, NAME) or (last.kind == SYMBOL and last.text in _CLOSERS)


def _next_token(source: str, place: int, *, after_operand: bool) -> tuple[Token, int]:
    if after_operand and (word := _WORD_OPERATOR.match(source, place)):
        return Token(OPERATOR, word.group(), place), word.end()
    found = _TOKEN.match(source, place)
    if found is None or found.lastgroup is None:
        raise _stray(source, place)
    kind, text = found.lastgroup, found.group()
    if kind == TEXT:
        text = text[1:-1]
    elif kind == SYMBOL and (text in _SYMBOL_OPERATORS or (after_operand and text == "*")):
        kind = OPERATOR
    return Token(kind, text, place), found.end()


def _stray(source: str, place: int) -> XPathSyntaxError:
    sign = source[place]
    if sign in "\"'":
        return XPathSyntaxError("unclosed-text", place, found=source[place : place + 20])
    return XPathSyntaxError("stray-character", place, found=sign)
