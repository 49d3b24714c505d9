"""What a juror must not open: others' entries, their own library's, a closed jury, forgeries.

Each is refused kindly, shows nothing of the entry and changes nothing.
"""

from datetime import UTC, datetime

import pytest
from entered import an_entry
from juried import GALINA, IGOR, MARINA, change, fresh, handed, scores, sent_to
from world import World

from bot.sandbox.driver import Chat
from storage import contests, entries, judging

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
CLOSED = "Оценка завершена: баллы можно только смотреть. Нужна правка? Напишите в отдел."
GONE = "Эта работа больше не участвует в конкурсе: оценивать её не нужно."
NOT_HANDED = "Работы ещё не переданы жюри. Когда их передадут, придёт сообщение."
# Every button about an entry; 7 is the first criterion of contest 2.
ABOUT_ENTRY = (
    "jury.open:{}", "jury.ask:{}", "jury.one:{}", "jury.one:{}:1",
    "jury.put:{}:7:5", "jury.remark:{}", "jury.plain:{}", "jury.concern:{}",
    "jury.concerned:{}", "jury.free:{}", "jury.skip:{}",
)  # fmt: skip
CHANGING = (
    "jury.one:{}", "jury.put:{}:7:5", "jury.remark:{}", "jury.plain:{}", "jury.concern:{}",
    "jury.concerned:{}", "jury.free:{}",
)  # fmt: skip


async def _kept(world: World) -> list[list[tuple[object, ...]]]:
    """Read everything that a juror can change."""
    tables = ("scores", "judgements", "deals", "clean_files", "history")
    return [await world.sql(f"SELECT * FROM {table}") for table in tables]


async def _refused(
    world: World, chat: Chat, data: tuple[str, ...], key: int, toast: str = REFUSED
) -> None:
    """Press forged buttons: each is refused with `toast`, says nothing and changes nothing."""
    before = await _kept(world)
    for one in data:
        assert await chat.forge(one.format(key)) == [], one
        assert chat.toast == toast, one
    assert await _kept(world) == before


async def test_an_entry_that_is_not_dealt(world: World) -> None:
    """Also one of another contest, and one that is nowhere."""
    galina = world.chat(1006)
    await galina.start()
    await handed(world, (IGOR,))
    other = await an_entry(world, 1)
    for key in (1, 2, 99):
        await _refused(world, galina, ABOUT_ENTRY, key)
    await _refused(world, galina, ABOUT_ENTRY, other, NOT_HANDED)
    assert "Вам пока не передано ни одной работы." in (await galina.send("/score"))[0]


@pytest.mark.parametrize("concern", ["library", "author", "co-author"])
async def test_an_entry_of_ones_own_is_refused_even_if_dealt(world: World, concern: str) -> None:
    galina = world.chat(1006)
    await galina.start()
    await handed(world)
    statement = {
        "library": "UPDATE entries SET library_id = 2 WHERE entry_id = 1",
        "author": "UPDATE entries SET staff_id = 6 WHERE entry_id = 1",
        "co-author": "INSERT INTO entry_authors VALUES (1, 6)",
    }[concern]
    await change(world, statement)
    await _refused(world, galina, ABOUT_ENTRY, 1)
    [said] = await galina.send("/score")
    assert said.split("\n")[1:5:3] == [
        "Ваши работы: оценено 0 из 2, осталось: 2.",
        "2. № 3 «Уголок под липой»: не оценена",
    ]


@pytest.mark.parametrize("user_id", [1001, 1003, 1005, 1015, 1014, 1002])
async def test_who_is_not_of_the_jury(world: World, user_id: int) -> None:
    """Head, methodist, librarian, admin, a juror of other contests, the secretary."""
    chat = world.chat(user_id)
    await chat.start()
    await handed(world, (GALINA,))
    await change(world, "DELETE FROM contest_jurors WHERE contest_id = 2 AND staff_id IN (3, 14)")
    await _refused(world, chat, ABOUT_ENTRY, 1)
    await _refused(world, chat, ("jury.contest:{}", "jury.table:{}"), 2)


