"""«Кто пришёл?»: one card of toggles, the list when it is complete, reasons (T38); pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.attendance import Roll
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from bot.screens.sessions import About, heading, when
from bot.screens.trips import clock
from storage.records.people import Staff
from storage.records.school import Session

PAGE: Final = 20  # toggles at once; a class is seldom larger
FOUND: Final = 8  # people offered for what was typed
ABSENCES: Final = {  # why somebody did not come, by the codes of «Не смогу»
    "leave": msgid("on leave"),
    "alone": msgid("nobody stood in"),
    "transport": msgid("no transport"),
    "work": msgid("other work"),
}
NOBODY: Final = msgid("Nobody of that name works here. Write a part of the surname.")


@dataclass(frozen=True, slots=True)
class Shown:
    """The roll of a session as one reader sees it."""

    about: About
    roll: Roll
    is_open: bool  # people may mark themselves now
    closed_period: str = ""

    @property
    def session(self) -> Session:
        """Return the session."""
        return self.roll.session


def reason(t: Translator, said: str | None) -> str:
    """Say why somebody did not come: a code in the reader's language, own words as they are."""
    if said is None:
        return ""
    return t.plain(ABSENCES[said]) if said in ABSENCES else said


def toggles(t: Translator, shown: Shown, page: int = 0) -> Screen:
    """Show who is marked, with a button for each; a press says what is to be, never «flip»."""
    roll, key = shown.roll, shown.session.session_id
    pages = max(1, -(-len(roll.people) // PAGE))
    page %= pages
    text = lines(
        *_head(t, shown),
        t(msgid("Press «All came», then those who are not there. At the end «Done».")),
    )
    people = roll.people[page * PAGE : (page + 1) * PAGE]
    first = [Button(t.plain(msgid("All came")), f"roll.all:{key}", style="primary")]
    under = []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        under.append(Button(label, f"roll.page:{key}:{(page + 1) % pages}"))
    under += [
        Button(t.plain(msgid("Another person")), f"roll.add:{key}"),
        Button(t.plain(msgid("QR code")), f"roll.qr:{key}"),
        Button(t.plain(msgid("Done")), f"roll.done:{key}", style="primary"),
    ]
    # One in a row: two would change places as soon as one is marked.
    marked = (_toggle(t, roll, one, page) for one in people)
    return Screen(text, (*column([*first, *marked]), *grid(under)))


def _head(t: Translator, shown: Shown) -> list[Html | None]:
    """Say which session it is, how many came and by which code people mark themselves."""
    roll, one = shown.roll, shown.session
    guests = len(roll.guests)
    counts = {"come": len(roll.present) - guests, "all": len(roll.members)}
    if one.rolled_at is not None:
        said = t(msgid("Came: {come} of {all}."), **counts)
    else:
        said = t(msgid("Who came? Now: {come} of {all}."), **counts)
    if shown.is_open:
        code = msgid("Code for marking oneself: {code}, until {time}.")
        said = Html(f"{said} {t(code, code=one.code, time=clock(one.ends_at))}")
    more = t(msgid("Guests: {count}."), count=guests) if guests else None
    return [
        bold(heading(t, shown.about)), t("{when}", when=when(t, shown.about)), said, more,
    ]  # fmt: skip


def _toggle(t: Translator, roll: Roll, person: Staff, page: int) -> Button:
    is_present = roll.is_present(person.staff_id)
    name = cut(person.initials(t.language), WIDE - 2)
    wanted = 0 if is_present else 1
    press = f"roll.put:{roll.session.session_id}:{person.staff_id}:{wanted}:{page}"
    return Button(f"✓ {name}" if is_present else name, press)


def finished(t: Translator, shown: Shown) -> Screen:
    """Show the complete list: who came is counted, who did not is named with the reason."""
    roll, key = shown.roll, shown.session.session_id
    text = lines(
        *_head(t, shown),
        _named(t, msgid("Did not come: {people}"), _absences(t, roll)),
        _named(t, msgid("Came beside the members: {people}"), _names(t, roll.guests)),
        t(msgid("The period is closed: {period}."), period=shown.closed_period)
        if shown.closed_period
        else None,
    )
    buttons = []
    if not shown.closed_period:
        if roll.absent:
            buttons.append(Button(t.plain(msgid("Reasons")), f"roll.reasons:{key}:0"))
        buttons.append(Button(t.plain(msgid("Correct the list")), f"roll.page:{key}:0"))
    buttons.append(Button(t.plain(msgid("To the session")), f"session.card:{key}"))
    return Screen(text, grid(buttons))


def _named(t: Translator, text: str, people: Sequence[str]) -> Html | None:
    return t(text, people="; ".join(people)) if people else None


def _names(t: Translator, people: Sequence[Staff]) -> list[str]:
    return [one.initials(t.language) for one in people]


def _absences(t: Translator, roll: Roll) -> list[str]:
    found = []
    for one in roll.absent:
        why = reason(t, roll.reason(one.staff_id))
        name = one.initials(t.language)
        found.append(f"{name} ({why})" if why else name)
    return found


# -------------------------------------------------------------------- reasons


def reasons(t: Translator, shown: Shown, page: int = 0) -> Screen:
    """List who did not come; a press asks why."""
    roll, key = shown.roll, shown.session.session_id
    absent = roll.absent
    pages = max(1, -(-len(absent) // PAGE))
    page %= pages
    text = lines(
        bold(heading(t, shown.about)),
        t(msgid("Whose reason shall be written down? Press the name.")),
    )
    people = absent[page * PAGE : (page + 1) * PAGE]
    named = [
        Button(cut(one.initials(t.language), WIDE), f"roll.whose:{key}:{one.staff_id}")
        for one in people
    ]
    under = []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        under.append(Button(label, f"roll.reasons:{key}:{(page + 1) % pages}"))
    under.append(Button(t.plain(msgid("Back")), f"roll.card:{key}"))
    return Screen(text, (*grid(named), *grid(under)))


def ask_reason(t: Translator, shown: Shown, person: Staff) -> Screen:
    """Ask why somebody did not come."""
    key = f"{shown.session.session_id}:{person.staff_id}"
    said = reason(t, shown.roll.reason(person.staff_id))
    text = lines(
        bold(heading(t, shown.about)),
        t(msgid("Did not come: {people}"), people=person.initials(t.language)),
        t(msgid("Now it says: {reason}"), reason=said) if said else None,
        t(msgid("Why? Press a reason or write it in one line.")),
        t(msgid("Do not write about health.")),
    )
    buttons = [
        Button(_opened(t.plain(label)), f"roll.why:{key}:{code}")
        for code, label in ABSENCES.items()
    ]
    buttons += [
        Button(t.plain(msgid("Without a reason")), f"roll.why:{key}:none"),
        Button(t.plain(msgid("Back")), f"roll.reasons:{shown.session.session_id}:0"),
    ]
    return Screen(text, grid(buttons))


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


# -------------------------------------------------------------------- somebody else


def ask_person(t: Translator, shown: Shown) -> Screen:
    """Ask who came without being a member."""
    text = lines(
        bold(heading(t, shown.about)),
        t(msgid("Who else came? Write the surname or its beginning.")),
    )
    back = Button(t.plain(msgid("Back")), f"roll.page:{shown.session.session_id}:0")
    return Screen(text, column([back]))


def found(t: Translator, shown: Shown, people: Sequence[Staff]) -> Screen:
    """Offer the people of that name."""
    key = shown.session.session_id
    said = msgid("Who of them? Or write the surname once more.") if people else NOBODY
    buttons = [
        Button(cut(one.full_name(t.language), WIDE), f"roll.guest:{key}:{one.staff_id}")
        for one in people[:FOUND]
    ]
    buttons.append(Button(t.plain(msgid("Back")), f"roll.page:{key}:0"))
    return Screen(lines(bold(heading(t, shown.about)), t(said)), column(buttons))


# -------------------------------------------------------------------- a code to be shown


def caption(t: Translator, shown: Shown) -> Html:
    """Say under the QR code how one marks oneself."""
    one = shown.session
    return lines(
        bold(heading(t, shown.about)),
        t("{when}", when=when(t, shown.about)),
        t(msgid("Point the telephone's camera at it, or send the bot the code: {code}"),
          code=one.code),
        t(msgid("It works for the members of the class, from a quarter of an hour before the "
                "session to its end.")),
    )  # fmt: skip


def page_button(t: Translator, session: Session) -> Button:
    """Return the button that makes a page to be printed."""
    return Button(t.plain(msgid("A page to print")), f"roll.print:{session.session_id}")
