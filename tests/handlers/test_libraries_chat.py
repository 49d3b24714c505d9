"""Libraries in conversation: the list by council, search, cards, closing and reopening."""

import pytest
from world import World

from storage import staff

ADMIN, METHODIST, METHODIST_BE = 1015, 1003, 1004
LIBRARIAN, LIBRARIAN_BE, TWO_LIBRARIES, JUROR = 1005, 1009, 1010, 1014
NOW = "2026-10-15T06:28:00Z"
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
LIST = (
    "12 библиотек.\n"
    "Деревновский: Деревная, Новоселки\n"
    "Деревянчицкий: Большие Шиловичи, Деревянчицы\n"
    "Жировичский: Жировичи\n"
    "Мижевичский: Мижевичи\n"
    "Новодевятковичский: Новодевятковичи\n"
    "Озерницкий: Озерница\n"
    "Нажмите библиотеку или напишите её название либо населённый пункт."
)
SL_06 = (
    "Интегрированная библиотека агрогородка Василевичи\n"
    "SL-06; сельская библиотека; сельсовет: Сеньковщинский.\n"
    "Часы работы: пн-пт · 10:00-17:00.\n"
    "Обслуживает: Василевичи (151 двор, 370 жителей).\n"
    "Сотрудники: Полкина Людмила Николаевна, библиотекарь."
)


async def speak(world: World, code: str, language: str) -> None:
    """Let a person of the sample speak another language."""
    async with world.db.write() as tx:
        person = await staff.by_code(tx, code)
        await staff.set_language(tx, person.staff_id, language, now=NOW)


async def test_the_list_is_by_council_with_pages(world: World):
    methodist = world.chat(METHODIST)
    assert await methodist.send("/libraries") == [LIST]
    assert methodist.buttons == [
        ["Деревная", "Новоселки"],
        ["Большие Шиловичи", "Деревянчицы"],
        ["Жировичи", "Мижевичи"],
        ["Новодевятковичи", "Озерница"],
        ["Следующие", "Закрытые: 1"],
    ]
    assert await methodist.press("Следующие") == [
        (
            "12 библиотек.\n"
            "Павловский: Павлово\n"
            "Сеньковщинский: Василевичи, Сеньковщина\n"
            "г. Слоним: Центральная\n"
            "Нажмите библиотеку или напишите её название либо населённый пункт."
        ),
    ]
    assert methodist.buttons == [
        ["Павлово", "Василевичи"],
        ["Сеньковщина", "Центральная"],
        ["Предыдущие", "Закрытые: 1"],
    ]
    assert await methodist.press("Предыдущие") == [LIST]
    assert await methodist.press("Закрытые: 1") == [
        (
            "1 закрытая библиотека.\n"
            "без сельсовета: Кракотка\n"
            "Нажмите библиотеку или напишите её название либо населённый пункт."
        ),
    ]
    assert methodist.buttons == [["Кракотка"], ["Открытые: 12"]]
    assert await methodist.press("Кракотка") == [
        (
            "Библиотека деревни Кракотка (закрыта; дата условная)\n"
            "SL-13; сельская библиотека.\n"
            "Закрыта с 31 декабря 2021\u202fг.; записи сохранены.\n"
            "Сотрудника сейчас нет.\n"
            "Выездов сюда пока нет."
        ),
    ]
    assert methodist.buttons == [["Паспорт", "Карточка года"], ["К списку"]]
    assert await methodist.press("К списку") == [LIST]


