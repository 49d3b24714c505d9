"""Names in an answer that all will read: found in any case, taken out whole."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import faq_names

NAMES = ["Деревная", "Дзераўная", "Большие Шиловичи", "Закладкина", "Корешкова", "Кніжнік"]


def test_names_are_found_as_written() -> None:
    text = (
        "В Деревной спросите Закладкину Н. И., у Дзераўной так жа, ДЕРЕВНАЯ. "
        "Телефон +375 29 123-45-67. Деревянный стеллаж, закладки в книгах."
    )
    assert faq_names.named(text, NAMES) == (
        "Деревной", "Закладкину", "Дзераўной", "ДЕРЕВНАЯ", "+375 29 123-45-67",
    )  # fmt: skip
    assert faq_names.named("Списывайте по акту № 5 от 15.10.2026.", NAMES) == ()
    assert faq_names.named("В Деревной", []) == ()


def test_names_are_taken_out_with_their_initials() -> None:
    assert faq_names.without("Спросите у Закладкиной Н. И., она в Деревной.", NAMES) == (
        "Спросите у …, она в …."
    )
    assert faq_names.without("Ответила Н. И. Закладкина.", NAMES) == "Ответила …."
    assert faq_names.without("Звоните: +375 29 123-45-67, до 17", []) == "Звоните: …, до 17"
    assert faq_names.without("Большие Шиловичи и другие", NAMES) == "… и другие"


def test_who_is_greeted_is_a_name_and_a_writer_is_not() -> None:
    text = (
        "Галина Фёдоровна, раз в месяц. Пётр Александрович, да! Спросите у Нины Ильиничны. "
        "Надзея Іванаўна, так. Читали книги: Максим Богданович и Янка Купала."
    )
    assert faq_names.named(text, []) == (
        "Галина Фёдоровна", "Пётр Александрович", "Нины Ильиничны", "Надзея Іванаўна",
    )  # fmt: skip
    assert faq_names.without(text, []) == (
        "…, раз в месяц. …, да! Спросите у …. …, так. Читали книги: Максим Богданович и Янка "
        "Купала."
    )


@given(st.lists(st.sampled_from([*NAMES, "акт", "в", "Н.", "И.,", "Списание"]), max_size=12))
def test_nothing_of_a_name_is_left(words: list[str]) -> None:
    text = faq_names.without(" ".join(words), NAMES)
    assert faq_names.named(text, NAMES) == ()
