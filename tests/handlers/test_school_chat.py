"""«Школа» in conversation: classes of a year, made, changed, continued; who must not."""

from datetime import date

from taught import NINA, OLGA, PAVEL, SVETLANA, everybody
from world import World

from storage import periods

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
SCHOOL = (
    "Школа библиотечного мастерства, 2026\n"
    "«Азы» (слушателей: 7, занятий: 1)\n"
    "«Библиотечный ориентир» (слушателей: 6, занятий: 0)\n"
    "«Творческий полигон» (слушателей: 6, занятий: 0)\n"
    "«Мобильный профессионал» (слушателей: 11, занятий: 1)\n"
    "Ближайшие занятия:\n"
    "22 октября, 10:00-13:00: «Читаем с телефона» (класс «Мобильный профессионал»)"
)


async def members(world: World, class_id: int) -> list[tuple[object, ...]]:
    return await world.sql(
        "SELECT staff_id, since_on, until_on FROM class_members WHERE class_id = ?", class_id
    )


async def test_the_school_and_a_class(school: World) -> None:
    svetlana = school.chat(SVETLANA)
    assert await svetlana.send("/school") == [SCHOOL]
    assert svetlana.buttons == [
        ["Азы"],
        ["Библиотечный ориентир"],
        ["Творческий полигон"],
        ["Мобильный профессионал"],
        ["22 октября: Читаем с телефона"],
        ["Новое занятие", "Новый класс"],
        ["Продолжить в 2027 году"],
        ["Итоги"],
    ]
    assert await svetlana.press("Азы") == [
        (
            "Класс «Азы», 2026\n"
            "Новые сотрудники: как устроена библиотека, первые три года работы\n"
            "Куратор: Аннотова С. Ю.\n"
            "Часов для сертификата: 75 %\n"
            "Слушатели (7): Абзацева Н. В., Буквицкая Я. А., Корешкова Г. Ф., Курсивова В. Е., "
            "Переплётова А. М., Полкина Л. Н., Страницкая И. К.\n"
            "29 сентября, 10:00-12:00: «Дневник библиотеки»"
        )
    ]
    assert svetlana.buttons == [
        ["29 сентября: Дневник библиоте…"],
        ["Новое занятие", "Изменить"],
        ["Сертификаты", "К школе"],
    ]
    assert await svetlana.press("К школе") == [SCHOOL]


async def test_a_class_is_made_and_changed(school: World) -> None:
    """A title of the year is refused; people join from the beginning and leave today."""
    svetlana = school.chat(SVETLANA)
    await svetlana.send("/school")
    await svetlana.press("Новый класс")
    await svetlana.send("«азы»")
    await svetlana.send("Краеведы и их находки")
    assert svetlana.buttons[0] == ["Аннотова С. Ю.", "Каталогова М. П."]
    await svetlana.press("Книжник П. А.")
    await svetlana.send("Закл")
    assert await svetlana.send("Готово") != []
    assert await svetlana.press("Сохранить") == []
    assert svetlana.toast == (
        "В этом году уже есть класс с таким названием. Напишите другое название."
    )
    await svetlana.send("1")
    await svetlana.send("«Краеведы»")
    await svetlana.send("5")
    await svetlana.send("60")
    assert await svetlana.press("Сохранить") == [
        (
            "Класс создан.\n"
            "Класс «Краеведы», 2026\n"
            "Краеведы и их находки\n"
            "Куратор: Книжник П. А.\n"
            "Часов для сертификата: 60 %\n"
            "Слушатели (1): Закладкина Н. И.\n"
            "Занятий пока нет."
        ),
        "Что дальше?",
    ]
    assert await members(school, 5) == [(5, "2026-01-01", None)]
    await svetlana.press("Изменить")
    await svetlana.send("4")
    await svetlana.press("✓ Закладкина Н. И.")
    assert (await svetlana.send("Абзацева, Полкина"))[0].split("\n")[-2:] == [
        "Отмечено (2): Абзацева Н. В., Полкина Л. Н.",
        "Список длинный: можно написать первые буквы.",
    ]
    await svetlana.press("Ещё варианты (1 из 2)")
    await svetlana.press("✓ Полкина Л. Н.")
    await svetlana.press("Готово")
    assert (await svetlana.press("Сохранить"))[0].split("\n")[5] == "Слушатели (1): Абзацева Н. В."
    # Who was there for a while keeps the time; before the first session all count from January.
    assert await members(school, 5) == [
        (5, "2026-01-01", "2026-10-15"),
        (12, "2026-01-01", None),
    ]


