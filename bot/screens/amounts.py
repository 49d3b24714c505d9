"""Numbers of answers and measures as people read them: roubles with two decimals; pure."""

import re
from decimal import Decimal
from typing import Final

from bot.catalogs import Translator
from bot.forms.turns import Kind
from bot.rules import indicators, measures

KOPECKS: Final = 2  # decimals
_ROUBLES: Final = re.compile(r"\b(?:руб|rouble|BYN)", re.IGNORECASE)


def is_money(kind: Kind, label: str) -> bool:
    """Tell whether a question asks for roubles: a decimal number whose label says so."""
    return kind is Kind.DECIMAL and _ROUBLES.search(label) is not None


def number(t: Translator, value: float, kind: Kind, label: str) -> str:
    """Write the number that answers a question: «985,50» roubles, «50,5» and «12» of the rest."""
    if is_money(kind, label):
        return t.fixed(_kopecks(value))
    return t.number(int(value) if float(value).is_integer() else value)


def of_measure(t: Translator, measure: str, value: float) -> str:
    """Write a number of the report: «985,50» roubles, «33» and «4,5» of the rest."""
    return t.fixed(_kopecks(value)) if measure in measures.MONEY else t.number(value)


def signed(t: Translator, measure: str, value: float) -> str:
    """Write what is added to a number of the report or taken off: «+96», «−4»."""
    return f"{'−' if value < 0 else '+'}{of_measure(t, measure, abs(value))}"


def _kopecks(value: float) -> Decimal:
    return indicators.rounded(value, KOPECKS)
