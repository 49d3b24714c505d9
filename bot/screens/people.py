"""People as the admin and the department see them: list, card, what can be changed; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from bot.catalogs import LANGUAGE_NAMES, Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.libraries import Library
from storage.records.people import Staff

ROLES: Final = {
    "librarian": msgid("librarian"),
    "methodist": msgid("methodist"),
    "head": msgid("head"),
    "admin": msgid("administrator"),
    "juror": msgid("juror"),
}
DUTIES: Final = {
    "juror": msgid("juror"),
    "chairman": msgid("chairman of the jury"),
    "secretary": msgid("secretary of the jury"),
    "deputy": msgid("deputy of the head"),
    "editor": msgid("editor of the site"),
    "admin": msgid("administrator"),
}
FILTERS: Final = ("all", "out", "left")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list of people."""

    people: Sequence[Staff]
    kind: str  # of FILTERS
    number: int
    last: int
    counts: dict[str, int]  # by filter
    slips: int  # so many need a slip


@dataclass(frozen=True, slots=True)
class About:
    """A person with what their card says beside the record."""

    person: Staff
    libraries: Sequence[Library]
    invited_until: date | None
    may_invite: bool
    may_change: bool
    card_of: int | None = None  # the year whose card may be read


def listed(t: Translator, page: Page, *, may_invite: bool, may_change: bool) -> Screen:
    """Show a page of people; each line opens its card, a typed surname searches."""
    head = {
        "all": t(plural("{n} person on the staff.", "{n} people on the staff."), n=_n(page)),
        "out": t(plural("{n} person not in the bot.", "{n} people not in the bot."), n=_n(page)),
        "left": t(plural("{n} person switched off.", "{n} people switched off."), n=_n(page)),
    }[page.kind]
    text = lines(head, t(msgid("Press a name or type a surname or a library.")))
    others = [kind for kind in FILTERS if kind != page.kind and page.counts[kind]]
    buttons = [_filter(t, kind, page.counts[kind]) for kind in others]
    if may_invite and page.slips:
        buttons.append(Button(t.plain(msgid("Slips for all")), "invite.slips"))
    if may_change:
        buttons.append(Button(t.plain(msgid("Add a person")), "people.add"))
    return Screen(text, (*_names(t, page.people), *grid(_turns(t, page)), *grid(buttons)))


def _n(page: Page) -> int:
    return page.counts[page.kind]


def _filter(t: Translator, kind: str, count: int) -> Button:
    label = {
        "all": msgid("Everybody: {count}"),
        "out": msgid("Not in: {count}"),
        "left": msgid("Left: {count}"),
    }[kind]
    return Button(t.plain(label, count=count), f"people:{kind}")


def _names(t: Translator, people: Sequence[Staff]) -> Rows:
    return column(
        Button(cut(one.full_name(t.language), WIDE), f"people.card:{one.staff_id}")
        for one in people
    )


def _turns(t: Translator, page: Page) -> list[Button]:
    turns = []
    if page.number > 0:
        press = f"people:{page.kind}:{page.number - 1}"
        turns.append(Button(t.plain(msgid("Earlier ones")), press))
    if page.number < page.last:
        press = f"people:{page.kind}:{page.number + 1}"
        turns.append(Button(t.plain(msgid("Further ones")), press))
    return turns


def found(t: Translator, typed: str, people: Sequence[Staff]) -> Screen:
    """Show whom a typed name or library may mean."""
    back = Button(t.plain(msgid("To the list")), "people")
    if not people:
        nobody = msgid("Nobody is found by «{typed}». Type another surname.")
        return Screen(t(nobody, typed=typed), ((back,),))
    text = lines(
        t(msgid("Found by «{typed}»: {count}."), typed=typed, count=len(people)),
        t(msgid("Press a name or type another.")),
    )
    return Screen(text, (*_names(t, people), (back,)))


# -------------------------------------------------------------------- the card


