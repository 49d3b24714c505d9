"""«Мои данные» in conversation: the screen, the file, erasure, withdrawal of consent."""

import sys

from world import World

from storage import access

ADMIN, METHODIST, METHODIST_BE, LIBRARIAN, JUROR = 1015, 1003, 1004, 1005, 1014


async def test_the_screen_says_in_short_what_is_stored(world: World):
    methodist = world.chat(METHODIST)
    assert await methodist.send("/mydata") == [
        (
            "Что бот хранит о Вас: Аннотова Светлана Юрьевна\n"
            "Роль: методист\n"
            "Должность: методист\n"
            "Библиотека: Центральная\n"
            "Согласие: 15 октября 2026\u202fг.\n"
            "Выездов в библиотеки: 9, обходов: 0, конкурсных работ: 0, записано за коллег: 0, "
            "черновиков: 0, файлов: 0, вопросов: 0, отсутствий: 0.\n"
            "Чтобы прочитать всё, нажмите «Всё одним файлом»."
        ),
    ]
    assert methodist.buttons == [
        ["Всё одним файлом"],
        ["Попросить удалить"],
        ["Отозвать согласие"],
    ]
    assert await methodist.press("Всё одним файлом") == [
        "Собираю всё вместе, файл придёт сюда.",
        "[document moi-dannye-2026-10-15.txt] Всё, что бот хранит о Вас.",
    ]


async def test_mydata_in_belarusian(world: World):
    pavel = world.chat(METHODIST_BE)
    assert await pavel.send("/mydata") == [
        (
            "Што бот захоўвае пра Вас: Кніжнік Павел Андрэевіч\n"
            "Роля: метадыст\n"
            "Пасада: методист; редактор сайта\n"
            "Бібліятэка: Цэнтральная\n"
            "Згода: 15 кастрычніка 2026\u202fг.\n"
            "Выездаў у бібліятэкі: 6, абходаў: 0, конкурсных работ: 0, запісана за калег: 0, "
            "чарнавікоў: 0, файлаў: 1, пытанняў: 0, адсутнасцей: 0.\n"
            "Каб прачытаць усё, націсніце «Усё адным файлам»."
        ),
    ]
    assert pavel.buttons == [["Усё адным файлам"], ["Папрасіць выдаліць"], ["Адклікаць згоду"]]
    assert await pavel.press("Усё адным файлам") == [
        "Збіраю ўсё разам, файл прыйдзе сюды.",
        "[document maje-danyja-2026-10-15.txt] Усё, што бот захоўвае пра Вас.",
    ]
    assert await pavel.press("Папрасіць выдаліць") == [
        (
            "Папрасіць выдаліць Вашы даныя?\n"
            "Адміністратар атрымае просьбу і адкажа на працягу 15 дзён. Запісы "
            "пра работу, якія ўстанова абавязана захоўваць, застануцца; астатняе выдаляць."
        ),
    ]
    assert pavel.buttons == [["Адправіць просьбу"], ["Не трэба"]]
    assert await pavel.press("Адправіць просьбу") == [
        "Просьба выдаліць Вашы даныя адпраўлена: 15 кастрычніка 2026\u202fг."
    ]
    assert pavel.buttons == [["Назад"]]
    await pavel.press("Назад")
    assert await pavel.press("Адклікаць згоду") == [
        (
            "Адклікаць згоду?\n"
            "Бот больш нічога не дашле, звесткі за Вас унясе метадыст. Згадзіцца зноў "
            "можна ў любы дзень."
        ),
    ]
    assert pavel.buttons == [["Адклікаць", "Не трэба"]]
    assert await pavel.press("Адклікаць") == [
        (
            "Добра. Запісы за Вас унясе метадыст, сюды нічога прыходзіць не будзе. Калі "
            "перадумаеце, націсніце кнопку або адпраўце /start."
        ),
    ]


async def test_erasure_is_asked_for_once(world: World):
    nina = world.chat(LIBRARIAN)
    admin = world.chat(ADMIN)
    await nina.send("/mydata")
    assert await nina.press("Попросить удалить") == [
        (
            "Попросить удалить Ваши данные?\n"
            "Администратор получит просьбу и ответит в течение 15 дней. Записи "
            "о работе, которые учреждение обязано хранить, останутся; остальное удалят."
        ),
    ]
    assert nina.buttons == [["Отправить просьбу"], ["Не надо"]]
    await nina.press("Не надо")
    await nina.press("Попросить удалить")
    assert await nina.press("Отправить просьбу") == [
        "Просьба удалить Ваши данные отправлена: 15 октября 2026\u202fг."
    ]
    assert nina.buttons == [["Назад"]]
    assert await admin.news() == [
        (
            "Просьба удалить личные данные. От кого: Закладкина Нина Ивановна\n"
            "Ответьте в течение 15 дней."
        ),
    ]
    assert await nina.forge("mydata.ask") == []
    assert await admin.news() == []
    await nina.press("Назад")
    assert await nina.press("Попросить удалить") == [
        "Просьба удалить Ваши данные отправлена: 15 октября 2026\u202fг."
    ]