async def test_the_secretary_keeps_the_protocol_and_scores_nothing(world: World) -> None:
    marina = world.chat(1002)
    await handed(world, (IGOR, MARINA))
    assert await marina.send("/score") == [
        (
            "Вы секретарь жюри: ведёте протокол и баллов не ставите. Итоги появятся здесь, когда "
            "оценка завершится.\n"
            "«Каникулы в библиотеке»: работы ещё не переданы жюри.\n"
            "«Создать новый образ»: жюри оценивает.\n"
            "«Мы в газете, газета о нас»: работы ещё не переданы жюри."
        )
    ]
    await _refused(world, marina, ABOUT_ENTRY, 1)
    await change(world, "UPDATE contests SET judged_at = '2026-10-15T07:00:00Z' "
                        "WHERE contest_id = 2")  # fmt: skip
    await marina.send("/score")
    assert marina.buttons == [["Итоги: Создать новый образ"]]
    assert (await marina.press("Итоги: Создать новый образ"))[0].startswith("Итоги")
    await marina.forge("jury.rules:2")
    assert marina.last.text.split("\n")[:2] == [
        "Положение: «Создать новый образ»",
        "Вы секретарь жюри: ведёте протокол, баллов не ставите.",
    ]


async def test_a_contest_that_is_not_announced(world: World) -> None:
    igor = world.chat(1014)
    await igor.start()
    await handed(world)
    await change(world, "UPDATE contests SET announced_at = NULL WHERE contest_id = 2")
    await _refused(world, igor, ABOUT_ENTRY, 1)
    await _refused(world, igor, ("jury.contest:{}", "jury.table:{}", "jury.rules:{}"), 2)


async def test_who_is_taken_out_of_the_jury(world: World) -> None:
    """Old buttons, the question that waits for points, the list: all are closed."""
    igor = world.chat(1014)
    await handed(world)
    await igor.send("/score")
    await igor.press("1")
    await igor.send("8 9 7 10 4 5")
    await igor.press("Другие баллы")
    assert world.db is not None
    async with world.db.write() as tx:
        held = {one.contest_id: one for one in await contests.known(tx)}[2]
        await contests.drop_juror(tx, held, IGOR, now="2026-10-15T07:00:00Z", by=MARINA)
    await fresh(world)
    before = await scores(world)
    assert await igor.send("1 1 1 1 1 1") == [REFUSED]
    assert await scores(world) == before
    await _refused(world, igor, ABOUT_ENTRY, 1)
    await _refused(world, igor, ("jury.contest:{}", "jury.table:{}", "jury.rules:{}"), 2)


async def test_an_entry_that_left_the_contest(world: World) -> None:
    """Withdrawn or returned after it was dealt: kindly said, in both languages."""
    igor, pavel = world.chat(1014), world.chat(1004)
    await change(world, "INSERT INTO contest_jurors VALUES (2, 4, 'juror')")
    await handed(world, (IGOR, 4))
    await igor.send("/score")
    await igor.press("1")
    await pavel.start()
    assert world.db is not None
    async with world.db.write() as tx:
        await entries.withdraw(tx, 1, now="2026-10-15T07:00:00Z", by=MARINA)
        await entries.give_back(tx, 2, "Добавьте фото до обновления", now="2026", by=MARINA)
    assert await igor.send("8 9 7 10 4 5") == [GONE]
    for key in (1, 2):
        await _refused(world, igor, ABOUT_ENTRY, key, GONE)
    await pavel.forge("jury.open:1")
    assert pavel.toast == ("Гэта работа больш не ўдзельнічае ў конкурсе: ацэньваць яе не трэба.")


