"""What the visit form says as a record, and back; recommendations are known again."""

from datetime import date

from bot.handlers import visit_answers
from storage.records.visits import Finding, NewRecommendation, Recommendation, Visit, VisitFields

ANSWERS = {
    "visited_on": "2026-10-06",
    "travellers": ["3", "4"],
    "library": "SL-03",
    "outcome": "held",
    "purposes": ["methodical_help"],
    "done_voice": "file-9",
    "more": {
        "staff_met": "заведующая",
        "findings": [{"area": "stock", "finding": "Тесно"}],
        "assessment": "good",
        "recommendations": [
            {"recommendation": "Снять лишнее", "responsible": "13", "deadline": "2026-12-01"}
        ],
        "photos": [{"photo": "file-1"}, {"photo": "file-2"}],
        "next_visit_on": "2026-12-10",
        "transport": "bus",
        "km": 42,
    },
}
FIELDS = VisitFields(
    library_id=7,
    visited_on=date(2026, 10, 6),
    outcome="held",
    purposes=("methodical_help",),
    done="",
    voice_file_id=9,
    assessment="good",
    staff_met="заведующая",
    next_visit_on=date(2026, 12, 10),
    findings=(Finding(area="stock", finding="Тесно"),),
    file_ids=(1, 2),
    travellers=(3, 4),
    transport="bus",
    km=42,
)


def a_recommendation(key: int, text: str, **changes: object) -> Recommendation:
    """Build a recommendation of visit 1 with defaults."""
    plain = {
        "visit_id": 1, "responsible_id": None, "deadline_on": None, "area": None,
        "state": "given", "state_reason": None, "library_id": 7, "author_id": 3,
        "visited_on": date(2026, 10, 6), "recommendation_id": key, "recommendation": text,
    }  # fmt: skip
    return Recommendation(**{**plain, **changes})  # type: ignore[arg-type]


def a_visit(**changes: object) -> Visit:
    """Build a saved visit that says what `FIELDS` say."""
    said = {name: getattr(FIELDS, name) for name in FIELDS.__dataclass_fields__}
    kept = {
        "visit_id": 1, "trip_id": 1, "staff_id": 3, "entered_by": 3, "source": "chat",
        "submission_id": None, "confirmation": "none", "confirmed_by": None, "dispute": None,
        "recommendations": (), "created_at": "", "updated_at": "", "removed_at": None,
        "removed_by": None, "removed_reason": None,
    }  # fmt: skip
    return Visit(**{**said, **kept, **changes})


def test_a_submission_becomes_the_fields_of_a_record():
    assert visit_answers.stated(ANSWERS, 7) == FIELDS


def test_the_least_submission_has_defaults():
    least = {"visited_on": "2026-10-06", "library": "SL-03", "outcome": "closed"}

    closed = VisitFields(library_id=7, visited_on=date(2026, 10, 6), outcome="closed")
    assert visit_answers.stated(least, 7) == closed


def test_a_record_becomes_a_submission():
    given = a_recommendation(5, "Снять лишнее", responsible_id=13, deadline_on=date(2026, 12, 1))
    gone = a_recommendation(6, "Снята", state="withdrawn")

    said = visit_answers.answers_of(a_visit(recommendations=(given, gone)), "SL-03")
    assert said == {
        "visited_on": date(2026, 10, 6),
        "travellers": (3, 4),
        "library": "SL-03",
        "outcome": "held",
        "purposes": ("methodical_help",),
        "done": "",
        "done_voice": "file-9",
        "more": {
            **ANSWERS["more"],
            "recommendations": [
                {
                    "recommendation": "Снять лишнее",
                    "responsible": 13,
                    "deadline": date(2026, 12, 1),
                    "recommendation_area": None,
                }
            ],
            "next_visit_on": date(2026, 12, 10),
        },
    }


def test_recommendations_are_known_by_text_then_in_order():
    old = (
        a_recommendation(5, "Снять лишнее"),
        a_recommendation(6, "Завести тетрадь"),
        a_recommendation(7, "Снята", state="withdrawn"),
    )
    said = ("Завести тетрадь", "Снять всё лишнее", "Новая")
    answers = {"more": {"recommendations": [{"recommendation": text} for text in said]}}

    assert visit_answers.recommended(answers, old) == (
        NewRecommendation(recommendation="Завести тетрадь", recommendation_id=6),
        NewRecommendation(recommendation="Снять всё лишнее", recommendation_id=5),
        NewRecommendation(recommendation="Новая"),
    )


def test_no_recommendations():
    assert visit_answers.recommended({}) == ()
