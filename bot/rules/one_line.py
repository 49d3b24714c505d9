"""A whole visit typed in one message, for when there is no network; pure.

Nothing is lost: what is neither a library, a purpose, a date nor a companion is what was done.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from bot.forms import inputs, search
from bot.forms.search import Option

PURPOSES: dict[str, tuple[str, ...]] = {
    "methodical_help": (
        *("методическая помощь", "методпомощь", "метод помощь", "методичка", "помощь"),
        *("метадычная дапамога", "метаддапамога", "метад дапамога", "дапамога"),
        *("оказание методической помощи", "methodical help"),
    ),
    "practical_help": (
        *("практическая помощь", "практпомощь", "практ помощь"),
        *("практычная дапамога", "практдапамога", "practical help"),
    ),
    "study": (
        *("изучение работы", "изучение", "изучение опыта", "изучение состояния работы"),
        *("вывучэнне работы", "вывучэнне", "вывучэнне вопыту", "study"),
    ),
    "inspection": (
        *("проверка работы", "проверка", "комплексная проверка", "тематическая проверка"),
        *("контрольная проверка", "повторная проверка", "контроль"),
        *("праверка работы", "праверка", "комплексная праверка", "кантроль", "inspection"),
    ),
    "stock_check": (
        *("проверка фонда", "инвентаризация", "сверка фонда", "переучет", "переучет фонда"),
        *("праверка фонду", "інвентарызацыя", "зверка фонду", "пераўлік", "stock check"),
    ),
    "weeding": (
        *("отбор на списание", "отбор", "списание", "списание фонда", "списание книг"),
        *("адбор на спісанне", "адбор", "спісанне", "спісанне фонду", "спісанне кніг", "weeding"),
    ),
    "new_arrivals": (
        *("новые поступления", "поступления", "новые книги", "новинки", "доставка книг"),
        *("доставка новых поступлений", "новыя паступленні", "паступленні", "новыя кнігі"),
        *("навінкі", "дастаўка кніг", "дастаўка новых паступленняў", "new arrivals"),
    ),
    "stock_transfer": (
        *("передача фонда", "прием-передача", "прием-передача фонда", "передача"),
        *("перадача фонду", "прыём-перадача", "прыём-перадача фонду", "перадача"),
        "stock transfer",
    ),
    "decoration": (
        *("оформление", "ремонт", "дизайн", "оформление библиотеки", "оформление выставки"),
        *("афармленне", "рамонт", "дызайн", "афармленне бібліятэкі", "афармленне выставы"),
        *("decoration", "repair"),
    ),
    "event": (
        *("мероприятие", "проведение мероприятия", "праздник"),
        *("мерапрыемства", "правядзенне мерапрыемства", "свята", "event"),
    ),
    "field_seminar": (
        *("выездной семинар", "семинар", "семинар на выезде", "кустовой семинар"),
        *("выязны семінар", "семінар", "кустовы семінар", "seminar", "field seminar"),
    ),
    "report_and_plan": (
        *("отчет и план", "отчет", "план", "прием отчета", "прием отчетов", "планирование"),
        *("справаздача і план", "справаздача", "прыём справаздачы", "планаванне"),
        *("report", "report and plan"),
    ),
    "new_colleague": (
        *("новый сотрудник", "новый библиотекарь", "помощь новому сотруднику", "стажировка"),
        *("новы супрацоўнік", "новы бібліятэкар", "дапамога новаму супрацоўніку", "стажыроўка"),
        "new colleague",
    ),
    "contest_jury": (
        *("конкурсная комиссия", "конкурс", "жюри", "комиссия", "журы"),
        *("конкурсная камісія", "камісія", "contest jury"),
    ),
    "other": ("другое", "прочее", "другая цель", "іншае", "other"),
}
"""The words by which staff name the purposes of a visit; the codes are of the form `visit`."""

_BREAK = re.compile(
    r"\s*(?:[;\n]+|,(?!\d)|(?<!\d),|\s[-\N{EN DASH}\N{EM DASH}]+(?=\s)|[.!](?=\s|$)|:(?=\s))\s*"
)
_SIGN = re.compile(r"(?<!\d)\s*([+/&])\s*|\s*([+/&])\s*(?!\d)")
_AND = frozenset({"и", "і", "ды", "and", "+", "/", "&"})
_NOISE = re.compile(
    r"была?|быу|выезд|выезды|поездка|паездка|ездили|съездили|были|побывали|посетили|ездзілі|зездзілі"
    r"|былі|пабывалі|наведалі|цель|мэта|дата|сделано|зроблена|библиотека|бібліятэка"
)
_CLOSED = re.compile(
    r"(?:(?:библиотека|бібліятэка|была|было) )*"
    r"(?:не работал[ао]?|закрыт[ао]|на замке|не працавала|зачынен[ао]|closed)"
)
_WITH = frozenset({"с", "со", "з", "са", "вместе", "разам"})

_CLEAR = 0.9  # a library inside a longer part must be spelt almost rightly
_CERTAIN = 0.93  # and after the words of what was done, rightly
_PURPOSE = 0.9
_LONG_PURPOSE = 0.8  # one long word may hold a typing error
_LONG = 8
_LIBRARY_LETTERS = 3
_MAX_WORDS = 4
_WORD = 3  # letters: a shorter word with a stop is an abbreviation
_LONG_WORD = 6  # so is one before a small letter, unless it is long
_PURPOSE_LETTERS = 4


@dataclass(frozen=True, slots=True)
class OneLine:
    """One visit as understood; empty fields are to be asked.

    `libraries` are the candidates, best first: a single one is understood. `not_understood`
    are the companions that nobody is called.
    """

    libraries: tuple[Option, ...] = ()
    purposes: tuple[str, ...] = ()
    done: str = ""
    visited_on: date | None = None
    travellers: tuple[str, ...] = ()
    closed: bool = False
    not_understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    libraries: Sequence[Option]
    people: Sequence[Option]
    today: date


class _Found(NamedTuple):
    """One thing that words stand for, and how many words it took."""

    kind: str
    value: object
    words: int


@dataclass(slots=True)
class _Visit:
    """A visit while its parts are being read."""

    libraries: list[tuple[Option, ...]] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    done: str = ""
    days: list[date] = field(default_factory=list)
    travellers: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    closed: bool = False
    named_first: bool = False

    @property
    def is_told(self) -> bool:
        """Tell whether anything is known besides the library."""
        return bool(self.purposes or self.done or self.closed)


def read(
    text: str, libraries: Sequence[Option], today: date, people: Sequence[Option] = ()
) -> tuple[OneLine, ...]:
    """Read the visits in one message, in its order; empty when it is an ordinary sentence.

    It is a visit if it names a library and a purpose (or a closed door), or if it begins
    with a library alone in its part and tells more. A question or a coming day is none.
    """
    if "?" in text:
        return ()
    visits = _read_parts(_parts(text), _Known(libraries, people, today))
    if not visits or not _is_convincing(visits[0]):
        return ()
    days = {day for visit in visits for day in visit.days}
    if any(day > today for day in days):
        return ()
    common = days.pop() if len(days) == 1 else None
    return tuple(line for visit in visits for line in _lines(visit, common))


def purpose(text: str) -> str | None:
    """Return the code of the purpose that a few words name, as staff say it."""
    return _purpose_code(text)


def _is_convincing(visit: _Visit) -> bool:
    if not visit.libraries:
        return False
    return bool(visit.purposes or visit.closed or (visit.named_first and visit.done))


def _lines(visit: _Visit, common: date | None) -> Iterable[OneLine]:
    for candidates in visit.libraries:
        yield OneLine(
            libraries=candidates,
            purposes=tuple(dict.fromkeys(visit.purposes)),
            done=visit.done,
            visited_on=visit.days[0] if visit.days else common,
            travellers=tuple(dict.fromkeys(visit.travellers)),
            closed=visit.closed,
            not_understood=tuple(visit.strangers),
        )


def _parts(text: str) -> list[tuple[str, str]]:
    """Cut the message into parts, each with the separator before it."""
    parts, start, separator = [], 0, ""
    for match in [*filter(_is_break, _BREAK.finditer(text)), None]:
        part = text[start : match.start() if match else len(text)].strip()
        if part:
            parts.append((separator, part))
        if match:
            separator, start = match[0].strip() or ".", match.end()
    return parts


def _is_break(match: re.Match[str]) -> bool:
    """Tell a sentence's end from the stop of «б. Шиловичи» and «практ. помощь»."""
    before, after = match.string[: match.start()].split(), match.string[match.end() :]
    if "." not in match[0] or not after or "\n" in match[0]:
        return True
    letters = len(before[-1]) if before else 0
    return letters >= _WORD if after[0].isupper() else letters >= _LONG_WORD


