"""Albums of entries: one reply, parts that come late, twice and across a restart, the limit."""

import pytest
from world import World

from bot.sandbox.driver import Chat

LATE = "Пришёл ещё один файл Вашего альбома, всего: {count}."


async def _at_the_photos(chat: Chat) -> None:
    await chat.start()
    await chat.forge("entry.new:1")
    await chat.press("Осенние")
    for text in ("Каникулы с Колосом", "3", "41", "Читали"):
        await chat.send(text)


def the_album_goes_on(world: World) -> None:
    """Let the next files belong to the album of the last ones."""
    world.telegram._last_album_id -= 1


async def _photos(world: World) -> list[tuple[object, ...]]:
    await world.settled()
    return await world.sql(
        "SELECT json_extract(answers, '$.counts.photos'), (SELECT count(*) FROM "
        "json_each(answers, '$.values') WHERE key LIKE 'photos[%'), "
        "(SELECT count(*) FROM files WHERE staff_id = 5) "
        "FROM drafts WHERE entered_by = 5"
    )


async def test_an_album_of_ten_gets_one_reply(world: World) -> None:
    nina = world.chat(1005)
    await _at_the_photos(nina)
    shown = len(nina.screen)
    await nina.album([None] * 10)
    await nina.wait_for("Можно ли узнать людей на фото?")
    said = [one.text for one in nina.screen[shown:] if one.by_bot]
    assert said == ["Конкурс: каникулы, 16 из 16\nМожно ли узнать людей на фото?"]
    assert await _photos(world) == [(10, 10, 10)]


async def test_parts_that_come_late_join_their_album(world: World) -> None:
    """The person has gone on; the photos go to their place and the question stays."""
    nina = world.chat(1005)
    await _at_the_photos(nina)
    await nina.album([None] * 6)
    await nina.wait_for("Фото: 6.")
    await nina.press("Дальше")
    the_album_goes_on(world)
    await nina.album([None] * 2)
    late = await nina.wait_for(LATE.format(count=8))
    assert late.text == (
        "Пришёл ещё один файл Вашего альбома, всего: 8.\n"
        "Конкурс: каникулы, 14 из 14\n"
        "Можно ли узнать людей на фото?"
    )
    assert await _photos(world) == [(8, 8, 8)]
    the_album_goes_on(world)
    await nina.album([None] * 3)
    full = await nina.wait_for("Больше")
    assert full.text.split("\n")[0] == "Больше добавить нельзя, предел: 10."
    assert await _photos(world) == [(10, 10, 10)]


async def test_late_parts_in_belarusian(world: World) -> None:
    hanna = world.chat(1009)
    await hanna.start()
    await hanna.forge("entry.new:1")
    await hanna.press("Восеньскія")
    for text in ("Канікулы", "3", "41", "Чыталі"):
        await hanna.send(text)
    await hanna.album([None] * 3)
    await hanna.wait_for("Фота: 3.")
    await hanna.press("Далей")
    the_album_goes_on(world)
    await hanna.album([None] * 2)
    late = await hanna.wait_for("Прыйшоў яшчэ адзін файл Вашага альбома, усяго: 5.")
    assert late.text.split("\n")[1:] == [
        "Конкурс: канікулы, 11 з 11",
        "Ці можна пазнаць людзей на фота?",
    ]


async def test_late_photos_before_are_no_photos_after(world: World) -> None:
    """While the photos «после» are asked, a part of the album «до» goes to «до»."""
    nina = world.chat(1005)
    await nina.start()
    await nina.forge("entry.new:2")
    await nina.press("Снаружи")
    await nina.press("Фасад")
    await nina.send("Новый фасад")
    await nina.send("Покрасили")
    await nina.album([None] * 2)
    await nina.wait_for("Фото «до»: 2.")
    await nina.press("Дальше")
    the_album_goes_on(world)
    await nina.album([None] * 2)
    late = await nina.wait_for(LATE.format(count=4))
    assert late.text.split("\n")[1:3] == ["Конкурс: новый образ, 9 из 10", "Фото «после» 1"]
    assert await world.sql("SELECT json_extract(answers, '$.counts') FROM drafts") == [
        ('{"before":4,"after":1}',)
    ]


async def test_an_album_handed_over_twice_counts_once(world: World) -> None:
    nina = world.chat(1005)
    await _at_the_photos(nina)
    world.telegram.faults.add("redeliver", count=20)
    await nina.album([None] * 5)
    await nina.wait_for("Фото: 5.")
    assert await _photos(world) == [(5, 5, 5)]


@pytest.mark.parametrize("goes_on", [False, True])
async def test_an_album_across_a_restart(world: World, *, goes_on: bool) -> None:
    """What came before the stop and after it are one album; the place is in the database."""
    nina = world.chat(1005)
    await _at_the_photos(nina)
    await nina.album([None] * 5)
    if goes_on:
        await nina.wait_for("Фото: 5.")
        await nina.press("Дальше")
    await world.stop()
    await world.start()
    the_album_goes_on(world)
    await nina.album([None] * 3)
    await nina.wait_for("8." if goes_on else "Фото: 8.")
    assert await _photos(world) == [(8, 8, 8)]


async def test_a_photo_at_the_card_joins_the_only_album(world: World) -> None:
    nina = world.chat(1005)
    await _at_the_photos(nina)
    await nina.album([None] * 3)
    await nina.wait_for("Фото: 3.")
    await nina.press("Дальше")
    await nina.press("Нет")
    assert (await nina.photo())[0].split("\n")[-1] == "Фото: 4. Добавить ещё?"


async def test_a_film_over_the_limit_is_asked_for_by_link(world: World) -> None:
    """Said before sending (the photo question, the contest's card) and when it is refused."""
    nina = world.chat(1005)
    await _at_the_photos(nina)
    assert await nina.document("film.mp4", b"\0" * (20 * 1024 * 1024 + 1), "video/mp4") == [
        "Файл больше 20 МБ, Telegram его не передаст. Пришлите ссылку или фото поменьше."
    ]
    assert await world.sql("SELECT count(*) FROM files WHERE staff_id = 5") == [(0,)]