async def test_a_typed_name_or_settlement_finds(world: World):
    methodist = world.chat(METHODIST)
    await methodist.send("/libraries")
    assert await methodist.send("Хорошевичи") == [
        (
            "Интегрированная библиотека агрогородка Деревная\n"
            "SL-03; сельская библиотека; сельсовет: Деревновский.\n"
            "Часы работы: вт-чт, сб-вс · 11:00-14:00, 15:00-18:00.\n"
            "Обслуживает: Деревная (221 двор, 590 жителей); Хорошевичи (58 дворов, 112 "
            "жителей).\n"
            "Сотрудники: Закладкина Нина Ивановна, библиотекарь 0.75.\n"
            "Последние выезды:\n"
            "• 6 октября 2026\u202fг.: Расставлен фонд детской литературы"
        ),
    ]
    assert methodist.buttons == [
        ["Закладкина Н. И."],
        ["Выезды сюда", "Обходы"],
        ["Рекомендации", "Паспорт"],
        ["Карточка года", "На карте"],
        ["К списку"],
    ]
    assert await methodist.send("шиловичи") == [
        (
            "Интегрированная библиотека агрогородка Большие Шиловичи\n"
            "SL-09; сельская библиотека; сельсовет: Деревянчицкий.\n"
            "Часы работы: ср, пт · 10:00-17:00.\n"
            "Обслуживает: Большие Шиловичи (128 дворов, 310 жителей); Гловсевичи (34 "
            "двора, 57 жителей); Капусты (19 дворов, 28 жителей).\n"
            "Сотрудники: Формулярова Елена Сергеевна, библиотекарь 0.5 + 0.5.\n"
            "Выездов сюда пока нет."
        ),
    ]
    assert methodist.buttons == [
        ["Формулярова Е. С."],
        ["Паспорт", "Карточка года"],
        ["На карте", "К списку"],
    ]
    assert await methodist.send("деревн") == [
        ("По слову «деревн» нашлось: 2.\nНажмите библиотеку или напишите другое название."),
    ]
    assert methodist.buttons == [["Деревная", "Новоселки"], ["К списку"]]
    assert await methodist.send("щщщщ") == [
        "По слову «щщщщ» библиотека не нашлась. Напишите другое название."
    ]
    assert methodist.buttons == [["К списку"]]


async def test_the_card_shows_visits_and_the_place(world: World):
    methodist = world.chat(METHODIST)
    await methodist.send("/libraries")
    assert await methodist.send("Жировичи") == [
        (
            "Интегрированная библиотека агрогородка Жировичи\n"
            "SL-02; сельская библиотека; сельсовет: Жировичский.\n"
            "Часы работы: вт-сб · 10:00-18:00.\n"
            "Обслуживает: Жировичи (640 дворов, 2\u00a0100 жителей).\n"
            "Сотрудники: Корешкова Галина Фёдоровна, библиотекарь.\n"
            "Последние выезды:\n"
            "• 18 августа 2026\u202fг.: Обновлена выставка ко Дню библиотек"
        ),
    ]
    assert methodist.buttons == [
        ["Корешкова Г. Ф."],
        ["Выезды сюда", "Рекомендации"],
        ["Паспорт", "Карточка года"],
        ["На карте", "К списку"],
    ]
    assert await methodist.press("На карте") == ["[location]"]
    assert await methodist.press("Выезды сюда") == [
        (
            "Выезды: все годы; Жировичи\n"
            "Период открыт.\n"
            "Выездов в библиотеки: 1 (поездок: 1).\n"
            "18.08.26 Жировичи: Обновлена выставка ко Дню библиотек\n"
            "Нажмите выезд, чтобы открыть его карточку."
        ),
    ]
    await methodist.send("/libraries")
    assert await methodist.send("Новоселки") == [
        (
            "Интегрированная библиотека агрогородка Новоселки\n"
            "SL-04; сельская библиотека; сельсовет: Деревновский.\n"
            "Часы работы: вт, чт · 12:00-17:00.\n"
            "Обслуживает: Новоселки (96 дворов, 204 жителя).\n"
            "Сотрудники: Курсивова Валентина Егоровна, библиотекарь 0.25.\n"
            "Последние выезды:\n"
            "• 6 октября 2026\u202fг.: библиотека не работала"
        ),
    ]
    assert await methodist.send("Деревянчицы") == [
        (
            "Интегрированная библиотека агрогородка Деревянчицы\n"
            "SL-08; сельская библиотека; сельсовет: Деревянчицкий.\n"
            "Часы работы: пн, вт, чт · 10:00-17:00.\n"
            "Обслуживает: Деревянчицы (139 дворов, 350 жителей); Браково (31 двор, 49 "
            "жителей); Новая Стража (27 дворов, 44 жителя); Гуменики (22 двора, 35 "
            "жителей).\n"
            "Сотрудники: Формулярова Елена Сергеевна, библиотекарь 0.5 + 0.5.\n"
            "Последние выезды:\n"
            "• 13 октября 2026\u202fг.: нужен текст"
        ),
    ]
    assert await methodist.send("Большие Шиловичи") == [
        (
            "Интегрированная библиотека агрогородка Большие Шиловичи\n"
            "SL-09; сельская библиотека; сельсовет: Деревянчицкий.\n"
            "Часы работы: ср, пт · 10:00-17:00.\n"
            "Обслуживает: Большие Шиловичи (128 дворов, 310 жителей); Гловсевичи (34 "
            "двора, 57 жителей); Капусты (19 дворов, 28 жителей).\n"
            "Сотрудники: Формулярова Елена Сергеевна, библиотекарь 0.5 + 0.5.\n"
            "Выездов сюда пока нет."
        ),
    ]
    assert methodist.buttons == [
        ["Формулярова Е. С."],
        ["Паспорт", "Карточка года"],
        ["На карте", "К списку"],
    ]
    assert await methodist.send("Павлово") == [
        (
            "Павловская сельская библиотека\n"
            "SL-12; сельская библиотека; сельсовет: Павловский.\n"
            "Часы работы: чт, сб · 10:00-15:00.\n"
            "Обслуживает: Павлово (88 дворов, 190 жителей).\n"
            "Сотрудника сейчас нет.\n"
            "Последние выезды:\n"
            "• 14 мая 2026\u202fг.: Сверены инвентарные книги за 2025 год"
        ),
    ]
    assert methodist.buttons == [
        ["Выезды сюда", "Рекомендации"],
        ["Паспорт", "Карточка года"],
        ["К списку"],
    ]


