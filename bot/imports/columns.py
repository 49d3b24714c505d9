"""The sheets of an import, their columns and the words that a cell may hold; pure.

A header may be written in Russian, Belarusian or English; the title of the example
workbook and the short name of the sample's CSV files both count.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from bot.msgid import msgid

SPACES: Final = re.compile(r"\s+")


def folded(text: str) -> str:
    """Return `text` as headers and words are compared: no case, ё, stars or double spaces."""
    return SPACES.sub(" ", text.casefold().replace("ё", "е")).strip(" *:.")


def _without_remark(header: str) -> str:
    return header.partition("(")[0]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its short name, its titles, and what may stand in it."""

    name: str
    ru: str
    be: str
    en: str
    note: str  # msgid: the note on the header of the example workbook
    required: bool = False
    choices: tuple[str, ...] = ()  # codes; their words are in WORDS
    kind: str = "text"  # text, date, number: the format of the example's cells

    def title(self, language: str) -> str:
        """Return the header in the example workbook of `language`."""
        return {"be": self.be, "en": self.en}.get(language, self.ru)


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of sheet."""

    name: str
    ru: str
    be: str
    en: str
    columns: tuple[Column, ...]
    by_header: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the columns by everything that their header may say."""
        known: dict[str, Column] = {}
        # «Библиотека» alone is enough for «Библиотека (код)», unless it is another column.
        for shorten in (str, _without_remark):
            for column in self.columns:
                for header in (column.name, column.ru, column.be, column.en):
                    known.setdefault(folded(shorten(header)), column)
        object.__setattr__(self, "by_header", known)

    def title(self, language: str) -> str:
        """Return the name of the sheet in the example workbook of `language`."""
        return {"be": self.be, "en": self.en}.get(language, self.ru)

    @property
    def required(self) -> tuple[Column, ...]:
        """Return the columns without which a row says nothing."""
        return tuple(column for column in self.columns if column.required)


WORDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "kind": {
        "central": ("центральная", "цэнтральная", "central"),
        "city": ("городская", "гарадская", "city"),
        "children": ("детская", "дзіцячая", "children"),
        "rural": ("сельская", "сельская", "rural"),
        "mobile": ("передвижная", "перасоўная", "mobile", "библиобус", "бібліёбус"),
    },
    "role": {
        "librarian": ("библиотекарь", "бібліятэкар", "librarian"),
        "methodist": ("методист", "метадыст", "methodist"),
        "head": ("руководитель", "кіраўнік", "head", "директор", "дырэктар"),
        "admin": ("администратор", "адміністратар", "admin"),
        "juror": ("член жюри", "член журы", "juror"),
    },
    "duties": {
        "juror": ("член жюри", "член журы", "juror"),
        "deputy": ("заместитель", "намеснік", "deputy"),
        "chairman": ("председатель жюри", "старшыня журы", "chairman"),
        "secretary": ("секретарь жюри", "сакратар журы", "secretary"),
        "editor": ("редактор сайта", "рэдактар сайта", "editor"),
        "admin": ("администратор", "адміністратар", "admin"),
    },
    "tg": {"yes": ("да", "так", "yes"), "no": ("нет", "не", "no")},
    "lang": {
        "ru": ("русский", "руская", "Russian", "ru"),
        "be": ("белорусский", "беларуская", "Belarusian", "be"),
        "en": ("английский", "англійская", "English", "en"),
    },
    "outcome": {
        "held": ("выезд состоялся", "выезд адбыўся", "held", "ok"),
        "closed": ("библиотека не работала", "бібліятэка не працавала", "closed"),
    },
}
"""Codes of a column with their words: Russian, Belarusian, English, then whatever else counts."""

LIBRARIES: Final = Table(
    "libraries",
    "Библиотеки",
    "Бібліятэкі",
    "Libraries",
    (
        Column(
            "code",
            "Код",
            "Код",
            "Code",
            msgid("Your own short code; it never changes."),
            required=True,
        ),
        Column(
            "short_ru",
            "Название",
            "Назва (па-руску)",
            "Name (Russian)",
            msgid("Short, as people call it: the name of the place."),
            required=True,
        ),
        Column(
            "short_be",
            "Название (бел.)",
            "Назва",
            "Name (Belarusian)",
            msgid("The same in Belarusian; may stay empty."),
        ),
        Column(
            "full_ru",
            "Полное название",
            "Поўная назва (па-руску)",
            "Full name (Russian)",
            msgid("As it stands in documents; if empty, the short name is taken."),
        ),
        Column(
            "full_be",
            "Полное название (бел.)",
            "Поўная назва",
            "Full name (Belarusian)",
            msgid("The same in Belarusian; may stay empty."),
        ),
        Column(
            "kind",
            "Вид",
            "Від",
            "Kind",
            msgid("Choose from the list; if empty, a rural one."),
            choices=tuple(WORDS["kind"]),
        ),
        Column(
            "council_ru",
            "Сельсовет",
            "Сельсавет (па-руску)",
            "Council (Russian)",
            msgid("Libraries are listed by village council."),
        ),
        Column(
            "council_be",
            "Сельсовет (бел.)",
            "Сельсавет",
            "Council (Belarusian)",
            msgid("The same in Belarusian; may stay empty."),
        ),
        Column(
            "lat",
            "Широта",
            "Шырата",
            "Latitude",
            msgid("Degrees, for example 53.083; for “libraries near me”. May stay empty."),
            kind="number",
        ),
        Column(
            "lon",
            "Долгота",
            "Даўгата",
            "Longitude",
            msgid("Degrees, for example 25.317. May stay empty."),
            kind="number",
        ),
        Column(
            "days",
            "Дни работы",
            "Дні работы",
            "Working days",
            msgid("For example «вт-чт;сб-вс»; reminders follow them."),
        ),
        Column(
            "hours",
            "Часы работы",
            "Гадзіны работы",
            "Working hours",
            msgid("For example «11:00-14:00;15:00-18:00»."),
        ),
        Column("phone", "Телефон", "Тэлефон", "Telephone", msgid("For the button “Call”.")),
        Column(
            "status",
            "Состояние",
            "Стан",
            "Status",
            msgid("“open”, or “closed” with the date: closed 2021-12-31. Empty: open."),
        ),
        Column("q", "Точность", "Дакладнасць", "Accuracy", msgid("Not read.")),
    ),
)

