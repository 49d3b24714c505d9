"""Reporting periods in conversation: the head closes and reopens, methodists read."""

from datetime import date

from world import World

from storage import staff, visits

HEAD, METHODIST, LIBRARIAN = 1001, 1003, 1005
NOW = "2026-10-15T06:28:00Z"
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
YEAR = (
    "Отчётные периоды, 2026. Закрытое можно только смотреть.\n"
    "2026 год: открыт\n"
    "I квартал 2026 года: открыт\n"
    "II квартал 2026 года: открыт\n"
    "III квартал 2026 года: открыт\n"
    "IV квартал 2026 года: открыт\n"
    "Нажмите период. Чтобы увидеть месяцы, нажмите квартал."
)


async def speak(world: World, code: str, language: str) -> None:
    """Let a person of the sample speak another language."""
    async with world.db.write() as tx:
        person = await staff.by_code(tx, code)
        await staff.set_language(tx, person.staff_id, language, now=NOW)


async def test_the_year_shows_its_quarters(world: World):
    head = world.chat(HEAD)
    assert await head.send("/periods") == [YEAR]
    assert head.buttons == [
        ["2026 год"],
        ["I квартал 2026 года"],
        ["II квартал 2026 года"],
        ["III квартал 2026 года"],
        ["IV квартал 2026 года"],
        ["2025", "2027"],
    ]
    await head.press("2027")
    assert await head.press("2026") == [YEAR]
    assert await head.press("IV квартал 2026 года") == [
        (
            "IV квартал 2026 года\n"
            "Открыт: записи можно добавлять и исправлять.\n"
            "Выездов в библиотеки: 4 (поездок: 2).\n"
            "Выездов без текста: 1.\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Обходов не закончено: 1 (закрыть можно и так).\n"
            "Октябрь 2026 года: открыт\n"
            "Ноябрь 2026 года: открыт\n"
            "Декабрь 2026 года: открыт"
        ),
    ]
    assert head.buttons == [
        ["Октябрь 2026 года"],
        ["Ноябрь 2026 года"],
        ["Декабрь 2026 года"],
        ["Показать неготовое"],
        ["Закрыть", "История"],
        ["Все периоды"],
    ]
    assert await head.press("Октябрь 2026 года") == [
        (
            "Октябрь 2026 года\n"
            "Открыт: записи можно добавлять и исправлять.\n"
            "Выездов в библиотеки: 4 (поездок: 2).\n"
            "Выездов без текста: 1.\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Обходов не закончено: 1 (закрыть можно и так)."
        ),
    ]
    assert head.buttons == [["Показать неготовое"], ["Закрыть", "История"], ["Все периоды"]]
    assert await head.press("Все периоды") == [YEAR]


async def test_a_visit_without_text_stops_the_closing(world: World):
    head = world.chat(HEAD)
    await head.send("/periods")
    await head.press("IV квартал 2026 года")
    await head.press("Октябрь 2026 года")
    assert await head.press("Закрыть") == [
        (
            "Пока нельзя закрыть: октябрь 2026 года.\n"
            "Выездов без текста: 1.\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Сначала нужен их текст, потом период можно закрыть."
        ),
    ]
    assert head.buttons == [["Показать неготовое"], ["Назад"]]
    assert await head.press("Показать неготовое") == [
        (
            "Не готово: октябрь 2026 года. Выездов без текста: 1.\n"
            "Нажмите выезд, чтобы дописать, что сделано."
        ),
    ]
    assert head.buttons == [["13 октября: Деревянчицы"], ["Назад"]]
    assert await head.press("Назад") == [
        (
            "Октябрь 2026 года\n"
            "Открыт: записи можно добавлять и исправлять.\n"
            "Выездов в библиотеки: 4 (поездок: 2).\n"
            "Выездов без текста: 1.\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Обходов не закончено: 1 (закрыть можно и так)."
        ),
    ]


