"""Tokens to a syntax tree (XPath 1.0 grammar); every refusal names its place."""

from typing import NoReturn

from bot.forms.xpath.errors import XPathSyntaxError
from bot.forms.xpath.syntax import (
    Call,
    Chain,
    Filter,
    Literal,
    Negate,
    Number,
    Path,
    Plus,
    Root,
    Step,
    Syntax,
)
from bot.forms.xpath.tokens import END, NAME, NUMBER, OPERATOR, SYMBOL, TEXT, Token, tokenize

LENGTH_LIMIT = 20_000
DEPTH_LIMIT = 100
AXES = frozenset(
    (
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "namespace",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    )
)
KINDS = frozenset(("comment", "text", "processing-instruction", "node"))
_LEVELS = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}
_UNION = 7
_ANY_NODE = Step("descendant-or-self", "node()")


def parse(source: str) -> Syntax:
    """Read an expression; raise XPathSyntaxError with the place of the first mistake."""
    if len(source) > LENGTH_LIMIT:
        raise XPathSyntaxError("too-long", LENGTH_LIMIT, limit=LENGTH_LIMIT)
    parser = _Parser(tokenize(source))
    try:
        return parser.whole()
    except RecursionError:
        # Every operator of every level at once, nested: deeper than the depth limit counts.
        raise XPathSyntaxError("too-deep", parser.token.position, limit=DEPTH_LIMIT) from None


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    @property
    def token(self) -> Token:
        return self._tokens[self._place]

    def whole(self) -> Syntax:
        if self.token.kind == END:
            self._fail("empty")
        tree = self._expression()
        if self.token.kind != END:
            self._fail("operator-expected")
        return tree

    def _fail(self, reason: str, **values: str | int) -> NoReturn:
        token = self.token
        if token.kind == END and reason != "empty":
            raise XPathSyntaxError("unfinished", token.position, **values)
        raise XPathSyntaxError(reason, token.position, found=token.text, **values)

    def _advance(self) -> Token:
        token = self.token
        self._place += 1
        return token

    def _peek(self, *texts: str) -> bool:
        token = self.token
        return token.kind in (SYMBOL, OPERATOR) and token.text in texts

    def _take(self, *texts: str) -> Token | None:
        return self._advance() if self._peek(*texts) else None

    def _close(self, sign: str, opened: Token) -> None:
        if not self._take(sign):
            if self.token.kind == END:
                raise XPathSyntaxError("unclosed", opened.position, expected=sign)
            self._fail("close-expected", expected=sign)

    def _expression(self) -> Syntax:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise XPathSyntaxError("too-deep", self.token.position, limit=DEPTH_LIMIT)
        tree = self._binary(1)
        self._depth -= 1
        return tree

    def _level(self) -> int:
        return _LEVELS.get(self.token.text, 0) if self.token.kind == OPERATOR else 0

    def _binary(self, lowest: int) -> Syntax:
        tree = self._unary()
        while (level := self._level()) >= lowest:
            tree = self._chain(tree, level)
        return tree

    def _chain(self, first: Syntax, level: int) -> Syntax:
        rest = []
        while self._level() == level:
            operator = self._advance().text
            rest.append((operator, self._binary(level + 1)))
        return Chain(first, tuple(rest))

    def _unary(self) -> Syntax:
        signs = 0
        while self._take("-"):
            signs += 1
        operand = self._union()
        if not signs:
            return operand
        return Negate(operand) if signs % 2 else Plus(operand)

    def _union(self) -> Syntax:
        first = self._path()
        rest = []
        while self._take("|"):
            rest.append(("|", self._path()))
        return Chain(first, tuple(rest)) if rest else first

    def _path(self) -> Syntax:
        if self._take("//"):
            return Path(Root(), self._steps((_ANY_NODE,)))
        if self._take("/"):
            return Path(Root(), self._steps(()) if self._starts_step() else ())
        if not self._starts_primary():
            return Path(None, self._steps(()))
        return self._filtered()

    def _filtered(self) -> Syntax:
        tree = self._primary()
        predicates = self._predicates()
        if predicates:
            tree = Filter(tree, predicates)
        if self._take("//"):
            return Path(tree, self._steps((_ANY_NODE,)))
        return Path(tree, self._steps(())) if self._take("/") else tree

    def _starts_step(self) -> bool:
        return self.token.kind == NAME or self._peek(".", "..", "@", "*")

    def _starts_primary(self) -> bool:
        if self.token.kind == NAME:
            return self._next_is("(") and self.token.text not in KINDS
        return self.token.kind in (NUMBER, TEXT) or self._peek("(")

    def _next_is(self, sign: str) -> bool:
        following = self._tokens[self._place + 1]
        return following.kind == SYMBOL and following.text == sign

    def _primary(self) -> Syntax:
        token = self._advance()
        if token.kind == NUMBER:
            return Number(float(token.text))
        if token.kind == TEXT:
            return Literal(token.text)
        if token.kind == NAME:
            return Call(token.text, self._arguments(), token.position)
        tree = self._expression()
        self._close(")", token)
        return tree

    def _arguments(self) -> tuple[Syntax, ...]:
        opened = self._advance()
        if self._take(")"):
            return ()
        arguments = [self._expression()]
        while self._take(","):
            arguments.append(self._expression())
        self._close(")", opened)
        return tuple(arguments)

    def _steps(self, before: tuple[Step, ...]) -> tuple[Step, ...]:
        steps = [*before, self._step()]
        while self._peek("/", "//"):
            if self._advance().text == "//":
                steps.append(_ANY_NODE)
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        if self._take(".."):
            return Step("parent", "node()", self._predicates())
        if self._take("."):
            return Step("self", "node()", self._predicates())
        axis = self._axis()
        if self.token.kind != NAME and not self._peek("*"):
            self._fail("operand-expected")
        name = self._advance().text
        if not self._peek("(") or name not in KINDS:
            return Step(axis, name, self._predicates())
        target = self._kind_target(name)
        return Step(axis, f"{name}()", self._predicates(), target)

    def _axis(self) -> str:
        if self._take("@"):
            return "attribute"
        if self.token.kind != NAME or not self._next_is("::"):
            return "child"
        if self.token.text not in AXES:
            self._fail("unknown-axis")
        axis = self._advance().text
        self._advance()
        return axis

    def _kind_target(self, kind: str) -> str | None:
        opened = self._advance()
        target = None
        if kind == "processing-instruction" and self.token.kind == TEXT:
            target = self._advance().text
        self._close(")", opened)
        return target

    def _predicates(self) -> tuple[Syntax, ...]:
        predicates = []
        while opened := self._take("["):
            predicates.append(self._expression())
            self._close("]", opened)
        return tuple(predicates)
