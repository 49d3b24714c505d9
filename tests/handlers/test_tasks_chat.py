"""«Мои дела» in conversation: the list, its numbers, drafts, reminders asked for, standing in."""

import pytest
from monitored import without_campaigns
from world import World

from storage import access, chats, drafts, leaves, staff

NOW = "2026-10-15T06:28:00Z"
DISPUTE = "Есть неточность в записи о выезде: Василевичи, 6 октября."


async def test_the_list_names_the_person_once_a_day(world: World) -> None:
    svetlana = world.chat(1003)
    rest = f"1. {DISPUTE}\nНажмите номер."
    assert await svetlana.send("/tasks") == [f"Светлана Юрьевна, сегодня 15 октября.\n{rest}"]
    assert svetlana.buttons == [["1"], ["Напомнить позже"]]
    assert await svetlana.send("мои дела") == [f"Сегодня 15 октября.\n{rest}"]
    world.clock.jump(days=1)
    assert await svetlana.send("/tasks") == [f"Светлана Юрьевна, сегодня 16 октября.\n{rest}"]


async def test_the_list_in_belarusian(world: World) -> None:
    pavel = world.chat(1004)
    assert await pavel.send("/tasks") == [
        (
            "Павел Андрэевіч, сёння 15 кастрычніка.\n"
            "1. Патрэбны тэкст выезду: Дзеравянчыцы, 13 кастрычніка.\n"
            "Націсніце нумар."
        )
    ]
    assert pavel.buttons == [["1"], ["Нагадаць пазней"]]


@pytest.mark.parametrize(
    ("user_id", "said"),
    [
        (1008, "Людмила Николаевна, сегодня 15 октября.\nНа сегодня дел нет. Хорошего дня!"),
        (1009, "Ганна Міхайлаўна, сёння 15 кастрычніка.\nНа сёння спраў няма. Добрага дня!"),
    ],
)
async def test_an_empty_list_wishes_a_good_day(world: World, user_id: int, said: str) -> None:
    async with world.db.write() as tx:
        await tx.run("UPDATE leaves SET cancelled_at = ?", (NOW,))
    chat = world.chat(user_id)
    assert await chat.send("/tasks") == [said]


async def test_the_digest_is_the_same_text(world: World) -> None:
    """What comes by itself in the morning is the screen of «Мои дела», word for word."""
    svetlana = world.chat(1003)
    world.clock.jump(minutes=2)
    await world.tick()
    digest = await svetlana.news()
    world.clock.jump(days=1)
    screen = await svetlana.send("/tasks")
    assert digest == [f"Светлана Юрьевна, сегодня 15 октября.\n1. {DISPUTE}\nНажмите номер."]
    assert screen == [digest[0].replace("15 октября", "16 октября")]


