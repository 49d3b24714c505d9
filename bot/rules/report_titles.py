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
    is_own = _is_own(wording, one.subject)
    # «1 районный конкурс: на лучшее ...», but not «1 районный конкурс: духовной поэзии».
    has_to = is_own and one.subject != "" and not PHRASE.fullmatch(one.subject)
    called = wording.contests[one.level] if is_said or has_to else ""
    parts = [called, one.subject if is_own else "", quoted(one.title)]
    said = " ".join(part for part in parts if part)
    return said if is_own or not one.subject else f"{said} ({one.subject})"


def publication(wording: Wording, one: NamedPublication) -> str:
    """Name a publication: «...» – сборник сценарных материалов по правовому воспитанию."""
    about, language = one.about, wording.grammar.language
    kind = publications.name_of(about.kind, about.genre, language)
    spoken = publications.language_of(about)
    own_kind = publications.name_of(about.kind, about.genre, spoken)
    told = _phrases(wording, one)
    if about.title.casefold().startswith(own_kind.casefold()):
        # «Календарь памятных дат на 2021 год: в помощь планированию» says itself what it is.
        return quoted(": ".join([about.title, *told]))
    if told and told[0].casefold().startswith(own_kind.casefold()):
        return f"{quoted(about.title)} – {' '.join(told)}"
    return f"{quoted(about.title)} – {kind}{_after(wording, told)}"


def _phrases(wording: Wording, one: NamedPublication) -> list[str]:
    """Return the subtitle, else the theme where nothing else says more; then where it is from."""
    about, source = one.about, _source(wording, one)
    theme = about.theme or ""
    is_needed = not (about.subtitle or source) and PHRASE.fullmatch(theme)
    first = about.subtitle or (theme if is_needed else "")
    return [part for part in (first, source) if part]


def _after(wording: Wording, told: list[str]) -> str:
    """Return phrases as they follow a kind: in brackets where they do not read on from it."""
    said = " ".join(told)
    if not said:
        return ""
    reads_on = _is_own(wording, said) and PHRASE.fullmatch(told[0])
    return f" {said}" if reads_on else f" ({said})"


def _source(wording: Wording, one: NamedPublication) -> str:
    """Return what a publication came from: its contest, and the event as it was typed."""
    event = one.about.event or ""
    if one.contest is None or one.contest.title in event:
        return event
    called = contest(wording, one.contest, is_said=False)
    said = f"{wording.from_contests[one.contest.level]} {called}"
    return f"{said}, {event}" if event else said


def _is_own(wording: Wording, phrase: str) -> bool:
    return language_of(phrase) in {None, wording.grammar.language}
