"""One number of the report: last year's, its plan, its rule, the records behind it; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.measures import NAMES, RULES
from bot.rules.spans import Span, Standing
from bot.screens import amounts
from bot.screens import spans as said
from bot.screens.amounts import signed
from bot.screens.report import NO_RECORDS, back, press
from bot.screens.report_records import Names, Record, opening, told
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, lines
from storage.records.report import Correction, Number

PAGE: Final = 8  # records of a list
WORDS: Final = 90  # characters of a record's line
DISTINCT: Final = {
    "trip_id": msgid("Several of these records may belong to one trip: it is counted once."),
    "library_id": msgid("Several of these records may be of one library: it is counted once."),
    "staff_id": msgid("Several of these records may be of one person: they are counted once."),
    "month": msgid("Several of these records may be of one month: it is counted once."),
}


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of the records behind a number; `column`: what of them is added up."""

    records: Sequence[Record]
    amount: int  # of all pages
    page: int
    column: str = ""

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.amount // PAGE))


@dataclass(frozen=True, slots=True)
class About:
    """A number of a time with what it is compared to."""

    span: Span
    standing: Standing
    measure: str
    kind: str  # of its records
    distinct: str  # the column whose values are counted once, or nothing
    number: Number
    before: Number
    planned: Number | None
    corrections: Sequence[Correction]
    subject: str


def shown(t: Translator, of: About, behind: Behind, names: Names, more: Rows = ()) -> Screen:
    """Show a number with the records behind it, a page at a time, corrections first."""
    name = t.plain(NAMES[of.measure])
    head = _compared(t, of) if behind.page == 0 else []
    text = lines(
        bold(f"{name}: {_written(t, of, of.number.value)}"),
        t("{time}. {standing}", time=_opened(said.name(t, of.span)), standing=_standing(t, of)),
        *head,
        "",
        *(correction(t, one, names) for one in of.corrections if behind.page == 0),
        *_records(t, of, behind, names),
    )
    buttons = [
        Button(cut(told(t, of.kind, one, names, "%d.%m"), WIDE), where)
        for one in behind.records
        if (where := opening(of.kind, one))
    ]
    return Screen(text, (*column(buttons), *_paging(t, of, behind), *more, (_back(t, of),)))


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


def _standing(t: Translator, of: About) -> Html:
    return said.standing(t, of.standing)


def _compared(t: Translator, of: About) -> list[Html | None]:
    return [
        t(
            msgid("By the records: {recorded}, corrections: {corrected}."),
            recorded=_written(t, of, of.number.recorded),
            corrected=signed(t, of.measure, of.number.corrected),
        )
        if of.number.corrected
        else None,
        _year_before(t, of),
        _plan(t, of),
        t(msgid("How it is counted: {rule}"), rule=t.plain(RULES[of.kind])),
    ]


def _year_before(t: Translator, of: About) -> Html | None:
    if not of.before.value:  # nothing was written down then, or nothing happened: nobody can tell
        return None
    difference = of.number.value - of.before.value
    before = _written(t, of, of.before.value)
    if not difference:
        return t(msgid("A year before: {number}, the same."), number=before)
    return t(
        msgid("A year before: {number} (difference: {difference})."),
        number=before,
        difference=signed(t, of.measure, difference),
    )


def _plan(t: Translator, of: About) -> Html | None:
    if of.planned is None or not of.planned.value:
        return None
    share = round(100 * of.number.value / of.planned.value)
    planned = _written(t, of, of.planned.value)
    return t(msgid("Plan: {number} ({share} %)."), number=planned, share=share)


def _written(t: Translator, of: About, number: float) -> str:
    return amounts.of_measure(t, of.measure, number)


def correction(t: Translator, one: Correction, names: Names) -> Html:
    """Say what was added by hand, on which ground, by whom and when."""
    where = "" if one.library_id is None else f"{names.library(one.library_id)}, "
    return t(
        msgid("Correction {number}: {ground} ({library}{person}, {on})"),
        number=signed(t, one.measure, whole(one.number)),
        ground=one.ground,
        library=where,
        person=names.person(one.made_by),
        on=f"{names.day_of(one.made_at):%d.%m.%Y}",
    )


def whole(number: float) -> float:
    """Return a number that has no decimals as a whole one."""
    return int(number) if number == int(number) else number


def _records(t: Translator, of: About, behind: Behind, names: Names) -> list[Html | None]:
    if not behind.amount:
        return [t(NO_RECORDS)]
    return [
        t(DISTINCT[of.distinct]) if of.distinct and behind.page == 0 else None,
        t(msgid("Records: {count}."), count=behind.amount),
        *(_line(t, of, behind, one, names) for one in behind.records),
    ]


def _line(t: Translator, of: About, behind: Behind, one: Record, names: Names) -> Html:
    words = cut(told(t, of.kind, one, names), WORDS)
    if behind.column:
        number = _written(t, of, one.values[behind.column] or 0)
        return t("{told}: {number}", told=words, number=number)
    return t("{told}", told=words)


def _paging(t: Translator, of: About, behind: Behind) -> Rows:
    last = behind.pages - 1
    if not last:
        return ()
    turns = [
        Button(t.plain(label), press("number", of.span, of.measure, page))
        for label, page in (
            (msgid("← Earlier"), behind.page - 1),
            (msgid("Later →"), behind.page + 1),
        )
        if 0 <= page <= last
    ]
    return (tuple(turns),)


def _back(t: Translator, of: About) -> Button:
    return back(t, press("of", of.span, of.subject))
