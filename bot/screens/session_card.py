"""A session as the department sees it: who comes, announcing, answers by telephone; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.announcements import contact
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from bot.screens.sessions import OFF, REASONS, About, facts, heading, materials, said_reason
from bot.screens.visits import Names
from storage.records.people import Staff
from storage.records.school import Reply

NAMED: Final = 8  # people of a group on a card; all are behind «Кто придёт»
NAMES: Final = 8  # people on a page of «Кто придёт»
ANNOUNCED: Final = plural(
    "The session is announced: {n} colleague is told.",
    "The session is announced: {n} colleagues are told.",
)
REACHED: Final = plural("{n} colleague will hear of it.", "{n} colleagues will hear of it.")
TOLD: Final = plural("{n} colleague is told.", "{n} colleagues are told.")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the members of a session say, each person by surname."""

    coming: tuple[Staff, ...] = ()
    declined: tuple[tuple[Staff, Reply], ...] = ()
    silent: tuple[Staff, ...] = ()

    @property
    def people(self) -> tuple[Staff, ...]:
        """Return all of them: who is silent first, because they must be asked."""
        return (*self.silent, *self.coming, *(one for one, _ in self.declined))


@dataclass(frozen=True, slots=True)
class Card:
    """A session with what the department may do."""

    about: About
    answers: Answers
    has_begun: bool = False
    closed_period: str = ""
    may_manage: bool = False
    actions: tuple[Button, ...] = ()
    said: tuple[Html, ...] = ()  # by other modules: who came, what they thought of it


def card(t: Translator, shown: Card, names: Names, note: Html | None = None) -> Screen:
    """Show a session: the facts, who comes, who not and why, who is silent."""
    text = lines(
        note,
        *facts(t, shown.about, names),
        *_standing(t, shown),
        *shown.said,
        _closed(t, shown),
    )
    return Screen(text, grid(_buttons(t, shown)))


def _standing(t: Translator, shown: Card) -> list[Html]:
    one, answers = shown.about.session, shown.answers
    if one.cancelled_at is not None:
        return []
    if one.announced_at is None:
        if shown.has_begun:
            return []
        count = len(answers.people)
        return [t(msgid("Not announced yet. Members: {count}."), count=count)]
    counts = msgid("Will come: {coming}, cannot: {declined}, have not answered: {silent}.")
    found = [
        t(
            counts,
            coming=len(answers.coming),
            declined=len(answers.declined),
            silent=len(answers.silent),
        )
    ]
    if answers.declined:
        said = [_declined(t, person, reply) for person, reply in answers.declined]
        found.append(t(msgid("Cannot: {people}"), people=some(t, said)))
    if answers.silent and not shown.has_begun:
        reached = [one.initials(t.language) for one in answers.silent if one.is_reachable]
        called = [contact(one, t.language) for one in answers.silent if not one.is_reachable]
        if reached:
            found.append(t(msgid("Have not answered: {people}"), people=some(t, reached)))
        if called:
            found.append(_to_call(t, called))
    return found


def _declined(t: Translator, person: Staff, reply: Reply) -> str:
    name, reason = person.initials(t.language), said_reason(t, reply.reason)
    return f"{name} ({reason})" if reason else name


def _to_call(t: Translator, people: Sequence[str]) -> Html:
    said = msgid("Without Telegram, please call ({count}): {people}")
    return t(said, count=len(people), people=some(t, people))


def some(t: Translator, people: Sequence[str]) -> str:
    """Join names; of many the first ones."""
    more = len(people) - NAMED
    shown = "; ".join(people[:NAMED])
    return t.plain(msgid("{names} and {n} more"), names=shown, n=more) if more > 0 else shown


def _closed(t: Translator, shown: Card) -> Html | None:
    if not shown.closed_period:
        return None
    return t(msgid("The period is closed: {period}."), period=shown.closed_period)


def _buttons(t: Translator, shown: Card) -> list[Button]:
    one, key = shown.about.session, shown.about.session.session_id
    may_change = shown.may_manage and not shown.closed_period and one.cancelled_at is None
    is_ahead = not shown.has_begun and one.cancelled_at is None
    found = []
    if may_change and is_ahead and one.announced_at is None:
        label = t.plain(msgid("Announce"))
        found.append(Button(label, f"session.preview:{key}", style="primary"))
    if is_ahead and one.announced_at is not None and shown.may_manage:
        found.append(Button(t.plain(msgid("Who will come")), f"session.people:{key}:0"))
    found += shown.actions
    if may_change:
        found.append(Button(t.plain(msgid("Change")), f"session.edit:{key}"))
    if is_ahead:
        found.append(Button(t.plain(msgid("To the calendar")), f"session.ics:{key}"))
    if one.file_ids:
        found.append(materials(t, one))
    if may_change and one.rolled_at is None:
        found.append(Button(t.plain(msgid("Cancel the session")), f"session.off:{key}"))
    found.append(Button(t.plain(msgid("To the class")), f"class.card:{one.class_id}"))
    return found


