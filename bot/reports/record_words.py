"""How the codes in records are said: by forms, by the bot's lists, by names in the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.catalogs import Translator
from bot.forms import builtin, compared
from bot.msgid import msgid
from bot.rules import consulting, publications
from bot.screens import entries, monitoring, recommendations, site_log, visits
from bot.screens import publications as series
from storage import contests, libraries, rounds, staff, topics
from storage.database import Reader
from storage.records.libraries import Library

YES_NO: Final = (msgid("no"), msgid("yes"))
PLANNED: Final = {
    "planned": msgid("planned"),
    "done": msgid("carried out"),
    "cancelled": msgid("cancelled"),
}
PARTS: Final = {"spring": msgid("spring"), "autumn": msgid("autumn")}
_LISTS: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {  # msgids by code
    ("visits", "source"): visits.SOURCES,
    ("plan", "state"): PLANNED,
    ("recommendations", "state"): recommendations.STATES,
    ("entries", "state"): entries.STATES,
    ("publications", "series"): series.SERIES,
    ("campaigns", "part"): PARTS,
    ("units", "part"): PARTS,
    ("units", "state"): monitoring.STATES,
    ("consultations", "channel"): consulting.CHANNELS,
    ("site", "kind"): site_log.KINDS,
}
_FORMS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {  # the form and its question
    ("visits", "outcome"): ("visit", "outcome"),
    ("visits", "purposes"): ("visit", "purposes"),
    ("recommendations", "area"): ("visit", "recommendation_area"),
    ("contests", "level"): ("contest", "level"),
    ("contests", "audience"): ("contest", "audience"),
    ("entries", "audience"): ("contest", "audience"),
    ("awards", "audience"): ("contest", "audience"),
    ("sessions", "form"): ("session", "form"),
    ("attendances", "form"): ("session", "form"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What codes, libraries and people are called in one language."""

    codes: Mapping[tuple[str, str], Mapping[Any, str]]  # by the kind of records and the column
    libraries: Mapping[int, Library]
    people: Mapping[int, str]
    yes_no: tuple[str, str]

    def of(self, records: str, column: str) -> Mapping[Any, str]:
        """Return the words of a column; empty where its codes have none."""
        return self.codes.get((records, column), {})


async def read(db: Reader, t: Translator) -> Words:
    """Read what is called by names in the database; the rest is in the code."""
    language = t.language
    codes: dict[tuple[str, str], Mapping[Any, str]] = {
        key: {code: t.plain(text) for code, text in texts.items()} for key, texts in _LISTS.items()
    }
    codes |= {key: builtin.labels(*where, language) for key, where in _FORMS.items()}
    codes["publications", "kind"] = {
        code: one.name(language) for code, one in publications.KINDS.items()
    }
    codes["figures", "question"] = {
        one.name: one.label(language) for one in compared.figures(builtin.load("monitoring"))
    }
    codes["consultations", "topic"] = {
        one.code: one.name(language) for one in await topics.known(db)
    }
    codes["rounds", "purpose"] = {
        one.code: one.name(language) for one in await rounds.choices(db) if one.list == "purpose"
    }
    codes["rounds", "settlement_id"] = {
        one.settlement_id: one.name(language) for one in await rounds.settlements(db)
    }
    codes["entries", "award_id"] = {
        award.award_id: award.name(language)
        for one in await contests.known(db)
        for award in one.awards
    }
    return Words(
        codes,
        {one.library_id: one for one in await libraries.known(db)},
        {one.staff_id: one.initials(language) for one in await staff.known(db)},
        (t.plain(YES_NO[0]), t.plain(YES_NO[1])),
    )
