"""A saved round is corrected, removed, restored; a closed period can only be read."""

from world import World


async def test_numbers_are_corrected_with_history(world: World) -> None:
    """A saved round is opened in the form; the change is in its history."""
    nina = world.chat(1005)
    await nina.start()
    await nina.send("/rounds")
    await nina.press("24.09 Хорошевичи")
    assert await nina.press("Исправить") == [
        ("Итоги обхода\nИсправление записи: пока не нажато «Сохранить», она остаётся прежней."),
        ("Итоги обхода\nКакой ответ исправить?"),
    ]
    assert nina.buttons == [
        ["1. Дата обхода"],
        ["2. Библиотека"],
        ["3. Населённый пункт"],
        ["4. Цель обхода"],
        ["5. Совместно с"],
        ["6. Дворов обойдено"],
        ["7. Дома застали"],
        ["8. Опрошено жителей"],
        ["9. Уже читатели"],
        ["10. Записано новых читателей"],
        ["11. Не читают"],
        ["12. Улица"],
        ["13. Причина"],
        ["14. Сколько жителей"],
        ["15. Причина"],
        ["16. Сколько жителей"],
        ["17. Причина"],
        ["18. Сколько жителей"],
        ["19. Выдано изданий"],
        ["20. На надомное обслуживание"],
        ["Назад"],
    ]
    assert await nina.press("6. Дворов обойдено") == [
        (
            "Итоги обхода, 5 из 17\n"
            "Сколько дворов обошли? Можно сразу все шесть чисел с бланка подряд: "
            "дворов, дома застали, опрошено, читатели, новые, не читают. Например: "
            "12 7 8 5 1 2\n"
            "Сейчас: 21."
        ),
    ]
    assert await nina.send("13") == [
        (
            "Итоги обхода, 6 из 17\n"
            "В скольких дворах застали кого-нибудь дома?\n"
            "Не больше, чем дворов обойдено: 13. Если неверно прежнее число, нажмите «Назад».\n"
            "Сейчас: 14."
        ),
    ]
    assert await nina.press("Назад") == [
        (
            "Итоги обхода, 5 из 17\n"
            "Сколько дворов обошли? Можно сразу все шесть чисел с бланка подряд: "
            "дворов, дома застали, опрошено, читатели, новые, не читают. Например: "
            "12 7 8 5 1 2\n"
            "Сейчас: 13."
        ),
    ]
    assert await nina.send("23") == [
        (
            "Итоги обхода\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата обхода: 24 сентября 2026\u202fг.\n"
            "2. Библиотека: Деревная\n"
            "3. Населённый пункт: Хорошевичи\n"
            "4. Цель обхода: Запись в библиотеку\n"
            "5. Совместно с: —\n"
            "6. Дворов обойдено: 23\n"
            "7. Дома застали: 14\n"
            "8. Опрошено жителей: 15\n"
            "9. Уже читатели: 8\n"
            "10. Записано новых читателей: 3\n"
            "11. Не читают: 4\n"
            "12. Улица: —\n"
            "13. Причина: Далеко, часы\n"
            "14. Сколько жителей: 2\n"
            "15. Причина: В интернете\n"
            "16. Сколько жителей: 1\n"
            "17. Причина: Мелкий шрифт\n"
            "18. Сколько жителей: 1\n"
            "19. Выдано изданий: 17\n"
            "20. На надомное обслуживание: 1\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    assert await nina.press("Сохранить") == [
        (
            "Обход исправлен.\n"
            "Строка для дневника: «24 сентября, Хорошевичи: дворов обойдено 23, "
            "опрошено жителей 15, записано новых читателей 3, выдано изданий 17»"
        ),
        "Что дальше?",
    ]
    assert nina.buttons == [["Скопировать", "Исправить числа"], ["Открыть запись"]]
    assert await nina.press("Открыть запись") == [
        (
            "Обход: Хорошевичи, 24 сентября 2026\u202fг.\n"
            "Библиотека: Деревная.\n"
            "Цель: Запись в библиотеку.\n"
            "Дворов: 23, дома застали: 14. Опрошено: 15.\n"
            "Читатели: 8, новые: 3, не читают: 4.\n"
            "Выдано изданий: 17. Принято на надомное обслуживание: 1.\n"
            "Почему не читают: Далеко, часы 2, В интернете 1, Мелкий шрифт 1.\n"
            "Кто записал: Закладкина Н. И."
        ),
    ]
    assert await nina.press("История") == [
        (
            "Обход: Хорошевичи, 24 сентября 2026\u202fг.\n"
            "История записи:\n"
            "24.09.2026 16:00, Закладкина Н. И.: записано.\n"
            "15.10.2026 09:28, Закладкина Н. И.: исправлено. дворов обойдено: 21 → 23"
        ),
    ]


async def test_reasons_and_more_are_added_in_belarusian(world: World) -> None:
    """«Дапоўніць» of a card; reasons, the age and what was lent stand in the sums."""
    pavel = world.chat(1004)
    await pavel.start()
    await pavel.send("/rounds")
    await pavel.press("10.02 Дзераўная")
    assert await pavel.press("Дапоўніць") == [
        (
            "Вынікі абходу\n"
            "Выпраўленне запісу: пакуль не націснута «Захаваць», ён застаецца ранейшым."
        ),
        ("Вынікі абходу\nШто дадаць?"),
    ]
    assert pavel.buttons == [
        ["Вернута выданняў"],
        ["На абслугоўванне дома"],
        ["Даўжнікоў наведана"],
        ["Запрошана"],
        ["Памятак раздадзена"],
        ["Узрост"],
        ["Што хочуць чытаць"],
        ["Просяць кнігі", "Чаму не чытаюць"],
        ["Назад"],
    ]
    assert await pavel.press("Узрост") == [
        ("Вынікі абходу, 20 з 21\nДапоўніць\nУзрост 1\nЯкі ўзрост? Потым спытаю лік."),
    ]
    await pavel.press("60 і старэй")
    await pavel.send("20")
    assert await pavel.press("Дадаць яшчэ") == [
        ("Вынікі абходу, 22 з 23\nДапоўніць\nУзрост 2\nЯкі ўзрост? Потым спытаю лік."),
    ]
    await pavel.press("15–30")
    assert await pavel.send("15") == [
        (
            "Ад 1, а ўсе разам не больш, чым апытана: 34.\n"
            "Вынікі абходу, 23 з 23\n"
            "Дапоўніць\n"
            "Узрост 2\n"
            "Колькі апытаных гэтага ўзросту?"
        ),
    ]
    assert await pavel.send("14") == [
        ("Вынікі абходу, 23 з 23\nУзрост: 2. Дадаць яшчэ?"),
    ]
    await pavel.press("Далей")
    assert await pavel.press("Захаваць") == [
        (
            "Абход выпраўлены.\n"
            "Радок для дзённіка: «10 лютага, Дзераўная: двароў абыдзена 38, апытана "
            "жыхароў 34, запісана новых чытачоў 4, выдадзена выданняў 31»"
        ),
        "Што далей?",
    ]
    assert await pavel.press("Адкрыць запіс") == [
        (
            "Абход: Дзераўная, 10 лютага 2026\u202fг.\n"
            "Бібліятэка: Дзераўная.\n"
            "Мэта: Перарэгістрацыя.\n"
            "Двароў: 38, дома засталі: 29. Апытана: 34.\n"
            "Чытачы: 24, новыя: 4, не чытаюць: 6.\n"
            "Перарэгістравана: 22. Выдадзена выданняў: 31.\n"
            "Чаму не чытаюць: Няма часу 2, Дробны шрыфт 2, Не любяць 1, Свае кнігі 1.\n"
            "Узрост: 60 і старэй 20, 15–30 14.\n"
            "Хто запісаў: Закладкіна Н. І."
        ),
    ]
    assert await pavel.press("Гісторыя") == [
        (
            "Абход: Дзераўная, 10 лютага 2026\u202fг.\n"
            "Гісторыя запісу:\n"
            "10.02.2026 16:00, Закладкіна Н. І.: запісана.\n"
            "15.10.2026 09:28, Кніжнік П. А.: выпраўлена. узрост: — → 60 і старэй "
            "20, 15–30 14"
        ),
    ]
    await pavel.send("/rounds")
    assert await pavel.press("Адказы жыхароў") == [
        (
            "Абходы: 2026 год\n"
            "Перыяд адкрыты.\n"
            "Чаму не чытаюць: Няма часу 6, Дробны шрыфт 5, Далёка, гадзіны 3, У "
            "інтэрнэце 3, Не любяць 1, Свае кнігі 1, Не ведалі пра нас 1.\n"
            "Узрост: 60 і старэй 20, 15–30 14."
        ),
    ]


async def test_the_owner_is_told_what_others_change(world: World) -> None:
    """A methodist corrects and removes a librarian's round: they read it and restore it."""
    nina = world.chat(1005)
    marina = world.chat(1002)
    await nina.start()
    await marina.start()
    await marina.send("/rounds")
    await marina.press("24.09 Хорошевичи")
    await marina.press("Исправить")
    await marina.press("10. Записано новых читателей")
    assert await marina.send("4") == [
        (
            "Итоги обхода, 10 из 17\n"
            "Сколько из опрошенных не читают?\n"
            "Числа не сходятся. Опрошено: 15, читатели: 8, новые: 4. Опрошено = "
            "читатели + новые + не читают. Исправьте это число или нажмите «Назад».\n"
            "Сейчас: 4."
        ),
    ]
    assert await marina.send("3") == [
        (
            "Итоги обхода\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата обхода: 24 сентября 2026\u202fг.\n"
            "2. Библиотека: Деревная\n"
            "3. Населённый пункт: Хорошевичи\n"
            "4. Цель обхода: Запись в библиотеку\n"
            "5. Совместно с: —\n"
            "6. Дворов обойдено: 21\n"
            "7. Дома застали: 14\n"
            "8. Опрошено жителей: 15\n"
            "9. Уже читатели: 8\n"
            "10. Записано новых читателей: 4\n"
            "11. Не читают: 3\n"
            "12. Улица: —\n"
            "13. Причина: Далеко, часы\n"
            "14. Сколько жителей: 2\n"
            "15. Причина: В интернете\n"
            "16. Сколько жителей: 1\n"
            "17. Причина: Мелкий шрифт\n"
            "18. Сколько жителей: 1\n"
            "19. Выдано изданий: 17\n"
            "20. На надомное обслуживание: 1\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    assert await marina.press("Сохранить") == [
        (
            "Обход исправлен.\n"
            "Строка для дневника: «24 сентября, Хорошевичи: дворов обойдено 21, "
            "опрошено жителей 15, записано новых читателей 4, выдано изданий 17»"
        ),
        "Что дальше?",
    ]
    assert await nina.news() == [
        (
            "Обход, населённый пункт: Хорошевичи, 24 сентября.\n"
            "Ваша запись исправлена.\n"
            "Кто: Каталогова М. П."
        ),
    ]
    assert await nina.press("Открыть запись") == [
        (
            "Обход: Хорошевичи, 24 сентября 2026\u202fг.\n"
            "Библиотека: Деревная.\n"
            "Цель: Запись в библиотеку.\n"
            "Дворов: 21, дома застали: 14. Опрошено: 15.\n"
            "Читатели: 8, новые: 4, не читают: 3.\n"
            "Выдано изданий: 17. Принято на надомное обслуживание: 1.\n"
            "Почему не читают: Далеко, часы 2, В интернете 1, Мелкий шрифт 1.\n"
            "Кто записал: Закладкина Н. И."
        ),
    ]
    await marina.press("Открыть запись")
    assert await marina.press("Удалить") == [
        (
            "Обход: Хорошевичи, 24 сентября 2026\u202fг.\n"
            "Почему удаляем? Нажмите или напишите причину. Запись можно будет восстановить."
        ),
    ]
    assert marina.buttons == [
        ["Записано дважды"],
        ["Не та библиотека"],
        ["Обхода не было"],
        ["Это была проба"],
        ["Не удалять"],
    ]
    assert await marina.press("Записано дважды") == [
        (
            "Запись удалена и больше не считается.\n"
            "Обход: Хорошевичи, 24 сентября 2026\u202fг.\n"
            "Библиотека: Деревная.\n"
            "Цель: Запись в библиотеку.\n"
            "Дворов: 21, дома застали: 14. Опрошено: 15.\n"
            "Читатели: 8, новые: 4, не читают: 3.\n"
            "Выдано изданий: 17. Принято на надомное обслуживание: 1.\n"
            "Почему не читают: Далеко, часы 2, В интернете 1, Мелкий шрифт 1.\n"
            "Кто записал: Закладкина Н. И.\n"
            "Кто удалил: Каталогова М. П., причина: Записано дважды"
        ),
    ]
    assert await nina.news() == [
        (
            "Обход, населённый пункт: Хорошевичи, 24 сентября.\n"
            "Ваша запись удалена. Восстановить её можно с карточки.\n"
            "Кто: Каталогова М. П."
        ),
    ]
    assert await nina.press("Открыть запись") == [
        (
            "Обход: Хорошевичи, 24 сентября 2026\u202fг.\n"
            "Библиотека: Деревная.\n"
            "Цель: Запись в библиотеку.\n"
            "Дворов: 21, дома застали: 14. Опрошено: 15.\n"
            "Читатели: 8, новые: 4, не читают: 3.\n"
            "Выдано изданий: 17. Принято на надомное обслуживание: 1.\n"
            "Почему не читают: Далеко, часы 2, В интернете 1, Мелкий шрифт 1.\n"
            "Кто записал: Закладкина Н. И.\n"
            "Кто удалил: Каталогова М. П., причина: Записано дважды"
        ),
    ]
    assert nina.buttons == [["Восстановить", "История"]]
    assert await nina.press("Восстановить") == [
        (
            "Запись восстановлена и снова считается.\n"
            "Обход: Хорошевичи, 24 сентября 2026\u202fг.\n"
            "Библиотека: Деревная.\n"
            "Цель: Запись в библиотеку.\n"
            "Дворов: 21, дома застали: 14. Опрошено: 15.\n"
            "Читатели: 8, новые: 4, не читают: 3.\n"
            "Выдано изданий: 17. Принято на надомное обслуживание: 1.\n"
            "Почему не читают: Далеко, часы 2, В интернете 1, Мелкий шрифт 1.\n"
            "Кто записал: Закладкина Н. И."
        ),
    ]
    assert await marina.news() == []
    assert await world.sql(
        "SELECT action, staff_id, reason FROM history WHERE subject = 'rounds' ORDER BY history_id"
    ) == [("changed", 2, None), ("removed", 2, "Записано дважды"), ("restored", 5, None)]


async def test_a_reason_typed_or_pressed_twice(world: World) -> None:
    """A typed reason holds no resident's telephone; a second press finds it removed."""
    hanna = world.chat(1009)
    await hanna.start()
    await hanna.send("/rounds")
    await hanna.press("Унесці абход")
    await hanna.press("Сёння")
    await hanna.press("Сянькоўшчына")
    await hanna.send("апытанне")
    await hanna.press("Прапусціць")
    await hanna.send("9 7 8 7 1 0")
    await hanna.press("Захаваць")
    await hanna.press("Адкрыць запіс")
    assert await hanna.press("Выдаліць") == [
        (
            "Абход: Сянькоўшчына, 15 кастрычніка 2026\u202fг.\n"
            "Чаму выдаляем? Націсніце або напішыце прычыну. Запіс можна будзе аднавіць."
        ),
    ]
    assert hanna.buttons == [
        ["Запісана двойчы"],
        ["Не тая бібліятэка"],
        ["Абходу не было"],
        ["Гэта была проба"],
        ["Не выдаляць"],
    ]
    assert await hanna.send("памылка, тэл. 8 029 123-45-67") == [
        "Напішыце, калі ласка, прычыну без тэлефонаў і адрасоў: 8 029 123-45-67",
    ]
    assert await hanna.send("памылка ў дне") == [
        (
            "Запіс выдалены і больш не лічыцца.\n"
            "Абход: Сянькоўшчына, 15 кастрычніка 2026\u202fг.\n"
            "Бібліятэка: Сянькоўшчына.\n"
            "Мэта: Апытанне.\n"
            "Двароў: 9, дома засталі: 7. Апытана: 8.\n"
            "Чытачы: 7, новыя: 1, не чытаюць: 0.\n"
            "Хто запісаў: Пераплётава Г. М.\n"
            "Хто выдаліў: Пераплётава Г. М., прычына: памылка ў дне"
        ),
    ]
    assert hanna.buttons == [["Аднавіць", "Гісторыя"]]
    assert await hanna.forge("round.drop:6:none") == [
        (
            "Абход: Сянькоўшчына, 15 кастрычніка 2026\u202fг.\n"
            "Бібліятэка: Сянькоўшчына.\n"
            "Мэта: Апытанне.\n"
            "Двароў: 9, дома засталі: 7. Апытана: 8.\n"
            "Чытачы: 7, новыя: 1, не чытаюць: 0.\n"
            "Хто запісаў: Пераплётава Г. М.\n"
            "Хто выдаліў: Пераплётава Г. М., прычына: памылка ў дне"
        ),
    ]
    assert await hanna.press("Аднавіць") == [
        (
            "Запіс адноўлены і зноў лічыцца.\n"
            "Абход: Сянькоўшчына, 15 кастрычніка 2026\u202fг.\n"
            "Бібліятэка: Сянькоўшчына.\n"
            "Мэта: Апытанне.\n"
            "Двароў: 9, дома засталі: 7. Апытана: 8.\n"
            "Чытачы: 7, новыя: 1, не чытаюць: 0.\n"
            "Хто запісаў: Пераплётава Г. М."
        ),
    ]
    assert await hanna.forge("round.restore:6") == []
    assert await world.sql("SELECT action, reason FROM history WHERE subject = 'rounds'") == [
        ("removed", "памылка ў дне"),
        ("restored", None),
    ]


async def test_a_closed_period_is_read_only(world: World) -> None:
    """No new round in it, no change, no removal; the card says so, also in Belarusian."""
    olga = world.chat(1001)
    nina = world.chat(1005)
    hanna = world.chat(1009)
    await olga.start()
    await olga.send("/periods")
    await olga.press("III квартал 2026 года")
    await olga.press("Закрыть")
    await olga.press("Закрыть")
    await nina.start()
    await nina.send("/rounds")
    assert await nina.press("24.09 Хорошевичи") == [
        (
            "Период закрыт: III квартал 2026 года. Запись можно только смотреть. "
            "Нужна правка? Напишите в отдел.\n"
            "Обход: Хорошевичи, 24 сентября 2026\u202fг.\n"
            "Библиотека: Деревная.\n"
            "Цель: Запись в библиотеку.\n"
            "Дворов: 21, дома застали: 14. Опрошено: 15.\n"
            "Читатели: 8, новые: 3, не читают: 4.\n"
            "Выдано изданий: 17. Принято на надомное обслуживание: 1.\n"
            "Почему не читают: Далеко, часы 2, В интернете 1, Мелкий шрифт 1.\n"
            "Кто записал: Закладкина Н. И."
        ),
    ]
    assert nina.buttons == [["История", "Строка в дневник"], ["К списку"]]
    assert await nina.forge("round.edit:3") == []
    assert nina.toast == (
        "Период закрыт: III квартал 2026 года. Запись можно только смотреть. "
        "Нужна правка? Напишите в отдел."
    )
    assert await nina.forge("round.drop:3:none") == []
    assert nina.toast == (
        "Период закрыт: III квартал 2026 года. Запись можно только смотреть. "
        "Нужна правка? Напишите в отдел."
    )
    await hanna.start()
    await hanna.send("/rounds")
    await hanna.press("Унесці абход")
    assert await hanna.send("24.09") == [
        (
            "Перыяд закрыты: III квартал 2026 года. Выберыце іншы дзень. Патрэбен запіс менавіта "
            "за гэты? Напішыце ў аддзел.\n"
            "Вынікі абходу, 1 з 10\n"
            "Калі быў абход?"
        ),
    ]
    await hanna.send("учора")
    await hanna.press("Сянькоўшчына")
    await hanna.send("апытанне")
    await hanna.press("Прапусціць")
    assert await hanna.send("9 7 8 7 1 0") == [
        (
            "Вынікі абходу\n"
            "Праверце, калі ласка.\n"
            "1. Дата абходу: 14 кастрычніка 2026\u202fг.\n"
            "2. Бібліятэка: Сянькоўшчына\n"
            "3. Населены пункт: Сянькоўшчына\n"
            "4. Мэта абходу: Апытанне\n"
            "5. Сумесна з: —\n"
            "6. Двароў абыдзена: 9\n"
            "7. Дома засталі: 7\n"
            "8. Апытана жыхароў: 8\n"
            "9. Ужо чытачы: 7\n"
            "10. Запісана новых чытачоў: 1\n"
            "11. Не чытаюць: 0\n"
            "Усё правільна? Націсніце «Захаваць». Каб выправіць адказ, напішыце яго нумар."
        ),
    ]
    assert await hanna.press("Захаваць") == [
        (
            "Абход захаваны.\n"
            "Радок для дзённіка: «14 кастрычніка, Сянькоўшчына: двароў абыдзена 9, "
            "апытана жыхароў 8, запісана новых чытачоў 1, выдадзена выданняў 0»"
        ),
        "Што далей?",
    ]


async def test_a_correction_cannot_move_out_of_a_closed_period(world: World) -> None:
    """The draft begun before the closing is refused when it is saved, and kept."""
    nina = world.chat(1005)
    olga = world.chat(1001)
    await nina.start()
    await nina.send("/rounds")
    await nina.press("24.09 Хорошевичи")
    await nina.press("Исправить")
    await nina.press("1. Дата обхода")
    await nina.send("1.10")
    await olga.start()
    await olga.send("/periods")
    await olga.press("III квартал 2026 года")
    await olga.press("Закрыть")
    await olga.press("Закрыть")
    assert await nina.press("Сохранить") == []
    assert nina.toast == (
        "Период закрыт: III квартал 2026 года. Запись можно только смотреть. "
        "Нужна правка? Напишите в отдел."
    )
    assert await world.sql("SELECT made_on FROM rounds WHERE round_id = 3") == [("2026-09-24",)]
    assert await world.sql("SELECT state FROM drafts") == [("open",)]


async def test_an_unfinished_walk_is_not_corrected(world: World) -> None:
    """The form is for saved rounds; the walk goes on first."""
    nina = world.chat(1005)
    await nina.start()
    assert await nina.forge("round.edit:5") == []
    assert nina.toast == "Этот обход ещё не закончен. Сначала закончите его, пожалуйста."
    assert await nina.forge("round.more:5") == []
    assert nina.toast == "Этот обход ещё не закончен. Сначала закончите его, пожалуйста."


async def test_a_correction_is_gone_on_with(world: World) -> None:
    """Opened twice, it is one draft; «Мои дела» names it."""
    nina = world.chat(1005)
    await nina.start()
    await nina.send("/rounds")
    await nina.press("24.09 Хорошевичи")
    await nina.press("Исправить")
    await nina.press("6. Дворов обойдено")
    await nina.send("22")
    assert await nina.press("Отложить") == [
        (
            "Отложено: «Итоги обхода».\n"
            "Сохранено 17 ответов.\n"
            "Продолжить можно в любой день: «Мои дела»."
        ),
        "Что дальше?",
    ]
    assert await nina.forge("round.edit:3") == [
        ("Итоги обхода\nИсправление записи: пока не нажато «Сохранить», она остаётся прежней."),
        ("Итоги обхода\nКакой ответ исправить?"),
    ]
    assert await nina.press("Назад") == [
        (
            "Итоги обхода\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата обхода: 24 сентября 2026\u202fг.\n"
            "2. Библиотека: Деревная\n"
            "3. Населённый пункт: Хорошевичи\n"
            "4. Цель обхода: Запись в библиотеку\n"
            "5. Совместно с: —\n"
            "6. Дворов обойдено: 22\n"
            "7. Дома застали: 14\n"
            "8. Опрошено жителей: 15\n"
            "9. Уже читатели: 8\n"
            "10. Записано новых читателей: 3\n"
            "11. Не читают: 4\n"
            "12. Улица: —\n"
            "13. Причина: Далеко, часы\n"
            "14. Сколько жителей: 2\n"
            "15. Причина: В интернете\n"
            "16. Сколько жителей: 1\n"
            "17. Причина: Мелкий шрифт\n"
            "18. Сколько жителей: 1\n"
            "19. Выдано изданий: 17\n"
            "20. На надомное обслуживание: 1\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    assert await world.sql("SELECT count(*) FROM drafts") == [(1,)]
    assert await nina.send("/tasks") == [
        "Что дальше?",
        (
            "Нина Ивановна, сегодня 15 октября.\n"
            "1. Итоги обхода (Деревная, исправление записи): все ответы есть, осталось "
            "сохранить.\n"
            "2. Обход не закончен: Деревная, 14 октября.\n"
            "3. Подтвердить выезд: Деревная, 6 октября.\n"
            "Нажмите номер."
        ),
    ]


async def test_a_street_of_few_households_leaves_no_trace(world: World) -> None:
    """Twelve households with a street become nine: it is gone from answers and history."""
    nina = world.chat(1005)
    await nina.start()
    await nina.send("/rounds")
    await nina.press("Внести обход")
    await nina.press("Сегодня")
    await nina.press("Деревная")
    await nina.press("Опрос")
    await nina.press("Пропустить")
    await nina.send("12 7 8 7 1 0")
    await nina.send("Школьная")
    await nina.press("Сохранить")
    assert await world.sql("SELECT street FROM rounds WHERE round_id = 6") == [("Школьная",)]
    assert await world.sql("SELECT json_extract(answers, '$.street') FROM submissions") == [
        ("Школьная",)
    ]
    await nina.press("Исправить числа")
    await nina.press("6. Дворов обойдено")
    await nina.send("9")
    await nina.press("Сохранить")
    assert await world.sql("SELECT street FROM rounds WHERE round_id = 6") == [("",)]
    assert await world.sql(
        "SELECT count(*) FROM history WHERE old LIKE '%Школьная%' OR new LIKE '%Школьная%'"
    ) == [(0,)]
    assert await world.sql("SELECT count(*) FROM submissions WHERE answers LIKE '%Школьная%'") == [
        (0,)
    ]
    assert await world.sql("SELECT count(*) FROM drafts WHERE answers LIKE '%Школьная%'") == [(0,)]


async def test_a_street_typed_before_the_households_became_few(world: World) -> None:
    """Only the draft had it: it is gone with saving."""
    nina = world.chat(1005)
    await nina.start()
    await nina.send("/rounds")
    await nina.press("Внести обход")
    await nina.press("Сегодня")
    await nina.press("Деревная")
    await nina.press("Опрос")
    await nina.press("Пропустить")
    await nina.send("12 7 8 7 1 0")
    await nina.send("Школьная")
    await nina.send("6")
    await nina.send("9")
    await nina.press("Сохранить")
    assert await world.sql("SELECT count(*) FROM drafts WHERE answers LIKE '%Школьная%'") == [(0,)]
    assert await world.sql("SELECT count(*) FROM submissions WHERE answers LIKE '%Школьная%'") == [
        (0,)
    ]


async def test_a_library_without_a_librarian(world: World) -> None:
    """A methodist records a round of any library as their own."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.send("/rounds")
    await svetlana.press("Внести обход")
    await svetlana.press("Сегодня")
    assert await svetlana.send("Павлово") == [
        ("Итоги обхода, 2 из 10\nВ каком населённом пункте? Нажмите или напишите название."),
    ]
    await svetlana.press("Павлово")
    await svetlana.press("Опрос")
    await svetlana.press("Пропустить")
    await svetlana.send("9 7 8 7 1 0")
    assert await svetlana.press("Сохранить") == [
        (
            "Обход сохранён.\n"
            "Строка для дневника: «15 октября, Павлово: дворов обойдено 9, опрошено "
            "жителей 8, записано новых читателей 1, выдано изданий 0»"
        ),
        "Что дальше?",
    ]
    assert await svetlana.press("Ещё обход") == [
        ("Итоги обхода\nНужны только числа: фамилий, телефонов и адресов жителей не пишите."),
        ("Итоги обхода, 1 из 10\nКогда был обход?"),
    ]
    assert await world.sql(
        "SELECT library_id, staff_id, entered_by, source FROM rounds WHERE round_id = 6"
    ) == [(12, 3, 3, "chat")]


async def test_the_owners_answer_and_a_change_of_the_record(world: World) -> None:
    """After a correction the owner is asked anew; their own correction answers."""
    elena = world.chat(1010)
    marina = world.chat(1002)
    await elena.start()
    await marina.start()
    await marina.send("/behalf")
    await marina.send("Формулярова")
    await marina.press("По телефону")
    await marina.press("Итоги обхода")
    await marina.press("Вчера")
    await marina.press("Деревянчицы")
    await marina.press("Браково")
    await marina.press("Опрос")
    await marina.press("Пропустить")
    await marina.send("9 7 8 7 1 0")
    await marina.press("Сохранить")
    await elena.news()
    await marina.press("Исправить числа")
    await marina.press("7. Дома застали")
    await marina.send("8")
    await marina.press("Сохранить")
    assert await elena.news() == [
        (
            "Ваша запись исправлена.\n"
            "Кто: Каталогова М. П.\n"
            "Записано за Вас: обход, населённый пункт: Браково, 14 октября.\n"
            "Дворов: 9, дома застали: 8. Опрошено: 8.\n"
            "Читатели: 7, новые: 1, не читают: 0.\n"
            "Кто записал: Каталогова М. П., основание: по телефону. Всё так?"
        ),
    ]
    assert await elena.forge("round.edit:6") == [
        ("Итоги обхода\nИсправление записи: пока не нажато «Сохранить», она остаётся прежней."),
        ("Итоги обхода\nКакой ответ исправить?"),
    ]
    await elena.press("7. Дома застали")
    await elena.send("9")
    assert await elena.press("Сохранить") == [
        (
            "Обход исправлен.\n"
            "Строка для дневника: «14 октября, Браково: дворов обойдено 9, опрошено "
            "жителей 8, записано новых читателей 1, выдано изданий 0»"
        ),
        "Что дальше?",
    ]
    assert await marina.news() == [
        (
            "Обход, населённый пункт: Браково, 14 октября.\n"
            "Ваша запись исправлена.\n"
            "Кто: Формулярова Е. С."
        ),
    ]
    assert await world.sql("SELECT state FROM on_behalf") == [("confirmed",)]


async def test_old_buttons_of_the_form_say_where_one_stands(world: World) -> None:
    """«Да, другой обход» and «Убрать и сохранить» pressed twice or after the draft went on."""
    nina = world.chat(1005)
    await nina.start()
    await nina.send("/rounds")
    await nina.press("Внести обход")
    await nina.send("24.09")
    await nina.press("Хорошевичи")
    await nina.press("Опрос")
    await nina.press("Пропустить")
    await nina.send("9 7 8 7 1 0")
    await nina.press("Сохранить")
    assert await nina.send("6") == [
        (
            "Итоги обхода, 5 из 10\n"
            "Сколько дворов обошли? Можно сразу все шесть чисел с бланка подряд: "
            "дворов, дома застали, опрошено, читатели, новые, не читают. Например: "
            "12 7 8 5 1 2\n"
            "Сейчас: 9."
        ),
    ]
    assert await nina.send("8") == [
        (
            "Итоги обхода\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата обхода: 24 сентября 2026\u202fг.\n"
            "2. Библиотека: Деревная\n"
            "3. Населённый пункт: Хорошевичи\n"
            "4. Цель обхода: Опрос\n"
            "5. Совместно с: —\n"
            "6. Дворов обойдено: 8\n"
            "7. Дома застали: 7\n"
            "8. Опрошено жителей: 8\n"
            "9. Уже читатели: 7\n"
            "10. Записано новых читателей: 1\n"
            "11. Не читают: 0\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    assert await nina.forge("round.settle:1:6") == []
    assert nina.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: проверить и сохранить."
    assert await nina.press("Сохранить") == [
        (
            "Обход за этот день уже записан. Населённый пункт: Хорошевичи, 24 "
            "сентября, дворов: 21. У Вас другой обход?"
        ),
    ]
    assert await nina.press("Да, другой обход") == [
        (
            "Обход сохранён.\n"
            "Строка для дневника: «24 сентября, Хорошевичи: дворов обойдено 8, "
            "опрошено жителей 8, записано новых читателей 1, выдано изданий 0»"
        ),
        "Что дальше?",
    ]
    assert await nina.forge("round.settle:1:8") == [
        "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню.",
    ]
    assert nina.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."
    assert await nina.forge("round.strip:1:8") == [
        "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню.",
    ]
    assert nina.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."
    assert await world.sql("SELECT count(*) FROM rounds") == [(6,)]
