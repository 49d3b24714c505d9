"""«Меня не будет»: from, to, who stands in; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Rows, Screen, column, grid, lines

SPANS = (  # usual absences in days, the first day included
    (1, msgid("One day")),
    (7, msgid("A week")),
    (14, msgid("Two weeks")),
    (24, msgid("24 days")),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An absence as it is shown."""

    leave_id: int
    first: date
    last: date
    substitute: str = ""


def ask_first(t: Translator, leaves: Sequence[Shown], today: date) -> Screen:
    """Show the absences that are known and ask for the first day of another one."""
    text = lines(
        *(_line(t, one) for one in leaves),
        t(msgid("From and to which day will you be away? Reminders will stop.")),
        t(msgid("Press a day or write, for example: 20.10 - 30.10.")),
    )
    monday = today + timedelta(days=7 - today.weekday())
    buttons = [
        Button(t.plain(msgid("From today")), f"leave.from:{today}"),
        Button(t.plain(msgid("From tomorrow")), f"leave.from:{today + timedelta(days=1)}"),
        Button(t.plain(msgid("From Monday")), f"leave.from:{monday}"),
    ]
    return Screen(text, (*grid(buttons), *_cancels(t, leaves), *_no_need(t)))


def _cancels(t: Translator, leaves: Sequence[Shown]) -> Rows:
    return column(
        Button(
            t.plain(
                msgid("Cancel: {first} - {last}"), first=_short(one.first), last=_short(one.last)
            ),
            f"leave.cancel:{one.leave_id}",
        )
        for one in leaves
    )


def _short(day: date) -> str:
    return f"{day.day}.{day.month:02}"


def _line(t: Translator, one: Shown) -> Html:
    said = t(msgid("You are away: {first} - {last}."), first=one.first, last=one.last)
    if not one.substitute:
        return said
    return Html(f"{said} {t(msgid('Standing in: {person}.'), person=one.substitute)}")


def ask_last(t: Translator, first: date) -> Screen:
    """Ask for the last day."""
    text = lines(
        t(msgid("From {first}. Until which day? That day is included."), first=first),
        t(msgid("Press or write a date, for example 30.10.")),
    )
    buttons = [
        Button(t.plain(label), f"leave.to:{first}:{first + timedelta(days=days - 1)}")
        for days, label in SPANS
    ]
    return Screen(text, (*grid(buttons), *_no_need(t)))


def ask_substitute(
    t: Translator, first: date, last: date, people: Sequence[tuple[int, str]], typed: str = ""
) -> Screen:
    """Ask who gets the reminders meanwhile; it may be nobody."""
    text = lines(
        t(msgid("Away: {first} - {last}. Who gets your reminders?"), first=first, last=last),
        t(msgid("Which one do you mean by «{typed}»?"), typed=typed) if typed else None,
        t(msgid("Press a name or write a surname.")),
    )
    press = f"leave.sub:{first}:{last}"
    buttons = [Button(name, f"{press}:{staff_id}") for staff_id, name in people]
    buttons.append(Button(t.plain(msgid("Nobody")), f"{press}:0"))
    return Screen(text, (*column(buttons), *_no_need(t)))


def saved(t: Translator, one: Shown) -> Screen:
    """Say that the absence is noted."""
    text = lines(
        _line(t, one),
        t(msgid("No reminders will come to you in these days."))
        if not one.substitute
        else t(msgid("Your reminders go to the colleague; the colleague knows.")),
        t(msgid("To change it, press «I will be away» again.")),
    )
    return Screen(text)


def cancelled(t: Translator, one: Shown) -> Screen:
    """Say that an absence is cancelled."""
    return Screen(
        t(
            msgid("Cancelled: {first} - {last}. Reminders come to you again."),
            first=one.first,
            last=one.last,
        )
    )


def tell_substitute(t: Translator, person: str, one: Shown) -> Screen:
    """Tell a colleague that they stand in."""
    return Screen(
        lines(
            t(
                msgid("A colleague is away: {person}, {first} - {last}."),
                person=person,
                first=one.first,
                last=one.last,
            ),
            t(msgid("You stand in: the reminders meanwhile come to you, in «My tasks».")),
        )
    )


def tell_cancelled(t: Translator, person: str, one: Shown) -> Screen:
    """Tell a colleague that they need not stand in."""
    return Screen(
        t(
            msgid("The absence is cancelled: {person}, {first} - {last}. You need not stand in."),
            person=person,
            first=one.first,
            last=one.last,
        )
    )


def _no_need(t: Translator) -> Rows:
    return ((Button(t.plain(msgid("No need")), "leave.no"),),)
