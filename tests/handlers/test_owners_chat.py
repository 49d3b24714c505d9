"""What was recorded on somebody's behalf waits for them, and what they dispute for its author."""

from dataclasses import replace

import pytest
from world import World

from storage import leaves, visits

NOW = "2026-10-15T06:28:00Z"
NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
OWN = "Подтвердите запись, сделанную за Вас: выезд (Новоселки), 15 октября."
OWN_BE = "Пацвердзіце запіс, зроблены за Вас: выезд (Навасёлкі), 15 кастрычніка."
OWN_DISPUTE = "Есть неточность в записи о выезде: Василевичи, 6 октября."
ENTERED = "Есть неточность в записи, внесённой за коллегу: выезд (Новоселки), 15 октября."
CARD = (
    "Записано за Вас: выезд, библиотека: Новоселки, 15 октября.\n"
    "Цель: Методическая помощь.\n"
    "Сделано: «разобрали план»\n"
    "Кто записал: Каталогова М. П., основание: по телефону. Всё так?"
)
CARD_BE = (
    "Запісана за Вас: выезд, бібліятэка: Навасёлкі, 15 кастрычніка.\n"
    "Мэта: Метадычная дапамога.\n"
    "Зроблена: «разобрали план»\n"
    "Хто запісаў: Каталогава М. П., падстава: па тэлефоне. Усё так?"
)
THANKS = "Спасибо, отмечено: всё так."
TEXT_BE = "Патрэбны тэкст выезду: Дзеравянчыцы, 13 кастрычніка."


async def recorded_for(world: World, surname: str) -> None:
    """Let Marina (1002) record visit 12 for a colleague who told her by telephone."""
    marina = world.chat(1002)
    await marina.send("/behalf")
    await marina.send(surname)
    await marina.press("По телефону")
    await marina.press("Выезд в библиотеку")
    await marina.send("Новоселки, методпомощь, разобрали план")
    await marina.send("Сохранить")


async def tasks_of(world: World, user_id: int) -> list[str]:
    """Return the numbered lines of a person's «Мои дела»."""
    said = await world.chat(user_id).send("/tasks")
    return said[-1].split("\n")[1:-1]


async def disputed_by(world: World, user_id: int, line: str = "Был другой день") -> None:
    chat = world.chat(user_id)
    await chat.start()
    await chat.forge("own.wrong:visits:12")
    await chat.send(line)


async def test_a_record_waits_in_the_list_until_it_is_called_right(world: World) -> None:
    svetlana = world.chat(1003)
    await recorded_for(world, "Аннотова")
    assert await svetlana.send("/tasks") == [
        (f"Светлана Юрьевна, сегодня 15 октября.\n1. {OWN_DISPUTE}\n2. {OWN}\nНажмите номер.")
    ]
    assert await svetlana.send("2") == [CARD]
    assert svetlana.buttons == [["Всё так", "Есть неточность"]]
    assert await svetlana.press("Всё так") == [THANKS]
    assert svetlana.buttons == [["Открыть запись"]]
    assert await svetlana.forge("own.right:visits:12", 1) == [THANKS]
    assert await tasks_of(world, 1003) == [f"1. {OWN_DISPUTE}"]
    assert await tasks_of(world, 1002) == []
    assert await world.sql("SELECT * FROM on_behalf") == [
        ("visits", 12, 3, 2, "confirmed", None, NOW, NOW)
    ]
    assert await world.sql(
        "SELECT action, staff_id FROM history WHERE subject = 'visits' AND subject_id = '12'"
    ) == [("confirmed", 3)]


async def test_a_record_waits_in_belarusian(world: World) -> None:
    """The line, the card and the question are in the owner's language, the author's in his."""
    pavel, marina = world.chat(1004), world.chat(1002)
    await recorded_for(world, "Книжник")
    assert await pavel.send("/tasks") == [
        (f"Павел Андрэевіч, сёння 15 кастрычніка.\n1. {TEXT_BE}\n2. {OWN_BE}\nНацісніце нумар.")
    ]
    assert await pavel.press("2") == [CARD_BE]
    assert await pavel.press("Ёсць недакладнасць") == [
        "Што недакладна? Напішыце адным радком, яго атрымае: Каталогава М. П."
    ]
    assert await pavel.send("Быў іншы дзень") == ["Дзякуй. Ваш радок адпраўлены: Каталогава М. П."]
    assert await tasks_of(world, 1004) == [f"1. {TEXT_BE}"]
    assert await marina.news() == [f"{ENTERED}\nПишет Книжник П. А.: «Быў іншы дзень»"]


