"""What to check in the libraries of a trip: short in one message, whole for one of them; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, lines
from bot.screens.trips import Card, facts, said_doubts
from bot.screens.visits import Names
from storage.records.materials import MaterialRequest
from storage.records.trip_checks import Checks
from storage.records.visits import Recommendation

SHORT: Final = 3  # things of a library in the message about all
LINE: Final = 90  # characters of each there
MOST: Final = 500  # in the message about one library
Label = Callable[[str, str], str]  # of an answer of the monitoring: question, code


@dataclass(frozen=True, slots=True)
class Brief:
    """A trip with what is to be looked at; `checks` is empty for whom that is not open."""

    card: Card
    checks: tuple[Checks, ...]
    label: Label


def brief(t: Translator, about: Brief, names: Names) -> Screen:
    """Show a trip and, library by library, what to check there."""
    key = about.card.trip.plan_trip_id
    text = lines(
        *facts(t, about.card, names),
        *said_doubts(t, about.card.doubts, about.card.trip.goes_on, names),
        bold(t.plain(msgid("What to check"))) if about.checks else None,
        *(line for one in about.checks for line in _of_library(t, one, about, names)),
    )
    buttons = [
        Button(
            cut(t.plain(msgid("{library}: all"), library=names.library(one.library_id)), WIDE),
            f"trip.place:{key}:{one.library_id}",
        )
        for one in about.checks
        if one.count > SHORT or any(len(said) > LINE for said in _plain(t, one, about, names))
    ]
    opened = Button(t.plain(msgid("Open the trip")), f"trip.card:{key}")
    return Screen(text, column([*buttons, opened]))


def _of_library(t: Translator, one: Checks, about: Brief, names: Names) -> list[Html]:
    said = _plain(t, one, about, names)
    if not said:
        nothing = msgid("{library}: nothing is open.")
        return [t(nothing, library=names.library(one.library_id))]
    shown = [t("• {text}", text=cut(line, LINE)) for line in said[:SHORT]]
    more = len(said) - SHORT
    rest = t(plural("• and {n} more", "• and {n} more"), n=more) if more > 0 else None
    return [bold(names.library(one.library_id)), *shown, *([rest] if rest else [])]


def whole(t: Translator, one: Checks, about: Brief, names: Names) -> Screen:
    """Show everything that is to be checked in one library."""
    text = lines(
        bold(names.library(one.library_id)),
        *(t("• {text}", text=cut(line, MOST)) for line in _plain(t, one, about, names)),
        t(msgid("Nothing is open here.")) if not one.count else None,
    )
    key = about.card.trip.plan_trip_id
    return Screen(text, column([Button(t.plain(msgid("Back to the trip")), f"trip.check:{key}")]))


def _plain(t: Translator, one: Checks, about: Brief, names: Names) -> list[str]:
    """Say each thing in a line: what was asked of the library, then what it said and asked."""
    return [
        *(_recommended(t, item, about.card.today) for item in one.recommendations),
        *(_answered(t, name, one.answers, about.label) for name in one.troubles),
        *(
            t.plain(
                msgid("Question No. {number} ({person}): {question}"),
                number=str(item.question_id),
                person=names.person(item.staff_id),
                question=item.question,
            )
            for item in one.questions
        ),
        *(_wished(t, item, about.card.today, names) for item in one.wishes),
    ]


def _recommended(t: Translator, one: Recommendation, today: date) -> str:
    if one.deadline_on is None:
        return t.plain(msgid("Recommendation: {text}"), text=one.recommendation)
    text = (
        msgid("Recommendation, overdue since {date}: {text}")
        if one.deadline_on < today
        else msgid("Recommendation, by {date}: {text}")
    )
    return t.plain(text, date=one.deadline_on, text=one.recommendation)


def _wished(t: Translator, one: MaterialRequest, today: date, names: Names) -> str:
    """Say which material somebody waits for."""
    values = {"number": str(one.request_id), "person": names.person(one.staff_id)}
    if one.wanted_on is None:
        text = msgid("Asks for a material, No. {number} ({person}): {wish}")
        return t.plain(text, wish=one.wish, **values)
    text = (
        msgid("Asks for a material, No. {number} ({person}), overdue since {date}: {wish}")
        if one.wanted_on < today
        else msgid("Asks for a material, No. {number} ({person}), by {date}: {wish}")
    )
    return t.plain(text, wish=one.wish, date=one.wanted_on, **values)


def _answered(t: Translator, name: str, answers: Mapping[str, str], label: Label) -> str:
    if name == "help":
        return t.plain(msgid("Asked for help in the monitoring: {text}"), text=answers[name])
    text = {
        "premises": msgid("Premises by the monitoring: {state}"),
        "internet": msgid("Internet by the monitoring: {state}"),
    }[name]
    said = t.plain(text, state=label(name, answers[name]))
    note = answers.get(f"{name}_note")
    return f"{said}. {note}" if note else said
