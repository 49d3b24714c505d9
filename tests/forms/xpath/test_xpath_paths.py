"""Location paths: axes, node tests, predicates, order, namespaces."""

import pytest
from lxml import etree

from bot.forms import xpath

TREE = etree.fromstring(
    "<a i='0'>t1<b i='1'>t2<c i='2'/>t3</b>t4<!--n--><b i='3'><d i='4'><c i='5'/></d></b>t5</a>"
)


def _shown(node):
    if isinstance(node, xpath.Element):
        return node.get("i") or "#"
    if isinstance(node, xpath.Document):
        return "/"
    return xpath.text_of(node) if not isinstance(node, xpath.Attribute) else f"@{node.value}"


@pytest.fixture
def walk(scope):
    def evaluate(source, start="."):
        (node,) = xpath.compile(start).nodes(scope(node=TREE, namespaces={}))
        found = xpath.compile(source).nodes(scope(node=node, namespaces={}))
        return " ".join(_shown(one) for one in found)

    return evaluate


@pytest.mark.parametrize(
    ("start", "source", "found"),
    [
        ("//d", "ancestor::*", "0 3"),
        ("//d", "ancestor::node()", "/ 0 3"),
        ("//d", "ancestor-or-self::*[1]", "4"),
        ("//d", "ancestor::*[1]", "3"),
        ("/", "ancestor::node()", ""),
        ("/a", "attribute::*", "@0"),
        ("/a", "@*/..", "0"),
        ("/a", "@i/child::node()", ""),
        ("/a", "child::*", "1 3"),
        ("/a", "child::node()", "t1 1 t4 # 3 t5"),
        ("/a", "child::text()", "t1 t4 t5"),
        ("/a", "comment()", "#"),
        ("/a", "processing-instruction()", ""),
        ("/a", "descendant::c", "2 5"),
        ("/a", "descendant::node()", "t1 1 t2 2 t3 t4 # 3 4 5 t5"),
        ("/", "descendant-or-self::*", "0 1 2 3 4 5"),
        ("/a/b[1]", "following::*", "3 4 5"),
        ("/a/b[1]/@i", "following::*", "2 3 4 5"),
        ("/a/b[1]", "following-sibling::node()", "t4 # 3 t5"),
        ("/a/b[1]/@i", "following-sibling::node()", ""),
        ("/", "following-sibling::node()", ""),
        ("/a/b[2]", "preceding::*", "1 2"),
        ("/a/b[2]", "preceding::*[1]", "2"),
        ("/a/b[2]/@i", "preceding::*", "1 2"),
        ("/a/b[2]", "preceding-sibling::node()[1]", "#"),
        ("/a/b[2]", "preceding-sibling::*[1]", "1"),
        ("//d", "parent::b", "3"),
        ("//d", "parent::a", ""),
        ("/a", "parent::node()", "/"),
        ("/", "..", ""),
        ("//c[1]", "self::c/self::node()", "2"),
        ("/a/text()[2]", "..", "0"),
        ("/a/text()[1]", "..", "0"),
        ("/a/text()[2]", "following-sibling::*", "3"),
        ("/a/comment()", "node()", ""),
    ],
)
def test_an_axis_walks_as_in_xpath(walk, start, source, found):
    assert walk(source, f"({start})[1]") == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("/", "/"),
        ("/a", "0"),
        ("/b", ""),
        ("/a/b", "1 3"),
        ("/a/b/c", "2"),
        ("/a/b/d/c", "5"),
        ("/*/*", "1 3"),
        ("//c", "2 5"),
        ("//b//c", "2 5"),
        ("//b/c[1]", "2"),
        ("//c[1]", "2 5"),
        ("(//c)[1]", "2"),
        ("//*[c]/@i", "@1 @4"),
        ("b[2]", "3"),
        ("b[3]", ""),
        ("b[0.5]", ""),
        ("b[last()]", "3"),
        ("b[position() < 2]", "1"),
        ("b['']", ""),
        ("b[true()][2]", "3"),
        ("b[@i > 1][1]", "3"),
        ("*[number(1)]", "1"),
        ("*[if(true(), 2, 'x')]", "3"),
        ("*[if(true(), 'x', 2)]", "1 3"),
        (".", "0"),
        ("./b", "1 3"),
        ("b/..", "0"),
        ("b/../b", "1 3"),
        ("//c/ancestor::*", "0 1 3 4"),
        ("//c/ancestor::*/b", "1 3"),
        ("//d | //c | /a", "0 2 4 5"),
        ("b | b", "1 3"),
        ("/a/text()[3] | /a/b/text()[2] | /a/text()[1] | /", "/ t1 t3 t5"),
        ("(/a/b/@i | /a/@i | //d)[2]", "@1"),
        ("//c/../../@i", "@0 @3"),
        ("(b | .)/c", "2"),
        ("(/ | b)/a", "0"),
        ("(/ | b)//c", "2 5"),
        ("@*/a | text()/b", ""),
        ("/a/b/prefix", ""),
        ("descendant::*/self::c", "2 5"),
        ("//node()[self::comment()]", "#"),
        ("b//.", "1 t2 2 t3 3 4 5"),
        ("//@i[. = 5]", "@5"),
        ("a²/b", ""),
        ("/a/a²/b", ""),
    ],
)
def test_a_path_finds_nodes_in_document_order(walk, source, found):
    assert walk(source) == found


