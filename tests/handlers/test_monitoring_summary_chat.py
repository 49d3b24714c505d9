"""«Сводка»: sums and indicators against last year, who stands out, who is missing, charts."""

import struct

from filed import files
from monitored import a_campaign
from summed import answer, nine_answers, year_ago
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_the_summary_of_a_campaign(world: World) -> None:
    """Totals beside last year's of the same libraries, indicators, who is missing."""
    await a_campaign(world)
    await nine_answers(world)
    svetlana = world.chat(1003)
    await svetlana.send("/monitoring")
    assert await svetlana.press("Сводка") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сводка\n"
            "Период открыт.\n"
            "Ответы библиотек: 9 из 12.\n"
            "Без ответа (3): Новодевятковичи, Мижевичи, Павлово.\n"
            "В скобках изменение к прошлому году (Октябрь 2025) у одних и тех же библиотек: 8 из "
            "9.\n"
            "Зарегистрировано пользователей с начала года: 3\xa0307 (+3 %)\n"
            "Посещения с начала года: 24\xa0671 (+1 %)\n"
            "Выдано документов с начала года: 63\xa0464 (+2 %)\n"
            "Фонд сегодня, экземпляров: 99\xa0210 (+1 %)\n"
            "Интернет: Да 8, Нет 1\n"
            "Помещение: Всё в порядке 9\n"
            "Показатели\n"
            "Читаемость: 19,2 (у тех же библиотек (8): 19,3, год назад 19,4)\n"
            "Посещаемость: 7,5 (у тех же библиотек (8): 7,5, год назад 7,6)\n"
            "Обращаемость фонда: 0,64 (у тех же библиотек (8): 0,64, год назад 0,63)\n"
            "Охват населения, %: 24,5 (библиотек: 3)\n"
            "Книгообеспеченность: 7,1 (библиотек: 3)"
        ),
    ]
    assert svetlana.buttons == [
        ["Резко отличаются: 4"],
        ["График", "Файлы"],
        ["Источник: все", "К списку"],
    ]
    assert await svetlana.press("Резко отличаются: 4") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Изменение за год здесь не такое, как у большинства. Возможно, всё верно: нажмите "
            "библиотеку, чтобы увидеть ответы.\n"
            "Деревянчицы. Посещения с начала года: 340, год назад 700 (−51 %) «Закрыты на "
            "ремонт»\n"
            "Деревная. Посещения с начала года: 1\xa0471, год назад 1\xa0180 (+25 %)\n"
            "Деревная. Выдано документов с начала года: 3\xa0514, год назад 2\xa0864 (+23 %)\n"
            "Деревная. Зарегистрировано пользователей с начала года: 191, год назад 160 (+19 %)"
        ),
    ]
    assert svetlana.buttons == [["Деревянчицы", "Деревная"], ["К сводке"]]
    said = await svetlana.press("Деревянчицы")
    assert said[0].split("\n")[0] == "Анкета за 9 месяцев 2026 года: Деревянчицы"