async def test_a_librarian_sees_their_own_library(world: World):
    librarian = world.chat(LIBRARIAN)
    assert await librarian.send("/libraries") == [
        (
            "Интегрированная библиотека агрогородка Деревная\n"
            "SL-03; сельская библиотека; сельсовет: Деревновский.\n"
            "Часы работы: вт-чт, сб-вс · 11:00-14:00, 15:00-18:00.\n"
            "Обслуживает: Деревная (221 двор, 590 жителей); Хорошевичи (58 дворов, 112 "
            "жителей).\n"
            "Сотрудники: Закладкина Нина Ивановна, библиотекарь 0.75.\n"
            "Последние выезды:\n"
            "• 6 октября 2026\u202fг.: Расставлен фонд детской литературы"
        ),
    ]
    assert librarian.buttons == [
        ["Выезды сюда", "Обходы"],
        ["Рекомендации", "Паспорт"],
        ["Карточка года", "На карте"],
    ]
    assert await librarian.press("На карте") == ["[location]"]
    assert await librarian.press("Выезды сюда") == [
        (
            "Выезды: все годы; Деревная\n"
            "Период открыт.\n"
            "Выездов в библиотеки: 1 (поездок: 1).\n"
            "06.10.26 Деревная (без ответа): Расставлен фонд детской литературы\n"
            "Нажмите выезд, чтобы открыть его карточку."
        ),
    ]


