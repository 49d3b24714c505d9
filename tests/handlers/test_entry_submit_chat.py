"""Entries in conversation: the list of contests, all three forms, the receipt, my entries."""

from world import World

CARD = (
    "Конкурс: каникулы\n"
    "Проверьте, пожалуйста.\n"
    "1. Конкурс: Каникулы в библиотеке\n"
    "2. Библиотека: Деревная\n"
    "3. Каникулы: Осенние\n"
    "4. Название программы: Каникулы с Колосом\n"
    "5. Мероприятий: 3\n"
    "6. Детей участвовало: 41\n"
    "7. О программе: Читали и рисовали\n"
    "8. Фото: приложено\n"
    "9. Фото: приложено\n"
    "10. Фото: приложено\n"
    "11. Люди на фото: Да, согласие есть\n"
    "12. Дети на фото: Есть, и согласие хранится\n"
    "Всё верно? Нажмите «Подать». Чтобы исправить ответ, напишите его номер."
)


async def test_an_entry_from_the_list_to_the_receipt(world: World) -> None:
    """Every step in Russian; what is missing is said, and the draft can be gone on with."""
    nina = world.chat(1005)
    await nina.start()
    assert await nina.send("Конкурсы") == [
        (
            "Конкурсы\n"
            "«Каникулы в библиотеке»: до 30 ноября, осталось 46 дней. Подано работ: 0.\n"
            "«Создать новый образ»: до 15 декабря, остался 61 день. Подано работ: 0.\n"
            "«Мы в газете, газета о нас»: до 20 декабря, осталось 66 дней. Подано работ: 0.\n"
            "Нажмите конкурс."
        )
    ]
    assert await nina.press("Каникулы в библиотеке") == [
        (
            "Конкурс «Каникулы в библиотеке»\n"
            "на лучшую организацию каникулярного чтения детей\n"
            "Приём работ: до 30 ноября, осталось 46 дней.\n"
            "Нужно: фото, от 3 до 10.\n"
            "От одной библиотеки работ не больше: 2.\n"
            "Подано работ: 0.\n"
            "Видео больше 20 МБ Telegram не передаст: пришлите ссылку на него."
        )
    ]
    assert nina.buttons == [["Подать работу", "Мои работы"], ["К списку"]]
    assert await nina.press("Подать работу") == [
        "Конкурс: каникулы\nКаждый ответ сохраняется сразу, остановиться можно в любом месте.",
        "Конкурс: каникулы, 1 из 7\nКакие каникулы?",
    ]
    assert await nina.press("Осенние") == ["Конкурс: каникулы, 2 из 7\nКак называется программа?"]
    assert await nina.send("Каникулы с Колосом") == [
        "Конкурс: каникулы, 3 из 7\nСколько мероприятий проведено? Напишите число."
    ]
    assert await nina.send("3") == [
        "Конкурс: каникулы, 4 из 7\nСколько детей участвовало? Напишите число."
    ]
    assert await nina.send("41") == [
        "Конкурс: каникулы, 5 из 7\nЧто было? Одной или двумя фразами, без фамилий читателей."
    ]
    assert await nina.send("Читали и рисовали") == [
        (
            "Конкурс: каникулы, 6 из 7\n"
            "Фото 1\n"
            "Пришлите фото, можно альбомом. Видео больше 20 МБ не пройдёт: "
            "ссылку на него спрошу в «Дополнить»."
        )
    ]
    assert await nina.photo() == [
        "Не хватает: фото (1 из 3).\nКонкурс: каникулы, 7 из 7\nФото: 1. Добавить ещё?"
    ]
    assert await nina.press("Отложить") == [
        (
            "Отложено: «Конкурс: каникулы».\n"
            "Сохранено 8 ответов.\n"
            "Продолжить можно в любой день: «Мои дела»."
        ),
        "Что дальше?",
    ]
    await nina.send("/contests")
    await nina.press("Каникулы в библиотеке")
    assert nina.buttons == [["Продолжить черновик"], ["Мои работы", "К списку"]]
    assert await nina.press("Мои работы") == [
        (
            "Мои работы\n"
            "Черновик, «Каникулы в библиотеке»: «Каникулы с Колосом». "
            "Не хватает: фото (1 из 3).\n"
            "Нажмите, чтобы открыть."
        )
    ]
    await nina.press("Продолжить: Каникулы с Колосом")
    await nina.press("Дальше")
    await nina.press("Да, согласие есть")
    await nina.press("Есть, и согласие хранится")
    assert await nina.press("Подать") == [
        (
            "Не хватает: фото (1 из 3).\n"
            "Черновик сохранён. Добавьте недостающее, потом подайте работу."
        )
    ]
    assert nina.buttons == [["Добавить: фото", "Назад"], ["Отложить"]]
    await nina.press("Добавить: фото")
    await nina.photo()
    await nina.photo()
    assert await nina.press("Дальше") == [CARD]
    assert nina.buttons == [["Подать", "Исправить"], ["Дополнить", "Отложить"]]
    assert await nina.send("Привет") == [
        ("Чтобы исправить ответ, напишите его номер. Чтобы закончить, нажмите «Подать».\n" + CARD)
    ]
    assert await nina.send("подать") == [
        (
            "Работа № 1 подана 15.10.2026 09:28.\n"
            "До 30 ноября (до конца дня) её можно изменить или отозвать: "
            "«Конкурсы», «Мои работы»."
        ),
        "Что дальше?",
    ]
    assert await nina.press("Открыть работу") == [
        (
            "Работа № 1: «Каникулы с Колосом»\n"
            "Конкурс: «Каникулы в библиотеке».\n"
            "Библиотека: Деревная.\n"
            "Состояние: подана.\n"
            "Каникулы: Осенние\n"
            "Мероприятий: 3\n"
            "Детей участвовало: 41\n"
            "О программе: Читали и рисовали\n"
            "Материалы: фото: 3.\n"
            "Люди на фото: согласие есть.\n"
            "Дети на фото: согласие родителей хранится в библиотеке.\n"
            "Подана от: Закладкина Н. И."
        )
    ]
    assert nina.buttons == [["Материалы", "Исправить"], ["Отозвать", "К конкурсу"], ["Мои работы"]]
    assert await nina.press("Материалы") == [
        "[photo] Работа № 1: фото",
        "[photo]",
        "[photo]",
    ]
    assert await world.sql(
        "SELECT contest_id, library_id, title, state, staff_id, entered_by, source FROM entries"
    ) == [(1, 3, "Каникулы с Колосом", "submitted", 5, 5, "chat")]
    assert await world.sql("SELECT role, count(*) FROM entry_files GROUP BY role") == [
        ("photos", 3)
    ]
    assert await world.sql("SELECT kind, answer, staff_id FROM entry_consents") == [
        ("parents", "agreed", 5),
        ("people", "agreed", 5),
    ]


