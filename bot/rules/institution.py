"""The institution's settings: names, kinds, defaults and limits; changed by the admin in chat.

Pure. Only values that differ from the defaults are stored, as JSON.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from bot.errors import BadAnswerError
from bot.msgid import msgid

YEAR_DAY: Final = re.compile(r"(\d{1,2})[. ](\d{1,2})\.?")
LEAP_YEAR: Final = 2028
CODE: Final = re.compile(r"[^\W_][\w.-]{0,19}")
ADDRESS: Final = re.compile(r"https?://[\w.-]+\.[\w-]+(:\d+)?(/[^\s<>\"']*)?")
TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it is called, its kind, default and limits."""

    name: str
    title: str
    hint: str
    kind: str  # text, code, choice, time, days, number, year_day, address
    default: Any
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0

    def parse(self, text: str) -> Any:
        """Read what the admin typed; raise BadAnswerError with an example."""
        return _PARSERS[self.kind](self, text.strip())


def _text(_: Setting, text: str) -> str:
    if not text or len(text) > 200:  # noqa: PLR2004  # fits one line of a letterhead
        raise BadAnswerError(msgid("Write one line of up to 200 characters."))
    return text


def _code(_: Setting, text: str) -> str:
    if not CODE.fullmatch(text):
        raise BadAnswerError(
            msgid("Letters, digits, dots and hyphens, please, for example BY-SL.")
        )
    return text


def _choice(setting: Setting, text: str) -> str:
    for value, _title in setting.choices:
        if text == value:
            return value
    raise BadAnswerError(msgid("Press one of the buttons, please."))


def _number(setting: Setting, text: str) -> int:
    if not text.isdigit() or not setting.least <= int(text) <= setting.most:
        raise BadAnswerError(
            msgid("Write a whole number from {least} to {most}."),
            least=setting.least,
            most=setting.most,
        )
    return int(text)


def _time(_: Setting, text: str) -> str:
    match = TIME.fullmatch(text)
    if not match:
        raise BadAnswerError(msgid("Write a time, for example 9:30."))
    return f"{int(match[1]):02d}:{match[2]}"


def _year_day(_: Setting, text: str) -> str:
    """Read a day of any year; «нет» switches it off."""
    if text.casefold() in NONE:
        return ""
    match = YEAR_DAY.fullmatch(text)
    try:
        day = date(LEAP_YEAR, int(match[2]), int(match[1])) if match else None
    except ValueError:
        day = None
    if day is None or (day.month, day.day) == (2, 29):
        raise BadAnswerError(msgid("Write a day and a month, for example 1.10, or «no»."))
    return f"{day.day}.{day.month:02d}"


def _address(_: Setting, text: str) -> str:
    """Read an address on the web; «нет» leaves it empty."""
    if text.casefold() in NONE:
        return ""
    if not ADDRESS.fullmatch(text) or len(text) > 200:  # noqa: PLR2004  # as a line of text
        raise BadAnswerError(
            msgid("Write an address that begins with https://, for example {example}, or «no»."),
            example="https://slonimlib.by/news",
        )
    return text.rstrip("/")


def _days(_: Setting, text: str) -> str:
    from bot.rules import workdays  # noqa: PLC0415  # keeps the first screen's imports short

    workdays.WorkWeek.parse(text, "")
    return text


_PARSERS: Final = {
    "text": _text,
    "code": _code,
    "choice": _choice,
    "number": _number,
    "time": _time,
    "days": _days,
    "year_day": _year_day,
    "address": _address,
}
NONE: Final = frozenset({"нет", "не", "няма", "no", "none", "-"})

