"""What a diploma says: the fields of its Word template, and their values; pure.

Names are never inflected: each stands on a line of its own, in quotes or after a colon.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.msgid import msgid
from storage.records.contests import Award, Contest, Entry
from storage.records.judging import Result

# What the institution may write between {{ }} in its template, and what comes there.
FIELDS: Final[Mapping[str, str]] = {
    "award": msgid("the award, for example «Diploma of the 1st degree»"),
    "words": msgid("what a special diploma is given for; else empty"),
    "winner": msgid("surname, name and patronymic of the winner"),
    "post": msgid("post of the winner"),
    "library": msgid("full name of the library"),
    "contest": msgid("title of the contest"),
    "subject": msgid("what the contest is for, as in the regulation"),
    "entry": msgid("title of the entry"),
    "nomination": msgid("the nomination; empty where there is none"),
    "place": msgid("the place; empty where there is none"),
    "date": msgid("day of the results"),
    "year": msgid("year of the results"),
    "institution": msgid("name of the institution"),
    "city": msgid("where the institution is"),
    "head": msgid("initials and surname of the head"),
}
BLANK: Final = "_" * 30  # a name to be written in by hand
LONGEST: Final = 100  # characters of a name
LANGUAGES: Final = ("ru", "be")  # of the templates

_NAME: Final = re.compile(r"[^\W\d_][^\d_<>@/]*[^\W\d_.]\.?")
# Posts are kept in Russian; others than these stay so.
POSTS_BE: Final[Mapping[str, str]] = {
    "библиотекарь": "бібліятэкар",
    "главный библиотекарь": "галоўны бібліятэкар",
    "заведующий": "загадчык",
    "заведующий библиотекой": "загадчык бібліятэкі",
    "заведующий методическим отделом": "загадчык метадычнага аддзела",
    "заведующий отделом": "загадчык аддзела",
    "методист": "метадыст",
    "библиограф": "бібліёграф",
    "директор": "дырэктар",
}

# «библиотекарь 0.75», «библиотекарь 0.5 + 0.5»: the rate is no part of a post.
_RATE: Final = re.compile(r"[\s,(]*\d[\d.,+\s)]*(ставки|стаўкі)?\s*$")


def template_language(language: str) -> str:
    """Return in which language a diploma is for who speaks `language`."""
    return language if language in LANGUAGES else LANGUAGES[0]


def post(text: str, language: str = "ru") -> str:
    """Return a post without the rate behind it, in `language` where its words are known."""
    plain = _RATE.sub("", text).strip()
    return POSTS_BE.get(plain.casefold(), plain) if language == "be" else plain


def signed(initials: str) -> str:
    """Return «И. О. Фамилия» of «Фамилия И. О.», as papers are signed."""
    surname, _, letters = initials.partition(" ")
    return f"{letters} {surname}".strip()


@dataclass(frozen=True, slots=True)
class Winning:
    """An entry with its award, as diplomas are made of it."""

    entry: Entry
    result: Result
    award: Award

    @property
    def staff_ids(self) -> tuple[int, ...]:
        """Return the authors; each of them gets a diploma."""
        return (self.entry.staff_id, *self.entry.coauthors)


def winning(contest: Contest, known: list[Entry], results: list[Result]) -> Iterator[Winning]:
    """Give the entries that have an award, in the order of the results."""
    by_id = {one.entry_id: one for one in known if one.is_live}
    awards = {one.award_id: one for one in contest.awards}
    for one in results:
        award = awards.get(one.award_id or 0)
        if award is not None and one.entry_id in by_id:
            yield Winning(by_id[one.entry_id], one, award)


def typed_name(text: str) -> str | None:
    """Return a name as it is printed; None where the line is none."""
    plain = " ".join(text.split())
    is_name = _NAME.fullmatch(plain) is not None and len(plain) <= LONGEST
    return plain if is_name and "\n" not in text.strip() else None


def opened(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diploma:
    """What one diploma says, in the language of its template."""

    award: str
    words: str = ""
    winner: str
    post: str = ""
    library: str
    contest: str
    subject: str = ""
    entry: str
    nomination: str = ""
    place: str = ""
    on: date
    institution: str
    city: str = ""
    head: str = ""

    def values(self, date_words: str) -> dict[str, str]:
        """Return the values of FIELDS; `date_words` is the day as the language writes it."""
        said = {name: getattr(self, name, "") for name in FIELDS}
        return {**said, "date": date_words, "year": str(self.on.year)}
