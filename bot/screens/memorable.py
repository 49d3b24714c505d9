"""The calendar of memorable days by month, and its lists before they are taken; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import memorable as rules
from bot.screens.plan_year import month_name
from bot.screens.screen import Button, Screen, bold, column, cut, grid, lines
from storage.records.materials import MemorableDay, MemorableFields
from storage.records.publications import Publication

LABEL: Final = 40  # characters of a button alone
SHOWN: Final = 15  # faults in one message
NAMED: Final = 5  # days that a preview names
MATERIALS: Final = 8
YEARS: Final = plural("{n} year", "{n} years")
COUNTED: Final = plural("Days in the list: {n}.", "Days in the list: {n}.")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar with the first days of the next one and what suits them."""

    year: int
    month: int
    days: Sequence[MemorableDay]
    ahead: Sequence[MemorableDay] = ()
    materials: Sequence[Publication] = ()
    may_change: bool = False
    is_digest: bool = False

    @property
    def next(self) -> tuple[int, int]:
        """Return the year and the number of the month after."""
        return (self.year, self.month + 1) if self.month < 12 else (self.year + 1, 1)  # noqa: PLR2004  # months

    @property
    def last(self) -> tuple[int, int]:
        """Return the year and the number of the month before."""
        return (self.year, self.month - 1) if self.month > 1 else (self.year - 1, 12)


def month(t: Translator, about: Month, note: Html | None = None) -> Screen:
    """Show a month; what suits its days opens below."""
    named = month_name(t, date(about.year, about.month, 1))
    text = lines(
        note,
        bold(t.plain(msgid("Memorable dates: {month}"), month=named)),
        *(_line(t, one, about.year) for one in about.days),
        None if about.days else t(msgid("There is nothing in the calendar for this month.")),
        t(msgid("Soon, {month}:"), month=t.month(date(*about.next, 1))) if about.ahead else None,
        *(_line(t, one, about.next[0]) for one in about.ahead),
        t(msgid("Materials that suit these days:")) if about.materials else None,
    )
    opened = [
        Button(cut(one.title, LABEL), f"pub.card:{one.publication_id}") for one in about.materials
    ]
    return Screen(text, (*column(opened), *grid(_ways(t, about))))


def _ways(t: Translator, about: Month) -> list[Button]:
    if about.is_digest:
        press = f"mem.month:{about.year}-{about.month}"
        return [Button(t.plain(msgid("The whole calendar")), press)]
    found = [
        Button(t.month(date(year, number, 1)).capitalize(), f"mem.month:{year}-{number}")
        for year, number in (about.last, about.next)
    ]
    if about.may_change:
        found.append(Button(t.plain(msgid("Add a list")), "mem.add"))
        if about.days:
            press = f"mem.cutting:{about.year}-{about.month}"
            found.append(Button(t.plain(msgid("Take a day out")), press))
    return found


def _line(t: Translator, one: MemorableFields, year: int) -> Html:
    """Write a day of a year: the date, the title, how many years ago it was."""
    title = one.title(t.language)
    years = rules.age(one, year)
    said = f"{title} ({t.plain(YEARS, n=years)})" if years else title
    if one.day is None:
        return t(msgid("This month: {title}"), title=said)
    line = t("{day} — {title}", day=t.day(date(year, one.month, one.day)), title=said)
    return Html(f"<b>{line}</b>") if years and rules.is_round(years) else line


# -------------------------------------------------------------------- changing


def ask(t: Translator) -> Screen:
    """Ask for a list: a workbook or lines."""
    text = lines(
        t(msgid("Send a list of memorable days: an Excel workbook (.xlsx), or lines right here, "
                "a day in each:")),
        "9 мая — День Победы",
        "03.11.1882 — Дзень нараджэння Якуба Коласа",
        t(msgid("Nothing is taken until you agree.")),
    )  # fmt: skip
    buttons = [
        Button(t.plain(msgid("Example to fill in")), "mem.sample"),
        Button(t.plain(msgid("Back to the calendar")), "mem.month"),
    ]
    return Screen(text, column(buttons))


def found(
    t: Translator, days: Sequence[MemorableFields], count: int, press: str, year: int
) -> Screen:
    """Show what a list without a fault says, and ask."""
    text = lines(
        t(msgid("The list is in order.")),
        t(COUNTED, n=count),
        *(_line(t, one, one.year or _year_with(one, year)) for one in days[:NAMED]),
        t(msgid("And {count} more."), count=count - NAMED) if count > NAMED else None,
        t(msgid("Take them into the calendar? What is there already is not taken twice.")),
    )
    buttons = [
        Button(t.plain(msgid("Take the list")), press, style="primary"),
        Button(t.plain(msgid("Not now")), "mem.month"),
    ]
    return Screen(text, column(buttons))


def _year_with(one: MemorableFields, year: int) -> int:
    """Return a year that has the day: the 29th of February needs a leap year."""
    is_leap_day = (one.month, one.day) == (2, 29)
    return year if not is_leap_day else year + (-year) % 4


def wrong(t: Translator, faults: Sequence[str]) -> Screen:
    """Name what is wrong; nothing is taken."""
    text = lines(
        t(msgid("Nothing is taken from this list. Correct it and send it again:")),
        *(t("{line}", line=one) for one in faults[:SHOWN]),
        t(msgid("And {count} more."), count=len(faults) - SHOWN) if len(faults) > SHOWN else None,
    )
    return Screen(text, column([_back(t)]))


def unreadable(t: Translator, why: Html | str) -> Screen:
    """Say why a file cannot be read."""
    return Screen(why, column([_back(t)]))


def _back(t: Translator) -> Button:
    return Button(t.plain(msgid("Back to the calendar")), "mem.month")


def taken(t: Translator, added: int, skipped: int, press: str) -> Screen:
    """Say what was taken, with the way back."""
    text = lines(
        t(msgid("Taken into the calendar: {count}."), count=str(added)),
        t(msgid("There already, not taken twice: {count}."), count=str(skipped))
        if skipped
        else None,
    )
    undo = [Button(t.plain(msgid("Undo")), press)] if added else []
    return Screen(text, grid([*undo, _back(t)]))


def undone(t: Translator, count: int) -> Screen:
    """Say that a list is out of the calendar again."""
    text = t(msgid("Taken out of the calendar again: {count}."), count=str(count))
    return Screen(text, column([_back(t)]))


def cutting(t: Translator, about: Month) -> Screen:
    """Ask which day is to leave the calendar."""
    buttons = [
        Button(cut(one.title(t.language), LABEL), f"mem.cut:{one.memorable_id}")
        for one in about.days
    ]
    back = Button(t.plain(msgid("Back")), f"mem.month:{about.year}-{about.month}")
    return Screen(t(msgid("Which day is to leave the calendar?")), column([*buttons, back]))


def fields_of(kept: Sequence[Mapping[str, Any]]) -> list[MemorableFields]:
    """Return the days that a preview names."""
    return [MemorableFields(**one) for one in kept]
