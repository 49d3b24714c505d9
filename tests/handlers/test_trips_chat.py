"""A trip planned on a day, in conversation: planned, changed, cut, put off, and who is told."""

from datetime import date
from pathlib import Path

import pytest
from filed import files
from icalendar import Calendar
from world import World, a_world

from storage import leaves, periods, visit_plan
from storage.records.visit_plan import NewLine

STRANGE = "Этой библиотеки в поездке уже нет или выезд записан. Откройте поездку заново: /trips"
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


def everybody(world: World) -> None:
    for number in range(1, 16):
        world.chat(1000 + number)


async def planned(
    world: World,
    goes_on: date = date(2026, 10, 20),
    travellers: tuple[int, ...] = (3, 4),
    libraries: tuple[int, ...] = (12, 5),
    *,
    tells: bool = False,
) -> int:
    """Have Svetlana plan a trip; return its number."""
    everybody(world)
    async with world.db.write() as tx:
        return await visit_plan.add_trip(
            tx, goes_on, travellers, libraries, now="2026-10-12T06:00:00Z", by=3,
            leaves_at="09:00", transport="official_car", tells_libraries=tells,
        )  # fmt: skip


async def lines(world: World) -> list[tuple[object, ...]]:
    return await world.sql(
        "SELECT library_id, month, state, reason, reason_text, plan_trip_id FROM plan_lines "
        "WHERE removed_at IS NULL ORDER BY plan_line_id"
    )


