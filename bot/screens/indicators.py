"""Derived indicators in words and numbers; pure."""

from collections.abc import Sequence
from decimal import Decimal

from bot.catalogs import Html, Translator
from bot.forms.compared import Field
from bot.msgid import msgid
from bot.rules import indicators
from bot.rules.indicators import Numbers, Ratio
from bot.screens import amounts
from bot.screens.screen import lines


def value(t: Translator, ratio: Ratio, number: float | None) -> str:
    """Write an indicator as texts.md T28 rounds it; «нет данных» where there is none."""
    if number is None:
        return t.plain(msgid("no data"))
    return t.fixed(indicators.rounded(number, ratio.decimals))


def percent(t: Translator, change: Decimal | None) -> str:
    """Write a change with its sign: «+5 %»; empty against nothing."""
    if change is None:
        return ""
    if not change:
        return "0 %"
    sign = "+" if change > 0 else "−"
    return f"{sign}{t.fixed(abs(change))} %"


def difference(t: Translator, field: Field, now: float, then: float) -> str:
    """Write by how much a number has changed: «+31 (+19 %)»; nothing for no change."""
    changed = round(float(now - then), 2)
    if not changed:
        return "0"
    sign = "+" if changed > 0 else "−"
    said = f"{sign}{amounts.number(t, abs(changed), field.kind, field.label(t.language))}"
    share = percent(t, indicators.change_percent(now, then))
    return f"{said} ({share})" if share else said


def of_library(
    t: Translator, ratios: Sequence[Ratio], now: Numbers, before: Numbers, *, is_own: bool
) -> Html:
    """List a library's own indicators beside last year's (T28); those without data are left out.

    Empty where a questionnaire has none.
    """
    known = [(one, found) for one in ratios if (found := one.of_one(now)) is not None]
    if not known:
        return Html("")
    own = msgid("Your indicators (a year ago in brackets):")
    of_another = msgid("Indicators (a year ago in brackets):")
    return lines(
        t(own if is_own else of_another),
        *(_line(t, one, found, one.of_one(before)) for one, found in known),
    )


def _line(t: Translator, ratio: Ratio, now: float, before: float | None) -> Html:
    then = "" if before is None else f" ({value(t, ratio, before)})"
    title = t.plain(ratio.title)
    return t("{title}: {now}{then}", title=title, now=value(t, ratio, now), then=then)
