"""A summary of many questions and many numbers that stand out: by pages, nothing lost."""

from dataclasses import replace
from datetime import date

from bot.catalogs import translator
from bot.forms import builtin, compared
from bot.rules.outliers import Outlier
from bot.screens import monitoring_summary as screens
from bot.screens.monitoring_summary import Standing, Summary, Total
from storage.records.monitoring import Campaign

T = translator("ru")
CAMPAIGN = Campaign(
    campaign_id=7,
    part="autumn",
    period="2026-10",
    first_on=date(2026, 1, 1),
    last_on=date(2026, 9, 30),
    opens_on=date(2026, 10, 1),
    closes_on=date(2026, 10, 20),
    version="1",
)
USERS = compared.fields(builtin.load("monitoring"))["users"]
SUMMARY = Summary(CAMPAIGN, "2025-10", 3, 0, (), (), (), (), 0)


def totals(count: int) -> tuple[Total, ...]:
    """Return as many questions, each with a number of its own."""
    return tuple(Total(USERS, 3, 1000.0 + n, 3, 100.0, 80.0) for n in range(count))


def test_many_questions_go_on_the_next_page():
    about = replace(SUMMARY, totals=totals(60))
    pages = [screens.summary(T, about, page) for page in range(3)]
    said = [line for one in pages for line in one.text.split("\n") if "пользователей" in line]
    label = "Зарегистрировано пользователей с начала года"
    assert said == [f"{label}: 1\xa0{n:03d} (+25 %)" for n in range(60)]
    first = next(button for row in pages[0].rows for button in row)
    assert (first.label, first.press) == ("Ещё (1 из 3)", "campaign.summary:7:1:all")
    last = next(button for row in pages[2].rows for button in row)
    assert (last.label, last.press) == ("Ещё (3 из 3)", "campaign.summary:7:0:all")
    assert screens.summary(T, about, 3) == pages[0]


def test_a_question_known_of_fewer_libraries_says_of_how_many():
    about = replace(SUMMARY, totals=(*totals(1), Total(USERS, 3, 50.0, 1, 20.0, 10.0), *totals(1)))
    said = screens.summary(T, about).text.split("\n")
    assert said[6] == "Зарегистрировано пользователей с начала года: 50 (+100 %, библиотек: 1)"


def test_numbers_that_stand_out_go_by_pages():
    found = [
        Standing(Outlier(n, "users", 200, 100, 1.0), n, f"Библиотека {n}", USERS)
        for n in range(20)
    ]
    screen = screens.outliers(T, CAMPAIGN, found[8:16], 20, 1)
    presses = [button.press for row in screen.rows for button in row]
    assert presses == [
        *(f"unit.card:{n}" for n in range(8, 16)),
        "campaign.outliers:7:2",
        "campaign.summary:7:0",
    ]
    assert screen.text.split("\n")[2] == (
        "Библиотека 8. Зарегистрировано пользователей с начала года: 200, год назад 100 (+100 %)"
    )
