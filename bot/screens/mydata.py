"""«Мои данные» on the screen: what is stored in short, the file, erasure and consent; pure."""

from datetime import date

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.people import ROLES
from bot.screens.screen import Button, Screen, column, grid, lines
from storage.records.access import Consent
from storage.records.libraries import Library
from storage.records.people import Amounts, Staff

Libraries = tuple[Library, ...]


def summary(
    t: Translator,
    person: Staff,
    libraries: Libraries,
    stored: Amounts,
    consent: tuple[Consent, date] | None,
) -> Screen:
    """Show in short what is stored; the rest is in the file."""
    places = ", ".join(one.short(t.language) for one in libraries)
    text = lines(
        t(msgid("What the bot stores about you: {person}"), person=person.full_name(t.language)),
        t(msgid("Role: {value}"), value=t.plain(ROLES[person.role])),
        t(msgid("Post: {value}"), value=person.post) if person.post else None,
        t(msgid("Library: {libraries}"), libraries=places) if places else None,
        t(msgid("Work telephone: {value}"), value=person.phone) if person.phone else None,
        _consent(t, consent),
        _amounts(t, stored),
        t(msgid("Press «Everything as a file» to read all of it.")),
    )
    buttons = [
        Button(t.plain(msgid("Everything as a file")), "mydata.file"),
        Button(t.plain(msgid("Ask to erase")), "mydata.erase"),
    ]
    if consent is not None and consent[0].accepted:
        buttons.append(Button(t.plain(msgid("Withdraw consent")), "mydata.withdraw"))
    return Screen(text, column(buttons))


def _consent(t: Translator, consent: tuple[Consent, date] | None) -> Html:
    if consent is None:
        return t(msgid("Consent: not asked yet."))
    decision, on = consent
    said = msgid("Consent: {date}") if decision.accepted else msgid("Declined: {date}")
    return t(said, date=t.full_day(on))


def _amounts(t: Translator, stored: Amounts) -> Html:
    text = msgid(
        "Visits: {visits}, rounds: {rounds}, contest entries: {entries}, entered for colleagues: "
        "{entered}, drafts: {drafts}, files: {files}, questions: {questions}, absences: {leaves}."
    )
    return t(
        text,
        visits=stored.visits,
        rounds=stored.rounds,
        entries=stored.entries,
        entered=stored.entered_for_others,
        drafts=stored.open_drafts,
        files=stored.files,
        questions=stored.questions,
        leaves=stored.leaves,
    )


def coming(t: Translator) -> Screen:
    """Say that the file is being made."""
    return Screen(t(msgid("I am gathering everything; the file will come here.")))


def caption(t: Translator) -> Html:
    """Say what the file is."""
    return t(msgid("Everything that the bot stores about you."))


def failed(t: Translator) -> Screen:
    """Say that the file could not be made."""
    return Screen(t(msgid("The file could not be made. Please try again later.")))


def ask_erase(t: Translator) -> Screen:
    """Say what erasure means before it is asked for."""
    text = lines(
        t(msgid("Ask to erase your data?")),
        t(
            msgid(
                "The administrator gets your request and answers within 15 days. Records of work "
                "that the institution must keep stay; the rest is erased."
            )
        ),
    )
    buttons = [
        Button(t.plain(msgid("Send the request")), "mydata.ask"),
        Button(t.plain(msgid("Not needed")), "mydata"),
    ]
    return Screen(text, grid(buttons))


def asked(t: Translator, on: date) -> Screen:
    """Say that the request is on its way."""
    text = t(msgid("The request to erase your data is sent: {date}"), date=t.full_day(on))
    return Screen(text, column([_back(t)]))


def to_admin(t: Translator, person: Staff) -> Screen:
    """Tell an administrator that somebody asks to erase their data."""
    text = lines(
        t(
            msgid("A request to erase personal data. From: {person}"),
            person=person.full_name(t.language),
        ),
        t(msgid("Answer the person within 15 days.")),
    )
    card = Button(t.plain(msgid("Open the card")), f"people.card:{person.staff_id}")
    return Screen(text, column([card]))


def ask_withdraw(t: Translator, version: int) -> Screen:
    """Say what follows before consent is withdrawn; the button is the notice's own refusal."""
    text = lines(
        t(msgid("Withdraw your consent?")),
        t(
            msgid(
                "Nothing more will be sent to you here, and a methodist enters the records for "
                "you. You can agree again on any day."
            )
        ),
    )
    buttons = [
        Button(t.plain(msgid("Withdraw")), f"notice.no:{version}"),
        Button(t.plain(msgid("Not needed")), "mydata"),
    ]
    return Screen(text, grid(buttons))


def _back(t: Translator) -> Button:
    return Button(t.plain(msgid("Back")), "mydata")
