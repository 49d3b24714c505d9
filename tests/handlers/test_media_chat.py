"""Files in a form: taken, refused by size or kind, albums with one reply, across a restart."""

from typing import Final

import pytest
from world import World

from bot.sandbox.driver import Chat

PARTS: Final = "Выезд в библиотеку, {step} из {step}\nФото: {count}. Добавить ещё?"


async def _at_the_card(chat: Chat) -> None:
    await chat.send("Деревная, методпомощь, расставили фонд")


async def test_a_photo_at_the_card_goes_to_the_photos(world: World) -> None:
    svetlana = world.chat(1003)
    await _at_the_card(svetlana)
    assert await svetlana.photo() == [PARTS.format(step=4, count=1)]
    await svetlana.press("Дальше")
    await svetlana.press("Сохранить")
    assert await world.sql("SELECT visit_id, file_id FROM visit_files") == [(12, 2)]


async def test_an_album_gets_one_reply(world: World) -> None:
    """Each photo is kept at once; one card comes after the last of them."""
    svetlana = world.chat(1003)
    await _at_the_card(svetlana)
    shown = len(svetlana.screen)
    assert await svetlana.album([None] * 5) == []
    await svetlana.wait_for("Фото: 5.")
    said = [one.text for one in svetlana.screen[shown:] if one.by_bot]
    assert said == [PARTS.format(step=8, count=5)]
    assert await world.sql("SELECT asked FROM drafts") != []


async def test_an_album_across_a_restart_and_a_late_part(world: World) -> None:
    """What came before the stop and what came after it are all there, each once."""
    svetlana = world.chat(1003)
    await _at_the_card(svetlana)
    await svetlana.album([None] * 3)
    await world.stop()
    await world.start()
    await svetlana.wait_for("Фото: 3.")
    assert await svetlana.photo() == [PARTS.format(step=7, count=4)]
    assert await world.sql("SELECT count(*) FROM files WHERE staff_id = 3") == [(4,)]


async def test_a_repeated_part_is_taken_once(world: World) -> None:
    svetlana = world.chat(1003)
    await _at_the_card(svetlana)
    await svetlana.photo()
    world.telegram.faults.add("redeliver", count=3)
    await svetlana.photo()
    await svetlana.send("Дальше")
    assert await world.sql("SELECT count(*) FROM files WHERE staff_id = 3") == [(2,)]


async def test_a_voice_message_answers_what_was_done(world: World) -> None:
    pavel = world.chat(1004)
    await pavel.send("/visit")
    await pavel.send("Дзераўная")
    await pavel.press("Метадычная дапамога")
    await pavel.press("Гатова")
    said = await pavel.voice()
    assert said[0].split("\n")[1] == "Праверце, калі ласка."


@pytest.mark.parametrize(
    ("user_id", "library", "said"),
    [
        (
            1003,
            "Деревная",
            "Файл здесь не подходит. Нажмите кнопку, пожалуйста.",
        ),
        (1004, "Дзераўная", "Файл тут не падыходзіць. Націсніце кнопку, калі ласка."),
    ],
)
async def test_a_file_that_is_no_answer_is_not_kept(
    world: World, user_id: int, library: str, said: str
) -> None:
    chat = world.chat(user_id)
    await chat.send("/visit")
    await chat.send(library)
    answer = await chat.photo()
    assert answer[0].split("\n")[0] == said
    assert await world.sql("SELECT count(*) FROM files WHERE kind = 'photo'") == [(0,)]


@pytest.mark.parametrize(
    ("user_id", "said"),
    [
        (
            1003,
            "Файл больше 20 МБ, Telegram его не передаст. Пришлите ссылку или фото поменьше.",
        ),
        (
            1004,
            "Файл большы за 20 МБ, Telegram яго не перадасць. Дашліце спасылку або меншае фота.",
        ),
    ],
)
async def test_a_file_over_the_limit_is_refused_by_its_size(
    world: World, user_id: int, said: str
) -> None:
    chat = world.chat(user_id)
    assert await chat.document("film.mp4", b"\0" * (20 * 1024 * 1024 + 1), "video/mp4") == [said]


async def test_a_picture_sent_as_a_file_is_a_photo(world: World) -> None:
    svetlana = world.chat(1003)
    await _at_the_card(svetlana)
    assert await svetlana.document("план.png", b"\x89PNG\r\n\x1a\n", "image/png") == [
        PARTS.format(step=4, count=1)
    ]


async def test_a_file_of_another_kind_reopens_its_question(world: World) -> None:
    """A PDF called a picture: the question is asked anew when its bytes have come."""
    svetlana = world.chat(1003)
    await _at_the_card(svetlana)
    said = await svetlana.document("скан.png", b"%PDF-1.7 page", "image/png")
    assert said[-2] == (
        "Файл пришёл не того вида, каким назван, и не открывается. "
        "Пришлите его, пожалуйста, ещё раз."
    )
    assert said[-1].split("\n")[-2:] == [
        "Пришлите фото, можно несколько сразу.",
        "Сейчас: приложено.",
    ]
    assert await svetlana.photo() == [PARTS.format(step=4, count=1)]


async def test_a_file_of_another_kind_in_a_saved_record_is_told_of(world: World) -> None:
    pavel = world.chat(1004)
    await pavel.document("скан.png", b"%PDF-1.7 page", "image/png")
    said = await pavel.press("Пытанне ў аддзел")
    assert said[0].split(" ")[0] == "Пытанне"
    await pavel.document("скан.png", b"%PDF-1.7 page", "image/png")
    await pavel.press("Да запісанага выезду")
    said = await pavel.press(pavel.buttons[0][0])
    assert said[-1] == (
        "Файл прыйшоў не таго віду, якім названы, і не адкрываецца. Дашліце яго, калі ласка, "
        "яшчэ раз."
    )


@pytest.mark.parametrize(
    ("user_id", "line", "said"),
    [
        (
            1003,
            "Жировичи, методпомощь, помогли",
            "Чтобы исправить ответ, напишите его номер. Чтобы закончить, нажмите «Сохранить».",
        ),
        (
            1004,
            "Жыровічы, метаддапамога, памаглі",
            "Каб выправіць адказ, напішыце яго нумар. Каб скончыць, націсніце «Захаваць».",
        ),
    ],
)
async def test_what_the_card_cannot_take_is_told_what_it_takes(
    world: World, user_id: int, line: str, said: str
) -> None:
    chat = world.chat(user_id)
    await chat.send("/visit")
    await chat.send(line)
    place = (await chat.location(53.0, 25.3))[-1]
    file = (await chat.document("plan.json", b"{}"))[-1]
    assert [place.splitlines()[0], file.splitlines()[0]] == [said, said]
