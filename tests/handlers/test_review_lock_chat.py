"""When all is accepted, or the head closes it, a monitoring's figures are locked."""

from reviewed import accept_all_but, speaks_belarusian, states
from world import World


async def test_the_last_sheet_locks_the_monitoring(demo: World) -> None:
    """Nobody is reminded, nothing changes; undoing within the hour opens it again."""
    lyudmila = demo.chat(1008)
    olga = demo.chat(1001)
    svetlana = demo.chat(1003)
    await accept_all_but(demo, "SL-06")
    await lyudmila.send("/questionnaire")
    await lyudmila.press("Василевичи")
    await olga.start()
    await svetlana.send("/monitoring")
    await svetlana.press("Проверить: 1")
    await svetlana.press("Василевичи")
    assert await svetlana.press("Принять") == [
        (
            "Принято: Василевичи.\n"
            "Все анкеты приняты, мониторинг закрыт: больше ничего не меняется.\n"
            "Отменить можно до 10:28."
        ),
    ]
    assert svetlana.buttons == [["Отменить", "К списку"]]
    assert await olga.news() == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Все анкеты приняты, мониторинг закрыт.\n"
            "Кто: Аннотова С. Ю."
        ),
    ]
    assert await demo.sql("SELECT closed_by, closed_with IS NOT NULL FROM campaigns") == [(3, 1)]
    assert await svetlana.forge("unit.correct:6") == []
    assert svetlana.toast == (
        "Мониторинг закрыт: 9 месяцев 2026 года. Анкету можно только смотреть. Нужна "
        "правка? Напишите в отдел."
    )
    assert await lyudmila.forge("unit.correct:6") == [
        (
            "Анкета за 9 месяцев 2026 года: Василевичи\n"
            "Состояние: принято.\n"
            "Отправлено: 12.10.2026 12:00, Полкина Л. Н., в чате\n"
            "Зарегистрировано пользователей с начала года: 143 (Октябрь 2025: 139)\n"
            "Из них детей до 15 лет: 38 (Октябрь 2025: 37)\n"
            "Из них 60 лет и старше: 41 (Октябрь 2025: 40)\n"
            "Посещения с начала года: 2\xa0960 (Октябрь 2025: 980) «Проводили районный праздник "
            "книги в июне»\n"
            "Из них на мероприятиях: 176 (Октябрь 2025: 170)\n"
            "Выдано документов с начала года: 3\xa0050 (Октябрь 2025: 2\xa0420)\n"
            "Фонд сегодня, экземпляров: 5\xa0440 (Апрель 2026: 5\xa0390)\n"
            "Проведено мероприятий с начала года: 29 (Октябрь 2025: 28)\n"
            "Платные услуги с начала года, руб.: 86,00\n"
            "Читателей на дому сейчас: 2\n"
            "Интернет: Да\n"
            "Помещение: Всё в порядке\n"
            "Подворных обходов с начала года: 0"
        ),
    ]
    assert await svetlana.forge("review.return:6:0") == []
    assert svetlana.toast == (
        "Мониторинг закрыт: 9 месяцев 2026 года. Анкету можно только смотреть. Нужна "
        "правка? Напишите в отдел."
    )
    assert await svetlana.forge("unit.longer:6") == []
    assert (
        svetlana.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )
    [said] = await svetlana.send("/monitoring")
    rows = said.split("\n")
    assert rows[:3] + rows[-2:] == [
        "Мониторинг за 9 месяцев 2026 года",
        "Сегодня 15 октября, срок: 20 октября.",
        "Период закрыт.",
        "Мониторинг закрыт: анкеты можно только смотреть.",
        "Нажмите группу, чтобы увидеть её библиотеки.",
    ]
    assert await svetlana.forge("review.undo:4") == [
        (
            "Отменено. Снова ждут проверки: 1.\n"
            "Проверка анкет за 9 месяцев 2026 года\n"
            "Ждут проверки: 1, из них без замечаний: 0.\n"
            "На уточнении: 0. Принято: 11 из 12.\n"
            "Василевичи: есть пояснения\n"
            "Нажмите библиотеку."
        ),
    ]
    assert await svetlana.forge("review.undo:3") == []
    assert svetlana.toast == (
        "Прошло больше часа, отменить уже нельзя. Лист можно вернуть с замечанием."
    )
    assert svetlana.buttons == [["Василевичи"], ["К мониторингу"]]
    assert await demo.sql("SELECT closed_at, closed_by, closed_with FROM campaigns") == [
        (None, None, None)
    ]
    assert await states(demo) == {
        "SL-01": "accepted",
        "SL-02": "accepted",
        "SL-03": "accepted",
        "SL-04": "accepted",
        "SL-05": "accepted",
        "SL-06": "sent",
        "SL-07": "accepted",
        "SL-08": "accepted",
        "SL-09": "accepted",
        "SL-10": "accepted",
        "SL-11": "accepted",
        "SL-12": "accepted",
    }