# -------------------------------------------------------------------- announced


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom an announcement reaches, and whom somebody must call."""

    reached: int
    called: tuple[str, ...] = ()


def preview(t: Translator, about: About, plan: Plan) -> Screen:
    """Ask whether a session is announced, after what members will see."""
    key = about.session.session_id
    text = lines(
        bold(t.plain(msgid("Above is what they will see."))),
        t(REACHED, n=plan.reached),
        _to_call(t, plan.called) if plan.called else None,
    )
    buttons = [
        Button(t.plain(msgid("Announce")), f"session.announce:{key}", style="primary"),
        Button(t.plain(msgid("Not now")), f"session.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def announced(t: Translator, plan: Plan) -> Html:
    """Say that a session is announced; whom to call stands below, among the silent."""
    return t(ANNOUNCED, n=plan.reached)


def told(t: Translator, said: str, plan: Plan) -> Html:
    """Say what was done, how many have been told of it, and whom to call."""
    called = _to_call(t, plan.called) if plan.called else None
    return lines(t(said), t(TOLD, n=plan.reached), called)


# -------------------------------------------------------------------- by telephone


def people(t: Translator, about: About, answers: Answers, page: int) -> Screen:
    """List the members; a press writes down what somebody has said by telephone."""
    known = answers.people
    pages = max(1, -(-len(known) // NAMES))
    page %= pages
    shown = known[page * NAMES : (page + 1) * NAMES]
    declined = {person.staff_id: reply for person, reply in answers.declined}
    key = about.session.session_id
    text = lines(
        t("{heading}", heading=heading(t, about)),
        *(_answer(t, one, answers, declined) for one in shown),
        t(msgid("Somebody has told you by telephone? Press the name.")),
    )
    buttons = [
        Button(cut(one.initials(t.language), WIDE), f"session.person:{key}:{one.staff_id}")
        for one in shown
    ]
    under = []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        under.append(Button(label, f"session.people:{key}:{(page + 1) % pages}"))
    under.append(Button(t.plain(msgid("Back")), f"session.card:{key}"))
    return Screen(text, (*column(buttons), *grid(under)))


def _answer(t: Translator, person: Staff, answers: Answers, declined: dict[int, Reply]) -> Html:
    name = person.initials(t.language)
    if person in answers.coming:
        return t(msgid("{person}: will come"), person=name)
    if person.staff_id in declined:
        reason = said_reason(t, declined[person.staff_id].reason)
        if reason:
            return t(msgid("{person}: cannot ({reason})"), person=name, reason=reason)
        return t(msgid("{person}: cannot"), person=name)
    if person.is_reachable:
        return t(msgid("{person}: no answer yet"), person=name)
    return t(msgid("No answer yet, by telephone: {person}"), person=contact(person, t.language))


def ask_for(t: Translator, about: About, person: Staff) -> Screen:
    """Ask what somebody has said by telephone."""
    at = f"{about.session.session_id}:{person.staff_id}"
    text = lines(
        t("{heading}", heading=heading(t, about)),
        t(msgid("What did they say? {person}"), person=contact(person, t.language)),
    )
    buttons = [
        Button(t.plain(msgid("Will come")), f"session.for:{at}:yes", style="primary"),
        *(
            Button(t.plain(label), f"session.for:{at}:{code}")
            for code, label in ((code, CANNOT[code]) for code in REASONS)
        ),
        Button(t.plain(msgid("Cannot, another reason")), f"session.for:{at}:other"),
        Button(t.plain(msgid("Back")), f"session.people:{about.session.session_id}:0"),
    ]
    return Screen(text, grid(buttons))


def ask_words(t: Translator, about: About, person: Staff) -> Screen:
    """Ask for the reason that somebody has given by telephone."""
    at = f"{about.session.session_id}:{person.staff_id}"
    text = lines(
        t("{heading}", heading=heading(t, about)),
        t(msgid("Why can they not come? {person}"), person=person.initials(t.language)),
        t(msgid("Write the reason in one line, without health or names of residents.")),
    )
    return Screen(text, grid([Button(t.plain(msgid("Back")), f"session.person:{at}")]))


CANNOT: Final = {
    "leave": msgid("Cannot: on leave"),
    "alone": msgid("Cannot: nobody stands in"),
    "transport": msgid("Cannot: no transport"),
    "work": msgid("Cannot: other work"),
}


# -------------------------------------------------------------------- cancelled


def ask_off(t: Translator, about: About) -> Screen:
    """Ask why a session does not take place."""
    key = about.session.session_id
    is_known = about.session.announced_at is not None
    text = lines(
        t("{heading}", heading=heading(t, about)),
        t(msgid("Why does it not take place? Press a reason or write it in one line.")),
        t(msgid("Members will read it.")) if is_known else None,
    )
    buttons = [Button(t.plain(label), f"session.drop:{key}:{code}") for code, label in OFF.items()]
    buttons.append(Button(t.plain(msgid("Do not cancel")), f"session.card:{key}"))
    return Screen(text, grid(buttons))
