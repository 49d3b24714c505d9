"""Entries changed, withdrawn, returned: by their people in time, later by a methodist."""

from datetime import date, datetime

import pytest
from entered import MINSK, an_entry, state_of
from world import World

from storage import periods

CLOSED_AT = "2026-10-15T06:00:00Z"
LAST_MINUTE = datetime(2026, 11, 30, 23, 59, tzinfo=MINSK)
MIDNIGHT = datetime(2026, 12, 1, 0, 0, tzinfo=MINSK)
NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
CLOSED = (
    "Приём работ закончился 30 ноября. Теперь изменить или отозвать работу может только "
    "методист: напишите в отдел."
)
CLOSED_BE = (
    "Прыём работ скончыўся 30 лістапада. Цяпер змяніць або адклікаць работу можа толькі "
    "метадыст: напішыце ў аддзел."
)


async def test_corrected_until_the_last_minute_of_the_last_day(world: World) -> None:
    """The institution's midnight, not UTC's, ends the day; the history keeps old and new."""
    nina = world.chat(1005)
    await nina.start()
    await an_entry(world)
    world.clock.set(LAST_MINUTE)
    assert await nina.forge("entry.edit:1") == [
        "Конкурс: каникулы\nИсправление работы: пока не нажато «Сохранить», она остаётся прежней.",
        "Конкурс: каникулы\nКакой ответ исправить?",
    ]
    await nina.send("4")
    await nina.send("Осень с Колосом")
    assert await nina.press("Сохранить") == ["Работа № 1 изменена и подана снова.", "Что дальше?"]
    assert await state_of(world) == ("Осень с Колосом", "submitted", None)
    assert await world.sql(
        "SELECT action, old, new FROM history WHERE subject = 'entries' ORDER BY history_id"
    ) == [
        ("submitted", None, None),
        ("changed", '{"title": "Каникулы с Колосом"}', '{"title": "Осень с Колосом"}'),
    ]


@pytest.mark.parametrize(("user_id", "said"), [(1005, CLOSED), (1009, CLOSED_BE)])
async def test_after_the_last_day_nothing_is_changed_by_its_people(
    world: World, user_id: int, said: str
) -> None:
    """Old buttons of the card are refused with the deadline; a draft of a correction too."""
    chat = world.chat(user_id)
    await chat.start()
    staff_id = user_id - 1000
    await an_entry(world, staff_id=staff_id, library_id={5: 3, 9: 7}[staff_id])
    await chat.forge("entry.edit:1")
    await chat.send("4")
    await chat.send("Поздно")
    world.clock.set(MIDNIGHT)
    for data in ("entry.edit:1", "entry.drop:1", "entry.dropped:1"):
        assert await chat.forge(data) == []
        assert chat.toast == said[:200], data
    assert (await chat.send("Сохранить" if user_id == 1005 else "Захаваць")) == [said]
    assert await state_of(world) == ("Каникулы с Колосом", "submitted", None)
    await chat.forge("entry.card:1")
    withdraw = {"Исправить", "Отозвать", "Выправіць", "Адклікаць"}
    assert withdraw & {label for row in chat.buttons for label in row} == set()


async def test_withdrawn_in_time_and_another_one_submitted(world: World) -> None:
    """The withdrawn one is read only and makes room for another."""
    nina = world.chat(1005)
    await nina.start()
    await an_entry(world)
    await an_entry(world, title="Вторая")
    assert await nina.forge("entry.new:1") == []
    assert nina.toast == (
        "От одной библиотеки принимают не больше 2 работ, и они уже поданы. Исправьте одну из "
        "них или сначала отзовите."
    )
    await nina.forge("entry.card:1")
    assert await nina.press("Отозвать") == [
        (
            "Работа № 1: «Каникулы с Колосом»\n"
            "Отозвать? Работа не будет участвовать, до срока можно подать новую."
        )
    ]
    assert nina.buttons == [["Да, отозвать", "Не отзывать"]]
    assert (await nina.press("Не отзывать"))[0].split("\n")[3] == "Состояние: подана."
    await nina.press("Отозвать")
    assert (await nina.press("Да, отозвать"))[0].split("\n")[:5] == [
        "Работа отозвана и больше не участвует.",
        "Работа № 1: «Каникулы с Колосом»",
        "Конкурс: «Каникулы в библиотеке».",
        "Библиотека: Деревная.",
        "Состояние: отозвана.",
    ]
    assert nina.buttons == [["Материалы", "К конкурсу"], ["Мои работы"]]
    assert await nina.forge("entry.edit:1") == []
    assert nina.toast == "Эта работа отозвана, её можно только смотреть."
    assert len(await nina.forge("entry.new:1")) == 2


