"""A methodist reviews the sheets of the monitoring: accepts, all at once, undoes."""

from reviewed import states
from world import World


async def test_flagged_sheets_stand_first_and_each_is_accepted(demo: World) -> None:
    """From the board; a sheet beside last values; the last tap of each says what is left."""
    svetlana = demo.chat(1003)
    assert await svetlana.send("/monitoring") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сегодня 15 октября, срок: 20 октября.\n"
            "Период открыт.\n"
            "Ответили: 5 из 12.\n"
            "На уточнении (1): Деревянчицы.\n"
            "Начали (1): Деревная (6 из 15).\n"
            "Не открывали (3): Центральная, Озерница, Большие Шиловичи.\n"
            "Без связи (2): Новоселки, Павлово.\n"
            "Ждут проверки: 3, из них без замечаний: 2.\n"
            "Нажмите группу, чтобы увидеть её библиотеки."
        ),
    ]
    assert svetlana.buttons[:2] == [["Проверить: 3"], ["Принять 2 без замечаний"]]
    assert await svetlana.press("Проверить: 3") == [
        (
            "Проверка анкет за 9 месяцев 2026 года\n"
            "Ждут проверки: 3, из них без замечаний: 2.\n"
            "На уточнении: 1. Принято: 2 из 12.\n"
            "Василевичи: есть пояснения\n"
            "Новодевятковичи: без замечаний\n"
            "Мижевичи: без замечаний\n"
            "Нажмите библиотеку."
        ),
    ]
    assert svetlana.buttons == [
        ["Василевичи", "Новодевятковичи"],
        ["Мижевичи"],
        ["Принять 2 без замечаний"],
        ["К мониторингу"],
    ]
    assert await svetlana.press("Василевичи") == [
        (
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Отправлено: 12.10.2026 12:00, Полкина Л. Н., в чате\n"
            "1. Зарегистрировано пользователей с начала года: 143 (Октябрь 2025: 139; больше на "
            "4, на 3 %)\n"
            "2. Из них детей до 15 лет: 38 (Октябрь 2025: 37; больше на 1, на 3 %)\n"
            "3. Из них 60 лет и старше: 41 (Октябрь 2025: 40; больше на 1, на 2 %)\n"
            "4. Посещения с начала года: 2\xa0960 (Октябрь 2025: 980; больше на 1\xa0980, на "
            "202 %)\n"
            "Пояснение: «Проводили районный праздник книги в июне»\n"
            "5. Из них на мероприятиях: 176 (Октябрь 2025: 170; больше на 6, на 4 %)\n"
            "6. Выдано документов с начала года: 3\xa0050 (Октябрь 2025: 2\xa0420; больше на "
            "630, на 26 %)\n"
            "7. Фонд сегодня, экземпляров: 5\xa0440 (Апрель 2026: 5\xa0390; больше на 50, на 1 "
            "%)\n"
            "8. Проведено мероприятий с начала года: 29 (Октябрь 2025: 28; больше на 1, на 4 %)\n"
            "9. Платные услуги с начала года, руб.: 86,00\n"
            "10. Читателей на дому сейчас: 2\n"
            "11. Интернет: Да\n"
            "12. Помещение: Всё в порядке\n"
            "13. Подворных обходов с начала года: 0\n"
            "14. Выполнено из рекомендаций: —\n"
            "15. Чем помочь: —\n"
            "Посмотрите: есть пояснения. Вопросы: 4.\n"
            "Всё сходится? Нажмите «Принять»."
        ),
    ]
    assert svetlana.buttons == [["Принять", "Вернуть вопрос"], ["Следующий лист", "К списку"]]
    assert await svetlana.press("Принять") == [
        ("Принято: Василевичи.\nЕщё ждут проверки: 2.\nОтменить можно до 10:28."),
    ]
    assert svetlana.buttons == [["Следующий лист", "Отменить"], ["К списку"]]
    [said] = await svetlana.press("Следующий лист")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Новодевятковичи",
        "Отправлено: 10.10.2026 12:00, Аннотова С. Ю., по телефону",
        "15. Чем помочь: —",
        "Всё сходится? Нажмите «Принять».",
    ]
    [said] = await svetlana.press("Следующий лист")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Мижевичи",
        "Отправлено: 09.10.2026 12:00, Абзацева Н. В., в чате",
        "15. Чем помочь: —",
        "Всё сходится? Нажмите «Принять».",
    ]
    await svetlana.press("Принять")
    assert await svetlana.press("К списку") == [
        (
            "Проверка анкет за 9 месяцев 2026 года\n"
            "Ждут проверки: 1, из них без замечаний: 1.\n"
            "На уточнении: 1. Принято: 4 из 12.\n"
            "Новодевятковичи: без замечаний\n"
            "Нажмите библиотеку."
        ),
    ]
    assert svetlana.buttons == [
        ["Новодевятковичи"],
        ["Принять 1 без замечаний"],
        ["К мониторингу"],
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "accepted",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "accepted",
    }
    assert await demo.sql(
        "SELECT action, staff_id FROM history "
        "WHERE subject = 'campaign_units' AND subject_id = '6' "
        "ORDER BY history_id"
    ) == [("sent", 8), ("accepted", 3)]


