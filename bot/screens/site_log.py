"""The log of what was put on the site; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.site_log import Covered
from bot.screens.screen import Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.site import LogLine

PAGE: Final = 8
IN_A_ROW: Final = 4
TITLE: Final = 80  # characters of a title in a line
KINDS: Final[Mapping[str, str]] = {
    "news": msgid("News"),
    "publication": msgid("Publication"),
    "results": msgid("Results of a contest"),
    "other": msgid("Something else"),
}
WHOLE: Final = msgid("whole institution")
ADDRESS: Final = msgid("What is its address on the site? Send the link.")
REASON: Final = msgid("Why is this line taken out? Write the reason in one line: it is kept.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the log of a year."""

    year: int
    found: Sequence[LogLine]
    number: int
    covered: Covered
    counts: Mapping[str, int]
    library: Callable[[int], str]
    may_add: bool
    is_this_year: bool
    has_earlier: bool


def months(t: Translator, covered: Covered) -> str:
    """Write the months that are covered: «январь–март, май, 4 из 5 месяцев»."""
    said = ", ".join(
        _month(t, first) if first == last else f"{_month(t, first)}–{_month(t, last)}"
        for first, last in covered.rows
    )
    if not said:
        return t.plain(msgid("no month of {of}"), of=covered.of)
    return t.plain(
        msgid("{months}, months: {count} of {of}"), months=said, count=covered.count, of=covered.of
    )


def _month(t: Translator, month: int) -> str:
    return t.month(date(2000, month, 1))


def listed(t: Translator, page: Page) -> Screen:
    """Show a page of the log; a number opens its line."""
    first = page.number * PAGE
    shown = list(enumerate(page.found[first : first + PAGE], first + 1))
    text = lines(
        bold(t.plain(msgid("Log of the site, {year}"), year=str(page.year))),
        t(msgid("Put on the site: {count}."), count=page.counts["items"]),
        t(
            msgid("News: {news}, publications: {publications}, results: {results}."),
            news=page.counts["news"],
            publications=page.counts["publications"],
            results=page.counts["results"],
        ),
        t(msgid("Covered: {months}."), months=months(t, page.covered)),
        *(_line(t, number, one, page.library) for number, one in shown),
        t(msgid("Press a number.")) if shown else None,
    )
    numbers = [Button(str(n), f"site.line:{one.log_id}") for n, one in shown]
    rows: Rows = tuple(
        tuple(numbers[at : at + IN_A_ROW]) for at in range(0, len(numbers), IN_A_ROW)
    )
    return Screen(text, (*rows, *grid(_buttons(t, page))))


def _line(t: Translator, number: int, one: LogLine, library: Callable[[int], str]) -> Html:
    return t(
        msgid("{n}. {date}, {library}: «{title}»{url}"),
        n=number,
        date=one.put_on,
        library=_place(t, one, library),
        title=cut(one.title, TITLE),
        url=f", {one.url}" if one.url else "",
    )


def _place(t: Translator, one: LogLine, library: Callable[[int], str]) -> str:
    return t.plain(WHOLE) if one.library_id is None else library(one.library_id)


def _buttons(t: Translator, page: Page) -> list[Button]:
    pages = max(1, -(-len(page.found) // PAGE))
    year, buttons = page.year, []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page.number + 1, pages=pages)
        buttons.append(Button(label, f"site.log:{year}:{(page.number + 1) % pages}"))
    if page.may_add and page.is_this_year:
        buttons.append(Button(t.plain(msgid("Put on by hand")), "site.add", style="primary"))
    if page.found:
        buttons.append(Button(t.plain(msgid("Log as files")), f"site.files:{year}"))
    if page.has_earlier:
        label = t.plain(msgid("Year {year}"), year=str(year - 1))
        buttons.append(Button(label, f"site.log:{year - 1}:0"))
    if not page.is_this_year:
        buttons.append(Button(t.plain(msgid("This year")), "site.log:0:0"))
    buttons.append(Button(t.plain(msgid("To the news")), "news.list:0:0"))
    return buttons


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A line of the log on its card."""

    one: LogLine
    library: Callable[[int], str]
    person: str  # who put it there
    may_change: bool
    note: str | None = None


def card(t: Translator, sheet: Sheet) -> Screen:
    """Show a line with what may be done."""
    one, key = sheet.one, sheet.one.log_id
    text = lines(
        sheet.note,
        bold(one.title),
        t(
            msgid("{kind}, on the site since {date}, library: {library}."),
            kind=t.plain(KINDS[one.kind]),
            date=t.full_day(one.put_on),
            library=_place(t, one, sheet.library),
        ),
        t(msgid("Address: {url}"), url=one.url) if one.url else None,
        t(msgid("Put there by: {person}"), person=sheet.person),
        t(msgid("Taken out. Reason: {reason}"), reason=one.removed_why or "—")
        if one.removed_at
        else None,
    )
    buttons = []
    if sheet.may_change and not one.removed_at:
        buttons.append(Button(t.plain(msgid("Write its address")), f"site.url:{key}"))
        if one.news_id is None:
            buttons.append(Button(t.plain(msgid("Take the line out…")), f"site.drop:{key}"))
    if one.news_id is not None:
        buttons.append(Button(t.plain(msgid("Open the news")), f"news.card:{one.news_id}"))
    buttons.append(Button(t.plain(msgid("To the log")), f"site.log:{one.put_on.year}:0"))
    return Screen(text, grid(buttons))


def ask_line(t: Translator, one: LogLine, said: str) -> Screen:
    """Ask for an address or a reason."""
    text = lines(bold(one.title), t(said))
    return Screen(text, column([Button(t.plain(msgid("Back")), f"site.line:{one.log_id}")]))


def caption(t: Translator, year: int, covered: Covered) -> Html:
    """Return what stands under the files of the log."""
    return t(
        msgid("Log of the site, {year}. Covered: {months}."),
        year=str(year),
        months=months(t, covered),
    )
