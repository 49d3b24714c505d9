"""The period's lock: visits of a closed period can only be read."""

from datetime import date

from world import World

from storage import periods

CLOSED = (
    "Период закрыт: IV квартал 2026 года. Запись можно только смотреть. Нужна "
    "правка? Напишите в отдел."
)
REFUSED = (
    "Период закрыт: IV квартал 2026 года. Выберите другой день. Нужна запись именно за этот? "
    "Напишите в отдел."
)
ASKED = (
    f"{REFUSED}\n"
    "Выезд: Новоселки, 1 из 3\n"
    "Когда Вы были в библиотеке?\n"
    "Сейчас: 15 октября 2026\u202fг."
)
CLOSED_BE = (
    "Перыяд закрыты: IV квартал 2026 года. Запіс можна толькі глядзець. Патрэбна "
    "праўка? Напішыце ў аддзел."
)


async def close_the_quarter(world: World) -> None:
    assert world.db is not None
    async with world.db.write() as tx:
        await periods.close(
            tx, "quarter", date(2026, 10, 1), date(2026, 12, 31), now="2026-10-15T06:00:00Z", by=1
        )


async def test_no_new_visit_in_a_closed_period(world: World) -> None:
    """The day is asked at once, with the reason; with another day the visit can be saved."""
    svetlana = world.chat(1003)
    await close_the_quarter(world)
    assert (await svetlana.send("Новоселки, проверка фонда, сверили книги"))[1] == ASKED
    assert svetlana.buttons == [
        ["Сегодня", "Вчера"],
        ["Другая дата"],
        ["Назад", "Отложить"],
    ]
    assert await svetlana.press("Вчера") == []
    assert svetlana.last.text == ASKED
    assert await svetlana.send("1.10") == [ASKED]
    said = await svetlana.send("30.09")
    assert said[0].split("\n")[1] == "Проверьте, пожалуйста."
    assert await svetlana.press("Сохранить") == [
        (
            "Выезд записан. Библиотека: Новоселки, 30 сентября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7)."
        ),
        "Что дальше?",
    ]


async def test_no_new_visit_in_a_closed_period_in_belarusian(world: World) -> None:
    """The same in Belarusian, where the day of a card is changed; the card keeps its day."""
    pavel = world.chat(1004)
    await close_the_quarter(world)
    await pavel.send("Навасёлкі, 30.09, праверка фонду, зверылі кнігі")
    await pavel.send("1")
    assert await pavel.send("сёння") == [
        (
            "Перыяд закрыты: IV квартал 2026 года. Выберыце іншы дзень. Патрэбен запіс менавіта "
            "за гэты? Напішыце ў аддзел.\n"
            "Выезд: Навасёлкі, 1 з 3\n"
            "Калі Вы былі ў бібліятэцы?\n"
            "Цяпер: 30 верасня 2026\u202fг."
        )
    ]
    said = await pavel.press("Назад")
    assert said[0].split("\n")[2] == "1. Дата: 30 верасня 2026\u202fг."


async def test_an_edited_day_of_a_closed_period_is_refused(world: World) -> None:
    """The message that gave the day is edited: the card keeps the day that it had."""
    svetlana = world.chat(1003)
    await close_the_quarter(world)
    await svetlana.send("Новоселки, 29.09, проверка фонда, сверили книги")
    await svetlana.send("1")
    await svetlana.send("30.09")
    said = await svetlana.edit("6.10")
    assert said[0].split("\n")[0] == REFUSED
    assert said[0].split("\n")[3] == "1. Дата: 30 сентября 2026\u202fг."


async def test_practice_takes_any_day(world: World) -> None:
    """Nothing of it is recorded, so no period is closed to it."""
    svetlana = world.chat(1003)
    await close_the_quarter(world)
    await svetlana.send("/practice")
    await svetlana.press("Выезд в библиотеку")
    said = await svetlana.send("Новоселки, проверка фонда, сверили книги")
    assert said[-1].split("\n")[2] == "1. Дата: 15 октября 2026\u202fг."


async def test_a_period_closed_meanwhile_is_found_at_saving(world: World) -> None:
    """The card was open when the head closed the quarter; the draft stays."""
    svetlana = world.chat(1003)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await close_the_quarter(world)
    assert await svetlana.press("Сохранить") == []
    assert svetlana.toast == CLOSED
    assert await svetlana.send("Сохранить") == [CLOSED]
    assert await svetlana.send("1") == [ASKED]