async def test_the_summary_in_belarusian(world: World) -> None:
    await a_campaign(world)
    await nine_answers(world)
    pavel = world.chat(1004)
    await pavel.send("/monitoring")
    assert await pavel.press("Зводка") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Зводка\n"
            "Перыяд адкрыты.\n"
            "Адказы бібліятэк: 9 з 12.\n"
            "Без адказу (3): Новадзевяткавічы, Міжэвічы, Паўлава.\n"
            "У дужках змена ў параўнанні з мінулым годам (Кастрычнік 2025), тыя ж бібліятэкі: 8 "
            "з 9.\n"
            "Зарэгістравана карыстальнікаў з пачатку года: 3\xa0307 (+3 %)\n"
            "Наведванні з пачатку года: 24\xa0671 (+1 %)\n"
            "Выдадзена дакументаў з пачатку года: 63\xa0464 (+2 %)\n"
            "Фонд сёння, экзэмпляраў: 99\xa0210 (+1 %)\n"
            "Інтэрнэт: Так 8, Не 1\n"
            "Памяшканне: Усё ў парадку 9\n"
            "Паказчыкі\n"
            "Чытальнасць: 19,2 (у тых жа бібліятэк (8): 19,3, год таму 19,4)\n"
            "Наведвальнасць: 7,5 (у тых жа бібліятэк (8): 7,5, год таму 7,6)\n"
            "Абарачальнасць фонду: 0,64 (у тых жа бібліятэк (8): 0,64, год таму 0,63)\n"
            "Ахоп насельніцтва, %: 24,5 (бібліятэк: 3)\n"
            "Кнігазабяспечанасць: 7,1 (бібліятэк: 3)"
        ),
    ]
    assert pavel.buttons == [
        ["Рэзка адрозніваюцца: 4"],
        ["Графік", "Файлы"],
        ["Крыніца: усе", "Да спіса"],
    ]
    said = await pavel.press("Рэзка адрозніваюцца: 4")
    assert said[0].split("\n")[2] == (
        "Дзеравянчыцы. Наведванні з пачатку года: 340, год таму 700 (−51 %) «Закрыты на ремонт»"
    )
    assert pavel.buttons == [["Дзеравянчыцы", "Дзераўная"], ["Да зводкі"]]


async def test_charts_come_as_pictures_that_a_telephone_shows(world: World) -> None:
    """One picture a question; 1,080 pixels wide, no higher than Telegram shows sharp."""
    await a_campaign(world)
    await nine_answers(world)
    olga = world.chat(1001)
    await olga.send("/monitoring")
    await olga.press("Сводка")
    assert await olga.press("График") == [
        "Графики сейчас придут.",
        "[photo] Зарегистрировано пользователей с начала года",
        "[photo] Посещения с начала года",
        "[photo] Выдано документов с начала года",
    ]
    sizes = {name: _size(content) for name, content in (await files(world, olga)).items()}
    assert sizes == {
        "Зарегистрировано пользователей с начала года": (1080, 844),
        "Посещения с начала года": (1080, 788),
        "Выдано документов с начала года": (1080, 788),
    }


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


async def test_a_first_campaign_has_nothing_to_compare_with(world: World) -> None:
    """Numbers of this year stand alone; there is no chart and nobody stands out."""
    await a_campaign(world)
    svetlana = world.chat(1003)
    await svetlana.send("/monitoring")
    assert "Сводка" not in [label for row in svetlana.buttons for label in row]
    await answer(world, "SL-03", {"users": 0, "visits": 5, "loans": 0, "paid_fact": 985.5})
    await svetlana.send("/monitoring")
    assert await svetlana.press("Сводка") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сводка\n"
            "Период открыт.\n"
            "Ответы библиотек: 1 из 12.\n"
            "Без ответа (11): Центральная, Жировичи, Новоселки, Озерница, Василевичи, "
            "Сеньковщина и ещё 5.\n"
            "Октябрь 2025: чисел для сравнения нет.\n"
            "Зарегистрировано пользователей с начала года: 0\n"
            "Посещения с начала года: 5\n"
            "Выдано документов с начала года: 0\n"
            "Платные услуги с начала года, руб.: 985,50\n"
            "Показатели\n"
            "Читаемость: нет данных\n"
            "Посещаемость: нет данных"
        ),
    ]
    assert svetlana.buttons == [["Файлы", "Источник: все"], ["К списку"]]
    key = "campaign.{}:1:0"
    assert await svetlana.forge(key.format("outliers")) == [
        "Мониторинг за 9 месяцев 2026 года\nРезких отличий нет."
    ]
    assert await svetlana.forge("campaign.chart:1") == [
        "Графики сейчас придут.",
        "Рисовать нечего: числа прошлого года неизвестны.",
    ]


