"""Single answers are returned with remarks, corrected or explained, and reviewed once more."""

from reviewed import states
from world import World

SL_05 = (
    "150",
    "40",
    "47",
    "1100",
    "195",
    "2750",
    "6100",
    "33",
    "50",
    "1",
    "Да",
    "Всё в порядке",
    "0",
)


async def test_two_questions_are_returned_and_answered(demo: World) -> None:
    """One is corrected, one explained; the methodist reads the difference and accepts."""
    lyudmila = demo.chat(1008)
    svetlana = demo.chat(1003)
    await lyudmila.start()
    await svetlana.send("/monitoring")
    await svetlana.press("Проверить: 3")
    await svetlana.press("Василевичи")
    assert await svetlana.press("Вернуть вопрос") == [
        (
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "1. Зарегистрировано пользователей с начала года: 143\n"
            "2. Из них детей до 15 лет: 38\n"
            "3. Из них 60 лет и старше: 41\n"
            "4. Посещения с начала года: 2\xa0960\n"
            "5. Из них на мероприятиях: 176\n"
            "6. Выдано документов с начала года: 3\xa0050\n"
            "7. Фонд сегодня, экземпляров: 5\xa0440\n"
            "8. Проведено мероприятий с начала года: 29\n"
            "9. Платные услуги с начала года, руб.: 86\n"
            "10. Читателей на дому сейчас: 2\n"
            "11. Интернет: Да\n"
            "12. Помещение: Всё в порядке\n"
            "13. Подворных обходов с начала года: 0\n"
            "14. Выполнено из рекомендаций: —\n"
            "15. Чем помочь: —\n"
            "Какой вопрос вернуть? Нажмите или напишите его номер.\n"
            "Замечание можно написать сразу за номером: «4 Сверьте с дневником»."
        ),
    ]
    assert svetlana.buttons == [
        ["1", "2", "3", "4", "5"],
        ["6", "7", "8", "9", "10"],
        ["11", "12", "13", "14", "15"],
        ["К листу"],
    ]
    assert await svetlana.send("4 Сверьте с дневником") == [
        (
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Замечаний к отправке: 1.\n"
            "4. Посещения с начала года: 2\xa0960. «Сверьте с дневником»\n"
            "Отправить библиотеке или вернуть ещё один вопрос?"
        ),
    ]
    assert svetlana.buttons == [["Отправить", "Ещё вопрос"], ["Убрать замечания", "К листу"]]
    await svetlana.press("Ещё вопрос")
    assert await svetlana.press("6") == [
        (
            "Василевичи\n"
            "6. Выдано документов с начала года: 3\xa0050\n"
            "Что уточнить? Напишите одной строкой, не меньше 10 знаков.\n"
            "Без фамилий и телефонов жителей, пожалуйста."
        ),
    ]
    assert svetlana.buttons == [["Другой вопрос", "К листу"]]
    assert await svetlana.send("Проверьте по формулярам") == [
        (
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Замечаний к отправке: 2.\n"
            "4. Посещения с начала года: 2\xa0960. «Сверьте с дневником»\n"
            "6. Выдано документов с начала года: 3\xa0050. «Проверьте по формулярам»\n"
            "Отправить библиотеке или вернуть ещё один вопрос?"
        ),
    ]
    assert await svetlana.press("Отправить") == [
        ("Лист на уточнении. Библиотека: Василевичи.\nКому ушли замечания: Полкина Л. Н."),
    ]
    assert svetlana.buttons == [["Следующий лист", "К списку"]]
    assert await lyudmila.news() == [
        (
            "Людмила Николаевна, уточните, пожалуйста, 2 ответа.\n"
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Вопрос 4. Посещения с начала года: 2\xa0960 (Октябрь 2025: 980; больше на "
            "1\xa0980, на 202 %)\n"
            "Пояснение: «Проводили районный праздник книги в июне»\n"
            "Замечание методиста (Аннотова С. Ю.): «Сверьте с дневником»"
        ),
    ]
    assert lyudmila.buttons == [["Исправить", "Позвонить"], ["Оставить и пояснить"]]
    assert await lyudmila.press("Исправить") == [
        ("Анкета\nЗамечание: «Сверьте с дневником»"),
        (
            "Анкета, 4 из 14\n"
            "Посещения с начала года\n"
            "Октябрь 2025: 980.\n"
            "Сейчас: 2\xa0960.\n"
            "Напишите число."
        ),
    ]
    assert lyudmila.buttons == [["Оставить: 2\xa0960"], ["Назад", "Отложить"]]
    assert await lyudmila.send("1050") == [
        "Что дальше?",
        (
            "Людмила Николаевна, уточните, пожалуйста, 1 ответ.\n"
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Вопрос 6. Выдано документов с начала года: 3\xa0050 (Октябрь 2025: 2\xa0420; "
            "больше на 630, на 26 %)\n"
            "Замечание методиста (Аннотова С. Ю.): «Проверьте по формулярам»\n"
            "Остальные ответы остаются."
        ),
    ]
    assert lyudmila.buttons == [["Исправить", "Позвонить"], ["Оставить и пояснить"]]
    assert await lyudmila.press("Оставить и пояснить") == [
        (
            "Вопрос 6. Выдано документов с начала года: 3\xa0050 (Октябрь 2025: 2\xa0420; "
            "больше на 630, на 26 %)\n"
            "Почему ответ остаётся? Напишите одной строкой, её прочитает методист."
        ),
    ]
    assert lyudmila.buttons == [["Назад"]]
    assert await lyudmila.send("Выдачу считали дважды") == [
        ("Спасибо, анкета снова отправлена. Библиотека: Василевичи.\nПроверит: Аннотова С. Ю."),
    ]
    assert lyudmila.buttons == [["Посмотреть ответы"], ["Лист в PDF"]]
    assert await svetlana.news() == [
        (
            "Уточнено: Василевичи\n"
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Кто ответил: Полкина Л. Н.\n"
            "4. Посещения с начала года: было 2\xa0960, стало 1\xa0050\n"
            "Замечание: «Сверьте с дневником»\n"
            "6. Выдано документов с начала года: осталось 3\xa0050\n"
            "Замечание: «Проверьте по формулярам»\n"
            "Пояснение: «Выдачу считали дважды»"
        ),
    ]
    assert svetlana.buttons == [["Принять", "Весь лист"], ["Вернуть ещё раз"]]
    assert await svetlana.press("Принять") == [
        ("Принято: Василевичи.\nЕщё ждут проверки: 2.\nОтменить можно до 10:28."),
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "accepted",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }
    assert await demo.sql(
        "SELECT question, state, was, became, explanation, settled_by, return_no FROM remarks "
        "ORDER BY remark_id"
    ) == [
        ("paid_fact", "open", "184.5", None, None, None, 1),
        ("visits", "corrected", "2960", "1050", None, 8, 1),
        ("loans", "explained", "3050", None, "Выдачу считали дважды", 8, 1),
    ]
    assert await demo.sql(
        "SELECT action, staff_id FROM history WHERE subject = 'campaign_units' "
        "AND subject_id = '6' ORDER BY history_id"
    ) == [("sent", 8), ("returned", 3), ("changed", 8), ("explained", 8), ("accepted", 3)]
    assert await demo.sql(
        "SELECT json_extract(answers, '$.visits') FROM submissions "
        "WHERE json_extract(answers, '$.users') = 143 ORDER BY submission_id"
    ) == [(2960,), (1050,)]
    assert await demo.sql(
        "SELECT number FROM figures WHERE library_id = 6 AND question = 'visits' "
        "AND period = '2026-10'"
    ) == [(1050.0,)]


async def test_a_return_in_belarusian(demo: World) -> None:
    """The methodist, the librarian and the difference, all of them in Belarusian."""
    anna = demo.chat(1009)
    pavel = demo.chat(1004)
    await anna.start()
    await pavel.start()
    [said] = await pavel.forge("review.return:7:0")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцаў 2026 года: Сянькоўшчына",
        "1. Зарэгістравана карыстальнікаў з пачатку года: 175",
        "Якое пытанне вярнуць? Націсніце або напішыце яго нумар.",
        "Заўвагу можна напісаць адразу за нумарам: «4 Зверце з дзённікам».",
    ]
    assert await pavel.send("3 Праверце ўзрост па фармулярах") == [
        (
            "Анкета за 9 месяцаў 2026 года: Сянькоўшчына\n"
            "Заўваг да адпраўкі: 1.\n"
            "3. З іх 60 гадоў і старэйшых: 54. «Праверце ўзрост па фармулярах»\n"
            "Адправіць бібліятэцы або вярнуць яшчэ адно пытанне?"
        ),
    ]
    assert pavel.buttons == [["Адправіць", "Яшчэ пытанне"], ["Прыбраць заўвагі", "Да ліста"]]
    assert await pavel.press("Адправіць") == [
        (
            "Ліст на ўдакладненні. Бібліятэка: Сянькоўшчына.\n"
            "Каму адпраўлены заўвагі: Пераплётава Г. М."
        ),
    ]
    assert pavel.buttons == [["Наступны ліст", "Да спіса"]]
    assert await anna.news() == [
        (
            "Ганна Міхайлаўна, удакладніце, калі ласка, 1 адказ.\n"
            "Анкета за 9 месяцаў 2026 года: Сянькоўшчына\n"
            "Пытанне 3. З іх 60 гадоў і старэйшых: 54 (Кастрычнік 2025: 52; больш на 2, на 4 %)\n"
            "Заўвага метадыста (Кніжнік П. А.): «Праверце ўзрост па фармулярах»\n"
            "Астатнія адказы застаюцца."
        ),
    ]
    assert anna.buttons == [["Выправіць", "Патэлефанаваць"], ["Пакінуць і патлумачыць"]]
    assert await anna.press("Выправіць") == [
        ("Анкета\nЗаўвага: «Праверце ўзрост па фармулярах»"),
        (
            "Анкета, 3 з 15\n"
            "З іх 60 гадоў і старэйшых\n"
            "Кастрычнік 2025: 52.\n"
            "Цяпер: 54.\n"
            "Напішыце лік."
        ),
    ]
    assert anna.buttons == [["Пакінуць: 54"], ["Назад", "Адкласці"]]
    assert await anna.send("55") == [
        ("Дзякуй, анкета зноў адпраўлена. Бібліятэка: Сянькоўшчына.\nПраверыць: Кніжнік П. А."),
        "Што далей?",
    ]
    assert anna.buttons == [["Паглядзець адказы"], ["Ліст у PDF"]]
    assert await pavel.news() == [
        (
            "Удакладнена: Сянькоўшчына\n"
            "Анкета за 9 месяцаў 2026 года: Сянькоўшчына\n"
            "Хто адказаў: Пераплётава Г. М.\n"
            "3. З іх 60 гадоў і старэйшых: было 54, стала 55\n"
            "Заўвага: «Праверце ўзрост па фармулярах»"
        ),
    ]
    assert pavel.buttons == [["Прыняць", "Увесь ліст"], ["Вярнуць яшчэ раз"]]
    [said] = await pavel.press("Вярнуць яшчэ раз")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцаў 2026 года: Сянькоўшчына",
        "1. Зарэгістравана карыстальнікаў з пачатку года: 175",
        "Якое пытанне вярнуць? Націсніце або напішыце яго нумар.",
        "Заўвагу можна напісаць адразу за нумарам: «4 Зверце з дзённікам».",
    ]
    assert await pavel.send("3 Цяпер не сыходзіцца з карткамі") == [
        (
            "Анкета за 9 месяцаў 2026 года: Сянькоўшчына\n"
            "Заўваг да адпраўкі: 1.\n"
            "3. З іх 60 гадоў і старэйшых: 55. «Цяпер не сыходзіцца з карткамі»\n"
            "Адправіць бібліятэцы або вярнуць яшчэ адно пытанне?"
        ),
    ]
    await pavel.press("Адправіць")
    assert await anna.news() == [
        (
            "Ганна Міхайлаўна, удакладніце, калі ласка, 1 адказ.\n"
            "Анкета за 9 месяцаў 2026 года: Сянькоўшчына\n"
            "Пытанне 3. З іх 60 гадоў і старэйшых: 55 (Кастрычнік 2025: 52; больш на 3, на 6 %)\n"
            "Заўвага метадыста (Кніжнік П. А.): «Цяпер не сыходзіцца з карткамі»\n"
            "Астатнія адказы застаюцца."
        ),
    ]
    assert await anna.press("Пакінуць і патлумачыць") == [
        (
            "Пытанне 3. З іх 60 гадоў і старэйшых: 55 (Кастрычнік 2025: 52; больш на 3, на 6 %)\n"
            "Чаму адказ застаецца? Напішыце адным радком, яго прачытае метадыст."
        ),
    ]
    assert anna.buttons == [["Назад"]]
    assert await anna.send("Карткі яшчэ не разабраны") == [
        ("Дзякуй, анкета зноў адпраўлена. Бібліятэка: Сянькоўшчына.\nПраверыць: Кніжнік П. А."),
    ]
    assert anna.buttons == [["Паглядзець адказы"], ["Ліст у PDF"]]
    assert await pavel.news() == [
        (
            "Удакладнена: Сянькоўшчына\n"
            "Анкета за 9 месяцаў 2026 года: Сянькоўшчына\n"
            "Хто адказаў: Пераплётава Г. М.\n"
            "3. З іх 60 гадоў і старэйшых: засталося 55\n"
            "Заўвага: «Цяпер не сыходзіцца з карткамі»\n"
            "Тлумачэнне: «Карткі яшчэ не разабраны»"
        ),
    ]
    assert pavel.buttons == [["Прыняць", "Увесь ліст"], ["Вярнуць яшчэ раз"]]
    assert await demo.sql(
        "SELECT question, state, was, became, explanation, settled_by, return_no FROM remarks "
        "ORDER BY remark_id"
    ) == [
        ("paid_fact", "open", "184.5", None, None, None, 1),
        ("users_60", "corrected", "54", "55", None, 9, 1),
        ("users_60", "explained", "55", None, "Карткі яшчэ не разабраны", 9, 2),
    ]
    assert await demo.sql("SELECT state, return_no FROM campaign_units WHERE unit_id = 7") == [
        ("sent", 2)
    ]


