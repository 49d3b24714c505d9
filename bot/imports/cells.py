"""One cell as a value, or a reason in words why it cannot be one; pure."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, TypeAlias

from bot.errors import BadAnswerError
from bot.forms import inputs
from bot.imports import columns
from bot.imports.columns import Lookup
from bot.msgid import msgid
from bot.rules import workdays

Check: TypeAlias = Callable[[str], Any]

SEMICOLON: Final = re.compile(r"\s*[;\n]\s*")
PARTS: Final = re.compile(r"\s*[;,\n]\s*")
CLOSED: Final = re.compile(r"(?:closed|закрыта|зачынена)\D*(?P<date>.*)", re.IGNORECASE)
OPEN: Final = frozenset({"open", "открыта", "адкрыта", "работает", "працуе"})
CLOCK: Final = re.compile(r"(?<=\d\d)[ T]\d\d:\d\d(:\d\d)?$")  # Excel's hour behind a date
MAX_TEXT: Final = 500  # as in the form of a visit
MAX_COUNT: Final = 1_000_000
MAX_AMOUNT: Final = 1_000_000_000
MONTHS: Final = 12
MONTH: Final = re.compile(
    r"(?:\d{1,2}\.)?(?P<m>\d{1,2})[.](?P<y>20\d\d)|(?P<z>20\d\d)-(?P<n>\d{1,2})(?:-\d{1,2})?"
)


class BadCellError(Exception):
    """A cell cannot be saved; `text` says why with `values`."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text)
        self.text = text
        self.values = values


def line(text: str) -> str:
    """Read one line of text."""
    if len(text) > MAX_TEXT:
        raise BadCellError(msgid("{column}: it is longer than 500 characters"))
    return columns.SPACES.sub(" ", text)


def count(text: str) -> int:
    """Read a whole number that is not negative."""
    try:
        number = inputs.parse_integer(text)
    except BadAnswerError:
        number = -1
    if not 0 <= number <= MAX_COUNT:
        raise BadCellError(
            msgid("{column}: a whole number is needed, for example 221; it says “{value}”")
        )
    return number


def degrees(limit: int) -> Check:
    """Return a reader of degrees up to `limit` on both sides of zero."""

    def read(text: str) -> float:
        try:
            number = float(inputs.parse_decimal(text))
        except BadAnswerError:
            number = limit + 1
        if not -limit <= number <= limit:
            raise BadCellError(
                msgid("{column}: degrees are needed, for example 53.083; it says “{value}”")
            )
        return number

    return read


def amount(text: str) -> float:
    """Read a number that is not negative; kopecks after a comma or a point."""
    try:
        number = float(inputs.parse_decimal(text))
    except BadAnswerError:
        number = -1
    if not 0 <= number <= MAX_AMOUNT:
        raise BadCellError(
            msgid("{column}: a number is needed, for example 1180 or 98,50; it says “{value}”")
        )
    return number


def month(text: str) -> str:
    """Read a month as YYYY-MM: 10.2025, 2025-10, or any day of it."""
    match = MONTH.fullmatch(CLOCK.sub("", text.strip()))
    if match is None or not 1 <= int(match["m"] or match["n"]) <= MONTHS:
        raise BadCellError(
            msgid("{column}: a month is needed, for example 10.2025; it says “{value}”")
        )
    return f"{match['y'] or match['z']}-{int(match['m'] or match['n']):02d}"


def day(today: date) -> Check:
    """Return a reader of dates, 2026-05-14 or as people write them, not after `today`."""

    def read(text: str) -> date:
        try:
            found = inputs.parse_date(CLOCK.sub("", text), today)
        except BadAnswerError:
            raise BadCellError(
                msgid("{column}: a date is needed, for example 14.05.2026; it says “{value}”")
            ) from None
        if found > today:
            raise BadCellError(msgid("{column}: the day is still to come: {value}"))
        return found

    return read


def one_of(choices: Lookup) -> Check:
    """Return a reader of one choice."""

    def read(text: str) -> str:
        return _chosen(choices, text)

    return read


def several_of(choices: Lookup) -> Check:
    """Return a reader of several choices with semicolons or commas between."""

    def read(text: str) -> tuple[str, ...]:
        found = [code for piece in _pieces(text, SEMICOLON) for code in _several(choices, piece)]
        return tuple(dict.fromkeys(found))

    return read


def known(things: Lookup, missing: str) -> Check:
    """Return a reader of one record by code or name; `missing` is the reason in words."""

    def read(text: str) -> str:
        code = things.find(text)
        if code is None:
            raise BadCellError(missing)
        return code

    return read


def several_known(things: Lookup, missing: str) -> Check:
    """Return a reader of several records by code or name."""
    one = known(things, missing)

    def read(text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one(piece) for piece in _pieces(text, PARTS)))

    return read


def yes(text: str) -> bool:
    """Read yes or no."""
    try:
        return inputs.parse_yes_no(text)
    except BadAnswerError:
        raise BadCellError(msgid("{column}: “yes” or “no” is needed; it says “{value}”")) from None


def closed_on(today: date) -> Check:
    """Return a reader of «open» or «closed 2021-12-31»; a closing may lie ahead."""

    def read(text: str) -> date | None:
        if columns.folded(text) in OPEN:
            return None
        match = CLOSED.fullmatch(text.strip())
        try:
            return inputs.parse_date(match["date"] if match else "", today)
        except BadAnswerError:
            raise BadCellError(
                msgid("{column}: “open” is needed, or “closed” with a date; it says “{value}”")
            ) from None

    return read


def week(days: str, hours: str) -> None:
    """Check the working days and hours of a library together."""
    try:
        workdays.WorkWeek.parse(days, hours)
    except BadAnswerError:
        raise BadCellError(
            msgid(
                "the working days or hours are not clear: “{value}”; "
                "for example «вт-чт;сб-вс» and «11:00-14:00;15:00-18:00»"
            ),
            value=f"{days} {hours}".strip(),
        ) from None


def _several(choices: Lookup, text: str) -> Iterator[str]:
    """Yield the choices of a list with commas; «Оформление, ремонт» is one choice."""
    parts = _pieces(text, PARTS)
    while parts:
        sizes = range(len(parts), 0, -1)
        joined = ((size, choices.find(", ".join(parts[:size]))) for size in sizes)
        size, code = next(((size, code) for size, code in joined if code), (1, None))
        yield code or _chosen(choices, parts[0])
        parts = parts[size:]


def _chosen(choices: Lookup, text: str) -> str:
    code = choices.find(text)
    if code is None:
        raise BadCellError(
            msgid("{column}: “{value}” is none of these: {choices}"),
            value=text,
            choices="; ".join(choices.choices),
        )
    return code


def _pieces(text: str, separator: re.Pattern[str]) -> list[str]:
    return [piece for piece in separator.split(text.strip()) if piece]