async def test_a_quarter_closes_its_months_and_is_reopened_with_a_reason(world: World):
    head = world.chat(HEAD)
    await head.send("/periods")
    await head.press("III квартал 2026 года")
    assert await head.press("Закрыть") == [
        (
            "Закрыть период: III квартал 2026 года?\n"
            "Потом записи можно только смотреть; открыть снова можно с объяснением.\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Просроченные рекомендации: 1"
        ),
    ]
    assert head.buttons == [["Закрыть", "Не сейчас"]]
    await head.press("Не сейчас")
    await head.press("Закрыть")
    assert await head.press("Закрыть") == [
        (
            "Период закрыт.\n"
            "III квартал 2026 года\n"
            "Закрыт: 15 октября 2026\u202fг., кто закрыл: Экслибрисова О. С.\n"
            "Выездов в библиотеки: 5 (поездок: 3).\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Июль 2026 года: закрыт вместе с более длинным\n"
            "Август 2026 года: закрыт вместе с более длинным\n"
            "Сентябрь 2026 года: закрыт вместе с более длинным"
        ),
    ]
    assert head.buttons == [
        ["Июль 2026 года", "Август 2026 года"],
        ["Сентябрь 2026 года"],
        ["Открыть снова", "История"],
        ["Все периоды"],
    ]
    assert await head.press("Сентябрь 2026 года") == [
        (
            "Сентябрь 2026 года\n"
            "Закрыт вместе с периодом: III квартал 2026 года.\n"
            "Выездов в библиотеки: 4 (поездок: 2).\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает)."
        ),
    ]
    assert head.buttons == [["III квартал 2026 года"], ["История", "Все периоды"]]
    await head.press("III квартал 2026 года")
    assert await head.press("Открыть снова") == [
        (
            "Открыть снова: III квартал 2026 года.\n"
            "Почему? Напишите одну строку, не короче десяти знаков; она останется в "
            "истории."
        ),
    ]
    assert head.buttons == [["Не надо"]]
    assert await head.send("ошибка") == [
        ("Объяснение слишком короткое: напишите не меньше десяти знаков, что нужно исправить."),
    ]
    assert await head.send("Забыли выезд 3 сентября") == [
        (
            "Период снова открыт.\n"
            "III квартал 2026 года\n"
            "Открыт: записи можно добавлять и исправлять.\n"
            "Выездов в библиотеки: 5 (поездок: 3).\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Июль 2026 года: открыт\n"
            "Август 2026 года: открыт\n"
            "Сентябрь 2026 года: открыт"
        ),
    ]
    assert await head.press("История") == [
        (
            "История: III квартал 2026 года.\n"
            "15.10.2026 09:28. Кто закрыл: Экслибрисова О. С.\n"
            "15.10.2026 09:28. Кто открыл снова: Экслибрисова О. С.; причина: Забыли "
            "выезд 3 сентября"
        ),
    ]
    await head.press("Назад")
    await head.press("Июль 2026 года")
    assert await head.press("История") == [
        "История: июль 2026 года.\nЭтот период ни разу не закрывали."
    ]


async def test_the_year_is_closed_by_typing_it(world: World):
    head = world.chat(HEAD)
    await head.send("/periods")
    await head.press("2025")
    await head.press("2025 год")
    assert await head.press("Закрыть") == [
        (
            "Закрыть период: 2025 год?\n"
            "Потом записи можно только смотреть; открыть снова можно с объяснением.\n"
            "Чтобы закрыть, напишите: 2025."
        ),
    ]
    assert head.buttons == [["Показать неготовое"], ["Не сейчас"]]
    assert await head.send("2026") == [
        "Чтобы закрыть год, напишите: 2025. Вы написали: «2026». Год пока открыт."
    ]
    assert await head.send("2025.") == [
        (
            "Период закрыт.\n"
            "2025 год\n"
            "Закрыт: 15 октября 2026\u202fг., кто закрыл: Экслибрисова О. С.\n"
            "Выездов в библиотеки: 0 (поездок: 0)."
        ),
    ]
    assert await head.press("Все периоды") == [
        (
            "Отчётные периоды, 2025. Закрытое можно только смотреть.\n"
            "2025 год: закрыт\n"
            "I квартал 2025 года: закрыт вместе с более длинным\n"
            "II квартал 2025 года: закрыт вместе с более длинным\n"
            "III квартал 2025 года: закрыт вместе с более длинным\n"
            "IV квартал 2025 года: закрыт вместе с более длинным\n"
            "Нажмите период. Чтобы увидеть месяцы, нажмите квартал."
        ),
    ]


async def test_a_period_that_goes_on_is_closed_with_a_warning(world: World):
    async with world.db.write() as tx:
        [visit] = await visits.needing_text_between(tx, date(2026, 10, 1), date(2026, 10, 31))
        await visits.write_text(tx, visit.visit_id, "Расставлен фонд", now=NOW, by=4)
    head = world.chat(HEAD)
    await head.send("/periods")
    await head.press("IV квартал 2026 года")
    await head.press("Октябрь 2026 года")
    assert await head.press("Закрыть") == [
        (
            "Закрыть период: октябрь 2026 года?\n"
            "Потом записи можно только смотреть; открыть снова можно с объяснением.\n"
            "Период ещё не закончился. Последний день: 31 октября.\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Обходов не закончено: 1 (закрыть можно и так)."
        ),
    ]
    assert await head.press("Закрыть") == [
        (
            "Период закрыт.\n"
            "Октябрь 2026 года\n"
            "Закрыт: 15 октября 2026\u202fг., кто закрыл: Экслибрисова О. С.\n"
            "Выездов в библиотеки: 4 (поездок: 2).\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Обходов не закончено: 1 (закрыть можно и так)."
        ),
    ]
    assert await world.sql("SELECT kind, first_on, last_on FROM periods") == [
        ("month", "2026-10-01", "2026-10-31")
    ]


