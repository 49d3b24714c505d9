"""Consultations: recorded step by step or in a line, a card, a list, totals; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import consulting, spans
from bot.rules.consulting import Line
from bot.rules.periods import Period
from bot.rules.spans import Standing
from bot.screens import spans as said
from bot.screens.screen import Button, Screen, bold, column, cut, grid, lines
from storage.records.guidance import Consultation

MINUTES: Final = (5, 10, 15, 30)
SUBJECT: Final = 70  # characters in a list
PAGE: Final = 10
IN_A_ROW: Final = 4
LINE: Final = msgid("Or write it in a line: «телефон, Деревная, акт списания, 10 мин».")
ASKED: Final[Mapping[str, str]] = {
    "channel": msgid("How was it?"),
    "library": msgid("Which library? Press it or write."),
    "topic": msgid("What about?"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How libraries, people and topics are called in the reader's language."""

    libraries: Mapping[int, str]
    people: Mapping[int, str]
    topics: Mapping[str, str]


def ask(
    t: Translator, what: str, known: Sequence[str], options: Sequence[tuple[str, str]]
) -> Screen:
    """Ask for the channel, the library or the topic; `known`: what is said already."""
    text = lines(
        bold(t.plain(msgid("Record a consultation"))),
        ", ".join(t("{one}", one=one) for one in known) if known else None,
        t(ASKED[what]),
        t(LINE) if what == "channel" else None,
    )
    buttons = [Button(cut(label, 30), f"consult.{what}:{key}") for key, label in options]
    back = Button(t.plain(msgid("Not now")), "question.list")
    return Screen(text, (*grid(buttons), (back,)))


def so_far(t: Translator, line: Line, names: Mapping[str, str]) -> list[str]:
    """Say what of a line is understood; `names` of its library and topic by their codes."""
    parts = [
        t.plain(consulting.CHANNELS[line.channel]) if line.channel else "",
        names.get(f"library:{line.library}", "") if line.library else "",
        names.get(f"topic:{line.topic}", "") if line.topic else "",
        f"«{line.subject}»" if line.subject else "",
        t.plain(msgid("{n} min"), n=line.minutes) if line.minutes else "",
        t.day(line.held_on) if line.held_on else "",
    ]
    return [one for one in parts if one]


def card(
    t: Translator, one: Consultation, names: Names, *, may_change: bool, note: str | None = None
) -> Screen:
    """Show a consultation; what is wrong is typed or pressed."""
    key = one.consultation_id
    text = lines(
        t(note) if note else None,
        t(msgid("Consultation No. {number}, {date}."), number=str(key), date=one.held_on),
        t(
            msgid("{channel}. Library: {library}."),
            channel=t.plain(consulting.CHANNELS[one.channel]),
            library=_library(t, one, names),
        ),
        t(msgid("Topic: {topic}."), topic=_topic(t, one.topic, names)),
        t("«{subject}»", subject=one.subject) if one.subject else None,
        _effort(t, one),
        t(msgid("Who consulted: {person}"), person=names.people[one.staff_id]),
        t(msgid("To correct it, write: «20 мин», «группа 12», «вчера», «сайт» or what about."))
        if may_change
        else None,
    )
    if one.removed_at is not None:
        return Screen(text, ((Button(t.plain(msgid("Bring back")), f"consult.keep:{key}"),),))
    if not may_change:
        return Screen(text)
    minutes = tuple(
        Button(t.plain(msgid("{n} min"), n=n), f"consult.min:{key}:{n}") for n in MINUTES
    )
    others = [
        Button(t.plain(msgid("Topic")), f"consult.about:{key}"),
        *(
            [Button(t.plain(msgid("Remove")), f"consult.drop:{key}")]
            if one.question_id is None
            else [Button(t.plain(msgid("The question")), f"question:{one.question_id}")]
        ),
        Button(t.plain(msgid("Record one more")), "consult.new"),
    ]
    return Screen(text, (minutes, *grid(others)))


def _library(t: Translator, one: Consultation, names: Names) -> str:
    return names.libraries.get(one.library_id or 0, "") or t.plain(msgid("not one library"))


def _topic(t: Translator, code: str | None, names: Names) -> str:
    return names.topics.get(code or "", "") or t.plain(msgid("not said"))


def _effort(t: Translator, one: Consultation) -> Html:
    people = (
        t.plain(msgid("Group, people: {n}"), n=one.people)
        if one.is_group
        else t.plain(msgid("Individual"))
    )
    minutes = t.plain(msgid("{n} min"), n=one.minutes) if one.minutes else ""
    return t("{effort}", effort=", ".join(part for part in (people, minutes) if part))


