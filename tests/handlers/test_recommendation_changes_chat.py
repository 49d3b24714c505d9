"""A recommendation is changed: its deadline, who carries it out, its area, wording and photos."""

from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
TEXT = "Рекомендация: «Обновить стенд у входа»."
OLD = f"{TEXT} Срок: 1 ноября, осталось 17 дней."
ABOUT = (
    "Библиотека: Деревная.\n"
    "Кто выполняет: Закладкина Н. И.\n"
    "Выдана 6 октября. От кого: Аннотова С. Ю.\n"
    "Направление: Оформление, выставки."
)


async def opened(advised: World, part: str) -> None:
    """Let Svetlana open a part of the recommendation to Derevnaya for change."""
    svetlana = advised.chat(1003)
    await advised.chat(1005).start()
    await svetlana.start()
    await svetlana.forge("rec.card:1")
    await svetlana.press("Изменить")
    await svetlana.press(part)


async def test_what_can_be_changed(advised: World) -> None:
    svetlana = advised.chat(1003)
    await svetlana.start()
    await svetlana.forge("rec.card:1")
    assert await svetlana.press("Изменить") == [f"{OLD}\n{ABOUT}\nЧто изменить?"]
    assert svetlana.buttons == [
        ["Срок", "Кто выполняет"], ["Направление", "Текст"], ["Добавить фото", "Назад"],
    ]  # fmt: skip
    assert await svetlana.press("Назад") == [f"{OLD}\n{ABOUT}"]


async def test_the_deadline_is_moved_by_a_button_and_told(advised: World) -> None:
    """Counted from the old deadline; the librarian is told, the history keeps both."""
    nina, svetlana = advised.chat(1005), advised.chat(1003)
    await opened(advised, "Срок")
    assert svetlana.last.text == (
        f"{OLD}\n{ABOUT}\nНажмите или напишите новый срок, например 15.12."
    )
    new = f"{TEXT} Срок: 8 ноября, осталось 24 дня.\n{ABOUT}"
    assert await svetlana.press("На неделю позже") == [f"Сохранено.\n{new}"]
    assert await nina.news() == [f"Рекомендация изменена. Кто: Аннотова С. Ю.\n{new}"]
    assert (await svetlana.press("История"))[0].split("\n")[-1] == (
        "15.10.2026 09:28, Аннотова С. Ю.: изменено. "
        "срок: 1 ноября 2026\u202fг. → 8 ноября 2026\u202fг."
    )


async def test_a_typed_deadline_in_belarusian(advised: World) -> None:
    """A day of the past is refused in words and can be written anew."""
    hanna, svetlana = advised.chat(1009), advised.chat(1003)
    await hanna.start()
    await svetlana.start()
    await svetlana.forge("rec.card:2")
    await svetlana.press("Изменить")
    await svetlana.press("Срок")
    assert await svetlana.send("1.10.2026") == [
        "Срок не может быть раньше сегодняшнего дня. Вы написали: «1.10.2026»."
    ]
    assert (await svetlana.send("15.12"))[0].split("\n")[:2] == [
        "Сохранено.",
        "Рекомендация: «Составить акт на списание». Срок: 15 декабря, остался 61 день.",
    ]
    assert (await hanna.news())[0].split("\n")[:2] == [
        "Рэкамендацыя зменена. Хто: Анотава С. Ю.",
        "Рэкамендацыя: «Составить акт на списание». Тэрмін: 15 снежня, застаўся 61 дзень.",
    ]


async def test_a_recommendation_may_have_no_deadline(advised: World) -> None:
    svetlana = advised.chat(1003)
    await opened(advised, "Срок")
    assert await svetlana.press("Без срока") == [f"Сохранено.\n{TEXT}\n{ABOUT}"]


async def test_another_person_carries_it_out(advised: World) -> None:
    """Both are told: who has it now, and who had it."""
    nina, ludmila, svetlana = advised.chat(1005), advised.chat(1008), advised.chat(1003)
    await ludmila.start()
    await opened(advised, "Кто выполняет")
    assert svetlana.last.text == (f"{OLD}\n{ABOUT}\nКто выполняет? Нажмите или напишите фамилию.")
    assert svetlana.buttons == [["Закладкина Н. И."], ["Кто работает в библиотеке"], ["Назад"]]
    assert await svetlana.send("Щеглова") == [
        "Ничего похожего на «Щеглова» не нашлось. Попробуйте другое слово."
    ]
    assert (await svetlana.send("Полкина"))[0].split("\n")[3] == "Кто выполняет: Полкина Л. Н."
    for one in (nina, ludmila):
        assert (await one.news())[0].split("\n")[0] == (
            "Рекомендация изменена. Кто: Аннотова С. Ю."
        )
    assert (await ludmila.send("/tasks"))[0].split("\n")[1] == (
        "1. Рекомендация «Обновить стенд у входа»: срок 1 ноября."
    )
    await svetlana.press("Изменить")
    await svetlana.press("Кто выполняет")
    await svetlana.press("Кто работает в библиотеке")
    assert svetlana.last.text.split("\n")[3] == "Кто выполняет: Закладкина Н. И."


