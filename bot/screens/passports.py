"""A library's passport as a card: a page of its records, the latest first; pure.

Every button carries the whole filter: `library:kind:source`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.spans import Standing
from bot.screens import monitoring
from bot.screens import spans as said
from bot.screens.entries import STATES as ENTRY_STATES
from bot.screens.screen import Button, Rows, Screen, bold, cut, grid, lines
from bot.screens.visits import STATES
from storage.records.contests import Contest
from storage.records.libraries import Library
from storage.records.monitoring import Campaign
from storage.records.passports import PassportLine

PAGE: Final = 8
WORDS: Final = 70  # characters of a record's own words
ALL: Final = "all"
KINDS: Final = {  # one of them; how many; what is shown
    "visit": (msgid("Visit"), msgid("Visits: {count}"), msgid("Visits")),
    "recommendation": (
        msgid("Recommendation"),
        msgid("recommendations: {count}"),
        msgid("Recommendations"),
    ),
    "round": (msgid("Round"), msgid("rounds: {count}"), msgid("Rounds")),
    "sheet": (msgid("Questionnaire"), msgid("questionnaires: {count}"), msgid("Questionnaires")),
    "entry": (
        msgid("Contest entry"),
        msgid("entries of contests: {count}"),
        msgid("Contest entries"),
    ),
}
OPENS: Final = {  # the press of a record's card
    "visit": "visit.card",
    "recommendation": "rec.card",
    "round": "round.card",
    "sheet": "unit.card",
    "entry": "entry.card",
}
SHEET_STATES: Final = {**monitoring.STATES, "begun": msgid("being filled in")}
FIGURES: Final = {
    "users": msgid("users: {number}"),
    "visits": msgid("reader visits: {number}"),
    "loans": msgid("loans: {number}"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Of which library, kind and source; None is all."""

    library_id: int
    kind: str | None = None
    source: str | None = None

    @property
    def code(self) -> str:
        """Return the filter as a button carries it."""
        return f"{self.library_id}:{self.kind or ALL}:{self.source or said.ALL}"

    @classmethod
    def parse(cls, arguments: Sequence[str]) -> "Filter":
        """Read a button's arguments; raise ValueError for forged ones."""
        library_id, kind, source = arguments
        if kind not in {ALL, *KINDS}:
            raise ValueError(kind)
        return cls(int(library_id), None if kind == ALL else kind, said.parse_source(source))

    def press(self, what: str, page: int = 0) -> str:
        """Return the press that shows a page of the passport, or its choices."""
        return f"passport.{what}:{self.code}:{page}"


@dataclass(frozen=True, slots=True)
class Called:
    """How what a line names is called in the reader's language."""

    place: Callable[[int | None], str]  # a settlement; None: the library's own
    campaigns: Mapping[int, Campaign]
    contests: Mapping[int, Contest]


@dataclass(frozen=True, slots=True)
class Page:
    """The passport of a library: all its lines, and which page of them is shown."""

    library: Library
    lines: Sequence[PassportLine]
    number: int
    standing: Standing
    kinds: tuple[str, ...]  # that the reader may see

    @property
    def shown(self) -> Sequence[PassportLine]:
        """Return the lines of the page."""
        return self.lines[self.number * PAGE : (self.number + 1) * PAGE]