async def test_photos_before_and_after_in_belarusian(world: World) -> None:
    """The second form: nomination, zone, two albums, no people; a co-author and a link added."""
    hanna = world.chat(1009)
    await hanna.start()
    assert await hanna.send("Конкурсы") == [
        (
            "Конкурсы\n"
            "«Каникулы в библиотеке»: да 30 лістапада, засталося 46 дзён. Пададзена работ: 0.\n"
            "«Создать новый образ»: да 15 снежня, застаўся 61 дзень. Пададзена работ: 0.\n"
            "«Мы в газете, газета о нас»: да 20 снежня, засталося 66 дзён. Пададзена работ: 0.\n"
            "Націсніце конкурс."
        )
    ]
    assert await hanna.press("Создать новый образ") == [
        (
            "Конкурс «Создать новый образ»\n"
            "на лучшее оформление библиотеки\n"
            "Прыём работ: да 15 снежня, застаўся 61 дзень.\n"
            "Намінацыі: Унутры бібліятэкі; Звонку.\n"
            "Патрэбна: фота «да», ад 1 да 5; фота «пасля», ад 1 да 5.\n"
            "Ад адной бібліятэкі работ не больш: 2.\n"
            "Пададзена работ: 0.\n"
            "Відэа, большае за 20 МБ, Telegram не перадасць: дашліце спасылку на яго."
        )
    ]
    assert await hanna.press("Падаць работу") == [
        ("Конкурс: новы вобраз\nКожны адказ захоўваецца адразу, спыніцца можна ў любым месцы."),
        "Конкурс: новы вобраз, 1 з 7\nЯкая намінацыя?",
    ]
    assert await hanna.press("Унутры бібліятэкі") == [
        "Конкурс: новы вобраз, 2 з 7\nШто Вы абнавілі?"
    ]
    await hanna.press("Стэнд")
    await hanna.send("Стэнд без пылу")
    assert await hanna.send("Памылі і перафарбавалі") == [
        ("Конкурс: новы вобраз, 5 з 7\nФота «да» 1\nДашліце фота, як было раней, можна альбомам.")
    ]
    await hanna.photo()
    await hanna.press("Далей")
    await hanna.photo()
    assert await hanna.press("Далей") == [
        "Конкурс: новы вобраз, 7 з 7\nЦі можна пазнаць людзей на фота?"
    ]
    assert await hanna.press("Згоды няма") == [
        (
            "Тады дашліце, калі ласка, іншае фота: са спіны або без людзей. "
            "Націсніце «Назад» і замяніце яго.\n"
            "Конкурс: новы вобраз, 7 з 7\n"
            "Ці можна пазнаць людзей на фота?"
        )
    ]
    await hanna.press("Не")
    await hanna.press("Дапоўніць")
    await hanna.press("Спасылка")
    assert await hanna.send("проста так") == [
        (
            "Патрэбна спасылка, напрыклад slonves.by/kultura.\n"
            "Конкурс: новы вобраз, 8 з 8\n"
            "Дапоўніць\n"
            "Спасылка на відэа, прэзентацыю або запіс. Відэа, большае за 20 МБ, сюды не "
            "пройдзе, таму толькі спасылкай."
        )
    ]
    await hanna.send("https://youtu.be/abc")
    await hanna.press("Дапоўніць")
    await hanna.press("Сааўтары")
    await hanna.send("Полкіна")
    assert await hanna.press("Падаць") == [
        (
            "Работа № 1 пададзена 15.10.2026 09:28.\n"
            "Да 15 снежня (да канца дня) яе можна змяніць або адклікаць: "
            "«Конкурсы», «Мае работы»."
        ),
        "Што далей?",
    ]
    assert await hanna.press("Адкрыць работу") == [
        (
            "Работа № 1: «Стэнд без пылу»\n"
            "Конкурс: «Создать новый образ».\n"
            "Намінацыя: Унутры бібліятэкі.\n"
            "Бібліятэка: Сянькоўшчына.\n"
            "Стан: пададзена.\n"
            "Што абнавілі: Стэнд\n"
            "Што зроблена: Памылі і перафарбавалі\n"
            "Матэрыялы: фота «да»: 1, фота «пасля»: 1.\n"
            "Спасылка: https://youtu.be/abc\n"
            "Людзі на фота: пазнаць нікога нельга.\n"
            "Пададзена ад: Пераплётава Г. М., Полкіна Л. М."
        )
    ]
    assert await hanna.press("Матэрыялы") == [
        "[photo] Работа № 1: фота «да»",
        "[photo] Работа № 1: фота «пасля»",
    ]
    assert await hanna.press("Мае работы") == [
        ("Мае работы\n№ 1 «Стэнд без пылу», Сянькоўшчына: пададзена.\nНацісніце, каб адкрыць.")
    ]