async def test_the_head_closes_and_opens_with_a_reason(demo: World) -> None:
    """What is begun is kept; both stand in the history."""
    nina = demo.chat(1005)
    olga = demo.chat(1001)
    elena = demo.chat(1010)
    svetlana = demo.chat(1003)
    marina = demo.chat(1002)
    await nina.send("/questionnaire")
    await nina.send("4480")
    await olga.send("/monitoring")
    [said] = await olga.press("Сроки и история")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Мониторинг за 9 месяцев 2026 года",
        "Состояние: идёт, последний день 20 октября.",
        "Кто проверяет: Каталогова М. П.",
        "Открывается сам, по настройкам.",
    ]
    assert await olga.press("Закрыть мониторинг") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Закрыть мониторинг?\n"
            "Принято: 2 из 12. Ждут проверки: 3.\n"
            "На уточнении: 1.\n"
            "Без ответа (6): Центральная, Деревная, Новоселки, Озерница, Большие "
            "Шиловичи, Павлово.\n"
            "Им придёт сообщение, что отвечать больше не нужно.\n"
            "Потом анкеты можно только смотреть, и никому не напоминают.\n"
            "Начатое сохранится. Открыть снова можно с объяснением."
        ),
    ]
    assert olga.buttons == [["Да, закрыть", "Не сейчас"]]
    await olga.press("Не сейчас")
    await olga.press("Закрыть мониторинг")
    [said] = await olga.press("Да, закрыть")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Мониторинг закрыт: анкеты можно только смотреть.",
        "Мониторинг за 9 месяцев 2026 года",
        "Кто проверяет: Каталогова М. П.",
        "Открывается сам, по настройкам.",
    ]
    assert await nina.send("39") == [
        (
            "Анкета, 9 из 15\n"
            "Платные услуги с начала года, руб.\n"
            "План отдела на год: 260,00.\n"
            "Напишите число."
        ),
    ]
    assert await nina.send("/tasks") == [
        "Что дальше?",
        (
            "Нина Ивановна, сегодня 15 октября.\n"
            "1. Обход не закончен: Деревная, 14 октября.\n"
            "2. Подтвердить выезд: Деревная, 6 октября.\n"
            "Нажмите номер."
        ),
    ]
    await elena.send("/tasks")
    assert await elena.forge("clarify.fix:1") == []
    assert elena.toast == (
        "Мониторинг закрыт: 9 месяцев 2026 года. Анкету можно только смотреть. Нужна "
        "правка? Напишите в отдел."
    )
    assert await elena.send("/tasks") == [
        ("Сегодня 15 октября.\nНа сегодня дел нет. Хорошего дня!"),
    ]
    await svetlana.start()
    assert await svetlana.forge("review.accept:6:2") == []
    assert svetlana.toast == (
        "Мониторинг закрыт: 9 месяцев 2026 года. Анкету можно только смотреть. Нужна "
        "правка? Напишите в отдел."
    )
    assert await svetlana.forge("review.all:1:00000000") == []
    assert svetlana.toast == (
        "Мониторинг закрыт: 9 месяцев 2026 года. Анкету можно только смотреть. Нужна "
        "правка? Напишите в отдел."
    )
    assert await svetlana.forge("lock.reopen:1") == []
    assert (
        svetlana.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )
    await marina.start()
    [said] = await marina.forge("campaign.card:1")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Мониторинг за 9 месяцев 2026 года",
        "Состояние: закрыт.",
        "Кто проверяет: Каталогова М. П.",
        "Открывается сам, по настройкам.",
    ]
    assert await marina.press("Открыть снова") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Почему открываем снова? Напишите причину одной строкой: она сохранится."
        ),
    ]
    assert marina.buttons == [["Назад"]]
    assert await marina.send("надо") == [
        "Объяснение слишком короткое: напишите не меньше десяти знаков, что нужно исправить.",
    ]
    [said] = await marina.send("Жировичи нашли ошибку в выдаче")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Мониторинг снова открыт.",
        "Мониторинг за 9 месяцев 2026 года",
        "Кто проверяет: Каталогова М. П.",
        "Открывается сам, по настройкам.",
    ]
    assert await olga.news() == [
        ("Мониторинг за 9 месяцев 2026 года\nМониторинг снова открыт.\nКто: Каталогова М. П."),
    ]
    assert await marina.press("История") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "15.10.2026 08:00, бот: создан\n"
            "15.10.2026 09:28, Экслибрисова О. С.: закрыт\n"
            "15.10.2026 09:28, Каталогова М. П.: открыто снова «Жировичи нашли ошибку в выдаче»"
        ),
    ]
    assert await nina.send("/questionnaire") == [
        (
            "Анкета\n"
            "За 9 месяцев 2026 года. Библиотека: Деревная.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 20 октября."
        ),
        (
            "Анкета, 9 из 15\n"
            "Платные услуги с начала года, руб.\n"
            "План отдела на год: 260,00.\n"
            "Напишите число."
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


async def test_an_opened_monitoring_is_locked_again_with_its_last_sheet(demo: World) -> None:
    """The correction that it was opened for is looked at, then nothing changes any more."""
    olga = demo.chat(1001)
    galina = demo.chat(1006)
    svetlana = demo.chat(1003)
    await accept_all_but(demo, "SL-06")
    await olga.start()
    await galina.start()
    await svetlana.start()
    await svetlana.forge("review.accept:6:2")
    await olga.news()
    await olga.forge("lock.reopen:1")
    await olga.send("Жировичи нашли ошибку")
    await svetlana.forge("review.return:2:0")
    await svetlana.send("1 Сверьте с картотекой")
    await svetlana.press("Отправить")
    await galina.news()
    await galina.press("Исправить")
    await galina.send("425")
    await svetlana.news()
    assert await svetlana.press("Принять") == [
        (
            "Принято: Жировичи.\n"
            "Все анкеты приняты, мониторинг закрыт: больше ничего не меняется.\n"
            "Отменить можно до 10:28."
        ),
    ]
    assert svetlana.buttons == [["Отменить", "К списку"]]
    assert await demo.sql(
        "SELECT action, staff_id, reason FROM history WHERE subject = 'campaigns' "
        "ORDER BY history_id"
    ) == [
        ("added", None, None),
        ("closed", 3, None),
        ("reopened", 1, "Жировичи нашли ошибку"),
        ("closed", 3, None),
    ]


async def test_closing_in_belarusian_and_forged_buttons(demo: World) -> None:
    """Only the head and the deputy; a button of before says how it stands."""
    olga = demo.chat(1001)
    pavel = demo.chat(1004)
    nina = demo.chat(1005)
    await speaks_belarusian(demo, 1)
    await olga.start()
    assert await olga.forge("lock.ask:1") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Закрыць маніторынг?\n"
            "Прынята: 2 з 12. Чакаюць праверкі: 3.\n"
            "На ўдакладненні: 1.\n"
            "Без адказу (6): Цэнтральная, Дзераўная, Навасёлкі, Азярніца, Вялікія "
            "Шылавічы, Паўлава.\n"
            "Ім прыйдзе паведамленне, што адказваць больш не трэба.\n"
            "Потым анкеты можна толькі глядзець, і нікому не нагадваюць.\n"
            "Пачатае захаваецца. Адкрыць зноў можна з тлумачэннем."
        ),
    ]
    assert olga.buttons == [["Так, закрыць", "Не цяпер"]]
    [said] = await olga.press("Так, закрыць")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Маніторынг закрыты: анкеты можна толькі глядзець.",
        "Маніторынг за 9 месяцаў 2026 года",
        "Хто правярае: Каталогава М. П.",
        "Адкрываецца сам, паводле налад.",
    ]
    assert await olga.forge("lock.close:1") == []
    assert olga.toast == "Цяпер гэта немагчыма. Маніторынг за 9 месяцаў 2026 года: закрыты."
    assert await olga.forge("lock.ask:1") == []
    assert olga.toast == "Цяпер гэта немагчыма. Маніторынг за 9 месяцаў 2026 года: закрыты."
    assert await olga.forge("lock.ask:9") == []
    assert olga.toast == (
        "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
    )
    assert await olga.press("Адкрыць зноў") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Чаму адкрываем зноў? Напішыце прычыну адным радком: яна захаваецца."
        ),
    ]
    [said] = await olga.send("Памылка ў Жыровічах")
    rows = said.split("\n")
    assert rows[:2] + rows[-2:] == [
        "Маніторынг зноў адкрыты.",
        "Маніторынг за 9 месяцаў 2026 года",
        "Хто правярае: Каталогава М. П.",
        "Адкрываецца сам, паводле налад.",
    ]
    assert await olga.forge("lock.reopen:1") == []
    assert olga.toast == (
        "Цяпер гэта немагчыма. Маніторынг за 9 месяцаў 2026 года: ідзе, апошні дзень "
        "20 кастрычніка."
    )
    await pavel.start()
    assert await pavel.forge("lock.ask:1") == []
    assert pavel.toast == (
        "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
    )
    assert await pavel.forge("lock.close:1") == []
    assert pavel.toast == (
        "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
    )
    await nina.start()
    assert await nina.forge("lock.close:1") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await demo.sql("SELECT closed_at FROM campaigns") == [(None,)]
