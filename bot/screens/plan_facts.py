"""Plan and fact: a table that fits a small telephone, one time in words, by methodist; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.periods import Period
from bot.rules.spans import Standing
from bot.screens import spans as said
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from storage.records.plan_facts import PlanFacts

FACTS: Final = msgid("Plan and fact")
NAME: Final = 10  # letters of a person in the table: it has 30 in a row (360 pixels)
NONE: Final = PlanFacts()
QUARTERS: Final = ("I", "II", "III", "IV")
MONTHS_SHOWN: Final = 3  # letters of a month
EVERYBODY: Final = 0  # instead of a methodist's number
NOBODY: Final = msgid("not noted")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Of which time and methodist (None: all)."""

    period: Period
    staff_id: int | None = None
    person: str = ""  # how the methodist is called
    counts_trips: bool = False  # what the institution's reports print as «выезды»
    standing: Standing = "open"  # whether the period is closed

    def press(self, what: str, period: Period | None = None) -> str:
        """Return the press that shows something of it."""
        code = (period or self.period).code.replace(":", ".")
        return f"plan.{what}:{code}:{self.staff_id or EVERYBODY}"


# -------------------------------------------------------------------- words


def time_name(t: Translator, period: Period) -> str:
    """Name a time: «октябрь 2026 года»."""
    text, values = period.label
    return t.plain(text, year=str(values["year"]))


def heading(t: Translator, chosen: Chosen) -> Html:
    """Say what the numbers are of."""
    parts = [f"{t.plain(FACTS)}: {time_name(t, chosen.period)}"]
    if chosen.person:
        parts.append(chosen.person)
    return lines(bold("; ".join(parts)), said.standing(t, chosen.standing))


def percent(t: Translator, facts: PlanFacts) -> str:
    """Write the per cent carried out; a dash where nothing stands in the plan."""
    return "–" if facts.percent is None else t.number(facts.percent)


def printed(t: Translator, *, counts_trips: bool) -> str:
    """Say which of the two counts the institution's reports print as «выезды»."""
    if counts_trips:
        return t.plain(msgid("Reports print the trips."))
    return t.plain(msgid("Reports print the visits to libraries."))


def in_words(t: Translator, facts: PlanFacts, *, counts_trips: bool) -> list[Html]:
    """Say all numbers of a time."""
    planned = msgid("Planned: {n}. Moved to other times: {out}, from others: {came}.")
    standing = facts.planned - facts.moved_out + facts.moved_in
    done = msgid("Done by the plan: {n} of {all} ({percent} %). Cancelled: {cancelled}.")
    both = msgid("Visits to libraries: {visits}, off the plan: {off}. Trips: {trips}.")
    return [
        t(planned, n=facts.planned, out=facts.moved_out, came=facts.moved_in),
        t(done, n=facts.done, all=standing, percent=percent(t, facts), cancelled=facts.cancelled),
        t(both, visits=facts.visits, off=facts.off_plan, trips=facts.trips),
        t("{said}", said=printed(t, counts_trips=counts_trips)),
    ]


# -------------------------------------------------------------------- the table


def _table(t: Translator, rows: Sequence[tuple[str, PlanFacts]], name: int) -> Html:
    """Draw a table of at most 30 letters a row: what is planned, done, off the plan, per cent."""
    head = [t.plain(one) for one in (msgid("plan"), msgid("done by it"), msgid("extra"))]
    drawn = [" " * name + "".join(f"{word:>5}" for word in (*head, "%"))]
    for called, facts in rows:
        standing = facts.planned - facts.moved_out + facts.moved_in
        counts = "".join(f"{n:>5}" for n in (standing, facts.done, facts.off_plan))
        rounded = "–" if facts.percent is None else f"{facts.percent:.0f}"
        drawn.append(f"{cut(called, name):<{name}}{counts}{rounded:>5}")
    return Html(f"<pre>{escape(chr(10).join(drawn))}</pre>")


def month_short(t: Translator, month: date) -> str:
    """Name a month in three letters."""
    return t.month(month)[:MONTHS_SHOWN]


def quarter_short(t: Translator, number: int) -> str:
    """Name a quarter: «II кв»."""
    return t.plain(msgid("{roman} q"), roman=QUARTERS[number - 1])


