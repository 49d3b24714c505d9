"""One recommendation: its card for who carries it out and for who gave it, its moves; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import recommending
from bot.screens.screen import Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.history import Change
from storage.records.visits import Recommendation

CHANGES: Final = 15  # the latest ones fit a screen
WHOLE: Final = 600  # characters of a recommendation on its card
STATES: Final[Mapping[str, str]] = {
    "given": msgid("given"),
    "done": msgid("carried out, not accepted yet"),
    "accepted": msgid("accepted"),
    "overdue": msgid("overdue"),
    "withdrawn": msgid("withdrawn"),
}
SOURCES: Final[Mapping[str, str]] = {
    "phone": msgid("told by telephone"),
    "paper": msgid("written on paper"),
    "visit": msgid("seen on the spot"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A recommendation with what its card says, in the reader's language.

    `may` are the names of the buttons that are open to the reader.
    """

    item: Recommendation
    today: date
    library: str
    responsible: str
    author: str
    area: str = ""
    done_by: str = ""
    asked_photos: int = 0
    done_photos: int = 0
    may: frozenset[str] = frozenset()
    closed: str = ""  # the name of the closed period in which the visit lies


# -------------------------------------------------------------------- the card


def card(t: Translator, facts: Facts, note: Html | None = None) -> Screen:
    """Show a recommendation with what its reader may do (X5)."""
    return Screen(lines(note, *body(t, facts), _closed(t, facts)), _buttons(t, facts))


def _closed(t: Translator, facts: Facts) -> Html | None:
    if not facts.closed:
        return None
    text = (
        msgid("The period of the visit is closed: {period}. What is done can still be noted.")
        if facts.item.is_open
        else msgid("The period of the visit is closed: {period}.")
    )
    return t(text, period=facts.closed)


def body(t: Translator, facts: Facts) -> list[Html | None]:
    """Return what the card of a recommendation says, a line each."""
    item = facts.item
    return [
        title(t, item, facts.today),
        t(msgid("Library: {library}."), library=facts.library),
        t(msgid("Responsible: {person}"), person=facts.responsible) if facts.responsible else None,
        t(
            msgid("Given on {date}: {person}"),
            date=_day(t, item.visited_on, facts.today),
            person=facts.author,
        ),
        t(msgid("Area: {area}."), area=facts.area) if facts.area else None,
        t(msgid("Photos to it: {n}."), n=facts.asked_photos) if facts.asked_photos else None,
        *_standing(t, facts),
    ]


def title(t: Translator, item: Recommendation, today: date) -> Html:
    """Say what is asked and by when; how many days are left only while it is open."""
    text = cut(item.recommendation, WHOLE)
    if item.deadline_on is None:
        return t(msgid("Recommendation: «{text}»."), text=text)
    on = _day(t, item.deadline_on, today)
    if not item.is_open:
        return t(msgid("Recommendation: «{text}». Deadline: {date}."), text=text, date=on)
    return t(
        msgid("Recommendation: «{text}». Deadline: {date}, {days}."),
        text=text, date=on, days=days(t, item.deadline_on, today),
    )  # fmt: skip


def days(t: Translator, deadline: date, today: date) -> str:
    """Say how many days are left, or how many have passed."""
    left = (deadline - today).days
    if left == 0:
        return t.plain(msgid("today is the last day"))
    if left > 0:
        return t.plain(plural("{n} day left", "{n} days left"), n=left)
    return t.plain(plural("{n} day overdue", "{n} days overdue"), n=-left)


def _day(t: Translator, day: date, today: date) -> str:
    """Write a date of another year with its year; a sentence ends with a stop of its own."""
    return t.day(day) if day.year == today.year else t.full_day(day).removesuffix(".")


def _standing(t: Translator, facts: Facts) -> list[Html | None]:
    item = facts.item
    if item.state == "withdrawn":
        reason = item.state_reason or ""
        return [
            t(msgid("Withdrawn: «{reason}»"), reason=reason) if reason else t(msgid("Withdrawn."))
        ]
    if item.state == "given":
        remark = msgid("Sent back with a remark: «{remark}»")
        return [t(remark, remark=item.remark) if item.is_sent_back else None]
    state = msgid("Accepted.") if item.state == "accepted" else None
    return [_done(t, facts), *_proof(t, facts), t(state) if state else None]


