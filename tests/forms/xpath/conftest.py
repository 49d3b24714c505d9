"""One small form to ask expressions of, on a fixed day in Minsk."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from bot.forms import xpath

MINSK = ZoneInfo("Europe/Minsk")
NOW = datetime(2026, 10, 15, 9, 28, tzinfo=MINSK)
FORM = etree.fromstring(
    """<data xmlns:x="urn:x"><!--note--><?word about the form?>
  <library>Деревная</library><readers>14</readers><empty/><tags>a bb ccc</tags>
  <day>2026-10-12</day><moment>2026-10-15T08:00:00.000+03:00</moment>
  <visit id="v1" x:kind="plan"><name>one</name><weight>2</weight></visit>
  <visit id="v2"><name>two</name><weight>3</weight></visit>
  <deep><a><b>in</b></a></deep></data>"""
)
LISTS = etree.fromstring(
    """<instance id="libraries"><root><item><name>d</name><label>Деревная</label></item>
  <item><name>z</name><label>Жировичи</label></item></root></instance>"""
)


@pytest.fixture
def scope() -> Callable[..., xpath.Scope]:
    """Build a scope on the form; any part can be replaced."""

    def build(**parts: Any) -> xpath.Scope:
        given: dict[str, Any] = {
            "node": FORM,
            "now": NOW,
            "random": Random(1),
            "instances": {"libraries": LISTS},
            "namespaces": {"x": "urn:x"},
        }
        return xpath.Scope(**{**given, **parts})

    return build


@pytest.fixture
def ask(scope: Callable[..., xpath.Scope]) -> Callable[..., xpath.Value]:
    """Evaluate an expression on the form; nodes come back as their texts."""

    def evaluate(source: str, **parts: Any) -> xpath.Value | list[str]:
        value = xpath.compile(source).evaluate(scope(**parts))
        return [xpath.text_of(node) for node in value] if isinstance(value, list) else value

    return evaluate


@pytest.fixture
def refusal(scope: Callable[..., xpath.Scope]) -> Callable[..., tuple[str, dict[str, Any]]]:
    """Return the reason and values with which an evaluation is refused."""

    def evaluate(source: str, **parts: Any) -> tuple[str, dict[str, Any]]:
        with pytest.raises(xpath.XPathError) as caught:
            xpath.compile(source).evaluate(scope(**parts))
        return caught.value.reason, dict(caught.value.values)

    return evaluate