async def test_a_librarian_of_two_libraries_chooses(world: World):
    elena = world.chat(TWO_LIBRARIES)
    assert await elena.send("/libraries") == [
        ("2 библиотеки.\nДеревянчицкий: Деревянчицы, Большие Шиловичи\nНажмите библиотеку."),
    ]
    assert elena.buttons == [["Деревянчицы", "Большие Шиловичи"]]
    assert await elena.press("Деревянчицы") == [
        (
            "Интегрированная библиотека агрогородка Деревянчицы\n"
            "SL-08; сельская библиотека; сельсовет: Деревянчицкий.\n"
            "Часы работы: пн, вт, чт · 10:00-17:00.\n"
            "Обслуживает: Деревянчицы (139 дворов, 350 жителей); Браково (31 двор, 49 "
            "жителей); Новая Стража (27 дворов, 44 жителя); Гуменики (22 двора, 35 "
            "жителей).\n"
            "Сотрудники: Формулярова Елена Сергеевна, библиотекарь 0.5 + 0.5.\n"
            "Последние выезды:\n"
            "• 13 октября 2026\u202fг.: нужен текст"
        ),
    ]
    assert elena.buttons == [
        ["Выезды сюда", "Обходы"],
        ["Паспорт", "Карточка года"],
        ["На карте", "К списку"],
    ]
    await elena.press("К списку")


async def test_libraries_in_belarusian(world: World):
    pavel = world.chat(METHODIST_BE)
    hanna = world.chat(LIBRARIAN_BE)
    assert await pavel.send("/libraries") == [
        (
            "12 бібліятэк.\n"
            "Азярніцкі: Азярніца\n"
            "Дзеравянчыцкі: Вялікія Шылавічы, Дзеравянчыцы\n"
            "Дзераўноўскі: Дзераўная, Навасёлкі\n"
            "Жыровіцкі: Жыровічы\n"
            "Міжэвіцкі: Міжэвічы\n"
            "Новадзевяткавіцкі: Новадзевяткавічы\n"
            "Націсніце бібліятэку або напішыце яе назву ці населены пункт."
        ),
    ]
    assert pavel.buttons == [
        ["Азярніца", "Вялікія Шылавічы"],
        ["Дзеравянчыцы", "Дзераўная"],
        ["Навасёлкі", "Жыровічы"],
        ["Міжэвічы", "Новадзевяткавічы"],
        ["Наступныя", "Зачыненыя: 1"],
    ]
    await pavel.press("Наступныя")
    assert await pavel.press("Зачыненыя: 1") == [
        (
            "1 зачыненая бібліятэка.\n"
            "без сельсавета: Кракотка\n"
            "Націсніце бібліятэку або напішыце яе назву ці населены пункт."
        ),
    ]
    assert await pavel.press("Кракотка") == [
        (
            "Бібліятэка вёскі Кракотка (зачынена; дата ўмоўная)\n"
            "SL-13; сельская бібліятэка.\n"
            "Зачынена з 31 снежня 2021\u202fг.; запісы захаваны.\n"
            "Супрацоўніка цяпер няма.\n"
            "Выездаў сюды пакуль няма."
        ),
    ]
    assert await pavel.send("Азярніца") == [
        (
            "Інтэграваная бібліятэка аграгарадка Азярніца\n"
            "SL-05; сельская бібліятэка; сельсавет: Азярніцкі.\n"
            "Гадзіны работы: вт-сб · 11:00-18:00.\n"
            "Абслугоўвае: Азярніца (168 двароў, 390 жыхароў).\n"
            "Супрацоўнікі: Страніцкая Ірына Казіміраўна, библиотекарь.\n"
            "Апошнія выезды:\n"
            "• 3 верасня 2026\u202fг.: Разобран план на IV квартал"
        ),
    ]
    assert pavel.buttons == [
        ["Страніцкая І. К."],
        ["Выезды сюды", "Пашпарт"],
        ["Картка года", "На карце"],
        ["Да спіса"],
    ]
    assert await pavel.send("Паўлава") == [
        (
            "Паўлаўская сельская бібліятэка\n"
            "SL-12; сельская бібліятэка; сельсавет: Паўлаўскі.\n"
            "Гадзіны работы: чт, сб · 10:00-15:00.\n"
            "Абслугоўвае: Паўлава (88 двароў, 190 жыхароў).\n"
            "Супрацоўніка цяпер няма.\n"
            "Апошнія выезды:\n"
            "• 14 мая 2026\u202fг.: Сверены инвентарные книги за 2025 год"
        ),
    ]
    assert await pavel.send("щщ") == [
        "Па слове «щщ» бібліятэка не знайшлася. Напішыце іншую назву."
    ]
    assert await hanna.send("/libraries") == [
        (
            "Інтэграваная бібліятэка аграгарадка Сянькоўшчына\n"
            "SL-07; сельская бібліятэка; сельсавет: Сянькоўшчынскі.\n"
            "Гадзіны работы: вт-сб · 11:00-18:00.\n"
            "Абслугоўвае: Сянькоўшчына (204 двары, 520 жыхароў).\n"
            "Супрацоўнікі: Пераплётава Ганна Міхайлаўна, библиотекарь.\n"
            "Апошнія выезды:\n"
            "• 3 верасня 2026\u202fг.: Отобрано 64 экземпляра на списание"
        ),
    ]
    assert hanna.buttons == [
        ["Выезды сюды", "Рэкамендацыі"],
        ["Пашпарт", "Картка года"],
        ["На карце"],
    ]