async def test_consent_is_withdrawn_and_the_data_still_read(world: World):
    nina = world.chat(LIBRARIAN)
    await nina.send("/mydata")
    assert await nina.press("Отозвать согласие") == [
        (
            "Отозвать согласие?\n"
            "Бот больше ничего не пришлёт, сведения за Вас внесёт методист. Согласиться "
            "снова можно в любой день."
        ),
    ]
    assert nina.buttons == [["Отозвать", "Не надо"]]
    await nina.press("Не надо")
    await nina.press("Отозвать согласие")
    assert await nina.press("Отозвать") == [
        (
            "Хорошо. Записи за Вас внесёт методист, сюда ничего приходить не будет. Если "
            "передумаете, нажмите кнопку или отправьте /start."
        ),
    ]
    assert await nina.send("/mydata") == [
        (
            "Что бот хранит о Вас: Закладкина Нина Ивановна\n"
            "Роль: библиотекарь\n"
            "Должность: библиотекарь 0.75\n"
            "Библиотека: Деревная\n"
            "Отказ: 15 октября 2026\u202fг.\n"
            "Выездов в библиотеки: 0, обходов: 3, конкурсных работ: 0, записано за коллег: 0, "
            "черновиков: 0, файлов: 0, вопросов: 0, отсутствий: 0.\n"
            "Чтобы прочитать всё, нажмите «Всё одним файлом»."
        ),
    ]
    assert nina.buttons == [["Всё одним файлом"], ["Попросить удалить"]]
    assert await nina.press("Всё одним файлом") == [
        "Собираю всё вместе, файл придёт сюда.",
        "[document moi-dannye-2026-10-15.txt] Всё, что бот хранит о Вас.",
    ]


async def test_the_jury_has_its_data_too(world: World):
    igor = world.chat(JUROR)
    assert await igor.send("/mydata") == [
        (
            "Что бот хранит о Вас: Редакторов Игорь Львович\n"
            "Роль: член жюри\n"
            "Должность: внешний член жюри\n"
            "Согласие: 15 октября 2026\u202fг.\n"
            "Выездов в библиотеки: 0, обходов: 0, конкурсных работ: 0, записано за коллег: 0, "
            "черновиков: 0, файлов: 0, вопросов: 0, отсутствий: 0.\n"
            "Чтобы прочитать всё, нажмите «Всё одним файлом»."
        ),
    ]
    assert igor.buttons == [["Всё одним файлом"], ["Попросить удалить"], ["Отозвать согласие"]]


async def test_who_has_not_decided_yet_is_told_so(world: World):
    async with world.db.write() as tx:
        await tx.run("DELETE FROM consents WHERE staff_id = 5")
        assert await access.consents_of(tx, 5) == []
    nina = world.chat(LIBRARIAN)
    [said] = await nina.send("/mydata")
    assert said.splitlines()[4] == "Согласие: ещё не запрошено."
    assert nina.buttons == [["Всё одним файлом"], ["Попросить удалить"]]


async def test_a_stranger_has_no_data(world: World):
    stranger = world.chat(2001)
    assert await stranger.send("/mydata") == [
        (
            "Здравствуйте! Это рабочий бот для сотрудников библиотек. Если Вы сотрудник, "
            "попросите приглашение в методическом отделе или отправьте запрос."
        ),
    ]
    for verb in ("file", "erase", "ask", "withdraw"):
        await stranger.forge(f"mydata.{verb}")
    assert await world.sql("SELECT * FROM jobs") == []
    assert await world.sql("SELECT * FROM history WHERE action = 'erasure asked'") == []


async def test_the_file_is_about_its_reader_alone(world: World):
    nina = world.chat(LIBRARIAN)
    await nina.send("/mydata")
    await nina.press("Всё одним файлом")
    text = (world.folder / "outgoing" / "job-1").read_text("utf-8-sig")
    assert text.splitlines()[0] == (
        "Что хранит бот: Закладкина Нина Ивановна, на 15 октября 2026\u202fг."
    )
    [(surnames,)] = await world.sql(
        "SELECT group_concat(surname_ru) FROM staff WHERE staff_id NOT IN (5)"
    )
    assert [name for name in str(surnames).split(",") if name in text] == []


async def test_a_file_that_cannot_be_made_is_said(world: World):
    world.bot.jobs._command = (sys.executable, "-c", "raise SystemExit(1)")
    nina = world.chat(LIBRARIAN)
    await nina.send("/mydata")
    assert await nina.press("Всё одним файлом") == [
        "Собираю всё вместе, файл придёт сюда.",
        "Файл не получился. Попробуйте, пожалуйста, позже.",
    ]
