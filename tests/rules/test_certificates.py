"""Numbers of certificates that nobody guesses and anybody can copy; who has reached one."""

import math
from datetime import date
from itertools import cycle

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import certificates as rules
from storage.records.attendance import Progress

# Each capital of a Russian or Belarusian keyboard that looks like a sign of the numbers.
LOOKS_LIKE = dict(zip("ACEHKMPTXY3", "АСЕНКМРТХУЗ", strict=True))
SEPARATORS = st.sampled_from(["", " ", "-", "–", " - ", "/", "  "])
parts = st.text(st.sampled_from(rules.ALPHABET), min_size=12, max_size=12)


def number(key: int, year: int, signs: str) -> str:
    return f"{key}/{year}-{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def test_a_number_has_over_fifty_bits_that_nobody_knows() -> None:
    """Each of the twelve signs is chosen by itself from all of the alphabet."""
    asked: list[str] = []
    signs = cycle(rules.ALPHABET)

    def choose(offered: str) -> str:
        asked.append(offered)
        return next(signs)

    assert rules.random_part(choose) == "3457-9ACD-EFHJ"
    assert asked == [rules.ALPHABET] * 12
    assert len(set(rules.ALPHABET)) == len(rules.ALPHABET)
    assert 12 * math.log2(len(rules.ALPHABET)) > 52
    assert len({rules.random_part() for _ in range(1_000)}) == 1_000


def test_no_two_signs_of_a_number_look_alike() -> None:
    """Neither on paper nor read out by telephone."""
    for pair in ("0O", "0D", "1I", "1L", "IL", "2Z", "5S", "6G", "8B", "UV", "VY", "OQ", "QD"):
        assert len(set(pair) & set(rules.ALPHABET)) <= 1, pair


@given(st.integers(1, 99_999), st.integers(2026, 2099), parts, st.data())
def test_a_number_is_read_however_it_is_typed(
    key: int, year: int, signs: str, data: st.DataObject
) -> None:
    """In any case, with any spaces and dashes, with Cyrillic letters that look the same."""
    typed = [
        data.draw(st.sampled_from([one, one.lower(), LOOKS_LIKE.get(one, one)])) for one in signs
    ]
    typed = [data.draw(st.sampled_from([one, one.lower()])) for one in typed]
    text = "".join(one + data.draw(SEPARATORS) for one in typed)
    lead = data.draw(st.sampled_from(["", "№ ", "№", " N ", "No. "]))
    given_text = f"{lead}{key}{data.draw(SEPARATORS)}{year}{data.draw(SEPARATORS)}{text}"
    if len(given_text) <= rules.LONGEST:
        assert rules.read(given_text) == number(key, year, signs)
        assert rules.is_meant(given_text)


@given(st.integers(1, 10**9 - 1), st.integers(2000, 2099), parts)
def test_the_link_of_a_code_carries_the_number(key: int, year: int, signs: str) -> None:
    """In Telegram's alphabet and length."""
    made = number(key, year, signs)
    link = rules.payload(made)
    assert set(link) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    assert len(link) <= 64
    assert rules.read(rules.of_payload(link) or "") == made


def test_what_is_no_number_is_left_to_others() -> None:
    """A date, a count, a code of a session, a whole visit, a long text."""
    for text in (
        "", "12", "4812", "10/2026", "15.10.2026", "1 240", "Деревная 15.10 отбор", "№ 12",
        "17/2026", "Акт 17/2026 от 3 мая" * 5, "1/2 2026", "cert_",
    ):  # fmt: skip
        assert (rules.read(text), rules.is_meant(text)) == (None, False), text
    assert rules.is_meant("12/2027-ACDE-3457-WXY")
    assert rules.read("12/2027-ACDE-3457-WXY") is None
    assert rules.read("12/2027-ACDE-3457-WXYRR") is None
    assert rules.of_payload("here_x") is None


@given(
    st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=30),
    st.integers(0, 100),
)
def test_the_threshold_counts_hours_and_not_sessions(
    held: list[tuple[int, bool]], threshold: int
) -> None:
    """Half hours add up; who was at everything has reached every threshold."""
    hours = [halves / 2 for halves, _ in held]
    there = [halves / 2 for halves, was in held if was]
    found = rules.standing(Progress(5, len(there), sum(there), len(hours), sum(hours)), threshold)
    halves, all_halves = int(2 * sum(there)), int(2 * sum(hours))
    assert found.percent == 100 * halves // all_halves
    assert found.is_reached == (halves > 0 and 100 * halves >= threshold * all_halves)


def test_nothing_held_is_nothing_reached() -> None:
    """Also where the threshold is none."""
    for progress in (Progress(5, 0, 0.0, 0, 0.0), Progress(5, 0, 0.0, 4, 8.0)):
        assert rules.standing(progress, 0) == rules.Standing(progress, 0, is_reached=False)


def test_of_a_name_only_the_first_letters_are_told() -> None:
    assert rules.initials("Закладкина Нина Ивановна") == "З. Н. И."
    assert rules.initials("Смит Джон ") == "С. Д."


def test_a_certificate_says_all_its_fields_but_the_picture() -> None:
    said = rules.Paper(
        number="1/2027-X", holder="Закладкина", title="Азы", hours="18", sessions="9",
        on=date(2027, 5, 25), institution="ГУК", bot="@bot",
    ).values("25 мая 2027 г.")  # fmt: skip
    assert {*said, "qr"} >= set(rules.FIELDS)
    assert (said["class"], said["date"], said["year"]) == ("Азы", "25 мая 2027 г.", "2027")
