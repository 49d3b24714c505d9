"""What a press or typed words of a walk mean: «Не читают», «3 не читают», «никого», «выдано 5».

Pure. A key of the keyboard and what is typed are told alike, in every language of the bot;
labels and the institution's lists come from outside, what staff say is here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.rules.rounds import LISTED
from storage.records.rounds import Tap

MOST_PARTS: Final = 12
# Words for a number that people type rather than its digits.
NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "один одна одно адзін адна адно one",
            "два две двое дзве двое two",
            "три трое тры трое three",
            "четыре четверо чатыры чацвёра four",
            "пять пятеро пяць five",
            "шесть шасць шэсць six",
            "семь сем seven",
            "восемь восем eight",
            "девять дзевяць nine",
            "десять дзесяць ten",
        ),
        start=1,
    )
    for word in words.split()
}
# What staff type beside the labels of the keys, as whole phrases; ё and е are the same.
SAID: Final[Mapping[str, tuple[str, ...]]] = {
    "readers": (
        "читают", "читает", "уже читают", "уже читает", "читатель", "читатели", "читателей",
        "читателя", "уже читатель", "наш читатель", "наши читатели",
        "чытаюць", "чытае", "ужо чытаюць", "ужо чытае", "чытач", "чытачы", "чытачоў", "чытача",
        "ужо чытач", "наш чытач", "нашы чытачы", "reader", "readers",
    ),
    "new_readers": (
        "новый", "новая", "новые", "новых", "новых читателей", "новые читатели", "новых читателя",
        "записался", "записалась", "записались", "записано", "записан", "записана",
        "новы", "новыя", "новых чытачоў", "новыя чытачы", "запісаўся", "запісалася",
        "запісаліся", "запісана", "new", "new readers",
    ),
    "not_reading": (
        "не читает", "не читатель", "не читатели", "не читателей", "нечитатель", "нечитатели",
        "нечитателей", "не чытае", "не чытач", "не чытачы", "не чытачоў", "not readers",
    ),
    "nobody": (
        "никого", "никого дома", "нет дома", "нет никого", "дома никого",
        "никого не было", "закрыто", "пусто",
        "нікога", "нікога дома", "няма дома", "няма нікога", "дома нікога",
        "нікога не было", "зачынена", "пуста", "nobody", "no one",
    ),
    "another_readers": ("еще читает", "еще один читатель", "яшчэ чытае", "яшчэ адзін чытач"),
    "another_new_readers": (
        "еще новый читатель", "еще один новый", "яшчэ новы чытач", "яшчэ адзін новы",
    ),
    "another_not_reading": (
        "еще один не читает", "еще не читатель", "яшчэ адзін не чытае", "яшчэ не чытач",
    ),
    "reregistered": (
        "перерегистрирован", "перерегистрирована", "перерегистрировано", "перерегистрированы",
        "перерегистраций", "перерегистрации",
        "перарэгістраваны", "перарэгістравана", "перарэгістрацый", "перарэгістрацыі",
    ),
    "issued": (
        "выдано", "выдал", "выдала", "выдали", "выдано книг", "книг выдано", "изданий выдано",
        "выдано издания", "выдача", "книга", "книги", "книг", "изданий", "издания", "журналов",
        "выдадзена", "выдаў", "выдалі", "выдадзена кніг", "кніг выдадзена",
        "выданняў выдадзена", "выдадзена выданне", "кніга", "кнігі", "кніг", "выданняў",
        "issued", "books",
    ),
    "returned": (
        "возвращено", "вернули", "вернул", "вернула", "сдали", "сдано", "возврат",
        "возвращено книг", "возвращено изданий",
        "вернута", "вярнулі", "вярнуў", "вярнула", "здалі", "здадзена", "вернута кніг",
        "вернута выданняў", "returned",
    ),
    "homebound": (
        "на дом", "надомное", "надомник", "надомники", "надомников", "надомное обслуживание",
        "дома у читателя", "обслуживать на дому",
        "дадому", "надомнае", "надомнікі", "надомнае абслугоўванне", "homebound",
    ),
    "debtors": (
        "должник", "должников", "должника", "даўжнік", "даўжнікоў", "даўжніка", "debtor",
    ),
    "invited": (
        "приглашено", "пригласил", "пригласила", "пригласили", "приглашение", "приглашений",
        "приглашения",
        "запрошана", "запрасіў", "запрасіла", "запрасілі", "запрашэнне", "запрашэнняў",
        "запрашэнні",
    ),
    "leaflets": (
        "памятка", "памяток", "памятки", "листовка", "листовок", "листовки", "буклетов",
        "памятак", "памяткі", "лістоўка", "лістовак", "лістоўкі", "буклетаў", "leaflet",
    ),
    "undo": (
        "отменить", "отмена", "отмени", "ошибка", "ошиблась", "ошибся", "скасаваць", "адмяніць",
        "адмена", "памылка", "памылілася", "памыліўся", "undo",
    ),
    "more": ("еще", "яшчэ", "more"),
    "back": ("назад", "готово", "к обходу", "гатова", "да абходу", "back"),
    "skip": ("пропустить", "прапусціць", "skip"),
    "pause": ("пауза", "перерыв", "паўза", "перапынак", "pause"),
    "finish": (
        "закончить", "закончил", "закончила", "конец", "конец обхода", "обход закончен",
        "завершить обход", "завершить",
        "скончыць", "канец", "канец абходу", "абход скончаны", "завяршыць", "finish",
    ),
}  # fmt: skip
WISHES: Final = re.compile(
    r"^\s*(?:хочет|хотят|просит|просят|пожелание|желает|хоча|хочуць|просіць|просяць|пажаданне"
    r"|wish)\s*:?\s+(.+)$",
    re.IGNORECASE | re.DOTALL,
)
TITLE_LETTERS: Final = 100
DIGITS: Final = 6  # of a number; more is no count
# A bare label of these asks for a number; of others it counts one.
NUMBERED: Final = frozenset({"issued", "returned", "homebound", "invited", "leaflets"})
WORDS: Final = frozenset(
    {
        "undo", "more", "others", "another", "ages", "wishes", "titles", "back", "skip", "pause",
        "finish",
    }
)  # fmt: skip
_BREAK: Final = re.compile(r"\s*[,;:\n]+\s*|\s+\+\s+")
_LEADING: Final = re.compile(r"^\+?\s*(\d{1,6})\s*[xх×.]?\s+(.+)$")
_TRAILING: Final = re.compile(r"^(.+?)\s*[-–—:=]?\s*[xх×]?\s*(\d{1,6})$")
_TWINS: Final = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says: taps to be counted, or one word to the walk (pause, more, ...)."""

    taps: tuple[Tap, ...] = ()
    word: str = ""


