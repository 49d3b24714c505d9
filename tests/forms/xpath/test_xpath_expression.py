"""The door of the evaluator: kinds of answers, references, faults, limits, hooks."""

import math
from datetime import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bot.forms import xpath
from bot.forms.xpath.scope import NODE_BUDGET


def test_an_expression_is_compiled_once():
    assert xpath.compile("1 + 1") is xpath.compile("1 + 1")
    assert repr(xpath.compile("1 + 1")) == "Expression('1 + 1')"


@pytest.mark.parametrize(
    ("source", "text", "truth", "number"),
    [
        ("/data/readers", "14", True, 14.0),
        ("/data/empty", "", True, math.nan),
        ("/data/none", "", False, math.nan),
        ("'0'", "0", True, 0.0),
        ("''", "", False, math.nan),
        ("0", "0", False, 0.0),
        ("-0.5", "-0.5", True, -0.5),
        ("0 div 0", "NaN", False, math.nan),
        ("-1 div 0", "-Infinity", True, -math.inf),
        ("true()", "true", True, 1.0),
        ("1 = 2", "false", False, 0.0),
        ("date('2026-10-15')", "2026-10-15", True, 20740.875),
        ("date('нет')", "Invalid Date", False, math.nan),
        ("1000000 * 1000000", "1000000000000", True, 1e12),
        ("0.1 + 0.2", "0.30000000000000004", True, 0.1 + 0.2),
        ("1 div 10000000", "0.0000001", True, 1e-7),
        ("pow(10, 21)", "1000000000000000000000", True, 1e21),
    ],
)
def test_a_value_converts_as_odk_does(scope, source, text, truth, number):
    expression = xpath.compile(source)
    assert expression.text(scope()) == text
    assert expression.truth(scope()) is truth
    found = expression.number(scope())
    assert found == number or (math.isnan(found) and math.isnan(number))


def test_a_date_comes_out_as_its_text(ask):
    assert ask("today()") == "2026-10-15"
    assert ask("now()") == "2026-10-15T09:28:00.000+03:00"


def test_no_date_is_a_fault_as_an_answer(refusal):
    assert refusal("date('нет')") == ("no-date", {"source": "date('нет')"})
    assert refusal("decimal-date-time('-1000')")[0] == "no-date"


def test_only_nodes_are_nodes(scope):
    assert xpath.compile("/data/visit").nodes(scope()) == list(scope().node.iterchildren("visit"))
    with pytest.raises(xpath.XPathError, match="not-nodes"):
        xpath.compile("'a'").nodes(scope())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("/data/a + /data/a", ["/data/a"]),
        ("../a", ["../a"]),
        (". > 5", ["."]),
        ("/data/visit[name = 'x']/weight", ["/data/visit/name", "/data/visit/weight"]),
        ("current()/../b", ["../b"]),
        (
            "instance('l')/root/item[name = /data/a]/label",
            ["(…)/root/item/name", "/data/a", "(…)/root/item/label"],
        ),
        ("(/data/a | //b)[c]", ["/data/a", "//b", "(…)/c"]),
        ("-(a)", ["a"]),
        ("@id/ancestor::x", ["@id/ancestor::x"]),
        ("if(a, --b, 'c')", ["a", "b"]),
        ("randomize(/data/a)[b]", ["/data/a", "(…)/b"]),
        ("current()[x]", ["x"]),
        ("(1)[x]", ["(…)/x"]),
    ],
)
def test_references_can_be_followed_without_evaluating(source, found):
    assert [str(one) for one in xpath.compile(source).references()] == found


def test_references_are_structures():
    assert xpath.compile("/data/a/../b").references() == (
        xpath.Reference("root", ("data", "a", "..", "b")),
    )


def test_functions_are_known_without_evaluating():
    expression = xpath.compile("if(a[count(b) > 1], foo(round(1)), (c[last()])[position() = 1])/d")
    assert expression.functions() == {"if", "count", "foo", "round", "last", "position"}


def test_calls_that_can_only_fail_are_named_before():
    found = xpath.compile("IF(a, 1, 2) + round() + if(1, 2) + jr:itext('x')").faults()
    assert [(one.reason, one.position, dict(one.values)) for one in found] == [
        ("unknown-function", 0, {"name": "IF"}),
        ("argument-count", 14, {"name": "round", "found": 0}),
        ("argument-count", 24, {"name": "if", "found": 2}),
    ]


def test_a_call_that_is_not_reached_does_not_matter(ask):
    assert ask("false() and unknown()") is False
    assert ask("true() or substring()") is True
    assert ask("if(true(), 1, unknown())") == 1.0


