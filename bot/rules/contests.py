"""What contests ask: until when, how many entries and files, and which publication is which; pure.

Source of the limits: the regulation of a contest, kept with it as data (domain.md, section 4).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.rules.audiences import Everybody
from storage.records.contests import AwardFields, Contest, Entry, Material
from storage.records.people import Staff

SHIPPED: Final = ("entry_holidays", "entry_image", "entry_press")  # of the built-in ones
OWN: Final = "entry_own"  # what an institution has published itself: see own_questions
FORMS: Final = (*SHIPPED, OWN)  # of drafts and submissions of entries
NEAR_DAYS: Final = 21  # before the deadline an entry that is not there begins to wait
REMIND_DAYS: Final = (7, 3, 1)  # before the deadline, to libraries without an entry
_JUDGING: Final = timedelta(days=14)  # where a contest does not say
REMARK: Final = 10  # the fewest characters of a remark with which an entry is returned
ALIKE: Final = 78  # of 100: two titles of one day and medium are asked about

# Three degrees, encouragement and a special one (domain.md, section 4: award wording).
AWARDS: Final = (
    AwardFields(kind="degree", degree=1, name_ru="диплом I степени", name_be="дыплом I ступені"),
    AwardFields(kind="degree", degree=2, name_ru="диплом II степени", name_be="дыплом II ступені"),
    AwardFields(
        kind="degree", degree=3, name_ru="диплом III степени", name_be="дыплом III ступені"
    ),
    AwardFields(
        kind="encouragement", name_ru="поощрительный диплом", name_be="заахвочвальны дыплом"
    ),
    AwardFields(kind="special", name_ru="специальный диплом", name_be="спецыяльны дыплом"),
)

# A date («7.10.2026») and a page («с.5») are no address: the last part of a host is of letters.
_LINK: Final = re.compile(r"(https?://)?([\w-]+\.)+[^\W\d_]{2,}([/?#:]\S*)?", re.IGNORECASE)

# The repeats of the forms that hold an entry's files, with the question in each.
ALBUMS: Final[Mapping[str, str]] = {
    "photos": "photo",
    "before": "photo_before",
    "after": "photo_after",
    "scans": "scan",
}


def is_like_link(text: str) -> bool:
    """Tell whether a typed text is an address on the web and nothing else."""
    return _LINK.fullmatch(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Lack:
    """Files that an entry still needs."""

    role: str
    have: int
    least: int


def lacking(
    contest: Contest, have: Mapping[str, int], medium_kind: str | None = None
) -> tuple[Lack, ...]:
    """Return what an entry with so many files of each role still lacks, in the form's order."""
    return tuple(
        Lack(one.role, have.get(one.role, 0), one.least)
        for one in sorted(contest.materials, key=lambda one: list(ALBUMS).index(one.role))
        if one.medium_kind in {None, medium_kind} and have.get(one.role, 0) < one.least
    )


def too_many(contest: Contest, have: Mapping[str, int]) -> Material | None:
    """Return the material of which an entry has more files than the contest takes."""
    return next((one for one in contest.materials if have.get(one.role, 0) > one.most), None)


def days_left(contest: Contest, today: date) -> int:
    """Return the days until the last day; 0 on that day, negative afterwards."""
    return (contest.closes_on - today).days


def corrected_until(contest: Contest) -> date:
    """Return the last day on which a returned entry is waited for."""
    return contest.judging_until_on or contest.closes_on + _JUDGING


def open_on(known: Iterable[Contest], today: date) -> list[Contest]:
    """Return the contests that take entries, the next to close first."""
    taking = [one for one in known if one.is_open(today)]
    return sorted(taking, key=lambda one: (one.closes_on, one.contest_id))


def entrants(everybody: Everybody) -> list[Staff]:
    """Return who enters contests: the librarians of libraries that are open today."""
    here = {key for key, one in everybody.libraries.items() if one.is_open(everybody.today)}
    return [
        one
        for one in everybody.staff.values()
        if one.is_active and one.role == "librarian" and here & set(one.library_ids)
    ]


def alike(known: Iterable[Entry], title: str) -> Entry | None:
    """Return the publication most like a title among those of the same medium and day."""
    from rapidfuzz import fuzz  # noqa: PLC0415  # lazy: only a saved publication needs it

    wanted = folded(title)
    rated: list[tuple[float, Entry]] = []
    for one in known:
        other = folded(one.title)
        rated.append((max(fuzz.ratio(wanted, other), fuzz.token_sort_ratio(wanted, other)), one))
    score, found = max(rated, key=lambda one: one[0], default=(0.0, None))
    return found if score >= ALIKE else None


# A title is often told in the other language: the letters that differ are folded.
_TWINS: Final = str.maketrans("іўёъэы", "иуеьеи")


def folded(title: str) -> str:
    """Return a title without case, quotation marks and the letters of one language only."""
    plain = title.casefold().translate(_TWINS).replace("ь", "").replace("’", "").replace("'", "")
    return " ".join(re.findall(r"\w+", plain))
