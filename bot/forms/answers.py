"""Reads what a person gave as the text that XForms store, or refuses it with an example. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.errors import BadAnswerError
from bot.forms import choices, inputs, search
from bot.forms.errors import StaleAnswerError, UnclearChoiceError
from bot.forms.given import Given, Media, Picked, Point
from bot.forms.turns import Choice, Kind
from bot.forms.views import UPLOADS, question_of
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from bot.forms.live import Live, Spot
    from bot.forms.turns import Range

MAX_TEXT = 4000  # Telegram's message holds 4096; what came by two messages is not one answer
_COORDINATES = re.compile(r"\s*(-?\d{1,2}[.,]\d+)\s*[;, ]\s*(-?\d{1,3}[.,]\d+)\s*")
_UNSTORED = frozenset({"Cc", "Cs", "Cn"})
_SEPARATORS = re.compile(r"\s*[,;\n]\s*")


def read(live: Live, spot: Spot, given: Given) -> tuple[str, ...]:
    """Return the readings of an answer, the likeliest first: the first that fits is taken.

    A date without a year has two, one past and one to come. Raises `BadAnswerError`.
    """
    kind = question_of(spot).kind
    if isinstance(given, Media):
        return (_file(kind, given),)
    if isinstance(given, Point):
        return (_point(kind, given),)
    if isinstance(given, Picked):
        return (_picked(live, spot, given.name),)
    if not isinstance(given, str):
        raise StaleAnswerError(spot.path)
    typed = given.strip()
    if not typed:
        raise BadAnswerError(msgid("An answer is needed: type it or press a button."))
    return _typed(live, spot, typed)


def _typed(live: Live, spot: Spot, typed: str) -> tuple[str, ...]:
    kind = question_of(spot).kind
    if kind in UPLOADS:
        raise _wants_file(kind)
    if kind is Kind.DATE:
        return _dates(live, typed)
    if kind is Kind.DATETIME:
        return _moments(live, typed)
    return (_SIMPLE[kind](live, spot, typed),)


def _text(_live: Live, _spot: Spot, typed: str) -> str:
    if len(typed) > MAX_TEXT:
        raise BadAnswerError(
            msgid("The text is too long: {length} characters, at most {limit} fit."),
            length=len(typed),
            limit=MAX_TEXT,
        )
    return _printable(typed)


def _printable(typed: str) -> str:
    """Drop what XML cannot hold: controls but line ends and tabs, lone surrogates."""
    return "".join(c for c in typed if c in "\n\t" or unicodedata.category(c) not in _UNSTORED)


def _integer(_live: Live, _spot: Spot, typed: str) -> str:
    return str(inputs.parse_integer(typed))


def _decimal(_live: Live, _spot: Spot, typed: str) -> str:
    return _plain(inputs.parse_decimal(typed))


def _plain(number: Decimal) -> str:
    """Write a number without needless zeros: 12.50 and 12.5 are one answer to every rule."""
    return f"{number.normalize():f}" if number else "0"


def _time(_live: Live, _spot: Spot, typed: str) -> str:
    return inputs.parse_time(typed).isoformat("milliseconds")


def _dates(live: Live, typed: str) -> tuple[str, ...]:
    today = live.env.today
    past = inputs.parse_date(typed, today)
    return _distinct(past.isoformat(), inputs.parse_date(typed, today, "future").isoformat())


def _moments(live: Live, typed: str) -> tuple[str, ...]:
    now = live.env.now
    return _distinct(
        inputs.parse_datetime(typed, now).isoformat(timespec="milliseconds"),
        inputs.parse_datetime(typed, now, "future").isoformat(timespec="milliseconds"),
    )


def _distinct(*readings: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(readings))


def _acknowledged(_live: Live, _spot: Spot, _typed: str) -> str:
    return "OK"


def _place(_live: Live, _spot: Spot, typed: str) -> str:
    match = _COORDINATES.fullmatch(typed)
    if match is None:
        raise BadAnswerError(
            msgid(
                "A place is needed: press the location button or type it, for example {example}."
            ),
            example="53.083, 25.317",
        )
    latitude, longitude = (float(part.replace(",", ".")) for part in match.groups())
    return _point(Kind.GEOPOINT, Point(latitude, longitude))


def _point(kind: Kind, point: Point) -> str:
    if kind is not Kind.GEOPOINT:
        raise BadAnswerError(msgid("This question does not take a place."))
    if abs(point.latitude) > 90 or abs(point.longitude) > 180:  # noqa: PLR2004 - degrees
        raise BadAnswerError(msgid("There is no such place: check the coordinates."))
    parts = (point.latitude, point.longitude, point.altitude, point.accuracy)
    return " ".join(f"{part:.7f}".rstrip("0").rstrip(".") for part in parts)


def _file(kind: Kind, media: Media) -> str:
    if kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE}:
        raise BadAnswerError(
            msgid("A file does not answer this question. Press a button, please.")
        )
    if kind not in UPLOADS:
        raise BadAnswerError(msgid("This question does not take a file. Type the answer, please."))
    family = media.mime_type.partition("/")[0]
    if kind is not Kind.FILE and family != kind.value:
        raise _wants_file(kind)
    return media.name


def _wants_file(kind: Kind) -> BadAnswerError:
    texts = {
        Kind.IMAGE: msgid("A photo is needed. Send it here, please."),
        Kind.AUDIO: msgid("A voice message or a sound file is needed. Send it here, please."),
        Kind.VIDEO: msgid("A video is needed. Send it here, please."),
    }
    return BadAnswerError(texts.get(kind, msgid("A file is needed. Send it here, please.")))


def _picked(live: Live, spot: Spot, name: str) -> str:
    question = question_of(spot)
    if question.kind is Kind.SELECT_ONE:
        if name in {choice.name for choice in choices.offered(live, spot)}:
            return name
        raise StaleAnswerError(spot.path)
    if question.kind is Kind.ACKNOWLEDGE:
        return "OK"
    if question.kind is Kind.RANGE:
        return _range_value(live, spot, name)
    if question.kind in {Kind.DATE, Kind.DATETIME, Kind.TIME}:
        return _typed(live, spot, name)[0]
    raise StaleAnswerError(spot.path)


def _range_value(_live: Live, spot: Spot, typed: str) -> str:
    bounds = question_of(spot).range
    number = inputs.parse_decimal(typed)
    if bounds is None or _is_in(bounds, number):
        return _plain(number)
    raise BadAnswerError(
        msgid("A number from {start} to {end} is needed, in steps of {step}."),
        start=f"{bounds.start:f}",
        end=f"{bounds.end:f}",
        step=f"{bounds.step:f}",
    )


def _is_in(bounds: Range, number: Decimal) -> bool:
    low, high = sorted((bounds.start, bounds.end))
    on_step = not bounds.step or (number - bounds.start) % bounds.step == 0
    return low <= number <= high and on_step


def _one_of(live: Live, spot: Spot, typed: str) -> str:
    return choose(choices.offered(live, spot), typed)


def _several_of(live: Live, spot: Spot, typed: str) -> str:
    offered = choices.offered(live, spot)
    whole = search.exact(typed, _options(offered))
    if whole is not None:
        return whole.name
    parts = [part for part in _SEPARATORS.split(typed) if part]
    names = [choose(offered, part) for part in parts]
    return " ".join(in_order(offered, names))


def _ranking(live: Live, spot: Spot, typed: str) -> str:
    offered = choices.offered(live, spot)
    parts = [part for part in _SEPARATORS.split(typed) if part]
    names = list(dict.fromkeys(choose(offered, part) for part in parts))
    return complete_ranking(offered, names)


def complete_ranking(offered: tuple[Choice, ...], names: Iterable[str]) -> str:
    """Return a whole order: the last one left needs no tap. Raises `BadAnswerError`."""
    ranked = list(names)
    left = [choice.name for choice in offered if choice.name not in ranked]
    if len(left) > 1:
        raise BadAnswerError(
            msgid("Put all of them in order. Ranked so far: {done} of {total}."),
            done=len(ranked),
            total=len(offered),
        )
    return " ".join([*ranked, *left])


def in_order(offered: tuple[Choice, ...], names: Iterable[str]) -> list[str]:
    """Return the names in the order of the list: so a select_multiple is stored."""
    wanted = set(names)
    return [choice.name for choice in offered if choice.name in wanted]


def choose(offered: tuple[Choice, ...], typed: str) -> str:
    """Return the name of the choice that typed words mean, in any language of the form."""
    options = _options(offered)
    found = search.exact(typed, options) or search.winner(typed, options)
    if found is not None:
        return found.name
    near = find(offered, typed)
    if near:
        raise UnclearChoiceError(typed, near)
    raise BadAnswerError(
        msgid("This is not in the list: “{typed}”. Press a button or type it differently."),
        typed=typed,
    )


def find(offered: tuple[Choice, ...], typed: str) -> tuple[Choice, ...]:
    """Return the choices that typed words may mean, best first."""
    by_name = {choice.name: choice for choice in offered}
    return tuple(by_name[option.name] for option in search.find(typed, _options(offered)))


def _options(offered: tuple[Choice, ...]) -> list[search.Option]:
    return [
        search.Option(c.name, tuple(dict.fromkeys((c.label, *c.labels.values())))) for c in offered
    ]


_SIMPLE: dict[Kind, Callable[[Live, Spot, str], str]] = {
    Kind.TEXT: _text,
    Kind.BARCODE: _text,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.TIME: _time,
    Kind.RANGE: _range_value,
    Kind.SELECT_ONE: _one_of,
    Kind.SELECT_MULTIPLE: _several_of,
    Kind.RANK: _ranking,
    Kind.ACKNOWLEDGE: _acknowledged,
    Kind.GEOPOINT: _place,
}
