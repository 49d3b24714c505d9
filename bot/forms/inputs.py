"""What a person types, read as a value; pure: today and now are arguments."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from bot.errors import BadAnswerError
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Mapping

Prefer = Literal["past", "future"]

_MAX_DIGITS = 15  # what a double and a workbook's cell still hold exactly
_FOLDS = str.maketrans({"ё": "е", "ў": "у", "\N{EN DASH}": "-", "\N{EM DASH}": "-"})
_APOSTROPHES = re.compile("['`\N{MODIFIER LETTER APOSTROPHE}\N{RIGHT SINGLE QUOTATION MARK}]")
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)"
    r"(?P<whole>[0-9]{1,3}(?:[ '][0-9]{3})+|[0-9]+)"
    r"(?:[.,](?P<part>[0-9]+))?"
    r"(?: ?(?:чел|чал|шт|экз|руб|р\b|двор|двар|раз)[а-яёіў]*\.?)?"
)

_YES = re.compile(
    r"да|так|ага|угу|(?:да |все )?верно|правильно|есть|конечно|все так"
    r"|(?:так )?правильна|усе так|вядома|yes|y|yeah|ok|ок|окей|true|[+]|1"
)
_NO = re.compile(r"нет|не|ні|неа|няма|не ?верно|неправильно|няправильна|no|n|nope|false|-|0")

_RELATIVE = {
    **dict.fromkeys(("позавчера", "пазаучора", "заучора", "day before yesterday"), -2),
    **dict.fromkeys(("вчера", "учера", "учора", "вчора", "yesterday"), -1),
    **dict.fromkeys(("сегодня", "сення", "today", "сейчас", "зараз", "цяпер", "now"), 0),
    **dict.fromkeys(("завтра", "заутра", "tomorrow"), 1),
    **dict.fromkeys(("послезавтра", "паслязаутра", "day after tomorrow"), 2),
}
_NOW = frozenset({"сейчас", "зараз", "цяпер", "now"})
_PREPOSITION = re.compile(r"^(?:в|во|у|ва|на|за|ко|on|at)\s+(?=\S)")
_TAIL = re.compile(r"[\s.,!?]*(?:(?<![^\W\d_])(?:г|год|года|году|годзе)\b\.?)?[\s.,!?]*$")

_MONTHS: tuple[tuple[str, ...], ...] = (
    ("янв", "студз", "jan"),
    ("фев", "лют", "feb"),
    ("мар", "сак", "mar"),
    ("апр", "крас", "apr"),
    ("май", "мая", "мае", "трав", "трау", "may"),
    ("июн", "чэр", "чер", "jun"),
    ("июл", "ліп", "лип", "jul"),
    ("авг", "жні", "жни", "aug"),
    ("сен", "вер", "sep"),
    ("окт", "кас", "oct"),
    ("ноя", "ліс", "лис", "nov"),
    ("дек", "сне", "dec"),
)
_WEEKDAYS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("пн", "mon"), ("понед", "панядз", "monday")),
    (("вт", "ау", "аут", "tue"), ("вторн", "автор", "аутор", "tuesd")),
    (("ср", "wed"), ("сред", "серад", "сяред", "wednes")),
    (("чт", "чц", "thu"), ("четв", "чацв", "чацьв", "thurs")),
    (("пт", "fri"), ("пятн", "friday")),
    (("сб", "sat"), ("субб", "субот", "saturd")),
    (("вс", "нд", "sun"), ("воскр", "нядз", "sunday")),
)
_NEXT_WORDS = ("следующ", "будущ", "наступн", "next")
_LAST_WORDS = ("прошл", "минувш", "минул", "мінул", "предыд", "папярэд", "last")
_THIS_WORDS = ("эт", "гэт", "this")

_NUMERIC = re.compile(r"(\d{1,2})\s?[-./, ]\s?(\d{1,2})(?:\s?[-./, ]\s?(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:-?(?:го|е|ое|га|ае|st|nd|rd|th))?\s?(?:of )?"
    r"([^\W\d_]{3,})\.?(?:,? (\d{4}|\d{2}))?"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}|\d{2}))?")
_DAY_ONLY = re.compile(
    r"(\d{1,2})(?:-?(?:го|га|е|ое|ае|st|nd|rd|th)|-?(?:го|га)? (?:числа|чысла))"
)
_SPAN = re.compile(
    r"(?P<ahead>через |праз |in )?"
    r"(?:(?P<count>\d{1,3}|один|одну|адзин|адзін|два|две|дзве|три|тры|a) )?"
    r"(?P<unit>д(?:ень|ня|ней|зень|ні|зён|зен)|days?|недел[юиь]|тыд(?:зень|ні|няў|няу)|weeks?)"
    r"(?P<ago> назад| таму| ago)?"
)
_COUNTS = {"два": 2, "две": 2, "дзве": 2, "три": 3, "тры": 3}

_CLOCK = r"(?P<hour>[01]?\d|2[0-3])(?:[:.\- ]| ?(?:ч|час|часа|часов|г|гадзін|гадзины|гадзіны) ?)"
_TIME = re.compile(
    rf"(?:{_CLOCK}(?P<minute>[0-5]\d)?(?: ?(?:м|мин|минут|минуты|хв|хвіл|хвілін|хвіліны))?"
    r"|(?P<bare>[01]?\d|2[0-3])|(?P<four>(?:[01]?\d|2[0-3])[0-5]\d))"
    r"(?: ?(?P<half>утра|дня|вечера|ночи|ранку|раніцы|раницы|дня|вечара|ночы|am|pm))?"
)
_NAMED_TIMES = {
    **dict.fromkeys(("полдень", "поудзень", "noon"), time(12)),
    **dict.fromkeys(("полночь", "поунач", "midnight"), time(0)),
}
_AFTERNOON = frozenset({"дня", "вечера", "вечара", "pm"})
_NOON = 12
_FIVE = 5  # minutes that a timetable counts in
_TIME_LAST = re.compile(
    r"(?P<day>.+?)(?:,? (?:в|у|а|at|к) |,? |t)(?P<clock>\d{1,2}:\d{2})(?::\d{2})?"
)
_HOUR_LAST = re.compile(r"(?P<day>.+?),? (?:в|у|а|at) (?P<clock>\d{1,2}(?:[. ].*|))")
_TIME_FIRST = re.compile(r"(?:в |у |а |at )?(?P<clock>\d{1,2}:\d{2}),? (?P<day>.+)")


def plain(text: str) -> str:
    """Fold case, ё/е, ў/у, dashes, apostrophes and every kind of space."""
    return " ".join(_APOSTROPHES.sub("", text.lower()).translate(_FOLDS).split())


def parse_integer(text: str) -> int:
    """Read a whole number: «1240», «1 240», a Unicode minus, «14 чел.».

    Raise BadAnswerError; a fraction is refused, never rounded.
    """
    match = _match_number(text)
    if match is None or match["part"]:
        raise BadAnswerError(
            msgid(
                "A whole number is needed, for example 1240. You wrote: “{text}”. "
                "The earlier answers are in place."
            ),
            text=text,
        )
    return int(match["sign"] + _digits(match["whole"]))


def parse_decimal(text: str) -> Decimal:
    """Read a number with a comma or a point: «12,5», «1 240.50». Raise BadAnswerError."""
    match = _match_number(text)
    if match is None:
        raise BadAnswerError(
            msgid(
                "A number is needed, for example 12.5 or 12,5. You wrote: “{text}”. "
                "The earlier answers are in place."
            ),
            text=text,
        )
    return Decimal(
        f"{match['sign']}{_digits(match['whole'])}.{match['part'] or '0'}".removesuffix(".0")
    )


def is_number(text: str) -> bool:
    """Tell whether a typed line is a number and nothing else."""
    return _match_number(text) is not None


def parse_yes_no(text: str) -> bool:
    """Read yes or no in Russian, Belarusian or English. Raise BadAnswerError."""
    words = re.sub(r"[.,!?]", " ", plain(text))
    whole = " ".join(words.split())
    first = plain(text).split(",")[0].strip(" .!?")
    for answer in (whole, first):
        if _YES.fullmatch(answer):
            return True
        if _NO.fullmatch(answer):
            return False
    raise BadAnswerError(
        msgid("“Yes” or “No” is needed. You wrote: “{text}”. The earlier answers are in place."),
        text=text,
    )


def parse_date(text: str, today: date, prefer: Prefer = "past") -> date:
    """Read a date as people type it, in any language of the bot.

    Without a year it is the nearest one: in the past or today, or in the future or
    today. Raise BadAnswerError.
    """
    found = plain_date(text, today, prefer) or _free_date(plain(text), today, prefer)
    if found is None:
        raise BadAnswerError(
            msgid(
                "A date is needed, for example 5.03, 12 April or “yesterday”. "
                "You wrote: “{text}”. The earlier answers are in place."
            ),
            text=text,
        )
    return found


def plain_date(text: str, today: date, prefer: Prefer = "past") -> date | None:
    """Read a date by our own rules alone, fast enough to try on every word; None if it is none."""
    typed = _PREPOSITION.sub("", _TAIL.sub("", plain(text)))
    try:
        return (
            _relative_date(typed, today)
            or _numeric_date(typed, today, prefer)
            or _named_date(typed, today, prefer)
            or _weekday_date(typed, today, prefer)
        )
    except (ValueError, OverflowError):
        return None


def parse_time(text: str) -> time:
    """Read a time of day: «9:30», «9.30», «9 ч 30 мин», «7 вечера». Raise BadAnswerError."""
    found = _clock(_PREPOSITION.sub("", plain(text).strip(" .,!")))
    if found is None:
        raise BadAnswerError(
            msgid(
                "A time is needed, for example 9:30. You wrote: “{text}”. "
                "The earlier answers are in place."
            ),
            text=text,
        )
    return found


def parse_datetime(text: str, now: datetime, prefer: Prefer = "past") -> datetime:
    """Read a date with a time, in the zone of `now`; a time alone is of today.

    Raise BadAnswerError.
    """
    typed = plain(text).strip(" .,!")
    if typed in _NOW:
        return now.replace(second=0, microsecond=0)
    for pattern in (_TIME_FIRST, _TIME_LAST, _HOUR_LAST):
        if (match := pattern.fullmatch(typed)) and (clock := _clock(match["clock"])):
            day = _date_or_none(match["day"], now.date(), prefer)
            if day:
                return datetime.combine(day, clock, now.tzinfo)
    alone = _clock(_PREPOSITION.sub("", typed))
    if alone and not typed.isdecimal():
        return datetime.combine(now.date(), alone, now.tzinfo)
    raise BadAnswerError(
        msgid(
            "A date with a time is needed, for example 5.03 9:30. You wrote: “{text}”. "
            "The earlier answers are in place."
        ),
        text=text,
    )


def weekday(word: str) -> int | None:
    """Return the day of the week (Monday is 0) that a folded word or its short form names."""
    for number, (short, stems) in enumerate(_WEEKDAYS):
        if word in short or word.startswith(stems):
            return number
    return None


def _match_number(text: str) -> re.Match[str] | None:
    typed = plain(text).replace("\N{MINUS SIGN}", "-").strip(" .")
    match = _NUMBER.fullmatch(re.sub(r"^([-+]) ", r"\1", typed))
    if match is None or len(_digits(match["whole"])) > _MAX_DIGITS:
        return None
    return match


def _digits(grouped: str) -> str:
    return re.sub("[ ']", "", grouped)


def _date_or_none(text: str, today: date, prefer: Prefer) -> date | None:
    try:
        return parse_date(text, today, prefer)
    except BadAnswerError:
        return None


def _relative_date(typed: str, today: date) -> date | None:
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    match = _SPAN.fullmatch(typed)
    if match is None or bool(match["ahead"]) == bool(match["ago"]):
        return None
    count = match["count"] or "1"
    days = int(count) if count.isdecimal() else _COUNTS.get(count, 1)
    days *= 7 if match["unit"].startswith(("недел", "тыд", "week")) else 1
    return today + timedelta(days=days if match["ahead"] else -days)


def _numeric_date(typed: str, today: date, prefer: Prefer) -> date | None:
    if match := _ISO.fullmatch(typed):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(typed):
        return _dated(int(match[1]), int(match[2]), match[3], today, prefer)
    if match := _DAY_ONLY.fullmatch(typed):
        return _nearest_day(int(match[1]), today, prefer)
    return None


def _named_date(typed: str, today: date, prefer: Prefer) -> date | None:
    for pattern, day, month in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        match = pattern.fullmatch(typed)
        if match and (number := _month(match[month])):
            return _dated(int(match[day]), number, match[3], today, prefer)
    return None


def _month(word: str) -> int | None:
    for number, stems in enumerate(_MONTHS, 1):
        if word.startswith(stems):
            return number
    return None


def _dated(day: int, month: int, year: str | None, today: date, prefer: Prefer) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == len("26") else 0), month, day)
    step = -1 if prefer == "past" else 1
    for candidate in range(today.year, today.year + 9 * step, step):
        found = _day_of(candidate, month, day)
        if found and (found <= today if prefer == "past" else found >= today):
            return found
    raise ValueError(day, month)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the 29th of February of another year
        return None


def _nearest_day(day: int, today: date, prefer: Prefer) -> date:
    step = -1 if prefer == "past" else 1
    months = today.year * 12 + today.month - 1
    for candidate in range(months, months + 3 * step, step):
        found = _day_of(candidate // 12, candidate % 12 + 1, day)
        if found and (found <= today if prefer == "past" else found >= today):
            return found
    raise ValueError(day)


def _weekday_date(typed: str, today: date, prefer: Prefer) -> date | None:
    *before, name = typed.split() or [""]
    wanted = weekday(name)
    if wanted is None or len(before) > 1:
        return None
    ahead = (wanted - today.weekday()) % 7
    behind = ahead - 7 if ahead else 0
    if not before:
        return today + timedelta(days=behind if prefer == "past" else ahead)
    monday = today - timedelta(days=today.weekday())
    days: Mapping[tuple[str, ...], date] = {
        _LAST_WORDS: today + timedelta(days=behind or -7),
        _NEXT_WORDS: monday + timedelta(days=7 + wanted),
        _THIS_WORDS: monday + timedelta(days=wanted),
    }
    return next((day for words, day in days.items() if before[0].startswith(words)), None)


def _free_date(typed: str, today: date, prefer: Prefer) -> date | None:
    if not re.search(r"[^\W\d_]", typed) or not re.search(r"\s", typed):
        return None  # numbers are ours alone: dateparser takes 5.03 for a time
    import dateparser  # noqa: PLC0415  # lazy: a tenth of a second that few answers need

    found = dateparser.parse(
        typed,
        languages=["ru", "be", "en"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "PREFER_DATES_FROM": prefer,
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day"],
        },
    )
    return found.date() if found else None


def _clock(typed: str) -> time | None:
    if typed in _NAMED_TIMES:
        return _NAMED_TIMES[typed]
    match = _TIME.fullmatch(typed)
    if match is None:
        return None
    if match["four"]:
        return time(int(match["four"][:-2]), int(match["four"][-2:]))
    hour, minute = int(match["hour"] or match["bare"]), int(match["minute"] or 0)
    if "-" in typed and minute % _FIVE:
        return None  # «10-12» is from ten to twelve
    if match["half"] in _AFTERNOON and hour < _NOON:
        hour += _NOON
    elif match["half"] and match["half"] not in _AFTERNOON and hour == _NOON:
        hour = 0
    return time(hour, minute)
