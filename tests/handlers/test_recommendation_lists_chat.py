"""Lists of recommendations by library, person, area and age; how long they take."""

import pytest
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
NOT_OPEN_BE = "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
STAND = "Деревная: «Обновить стенд у входа»; Закладкина Н. И.; срок: 1 ноября"
ACT = "Сеньковщина: «Составить акт на списание»; Переплётова А. М.; срок: 10 октября"


async def test_a_methodist_looks_through_all(world: World) -> None:
    """The most urgent first; a number opens a card by a press and by a word."""
    svetlana = world.chat(1003)
    assert await svetlana.send("/recommendations") == [
        (
            "Открытые рекомендации\n"
            "Период выездов открыт.\n"
            "2 рекомендации.\n"
            f"1. {ACT}; просрочена\n"
            f"2. {STAND}\n"
            "Нажмите номер."
        )
    ]
    assert svetlana.buttons == [
        ["1", "2"],
        ["Просроченные", "На проверке"],
        ["Закрытые", "Все"],
        ["По библиотеке", "По сотруднику"],
        ["По направлению", "По давности"],
        ["За сколько дней", "Источник: все"],
    ]
    opened = await svetlana.send("2")
    assert opened[0].split("\n")[0] == (
        "Рекомендация: «Обновить стенд у входа». Срок: 1 ноября, осталось 17 дней."
    )
    await svetlana.send("/recommendations")
    await svetlana.press("1")
    assert svetlana.last.text.split("\n")[0] == (
        "Рекомендация: «Составить акт на списание». Срок: 10 октября, просрочена на 5 дней."
    )


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "Просроченные",
            (
                "Просроченные рекомендации\nПериод выездов открыт.\n1 рекомендация.\n"
                f"1. {ACT}\nНажмите номер."
            ),
        ),
        (
            "На проверке",
            (
                "Рекомендации на проверке\nПериод выездов открыт.\n1 рекомендация.\n"
                "1. Мижевичи: «Завести тетрадь учёта справок»; Абзацева Н. В.; срок: 20 октября\n"
                "Нажмите номер."
            ),
        ),
        (
            "Закрытые",
            (
                "Закрытые рекомендации\nПериод выездов открыт.\n2 рекомендации.\n"
                "1. Павлово: «Оформить уголок краеведения»; "
                "срок: 1 августа; снята\n2. Жировичи: «Подписать полки детского отдела»; "
                "Корешкова Г. Ф.; срок: 10 сентября; принято\nНажмите номер."
            ),
        ),
    ],
)
async def test_lists_by_state(world: World, kind: str, said: str) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/recommendations")
    assert await svetlana.press(kind) == [said]


async def test_by_library_person_area_and_age(world: World) -> None:
    """Each filter says what it holds; a name may be typed; filters add up and are taken off."""
    svetlana = world.chat(1003)
    await svetlana.send("/recommendations")
    await svetlana.press("По библиотеке")
    assert svetlana.last.text == (
        "Открытые рекомендации\nКакой библиотеки? Нажмите или напишите название."
    )
    assert svetlana.buttons == [["Деревная: 1", "Сеньковщина: 1"], ["Назад"]]
    assert await svetlana.send("Слоним") == [
        "Ничего похожего на «Слоним» в этом списке нет. Попробуйте другое слово."
    ]
    only = "1. «Обновить стенд у входа»; Закладкина Н. И.; срок: 1 ноября\nНажмите номер."
    assert await svetlana.send("деревная") == [
        (
            "Открытые рекомендации\nБиблиотека: Деревная\nПериод выездов открыт.\n"
            f"1 рекомендация.\n{only}"
        )
    ]
    await svetlana.press("Показать все")
    await svetlana.press("По сотруднику")
    assert svetlana.buttons == [["Закладкина Н. И.: 1"], ["Переплётова А. М.: 1"], ["Назад"]]
    assert (await svetlana.press("Закладкина Н. И.: 1"))[0].split("\n")[1] == (
        "Кто выполняет: Закладкина Н. И."
    )
    await svetlana.press("По направлению")
    assert svetlana.buttons == [["Оформление, выставки: 1"], ["Назад"]]
    await svetlana.press("Оформление, выставки: 1")
    await svetlana.press("По давности")
    assert svetlana.buttons == [
        ["Больше 30 дней назад"], ["Больше 90 дней назад"], ["Больше 180 дней назад"],
        ["Любой давности"],
    ]  # fmt: skip
    assert await svetlana.press("Больше 30 дней назад") == [
        (
            "Открытые рекомендации\n"
            "Кто выполняет: Закладкина Н. И.; направление: Оформление, выставки; "
            "выданы больше 30 дней назад\n"
            "Таких нет."
        )
    ]