async def test_what_is_left_as_it_is_must_be_explained(demo: World) -> None:
    """«Назад» and «Оставить» change nothing; the contact is at hand; a telephone is refused."""
    elena = demo.chat(1010)
    await elena.send("/tasks")
    assert await elena.press("2. Уточнить") == [
        (
            "Елена Сергеевна, уточните, пожалуйста, 1 ответ.\n"
            "Анкета за 9 месяцев 2026 года: Деревянчицы\n"
            "Вопрос 9. Платные услуги с начала года, руб.: 184,5\n"
            "Замечание методиста (Аннотова С. Ю.): «Проверьте сумму по квитанциям»\n"
            "Остальные ответы остаются."
        ),
    ]
    assert elena.buttons == [["Исправить", "Позвонить"], ["Оставить и пояснить"]]
    assert await elena.press("Позвонить") == [
        (
            "Чьё замечание: Аннотова Светлана Юрьевна\n"
            "Отдел: методический отдел\n"
            "После разговора исправьте ответ или оставьте и поясните."
        ),
    ]
    assert elena.buttons == [["Назад"]]
    await elena.press("Назад")
    assert await elena.press("Исправить") == [
        ("Анкета\nЗамечание: «Проверьте сумму по квитанциям»"),
        (
            "Анкета, 9 из 14\n"
            "Платные услуги с начала года, руб.\n"
            "План отдела на год: 210.\n"
            "Сейчас: 184,5.\n"
            "Напишите число."
        ),
    ]
    assert await elena.press("Назад") == [
        "Что дальше?",
        (
            "Ответ остался прежним. Если он верен, нажмите «Оставить и пояснить».\n"
            "Елена Сергеевна, уточните, пожалуйста, 1 ответ.\n"
            "Анкета за 9 месяцев 2026 года: Деревянчицы\n"
            "Вопрос 9. Платные услуги с начала года, руб.: 184,5\n"
            "Замечание методиста (Аннотова С. Ю.): «Проверьте сумму по квитанциям»\n"
            "Остальные ответы остаются."
        ),
    ]
    assert elena.buttons == [["Исправить", "Позвонить"], ["Оставить и пояснить"]]
    await elena.press("Исправить")
    assert await elena.press("Оставить: 184,5") == [
        "Что дальше?",
        (
            "Ответ остался прежним. Если он верен, нажмите «Оставить и пояснить».\n"
            "Елена Сергеевна, уточните, пожалуйста, 1 ответ.\n"
            "Анкета за 9 месяцев 2026 года: Деревянчицы\n"
            "Вопрос 9. Платные услуги с начала года, руб.: 184,5\n"
            "Замечание методиста (Аннотова С. Ю.): «Проверьте сумму по квитанциям»\n"
            "Остальные ответы остаются."
        ),
    ]
    await elena.press("Оставить и пояснить")
    assert await elena.send("Звоните +375 29 123-45-67") == [
        (
            "Тут телефон, документ или адрес: +375 29 123-45-67. Данные жителей бот не хранит: "
            "напишите, пожалуйста, заново без них."
        ),
    ]
    assert await elena.send("Квитанции сданы в бухгалтерию") == [
        ("Спасибо, анкета снова отправлена. Библиотека: Деревянчицы.\nПроверит: Аннотова С. Ю."),
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "sent",
        "SL-10": "sent",
        "SL-11": "sent",
    }
    assert await demo.sql(
        "SELECT question, state, was, became, explanation, settled_by, return_no FROM remarks "
        "ORDER BY remark_id"
    ) == [("paid_fact", "explained", "184.5", None, "Квитанции сданы в бухгалтерию", 10, 1)]