def test_text_at_the_end_stands_after_all_that_is_inside(scope):
    tree = etree.fromstring("<r><a><b>1</b>2</a>3</r>")
    found = xpath.compile("//a/following-sibling::text() | //text()").nodes(scope(node=tree))
    assert [xpath.text_of(one) for one in found] == ["1", "2", "3"]


def test_what_stands_around_the_root_belongs_to_the_document(scope):
    tree = etree.fromstring("<?before it?><!--x--><r/><!--y-->")
    here = scope(node=tree)
    assert xpath.compile("/node()").text(here) == "it"
    assert xpath.compile("count(/node())").number(here) == 4.0
    assert xpath.compile("/comment()[2]/..").nodes(here) == [xpath.Document(tree)]
    assert xpath.compile("/processing-instruction('before')").text(here) == "it"
    assert xpath.compile("count(/processing-instruction('after'))").number(here) == 0.0
    assert xpath.compile("name(/processing-instruction())").text(here) == "before"
    assert xpath.compile("/* | /comment()").text(here) == "x"


def test_prefixes_come_from_the_scope(ask, refusal):
    assert ask("/data/visit/@x:kind") == ["plan"]
    assert ask("/data/visit/@x:*") == ["plan"]
    assert ask("count(//x:visit)") == 0.0
    assert ask("count(/x:data/visit)") == 0.0
    assert ask("name(//@x:kind)") == "x:kind"
    assert refusal("//y:a") == ("unknown-prefix", {"prefix": "y"})
    assert ask("count(//orx:meta)", namespaces={}) == 0.0


def test_names_without_prefix_may_have_a_namespace(scope):
    tree = etree.fromstring("<r xmlns='urn:d' xmlns:p='urn:p' k='1'><a>1</a><p:a>2</p:a></r>")
    bare, named = scope(node=tree, namespaces={}), scope(node=tree, namespaces={"": "urn:d"})
    assert xpath.compile("/r/a").nodes(bare) == []
    assert xpath.compile("/r/a").text(named) == "1"
    assert xpath.compile("a").text(named) == "1"
    assert xpath.compile("//a[1]").text(named) == "1"
    assert xpath.compile("/r/@k").text(named) == "1"
    assert xpath.compile("name(/*/*[2])").text(bare) == "p:a"
    assert xpath.compile("local-name(/*/*[2])").text(bare) == "a"
    assert xpath.compile("namespace-uri(/*)").text(bare) == "urn:d"
    assert xpath.compile("name(/*)").text(bare) == "r"
    assert xpath.compile("name(/)").text(bare) == ""
    assert xpath.compile("name(//text())").text(bare) == ""


def test_namespaces_are_nodes(scope):
    tree = etree.fromstring("<r xmlns:p='urn:p' i='1'/>")
    here = scope(node=tree)
    assert xpath.compile("namespace::p").text(here) == "urn:p"
    assert xpath.compile("count(namespace::*)").number(here) == 2.0
    assert xpath.compile("name(namespace::p)").text(here) == "p"
    assert xpath.compile("count(@i/namespace::*)").number(here) == 0.0
    assert xpath.compile("namespace::p/..").nodes(here) == [tree]
    found = xpath.compile("@i | namespace::*").nodes(here)
    assert [type(one).__name__ for one in found] == ["Namespace", "Namespace", "Attribute"]


def test_a_text_is_all_text_inside(ask):
    assert ask("string(/data/deep)") == "in"
    assert ask("/data/comment()") == ["note"]
    assert ask("normalize-space(/)") == ask("normalize-space(/data)")
