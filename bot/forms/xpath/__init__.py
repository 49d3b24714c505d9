"""ODK's XPath over lxml: compile once, evaluate often; pure, the clock and chance are given."""

from bot.forms.xpath.compiler import takes
from bot.forms.xpath.errors import XPathError, XPathSyntaxError
from bot.forms.xpath.expression import Expression, compile  # noqa: A004 - xpath.compile, like re.compile
from bot.forms.xpath.functions import NAMES as FUNCTIONS
from bot.forms.xpath.nodes import (
    Attribute,
    Document,
    Element,
    Namespace,
    Node,
    Text,
    children,
    parent,
    text_of,
)
from bot.forms.xpath.references import Reference
from bot.forms.xpath.scope import Hook, Scope, Value

__all__ = [
    "FUNCTIONS",
    "Attribute",
    "Document",
    "Element",
    "Expression",
    "Hook",
    "Namespace",
    "Node",
    "Reference",
    "Scope",
    "Text",
    "Value",
    "XPathError",
    "XPathSyntaxError",
    "children",
    "compile",
    "parent",
    "takes",
    "text_of",
]