async def test_a_librarian_sees_those_of_the_library_in_belarusian(world: World) -> None:
    """Also what is settled; other libraries and the medians are not hers."""
    hanna = world.chat(1009)
    assert await hanna.send("/recommendations") == [
        (
            "Адкрытыя рэкамендацыі\n"
            "Бібліятэка: Сянькоўшчына\n"
            "Перыяд выездаў адкрыты.\n"
            "1 рэкамендацыя.\n"
            "1. «Составить акт на списание»; Пераплётава Г. М.; тэрмін: 10 кастрычніка; "
            "пратэрмінавана\n"
            "Націсніце нумар."
        )
    ]
    assert hanna.buttons == [
        ["1"],
        ["Пратэрмінаваныя", "На праверцы"],
        ["Закрытыя", "Усе"],
        ["Па напрамку", "Па даўнасці"],
        ["Крыніца: усе"],
    ]
    for data in (
        "rec.list:open:-:-:-:0:0", "rec.list:open:3:-:-:0:0", "rec.list:open:-:5:-:0:0",
        "rec.by:library:open:7:-:-:0:0", "rec.days:2026", "rec.age:open:3:-:-:0",
    ):  # fmt: skip
        assert (await hanna.forge(data), hanna.toast) == ([], NOT_OPEN_BE), data


async def test_forged_filters_are_refused(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    for data in (
        "rec.list", "rec.list:open", "rec.list:dream:-:-:-:0:0", "rec.list:open:99:-:-:0:0",
        "rec.list:open:-:99:-:0:0", "rec.list:open:-:-:weather:0:0", "rec.list:open:-:-:-:7:0",
        "rec.list:open:x:-:-:0:0", "rec.by:moon:open:-:-:-:0:0", "rec.days", "rec.days:0",
        "rec.list:open:-:-:-:0~pigeon:0", "rec.by:area:open:-:-:-:0~pigeon:0",
        "rec.age:open:-:-:-:0~", "rec.days:2026~pigeon", "rec.days:~paper",
    ):  # fmt: skip
        assert (await svetlana.forge(data), svetlana.toast) == ([], NOT_OPEN), data


async def test_pages(world: World) -> None:
    """Eight on a page, numbered through."""
    svetlana = world.chat(1003)
    async with world.db.write() as tx:
        for number in range(9):
            await tx.run(
                "INSERT INTO recommendations (visit_id, recommendation, created_at, updated_at) "
                "VALUES (7, ?, '2026-10-15', '2026-10-15')",
                (f"Дело {number}",),
            )
    first = (await svetlana.send("/recommendations"))[0].split("\n")
    assert first[2:4] + first[-2:] == [
        "11 рекомендаций.", f"1. {ACT}; просрочена", "8. Деревная: «Дело 5»", "Нажмите номер.",
    ]  # fmt: skip
    assert (await svetlana.press("Следующие"))[0].split("\n")[3:] == [
        "9. Деревная: «Дело 6»", "10. Деревная: «Дело 7»", "11. Деревная: «Дело 8»",
        "Нажмите номер.",
    ]  # fmt: skip
    assert (await svetlana.press("10"))[0].split("\n")[0] == "Рекомендация: «Дело 7»."


async def test_how_long_they_take(world: World) -> None:
    """Of those accepted, from the visit to the day it was noted."""
    svetlana = world.chat(1003)
    await svetlana.send("/recommendations")
    assert await svetlana.press("За сколько дней") == [
        (
            "За сколько дней выполняют рекомендации, 2026\n"
            "Период открыт.\n"
            "Все: 20 дней (всего 1)\n"
            "Работа с детьми: 20 дней (всего 1)\n"
            "Половина выполнена за это время или быстрее. Считаем от дня выезда до дня отметки."
        )
    ]
    assert svetlana.buttons == [["2025", "Источник: все"], ["К списку"]]
    assert await svetlana.press("2025") == [
        (
            "За сколько дней выполняют рекомендации, 2025\n"
            "Период открыт.\n"
            "В этом году ещё ничего не принято."
        )
    ]


async def test_from_the_librarys_card_and_from_more(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("library.card:3")
    assert (await svetlana.press("Рекомендации"))[0].split("\n")[:2] == [
        "Открытые рекомендации", "Библиотека: Деревная",
    ]  # fmt: skip
    await svetlana.send("/more")
    assert (await svetlana.press("Рекомендации"))[0].split("\n")[:2] == [
        "Открытые рекомендации", "Период выездов открыт.",
    ]  # fmt: skip