def topics(t: Translator, key: int, options: Sequence[tuple[str, str]]) -> Screen:
    """Ask for another topic of a consultation."""
    buttons = [Button(label, f"consult.to:{key}:{code}") for code, label in options]
    back = Button(t.plain(msgid("Back")), f"consult.card:{key}")
    return Screen(t(ASKED["topic"]), (*grid(buttons), (back,)))


# -------------------------------------------------------------------- lists and totals


@dataclass(frozen=True, slots=True)
class Totals:
    """The consultations of a time, by what they are told by."""

    span: Period | tuple[date, date]
    whole: Mapping[str, int]
    channels: Mapping[str, int]
    topics: Mapping[str | None, int]
    months: Mapping[str, int]
    standing: Standing
    present: date


def totals(t: Translator, found: Totals, names: Names) -> Screen:
    """Show how many consultations a time had, by channel, topic and month."""
    whole = found.whole
    text = lines(
        bold(t.plain(msgid("Consultations: {period}"), period=said.name(t, found.span))),
        t(msgid("In all: {n}."), n=whole["consultations"]),
        t(
            msgid("Individual: {single}, for groups: {group}, people: {people}."),
            single=whole["consultations"] - whole["for_groups"],
            group=whole["for_groups"],
            people=whole["people"],
        ),
        t(msgid("Libraries served: {n}. Minutes: {minutes}."), n=whole["libraries"],
            minutes=whole["minutes"]),
        _shares(t, msgid("Channels"), [
            (t.plain(consulting.CHANNELS[code]), n) for code, n in _by_count(found.channels)
        ]),
        _shares(t, msgid("Topics"), [
            (_topic(t, code, names), n) for code, n in _by_count(found.topics)
        ]),
        _shares(t, msgid("Months"), [
            (t.month(date.fromisoformat(f"{month}-01")), n)
            for month, n in sorted(found.months.items())
        ]) if len(found.months) > 1 else None,
        said.standing(t, found.standing),
        t(msgid("Another time: write days, for example 10.01 - 25.03.")),
    )  # fmt: skip
    offered = [
        Period.of("month", found.present), Period.of("quarter", found.present),
        Period.of("half", found.present), Period.of("year", found.present),
        Period.of("year", found.present).previous,
    ]  # fmt: skip
    buttons = [
        Button(cut(_capital(said.name(t, one)), 30), f"consult.sum:{spans.press(one)}")
        for one in offered
        if one != found.span
    ]
    others = [
        Button(t.plain(msgid("The list")), f"consult.list:{spans.press(found.span)}:0"),
        Button(t.plain(msgid("In Excel")), f"consult.book:{spans.press(found.span)}"),
        Button(t.plain(msgid("Record a consultation")), "consult.new"),
        Button(t.plain(msgid("Topics")), "topics.all"),
    ]
    return Screen(text, (*column(buttons), *grid(others)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _by_count(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))


def _shares(t: Translator, title: str, shares: Sequence[tuple[str, int]]) -> Html | None:
    if not shares:
        return None
    said_ = ", ".join(f"{name} – {t.number(n)}" for name, n in shares)
    return t(msgid("{title}: {shares}."), title=t.plain(title), shares=said_)


def listed(
    t: Translator,
    span: Period | tuple[date, date],
    items: Sequence[Consultation],
    names: Names,
    page: tuple[int, int],
) -> Screen:
    """List the consultations of a time, the latest first; `page`: its number and how many."""
    number, pages = page
    text = lines(
        bold(t.plain(msgid("Consultations: {period}"), period=said.name(t, span))),
        *(_line(t, one, names) for one in items),
        None if items else t(msgid("There are none.")),
    )
    numbers = [
        Button(f"№ {one.consultation_id}", f"consult.card:{one.consultation_id}") for one in items
    ]
    rows = tuple(tuple(numbers[i : i + IN_A_ROW]) for i in range(0, len(numbers), IN_A_ROW))
    place = spans.press(span)
    turns = [
        Button(label, f"consult.list:{place}:{to}")
        for label, to in (("◀", number - 1), ("▶", number + 1))
        if 0 <= to < pages
    ]
    back = Button(t.plain(msgid("Totals")), f"consult.sum:{place}")
    return Screen(text, (*rows, *((tuple(turns),) if turns else ()), (back,)))


def _line(t: Translator, one: Consultation, names: Names) -> Html:
    parts = [
        t.plain(consulting.CHANNELS[one.channel]),
        names.libraries.get(one.library_id or 0, ""),
        names.topics.get(one.topic or "", ""),
        f"«{cut(one.subject, SUBJECT)}»" if one.subject else "",
        t.plain(msgid("{n} min"), n=one.minutes) if one.minutes else "",
    ]
    return t(
        msgid("No. {number}, {date}: {what}"),
        number=str(one.consultation_id),
        date=one.held_on,
        what=", ".join(part for part in parts if part),
    )
