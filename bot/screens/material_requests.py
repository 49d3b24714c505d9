"""Requests for materials as the department, the queue and who asked see them; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import Button, Screen, bold, column, cut, grid, lines
from storage.records.materials import MaterialRequest
from storage.records.publications import Publication

PAGE: Final = 8  # requests of a list
WISH: Final = 600  # characters of a request on a card
LINE: Final = 40  # of one in a button
ANSWER: Final = 2_500
COUNTED: Final = plural("Requests that wait: {n}.", "Requests that wait: {n}.")
OVERDUE: Final = msgid("overdue")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A request with names, as one reader sees it."""

    request: MaterialRequest
    today: date
    person: str
    libraries: str
    taker: str | None = None  # who answers
    answerer: str | None = None
    publication: Publication | None = None
    near: Sequence[Publication] = ()  # what may be sent at once
    is_mine: bool = False  # the reader has asked
    is_taker: bool = False
    may_answer: bool = False
    may_publish: bool = False  # its files are no publication yet


def is_late(one: MaterialRequest, today: date) -> bool:
    """Tell whether the last day of a request that waits is over."""
    return one.is_open and one.wanted_on is not None and one.wanted_on < today


def _day(t: Translator, on: date, today: date) -> str:
    """Write a day, of another year with its year."""
    return t.day(on) if on.year == today.year else t.full_day(on).removesuffix(".")


def _facts(t: Translator, about: Sheet) -> list[Html | None]:
    one = about.request
    wanted = None
    if one.wanted_on is not None:
        text = (
            msgid("Wanted by {date}: overdue.")
            if is_late(one, about.today)
            else msgid("Wanted by {date}.")
        )
        wanted = t(text, date=_day(t, one.wanted_on, about.today))
    return [
        t("«{wish}»", wish=cut(one.wish, WISH)),
        t(msgid("For the day: {date}."), date=_day(t, one.for_on, about.today))
        if one.for_on
        else None,
        wanted,
        t(msgid("What was missing: {text}"), text=one.remark)
        if one.remark and one.is_open
        else None,
    ]


def card(t: Translator, about: Sheet, note: Html | None = None) -> Screen:
    """Show a request to the department, or to who asked."""
    one = about.request
    title = t.plain(msgid("Request for a material No. {number}"), number=str(one.request_id))
    text = lines(
        note,
        bold(title),
        None
        if about.is_mine
        else t(msgid("From: {person} ({places})."), person=about.person, places=about.libraries),
        *_facts(t, about),
        *_state(t, about),
    )
    return Screen(text, _buttons(t, about))


def _state(t: Translator, about: Sheet) -> list[Html | None]:
    one = about.request
    if one.cancelled_at:
        return [t(msgid("No longer needed."))]
    if one.is_open:
        nobody = t(msgid("The department has it; nobody has taken it yet."))
        taken = t(msgid("In the hands of: {person}"), person=about.taker) if about.taker else None
        near = t(msgid("There is something like that already:")) if about.near else None
        is_free = about.request.taken_by is None or about.is_taker
        return [taken or nobody, near if is_free and not about.is_mine else None]
    found = about.publication
    return [
        t(msgid("The answer: {text}"), text=cut(one.answer, ANSWER)) if one.answer else None,
        t(msgid("Sent: «{title}»."), title=found.title) if found else None,
        t(msgid("Files: {count}."), count=str(len(one.file_ids))) if one.file_ids else None,
        t(msgid("Answered by: {person}"), person=about.answerer) if about.answerer else None,
        t(msgid("It fits.")) if one.outcome == "fits" else None,
    ]


def _buttons(t: Translator, about: Sheet) -> tuple[tuple[Button, ...], ...]:
    one = about.request
    key = one.request_id
    if not one.is_open:
        return grid(_after(t, about))
    found: list[Button] = []
    if about.may_answer and not about.is_mine:
        found += _answering(t, about)
    if about.is_mine:
        found.append(Button(t.plain(msgid("Not needed now")), f"wish.cancel:{key}"))
    return grid([*found, _queue(t)])


def _answering(t: Translator, about: Sheet) -> list[Button]:
    """Return the buttons of those who may answer; a colleague's request is first taken over."""
    key, taker = about.request.request_id, about.request.taken_by
    if taker is not None and not about.is_taker:
        return [Button(t.plain(msgid("Take it over")), f"wish.take:{key}:{taker}")]
    near = [
        Button(
            cut(t.plain(msgid("Send: {title}"), title=one.title), LINE),
            f"wish.send:{key}:{one.publication_id}",
        )
        for one in about.near
    ]
    first = (
        Button(t.plain(msgid("Give back")), f"wish.back:{key}")
        if about.is_taker
        else Button(t.plain(msgid("I take it")), f"wish.take:{key}:0", style="primary")
    )
    return [
        *near,
        first,
        Button(t.plain(msgid("Write an answer")), f"wish.answer:{key}"),
        Button(t.plain(msgid("Find and send")), f"wish.find:{key}"),
    ]


def _after(t: Translator, about: Sheet) -> list[Button]:
    """Return the buttons of a request that is answered or let go."""
    key, found = about.request.request_id, []
    if about.publication is not None:
        press = f"pub.card:{about.publication.publication_id}"
        found.append(Button(t.plain(msgid("Open")), press, style="primary"))
    if about.request.file_ids:
        found.append(Button(t.plain(msgid("Files")), f"wish.files:{key}"))
    if about.is_mine and about.request.answered_at and about.request.outcome is None:
        found.append(Button(t.plain(msgid("It fits")), f"wish.fits:{key}"))
        found.append(Button(t.plain(msgid("Not this")), f"wish.other:{key}"))
    if about.may_publish:
        found.append(Button(t.plain(msgid("Make a publication")), f"wish.publish:{key}"))
    return [*found, _queue(t)]