SETTLEMENTS: Final = Table(
    "settlements",
    "Населённые пункты",
    "Населеныя пункты",
    "Settlements",
    (
        Column(
            "library",
            "Библиотека (код)",
            "Бібліятэка (код)",
            "Library (code)",
            msgid("The code of the library that serves the place."),
            required=True,
        ),
        Column(
            "ru",
            "Населённый пункт",
            "Населены пункт (па-руску)",
            "Settlement (Russian)",
            msgid("The name of the place."),
            required=True,
        ),
        Column(
            "be",
            "Населённый пункт (бел.)",
            "Населены пункт",
            "Settlement (Belarusian)",
            msgid("The same in Belarusian; may stay empty."),
        ),
        Column(
            "households",
            "Дворов",
            "Двароў",
            "Households",
            msgid("A whole number; may stay empty."),
            kind="number",
        ),
        Column(
            "residents",
            "Жителей",
            "Жыхароў",
            "Residents",
            msgid("A whole number; may stay empty."),
            kind="number",
        ),
    ),
)

STAFF: Final = Table(
    "staff",
    "Сотрудники",
    "Супрацоўнікі",
    "Staff",
    (
        Column(
            "id",
            "Номер",
            "Нумар",
            "Number",
            msgid("Your own number of the person; it never changes."),
            required=True,
        ),
        Column(
            "surname",
            "Фамилия",
            "Прозвішча (па-руску)",
            "Surname",
            msgid("In Russian."),
            required=True,
        ),
        Column("name", "Имя", "Імя (па-руску)", "Name", msgid("In Russian."), required=True),
        Column(
            "patronymic",
            "Отчество",
            "Імя па бацьку (па-руску)",
            "Patronymic",
            msgid("In Russian; may stay empty."),
        ),
        Column(
            "surname_be",
            "Фамилия (бел.)",
            "Прозвішча",
            "Surname (Belarusian)",
            msgid("The same in Belarusian; may stay empty."),
        ),
        Column(
            "name_be",
            "Имя (бел.)",
            "Імя",
            "Name (Belarusian)",
            msgid("The same in Belarusian; may stay empty."),
        ),
        Column(
            "patronymic_be",
            "Отчество (бел.)",
            "Імя па бацьку",
            "Patronymic (Belarusian)",
            msgid("The same in Belarusian; may stay empty."),
        ),
        Column(
            "role",
            "Роль",
            "Роля",
            "Role",
            msgid("Choose from the list: it opens the menus."),
            required=True,
            choices=tuple(WORDS["role"]),
        ),
        Column("post", "Должность", "Пасада", "Post", msgid("As it stands in documents.")),
        Column(
            "libraries",
            "Библиотеки (коды)",
            "Бібліятэкі (коды)",
            "Libraries (codes)",
            msgid("Several codes with a semicolon between; the first one's hours count."),
        ),
        Column(
            "duties",
            "Обязанности",
            "Абавязкі",
            "Duties",
            msgid("Beside the role, with a semicolon between; may stay empty."),
        ),
        Column("phone", "Телефон", "Тэлефон", "Telephone", msgid("For the button “Call”.")),
        Column(
            "tg",
            "Есть Telegram",
            "Ёсць Telegram",
            "Has Telegram",
            msgid("“no”: a methodist enters on behalf of the person. Empty: yes."),
            choices=tuple(WORDS["tg"]),
        ),
        Column(
            "lang",
            "Язык",
            "Мова",
            "Language",
            msgid("The first language of the bot; the person can change it."),
            choices=tuple(WORDS["lang"]),
        ),
        Column("note", "Примечание", "Заўвага", "Note", msgid("Not read.")),
    ),
)