def test_a_call_that_is_reached_fails_by_name(refusal):
    assert refusal("unknown(1)") == ("unknown-function", {"name": "unknown"})
    assert refusal("substring('a')") == ("argument-count", {"name": "substring", "found": 1})
    assert refusal("last(1)") == ("argument-count", {"name": "last", "found": 1})
    assert refusal("property('x')") == ("no-hook", {"name": "property"})


def test_a_hook_gets_the_place_of_its_call_and_plain_values(scope):
    seen = []

    def label(at, arguments):
        seen.append((at.node.get("id"), at.position, at.size, at.current.tag, arguments))
        return "подпись"

    form = scope(hooks={"jr:choice-name": label})
    expression = xpath.compile(
        "/data/visit[jr:choice-name(today(), date('x'), 1) = 'подпись']/name"
    )
    assert [one.text for one in expression.nodes(form)] == ["one", "two"]
    assert [one[:4] for one in seen] == [("v1", 1, 2, "data"), ("v2", 2, 2, "data")]
    day, none, one = seen[0][4]
    assert (day, math.isnan(none), one) == ("2026-10-15", True, 1.0)


def test_the_node_of_an_expression_is_current_in_predicates(ask, scope):
    inner = scope().node.find("visit/name")
    assert ask("/data/visit[name = current()]/weight", node=inner) == ["2"]
    assert ask("/data/visit[name = current()]/weight", current=inner) == ["2"]


def test_a_scope_has_a_position(ask):
    assert ask("concat(position(), ' ', last())", position=2, size=3) == "2 3"


def test_root_can_be_an_element(ask, scope):
    assert ask("/name", root=scope().node.find("visit")) == ["one"]
    assert ask("/", root=scope().node.find("visit/name")) == ["one"]


def test_a_clock_without_a_zone_is_refused(refusal):
    assert refusal("today()", now=datetime(2026, 10, 15)) == ("naive-clock", {})  # noqa: DTZ001 - the point


def test_work_without_end_is_cut(refusal):
    wide = etree.fromstring(f"<data>{'<a/>' * 2000}</data>")
    assert refusal("//*[//*[//*]]", node=wide) == ("too-much-work", {"limit": NODE_BUDGET})
    assert refusal("count(//a/following::a)", node=wide) == (
        "too-much-work",
        {"limit": NODE_BUDGET},
    )


def test_a_text_cannot_grow_without_end(refusal):
    big = etree.fromstring(f"<data>{'x' * 200_000}</data>")
    assert refusal("concat(., ., ., ., ., .)", node=big) == ("text-too-long", {"limit": 1_000_000})


def test_a_fault_of_a_hook_or_of_lxml_is_an_error_of_ours(scope):
    def broken(at, arguments):
        raise ValueError(at, arguments)

    form = scope(hooks={"property": broken})
    for ask in ("evaluate", "text", "truth", "number", "nodes"):
        with pytest.raises(xpath.XPathError, match="fault: kind='ValueError'"):
            getattr(xpath.compile("property('x')"), ask)(form)


_NUMBERS = ["1", "(-0.5)", "0 div 0", "1 div 0", "position()", "'2026-10-15'", "date('x')"]
_NODES = ["/data/readers", "/data/tags", "//*", ".", "@*", "text()"]
_OPERANDS = st.sampled_from([*_NUMBERS, *_NODES, "''", "'а'", "today()", "true()"])
_CALLS = st.sampled_from(sorted(xpath.FUNCTIONS))
_SIGNS = st.sampled_from(["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|"])


def _nested(inner):
    call = st.builds(
        lambda name, args: f"{name}({', '.join(args)})", _CALLS, st.lists(inner, max_size=4)
    )
    pair = st.builds("({} {} {})".format, inner, _SIGNS, inner)
    return call | pair | st.builds("//*[{}]".format, inner)


@given(source=st.recursive(_OPERANDS, _nested, max_leaves=6))
def test_whatever_is_written_gives_a_value_or_an_error_of_ours(source):
    form = etree.fromstring("<data><readers>14</readers><tags>a b</tags><n id='1'/></data>")
    now = datetime.fromisoformat("2026-10-15T09:28:00+03:00")
    scope = xpath.Scope(node=form, now=now, random=Random(1))
    expression = xpath.compile(source)
    for convert in (expression.evaluate, expression.text, expression.truth, expression.number):
        try:
            assert isinstance(convert(scope), bool | float | str | list)
        except xpath.XPathError as error:
            assert error.reason  # noqa: PT017 - either outcome is right
            assert error.reason != "fault", source  # noqa: PT017 - as above
