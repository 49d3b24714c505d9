"""What is wrong in one expression of a sheet, said with the right way to write it. Pure."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from bot.forms import xpath
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

Finding = tuple[str, dict[str, Any]]  # a text for the author and its values

REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^{}]*?)\s*\}")
NEITHER = msgid("“{name}” is neither a text ({text}) nor a question ({question}).")

_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_WORDS = {
    "и": "and", "і": "and", "ды": "and", "або": "or", "или": "or", "ці": "or",
    "не": "not(…)", "AND": "and", "And": "and", "OR": "or", "Or": "or",
}  # fmt: skip
_SIGNS = {
    "==": "=", "&&": "and", "||": "or", "<>": "!=", "=>": ">=", "=<": "<=",
    "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "div",
}  # fmt: skip
_WORD = re.compile(r"(?<![\w$./-])(" + "|".join(_WORDS) + r")(?![\w-])")
_SIGN = re.compile("|".join(re.escape(sign) for sign in _SIGNS))
_QUOTES = re.compile("[“”„«»‘’‚]")
_CALL = re.compile(r"(?<![\w:-])([A-Za-z][\w:-]*)\s*\(")
_DECIMAL_COMMA = re.compile(r"\d,\d")
_BRACES = re.compile(r"(?<!\$)\{\s*([\w-]+)\s*\}")
_DOLLAR = re.compile(r"\$(?!\{)\s*(\w*)")


def findings(source: str, names: Collection[str], *, columns: bool = False) -> list[Finding]:
    """Return what is wrong: the way of writing, else the grammar, else what it speaks of.

    `names` are the questions of the form. `columns`: plain names are columns of a list, as in
    a choice filter; elsewhere a plain name of a question lacks its `${}`.
    """
    blanked = masked(source)
    slips = list(_slips(blanked))
    unknown = list(unknown_names(source, names))
    if slips:
        return slips + unknown
    try:
        expression = xpath.compile(_readable(source))
    except xpath.XPathSyntaxError as error:
        return [_grammar(error, source, blanked), *unknown]
    meaning = [*_unknown_functions(expression), *_argument_counts(expression, blanked), *unknown]
    return meaning if columns else [*meaning, *_bare_names(expression, names)]


def referred(source: str) -> list[str]:
    """Return the names in `${}`, in order."""
    return [match[1] for match in REFERENCE.finditer(source)]


def masked(source: str) -> str:
    """Blank out texts in quotes and references, so that only the writing is looked at."""
    blank: Callable[[re.Match[str]], str] = lambda m: m[0][0] + "_" * (len(m[0]) - 2) + m[0][-1]  # noqa: E731 - one line, used twice
    return REFERENCE.sub(lambda m: "_" * len(m[0]), _LITERAL.sub(blank, source))


def _readable(source: str) -> str:
    """Put a name of the same length for each reference, so that positions stay."""
    return REFERENCE.sub(lambda m: "_" * len(m[0]), source)


def _slips(masked: str) -> Iterator[Finding]:
    for match in _QUOTES.finditer(masked):
        yield (
            msgid("Put texts into straight quotes ({right}), not into {wrong}."),
            {"right": "'…'", "wrong": match[0]},
        )
        return
    for match in _SIGN.finditer(masked):
        yield _instead(match[0], _SIGNS[match[0]])
    for match in _WORD.finditer(masked):
        yield _instead(match[0], _WORDS[match[0]])
    if ";" in masked:
        yield _instead(";", ",")
    for match in _BRACES.finditer(masked):
        yield _instead(match[0], f"${{{match[1]}}}")
    for match in _DOLLAR.finditer(masked):
        yield _instead(match[0], f"${{{match[1] or '…'}}}")
    for match in _CALL.finditer(masked):
        if match[1] not in xpath.FUNCTIONS and match[1].lower() in xpath.FUNCTIONS:
            yield _instead(match[1], match[1].lower())


def _instead(wrong: str, right: str) -> Finding:
    return msgid("Write “{right}” instead of “{wrong}”."), {"right": right, "wrong": wrong}


def _grammar(error: xpath.XPathSyntaxError, source: str, masked: str) -> Finding:
    comma = _DECIMAL_COMMA.search(masked)
    if comma:
        return _instead(comma[0], comma[0].replace(",", "."))
    if error.reason == "unfinished":
        return msgid("The expression is cut short: something is missing at its end."), {}
    if error.reason == "unclosed":
        expected = error.values.get("expected", ")")
        return msgid("The bracket is not closed: “{expected}” is missing."), {"expected": expected}
    if error.reason == "unclosed-text":
        return msgid("The text in quotes is not closed."), {}
    near = source[error.position : error.position + 15].strip() or source[-15:]
    return (
        msgid("The expression cannot be read from here: “{near}” (character {position})."),
        {"near": near, "position": error.position + 1},
    )


def _unknown_functions(expression: xpath.Expression) -> Iterator[Finding]:
    for name in sorted(expression.functions() - xpath.FUNCTIONS):
        near = difflib.get_close_matches(name.lower(), xpath.FUNCTIONS, 1)
        if near:
            yield (
                msgid("There is no function “{name}”. Did you mean “{near}”?"),
                {"name": name, "near": near[0]},
            )
        else:
            yield msgid("There is no function “{name}”."), {"name": name}


def _argument_counts(expression: xpath.Expression, masked: str) -> Iterator[Finding]:
    for fault in expression.faults():
        if fault.reason != "argument-count":
            continue
        comma = _DECIMAL_COMMA.search(masked)
        if comma:
            yield _instead(comma[0], comma[0].replace(",", "."))
            return
        yield (
            msgid("“{name}” cannot be given this many values: {found}."),
            {"name": f"{fault.values['name']}()", "found": fault.values["found"]},
        )


def unknown_names(source: str, names: Collection[str]) -> Iterator[Finding]:
    """Yield what `${}` speaks of and the form has not."""
    for name in dict.fromkeys(referred(source)):
        if name in names:
            continue
        near = difflib.get_close_matches(name, names, 1)
        if near:
            yield (
                msgid("There is no question “{name}”. Did you mean “{near}”?"),
                {"name": name, "near": near[0]},
            )
        else:
            yield msgid("There is no question “{name}”."), {"name": name}


def _bare_names(expression: xpath.Expression, names: Collection[str]) -> Iterator[Finding]:
    for reference in expression.references():
        if reference.start != "context" or len(reference.steps) != 1:
            continue
        name = reference.steps[0]
        if name in names:
            yield _instead(name, f"${{{name}}}")
        elif re.fullmatch(r"\w*[^\W_]\w*", name):
            yield (
                NEITHER,
                {"name": name, "text": f"'{name}'", "question": f"${{{name}}}"},
            )