VISITS: Final = Table(
    "visits",
    "Выезды",
    "Выезды",
    "Visits",
    (
        Column(
            "date",
            "Дата",
            "Дата",
            "Date",
            msgid("The day of the visit."),
            required=True,
            kind="date",
        ),
        Column(
            "library",
            "Библиотека (код)",
            "Бібліятэка (код)",
            "Library (code)",
            msgid("The code or the short name of the library."),
            required=True,
        ),
        Column(
            "travellers",
            "Кто ездил (номера)",
            "Хто ездзіў (нумары)",
            "Travellers (numbers)",
            msgid("Numbers or surnames with a semicolon between; the first one is the author."),
            required=True,
        ),
        Column(
            "trip",
            "Поездка",
            "Паездка",
            "Trip",
            msgid("The same mark for the libraries of one trip; if empty, one trip a day."),
        ),
        Column("transport", "Транспорт", "Транспарт", "Transport", msgid("May stay empty.")),
        Column(
            "purposes",
            "Цели",
            "Мэты",
            "Purposes",
            msgid("As on the buttons of the visit, with a semicolon between."),
        ),
        Column(
            "done",
            "Что сделано",
            "Што зроблена",
            "What was done",
            msgid("The line of the journal; no names of readers."),
        ),
        Column(
            "state",
            "Итог",
            "Вынік",
            "Outcome",
            msgid("Empty, or that the library was closed."),
            choices=tuple(WORDS["outcome"]),
        ),
    ),
)

_NUMBER: Final = msgid("A number; empty changes nothing.")
_YEARS: Final = msgid("Of the whole year; the latest row of a year counts.")
FIGURES: Final = Table(
    "figures",
    "Показатели",
    "Паказчыкі",
    "Figures",
    (
        Column(
            "library",
            "Библиотека (код)",
            "Бібліятэка (код)",
            "Library (code)",
            msgid("The code or the short name of the library."),
            required=True,
        ),
        Column(
            "period",
            "Месяц мониторинга",
            "Месяц маніторынгу",
            "Month of the monitoring",
            msgid("The month in which it was asked, for example 10.2025."),
            required=True,
        ),
        Column("users", "Пользователи", "Карыстальнікі", "Users", _NUMBER),
        Column("users_children", "До 15 лет", "Да 15 гадоў", "Under 15", _NUMBER),
        Column("users_60", "60 лет и старше", "60 гадоў і старэйшыя", "60 and over", _NUMBER),
        Column("visits", "Посещения", "Наведванні", "Attendance", _NUMBER),
        Column("visits_events", "На мероприятиях", "На мерапрыемствах", "At events", _NUMBER),
        Column("loans", "Выдано документов", "Выдадзена дакументаў", "Documents lent", _NUMBER),
        Column("stock", "Фонд", "Фонд", "Stock", _NUMBER),
        Column("events", "Мероприятия", "Мерапрыемствы", "Events", _NUMBER),
        Column("paid_fact", "Платные услуги", "Платныя паслугі", "Paid services", _NUMBER),
        Column("homebound", "На дому", "Дома ў чытача", "Served at home", _NUMBER),
        Column("population", "Жителей", "Жыхароў", "Residents", _YEARS),
        Column("paid_plan", "План платных услуг", "План платных паслуг", "Paid plan", _YEARS),
    ),
)

TABLES: Final = (LIBRARIES, SETTLEMENTS, STAFF, VISITS, FIGURES)
BY_NAME: Final = {table.name: table for table in TABLES}
MIN_KNOWN: Final = 2  # one known header alone may be a coincidence
MIN_LETTERS: Final = 4  # of a beginning that stands for a word


def recognised(headers: Iterable[str]) -> Table | None:
    """Return the table that a row of headers belongs to; None where it is none of ours."""
    found = [folded(header) for header in headers]
    best = max(TABLES, key=lambda table: _fit(table, found))
    return best if _fit(best, found)[1] >= MIN_KNOWN else None


def _fit(table: Table, headers: Sequence[str]) -> tuple[int, int]:
    """Return how many required and how many known columns are there."""
    columns = {table.by_header[header].name for header in headers if header in table.by_header}
    return len([c for c in table.required if c.name in columns]), len(columns)


class Lookup:
    """Finds the code that somebody wrote: the code itself, a word, or a word's only beginning."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self.choices = tuple(next(iter(said), code) for code, said in words.items())
        self._exact: dict[str, set[str]] = {}
        self._ordered: list[tuple[str, str]] = []
        for code, said in words.items():
            self._exact.setdefault(folded(code), set()).add(code)
            for word in filter(None, map(folded, said)):
                self._exact.setdefault(word, set()).add(code)
                self._ordered.append((word, code))
        self._ordered.sort()

    def find(self, text: str) -> str | None:
        """Return the code; None where nothing or more than one thing is meant."""
        typed = folded(text)
        found = self._exact.get(typed) or self._begun(typed)
        return next(iter(found)) if len(found) == 1 else None

    def _begun(self, typed: str) -> set[str]:
        if len(typed) < MIN_LETTERS:
            return set()
        start = bisect_left(self._ordered, (typed, ""))
        words = takewhile(lambda pair: pair[0].startswith(typed), self._ordered[start:])
        return {code for _, code in words}