def _read_parts(parts: list[tuple[str, str]], known: _Known) -> list[_Visit]:
    visits = [_Visit()]
    was_done = False
    for separator, part in parts:
        found, rest = _take(part, visits[-1], known)
        if found and found[0].kind == "library" and visits[-1].libraries and visits[-1].is_told:
            visits.append(_Visit())
            was_done = False
        visit = visits[-1]
        visit.named_first |= part is parts[0][1] and not rest and _has(found, "library")
        for thing in found:
            _put(thing, visit)
        if rest:
            visit.done += (_joint(separator) if was_done else ", " if visit.done else "") + rest
        was_done = bool(rest)
    return visits


def _joint(separator: str) -> str:
    if separator in {",", ";", ":"}:
        return f"{separator} "
    return f" {separator} " if separator and not separator.startswith((".", "!")) else ". "


def _put(thing: _Found, visit: _Visit) -> None:
    if thing.kind == "closed":
        visit.closed = True
        return
    shelves: dict[str, list[Any]] = {
        "library": visit.libraries,
        "purpose": visit.purposes,
        "date": visit.days,
        "traveller": visit.travellers,
        "stranger": visit.strangers,
    }
    if thing.kind in shelves:
        shelves[thing.kind].append(thing.value)


def _take(part: str, visit: _Visit, known: _Known) -> tuple[list[_Found], str]:
    """Read a part from its left end; give back what is found and the words of what was done."""
    words = _SIGN.sub(lambda sign: f" {sign[1] or sign[2]} ", part).split()
    if visit.done and visit.libraries:
        found, rest = _peel(words, known, _CERTAIN)
        return (found, "") if not rest else ([], part)
    whole = _whole_library(words, visit, known)
    if whole:
        return [whole], ""
    found, rest = _peel(words, known, _CLEAR)
    if not rest or _is_head(found):
        return found, " ".join(rest)
    return [], part


