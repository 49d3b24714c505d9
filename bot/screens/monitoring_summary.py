"""The summary of a campaign: totals and indicators against last year, who stands out; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.forms.compared import Field
from bot.forms.turns import Kind
from bot.msgid import msgid
from bot.rules import indicators, spans
from bot.rules.indicators import Ratio
from bot.rules.outliers import Outlier
from bot.screens import amounts
from bot.screens import indicators as numbers
from bot.screens import spans as said
from bot.screens.monitoring import month_of
from bot.screens.monitoring_board import NAMED, heading
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, cut, grid, lines
from storage.records.monitoring import Campaign

LINES: Final = 24  # of numbers on a page: the shipped questionnaire stands on one
PAGE: Final = 8  # numbers that stand out


@dataclass(frozen=True, slots=True)
class Total:
    """A question's number of all libraries; `same` and `before` are of those known at both times.

    A range (an estimate from 1 to 5) is told as a mean, everything else as a sum.
    """

    field: Field
    units: int
    number: float
    compared: int
    same: float | None
    before: float | None

    @property
    def is_mean(self) -> bool:
        """Tell whether the number is a mean."""
        return self.field.kind is Kind.RANGE


@dataclass(frozen=True, slots=True)
class Derived:
    """An indicator of all libraries; `same` and `before` are of those known at both times."""

    ratio: Ratio
    units: int
    now: float | None
    compared: int
    same: float | None
    before: float | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many libraries gave each answer, by its label, most first."""

    field: Field
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """All that a summary says; libraries by name."""

    campaign: Campaign
    before: str  # the period compared with
    answered: int
    returned: int  # of them to be clarified
    missing: tuple[str, ...]
    totals: tuple[Total, ...]
    facts: tuple[Chosen, ...]
    derived: tuple[Derived, ...]
    outliers: int
    standing: spans.Standing = "open"
    source: str | None = None  # that the numbers were entered from; None: all
    others: int = 0  # libraries whose answers came from another source

    @property
    def units(self) -> int:
        """Return how many libraries were asked."""
        return self.answered + self.others + len(self.missing)

    @property
    def compared(self) -> int:
        """Return of how many libraries most numbers of last year are known."""
        return max((one.compared for one in self.totals), default=0)


