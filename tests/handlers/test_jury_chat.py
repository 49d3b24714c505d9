"""A juror's chat: the list, an entry with its materials, points in a line and one by one."""

from juried import IGOR, change, handed, scores, uploaded
from world import World

from bot.sandbox.driver import Chat

T36 = (
    "Работа {n} из 3, номинация: Внутри библиотеки. Критерии и наибольший балл: 1) эстетика 10; "
    "2) удобство и безопасность 10; 3) оригинальность 10; 4) содержание, связь с книгой 10; "
    "5) использование подручных средств 5; 6) национальный колорит 5. Напишите баллы через "
    "пробел, например: 8 9 7 10 4 5."
)
SCORED = "Работа 1: баллы записаны: 8 9 7 10 4 5, сумма: 43."
REMARK = "Замечание для авторов и отдела: напишите одно или два предложения или нажмите кнопку."
OFFERS = [
    ["Ставить по одному"],
    ["Личная заинтересованность"],
    ["Пропустить", "Показать работу"],
]


async def _open(chat: Chat, number: int = 1) -> list[str]:
    """Go by the menu to an entry."""
    await chat.send("/score")
    return await chat.press(str(number))


async def test_the_menu_of_a_juror(world: World) -> None:
    """Before anything is handed, afterwards, and to the first entry without points."""
    igor = world.chat(1014)
    await igor.start()
    assert igor.keyboard == [
        ["Оценить работы", "Мои оценки"],
        ["Положение", "Мои дела"],
        ["Помощь", "Ещё…"],
    ]
    assert await igor.tap("Оценить работы") == [
        (
            "Оценить работы\n"
            "«Каникулы в библиотеке»: работы ещё не переданы жюри.\n"
            "«Создать новый образ»: работы ещё не переданы жюри.\n"
            "«Мы в газете, газета о нас»: работы ещё не переданы жюри.\n"
            "Нажмите конкурс."
        )
    ]
    await igor.press("Создать новый образ")
    assert igor.toast == ("Работы ещё не переданы жюри. Когда их передадут, придёт сообщение.")
    await handed(world)
    assert await igor.tap("Оценить работы") == [
        (
            "Конкурс «Создать новый образ»\n"
            "Ваши работы: оценено 0 из 3, осталось: 3.\n"
            "Баллы принимаются до 29 декабря включительно.\n"
            "1. № 1 «Стенд без пыли»: не оценена\n"
            "2. № 2 «Новый стенд»: не оценена\n"
            "3. № 3 «Уголок под липой»: не оценена\n"
            "Нажмите номер работы. Баллы можно менять, пока оценка не завершена."
        )
    ]
    assert igor.buttons == [
        ["Оценить работу 1"], ["1", "2", "3"], ["Мои оценки", "Положение"],
    ]  # fmt: skip