async def test_a_trip_is_planned(world: World) -> None:
    """What is planned for the month comes first; the day's doubts are said; others are told."""
    everybody(world)
    svetlana, pavel, nina, valentina = (world.chat(1000 + n) for n in (3, 4, 5, 13))
    async with world.db.write() as tx:
        new = [NewLine(library_id=12, month=date(2026, 10, 1))]
        await visit_plan.add_lines(tx, new, now="2026-10-01T06:00:00Z", by=2)
    assert await svetlana.send("/trips") == ["Поездки\nПока ничего не запланировано."]
    assert svetlana.buttons == [["Запланировать поездку"]]
    assert await svetlana.press("Запланировать поездку") == [
        "Поездка\nКаждый ответ сохраняется сразу, остановиться можно в любом месте.",
        "Поездка, 1 из 6\nВ какой день поездка?",
    ]
    assert svetlana.buttons == [["Сегодня", "Завтра"], ["Другая дата"], ["Отложить"]]
    assert await svetlana.send("14.10.2026") == [
        (
            "Этот день уже прошёл. Выберите сегодняшний или более поздний.\n"
            "Поездка, 1 из 6\nВ какой день поездка?"
        )
    ]
    assert await svetlana.press("Завтра") == [
        (
            "Поездка, 2 из 6\nДавно не были: Новоселки (ещё ни разу), "
            "Большие Шиловичи (ещё ни разу), Павлово (5 мес.).\n"
            "Куда едете? Отметьте библиотеки, потом «Готово».\n"
            "В плане этого месяца: Павлово."
        )
    ]
    assert svetlana.buttons[0][0] == "Павлово"
    await svetlana.press("Павлово")
    await svetlana.press("Деревная")
    assert (await svetlana.press("Готово"))[0].split("\n")[1] == (
        "Кто едет? Отметьте всех, потом «Готово»."
    )
    assert svetlana.buttons[:2] == [["✓ Аннотова С. Ю.", "Каталогова М. П."], ["Книжник П. А."]]
    await svetlana.press("Книжник П. А.")
    assert await svetlana.press("Готово") == [
        "Поездка, 4 из 6\nВо сколько выезжаете? Например: 9:00."
    ]
    await svetlana.send("9.30")
    await svetlana.press("Служебный автомобиль")
    assert await svetlana.press("Да, сообщить") == [
        (
            "⚠ Закрыто в этот день: Деревная, Павлово.\n"
            "Поездка\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 16 октября 2026\u202fг.\n"
            "2. Библиотеки: Деревная, Павлово\n"
            "3. Кто едет: Аннотова С. Ю., Книжник П. А.\n"
            "4. Отправление: 9:30\n"
            "5. Транспорт: Служебный автомобиль\n"
            "6. Сообщить библиотекам: Да, сообщить\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    assert await svetlana.press("Сохранить") == [
        (
            "Поездка запланирована.\n"
            "Поездка 16 октября\n"
            "1. Деревная\n"
            "2. Павлово\n"
            "Кто едет: Аннотова С. Ю., Книжник П. А.\n"
            "Отправление: 9:30.\n"
            "Транспорт: Служебный автомобиль\n"
            "⚠ Закрыто в этот день: Деревная, Павлово."
        ),
        "Что дальше?",
    ]
    assert await pavel.news() == [
        (
            "Запланавана паездка, Вы едзеце.\n"
            "Паездка 16 кастрычніка\n"
            "1. Дзераўная\n"
            "2. Паўлава\n"
            "Хто едзе: Анотава С. Ю., Кніжнік П. А.\n"
            "Адпраўленне: 9:30.\n"
            "Транспарт: Службовы аўтамабіль\n"
            "Хто плануе: Анотава С. Ю."
        )
    ]
    assert await nina.news() == [
        "К Вам приедут 16 октября: Аннотова С. Ю., Книжник П. А.\nОтправление: 9:30."
    ]
    assert await nina.send("/trips") == [
        "Поездки\n16 октября: Деревная, Павлово (Аннотова С. Ю., Книжник П. А.)"
    ]
    assert (await nina.press("16 октября: Деревная, Павлово"))[0].split("\n")[0] == (
        "Поездка 16 октября"
    )
    assert await valentina.news() == []
    assert await lines(world) == [
        (12, "2026-10", "planned", None, None, 1),
        (3, "2026-10", "planned", None, None, 1),
    ]
    assert (await pavel.press("Адкрыць паездку"))[0].split("\n")[0] == "Паездка 16 кастрычніка"


async def test_a_trip_is_planned_in_belarusian(world: World) -> None:
    """Alone, without a time, nobody is told; the libraries come in the given order."""
    everybody(world)
    pavel, nina = world.chat(1004), world.chat(1005)
    await pavel.send("/trips")
    await pavel.forge("trip.new:12:5")
    assert await pavel.send("22 кастрычніка") == [
        (
            "Паездка, 3 з 6\nХто едзе? Адзначце ўсіх, потым «Гатова».\n"
            "Спіс доўгі: можна напісаць першыя літары."
        )
    ]
    await pavel.press("Гатова")
    await pavel.press("Прапусціць")
    await pavel.press("Прапусціць")
    await pavel.press("Не паведамляць")
    assert await pavel.press("Захаваць") == [
        (
            "Паездка запланавана.\n"
            "Паездка 22 кастрычніка\n"
            "1. Паўлава (10:00-15:00)\n"
            "2. Азярніца (11:00-18:00)\n"
            "Хто едзе: Кніжнік П. А.\n"
            "Час адпраўлення не ўказаны."
        ),
        "Што далей?",
    ]
    assert pavel.buttons == [
        ["Што праверыць", "У каляндар"],
        ["Змяніць"],
        ["Скасаваць паездку"],
        ["Усе паездкі"],
    ]
    assert await nina.news() == []


async def test_the_day_has_its_doubts(world: World) -> None:
    """A day off, a leave, another trip, a library that is shut."""
    await planned(world, date(2026, 10, 24), (4,), (12,))
    async with world.db.write() as tx:
        await leaves.add(
            tx, 3, date(2026, 10, 24), date(2026, 10, 30), now="2026-10-01T06:00:00Z", by=3
        )
    key = await planned(world, date(2026, 10, 24), (3, 4), (6,))
    svetlana = world.chat(1003)
    await svetlana.send("/trips")
    said = await svetlana.forge(f"trip.card:{key}")
    assert said[0].split("\n")[-4:] == [
        "⚠ 24 октября: выходной день.",
        "⚠ Закрыто в этот день: Василевичи.",
        "⚠ В отпуске в этот день: Аннотова С. Ю.",
        "⚠ Другая поездка в этот день: Книжник П. А.",
    ]


async def test_a_closed_period_takes_no_trip(world: World) -> None:
    """The day is asked again at once, and a trip that was there is only read."""
    key = await planned(world, date(2026, 10, 20))
    october = date(2026, 10, 1), date(2026, 10, 31)
    async with world.db.write() as tx:
        await periods.close(tx, "month", *october, now="2026-10-15T06:00:00Z", by=1)
    svetlana = world.chat(1003)
    await svetlana.send("/trips")
    await svetlana.press("Запланировать поездку")
    assert await svetlana.send("21.10") == [
        (
            "Период закрыт: октябрь 2026 года. Выберите другой день. Нужна запись именно за этот? "
            "Напишите в отдел.\nПоездка, 1 из 6\nВ какой день поездка?"
        )
    ]
    said = await svetlana.forge(f"trip.card:{key}")
    assert said[0].split("\n")[-1] == (
        "Период закрыт (октябрь 2026 года): выезды этого дня записать нельзя."
    )
    assert await svetlana.forge(f"trip.off:{key}") == []
    assert svetlana.toast == (
        "Период закрыт: октябрь 2026 года. Запись можно только смотреть. "
        "Нужна правка? Напишите в отдел."
    )


async def test_a_trip_is_changed(world: World) -> None:
    """Another day, other people, another library: each hears what concerns them."""
    key = await planned(world, tells=True)
    svetlana, marina, pavel, lyudmila, nina = (world.chat(1000 + n) for n in (3, 2, 4, 8, 5))
    await svetlana.send("/trips")
    await svetlana.press("20 октября: Павлово, Озерница")
    assert await svetlana.press("Изменить") == [
        "Поездка\nИзменение поездки: пока не нажато «Сохранить», всё остаётся как было.",
        (
            "⚠ Закрыто в этот день: Павлово.\n"
            "Поездка\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 20 октября 2026\u202fг.\n"
            "2. Библиотеки: Павлово, Озерница\n"
            "3. Кто едет: Аннотова С. Ю., Книжник П. А.\n"
            "4. Отправление: 9:00\n"
            "5. Транспорт: Служебный автомобиль\n"
            "6. Сообщить библиотекам: Да, сообщить\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    await svetlana.send("1")
    await svetlana.send("5.11")
    await svetlana.send("2")
    await svetlana.press("✓ Озерница")
    await svetlana.press("Деревная")
    await svetlana.press("Готово")
    await svetlana.send("3")
    await svetlana.press("✓ Книжник П. А.")
    await svetlana.press("Каталогова М. П.")
    await svetlana.press("Готово")
    await svetlana.press("Дополнить")
    await svetlana.press("Примечание")
    assert (await svetlana.send("Позвонить 8 029 123 45 67"))[0].split("\n")[0] == (
        "Похоже на телефон, документ или адрес: «8 029 123 45 67». Напишите строку без этого, "
        "пожалуйста."
    )
    await svetlana.send("Взять анкеты")
    assert (await svetlana.press("Сохранить"))[0] == (
        "Поездка изменена.\n"
        "Поездка 5 ноября\n"
        "1. Павлово (10:00-15:00)\n"
        "2. Деревная (11:00-14:00, 15:00-18:00)\n"
        "Кто едет: Каталогова М. П., Аннотова С. Ю.\n"
        "Отправление: 9:00.\n"
        "Транспорт: Служебный автомобиль\n"
        "Примечание: Взять анкеты"
    )
    assert await pavel.news() == [
        "Вы больш не едзеце: паездка 20 кастрычніка.\nХто плануе: Анотава С. Ю."
    ]
    assert (await marina.news())[0].split("\n")[:2] == [
        "Запланирована поездка, Вы едете.",
        "Поездка 5 ноября",
    ]
    assert await nina.news() == [
        "К Вам приедут 5 ноября: Каталогова М. П., Аннотова С. Ю.\nОтправление: 9:00."
    ]
    assert await lyudmila.news() == []
    assert await lines(world) == [
        (12, "2026-11", "planned", None, None, key),
        (3, "2026-11", "planned", None, None, key),
    ]
    assert await world.sql("SELECT sequence, goes_on FROM plan_trips") == [(1, "2026-11-05")]
    await svetlana.press("Изменить")
    await svetlana.press("Отложить")
    await svetlana.forge(f"trip.change:{key}")
    assert await world.sql("SELECT count(*) FROM drafts WHERE state = 'open'") == [(1,)]


async def test_a_trip_is_cancelled_with_own_words(world: World) -> None:
    """The reason is checked; the travellers and the librarian hear of it."""
    await planned(world, travellers=(3, 4), libraries=(3,), tells=True)
    svetlana, pavel, nina = world.chat(1003), world.chat(1004), world.chat(1005)
    await svetlana.send("/trips")
    await svetlana.press("20 октября: Деревная")
    assert await svetlana.press("Отменить поездку") == [
        "Почему нет выезда (Деревная)?\nНажмите причину. О здоровье писать не нужно."
    ]
    assert svetlana.buttons == [
        ["Транспорт", "Дороги"],
        ["Другая работа", "Отпуск"],
        ["Другое", "Оставить так"],
    ]
    await svetlana.press("Другое")
    assert (await svetlana.send("звоните +375291234567"))[0].startswith("Похоже на телефон")
    assert await svetlana.send("семинар в области") == [
        (
            "Деревная: семинар в области.\n"
            "Как быть с выездом? Нажмите день, на который переносите, или напишите другой."
        )
    ]
    assert svetlana.buttons == [
        ["16 октября", "19 октября"],
        ["21 октября", "22 октября"],
        ["Другой месяц", "Отменить совсем"],
        ["Оставить так"],
    ]
    assert await svetlana.press("Отменить совсем") == [
        (
            "Выезд отменён: Деревная.\n"
            "Поездка 20 октября\n"
            "Кто едет: Аннотова С. Ю., Книжник П. А.\n"
            "Отправление: 9:00.\n"
            "Транспорт: Служебный автомобиль\n"
            "Поездка отменена: семинар в области."
        )
    ]
    assert await pavel.news() == [
        "Паездка 20 кастрычніка скасавана: семинар в области.\nХто плануе: Анотава С. Ю."
    ]
    assert await nina.news() == [
        "К Вам не приедут: 20 октября, выезд отменён или перенесён.\nКто планирует: Аннотова С. Ю."
    ]
    assert await lines(world) == [(3, "2026-10", "cancelled", "other", "семинар в области", 1)]
    assert await svetlana.forge("trip.off:1") == []
    assert svetlana.toast == "Эта поездка отменена. Можно запланировать новую: /trips"


async def test_one_library_is_moved_and_the_rest_of_the_trip_stays(world: World) -> None:
    """To another month by a button, to another day by a typed one."""
    await planned(world, libraries=(12, 5, 3))
    pavel, svetlana = world.chat(1004), world.chat(1003)
    await pavel.send("/trips")
    await pavel.press("20 кастрычніка: Паўлава, Азяр…")
    assert await pavel.press("Скасаваць паездку") == ["Паездка 20 кастрычніка: што скасаваць?"]
    assert pavel.buttons == [
        ["Уся паездка", "Паўлава"],
        ["Азярніца", "Дзераўная"],
        ["Пакінуць так"],
    ]
    await pavel.press("Паўлава")
    await pavel.press("Дарогі")
    assert await pavel.press("Іншы месяц") == ["Паўлава: на які месяц? Дзень выберыце пазней."]
    assert (await pavel.press("снежань 2026"))[0].split("\n")[:3] == [
        "У плане без дня (снежань 2026): Паўлава.",
        "Паездка 20 кастрычніка",
        "1. Азярніца (11:00-18:00)",
    ]
    assert [one.split("\n")[0] for one in await svetlana.news()] == ["Поездка изменилась."]
    await pavel.press("Скасаваць паездку")
    await pavel.press("Азярніца")
    await pavel.press("Транспарт")
    assert (await pavel.send("учора"))[0] == (
        "Гэты дзень ужо прайшоў. Напішыце дзень, які яшчэ наперадзе, калі ласка."
    )
    assert (await pavel.send("3 лістапада"))[0].split("\n")[:3] == [
        "Перанесена на 3 лістапада: Азярніца.",
        "Паездка 3 лістапада",
        "1. Азярніца (11:00-18:00)",
    ]
    assert await lines(world) == [
        (12, "2026-12", "planned", "roads", None, None),
        (5, "2026-11", "planned", "transport", None, 2),
        (3, "2026-10", "planned", None, None, 1),
    ]
    assert await world.sql(
        "SELECT plan_trip_id, goes_on, state, sequence, leaves_at FROM plan_trips"
    ) == [(1, "2026-10-20", "planned", 2, "09:00"), (2, "2026-11-03", "planned", 0, "09:00")]


async def test_the_whole_trip_is_moved_to_another_day(world: World) -> None:
    """It stays the same trip: the calendar's entry moves along."""
    await planned(world, tells=True)
    svetlana, pavel = world.chat(1003), world.chat(1004)
    await svetlana.send("/trips")
    await svetlana.forge("trip.off:1")
    await svetlana.press("Вся поездка")
    await svetlana.press("Транспорт")
    assert (await svetlana.press("22 октября"))[0].split("\n")[:2] == [
        "Перенесено на 22 октября: Павлово, Озерница.",
        "Поездка 22 октября",
    ]
    assert (await pavel.news())[0].split("\n")[:2] == [
        "Паездка змянілася.",
        "Паездка 22 кастрычніка",
    ]
    assert await world.sql("SELECT goes_on, sequence, state FROM plan_trips") == [
        ("2026-10-22", 1, "planned")
    ]


async def test_what_was_only_put_in_for_a_trip_leaves_with_it(world: World) -> None:
    """A library of the year's plan stays in its month."""
    everybody(world)
    async with world.db.write() as tx:
        new = [NewLine(library_id=12, month=date(2026, 10, 1))]
        await visit_plan.add_lines(tx, new, now="2026-10-01T06:00:00Z", by=2)
    await planned(world, libraries=(12, 5, 3))
    svetlana = world.chat(1003)
    await svetlana.send("/trips")
    await svetlana.forge("trip.change:1")
    await svetlana.send("2")
    await svetlana.press("✓ Павлово")
    await svetlana.press("✓ Озерница")
    await svetlana.press("Готово")
    await svetlana.press("Сохранить")
    assert await lines(world) == [
        (12, "2026-10", "planned", None, None, None),
        (3, "2026-10", "planned", None, None, 1),
    ]


FORGED = [
    ("trip.card:99", REFUSED),
    ("trip.new:99", REFUSED),
    ("trip.new:13", REFUSED),  # closed for good
    ("trip.why:1:3", STRANGE),
    ("trip.then:1:12:health", REFUSED),
    ("trip.to:1:0:work:tomorrow", REFUSED),
    ("trip.in:1:0:work:2026-13", REFUSED),
    ("trip.in:1:0:work:2026-09", "Этот месяц уже прошёл. Выберите другой, пожалуйста."),
    (
        "trip.to:1:0:work:2026-10-20",
        "Поездка и так в этот день. Напишите другой, пожалуйста.",
    ),
]


@pytest.mark.parametrize(("data", "answer"), FORGED, ids=[data for data, _ in FORGED])
async def test_forged_and_stale_buttons_change_nothing(
    world: World, data: str, answer: str
) -> None:
    await planned(world)
    svetlana = world.chat(1003)
    await svetlana.send("/trips")
    before = await world.sql("SELECT * FROM plan_trips"), await lines(world)
    assert await svetlana.forge(data) == []
    assert svetlana.toast == answer
    assert (await world.sql("SELECT * FROM plan_trips"), await lines(world)) == before


async def test_a_colleague_reads_and_a_librarian_does_not(world: World) -> None:
    """A methodist changes their own trips, the head any; a librarian sees those with them."""
    await planned(world, travellers=(3, 5))
    olga, marina, nina, galina = (world.chat(1000 + n) for n in (1, 2, 5, 6))
    await marina.send("/trips")
    assert (await marina.forge("trip.card:1"))[0].split("\n")[0] == "Поездка 20 октября"
    assert marina.buttons == [["Что проверить", "В календарь"], ["Все поездки"]]
    assert await marina.forge("trip.off:1") == []
    assert marina.toast == REFUSED
    await olga.send("/trips")
    await olga.forge("trip.card:1")
    assert olga.buttons == [
        ["Что проверить", "В календарь"],
        ["Изменить", "Отменить поездку"],
        ["Все поездки"],
    ]
    assert await nina.send("/trips") == [
        "Поездки\n20 октября: Павлово, Озерница (Аннотова С. Ю., Закладкина Н. И.)"
    ]
    assert nina.buttons == [["20 октября: Павлово, Озерница"]]
    assert await galina.send("/trips") == ["Поездки\nПока ничего не запланировано."]
    assert await galina.forge("trip.card:1") == []
    assert galina.toast == REFUSED


async def test_the_sample_has_its_trip(tmp_path: Path) -> None:
    """P6 of the sample is planned for the demo day."""
    async with a_world(tmp_path, with_campaign=True, with_trip=True) as world:
        await the_trip_is_there(world)


async def the_trip_is_there(world: World) -> None:
    svetlana = world.chat(1003)
    assert await svetlana.send("/trips") == [
        "Поездки\n15 октября: Павлово, Озерница (Аннотова С. Ю.)"
    ]
    assert await svetlana.press("15 октября: Павлово, Озерница") == [
        (
            "Поездка 15 октября\n"
            "1. Павлово (10:00-15:00)\n"
            "2. Озерница (11:00-18:00)\n"
            "Кто едет: Аннотова С. Ю.\n"
            "Отправление: 10:00.\n"
            "Транспорт: Служебный автомобиль"
        )
    ]


async def test_a_trip_goes_to_the_calendar(world: World) -> None:
    """The same entry, newer after each change, taken back with the trip."""
    await planned(world)
    svetlana = world.chat(1003)
    await svetlana.send("/trips")
    await svetlana.press("20 октября: Павлово, Озерница")
    assert await svetlana.press("В календарь") == ["[document Поездка 2026-10-20.ics]"]
    said = [await calendar_entry(world, "Поездка 2026-10-20.ics")]
    await svetlana.forge("trip.to:1:0:work:2026-10-21")
    await svetlana.forge("trip.file:1")
    said.append(await calendar_entry(world, "Поездка 2026-10-21.ics"))
    await svetlana.forge("trip.drop:1:0:work")
    await svetlana.press("В календарь")
    said.append(await calendar_entry(world, "Поездка 2026-10-21.ics"))
    assert said == [
        ("Поездка: Павлово, Озерница", 0, "CONFIRMED", "2026-10-20T09:00:00+03:00"),
        ("Поездка: Павлово, Озерница", 1, "CONFIRMED", "2026-10-21T09:00:00+03:00"),
        ("Поездка: 21 октября", 2, "CANCELLED", "2026-10-21T09:00:00+03:00"),
    ]
    nina = world.chat(1005)
    await nina.start()
    assert await nina.forge("trip.file:1") == []
    assert nina.toast == REFUSED


async def calendar_entry(world: World, name: str) -> tuple[str, int, str, str]:
    content = (await files(world, world.chat(1003)))[name]
    [event] = Calendar.from_ical(content).walk("VEVENT")
    begins = event["DTSTART"].dt.isoformat()
    return str(event["SUMMARY"]), int(event["SEQUENCE"]), str(event["STATUS"]), begins
