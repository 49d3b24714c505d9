"""Run the XPath cases that others recorded: `python tests/conformance/xpath_cases.py CASES_DIR`.

CASES_DIR holds `xpath/cases.json` or `cases.json`. Prints the totals of each suite and every
exception; fails below 98.5 % (dates 99 %) or on a case that exceptions.toml does not name.
"""

import json
import math
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.forms import xpath

ALL_SHARE = 0.985
DATE_SHARE = 0.99
EXCEPTIONS = Path(__file__).with_name("exceptions.toml")
JAVAROSA = "http://openrosa.org/javarosa"
XFORMS = "{http://www.w3.org/2002/xforms}"
SEGMENT = re.compile(
    r"(@)?(\*|text\(\)|comment\(\)|processing-instruction\(\)|\{.*\}.+|[^\[]+)(?:\[(\d+)\])?"
)
Case = dict[str, Any]


def main(arguments: Sequence[str]) -> int:
    """Run all cases of the folder given; return 0 if they agree as far as demanded."""
    if len(arguments) != 1:
        _say(f"usage: {Path(__file__).name} CASES_DIR")
        return 2
    collection = load(Path(arguments[0]))
    table = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["exception"]
    outcomes = [(case, failure(collection["docs"], case)) for case in collection["cases"]]
    report_suites(outcomes)
    unexcused = report_failures(outcomes, table)
    shares = agreement(outcomes), agreement([one for one in outcomes if is_date(one[0])])
    _say(f"all: {shares[0]:.2%}, dates: {shares[1]:.2%}, without a named reason: {unexcused}")
    return int(shares[0] < ALL_SHARE or shares[1] < DATE_SHARE or unexcused > 0)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def load(folder: Path) -> Case:
    """Read the collection from a folder or from its subfolder `xpath`."""
    path = folder / "xpath" / "cases.json"
    found: Case = json.loads((path if path.exists() else folder / "cases.json").read_bytes())
    return found


def reason_of(case: Case, table: list[Case]) -> str | None:
    """Return the named reason why a case may disagree, None if there is none."""
    for entry in table:
        if suite_of(case) in entry["suites"] and entry.get("kind", case["kind"]) == case["kind"]:
            for pattern in entry["expressions"]:
                if re.fullmatch(pattern, case["expr"], re.DOTALL):
                    return str(entry["reason"])
    return None


def is_date(case: Case) -> bool:
    """Tell whether a case is about dates or times."""
    return "date" in case["source"] or "date" in case["expr"]


def suite_of(case: Case) -> str:
    """Return the short name of a case's suite, `web-forms` and the like."""
    return str(case["suite"]).split("/")[1].split("@")[0]


def agreement(outcomes: list[tuple[Case, str | None]]) -> float:
    """Return the share of cases that agree."""
    return sum(1 for _, why in outcomes if why is None) / max(1, len(outcomes))


def report_suites(outcomes: list[tuple[Case, str | None]]) -> None:
    """Print how many cases of each suite agree."""
    total = Counter(suite_of(case) for case, _ in outcomes)
    agreed = Counter(suite_of(case) for case, why in outcomes if why is None)
    for suite in sorted(total):
        _say(f"{suite}: {agreed[suite]} of {total[suite]} ({agreed[suite] / total[suite]:.2%})")


def report_failures(outcomes: list[tuple[Case, str | None]], table: list[Case]) -> int:
    """Print each disagreement with its reason; return how many have none."""
    unexcused = 0
    for case, why in outcomes:
        if why is not None:
            reason = reason_of(case, table)
            unexcused += reason is None
            _say(f"- {suite_of(case)} {case['expr']!r}: {why[:90]} [{reason or 'NOT NAMED'}]")
    return unexcused


def failure(documents: dict[str, str], case: Case) -> str | None:
    """Return how a case disagrees, None if it agrees."""
    tree = parsed(documents[case["doc"]])
    expected = case["expected"]
    try:
        found = answer(xpath.compile(case["expr"]), scope_of(tree, case), case["kind"])
    except xpath.XPathError as error:
        return None if case["kind"] == "error" else f"expected {expected!r}, raised {error}"
    agrees = case["kind"] != "error" and matches(case, found, expected)
    return None if agrees else f"expected {expected!r}, found {found!r}"


