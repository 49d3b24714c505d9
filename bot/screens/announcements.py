"""Announcements as a reader sees them, and as the department does; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules.audiences import AUDIENCES
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from storage.records.announcements import Announcement, AnnouncementLine
from storage.records.people import Staff

PAGE: Final = 6  # announcements of a list
NAMED: Final = 8  # people of a group on a card; the rest is behind a button
NAMES: Final = 25  # people on a page of those who have not read
SHOWN: Final = 600  # characters of the text on a card of the department
WORDS: Final = 40  # characters that name an announcement
TITLE: Final = msgid("Announcement")
READ: Final = msgid("I have read it")
SENT: Final = plural("Sent to {n} colleague.", "Sent to {n} colleagues.")


def words(announcement: Announcement) -> str:
    """Return the first words, by which an announcement is known in a list."""
    return cut(" ".join(announcement.body.split()), WORDS)


# -------------------------------------------------------------------- who reads


@dataclass(frozen=True, slots=True)
class Read:
    """An announcement for one of those whom it is for."""

    announcement: Announcement
    author: str
    on: date  # the day it went
    read_on: date | None = None
    is_reminder: bool = False
    has_files: bool = False  # a button brings them: they do not stand right above


def message(t: Translator, about: Read) -> Screen:
    """Show an announcement, with «Прочитано» until it is pressed."""
    one = about.announcement
    asked = t(msgid("You are asked to read an announcement and to press «I have read it»."))
    text = lines(
        asked if about.is_reminder else None,
        Html(f"{bold(t.plain(TITLE))}, {t('{date}', date=about.on)}"),
        t("{text}", text=one.body),
        t(msgid("From: {person}"), person=about.author),
        t(msgid("You read it: {date}."), date=about.read_on) if about.read_on else None,
    )
    buttons = []
    if about.read_on is None:
        press = f"announce.read:{one.announcement_id}"
        buttons.append(Button(t.plain(READ), press, style="primary"))
    if about.has_files:
        buttons.append(_files(t, one))
    return Screen(text, grid(buttons))


def _files(t: Translator, one: Announcement) -> Button:
    label = t.plain(msgid("Files ({count})"), count=len(one.file_ids))
    return Button(label, f"announce.files:{one.announcement_id}")


def preview(t: Translator, body: str, author: str, on: date) -> Screen:
    """Show what the readers will see, without a button that would do nothing."""
    text = lines(
        Html(f"{bold(t.plain(TITLE))}, {t('{date}', date=on)}"),
        t("{text}", text=body),
        t(msgid("From: {person}"), person=author),
    )
    return Screen(text)


# -------------------------------------------------------------------- before it goes


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom a draft would reach, whom it would not, and when it goes (None: now)."""

    draft_id: int
    revision: int
    reached: int
    called: tuple[str, ...]  # who has no Telegram
    at: datetime | None
    is_moved: bool  # by the quiet hours
    is_silent: bool


def ask_send(t: Translator, plan: Plan) -> Screen:
    """Ask before it goes: how many get it, who must be called, when."""
    text = lines(
        t(msgid("Above is what the colleagues will see.")),
        t(msgid("It comes to: {count}."), count=plan.reached),
        called(t, plan.called),
        _when(t, plan),
        t(msgid("It makes no sound.")) if plan.is_silent else None,
    )
    at = f"{plan.draft_id}:{plan.revision}"
    label = msgid("Send ({count})") if plan.at is None else msgid("Keep it for then")
    send = t.plain(label, count=plan.reached)
    buttons = [
        Button(send, f"announce.send:{at}", style="primary"),
        Button(t.plain(msgid("Correct")), f"f.open:{plan.draft_id}"),
    ]
    return Screen(text, grid(buttons))


def _when(t: Translator, plan: Plan) -> Html:
    if plan.at is None:
        return t(msgid("It goes at once."))
    if plan.is_moved:
        return t(msgid("Quiet hours: it goes at {moment}."), moment=plan.at)
    return t(msgid("It goes at {moment}."), moment=plan.at)