async def test_an_entry_is_scored_in_one_line(world: World) -> None:
    """The card, the materials, T36 with its mistakes, a remark, the next one, the own table."""
    igor = world.chat(1014)
    await handed(world)
    await igor.send("/score")
    assert await igor.press("Оценить работу 1") == [
        (
            "Работа 1 из 3: «Стенд без пыли»\n"
            "Конкурс: «Создать новый образ». В протоколе: № 1.\n"
            "Номинация: Внутри библиотеки.\n"
            "Библиотека: Сеньковщина.\n"
            "Авторы: Переплётова А. М.\n"
            "Что обновили: Стенд\n"
            "Что сделано: Перекрасили\n"
            "Материалы: фото «до»: 1, фото «после»: 1."
        ),
        T36.format(n=1),
    ]
    assert igor.buttons == OFFERS
    assert await igor.send("8 9 7 10 6") == [
        (
            "Нужно 6 баллов, получено 5.\n"
            "За пятый и шестой критерий не больше 5.\n"
            "Вы написали: «8 9 7 10 6». Напишите все баллы ещё раз одной строкой."
        )
    ]
    assert igor.buttons == OFFERS
    assert await igor.send("11, 9, семь, 10, 4, 5") == [
        (
            "Это не целое число: «семь». Баллы пишут целыми числами, например 8.\n"
            "Нужно 6 баллов, получено 5.\n"
            "Вы написали: «11, 9, семь, 10, 4, 5». Напишите все баллы ещё раз одной строкой."
        )
    ]
    assert await scores(world) == []
    assert await igor.send("8, 9; 7\n10  4 5") == [f"{SCORED}\n{REMARK}"]
    assert await scores(world) == [
        (1, IGOR, place, points) for place, points in enumerate((8, 9, 7, 10, 4, 5), 1)
    ]
    assert await igor.send("Хорошо видно,\nчто было и что стало.") == [
        (f"{SCORED}\nВаше замечание: «Хорошо видно, что было и что стало.»\nОсталось работ: 2.")
    ]
    assert igor.buttons == [
        ["Следующая: работа 2"],
        ["Другие баллы", "Замечание"],
        ["Мои оценки"],
    ]
    said = await igor.press("Следующая: работа 2")
    assert said[-1] == T36.format(n=2)
    await igor.send("9 9 9 9 3 3")
    await igor.press("Без замечания")
    await igor.press("Следующая: работа 3")
    await igor.send("10 10 10 10 5 5")
    assert await igor.press("Без замечания") == [
        (
            "Работа 3: баллы записаны: 10 10 10 10 5 5, сумма: 50.\n"
            "Без замечания.\n"
            "Все Ваши работы оценены. Сравните их и выровняйте баллы."
        ),
        (
            "Мои оценки: «Создать новый образ»\n"
            "3 50 Уголок под липой\n"
            "1 43 Стенд без пыли\n"
            "2 42 Новый стенд\n"
            "Баллы принимаются до 29 декабря включительно.\n"
            "Где-то слишком много или мало? Нажмите номер работы."
        ),
    ]
    assert igor.buttons == [["1", "2", "3"], ["К списку", "Положение"]]


async def test_points_are_levelled_from_the_table(world: World) -> None:
    """With the points of now before the eyes; the remark is not asked for again."""
    igor = world.chat(1014)
    await handed(world)
    await _open(igor)
    await igor.send("8 9 7 10 4 5")
    await igor.send("Аккуратно.")
    await igor.send("/scores")
    assert await igor.press("1") == [
        (
            T36.format(n=1) + "\nВаши баллы сейчас: 8 9 7 10 4 5, сумма: 43.\n"
            "Ваше замечание: «Аккуратно.»"
        )
    ]
    assert igor.buttons == [
        ["Ставить по одному"],
        ["Личная заинтересованность"],
        ["Замечание", "Мои оценки"],
        ["Показать работу"],
    ]
    assert await igor.send("8 9 7 10 4 4") == [
        (
            "Работа 1: баллы записаны: 8 9 7 10 4 4, сумма: 42.\n"
            "Ваше замечание: «Аккуратно.»\n"
            "Осталось работ: 2."
        )
    ]
    await igor.press("Замечание")
    assert await igor.send("8 9 7 10 5 5") == [
        (
            "Работа 1: баллы записаны: 8 9 7 10 5 5, сумма: 44.\n"
            "Ваше замечание: «Аккуратно.»\n"
            "Осталось работ: 2."
        )
    ]
    await igor.press("Замечание")
    await igor.press("Без замечания")
    assert await world.sql("SELECT remark FROM judgements") == [(None,)]
    long = "Очень подробно. " * 40
    await igor.press("Замечание")
    assert await igor.send(long) == [
        (
            "Одно или два предложения, пожалуйста: получено знаков 639, помещается 500. "
            "Баллы записаны."
        )
    ]
    assert (await igor.send("Коротко."))[0].split("\n")[1] == "Ваше замечание: «Коротко.»"


