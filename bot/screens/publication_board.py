"""«Издания»: what the department sees of its publications by year; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens import publications as cards
from bot.screens.publication_uses import PEOPLE
from bot.screens.screen import Button, Screen, bold, column, cut, grid, lines
from storage.records.publications import Publication

LABEL: Final = 40
SHOWN: Final = 12  # buttons of a list
SILENT: Final = 20  # libraries named as those that told nothing
TIMES: Final = plural("{n} time", "{n} times")


@dataclass(frozen=True, slots=True)
class Board:
    """A year of publications in short."""

    year: int
    counts: Mapping[str, int]  # by series
    opens: int
    uses: int
    people: int
    has_next: bool


def board(t: Translator, about: Board) -> Screen:
    """Show a year in short, with the ways into it."""
    year = about.year
    text = lines(
        bold(t.plain(msgid("Publications of {year}"), year=str(year))),
        t(
            msgid("Issued: {count}. Scenarios: {scenarios}, methodical: {methodical}."),
            count=sum(about.counts.values()),
            **about.counts,
        ),
        t(msgid("Opened in the year: {n}."), n=about.opens),
        t(
            msgid("Used in libraries: {uses}, people: {people}."),
            uses=about.uses,
            people=about.people,
        ),
    )
    buttons = [
        Button(t.plain(msgid("List of the year")), f"pub.lines:{year}"),
        Button(t.plain(msgid("Authors")), f"pub.authors:{year}"),
        Button(t.plain(msgid("What is read")), f"pub.read:{year}"),
        Button(t.plain(msgid("Nobody opens")), "pub.unread"),
        Button(t.plain(msgid("Where it is used")), f"pub.where:{year}"),
        Button(t.plain(msgid("Catalogue")), "pub.list:all:0"),
        Button(t.plain(msgid("Word and Excel")), f"pub.file:{year}"),
        Button(t.plain(msgid("Add a publication")), "pub.new", style="primary"),
        Button(f"← {year - 1}", f"pub.year:{year - 1}"),
    ]
    if about.has_next:
        buttons.append(Button(f"{year + 1} →", f"pub.year:{year + 1}"))
    return Screen(text, grid(buttons))


def _back(t: Translator, year: int) -> Button:
    return Button(t.plain(msgid("Back")), f"pub.year:{year}")


def year_list(
    t: Translator, year: int, found: Mapping[str, Sequence[tuple[Publication, str]]]
) -> Screen:
    """List a year by series in the order of the report, as bibliographic lines."""
    parts: list[Html | None] = [
        bold(t.plain(msgid("Publications of {year}"), year=str(year))),
    ]
    for series, rows in found.items():
        if rows:
            parts.append(bold(f"{t.plain(cards.SERIES[series])}: {len(rows)}"))
        parts += [_numbered(t, n, one, line) for n, (one, line) in enumerate(rows, 1)]
    if not any(found.values()):
        parts.append(t(cards.NOTHING))
    files = Button(t.plain(msgid("Word and Excel")), f"pub.file:{year}")
    return Screen(lines(*parts), grid([files, _back(t, year)]))


def _numbered(t: Translator, n: int, one: Publication, line: str) -> Html:
    said = t("{n}. {line}", n=n, line=line)
    return said if one.in_report else Html(f"{said} ({t(BEHIND)})")


def authors(t: Translator, year: int, rows: Sequence[tuple[int, str, int]]) -> Screen:
    """List who wrote how much; a press lists their publications."""
    text = lines(
        bold(t.plain(msgid("Authors, {year}"), year=str(year))),
        t(msgid("Press a name: all publications of the person.")) if rows else t(cards.NOTHING),
    )
    buttons = [
        Button(cut(f"{name}: {count}", LABEL), f"pub.list:a.{staff_id}:0")
        for staff_id, name, count in rows[:SHOWN]
    ]
    return Screen(text, (*column(buttons), (_back(t, year),)))


def read(t: Translator, year: int, found: Sequence[tuple[Publication, int]]) -> Screen:
    """List what was opened most."""
    text = lines(
        bold(t.plain(msgid("What is read, {year}"), year=str(year))),
        *(
            t("{n}. {title}: {count}", n=n, title=one.title, count=t.plain(TIMES, n=opens))
            for n, (one, opens) in enumerate(found, 1)
        ),
        t(cards.NOTHING) if not found else None,
        t(msgid("Openings are counted by day; nobody knows who opened.")),
    )
    return Screen(text, ((_back(t, year),),))


def unread(t: Translator, found: Sequence[Publication], count: int, year: int) -> Screen:
    """List what lies in the catalogue for three months and nobody has opened."""
    text = lines(
        bold(t.plain(msgid("Nobody opens"))),
        t(msgid("In the catalogue for three months, never opened: {count}."), count=count),
        t(msgid("Tell colleagues once more, or mend «About», so that it is found."))
        if found
        else None,
    )
    buttons = [
        Button(
            cut(f"{one.title}, {one.issued_year}", LABEL), f"pub.card:{one.publication_id}:all:0"
        )
        for one in found[:SHOWN]
    ]
    return Screen(text, (*column(buttons), (_back(t, year),)))


@dataclass(frozen=True, slots=True)
class Used:
    """How often a library has used publications, and before how many people."""

    library: str
    uses: int
    people: int


def uses(t: Translator, year: int, rows: Sequence[Used], silent: Sequence[str]) -> Screen:
    """List uses by library, and the libraries that told of none."""
    named = ", ".join(silent[:SILENT])
    text = lines(
        bold(t.plain(msgid("Where it is used, {year}"), year=str(year))),
        *(_used(t, one) for one in rows),
        t(msgid("Told of none: {libraries}"), libraries=named) if silent else None,
    )
    return Screen(text, ((_back(t, year),),))


def _used(t: Translator, one: Used) -> Html:
    times = t("{library}: {times}", library=one.library, times=t.plain(TIMES, n=one.uses))
    return Html(f"{times}, {t(PEOPLE, n=one.people)}") if one.people else times


def coming(t: Translator) -> Screen:
    """Say that the files are being made."""
    return Screen(t(msgid("The list is being made, it comes here in a minute.")))


def failed(t: Translator, year: int) -> Screen:
    """Say that the files could not be made."""
    again = Button(t.plain(msgid("Try again")), f"pub.file:{year}")
    return Screen(t(msgid("The list could not be made.")), ((again,),))


BEHIND: Final = msgid("not named in the report")