async def test_an_inaccuracy_waits_for_its_author_until_the_owner_is_content(
    world: World,
) -> None:
    svetlana, marina = world.chat(1003), world.chat(1002)
    await svetlana.start()
    await recorded_for(world, "Аннотова")
    await disputed_by(world, 1003)
    await marina.news()
    assert await tasks_of(world, 1003) == [f"1. {OWN_DISPUTE}"]
    assert await tasks_of(world, 1002) == [f"1. {ENTERED}"]
    assert await marina.send("1") == [f"{ENTERED}\nПишет Аннотова С. Ю.: «Был другой день»"]
    assert marina.buttons == [["Открыть запись"]]
    await svetlana.forge("own.right:visits:12")
    assert await marina.news() == [
        (
            "В записи, внесённой за коллегу, теперь всё так: выезд (Новоселки), 15 октября.\n"
            "Кто: Аннотова С. Ю."
        )
    ]
    assert await tasks_of(world, 1002) == []


async def test_an_inaccuracy_in_belarusian(world: World) -> None:
    """Pavel entered it; the list and the note are in his language."""
    svetlana, pavel = world.chat(1003), world.chat(1004)
    await svetlana.start()
    await pavel.send("/behalf")
    await pavel.send("Аннотова")
    await pavel.press("Па тэлефоне")
    await pavel.press("Выезд у бібліятэку")
    await pavel.send("Новоселки, методпомощь, разобрали план")
    await pavel.send("Захаваць")
    await disputed_by(world, 1003)
    entered = "Ёсць недакладнасць у запісе, унесеным за калегу: выезд (Навасёлкі), 15 кастрычніка."
    assert await pavel.news() == [f"{entered}\nПіша Анотава С. Ю.: «Был другой день»"]
    assert await tasks_of(world, 1004) == [f"1. {TEXT_BE}", f"2. {entered}"]
    await svetlana.forge("own.right:visits:12")
    assert await pavel.news() == [
        (
            "У запісе, унесеным за калегу, цяпер усё так: выезд (Навасёлкі), 15 кастрычніка.\n"
            "Хто: Анотава С. Ю."
        )
    ]


async def test_a_correction_by_its_author_is_asked_about_anew(world: World) -> None:
    """The task leaves the author's list and comes back to the owner's, with the card."""
    svetlana, marina = world.chat(1003), world.chat(1002)
    await svetlana.start()
    await recorded_for(world, "Аннотова")
    await disputed_by(world, 1003)
    await svetlana.news()
    await marina.forge("visit.edit:12")
    await marina.press("6. Что сделано")
    await marina.send("Разобрали план на год")
    await marina.press("Сохранить")
    assert await svetlana.news() == [
        (
            "Ваша запись исправлена.\n"
            "Кто: Каталогова М. П.\n" + CARD.replace("разобрали план", "Разобрали план на год")
        )
    ]
    assert await tasks_of(world, 1002) == []
    assert await tasks_of(world, 1003) == [f"1. {OWN_DISPUTE}", f"2. {OWN}"]


async def test_a_correction_by_the_owner_is_an_answer(world: World) -> None:
    svetlana, marina = world.chat(1003), world.chat(1002)
    await svetlana.start()
    await recorded_for(world, "Аннотова")
    await svetlana.forge("visit.edit:12")
    await svetlana.press("6. Что сделано")
    await svetlana.send("Разобрали план на год")
    await svetlana.press("Сохранить")
    assert await tasks_of(world, 1003) == [f"1. {OWN_DISPUTE}"]
    assert await marina.news() == [
        ("Выезд, библиотека: Новоселки, 15 октября.\nВаша запись исправлена.\nКто: Аннотова С. Ю.")
    ]


async def test_a_removed_record_waits_for_nobody(world: World) -> None:
    """Restored, it waits again; its old buttons say what has become of it."""
    svetlana, marina = world.chat(1003), world.chat(1002)
    await recorded_for(world, "Аннотова")
    await marina.forge("visit.drop:12:none")
    await svetlana.start()
    assert await tasks_of(world, 1003) == [f"1. {OWN_DISPUTE}"]
    for verb in ("right", "wrong", "card"):
        assert await svetlana.forge(f"own.{verb}:visits:12") == []
        assert svetlana.toast == (
            "Эта запись удалена. Чтобы продолжить с ней, откройте её и нажмите «Восстановить»."
        )
    await marina.forge("visit.restore:12")
    assert await tasks_of(world, 1003) == [f"1. {OWN_DISPUTE}", f"2. {OWN}"]


