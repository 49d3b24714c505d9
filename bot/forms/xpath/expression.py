"""A compiled expression and how it is asked; every fault of an evaluation is an XPathError."""

from functools import lru_cache

from bot.forms.xpath import codes, compiler, parser
from bot.forms.xpath import references as found
from bot.forms.xpath.errors import XPathError, XPathSyntaxError
from bot.forms.xpath.functions import NAMES
from bot.forms.xpath.moments import Moment
from bot.forms.xpath.nodes import Node
from bot.forms.xpath.scope import Scope, Value, focus_of
from bot.forms.xpath.syntax import Call

_FAULTS = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError)


class Expression:
    """An expression ready to be evaluated any number of times, in any scope."""

    __slots__ = (
        "_functions",
        "_nodes",
        "_number",
        "_references",
        "_run",
        "_text",
        "_tree",
        "_truth",
        "source",
    )

    def __init__(self, source: str) -> None:
        self.source = source
        self._tree = parser.parse(source)
        code = compiler.compiled(self._tree)
        self._run = code.run
        self._text = codes.to_text(code)
        self._truth = codes.to_truth(code)
        self._number = codes.to_number(code)
        self._nodes = codes.to_nodes(code)
        self._references = tuple(dict.fromkeys(found.references(self._tree)))
        self._functions = frozenset(call.name for call in found.calls(self._tree))

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    def evaluate(self, scope: Scope) -> Value:
        """Return the value as it is; a date is its text, no date is an XPathError."""
        try:
            value = self._run(focus_of(scope))
        except _FAULTS as fault:
            raise _faulty(fault) from fault
        if isinstance(value, Moment) and value.millis is None:
            raise XPathError("no-date", source=self.source)
        return codes.outer(value)

    def text(self, scope: Scope) -> str:
        """Return the value as string() would."""
        try:
            return self._text(focus_of(scope))
        except _FAULTS as fault:
            raise _faulty(fault) from fault

    def truth(self, scope: Scope) -> bool:
        """Return the value as boolean() would."""
        try:
            return self._truth(focus_of(scope))
        except _FAULTS as fault:
            raise _faulty(fault) from fault

    def number(self, scope: Scope) -> float:
        """Return the value as a number; dates are days since 1970-01-01 UTC."""
        try:
            return self._number(focus_of(scope))
        except _FAULTS as fault:
            raise _faulty(fault) from fault

    def nodes(self, scope: Scope) -> list[Node]:
        """Return what was found, in document order; another value is an XPathError."""
        try:
            return self._nodes(focus_of(scope))
        except _FAULTS as fault:
            raise _faulty(fault) from fault

    def references(self) -> tuple[found.Reference, ...]:
        """Return the location paths used, each once, in the order of the text."""
        return self._references

    def functions(self) -> frozenset[str]:
        """Return the names of the functions called."""
        return self._functions

    def faults(self) -> tuple[XPathSyntaxError, ...]:
        """Return the calls that can only fail: of unknown functions, with too many arguments.

        They are no reason not to compile: ODK evaluates `false() and unknown()`.
        """
        return tuple(fault for call in found.calls(self._tree) if (fault := _fault_of(call)))


def _fault_of(call: Call) -> XPathSyntaxError | None:
    if call.name not in NAMES:
        return XPathSyntaxError("unknown-function", call.position, name=call.name)
    if compiler.takes(call.name, len(call.arguments)):
        return None
    count = len(call.arguments)
    return XPathSyntaxError("argument-count", call.position, name=call.name, found=count)


def _faulty(fault: BaseException) -> XPathError:
    return XPathError("fault", kind=type(fault).__name__)


@lru_cache(maxsize=4096)
def compile(source: str) -> Expression:  # noqa: A001 - read as xpath.compile, like re.compile
    """Return the Expression of a text, remembered; raise XPathSyntaxError if it is none."""
    try:
        return Expression(source)
    except RecursionError:
        raise XPathSyntaxError("too-deep", 0, limit=parser.DEPTH_LIMIT) from None
