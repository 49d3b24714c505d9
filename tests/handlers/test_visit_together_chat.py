"""The same visit twice: «Вы ездили вместе?»; two methodists in one car are one trip."""

from world import World

OLD_BUTTON_BE = "Гэта кнопка мінулага кроку. Цяпер Вы тут: праверыць і захаваць."
NOT_OPEN_BE = "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."


async def test_two_methodists_with_three_libraries_are_one_trip(world: World) -> None:
    """Each logs all three: 3 visits, 1 trip, 2 people."""
    svetlana = world.chat(1003)
    pavel = world.chat(1004)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.send("Сохранить")
    await pavel.send("Мижевичи, методпомощь, показали дневник")
    await pavel.send("Захаваць")
    await pavel.send("Новоселки, праверка фонду, зверылі кнігі")
    assert await pavel.send("Захаваць") == [
        (
            "Гэты выезд ужо запісаны. Бібліятэка: Навасёлкі, 15 кастрычніка, хто "
            "запісаў: Анотава С. Ю.\n"
            "Вы ездзілі разам?"
        )
    ]
    assert pavel.buttons == [["Так, дадаць мяне"], ["Не, іншы выезд"], ["Назад"]]
    assert await pavel.press("Так, дадаць мяне") == [
        (
            "Вы ў спісе ўдзельнікаў паездкі. Бібліятэка: Навасёлкі, 15 кастрычніка, хто "
            "быў: Анотава С. Ю., Кніжнік П. А.\n"
            "З пачатку года выездаў у бібліятэкі: 12 (паездак: 7)."
        ),
        "Што далей?",
    ]
    assert pavel.buttons == [
        ["Яшчэ бібліятэка", "Рэкамендацыя"],
        ["Фота", "Выправіць"],
        ["Скончыць паездку"],
    ]
    assert await svetlana.news() == [
        (
            "Выезд, библиотека: Новоселки, 15 октября.\n"
            "К Вашей поездке добавлен участник.\n"
            "Кто: Книжник П. А."
        )
    ]
    await svetlana.send("Мижевичи, методпомощь, показали дневник")
    assert await svetlana.send("Сохранить") == [
        (
            "Этот выезд уже записан, Вы в числе участников. Библиотека: Мижевичи, 15 "
            "октября, кто записал: Книжник П. А.\n"
            "Записать ещё один?"
        )
    ]
    assert svetlana.buttons == [["Не записывать"], ["Записать ещё один"], ["Назад"]]
    assert await svetlana.press("Не записывать") == [
        (
            "Вы в списке участников поездки. Библиотека: Мижевичи, 15 октября, кто был: "
            "Аннотова С. Ю., Книжник П. А.\n"
            "С начала года выездов в библиотеки: 12 (поездок: 7)."
        ),
        "Что дальше?",
    ]
    await svetlana.send("Павлово, методпомощь, смотрели план")
    await svetlana.send("Сохранить")
    await pavel.send("Павлово, метаддапамога, глядзелі план")
    await pavel.send("Захаваць")
    assert await pavel.press("Не запісваць") == [
        (
            "Вы ў спісе ўдзельнікаў паездкі. Бібліятэка: Паўлава, 15 кастрычніка, хто "
            "быў: Анотава С. Ю., Кніжнік П. А.\n"
            "З пачатку года выездаў у бібліятэкі: 13 (паездак: 7)."
        ),
        "Што далей?",
    ]
    assert await pavel.press("Скончыць паездку") == [
        (
            "Паездка скончана: 15 кастрычніка. Бібліятэкі: Навасёлкі, Міжэвічы, Паўлава.\n"
            "З пачатку года выездаў у бібліятэкі: 13 (паездак: 7)."
        )
    ]
    assert await world.sql(
        "SELECT count(*), count(DISTINCT trip_id) FROM visits WHERE visited_on = '2026-10-15'"
    ) == [(3, 1)]
    assert await world.sql(
        "SELECT staff_id FROM trip_travellers WHERE made_on = '2026-10-15' ORDER BY staff_id"
    ) == [(3,), (4,)]
    assert await svetlana.press("Открыть запись") == [
        (
            "Выезд: Новоселки, 15 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю., Книжник П. А.\n"
            "Цель: Проверка фонда.\n"
            "Сделано: «сверили книги»\n"
            "Подтверждение библиотеки: без ответа.\n"
            "Кто записал: Аннотова С. Ю."
        )
    ]
    assert await svetlana.press("История") == [
        (
            "Выезд: Новоселки, 15 октября 2026\u202fг.\n"
            "История записи:\n"
            "15.10.2026 09:28, Аннотова С. Ю.: записано.\n"
            "15.10.2026 09:28, Книжник П. А.: участие в поездке. «зверылі кнігі»"
        )
    ]


async def test_another_visit_is_recorded_apart(world: World) -> None:
    """«Нет, другой выезд» records a second visit on the same day."""
    svetlana = world.chat(1003)
    pavel = world.chat(1004)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.send("Сохранить")
    await pavel.send("Новоселки, методпомощь, привезли книги")
    await pavel.send("Захаваць")
    assert await pavel.press("Не, іншы выезд") == [
        (
            "Выезд запісаны. Бібліятэка: Навасёлкі, 15 кастрычніка.\n"
            "З пачатку года выездаў у бібліятэкі: 12 (паездак: 8)."
        ),
        "Што далей?",
    ]
    assert await world.sql(
        "SELECT count(*), count(DISTINCT trip_id) FROM visits WHERE visited_on = '2026-10-15'"
    ) == [(2, 2)]