async def test_a_publication_begins_with_the_page(world: World) -> None:
    """The third form with a photo of the page, asked for issue and page."""
    nina = world.chat(1005)
    await nina.send("/contests")
    assert await nina.press("Мы в газете, газета о нас") == [
        (
            "Конкурс «Мы в газете, газета о нас»\n"
            "на лучшую публикацию о библиотеке\n"
            "Приём работ: до 20 декабря, осталось 66 дней.\n"
            "Номинации: Мы в газете; Газета о нас.\n"
            "Нужно: скан страницы, от 1 до 10.\n"
            "От одной библиотеки работ не меньше: 2.\n"
            "Подано работ: 0.\n"
            "Видео больше 20 МБ Telegram не передаст: пришлите ссылку на него."
        )
    ]
    assert (await nina.press("Подать работу"))[1] == (
        "Конкурс: публикация, 1 из 8\n"
        "Скан или фото страницы 1\n"
        "Пришлите фото страницы или ссылку. Потом спрошу название, газету и дату. "
        "Запись передачи больше 20 МБ пришлите ссылкой."
    )
    assert nina.buttons == [["Фото и ссылки пока нет"], ["Отложить"]]
    await nina.document("page.pdf", b"%PDF-1.7 page", "application/pdf")
    assert await nina.send("7.10.2026") == [  # a date is no link
        (
            "Нужен файл. Пришлите его сюда, пожалуйста.\n"
            "Конкурс: публикация, 2 из 8\n"
            "Скан или фото страницы: 1. Добавить ещё?"
        )
    ]
    assert await nina.press("Дальше") == [
        "Конкурс: публикация, 2 из 8\nКак называется публикация?"
    ]
    await nina.send("Кніга прыйшла ў кожны двор")
    await nina.press("Слонімскі веснік")
    assert await nina.send("7.10") == [
        "Конкурс: публикация, 5 из 8\nНомер и страница, например «№ 40, с. 5»."
    ]
    await nina.send("№ 40, с. 5")
    await nina.press("Мы сами")
    await nina.press("Белорусский")
    await nina.press("Мы в газете")
    await nina.press("Подать")
    assert await nina.press("Открыть работу") == [
        (
            "Работа № 1: «Кніга прыйшла ў кожны двор»\n"
            "Конкурс: «Мы в газете, газета о нас».\n"
            "Номинация: Мы в газете.\n"
            "Библиотека: Деревная.\n"
            "Состояние: подана.\n"
            "Где опубликовано: Слонімскі веснік\n"
            "Дата выхода: 7 октября 2026\u202fг.\n"
            "Номер и страница: № 40, с. 5\n"
            "Кто написал: Мы сами\n"
            "Язык публикации: Белорусский\n"
            "Материалы: скан страницы: 1.\n"
            "Для списка публикаций:\n"
            "Закладкіна, Н. І. Кніга прыйшла ў кожны двор / Н. І. Закладкіна // Слонімскі "
            "веснік. – 2026. – 7 кастр. (№ 40). – С. 5.\n"
            "Подана от: Закладкина Н. И."
        )
    ]
    assert await nina.press("Материалы") == ["[document page.pdf] Работа № 1: скан страницы"]