async def test_a_number_opens_its_line_by_press_and_by_word(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/tasks")
    pressed = await svetlana.press("1")
    assert pressed[0].split("\n")[0] == "Выезд: Василевичи, 6 октября 2026\u202fг."
    await svetlana.send("/tasks")
    assert await svetlana.send("1") == pressed
    await svetlana.send("/tasks")
    assert await svetlana.send("№ 1.") == pressed


async def test_a_number_after_the_digest_opens_its_line(world: World) -> None:
    await without_campaigns(world)
    nina = world.chat(1005)
    world.clock.jump(hours=2)
    await world.tick()
    assert await nina.news() == [
        (
            "Нина Ивановна, сегодня 15 октября.\n"
            "1. Обход не закончен: Деревная, 14 октября.\n"
            "2. Подтвердить выезд: Деревная, 6 октября.\n"
            "Нажмите номер."
        )
    ]
    assert (await nina.send("2"))[0].split("\n")[0] == (
        "Выезд в Вашу библиотеку (Деревная), 6 октября."
    )


async def test_a_digest_does_not_take_the_words_of_an_open_form(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    world.clock.jump(minutes=2)
    await world.tick()
    assert (await svetlana.send("Деревная"))[0].split("\n")[0] == "Выезд: Деревная, 2 из 3"


async def test_a_number_that_is_not_in_the_list_is_asked_about(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/tasks")
    assert await svetlana.send("7") == [
        ("Что сделать с этим сообщением?\nНажмите кнопку. Отправлено случайно? Тогда «Ничего».")
    ]


async def test_a_line_that_is_gone_since_is_refused(world: World) -> None:
    """A list of an earlier version of the bot names what this one does not have."""
    svetlana = world.chat(1003)
    await svetlana.send("/tasks")
    async with world.db.write() as tx:
        await chats.ask(tx, 1003, {"kind": "tasks", "presses": ["gone:1"]})
    assert await svetlana.send("1") == [
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    ]


async def test_a_date_of_another_year_has_its_year(world: World) -> None:
    svetlana = world.chat(1003)
    world.clock.jump(days=90)
    said = await svetlana.send("/tasks")
    assert said[0].split("\n")[1] == (
        "1. Есть неточность в записи о выезде: Василевичи, 6 октября 2026\u202fг."
    )


async def test_who_has_left_the_bot_is_not_reminded(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/tasks")
    await svetlana.press("Напомнить позже")
    await svetlana.press("Через час")
    async with world.db.write() as tx:
        await staff.mark_blocked(tx, 1003, now=NOW)
    world.bot.services.network.forget()
    world.clock.jump(hours=1)
    await world.tick()
    assert await svetlana.news() == []
    assert await world.sql("SELECT state FROM reminders WHERE asked = 1") == [("stopped",)]


async def test_a_draft_is_gone_on_with(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Деревная")
    assert await svetlana.send("/tasks") == [
        "Что дальше?",
        (
            "Светлана Юрьевна, сегодня 15 октября.\n"
            "1. Выезд в библиотеку (Деревная): отвечено 1 из 3.\n"
            f"2. {DISPUTE}\n"
            "Нажмите номер."
        ),
    ]
    assert await svetlana.press("1") == [
        ("Выезд в библиотеку (Деревная): отвечено 1 из 3.\nПоследний ответ: 15.10.2026 09:28.")
    ]
    assert svetlana.buttons == [
        ["Продолжить", "Напомнить позже"],
        ["Удалить черновик", "Назад"],
    ]
    assert (await svetlana.press("Продолжить"))[-1].split("\n")[0] == "Выезд: Деревная, 2 из 3"


async def test_two_drafts_are_moved_between(world: World) -> None:
    svetlana = world.chat(1003)
    for library in ("Деревная", "Жировичи"):
        await svetlana.send("/visit")
        await svetlana.send(library)
        await svetlana.press("Отложить")
    said = await svetlana.send("/tasks")
    assert said[0].split("\n")[1:3] == [
        "1. Выезд в библиотеку (Жировичи): отвечено 1 из 3.",
        "2. Выезд в библиотеку (Деревная): отвечено 1 из 3.",
    ]
    await svetlana.press("2")
    await svetlana.press("Продолжить")
    world.clock.jump(minutes=1)
    await svetlana.send("методпомощь")
    await svetlana.send("/tasks")
    await svetlana.press("2")
    await svetlana.press("Продолжить")
    assert await world.sql("SELECT draft_id FROM chats WHERE chat_id = 1003") == [(2,)]


async def test_a_draft_is_deleted_after_a_question(world: World) -> None:
    pavel = world.chat(1004)
    await pavel.send("/visit")
    await pavel.press("Адкласці")
    await pavel.send("/tasks")
    await pavel.press("1")
    assert await pavel.press("Выдаліць чарнавік") == [
        "Выдаліць чарнавік «Выезд у бібліятэку»?\nЯго адказы прападуць зусім."
    ]
    await pavel.press("Не, пакінуць")
    await pavel.press("Выдаліць чарнавік")
    assert await pavel.press("Так, выдаліць") == ["Чарнавік выдалены: «Выезд у бібліятэку»."]
    assert await world.sql("SELECT state FROM drafts") == [("deleted",)]


async def test_a_draft_whose_answers_are_whole_only_waits_to_be_saved(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("Деревная, методпомощь, расставили фонд")
    said = await svetlana.send("/tasks")
    assert said[-1].split("\n")[1] == (
        "1. Выезд в библиотеку (Деревная): все ответы есть, осталось сохранить."
    )


async def test_a_draft_on_an_older_form_is_named_without_counts(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    async with world.db.write() as tx:
        await tx.run("UPDATE drafts SET version = 'older', total = NULL")
    said = await svetlana.send("/tasks")
    assert said[-1].split("\n")[1] == "1. Выезд в библиотеку: не закончено."


async def test_practice_is_in_no_list(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/practice")
    await svetlana.press("Выезд в библиотеку")
    said = await svetlana.send("/tasks")
    assert said[-1].split("\n")[1:] == [f"1. {DISPUTE}", "Нажмите номер."]


async def test_old_and_forged_buttons_of_drafts_are_refused(world: World) -> None:
    svetlana, marina = world.chat(1003), world.chat(1002)
    await svetlana.send("/visit")
    await marina.send("/menu")
    for data in (
        "task.draft:1",
        "task.drop:1",
        "task.taken:1",
        "task.take:1",
        "task.draft:99",
        "task.at",
    ):
        assert await marina.forge(data) == []
        assert (
            marina.toast
            == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
        )
    for data in ("task.later:draft:1", "task.at:hour:draft:1"):
        await marina.forge(data)
        assert marina.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."
    async with world.db.write() as tx:
        await drafts.close(tx, 1, "deleted", NOW)
    await svetlana.forge("task.draft:1")
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."


async def test_a_reminder_comes_at_the_moment_that_was_asked_for(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/tasks")
    await svetlana.press("1")
    await svetlana.send("/visit")
    await svetlana.press("Отложить")
    await svetlana.send("/tasks")
    await svetlana.press("1")
    assert await svetlana.press("Напомнить позже") == ["Когда напомнить?"]
    assert svetlana.buttons == [["Через час", "Завтра утром"], ["Не надо"]]
    assert await svetlana.press("Через час") == ["Напомню: 15 октября, 10:28."]
    said = await svetlana.send("/tasks")
    assert said[0].split("\n")[3] == "Напомню, как Вы просили: 15 октября, 10:28."
    world.clock.jump(minutes=2)
    await world.tick()
    await svetlana.news()
    world.clock.jump(minutes=58)
    await world.tick()
    assert (await svetlana.news())[
        -1
    ] == "Вы просили напомнить.\nВыезд в библиотеку: отвечено 0 из 3."
    assert svetlana.buttons == [["Открыть", "Напомнить позже"]]
    assert (await svetlana.press("Открыть"))[0].split("\n")[0] == (
        "Выезд в библиотеку: отвечено 0 из 3."
    )


async def test_the_whole_list_can_be_asked_for_tomorrow(world: World) -> None:
    """Tomorrow morning is the hour of the person's own day."""
    await without_campaigns(world)
    nina = world.chat(1005)
    await nina.send("/tasks")
    await nina.press("Напомнить позже")
    assert await nina.press("Завтра утром") == ["Напомню: 16 октября, 9:30."]
    world.clock.jump(days=1, minutes=2)
    await world.tick()
    assert await nina.news() == [
        (
            "Нина Ивановна, сегодня 16 октября.\n"
            "1. Обход не закончен: Деревная, 14 октября.\n"
            "2. Подтвердить выезд: Деревная, 6 октября.\n"
            "Нажмите номер."
        )
    ]


async def test_a_reminder_of_what_is_done_does_not_come(world: World) -> None:
    pavel = world.chat(1004)
    await pavel.send("/visit")
    await pavel.press("Адкласці")
    await pavel.send("/tasks")
    await pavel.press("1")
    await pavel.press("Нагадаць пазней")
    await pavel.press("Праз гадзіну")
    async with world.db.write() as tx:
        await drafts.close(tx, 1, "deleted", NOW)
        await tx.run("UPDATE visits SET needs_text = 0, done = 'x'")
    world.clock.jump(hours=1)
    await world.tick()
    assert await pavel.news() == []


async def test_a_newer_wish_replaces_the_older(world: World) -> None:
    svetlana = world.chat(1003)
    for label in ("Через час", "Завтра утром", "Через час"):
        await svetlana.send("/tasks")
        await svetlana.press("Напомнить позже")
        await svetlana.press(label)
    assert await world.sql(
        "SELECT deliver_at, state FROM reminders WHERE asked = 1 ORDER BY deliver_at"
    ) == [("2026-10-15T07:28:00Z", "waiting"), ("2026-10-16T06:30:00Z", "stopped")]


async def test_a_long_list_has_pages(world: World) -> None:
    svetlana = world.chat(1003)
    async with world.db.write() as tx:
        for number in range(11):
            await access.request(tx, 5000 + number, f"Гость {number}", "stranger", now=NOW)
    for _ in range(11):
        await svetlana.send("/visit")
    said = await svetlana.send("/tasks")
    assert len(said[-1].split("\n")) == 12
    assert svetlana.buttons == [
        ["1", "2", "3", "4", "5"],
        ["6", "7", "8", "9", "10"],
        ["Ещё (1 из 2)"],
        ["Напомнить позже"],
    ]
    assert await svetlana.press("Ещё (1 из 2)") == [
        (
            "Сегодня 15 октября.\n"
            "11. Выезд в библиотеку: отвечено 0 из 3.\n"
            f"12. {DISPUTE}\n"
            "Нажмите номер."
        )
    ]
    assert (await svetlana.send("12"))[0].split("\n")[0] == (
        "Выезд: Василевичи, 6 октября 2026\u202fг."
    )


async def test_admins_see_who_asks_to_be_let_in(world: World) -> None:
    denis = world.chat(1015)
    async with world.db.write() as tx:
        await access.request(tx, 5000, "Гость", "stranger", now=NOW)
    assert await denis.send("/tasks") == [
        "Денис Олегович, сегодня 15 октября.\n1. Запросы на доступ: 1.\nНажмите номер."
    ]


async def test_who_stands_in_takes_over_a_draft(world: World) -> None:
    """The substitute finishes it; the record stays the absent colleague's."""
    pavel, svetlana = world.chat(1004), world.chat(1003)
    await pavel.send("/visit")
    await pavel.press("Адкласці")
    async with world.db.write() as tx:
        day = world.clock.now().date()
        await leaves.add(tx, 4, day, day, now=NOW, by=4, substitute_id=3)
    said = await svetlana.send("/tasks")
    assert said[0].split("\n")[2:4] == [
        "2. За коллегу (Книжник П. А.). Выезд в библиотеку: отвечено 0 из 3.",
        "3. За коллегу (Книжник П. А.). Нужен текст выезда: Деревянчицы, 13 октября.",
    ]
    assert await svetlana.press("2") == [
        (
            "За коллегу (Книжник П. А.). Выезд в библиотеку: отвечено 0 из 3.\n"
            "Черновик можно взять себе: запись останется за её автором, закончите её Вы."
        )
    ]
    assert (await svetlana.press("Взять себе"))[0].split("\n")[:2] == [
        "Выезд в библиотеку",
        "Запись за сотрудника: Книжник Павел Андреевич.",
    ]
    assert await world.sql("SELECT staff_id, entered_by FROM drafts") == [(4, 3)]


async def test_who_may_not_fill_a_form_cannot_take_it_over(world: World) -> None:
    pavel, nina = world.chat(1004), world.chat(1005)
    await pavel.send("/visit")
    async with world.db.write() as tx:
        day = world.clock.now().date()
        await leaves.add(tx, 4, day, day, now=NOW, by=4, substitute_id=5)
    await nina.send("/tasks")
    assert await nina.press("3") == [
        (
            "За коллегу (Книжник П. А.). Выезд в библиотеку: отвечено 0 из 3.\n"
            "Закончить его может только сам автор."
        )
    ]
    await nina.forge("task.taken:1")
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_a_visit_recorded_late_is_not_asked_about_twice_in_a_day(world: World) -> None:
    """The card has just come; the digest asks from the next working day on."""
    await without_campaigns(world)
    svetlana, hanna = world.chat(1003), world.chat(1009)
    world.clock.jump(hours=3)
    await world.tick()
    await svetlana.send("/visit")
    await svetlana.send("Сеньковщина, проверка фонда, сверили фонд")
    await svetlana.send("1")
    await svetlana.send("13.10")
    await svetlana.press("Сохранить")
    assert [said.split("\n")[0] for said in await hanna.news()] == [
        "Выезд у Вашу бібліятэку (Сянькоўшчына), 13 кастрычніка."
    ]
    await world.tick()
    assert await hanna.news() == []
    world.clock.jump(days=1)
    await world.tick()
    assert await hanna.news() == [
        (
            "Ганна Міхайлаўна, сёння 16 кастрычніка.\n"
            "1. Пацвердзіць выезд: Сянькоўшчына, 13 кастрычніка.\n"
            "Націсніце нумар."
        )
    ]


async def test_a_correction_is_not_taken_for_a_new_visit(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.forge("visit.card:1", 1)
    await svetlana.press("Исправить")
    assert await svetlana.send("/tasks") == [
        "Что дальше?",
        (
            "Светлана Юрьевна, сегодня 15 октября.\n"
            "1. Выезд в библиотеку (Павлово, исправление записи): "
            "все ответы есть, осталось сохранить.\n"
            f"2. {DISPUTE}\nНажмите номер."
        ),
    ]
