"""Screens of visits as values: what stands on a card depends on the record and its reader."""

from datetime import date

from bot.catalogs import translator
from bot.rules.periods import Period
from bot.screens import visit_card, visit_list, visits
from bot.screens.screen import Button
from bot.screens.visit_card import Around, May
from bot.screens.visit_list import Choices, Filter
from bot.screens.visits import Names
from storage.records.history import Change
from storage.records.visits import Counts, Finding, Recommendation, Visit

RU, BE = translator("ru"), translator("be")
NAMES = Names(
    library={7: "Деревная", 8: "Жировичи"}.__getitem__,
    person={3: "Аннотова С. Ю.", 5: "Закладкина Н. И."}.__getitem__,
    choice=lambda _, code: {"study": "Изучение работы", "bus": "Автобус"}.get(code, code),
)


def a_visit(**changes: object) -> Visit:
    """Build a visit with defaults."""
    plain = {
        "visit_id": 12, "trip_id": 7, "library_id": 7, "visited_on": date(2026, 10, 6),
        "purposes": ("study",), "done": "Смотрели <план>", "travellers": (3,), "staff_id": 3,
        "entered_by": 3, "source": "chat", "submission_id": None, "confirmation": "none",
        "confirmed_by": None, "dispute": None, "recommendations": (), "created_at": "",
        "updated_at": "", "removed_at": None, "removed_by": None, "removed_reason": None,
    }  # fmt: skip
    return Visit(**{**plain, **changes})  # type: ignore[arg-type]


def a_recommendation(**changes: object) -> Recommendation:
    """Build a recommendation with defaults."""
    plain = {
        "recommendation_id": 1, "visit_id": 12, "recommendation": "Снять лишнее",
        "responsible_id": None, "deadline_on": None, "area": None, "state": "given",
        "state_reason": None, "library_id": 7, "visited_on": date(2026, 10, 6), "author_id": 3,
    }  # fmt: skip
    return Recommendation(**{**plain, **changes})  # type: ignore[arg-type]


def test_a_card_escapes_what_was_typed():
    shown = visit_card.card(RU, a_visit(), NAMES, May(), Around())

    assert shown.text == (
        "<b>Выезд: Деревная, 6 октября 2026\u202fг.</b>\n"
        "Кто был: Аннотова С. Ю.\n"
        "Цель: Изучение работы.\n"
        "Сделано: «Смотрели &lt;план&gt;»\n"
        "Кто записал: Аннотова С. Ю."
    )
    assert shown.rows == (
        (Button("История", "visit.history:12"), Button("К списку", "visits.list")),
    )


def test_the_assessment_is_shown_only_to_who_may_see_it():
    rated = a_visit(assessment="good", findings=(Finding(area="stock", finding="Тесно"),))

    seen = visit_card.card(RU, rated, NAMES, May(assess=True), Around()).text.splitlines()
    hidden = visit_card.card(RU, rated, NAMES, May(), Around()).text.splitlines()
    assert [line for line in seen if line not in hidden] == ["Оценка: good."]
    assert visits.to_confirm(RU, rated, NAMES).text.splitlines() == [
        "Выезд в Вашу библиотеку (Деревная), 6 октября.",
        "Кто был: Аннотова С. Ю.",
        "Цель: Изучение работы.",
        "Сделано: «Смотрели &lt;план&gt;»",
        "Всё так?",
    ]


def test_transport_and_kilometres_stand_together():
    def line(**changes: object) -> str:
        return visit_card.card(RU, a_visit(**changes), NAMES, May(), Around()).text.splitlines()[4]

    assert line(transport="bus", km=42) == "Автобус, 42 км."
    assert line(transport="bus") == "Автобус."
    assert line(km=0) == "Километров: 0."


def test_withdrawn_recommendations_are_not_listed():
    gone = a_recommendation(state="withdrawn")
    done = a_recommendation(state="done", responsible_id=5, deadline_on=date(2026, 12, 1))

    assert visits.recommended_line(RU, a_visit(recommendations=(gone,)), NAMES) is None
    assert visits.recommended_line(BE, a_visit(recommendations=(gone, done)), NAMES) == (
        "Рэкамендацыі:\n• Снять лишнее; Закладкина Н. И.; тэрмін: 1 снежня; выканана"
    )


def test_a_voice_message_is_said_to_wait_for_its_text():
    assert visits.done_line(RU, a_visit(done="", voice_file_id=9)) == (
        "Сделано: голосовое сообщение, текст ещё нужен."
    )
    assert visits.done_line(RU, a_visit(done="", outcome="closed")) is None


def test_a_visit_without_purposes_says_none():
    assert visits.purposes_line(RU, a_visit(purposes=()), NAMES) is None


def test_both_counts_are_printed_with_spaces_in_thousands():
    assert visits.both_counts(RU, Counts(1440, 61)) == (
        "С начала года выездов в библиотеки: 1\u00a0440 (поездок: 61)."
    )


def test_history_leaves_out_inner_columns_and_hides_the_assessment():
    change = Change(
        at="2026-10-15T06:28:00Z", staff_id=3, subject="visits", subject_id="12",
        action="moved", old={"needs_text": 1, "assessment": None, "km": None},
        new={"needs_text": 0, "assessment": "good", "km": 42}, reason=None,
    )  # fmt: skip
    told = visit_card.entry_of(change, "15.10.2026 09:28", "Аннотова С. Ю.", lambda _, v: str(v))

    assert visit_card.history(RU, a_visit(), NAMES, [told], assess=False).text.splitlines()[
        2:
    ] == ["15.10.2026 09:28, Аннотова С. Ю.: изменено. километров: None → 42"]
    assert visit_card.history(RU, a_visit(), NAMES, [told], assess=True).text.splitlines()[2:] == [
        "15.10.2026 09:28, Аннотова С. Ю.: изменено. оценка: None → good; километров: None → 42"
    ]


def test_a_filter_comes_back_from_its_button():
    chosen = Filter(3, 7, Period("month", 2026, 10))

    assert chosen.press("list", 2) == "visits.list:3:7:month.2026-10:2"
    assert Filter.parse(chosen.press("list").split(":")[1:4]) == chosen
    assert Filter.parse(Filter().code.split(":")) == Filter()


def test_years_beside_are_offered_where_there_are_visits():
    shown = visit_list.months(RU, Filter(), 2026, (2025, 2026))

    assert shown.rows[-2:] == (
        (Button("2025", "visits.months:0:0:year.2025-1:0"),),
        (Button("Назад", "visits.list:0:0:0:0"),),
    )


def test_choices_go_by_pages():
    options = tuple((key, f"Село {key}") for key in range(1, 13))
    shown = visit_list.choose(RU, Filter(), Choices("libraries", options, page=1))

    assert shown.rows == (
        (Button("Все библиотеки", "visits.list:0:0:0:0"),),
        (
            Button("Село 11", "visits.list:0:11:0:0"),
            Button("Село 12", "visits.list:0:12:0:0"),
        ),
        (Button("Ещё варианты (2 из 2)", "visits.libraries:0:0:0:0"),),
        (Button("Назад", "visits.list:0:0:0:0"),),
    )