async def test_area_and_wording(advised: World) -> None:
    svetlana = advised.chat(1003)
    await opened(advised, "Направление")
    assert svetlana.last.text.split("\n")[-1] == "К какому направлению относится?"
    assert (await svetlana.press("Помещение, охрана труда"))[0].split("\n")[-1] == (
        "Направление: Помещение, охрана труда."
    )
    await svetlana.press("Изменить")
    await svetlana.press("Текст")
    assert (await svetlana.send("Обновить стенд\nи вывеску"))[0].split("\n")[1] == (
        "Рекомендация: «Обновить стенд и вывеску». Срок: 1 ноября, осталось 17 дней."
    )
    assert await svetlana.forge("rec.area:1:weather") == []
    assert svetlana.toast == NOT_OPEN


async def test_photos_show_what_is_meant(advised: World) -> None:
    """An album is taken whole; the librarian can look at it."""
    nina, svetlana = advised.chat(1005), advised.chat(1003)
    await opened(advised, "Добавить фото")
    assert await svetlana.send("вот") == ["Здесь нужно фото. Пришлите его или нажмите «Назад»."]
    await svetlana.album([None, None])
    assert (await svetlana.wait_for("Фото к рекомендации: 2")).text == (
        f"Фото добавлено.\n{OLD}\n{ABOUT}\nФото к рекомендации: 2.\n"
        "Пришлите фото, можно несколько сразу."
    )
    await nina.forge("rec.card:1")
    assert nina.last.text == f"{OLD}\n{ABOUT}\nФото к рекомендации: 2."
    assert nina.buttons == [
        ["Выполнено", "Нужна помощь"], ["Показать фото", "Напомнить позже"], ["История"],
    ]  # fmt: skip
    assert await nina.press("Показать фото") == ["[photo]", "[photo]"]


async def test_words_of_a_closed_month_stay(advised: World) -> None:
    """What was recorded is locked with its period, what becomes of it is not."""
    svetlana = advised.chat(1003)
    await opened(advised, "Текст")
    async with advised.db.write() as tx:
        await tx.run(
            "INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by) "
            "VALUES ('month', '2026-10-01', '2026-10-31', '2026-10-15T06:00:00Z', 1)"
        )
    refused = (
        "Период закрыт: октябрь 2026 года. Запись можно только смотреть. "
        "Нужна правка? Напишите в отдел."
    )
    assert await svetlana.send("Новый текст") == [refused]
    await svetlana.forge("rec.card:1")
    assert svetlana.last.text.split("\n")[-1] == (
        "Период выезда закрыт: октябрь 2026 года. Выполнение отмечать можно."
    )
    await svetlana.forge("rec.till:1:week")
    assert svetlana.last.text.split("\n")[0] == "Сохранено."


async def test_a_card_says_that_the_visits_period_is_closed(advised: World) -> None:
    """Each reader in their own language; of a settled one there is nothing left to note."""
    hanna, svetlana = advised.chat(1009), advised.chat(1003)
    await hanna.start()
    await svetlana.start()
    async with advised.db.write() as tx:
        await tx.run(
            "INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by) "
            "VALUES ('quarter', '2026-07-01', '2026-09-30', '2026-10-15T06:00:00Z', 1)"
        )
    await svetlana.forge("rec.till:2:week")
    assert svetlana.last.text.split("\n")[-1] == (
        "Период выезда закрыт: III квартал 2026 года. Выполнение отмечать можно."
    )
    assert (await hanna.news())[0].split("\n")[-1] == (
        "Перыяд выезду закрыты: III квартал 2026 года. Адзначаць выкананне можна."
    )
    await svetlana.forge("rec.card:4")
    assert svetlana.last.text.split("\n")[-1] == "Период выезда закрыт: III квартал 2026 года."
    await svetlana.forge("rec.card:1")
    assert "Период" not in svetlana.last.text
