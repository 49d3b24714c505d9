"""Classes of the school of library mastery: those of a year, the card of one; pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from bot.screens.sessions import span
from bot.screens.trips import day
from bot.screens.visits import Names
from storage.records.school import SchoolClass, Session

PAGE: Final = 6  # sessions on the card of a class
SOON: Final = 3  # sessions to come on «Школа»
NAMED: Final = 15  # members on a card
TAKEN: Final = plural(
    "Taken over with their members: {n} class.", "Taken over with their members: {n} classes."
)


@dataclass(frozen=True, slots=True)
class Year:
    """The classes of a year, and what is next."""

    year: int
    classes: tuple[SchoolClass, ...]
    counts: dict[int, tuple[int, int]]  # members and sessions by class
    soon: tuple[Session, ...]  # to come, of any class
    titles: dict[int, str]  # of all classes
    today: date
    others: tuple[int, ...] = ()  # other years
    is_continued: bool = True  # False: some class of it is not in the next year
    may_manage: bool = False


def school(t: Translator, shown: Year, note: Html | None = None) -> Screen:
    """Show the classes of a year, what is next, and what can be done."""
    title = msgid("School of library mastery, {year}")
    text = lines(
        note,
        bold(t.plain(title, year=str(shown.year))),
        *(_class(t, one, shown.counts[one.class_id]) for one in shown.classes),
        None if shown.classes else t(msgid("There are no classes of this year yet.")),
        t(msgid("Next sessions:")) if shown.soon else None,
        *(_next(t, one, shown) for one in shown.soon),
    )
    return Screen(text, (*column(_opens(shown)), *grid(_under(t, shown))))


def _class(t: Translator, one: SchoolClass, counts: tuple[int, int]) -> Html:
    said = msgid("«{title}»: members {members}, sessions {sessions}")
    members, sessions = counts
    return t(said, title=one.title, members=members, sessions=sessions)


def _next(t: Translator, one: Session, shown: Year) -> Html:
    said = msgid("{date}, {time}: «{topic}» (class «{title}»)")
    return t(
        said,
        date=day(t, one.held_on, shown.today),
        time=span(one),
        topic=one.topic,
        title=shown.titles[one.class_id],
    )


def _opens(shown: Year) -> list[Button]:
    return [Button(cut(one.title, WIDE), f"class.card:{one.class_id}") for one in shown.classes]


def _under(t: Translator, shown: Year) -> list[Button]:
    found = [
        Button(
            cut(f"{day(t, one.held_on, shown.today)}: {one.topic}", WIDE),
            f"session.card:{one.session_id}",
        )
        for one in shown.soon
    ]
    if shown.may_manage:
        if shown.classes:
            found.append(Button(t.plain(msgid("New session")), "session.new", style="primary"))
        found.append(Button(t.plain(msgid("New class")), f"class.new:{shown.year}"))
        if not shown.is_continued:
            label = t.plain(msgid("Continue in {year}"), year=str(shown.year + 1))
            found.append(Button(label, f"class.again:{shown.year}"))
    if shown.classes:
        label = t.plain(msgid("Totals"))
        found.append(Button(label, f"roll.totals:year.{shown.year}-1"))
    found += [Button(str(year), f"class.year:{year}") for year in shown.others]
    return found


# -------------------------------------------------------------------- one class


@dataclass(frozen=True, slots=True)
class Card:
    """A class with its members and sessions."""

    school_class: SchoolClass
    members: tuple[int, ...]
    sessions: tuple[Session, ...]  # of the page, the latest first
    today: date
    page: int = 0
    pages: int = 1
    closed_period: str = ""
    may_manage: bool = False
    actions: tuple[Button, ...] = ()


def card(t: Translator, shown: Card, names: Names, note: Html | None = None) -> Screen:
    """Show a class: profile, curator, members, sessions."""
    one = shown.school_class
    profile = one.profile(t.language)
    threshold = msgid("Hours for a certificate: {n} %")
    text = lines(
        note,
        bold(t.plain(msgid("Class «{title}», {year}"), title=one.title, year=str(one.year))),
        t("{text}", text=profile) if profile else None,
        t(msgid("Curator: {person}"), person=names.person(one.teacher_id))
        if one.teacher_id
        else None,
        t(threshold, n=one.threshold_percent),
        _members(t, shown, names),
        *(_session(t, session, shown.today) for session in shown.sessions),
        None if shown.sessions else t(msgid("There are no sessions yet.")),
        t(msgid("The period is closed: {period}."), period=shown.closed_period)
        if shown.closed_period
        else None,
    )
    opens = [_opens_session(t, session, shown.today) for session in shown.sessions]
    return Screen(text, (*column(opens), *grid(_buttons(t, shown))))


def _members(t: Translator, shown: Card, names: Names) -> Html:
    if not shown.members:
        return t(msgid("There are no members yet."))
    said = msgid("Members ({count}): {people}")
    people = names.people(shown.members[:NAMED])
    if len(shown.members) > NAMED:
        more = len(shown.members) - NAMED
        people = t.plain(msgid("{names} and {n} more"), names=people, n=more)
    return t(said, count=len(shown.members), people=people)


def _session(t: Translator, one: Session, today: date) -> Html:
    values = {"date": day(t, one.held_on, today), "topic": one.topic, "time": span(one)}
    if one.cancelled_at is not None:
        return t(msgid("{date}: «{topic}», cancelled"), **values)
    if one.announced_at is None and one.held_on >= today:
        return t(msgid("{date}, {time}: «{topic}», not announced yet"), **values)
    return t(msgid("{date}, {time}: «{topic}»"), **values)


def _opens_session(t: Translator, one: Session, today: date) -> Button:
    label = cut(f"{day(t, one.held_on, today)}: {one.topic}", WIDE)
    return Button(label, f"session.card:{one.session_id}")


def _buttons(t: Translator, shown: Card) -> list[Button]:
    key = shown.school_class.class_id
    found = []
    if shown.pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=shown.page + 1, pages=shown.pages)
        found.append(Button(label, f"class.card:{key}:{(shown.page + 1) % shown.pages}"))
    if shown.may_manage and not shown.closed_period:
        found += [
            Button(t.plain(msgid("New session")), f"session.new:{key}", style="primary"),
            Button(t.plain(msgid("Change")), f"class.edit:{key}"),
        ]
    found += shown.actions
    if shown.may_manage:
        found.append(
            Button(t.plain(msgid("To the school")), f"class.year:{shown.school_class.year}")
        )
    return found
