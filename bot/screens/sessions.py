"""A session of a class: what everybody reads of it, the card of a member, lists; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.forms import builtin
from bot.msgid import msgid
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from bot.screens.trips import clock, day
from bot.screens.visits import Names
from storage.records.school import Reply, Session

PAGE: Final = 6
REASONS: Final = {  # why somebody cannot come
    "leave": msgid("I am on leave"),
    "alone": msgid("Nobody stands in for me"),
    "transport": msgid("There is no transport"),
    "work": msgid("Other work"),
}
OFF: Final = {  # why a session does not take place
    "teacher": msgid("The teacher cannot come"),
    "few": msgid("Too few members"),
    "place": msgid("The place is taken"),
}


@dataclass(frozen=True, slots=True)
class About:
    """A session with what is to be said of it to one reader."""

    session: Session
    title: str  # of its class
    today: date


def said_reason(t: Translator, reason: str | None) -> str:
    """Say a reason: that of a button in the reader's language, own words as they are."""
    if reason is None:
        return ""
    label = REASONS.get(reason) or OFF.get(reason)
    return t.plain(label).lower() if label else reason


def form(t: Translator, session: Session) -> str:
    """Name the form of a session."""
    return builtin.labels("session", "form", t.language)[session.form]


def span(session: Session) -> str:
    """Write when a session begins and ends: 10:00-13:00."""
    return f"{clock(session.begins_at)}-{clock(session.ends_at)}"


def when(t: Translator, about: About) -> str:
    """Write the day and the hours: 22 октября, 10:00-13:00."""
    return f"{day(t, about.session.held_on, about.today)}, {span(about.session)}"


def teacher(session: Session, names: Names) -> str:
    """Name who teaches: a colleague or a guest."""
    if session.teacher_id is not None:
        return names.person(session.teacher_id)
    return session.teacher_name or ""


def heading(t: Translator, about: About) -> str:
    """Say of which class and on what a session is (texts.md T38)."""
    one = about.session
    said = msgid("Session of the class «{title}»: «{topic}».")
    return t.plain(said, title=about.title, topic=one.topic)


def facts(t: Translator, about: About, names: Names) -> list[Html]:
    """Say what, when, where and with whom, as everybody reads it."""
    one = about.session
    found = [bold(heading(t, about)), t("{when}", when=when(t, about))]
    if one.place:
        found.append(t(msgid("Place: {place}"), place=one.place))
    if one.link:
        found.append(t(msgid("Link: {link}"), link=one.link))
    hours = msgid("{form}, hours of teaching: {hours}")
    found.append(t(hours, form=form(t, one), hours=t.number(one.hours)))
    if who := teacher(one, names):
        found.append(t(msgid("Teacher: {person}"), person=who))
    if one.cancelled_at is not None:
        reason = said_reason(t, one.cancelled_why)
        found.append(t(msgid("The session is cancelled: {reason}."), reason=reason))
    return found


def plain_facts(t: Translator, about: About, names: Names) -> str:
    """Say what a calendar keeps beside the time."""
    one = about.session
    parts = [t.plain(msgid("Class: «{title}»"), title=about.title), form(t, one)]
    if who := teacher(one, names):
        parts.append(t.plain(msgid("Teacher: {person}"), person=who))
    if one.link:
        parts.append(one.link)
    return "\n".join(parts)


# -------------------------------------------------------------------- a member


@dataclass(frozen=True, slots=True)
class Mine:
    """A session as one of its members or its teacher reads it."""

    about: About
    reply: Reply | None = None
    is_asked: bool = False  # they are a member, it has not begun, it takes place
    note: Html | None = None  # what has just happened to it
    actions: tuple[Button, ...] = ()


def mine(t: Translator, read: Mine, names: Names, *, silent: bool = False) -> Screen:
    """Show a session to a member; «Будете?» until they have said so (texts.md T38)."""
    one = read.about.session
    text = lines(read.note, *facts(t, read.about, names), _said(t, read))
    buttons = []
    if read.is_asked:
        buttons = _answers(t, one, read.reply)
    if one.is_open:
        buttons.append(Button(t.plain(msgid("To the calendar")), f"session.ics:{one.session_id}"))
    if one.file_ids:
        buttons.append(materials(t, one))
    return Screen(text, grid([*buttons, *read.actions]), silent=silent)