async def test_one_by_one_across_a_restart(world: World) -> None:
    """Each press is kept at once; what is begun counts nothing and is shown as unfinished."""
    igor = world.chat(1014)
    await handed(world)
    await _open(igor, 2)
    assert await igor.press("Ставить по одному") == [
        (
            "Работа 2 из 3: «Новый стенд»\n"
            "Критерий 1 из 6: эстетика, не больше 10.\n"
            "Нажмите балл. Каждое нажатие сохраняется сразу."
        )
    ]
    assert igor.buttons == [
        ["0", "1", "2", "3"],
        ["4", "5", "6", "7"],
        ["8", "9", "10"],
        ["Одной строкой"],
    ]
    await igor.press("7")
    assert await igor.send("11") == [
        (
            "Нужно целое число от 0 до 10. Вы написали: «11».\n\n"
            "Работа 2 из 3: «Новый стенд»\n"
            "Критерий 2 из 6: удобство и безопасность, не больше 10.\n"
            "Ваши баллы пока: 7 – – – – –.\n"
            "Нажмите балл. Каждое нажатие сохраняется сразу."
        )
    ]
    await igor.send("6")
    await world.stop()
    await world.start()
    assert await igor.send("/score") == [
        (
            "Конкурс «Создать новый образ»\n"
            "Ваши работы: оценено 0 из 3, осталось: 3.\n"
            "Баллы принимаются до 29 декабря включительно.\n"
            "1. № 1 «Стенд без пыли»: не оценена\n"
            "2. № 2 «Новый стенд»: начата, не все баллы поставлены\n"
            "3. № 3 «Уголок под липой»: не оценена\n"
            "Нажмите номер работы. Баллы можно менять, пока оценка не завершена."
        )
    ]
    await igor.press("Мои оценки")
    assert igor.last.text.split("\n")[1:5] == [
        "1 … Стенд без пыли",
        "2 … Новый стенд",
        "3 … Уголок под липой",
        "Поставлены не все баллы, не засчитаны работы: 1, 2, 3.",
    ]
    await igor.press("2")
    assert igor.last.text.split("\n")[-1] == (
        "Ваши баллы пока: 7 6 – – – –. Они засчитываются, когда поставлены все."
    )
    await igor.press("Ставить по одному")
    assert igor.last.text.split("\n")[1] == "Критерий 3 из 6: оригинальность, не больше 10."
    await igor.press("Назад")
    assert igor.buttons[1] == ["4", "5", "✓ 6", "7"]
    await igor.press("8")
    for label in ("9", "10", "4"):
        await igor.press(label)
    assert await igor.press("3") == [
        f"Работа 2: баллы записаны: 7 8 9 10 4 3, сумма: 41.\n{REMARK}"
    ]
    assert await scores(world) == [
        (2, IGOR, place, points) for place, points in enumerate((7, 8, 9, 10, 4, 3), 1)
    ]


async def test_a_line_is_taken_where_one_number_is_asked(world: World) -> None:
    igor = world.chat(1014)
    await handed(world)
    await _open(igor)
    await igor.press("Ставить по одному")
    assert await igor.send("8 9 7 10 4 5") == [f"{SCORED}\n{REMARK}"]


