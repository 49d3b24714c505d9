"""Publications as everybody sees them: lists, headings to choose from, the card; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import Button, Screen, bold, column, cut, grid, lines
from storage.records.publications import Publication

PAGE: Final = 6  # publications of a list
HEADINGS: Final = 8  # headings of a page
LABEL: Final = 40  # characters of a button alone
SERIES: Final = {
    "scenarios": msgid("Scenarios"),
    "methodical": msgid("Methodical"),
}
COUNTED: Final = plural("{n} publication", "{n} publications")
NOTHING: Final = msgid("There is nothing here yet.")
USED: Final = plural("Used in libraries: {n} time.", "Used in libraries: {n} times.")
OPENED: Final = plural("Opened: {n} time.", "Opened: {n} times.")


# -------------------------------------------------------------------- lists


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of publications under a heading."""

    which: str  # the list's name in buttons: all, s.scenarios, k.memo, y.2026
    title: str  # as text
    found: Sequence[Publication]
    count: int
    page: int
    is_first: bool = False  # the catalogue's first screen, with its ways into it
    may_manage: bool = False
    has_uses: bool = False  # the person's libraries have used something
    has_own: bool = False  # the person has written something

    @property
    def pages(self) -> int:
        """Return how many pages there are, one at least."""
        return max(1, -(-self.count // PAGE))


def listed(t: Translator, page: Listing) -> Screen:
    """List publications, the newest first; each opens its card."""
    text = lines(
        Html(f"{bold(page.title)}: {t(COUNTED, n=page.count)}"),
        t(msgid("The newest are first. Press one to open it.")) if page.found else t(NOTHING),
        t(msgid("Or write what you look for.")) if page.is_first and page.found else None,
    )
    opened = [
        Button(
            cut(one.title, LABEL),
            f"pub.card:{one.publication_id}:{page.which}:{page.page}",
        )
        for one in page.found
    ]
    under = _ways(t, page) if page.is_first else _back(t)
    return Screen(text, (*column([*opened, *_more(t, page)]), *grid(under)))


def _more(t: Translator, page: Listing) -> list[Button]:
    if page.pages == 1:
        return []
    label = msgid("More ({page} of {pages})")
    return [
        Button(
            t.plain(label, page=page.page + 1, pages=page.pages),
            f"pub.list:{page.which}:{(page.page + 1) % page.pages}",
        )
    ]


def _ways(t: Translator, page: Listing) -> list[Button]:
    found = [
        Button(t.plain(msgid("Find")), "mat.find", style="primary"),
        Button(t.plain(msgid("Memorable dates")), "mem.month"),
        *(Button(t.plain(name), f"pub.list:s.{code}:0") for code, name in SERIES.items()),
    ]
    found += [
        Button(t.plain(msgid("By theme")), "pub.by:theme:0"),
        Button(t.plain(msgid("By kind")), "pub.by:kind:0"),
        Button(t.plain(msgid("By year")), "pub.by:issued_year:0"),
        Button(t.plain(msgid("Material requests")), "wish.list:0"),
    ]
    if page.has_uses:
        found.append(Button(t.plain(msgid("We have used")), "pub.used:0"))
    if page.has_own:
        found.append(Button(t.plain(msgid("My publications")), "pub.list:me:0"))
    if page.may_manage:
        found.append(Button(t.plain(msgid("Add a publication")), "pub.new"))
    return found


def _back(t: Translator) -> list[Button]:
    return [Button(t.plain(msgid("To the materials")), "pub.list:all:0")]


@dataclass(frozen=True, slots=True)
class Headings:
    """Themes, kinds or years to choose from: the list behind each, its name and count."""

    heading: str
    rows: Sequence[tuple[str, str, int]]
    page: int


def headings(t: Translator, about: Headings) -> Screen:
    """Offer the lists under a heading."""
    pages = max(1, -(-len(about.rows) // HEADINGS))
    page = about.page % pages
    shown = about.rows[page * HEADINGS : (page + 1) * HEADINGS]
    buttons = [
        Button(cut(f"{name}: {count}", LABEL), f"pub.list:{which}:0")
        for which, name, count in shown
    ]
    under = _back(t)
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        under.insert(0, Button(label, f"pub.by:{about.heading}:{(page + 1) % pages}"))
    text = t(_CHOOSE[about.heading]) if about.rows else t(NOTHING)
    return Screen(text, (*column(buttons), *grid(under)))


_CHOOSE: Final = {
    "theme": msgid("Which theme?"),
    "kind": msgid("Which kind?"),
    "issued_year": msgid("Which year of issue?"),
}


# -------------------------------------------------------------------- the card


@dataclass(frozen=True, slots=True)
class Sheet:
    """A publication with the names of what it points to."""

    publication: Publication
    kind: str
    people: tuple[str, ...]
    files: tuple[str, ...]
    contest: str | None
    back: str  # the list and its page
    closed: str | None = None  # the name of its closed period
    is_department: bool = False
    may_use: bool = False
    announced_on: date | None = None
    added: tuple[date, str] | None = None
    changed: tuple[date, str] | None = None
    removed_why: str | None = None


def card(t: Translator, sheet: Sheet) -> Screen:
    """Show what a publication is, with «Открыть»."""
    one = sheet.publication
    text = lines(
        t(msgid("Removed: {reason}"), reason=sheet.removed_why or "") if one.removed_at else None,
        bold(f"«{one.title}»"),
        t("{text}", text=one.subtitle) if one.subtitle else None,
        t("{text}", text=f"{sheet.kind}, {one.issued_year}"),
        *_about(t, sheet),
        t(USED, n=one.uses) if one.uses else None,
        *(_department(t, sheet) if sheet.is_department else ()),
    )
    return Screen(text, grid(_buttons(t, sheet)))


def _about(t: Translator, sheet: Sheet) -> tuple[Html | None, ...]:
    one, people = sheet.publication, ", ".join(sheet.people)
    return (
        _other_year(t, one),
        t(msgid("Theme: {theme}"), theme=one.theme) if one.theme else None,
        t(msgid("About: {text}"), text=one.about) if one.about else None,
        t(msgid("For the day: {days}"), days=days(t, one.days)) if one.days else None,
        t(msgid("By: {people}"), people=people) if people else None,
        t(msgid("From the contest «{title}»."), title=sheet.contest) if sheet.contest else None,
        t(msgid("Source: {text}"), text=one.event) if one.event else None,
        t(msgid("Pages: {n}."), n=one.pages) if one.pages else None,
        t(msgid("Files: {names}"), names=", ".join(sheet.files)) if sheet.files else None,
    )


def _other_year(t: Translator, one: Publication) -> Html | None:
    year = one.year_of_content
    return t(msgid("For the year {year}."), year=str(year)) if year != one.issued_year else None


def days(t: Translator, found: Sequence[tuple[int, int]]) -> str:
    """Write days of the year: «9 мая, 22 июня»."""
    leap = 2024
    return ", ".join(t.day(date(leap, month, on)) for month, on in found)


def _department(t: Translator, sheet: Sheet) -> tuple[Html | None, ...]:
    one = sheet.publication
    named = msgid("In the report: named, at place {n}.")
    return (
        t(named, n=one.position) if one.in_report else t(msgid("In the report: behind «и др.».")),
        t(msgid("Print run: {n}."), n=one.print_run) if one.print_run else None,
        t(OPENED, n=one.opens),
        t(msgid("Colleagues were told: {date}"), date=t.full_day(sheet.announced_on))
        if sheet.announced_on
        else None,
        _done(t, msgid("Added: {date}, {person}"), sheet.added),
        _done(t, msgid("Changed: {date}, {person}"), sheet.changed),
        t(msgid("The period is closed: {period}. It can only be read."), period=sheet.closed)
        if sheet.closed
        else None,
    )


def _done(t: Translator, said: str, done: tuple[date, str] | None) -> Html | None:
    return t(said, date=f"{done[0]:%d.%m.%Y}", person=done[1]) if done else None


def _buttons(t: Translator, sheet: Sheet) -> list[Button]:
    one, key = sheet.publication, sheet.publication.publication_id
    found = [Button(t.plain(msgid("Open")), f"pub.open:{key}", style="primary")]
    if sheet.may_use and not one.removed_at:
        found.append(Button(t.plain(msgid("We have used it")), f"pub.use:{key}"))
    if one.uses:
        found.append(Button(t.plain(msgid("Where it is used")), f"pub.uses:{key}:{sheet.back}"))
    if sheet.is_department and not sheet.closed:
        found += _changes(t, sheet)
    found.append(Button(t.plain(msgid("To the list")), f"pub.list:{sheet.back}"))
    return found


def _changes(t: Translator, sheet: Sheet) -> list[Button]:
    one, key = sheet.publication, sheet.publication.publication_id
    if one.removed_at:
        return [Button(t.plain(msgid("Put it back")), f"pub.back:{key}")]
    found = []
    if sheet.announced_on is None:
        found.append(Button(t.plain(msgid("Tell colleagues")), f"pub.tell:{key}"))
    return [
        *found,
        Button(t.plain(msgid("Correct")), f"pub.edit:{key}"),
        Button(t.plain(msgid("Take off the list")), f"pub.remove:{key}"),
    ]


# -------------------------------------------------------------------- opened, removed


def link(t: Translator, one: Publication) -> Screen:
    """Give the link of a publication."""
    return Screen(t(msgid("«{title}»: {link}"), title=one.title, link=one.link or ""))


def lost(t: Translator, count: int) -> Html:
    """Say that files cannot be sent."""
    return t(msgid("Files that could not be fetched: {count}."), count=count)


def ask_reason(t: Translator, one: Publication) -> Screen:
    """Ask why a publication is removed."""
    text = t(
        msgid(
            "Why is «{title}» removed from the list? Write it in a line; it can be brought back."
        ),
        title=one.title,
    )
    keep = Button(t.plain(msgid("Leave it in the list")), f"pub.card:{one.publication_id}:all:0")
    return Screen(text, ((keep,),))