def card(t: Translator, about: About) -> Screen:
    """Show a person with what may be done."""
    person = about.person
    text = lines(
        bold(person.full_name(t.language)),
        escape(person.post),
        _places(t, about),
        t(msgid("Role: {role}."), role=t.plain(ROLES[person.role])),
        _duties(t, person),
        person.phone and t(msgid("Telephone: {phone}."), phone=person.phone),
        t(msgid("Language: {language}."), language=LANGUAGE_NAMES[person.language]),
        account(t, about),
    )
    year = (
        Button(t.plain(msgid("Card of the year")), f"card.show:p{person.staff_id}:{about.card_of}")
        if about.card_of is not None
        else None
    )
    shown = [*_account_buttons(t, about), *((year,) if year else ())]
    return Screen(text, (*grid(shown), *_change_buttons(t, about)))


def _places(t: Translator, about: About) -> Html | None:
    if not about.libraries:
        return None
    places = ", ".join(one.short(t.language) for one in about.libraries)
    return t(msgid("Library: {libraries}"), libraries=places)


def _duties(t: Translator, person: Staff) -> Html | None:
    if not person.duties:
        return None
    names = ", ".join(t.plain(DUTIES[duty]) for duty in DUTIES if duty in person.duties)
    return t(msgid("Duties: {duties}."), duties=names)


def account(t: Translator, about: About) -> Html:
    """Say how the bot reaches the person."""
    person = about.person
    if person.left_on is not None:
        return t(msgid("Switched off, last day: {date}."), date=t.full_day(person.left_on))
    if person.user_id is None:
        return _without_account(t, about)
    if person.blocked:
        return t(msgid("Telegram: the person has blocked the bot."))
    if person.notice_version is not None and not person.notice_accepted:
        return t(msgid("Telegram: no consent; the records are entered by a methodist."))
    if person.notice_version is None:
        return t(msgid("Telegram: in the bot, has not yet decided about the notice."))
    return t(msgid("Telegram: in the bot."))


def _without_account(t: Translator, about: About) -> Html:
    if about.invited_until is not None:
        return t(
            msgid("Telegram: invited, the link works until {date}."), date=about.invited_until
        )
    if not about.person.uses_telegram:
        return t(msgid("No Telegram: the records are entered by a methodist."))
    return t(msgid("Telegram: not invited yet."))


def _account_buttons(t: Translator, about: About) -> list[Button]:
    staff_id = about.person.staff_id
    if about.person.left_on is not None or not about.may_invite:
        return []
    if about.person.user_id is not None:
        return [
            Button(t.plain(msgid("Move")), f"invite.give:{staff_id}"),
            Button(t.plain(msgid("Unlink")), f"people.unlink:{staff_id}"),
        ]
    buttons = [
        Button(t.plain(msgid("Invite")), f"invite.give:{staff_id}"),
        Button(t.plain(msgid("Slip to print")), f"invite.slip:{staff_id}"),
    ]
    if about.invited_until is not None:
        buttons.append(Button(t.plain(msgid("New link")), f"invite.anew:{staff_id}"))
    return buttons


def _change_buttons(t: Translator, about: About) -> Rows:
    staff_id = about.person.staff_id
    back = Button(t.plain(msgid("To the list")), "people")
    if not about.may_change:
        return ((back,),)
    if about.person.left_on is not None:
        return grid([Button(t.plain(msgid("Switch on")), f"people.on:{staff_id}"), back])
    return grid(
        [
            Button(t.plain(msgid("Role")), f"people.roles:{staff_id}"),
            Button(t.plain(msgid("Duties")), f"people.duties:{staff_id}"),
            Button(t.plain(msgid("Their libraries")), f"people.libs:{staff_id}"),
            Button(t.plain(msgid("Switch off")), f"people.off:{staff_id}"),
            back,
        ]
    )


# -------------------------------------------------------------------- changing


def _back(t: Translator, person: Staff) -> Button:
    return Button(t.plain(msgid("To the card")), f"people.card:{person.staff_id}")


def _marked(label: str, *, on: bool) -> str:
    return cut(f"✓ {label}" if on else label, WIDE)


