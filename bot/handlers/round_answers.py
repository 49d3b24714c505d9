"""What the round form says as a record, and a record as the form's answers; pure."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from storage.records.rounds import RoundFields, Tally

MAIN: Final = {  # the form's question: the tally's number
    "households": "households",
    "home": "home",
    "readers": "readers",
    "new": "new_readers",
    "not_reading": "not_reading",
}
MORE: Final = (
    "reregistered", "issued", "returned", "homebound", "debtors", "invited", "leaflets",
)  # fmt: skip
LISTED: Final = {  # the tally's mapping: the group, what is named, its count
    "reasons": ("why", "reason", "reason_count"),
    "ages": ("later", "age", "age_count"),
    "wishes": ("later", "wish", "wish_count"),
    "titles": ("later", "title", "title_count"),
}


def stated(answers: Mapping[str, Any], library_id: int) -> RoundFields:
    """Return what a submission of the form says about a round."""
    settlement = answers.get("settlement")
    return RoundFields(
        library_id=library_id,
        made_on=date.fromisoformat(answers["walked_on"]),
        settlement_id=int(settlement) if settlement else None,
        street=answers.get("street", ""),
        purpose=answers["purpose"],
        partners=tuple(answers.get("partners", ())),
        tally=_tally(answers),
    )


def _tally(answers: Mapping[str, Any]) -> Tally:
    later = answers.get("later", {})
    values: dict[str, Any] = {name: answers[question] for question, name in MAIN.items()}
    values |= {name: later.get(name, 0) for name in MORE}
    values |= {name: _counted(answers, name) for name in LISTED}
    return Tally(**values)


def _counted(answers: Mapping[str, Any], name: str) -> dict[str, int]:
    """Return a counted list; what was named twice is added up."""
    group, what, count = LISTED[name]
    counts: Counter[str] = Counter()
    for one in answers.get(group, {}).get(name, ()):
        if one.get(what):
            counts[one[what]] += one.get(count, 0)
    return dict(counts)


def answers_of(said: RoundFields, code: str) -> dict[str, Any]:
    """Return a record as the form's submission; `code` is the library's."""
    tally = said.tally
    later: dict[str, Any] = {name: getattr(tally, name) or None for name in MORE}
    lists = {name: _instances(tally, name) for name in LISTED}
    reasons = lists.pop("reasons")
    return {
        "walked_on": said.made_on,
        "library": code,
        "settlement": said.settlement_id,
        "purpose": said.purpose,
        "partners": said.partners,
        "street": said.street,
        **{question: getattr(tally, name) for question, name in MAIN.items()},
        "asked": tally.asked,
        "why": {"reasons": reasons},
        "later": {**later, **lists},
    }


def _instances(tally: Tally, name: str) -> list[dict[str, Any]]:
    _, what, count = LISTED[name]
    return [{what: item, count: number} for item, number in getattr(tally, name).items()]