async def test_withdrawn_in_belarusian(world: World) -> None:
    hanna = world.chat(1009)
    await hanna.start()
    await an_entry(world, staff_id=9, library_id=7)
    await hanna.forge("entry.card:1")
    assert await hanna.press("Адклікаць") == [
        (
            "Работа № 1: «Каникулы с Колосом»\n"
            "Адклікаць? Работа не будзе ўдзельнічаць, да тэрміну можна падаць новую."
        )
    ]
    assert (await hanna.press("Так, адклікаць"))[0].split("\n")[0] == (
        "Работа адклікана і больш не ўдзельнічае."
    )


async def test_a_methodist_changes_after_the_deadline_with_a_reason(world: World) -> None:
    """The reason is asked last, kept, and its people are told."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await an_entry(world)
    world.clock.set(MIDNIGHT)
    await svetlana.start()
    await svetlana.forge("entry.edit:1")
    await svetlana.send("5")
    await svetlana.send("4")
    assert await svetlana.press("Сохранить") == [
        (
            "Приём работ закончился 30 ноября.\n"
            "Почему работа принимается позже? Напишите причину одной строкой, она сохранится."
        )
    ]
    assert await svetlana.send("Опечатка в числе, исправлено по звонку") == [
        "Работа № 1 изменена и подана снова.",
        "Что дальше?",
    ]
    assert await nina.news() == [
        ("Работа № 1: «Каникулы с Колосом»\nВаша работа исправлена.\nКто: Аннотова С. Ю.")
    ]
    assert (await nina.press("Открыть работу"))[0].split("\n")[3:6] == [
        "Состояние: подана.",
        "После срока, причина: Опечатка в числе, исправлено по звонку",
        "Каникулы: Осенние",
    ]


async def test_a_methodist_withdraws_after_the_deadline_with_a_reason(world: World) -> None:
    nina, pavel = world.chat(1005), world.chat(1004)
    await nina.start()
    await an_entry(world)
    world.clock.set(MIDNIGHT)
    await pavel.start()
    await pavel.forge("entry.card:1")
    assert await pavel.press("Адклікаць") == [
        (
            "Работа № 1: «Каникулы с Колосом»\n"
            "Прыём работ скончыўся. Чаму работа адклікаецца? Напішыце прычыну адным радком, яна "
            "захаваецца."
        )
    ]
    assert (await pavel.send("Бібліятэка папрасіла"))[0].split("\n")[0:6] == [
        "Работа адклікана і больш не ўдзельнічае.",
        "Работа № 1: «Каникулы с Колосом»",
        "Конкурс: «Каникулы в библиотеке».",
        "Бібліятэка: Дзераўная.",
        "Стан: адклікана.",
        "Адклікана, прычына: Бібліятэка папрасіла",
    ]
    assert await nina.news() == [
        "Работа № 1: «Каникулы с Колосом»\nВаша работа отозвана.\nКто: Книжник П. А."
    ]


async def test_a_late_entry_is_taken_by_a_methodist_with_a_reason(world: World) -> None:
    """A librarian is refused and keeps the draft; a methodist enters it from paper."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await nina.forge("entry.new:3")
    await nina.send("slonves.by/kniga")
    await nina.send("Кніга")
    await nina.press("Интернет")
    await nina.press("Сегодня")
    await nina.press("Мы сами")
    await nina.press("Белорусский")
    await nina.press("Мы в газете")
    world.clock.set(datetime(2026, 12, 21, 0, 0, tzinfo=MINSK))
    late = (
        "Приём работ закончился 20 декабря. Если причина уважительная, напишите в отдел: методист "
        "может принять работу позже. Черновик сохранён."
    )
    assert await nina.send("Подать") == [late]
    assert await nina.forge("entry.new:3") == []
    assert nina.toast == late
    assert await world.sql("SELECT state FROM drafts") == [("open",)]
    await svetlana.send("/behalf")
    await svetlana.send("Закладкина")
    await svetlana.press("С бланка")
    await svetlana.press("Конкурс: публикация")
    await svetlana.send("slonves.by/kniga")
    await svetlana.send("Кніга")
    await svetlana.press("Интернет")
    await svetlana.send("15.10.2026")
    await svetlana.press("Мы сами")
    await svetlana.press("Белорусский")
    await svetlana.press("Мы в газете")
    await svetlana.press("Подать")
    assert await svetlana.send("Письмо пришло вовремя, связи не было") == [
        (
            "Работа № 1 подана 21.12.2026 00:00.\n"
            "Она принята после срока (20 декабря), с объяснением методиста."
        ),
        "Что дальше?",
    ]
    assert await world.sql("SELECT staff_id, entered_by, source, late_reason FROM entries") == [
        (5, 3, "paper", "Письмо пришло вовремя, связи не было")
    ]
    assert await nina.news() == [
        (
            "Записано за Вас: конкурсная работа, библиотека: Деревная.\n"
            "Конкурс: «Мы в газете, газета о нас».\n"
            "Название: «Кніга»\n"
            "Кто записал: Аннотова С. Ю., основание: с бумажного бланка. Всё так?"
        )
    ]
    assert await nina.press("Всё так") == ["Спасибо, отмечено: всё так."]


