"""Roubles with two decimals everywhere, other numbers as short as they are."""

import pytest

from bot.catalogs import translator
from bot.forms.turns import Kind
from bot.screens import amounts

PAID = "Платные услуги с начала года, руб."


@pytest.mark.parametrize(
    ("kind", "label", "value", "shown"),
    [
        (Kind.DECIMAL, PAID, 985.5, "985,50"),
        (Kind.DECIMAL, PAID, 86, "86,00"),
        (Kind.DECIMAL, PAID, 1234.0, "1\u00a0234,00"),
        (Kind.DECIMAL, "Платныя паслугі, руб.", 0.05, "0,05"),
        (Kind.DECIMAL, "Скорость, Мбит/с", 50.5, "50,5"),
        (Kind.DECIMAL, "Скорость, Мбит/с", 50.0, "50"),
        (Kind.DECIMAL, "Вырубка леса, га", 2.5, "2,5"),
        (Kind.INTEGER, "Сколько рублей собрано?", 300, "300"),
    ],
)
def test_a_number_by_its_question(kind: Kind, label: str, value: float, shown: str) -> None:
    """The label says whether roubles are meant; whole roubles asked as such stay whole."""
    assert amounts.number(translator("ru"), value, kind, label) == shown


def test_roubles_in_english() -> None:
    label = "Paid services since the beginning of the year, BYN"
    assert amounts.number(translator("en"), 1985.5, Kind.DECIMAL, label) == "1,985.50"


@pytest.mark.parametrize(
    ("measure", "value", "shown"),
    [
        ("figure_paid_fact", 985.5, "985,50"),
        ("figure_paid_fact", 19853.1, "19\u00a0853,10"),
        ("figure_paid_fact", 0, "0,00"),
        ("learning_hours", 33.0, "33"),
        ("session_hours", 4.5, "4,5"),
        ("visits", 1144, "1\u00a0144"),
    ],
)
def test_a_number_of_the_report_by_its_measure(measure: str, value: float, shown: str) -> None:
    assert amounts.of_measure(translator("be"), measure, value) == shown
    assert amounts.signed(translator("ru"), measure, -value) == (
        f"−{shown}" if value else f"+{shown}"
    )
