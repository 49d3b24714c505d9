"""Who may take a question, when it is reminded of, which card a reply is about."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import guidance, workdays
from bot.rules.due import Pace, Person, Step
from storage.records.guidance import Question

THURSDAY = date(2026, 10, 15)
PACE = Pace(ZoneInfo("Europe/Minsk"))
MON_TO_FRI = Person(3)


def a_question(**changes: object) -> Question:
    plain: dict[str, object] = {
        "question_id": 1, "staff_id": 5, "asked_at": "2026-10-15T06:28:00Z", "answered_at": None,
        "answered_by": None, "taken_by": None, "taken_at": None,
        "waits_since": "2026-10-15T06:28:00Z", "closed_at": None, "closed_by": None,
    }  # fmt: skip
    return Question(**{**plain, **changes})  # type: ignore[arg-type]


def test_two_working_days_then_two_more() -> None:
    """A weekend does not count, nor does a holiday of the state (7 November)."""
    assert guidance.steps(THURSDAY, 2, MON_TO_FRI, PACE) == (
        Step("wait_1", date(2026, 10, 19)), Step("wait_2", date(2026, 10, 21)),
    )  # fmt: skip
    assert guidance.steps(THURSDAY, 4, MON_TO_FRI, PACE)[0].on == date(2026, 10, 21)
    assert guidance.workdays_after(date(2026, 12, 24), 1, MON_TO_FRI, PACE) == date(2026, 12, 28)
    assert [
        guidance.is_late(THURSDAY, THURSDAY + timedelta(days=n), MON_TO_FRI, PACE)
        for n in range(6)
    ] == [False, False, False, False, True, True]


@settings(deadline=None)  # the first day of a year reads its holidays
@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 6))
def test_the_nth_working_day_is_one_and_n_lie_between(day: date, count: int) -> None:
    found = guidance.workdays_after(day, count, MON_TO_FRI, PACE)
    days = (day + timedelta(days=n) for n in range(1, (found - day).days + 1))
    worked = [one for one in days if workdays.is_workday(one, MON_TO_FRI.week, PACE.calendar)]
    assert len(worked) == count
    assert worked[-1] == found


def test_who_may_take_a_question() -> None:
    def may(who: int, *, is_here: bool, **changes: object) -> bool:
        return guidance.can_take(a_question(**changes), who, taker_is_here=is_here)

    assert may(3, is_here=False)
    assert not may(5, is_here=False)
    assert not may(3, is_here=True, taken_by=4)
    assert may(3, is_here=False, taken_by=4)
    assert not may(3, is_here=False, taken_by=3)
    assert not may(3, is_here=False, closed_at="2026-10-15T06:28:00Z")


def test_a_closed_one_opens_again_within_two_weeks() -> None:
    assert guidance.reopens(THURSDAY, date(2026, 10, 29))
    assert not guidance.reopens(THURSDAY, date(2026, 10, 30))


@given(st.integers(1, 10**9), st.sampled_from(["Вопрос №", "Пытанне №", "Question No."]))
def test_the_card_says_its_number(number: int, name: str) -> None:
    assert guidance.number_on(f"{name} {number}. От кого: вопрос № 5") == number
    assert guidance.number_on(f"Ответ отправлен.\n\nВаш {name.lower()} {number}.\nтекст") == number


def test_other_messages_are_no_card() -> None:
    for text in (
        "", "Сертификат № 5 действителен.", "Конкурсная работа № 3", "15 октября: вопросник № 4",
        "На сегодня дел нет.",
        "Ольга Станиславовна, сегодня 15 октября.\n1. Вопрос № 1 от коллеги: Аннотова С. Ю.",
    ):  # fmt: skip
        assert guidance.number_on(text) is None
