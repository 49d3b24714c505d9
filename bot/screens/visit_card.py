"""The card of a visit: all that is recorded, its history, removing and restoring; pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens import visits
from bot.screens.screen import Button, Rows, Screen, bold, column, cut, grid, lines
from bot.screens.visit_advice import closed_lines
from storage.records.history import Change
from storage.records.visits import Recommendation, Visit

CHANGES: Final = 12  # the latest ones fit a screen

REASONS: Final = {  # usual reasons of removing; what is kept is the text
    "double": msgid("Recorded twice"),
    "library": msgid("Wrong library"),
    "none": msgid("There was no trip"),
    "practice": msgid("It was a trial"),
}
CONFIRMATIONS: Final = {
    "waiting": msgid("Librarian: no reply yet."),
    "confirmed": msgid("Librarian: all is right ({person})."),
    "disputed": msgid("Librarian: there is an inaccuracy ({person}): «{line}»"),
}


@dataclass(frozen=True, slots=True)
class May:
    """What the reader of a card may do with it."""

    change: bool = False
    remove: bool = False
    assess: bool = False  # sees the assessment


# -------------------------------------------------------------------- the card


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a card: a line above it, the list that it was opened from."""

    note: str | None = None
    back: str = ""  # the list's filter and page
    planned: visits.Planned | None = None
    settled: tuple[Recommendation, ...] = ()  # recommendations seen there to be done


def card(t: Translator, visit: Visit, names: visits.Names, may: May, around: Around) -> Screen:
    """Show a visit with all that the reader may see and do."""
    text = lines(
        around.note,
        _title(t, visit, names),
        t(msgid("Who came: {people}"), people=names.people(visit.travellers)),
        visits.purposes_line(t, visit, names),
        visits.done_line(t, visit),
        visits.planned_line(t, around.planned),
        *closed_lines(t, around.settled),
        *_details(t, visit, names, may),
        *_standing(t, visit, names),
    )
    return Screen(text, _card_buttons(t, visit, may, around.back))


def _title(t: Translator, visit: Visit, names: visits.Names) -> Html:
    date_ = t.full_day(visit.visited_on)
    return bold(f"{t.plain(msgid('Visit'))}: {names.library(visit.library_id)}, {date_}")


def _details(t: Translator, visit: Visit, names: visits.Names, may: May) -> list[Html | None]:
    told: list[Html | None] = []
    if visit.staff_met:
        told.append(t(msgid("Met: {people}"), people=visit.staff_met))
    told += [
        t(
            "{area}: {text}",
            area=names.choice("area", one.area),
            text=cut(one.finding, visits.LINE),
        )
        for one in visit.findings
    ]
    if visit.assessment and may.assess:
        assessment = names.choice("assessment", visit.assessment)
        told.append(t(msgid("Assessment: {assessment}."), assessment=assessment))
    told.append(visits.recommended_line(t, visit, names))
    if visit.next_visit_on:
        told.append(t(msgid("Next visit: {date}."), date=visit.next_visit_on))
    told.append(_transport(t, visit, names))
    if visit.file_ids:
        told.append(t(msgid("Photos: {count}."), count=len(visit.file_ids)))
    return told


def _transport(t: Translator, visit: Visit, names: visits.Names) -> Html | None:
    transport = names.choice("transport", visit.transport) if visit.transport else ""
    if transport and visit.km is not None:
        return t(msgid("{transport}, {km} km."), transport=transport, km=visit.km)
    if visit.km is not None:
        return t(msgid("Kilometres: {km}."), km=visit.km)
    return t("{transport}.", transport=transport) if transport else None


def _standing(t: Translator, visit: Visit, names: visits.Names) -> list[Html | None]:
    said: list[Html | None] = []
    if visit.confirmation in CONFIRMATIONS:
        person = names.person(visit.confirmed_by) if visit.confirmed_by else ""
        text = CONFIRMATIONS[visit.confirmation]
        said.append(t(text, person=person, line=visit.dispute or ""))
    said.append(t(msgid("Recorded by: {person}"), person=names.person(visit.staff_id)))
    if visit.entered_by != visit.staff_id:
        said[-1] = t(
            msgid("Whose record: {owner}; recorded by: {person}"),
            owner=names.person(visit.staff_id),
            person=names.person(visit.entered_by),
        )
    if visit.source != "chat":
        said.append(visits.entered(t, visit.source, names.day_of(visit.created_at)))
    if visit.removed_at:
        person = names.person(visit.removed_by) if visit.removed_by else ""
        text = msgid("Removed by: {person}, reason: {reason}")
        said.append(t(text, person=person, reason=visit.removed_reason or ""))
    return said


def _card_buttons(t: Translator, visit: Visit, may: May, back: str) -> Rows:
    key = visit.visit_id
    if visit.removed_at:
        buttons = [Button(t.plain(msgid("Restore")), f"visit.restore:{key}")] if may.remove else []
        return grid([*buttons, Button(t.plain(msgid("History")), f"visit.history:{key}")])
    buttons = []
    if visit.file_ids:
        buttons.append(Button(t.plain(msgid("Show the photos")), f"visit.photos:{key}"))
    if visit.voice_file_id:
        buttons.append(Button(t.plain(msgid("Listen")), f"visit.voice:{key}"))
    if visit.needs_text and may.change:
        buttons.append(Button(t.plain(msgid("Write the text")), f"visit.text:{key}"))
    if may.change:
        buttons += [
            Button(t.plain(msgid("Correct")), f"visit.edit:{key}"),
            Button(t.plain(msgid("More details")), f"visit.more:{key}"),
        ]
    buttons.append(Button(t.plain(msgid("History")), f"visit.history:{key}"))
    if may.remove:
        buttons.append(Button(t.plain(msgid("Remove")), f"visit.remove:{key}"))
    the_list = f"visits.list:{back}" if back else "visits.list"
    return grid([*buttons, Button(t.plain(msgid("To the list")), the_list)])