async def test_what_depends_on_the_answer_is_asked_too(demo: World) -> None:
    """An odd correction wants its explanation; then the sheet goes without any card."""
    lyudmila = demo.chat(1008)
    svetlana = demo.chat(1003)
    await lyudmila.start()
    await svetlana.start()
    [said] = await svetlana.forge("review.return:6:0")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "1. Зарегистрировано пользователей с начала года: 143",
        "Какой вопрос вернуть? Нажмите или напишите его номер.",
        "Замечание можно написать сразу за номером: «4 Сверьте с дневником».",
    ]
    await svetlana.send("5 Меньше, чем записано в дневнике")
    await svetlana.press("Отправить")
    await lyudmila.news()
    await lyudmila.press("Исправить")
    assert await lyudmila.send("400") == [
        (
            "Анкета, 5 из 14\n"
            "Из них на мероприятиях. Октябрь 2025: 170, сейчас 400 (на 135 % больше).\n"
            "Всё верно? Тогда напишите одной строкой, почему так."
        ),
    ]
    assert await lyudmila.send("Считали с выездными") == [
        ("Спасибо, анкета снова отправлена. Библиотека: Василевичи.\nПроверит: Аннотова С. Ю."),
        "Что дальше?",
    ]
    assert await svetlana.news() == [
        (
            "Уточнено: Василевичи\n"
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Кто ответил: Полкина Л. Н.\n"
            "5. Из них на мероприятиях: было 176, стало 400\n"
            "Замечание: «Меньше, чем записано в дневнике»\n"
            "Пояснение: «Считали с выездными»"
        ),
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }


