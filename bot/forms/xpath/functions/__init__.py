"""Every function of ODK's XPath by name; a new one is a row in one of the tables beside."""

from collections.abc import Mapping

from bot.forms.xpath.functions.dates import DATE_FUNCTIONS
from bot.forms.xpath.functions.geo import GEO_FUNCTIONS
from bot.forms.xpath.functions.logic import LOGIC_FUNCTIONS
from bot.forms.xpath.functions.nodesets import NODE_FUNCTIONS
from bot.forms.xpath.functions.numbers import NUMBER_FUNCTIONS
from bot.forms.xpath.functions.signature import Function
from bot.forms.xpath.functions.texts import TEXT_FUNCTIONS

BUILT_IN: Mapping[str, Function] = {
    **DATE_FUNCTIONS,
    **GEO_FUNCTIONS,
    **LOGIC_FUNCTIONS,
    **NODE_FUNCTIONS,
    **NUMBER_FUNCTIONS,
    **TEXT_FUNCTIONS,
}
# Compiled by the expression compiler itself: branches that must not run, the focus.
COMPILED = frozenset(("current", "false", "if", "last", "true"))
# Only the form knows the answer; without a hook a call is an XPathError.
HOOKED = frozenset(("jr:choice-name", "jr:itext", "property", "version"))
NAMES = frozenset(BUILT_IN) | COMPILED | HOOKED