async def test_scoring_in_belarusian(world: World) -> None:
    """A methodist with the duty finds the section in «Яшчэ»."""
    pavel = world.chat(1004)
    await pavel.send("/more")
    assert "Ацаніць работы" not in [label for row in pavel.buttons for label in row]
    await change(world, "INSERT INTO contest_jurors VALUES (2, 4, 'juror')")
    await handed(world, (4,))
    await pavel.send("/more")
    assert await pavel.press("Ацаніць работы") == [
        (
            "Конкурс «Создать новый образ»\n"
            "Вашы работы: ацэнена 0 з 3, засталося: 3.\n"
            "Балы прымаюцца да 29 снежня (да канца дня).\n"
            "1. № 1 «Стенд без пыли»: не ацэнена\n"
            "2. № 2 «Новый стенд»: не ацэнена\n"
            "3. № 3 «Уголок под липой»: не ацэнена\n"
            "Націсніце нумар работы. Балы можна мяняць, пакуль ацэнка не завершана."
        )
    ]
    assert await pavel.press("Ацаніць работу 1") == [
        (
            "Работа 1 з 3: «Стенд без пыли»\n"
            "Конкурс: «Создать новый образ». У пратаколе: № 1.\n"
            "Намінацыя: Унутры бібліятэкі.\n"
            "Бібліятэка: Сянькоўшчына.\n"
            "Аўтары: Пераплётава Г. М.\n"
            "Што абнавілі: Стэнд\n"
            "Што зроблена: Перекрасили\n"
            "Матэрыялы: фота «да»: 1, фота «пасля»: 1."
        ),
        (
            "Работа 1 з 3, намінацыя: Унутры бібліятэкі. Крытэрыі і найбольшы бал: 1) эстэтыка "
            "10; 2) зручнасць і бяспека 10; 3) арыгінальнасць 10; 4) змест, сувязь з кнігай 10; "
            "5) выкарыстанне падручных сродкаў 5; 6) нацыянальны каларыт 5. Напішыце балы праз "
            "прабел, напрыклад: 8 9 7 10 4 5."
        ),
    ]
    assert pavel.buttons == [
        ["Ставіць па адным"],
        ["Асабістая зацікаўленасць"],
        ["Прапусціць", "Паказаць работу"],
    ]
    assert await pavel.send("8 9 7 10 6") == [
        (
            "Патрэбна 6 балаў, атрымана 5.\n"
            "За пяты і шосты крытэрый не больш за 5.\n"
            "Вы напісалі: «8 9 7 10 6». Напішыце ўсе балы яшчэ раз адным радком."
        )
    ]
    assert await pavel.send("8 9 7 10 4 5") == [
        (
            "Работа 1: балы запісаны: 8 9 7 10 4 5, сума: 43.\n"
            "Заўвага для аўтараў і аддзела: напішыце адзін ці два сказы або націсніце кнопку."
        )
    ]
    await pavel.press("Без заўвагі")
    await pavel.press("Наступная: работа 2")
    await pavel.press("Асабістая зацікаўленасць")
    assert await pavel.press("Так, не ацэньваю") == [
        (
            "Работа 2 з 3: «Новый стенд»\n"
            "Вы яе не ацэньваеце: асабістая зацікаўленасць. Націснулі выпадкова? Гэта можна "
            "скасаваць."
        )
    ]
    assert await pavel.send("/scores") == [
        (
            "Мае ацэнкі: «Создать новый образ»\n"
            "1 43 Стенд без пыли\n"
            "3  … Уголок под липой\n"
            "2  – Новый стенд\n"
            "Пастаўлены не ўсе балы, не залічаны работы: 3.\n"
            "Балы прымаюцца да 29 снежня (да канца дня).\n"
            "Дзесьці зашмат або замала? Націсніце нумар работы."
        )
    ]


async def test_weighted_points_are_exact(world: World) -> None:
    """The weight stands beside the criterion; the sum has two decimals and a comma."""
    igor = world.chat(1014)
    await change(world, "UPDATE criteria SET weight = 1.5 WHERE contest_id = 2 AND position = 1")
    await handed(world)
    await _open(igor)
    assert "1) эстетика 10 (вес 1,5); 2) удобство" in igor.last.text
    said = await igor.send("9 9 7 10 4 5")
    assert said[0].split("\n")[0] == "Работа 1: баллы записаны: 9 9 7 10 4 5, сумма: 48,50."


async def test_a_skipped_entry_waits(world: World) -> None:
    igor = world.chat(1014)
    await handed(world)
    await _open(igor)
    assert (await igor.press("Пропустить"))[-1] == T36.format(n=2)
    await igor.press("Пропустить")
    assert (await igor.press("Пропустить"))[-1] == T36.format(n=1)
    for number in (2, 3):
        await _open(igor, number)
        await igor.send("1 1 1 1 1 1")
    await _open(igor)
    [said] = await igor.press("Пропустить")
    assert said.split("\n")[1] == "Ваши работы: оценено 2 из 3, осталось: 1."


