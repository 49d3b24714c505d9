"""«Форма статистики»: its rows with the bot's numbers; a new list before it is taken; pure."""

from collections.abc import Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import statistical_form as rules
from bot.rules import year_card
from bot.rules.spans import Standing
from bot.rules.statistical_form import Form
from bot.screens import amounts
from bot.screens import spans as said
from bot.screens.screen import Button, Screen, bold, column, cut, grid, lines

SHOWN: Final = 15  # faults in one message
WORDING: Final = 90  # characters of a row in chat
EXAMPLE: Final = msgid(
    "It is an example, not an approved form: put the rows of the form in force in its place."
)
BY_HAND: Final = msgid("by hand")


def explained(t: Translator, form: Form) -> tuple[str, ...]:
    """Say whose rows these are and how they are filled."""
    filled = t.plain(
        plural("The bot fills {n} row, the others are filled in by hand.",
               "The bot fills {n} rows, the others are filled in by hand."),
        n=form.filled,
    )  # fmt: skip
    return tuple(one for one in (_whose(t, form), filled) if one)


def _whose(t: Translator, form: Form) -> str:
    if form.kept_for is None:
        return t.plain(EXAMPLE)
    if form.kept_for != form.year:
        text = msgid("The rows are those of {year}, until others are sent.")
        return t.plain(text, year=str(form.kept_for))
    return ""


def shown(
    t: Translator, form: Form, standing: Standing, today: int, *, may_change: bool
) -> Screen:
    """Show the form of a year."""
    rows = msgid("{code}. {wording}: {value}")
    text = lines(
        bold(t.plain(msgid("Statistical form, {year}"), year=str(form.year))),
        *(t("{line}", line=one) for one in explained(t, form)),
        *(
            t(rows, code=one.code, wording=cut(rules.wording(one, t.language), WORDING),
              value=_value(t, one.measure, form.value(one)))
            for one in form.rows
        ),
        said.standing(t, standing),
    )  # fmt: skip
    buttons = [Button(t.plain(msgid("Excel")), f"stat.book:{form.year}")]
    if may_change and standing != "closed":
        buttons.append(Button(t.plain(msgid("Change rows")), f"stat.change:{form.year}"))
    buttons += [
        Button(t.plain(msgid("Year {year}"), year=str(one)), f"stat.show:{one}")
        for one in year_card.years(form.year, today)
    ]
    return Screen(text, (*grid(buttons), (_to_report(t, form.year),)))


def _to_report(t: Translator, year: int) -> Button:
    return Button(t.plain(msgid("To the report")), f"report.show:year.{year}-1")


def _value(t: Translator, measure: str | None, value: float | None) -> str:
    if measure is None or value is None:
        return t.plain(BY_HAND)
    return amounts.of_measure(t, measure, value)


# -------------------------------------------------------------------- changing


def ask(t: Translator, year: int) -> Screen:
    """Ask for the changed workbook."""
    text = lines(
        bold(t.plain(msgid("Rows of the form, {year}"), year=str(year))),
        t(msgid("1. Take the workbook: «Excel».")),
        t(msgid("2. Change, add or delete rows. The number of a row is chosen from the list; "
                "an empty cell is filled in by hand.")),
        t(msgid("3. Send the workbook here. I show what changes, and nothing is changed until "
                "you agree.")),
    )  # fmt: skip
    buttons = [
        Button(t.plain(msgid("Excel")), f"stat.book:{year}"),
        Button(t.plain(msgid("Back to the form")), f"stat.show:{year}"),
    ]
    return Screen(text, grid(buttons))


def found(  # noqa: PLR0917  # what a preview names
    t: Translator, year: int, count: int, filled: int, changed: Sequence[int], press: str
) -> Screen:
    """Show what a list without a fault would change, and ask."""
    added, other, removed = changed
    text = lines(
        t(msgid("The workbook is in order.")),
        t(msgid("Rows: {count}, of which with a number of the bot: {filled}."),
          count=count, filled=filled),
        t(msgid("New: {added}, changed: {changed}, deleted: {removed}."),
          added=added, changed=other, removed=removed),
        t(msgid("Put them in the place of the rows of {year}?"), year=str(year)),
    )  # fmt: skip
    buttons = [
        Button(t.plain(msgid("Replace the rows")), press, style="primary"),
        Button(t.plain(msgid("Leave as it is")), f"stat.show:{year}"),
    ]
    return Screen(text, column(buttons))


def taken(t: Translator, year: int, count: int) -> Screen:
    """Say that the rows stand in the place of the year's."""
    text = t(msgid("The form of {year} has new rows: {count}."), year=str(year), count=count)
    return Screen(text, ((_back(t, year),),))


def caption(t: Translator, title: str) -> Html:
    """Say what the workbook is."""
    return t("{title}", title=title)


def wrong(t: Translator, year: int, faults: Sequence[str]) -> Screen:
    """Name what is wrong; nothing is taken."""
    more = len(faults) - SHOWN
    text = lines(
        t(msgid("Nothing is changed. Correct the workbook and send it again:")),
        *(t("{line}", line=one) for one in faults[:SHOWN]),
        t(msgid("And {count} more."), count=more) if more > 0 else None,
    )
    return Screen(text, ((_back(t, year),),))


def unreadable(t: Translator, year: int, why: Html | str) -> Screen:
    """Say why a file cannot be read."""
    return Screen(why, ((_back(t, year),),))


def _back(t: Translator, year: int) -> Button:
    return Button(t.plain(msgid("Back to the form")), f"stat.show:{year}")