async def test_a_publication_by_its_link(world: World) -> None:
    """A link typed where the page is asked for is the link; a site needs no page and no scan."""
    hanna = world.chat(1009)
    await hanna.send("/contests")
    await hanna.press("Мы в газете, газета о нас")
    await hanna.press("Падаць работу")
    assert await hanna.send("slonves.by/kniga") == [
        "Конкурс: публікацыя, 1 з 7\nЯк называецца публікацыя?"
    ]
    await hanna.send("Першае лета ў бібліятэцы")
    await hanna.press("Інтэрнэт")
    await hanna.press("Учора")
    await hanna.press("Журналіст пра нас")
    await hanna.press("Беларуская")
    await hanna.press("Газета пра нас")
    assert (await hanna.press("Падаць"))[0].split("\n")[0] == (
        "Работа № 1 пададзена 15.10.2026 09:28."
    )
    assert await world.sql("SELECT medium, published_on, title FROM entries") == [
        ("internet", "2026-10-14", "Першае лета ў бібліятэцы")
    ]
    assert await world.sql("SELECT url FROM entry_links") == [("slonves.by/kniga",)]


async def test_a_newspaper_without_its_page_is_not_taken(world: World) -> None:
    """«Фото и ссылки пока нет» goes on; the scan is asked for before submitting."""
    nina = world.chat(1005)
    await nina.send("/contests")
    await nina.press("Мы в газете, газета о нас")
    await nina.press("Подать работу")
    assert await nina.press("Фото и ссылки пока нет") == [
        "Конкурс: публикация, 1 из 7\nКак называется публикация?"
    ]
    await nina.send("Книга пришла")
    await nina.press("Газета Слонімская")
    await nina.press("Сегодня")
    await nina.send("с. 12")
    await nina.press("Журналист о нас")
    await nina.press("Русский")
    await nina.press("Газета о нас")
    assert await nina.press("Подать") == [
        (
            "Не хватает: скан страницы (0 из 1).\n"
            "Черновик сохранён. Добавьте недостающее, потом подайте работу."
        )
    ]
    await nina.press("Добавить: скан страницы")
    await nina.photo()
    await nina.press("Дальше")
    assert (await nina.press("Подать"))[0].split("\n")[0] == "Работа № 1 подана 15.10.2026 09:28."


async def test_the_library_is_asked_where_a_person_has_two(world: World) -> None:
    elena = world.chat(1010)
    await elena.send("/contests")
    await elena.press("Каникулы в библиотеке")
    assert (await elena.press("Подать работу"))[1] == (
        "Конкурс: каникулы, 1 из 8\nКакая библиотека подаёт работу? Нажмите или напишите название."
    )
    assert elena.buttons == [["Большие Шиловичи", "Деревянчицы"], ["Отложить"]]


async def test_who_has_no_entries_reads_so(world: World) -> None:
    hanna = world.chat(1009)
    await hanna.send("/contests")
    assert await hanna.press("Мае работы") == ["Вашых работ пакуль няма."]
    assert await hanna.press("Конкурсы") != []