async def test_who_cannot_be_reached_is_not_asked(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    async with world.db.write() as tx:
        await tx.run("UPDATE accounts SET blocked_at = ? WHERE user_id = 1003", (NOW,))
    world.bot.services.network.forget()
    await recorded_for(world, "Аннотова")
    assert await svetlana.news() == []
    assert await world.sql("SELECT * FROM on_behalf") == []


async def test_buttons_of_older_cards_still_answer(world: World) -> None:
    svetlana, marina = world.chat(1003), world.chat(1002)
    await svetlana.start()
    await recorded_for(world, "Аннотова")
    await svetlana.news()
    assert await svetlana.forge("visit.notmine:12") == [
        "Что неточно? Напишите одной строкой, её получит: Каталогова М. П."
    ]
    assert await svetlana.send("Был другой день") == [
        "Спасибо. Ваша строка отправлена: Каталогова М. П."
    ]
    assert await marina.news() == [f"{ENTERED}\nПишет Аннотова С. Ю.: «Был другой день»"]
    assert await svetlana.forge("visit.mine:12") == [THANKS]
    assert await svetlana.forge("visit.mine:12", 1) == [THANKS]
    assert await world.sql("SELECT state, line FROM on_behalf") == [("confirmed", None)]


async def test_a_line_asked_for_by_an_older_card_is_taken(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    await recorded_for(world, "Аннотова")
    await svetlana.news()
    async with world.db.write() as tx:
        await tx.run(
            'UPDATE chats SET prompt = \'{"kind": "visit.notmine", "visit_id": 12}\', '
            "draft_id = NULL WHERE chat_id = 1003"
        )
    assert await svetlana.send("Был другой день") == [
        "Спасибо. Ваша строка отправлена: Каталогова М. П."
    ]
    assert await world.sql("SELECT state, line FROM on_behalf") == [
        ("disputed", "Был другой день")
    ]


async def test_all_is_right_after_all_drops_the_question_for_a_line(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    await recorded_for(world, "Аннотова")
    await svetlana.forge("own.wrong:visits:12")
    await svetlana.forge("own.right:visits:12")
    assert await svetlana.send("Всё хорошо") == [
        "Что сделать с этим сообщением?\nНажмите кнопку. Отправлено случайно? Тогда «Ничего»."
    ]
    assert await world.sql("SELECT state FROM on_behalf") == [("confirmed",)]


@pytest.mark.parametrize("user_id", [1001, 1002, 1005])
async def test_nobody_answers_for_the_owner(world: World, user_id: int) -> None:
    """Neither who entered it nor the head nor a librarian; the card is not shown to them."""
    chat = world.chat(user_id)
    await chat.start()
    await recorded_for(world, "Аннотова")
    for verb in ("right", "wrong", "card"):
        await chat.forge(f"own.{verb}:visits:12")
        assert chat.toast == NOT_OPEN, verb
    assert await world.sql("SELECT state FROM on_behalf") == [("waiting",)]


@pytest.mark.parametrize("what", ["", ":visits", ":visits:x", ":visits:99", ":rounds:12", ":12"])
async def test_forged_records_are_refused(world: World, what: str) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    await recorded_for(world, "Аннотова")
    await svetlana.forge(f"own.right{what}")
    assert svetlana.toast == NOT_OPEN
    assert await world.sql("SELECT state FROM on_behalf") == [("waiting",)]


async def test_nobody_stands_in_for_the_owners_word(world: World) -> None:
    """Pavel's other tasks go to Svetlana; what was recorded for him waits for him."""
    await recorded_for(world, "Книжник")
    async with world.db.write() as tx:
        day = world.clock.now().date()
        await leaves.add(tx, 4, day, day, now=NOW, by=4, substitute_id=3)
    assert await tasks_of(world, 1003) == [
        f"1. {OWN_DISPUTE}",
        "2. За коллегу (Книжник П. А.). Нужен текст выезда: Деревянчицы, 13 октября.",
    ]
    assert await tasks_of(world, 1004) == [f"1. {TEXT_BE}", f"2. {OWN_BE}"]


async def test_who_stands_in_for_the_author_sees_the_inaccuracy(world: World) -> None:
    svetlana, pavel = world.chat(1003), world.chat(1004)
    await svetlana.start()
    await recorded_for(world, "Книжник")
    await disputed_by(world, 1004)
    await svetlana.forge("own.card:visits:12")
    assert svetlana.toast == NOT_OPEN
    async with world.db.write() as tx:
        day = world.clock.now().date()
        await leaves.add(tx, 2, day, day, now=NOW, by=2, substitute_id=3)
    assert (await tasks_of(world, 1003))[-1] == f"2. За коллегу (Каталогова М. П.). {ENTERED}"
    assert await svetlana.press("2") == [f"{ENTERED}\nПишет Книжник П. А.: «Был другой день»"]
    await pavel.forge("own.right:visits:12")
    assert await tasks_of(world, 1003) == [f"1. {OWN_DISPUTE}"]


async def test_a_change_that_comes_by_import_is_asked_about(world: World) -> None:
    """Whatever changes a record leaves the question to its owner."""
    await recorded_for(world, "Аннотова")
    await disputed_by(world, 1003)
    async with world.db.write() as tx:
        before = await visits.by_id(tx, 12)
        assert before is not None
        await visits.update(tx, 12, replace(before, transport="bus"), now=NOW, by=None)
    assert await tasks_of(world, 1002) == []
    assert await tasks_of(world, 1003) == [f"1. {OWN_DISPUTE}", f"2. {OWN}"]