def summary(t: Translator, about: Summary, page: int = 0) -> Screen:
    """Show the sums and indicators of a campaign, those of many questions by pages."""
    told = _numbers(t, about)
    pages = max(1, -(-len(told) // LINES))
    page %= pages
    text = lines(
        _heading(t, about.campaign),
        said.only_from(t, about.source),
        said.standing(t, about.standing),
        *_counted(t, about),
        *told[page * LINES : (page + 1) * LINES],
    )
    return Screen(text, grid(_buttons(t, about, page, pages)))


def _heading(t: Translator, campaign: Campaign) -> Html:
    return lines(heading(t, campaign), t(msgid("Summary")))


def _counted(t: Translator, about: Summary) -> tuple[Html | None, ...]:
    answered = msgid("Numbers of libraries: {count} of {total}.")
    return (
        t(answered, count=about.answered, total=about.units),
        t(msgid("Of them to be clarified: {n}."), n=about.returned) if about.returned else None,
        _missing(t, about.missing) if about.missing else None,
        _against(t, about),
    )


def _missing(t: Translator, missing: Sequence[str]) -> Html:
    named, more = ", ".join(missing[:NAMED]), len(missing) - NAMED
    if more > 0:
        named = t.plain(msgid("{names} and {n} more"), names=named, n=more)
    return t(msgid("No answer yet ({count}): {names}."), count=len(missing), names=named)


def _against(t: Translator, about: Summary) -> Html | None:
    if not about.answered:
        return None
    if not about.compared:
        return t(msgid("{month}: nothing is known to compare with."), month=_month(t, about))
    text = msgid(
        "In brackets the change since a year ago ({month}), of the same libraries: "
        "{count} of {total}."
    )
    return t(text, month=_month(t, about), count=about.compared, total=about.answered)


def _month(t: Translator, about: Summary) -> str:
    return month_of(t, about.before)


def _numbers(t: Translator, about: Summary) -> list[Html]:
    derived = [_derived(t, about, one) for one in about.derived]
    return [
        *(_total(t, about, one) for one in about.totals),
        *(_chosen(t, one) for one in about.facts),
        *([bold(t.plain(msgid("Indicators"))), *derived] if derived else ()),
    ]


def _total(t: Translator, about: Summary, one: Total) -> Html:
    number = one.number / one.units if one.is_mean else one.number
    shown = _short(t, one.field, number)
    if one.is_mean:
        shown = t.plain(msgid("{number} on average"), number=shown)
    change = ""
    if one.same is not None and one.before is not None:
        change = numbers.percent(t, indicators.change_percent(one.same, one.before))
    if change and one.compared != about.compared:
        change = t.plain(msgid("{change}, libraries: {n}"), change=change, n=one.compared)
    label = one.field.label(t.language)
    beside = f" ({change})" if change else ""
    return t("{label}: {number}{change}", label=label, number=shown, change=beside)


def _short(t: Translator, field: Field, number: float) -> str:
    return amounts.number(t, round(float(number), 2), field.kind, field.label(t.language))


def _chosen(t: Translator, one: Chosen) -> Html:
    chosen = ", ".join(
        t.plain("{choice} {n}", choice=one.field.choice(code, t.language), n=n)
        for code, n in one.counts.items()
    )
    return t("{label}: {said}", label=one.field.label(t.language), said=chosen)


def _derived(t: Translator, about: Summary, one: Derived) -> Html:
    notes = []
    if one.units != about.answered:
        notes.append(t.plain(msgid("libraries: {n}"), n=one.units))
    if one.before is not None:
        notes.append(_year_ago(t, one, one.before))
    shown = f" ({'; '.join(notes)})" if notes else ""
    now = numbers.value(t, one.ratio, one.now)
    return t("{label}: {number}{change}", label=t.plain(one.ratio.title), number=now, change=shown)


def _year_ago(t: Translator, one: Derived, before: float) -> str:
    then = numbers.value(t, one.ratio, before)
    if one.compared == one.units:
        return t.plain(msgid("a year ago {before}"), before=then)
    text = msgid("of the same libraries ({n}): {same}, a year ago {before}")
    same = numbers.value(t, one.ratio, one.same)
    return t.plain(text, n=one.compared, same=same, before=then)


def _buttons(t: Translator, about: Summary, page: int, pages: int) -> list[Button]:
    key, buttons = about.campaign.campaign_id, []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        source = about.source or said.ALL
        buttons.append(Button(label, f"campaign.summary:{key}:{(page + 1) % pages}:{source}"))
    if about.outliers:
        label = t.plain(msgid("They stand out: {n}"), n=about.outliers)
        buttons.append(Button(label, f"campaign.outliers:{key}:0"))
    if about.compared:
        buttons.append(Button(t.plain(msgid("Chart")), f"campaign.chart:{key}"))
    buttons.append(Button(t.plain(msgid("Files")), f"campaign.files:{key}"))
    following = said.next_source(about.source) or said.ALL
    press = f"campaign.summary:{key}:0:{following}"
    buttons.append(said.source_button(t, about.source, press))
    return [*buttons, Button(t.plain(msgid("To the list")), f"campaign.board:{key}")]


# -------------------------------------------------------------------- who stands out


@dataclass(frozen=True, slots=True)
class Standing:
    """A number that stands out, with its library, its question and what was explained."""

    outlier: Outlier
    unit_id: int
    library: str
    field: Field
    why: str = ""


def outliers(
    t: Translator,
    campaign: Campaign,
    found: Sequence[Standing],
    total: int,
    page: int,
    *,
    are_few: bool = False,
) -> Screen:
    """Show a page of the numbers that stand out; each library opens its card.

    `are_few`: so few libraries are compared that a change of 30 % decides.
    """
    pages = max(1, -(-total // PAGE))
    rule = msgid(
        "Their change since last year differs much from that of the others. "
        "It may be right: press a library to see its answers."
    )
    of_few = msgid(
        "They have changed by over 30 per cent since last year. "
        "It may be right: press a library to see its answers."
    )
    nothing = msgid("No number stands out.")
    text = lines(
        heading(t, campaign),
        t((of_few if are_few else rule) if found else nothing),
        *(_standing(t, one) for one in found),
    )
    cards = {one.unit_id: one.library for one in found}
    buttons = [Button(cut(name, WIDE), f"unit.card:{key}") for key, name in cards.items()]
    return Screen(text, (*grid(buttons), *_under(t, campaign, page, pages)))


def _standing(t: Translator, one: Standing) -> Html:
    now, before = one.outlier.number, one.outlier.before
    text = msgid("{library}. {question}: {now}, a year ago {before} ({change})")
    line = t(
        text,
        library=one.library,
        question=one.field.label(t.language),
        now=_short(t, one.field, now),
        before=_short(t, one.field, before),
        change=numbers.percent(t, indicators.change_percent(now, before)),
    )
    return Html(f"{line} {t('«{why}»', why=one.why)}") if one.why else line


def _under(t: Translator, campaign: Campaign, page: int, pages: int) -> Rows:
    key = campaign.campaign_id
    buttons = [Button(t.plain(msgid("To the summary")), f"campaign.summary:{key}:0")]
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        buttons.insert(0, Button(label, f"campaign.outliers:{key}:{(page + 1) % pages}"))
    return grid(buttons)


# -------------------------------------------------------------------- the chart


def coming(t: Translator) -> Screen:
    """Say that the charts are being drawn."""
    return Screen(t(msgid("The charts come in a moment.")))


def no_chart(t: Translator, *, failed: bool) -> Screen:
    """Say that there is no chart, and why."""
    nothing = msgid("There is nothing to draw: no number of last year is known.")
    broken = msgid("The charts were not drawn. Please try again a little later.")
    return Screen(t(broken if failed else nothing))


def chart_caption(t: Translator, title: str) -> Html:
    """Name a chart under it."""
    return t("{title}", title=title)
