"""A round as people read it: saved, its card, its history, removing it; pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Rows, Screen, bold, column, cut, grid, lines
from bot.screens.visit_card import ACTIONS, CHANGES, Told
from bot.screens.visits import LINE, entered, utc_day
from storage.records.rounds import Round, RoundFields, RoundRow, Tally

REASONS: Final = {  # usual reasons of removing; what is kept is the text
    "double": msgid("Recorded twice"),
    "library": msgid("Wrong library"),
    "none": msgid("There was no round"),
    "practice": msgid("It was a trial"),
}
MORE: Final = {  # said only where there is something
    "reregistered": msgid("Re-registered: {n}."),
    "issued": msgid("Items lent: {n}."),
    "returned": msgid("Items returned: {n}."),
    "homebound": msgid("To be served at home: {n}."),
    "debtors": msgid("Debtors visited: {n}."),
    "invited": msgid("Invited: {n}."),
    "leaflets": msgid("Leaflets given: {n}."),
}
LISTED: Final = {  # the tally's mapping: the list of its codes, what it is called
    "reasons": ("reason", msgid("Why they do not read: {counts}.")),
    "ages": ("age", msgid("Ages: {counts}.")),
    "wishes": ("wish", msgid("Wishes: {counts}.")),
}
TITLES_ASKED: Final = msgid("Titles asked for: {titles}.")
FIELDS: Final = {  # what a change is called
    "library_id": msgid("library"),
    "settlement_id": msgid("settlement"),
    "street": msgid("street"),
    "made_on": msgid("date"),
    "purpose": msgid("purpose"),
    "partners": msgid("jointly with"),
    "households": msgid("households"),
    "home": msgid("at home"),
    "readers": msgid("readers"),
    "new_readers": msgid("new readers"),
    "not_reading": msgid("not reading"),
    "reregistered": msgid("re-registered"),
    "issued": msgid("items lent"),
    "returned": msgid("items returned"),
    "homebound": msgid("to be served at home"),
    "debtors": msgid("debtors"),
    "invited": msgid("invited"),
    "leaflets": msgid("leaflets"),
    "reasons": msgid("why they do not read"),
    "ages": msgid("ages"),
    "wishes": msgid("wishes"),
    "titles": msgid("titles asked for"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How libraries, settlements, people and choices are called in the reader's language."""

    library: Callable[[int], str]
    place: Callable[[int, int | None], str]  # library, settlement (None: the library's own)
    person: Callable[[int], str]
    choice: Callable[[str, str], str]  # list, code
    day_of: Callable[[str], date] = utc_day  # of a stored moment

    def choices(self, of: str, codes: Iterable[str]) -> str:
        """Return choices joined by a comma."""
        return ", ".join(self.choice(of, code) for code in codes)

    def counts(self, of: str, counts: Mapping[str, int]) -> str:
        """Return counted choices, the most frequent first: «Нет времени 2, Далеко 1»."""
        ordered = sorted(counts.items(), key=lambda one: -one[1])
        return ", ".join(f"{self.choice(of, code)} {number}" for code, number in ordered)

    def place_of(self, said: RoundFields) -> str:
        """Return where a round was."""
        return self.place(said.library_id, said.settlement_id)


