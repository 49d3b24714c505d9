"""The card of a year in words: sentences, the table with last year, the screen; pure.

Nothing is said of what did not happen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import Plural, msgid, plural
from bot.rules import diplomas
from bot.rules import year_card as rules
from bot.rules.year_card import Card, Place
from bot.screens import spans as said
from bot.screens.round_sentence import PARTS
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, cut, grid, inner, lines
from storage.records.report import Correction

TITLES_SAID: Final = 12
NEWS_SAID: Final = 5
ROUNDS: Final = plural("{n} door-to-door round was made", "{n} door-to-door rounds were made")
ENTRIES: Final = plural("{n} entry was sent to contests", "{n} entries were sent to contests")
ATTENDED: Final = plural(
    "Learning: {n} session of the school was attended",
    "Learning: {n} sessions of the school were attended",
)
HELD: Final = plural("{n} session of the school was held", "{n} sessions of the school were held")
HOURS: Final = msgid("hours: {hours}")
CERTIFICATES: Final = plural("{n} certificate was received", "{n} certificates were received")
PUBLISHED: Final = plural("{n} publication was prepared", "{n} publications were prepared")
USED: Final = plural(
    "Publications of the department were used {n} time",
    "Publications of the department were used {n} times",
)
NEWS: Final = plural("{n} piece of news is on the site", "{n} pieces of news are on the site")
VISITED: Final = plural(
    "The department visited the library {n} time", "The department visited the library {n} times"
)
MADE: Final = plural("{n} visit to libraries was made", "{n} visits to libraries were made")
TRIPS: Final = plural("in {n} trip", "in {n} trips")
GOT: Final = plural("{n} recommendation was received", "{n} recommendations were received")
GAVE: Final = plural("{n} recommendation was given", "{n} recommendations were given")
DONE: Final = msgid("carried out and accepted: {n}")
SHEETS: Final = plural(
    "{n} questionnaire of the monitoring is accepted",
    "{n} questionnaires of the monitoring are accepted",
)
CONSULTED: Final = plural("{n} consultation was received", "{n} consultations were received")
CONSULTING: Final = plural("{n} consultation was given", "{n} consultations were given")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    label: str
    now: str
    before: str


def title(t: Translator, year: int) -> str:
    """Name the card."""
    return t.plain(msgid("Card of the year {year}"), year=str(year))


def paragraphs(t: Translator, card: Card) -> tuple[str, ...]:
    """Return what happened as sentences, a paragraph each."""
    words = _Words(t, card)
    found = words.of_library() if card.place.kind == "library" else words.of_person()
    said = tuple(one for one in found if one)
    return said or (
        t.plain(msgid("There are no records of the year {year}."), year=str(card.year)),
    )


class _Words:
    """Words one card after another sentence; an empty text stands for what did not happen."""

    def __init__(self, t: Translator, card: Card) -> None:
        self._t = t
        self._card = card

    def of_library(self) -> Iterable[str]:
        """Yield the sentences of a library."""
        yield self._rounds()
        yield self._contests()
        yield self._learning()
        yield self._sentence(self._count(USED, "uses"))
        yield self._news()
        yield self._sentence(self._count(VISITED, "visits"), *self._advice(GOT))
        yield self._sentence(self._count(SHEETS, "units_accepted"))
        yield self._sentence(self._count(CONSULTED, "consultations"))

    def of_person(self) -> Iterable[str]:
        """Yield the sentences of a person."""
        trips = self._count(TRIPS, "trips") if self._card.number("visits") else ""
        visits = " ".join(part for part in (self._count(MADE, "visits"), trips) if part)
        yield self._sentence(visits, *self._advice(GAVE))
        yield self._rounds()
        yield self._contests()
        yield self._sentence(self._count(HELD, "sessions"), self._hours("session_hours"))
        yield self._learning()
        yield self._publications()
        yield self._news()
        yield self._sentence(self._count(CONSULTING, "consultations"))

    def _count(self, text: Plural, name: str) -> str:
        number = int(self._card.number(name))
        return self._t.plain(text, n=number) if number else ""

    def _hours(self, name: str) -> str:
        number = self._card.number(name)
        return self._t.plain(HOURS, hours=float(number)) if number else ""

    def _sentence(self, *parts: str) -> str:
        """Join the parts of a sentence; the first one carries it."""
        if not parts[0]:
            return ""
        return diplomas.opened(", ".join(part for part in parts if part)) + "."

    def _rounds(self) -> str:
        shown = ("households", "new_readers", "issued", "homebound")
        parts = [self._count(PARTS[one], f"round_{one}") for one in shown]
        return self._sentence(self._count(ROUNDS, "rounds"), *parts)

    def _contests(self) -> str:
        sent = self._sentence(self._count(ENTRIES, "entries"))
        text = msgid("«{title}» ({contest}): {award}")
        won = [
            self._t.plain(
                text, title=inner(one.title), contest=inner(one.contest), award=one.award
            )
            for one in self._card.awards
        ]
        if not won:
            return sent
        awards = self._t.plain(msgid("Awards: {list}."), list="; ".join(won))
        return " ".join(part for part in (sent, awards) if part)

    def _learning(self) -> str:
        parts = (self._hours("learning_hours"), self._count(CERTIFICATES, "certificates"))
        return self._sentence(self._count(ATTENDED, "attendances"), *parts)

    def _publications(self) -> str:
        return self._with_titles(PUBLISHED, "publications", self._card.publications, TITLES_SAID)

    def _news(self) -> str:
        return self._with_titles(NEWS, "site_news", self._card.news, NEWS_SAID)

    def _with_titles(self, text: Plural, name: str, titles: Sequence[str], most: int) -> str:
        counted = self._count(text, name)
        shown, left = rules.listed(titles, most)
        if not counted or not shown:
            return self._sentence(counted)
        named = "; ".join(f"«{inner(one)}»" for one in shown)
        more = " " + self._t.plain(msgid("and {n} more"), n=left) if left else ""
        return f"{diplomas.opened(counted)}: {named}{more}."

    def _advice(self, text: Plural) -> tuple[str, str]:
        given = self._count(text, "recommendations")
        done = int(self._card.number("recommendations_accepted"))
        return given, self._t.plain(DONE, n=done) if given and done else ""


def table(t: Translator, card: Card) -> tuple[Line, ...]:
    """Return the numbers beside those of the year before."""
    return tuple(
        Line(
            t.plain(rules.label(card.place, name)),
            t.number(card.number(name)),
            t.number(card.earlier(name)),
        )
        for name in card.rows
    )


def heads(t: Translator, card: Card) -> tuple[str, str, str]:
    """Return the heads of the table."""
    return t.plain(msgid("Number of the year")), str(card.year), str(card.year - 1)


def corrected(t: Translator, card: Card) -> tuple[str, ...]:
    """Name the corrections that the numbers hold."""
    return tuple(_correction(t, card.place, one) for one in card.corrections)


def _correction(t: Translator, place: Place, one: Correction) -> str:
    sign = "+" if one.number > 0 else ""
    number = int(one.number) if one.number == int(one.number) else one.number
    return t.plain(
        msgid("With a correction: {name}, {number} ({ground})."),
        name=t.plain(rules.label(place, one.measure)),
        number=f"{sign}{t.number(number)}",
        ground=one.ground,
    )


# -------------------------------------------------------------------- in chat


@dataclass(frozen=True, slots=True)
class Around:
    """What the buttons lead to: other cards of the reader, where the reader came from."""

    today_year: int
    others: Sequence[tuple[str, Place]] = ()
    back: tuple[str, str] | None = None  # msgid and press


def shown(t: Translator, card: Card, around: Around) -> Screen:
    """Show a card with its files and other years."""
    numbers = table(t, card)
    head = msgid("In numbers (in brackets those of {year}):")
    text = lines(
        bold(title(t, card.year)),
        bold(card.name),
        *map(escape, paragraphs(t, card)),
        t(head, year=str(card.year - 1)) if numbers else None,
        *(escape(_number(one)) for one in numbers),
        *map(escape, corrected(t, card)),
        said.standing(t, card.standing),
    )
    return Screen(text, _buttons(t, card, around))


def _number(one: Line) -> str:
    before = "" if one.before == "0" else f" ({one.before})"
    return f"{one.label}: {one.now}{before}"


def _buttons(t: Translator, card: Card, around: Around) -> Rows:
    place, year = card.place.code, card.year
    files = (
        Button(t.plain(msgid("PDF")), f"card.file:{place}:{year}:pdf"),
        Button(t.plain(msgid("Word")), f"card.file:{place}:{year}:docx"),
    )
    years = tuple(
        Button(t.plain(msgid("Year {year}"), year=str(one)), press(card.place, one))
        for one in rules.years(year, around.today_year)
    )
    others = [Button(cut(label, WIDE), press(one, year)) for label, one in around.others]
    back = (Button(t.plain(around.back[0]), around.back[1]),) if around.back else ()
    rows = ((() if card.is_empty else files), years, *grid(others), back)
    return tuple(row for row in rows if row)


def press(place: Place, year: int) -> str:
    """Return the press that shows a card."""
    return f"card.show:{place.code}:{year}"


def caption(t: Translator, name: str, year: int, footer: str) -> Html:
    """Say what the file of a card is."""
    return t(msgid("{title}: {name}. {footer}"), title=title(t, year), name=name, footer=footer)


def caption_of_all(t: Translator, title: str, footer: str) -> Html:
    """Say what the file of all cards is; its title names the year."""
    return t(msgid("{title}. {footer}"), title=title, footer=footer)