def _done(t: Translator, facts: Facts) -> Html | None:
    item = facts.item
    if item.done_on is None:
        return None
    said = t(
        msgid("Carried out, noted on {date}. Who noted it: {person}"),
        date=_day(t, item.done_on, facts.today), person=facts.done_by or "—",
    )  # fmt: skip
    source = SOURCES.get(item.done_source or "")
    return Html(f"{said} ({t(source)})") if source else said


def _proof(t: Translator, facts: Facts) -> list[Html | None]:
    line = facts.item.done_line
    return [
        t(msgid("What was done: «{line}»"), line=line) if line else None,
        t(msgid("Photos of what was done: {n}."), n=facts.done_photos)
        if facts.done_photos
        else None,
    ]


# Which buttons stand where: their names are those of `Facts.may`.
_OFFERED: Final[Mapping[str, tuple[str, str, str]]] = {  # label, press, style
    "do": (msgid("It is done"), "rec.done:{id}:{move}", "primary"),
    "help": (msgid("Help is needed"), "rec.help:{id}", ""),
    "accept": (msgid("Accept"), "rec.accept:{id}:{move}", "primary"),
    "return": (msgid("Send back"), "rec.back:{id}", ""),
    "behalf": (msgid("It is done"), "rec.told:{id}", ""),
    "undo": ("", "rec.undo:{id}:{move}", ""),  # `_TAKEN_BACK` names it
    "change": (msgid("Change"), "rec.change:{id}", ""),
    "withdraw": (msgid("Withdraw it"), "rec.drop:{id}", ""),
    "photos": (msgid("Show the photos"), "rec.photos:{id}", ""),
    "later": (msgid("Remind me later"), "task.later:recommend:{id}", ""),
    "history": (msgid("History"), "rec.history:{id}", ""),
    "visit": (msgid("Open the visit"), "visit.card:{visit}", ""),
}

# «Отменить» would read as if it cancelled the recommendation: the button says what is taken back.
_TAKEN_BACK: Final[Mapping[str, str]] = {  # by state
    "given": msgid("Do not send back"),
    "done": msgid("Not done yet"),
    "accepted": msgid("Do not accept"),
    "withdrawn": msgid("Open it again"),
}


def _buttons(t: Translator, facts: Facts) -> Rows:
    item = facts.item
    place = {"id": item.recommendation_id, "move": item.move_no, "visit": item.visit_id}
    return grid(
        Button(t.plain(label or _TAKEN_BACK[item.state]), press.format(**place), style=style)
        for name, (label, press, style) in _OFFERED.items()
        if name in facts.may
    )


# -------------------------------------------------------------------- carried out


