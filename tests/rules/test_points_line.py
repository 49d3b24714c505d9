"""Points typed in one line: whatever stands between them, and every mistake found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.points_line import SEPARATORS, Line, TooHigh, example, read

MOST = (10, 10, 10, 10, 5, 5)  # of the contest «Создать новый образ»
LIMITS = st.lists(st.integers(1, 100), min_size=1, max_size=12)


@pytest.mark.parametrize(
    "text",
    [
        "8 9 7 10 4 5",
        "8,9,7,10,4,5",
        "8, 9; 7 10\n4\t5",
        "  8   9 7 10 4 5.",
        "8;9;7;10;4;5;",
        "08 9 7 10 4 5",
    ],
)
def test_a_line_however_it_is_typed(text: str) -> None:
    line = read(text, MOST)
    assert line == Line((8, 9, 7, 10, 4, 5), 6)
    assert line.is_right


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # T36: one is missing, and the fifth is above its limit
        ("8 9 7 10 6", Line((8, 9, 7, 10, 6), 6, (), (TooHigh((5, 6), 5),))),
        ("11 9 7 10 4 6", Line((11, 9, 7, 10, 4, 6), 6, (),
                               (TooHigh((1, 2, 3, 4), 10), TooHigh((5, 6), 5)))),
        ("8 9 7 10 4 5 1", Line((8, 9, 7, 10, 4, 5, 1), 6)),
        ("8 9 семь 10 4 5", Line((8, 9, 10, 4, 5), 6, ("семь",))),
        ("8.5 9 7 10 4 5", Line((9, 7, 10, 4, 5), 6, ("8.5",))),
        ("-8 9 7 10 4 5", Line((9, 7, 10, 4, 5), 6, ("-8",))),
        ("٨ 9 7 10 4 5", Line((9, 7, 10, 4, 5), 6, ("٨",))),
        ("99999999999", Line((), 6, ("99999999999",))),
        (" ,; ", Line((), 6)),
    ],
)  # fmt: skip
def test_each_mistake_is_found(text: str, line: Line) -> None:
    assert read(text, MOST) == line
    assert not line.is_right


@given(limits=LIMITS, data=st.data())
def test_what_fits_is_read_back(limits: list[int], data: st.DataObject) -> None:
    """Any points within the limits, with anything allowed between them, come back unchanged."""
    points = tuple(data.draw(st.integers(0, limit)) for limit in limits)
    between = st.from_regex(SEPARATORS, fullmatch=True)
    text = "".join(f"{one}{data.draw(between)}" for one in points)
    assert read(text, limits) == Line(points, len(limits))


@given(limits=LIMITS, points=st.lists(st.integers(0, 120), max_size=14))
def test_right_is_as_many_as_wanted_each_within_its_limit(
    limits: list[int], points: list[int]
) -> None:
    line = read(" ".join(map(str, points)), limits)
    fits = all(given <= limit for given, limit in zip(points, limits, strict=False))
    assert line.points == tuple(points)
    assert line.is_right == (fits and len(points) == len(limits))


@given(text=st.text(max_size=60), limits=LIMITS)
def test_no_text_breaks_the_reading(text: str, limits: list[int]) -> None:
    """Whatever is typed, what is right has only points that can be kept."""
    line = read(text, limits)
    if line.is_right:
        assert all(0 <= given <= limit for given, limit in zip(line.points, limits, strict=True))


@given(limits=LIMITS)
def test_the_example_could_be_typed(limits: list[int]) -> None:
    assert read(" ".join(map(str, example(limits))), limits).is_right


def test_the_example_of_the_shipped_contest() -> None:
    assert example(MOST) == (8, 9, 7, 10, 4, 5)
