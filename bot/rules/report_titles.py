"""How the report names contests and publications, whose titles and phrases stay as typed; pure.

A phrase stands in brackets where it does not read on: in the other language, or a subtitle of its
own like «праздник открытия».
"""

import re
from typing import Final

from bot.rules import publications
from bot.rules.report_facts import NamedContest, NamedPublication
from bot.rules.report_grammar import quoted
from bot.rules.report_wording import Wording
from storage.records.publications import PublicationFields

SPOKEN: Final = {
    "be": re.compile("[іўІЎ]|^(?:па|пра|аб|з) "),
    "ru": re.compile("[ищъИЩЪ]|^(?:по|о|об|с|к) "),
}
# A theme that can follow a kind: по правовому воспитанию, военно-патриотической тематики.
PHRASE: Final = re.compile(
    r"(?:к|ко|о|об|обо|по|для|в|во|на|из|с|со|при|от|до|у|ў|да|аб|па|паводле|пра|з|са|за)\s.*"
    r"|.*\s(?:тематики|направленности|содержания|характера"
    r"|тэматыкі|накіраванасці|зместу|характару)",
    re.IGNORECASE,
)


def language_of(text: str) -> str | None:
    """Return the language of a phrase by its letters; None where nothing tells."""
    return next((name for name, letters in SPOKEN.items() if letters.search(text)), None)


def contest(wording: Wording, one: NamedContest, *, is_said: bool = True) -> str:
    """Name a contest: «районный конкурс на ... «...»»; `is_said`: with the word itself."""
    is_own = _is_own(wording, one.subject)
    # «1 районный конкурс: на лучшее ...», but not «1 районный конкурс: духовной поэзии».
    has_to = is_own and one.subject != "" and not PHRASE.fullmatch(one.subject)
    called = f"{wording.contests[one.level]} " if is_said or has_to else ""
    return called + _titled(wording, one)


def _titled(wording: Wording, one: NamedContest) -> str:
    if not one.subject:
        return quoted(one.title)
    if _is_own(wording, one.subject):
        return f"{one.subject} {quoted(one.title)}"
    return f"{quoted(one.title)} ({one.subject})"


def publication(wording: Wording, one: NamedPublication) -> str:
    """Name a publication: «...» – сборник сценарных материалов по правовому воспитанию."""
    about, source = one.about, _source(wording, one)
    says = _own_kind(about)
    if about.title.casefold().startswith(says):
        # «Календарь памятных дат на 2021 год: в помощь планированию» says itself what it is.
        title = ": ".join(filter(None, (about.title, about.subtitle)))
        return " ".join(filter(None, (quoted(title), source)))
    phrase = _phrase(about, is_alone=not source)
    if phrase.casefold().startswith(says):
        return " ".join(filter(None, (quoted(about.title), "–", phrase, source)))
    kind = publications.name_of(about.kind, about.genre, wording.grammar.language)
    told = " ".join(filter(None, (phrase, source)))
    # What the bot adds itself is in the language of the text; what was typed may be not.
    is_own = _is_own(wording, f"{phrase} {about.event or ''}".strip())
    reads_on = is_own and PHRASE.fullmatch(phrase or source)
    after = told if reads_on or not told else f"({told})"
    return " ".join(filter(None, (quoted(about.title), "–", kind, after)))


def _own_kind(about: PublicationFields) -> str:
    """Return how the kind is called in the publication's own language, in small letters."""
    spoken = publications.language_of(about)
    return publications.name_of(about.kind, about.genre, spoken).casefold()


def _phrase(about: PublicationFields, *, is_alone: bool) -> str:
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
    said = f"{wording.from_contests[one.contest.level]} {_titled(wording, one.contest)}"
    return f"{said}, {event}" if event else said


def _is_own(wording: Wording, phrase: str) -> bool:
    return language_of(phrase) in {None, wording.grammar.language}