async def test_periods_in_belarusian(world: World):
    await speak(world, "1", "be")
    head = world.chat(HEAD)
    assert await head.send("/periods") == [
        (
            "Справаздачныя перыяды, 2026. Закрытае можна толькі глядзець.\n"
            "2026 год: адкрыты\n"
            "I квартал 2026 года: адкрыты\n"
            "II квартал 2026 года: адкрыты\n"
            "III квартал 2026 года: адкрыты\n"
            "IV квартал 2026 года: адкрыты\n"
            "Націсніце перыяд. Каб убачыць месяцы, націсніце квартал."
        ),
    ]
    assert await head.press("III квартал 2026 года") == [
        (
            "III квартал 2026 года\n"
            "Адкрыты: запісы можна дадаваць і выпраўляць.\n"
            "Выездаў у бібліятэкі: 5 (паездак: 3).\n"
            "Выездаў без адказу бібліятэкі: 1 (закрыць гэта не перашкаджае).\n"
            "Ліпень 2026 года: адкрыты\n"
            "Жнівень 2026 года: адкрыты\n"
            "Верасень 2026 года: адкрыты"
        ),
    ]
    assert await head.press("Закрыць") == [
        (
            "Закрыць перыяд: III квартал 2026 года?\n"
            "Потым запісы можна толькі глядзець; адкрыць зноў можна з тлумачэннем.\n"
            "Выездаў без адказу бібліятэкі: 1 (закрыць гэта не перашкаджае).\n"
            "Пратэрмінаваныя рэкамендацыі: 1"
        ),
    ]
    assert await head.press("Закрыць") == [
        (
            "Перыяд закрыты.\n"
            "III квартал 2026 года\n"
            "Закрыты: 15 кастрычніка 2026\u202fг., хто закрыў: Экслібрысава В. С.\n"
            "Выездаў у бібліятэкі: 5 (паездак: 3).\n"
            "Выездаў без адказу бібліятэкі: 1 (закрыць гэта не перашкаджае).\n"
            "Ліпень 2026 года: закрыты разам з даўжэйшым\n"
            "Жнівень 2026 года: закрыты разам з даўжэйшым\n"
            "Верасень 2026 года: закрыты разам з даўжэйшым"
        ),
    ]
    assert await head.press("Верасень 2026 года") == [
        (
            "Верасень 2026 года\n"
            "Закрыты разам з перыядам: III квартал 2026 года.\n"
            "Выездаў у бібліятэкі: 4 (паездак: 2).\n"
            "Выездаў без адказу бібліятэкі: 1 (закрыць гэта не перашкаджае)."
        ),
    ]
    await head.press("III квартал 2026 года")
    assert await head.press("Адкрыць зноў") == [
        (
            "Адкрыць зноў: III квартал 2026 года.\n"
            "Чаму? Напішыце адзін радок, не карацейшы за дзесяць знакаў; ён застанецца ў "
            "гісторыі."
        ),
    ]
    assert await head.send("так") == [
        ("Тлумачэнне занадта кароткае: напішыце не менш за дзесяць знакаў, што трэба выправіць."),
    ]
    assert await head.send("Забылі выезд") == [
        (
            "Перыяд зноў адкрыты.\n"
            "III квартал 2026 года\n"
            "Адкрыты: запісы можна дадаваць і выпраўляць.\n"
            "Выездаў у бібліятэкі: 5 (паездак: 3).\n"
            "Выездаў без адказу бібліятэкі: 1 (закрыць гэта не перашкаджае).\n"
            "Ліпень 2026 года: адкрыты\n"
            "Жнівень 2026 года: адкрыты\n"
            "Верасень 2026 года: адкрыты"
        ),
    ]
    assert await head.press("Гісторыя") == [
        (
            "Гісторыя: III квартал 2026 года.\n"
            "15.10.2026 09:28. Хто закрыў: Экслібрысава В. С.\n"
            "15.10.2026 09:28. Хто адкрыў зноў: Экслібрысава В. С.; прычына: Забылі выезд"
        ),
    ]
    await head.send("/periods")
    await head.press("IV квартал 2026 года")
    assert await head.press("Закрыць") == [
        (
            "Пакуль нельга закрыць: IV квартал 2026 года.\n"
            "Выездаў без тэксту: 1.\n"
            "Выездаў без адказу бібліятэкі: 1 (закрыць гэта не перашкаджае).\n"
            "Спачатку патрэбны іх тэкст, потым перыяд можна закрыць."
        ),
    ]
    assert await head.press("Паказаць негатовае") == [
        (
            "Не гатова: IV квартал 2026 года. Выездаў без тэксту: 1.\n"
            "Націсніце выезд, каб дапісаць, што зроблена."
        ),
    ]
    await head.send("/periods")
    await head.press("2025")
    await head.press("2025 год")
    assert await head.press("Закрыць") == [
        (
            "Закрыць перыяд: 2025 год?\n"
            "Потым запісы можна толькі глядзець; адкрыць зноў можна з тлумачэннем.\n"
            "Каб закрыць, напішыце: 2025."
        ),
    ]
    assert await head.send("няма") == [
        "Каб закрыць год, напішыце: 2025. Вы напісалі: «няма». Год пакуль адкрыты."
    ]
    assert await head.send("2025") == [
        (
            "Перыяд закрыты.\n"
            "2025 год\n"
            "Закрыты: 15 кастрычніка 2026\u202fг., хто закрыў: Экслібрысава В. С.\n"
            "Выездаў у бібліятэкі: 0 (паездак: 0)."
        ),
    ]