async def test_without_contests_the_list_says_so(world: World) -> None:
    nina, pavel = world.chat(1005), world.chat(1004)
    world.clock.jump(days=365)
    assert await nina.send("/contests") == [
        "Сейчас конкурсов нет. Когда объявят новый, он появится здесь."
    ]
    assert await pavel.send("/contests") == [
        "Цяпер конкурсаў няма. Калі абвесцяць новы, ён з’явіцца тут."
    ]


async def test_an_entry_for_practice_goes_nowhere(world: World) -> None:
    """Every question is asked, nothing is checked against the contest, nothing is submitted."""
    nina = world.chat(1005)
    await nina.send("/practice")
    await nina.press("Конкурс: публикация")
    await nina.send("slonves.by/kniga")
    await nina.send("Книга")
    await nina.press("Интернет")
    await nina.press("Сегодня")
    await nina.press("Мы сами")
    await nina.press("Русский")
    await nina.press("Мы в газете")
    assert await nina.press("Подать") == [
        "Получилось! Это весь путь. Режим был учебный: ничего не записано.",
        "Что дальше?",
    ]
    assert await world.sql("SELECT count(*) FROM entries") == [(0,)]


async def test_an_entry_by_telephone_is_the_colleagues(world: World) -> None:
    """In Belarusian: whose it is, who entered it; the colleague finds an inaccuracy."""
    nina, pavel = world.chat(1005), world.chat(1004)
    await nina.start()
    await pavel.send("/behalf")
    await pavel.send("Закладкіна")
    await pavel.press("Па тэлефоне")
    said = await pavel.press("Конкурс: публікацыя")
    assert said[0].split("\n")[1] == "Запіс за супрацоўніка: Закладкіна Ніна Іванаўна."
    await pavel.send("slonves.by/kniga")
    await pavel.send("Кніга")
    await pavel.press("Інтэрнэт")
    await pavel.press("Сёння")
    await pavel.press("Мы самі")
    await pavel.press("Беларуская")
    await pavel.press("Мы ў газеце")
    await pavel.press("Падаць")
    assert (await pavel.press("Адкрыць работу"))[0].split("\n")[-2:] == [
        "Пададзена ад: Закладкіна Н. І.",
        "Хто ўнёс: Кніжнік П. А., па тэлефоне",
    ]
    assert (await nina.news())[0].split("\n")[-1] == (
        "Кто записал: Книжник П. А., основание: по телефону. Всё так?"
    )
    await nina.press("Есть неточность")
    await nina.send("Название другое")
    assert (await pavel.news())[0].split("\n") == [
        ("Ёсць недакладнасць у запісе, унесеным за калегу: конкурсная работа № 1 (Дзераўная)."),
        "Піша Закладкіна Н. І.: «Название другое»",
    ]


async def test_a_contest_that_is_over_can_only_be_read(world: World) -> None:
    """Its card says since when, and offers no entry; a methodist may still take one."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await svetlana.start()
    world.clock.jump(days=50)
    said = await nina.send("/contests")
    assert said[0].split("\n")[-2] == (
        "«Каникулы в библиотеке»: приём закончился 30 ноября. Подано работ: 0."
    )
    assert await nina.press("Каникулы в библиотеке") == [
        (
            "Конкурс «Каникулы в библиотеке»\n"
            "на лучшую организацию каникулярного чтения детей\n"
            "Приём работ закончился 30 ноября.\n"
            "Подано работ: 0.\n"
            "Если причина уважительная, напишите в отдел: методист может принять работу "
            "позже."
        )
    ]
    assert nina.buttons == [["Мои работы", "К списку"]]
    await svetlana.forge("contest.card:1")
    assert svetlana.buttons == [
        ["Работы: 0", "Кто не подал"],
        ["Документы", "Подать работу"],
        ["Настроить", "К списку"],
    ]
    assert (await svetlana.press("Кто не подал"))[0].split("\n")[-1] == (
        "Центральная: Аннотова С. Ю., Каталогова М. П., Книжник П. А."
    )


async def test_a_contest_to_come_says_when_in_belarusian(world: World) -> None:
    hanna = world.chat(1009)
    await hanna.start()
    world.clock.jump(days=-100)
    await hanna.forge("contest.card:2")
    assert hanna.last.text.split("\n")[2] == "Прыём работ пачнецца 1 жніўня."
    assert hanna.buttons == [["Мае работы", "Да спіса"]]
