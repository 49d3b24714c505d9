"""The questionnaire that stands in the template: every column is used once. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

Cells = tuple[str, str]  # in a Russian and in a Belarusian workbook

SURVEY: Final[tuple[Mapping[str, Cells], ...]] = (
    {
        "type": ("целое", "цэлае"),
        "name": ("users", "users"),
        "label ru": ("Зарегистрировано пользователей с начала года",) * 2,
        "label be": ("Зарэгістравана карыстальнікаў з пачатку года",) * 2,
        "hint ru": ("По дневнику работы, на последний день месяца",) * 2,
        "hint be": ("Паводле дзённіка работы, на апошні дзень месяца",) * 2,
        "required": ("да", "так"),
        "constraint": ("от 0 до 100 000", "ад 0 да 100 000"),
        "constraint_message ru": ("Число от 0 до 100 000, пожалуйста.",) * 2,
        "constraint_message be": ("Лік ад 0 да 100 000, калі ласка.",) * 2,
        "compare": ("год", "год"),
        "ask_if": (
            ". > прошлое * 1,3 или . < прошлое * 0,7",
            ". > мінулае * 1,3 або . < мінулае * 0,7",
        ),
        "check_message ru": ("В прошлый раз было: ${last-saved#users}. Всё верно?",) * 2,
        "check_message be": ("Мінулы раз было: ${last-saved#users}. Усё правільна?",) * 2,
    },
    {
        "type": ("целое", "цэлае"),
        "name": ("visits", "visits"),
        "label ru": ("Посещения с начала года",) * 2,
        "label be": ("Наведванні з пачатку года",) * 2,
        "required": ("да", "так"),
        "constraint": ("не меньше 0", "не менш за 0"),
        "constraint_message ru": ("Меньше нуля не бывает.",) * 2,
        "constraint_message be": ("Менш за нуль не бывае.",) * 2,
        "compare": ("год", "год"),
        "ask_if": ("меньше users", "менш за users"),
        "check_message ru": ("Посещений меньше, чем пользователей. Всё верно?",) * 2,
        "check_message be": ("Наведванняў менш, чым карыстальнікаў. Усё правільна?",) * 2,
    },
    {
        "type": ("вычисление", "вылічэнне"),
        "name": ("visits_per_user", "visits_per_user"),
        "calculation": ("округлить(visits / users, 1)", "акругліць(visits / users, 1)"),
    },
    {
        "type": ("да/нет", "так/не"),
        "name": ("internet", "internet"),
        "label ru": ("Интернет работает?",) * 2,
        "label be": ("Інтэрнэт працуе?",) * 2,
        "required": ("да", "так"),
        "compare": ("прошлый раз", "мінулы раз"),
    },
    {
        "type": ("число", "лік"),
        "name": ("speed", "speed"),
        "label ru": ("Скорость, Мбит/с",) * 2,
        "label be": ("Хуткасць, Мбіт/с",) * 2,
        "relevant": ("internet = да", "internet = так"),
    },
    {
        "type": ("один из помещение", "адзін з памяшканне"),
        "name": ("premises", "premises"),
        "label ru": ("Помещение",) * 2,
        "label be": ("Памяшканне",) * 2,
        "required": ("да", "так"),
        "compare": ("прошлый раз", "мінулы раз"),
    },
    {
        "type": ("текст", "тэкст"),
        "name": ("repair", "repair"),
        "label ru": ("Что нужно отремонтировать?",) * 2,
        "label be": ("Што трэба адрамантаваць?",) * 2,
        "relevant": (
            "premises = нужен ремонт или premises = опасно",
            "premises = патрэбны рамонт або premises = небяспечна",
        ),
    },
    {
        "type": ("несколько из помощь", "некалькі з дапамога"),
        "name": ("wishes", "wishes"),
        "label ru": ("Чем Вам помочь?",) * 2,
        "label be": ("Чым Вам дапамагчы?",) * 2,
    },
    {
        "type": ("текст", "тэкст"),
        "name": ("wish", "wish"),
        "label ru": ("Напишите подробнее",) * 2,
        "label be": ("Напішыце падрабязней",) * 2,
        "relevant": ("wishes содержит другое", "wishes змяшчае іншае"),
    },
    {
        "type": ("фото", "фота"),
        "name": ("photo", "photo"),
        "label ru": ("Фото, если есть что показать",) * 2,
        "label be": ("Фота, калі ёсць што паказаць",) * 2,
    },
)
_PREMISES: Final = ("помещение", "памяшканне")
_HELP: Final = ("помощь", "дапамога")
CHOICES: Final[tuple[tuple[Cells, str, str, str], ...]] = (
    (_PREMISES, "ok", "Всё в порядке", "Усё ў парадку"),
    (_PREMISES, "repair", "Нужен ремонт", "Патрэбны рамонт"),
    (_PREMISES, "danger", "Опасно", "Небяспечна"),
    (_HELP, "visit", "Приехать к нам", "Прыехаць да нас"),
    (_HELP, "training", "Научить", "Навучыць"),
    (_HELP, "other", "Другое", "Іншае"),
)
SETTINGS: Final[Mapping[str, Cells]] = {
    "form_title": ("Пример анкеты", "Прыклад анкеты"),
    "form_id": ("primer", "pryklad"),
    "version": ("1", "1"),
    "default_language": ("рус", "бел"),
}
