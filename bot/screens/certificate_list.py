"""«Сертификаты» of a class: who has reached the threshold, who not and why, issuing; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules.certificates import Standing
from bot.screens.certificate_check import DAY
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from storage.records.certificates import Certificate
from storage.records.people import Staff
from storage.records.school import SchoolClass

PAGE: Final = 8
HOURS: Final = msgid("{hours} of {held} hours, {percent} %")
ISSUED: Final = plural("{n} certificate is issued.", "{n} certificates are issued.")
COMING: Final = msgid("The file is being made.")
NOT_REACHED: Final = msgid("The threshold of the class is not reached: nothing can be issued.")
NOTHING: Final = msgid("There is nobody to be given a certificate.")
HELD: Final = msgid("A valid certificate is issued already.")


@dataclass(frozen=True, slots=True)
class Holder:
    """A member of a class: how far they are, and their certificates."""

    person: Staff
    standing: Standing
    certificates: Sequence[Certificate] = ()

    @property
    def valid(self) -> Certificate | None:
        """Return the certificate in force."""
        return next((one for one in self.certificates if one.is_valid), None)

    @property
    def is_due(self) -> bool:
        """Tell whether a certificate may be issued to them."""
        return self.standing.is_reached and self.valid is None


@dataclass(frozen=True, slots=True)
class Listed:
    """The members of a class; how many of its sessions wait: to be marked, to be held."""

    school_class: SchoolClass
    holders: Sequence[Holder]
    unmarked: int = 0
    ahead: int = 0

    @property
    def due(self) -> list[Holder]:
        """Return those to whom a certificate may be issued."""
        return [one for one in self.holders if one.is_due]

    @property
    def issued(self) -> list[Certificate]:
        """Return the certificates in force."""
        return [one.valid for one in self.holders if one.valid is not None]


def heading(t: Translator, one: SchoolClass) -> Html:
    """Name the class and its threshold."""
    title = t.plain(msgid("Certificates of the class «{title}», {year}"), title=one.title,
                    year=str(one.year))  # fmt: skip
    threshold = msgid("Needed of the hours held while somebody is in the class: {percent} %")
    return lines(bold(title), t(threshold, percent=one.threshold_percent))


def listed(t: Translator, shown: Listed, page: int = 0, note: Html | None = None) -> Screen:
    """List the members with what they have reached, a page of them."""
    one, pages = shown.school_class, max(1, -(-len(shown.holders) // PAGE))
    page %= pages
    people = shown.holders[page * PAGE : (page + 1) * PAGE]
    text = lines(
        note,
        heading(t, one),
        _warned(t, msgid("Sessions where it is not marked who came: {count}."), shown.unmarked),
        _warned(t, msgid("Sessions still to come: {count}."), shown.ahead),
        *(_line(t, each) for each in people),
        None if people else t(msgid("The class has no members.")),
    )
    named = [
        Button(
            cut(each.person.initials(t.language), WIDE),
            f"cert.person:{one.class_id}:{each.person.staff_id}",
        )
        for each in people
    ]
    return Screen(text, (*_issuing(t, shown), *grid(named), *grid(_under(t, shown, page, pages))))


def _issuing(t: Translator, shown: Listed) -> tuple[tuple[Button, ...], ...]:
    if not shown.due:
        return ()
    label = t.plain(msgid("Issue to all ({count})"), count=len(shown.due))
    press = f"cert.all:{shown.school_class.class_id}"
    return ((Button(label, press, style="primary"),),)


def _under(t: Translator, shown: Listed, page: int, pages: int) -> list[Button]:
    key, found = shown.school_class.class_id, []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        found.append(Button(label, f"cert.list:{key}:{(page + 1) % pages}"))
    if shown.issued:
        label = t.plain(msgid("All as files ({count})"), count=len(shown.issued))
        found.append(Button(label, f"cert.files:{key}"))
    found.append(Button(t.plain(msgid("Certificate template")), "template:certificate"))
    found.append(Button(t.plain(msgid("To the class")), f"class.card:{key}"))
    return found


def _warned(t: Translator, text: str, count: int) -> Html | None:
    return t(text, count=count) if count else None


def _line(t: Translator, one: Holder) -> Html:
    return t("{who}: {how}", who=one.person.initials(t.language), how=state(t, one))


def state(t: Translator, one: Holder) -> str:
    """Say how far somebody is, and what follows from it."""
    progress = one.standing.progress
    if not progress.held_sessions:
        return t.plain(msgid("nothing was held yet"))
    hours = t.plain(
        HOURS, hours=progress.hours, held=progress.held_hours, percent=one.standing.percent
    )
    return f"{hours}, {_verdict(t, one)}"


def _verdict(t: Translator, one: Holder) -> str:
    if one.valid is not None:
        return t.plain(msgid("issued: No. {number}"), number=one.valid.certificate_id)
    if one.standing.is_reached:
        return t.plain(msgid("may be issued"))
    return t.plain(msgid("not enough"))


# -------------------------------------------------------------------- one of them


def person(
    t: Translator, school_class: SchoolClass, one: Holder, note: Html | None = None
) -> Screen:
    """Show how somebody stands, their certificates, and what can be done."""
    key = f"{school_class.class_id}:{one.person.staff_id}"
    text = lines(
        note,
        heading(t, school_class),
        bold(one.person.full_name(t.language)),
        t("{how}", how=state(t, one)),
        *(_certificate(t, each) for each in one.certificates),
    )
    buttons = []
    if one.is_due:
        buttons.append(Button(t.plain(msgid("Issue")), f"cert.issue:{key}", style="primary"))
    if one.valid is not None:
        number = one.valid.certificate_id
        buttons.append(Button(t.plain(msgid("As a file")), f"cert.file:{number}"))
        buttons.append(Button(t.plain(msgid("Revoke")), f"cert.revoke:{number}"))
    buttons.append(Button(t.plain(msgid("What was attended")), f"learner:{one.person.staff_id}"))
    buttons.append(Button(t.plain(msgid("Back")), f"cert.list:{school_class.class_id}:0"))
    return Screen(text, grid(buttons))


def _certificate(t: Translator, one: Certificate) -> Html:
    values = {"number": one.number, "date": one.issued_on.strftime(DAY), "hours": one.hours}
    if one.is_valid:
        return t(msgid("No. {number} of {date}, hours: {hours}"), **values)
    said = msgid("No. {number} of {date}, hours: {hours}, revoked: {why}")
    return t(said, **values, why=one.revoked_why or "")


def confirm_all(t: Translator, shown: Listed) -> Screen:
    """Ask before certificates are issued to all who have reached the threshold."""
    key = shown.school_class.class_id
    names = "; ".join(one.person.initials(t.language) for one in shown.due)
    text = lines(
        heading(t, shown.school_class),
        t(msgid("Issue certificates to: {people}"), people=names),
        t(msgid("Each gets a number of its own and is told of it.")),
    )
    buttons = [
        Button(t.plain(msgid("Issue")), f"cert.yes:{key}", style="primary"),
        Button(t.plain(msgid("Not now")), f"cert.list:{key}:0"),
    ]
    return Screen(text, grid(buttons))


def ask_why(t: Translator, school_class: SchoolClass, holder: Staff, one: Certificate) -> Screen:
    """Ask why a certificate is revoked."""
    text = lines(
        heading(t, school_class),
        bold(holder.full_name(t.language)),
        _certificate(t, one),
        t(msgid("Why is it revoked? Write one line. Who checks the number will read that it is "
                "revoked, and not why.")),
    )  # fmt: skip
    key = f"{school_class.class_id}:{holder.staff_id}"
    return Screen(text, column([Button(t.plain(msgid("Do not revoke")), f"cert.person:{key}")]))


# -------------------------------------------------------------------- the holder


def told(t: Translator, school_class: SchoolClass, one: Certificate) -> Screen:
    """Tell somebody that a certificate was issued to them, or is no longer valid."""
    values = {"title": school_class.title, "year": str(school_class.year), "number": one.number,
              "hours": one.hours}  # fmt: skip
    said = msgid(
        "A certificate is issued to you: class «{title}», {year}, hours: {hours}. Number: {number}"
    )
    off = msgid("Your certificate is revoked: class «{title}», {year}. Number: {number}")
    paper = msgid("The department will give it to you on paper.")
    text = t(said if one.is_valid else off, **values)
    studies = Button(t.plain(msgid("My studies")), "learner")
    return Screen(lines(text, t(paper)) if one.is_valid else text, grid([studies]))


def caption(t: Translator, count: int) -> Html:
    """Say what comes in the file."""
    said = plural("{n} certificate to be printed.", "{n} certificates to be printed.")
    return t(said, n=count)


def by_person(found: Sequence[Certificate]) -> Mapping[int, list[Certificate]]:
    """Return certificates by their holder."""
    made: dict[int, list[Certificate]] = {}
    for one in found:
        made.setdefault(one.staff_id, []).append(one)
    return made
