"""The printed blank of a visit or a round, for those who write on paper; in a child process.

Its rows are made of the form itself, in the chat's order, so that the two cannot differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.errors import NotAllowedError
from bot.forms import builtin
from bot.forms.model import Form
from bot.msgid import msgid
from bot.reports import blank, blank_page
from bot.reports.blank_page import Beside, Blank
from bot.rules import monitoring
from bot.rules.institution import Institution
from storage import institution, libraries, rounds, staff
from storage.database import Reader
from storage.records.libraries import Library, Settlement
from storage.records.people import Staff
from storage.records.rounds import RoundChoice

KIND: Final = "record_blank"  # of the job
TITLES: Final = {"visit": msgid("Visit to a library"), "round": msgid("Door-to-door round")}
LISTS: Final = ("purpose", "partner", "reason", "age", "wish")  # a form's list is their plural
WRITTEN: Final = frozenset({"libraries", "settlements", "staff"})
UNDER: Final = msgid("Hand it to: {contact}. It is entered from paper and stays marked so.")
FOOT: Final = {
    "visit": msgid("Names and telephones of readers are not needed."),
    "round": msgid("Only numbers: no surnames, telephones or addresses of residents."),
}


@dataclass(frozen=True, slots=True)
class About:
    """What the blanks of one form share."""

    form: Form
    name: str
    year: int
    institution: Institution
    libraries: Mapping[int, Library]
    settlements: Sequence[Settlement]
    choices: Sequence[RoundChoice]
    people: Sequence[Staff]


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write blanks; `arguments`: form, library_ids (none: one for any), year, language."""
    if arguments["form"] not in TITLES:
        raise NotAllowedError
    name, t = arguments["form"], translator(arguments["language"])
    about = await read(db, name, arguments["year"])
    blanks = [
        of_library(_reads(about, one, t), about, about.libraries[one])
        for one in arguments["library_ids"]
    ]
    blank.write(path, blanks or [of_library(t, about, None)])
    title = t.plain(TITLES[name])
    return {"name": f"{title}.docx", "title": title, "sheets": max(1, len(blanks))}


async def read(db: Reader, name: str, year: int) -> About:
    """Read what the blanks of a form share."""
    return About(
        builtin.load(name),
        name,
        year,
        Institution(await institution.get_all(db)),
        {one.library_id: one for one in await libraries.known(db)},
        await rounds.settlements(db),
        await rounds.choices(db),
        await staff.known(db),
    )


def _reads(about: About, library_id: int, t: Translator) -> Translator:
    """Return the language of who answers for a library."""
    people = monitoring.answerers(about.people, library_id)
    return translator(people[0].language) if people else t


def of_library(t: Translator, about: About, library: Library | None) -> Blank:
    """Return the blank of one library (None: of any)."""
    contact = about.institution["department_contact"]
    known = monitoring.known((), f"{about.year}-01")
    beside = Beside(known, _lists(t, about, library), {}, WRITTEN - _ticked(library))
    return Blank(
        t.language,
        about.institution["institution_name"],
        t.plain(TITLES[about.name]),
        library.full(t.language) if library else "",
        library.code if library else "",
        t.plain(UNDER, contact=contact),
        t.plain(FOOT[about.name]),
        # The hints of the chat speak of buttons.
        tuple(replace(one, hint="") for one in blank_page.rows(t, about.form, beside)),
        is_wide=True,
    )


def _ticked(library: Library | None) -> frozenset[str]:
    """Return the lists of a library's own blank that are ticked, not written."""
    return frozenset({"libraries", "settlements"}) if library else frozenset()


def _lists(t: Translator, about: About, library: Library | None) -> dict[str, tuple[str, ...]]:
    """Return the institution's lists in force, and the library's own places."""
    lists = {
        f"{name}es" if name == "wish" else f"{name}s": tuple(
            one.name(t.language)
            for one in about.choices
            if one.list == name and one.is_offered(about.year)
        )
        for name in LISTS
    }
    if library is not None:
        places = (one for one in about.settlements if one.library_id == library.library_id)
        lists["libraries"] = (library.short(t.language),)
        lists["settlements"] = tuple(one.name(t.language) for one in places)
    return lists