def plain(text: str) -> str:
    """Return words as they are compared: small letters, no ё, dots or quotes at the ends."""
    return " ".join(text.casefold().translate(_TWINS).strip(' .!…«»"').split())


class Words:
    """The phrases that a walk understands."""

    def __init__(
        self, labels: Mapping[str, Iterable[str]], lists: Iterable[tuple[str, str, str]]
    ) -> None:
        """Take labels by what they mean, and (list, code, name) of the institution's choices."""
        self._labels = labels
        self._lists = tuple(lists)

    @cached_property
    def _meanings(self) -> dict[str, str]:
        """Return what each phrase means; a label goes before what staff say."""
        said = {plain(phrase): name for name, phrases in SAID.items() for phrase in phrases}
        shown = {plain(label): name for name, all_of in self._labels.items() for label in all_of}
        return said | shown

    @cached_property
    def _choices(self) -> dict[str, dict[str, str]]:
        """Return the code of each name, by list."""
        found: dict[str, dict[str, str]] = {kind: {} for kind in LISTED}
        for kind, code, name in self._lists:
            if kind in found:
                found[kind].setdefault(plain(name), code)
        return found

    def is_label(self, text: str) -> bool:
        """Tell whether the words are those of a key: they were pressed, not thought up."""
        phrase = plain(text)
        keys = {plain(label) for all_of in self._labels.values() for label in all_of}
        return phrase in keys or any(phrase in names for names in self._choices.values())

    def read(self, text: str, asks: str | None = None) -> Said | None:
        """Return what a message says; None where any part of it is not understood.

        `asks` is what the keyboard offers: its names go first, and a number alone answers it.
        """
        if wished := WISHES.match(text):
            return _titled(self._part(wished[1], "wish"), wished[1])
        whole = self._part(text, asks)
        if whole is not None:
            return whole
        parts = list(self._split(text, asks))
        taps = [tap for part in parts if part is not None for tap in part.taps]
        is_whole = taps and all(part is not None and not part.word for part in parts)
        return Said(tuple(taps)) if is_whole and len(taps) <= MOST_PARTS else None

    def _split(self, text: str, asks: str | None) -> Iterator[Said | None]:
        """Read a list of counts; the longest phrase first, for names hold commas too."""
        pieces = [piece for piece in _BREAK.split(text) if piece.strip()]
        place = 0
        while place < len(pieces):
            for end in range(len(pieces), place, -1):
                said = self._part(", ".join(pieces[place:end]), asks)
                if said is not None or end == place + 1:
                    yield said
                    place = end
                    break

    def _part(self, text: str, asks: str | None) -> Said | None:
        phrase = plain(text)
        if asks is not None and asks in NUMBERED and phrase.isdecimal() and len(phrase) <= DIGITS:
            return _count(asks, int(phrase))
        return self._one(phrase, 1, asks, is_bare=True) or next(
            (
                said
                for amount, rest in _amounts(phrase)
                if (said := self._one(rest, amount, asks, is_bare=False)) is not None
            ),
            None,
        )

    def _one(self, phrase: str, amount: int, asks: str | None, *, is_bare: bool) -> Said | None:
        if (tap := self._choice(phrase, amount, asks)) is not None:
            return Said((tap,)) if amount else None
        name = self._meanings.get(phrase)
        if name is None:
            return None
        if name in WORDS or (is_bare and name in NUMBERED):
            return Said(word=name) if is_bare else None
        return _count(name, amount)

    def _choice(self, phrase: str, amount: int, asks: str | None) -> Tap | None:
        lists = sorted(self._choices, key=lambda kind: kind != asks)
        for kind in lists:
            if code := self._choices[kind].get(phrase):
                return Tap(kind=kind, amount=max(amount, 1), item=code)
        return None


def _titled(said: Said | None, text: str) -> Said:
    """Return a wish: one of the list, else a title as it was typed."""
    if said is not None and said.taps and all(tap.kind == "wish" for tap in said.taps):
        return said
    return Said((Tap(kind="title", item=title(text)),))


def title(text: str) -> str:
    """Return a wished title in one line, not longer than a title needs."""
    return " ".join(text.split()).strip(' .«»"')[:TITLE_LETTERS]


def _count(kind: str, amount: int) -> Said | None:
    return Said((Tap(kind=kind, amount=amount),)) if amount else None


def _amounts(phrase: str) -> Iterator[tuple[int, str]]:
    """Yield (number, the rest): «3 не читают», «не читают 3», «три не читают»."""
    if found := _LEADING.match(phrase):
        yield int(found[1]), found[2]
    if found := _TRAILING.match(phrase):
        yield int(found[2]), found[1]
    first, _, rest = phrase.partition(" ")
    if rest and first in NUMBERS:
        yield NUMBERS[first], rest
    rest, _, last = phrase.rpartition(" ")
    if rest and last in NUMBERS:
        yield NUMBERS[last], rest