async def test_own_visit_is_not_doubled_unasked(world: World) -> None:
    """The author's own second record is asked about; it can be made."""
    svetlana = world.chat(1003)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.send("Сохранить")
    await svetlana.send("Новоселки, методпомощь, привезли книги")
    assert await svetlana.send("Сохранить") == [
        (
            "Этот выезд уже записан, Вы в числе участников. Библиотека: Новоселки, 15 "
            "октября, кто записал: Аннотова С. Ю.\n"
            "Записать ещё один?"
        )
    ]
    assert await svetlana.press("Записать ещё один") == [
        (
            "Выезд записан. Библиотека: Новоселки, 15 октября.\n"
            "С начала года выездов в библиотеки: 12 (поездок: 7)."
        ),
        "Что дальше?",
    ]


async def test_back_leads_to_the_card(world: World) -> None:
    """«Назад» under the question shows the card again, nothing is lost."""
    svetlana = world.chat(1003)
    pavel = world.chat(1004)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.send("Сохранить")
    await pavel.send("Новоселки, методпомощь, привезли книги")
    await pavel.send("Захаваць")
    assert await pavel.press("Назад") == [
        (
            "Выезд у бібліятэку\n"
            "Праверце, калі ласка.\n"
            "1. Дата: 15 кастрычніка 2026\u202fг.\n"
            "2. Хто ездзіў: Кніжнік П. А.\n"
            "3. Бібліятэка: Навасёлкі\n"
            "4. Вынік: Выезд адбыўся\n"
            "5. Мэта выезду: Метадычная дапамога\n"
            "6. Што зроблена: привезли книги\n"
            "Усё правільна? Націсніце «Захаваць». Каб выправіць адказ, напішыце яго "
            "нумар."
        )
    ]


async def test_number_and_double_are_asked_one_after_another(world: World) -> None:
    """What was settled about the number is not asked again."""
    svetlana = world.chat(1003)
    pavel = world.chat(1004)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.send("Сохранить")
    await pavel.send("Новоселки, методпомощь, звонить 8 029 123-45-67")
    await pavel.send("Захаваць")
    assert await pavel.press("Гэта не тэлефон") == [
        (
            "Гэты выезд ужо запісаны. Бібліятэка: Навасёлкі, 15 кастрычніка, хто "
            "запісаў: Анотава С. Ю.\n"
            "Вы ездзілі разам?"
        )
    ]
    assert await pavel.press("Не, іншы выезд") == [
        (
            "Выезд запісаны. Бібліятэка: Навасёлкі, 15 кастрычніка.\n"
            "З пачатку года выездаў у бібліятэкі: 12 (паездак: 8)."
        ),
        "Што далей?",
    ]


async def test_only_the_same_visit_can_be_joined(world: World) -> None:
    """A forged number of another visit is refused; an old button says where one stands."""
    svetlana = world.chat(1003)
    pavel = world.chat(1004)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.send("Сохранить")
    await pavel.send("Новоселки, методпомощь, привезли книги")
    await pavel.send("Захаваць")
    assert await pavel.forge("visit.join:2:0:1") == []
    assert pavel.toast == NOT_OPEN_BE
    assert await pavel.forge("visit.join:1:0:12") == []
    assert pavel.toast == NOT_OPEN_BE
    assert await pavel.forge("visit.join:2:7:12") == [
        (
            "Выезд у бібліятэку\n"
            "Праверце, калі ласка.\n"
            "1. Дата: 15 кастрычніка 2026\u202fг.\n"
            "2. Хто ездзіў: Кніжнік П. А.\n"
            "3. Бібліятэка: Навасёлкі\n"
            "4. Вынік: Выезд адбыўся\n"
            "5. Мэта выезду: Метадычная дапамога\n"
            "6. Што зроблена: привезли книги\n"
            "Усё правільна? Націсніце «Захаваць». Каб выправіць адказ, напішыце яго "
            "нумар."
        )
    ]
    assert pavel.toast == OLD_BUTTON_BE
    assert await pavel.forge("visit.settle:2:7:o") == []
    assert pavel.toast == OLD_BUTTON_BE
    assert await pavel.forge("visit.strip:2:7:-") == []
    assert pavel.toast == OLD_BUTTON_BE
    assert await pavel.forge("visit.retype:2:7") == []
    assert pavel.toast == OLD_BUTTON_BE
    assert await pavel.forge("visit.same:2:7:12") == []
    assert pavel.toast == OLD_BUTTON_BE
    await pavel.press("Захаваць")
    assert await pavel.press("Так, дадаць мяне") == [
        (
            "Вы ў спісе ўдзельнікаў паездкі. Бібліятэка: Навасёлкі, 15 кастрычніка, хто "
            "быў: Анотава С. Ю., Кніжнік П. А.\n"
            "З пачатку года выездаў у бібліятэкі: 11 (паездак: 7)."
        ),
        "Што далей?",
    ]
    assert await pavel.forge("visit.join:2:0:12") == [
        "Гэта кнопка мінулага кроку. Цяпер Вы тут: галоўнае меню."
    ]
    assert pavel.toast == "Гэта кнопка мінулага кроку. Цяпер Вы тут: галоўнае меню."