async def test_the_admin_closes_and_reopens(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/libraries")
    assert await admin.send("Василевичи") == [SL_06]
    assert admin.buttons == [["Полкина Л. Н."], ["На карте", "Закрыть"], ["К списку"]]
    assert await admin.press("Закрыть") == [
        (
            "Закрыть библиотеку: Василевичи?\n"
            "Записи и история останутся; для выездов она больше не предлагается.\n"
            "С какого дня? Нажмите или напишите дату, например 31.12.2026."
        ),
    ]
    assert admin.buttons == [["Сегодня", "Не надо"]]
    assert await admin.send("когда-то") == [
        (
            "Нужна дата, например 5.03, 12 апреля или «вчера». Вы написали: «когда-то». "
            "Прежние ответы на месте."
        ),
    ]
    assert await admin.send("1.10") == [
        "Закрыть библиотеку: Василевичи, с 1 октября 2026\u202fг.?"
    ]
    assert admin.buttons == [["Закрыть", "Не надо"]]
    assert await admin.press("Закрыть") == [
        (
            "Сохранено.\n"
            "Интегрированная библиотека агрогородка Василевичи\n"
            "SL-06; сельская библиотека; сельсовет: Сеньковщинский.\n"
            "Закрыта с 1 октября 2026\u202fг.; записи сохранены.\n"
            "Часы работы: пн-пт · 10:00-17:00.\n"
            "Обслуживает: Василевичи (151 двор, 370 жителей).\n"
            "Сотрудники: Полкина Людмила Николаевна, библиотекарь."
        ),
    ]
    assert admin.buttons == [["Полкина Л. Н."], ["На карте", "Открыть снова"], ["К списку"]]
    assert await admin.press("Открыть снова") == ["Открыть библиотеку снова: Василевичи?"]
    assert admin.buttons == [["Открыть снова", "Не надо"]]
    await admin.press("Не надо")
    await admin.press("Открыть снова")
    assert await admin.press("Открыть снова") == [
        (
            "Сохранено.\n"
            "Интегрированная библиотека агрогородка Василевичи\n"
            "SL-06; сельская библиотека; сельсовет: Сеньковщинский.\n"
            "Часы работы: пн-пт · 10:00-17:00.\n"
            "Обслуживает: Василевичи (151 двор, 370 жителей).\n"
            "Сотрудники: Полкина Людмила Николаевна, библиотекарь."
        ),
    ]
    await admin.press("Закрыть")
    assert await admin.press("Сегодня") == [
        (
            "Сохранено.\n"
            "Интегрированная библиотека агрогородка Василевичи\n"
            "SL-06; сельская библиотека; сельсовет: Сеньковщинский.\n"
            "Закрыта с 15 октября 2026\u202fг.; записи сохранены.\n"
            "Часы работы: пн-пт · 10:00-17:00.\n"
            "Обслуживает: Василевичи (151 двор, 370 жителей).\n"
            "Сотрудники: Полкина Людмила Николаевна, библиотекарь."
        ),
    ]


async def test_a_closing_lies_ahead(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/libraries")
    await admin.send("Василевичи")
    await admin.press("Закрыть")
    await admin.send("31.12.2026")
    assert await admin.press("Закрыть") == [
        (
            "Сохранено.\n"
            "Интегрированная библиотека агрогородка Василевичи\n"
            "SL-06; сельская библиотека; сельсовет: Сеньковщинский.\n"
            "Будет закрыта с 31 декабря 2026\u202fг.\n"
            "Часы работы: пн-пт · 10:00-17:00.\n"
            "Обслуживает: Василевичи (151 двор, 370 жителей).\n"
            "Сотрудники: Полкина Людмила Николаевна, библиотекарь."
        ),
    ]


async def test_closing_in_belarusian(world: World):
    await speak(world, "15", "be")
    admin = world.chat(ADMIN)
    await admin.send("/libraries")
    await admin.send("Васілевічы")
    assert await admin.press("Зачыніць") == [
        (
            "Зачыніць бібліятэку: Васілевічы?\n"
            "Запісы і гісторыя застануцца; для выездаў яна больш не прапануецца.\n"
            "З якога дня? Націсніце або напішыце дату, напрыклад 31.12.2026."
        ),
    ]
    assert await admin.send("1.10") == [
        "Зачыніць бібліятэку: Васілевічы, з 1 кастрычніка 2026\u202fг.?"
    ]
    assert await admin.press("Зачыніць") == [
        (
            "Захавана.\n"
            "Інтэграваная бібліятэка аграгарадка Васілевічы\n"
            "SL-06; сельская бібліятэка; сельсавет: Сянькоўшчынскі.\n"
            "Зачынена з 1 кастрычніка 2026\u202fг.; запісы захаваны.\n"
            "Гадзіны работы: пн-пт · 10:00-17:00.\n"
            "Абслугоўвае: Васілевічы (151 двор, 370 жыхароў).\n"
            "Супрацоўнікі: Полкіна Людміла Мікалаеўна, библиотекарь."
        ),
    ]
    assert await admin.press("Адкрыць зноў") == ["Адчыніць бібліятэку зноў: Васілевічы?"]
    assert await admin.press("Адкрыць зноў") == [
        (
            "Захавана.\n"
            "Інтэграваная бібліятэка аграгарадка Васілевічы\n"
            "SL-06; сельская бібліятэка; сельсавет: Сянькоўшчынскі.\n"
            "Гадзіны работы: пн-пт · 10:00-17:00.\n"
            "Абслугоўвае: Васілевічы (151 двор, 370 жыхароў).\n"
            "Супрацоўнікі: Полкіна Людміла Мікалаеўна, библиотекарь."
        ),
    ]


async def test_a_closed_library_is_not_offered_for_visits(world: World):
    admin, methodist = world.chat(ADMIN), world.chat(METHODIST)
    await admin.send("/libraries")
    await admin.send("Василевичи")
    await admin.press("Закрыть")
    await admin.press("Сегодня")
    assert await world.sql(
        "SELECT action, old, new FROM history WHERE subject = 'libraries' AND subject_id = '6' "
        "ORDER BY history_id DESC LIMIT 1"
    ) == [("closed", '{"closed_on": null}', '{"closed_on": "2026-10-15"}')]
    await methodist.send("/visit")
    shown = [label for row in methodist.buttons for label in row]
    assert [label for label in shown if label in {"Василевичи", "Жировичи"}] == ["Жировичи"]


async def test_a_wish_for_the_next_visit_stands_on_the_card(world: World):
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET next_visit_on = '2026-12-01' WHERE library_id = 2")
    methodist = world.chat(METHODIST)
    await methodist.send("/libraries")
    [card] = await methodist.send("Жировичи")
    assert card.splitlines()[-1] == "Следующий выезд намечен: 1 декабря 2026\u202fг."
    world.clock.jump(days=60)
    await methodist.send("/libraries")
    [card] = await methodist.send("Жировичи")
    assert (
        card.splitlines()[-1] == "• 18 августа 2026\u202fг.: Обновлена выставка ко Дню библиотек"
    )


async def test_what_is_not_known_is_left_out(world: World):
    async with world.db.write() as tx:
        await tx.run("UPDATE libraries SET days = '', hours = '', phone = '5-12-34'")
        await tx.run("UPDATE settlements SET households = NULL WHERE library_id = 2")
        await tx.run("UPDATE settlements SET residents = NULL WHERE library_id = 2")
    methodist = world.chat(METHODIST)
    await methodist.send("/libraries")
    assert await methodist.send("Жировичи") == [
        (
            "Интегрированная библиотека агрогородка Жировичи\n"
            "SL-02; сельская библиотека; сельсовет: Жировичский.\n"
            "Телефон: 5-12-34.\n"
            "Обслуживает: Жировичи.\n"
            "Сотрудники: Корешкова Галина Фёдоровна, библиотекарь.\n"
            "Последние выезды:\n"
            "• 18 августа 2026\u202fг.: Обновлена выставка ко Дню библиотек"
        ),
    ]


async def test_a_librarian_without_a_library_is_told_so(world: World):
    async with world.db.write() as tx:
        await staff.set_libraries(tx, 5, [], now=NOW, by=15)
    assert await world.chat(LIBRARIAN).send("/libraries") == [
        "За Вами не записана ни одна библиотека. Напишите, пожалуйста, в отдел."
    ]


async def test_only_the_admin_closes_and_reopens(world: World):
    for user_id in (METHODIST, LIBRARIAN, JUROR, 1001):
        person = world.chat(user_id)
        await person.send("/menu")
        for verb in ("close:3", "closed:3:2026-10-01", "reopen:13", "opened:13"):
            await person.forge(f"library.{verb}")
            assert (user_id, verb, person.toast) == (user_id, verb, REFUSED)
    assert await world.sql("SELECT code FROM libraries WHERE closed_on IS NOT NULL") == [
        ("SL-13",)
    ]


async def test_a_librarian_reads_no_other_library(world: World):
    librarian = world.chat(LIBRARIAN)
    await librarian.send("/libraries")
    for pressed in ("library.card:4", "library.map:4"):
        await librarian.forge(pressed)
        assert (pressed, librarian.toast) == (pressed, REFUSED)


async def test_the_jury_has_no_libraries(world: World):
    juror = world.chat(JUROR)
    assert await juror.send("/libraries") == [REFUSED]
    await juror.forge("library.card:3")
    assert juror.toast == REFUSED


async def test_forged_libraries_are_refused(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/libraries")
    for pressed in (
        "library.card",
        "library.card:99",
        "library.card:x",
        "library.map:12",
        "library.closed:3",
        "library.closed:3:1.10",
        "libraries:lost",
    ):
        assert await admin.forge(pressed) == []
        assert (pressed, admin.toast) == (pressed, REFUSED)


async def test_closing_and_reopening_twice_is_once(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/libraries")
    await admin.forge("library.closed:6:2026-10-01")
    await admin.forge("library.closed:6:2026-10-10")
    assert await world.sql("SELECT closed_on FROM libraries WHERE library_id = 6") == [
        ("2026-10-01",)
    ]
    await admin.forge("library.opened:6")
    await admin.forge("library.opened:6")
    assert await world.sql(
        "SELECT count(*) FROM history WHERE subject = 'libraries' AND action = 'reopened'"
    ) == [(1,)]


@pytest.mark.parametrize(
    ("language", "yes", "said"),
    [
        (
            "ru",
            "Даю согласие",
            "Библиотек пока нет. Администратор загружает их из таблицы: «Импорт».",
        ),
        (
            "be",
            "Даю згоду",
            "Бібліятэк пакуль няма. Адміністратар загружае іх з табліцы: «Імпарт».",
        ),
    ],
)
async def test_an_empty_network_says_how_libraries_come_in(
    empty_world: World, language: str, yes: str, said: str
):
    empty_world.telegram.person(1015, "Нина", language_code=language)
    admin = empty_world.chat(1015)
    await admin.start()
    await admin.press(yes)
    assert await admin.send("/libraries") == [said]
