"""Consultations: by which channel, on which topic, and one typed line that says it all; pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.forms import inputs, search
from bot.forms.search import Option
from bot.msgid import msgid

CHANNELS: Final[Mapping[str, str]] = {
    "bot": msgid("Bot"),
    "site": msgid("Site"),
    "phone": msgid("Telephone"),
    "visit": msgid("On a visit"),
    "place": msgid("On the spot"),
}
LOGGED: Final = ("phone", "place", "visit", "site")  # typed in by hand, the usual ones first
LONGEST_MINUTES: Final = 600
MOST_PEOPLE: Final = 1000
LATELY: Final = timedelta(days=120)  # «20.10» said in the middle of October is no day a year ago
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "site": ("сайт", "через сайт", "на сайте", "праз сайт", "на сайце", "почта", "site"),
    "phone": (
        *("телефон", "тел", "по телефону", "звонок", "позвонили", "созвон"),
        *("па тэлефоне", "тэлефон", "тэл", "званок", "пазванілі", "phone", "telephone", "call"),
    ),
    "visit": (
        *("выезд", "на выезде", "при выезде", "в библиотеке", "поездка"),
        *("на выездзе", "пры выездзе", "у бібліятэцы", "паездка", "visit", "on a visit"),
    ),
    "place": (
        *("на месте", "в отделе", "лично", "приезжала", "пришли", "место"),
        *("на месцы", "у аддзеле", "асабіста", "прыйшлі", "on the spot"),
    ),
}
# How words of a topic begin, folded; the institution's own topics are known by their names.
_STEMS: Final[Mapping[str, tuple[str, ...]]] = {
    "stock": ("списан", "спiсан", "фонд", "инвентар", "iнвентар", "сверк", "переучет", "пералiк"),
    "records": ("учет", "улiк", "улiч", "отчет", "справаздач", "дневник", "дзеннiк", "формуляр"),
    "events": ("мероприят", "мерапрыемств", "праздник", "свят", "выставк", "выстав"),
    "scenarios": ("сценари", "сцэнар"),
    "planning": ("план",),
    "service": ("обслуж", "абслуг", "читател", "чытач", "запис", "запiс", "должник", "даужнiк"),
    "contests": ("конкурс", "положени", "палажэнн"),
    "computers": ("компьют", "камп'ют", "кампют", "интернет", "iнтэрнэт", "принтер", "прынтар",
        "программ", "праграм"),
    "paid": ("платн", "квитанц", "квiтанц", "касс", "кас"),
    "press": ("подписк", "падпiск", "газет", "журнал"),
    "local": ("краевед", "краязнау"),
}  # fmt: skip
_MINUTES: Final = re.compile(r"(\d{1,3})\s*(?:минут\w*|мин|мiнут\w*|хвiлiн\w*|хв|min\w*|м)\.?")
_HOURS: Final = re.compile(r"(\d{1,2})\s*(?:час\w*|ч|гадзiн\w*|гадз|г|hours?|h)\.?")
_HALF: Final = frozenset({"полчаса", "паугадзiны"})
_HOUR: Final = frozenset({"час", "гадзiна", "hour"})
_PEOPLE: Final = re.compile(
    r"(?:(?:группа|група|group)\s*(?:из|з|of)?\s*)?(\d{1,4})"
    r"\s*(?:человек\w*|чел|чалавек\w*|чал|людзей|людей|people|участник\w*|удзельнiк\w*)\.?"
    r"|(?:группа|група|group)\s*(?:из|з|of)?\s*(\d{1,4})"
)
_GROUP: Final = frozenset({"группа", "група", "групповая", "групавая", "group"})
_PART: Final = re.compile(r"\s*[,;\n]+\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is known of a consultation that is being recorded; None: to be asked or not said."""

    channel: str | None = None
    library: str | None = None  # its code; "" for none
    topic: str | None = None
    subject: str = ""
    minutes: int | None = None
    is_group: bool = False
    people: int | None = None
    held_on: date | None = None

    @property
    def missing(self) -> str | None:
        """Return what is to be asked next: channel, library, topic; None when it can be kept."""
        names = ("channel", "library", "topic")
        return next((one for one in names if getattr(self, one) is None), None)


@dataclass(frozen=True, slots=True)
class Known:
    """What words of a line may name."""

    libraries: Sequence[Option]
    topics: Sequence[Option]
    today: date


def read(text: str, known: Known, before: Line | None = None) -> Line:
    """Read a typed line on top of what is known already; what names nothing is the subject.

    «телефон, Деревная, акт списания, 10 мин»: parts between commas in any order. A later word
    replaces an earlier one of the same kind.
    """
    line = before or Line()
    about: list[str] = []
    for part in (one for one in _PART.split(text.strip(" .,;\n")) if one):
        taken = next((found for reader in _READERS if (found := reader(part, line, known))), None)
        if taken is None:
            about.append(part)
        else:
            line = taken
    if not about:
        return line
    subject = ", ".join(about)
    topic = topic_of(subject, known.topics)
    return replace(line, subject=subject, topic=topic or line.topic)


def topic_of(subject: str, topics: Sequence[Option]) -> str | None:
    """Return the topic that words are about: the one that most of them name, if any."""
    words = _folded(subject).split()
    best, most = None, 0
    for option in topics:
        stems = {*_STEMS.get(option.name, ()), *_own_stems(option)}
        count = sum(any(word.startswith(stem) for stem in stems) for word in words)
        if count > most:
            best, most = option.name, count
    return best


def _own_stems(option: Option) -> set[str]:
    words = {word for label in option.labels for word in _folded(label).split()}
    return {word[:-2] if len(word) > 6 else word for word in words if len(word) > 3}  # noqa: PLR2004  # letters


def _folded(text: str) -> str:
    """Fold for comparing; the two letters i look alike and are typed for each other."""
    return search.key(text).replace("і", "i")


def _channel(part: str, line: Line, _: Known) -> Line | None:
    typed = search.key(part)
    found = next((code for code, words in _WORDS.items() if typed in map(search.key, words)), None)
    return replace(line, channel=found) if found else None


def _minutes(part: str, line: Line, _: Known) -> Line | None:
    typed = inputs.plain(part).replace("і", "i")
    minutes = _as_minutes(typed)
    if minutes is None or not 0 < minutes <= LONGEST_MINUTES:
        return None
    return replace(line, minutes=minutes)


def _as_minutes(typed: str) -> int | None:
    if typed in _HALF:
        return 30
    if typed in _HOUR:
        return 60
    if found := _MINUTES.fullmatch(typed):
        return int(found[1])
    if found := _HOURS.fullmatch(typed):
        return int(found[1]) * 60
    return None


def _people(part: str, line: Line, _: Known) -> Line | None:
    typed = inputs.plain(part).replace("і", "i")
    if typed in _GROUP:
        return replace(line, is_group=True)
    found = _PEOPLE.fullmatch(typed)
    people = int(found[1] or found[2]) if found else 0
    if not 0 < people <= MOST_PEOPLE:
        return None
    return replace(line, people=people, is_group=people > 1)


def _day(part: str, line: Line, known: Known) -> Line | None:
    day = inputs.plain_date(part, known.today)
    is_lately = day is not None and known.today - LATELY <= day <= known.today
    return replace(line, held_on=day) if is_lately else None


def _library(part: str, line: Line, known: Known) -> Line | None:
    sure = search.winner(part, known.libraries)
    return replace(line, library=sure.name) if sure else None


_READERS: Final[tuple[Callable[[str, Line, Known], Line | None], ...]] = (
    _channel, _minutes, _people, _day, _library,
)  # fmt: skip
