"""Distances between the sample libraries and their order from where a person stands."""

import pytest

from bot.rules import nearby

SLONIM, ZHIROVICHI, OZERNITSA = (53.083, 25.317), (53.013, 25.345), (53.083, 25.029)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (SLONIM, ZHIROVICHI, 8.0),
        (SLONIM, OZERNITSA, 19.2),
        (SLONIM, SLONIM, 0.0),
        ((0.0, 0.0), (0.0, 180.0), 20015.1),
        ((0.0, 179.9), (0.0, -179.9), 22.2),
    ],
)
def test_distances(one, other, km):
    assert round(nearby.distance_km(one, other), 1) == km
    assert nearby.distance_km(one, other) == pytest.approx(nearby.distance_km(other, one))


def test_the_nearest_library_comes_first_and_those_without_coordinates_last():
    points = {"Павлово": None, "Озерница": OZERNITSA, "Жировичи": ZHIROVICHI, "Кракотка": None}
    found = nearby.nearest((53.01, 25.34), points, points.get)
    assert [(name, km and round(km)) for name, km in found] == [
        ("Жировичи", 0),
        ("Озерница", 22),
        ("Павлово", None),
        ("Кракотка", None),
    ]