async def test_somebody_new_is_asked_about_what_is_announced(school: World) -> None:
    """Who types a name adds it; before the first session it counts from January."""
    everybody(school)
    pavel, olga = school.chat(PAVEL), school.chat(OLGA)
    await pavel.send("/school")
    await pavel.press("Мобильный профессионал")
    await pavel.press("Змяніць")
    await pavel.send("4")
    await pavel.send("Экс")
    await pavel.send("Нікога")
    await pavel.press("Гатова")
    await pavel.press("Захаваць")
    assert await olga.news() == [
        "[document Занятие 2026-10-22.ics]",
        (
            "Занятие класса «Мобильный профессионал»: «Читаем с телефона».\n"
            "22 октября, 10:00-13:00\n"
            "Место: Центральная библиотека, читальный зал\n"
            "Лекция, учебных часов: 3\n"
            "Ведёт: Книжник П. А.\n"
            "Будете?"
        ),
    ]
    found = await members(school, 4)
    assert (1, "2026-01-01", None) in found  # no session has taken place yet
    assert len(found) == 12  # and nobody was left out


async def test_classes_go_on_in_the_next_year(school: World) -> None:
    """With one tap, with who works here; twice it says that all are there."""
    pavel = school.chat(PAVEL)
    async with school.db.write() as tx:
        await tx.run("UPDATE staff SET left_on = '2026-10-01' WHERE staff_id = 13")
    school.bot.services.network.forget()
    await pavel.send("/school")
    assert await pavel.press("Працягнуць у 2027 годзе") == [
        (
            "Перанесена разам са слухачамі: 4 класы.\n"
            "Школа бібліятэчнага майстэрства, 2027\n"
            "«Азы» (слухачоў: 6, заняткаў: 0)\n"
            "«Библиотечный ориентир» (слухачоў: 5, заняткаў: 0)\n"
            "«Творческий полигон» (слухачоў: 6, заняткаў: 0)\n"
            "«Мобильный профессионал» (слухачоў: 10, заняткаў: 0)"
        )
    ]
    assert pavel.buttons[-2:] == [["Новы занятак", "Новы клас"], ["Вынікі", "2026"]]
    assert await pavel.forge("class.again:2026") == []
    assert pavel.toast == "Усе класы гэтага года ўжо ёсць у наступным."
    assert (await members(school, 5))[0] == (6, "2027-01-01", None)
    assert await pavel.forge("class.again:2027") == []


async def test_a_closed_year_is_only_read(school: World) -> None:
    svetlana = school.chat(SVETLANA)
    async with school.db.write() as tx:
        await periods.close(
            tx, "year", date(2026, 1, 1), date(2026, 12, 31), now="2027-01-20T06:00:00Z", by=1
        )
    await svetlana.send("/school")
    assert (await svetlana.press("Азы"))[0].split("\n")[-1] == "Период закрыт: 2026 год."
    assert svetlana.buttons == [["29 сентября: Дневник библиоте…"], ["Сертификаты", "К школе"]]
    for forged in ("class.edit:1", "class.new:2026", "session.new:1", "session.edit:1"):
        assert await svetlana.forge(forged) == []
        assert svetlana.toast.startswith("Период закрыт: 2026 год.")


async def test_the_school_is_the_departments(school: World) -> None:
    """A librarian cannot look at a class, let alone change one."""
    nina = school.chat(NINA)
    assert await nina.send("/school") == [REFUSED]
    await nina.send("/menu")
    before = await school.sql("SELECT * FROM classes")
    for forged in ("class.card:1", "class.edit:1", "class.again:2026", "session.card:2"):
        assert await nina.forge(forged) == []
        assert nina.toast == REFUSED
    assert await school.sql("SELECT * FROM classes") == before


async def test_an_announcement_goes_to_a_class(school: World) -> None:
    """A class of this year is one answer to «кому»."""
    everybody(school)
    svetlana, lyudmila, nina = school.chat(SVETLANA), school.chat(1008), school.chat(NINA)
    await svetlana.send("/announcements")
    await svetlana.press("Новое объявление")
    await svetlana.send("Возьмите паспорта")
    await svetlana.press("Один класс школы")
    assert svetlana.buttons[:4] == [
        ["Азы"], ["Библиотечный ориентир"], ["Творческий полигон"], ["Мобильный профессионал"],
    ]  # fmt: skip
    await svetlana.press("Азы")
    await svetlana.press("Сейчас")
    await svetlana.press("Посмотреть и отправить")
    await svetlana.press("Отправить (5)")
    assert (await lyudmila.news())[0].split("\n")[1] == "Возьмите паспорта"
    assert await nina.news() == []