def noted(t: Translator, facts: Facts, person: str, note: Html | None = None) -> Screen:
    """Say that it is noted, and take a line or photos for as long as they come."""
    text = lines(
        note or t(msgid("Noted: carried out.")),
        title(t, facts.item, facts.today),
        *_proof(t, facts),
        t(msgid("Who looks at it: {person}"), person=person) if person else None,
        t(msgid("You can add to it: write in one line what was done, or send photos."))
        if not facts.item.done_line
        else t(msgid("Photos can be sent, too.")),
    )
    key, move = facts.item.recommendation_id, facts.item.move_no
    buttons = [
        Button(t.plain(_TAKEN_BACK["done"]), f"rec.undo:{key}:{move}"),
        Button(t.plain(msgid("That is all")), f"rec.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def how_known(t: Translator, facts: Facts) -> Screen:
    """Ask a methodist how they know that it is done."""
    key, move = facts.item.recommendation_id, facts.item.move_no
    buttons = [
        Button(t.plain(msgid("Told by telephone")), f"rec.heard:{key}:{move}:phone"),
        Button(t.plain(msgid("Written on paper")), f"rec.heard:{key}:{move}:paper"),
        Button(t.plain(msgid("Seen on the spot")), f"rec.heard:{key}:{move}:visit"),
        Button(t.plain(msgid("Back")), f"rec.card:{key}"),
    ]
    text = lines(
        title(t, facts.item, facts.today),
        t(msgid("How do you know that it is done?")),
    )
    return Screen(text, column(buttons))


def ask_help(t: Translator, facts: Facts, person: str) -> Screen:
    """Ask what is needed."""
    key = facts.item.recommendation_id
    text = lines(
        title(t, facts.item, facts.today),
        t(msgid("What is in the way, what do you need? Write in one message.")),
        t(msgid("Who gets it: {person}"), person=person),
    )
    buttons = [
        Button(t.plain(msgid("Let them call me")), f"rec.call:{key}"),
        Button(t.plain(msgid("Back")), f"rec.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def help_asked(t: Translator, facts: Facts, number: int, person: str) -> Screen:
    """Say to whom the request for help went."""
    text = lines(
        t(
            msgid("Your request (question No. {number}) went to: {person}"),
            number=number, person=person,
        ),
        t(msgid("The recommendation stays as it is.")),
    )  # fmt: skip
    return Screen(text, ((_back(t, facts.item),),))


# -------------------------------------------------------------------- the methodist's word


def ask_remark(t: Translator, facts: Facts) -> Screen:
    """Ask what is missing."""
    text = lines(
        *body(t, facts),
        t(msgid("What is missing? Write in one line, the library will read it.")),
    )
    return Screen(text, ((_back(t, facts.item),),))


def why_withdrawn(t: Translator, facts: Facts) -> Screen:
    """Ask why it is withdrawn: usual reasons as buttons, any other typed."""
    key, move = facts.item.recommendation_id, facts.item.move_no
    buttons = [
        Button(t.plain(reason), f"rec.why:{key}:{move}:{code}")
        for code, reason in recommending.REASONS.items()
    ]
    text = lines(
        title(t, facts.item, facts.today),
        t(msgid("Why is it withdrawn? Press or write in your own words.")),
    )
    return Screen(text, column([*buttons, _back(t, facts.item, msgid("Keep it"))]))


def _back(t: Translator, item: Recommendation, label: str = msgid("Back")) -> Button:
    return Button(t.plain(label), f"rec.card:{item.recommendation_id}")


# -------------------------------------------------------------------- history

ACTIONS: Final[Mapping[str, str]] = {
    "given": msgid("{at}, {person}: given"),
    "done": msgid("{at}, {person}: carried out"),
    "described": msgid("{at}, {person}: what was done"),
    "accepted": msgid("{at}, {person}: accepted"),
    "returned": msgid("{at}, {person}: sent back"),
    "withdrawn": msgid("{at}, {person}: withdrawn"),
    "undone": msgid("{at}, {person}: the latest step was undone"),
    "photo": msgid("{at}, {person}: photo"),
    "help": msgid("{at}, {person}: help was asked for"),
    "changed": msgid("{at}, {person}: changed"),
    "confirmed": msgid("{at}, {person}: all is right"),
    "disputed": msgid("{at}, {person}: there is an inaccuracy"),
}
FIELDS: Final[Mapping[str, str]] = {
    "recommendation": msgid("recommendation"),
    "responsible_id": msgid("responsible"),
    "deadline_on": msgid("deadline"),
    "area": msgid("area"),
}
Said = Callable[[str, Any], str]  # writes a column's value for people


@dataclass(frozen=True, slots=True)
class Told:
    """A change with its local moment and the name of who made it."""

    change: Change
    at: str
    person: str


def history(t: Translator, facts: Facts, told: Sequence[Told], said: Said) -> Screen:
    """Show who did what and when, the latest last."""
    text = lines(
        bold(cut(facts.item.recommendation, WHOLE)),
        t(msgid("History of the recommendation:")),
        *(_entry(t, one, said) for one in told[-CHANGES:]),
    )
    return Screen(text, ((_back(t, facts.item),),))


def _entry(t: Translator, one: Told, said: Said) -> Html:
    change = one.change
    head = t(ACTIONS.get(change.action, ACTIONS["changed"]), at=one.at, person=one.person)
    new = change.new if isinstance(change.new, dict) else {}
    old = change.old if isinstance(change.old, dict) else {}
    parts = [
        t("{field}: {old} → {new}", field=t.plain(FIELDS[name]), old=said(name, old.get(name)),
          new=said(name, value))
        for name, value in new.items()
        if name in FIELDS
    ]  # fmt: skip
    line = change.reason or (change.new if isinstance(change.new, str) else "")
    if line:
        parts.append(t("«{line}»", line=line))
    return Html(f"{head}. {'; '.join(parts)}") if parts else Html(f"{head}.")
