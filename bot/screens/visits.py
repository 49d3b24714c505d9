"""Visits as people read them: saved, met twice, confirmed, the card and its history; pure.

Screens always print both counts: «Выездов в библиотеки: 144 (поездок: 61)».
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Rows, Screen, column, cut, grid, lines
from storage.records.visits import Counts, Recommendation, Visit, VisitRow

LINE: Final = 300  # characters of one free text on a card

STATES: Final = {  # of a recommendation
    "given": msgid("given"),
    "done": msgid("carried out"),
    "accepted": msgid("accepted by the methodist"),
    "overdue": msgid("overdue"),
    "withdrawn": msgid("withdrawn"),
}
SOURCES: Final = {
    "phone": msgid("by telephone"),
    "paper": msgid("from a paper form"),
    "other": msgid("from other information"),
    "chat": msgid("in the chat"),
}
BOTH_COUNTS: Final = msgid(
    "Since the beginning of the year visits to libraries: {visits} (trips: {trips})."
)
NUMBERS: Final = msgid(
    "Here is something like a telephone, document or address: {number}. The bot does not "
    "keep what belongs to residents. Take it out and save the rest?"
)


def utc_day(moment: str) -> date:
    """Return the day of a stored moment where no zone is known."""
    return date.fromisoformat(moment[:10])


def entered(t: Translator, source: str, on: date) -> Html:
    """Say from what a record was entered and on which day."""
    text = msgid("Entered {source}: {date}")
    return t(text, source=t.plain(SOURCES[source]), date=t.full_day(on))


@dataclass(frozen=True, slots=True)
class Names:
    """How libraries, people and choices of the form are called in the reader's language."""

    library: Callable[[int], str]
    person: Callable[[int], str]
    choice: Callable[[str, str], str]  # question, code
    today: date = date.min  # by which a recommendation is overdue
    day_of: Callable[[str], date] = utc_day  # of a stored moment

    def people(self, staff_ids: Iterable[int]) -> str:
        """Return names joined by a comma."""
        return ", ".join(self.person(one) for one in staff_ids)


# -------------------------------------------------------------------- after saving


@dataclass(frozen=True, slots=True)
class Planned:
    """How a held visit stands to its year's plan: the month of its line, or off the plan."""

    month: date | None


def planned_line(t: Translator, planned: Planned | None) -> Html | None:
    """Say which month of the plan a visit has marked; nothing where the year has no plan."""
    if planned is None:
        return None
    if planned.month is None:
        return t(msgid("Off the plan."))
    return t(msgid("By the plan: {month}, marked as done."), month=t.month(planned.month))


@dataclass(frozen=True, slots=True)
class Saved:
    """A visit just saved: the year's counts, the draft whose card says so, who is asked."""

    visit: Visit
    counts: Counts
    draft_id: int
    asked: tuple[int, ...] = ()
    planned: Planned | None = None
    settled: int = 0  # recommendations seen to be done


def recorded(t: Translator, saved: Saved, names: Names) -> Screen:
    """Say that a visit is saved, with what can be added (T12)."""
    visit, asked = saved.visit, saved.asked
    if visit.outcome == "held":
        said = msgid("The visit is recorded. Library: {library}, {date}.")
    else:
        said = msgid(
            "The trip is recorded, it is not counted as a visit: the library was closed. "
            "Library: {library}, {date}."
        )
    text = lines(
        t(said, library=names.library(visit.library_id), date=visit.visited_on),
        planned_line(t, saved.planned),
        t(msgid("Recommendations noted as done: {n}."), n=saved.settled)
        if saved.settled
        else None,
        both_counts(t, saved.counts),
        t(msgid("It has a voice message only: please write the line for the journal later."))
        if visit.needs_text
        else None,
        t(msgid("A card to confirm goes to: {people}"), people=names.people(asked))
        if asked
        else None,
    )
    return Screen(text, _after(t, saved))


def corrected(t: Translator, saved: Saved, names: Names, *, is_todays: bool) -> Screen:
    """Say that a record is corrected; on the day of the trip with what can be added."""
    visit, asked = saved.visit, saved.asked
    text = lines(
        t(
            msgid("The record is corrected. Library: {library}, {date}."),
            library=names.library(visit.library_id),
            date=visit.visited_on,
        ),
        planned_line(t, saved.planned),
        both_counts(t, saved.counts),
        t(msgid("A card to confirm goes to: {people}"), people=names.people(asked))
        if asked
        else None,
    )
    opens = Button(t.plain(msgid("Open the record")), f"visit.card:{visit.visit_id}")
    return Screen(text, (*(_after(t, saved) if is_todays else ()), (opens,)))


