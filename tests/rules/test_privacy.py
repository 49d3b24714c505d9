"""Numbers of residents among the honest numbers of a library's day."""

import pytest

from bot.rules import privacy
from bot.rules.privacy import Finding

GUILTY = {
    "phone": (
        "+375 29 123-45-67",
        "+375291234567",
        "+375(29)123-45-67",
        "+375 (1562) 2-34-56",
        "00375 29 123 45 67",
        "375291234567",
        "375 33 123 45 67",
        "8 029 123-45-67",
        "8-029-123-45-67",
        "8(029)1234567",
        "80291234567",
        "8 01562 2-34-56",
        "8 (01562) 5-12-34",
        "8 017 293-27-90",
        "029 123-45-67",
        "(029) 123 45 67",
        "0291234567",
        "01562 5-12-34",
        "01562 51234",
        "29 123-45-67",
        "33 1234567",
        "291234567",
        "123-45-67",
        "51-23-45",
        "2-34-56",
        "+7 916 123-45-67",
        "+375\N{NO-BREAK SPACE}29\N{NO-BREAK SPACE}123\N{NON-BREAKING HYPHEN}45–67",
    ),
    "document": (
        "AB1234567",
        "МР 1234567",
        "kh1234567",
        "КН№1234567",
        "3120585A012PB1",
        "3120585А012РВ1",
        "4010190K045BA3",
    ),
    "address": (
        "ул. Ленина, 5",
        "улица Якуба Коласа, д. 12",
        "ул.Советская 14а",
        "ул. Я. Коласа, 3, кв. 7",
        "ул. 17 Сентября, 5",
        "вул. Леніна, д. 3",
        "вуліца Садовая, 11/2",
        "пер. Садовый, 3",
        "завулак Школьны, 6",
        "ул ленина 5",
        "д. 14, кв. 3",
        "дом 12",
        "кв. 15",
        "пр-т Мира, 20",
    ),
}
TOLD = (
    ("phone", "Её тел. 51234", "51234"),
    ("phone", "телефон: 2 34 56", "2 34 56"),
    ("phone", "звоните по номеру 234567", "234567"),
    ("phone", "тэлефон 5-03-26", "5-03-26"),
    ("phone", "Viber 1234567", "1234567"),
    ("document", "паспорт 1234567", "1234567"),
    ("document", "паспорт серия МР № 1234567", "МР № 1234567"),
    ("document", "пасведчанне № 123456", "123456"),
)
HONEST = (
    "1240",
    "1 240",
    "12 345 678",
    "1 240,50 руб.",
    "8 012 345 руб.",
    "12,5",
    "2026",
    "2025-2026",
    "2025/2026 учебный год",
    "5.03",
    "05.03.2026",
    "5-03-26",
    "12-10-26",
    "2026-10-15",
    "01.01.2026-31.12.2026",
    "9:30-18:00",
    "с 11.00 до 14.00",
    "инв. № 123456",
    "инв. № 1234567",
    "инвентарный номер 12-34-56",
    "инвентарные номера 45678-45701",
    "№ 45678",
    "ISBN 978-985-01-1234-5",
    "ISBN 985-01-1234-5",
    "ISBN 5-17-012345-6",
    "9789850112345",
    "ISSN 1234-5678",
    "УНП 291234567",
    "ББК 84(4Беи)6",
    "УДК 025.5",
    "акт № 12-34-56",
    "ГОСТ 7.60-2003",
    "BY13NBRB3600900000002Z00AB7D",
    "8 9 7 10 4 5",
    "14 дворов, 11 жителей",
    "3 не читают",
    "выдано на дом 3 книги",
    "на дом 12",
    "по ул. Ленина 14 дворов",
    "ул. Ленина",
    "ул. 17 Сентября",
    "улица Садовая, 15 домов",
    "IV кв. 2026 года",
    "4 кв. 12 книг",
    "45 кв. м",
    "зав. отделом, 2 методиста",
    "и пр. книги 5",
    "в пер. 5 руб.",
    "по ул. Ленина было 14 отказов",
    "инв. № AB1234567",
    "внесли в дом 2 стула",
    "т. 2, с. 45-47",
    "класс 5-11",
    "телефон есть у 12 человек",
    "выставка к 80-летию",
    "70х90/16, 320 с.",
)


@pytest.mark.parametrize(
    ("kind", "secret"), [(kind, secret) for kind, many in GUILTY.items() for secret in many]
)
@pytest.mark.parametrize(
    "frame", ["{}", "Живёт одна, {}.", "{}, записать", "Бабушка ({}), 80 лет"]
)
def test_a_resident_s_number_is_found_whole(kind, secret, frame):
    text = frame.format(secret)
    start = text.index(secret)
    assert privacy.findings(text) == (Finding(kind, start, start + len(secret), secret),)


@pytest.mark.parametrize(("kind", "text", "secret"), TOLD)
def test_what_is_called_a_phone_or_a_document_is_one(kind, text, secret):
    start = text.index(secret)
    assert privacy.findings(text) == (Finding(kind, start, start + len(secret), secret),)


@pytest.mark.parametrize("text", HONEST)
@pytest.mark.parametrize("frame", ["{}", "Сверено: {}.", "{} и другое"])
def test_honest_numbers_are_left_alone(text, frame):
    assert privacy.findings(frame.format(text)) == ()


def test_there_are_enough_examples():
    assert (sum(map(len, GUILTY.values())) + len(TOLD) >= 40, len(HONEST) >= 40) == (True, True)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Просит романы, тел. +375 29 123-45-67", "Просит романы"),
        ("Просит романы (8 029 123-45-67), детективы", "Просит романы, детективы"),
        ("ул. Ленина, 5: не читают, паспорт AB1234567.", "не читают."),
        ("Звонить: 2-34-56, 51-23-45 и вечером", "и вечером"),
        ("Живёт на ул. Ленина, 5, читает  газеты", "Живёт на, читает газеты"),
        ("AB1234567", ""),
        ("Честный текст: 14 дворов", "Честный текст: 14 дворов"),
    ],
)
def test_the_rest_of_the_text_stays(text, left):
    assert privacy.without(text, privacy.findings(text)) == left


def test_a_letter_that_grows_when_capital_does_not_move_the_finding():
    text = "ß AB1234567"
    assert [found.text for found in privacy.findings(text)] == ["AB1234567"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Иванова Анна", True),
        ("Анна Петровна Иванова", True),
        ("Иванова А. П.", True),
        ("А.П. Иванова", True),
        ("Пераплётава Ганна", True),
        ("Ромашка", False),
        ("Ромашка на лугу", False),
        ("Книга и Я", False),
        ("", False),
    ],
)
def test_what_is_like_a_name(text: str, expected: bool) -> None:  # noqa: FBT001  # a table
    assert privacy.is_like_name(text) is expected