async def test_a_remark_is_short_long_or_holds_a_telephone(demo: World) -> None:
    """Nothing is lost: the question stays open, what was written waits."""
    svetlana = demo.chat(1003)
    await svetlana.start()
    assert await svetlana.forge("review.question:6:4") == [
        (
            "Василевичи\n"
            "4. Посещения с начала года: 2\xa0960\n"
            "Что уточнить? Напишите одной строкой, не меньше 10 знаков.\n"
            "Без фамилий и телефонов жителей, пожалуйста."
        ),
    ]
    assert svetlana.buttons == [["Другой вопрос", "К листу"]]
    assert await svetlana.send("мало") == [
        (
            "Замечание слишком короткое: напишите не меньше 10 знаков, чтобы было понятно, что "
            "проверить. Вы написали: «мало»."
        ),
    ]
    assert await svetlana.send("Позвоните +375 29 123-45-67 и уточните") == [
        (
            "Тут телефон, документ или адрес: +375 29 123-45-67. Данные жителей бот не хранит: "
            "напишите, пожалуйста, заново без них."
        ),
    ]
    assert await svetlana.send("Сверьте с дневником " * 30) == [
        "Слишком длинно: знаков 599, помещается не больше 500."
    ]
    assert await svetlana.send("Сверьте с дневником") == [
        (
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Замечаний к отправке: 1.\n"
            "4. Посещения с начала года: 2\xa0960. «Сверьте с дневником»\n"
            "Отправить библиотеке или вернуть ещё один вопрос?"
        ),
    ]
    [said] = await svetlana.press("Ещё вопрос")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "1. Зарегистрировано пользователей с начала года: 143",
        "Какой вопрос вернуть? Нажмите или напишите его номер.",
        "Замечание можно написать сразу за номером: «4 Сверьте с дневником».",
    ]
    assert svetlana.buttons[:2] == [["1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]
    assert await svetlana.send("77 нет такого вопроса") == [
        "Нет вопроса с номером «77 нет такого вопроса». Напишите номер из списка.",
    ]
    assert await svetlana.send("семь") == [
        "Нет вопроса с номером «семь». Напишите номер из списка.",
    ]
    [said] = await svetlana.press("К листу")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Отправлено: 12.10.2026 12:00, Полкина Л. Н., в чате",
        "Посмотрите: есть пояснения. Вопросы: 4.",
        "Всё сходится? Нажмите «Принять».",
    ]
    assert svetlana.buttons == [
        ["Принять", "Вернуть вопрос"],
        ["Замечаний: 1", "Следующий лист"],
        ["К списку"],
    ]
    assert await svetlana.press("Замечаний: 1") == [
        (
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Замечаний к отправке: 1.\n"
            "4. Посещения с начала года: 2\xa0960. «Сверьте с дневником»\n"
            "Отправить библиотеке или вернуть ещё один вопрос?"
        ),
    ]
    [said] = await svetlana.press("Убрать замечания")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Отправлено: 12.10.2026 12:00, Полкина Л. Н., в чате",
        "Посмотрите: есть пояснения. Вопросы: 4.",
        "Всё сходится? Нажмите «Принять».",
    ]
    assert svetlana.buttons == [["Принять", "Вернуть вопрос"], ["Следующий лист", "К списку"]]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }
    assert await demo.sql("SELECT count(*) FROM remarks WHERE question = 'visits'") == [(0,)]