async def test_all_without_a_flag_in_one_tap_undone_for_an_hour(demo: World) -> None:
    """At 59 minutes all of them wait again; at 61 it is too late."""
    svetlana = demo.chat(1003)
    await svetlana.send("/monitoring")
    assert await svetlana.press("Принять 2 без замечаний") == [
        ("Принято без замечаний: 2.\nЕщё ждут проверки: 1.\nОтменить можно до 10:28."),
    ]
    assert svetlana.buttons == [["Посмотреть спорные"], ["Отменить", "К списку"]]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "accepted",
        "SL-11": "accepted",
    }
    demo.clock.jump(minutes=59)
    assert await svetlana.press("Отменить") == [
        (
            "Отменено. Снова ждут проверки: 2.\n"
            "Проверка анкет за 9 месяцев 2026 года\n"
            "Ждут проверки: 3, из них без замечаний: 2.\n"
            "На уточнении: 1. Принято: 2 из 12.\n"
            "Василевичи: есть пояснения\n"
            "Новодевятковичи: без замечаний\n"
            "Мижевичи: без замечаний\n"
            "Нажмите библиотеку."
        ),
    ]
    assert svetlana.buttons == [
        ["Василевичи", "Новодевятковичи"],
        ["Мижевичи"],
        ["Принять 2 без замечаний"],
        ["К мониторингу"],
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }
    await svetlana.press("Принять 2 без замечаний")
    demo.clock.jump(minutes=61)
    assert await svetlana.press("Отменить") == []
    assert svetlana.toast == (
        "Прошло больше часа, отменить уже нельзя. Лист можно вернуть с замечанием."
    )
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "accepted",
        "SL-11": "accepted",
    }
    assert await demo.sql(
        "SELECT made_by, undone_by, undone_at FROM acceptances "
        "WHERE made_at > '2026-10-15' "
        "ORDER BY acceptance_id"
    ) == [(3, 3, "2026-10-15T07:27:00Z"), (3, None, None)]
    assert await demo.sql(
        "SELECT unit_id, submission_id FROM acceptance_units WHERE acceptance_id = 4"
    ) == [(10, 5), (11, 6)]