def called(t: Translator, people: Sequence[str]) -> Html | None:
    """Name those without Telegram, who must be called."""
    if not people:
        return None
    said = msgid("Without Telegram, please call ({count}): {people}")
    return t(said, count=len(people), people=_some(t, people))


def contact(person: Staff, language: str) -> str:
    """Name a person who must be called, with the telephone where it is known."""
    return ", ".join(part for part in (person.full_name(language), person.phone) if part)


def gone(t: Translator, announcement: Announcement, reached: int, people: Sequence[str]) -> Screen:
    """Tell the author that an announcement has gone at its time, and whom to call."""
    text = lines(
        t(msgid("Your announcement has gone: «{words}»."), words=words(announcement)),
        t(msgid("It came to: {count}."), count=reached),
        called(t, people),
    )
    card_ = Button(t.plain(msgid("Open")), f"announce.card:{announcement.announcement_id}")
    return Screen(text, ((card_,),))


def _some(t: Translator, people: Sequence[str]) -> str:
    more = len(people) - NAMED
    shown = "; ".join(people[:NAMED])
    return t.plain(msgid("{names} and {n} more"), names=shown, n=more) if more > 0 else shown


# -------------------------------------------------------------------- the department


@dataclass(frozen=True, slots=True)
class Sheet:
    """An announcement with its readers, for the department."""

    announcement: Announcement
    author: str
    moment: datetime  # when it went or is to go (local)
    audience: str  # names of the chosen libraries or of the group
    reached: int
    read: int
    unread: tuple[str, ...]  # reached, and «Прочитано» is not pressed
    called: tuple[str, ...]  # out of reach
    reminded: int = 0
    nudges: int = 0  # who can be reminded now
    may_change: bool = False


def card(t: Translator, sheet: Sheet) -> Screen:
    """Show how far an announcement is: when, to whom, how many have read it, who has not."""
    one = sheet.announcement
    text = lines(
        _heading(t, sheet),
        t(msgid("From: {person}"), person=sheet.author),
        t(msgid("To: {people}"), people=said_audience(t, one.audience, sheet.audience)),
        t(msgid("«{text}»"), text=cut(one.body, SHOWN)),
        t(msgid("It makes no sound.")) if one.is_silent else None,
        *(_readers(t, sheet) if one.cancelled_at is None else ()),
    )
    return Screen(text, grid(_buttons(t, sheet)))


def _heading(t: Translator, sheet: Sheet) -> Html:
    one = sheet.announcement
    if one.cancelled_at is not None:
        return t(msgid("The announcement is cancelled."))
    said = msgid("An announcement goes at {moment}.")
    if one.sent_at is not None:
        said = msgid("An announcement went at {moment}.")
    return t(said, moment=sheet.moment)


def said_audience(t: Translator, audience: str, names: str) -> str:
    """Say whom an announcement is for."""
    label = t.plain(AUDIENCES[audience].label)
    return f"{label}: {names}" if names else label


def _readers(t: Translator, sheet: Sheet) -> tuple[Html | None, ...]:
    if sheet.announcement.is_waiting:
        return t(msgid("It comes to: {count}."), count=sheet.reached), called(t, sheet.called)
    counts = msgid("It came to: {count}. Read by: {read}, not yet by: {unread}.")
    unread = len(sheet.unread)
    return (
        t(counts, count=sheet.reached, read=sheet.read, unread=unread),
        t(msgid("Not read: {people}"), people=_some(t, sheet.unread)) if unread else None,
        t(msgid("Reminded: {count}."), count=sheet.reminded) if sheet.reminded else None,
        called(t, sheet.called),
    )


