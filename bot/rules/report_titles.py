"""How the report names contests and publications, whose titles and phrases stay as typed; pure.

A phrase in the other language than the text stands in brackets behind the title, and a
publication's kind is said in the language of the phrase that follows it.
"""

import re
from typing import Final

from bot.rules import publications
from bot.rules.report_facts import NamedContest, NamedPublication
from bot.rules.report_grammar import quoted
from bot.rules.report_wording import Wording
from storage.records.publications import Publication

SPOKEN: Final = {"be": re.compile("[іўІЎ]"), "ru": re.compile("[ищъИЩЪ]")}
# A theme that can follow a kind: по правовому воспитанию, военно-патриотической тематики.
PHRASE: Final = re.compile(
    r"(?:к|ко|о|об|обо|по|для|в|во|на|из|с|со|при|от|до|у|ў|да|аб|па|пра|з|са|са|за)\s.*"
    r"|.*\s(?:тематики|направленности|содержания|характера"
    r"|тэматыкі|накіраванасці|зместу|характару)",
    re.IGNORECASE,
)


def language_of(text: str) -> str | None:
    """Return the language of a phrase by its letters; None where nothing tells."""
    return next((name for name, letters in SPOKEN.items() if letters.search(text)), None)


def contest(wording: Wording, one: NamedContest, *, is_said: bool = True) -> str:
    """Name a contest: «районный конкурс на ... «...»»; `is_said`: with the word itself."""
    called = wording.contests[one.level] if is_said else ""
    is_own = _is_own(wording, one.subject)
    parts = [called, one.subject if is_own else "", quoted(one.title)]
    said = " ".join(part for part in parts if part)
    return said if is_own or not one.subject else f"{said} ({one.subject})"


def publication(wording: Wording, one: NamedPublication) -> str:
    """Name a publication: «...» – сборник сценарных материалов по правовому воспитанию."""
    about, told = one.about, _source(wording, one)
    phrase = _phrase(about, is_alone=not told)
    spoken = language_of(f"{phrase} {about.event or ''}") or wording.grammar.language
    kind = publications.name_of(about.kind, about.genre, spoken)
    if about.title.casefold().startswith(kind.casefold()):
        # «Календарь памятных дат на 2021 год: в помощь планированию» says itself what it is.
        return quoted(": ".join(part for part in (about.title, phrase) if part)) + _after(told)
    tail = phrase if _says(phrase, kind) else " ".join(filter(None, (kind, phrase)))
    return f"{quoted(about.title)} – {tail}{_after(told)}"


def _phrase(about: Publication, *, is_alone: bool) -> str:
    """Return the subtitle, else the theme where it reads on and nothing else is to follow."""
    if about.subtitle:
        return about.subtitle
    theme = about.theme or ""
    return theme if is_alone and PHRASE.fullmatch(theme) else ""


def _source(wording: Wording, one: NamedPublication) -> str:
    """Return what a publication came from: its contest, and the event as it was typed."""
    event = one.about.event or ""
    if one.contest is None or one.contest.title in event:
        return event
    called = contest(wording, one.contest, is_said=False)
    said = f"{wording.from_contests[one.contest.level]} {called}"
    return f"{said}, {event}" if event else said


def _after(told: str) -> str:
    return f" {told}" if told else ""


def _says(phrase: str, kind: str) -> bool:
    """Tell whether a subtitle names the kind already."""
    return phrase.casefold().startswith(kind.casefold())


def _is_own(wording: Wording, phrase: str) -> bool:
    return language_of(phrase) in {None, wording.grammar.language}
