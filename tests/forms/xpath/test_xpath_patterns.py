"""regex(): what patterns mean, and that none of them can hang the bot."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms import xpath
from bot.forms.xpath import patterns


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("", "", True),
        ("b", "abc", True),
        ("^b", "abc", False),
        ("^abc$", "abc", True),
        ("a.c", "a\nc", False),
        ("^(да|нет)$", "нет", True),
        ("^(да|нет)$", "нетто", False),
        ("^a{2}$", "aa", True),
        ("^a{2,}$", "aaaa", True),
        ("^a{2,3}$", "aaaa", False),
        ("^a{0}b$", "b", True),
        ("^a?b+?c*$", "bbc", True),
        ("^a++$", "aaa", True),
        (r"^[\w-\.]+@([\w-]+\.)+[a-z]{2,4}$", "a.b-c@lib.slonim.by", True),
        (r"^[\w-\.]+@([\w-]+\.)+[a-z]{2,4}$", "a.b-c@lib", False),
        (r"^[a-\d]+$", "a-5", True),
        (r"^[^\s\d]+$", "слово", True),
        (r"^[^\s\d]+$", "сло во", False),
        (r"^\d+$", "٣", False),
        (r"^\D\W\S$", "а- ", False),
        (r"^\D\W\S$", "а-б", True),
        (r"^[+-]?\d+([.,]\d+)?$", "-1,5", True),
        (r"^[]a]$", "a", False),
        (r"^[a-]$", "-", True),
        (r"^[\]\\]$", "]", True),
        (r"^[\b]$", "\b", True),
        (r"^[\x41-\u0043]$", "B", True),
        (r"^[!-\/]$", "+", True),
        (r"^\x41\u0411\t$", "AБ\t", True),
        (r"^\p{L}+ \p{Lu}\P{L}$", "Ёж Б1", True),
        (r"^\pL+$", "Ёж", True),
        (r"^\p{IsCyrillic}+$", "Ёж", True),
        (r"^\p{IsCyrillic}+$", "Yo", False),
        (r"^\p{Alpha}+[\p{Digit}]$", "Ёж1", True),
        (r"\bкот\b", "a кот b", False),
        (r"\bcat\b", "a cat b", True),
        (r"\bcat\b", "concat", False),
        (r"\Bcat", "concat", True),
        (r"\Aa\z", "a", True),
        ("(?i)^деревная$", "ДЕРЕВНАЯ", True),
        ("(?:ab)+(?<name>c)", "ababc", True),
        ("^(a|ab)(c|bcd)$", "abcd", True),
        ("(^a)|b$", "xb", True),
        ("a|", "x", True),
        ("(a+)+$", "a" * 5000 + "b", False),
        ("^(a|a)*$", "a" * 5000 + "b", False),
        ("^(.*,){10}x$", "a," * 40, False),
    ],
)
def test_a_pattern_is_searched(pattern, text, found):
    assert patterns.Pattern(pattern).found_in(text) is found


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "pattern-broken"),
        (")", "pattern-broken"),
        ("[a", "pattern-broken"),
        ("[a-", "pattern-broken"),
        ("[z-a]", "pattern-broken"),
        ("*a", "pattern-broken"),
        ("a{", "pattern-broken"),
        ("a{x}", "pattern-broken"),
        ("a{1,x}", "pattern-broken"),
        ("a{3,2}", "pattern-broken"),
        ("\\", "pattern-broken"),
        (r"\xzz", "pattern-broken"),
        (r"\p{L", "pattern-broken"),
        ("(?=a)", "pattern-unsupported"),
        ("(?<!a)", "pattern-unsupported"),
        (r"(a)\1", "pattern-unsupported"),
        ("[a&&b]", "pattern-unsupported"),
        ("a{5000}", "pattern-too-big"),
        ("(a{100}){100}", "pattern-too-big"),
        ("((((((((((((((a*)*)*)*)*)*)*)*)*)*)*)*)*)*)*", "pattern-too-big"),
        ("(" * 40 + ")" * 40, "pattern-too-big"),
        ("a" * 2000, "pattern-too-big"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused(pattern, reason):
    with pytest.raises(xpath.XPathError) as caught:
        patterns.pattern_of(pattern)
    assert caught.value.reason == reason


def test_a_long_text_is_refused():
    with pytest.raises(xpath.XPathError, match="text-too-long"):
        patterns.pattern_of("a").found_in("b" * 20_000)


def test_a_search_that_is_too_much_work_is_cut():
    wide = patterns.Pattern("(.{0,300}a){5}z")
    with pytest.raises(xpath.XPathError, match="too-much-work"):
        wide.found_in("".join(chr(1000 + place) for place in range(9000)))


def test_what_is_remembered_stays_within_bounds():
    pattern = patterns.Pattern("^[^x]*$")
    for start in range(20, 60):
        assert pattern.found_in("".join(chr(start * 1000 + place) for place in range(5000)))
    assert len(pattern._memory) <= patterns._MEMORY_LIMIT


_ATOMS = st.sampled_from(
    ["a", "b", ".", "[ab]", "[^a]", r"\d", r"\w", "(a|b)", "(ab)", "^", "$", r"\b"]
)
_PIECES = st.builds(
    lambda atom, times: atom if atom in ("^", "$", r"\b") else atom + times,
    _ATOMS,
    st.sampled_from(["", "*", "+", "?", "{2}", "{1,2}", "{0,1}", "*?"]),
)


@given(st.lists(_PIECES, max_size=5).map("".join), st.text(alphabet="ab1 ", max_size=6))
def test_the_automaton_agrees_with_python(pattern, text):
    # Python's $ also stands before a final newline; the texts have none.
    assert patterns.Pattern(pattern).found_in(text) is (re.search(pattern, text) is not None)


@given(st.text(alphabet=r"ab()[]{}|*+?\^$.-1,dwpP", max_size=25), st.text(max_size=10))
def test_any_pattern_is_searched_or_refused(pattern, text):
    try:
        assert patterns.Pattern(pattern).found_in(text) in (True, False)
    except xpath.XPathError as error:
        assert error.reason.startswith("pattern-")  # noqa: PT017 - either outcome is right