async def test_what_was_sent_back_counts_and_is_said(world: World) -> None:
    """Numbers to be clarified are in the sums; how many is told."""
    await a_campaign(world)
    await nine_answers(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE campaign_units SET state = 'returned' WHERE library_id IN (2, 3)")
    svetlana = world.chat(1003)
    await svetlana.send("/monitoring")
    [said] = await svetlana.press("Сводка")
    assert said.split("\n")[2:6] == [
        "Период открыт.",
        "Ответы библиотек: 9 из 12.",
        "Из них на уточнении: 2.",
        "Без ответа (3): Новодевятковичи, Мижевичи, Павлово.",
    ]


async def test_the_summary_of_one_source(world: World) -> None:
    """Sums of what came from paper only; the others are not called missing."""
    await a_campaign(world)
    await nine_answers(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE campaign_units SET source = 'paper' WHERE library_id IN (2, 3)")
        await tx.run(
            "INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by) "
            "VALUES ('quarter', '2026-10-01', '2026-12-31', '2026-10-15T00:00:00Z', 1)"
        )
    svetlana = world.chat(1003)
    assert (await svetlana.send("/monitoring"))[0].split("\n")[2] == "Период закрыт."
    await svetlana.press("Сводка")
    await svetlana.press("Источник: все")
    await svetlana.press("Источник: чат")
    [said] = await svetlana.press("Источник: телефон")
    assert said.split("\n")[:7] == [
        "Мониторинг за 9 месяцев 2026 года",
        "Сводка",
        "Внесено только: с бумажного бланка.",
        "Период закрыт.",
        "Ответы библиотек: 2 из 12.",
        "Без ответа (3): Новодевятковичи, Мижевичи, Павлово.",
        "В скобках изменение к прошлому году (Октябрь 2025) у одних и тех же библиотек: 2 из 2.",
    ]
    # 310 and 191 against 300 and 160 of a year ago.
    assert said.split("\n")[7] == "Зарегистрировано пользователей с начала года: 501 (+9 %)"
    assert svetlana.buttons[-1] == ["Источник: бумага", "К списку"]
    assert await svetlana.forge("campaign.summary:1:0:pigeon") == []
    assert svetlana.toast == NOT_OPEN


async def test_forged_and_foreign_buttons_of_the_summary(world: World) -> None:
    """A librarian sees no sums of others; a campaign that is not there is refused."""
    await a_campaign(world)
    await nine_answers(world)
    nina, svetlana = world.chat(1005), world.chat(1003)
    for one in (nina, svetlana, world.chat(1001)):
        await one.start()
    for person, data in (
        (nina, "campaign.summary:1:0"),
        (nina, "campaign.outliers:1:0"),
        (nina, "campaign.chart:1"),
        (svetlana, "campaign.summary:99:0"),
        (svetlana, "campaign.summary:x"),
        (svetlana, "campaign.summary"),
        (svetlana, "campaign.outliers:99:0"),
        (svetlana, "campaign.chart:99"),
    ):
        assert await person.forge(data) == [], data
        assert person.toast == NOT_OPEN
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
    first = await svetlana.forge("campaign.summary:1:0")
    assert await world.chat(1001).forge("campaign.summary:1:7") == first


async def test_among_few_libraries_a_change_of_a_third_stands_out(world: World) -> None:
    """The text says the rule that holds: with three compared no quartiles can decide."""
    await a_campaign(world)
    for code, before, now in (("SL-02", 300, 310), ("SL-03", 160, 230), ("SL-05", 140, 120)):
        await year_ago(world, code, {"users": before})
        await answer(world, code, {"users": now})
    olga = world.chat(1001)
    await olga.send("/monitoring")
    await olga.press("Сводка")
    assert await olga.press("Резко отличаются: 1") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "За год эти числа изменились больше чем на 30 %. Возможно, всё верно: нажмите "
            "библиотеку, чтобы увидеть ответы.\n"
            "Деревная. Зарегистрировано пользователей с начала года: 230, год назад 160 (+44 %)"
        ),
    ]
