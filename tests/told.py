"""Facts of a report as values: nothing happened but what is given."""

from collections.abc import Mapping
from datetime import date

from bot.rules.periods import Period
from bot.rules.report_facts import Facts, NamedContest, NamedPublication
from storage.measures import MEASURES
from storage.records.publications import Publication
from storage.records.report import Number

YEAR = Period("year", 2020)
NOTHING: Mapping[str, float] = {}


def a_publication(
    title: str, kind: str, *, contest: NamedContest | None = None, **changes: object
):
    """Build a publication of 2020 as the report names it."""
    plain = {
        "series": "scenarios", "issued_year": 2020, "publication_id": 1, "created_by": 1,
        "created_at": "2020-12-01T09:00:00Z",
    }  # fmt: skip
    about = Publication(title=title, kind=kind, **{**plain, **changes})  # type: ignore[arg-type]
    return NamedPublication(about=about, contest=contest)


def facts(
    numbers: Mapping[str, float] = NOTHING,
    before: Mapping[str, float] = NOTHING,
    **changes: object,
) -> Facts:
    """Build facts; `numbers` and `before`: the measures that are not zero."""
    plain = {
        "span": YEAR,
        "today": date(2021, 1, 11),
        "standing": "open",
        "institution": "Районная библиотека",
        "counts_trips": False,
        "contests": dict.fromkeys(("contests_continued", "contests_new", "contests_readers"), ()),
        "classes": (),
        "publications": {"scenarios": (), "methodical": ()},
        "purposes": (),
        "campaigns": (),
        "rounds_since": None,
    }
    return Facts(
        **{**plain, **changes},  # type: ignore[arg-type]
        numbers={name: Number(numbers.get(name, 0)) for name in MEASURES},
        before={name: Number(before.get(name, 0)) for name in MEASURES},
    )