@pytest.mark.parametrize("how", ["closed", "time"])
async def test_after_closing_points_are_only_read(world: World, how: str) -> None:
    """Closed by the department, or its last day is over; the last day itself still counts."""
    igor = world.chat(1014)
    await handed(world)
    await igor.send("/score")
    await igor.press("1")
    if how == "closed":
        await igor.send("8 9 7 10 4 5")
        await igor.press("Без замечания")
        await change(world, "UPDATE contests SET judged_at = '2026-10-15T07:00:00Z' "
                            "WHERE contest_id = 2")  # fmt: skip
    else:
        world.clock.set(datetime(2026, 12, 29, 20, 50, tzinfo=UTC))  # 23:50 in Minsk
        assert len(await igor.send("8 9 7 10 4 5")) == 1
        world.clock.jump(minutes=15)
    before = await scores(world)
    assert len(before) == 6
    await _refused(world, igor, CHANGING, 1, CLOSED)
    assert (await igor.forge("jury.ask:1")) == [
        (
            "Работа 1 из 3: «Стенд без пыли»\n"
            "1) эстетика: 8\n"
            "2) удобство и безопасность: 9\n"
            "3) оригинальность: 7\n"
            "4) содержание, связь с книгой: 10\n"
            "5) использование подручных средств: 4\n"
            "6) национальный колорит: 5\n"
            "Сумма: 43.\n"
            f"{CLOSED}"
        )
    ]
    assert igor.buttons == [["Показать работу", "Мои оценки"]]
    [said] = await igor.press("Мои оценки")
    assert said.split("\n")[-1] == "Оценка завершена: баллы можно только смотреть."
    assert igor.buttons == [["1", "2", "3"], ["К списку", "Положение"]]
    assert await scores(world) == before


async def test_a_typed_line_after_closing_is_not_taken(world: World) -> None:
    igor = world.chat(1014)
    await handed(world)
    await igor.send("/score")
    await igor.press("1")
    await change(world, "UPDATE contests SET judged_at = '2026' WHERE contest_id = 2")
    assert await igor.send("8 9 7 10 4 5") == [CLOSED]
    assert await scores(world) == []


async def test_forged_points_are_refused(world: World) -> None:
    """Above the limit, of another contest's criterion, a place that there is not."""
    igor = world.chat(1014)
    await igor.start()
    await handed(world)
    forged = (
        "jury.put:{}:7:11", "jury.put:{}:11:6", "jury.put:{}:1:5", "jury.put:{}:99:5",
        "jury.put:{}:7:-1", "jury.put:{}:7", "jury.one:{}:6", "jury.one:{}:x", "jury.open:x",
        "jury.put:{}:7:99999999999999999999",
    )  # fmt: skip
    await _refused(world, igor, forged, 1)
    assert await scores(world) == []


async def test_nobody_learns_of_others_points(world: World) -> None:
    """Not their points, sums, remarks, nor how many have scored: in all that is said to one."""
    igor, galina = world.chat(1014), world.chat(1006)
    await handed(world)
    await igor.send("/score")
    await igor.press("1")
    await igor.send("9 8 9 10 5 4")
    await igor.send("Замечание председателя")
    await galina.send("/score")
    await galina.press("1")
    for data in ("jury.contest:2", "jury.table:2", "jury.ask:1", "jury.one:1", "jury.rules:2",
                 "jury.remark:1", "jury.skip:1"):  # fmt: skip
        await galina.forge(data)
    await galina.send("5 5 5 5 5 5")
    await galina.press("Без замечания")
    await galina.send("/scores")
    told = " ".join(str(call["params"]) for call in sent_to(world, 1006))
    assert "Стенд без пыли" in told
    for secret in ("45", "9 8 9 10 5 4", "Замечание председателя", "Редакторов"):
        assert secret not in told
    assert {row[1] for row in await scores(world)} == {IGOR, GALINA}


async def test_the_same_press_twice_changes_nothing_more(world: World) -> None:
    """An old keypad far up the chat puts the same points again, and asks on."""
    igor = world.chat(1014)
    await handed(world)
    await igor.send("/score")
    await igor.press("1")
    await igor.press("Ставить по одному")
    for _ in range(2):
        await igor.forge("jury.put:1:7:5")
    assert await scores(world) == [(1, IGOR, 1, 5)]
    assert await world.sql("SELECT count(*) FROM history WHERE subject = 'judgements'") == [(1,)]
    await igor.forge("jury.concerned:1")
    await igor.forge("jury.concerned:1")
    assert igor.toast == REFUSED
    for _ in range(2):
        await igor.forge("jury.free:1")
    assert await judging_of(world) == [(1, IGOR), (2, IGOR), (3, IGOR)]


async def judging_of(world: World) -> list[tuple[int, int]]:
    """Return what is dealt to Igor."""
    assert world.db is not None
    async with world.db.read() as db:
        return [pair for pair in await judging.dealt(db, 2) if pair[1] == IGOR]