def parsed(text: str) -> etree._Element:
    """Parse a document of the collection."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False)
    return etree.fromstring(text.encode(), parser)


def scope_of(tree: etree._Element, case: Case) -> xpath.Scope:
    """Return the scope that a case was recorded in."""
    zone = ZoneInfo(case.get("tz", "America/Phoenix"))
    namespaces = dict(case.get("ns", {}))
    if "default_ns" in case:
        namespaces[""] = case["default_ns"]
    root = located(tree, case["root"]) if "root" in case else None
    return xpath.Scope(
        node=located(tree, case["context"]),
        now=datetime.fromtimestamp(case.get("now_ms", 0) / 1000, UTC).astimezone(zone),
        random=random.Random(1),
        root=root if isinstance(root, xpath.Element) else None,
        instances={one.get("id", ""): one for one in tree.iter(f"{XFORMS}instance")},
        namespaces=namespaces,
        language=case.get("lang"),
        hooks={"jr:itext": itext},
    )


def itext(scope: xpath.Scope, arguments: Sequence[xpath.Value]) -> xpath.Value:
    """Return the plain values of a translation, of the default language if there is none."""
    document = (
        xpath.Document(scope.root.getroottree().getroot()) if scope.root is not None else None
    )
    translations = list(document.root.iter(f"{XFORMS}translation")) if document else []
    wanted = [one for one in translations if one.get("lang") == scope.language]
    wanted += [one for one in translations if one.get("default") is not None] or translations[:1]
    for translation in wanted:
        for text in translation:
            if text.get("id") == arguments[0]:
                return list(text)
    return []


def answer(expression: xpath.Expression, scope: xpath.Scope, kind: str) -> Any:
    """Ask an expression for the kind of value that a case expects."""
    if kind.startswith("nodeset"):
        return [described(node) for node in expression.nodes(scope)]
    if kind == "boolean":
        return expression.truth(scope)
    if kind.startswith("number"):
        return expression.number(scope)
    if kind == "error":
        return expression.evaluate(scope)
    return expression.text(scope)


def matches(case: Case, found: Any, expected: Any) -> bool:
    """Compare as the recorded assertion did."""
    kind = case["kind"]
    if kind.startswith("number"):
        return same_number(found, float(expected), case)
    if kind == "string-matches":
        return re.search(expected, found, re.ASCII) is not None
    if kind == "string-length":
        return bool(len(found) == expected)
    if kind == "nodeset-unordered":
        return sorted(found) == sorted(expected)
    return bool(found == expected)


def same_number(found: float, expected: float, case: Case) -> bool:
    """Compare numbers with the tolerance of their kind."""
    if not (math.isfinite(found) and math.isfinite(expected)):
        return found == expected or (math.isnan(found) and math.isnan(expected))
    if case["kind"] == "number-rounded":
        return math.isclose(found, expected, abs_tol=1 / case["factor"])
    if case["kind"] == "number-close":
        return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12)
    return found == expected


def located(tree: etree._Element, path: str) -> xpath.Node:
    """Return the node at a path of the collection, such as `/*[1]/*[2]/@id`."""
    node: xpath.Node = xpath.Document(tree)
    for sign, name, place in segments(path):
        node = inside(node, sign, name, int(place or 1))
    return node


def segments(path: str) -> list[tuple[str, str, str]]:
    """Cut a path at its slashes, but not at those of a namespace in braces."""
    parts = re.findall(r"/((?:\{[^}]*\}|[^/{])+)", path)
    found = [SEGMENT.fullmatch(part) for part in parts]
    return [(one[1] or "", one[2], one[3] or "") for one in found if one]


def inside(node: xpath.Node, sign: str, name: str, place: int) -> xpath.Node:
    """Return the child or attribute of `node` that a segment names."""
    if sign:
        owner = node if isinstance(node, xpath.Element) else etree.Element("none")
        return xpath.Attribute(owner, name, str(owner.get(name)))
    rows = [one for one in xpath.children(node) if shape(one) == name]
    return rows[place - 1]


def shape(node: xpath.Node) -> str:
    """Return the segment of a path that a node answers to, without its place."""
    if isinstance(node, xpath.Text):
        return "text()"
    if isinstance(node, etree._Comment):
        return "comment()"
    return "processing-instruction()" if isinstance(node, etree._ProcessingInstruction) else "*"


def described(node: xpath.Node) -> str:
    """Return a node's path as the collection writes it."""
    if isinstance(node, xpath.Document):
        return "/"
    if isinstance(node, xpath.Attribute):
        return f"{described(node.owner)}/@{node.name}"
    if isinstance(node, xpath.Namespace):
        return f"{described(node.owner)}/@{{http://www.w3.org/2000/xmlns/}}{node.prefix}"
    above = xpath.parent(node)
    if above is None:
        return "/"
    rows = [one for one in xpath.children(above) if shape(one) == shape(node)]
    lead = "" if isinstance(above, xpath.Document) else described(above)
    return f"{lead}/{shape(node)}[{rows.index(node) + 1}]"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
