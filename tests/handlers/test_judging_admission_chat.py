"""«Допуск»: what waits, what is missing, admitted one by one or all that is whole in one tap."""

from entered import an_entry, state_of
from handed import IMAGE, admitted, deals, handed, some_entries, started
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def _one_lacks_a_photo_one_a_consent(world: World) -> None:
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("DELETE FROM entry_files WHERE entry_id = 2 AND role = 'before'")
        await tx.run("UPDATE entry_consents SET answer = 'agreed' WHERE entry_id = 3")


async def test_what_waits_and_what_it_lacks(world: World) -> None:
    """The list names the lacks; all that is whole is admitted at once, the rest stays."""
    [svetlana] = await started(world, 3)
    await some_entries(world)
    await _one_lacks_a_photo_one_a_consent(world)
    await svetlana.forge(f"contest.card:{IMAGE}")
    assert svetlana.buttons == [
        ["Подать работу", "Работы: 4"],
        ["Кто не подал", "Документы"],
        ["Допуск: 4", "Настроить"],
        ["К списку"],
    ]
    assert await svetlana.press("Допуск: 4") == [
        (
            "Допуск: «Создать новый образ»\n"
            "Ждут допуска: 4, на уточнении: 0, допущено: 0.\n"
            "№ 1 «Стенд без пыли», Сеньковщина. Всё есть.\n"
            "№ 2 «Новый стенд», Деревная. Не хватает: фото «до» (0 из 1).\n"
            "№ 3 «Уголок сказки», Жировичи. Не хватает: согласие родителей.\n"
            "№ 4 «Абонемент по-новому», Озерница. Всё есть.\n"
            "Нажмите, чтобы открыть."
        )
    ]
    assert svetlana.buttons[4:] == [["Допустить без замечаний: 2"], ["К конкурсу"]]
    assert await svetlana.press("Допустить без замечаний: 2") == [
        (
            "Допущены 2 работы.\n"
            "Допуск: «Создать новый образ»\n"
            "Ждут допуска: 2, на уточнении: 0, допущено: 2.\n"
            "№ 2 «Новый стенд», Деревная. Не хватает: фото «до» (0 из 1).\n"
            "№ 3 «Уголок сказки», Жировичи. Не хватает: согласие родителей.\n"
            "Нажмите, чтобы открыть."
        )
    ]
    assert svetlana.buttons[2:] == [["К конкурсу"]]
    assert await world.sql("SELECT entry_id, state FROM entries ORDER BY entry_id") == [
        (1, "admitted"), (2, "submitted"), (3, "submitted"), (4, "admitted"),
    ]  # fmt: skip


async def test_one_entry_is_looked_at_and_admitted_in_belarusian(world: World) -> None:
    """What is missing is said on the card, and does not keep the methodist from admitting."""
    [pavel] = await started(world, 4)
    await some_entries(world)
    await _one_lacks_a_photo_one_a_consent(world)
    await pavel.forge(f"admit.list:{IMAGE}")
    said = await pavel.press("№ 2 Новый стенд")
    assert said[0].split("\n")[0] == "Работа № 2: «Новый стенд»"
    assert said[0].split("\n")[-1] == "Не хапае: фота «да» (0 з 1)."
    assert pavel.buttons == [
        ["Дапусціць", "На ўдакладненне"],
        ["Матэрыялы", "Наступная"],
        ["Да спіса"],
    ]
    said = await pavel.press("Наступная")
    assert said[0].split("\n")[-1] == "Не хапае: згода бацькоў."
    await pavel.press("Да спіса")
    await pavel.press("№ 2 Новый стенд")
    assert (await pavel.press("Дапусціць"))[0].split("\n")[:3] == [
        "Работа № 2 дапушчана.",
        "Допуск: «Создать новый образ»",
        "Чакаюць допуску: 3, на ўдакладненні: 0, дапушчана: 1.",
    ]
    assert (await state_of(world, 2))[1] == "admitted"


async def test_an_old_button_admits_nothing_that_has_changed(world: World) -> None:
    """The version of the answers is in the button, the entries of «all» are in its mark."""
    [svetlana] = await started(world, 3)
    await some_entries(world)
    await svetlana.forge(f"admit.list:{IMAGE}")
    whole = svetlana.buttons[4][0]
    await an_entry(world, IMAGE, staff_id=12, library_id=11, title="Ещё один")
    assert (await svetlana.press(whole))[0].split("\n")[0] == (
        "Тем временем пришли новые работы или изменились прежние. Посмотрите, пожалуйста, ещё раз."
    )
    await svetlana.press("№ 1 Стенд без пыли")
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run("UPDATE entries SET submission_id = 2 WHERE entry_id = 1")
    assert (await svetlana.press("Допустить"))[0].split("\n")[0] == (
        "Работа тем временем изменилась. Посмотрите, пожалуйста, ещё раз."
    )
    assert await world.sql("SELECT count(*) FROM entries WHERE state = 'admitted'") == [(0,)]


async def test_what_is_admitted_later_goes_to_the_jury_at_once(world: World) -> None:
    [*_] = await started(world, 14, 6, 3)
    await some_entries(world)
    await admitted(world, 1, 2)
    await handed(world)
    before = await deals(world)
    svetlana = world.chat(1003)
    said = await svetlana.forge("admit.one:4:4")
    assert said[-1].split("\n")[:2] == [
        "Работа № 4 допущена.", "Жюри увидит сразу.",
    ]  # fmt: skip
    assert await deals(world) == [*before, (4, 3), (4, 6), (4, 14)]


async def test_librarians_and_jurors_admit_nothing(world: World) -> None:
    await some_entries(world)
    for chat in await started(world, 5, 14, 15):
        for data in ("list:2", "entry:1", "next:1", "one:1:1", "all:2:0"):
            assert await chat.forge(f"admit.{data}") == [], data
            assert chat.toast == NOT_OPEN
    assert await world.sql("SELECT count(*) FROM entries WHERE state = 'admitted'") == [(0,)]


async def test_forged_buttons_of_admission_are_refused(world: World) -> None:
    [svetlana] = await started(world, 3)
    await some_entries(world)
    for data in ("list", "list:9", "list:x", "entry:9", "one:1", "one:9:1", "all:2", "next"):
        assert await svetlana.forge(f"admit.{data}") == [], data
        assert svetlana.toast == NOT_OPEN
