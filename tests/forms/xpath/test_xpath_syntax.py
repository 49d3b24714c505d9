"""What an expression may look like, and the place of each mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms import xpath
from bot.forms.xpath import parser


@pytest.mark.parametrize(
    ("source", "reason", "position", "values"),
    [
        ("", "empty", 0, {"found": ""}),
        ("  ", "empty", 2, {"found": ""}),
        ("a == b", "operand-expected", 3, {"found": "="}),
        ("a и b", "operator-expected", 2, {"found": "и"}),
        ("0,5", "operator-expected", 1, {"found": ","}),
        ("a; b", "stray-character", 1, {"found": ";"}),
        ("$a", "stray-character", 0, {"found": "$"}),
        ("«да»", "stray-character", 0, {"found": "«"}),
        ("(1 + 2", "unclosed", 0, {"expected": ")"}),
        ("round(1, 2", "unclosed", 5, {"expected": ")"}),
        ("a[1", "unclosed", 1, {"expected": "]"}),
        ("(1 2)", "close-expected", 3, {"expected": ")", "found": "2"}),
        ("a = 'да", "unclosed-text", 4, {"found": "'да"}),
        ("1 +", "unfinished", 3, {}),
        ("a/", "unfinished", 2, {}),
        ("/a/[1]", "operand-expected", 3, {"found": "["}),
        ("sideways::a", "unknown-axis", 0, {"found": "sideways"}),
        ("1)", "operator-expected", 1, {"found": ")"}),
        ("text(1)", "close-expected", 5, {"expected": ")", "found": "1"}),
    ],
)
def test_a_mistake_is_named_with_its_place(source, reason, position, values):
    with pytest.raises(xpath.XPathSyntaxError) as caught:
        xpath.compile(source)
    error = caught.value
    assert (error.reason, error.position, dict(error.values)) == (reason, position, values)


def test_an_error_reads_as_its_reason_and_values():
    assert str(xpath.XPathError("no-date")) == "no-date"
    assert str(xpath.XPathError("no-hook", name="property")) == "no-hook: name='property'"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("2div1", 2.0),
        ("7mod 4", 3.0),
        ("1or 0", True),
        ("1 and1", True),
        ("5- 4-1--1", 1.0),
        ("--3", 3.0),
        ("- - -3", -3.0),
        ("2 + 3 * 4 - 6 div 3", 12.0),
        ("1 < 2 = true()", True),
        ("3 > 2 > 1", False),
        ("1.5e2", 150.0),
        (".5 + 1.", 1.5),
        ("'it''s'", None),
        ('"it\'s"', "it's"),
        ("(1)", 1.0),
        ("true() and false() or true()", True),
        ("or + and", float),
    ],
)
def test_operators_bind_as_in_xpath(ask, source, value):
    if value is None:
        with pytest.raises(xpath.XPathSyntaxError):
            xpath.compile(source)
    elif value is float:
        assert str(ask(source)) == "nan"
    else:
        assert ask(source) == value


def test_names_of_operators_are_names_where_an_operand_stands(ask):
    assert ask("count(div | mod | */and)") == 0.0


def test_too_long_or_too_deep_is_refused():
    with pytest.raises(xpath.XPathSyntaxError, match="too-long"):
        xpath.compile("1" * (parser.LENGTH_LIMIT + 1))
    with pytest.raises(xpath.XPathSyntaxError, match="too-deep"):
        xpath.compile("(" * 101 + "1" + ")" * 101)
    with pytest.raises(xpath.XPathSyntaxError, match="too-deep"):
        xpath.compile("not(" * 200 + "1" + ")" * 200)


def test_what_is_within_the_limits_is_evaluated(ask):
    assert ask("(" * 99 + "1" + ")" * 99) == 1.0
    assert ask("if(1 = 2, 0, " * 95 + "7" + ")" * 95) == 7.0
    assert ask(" or ".join(["/data/readers = 15"] * 900)) is False
    assert ask("1" + " + 1" * 4000) == 4001.0


def test_every_operator_nested_is_an_error_of_ours_not_of_the_stack():
    source = "(1 or 1 and 1 = 1 < 1 + 1 * -" * 99 + "1" + ")" * 99
    try:
        xpath.compile(source)
    except xpath.XPathSyntaxError as error:
        assert error.reason == "too-deep"  # noqa: PT017 - either outcome is right


@given(st.text(alphabet="()[]/.@*|+-=<>!,:'\"$ abdivmodtrue0123456789да\n", max_size=40))
def test_any_text_is_an_expression_or_a_syntax_error(source):
    try:
        xpath.compile(source)
    except xpath.XPathSyntaxError as error:
        assert 0 <= error.position <= len(source)  # noqa: PT017 - most texts are refused


@given(st.text(max_size=60))
def test_any_unicode_is_an_expression_or_a_syntax_error(source):
    try:
        xpath.compile(source)
    except xpath.XPathSyntaxError as error:
        assert 0 <= error.position <= len(source)  # noqa: PT017 - most texts are refused
