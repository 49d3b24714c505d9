"""Remarks are typed one after another; what has hardly changed is said without per cent."""

import pytest
from world import World

from bot.catalogs import translator
from bot.forms import builtin, compared
from bot.screens import review
from storage.records.monitoring import Figure


async def test_remarks_are_typed_one_after_another(demo: World) -> None:
    """After a remark the number of the next question is understood as such."""
    lyudmila, svetlana = demo.chat(1008), demo.chat(1003)
    await lyudmila.start()
    await svetlana.send("/monitoring")
    await svetlana.press("Проверить: 3")
    await svetlana.press("Василевичи")
    await svetlana.press("Вернуть вопрос")
    await svetlana.send("4 Сверьте с дневником")
    assert await svetlana.send("6. Проверьте по формулярам") == [
        (
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Замечаний к отправке: 2.\n"
            "4. Посещения с начала года: 2\xa0960. «Сверьте с дневником»\n"
            "6. Выдано документов с начала года: 3\xa0050. «Проверьте по формулярам»\n"
            "Отправить библиотеке или вернуть ещё один вопрос?"
        ),
    ]
    assert await svetlana.send("9") == [
        (
            "Василевичи\n"
            "9. Платные услуги с начала года, руб.: 86,00\n"
            "Что уточнить? Напишите одной строкой, не меньше 10 знаков.\n"
            "Без фамилий и телефонов жителей, пожалуйста."
        ),
    ]
    assert await svetlana.send("Сколько по квитанциям?") == [
        (
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Замечаний к отправке: 3.\n"
            "4. Посещения с начала года: 2\xa0960. «Сверьте с дневником»\n"
            "6. Выдано документов с начала года: 3\xa0050. «Проверьте по формулярам»\n"
            "9. Платные услуги с начала года, руб.: 86,00. «Сколько по квитанциям?»\n"
            "Отправить библиотеке или вернуть ещё один вопрос?"
        ),
    ]
    assert await svetlana.press("Отправить") == [
        ("Лист на уточнении. Библиотека: Василевичи.\nКому отправлены замечания: Полкина Л. Н.")
    ]
    assert await svetlana.send("4 Ещё раз про посещения") == [
        ("Что сделать с этим сообщением?\nНажмите кнопку. Отправлено случайно? Тогда «Ничего».")
    ]
    [told] = await lyudmila.news()
    assert told.split("\n")[0] == "Людмила Николаевна, уточните, пожалуйста, 3 ответа."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", ["больше на 22", "больше на 0,50", "меньше на 6", "больше на 51, на 1 %"]),
        ("be", ["больш на 22", "больш на 0,50", "менш на 6", "больш на 51, на 1 %"]),
    ],
)
def test_a_change_below_half_a_per_cent_has_no_per_cent(language, said):
    """22 books of 5 049 are «больше на 22», not «на 0 %»."""
    t, stock = translator(language), Figure("2026-04", "stock", 5049.0)
    paid = Figure("2026-04", "paid_fact", 400.0)
    fields = compared.fields(builtin.load("monitoring"))
    assert [
        review.difference(t, fields["stock"], 5071, stock),
        review.difference(t, fields["paid_fact"], 400.5, paid),
        review.difference(t, fields["stock"], 5043, stock),
        review.difference(t, fields["stock"], 5100, stock),
    ] == said