async def test_a_library_without_telegram_is_asked_by_telephone(demo: World) -> None:
    """The remark goes to nobody; the methodist enters the answer, or it waits in the list."""
    svetlana = demo.chat(1003)
    await svetlana.start()
    [said] = await svetlana.forge("review.return:10:0")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Новодевятковичи",
        "1. Зарегистрировано пользователей с начала года: 209",
        "Какой вопрос вернуть? Нажмите или напишите его номер.",
        "Замечание можно написать сразу за номером: «4 Сверьте с дневником».",
    ]
    await svetlana.send("9 Проверьте сумму по квитанциям")
    assert await svetlana.press("Отправить") == [
        (
            "Лист на уточнении. Библиотека: Новодевятковичи.\n"
            "Сообщение сейчас не дойдёт: Буквицкая Ядвига Антоновна. Позвоните, пожалуйста, и "
            "запишите ответ."
        ),
    ]
    assert svetlana.buttons == [["Записать ответ", "Следующий лист"], ["К списку"]]
    assert await svetlana.send("/tasks") == [
        (
            "Светлана Юрьевна, сегодня 15 октября.\n"
            "1. Уточнить 1 ответ анкеты (Новодевятковичи).\n"
            "2. Есть неточность в записи о выезде: Василевичи, 6 октября.\n"
            "Нажмите номер."
        ),
    ]
    assert await svetlana.press("Уточнить") == [
        (
            "Анкета за 9 месяцев 2026 года: Новодевятковичи\n"
            "Спросите библиотеку и запишите ответ: Буквицкая Ядвига Антоновна\n"
            "Вопрос 9. Платные услуги с начала года, руб.: 98\n"
            "Замечание методиста (Аннотова С. Ю.): «Проверьте сумму по квитанциям»\n"
            "Остальные ответы остаются."
        ),
    ]
    assert await svetlana.press("Исправить") == [
        (
            "Анкета\n"
            "Запись за сотрудника: Буквицкая Ядвига Антоновна.\n"
            "Замечание: «Проверьте сумму по квитанциям»"
        ),
        (
            "Анкета, 9 из 14\n"
            "Платные услуги с начала года, руб.\n"
            "План отдела на год: 330.\n"
            "Сейчас: 98.\n"
            "Напишите число."
        ),
    ]
    assert await svetlana.send("120,40") == [
        "Спасибо, анкета снова отправлена. Библиотека: Новодевятковичи.",
        "Что дальше?",
    ]
    assert svetlana.buttons == [["Посмотреть ответы"], ["Лист в PDF"]]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }
    assert await demo.sql(
        "SELECT state, entered_by, source, staff_id FROM campaign_units WHERE unit_id = 10"
    ) == [("sent", 3, "phone", 11)]