async def test_a_methodist_reads_and_cannot_close(world: World):
    methodist = world.chat(METHODIST)
    await methodist.send("/periods")
    assert await methodist.press("III квартал 2026 года") == [
        (
            "III квартал 2026 года\n"
            "Открыт: записи можно добавлять и исправлять.\n"
            "Выездов в библиотеки: 5 (поездок: 3).\n"
            "Выездов без ответа библиотеки: 1 (закрыть это не мешает).\n"
            "Июль 2026 года: открыт\n"
            "Август 2026 года: открыт\n"
            "Сентябрь 2026 года: открыт"
        ),
    ]
    assert methodist.buttons == [
        ["Июль 2026 года", "Август 2026 года"],
        ["Сентябрь 2026 года"],
        ["История", "Все периоды"],
    ]
    assert await methodist.press("История") == [
        ("История: III квартал 2026 года.\nЭтот период ни разу не закрывали."),
    ]


async def test_what_was_pressed_too_late_is_said_kindly(world: World):
    head = world.chat(HEAD)
    await head.send("/periods")
    assert await head.forge("period.reopen:quarter:2026-3") == [
        "Это кнопка прошлого шага. Сейчас Вы здесь: период открыт."
    ]
    await head.forge("period.closed:quarter:2026-3")
    closed = ["Это кнопка прошлого шага. Сейчас Вы здесь: период уже закрыт."]
    assert await head.forge("period.closed:quarter:2026-3") == closed
    assert await head.forge("period.close:month:2026-8") == closed
    assert await head.forge("period.close:month:2026-11") == []
    assert head.toast == "Этот период ещё не начался."


async def test_a_year_lost_its_text_before_it_was_typed(world: World):
    head = world.chat(HEAD)
    await head.send("/periods")
    await head.press("2025")
    await head.press("2025 год")
    await head.press("Закрыть")
    async with world.db.write() as tx:
        await tx.run(
            "UPDATE visits SET visited_on = '2025-12-01', needs_text = 1 WHERE visit_id = 1"
        )
    assert await head.send("2025") == [
        (
            "Пока нельзя закрыть: 2025 год.\n"
            "Выездов без текста: 1.\n"
            "Сначала нужен их текст, потом период можно закрыть."
        ),
    ]
    assert await world.sql("SELECT * FROM periods") == []


async def test_only_the_head_closes(world: World):
    for user_id in (METHODIST, LIBRARIAN, 1014, 1015):
        person = world.chat(user_id)
        await person.send("/menu")
        for verb in ("close", "closed", "reopen"):
            await person.forge(f"period.{verb}:quarter:2026-3")
            assert (user_id, verb, person.toast) == (user_id, verb, REFUSED)
    assert await world.sql("SELECT * FROM periods") == []


async def test_periods_are_for_the_department(world: World):
    for user_id in (LIBRARIAN, 1014, 1015):
        person = world.chat(user_id)
        assert await person.send("/periods") == [REFUSED]
        for pressed in ("periods", "period.card:year:2026-1", "period.history:year:2026-1"):
            await person.forge(pressed)
            assert (user_id, pressed, person.toast) == (user_id, pressed, REFUSED)


async def test_forged_periods_are_refused(world: World):
    head = world.chat(HEAD)
    await head.send("/periods")
    for pressed in (
        "period.closed:year:2025-1",
        "period.card",
        "period.card:half:2026-1",
        "period.card:month:2026-13",
        "period.card:year:1812-1",
        "period.unready:week:2026-1",
    ):
        await head.forge(pressed)
        assert (pressed, head.toast) == (pressed, REFUSED)
    assert await world.sql("SELECT * FROM periods") == []


async def test_a_strange_year_is_this_one(world: World):
    head = world.chat(HEAD)
    await head.send("/periods")
    assert await head.forge("periods:1812") == []
    assert head.last.text == YEAR