def roles(t: Translator, person: Staff) -> Screen:
    """Offer the roles."""
    text = msgid("Role of: {person}. It decides about menu and rights.")
    buttons = [
        Button(
            _marked(t.plain(title), on=person.role == role),
            f"people.role:{person.staff_id}:{role}",
        )
        for role, title in ROLES.items()
    ]
    rows = (*grid(buttons), (_back(t, person),))
    return Screen(t(text, person=person.full_name(t.language)), rows)


def duties(t: Translator, person: Staff) -> Screen:
    """Offer the duties beside the role; each button says what it will be."""
    text = msgid("Duties of: {person}, beside the role. Several are possible.")
    buttons = [
        Button(
            _marked(t.plain(title), on=duty in person.duties),
            f"people.duty:{person.staff_id}:{duty}:{int(duty not in person.duties)}",
        )
        for duty, title in DUTIES.items()
    ]
    rows = (*column(buttons), (_back(t, person),))
    return Screen(t(text, person=person.full_name(t.language)), rows)


def libraries(
    t: Translator, about: About, offered: Sequence[Library], pages: tuple[int, int]
) -> Screen:
    """Offer the open libraries; the first one's hours rule the person's digest."""
    person, (page, last) = about.person, pages
    now = ", ".join(one.short(t.language) for one in about.libraries) or "—"
    text = lines(
        t(msgid("Libraries of: {person}."), person=person.full_name(t.language)),
        t(msgid("Now: {libraries}. The first one's hours decide when reminders come."),
            libraries=now),
        t(msgid("Press to add or take away, or type a name.")),
    )  # fmt: skip
    buttons = [
        Button(
            _marked(one.short(t.language), on=one.library_id in person.library_ids),
            f"people.lib:{person.staff_id}:{one.library_id}"
            f":{int(one.library_id not in person.library_ids)}:{page}",
        )
        for one in offered
    ]
    turns = []
    if page > 0:
        press = f"people.libs:{person.staff_id}:{page - 1}"
        turns.append(Button(t.plain(msgid("Earlier ones")), press))
    if page < last:
        press = f"people.libs:{person.staff_id}:{page + 1}"
        turns.append(Button(t.plain(msgid("Further ones")), press))
    return Screen(text, (*grid(buttons), *grid(turns), (_back(t, person),)))


def switch_off(t: Translator, person: Staff, today: date) -> Screen:
    """Ask for the last working day of a person who leaves."""
    text = lines(
        t(msgid("Switch off: {person}."), person=person.full_name(t.language)),
        t(msgid("The records and drafts stay; the link and the Telegram account stop working.")),
        t(msgid("Last working day? Press or write a date, for example 5.03.")),
    )
    buttons = [
        Button(t.plain(msgid("Today")), f"people.left:{person.staff_id}:{today.isoformat()}"),
        Button(t.plain(msgid("Not needed")), f"people.card:{person.staff_id}"),
    ]
    return Screen(text, grid(buttons))


def unlink(t: Translator, person: Staff) -> Screen:
    """Ask before a person is parted from the Telegram account."""
    text = msgid(
        "Unlink the Telegram account? {person}. The records stay; to come back, a new "
        "invitation is needed."
    )
    buttons = [
        Button(t.plain(msgid("Yes, unlink")), f"people.part:{person.staff_id}"),
        Button(t.plain(msgid("Not needed")), f"people.card:{person.staff_id}"),
    ]
    return Screen(t(text, person=person.full_name(t.language)), grid(buttons))


def ask_new_name(t: Translator) -> Screen:
    """Ask for the name of a person to be added."""
    text = msgid(
        "A new person: write surname, name and patronymic in one line, for example: «Ivanova "
        "Ganna Petrovna»."
    )
    return Screen(t(text), column([Button(t.plain(msgid("Not needed")), "people")]))


def new_role(t: Translator, role: str) -> Screen:
    """Tell a person that the role was changed."""
    text = msgid("Your role in the bot has changed: {role}. To see the new menu, send /menu.")
    return Screen(t(text, role=t.plain(ROLES[role])))