async def test_who_is_away_is_stood_in_for(demo: World) -> None:
    """The substitute reads the remark to the absent colleague and answers it."""
    lyudmila = demo.chat(1008)
    irina = demo.chat(1007)
    svetlana = demo.chat(1003)
    await lyudmila.start()
    await irina.start()
    await svetlana.start()
    await svetlana.forge("unit.behalf:5:phone")
    for words in SL_05:
        await svetlana.send(words)
    await svetlana.press("Пропустить")
    await svetlana.press("Отправить")
    await lyudmila.news()
    await irina.news()
    await svetlana.forge("review.return:5:0")
    await svetlana.send("8 Столько мероприятий не было")
    assert await svetlana.press("Отправить") == [
        ("Лист на уточнении. Библиотека: Озерница.\nКому ушли замечания: Полкина Л. Н."),
    ]
    assert await irina.news() == []
    assert await lyudmila.news() == [
        (
            "Людмила Николаевна, уточните, пожалуйста, 1 ответ.\n"
            "Анкета за 9 месяцев 2026 года: Озерница\n"
            "Вопрос 8. Проведено мероприятий с начала года: 33 (Октябрь 2025: 31; больше на 2, "
            "на 6 %)\n"
            "Замечание методиста (Аннотова С. Ю.): «Столько мероприятий не было»\n"
            "Остальные ответы остаются."
        ),
    ]
    assert await lyudmila.press("Исправить") == [
        (
            "Анкета\n"
            "Запись за сотрудника: Страницкая Ирина Казимировна.\n"
            "Замечание: «Столько мероприятий не было»"
        ),
        (
            "Анкета, 8 из 14\n"
            "Проведено мероприятий с начала года\n"
            "Октябрь 2025: 31.\n"
            "Сейчас: 33.\n"
            "Напишите число."
        ),
    ]
    assert await lyudmila.send("35") == [
        ("Спасибо, анкета снова отправлена. Библиотека: Озерница.\nПроверит: Аннотова С. Ю."),
        "Что дальше?",
    ]
    assert await svetlana.news() == [
        (
            "Уточнено: Озерница\n"
            "Анкета за 9 месяцев 2026 года: Озерница\n"
            "Кто ответил: Полкина Л. Н.\n"
            "8. Проведено мероприятий с начала года: было 33, стало 35\n"
            "Замечание: «Столько мероприятий не было»"
        ),
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-05": "sent",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }


async def test_a_return_while_the_librarian_is_correcting(demo: World) -> None:
    """The draft goes on at the returned question; «Сохранить» answers the remark."""
    natalya = demo.chat(1012)
    svetlana = demo.chat(1003)
    await natalya.send("/questionnaire")
    await natalya.press("Исправить")
    await natalya.send("10")
    await natalya.send("2")
    await svetlana.start()
    [said] = await svetlana.forge("review.return:11:0")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Мижевичи",
        "1. Зарегистрировано пользователей с начала года: 181",
        "Какой вопрос вернуть? Нажмите или напишите его номер.",
        "Замечание можно написать сразу за номером: «4 Сверьте с дневником».",
    ]
    await svetlana.send("9 Проверьте сумму по квитанциям")
    await svetlana.press("Отправить")
    assert await natalya.news() == [
        (
            "Наталья Владимировна, уточните, пожалуйста, 1 ответ.\n"
            "Анкета за 9 месяцев 2026 года: Мижевичи\n"
            "Вопрос 9. Платные услуги с начала года, руб.: 64,3\n"
            "Замечание методиста (Аннотова С. Ю.): «Проверьте сумму по квитанциям»\n"
            "Остальные ответы остаются."
        ),
    ]
    await natalya.press("Исправить")
    [said] = await natalya.send("70,50")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета",
        "Проверьте, пожалуйста.",
        "15. Чем помочь: —",
        "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер.",
    ]
    assert await natalya.send("Сохранить") == [
        (
            "Ответы исправлены. Библиотека: Мижевичи.\n"
            "Проверит: Каталогова М. П.\n"
            "Ваши показатели (в скобках год назад):\n"
            "Читаемость: 18,4 (18,5)\n"
            "Посещаемость: 7,7 (7,8)\n"
            "Обращаемость фонда: 0,48 (0,47)\n"
            "Охват населения, %: 39,5\n"
            "Книгообеспеченность: 15,3\n"
            "План платных услуг, %: 25,2\n"
            "Ваш лист в PDF придёт ниже."
        ),
        ("Спасибо, анкета снова отправлена. Библиотека: Мижевичи.\nПроверит: Аннотова С. Ю."),
        "Что дальше?",
        (
            "[document SL-11 Анкета за 9 месяцев 2026 года.pdf] Анкета за 9 месяцев 2026 года: "
            "Мижевичская сельская библиотека"
        ),
    ]
    assert await svetlana.news() == [
        (
            "Уточнено: Мижевичи\n"
            "Анкета за 9 месяцев 2026 года: Мижевичи\n"
            "Кто ответил: Абзацева Н. В.\n"
            "9. Платные услуги с начала года, руб.: было 64,3, стало 70,5\n"
            "Замечание: «Проверьте сумму по квитанциям»"
        ),
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }


async def test_a_remark_is_withdrawn_or_answered_already(demo: World) -> None:
    """Buttons of what is settled say so and change nothing."""
    lyudmila = demo.chat(1008)
    svetlana = demo.chat(1003)
    await lyudmila.start()
    await svetlana.start()
    [said] = await svetlana.forge("review.return:6:0")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "1. Зарегистрировано пользователей с начала года: 143",
        "Какой вопрос вернуть? Нажмите или напишите его номер.",
        "Замечание можно написать сразу за номером: «4 Сверьте с дневником».",
    ]
    await svetlana.send("4 Сверьте с дневником")
    await svetlana.press("Отправить")
    await lyudmila.news()
    await lyudmila.press("Исправить")
    [said] = await svetlana.forge("review.sheet:6")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Отправлено: 12.10.2026 12:00, Полкина Л. Н., в чате",
        "14. Выполнено из рекомендаций: —",
        "15. Чем помочь: —",
    ]
    assert svetlana.buttons == [
        ["Вернуть вопрос", "Записать ответ"],
        ["Снять замечания", "Следующий лист"],
        ["К списку"],
    ]
    [said] = await svetlana.press("Снять замечания")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Отправлено: 12.10.2026 12:00, Полкина Л. Н., в чате",
        "Посмотрите: есть пояснения, сейчас исправляют. Вопросы: 4.",
        "Всё сходится? Нажмите «Принять».",
    ]
    assert await lyudmila.send("1000") == [
        (
            "Ответы исправлены. Библиотека: Василевичи.\n"
            "Проверит: Каталогова М. П.\n"
            "Ваши показатели (в скобках год назад):\n"
            "Читаемость: 21,3 (17,4)\n"
            "Посещаемость: 7,0 (7,1)\n"
            "Обращаемость фонда: 0,56 (0,45)\n"
            "Охват населения, %: 39,6\n"
            "Книгообеспеченность: 15,1\n"
            "План платных услуг, %: 39,1\n"
            "Ваш лист в PDF придёт ниже."
        ),
        "Что дальше?",
        (
            "[document SL-06 Анкета за 9 месяцев 2026 года.pdf] Анкета за 9 месяцев 2026 года: "
            "Интегрированная библиотека агрогородка Василевичи"
        ),
    ]
    [said] = await lyudmila.forge("clarify.keep:2")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Состояние: отправлено.",
        "Помещение: Всё в порядке",
        "Подворных обходов с начала года: 0",
    ]
    assert await lyudmila.forge("clarify.fix:2") == []
    assert await svetlana.forge("review.send:6") == [
        "Это кнопка прошлого шага. Сейчас Вы здесь: замечания уже отправлены.",
    ]
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: замечания уже отправлены."
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }
    assert await demo.sql(
        "SELECT question, state, was, became, explanation, settled_by, return_no FROM remarks "
        "ORDER BY remark_id"
    ) == [
        ("paid_fact", "open", "184.5", None, None, None, 1),
        ("visits", "withdrawn", "2960", None, None, 3, 1),
    ]


async def test_an_accepted_sheet_is_returned_and_stays_traceable(demo: World) -> None:
    """What was accepted stands beside what it became."""
    galina = demo.chat(1006)
    svetlana = demo.chat(1003)
    await galina.start()
    await svetlana.start()
    [said] = await svetlana.forge("review.sheet:2")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Жировичи",
        "Отправлено: 06.10.2026 12:00, Корешкова Г. Ф., в чате",
        "14. Выполнено из рекомендаций: —",
        "15. Чем помочь: —",
    ]
    assert svetlana.buttons == [["Вернуть вопрос", "Следующий лист"], ["К списку"]]
    await svetlana.press("Вернуть вопрос")
    await svetlana.send("1 Сверьте с картотекой")
    await svetlana.press("Отправить")
    await galina.news()
    await galina.press("Исправить")
    await galina.send("425")
    await svetlana.news()
    assert await svetlana.press("Весь лист") == [
        (
            "Анкета за 9 месяцев 2026 года: Жировичи\n"
            "Отправлено: 15.10.2026 09:28, Корешкова Г. Ф., в чате\n"
            "1. Зарегистрировано пользователей с начала года: 425 (Октябрь 2025: 412; больше на "
            "13, на 3 %)\n"
            "Было принято: 421\n"
            "Замечание: «Сверьте с картотекой» Исправлено, было: 421\n"
            "2. Из них детей до 15 лет: 131 (Октябрь 2025: 128; больше на 3, на 2 %)\n"
            "3. Из них 60 лет и старше: 99 (Октябрь 2025: 96; больше на 3, на 3 %)\n"
            "4. Посещения с начала года: 3\xa0340 (Октябрь 2025: 3\xa0260; больше на 80, на 2 "
            "%)\n"
            "5. Из них на мероприятиях: 560 (Октябрь 2025: 540; больше на 20, на 4 %)\n"
            "6. Выдано документов с начала года: 8\xa0010 (Октябрь 2025: 7\xa0830; больше на "
            "180, на 2 %)\n"
            "7. Фонд сегодня, экземпляров: 10\xa0310 (Апрель 2026: 10\xa0210; больше на 100, на "
            "1 %)\n"
            "8. Проведено мероприятий с начала года: 54 (Октябрь 2025: 52; больше на 2, на 4 %)\n"
            "9. Платные услуги с начала года, руб.: 412,5\n"
            "10. Читателей на дому сейчас: 4\n"
            "11. Интернет: Да\n"
            "12. Помещение: Всё в порядке\n"
            "13. Подворных обходов с начала года: 0\n"
            "14. Выполнено из рекомендаций: —\n"
            "15. Чем помочь: —\n"
            "Посмотрите: изменено после принятия, уточнено после возврата. Вопросы: 1.\n"
            "Всё сходится? Нажмите «Принять»."
        ),
    ]
    assert svetlana.buttons == [["Принять", "Вернуть вопрос"], ["Следующий лист", "К списку"]]
    assert await svetlana.press("Принять") == [
        ("Принято: Жировичи.\nЕщё ждут проверки: 3.\nОтменить можно до 10:28."),
    ]
    assert await demo.sql(
        "SELECT acceptance_id, submission_id, earlier_id FROM acceptance_units "
        "WHERE unit_id = 2 ORDER BY acceptance_id"
    ) == [(1, 1, None), (3, 7, 1)]