def materials(t: Translator, session: Session) -> Button:
    """Return the button that brings the materials."""
    label = t.plain(msgid("Materials of the session"))
    return Button(label, f"session.files:{session.session_id}")


def _said(t: Translator, read: Mine) -> Html | None:
    reply = read.reply
    if reply is None:
        return t(msgid("Will you come?")) if read.is_asked else None
    if reply.is_coming:
        return t(msgid("Your answer: you will come."))
    if reply.reason is None:
        return t(msgid("Your answer: you cannot come."))
    said = msgid("Your answer: you cannot come ({reason}).")
    return t(said, reason=said_reason(t, reply.reason))


def _answers(t: Translator, session: Session, reply: Reply | None) -> list[Button]:
    """Return what may still be said: the answer given is not offered again."""
    key = session.session_id
    come = Button(t.plain(msgid("I will come")), f"session.come:{key}", style="primary")
    decline = Button(t.plain(msgid("I cannot")), f"session.decline:{key}")
    if reply is None:
        return [come, decline]
    return [decline] if reply.is_coming else [come]


def ask_reason(t: Translator, about: About) -> Screen:
    """Ask why somebody cannot come; it is noted already that they do not."""
    key = about.session.session_id
    text = lines(
        t("{heading}", heading=heading(t, about)),
        t(msgid("It is noted: you cannot come. Why? Press a reason or write it in one line.")),
        t(msgid("Do not write about health.")),
    )
    buttons = [
        Button(t.plain(label), f"session.why:{key}:{code}") for code, label in REASONS.items()
    ]
    buttons.append(Button(t.plain(msgid("Without a reason")), f"session.show:{key}"))
    return Screen(text, grid(buttons))


# -------------------------------------------------------------------- lists


@dataclass(frozen=True, slots=True)
class Line:
    """A session in a member's list."""

    about: About
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a person's sessions: those to come, or those that were, the latest first."""

    shown: tuple[Line, ...]
    number: int
    pages: int
    is_past: bool
    classes: Sequence[str] = ()  # titles of their own
    others: int = 0  # how many there are on the other side of today


def own(t: Translator, page: Page) -> Screen:
    """List a person's classes and sessions (texts.md T05 «Занятия»)."""
    title = msgid("Sessions that were") if page.is_past else msgid("Sessions to come")
    classes = ", ".join(f"«{one}»" for one in page.classes)
    empty = msgid("There is nothing here yet.")
    text = lines(
        bold(t.plain(title)),
        t(msgid("Your classes: {classes}"), classes=classes) if classes else None,
        *(_line(t, one) for one in page.shown),
        None if page.shown else t(empty),
    )
    buttons = [_opens(t, one.about) for one in page.shown]
    under = []
    where = "past" if page.is_past else "next"
    if page.pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page.number + 1, pages=page.pages)
        under.append(Button(label, f"session.own:{where}:{(page.number + 1) % page.pages}"))
    if page.is_past:
        under.append(Button(t.plain(msgid("Sessions to come")), "session.own:next:0"))
    elif page.others:
        label = t.plain(msgid("What was ({count})"), count=page.others)
        under.append(Button(label, "session.own:past:0"))
    if page.is_past or page.others:
        under.append(Button(t.plain(msgid("My studies")), "learner"))
    return Screen(text, (*column(buttons), *grid(under)))


def _opens(t: Translator, about: About) -> Button:
    label = cut(f"{day(t, about.session.held_on, about.today)}: {about.session.topic}", WIDE)
    return Button(label, f"session.show:{about.session.session_id}")


def _line(t: Translator, line: Line) -> Html:
    one = line.about.session
    values = {"when": when(t, line.about), "title": line.about.title, "topic": one.topic}
    if one.cancelled_at is not None:
        return t(msgid("{when}: «{topic}» (class «{title}»), cancelled"), **values)
    if line.reply is None or one.held_on < line.about.today:
        return t(msgid("{when}: «{topic}» (class «{title}»)"), **values)
    if line.reply.is_coming:
        return t(msgid("{when}: «{topic}» (class «{title}»), you will come"), **values)
    return t(msgid("{when}: «{topic}» (class «{title}»), you cannot come"), **values)