def _queue(t: Translator) -> Button:
    return Button(t.plain(msgid("To the requests")), "wish.list:0")


# -------------------------------------------------------------------- the queue


@dataclass(frozen=True, slots=True)
class Queue:
    """Requests of a list: those that wait for the department, or a person's own."""

    found: Sequence[tuple[MaterialRequest, str, str | None]]  # with who asks, who answers
    page: int
    today: date
    is_department: bool
    may_ask: bool


def queue(t: Translator, about: Queue) -> Screen:
    """List requests, the most urgent first; each opens its card."""
    pages = max(1, -(-len(about.found) // PAGE))
    page = min(about.page, pages - 1)
    shown = about.found[page * PAGE : (page + 1) * PAGE]
    title = msgid("Requests for materials") if about.is_department else msgid("My requests")
    if about.is_department:
        said = t(COUNTED, n=len(about.found))
    else:
        said = t(msgid("Press a request to see what became of it."))
    text = lines(
        bold(t.plain(title)),
        said if about.found else t(msgid("There are no requests.")),
        *(_line(t, one, who, taker, about.today) for one, who, taker in shown),
    )
    buttons = [
        Button(
            cut(t.plain("{number}. {wish}", number=str(one.request_id), wish=one.wish), LINE),
            f"wish.card:{one.request_id}",
        )
        for one, _, _ in shown
    ]
    more = []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        more.append(Button(label, f"wish.list:{(page + 1) % pages}"))
    if about.may_ask:
        more.append(Button(t.plain(msgid("New request")), "wish.new"))
    return Screen(text, (*column(buttons), *grid(more)))


def _line(t: Translator, one: MaterialRequest, who: str, taker: str | None, today: date) -> Html:
    """Say who asks, until when and who answers."""
    parts = [who] if who else []
    if one.wanted_on is not None:
        parts.append(t.plain(msgid("by {date}"), date=_day(t, one.wanted_on, today)))
    if is_late(one, today):
        parts.append(t.plain(OVERDUE))
    if one.is_open and taker:
        parts.append(t.plain(msgid("answers: {person}"), person=taker))
    if one.answered_at:
        parts.append(t.plain(msgid("answered")))
    elif not parts:
        parts.append(t.plain(msgid("waits for an answer")))
    return t("{number}. {said}", number=str(one.request_id), said=", ".join(parts))


# -------------------------------------------------------------------- asking and answering


def ask(t: Translator) -> Screen:
    """Ask what is needed, in one line."""
    text = lines(
        t(msgid("What is needed, for which day, until when? Write in one line.")),
        t(msgid("For example: «нужен сценарий ко Дню матери до 1 октября».")),
    )
    return Screen(text, ((Button(t.plain(msgid("Not now")), "wish.list:0"),),))


def taken(t: Translator, number: int) -> Html:
    """Say that a request has arrived."""
    text = msgid("Request No. {number} is sent. The answer will come here.")
    return t(text, number=str(number))


def already(t: Translator, near: Sequence[Publication]) -> Screen:
    """Say what there is already, right after a request was sent."""
    buttons = [Button(cut(one.title, LINE), f"pub.card:{one.publication_id}") for one in near]
    text = t(msgid("There is something like that already. Look at it while the answer is made:"))
    return Screen(text, column(buttons))


def ask_answer(t: Translator, one: MaterialRequest) -> Screen:
    """Ask for the answer: a text, a file or a photo."""
    text = lines(
        t(msgid("Your answer to request No. {number}:"), number=str(one.request_id)),
        t("«{wish}»", wish=cut(one.wish, WISH)),
        t(msgid("Send a text, a file or a photo, in one message.")),
    )
    back = Button(t.plain(msgid("Not now")), f"wish.card:{one.request_id}")
    return Screen(text, ((back,),))


def ask_words(t: Translator, one: MaterialRequest) -> Screen:
    """Ask what to look for among the materials."""
    text = lines(
        t(msgid("What is to be found for request No. {number}? Write a word or two."),
          number=str(one.request_id)),
        t("«{wish}»", wish=cut(one.wish, WISH)),
    )  # fmt: skip
    back = Button(t.plain(msgid("Not now")), f"wish.card:{one.request_id}")
    return Screen(text, ((back,),))


def found(t: Translator, one: MaterialRequest, words: str, near: Sequence[Publication]) -> Screen:
    """Offer what was found for a request; a press sends it."""
    text = lines(
        t(msgid("Found by «{words}». Press what is to be sent."), words=cut(words, LINE))
        if near
        else t(msgid("Nothing is found by «{words}»."), words=cut(words, LINE)),
        t(msgid("Other words? Just write them.")),
    )
    buttons = [
        Button(cut(each.title, LINE), f"wish.send:{one.request_id}:{each.publication_id}")
        for each in near
    ]
    back = Button(t.plain(msgid("To the request")), f"wish.card:{one.request_id}")
    return Screen(text, column([*buttons, back]))


def ask_remark(t: Translator, one: MaterialRequest) -> Screen:
    """Ask what is missing in the answer."""
    text = t(msgid("What is missing, or what was meant? Write in one line: the request goes back "
                   "to the department."))  # fmt: skip
    back = Button(t.plain(msgid("Not now")), f"wish.card:{one.request_id}")
    return Screen(text, ((back,),))