async def test_records_of_a_closed_period_are_only_read(world: World) -> None:
    """No button of a closed record changes it; forged ones are refused with the period's name."""
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.start()
    await close_the_quarter(world)
    await svetlana.start()
    assert await svetlana.forge("visit.card:7") == [
        (
            "Период закрыт: IV квартал 2026 года. Запись можно только смотреть. Нужна "
            "правка? Напишите в отдел.\n"
            "Выезд: Деревная, 6 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю., Книжник П. А.\n"
            "Цель: Методическая помощь, Оформление, ремонт.\n"
            "Сделано: «Расставлен фонд детской литературы»\n"
            "Рекомендации:\n"
            "• Обновить стенд у входа; Закладкина Н. И.; срок: 1 ноября\n"
            "Служебный автомобиль.\n"
            "Подтверждение библиотеки: без ответа.\n"
            "Кто записал: Аннотова С. Ю."
        )
    ]
    assert svetlana.buttons == [["История", "К списку"]]
    assert await svetlana.forge("visit.edit:7") == []
    assert svetlana.toast == CLOSED
    assert await svetlana.forge("visit.more:7") == []
    assert svetlana.toast == CLOSED
    assert await svetlana.forge("visit.part:7:photos") == []
    assert svetlana.toast == CLOSED
    assert await svetlana.forge("visit.text:7") == []
    assert svetlana.toast == CLOSED
    assert await svetlana.forge("visit.striptext:7") == []
    assert svetlana.toast == CLOSED
    assert await svetlana.forge("visit.keeptext:7") == []
    assert svetlana.toast == CLOSED
    assert await svetlana.forge("visit.remove:7") == []
    assert svetlana.toast == CLOSED
    assert await svetlana.forge("visit.next:7") == []
    assert svetlana.toast == CLOSED
    assert await svetlana.forge("visit.drop:7:none") == []
    assert svetlana.toast == CLOSED
    assert await nina.forge("visit.wrong:7") == []
    assert nina.toast == CLOSED
    assert await nina.forge("visit.right:7") == [
        (
            "Выезд в Вашу библиотеку (Деревная), 6 октября.\n"
            "Кто был: Аннотова С. Ю., Книжник П. А.\n"
            "Цель: Методическая помощь, Оформление, ремонт.\n"
            "Сделано: «Расставлен фонд детской литературы»\n"
            "Рекомендации:\n"
            "• Обновить стенд у входа; Закладкина Н. И.; срок: 1 ноября\n"
            "Спасибо, отмечено: всё так."
        )
    ]
    assert await world.sql("SELECT removed_at, done FROM visits WHERE visit_id = 7") == [
        (None, "Расставлен фонд детской литературы")
    ]


async def test_removed_record_is_not_restored_in_a_closed_period(world: World) -> None:
    """Restoring counts as a change."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("visit.drop:7:none")
    await close_the_quarter(world)
    assert await svetlana.forge("visit.restore:7") == []
    assert svetlana.toast == CLOSED


async def test_corrections_begun_before_the_closing_are_refused(world: World) -> None:
    """A draft that was opened in time cannot be saved after the closing; nor a dispute typed."""
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.start()
    await nina.forge("visit.wrong:7")
    await svetlana.start()
    await svetlana.forge("visit.edit:7")
    await svetlana.press("6. Что сделано")
    await svetlana.send("Иначе")
    await close_the_quarter(world)
    assert await svetlana.press("Сохранить") == []
    assert svetlana.toast == CLOSED
    assert await nina.send("Не так") == [
        (
            "Период закрыт: IV квартал 2026 года. Запись можно только смотреть. Нужна "
            "правка? Напишите в отдел."
        )
    ]


async def test_no_visit_moves_out_of_a_closed_period(world: World) -> None:
    """Neither the old nor the new day may be closed."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("visit.edit:3")
    await svetlana.press("1. Дата")
    await svetlana.send("6.10")
    await close_the_quarter(world)
    assert await svetlana.press("Сохранить") == []
    assert svetlana.toast == CLOSED


async def test_no_joining_in_a_closed_period(world: World) -> None:
    """The question «вместе?» was open when the period closed."""
    svetlana = world.chat(1003)
    pavel = world.chat(1004)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.send("Сохранить")
    await pavel.send("Новоселки, методпомощь, привезли книги")
    await pavel.send("Захаваць")
    await close_the_quarter(world)
    assert await pavel.press("Так, дадаць мяне") == []
    assert pavel.toast == CLOSED_BE


async def test_a_round_of_a_closed_period_is_refused_at_its_day(world: World) -> None:
    """Every dated form asks its day again; the next question comes with an open one."""
    nina = world.chat(1005)
    await nina.start()
    await close_the_quarter(world)
    await nina.send("/rounds")
    await nina.press("Внести обход")
    said = await nina.send("14.10")
    assert said == [f"{REFUSED}\nИтоги обхода, 1 из 10\nКогда был обход?"]
    said = await nina.send("30.09")
    assert said[0].split("\n")[0] == "Итоги обхода, 2 из 10"