SETTINGS: Final = (
    Setting(
        "institution_name",
        msgid("Name of the institution"),
        msgid("As it stands in reports, in one line."),
        "text",
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
    ),
    Setting(
        "department_contact",
        msgid("Whom to call"),
        msgid("Name and telephone of the methodical department: it stands in invitations."),
        "text",
        "методический отдел",
    ),
    Setting(
        "count_visits_by",
        msgid("What «выезд» counts in reports"),
        msgid("Each library visited, or each trip of one day. Screens always show both."),
        "choice",
        "visit",
        choices=(("visit", msgid("Library visited")), ("trip", msgid("Trip of one day"))),
    ),
    Setting(
        "quiet_from",
        msgid("Quiet hours begin"),
        msgid("Nothing is sent by itself from this time. For example 20:00."),
        "time",
        "20:00",
    ),
    Setting(
        "quiet_to",
        msgid("Quiet hours end"),
        msgid("For example 8:00."),
        "time",
        "08:00",
    ),
    Setting(
        "digest_at",
        msgid("Morning digest"),
        msgid("For those whose library's hours are not known. For example 9:30."),
        "time",
        "09:30",
    ),
    Setting(
        "working_days",
        msgid("Working days where a library has none of its own"),
        msgid("For example «пн-пт»."),
        "days",
        "пн-пт",
    ),
    Setting(
        "invite_days",
        msgid("Days that an invitation lives"),
        msgid("From 1 to 365."),
        "number",
        30,
        least=1,
        most=365,
    ),
    Setting(
        "raw_updates_days",
        msgid("Days that raw messages of Telegram are kept"),
        msgid(
            "From 1 to 6: Telegram may use the same numbers again after seven days. "
            "Your records do not depend on it."
        ),
        "number",
        6,
        least=1,
        most=6,
    ),
    Setting(
        "spring_opens",
        msgid("Spring monitoring opens"),
        msgid("Day and month, for example 1.04; «no» if there is none. It opens by itself."),
        "year_day",
        "1.04",
    ),
    Setting(
        "spring_closes",
        msgid("Spring monitoring: last day"),
        msgid("Day and month, for example 20.04. It holds from the next monitoring on."),
        "year_day",
        "20.04",
    ),
    Setting(
        "autumn_opens",
        msgid("Autumn monitoring opens"),
        msgid("Day and month, for example 1.10; «no» if there is none. It opens by itself."),
        "year_day",
        "1.10",
    ),
    Setting(
        "autumn_closes",
        msgid("Autumn monitoring: last day"),
        msgid("Day and month, for example 20.10. It holds from the next monitoring on."),
        "year_day",
        "20.10",
    ),
    Setting(
        "monitoring_middle",
        msgid("Reminder in the middle of the monitoring"),
        msgid(
            "Beside those of the first day, 3 and 1 days before the last one, and the day after."
        ),
        "choice",
        "no",
        choices=(("no", msgid("No")), ("yes", msgid("Yes"))),
    ),
    Setting(
        "monitoring_notice_days",
        msgid("Days before a monitoring opens that the head is told"),
        msgid("From 1 to 30. Until it opens the head or the deputy can move or stop it."),
        "number",
        5,
        least=1,
        most=30,
    ),
    Setting(
        "institution_code",
        msgid("Code of the institution"),
        msgid(
            "Stands in files beside the codes of libraries, so that tables of several "
            "institutions make one. Up to 20 letters, digits, dots and hyphens, for example BY-SL."
        ),
        "code",
        "BY-SL",
    ),
    Setting(
        "follow_recommendations",
        msgid("Reminders of recommendations"),
        msgid("Before the deadline, after it, and when the library is visited again."),
        "choice",
        "yes",
        choices=(("yes", msgid("Yes")), ("no", msgid("No"))),
    ),
    Setting(
        "unvisited_months",
        msgid("Months without a visit after which a library comes first"),
        msgid("From 1 to 24. Such libraries are offered first and told of once a month."),
        "number",
        4,
        least=1,
        most=24,
    ),
    Setting(
        "store_reader_names",
        msgid("Names of readers on diplomas"),
        msgid(
            "Not stored: typed when a diploma is made, and forgotten. Stored: with the day of the "
            "written consent, for diplomas only."
        ),
        "choice",
        "no",
        choices=(("no", msgid("Do not store")), ("yes", msgid("Store with a consent"))),
    ),
    Setting(
        "site_url",
        msgid("Address of the page of news"),
        msgid(
            "Where your site shows it, for example https://slonimlib.by/news; «no» while nowhere."
        ),
        "address",
        "",
    ),
    Setting(
        "lesson_minutes",
        msgid("Minutes of an hour of teaching"),
        msgid(
            "From 30 to 90: the end of a session follows from it. 60 are 45 minutes and a break."
        ),
        "number",
        60,
        least=30,
        most=90,
    ),
)
BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Institution:
    """The settings in force."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name, BY_NAME[name].default)

    def is_quiet(self, at: time) -> bool:
        """Tell whether `at` (local) lies in the quiet hours, which usually hold midnight."""
        begin, end = time.fromisoformat(self["quiet_from"]), time.fromisoformat(self["quiet_to"])
        return begin <= at or at < end if begin > end else begin <= at < end

    @property
    def counts_trips(self) -> bool:
        """Tell whether reports print trips as «выезды»."""
        return bool(self["count_visits_by"] == "trip")
