"""A round on its way in conversation: beginning, the six keys, reasons, words, undo, «Ещё…»."""

import pytest
from walking import HANNA, NINA, begin, named, say, states, taken_together, totals, without_rounds
from world import World

from bot.handlers import walk_card

SIX = [
    ["Уже читатели", "Новый читатель"],
    ["Не читают", "Никого нет"],
    ["Отменить последнее", "Ещё…"],
]
SIX_BE = [
    ["Ужо чытачы", "Новы чытач"],
    ["Не чытаюць", "Нікога няма"],
    ["Скасаваць апошняе", "Яшчэ…"],
]
UNCLEAR = (
    "Непонятно, ничего не посчитано. Нажмите кнопку внизу или напишите, например: "
    "«3 не читают», «никого», «выдано 5». Для другого дела сначала «Ещё…», «Пауза»."
)


@pytest.fixture
async def world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Take out the rounds of the sample; let each card come at once."""
    monkeypatch.setattr(walk_card, "PACE", (0.0, 0.0))
    return await without_rounds(world)


# -------------------------------------------------------------------- beginning


async def test_a_round_begins_in_three_presses(world: World) -> None:
    """The library is known, the rest is one press each; then the keys are open."""
    nina = world.chat(NINA)
    assert await nina.send("/round") == [
        (
            "Новый обход\nДва-три ответа, и внизу откроются кнопки обхода. Обход уже был? "
            "Внесите итоги: /rounds"
        ),
        "Новый обход, 1 из 3\nГде сегодня обход? Нажмите или напишите название.",
    ]
    assert nina.buttons == [["Деревная", "Хорошевичи"], ["Отложить"]]
    await nina.press("Деревная")
    assert nina.buttons[:2] == [["Перерегистрация"], ["Запись в библиотеку"]]
    await nina.press("Опрос")
    assert await nina.press("Пропустить") == [
        (
            "Обход: Деревная. У каждого двора нажмите одну кнопку внизу. Нет связи? Нажимайте "
            "как обычно: телефон отправит позже. Фамилий и адресов не пишите."
        ),
        (
            "Деревная, 15 октября\n"
            "Дворов: 0, дома застали: 0. Опрошено: 0.\n"
            "Читатели: 0, новые: 0, не читают: 0."
        ),
    ]
    assert nina.keyboard == SIX
    assert nina.buttons == []  # the last question has given its place to the first line
    assert await world.sql(
        "SELECT l.code, s.name_ru, r.made_on, r.purpose, r.staff_id, r.entered_by, r.source, "
        "r.state, r.street FROM rounds AS r JOIN libraries AS l USING (library_id) "
        "JOIN settlements AS s USING (settlement_id)"
    ) == [("SL-03", "Деревная", "2026-10-15", "survey", 5, 5, "chat", "walking", "")]


async def test_a_round_begins_in_belarusian_with_companions(world: World) -> None:
    hanna = world.chat(HANNA)
    assert await hanna.send("Абход") == [
        (
            "Новы абход\nДва-тры адказы, і ўнізе адкрыюцца кнопкі абходу. Абход ужо быў? "
            "Унясіце вынікі: /rounds"
        ),
        "Новы абход, 1 з 3\nДзе сёння абход? Націсніце або напішыце назву.",
    ]
    await hanna.press("Сянькоўшчына")
    await hanna.press("Перарэгістрацыя")
    await hanna.press("Сельсавет")
    await hanna.press("Школа")
    assert await hanna.press("Гатова") == [
        (
            "Абход: Сянькоўшчына. Каля кожнага двара націсніце адну кнопку ўнізе. Няма сувязі? "
            "Націскайце як звычайна: тэлефон адправіць пазней. Прозвішчаў і адрасоў не пішыце."
        ),
        (
            "Сянькоўшчына, 15 кастрычніка\n"
            "Двароў: 0, дома засталі: 0. Апытана: 0.\n"
            "Чытачы: 0, новыя: 0, не чытаюць: 0."
        ),
    ]
    assert hanna.keyboard == SIX_BE
    assert await world.sql("SELECT partner FROM round_partners ORDER BY position") == [
        ("council",),
        ("school",),
    ]


async def test_a_methodist_chooses_the_library_first(world: World) -> None:
    """The settlements are those of the library; a search finds it by the beginning."""
    svetlana = world.chat(1003)
    said = await svetlana.send("/round")
    assert said[-1].startswith("Новый обход, 1 из 3\nОбход какой библиотеки?")
    await svetlana.send("Деревян")
    assert svetlana.buttons == [
        ["Деревянчицы", "Браково"], ["Гуменики", "Новая Стража"], ["Отложить"],
    ]  # fmt: skip
    await say(svetlana, "Браково", "Приглашение", "Пропустить")
    assert svetlana.keyboard == SIX


async def test_a_library_without_settlements_is_its_own_place(world: World) -> None:
    svetlana = world.chat(1003)
    await say(svetlana, "/round", "Центральная", "Опрос")
    said = await svetlana.send("Пропустить")
    assert said[-1].split("\n")[0] == "Центральная, 15 октября"
    assert await world.sql("SELECT settlement_id FROM rounds") == [(None,)]


async def test_the_start_is_neither_practised_nor_entered_on_behalf(world: World) -> None:
    nina, svetlana = world.chat(NINA), world.chat(1003)
    await nina.send("/practice")
    assert "Новый обход" not in [label for row in nina.buttons for label in row]
    await nina.forge("practice.open:round_start")
    await svetlana.send("/behalf")
    await svetlana.forge("behalf.open:5:phone:round_start")
    assert await world.sql("SELECT count(*) FROM drafts WHERE form = 'round_start'") == [(0,)]


# -------------------------------------------------------------------- a household in two presses


async def test_each_household_is_one_press_and_a_reason_a_second(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    assert await nina.tap("Уже читатели") == [
        (
            "Деревная, 15 октября\n"
            "Дворов: 1, дома застали: 1. Опрошено: 1.\n"
            "Читатели: 1, новые: 0, не читают: 0.\n"
            "Посчитано: Уже читатели."
        )
    ]
    await nina.tap("Новый читатель")
    await nina.tap("Никого нет")
    assert await nina.tap("Не читают") == [
        (
            "Деревная, 15 октября\n"
            "Дворов: 4, дома застали: 3. Опрошено: 3.\n"
            "Читатели: 1, новые: 1, не читают: 1.\n"
            "Посчитано: Не читают.\n"
            "Почему не читают? Одна кнопка или «Пропустить»."
        )
    ]
    assert nina.keyboard == [
        ["Нет времени", "Мелкий шрифт"],
        ["Далеко, часы", "В интернете"],
        ["Свои книги", "Нет нужных"],
        ["Не любят", "Не знали о нас"],
        ["Читает семья", "Другое"],
        ["Пропустить", "Отменить последнее"],
    ]
    await nina.tap("Далеко, часы")
    assert nina.keyboard == SIX
    await nina.tap("Не читают")
    await nina.tap("Пропустить")
    assert nina.keyboard == SIX
    assert await totals(world) == {
        "households": 5, "home": 4, "asked": 4, "readers": 1, "new_readers": 1, "not_reading": 2,
    }  # fmt: skip
    assert await named(world) == [("reason", "far", 1)]


async def test_each_household_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    for key in ("Ужо чытачы", "Новы чытач", "Нікога няма"):
        await hanna.tap(key)
    assert await hanna.tap("Не чытаюць") == [
        (
            "Сянькоўшчына, 15 кастрычніка\n"
            "Двароў: 4, дома засталі: 3. Апытана: 3.\n"
            "Чытачы: 1, новыя: 1, не чытаюць: 1.\n"
            "Палічана: Не чытаюць.\n"
            "Чаму не чытаюць? Адна кнопка або «Прапусціць»."
        )
    ]
    assert hanna.keyboard == [
        ["Няма часу", "Дробны шрыфт"],
        ["Далёка, гадзіны", "У інтэрнэце"],
        ["Свае кнігі", "Няма патрэбных"],
        ["Не любяць", "Не ведалі пра нас"],
        ["Чытае сям’я", "Іншае"],
        ["Прапусціць", "Скасаваць апошняе"],
    ]
    await hanna.tap("Не ведалі пра нас")
    assert await named(world) == [("reason", "unaware", 1)]


async def test_the_next_household_may_be_pressed_instead_of_a_reason(world: World) -> None:
    """Without a network the keys of the reasons never come, and the six stay."""
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "Не читают", "Не читают", "Никого нет")
    assert await totals(world) == {"households": 3, "home": 2, "asked": 2, "not_reading": 2}
    assert nina.keyboard == SIX


async def test_every_message_gets_a_reaction_and_one_card_stays(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "Уже читатели", "никого", "Отменить последнее")
    assert [(one.text, one.view["reaction"]) for one in nina.screen[-4:]] == [
        ("Уже читатели", "👌"),
        ("никого", "👌"),
        ("Отменить последнее", "👌"),
        (
            (
                "Деревная, 15 октября\n"
                "Дворов: 1, дома застали: 1. Опрошено: 1.\n"
                "Читатели: 1, новые: 0, не читают: 0.\n"
                "Отменено: Никого нет."
            ),
            None,
        ),
    ]
    assert sum("Дворов" in one.text for one in nina.screen) == 1


# -------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("user_id", "settlement", "typed"),
    [
        (NINA, "Деревная", ("3 не читают", "никого", "2 читателя, 1 новый", "2 нет времени")),
        (HANNA, "Сянькоўшчына", ("3 не чытаюць", "нікога", "2 чытачы, 1 новы", "2 няма часу")),
    ],
)
async def test_what_is_typed_counts_as_what_is_pressed(
    world: World, user_id: int, settlement: str, typed: tuple[str, ...]
) -> None:
    chat = world.chat(user_id)
    await begin(chat, settlement)
    await say(chat, *typed)
    assert await totals(world) == {
        "households": 7, "home": 6, "asked": 6, "readers": 2, "new_readers": 1, "not_reading": 3,
    }  # fmt: skip
    assert await named(world) == [("reason", "no_time", 2)]


async def test_words_that_are_no_count_count_nothing_and_are_not_kept(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    assert await nina.send("3") == [UNCLEAR]
    assert await nina.send("у соседей гости") == [UNCLEAR]
    await nina.tap("Не читают")
    assert await nina.send("плохо видит") == [
        "Такой причины в списке нет. Нажмите причину из списка, «Другое» или «Пропустить»."
    ]
    assert await totals(world) == {"households": 1, "home": 1, "asked": 1, "not_reading": 1}
    assert await named(world) == []
    assert await world.sql("SELECT prompt FROM chats WHERE prompt IS NOT NULL") == []


async def test_words_that_are_no_count_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    assert await hanna.send("у суседзяў госці") == [
        (
            "Незразумела, нічога не палічана. Націсніце кнопку ўнізе або напішыце, напрыклад: "
            "«3 не чытаюць», «нікога», «выдадзена 5». Для іншай справы спачатку «Яшчэ…», «Паўза»."
        )
    ]


async def test_a_part_above_its_whole_is_refused(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    assert await nina.send("Нет времени") == ["Причина отмечена чаще, чем «Не читают»."]
    assert await nina.send("99999 никого") == ["Нужно число не больше 9\u00a0999."]
    assert await totals(world) == {}


async def test_a_corrected_message_is_not_counted_anew(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await nina.send("3 не читают")
    assert await nina.edit("2 не читают") == [
        (
            "Исправленное сообщение бот заново не считает. Нажмите «Отменить последнее» или "
            "исправьте числа, когда закончите обход."
        )
    ]
    assert await totals(world) == {"households": 3, "home": 3, "asked": 3, "not_reading": 3}


# -------------------------------------------------------------------- undo


async def test_undo_takes_back_message_after_message(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "Уже читатели", "Не читают", "Нет времени", "3 никого, 2 новых")
    said = [(await nina.send("Отменить последнее"))[-1].split("\n")[-1] for _ in range(5)]
    assert said == [
        "Отменено: Никого нет: 3, Новый читатель: 2.",
        "Отменено: Нет времени.",
        "Отменено: Не читают.",
        "Отменено: Уже читатели.",
        "Отменять нечего.",
    ]
    assert await totals(world) == {}
    await nina.send("никого")
    assert await totals(world) == {"households": 1}


async def test_undo_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    await hanna.tap("Нікога няма")
    said = [(await hanna.tap("Скасаваць апошняе"))[-1].split("\n")[-1] for _ in range(2)]
    assert said == ["Скасавана: Нікога няма.", "Скасаваць няма чаго."]


# -------------------------------------------------------------------- behind «Ещё…»


async def test_everything_behind_more(world: World) -> None:
    """Other residents, numbers by key or typed, ages, wishes, titles."""
    nina = world.chat(NINA)
    await begin(nina)
    await nina.tap("Уже читатели")
    assert (await nina.tap("Ещё…"))[-1].split("\n")[-1] == "Что ещё посчитать?"
    assert nina.keyboard == [
        ["Ещё житель", "Перерегистрация"],
        ["Выдано изданий", "На дому"],
        ["Другие числа", "К обходу"],
        ["Пауза", "Закончить обход"],
    ]
    said = await nina.tap("Ещё житель")
    assert said[-1].split("\n")[-1] == "Ещё один житель того же двора. Кто это?"
    assert nina.keyboard == [["Ещё читатель", "Ещё новый"], ["Ещё не читает", "К обходу"]]
    await nina.tap("Ещё не читает")
    await nina.tap("Свои книги")
    await say(nina, "Ещё…", "Перерегистрация", "Ещё…", "Выдано изданий")
    assert nina.keyboard == [
        ["1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"], ["К обходу"],
    ]  # fmt: skip
    await nina.tap("4")
    await say(nina, "Ещё…", "На дому", "1", "Ещё…", "Другие числа")
    assert nina.keyboard == [
        ["Возвращено", "Должники"],
        ["Приглашены", "Памятки"],
        ["Возраст", "Пожелания"],
        ["К обходу"],
    ]
    await nina.tap("Возвращено")
    await nina.send("12")
    await say(nina, "Ещё…", "Другие числа", "Должники")
    await say(nina, "Ещё…", "Другие числа", "Приглашены", "3")
    await say(nina, "Ещё…", "Другие числа", "Памятки", "2")
    await say(nina, "Ещё…", "Другие числа", "Возраст")
    assert nina.keyboard == [["До 15", "15–30"], ["31–59", "60 и старше"], ["К обходу"]]
    await nina.tap("60 и старше")
    await say(nina, "Ещё…", "Другие числа", "Пожелания")
    assert nina.keyboard[0] == ["Детектив", "Женский роман"]
    await nina.tap("Детектив")
    await nina.tap("История, война")
    assert await nina.send("Людзі на балоце") == [
        (
            "Деревная, 15 октября\n"
            "Дворов: 1, дома застали: 1. Опрошено: 2.\n"
            "Читатели: 1, новые: 0, не читают: 1.\n"
            "Перерегистрировано: 1. Выдано изданий: 4. Возвращено изданий: 12. Принято на "
            "надомное обслуживание: 1. Должников посещено: 1. Приглашено: 3. Памяток роздано: 2.\n"
            "Посчитано: «Людзі на балоце».\n"
            "Что хотят читать? Нажмите или напишите название. Без фамилий."
        )
    ]
    await nina.tap("К обходу")
    assert nina.keyboard == SIX
    assert await totals(world) == {
        "households": 1, "home": 1, "asked": 2, "readers": 1, "not_reading": 1,
        "reregistered": 1, "issued": 4, "returned": 12, "homebound": 1, "debtors": 1,
        "invited": 3, "leaflets": 2,
    }  # fmt: skip
    assert await named(world) == [
        ("age", "60", 1),
        ("reason", "own_books", 1),
        ("title", "Людзі на балоце", 1),
        ("wish", "detective", 1),
        ("wish", "history", 1),
    ]


async def test_everything_behind_more_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    await say(hanna, "Новы чытач", "Яшчэ…")
    assert hanna.keyboard == [
        ["Яшчэ жыхар", "Перарэгістрацыя"],
        ["Выдадзена", "Дома ў чытача"],
        ["Іншыя лікі", "Да абходу"],
        ["Паўза", "Скончыць абход"],
    ]
    await hanna.tap("Яшчэ жыхар")
    assert hanna.keyboard == [["Яшчэ чытач", "Яшчэ новы"], ["Яшчэ не чытае", "Да абходу"]]
    await say(hanna, "Яшчэ чытач", "Яшчэ…", "Выдадзена", "5", "Яшчэ…", "Дома ў чытача", "2")
    await say(hanna, "Яшчэ…", "Іншыя лікі")
    assert hanna.keyboard == [
        ["Вернута", "Даўжнікі"], ["Запрошаны", "Памяткі"], ["Узрост", "Пажаданні"], ["Да абходу"],
    ]  # fmt: skip
    await say(hanna, "Вернута", "3", "даўжнік", "запрошана 4", "памятак 6", "Перарэгістрацыя")
    await say(hanna, "60 і старэй", "хоча: Сад, рукадзелле", "просяць Дзікае паляванне")
    assert await totals(world) == {
        "households": 1, "home": 1, "asked": 2, "readers": 1, "new_readers": 1,
        "reregistered": 1, "issued": 5, "returned": 3, "homebound": 2, "debtors": 1,
        "invited": 4, "leaflets": 6,
    }  # fmt: skip
    assert await named(world) == [
        ("age", "60", 1),
        ("title", "Дзікае паляванне", 1),
        ("wish", "garden", 1),
    ]


async def test_another_resident_needs_somebody_at_home(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "Никого нет", "Ещё…", "Ещё житель")
    assert await nina.tap("Ещё новый") == [
        "Пока никого не было дома: сначала нажмите кнопку двора, потом добавьте жителя."
    ]
    assert await totals(world) == {"households": 1}


async def test_a_choice_of_a_past_year_is_not_offered(world: World) -> None:
    """Age bands follow the form of the year; what the institution has changed is offered."""
    async with world.db.write() as tx:
        await tx.run("UPDATE round_choices SET to_year = 2025 WHERE list = 'age'")
        await tx.run(
            "INSERT INTO round_choices VALUES ('age', '0-13', 'До 14', 'Да 14', 'Under 14', 1, "
            "2026, 9999)"
        )
    world.bot.services.network.forget()
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "Уже читатели", "Ещё…", "Другие числа", "Возраст")
    assert nina.keyboard == [["До 14"], ["К обходу"]]
    await nina.tap("До 14")
    assert await named(world) == [("age", "0-13", 1)]


async def test_the_totals_are_what_the_presses_add_up_to(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "5 никого", "Уже читатели", "2 новых", "Отменить последнее", "ещё не читает")
    kept = await totals(world)
    assert kept == {"households": 6, "home": 1, "asked": 2, "readers": 1, "not_reading": 1}
    assert await taken_together(world) == kept
    assert await states(world) == ["walking"]