def joined(t: Translator, saved: Saved, names: Names) -> Screen:
    """Say that the person is on a co-traveller's trip."""
    visit = saved.visit
    text = lines(
        t(
            msgid(
                "You are on the list of the trip. Library: {library}, {date}, who came: {people}"
            ),
            library=names.library(visit.library_id),
            date=visit.visited_on,
            people=names.people(visit.travellers),
        ),
        both_counts(t, saved.counts),
    )
    return Screen(text, _after(t, saved))


def _after(t: Translator, saved: Saved) -> Rows:
    visit, key = saved.visit, saved.visit.visit_id
    buttons = [Button(t.plain(msgid("Another library")), f"visit.next:{key}", style="primary")]
    if visit.needs_text:
        buttons.append(Button(t.plain(msgid("Write the text")), f"visit.text:{key}"))
    buttons += [
        Button(t.plain(msgid("Recommendation")), f"visit.part:{key}:recommendations"),
        Button(t.plain(msgid("Photo")), f"visit.part:{key}:photos"),
        Button(t.plain(msgid("Correct")), f"visit.edit:{key}"),
        Button(t.plain(msgid("End the trip")), f"visit.end:{key}:{saved.draft_id}"),
    ]
    return grid(buttons)


def both_counts(t: Translator, counts: Counts) -> Html:
    """Print visits and trips of the year, always both."""
    return t(BOTH_COUNTS, visits=counts.visits, trips=counts.trips)


def trip_ended(
    t: Translator, on: date, library_ids: Sequence[int], names: Names, counts: Counts
) -> Screen:
    """Close a trip with its libraries."""
    libraries = ", ".join(names.library(one) for one in library_ids)
    said = msgid("The trip of {date} is finished. Libraries: {libraries}.")
    return Screen(lines(t(said, date=on, libraries=libraries), both_counts(t, counts)))


# -------------------------------------------------------------------- before saving


@dataclass(frozen=True, slots=True)
class AtCard:
    """A draft whose card is about to be saved, and what was settled on the way."""

    draft_id: int
    revision: int
    settled: str = ""

    def press(self, what: str, *arguments: str | int) -> str:
        """Return the press that goes on with the saving."""
        return ":".join(map(str, (f"visit.{what}", self.draft_id, self.revision, *arguments)))

    def settling(self, what: str) -> str:
        """Return the press that saves without asking about `what` again."""
        return self.press("settle", self.settled + what)


def together(t: Translator, visit: VisitRow, names: Names, at: AtCard) -> Screen:
    """Ask whether the person travelled with who has recorded the same visit (T13)."""
    text = t(
        msgid(
            "This visit is recorded already. Library: {library}, {date}, recorded by: {person}\n"
            "Did you travel together?"
        ),
        library=names.library(visit.library_id),
        date=visit.visited_on,
        person=names.person(visit.staff_id),
    )
    buttons = (
        Button(t.plain(msgid("Yes, add me")), at.press("join", visit.visit_id), style="primary"),
        Button(t.plain(msgid("No, another visit")), at.settling("o")),
        Button(t.plain(msgid("Back")), f"f.open:{at.draft_id}"),
    )
    return Screen(text, column(buttons))


def there_already(t: Translator, visit: VisitRow, names: Names, at: AtCard) -> Screen:
    """Say that the visit is recorded with the person among the travellers."""
    text = t(
        msgid(
            "This visit is recorded already, and you are among the travellers. Library: "
            "{library}, {date}, recorded by: {person}\nRecord it once more?"
        ),
        library=names.library(visit.library_id),
        date=visit.visited_on,
        person=names.person(visit.staff_id),
    )
    buttons = (
        Button(t.plain(msgid("Do not record")), at.press("same", visit.visit_id), style="primary"),
        Button(t.plain(msgid("Record once more")), at.settling("o")),
        Button(t.plain(msgid("Back")), f"f.open:{at.draft_id}"),
    )
    return Screen(text, column(buttons))


def numbers_found(t: Translator, numbers: Sequence[str], at: AtCard) -> Screen:
    """Warn of what looks like a resident's number; elsewhere than in rounds it may stay (T19)."""
    buttons = (
        Button(t.plain(msgid("Take out and save")), at.press("strip", at.settled or "-")),
        Button(t.plain(msgid("Write anew")), at.press("retype")),
        Button(t.plain(msgid("It is not a telephone")), at.settling("n")),
    )
    return Screen(t(NUMBERS, number=", ".join(numbers)), column(buttons))


# -------------------------------------------------------------------- the visited librarian


