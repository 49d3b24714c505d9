"""What people type, as values: every form of a number, date and time that the texts promise."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from bot.errors import BadAnswerError
from bot.forms import inputs

TODAY = date(2026, 10, 15)  # a Thursday
NOW = datetime(2026, 10, 15, 9, 28, 31, tzinfo=UTC)
NBSP, THIN, MINUS = "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1240", 1240),
        (" 1 240 ", 1240),
        (f"1{NBSP}240", 1240),
        (f"1{THIN}240", 1240),
        ("1'240", 1240),
        ("12 345 678", 12345678),
        (f"{MINUS}5", -5),
        ("- 5", -5),
        ("+5", 5),
        ("007", 7),
        ("0.", 0),
        ("14 чел.", 14),
        ("14 двароў", 14),
        ("23 экземпляра", 23),
        ("300 р.", 300),
    ],
)
def test_a_whole_number(text, number):
    assert inputs.parse_integer(text) == number


@pytest.mark.parametrize(
    "text", ["", "abc", "12,5", "12.5", "12 тыс", "12 40", "1e5", "٣", "1.240.500", "9" * 16]
)
def test_what_is_not_a_whole_number_says_so_with_the_words_typed(text):
    with pytest.raises(BadAnswerError) as refusal:
        inputs.parse_integer(text)
    assert refusal.value.text.startswith("A whole number is needed, for example 1240.")
    assert refusal.value.values == {"text": text}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        (f"1{NBSP}240,50", "1240.50"),
        ("1240", "1240"),
        ("−0,25", "-0.25"),
        ("300,5 руб.", "300.5"),
        ("12.0", "12"),
    ],
)
def test_a_number_with_a_comma_or_a_point(text, number):
    assert str(inputs.parse_decimal(text)) == number
    assert inputs.parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "12,5,3", ",", "полтора", "1.240,50"])
def test_what_is_not_a_number(text):
    with pytest.raises(BadAnswerError) as refusal:
        inputs.parse_decimal(text)
    assert refusal.value.values == {"text": text}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Да", True),
        ("да, верно", True),
        ("Так", True),
        ("Так, правільна", True),
        ("усё так", True),
        ("YES!", True),
        ("+", True),
        ("Нет", False),
        ("не", False),
        ("Ні", False),
        ("неверно", False),
        ("no", False),
        ("нет, не надо", False),
        ("\N{EN DASH}", False),
    ],
)
def test_yes_and_no(text, answer):
    assert inputs.parse_yes_no(text) is answer


@pytest.mark.parametrize("text", ["", "может быть", "датой", "нетто"])
def test_neither_yes_nor_no(text):
    with pytest.raises(BadAnswerError):
        inputs.parse_yes_no(text)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("Сегодня", "2026-10-15", "2026-10-15"),
        ("сёння", "2026-10-15", "2026-10-15"),
        ("today", "2026-10-15", "2026-10-15"),
        ("Вчера!", "2026-10-14", "2026-10-14"),
        ("учора", "2026-10-14", "2026-10-14"),
        ("позавчера", "2026-10-13", "2026-10-13"),
        ("пазаўчора", "2026-10-13", "2026-10-13"),
        ("завтра", "2026-10-16", "2026-10-16"),
        ("заўтра", "2026-10-16", "2026-10-16"),
        ("послезавтра", "2026-10-17", "2026-10-17"),
        ("5.03", "2026-03-05", "2027-03-05"),
        ("5,3", "2026-03-05", "2027-03-05"),
        ("5 3", "2026-03-05", "2027-03-05"),
        ("5/3", "2026-03-05", "2027-03-05"),
        ("15.10", "2026-10-15", "2026-10-15"),
        ("16.10", "2025-10-16", "2026-10-16"),
        ("29.02", "2024-02-29", "2028-02-29"),
        ("05.03.2026", "2026-03-05", "2026-03-05"),
        ("5.03.26г.", "2026-03-05", "2026-03-05"),
        ("5-3-26", "2026-03-05", "2026-03-05"),
        ("2026-03-05", "2026-03-05", "2026-03-05"),
        ("12 апреля", "2026-04-12", "2027-04-12"),
        ("12-го апреля 2025 года", "2025-04-12", "2025-04-12"),
        ("12 красавіка", "2026-04-12", "2027-04-12"),
        ("апреля 12", "2026-04-12", "2027-04-12"),
        ("12 April", "2026-04-12", "2027-04-12"),
        ("April 12th, 2025", "2025-04-12", "2025-04-12"),
        ("12апр", "2026-04-12", "2027-04-12"),
        ("21 снежня", "2025-12-21", "2026-12-21"),
        ("5-го", "2026-10-05", "2026-11-05"),
        ("31 числа", "2026-08-31", "2026-10-31"),
        ("вторник", "2026-10-13", "2026-10-20"),
        ("в пятницу", "2026-10-09", "2026-10-16"),
        ("чацвер", "2026-10-15", "2026-10-15"),
        ("чт", "2026-10-15", "2026-10-15"),
        ("в прошлый вторник", "2026-10-13", "2026-10-13"),
        ("у мінулы аўторак", "2026-10-13", "2026-10-13"),
        ("прошлый четверг", "2026-10-08", "2026-10-08"),
        ("last Friday", "2026-10-09", "2026-10-09"),
        ("в эту субботу", "2026-10-17", "2026-10-17"),
        ("у наступную сераду", "2026-10-21", "2026-10-21"),
        ("3 дня назад", "2026-10-12", "2026-10-12"),
        ("два дня назад", "2026-10-13", "2026-10-13"),
        ("неделю назад", "2026-10-08", "2026-10-08"),
        ("2 тыдні таму", "2026-10-01", "2026-10-01"),
        ("через неделю", "2026-10-22", "2026-10-22"),
        ("праз 3 дні", "2026-10-18", "2026-10-18"),
        ("месяц назад", "2026-09-15", "2026-09-15"),
    ],
)
def test_a_date_as_typed(text, past, future):
    found = [inputs.parse_date(text, TODAY), inputs.parse_date(text, TODAY, prefer="future")]
    assert found == [date.fromisoformat(past), date.fromisoformat(future)]


@pytest.mark.parametrize(
    "text",
    [
        *("", "5", "31.02", "13.13", "30.02.2026", "0.0", "апрель", "9 утра", "Деревная"),
        *("позапрошлый вторник", "в очень старый вторник", "12 фонда", "привет всем", "40 числа"),
    ],
)
def test_what_is_not_a_date(text):
    with pytest.raises(BadAnswerError) as refusal:
        inputs.parse_date(text, TODAY)
    assert refusal.value.values == {"text": text}


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        ("9-30", time(9, 30)),
        ("930", time(9, 30)),
        ("1430", time(14, 30)),
        ("9", time(9)),
        ("в 9", time(9)),
        ("9 ч 30 мин", time(9, 30)),
        ("9 гадзін", time(9)),
        ("7 вечера", time(19)),
        ("7 ранку", time(7)),
        ("12 ночи", time(0)),
        ("12 дня", time(12)),
        ("9 pm", time(21)),
        ("поўдзень", time(12)),
        ("полночь", time(0)),
    ],
)
def test_a_time_as_typed(text, clock):
    assert inputs.parse_time(text) == clock


@pytest.mark.parametrize("text", ["", "24:00", "25", "9:3", "999", "9:75", "10-12", "вечером"])
def test_what_is_not_a_time(text):
    with pytest.raises(BadAnswerError):
        inputs.parse_time(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("завтра 9:30", datetime(2026, 10, 16, 9, 30, tzinfo=UTC)),
        ("9:30 завтра", datetime(2026, 10, 16, 9, 30, tzinfo=UTC)),
        ("5.03 в 9:30", datetime(2026, 3, 5, 9, 30, tzinfo=UTC)),
        ("05.03.2026, 14:00", datetime(2026, 3, 5, 14, tzinfo=UTC)),
        ("2026-03-05T14:00", datetime(2026, 3, 5, 14, tzinfo=UTC)),
        ("2026-03-05 14:00:59", datetime(2026, 3, 5, 14, tzinfo=UTC)),
        ("учора а 9", datetime(2026, 10, 14, 9, tzinfo=UTC)),
        ("завтра в 7 вечера", datetime(2026, 10, 16, 19, tzinfo=UTC)),
        ("9:30", datetime(2026, 10, 15, 9, 30, tzinfo=UTC)),
        ("в 9.30", datetime(2026, 10, 15, 9, 30, tzinfo=UTC)),
        ("сейчас", datetime(2026, 10, 15, 9, 28, tzinfo=UTC)),
    ],
)
def test_a_moment_as_typed(text, moment):
    assert inputs.parse_datetime(text, NOW) == moment


@pytest.mark.parametrize("text", ["", "5", "вчера", "привет 9:30", "31.02 9:30"])
def test_what_is_not_a_moment(text):
    with pytest.raises(BadAnswerError):
        inputs.parse_datetime(text, NOW)