@dataclass(frozen=True, slots=True)
class May:
    """What the reader of a card may do with it."""

    change: bool = False
    remove: bool = False
    walk: bool = False  # it is their own walk, not finished


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a card: a line above it, the list that it was opened from."""

    note: str | None = None
    back: str = ""  # the list's filter and page


# -------------------------------------------------------------------- numbers


def tally_lines(t: Translator, tally: Tally) -> Html:
    """Say the main numbers in a line each (T17)."""
    return lines(
        t(
            msgid("Households: {households}, at home: {home}. Asked: {asked}."),
            households=tally.households,
            home=tally.home,
            asked=tally.asked,
        ),
        t(
            msgid("Readers: {readers}, new: {new}, not reading: {rest}."),
            readers=tally.readers,
            new=tally.new_readers,
            rest=tally.not_reading,
        ),
    )


def more_line(t: Translator, tally: Tally) -> Html | None:
    """Say the other numbers, those that are there."""
    told = [t(text, n=getattr(tally, name)) for name, text in MORE.items() if getattr(tally, name)]
    return Html(" ".join(told)) if told else None


def diary_line(t: Translator, round_: RoundFields, names: Names) -> str:
    """Write the line for the paper diary, as plain text (T20)."""
    tally = round_.tally
    return t.plain(
        msgid(
            "{date}, {settlement}: households visited {households}, residents asked {asked}, "
            "new readers enrolled {new}, items lent {issued}"
        ),
        date=round_.made_on,
        settlement=names.place_of(round_),
        households=tally.households,
        asked=tally.asked,
        new=tally.new_readers,
        issued=tally.issued,
    )


# -------------------------------------------------------------------- after saving


def recorded(t: Translator, round_: Round, names: Names, *, is_new: bool = True) -> Screen:
    """Say that a round is saved or corrected, with the line for the diary (T20)."""
    said = msgid("The round is saved.") if is_new else msgid("The round is corrected.")
    line = diary_line(t, round_, names)
    text = lines(t(said), t(msgid("The line for the diary: «{line}»"), line=line))
    buttons = [
        Button(t.plain(msgid("Copy")), copy=line),
        Button(t.plain(msgid("Correct numbers")), f"round.edit:{round_.round_id}"),
    ]
    if is_new:
        buttons.append(Button(t.plain(msgid("Another round")), f"round.again:{round_.round_id}"))
    buttons.append(Button(t.plain(msgid("Open the record")), f"round.card:{round_.round_id}"))
    return Screen(text, grid(buttons))


def there_already(t: Translator, row: RoundRow, names: Names, place: str) -> Screen:
    """Ask about a round of that day and place that is there already (T13)."""
    text = t(
        msgid(
            "A round of this day is there already. Settlement: {settlement}, {date}, "
            "households: {households}. Is yours another one?"
        ),
        settlement=names.place(row.library_id, row.settlement_id),
        date=row.made_on,
        households=row.households,
    )
    buttons = (
        Button(t.plain(msgid("Yes, another round")), f"round.settle:{place}"),
        Button(t.plain(msgid("Open that one")), f"round.card:{row.round_id}"),
        Button(t.plain(msgid("Delete the draft")), f"task.drop:{place.partition(':')[0]}"),
    )
    return Screen(text, column(buttons))


# -------------------------------------------------------------------- the card


def card(t: Translator, round_: Round, names: Names, may: May, around: Around) -> Screen:
    """Show a round with all that is recorded and what the reader may do."""
    text = lines(
        around.note,
        _title(t, round_, names),
        *_facts(t, round_, names),
        *_standing(t, round_, names),
    )
    return Screen(text, _buttons(t, round_, names, may, around.back))


def _title(t: Translator, round_: RoundFields, names: Names) -> Html:
    place, on = names.place_of(round_), t.full_day(round_.made_on)
    return bold(f"{t.plain(msgid('Round'))}: {place}, {on}")


def _facts(t: Translator, round_: RoundFields, names: Names) -> list[Html | None]:
    tally = round_.tally
    partners = names.choices("partner", round_.partners)
    titles = ", ".join(f"«{cut(one, LINE)}» {n}" for one, n in tally.titles.items())
    return [
        t(msgid("Library: {library}."), library=names.library(round_.library_id)),
        t(msgid("Street: {street}."), street=round_.street) if round_.street else None,
        t(msgid("Purpose: {purposes}."), purposes=names.choice("purpose", round_.purpose)),
        t(msgid("Jointly with: {partners}."), partners=partners) if partners else None,
        tally_lines(t, tally),
        more_line(t, tally),
        *(_listed(t, tally, name, names) for name in LISTED),
        t(TITLES_ASKED, titles=titles) if titles else None,
    ]


def _listed(t: Translator, tally: Tally, name: str, names: Names) -> Html | None:
    of, text = LISTED[name]
    counts = names.counts(of, getattr(tally, name))
    return t(text, counts=counts) if counts else None


def _standing(t: Translator, round_: Round, names: Names) -> list[Html | None]:
    said: list[Html | None] = []
    if round_.state != "saved":
        said.append(t(msgid("The round is not finished: it is in no sum yet.")))
    if round_.entered_by == round_.staff_id:
        said.append(t(msgid("Recorded by: {person}"), person=names.person(round_.staff_id)))
    else:
        text = msgid("Whose record: {owner}; recorded by: {person}")
        owner, person = names.person(round_.staff_id), names.person(round_.entered_by)
        said.append(t(text, owner=owner, person=person))
    if round_.source != "chat":
        said.append(entered(t, round_.source, names.day_of(round_.created_at)))
    if round_.removed_at:
        person = names.person(round_.removed_by) if round_.removed_by else ""
        text = msgid("Removed by: {person}, reason: {reason}")
        said.append(t(text, person=person, reason=round_.removed_reason or ""))
    return said


def _buttons(t: Translator, round_: Round, names: Names, may: May, back: str) -> Rows:
    key = round_.round_id
    history = Button(t.plain(msgid("History")), f"round.history:{key}")
    if round_.removed_at:
        restore = Button(t.plain(msgid("Restore")), f"round.restore:{key}")
        return grid([restore, history] if may.remove else [history])
    buttons = []
    if may.walk:
        buttons.append(Button(t.plain(msgid("Go on with the round")), f"walk.open:{key}"))
    if may.change and round_.state == "saved":
        buttons += [
            Button(t.plain(msgid("Correct")), f"round.edit:{key}"),
            Button(t.plain(msgid("More details")), f"round.more:{key}"),
        ]
    buttons.append(history)
    if may.remove:
        buttons.append(Button(t.plain(msgid("Remove")), f"round.remove:{key}"))
    if round_.state == "saved":
        line = diary_line(t, round_, names)
        buttons.append(Button(t.plain(msgid("Copy for the diary")), copy=line))
    the_list = f"rounds.list:{back}" if back else "rounds.list"
    return grid([*buttons, Button(t.plain(msgid("To the list")), the_list)])


def on_behalf(t: Translator, round_: Round, names: Names) -> Html:
    """Say what was recorded for a colleague (X7)."""
    return lines(
        t(
            msgid("Recorded on your behalf: round, settlement: {settlement}, {date}."),
            settlement=names.place_of(round_),
            date=round_.made_on,
        ),
        tally_lines(t, round_.tally),
        more_line(t, round_.tally),
    )


def told(t: Translator, round_: Round, names: Names, said: str, person: str) -> Screen:
    """Tell a colleague in a sentence what happened to a record that is theirs."""
    heading = t(
        msgid("Round, settlement: {settlement}, {date}."),
        settlement=names.place_of(round_),
        date=round_.made_on,
    )
    text = lines(heading, t(said), t(msgid("Who: {person}"), person=person))
    button = Button(t.plain(msgid("Open the record")), f"round.card:{round_.round_id}")
    return Screen(text, column([button]))


# -------------------------------------------------------------------- residents' numbers


def resident_found(t: Translator, found: Sequence[str], place: str) -> Screen:
    """Refuse what looks like a resident's phone, document or address: no way round it (T19)."""
    text = t(
        msgid(
            "Here is something like a telephone, document or address: {number}. The bot does not "
            "keep what belongs to residents. Take it out and save the rest?"
        ),
        number=", ".join(found),
    )
    buttons = (
        Button(t.plain(msgid("Take out and save")), f"round.strip:{place}", style="success"),
        Button(t.plain(msgid("Write anew")), f"round.retype:{place}"),
    )
    return Screen(text, column(buttons))