async def test_a_conflict_is_asked_again_and_can_be_undone(world: World) -> None:
    igor = world.chat(1014)
    await handed(world)
    await _open(igor)
    await igor.send("8 9 7 10 4 5")
    await igor.press("Другие баллы")
    assert await igor.press("Личная заинтересованность") == [
        (
            "Работа 1 из 3: «Стенд без пыли»\n"
            "Есть личная заинтересованность: автор — Ваш родственник или ученик, Вы помогали "
            "с работой? Тогда Вы её не оцениваете, работу может получить другой член жюри.\n"
            "Ваши баллы за неё будут удалены: 8 9 7 10 4 5."
        )
    ]
    assert len(await scores(world)) == 6
    await igor.press("Нет, назад к баллам")
    await igor.press("Личная заинтересованность")
    assert await igor.press("Да, не оцениваю") == [
        (
            "Работа 1 из 3: «Стенд без пыли»\n"
            "Вы её не оцениваете: личная заинтересованность. Нажали случайно? Это можно отменить."
        )
    ]
    dealt = "SELECT count(*) FROM deals WHERE entry_id = 1 AND staff_id = 14"
    assert (await scores(world), await world.sql(dealt)) == ([], [(0,)])
    conflict = igor.last.message_id
    await igor.send("/score")
    assert igor.last.text.split("\n")[1:4:2] == [
        "Ваши работы: оценено 0 из 2, осталось: 2.",
        "1. № 1 «Стенд без пыли»: личная заинтересованность, не оцениваете",
    ]
    for data in ("jury.put:1:7:5", "jury.one:1", "jury.remark:1", "jury.concerned:1"):
        await igor.forge(data)
        assert igor.toast == (
            "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
        )
    assert await igor.forge("jury.free:1", conflict) == [T36.format(n=1)]
    assert await world.sql(dealt) == [(1,)]
    assert (await igor.send("8 9 7 10 4 5"))[0].split("\n")[0] == SCORED


async def test_an_entry_of_a_conflict_goes_to_another_juror(world: World) -> None:
    """Who gets it is told that there is one more, not whose it was; undone, both score it."""
    igor, svetlana = world.chat(1014), world.chat(1003)
    await svetlana.start()
    await handed(world, (IGOR,), count=1)
    await change(world, "UPDATE contests SET jurors_an_entry = 1 WHERE contest_id = 2")
    await _open(igor)
    await igor.press("Личная заинтересованность")
    await igor.press("Да, не оцениваю")
    dealt = "SELECT entry_id, staff_id FROM deals ORDER BY staff_id"
    assert await world.sql(dealt) == [(1, 3)]
    assert await svetlana.news() == ["Конкурс «Создать новый образ»: Вам передано ещё работ: 1."]
    assert (await svetlana.press("Оценить работы"))[0].split("\n")[1] == (
        "Ваши работы: оценено 0 из 1, осталось: 1."
    )
    await igor.press("Отменить, буду оценивать")
    assert await world.sql(dealt) == [(1, 3), (1, 14)]


async def test_my_data_has_ones_own_points(world: World) -> None:
    """In the file of «Мои данные»: what one gave, one's remark, a conflict; nothing of others."""
    igor, svetlana = world.chat(1014), world.chat(1003)
    await handed(world)
    for chat, points in ((igor, "8 9 7 10 4 5"), (svetlana, "1 2 1 2 1 2")):
        await _open(chat)
        await chat.send(points)
        await chat.send(f"Замечание к {points}")
    await _open(igor, 2)
    await igor.press("Личная заинтересованность")
    await igor.press("Да, не оцениваю")
    await igor.send("/mydata")
    await igor.press("Всё одним файлом")
    [content] = [text.decode("utf-8-sig") for text in uploaded(world).values()]
    told = content[content.index("ВАШИ БАЛЛЫ В ЖЮРИ") :].split("\n\n")[0]
    assert told == (
        "ВАШИ БАЛЛЫ В ЖЮРИ (2)\n"
        "15.10.2026 09:28: № 1, «Создать новый образ»: 8 9 7 10 4 5 «Замечание к 8 9 7 10 4 5»\n"
        "15.10.2026 09:28: № 2, «Создать новый образ»: личная заинтересованность, не оцениваете"
    )
    assert "1 2 1 2 1 2" not in content