def to_confirm(t: Translator, visit: Visit, names: Names, note: str | None = None) -> Screen:
    """Show a visit to the librarian of its library, without the assessment (T14)."""
    key = visit.visit_id
    buttons: Rows = ()
    if note is None:
        buttons = grid(
            [
                Button(t.plain(msgid("All is right")), f"visit.right:{key}", style="success"),
                Button(t.plain(msgid("Inaccurate")), f"visit.wrong:{key}"),
            ]
        )
    asked = t(msgid("Is it right?")) if note is None else note
    return Screen(lines(*_for_librarian(t, visit, names), asked), buttons)


def _for_librarian(t: Translator, visit: Visit, names: Names) -> list[Html | None]:
    return [
        t(
            msgid("A visit to your library ({library}), {date}."),
            library=names.library(visit.library_id),
            date=visit.visited_on,
        ),
        *facts(t, visit, names),
    ]


def facts(t: Translator, visit: Visit, names: Names) -> tuple[Html | None, ...]:
    """Say what a library is asked about: who came, what for, what was done and is to be done."""
    return (
        t(msgid("Who came: {people}"), people=names.people(visit.travellers)),
        purposes_line(t, visit, names),
        done_line(t, visit),
        recommended_line(t, visit, names),
    )


def purposes_line(t: Translator, visit: Visit, names: Names) -> Html | None:
    """Say what the visit was for, or that the library was closed."""
    if visit.outcome == "closed":
        return t(msgid("The library was closed."))
    purposes = ", ".join(names.choice("purposes", code) for code in visit.purposes)
    return t(msgid("Purpose: {purposes}."), purposes=purposes) if purposes else None


def done_line(t: Translator, visit: Visit) -> Html | None:
    """Say what was done, or that its text is still to be written."""
    if visit.done:
        return t(msgid("Done: «{done}»"), done=cut(visit.done, LINE))
    return (
        t(msgid("Done: by voice, the text is still to be written.")) if visit.needs_text else None
    )


def recommended_line(t: Translator, visit: Visit, names: Names) -> Html | None:
    """List the recommendations that are not withdrawn."""
    live = [item for item in visit.recommendations if item.state != "withdrawn"]
    if not live:
        return None
    return lines(t(msgid("Recommendations:")), *(_recommendation(t, one, names) for one in live))


def _recommendation(t: Translator, item: Recommendation, names: Names) -> Html:
    parts = [t("• {text}", text=cut(item.recommendation, LINE))]
    if item.responsible_id is not None:
        parts.append(t("{person}", person=names.person(item.responsible_id)))
    if item.deadline_on is not None:
        parts.append(t(msgid("by {date}"), date=item.deadline_on))
    state = item.state_on(names.today)
    if state != "given":
        parts.append(t(STATES[state]))
    return Html("; ".join(parts))


def what_is_wrong(t: Translator, visit: Visit, names: Names) -> Screen:
    """Ask the librarian for a line to the author."""
    text = lines(
        t(
            msgid("A visit to your library ({library}), {date}."),
            library=names.library(visit.library_id),
            date=visit.visited_on,
        ),
        t(
            msgid("What is inaccurate? Write one line, it goes to: {person}"),
            person=names.person(visit.staff_id),
        ),
    )
    return Screen(text, column([Button(t.plain(msgid("Back")), f"visit.asked:{visit.visit_id}")]))


def disputed(
    t: Translator, visit: Visit, names: Names, person: str, line: str, *, taken_by: str = ""
) -> Screen:
    """Tell the author what the librarian finds inaccurate, and who took it by telephone."""
    text = lines(
        t(
            msgid("An inaccuracy in the record of a visit. Library: {library}, {date}."),
            library=names.library(visit.library_id),
            date=visit.visited_on,
        ),
        t(msgid("{person} writes: «{line}»"), person=person, line=line)
        if not taken_by
        else lines(
            t(msgid("{person} says: «{line}»"), person=person, line=line),
            t(msgid("Recorded by: {person}"), person=taken_by),
        ),
    )
    return told(t, visit, text)


def told(t: Translator, visit: Visit, text: Html) -> Screen:
    """Tell about a record, with a button that opens it."""
    button = Button(t.plain(msgid("Open the record")), f"visit.card:{visit.visit_id}")
    return Screen(text, column([button]))


def on_behalf(t: Translator, visit: Visit, names: Names) -> Html:
    """Say what was recorded for a colleague (X7)."""
    return lines(
        t(
            msgid("Recorded on your behalf: visit, library: {library}, {date}."),
            library=names.library(visit.library_id),
            date=visit.visited_on,
        ),
        purposes_line(t, visit, names),
        done_line(t, visit),
    )