async def test_two_methodists_return_one_question(demo: World) -> None:
    """The later remark stands, the earlier one is withdrawn."""
    lyudmila = demo.chat(1008)
    svetlana = demo.chat(1003)
    marina = demo.chat(1002)
    await lyudmila.start()
    await svetlana.start()
    await marina.start()
    await svetlana.forge("review.return:6:0")
    await svetlana.send("4 Сверьте с дневником")
    await marina.forge("review.return:6:0")
    await marina.send("4 Проверьте журнал посещений")
    await svetlana.press("Отправить")
    assert await marina.press("Отправить") == [
        ("Лист на уточнении. Библиотека: Василевичи.\nКому ушли замечания: Полкина Л. Н."),
    ]
    assert await lyudmila.news() == [
        (
            "Людмила Николаевна, уточните, пожалуйста, 1 ответ.\n"
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Вопрос 4. Посещения с начала года: 2\xa0960 (Октябрь 2025: 980; больше на "
            "1\xa0980, на 202 %)\n"
            "Пояснение: «Проводили районный праздник книги в июне»\n"
            "Замечание методиста (Аннотова С. Ю.): «Сверьте с дневником»\n"
            "Остальные ответы остаются."
        ),
        (
            "Людмила Николаевна, уточните, пожалуйста, 1 ответ.\n"
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Вопрос 4. Посещения с начала года: 2\xa0960 (Октябрь 2025: 980; больше на "
            "1\xa0980, на 202 %)\n"
            "Пояснение: «Проводили районный праздник книги в июне»\n"
            "Замечание методиста (Каталогова М. П.): «Проверьте журнал посещений»\n"
            "Остальные ответы остаются."
        ),
    ]
    assert await demo.sql(
        "SELECT question, state, was, became, explanation, settled_by, return_no FROM remarks "
        "ORDER BY remark_id"
    ) == [
        ("paid_fact", "open", "184.5", None, None, None, 1),
        ("visits", "withdrawn", "2960", None, None, 2, 1),
        ("visits", "open", "2960", None, None, None, 2),
    ]


async def test_who_may_answer_a_remark_and_forged_buttons(demo: World) -> None:
    """Only the library, or who enters for it; numbers of nowhere change nothing."""
    nina = demo.chat(1005)
    igor = demo.chat(1014)
    elena = demo.chat(1010)
    svetlana = demo.chat(1003)
    await nina.start()
    assert await nina.forge("clarify.open:8") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("clarify.fix:1") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("clarify.keep:1") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("clarify.call:1") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("review.return:8:0") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("review.send:8") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    await igor.start()
    assert await igor.forge("clarify.open:8") == []
    assert igor.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    await elena.start()
    assert await elena.forge("clarify.fix:99") == []
    assert elena.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await elena.forge("clarify.fix") == []
    assert elena.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await elena.forge("clarify.show:x") == []
    assert elena.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    [said] = await elena.forge("clarify.open:9")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Большие Шиловичи",
        "Состояние: не открывали.",
        "Кто отвечает: Формулярова Елена Сергеевна.",
        "Срок: 20 октября.",
    ]
    await svetlana.start()
    assert await svetlana.forge("review.return:1:0") == []
    assert (
        svetlana.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )
    assert await svetlana.forge("review.question:6:99") == []
    assert (
        svetlana.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )
    assert await svetlana.forge("review.send:6") == [
        "Это кнопка прошлого шага. Сейчас Вы здесь: замечания уже отправлены.",
    ]
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: замечания уже отправлены."
    [said] = await svetlana.forge("unit.card:8")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Деревянчицы",
        "Состояние: на уточнении.",
        "Помещение: Всё в порядке",
        "Подворных обходов с начала года: 0",
    ]
    assert svetlana.buttons == [
        ["Уточнить", "Лист в PDF"],
        ["Лист в Word", "Проверить"],
        ["Библиотека", "К списку"],
    ]
    assert await svetlana.press("Уточнить") == [
        (
            "Анкета за 9 месяцев 2026 года: Деревянчицы\n"
            "Спросите библиотеку и запишите ответ: Формулярова Елена Сергеевна\n"
            "Вопрос 9. Платные услуги с начала года, руб.: 184,5\n"
            "Замечание методиста (Аннотова С. Ю.): «Проверьте сумму по квитанциям»\n"
            "Остальные ответы остаются."
        ),
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }
    assert await demo.sql(
        "SELECT question, state, was, became, explanation, settled_by, return_no FROM remarks "
        "ORDER BY remark_id"
    ) == [("paid_fact", "open", "184.5", None, None, None, 1)]
