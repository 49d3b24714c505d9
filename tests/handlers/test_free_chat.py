"""What comes outside a form: words, numbers, photos, voice, places, contacts, edits."""

from typing import Final

import pytest
from world import World

from bot.sandbox.driver import Chat
from storage import drafts

NOW: Final = "2026-10-15T06:28:00Z"
ASKED: Final = "Нажмите кнопку. Отправлено случайно? Тогда «Ничего»."
WORDS: Final = f"Что сделать с этим сообщением?\n{ASKED}"
PHOTO: Final = f"К чему это фото?\n{ASKED}"
LIBRARY: Final = (
    "Давно не были: Новоселки (ещё ни разу), "
    "Большие Шиловичи (ещё ни разу), Павлово (5 мес.).\n"
    "Какая библиотека? Нажмите или напишите название. Нет связи: напишите всё "
    "одной строкой, например «Деревная, методпомощь, расставили фонд»."
)
OPENING: Final = (
    "Выезд в библиотеку\nКаждый ответ сохраняется сразу, остановиться можно в любом месте."
)


async def test_words_are_asked_about(world: World) -> None:
    svetlana = world.chat(1003)
    assert await svetlana.send("Завтра приедут из области") == [WORDS]
    assert svetlana.buttons == [
        ["Новый выезд", "Вопрос в отдел"],
        ["Найти материал"],
        ["Новость для сайта"],
        ["Ничего"],
    ]
    assert await svetlana.press("Ничего") == ["Хорошо, бот ничего из этого не сохранил."]
    assert await world.sql("SELECT prompt FROM chats WHERE chat_id = 1003") == [(None,)]


async def test_words_are_asked_about_in_belarusian(world: World) -> None:
    hanna = world.chat(1009)
    assert await hanna.send("Заўтра прыедуць з вобласці") == [
        (
            "Што зрабіць з гэтым паведамленнем?\n"
            "Націсніце кнопку. Адпраўлена выпадкова? Тады «Нічога»."
        )
    ]
    assert hanna.buttons == [
        ["Пытанне ў аддзел", "Знайсці матэрыял"], ["Навіна для сайта", "Нічога"]
    ]  # fmt: skip
    assert await hanna.send("нічога") == ["Добра, бот нічога з гэтага не захаваў."]