# -------------------------------------------------------------------- removing, history


def why_removed(t: Translator, round_: Round, names: Names) -> Screen:
    """Ask why a record is removed: usual reasons as buttons, any other typed."""
    key = round_.round_id
    buttons = [
        Button(t.plain(reason), f"round.drop:{key}:{code}") for code, reason in REASONS.items()
    ]
    text = lines(
        _title(t, round_, names),
        t(msgid("Why is the record removed? Press or write the reason. It can be restored.")),
    )
    back = Button(t.plain(msgid("Do not remove")), f"round.show:{key}")
    return Screen(text, column([*buttons, back]))


def history(t: Translator, round_: Round, names: Names, told: Sequence[Told]) -> Screen:
    """Show who changed what and when, the latest last."""
    text = lines(
        _title(t, round_, names),
        t(msgid("History of the record:")),
        *(_entry(t, one) for one in told[-CHANGES:]),
    )
    back = Button(t.plain(msgid("Back")), f"round.show:{round_.round_id}")
    return Screen(text, column([back]))


def _entry(t: Translator, told: Told) -> Html:
    action = ACTIONS.get(told.action, msgid("{at}, {person}: changed"))
    said = t(action, at=told.at, person=told.person)
    changes = [
        t("{field}: {old} → {new}", field=t.plain(FIELDS[column]), old=old, new=new)
        for column, old, new in told.changes
        if column in FIELDS
    ]
    line = [t("«{line}»", line=cut(told.line, LINE))] if told.line else []
    details = "; ".join([*changes, *line])
    return Html(f"{said}. {details}") if details else Html(f"{said}.")