@dataclass(frozen=True, slots=True)
class Numbers:
    """Plan and fact of a year's months, quarters and of the chosen time as a whole."""

    months: Mapping[int, PlanFacts]
    quarters: Mapping[int, PlanFacts]
    whole: PlanFacts


def of_year(t: Translator, chosen: Chosen, of: Numbers, years: Sequence[int]) -> Screen:
    """Show a year by months and quarters."""
    rows: list[tuple[str, PlanFacts]] = []
    for quarter in (1, 2, 3, 4):
        rows += _months(t, chosen.period.year, quarter, of)
        rows.append((quarter_short(t, quarter), of.quarters.get(quarter, NONE)))
    rows.append((t.plain(msgid("year")), of.whole))
    text = lines(
        heading(t, chosen),
        _table(t, rows, 6),
        *in_words(t, of.whole, counts_trips=chosen.counts_trips),
    )
    quarters = tuple(
        Button(quarter_short(t, n), chosen.press("fact", Period("quarter", chosen.period.year, n)))
        for n in (1, 2, 3, 4)
    )
    buttons = [
        Button(t.plain(msgid("By methodist")), chosen.press("people")),
        Button(t.plain(msgid("As a picture")), chosen.press("draw")),
        *(
            Button(str(year), replace(chosen, period=Period("year", year)).press("facts"))
            for year in years
        ),
        Button(t.plain(msgid("To the plan")), f"plan.year:{chosen.period.year}:0"),
    ]
    return Screen(text, (quarters, *grid(buttons)))


def _months(t: Translator, year: int, quarter: int, of: Numbers) -> list[tuple[str, PlanFacts]]:
    numbers = range(3 * quarter - 2, 3 * quarter + 1)
    return [(month_short(t, date(year, n, 1)), of.months.get(n, NONE)) for n in numbers]


def of_time(t: Translator, chosen: Chosen, of: Numbers) -> Screen:
    """Show a quarter with its months, or a month."""
    period = chosen.period
    rows = _months(t, period.year, period.number, of) if period.kind == "quarter" else []
    text = lines(
        heading(t, chosen),
        _table(t, rows, 6) if rows else None,
        *in_words(t, of.whole, counts_trips=chosen.counts_trips),
    )
    opens = [
        Button(t.month(one.first).capitalize(), chosen.press("fact", one))
        for one in period.parts
        if one.kind == "month"
    ]
    buttons = [
        Button(t.plain(msgid("By methodist")), chosen.press("people")),
        Button(t.plain(msgid("Back")), chosen.press("facts", Period("year", period.year))),
    ]
    return Screen(text, (*grid(opens), *grid(buttons)))


def by_people(
    t: Translator,
    chosen: Chosen,
    people: Mapping[int | None, PlanFacts],
    names: Mapping[int, tuple[str, str]],
) -> Screen:
    """Show a time by methodist; `names`: surname and full form of each. Each opens their own."""
    nobody = t.plain(NOBODY)
    rows = [(names[key][0] if key is not None else nobody, facts) for key, facts in people.items()]
    text = lines(
        heading(t, replace(chosen, person="")),
        _table(t, rows, NAME) if rows else t(msgid("Nothing is planned yet.")),
        t(msgid("A visit counts for who recorded it, a line of the plan for who goes.")),
        t("{said}", said=printed(t, counts_trips=chosen.counts_trips)),
    )
    what = "facts" if chosen.period.kind == "year" else "fact"
    opens = [
        Button(cut(names[key][1], WIDE), replace(chosen, staff_id=key).press(what))
        for key in people
        if key is not None
    ]
    everybody = replace(chosen, staff_id=None)
    return Screen(
        text,
        (*grid(opens), *column([Button(t.plain(msgid("All together")), everybody.press(what))])),
    )


# -------------------------------------------------------------------- the picture


def coming(t: Translator) -> Screen:
    """Say that the picture is being drawn."""
    return Screen(t(msgid("The picture is being drawn and comes here.")))


def failed(t: Translator) -> Screen:
    """Say that there is no picture."""
    return Screen(t(msgid("The picture could not be made. Please try again later.")))
