"""What is typed as a correction: any number that is written is read back, or named as wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadAnswerError
from bot.rules import report_corrections as rules


@given(st.integers(-999_999_999, 999_999_999).filter(bool), st.sampled_from(["-", "−", "–"]))
def test_a_whole_number_is_read_as_it_is_written(number: int, minus: str) -> None:
    written = f"{number:,}".replace(",", "\u00a0").replace("-", minus)
    assert rules.number(written, is_decimal=False) == number


@given(st.decimals("0.01", "99999", places=2))
def test_decimals_only_where_the_number_has_them(number: object) -> None:
    written = f"{number}".replace(".", ",")
    assert rules.number(written, is_decimal=True) == float(f"{number}")
    if not written.endswith(",00"):
        with pytest.raises(BadAnswerError):
            rules.number(written, is_decimal=False)


@pytest.mark.parametrize("typed", ["", "много", "0", "-0,0", "1.234", "--4", "9" * 10])
def test_what_is_no_correction(typed: str) -> None:
    with pytest.raises(BadAnswerError):
        rules.number(typed, is_decimal=True)


def test_the_ground_is_one_line_of_ten_characters() -> None:
    assert rules.ground(" по  бумажному\nжурналу ") == "по бумажному журналу"
    for typed in ("журнал", "я" * 301):
        with pytest.raises(BadAnswerError):
            rules.ground(typed)
