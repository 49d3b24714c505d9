"""The words and signs of short conditions, cut at one place of a text. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Mapping


class ConditionError(Exception):
    """A short condition that cannot be read; `position` counts its characters from 1."""

    def __init__(self, position: int, text: str, /, **values: str) -> None:
        super().__init__(text)
        self.position = position + 1
        self.text = text
        self.values = values


def phrase(*spelled: str) -> re.Pattern[str]:
    """Match any of some phrases as whole words, the longest first."""
    longest = sorted(spelled, key=len, reverse=True)
    parts = "|".join(r"[\s,]+".join(map(re.escape, each.split())) for each in longest)
    return re.compile(rf"(?:{parts})(?![\w-])", re.IGNORECASE)


AND: Final = phrase("и", "і", "ды", "and", "а также", "а таксама")
OR: Final = phrase("или", "або", "ці", "or", "либо", "альбо")
NOT: Final = phrase("не", "not", "неверно, что")
IF: Final = phrase("если", "калі", "когда", "if")
FROM: Final = phrase("от", "ад", "с", "з", "from")
TO: Final = phrase("до", "да", "по", "па", "to")
BETWEEN: Final = phrase("между", "паміж", "between")
CONTAINS: Final = phrase("содержит", "змяшчае", "включает", "уключае", "contains")
LACKS: Final = phrase("не содержит", "не змяшчае", "не включает", "не ўключае")
EMPTY: Final = phrase("пусто", "пуста", "не заполнено", "не запоўнена", "без ответа", "без адказу")
FILLED: Final = phrase("заполнено", "запоўнена", "не пусто", "не пуста", "с ответом", "з адказам")
TODAY: Final = phrase("сегодня", "сёння", "today")
THIS: Final = phrase("ответ", "адказ")
LAST: Final = phrase("прошлое", "мінулае", "прошлый ответ", "мінулы адказ")
COMPARISONS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (
        phrase(
            "не меньше", "не меньше чем", "не менее", "не менее чем", "не раньше", "не ниже",
            "больше или равно", "не менш", "не менш за", "не раней", "больш або роўна",
        ),
        ">=",
    ),
    (
        phrase(
            "не больше", "не больше чем", "не более", "не более чем", "не позже", "не выше",
            "меньше или равно", "не больш", "не больш за", "не пазней", "менш або роўна",
        ),
        "<=",
    ),
    (phrase("не равно", "не равен", "не роўна", "не роўны"), "!="),
    (
        phrase("больше", "больше чем", "более", "позже", "выше", "больш", "больш за", "пазней"),
        ">",
    ),
    (
        phrase("меньше", "меньше чем", "менее", "раньше", "ниже", "менш", "менш за", "раней"),
        "<",
    ),
    (phrase("равно", "равен", "равна", "роўна", "роўны"), "="),
)  # fmt: skip
SIGNS: Final = ("<=", ">=", "!=", "=", "<", ">")
FUNCTIONS: Final[Mapping[str, str]] = {
    "если": "if", "калі": "if", "сегодня": "today", "сёння": "today", "сейчас": "now",
    "цяпер": "now", "округлить": "round", "акругліць": "round", "длина": "string-length",
    "даўжыня": "string-length", "сумма": "sum", "сума": "sum", "мин": "min", "мін": "min",
    "макс": "max", "выбрано": "selected", "выбрана": "selected", "не": "not",
    "сколько выбрано": "count-selected",
}  # fmt: skip

SPACE: Final = re.compile(r"\s*")
WORD: Final = re.compile(r"[^\W\d][\w.-]*")
REFERENCE: Final = re.compile(r"\$\{[^{}]*\}")
NUMBER: Final = re.compile(r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:[.,]\d+)?(?![\w.,]*\d)")
DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)|(\d{4})-(\d{2})-(\d{2})(?!\d)")
QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"|«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|‘[^‘’]*’")
QUOTE: Final = re.compile("['\"«»“”„‘’]")
_WRONG: Final[Mapping[str, str]] = {
    "==": "=", "&&": "и", "||": "или", "<>": "!=", "=>": ">=", "=<": "<=", "≥": ">=", "≤": "<=",
    "≠": "!=", "×": "*", "÷": "/", "&": "и", ";": ",", "–": "-", "—": "-", "−": "-", "!": "не",
    "%": "/ 100",
}  # fmt: skip
WRONG_SIGN: Final = re.compile("|".join(re.escape(sign) for sign in _WRONG))
_HALF_REFERENCE: Final = re.compile(r"\$?\s*\{\s*([\w.-]+)\s*\}|\$\s*([\w.-]+)")
_INSTEAD: Final = msgid("Write “{right}” instead of “{wrong}”.")


def refuse_wrong_sign(source: str, position: int) -> None:
    """Raise `ConditionError` with the right sign if a wrong one stands at `position`."""
    half = _HALF_REFERENCE.match(source, position)
    if half and not REFERENCE.match(source, position):
        right = f"${{{half[1] or half[2]}}}"
        raise ConditionError(position, _INSTEAD, wrong=half[0], right=right)
    wrong = WRONG_SIGN.match(source, position)
    if wrong and not any(source.startswith(sign, position) for sign in ("!=", "<=", ">=")):
        raise ConditionError(position, _INSTEAD, wrong=wrong[0], right=_WRONG[wrong[0]])
