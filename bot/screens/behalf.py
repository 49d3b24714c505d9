"""On behalf of a colleague: whom, where the words come from, what to enter; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens import visits
from bot.screens.screen import Button, Rows, Screen, column, grid, lines
from storage.records.visits import Visit

SOURCES = (
    ("phone", msgid("By telephone")),
    ("paper", msgid("From a paper form")),
    ("other", msgid("Otherwise")),
)


@dataclass(frozen=True, slots=True)
class Told:
    """Who told something and by what way; what a button about it carries."""

    staff_id: int
    person: str
    source: str

    def press(self, what: str, *arguments: str | int) -> str:
        """Return the press of a button about what was told."""
        return ":".join(map(str, (f"behalf.{what}", self.staff_id, self.source, *arguments)))


def choose(t: Translator, people: Sequence[tuple[int, str]], typed: str = "") -> Screen:
    """Ask for whom; those who cannot write themselves stand first."""
    text = lines(
        t(msgid("On behalf of a colleague. For whom?")),
        t(msgid("Which one do you mean by «{typed}»?"), typed=typed) if typed else None,
        t(msgid("Press a name or write a surname.")),
    )
    buttons = [Button(name, f"behalf.who:{staff_id}") for staff_id, name in people]
    blanks = Button(t.plain(msgid("Paper blanks")), "paper.choose")
    return Screen(text, (*column(buttons), (blanks,), *_no_need(t)))


def ask_source(t: Translator, staff_id: int, person: str, library: str) -> Screen:
    """Ask where the words come from (T32)."""
    text = lines(
        t(msgid("On behalf of: {person}."), person=person),
        t(msgid("Library: {library}."), library=library) if library else None,
        t(msgid("Where do the words come from?")),
    )
    buttons = [
        Button(t.plain(label), f"behalf.from:{staff_id}:{source}") for source, label in SOURCES
    ]
    return Screen(text, (*grid(buttons), *_no_need(t)))


def choose_form(t: Translator, told: Told, entries: Sequence[tuple[str, str]]) -> Screen:
    """Offer what the colleague could enter: (press, label)."""
    text = lines(
        *_from(t, told),
        t(msgid("What is to be entered?"))
        if entries
        else t(msgid("There is nothing that this colleague enters now.")),
    )
    return Screen(text, (*column(Button(label, data) for data, label in entries), *_no_need(t)))


def ask_answer(t: Translator, told: Told, visit: Visit, names: visits.Names) -> Screen:
    """Show a visit to be read out to the colleague of its library, and take the answer."""
    text = lines(
        *_from(t, told),
        *_of_visit(t, visit, names),
        t(msgid("Read it to the colleague. Is it right?")),
    )
    answers = grid(
        [
            Button(t.plain(msgid("All is right")), told.press("right", visit.visit_id)),
            Button(t.plain(msgid("Inaccurate")), told.press("wrong", visit.visit_id)),
        ]
    )
    return Screen(text, (*answers, (Button(t.plain(msgid("Back")), told.press("from")),)))


def ask_line(t: Translator, told: Told, visit: Visit, names: visits.Names) -> Screen:
    """Ask for the line on what is inaccurate, as the colleague says it."""
    text = lines(
        *_from(t, told),
        *_of_visit(t, visit, names),
        t(msgid("What is inaccurate? Write one line, as the colleague says it.")),
    )
    back = Button(t.plain(msgid("Back")), told.press("visit", visit.visit_id))
    return Screen(text, ((back,),))


def _from(t: Translator, told: Told) -> tuple[Html, ...]:
    source = t.plain(dict(SOURCES)[told.source])
    return (
        t(msgid("On behalf of: {person}."), person=told.person),
        t(msgid("Source: {source}."), source=source),
    )


def _of_visit(t: Translator, visit: Visit, names: visits.Names) -> tuple[Html | None, ...]:
    library = names.library(visit.library_id)
    return (
        t(msgid("Visit, library: {library}, {date}."), library=library, date=visit.visited_on),
        *visits.facts(t, visit, names),
    )


def _no_need(t: Translator) -> Rows:
    return ((Button(t.plain(msgid("No need")), "behalf.no"),),)