async def test_a_contest_to_come_takes_nothing_yet(world: World) -> None:
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE contests SET opens_on = '2026-10-20' WHERE contest_id = 1")
    world.bot.services.network.forget()
    nina = world.chat(1005)
    said = await nina.send("/contests")
    assert said[0].split("\n")[-2] == (
        "«Каникулы в библиотеке»: приём работ с 20 октября. Подано работ: 0."
    )
    assert await nina.forge("entry.new:1") == []
    assert nina.toast == "Приём работ начнётся 20 октября. Черновик сохранится."


# Returning with a remark.


async def test_returned_with_a_remark_and_submitted_again(world: World) -> None:
    """A short remark is refused; the author corrects after the deadline; who asked is told."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await an_entry(world)
    await svetlana.start()
    await svetlana.forge("entry.card:1")
    assert svetlana.buttons == [
        ["Материалы", "Исправить"],
        ["Отозвать", "На уточнение"],
        ["К конкурсу"],
    ]
    await svetlana.press("На уточнение")
    assert await svetlana.press("Общее замечание") == [
        (
            "Работа № 1: «Каникулы с Колосом»\n"
            "Что уточнить? Напишите одной или двумя фразами, например: «Добавьте фото стенда до "
            "обновления». Автор сразу получит замечание."
        )
    ]
    assert await svetlana.send("Фото!") == [
        (
            "Замечание слишком короткое. Напишите не меньше 10 знаков, чтобы автору было понятно, "
            "что исправить."
        )
    ]
    assert (await svetlana.send("Добавьте фото с детьми"))[0].split("\n")[0] == (
        "Работа возвращена на уточнение. Кому отправлено замечание: Закладкина Н. И."
    )
    assert await nina.news() == [
        (
            "Уточните, пожалуйста, работу № 1: «Каникулы с Колосом».\n"
            "Замечание методиста: «Добавьте фото с детьми»\n"
            "Остальное остаётся. Кто просит: Аннотова С. Ю."
        )
    ]
    assert nina.buttons == [["Исправить", "Открыть работу"]]
    world.clock.set(MIDNIGHT)
    await nina.press("Исправить")
    await nina.send("7")
    await nina.send("Читали, рисовали и ставили спектакль")
    assert await nina.press("Сохранить") == ["Работа № 1 изменена и подана снова.", "Что дальше?"]
    assert await svetlana.news() == [
        (
            "Работа № 1: «Каникулы с Колосом»\n"
            "Работа, которую Вы вернули, исправлена и подана снова.\n"
            "Кто: Закладкина Н. И."
        )
    ]
    assert await state_of(world) == ("Каникулы с Колосом", "submitted", "Добавьте фото с детьми")
    assert await nina.forge("entry.edit:1") == []
    assert nina.toast == CLOSED


async def test_returned_in_belarusian_to_who_has_no_telegram(world: World) -> None:
    """The methodist reads that nobody is reached."""
    pavel = world.chat(1004)
    await pavel.start()
    await an_entry(world, staff_id=13, library_id=4)
    await pavel.forge("entry.back:1")
    assert (await pavel.send("Дадайце, калі ласка, фота"))[0].split("\n")[0] == (
        "Работа вернута на ўдакладненне. Паведамленне да аўтара не дойдзе: патэлефануйце, калі "
        "ласка."
    )
    assert await state_of(world) == (
        "Каникулы с Колосом", "returned", "Дадайце, калі ласка, фота",
    )  # fmt: skip


# What a submitted entry is asked about.


TWIN = (
    "Похоже, такая публикация уже есть. Сравните, пожалуйста.\n"
    "Ваша: «Книга пришла в каждый двор», Слонімскі веснік, 7 октября 2026\u202fг., "
    "библиотека: Мижевичи.\n"
    "Работа № 1: «Кніга прыйшла ў кожны двор», Слонімскі веснік, 7 октября 2026\u202fг., "
    "библиотека: Деревная.\n"
    "Это она?"
)


async def _publication(world: World, user_id: int) -> None:
    """Fill in the publication that is there already, up to the card."""
    chat = world.chat(user_id)
    await chat.forge("entry.new:3")
    await chat.photo()
    await chat.press("Дальше")
    await chat.send("Книга пришла в каждый двор")
    await chat.press("Слонімскі веснік")
    await chat.send("7.10.2026")
    await chat.send("с. 5")
    await chat.press("Мы сами")
    await chat.press("Русский")
    await chat.press("Мы в газете")


async def _there_already(world: World) -> None:
    await an_entry(
        world, 3, title="Кніга прыйшла ў кожны двор", medium="slonves",
        published_on=datetime(2026, 10, 7, tzinfo=MINSK).date(),
    )  # fmt: skip


async def test_a_publication_that_is_there_is_shown_beside(world: World) -> None:
    """«Нет, другая» submits it all the same."""
    natalya = world.chat(1012)
    await natalya.start()
    await _there_already(world)
    await _publication(world, 1012)
    assert await natalya.press("Подать") == [TWIN]
    assert natalya.buttons == [
        ["Да, не добавлять"],
        ["Нет, другая"],
        ["Я соавтор"],
        ["Назад"],
    ]
    assert (await natalya.press("Нет, другая"))[0].split("\n")[0] == (
        "Работа № 2 подана 15.10.2026 09:28."
    )
    await natalya.forge("entry.edit:2")
    await natalya.send("7")
    await natalya.send("с. 6")
    assert await natalya.press("Сохранить") == [
        "Работа № 2 изменена и подана снова.",
        "Что дальше?",
    ]


async def test_both_pages_are_shown_side_by_side(world: World) -> None:
    """Where both are photos they come as one album before the question, in Belarusian too."""
    nina, hanna = world.chat(1005), world.chat(1009)
    await nina.start()
    await _publication(world, 1005)
    await nina.press("Подать")
    await hanna.start()
    await hanna.forge("entry.new:3")
    await hanna.photo()
    await hanna.press("Далей")
    await hanna.send("Кніга прыйшла ў кожны двор")
    await hanna.press("Слонімскі веснік")
    await hanna.send("7.10.2026")
    await hanna.send("с. 5")
    await hanna.press("Мы самі")
    await hanna.press("Беларуская")
    await hanna.press("Мы ў газеце")
    assert await hanna.press("Падаць") == [
        "[photo] Ваша",
        "[photo] Работа № 1",
        (
            "Здаецца, такая публікацыя ўжо ёсць. Параўнайце, калі ласка.\n"
            "Ваша: «Кніга прыйшла ў кожны двор», Слонімскі веснік, 7 кастрычніка 2026\u202fг., "
            "бібліятэка: Сянькоўшчына.\n"
            "Работа № 1: «Книга пришла в каждый двор», Слонімскі веснік, 7 кастрычніка "
            "2026\u202fг., бібліятэка: Дзераўная.\n"
            "Гэта яна?"
        ),
    ]
    assert hanna.buttons == [["Так, не дадаваць"], ["Не, іншая"], ["Я сааўтар"], ["Назад"]]


async def test_the_same_publication_is_not_added(world: World) -> None:
    natalya = world.chat(1012)
    await natalya.start()
    await _there_already(world)
    await _publication(world, 1012)
    await natalya.press("Подать")
    assert await natalya.press("Да, не добавлять") == [
        "Хорошо, ничего не добавлено: это работа № 1.",
        "Что дальше?",
    ]
    assert await world.sql("SELECT count(*) FROM entries") == [(1,)]
    assert await world.sql("SELECT state FROM drafts") == [("deleted",)]


async def test_a_co_author_joins_and_the_author_is_told(world: World) -> None:
    nina, natalya = world.chat(1005), world.chat(1012)
    await nina.start()
    await natalya.start()
    await _there_already(world)
    await _publication(world, 1012)
    await natalya.press("Подать")
    assert await natalya.press("Я соавтор") == [
        "Вы теперь соавтор работы № 1.",
        "Что дальше?",
    ]
    assert (await natalya.press("Открыть работу"))[0].split("\n")[-1] == (
        "Подана от: Закладкина Н. И., Абзацева Н. В."
    )
    assert await nina.news() == [
        ("Работа № 1: «Кніга прыйшла ў кожны двор»\nДобавлен соавтор.\nКто: Абзацева Н. В.")
    ]


async def test_a_number_of_a_resident_is_asked_about(world: World) -> None:
    """«Убрать и сохранить» takes it out and submits the rest; «Это не телефон» keeps it."""
    nina = world.chat(1005)
    await nina.start()
    await an_entry(world)
    await nina.forge("entry.edit:1")
    await nina.send("7")
    await nina.send("Звонить +375 29 123-45-67, читали")
    said = await nina.press("Сохранить")
    assert said == [
        (
            "Здесь номер или адрес, похожий на личный: +375 29 123-45-67. Номера и адреса "
            "жителей бот не хранит. Убрать и сохранить остальное?"
        )
    ]
    assert nina.buttons == [["Убрать и сохранить"], ["Написать заново"], ["Это не телефон"]]
    await nina.press("Убрать и сохранить")
    stored = await world.sql(
        "SELECT json_extract(answers, '$.story') FROM submissions ORDER BY submission_id DESC"
    )
    assert stored[0] == ("читали",)


async def test_a_closed_period_takes_no_entry_and_no_change(world: World) -> None:
    """Entries are dated by the day they are submitted: the year is closed, all is read only."""
    nina = world.chat(1005)
    await nina.start()
    await an_entry(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await periods.close(tx, "year", date(2026, 1, 1), date(2026, 12, 31), now=CLOSED_AT, by=1)
    for data in ("entry.edit:1", "entry.drop:1", "entry.dropped:1"):
        assert await nina.forge(data) == []
        assert nina.toast.split(".")[0] == "Период закрыт: 2026 год", data
    assert await state_of(world) == ("Каникулы с Колосом", "submitted", None)


# Other people's entries and old buttons.


@pytest.mark.parametrize(
    "data",
    [
        "entry.card:1",
        "entry.show:1",
        "entry.files:1",
        "entry.edit:1",
        "entry.drop:1",
        "entry.dropped:1",
        "entry.back:1",
        "entry.card:99",
        "entry.card",
        "entry.card:x",
        "contest.card:99",
        "contest.rules:1",
        "entry.new:99",
        "entry.same:1:0:1",
        "entry.join:1:0:1",
        "entry.settle:1:0:no",
    ],
)
async def test_forged_buttons_of_another_library_change_nothing(world: World, data: str) -> None:
    """A refusal is read, whatever stands behind the button."""
    lyudmila = world.chat(1008)
    await lyudmila.start()
    await an_entry(world)
    before = await world.sql("SELECT * FROM entries")
    assert await lyudmila.forge(data) == []
    assert lyudmila.toast == NOT_OPEN
    assert await world.sql("SELECT * FROM entries") == before


async def test_a_prompt_of_a_colleague_is_no_way_in(world: World) -> None:
    """A librarian who stands at a return's question by a forged press has got no question."""
    nina = world.chat(1005)
    await nina.start()
    await an_entry(world)
    await nina.forge("entry.back:1")
    assert nina.toast == NOT_OPEN
    await nina.send("Это замечание не от методиста")
    assert await state_of(world) == ("Каникулы с Колосом", "submitted", None)


async def test_an_old_submit_button_pressed_twice_submits_once(world: World) -> None:
    nina = world.chat(1005)
    await nina.start()
    await an_entry(world)
    await nina.forge("entry.edit:1")
    await nina.send("4")
    await nina.send("Иначе")
    await nina.press("Сохранить")
    data = "f.save:1:3"
    for _ in range(2):
        await nina.forge(data)
    assert await world.sql("SELECT count(*) FROM entries") == [(1,)]
    assert await world.sql("SELECT count(*) FROM submissions") == [(2,)]