async def test_the_review_in_belarusian(demo: World) -> None:
    """The list, a sheet with its differences, one tap for all, undone."""
    pavel = demo.chat(1004)
    assert await pavel.send("/monitoring") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Сёння 15 кастрычніка, тэрмін: 20 кастрычніка.\n"
            "Перыяд адкрыты.\n"
            "Адказалі: 5 з 12.\n"
            "На ўдакладненні (1): Дзеравянчыцы.\n"
            "Пачалі (1): Дзераўная (6 з 15).\n"
            "Не адкрывалі (3): Цэнтральная, Азярніца, Вялікія Шылавічы.\n"
            "Без сувязі (2): Навасёлкі, Паўлава.\n"
            "Чакаюць праверкі: 3, з іх без заўваг: 2.\n"
            "Націсніце групу, каб убачыць яе бібліятэкі."
        ),
    ]
    assert pavel.buttons[:2] == [["Праверыць: 3"], ["Прыняць 2 без заўваг"]]
    assert await pavel.press("Праверыць: 3") == [
        (
            "Праверка анкет за 9 месяцаў 2026 года\n"
            "Чакаюць праверкі: 3, з іх без заўваг: 2.\n"
            "На ўдакладненні: 1. Прынята: 2 з 12.\n"
            "Васілевічы: ёсць тлумачэнні\n"
            "Новадзевяткавічы: без заўваг\n"
            "Міжэвічы: без заўваг\n"
            "Націсніце бібліятэку."
        ),
    ]
    assert pavel.buttons == [
        ["Васілевічы", "Новадзевяткавічы"],
        ["Міжэвічы"],
        ["Прыняць 2 без заўваг"],
        ["Да маніторынгу"],
    ]
    assert await pavel.press("Васілевічы") == [
        (
            "Анкета за 9 месяцаў 2026 года: Васілевічы\n"
            "Адпраўлена: 12.10.2026 12:00, Полкіна Л. М., у чаце\n"
            "1. Зарэгістравана карыстальнікаў з пачатку года: 143 (Кастрычнік 2025: 139; больш "
            "на 4, на 3 %)\n"
            "2. З іх дзяцей да 15 гадоў: 38 (Кастрычнік 2025: 37; больш на 1, на 3 %)\n"
            "3. З іх 60 гадоў і старэйшых: 41 (Кастрычнік 2025: 40; больш на 1, на 2 %)\n"
            "4. Наведванні з пачатку года: 2\xa0960 (Кастрычнік 2025: 980; больш на 1\xa0980, "
            "на 202 %)\n"
            "Тлумачэнне: «Проводили районный праздник книги в июне»\n"
            "5. З іх на мерапрыемствах: 176 (Кастрычнік 2025: 170; больш на 6, на 4 %)\n"
            "6. Выдадзена дакументаў з пачатку года: 3\xa0050 (Кастрычнік 2025: 2\xa0420; больш "
            "на 630, на 26 %)\n"
            "7. Фонд сёння, экзэмпляраў: 5\xa0440 (Красавік 2026: 5\xa0390; больш на 50, на 1 "
            "%)\n"
            "8. Праведзена мерапрыемстваў з пачатку года: 29 (Кастрычнік 2025: 28; больш на 1, "
            "на 4 %)\n"
            "9. Платныя паслугі з пачатку года, руб.: 86,00\n"
            "10. Чытачоў, якіх абслугоўваюць дома, цяпер: 2\n"
            "11. Інтэрнэт: Так\n"
            "12. Памяшканне: Усё ў парадку\n"
            "13. Падворных абходаў з пачатку года: 0\n"
            "14. Выканана з рэкамендацый: —\n"
            "15. Чым дапамагчы: —\n"
            "Паглядзіце: ёсць тлумачэнні. Пытанні: 4.\n"
            "Усё супадае? Націсніце «Прыняць»."
        ),
    ]
    assert pavel.buttons == [["Прыняць", "Вярнуць пытанне"], ["Наступны аркуш", "Да спіса"]]
    assert await pavel.press("Прыняць") == [
        ("Прынята: Васілевічы.\nЯшчэ чакаюць праверкі: 2.\nСкасаваць можна да 10:28."),
    ]
    assert pavel.buttons == [["Наступны аркуш", "Скасаваць"], ["Да спіса"]]
    assert await pavel.press("Скасаваць") == [
        (
            "Скасавана. Зноў чакаюць праверкі: 1.\n"
            "Праверка анкет за 9 месяцаў 2026 года\n"
            "Чакаюць праверкі: 3, з іх без заўваг: 2.\n"
            "На ўдакладненні: 1. Прынята: 2 з 12.\n"
            "Васілевічы: ёсць тлумачэнні\n"
            "Новадзевяткавічы: без заўваг\n"
            "Міжэвічы: без заўваг\n"
            "Націсніце бібліятэку."
        ),
    ]
    assert pavel.buttons == [
        ["Васілевічы", "Новадзевяткавічы"],
        ["Міжэвічы"],
        ["Прыняць 2 без заўваг"],
        ["Да маніторынгу"],
    ]
    assert await pavel.press("Прыняць 2 без заўваг") == [
        ("Прынята без заўваг: 2.\nЯшчэ чакаюць праверкі: 1.\nСкасаваць можна да 10:28."),
    ]
    assert pavel.buttons == [["Паглядзець спрэчныя"], ["Скасаваць", "Да спіса"]]
    [said] = await pavel.press("Паглядзець спрэчныя")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцаў 2026 года: Васілевічы",
        "Адпраўлена: 12.10.2026 12:00, Полкіна Л. М., у чаце",
        "Паглядзіце: ёсць тлумачэнні. Пытанні: 4.",
        "Усё супадае? Націсніце «Прыняць».",
    ]


