"""A person's name as it is said, listed, hidden and searched, in both languages."""

import pytest

from bot.rules import names
from bot.rules.names import Name

NINA = Name("Закладкина", "Нина", "Ивановна", "Закладкіна", "Ніна", "Іванаўна")
RUSSIAN_ONLY = Name("Редакторов", "Игорь", "Львович")
BELARUSIAN_ONLY = Name("", "", "", "Кніжнік", "Павел", "Андрэевіч")
HALF = Name("Полкина", "Людмила", "Николаевна", "", "Людміла", "")


@pytest.mark.parametrize(
    ("person", "language", "expected"),
    [
        (NINA, "ru", "Нина Ивановна | Закладкина Н. И. | Закладкина Нина Ивановна | З. Н. И."),
        (NINA, "be", "Ніна Іванаўна | Закладкіна Н. І. | Закладкіна Ніна Іванаўна | З. Н. І."),
        (NINA, "en", "Нина Ивановна | Закладкина Н. И. | Закладкина Нина Ивановна | З. Н. И."),
        (
            RUSSIAN_ONLY,
            "be",
            "Игорь Львович | Редакторов И. Л. | Редакторов Игорь Львович | Р. И. Л.",
        ),
        (
            BELARUSIAN_ONLY,
            "ru",
            "Павел Андрэевіч | Кніжнік П. А. | Кніжнік Павел Андрэевіч | К. П. А.",
        ),
        (HALF, "be", "Людмила Николаевна | Полкина Л. Н. | Полкина Людмила Николаевна | П. Л. Н."),
        (Name("Смит", "Джон"), "ru", "Джон | Смит Д. | Смит Джон | С. Д."),
        (Name("Мадонна", ""), "ru", "Мадонна | Мадонна | Мадонна | М."),
        (Name("", "", "", "", "Ніна"), "be", "Ніна | Н. | Ніна | Н."),
        (Name("", ""), "ru", " |  |  | "),
    ],
)
def test_the_forms_of_a_name(person, language, expected):
    forms = [
        form(person, language).replace("\N{NO-BREAK SPACE}", " ")
        for form in (names.greeting, names.short, names.full, names.initials)
    ]
    assert " | ".join(forms) == expected


def test_initials_do_not_part_from_the_surname():
    assert names.short(NINA, "ru") == "Закладкина\N{NO-BREAK SPACE}Н.\N{NO-BREAK SPACE}И."


def test_a_colleague_is_searched_by_every_form_once():
    found = [label.replace("\N{NO-BREAK SPACE}", " ") for label in names.labels(RUSSIAN_ONLY)]
    assert found == ["Редакторов Игорь Львович", "Редакторов И. Л.", "Игорь Львович"]
    assert len(names.labels(NINA)) == 6