async def test_other_words_are_asked_about_anew(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("Завтра приедут из области")
    stale = svetlana.last.message_id
    assert await svetlana.send("Нет, послезавтра") == [WORDS]
    assert stale != svetlana.last.message_id


async def test_words_begin_a_visit_with_what_was_done(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("Расставили фонд и оформили выставку")
    assert await svetlana.press("Новый выезд") == [
        OPENING,
        f"Выезд в библиотеку, 1 из 3\n{LIBRARY}",
    ]
    await svetlana.press("Деревная")
    await svetlana.press("Методическая помощь")
    said = await svetlana.press("Готово")
    assert said[0].split("\n")[7] == "6. Что сделано: Расставили фонд и оформили выставку"


async def test_a_whole_visit_in_one_line_is_understood(world: World) -> None:
    svetlana = world.chat(1003)
    said = await svetlana.send("Деревная, методпомощь, расставили фонд")
    assert said[-1].split("\n")[:2] == ["Выезд в библиотеку", "Проверьте, пожалуйста."]


async def test_an_old_button_of_another_message_is_refused(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("Первое")
    await svetlana.send("Второе")
    await svetlana.forge("out.do:visit:1")
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."


@pytest.mark.parametrize("data", ["out.do:nonsense:{mark}", "out.do:add:{mark}", "out.here:99"])
async def test_what_does_not_fit_is_refused(world: World, data: str) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("Слова")
    mark = svetlana.screen[-2].message_id
    await svetlana.forge(data.format(mark=mark))
    assert svetlana.toast == (
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )


async def test_a_photo_begins_a_visit(world: World) -> None:
    svetlana = world.chat(1003)
    assert await svetlana.photo() == [PHOTO]
    assert svetlana.buttons == [
        ["Новый выезд"],
        ["К записанному выезду"],
        ["Публикация в газете"],
        ["Конкурс: каникулы"],
        ["Вопрос в отдел"],
        ["Новость для сайта"],
        ["Ничего"],
    ]
    assert await world.sql("SELECT count(*) FROM files WHERE staff_id = 3") == [(0,)]
    await svetlana.press("Новый выезд")
    await svetlana.press("Деревная")
    await svetlana.press("Методическая помощь")
    await svetlana.press("Готово")
    said = await svetlana.send("Оформили выставку")
    assert said[0].split("\n")[8] == "7. Фото: приложено"
    assert await world.sql("SELECT kind, state FROM files WHERE staff_id = 3") == [
        ("photo", "stored")
    ]


async def test_an_album_goes_to_a_recorded_visit(world: World) -> None:
    """Ten photos get one question, and all of them go where the answer says."""
    svetlana = world.chat(1003)
    assert await svetlana.album([None] * 10) == []
    await svetlana.wait_for("К чему это фото?")
    assert await svetlana.press("К записанному выезду") == [
        "К какому выезду это относится? Нажмите выезд."
    ]
    assert svetlana.buttons == [
        ["Новоселки, 6 октября"],
        ["Василевичи, 6 октября"],
        ["Деревная, 6 октября"],
        ["Мижевичи, 22 сентября"],
        ["Ничего"],
    ]
    said = await svetlana.press("Василевичи, 6 октября")
    assert said[0] == "Добавлено к выезду."
    assert "Фото: 10." in said[1].split("\n")
    assert await world.sql(
        "SELECT count(*) FROM visit_files JOIN visits USING (visit_id) WHERE visit_id = 8"
    ) == [(10,)]


async def test_a_photo_of_who_has_no_visits_begins_one(world: World) -> None:
    olga = world.chat(1001)
    await olga.photo()
    said = await olga.press("К записанному выезду")
    assert said == [OPENING, f"Выезд в библиотеку, 1 из 3\n{LIBRARY}"]


async def test_a_librarians_photo_is_a_question(world: World) -> None:
    """Without a contest that takes entries there is nothing else to do with it."""
    nina = world.chat(1005)
    world.clock.jump(days=365)
    assert await nina.photo() == [PHOTO]
    assert nina.buttons == [["Вопрос в отдел"], ["Новость для сайта"], ["Ничего"]]


async def test_a_librarians_photos_begin_a_contest_entry(world: World) -> None:
    """A page begins a publication, an album a holiday programme; the photos are in it."""
    nina, hanna = world.chat(1005), world.chat(1009)
    await nina.photo()
    assert nina.buttons == [
        ["Публикация в газете"],
        ["Конкурс: каникулы"],
        ["Вопрос в отдел"],
        ["Новость для сайта"],
        ["Ничего"],
    ]
    assert (await nina.press("Публикация в газете"))[-1] == (
        "Конкурс: публикация, 2 из 8\nСкан или фото страницы: 1. Добавить ещё?"
    )
    await hanna.album([None] * 3)
    await hanna.wait_for("Да чаго гэта фота?")
    await hanna.press("Конкурс: канікулы")
    await hanna.press("Восеньскія")
    for text in ("Канікулы", "3", "41"):
        await hanna.send(text)
    assert (await hanna.send("Чыталі"))[-1] == ("Конкурс: канікулы, 9 з 9\nФота: 3. Дадаць яшчэ?")


async def test_a_voice_message_begins_a_visit_that_needs_its_text(world: World) -> None:
    pavel = world.chat(1004)
    assert await pavel.voice() == [
        (
            "Да чаго гэта галасавое паведамленне?\n"
            "Націсніце кнопку. Адпраўлена выпадкова? Тады «Нічога»."
        )
    ]
    await pavel.press("Новы выезд")
    await pavel.send("Дзераўная")
    await pavel.press("Метадычная дапамога")
    await pavel.press("Гатова")
    await pavel.press("Захаваць")
    assert await world.sql(
        "SELECT needs_text, voice_file_id IS NOT NULL FROM visits ORDER BY visit_id DESC LIMIT 1"
    ) == [(1, 1)]


@pytest.mark.parametrize(
    ("name", "said"), [("план.docx", "К чему этот файл?"), ("фото.jpg", "К чему это фото?")]
)
async def test_a_file_is_asked_about(world: World, name: str, said: str) -> None:
    svetlana = world.chat(1003)
    mime = "image/jpeg" if name.endswith("jpg") else "application/octet-stream"
    assert await svetlana.document(name, b"content", mime) == [f"{said}\n{ASKED}"]


async def test_a_video_is_asked_about(world: World) -> None:
    svetlana = world.chat(1003)
    assert await svetlana.video() == [f"К чему это видео?\n{ASKED}"]
    assert svetlana.buttons == [["Вопрос в отдел", "Ничего"]]


async def test_a_place_offers_the_nearest_libraries(world: World) -> None:
    svetlana = world.chat(1003)
    assert await svetlana.location(53.2, 25.5) == [
        "Это выезд? Нажмите библиотеку.\nСначала ближайшие. Геопозиция не сохраняется."
    ]
    assert svetlana.buttons == [
        ["Деревная", "Новоселки"],
        ["Василевичи", "Центральная"],
        ["Ничего"],
    ]
    said = await svetlana.press("Новоселки")
    assert said[-1].split("\n")[0] == "Выезд: Новоселки, 2 из 3"


async def test_a_place_puts_the_nearest_libraries_first_in_a_form(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    said = await svetlana.location(52.975, 25.105)
    assert said[0].split("\n")[0] == "Сначала ближайшие. Геопозиция не сохраняется."
    assert svetlana.buttons[0] == ["Мижевичи", "Большие Шиловичи"]


async def test_a_librarians_place_is_asked_about(world: World) -> None:
    nina = world.chat(1005)
    assert await nina.location(53.2, 25.5) == [WORDS]


async def test_a_contact_is_not_kept(world: World) -> None:
    nina = world.chat(1005)
    assert await nina.contact() == [
        "Телефоны людей бот не хранит. Хотите написать методисту? Нажмите «Помощь»."
    ]


async def test_a_number_answers_the_only_draft_that_waits(world: World) -> None:
    """The draft asks for kilometres; a number typed after a reminder is its answer."""
    svetlana = world.chat(1003)
    await _ask_for_km(svetlana)
    world.clock.jump(days=1, minutes=2)
    await world.tick()
    await svetlana.news()
    said = await svetlana.send("42")
    assert said[0] == OPENING
    assert said[1].split("\n")[-2] == "7. Километров: 42"


async def _ask_for_km(svetlana: Chat) -> None:
    """Begin a visit and put it aside at the question about kilometres."""
    await svetlana.send("Деревная, методпомощь, расставили фонд")
    await svetlana.press("Дополнить")
    await svetlana.press("Километров")
    await svetlana.press("Отложить")


async def test_a_number_with_two_drafts_waiting_is_asked_about(world: World) -> None:
    svetlana = world.chat(1003)
    await _ask_for_km(svetlana)
    await svetlana.send("/visit")
    await svetlana.press("Отложить")
    assert await svetlana.send("42") == [WORDS]


async def test_a_number_is_no_answer_where_no_number_is_asked(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Отложить")
    assert await svetlana.send("42") == [WORDS]


async def test_only_photos_go_to_a_recorded_visit(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.voice()
    mark = next(one.message_id for one in reversed(svetlana.screen) if not one.by_bot)
    await svetlana.forge(f"out.to:7:{mark}")
    assert svetlana.toast == (
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )


async def test_words_are_offered_to_the_question_in_hand(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Деревная")
    await svetlana.press("Методическая помощь")
    await svetlana.press("Готово")
    await svetlana.press("Отложить")
    assert await svetlana.send("Расставили фонд") == [WORDS]
    assert svetlana.buttons == [
        ["Ответ: Что сделано"],
        ["Новый выезд", "Вопрос в отдел"],
        ["Найти материал"],
        ["Новость для сайта"],
        ["Ничего"],
    ]
    said = await svetlana.press("Ответ: Что сделано")
    assert said[-1].split("\n")[7] == "6. Что сделано: Расставили фонд"


async def test_an_answer_to_a_draft_that_is_gone_is_refused(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Деревная")
    await svetlana.press("Методическая помощь")
    await svetlana.press("Готово")
    await svetlana.press("Отложить")
    await svetlana.send("Расставили фонд")
    async with world.db.write() as tx:
        await drafts.close(tx, 1, "deleted", NOW)
    await svetlana.press("Ответ: Что сделано")
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."


async def test_an_edited_message_corrects_its_answer(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Деревная")
    await svetlana.press("Методическая помощь")
    await svetlana.press("Готово")
    await svetlana.send("Растсавили фонд")
    said = await svetlana.edit("Расставили фонд")
    assert said[0] == "Ответ исправлен: Что сделано: Расставили фонд (было Растсавили фонд)."
    assert said[1].split("\n")[7] == "6. Что сделано: Расставили фонд"


async def test_an_edited_message_that_answered_nothing_is_asked_for_anew(world: World) -> None:
    hanna = world.chat(1009)
    await hanna.send("Нешта")
    assert await hanna.edit("Нешта іншае") == [
        (
            "Вы выправілі паведамленне, але яно не было адказам на пытанне. Адпраўце яго, "
            "калі ласка, нанава."
        )
    ]


async def test_a_sticker_is_asked_about(world: World) -> None:
    nina = world.chat(1005)
    world.telegram.updates.push("message", _sticker(1005))
    assert await nina.news() == [WORDS]


async def test_a_sticker_in_a_form_shows_the_question_again(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    world.telegram.updates.push("message", _sticker(1003))
    assert await svetlana.news() == [f"Выезд в библиотеку, 1 из 3\n{LIBRARY}"]


async def test_a_stranger_with_a_sticker_is_left_alone(world: World) -> None:
    stranger = world.chat(4444)
    world.telegram.updates.push("message", _sticker(stranger.user_id))
    await world.settled()
    assert stranger.screen == []


def _sticker(user_id: int) -> dict[str, object]:
    person = {"id": user_id, "is_bot": False, "first_name": "P"}
    return {
        "message_id": 90_001,
        "date": 1_790_000_000,
        "from": person,
        "chat": {"id": user_id, "type": "private", "first_name": "P"},
        "dice": {"emoji": "🎲", "value": 3},
    }


@pytest.mark.parametrize(
    ("user_id", "said"),
    [
        (1003, "Такой команды нет: /lang. Всё, что Вам открыто: /menu"),
        (1004, "Такой каманды няма: /lang. Усё, што Вам адкрыта: /menu"),
    ],
)
async def test_a_command_that_is_none_answers_nothing(
    world: World, user_id: int, said: str
) -> None:
    """Neither the question of a form nor one of a single line takes it for an answer."""
    chat = world.chat(user_id)
    await chat.send("/visit")
    assert await chat.send("/lang ru") == [said]
    assert await world.sql("SELECT answers FROM drafts WHERE answers LIKE '%/lang%'") == []
    await chat.forge("visit.remove:7")
    assert await chat.send("/lang") == [said]
    assert await world.sql("SELECT count(*) FROM visits WHERE removed_at IS NOT NULL") == [(0,)]


async def test_files_wait_when_another_question_is_opened(world: World) -> None:
    """They stand in «Мои дела» until their purpose is said; nothing has to be sent twice."""
    svetlana = world.chat(1003)
    await svetlana.album([None, None])
    await svetlana.wait_for("К чему это фото?")
    await svetlana.send("/visit")
    await svetlana.send("Деревная")
    said = await svetlana.send("/tasks")
    assert said[-1].split("\n")[2] == "2. Скажите, к чему файлы (2), присланные 15 октября."
    assert await svetlana.press("2") == [PHOTO]
    assert svetlana.buttons[-3:] == [["Вопрос в отдел"], ["Новость для сайта"], ["Ничего"]]
    await svetlana.press("К записанному выезду")
    said = await svetlana.press("Василевичи, 6 октября")
    assert "Фото: 2." in said[1].split("\n")
    assert await world.sql("SELECT mark FROM unplaced") == []
    said = await svetlana.send("/tasks")
    assert [line for line in said[-1].split("\n") if "файлы" in line] == []


async def test_files_wait_in_belarusian(world: World) -> None:
    """The button of the first question still knows its photo after the second one."""
    pavel = world.chat(1004)
    await pavel.photo()
    first = pavel.last.message_id
    await pavel.voice()
    said = await pavel.send("/tasks")
    assert said[0].split("\n")[1:3] == [
        "1. Скажыце, да чаго файлы (1), дасланыя 15 кастрычніка.",
        "2. Скажыце, да чаго файлы (1), дасланыя 15 кастрычніка.",
    ]
    mark = await world.sql("SELECT min(mark) FROM unplaced")
    await pavel.forge(f"out.do:visit:{mark[0][0]}", first)
    newest = "SELECT kind FROM files WHERE staff_id = 4 ORDER BY file_id DESC LIMIT 1"
    assert await world.sql(newest) == [("photo",)]
    assert await world.sql("SELECT json_extract(media, '$[0].kind') FROM unplaced") == [("voice",)]


async def test_files_of_others_and_those_settled_are_not_asked_about(world: World) -> None:
    svetlana, pavel = world.chat(1003), world.chat(1004)
    await pavel.send("/menu")
    await svetlana.photo()
    mark = (await world.sql("SELECT mark FROM unplaced"))[0][0]
    await pavel.forge(f"out.ask:{mark}")
    assert pavel.toast == "Гэта кнопка мінулага кроку. Цяпер Вы тут: галоўнае меню."
    await pavel.forge("out.ask:all")
    assert (
        pavel.toast
        == "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
    )
    await svetlana.press("Ничего")
    await svetlana.forge(f"out.ask:{mark}")
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."


async def test_a_late_photo_of_an_album_stays_with_the_others(world: World) -> None:
    """Another question was opened between the photos of one album."""
    svetlana = world.chat(1003)
    await svetlana.album([None, None])
    await svetlana.wait_for("К чему это фото?")
    await svetlana.send("/help")
    album = (await world.sql("SELECT album FROM unplaced"))[0][0]
    photo = {"file_id": "late", "file_unique_id": "l", "width": 9, "height": 9, "file_size": 9}
    sent = {name: value for name, value in _sticker(1003).items() if name != "dice"}
    world.telegram.updates.push("message", sent | {"photo": [photo], "media_group_id": album})
    await svetlana.wait_for("К чему это фото?")
    assert await world.sql("SELECT json_array_length(media) FROM unplaced") == [(3,)]


async def test_files_that_nobody_asks_for_go_after_a_month(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.photo()
    await world.tick()
    world.clock.jump(days=29)
    await world.tick()
    assert await world.sql("SELECT staff_id FROM unplaced") == [(3,)]
    world.clock.jump(days=2)
    await world.tick()
    assert await world.sql("SELECT staff_id FROM unplaced") == []