def _is_head(found: list[_Found]) -> bool:
    """Tell whether words before what was done are certain: «вчера», «в Деревной», «…и»."""
    kinds = {thing.kind for thing in found}
    return bool(kinds & {"library", "date"}) or (bool(found) and found[-1].kind == "and")


def _has(found: list[_Found], kind: str) -> bool:
    return any(thing.kind == kind for thing in found)


def _whole_library(words: list[str], visit: _Visit, known: _Known) -> _Found | None:
    """Take a whole part as a library even with slips, or as one of several candidates."""
    if visit.libraries or len(words) > _MAX_WORDS or _purpose(words, known):
        return None
    text = " ".join(words)
    sure = search.winner(text, known.libraries)
    if sure:
        return _Found("library", (sure,), len(words))
    several = [option for option, score in search.scored(text, known.libraries) if score >= _CLEAR]
    return _Found("library", tuple(several), len(words)) if several else None


def _peel(words: list[str], known: _Known, clear: float) -> tuple[list[_Found], list[str]]:
    found: list[_Found] = []
    while words:
        thing = _first(words, known, clear, joined=bool(found))
        if thing is None:
            break
        found.append(thing)
        words = words[thing.words :]
    return found, words


def _first(words: list[str], known: _Known, clear: float, *, joined: bool) -> _Found | None:
    if joined and inputs.plain(words[0]) in _AND:
        return _Found("and", None, 1)
    readers: tuple[Callable[[list[str], _Known], _Found | None], ...] = (
        _date,
        _closed,
        _traveller,
        _purpose,
        lambda words, known: _library(words, known, clear),
        _noise,
    )
    return next((thing for reader in readers if (thing := reader(words, known))), None)


def _heads(words: list[str]) -> Iterable[tuple[int, str]]:
    """Give the first words together, the longest run first."""
    for count in range(min(len(words), _MAX_WORDS), 0, -1):
        yield count, " ".join(words[:count])


def _noise(words: list[str], _: _Known) -> _Found | None:
    return _Found("noise", None, 1) if _NOISE.fullmatch(inputs.plain(words[0])) else None


def _closed(words: list[str], _: _Known) -> _Found | None:
    for count, text in _heads(words):
        if _CLOSED.fullmatch(inputs.plain(text)):
            return _Found("closed", None, count)
    return None


def _date(words: list[str], known: _Known) -> _Found | None:
    for count, text in _heads(words):
        if day := inputs.plain_date(text, known.today):
            return _Found("date", day, count)
    return None


def _traveller(words: list[str], known: _Known) -> _Found | None:
    start = next((n for n, word in enumerate(words) if word.lower() not in _WITH), len(words))
    if not known.people or not start or start == len(words):
        return None
    for count, text in _heads(words[start:]):
        person = search.winner(text, known.people)
        if person:
            return _Found("traveller", person.name, start + count)
    if start + 1 == len(words) and words[start][0].isupper():
        return _Found("stranger", words[start], start + 1)
    return None


def _library(words: list[str], known: _Known, clear: float) -> _Found | None:
    best: tuple[float, int, Option] | None = None
    for count, text in _heads(words):
        if len(text) < _LIBRARY_LETTERS or text.split()[-1].lower() in _WITH:
            continue
        if not (ranked := search.scored(text, known.libraries)):
            continue
        (option, score), *others = ranked
        clearly = not others or score - others[0][1] >= search.LEAD
        if score >= clear and clearly and (best is None or score > best[0]):
            best = score, count, option
    return _Found("library", (best[2],), best[1]) if best else None


def _purpose(words: list[str], _: _Known) -> _Found | None:
    for count, text in _heads(words):
        code = _purpose_code(text)
        if code:
            return _Found("purpose", code, count)
    return None


@lru_cache(maxsize=1024)
def _purpose_code(text: str) -> str | None:
    """Compare only with names of as many words: «фонд» alone is not «проверка фонда»."""
    folded = search.key(text)
    options = _purposes_by_length().get(len(folded.split()), ())
    ranked = search.scored(folded, options)
    if not ranked or len(folded) < _PURPOSE_LETTERS:
        return None
    needed = _LONG_PURPOSE if " " not in folded and len(folded) >= _LONG else _PURPOSE
    return ranked[0][0].name if ranked[0][1] >= needed else None


@lru_cache(maxsize=1)
def _purposes_by_length() -> dict[int, tuple[Option, ...]]:
    longest = _MAX_WORDS
    return {
        count: tuple(
            Option(code, tuple(name for name in names if len(search.key(name).split()) == count))
            for code, names in PURPOSES.items()
        )
        for count in range(1, longest + 1)
    }