def _buttons(t: Translator, sheet: Sheet) -> list[Button]:
    one, key = sheet.announcement, sheet.announcement.announcement_id
    buttons = []
    if one.is_waiting and sheet.may_change:
        buttons += [
            Button(t.plain(msgid("Correct")), f"announce.edit:{key}"),
            Button(t.plain(msgid("Cancel it")), f"announce.cancel:{key}"),
            Button(t.plain(msgid("Send now")), f"announce.now:{key}"),
        ]
    if sheet.nudges:
        label = t.plain(msgid("Remind {n}"), n=sheet.nudges)
        buttons.append(Button(label, f"announce.remind:{key}"))
    if one.sent_at is not None and len(sheet.unread) + len(sheet.called) > NAMED:
        buttons.append(Button(t.plain(msgid("Who has not read")), f"announce.unread:{key}:0"))
    if one.file_ids:
        buttons.append(_files(t, one))
    buttons.append(Button(t.plain(msgid("To announcements")), "announce.list:0"))
    return buttons


def unread(t: Translator, sheet: Sheet, page: int) -> Screen:
    """List everybody who has not read it, and everybody who must be called."""
    people = [*sheet.unread, *sheet.called]
    pages = max(1, -(-len(people) // NAMES))
    page %= pages
    shown = people[page * NAMES : (page + 1) * NAMES]
    counts = msgid("Not read: {unread}. Without Telegram, please call: {called}.")
    key = sheet.announcement.announcement_id
    text = lines(
        t(msgid("«{text}»"), text=words(sheet.announcement)),
        t(counts, unread=len(sheet.unread), called=len(sheet.called)),
        *(t("{person}", person=one) for one in shown),
    )
    buttons = []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        buttons.append(Button(label, f"announce.unread:{key}:{(page + 1) % pages}"))
    buttons.append(Button(t.plain(msgid("Back")), f"announce.card:{key}"))
    return Screen(text, grid(buttons))


def ask_cancel(t: Translator, announcement: Announcement) -> Screen:
    """Ask before an announcement is cancelled."""
    key = announcement.announcement_id
    text = t(
        msgid("Cancel the announcement «{words}»? Nobody has got it yet."),
        words=words(announcement),
    )
    buttons = [
        Button(t.plain(msgid("Yes, cancel it")), f"announce.cancelled:{key}"),
        Button(t.plain(msgid("No")), f"announce.card:{key}"),
    ]
    return Screen(text, grid(buttons))


# -------------------------------------------------------------------- lists


@dataclass(frozen=True, slots=True)
class Page:
    """A page of announcements: all of them, or those that were for the reader."""

    found: tuple[tuple[AnnouncementLine, date], ...]  # with the day it went or goes
    number: int
    pages: int
    is_department: bool
    may_send: bool


def listed(t: Translator, page: Page) -> Screen:
    """List announcements, the latest first; what is to go stands before."""
    title = t(msgid("Announcements"))
    empty = t(msgid("There is nothing yet."))
    foot = t(msgid("Press one to open it.")) if page.found else empty
    said = [_line(t, one, on) for one, on in page.found] if page.is_department else []
    opens = "announce.card" if page.is_department else "announce.show"
    buttons = [
        Button(
            cut(f"{on:%d.%m} {words(one.announcement)}", WIDE),
            f"{opens}:{one.announcement.announcement_id}",
        )
        for one, on in page.found
    ]
    under = []
    if page.pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page.number + 1, pages=page.pages)
        under.append(Button(label, f"announce.list:{(page.number + 1) % page.pages}"))
    if page.may_send:
        under.append(Button(t.plain(msgid("New announcement")), "announce.new", style="primary"))
    return Screen(lines(title, *said, foot), (*column(buttons), *grid(under)))


def _line(t: Translator, line: AnnouncementLine, on: date) -> Html:
    named = words(line.announcement)
    if line.announcement.is_waiting:
        return t(msgid("{date}, still to go: «{words}»."), date=on, words=named)
    said = msgid("{date}: «{words}», read by {read} of {count}.")
    return t(said, date=on, words=named, read=line.read, count=line.readers)