def why_removed(t: Translator, visit: Visit, names: visits.Names) -> Screen:
    """Ask why a record is removed: usual reasons as buttons, any other typed."""
    key = visit.visit_id
    buttons = [
        Button(t.plain(reason), f"visit.drop:{key}:{code}") for code, reason in REASONS.items()
    ]
    text = lines(
        _title(t, visit, names),
        t(msgid("Why is the record removed? Press or write the reason. It can be restored.")),
    )
    back = Button(t.plain(msgid("Do not remove")), f"visit.show:{key}")
    return Screen(text, column([*buttons, back]))


def ask_text(t: Translator, visit: Visit, names: visits.Names) -> Screen:
    """Ask for the line of the journal of a visit that has only a voice message."""
    text = lines(
        _title(t, visit, names),
        t(msgid("What was done? In one line, it goes to the journal. No names of readers.")),
    )
    back = Button(t.plain(msgid("Back")), f"visit.show:{visit.visit_id}")
    buttons = [back]
    if visit.voice_file_id:
        buttons.insert(0, Button(t.plain(msgid("Listen")), f"visit.voice:{visit.visit_id}"))
    return Screen(text, grid(buttons))


def numbers_in_text(t: Translator, visit_id: int, numbers: Sequence[str]) -> Screen:
    """Warn of what looks like a resident's number in the line of the journal (T19)."""
    buttons = (
        Button(t.plain(msgid("Take out and save")), f"visit.striptext:{visit_id}"),
        Button(t.plain(msgid("Write anew")), f"visit.text:{visit_id}"),
        Button(t.plain(msgid("It is not a telephone")), f"visit.keeptext:{visit_id}"),
    )
    return Screen(t(visits.NUMBERS, number=", ".join(numbers)), column(buttons))


# -------------------------------------------------------------------- history

ACTIONS: Final = {
    "recorded": msgid("{at}, {person}: recorded"),
    "changed": msgid("{at}, {person}: corrected"),
    "removed": msgid("{at}, {person}: removed"),
    "restored": msgid("{at}, {person}: restored"),
    "confirmed": msgid("{at}, {person}: all is right"),
    "disputed": msgid("{at}, {person}: there is an inaccuracy"),
    "joined": msgid("{at}, {person}: added to the trip"),
    "withdrawn": msgid("{at}, {person}: recommendation withdrawn"),
    "done": msgid("{at}, {person}: recommendation carried out"),
    "accepted": msgid("{at}, {person}: recommendation accepted"),
    "returned": msgid("{at}, {person}: recommendation sent back"),
    "undone": msgid("{at}, {person}: the latest step of a recommendation was undone"),
    "described": msgid("{at}, {person}: what was done after a recommendation"),
    "photo": msgid("{at}, {person}: photo to a recommendation"),
    "help": msgid("{at}, {person}: help with a recommendation was asked for"),
}
FIELDS: Final = {  # what a change is called; the rest are inner columns
    "library_id": msgid("library"),
    "visited_on": msgid("date"),
    "outcome": msgid("outcome"),
    "done": msgid("what was done"),
    "assessment": msgid("assessment"),
    "staff_met": msgid("whom they met"),
    "next_visit_on": msgid("next visit"),
    "purposes": msgid("purposes"),
    "findings": msgid("findings"),
    "file_ids": msgid("photos"),
    "voice_file_id": msgid("voice message"),
    "travellers": msgid("who travelled"),
    "transport": msgid("transport"),
    "km": msgid("kilometres"),
    "recommendation": msgid("recommendation"),
    "responsible_id": msgid("responsible"),
    "deadline_on": msgid("deadline"),
}
HIDDEN: Final = frozenset({"assessment"})  # from those who must not see it


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a history: when (local), who, what, and the values for people."""

    at: str
    person: str
    action: str
    changes: tuple[tuple[str, str, str], ...] = ()  # column, old, new
    line: str = ""


def history(
    t: Translator, visit: Visit, names: visits.Names, told: Sequence[Told], *, assess: bool
) -> Screen:
    """Show who changed what and when, the latest last."""
    text = lines(
        _title(t, visit, names),
        t(msgid("History of the record:")),
        *(_entry(t, one, assess=assess) for one in told[-CHANGES:]),
    )
    back = Button(t.plain(msgid("Back")), f"visit.show:{visit.visit_id}")
    return Screen(text, column([back]))


def _entry(t: Translator, told: Told, *, assess: bool) -> Html:
    action = ACTIONS.get(told.action, msgid("{at}, {person}: changed"))
    said = t(action, at=told.at, person=told.person)
    changes = [
        t("{field}: {old} → {new}", field=t.plain(FIELDS[column]), old=old, new=new)
        for column, old, new in told.changes
        if column in FIELDS and (assess or column not in HIDDEN)
    ]
    line = [t("«{line}»", line=cut(told.line, visits.LINE))] if told.line else []
    details = "; ".join([*changes, *line])
    return Html(f"{said}. {details}") if details else Html(f"{said}.")


def entry_of(change: Change, at: str, person: str, shown: Callable[[str, Any], str]) -> Told:
    """Turn a stored change into an entry; `shown` writes a column's value for people."""
    new = change.new if isinstance(change.new, dict) else {}
    old = change.old if isinstance(change.old, dict) else {}
    said = change.reason or (change.new if isinstance(change.new, str) else "")
    changes = tuple(
        (column, shown(column, old.get(column)), shown(column, value))
        for column, value in new.items()
    )
    return Told(at, person, change.action, changes, said)
