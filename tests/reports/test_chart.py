"""Charts: which questions and libraries are drawn, and that the picture holds them."""

from pathlib import Path

from bot.catalogs import translator
from bot.reports import chart
from bot.reports.chart import Bar, Chart
from storage.summaries import Pair, Times

T = translator("ru")
SPAN = Times(1, "2026-10", "2025-10")


def test_the_control_indicators_come_first_and_nothing_is_divided_by_nothing():
    pairs = [
        Pair(1, "events", 40, 20),
        Pair(1, "loans", 300, 200),
        Pair(1, "users", 10, 0),
        Pair(1, "visits", 60, 50),
        Pair(1, "stock", 60, 50),
    ]
    found = chart.chosen(pairs, ("users", "visits", "loans", "stock", "events"))
    assert list(found) == ["visits", "loans", "stock"]


def test_bars_go_from_growth_to_fall():
    pairs = [Pair(1, "visits", 50, 100), Pair(2, "visits", 150, 100), Pair(3, "visits", 100, 100)]
    made = chart.chart(T, "Посещения", SPAN, pairs, {1: "Павлово", 2: "Деревная", 3: "Озерница"})
    assert made == Chart(
        "Посещения",
        "Изменение: Октябрь 2025 - Октябрь 2026",
        (Bar("Деревная", 50.0), Bar("Озерница", 0.0), Bar("Павлово", -50.0)),
        0.0,
    )


def test_of_many_libraries_the_ends_are_drawn(tmp_path: Path):
    """Of 2,500 the twelve that grew most and the twelve that fell most; the rest is counted."""
    pairs = [Pair(n, "visits", 1000 + n, 1000) for n in range(2500)]
    names = {n: f"Библиотека {n}" for n in range(2500)}
    made = chart.chart(T, "Посещения с начала года", SPAN, pairs, names)
    shown = [bar.library for bar in made.bars]
    assert shown == [
        *(f"Библиотека {n}" for n in range(2499, 2487, -1)),
        *(f"Библиотека {n}" for n in range(11, -1, -1)),
    ]
    assert made.left_out == 2476
    path = tmp_path / "chart.png"
    chart.draw(T, made, path)
    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