def last_page(found: Sequence[PassportLine]) -> int:
    """Return the number of the last page, from 0."""
    return max(0, (len(found) - 1) // PAGE)


def card(t: Translator, chosen: Filter, page: Page, called: Called) -> Screen:
    """Show a page of the passport; each line has a button that opens its record."""
    first = page.number * PAGE + 1
    shown = page.shown
    text = lines(
        bold(t.plain(msgid("Passport: {library}"), library=page.library.short(t.language))),
        said.only_from(t, chosen.source),
        counted(t, page.lines, page.kinds) if page.lines else None,
        said.standing(t, page.standing),
        *(_numbered(t, number, one, called) for number, one in enumerate(shown, first)),
        t(
            msgid("Press a record to open it.")
            if shown
            else msgid("There are no records here yet.")
        ),
    )
    buttons = [_open(t, number, one) for number, one in enumerate(shown, first)]
    return Screen(text, (*grid(buttons), *_below(t, chosen, page)))


def counted(t: Translator, found: Sequence[PassportLine], kinds: Sequence[str]) -> Html:
    """Say how many records of each kind there are."""
    counts = Counter(one.kind for one in found)
    parts = [t(KINDS[kind][1], count=counts[kind]) for kind in kinds if counts[kind]]
    text = "; ".join(parts)
    return Html(f"{text[:1].upper()}{text[1:]}.")


def _numbered(t: Translator, number: int, line: PassportLine, called: Called) -> Html:
    text = f"{kind_name(t, line.kind).casefold()}: {words(t, line, called)}"
    return t("{number}. {on} {text}", number=str(number), on=f"{line.on:%d.%m.%y}", text=text)


def kind_name(t: Translator, kind: str) -> str:
    """Name a kind of record."""
    return t.plain(KINDS[kind][0])


def words(t: Translator, line: PassportLine, called: Called, limit: int = WORDS) -> str:
    """Say what a record is about, as plain text; `limit`: characters of its own words."""
    return _WORDS[line.kind](t, line, called, limit)


def _visit(t: Translator, line: PassportLine, _: Called, limit: int) -> str:
    if line.state == "closed":
        return t.plain(msgid("the library was closed"))
    return cut(line.words, limit) or t.plain(msgid("the text is not written"))


def _recommendation(t: Translator, line: PassportLine, _: Called, limit: int) -> str:
    parts = [cut(line.words, limit)]
    if line.about["deadline_on"]:
        deadline = date.fromisoformat(line.about["deadline_on"])
        parts.append(t.plain(msgid("by {date}"), date=deadline))
    parts.append(t.plain(STATES[line.state]))
    return "; ".join(parts)


def _round(t: Translator, line: PassportLine, called: Called, _: int) -> str:
    about = line.about
    told = msgid(
        "{place}; households: {households}, asked: {asked}, new readers: {new}, lent: {issued}"
    )
    return t.plain(
        told,
        place=called.place(about["settlement_id"]),
        households=about["households"],
        asked=about["asked"],
        new=about["new_readers"],
        issued=about["issued"],
    )


def _sheet(t: Translator, line: PassportLine, called: Called, _: int) -> str:
    campaign = called.campaigns[line.about["campaign_id"]]
    figures = [
        t.plain(text, number=line.about["figures"][name])
        for name, text in FIGURES.items()
        if name in line.about["figures"]
    ]
    asked = monitoring.asked_of(t, monitoring.AskedOf.of(campaign))
    return "; ".join([asked, t.plain(SHEET_STATES[line.state]), *figures])


def _entry(t: Translator, line: PassportLine, called: Called, limit: int) -> str:
    contest = called.contests[line.about["contest_id"]]
    awards = {one.award_id: one.name(t.language) for one in contest.awards}
    reached = awards.get(line.about["award_id"]) or t.plain(ENTRY_STATES[line.state])
    return f"«{cut(line.words, limit)}»; «{cut(contest.title, limit)}»; {reached}"


_WORDS: Final = {
    "visit": _visit,
    "recommendation": _recommendation,
    "round": _round,
    "sheet": _sheet,
    "entry": _entry,
}


def _open(t: Translator, number: int, line: PassportLine) -> Button:
    press = f"{OPENS[line.kind]}:{line.record_id}"
    return Button(f"{number}. {kind_name(t, line.kind)}", press)


def _below(t: Translator, chosen: Filter, page: Page) -> Rows:
    turns = []
    if page.number:
        newer = chosen.press("list", page.number - 1)
        turns.append(Button(t.plain(msgid("← Newer")), newer))
    if page.number < last_page(page.lines):
        older = chosen.press("list", page.number + 1)
        turns.append(Button(t.plain(msgid("Older →")), older))
    kind = KINDS[chosen.kind][2] if chosen.kind else msgid("everything")
    below = [
        Button(
            t.plain(msgid("Shown: {what}"), what=t.plain(kind).casefold()), chosen.press("kinds")
        ),
        said.source_button(
            t,
            chosen.source,
            replace(chosen, source=said.next_source(chosen.source)).press("list"),
        ),
    ]
    if page.lines:
        below.append(Button(t.plain(msgid("Passport in Word")), chosen.press("docx")))
    back = Button(t.plain(msgid("To the library")), f"library.card:{chosen.library_id}")
    return (*((tuple(turns),) if turns else ()), *grid([*below, back]))


def kinds(t: Translator, chosen: Filter, may: Sequence[str]) -> Screen:
    """Offer which kind of record the passport shows."""
    every = Button(t.plain(msgid("Everything")), replace(chosen, kind=None).press("list"))
    buttons = [
        Button(t.plain(KINDS[kind][2]), replace(chosen, kind=kind).press("list")) for kind in may
    ]
    back = Button(t.plain(msgid("Back")), chosen.press("list"))
    return Screen(
        t(msgid("What is shown in the passport? Press it.")), grid([every, *buttons, back])
    )


def caption(t: Translator, title: str, footer: str) -> Html:
    """Say under the file what it is."""
    return t(msgid("{title}. {footer}"), title=title, footer=footer)
