"""What the visit form says as a record, and a record as the form's answers; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from storage.records.visits import Finding, NewRecommendation, Recommendation, Visit, VisitFields


def stated(answers: Mapping[str, Any], library_id: int) -> VisitFields:
    """Return what a submission of the form says about a visit."""
    more = answers.get("more", {})
    voice = answers.get("done_voice")
    next_visit = more.get("next_visit_on")
    return VisitFields(
        library_id=library_id,
        visited_on=date.fromisoformat(answers["visited_on"]),
        outcome=answers.get("outcome", "held"),
        purposes=tuple(answers.get("purposes", ())),
        done=answers.get("done", ""),
        voice_file_id=_file_id(voice) if voice else None,
        assessment=more.get("assessment"),
        staff_met=more.get("staff_met", ""),
        next_visit_on=date.fromisoformat(next_visit) if next_visit else None,
        findings=tuple(
            Finding(area=one["area"], finding=one["finding"]) for one in more.get("findings", ())
        ),
        file_ids=tuple(_file_id(one["photo"]) for one in more.get("photos", ())),
        travellers=tuple(int(one) for one in answers.get("travellers", ())),
        transport=more.get("transport"),
        km=more.get("km"),
    )


def recommended(
    answers: Mapping[str, Any], old: Sequence[Recommendation] = ()
) -> tuple[NewRecommendation, ...]:
    """Return the recommendations of a submission, known again among the `old` ones.

    They are known by their text; what is left over on both sides is paired in order, so that
    a corrected word stays the same recommendation.
    """
    new = [_recommendation(one) for one in answers.get("more", {}).get("recommendations", ())]
    left = [item for item in old if item.state != "withdrawn"]
    known: list[int | None] = []
    for item in new:
        match = next((one for one in left if one.recommendation == item.recommendation), None)
        known.append(match.recommendation_id if match else None)
        if match:
            left.remove(match)
    rest = iter(left)
    paired = [key if key is not None else _next_id(rest) for key in known]
    areas = {item.recommendation_id: item.area for item in old}
    return tuple(
        replace(item, recommendation_id=key, area=item.area or areas.get(key or 0))
        for item, key in zip(new, paired, strict=True)
    )


def answers_of(visit: Visit, code: str) -> dict[str, Any]:
    """Return a record as the form's submission; `code` is the library's."""
    live = [item for item in visit.recommendations if item.state != "withdrawn"]
    more = {
        "staff_met": visit.staff_met,
        "findings": [{"area": one.area, "finding": one.finding} for one in visit.findings],
        "assessment": visit.assessment,
        "recommendations": [_told(item) for item in live],
        "photos": [{"photo": file_name(one)} for one in visit.file_ids],
        "next_visit_on": visit.next_visit_on,
        "transport": visit.transport,
        "km": visit.km,
    }
    return {
        "visited_on": visit.visited_on,
        "travellers": visit.travellers,
        "library": code,
        "outcome": visit.outcome,
        "purposes": visit.purposes,
        "done": visit.done,
        "done_voice": file_name(visit.voice_file_id) if visit.voice_file_id else "",
        "more": more,
    }


def file_name(file_id: int) -> str:
    """Return the name by which the form knows a stored file."""
    return f"file-{file_id}"


def _file_id(name: str) -> int:
    return int(name.removeprefix("file-"))


def _next_id(rest: Any) -> int | None:
    item = next(rest, None)
    return None if item is None else int(item.recommendation_id)


def _recommendation(said: Mapping[str, Any]) -> NewRecommendation:
    deadline, responsible = said.get("deadline"), said.get("responsible")
    return NewRecommendation(
        recommendation=said["recommendation"],
        responsible_id=int(responsible) if responsible else None,
        deadline_on=date.fromisoformat(deadline) if deadline else None,
        area=said.get("recommendation_area") or None,
    )


def _told(item: Recommendation) -> dict[str, Any]:
    return {
        "recommendation": item.recommendation,
        "responsible": item.responsible_id,
        "deadline": item.deadline_on,
        "recommendation_area": item.area,
    }
