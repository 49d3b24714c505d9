"""Libraries that nobody has visited for long: the list, and the line above a form's; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.monitoring_board import AND_MORE
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, cut, grid, lines
from storage.records.libraries import Unvisited

PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A library with its name and the whole months since its last visit; None: there was none."""

    found: Unvisited
    library: str
    months: int | None


def listed(t: Translator, found: Sequence[Line], months: int, page: int) -> Screen:
    """Show a page: library, months since the last visit, when the plan has it next."""
    title = bold(t.plain(msgid("Not visited for long")))
    if not found:
        none = msgid("There is none: in the last {months} mo. each library was visited.")
        return Screen(lines(title, t(none, months=months)), _to_visits(t))
    pages = -(-len(found) // PAGE)
    page %= pages
    shown = found[page * PAGE : (page + 1) * PAGE]
    head = msgid("No visit for {months} mo. and longer, libraries: {count}.")
    text = lines(
        title,
        t(head, months=months, count=len(found)),
        *(_line(t, one) for one in shown),
        t(msgid("Press a library to open its card.")),
    )
    cards = grid(
        Button(cut(one.library, WIDE), f"library.card:{one.found.library_id}") for one in shown
    )
    propose = Button(t.plain(msgid("Propose a trip")), "propose:0", style="primary")
    return Screen(text, (*cards, *_paging(t, page, pages), (propose,), *_to_visits(t)))


def lead(t: Translator, first: Sequence[Line], total: int) -> Html | None:
    """Name the libraries that stand first in a form's list because nobody has been there."""
    if not first:
        return None
    names = ", ".join(f"{one.library} ({briefly(t, one)})" for one in first)
    more = total - len(first)
    if more > 0:
        names = t.plain(AND_MORE, names=names, n=more)
    return t(msgid("Nobody has been there for long: {names}."), names=names)


def _line(t: Translator, one: Line) -> Html:
    since = (
        t(msgid("never visited yet"))
        if one.months is None
        else t(plural("{n} month", "{n} months"), n=one.months)
    )
    planned = one.found.planned_month
    plan = (
        t(msgid("in the plan: {month}"), month=f"{t.month(planned)} {planned.year}")
        if planned
        else t(msgid("not in the plan"))
    )
    return t(
        msgid("{library}: {since}; {plan}"),
        library=one.library,
        since=since,
        plan=plan,
    )


def briefly(t: Translator, one: Line) -> str:
    """Say in brackets since when: «5 мес.», «ещё ни разу»."""
    if one.months is None:
        return t.plain(msgid("never yet"))
    return t.plain(msgid("{n} mo."), n=one.months)


def _paging(t: Translator, page: int, pages: int) -> Rows:
    if pages == 1:
        return ()
    label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
    return ((Button(label, f"unvisited:{(page + 1) % pages}"),),)


def _to_visits(t: Translator) -> Rows:
    return ((Button(t.plain(msgid("All visits")), "do:visits"),),)