async def test_two_methodists_at_one_sheet(demo: World) -> None:
    """The second is shown how it stands; what was offered for other sheets accepts nothing."""
    svetlana = demo.chat(1003)
    marina = demo.chat(1002)
    await svetlana.send("/monitoring")
    await svetlana.press("Проверить: 3")
    await svetlana.press("Василевичи")
    await marina.send("/monitoring")
    await marina.press("Проверить: 3")
    await marina.press("Василевичи")
    await marina.press("Принять")
    [said] = await svetlana.press("Принять")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Отправлено: 12.10.2026 12:00, Полкина Л. Н., в чате",
        "14. Выполнено из рекомендаций: —",
        "15. Чем помочь: —",
    ]
    assert svetlana.buttons == [["Вернуть вопрос", "Следующий лист"], ["К списку"]]
    await marina.press("К списку")
    await svetlana.press("К списку")
    await svetlana.press("Мижевичи")
    await svetlana.press("Принять")
    assert await marina.press("Принять 2 без замечаний") == [
        (
            "Тем временем пришли новые ответы или изменились прежние. Посмотрите, пожалуйста, "
            "ещё раз.\n"
            "Проверка анкет за 9 месяцев 2026 года\n"
            "Ждут проверки: 1, из них без замечаний: 1.\n"
            "На уточнении: 1. Принято: 4 из 12.\n"
            "Новодевятковичи: без замечаний\n"
            "Нажмите библиотеку."
        ),
    ]
    assert marina.buttons == [["Новодевятковичи"], ["Принять 1 без замечаний"], ["К мониторингу"]]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "accepted",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "accepted",
    }
    await svetlana.press("Отменить")
    assert await svetlana.forge("review.undo:4") == []
    assert svetlana.toast == "Это уже отменено."


async def test_answers_that_somebody_is_correcting(demo: World) -> None:
    """Accepted as they are or waited for; what is saved later is looked at again."""
    lyudmila = demo.chat(1008)
    svetlana = demo.chat(1003)
    await lyudmila.send("/questionnaire")
    await lyudmila.press("Василевичи")
    await lyudmila.press("Исправить")
    await svetlana.send("/monitoring")
    assert await svetlana.press("Проверить: 3") == [
        (
            "Проверка анкет за 9 месяцев 2026 года\n"
            "Ждут проверки: 3, из них без замечаний: 2.\n"
            "На уточнении: 1. Принято: 2 из 12.\n"
            "Василевичи: есть пояснения, сейчас исправляют\n"
            "Новодевятковичи: без замечаний\n"
            "Мижевичи: без замечаний\n"
            "Нажмите библиотеку."
        ),
    ]
    await svetlana.press("Василевичи")
    assert await svetlana.press("Принять") == [
        (
            "Василевичи\n"
            "Ответы сейчас исправляет: Полкина Л. Н.\n"
            "Принять их как есть или подождать исправления?"
        ),
    ]
    assert svetlana.buttons == [["Принять как есть", "Следующий лист"], ["К списку"]]
    assert await svetlana.press("Принять как есть") == [
        ("Принято: Василевичи.\nЕщё ждут проверки: 2.\nОтменить можно до 10:28."),
    ]
    await lyudmila.send("4")
    await lyudmila.send("1000")
    assert await lyudmila.send("Сохранить") == [
        (
            "Ответы исправлены. Библиотека: Василевичи.\n"
            "Проверит: Каталогова М. П.\n"
            "Ваши показатели (в скобках год назад):\n"
            "Читаемость: 21,3 (17,4)\n"
            "Посещаемость: 7,0 (7,1)\n"
            "Обращаемость фонда: 0,56 (0,45)\n"
            "Охват населения, %: 39,6\n"
            "Книгообеспеченность: 15,1\n"
            "Выполнение плана платных услуг, %: 39,1\n"
            "Ваш лист в PDF придёт ниже."
        ),
        "Что дальше?",
        (
            "[document SL-06 Анкета за 9 месяцев 2026 года.pdf] Анкета за 9 месяцев 2026 года: "
            "Интегрированная библиотека агрогородка Василевичи"
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
    await svetlana.press("К списку")
    [said] = await svetlana.press("Василевичи")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Отправлено: 15.10.2026 09:28, Полкина Л. Н., в чате",
        "Посмотрите: изменено после принятия. Вопросы: 4.",
        "Всё сходится? Нажмите «Принять».",
    ]
    assert await demo.sql(
        "SELECT json_extract(answers, '$.visits') FROM submissions "
        "WHERE json_extract(answers, '$.users') = 143 "
        "ORDER BY submission_id"
    ) == [(2960,), (1000,)]


async def test_a_sheet_changed_meanwhile_is_shown_anew(demo: World) -> None:
    """Nobody accepts answers that they have not seen."""
    svetlana = demo.chat(1003)
    lyudmila = demo.chat(1008)
    await svetlana.send("/monitoring")
    await svetlana.press("Проверить: 3")
    await svetlana.press("Василевичи")
    await lyudmila.send("/questionnaire")
    await lyudmila.press("Василевичи")
    await lyudmila.press("Исправить")
    await lyudmila.send("10")
    await lyudmila.send("5")
    await lyudmila.send("Сохранить")
    [said] = await svetlana.press("Принять")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Тем временем ответы изменились. Посмотрите, пожалуйста, ещё раз.",
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Посмотрите: есть пояснения. Вопросы: 4.",
        "Всё сходится? Нажмите «Принять».",
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }
    await svetlana.press("Принять")
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "accepted",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }


async def test_who_may_review_and_forged_buttons(demo: World) -> None:
    """Methodists and the head; what is not there changes nothing."""
    nina = demo.chat(1005)
    igor = demo.chat(1014)
    denis = demo.chat(1015)
    olga = demo.chat(1001)
    await nina.start()
    assert await nina.forge("review.list:1:0") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("review.sheet:6") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("review.accept:6:2") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("review.all:1:00000000") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("review.undo:1") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    await igor.start()
    assert await igor.forge("review.list:1:0") == []
    assert igor.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    await denis.start()
    assert await denis.forge("review.all:1:00000000") == []
    assert denis.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    await olga.send("/monitoring")
    assert await olga.press("Проверить: 3") == [
        (
            "Проверка анкет за 9 месяцев 2026 года\n"
            "Ждут проверки: 3, из них без замечаний: 2.\n"
            "На уточнении: 1. Принято: 2 из 12.\n"
            "Василевичи: есть пояснения\n"
            "Новодевятковичи: без замечаний\n"
            "Мижевичи: без замечаний\n"
            "Нажмите библиотеку."
        ),
    ]
    assert await olga.forge("review.sheet:1") == []
    assert olga.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await olga.forge("review.sheet:99") == []
    assert olga.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await olga.forge("review.list:9:0") == []
    assert olga.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await olga.forge("review.accept:6") == []
    assert olga.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    [said] = await olga.forge("review.accept:6:99")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Тем временем ответы изменились. Посмотрите, пожалуйста, ещё раз.",
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Посмотрите: есть пояснения. Вопросы: 4.",
        "Всё сходится? Нажмите «Принять».",
    ]
    assert await olga.forge("review.all:1") == []
    assert olga.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await olga.forge("review.all:1:00000000") == [
        (
            "Тем временем пришли новые ответы или изменились прежние. Посмотрите, пожалуйста, "
            "ещё раз.\n"
            "Проверка анкет за 9 месяцев 2026 года\n"
            "Ждут проверки: 3, из них без замечаний: 2.\n"
            "На уточнении: 1. Принято: 2 из 12.\n"
            "Василевичи: есть пояснения\n"
            "Новодевятковичи: без замечаний\n"
            "Мижевичи: без замечаний\n"
            "Нажмите библиотеку."
        ),
    ]
    assert await olga.forge("review.undo:99") == []
    assert olga.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    [said] = await olga.forge("review.accept:2:1")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Жировичи",
        "Отправлено: 06.10.2026 12:00, Корешкова Г. Ф., в чате",
        "14. Выполнено из рекомендаций: —",
        "15. Чем помочь: —",
    ]
    [said] = await olga.forge("review.withdraw:6")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Анкета за 9 месяцев 2026 года: Василевичи",
        "Отправлено: 12.10.2026 12:00, Полкина Л. Н., в чате",
        "Посмотрите: есть пояснения. Вопросы: 4.",
        "Всё сходится? Нажмите «Принять».",
    ]
    assert await states(demo) == {
        "SL-02": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "returned",
        "SL-10": "sent",
        "SL-11": "sent",
    }


async def test_the_reviewers_list_says_that_sheets_wait(demo: World) -> None:
    """Only who reviews the monitoring has the line; it counts down."""
    marina = demo.chat(1002)
    assert await marina.send("/tasks") == [
        (
            "Марина Петровна, сегодня 15 октября.\n"
            "1. Анкета за 9 месяцев 2026 года (Центральная): срок 20 октября.\n"
            "2. Мониторинг за 9 месяцев 2026 года, ждут проверки: 3.\n"
            "Нажмите номер."
        )
    ]
    assert "ждут проверки" not in (await demo.chat(1003).send("/tasks"))[0]
    [listed] = await marina.press("2")
    assert listed.startswith("Проверка анкет за 9 месяцев 2026 года")
    await marina.press("Принять 2 без замечаний")
    assert (
        "2. Мониторинг за 9 месяцев 2026 года, ждут проверки: 1."
        in (await marina.send("/tasks"))[0]
    )
