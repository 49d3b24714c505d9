"""The end of a judging: by itself after its last day, by hand, and opened again with a reason."""

from datetime import datetime

import pytest
from entered import MINSK
from handed import IMAGE, admitted, deals, handed, moment, scored, some_entries, started
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
LAST = datetime(2026, 12, 29, 23, 59, tzinfo=MINSK)
ENDED = (
    "Оценка завершена: «Создать новый образ»\n"
    "Последний день был 29 декабря. Поставлено оценок: 4 из 8.\n"
    "Ещё не оценено: Корешкова Г. Ф. (1 из 2), Редакторов И. Л. (0 из 3)."
)


async def _in_hand(world: World) -> None:
    await started(world, 1, 2, 3, 6, 14)
    await some_entries(world)
    await admitted(world, 1, 2, 3)
    await handed(world)
    await scored(world, 3, 1, 2, 3)
    await scored(world, 6, 1)
    for one in (1, 2, 3, 4, 6, 14):
        await world.chat(1000 + one).news()


async def test_it_ends_by_itself_when_its_last_day_is_over(world: World) -> None:
    """Not a minute before midnight, and once; who handed it over and the secretary hear it."""
    await _in_hand(world)
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run("UPDATE staff SET language = 'ru' WHERE staff_id = 4")
    world.bot.services.network.forget()  # type: ignore[union-attr]
    world.clock.set(LAST)
    await world.tick()
    assert (await moment(world))[0][0] is None
    said = [await world.chat(1000 + one).news() for one in (2, 4)]
    world.clock.jump(minutes=2)
    await world.tick()
    await world.tick()
    assert await moment(world) == [("2026-12-29T21:01:00Z", None, "2026-12-29")]
    said = [await world.chat(1000 + one).news() for one in (1, 2, 3, 4, 6, 14)]
    assert said == [[], [ENDED], [], [ENDED], [], []]
    assert world.chat(1004).buttons == [["Итоги", "Ход оценки"]]
    assert len(await world.sql("SELECT 1 FROM history WHERE action = 'judged'")) == 1


async def test_it_ends_once_though_the_bot_stood_still_over_midnight(world: World) -> None:
    await _in_hand(world)
    await world.stop()
    world.clock.set(datetime(2027, 1, 4, 9, 0, tzinfo=MINSK))
    await world.start()
    await world.tick()
    await world.stop()
    await world.start()
    await world.tick()
    assert (await moment(world))[0][:2] == ("2027-01-04T06:00:00Z", None)
    assert len(await world.sql("SELECT 1 FROM history WHERE action = 'judged'")) == 1
    assert len(await world.chat(1002).news()) == 1


async def test_a_last_day_that_was_moved_meanwhile_is_kept(world: World) -> None:
    """The tick asks again in its transaction: another process may have moved the day."""
    await _in_hand(world)
    world.clock.set(datetime(2026, 12, 30, 0, 1, tzinfo=MINSK))
    async with world.db.read() as reader:  # type: ignore[union-attr]
        await world.bot.services.network.fresh(reader)  # type: ignore[union-attr]
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run(
            "UPDATE contests SET judging_until_on = '2027-01-10' WHERE contest_id = ?", (IMAGE,)
        )
    await world.tick()
    assert await moment(world) == [(None, None, "2027-01-10")]


async def test_it_is_ended_by_hand_when_all_is_scored(world: World) -> None:
    await _in_hand(world)
    await scored(world, 6, 2)
    await scored(world, 14, 1, 2, 3)
    olga, igor = world.chat(1001), world.chat(1014)
    await olga.forge(f"judging.board:{IMAGE}")
    assert await olga.press("Завершить") == [
        (
            "Завершить оценку: «Создать новый образ»\n"
            "Все работы оценены.\n"
            "После этого баллы не изменить, итоги будут подсчитаны. Завершить?"
        )
    ]
    assert olga.buttons == [["Завершить", "Назад"]]
    said = await olga.press("Завершить")
    assert said[0].split("\n")[:3] == [
        "Оценка завершена. Баллы больше не меняются.",
        "Ход оценки: «Создать новый образ»",
        "Оценка завершена: баллы не меняются.",
    ]
    assert olga.buttons == [["Итоги", "Открыть снова"], ["К конкурсу"]]
    assert (await moment(world))[0][:2] == ("2026-12-16T07:00:00Z", 1)
    assert await olga.forge(f"judging.closed:{IMAGE}") == [
        "Это кнопка прошлого шага. Сейчас Вы здесь: оценка уже завершена."
    ]
    before = await world.sql("SELECT * FROM scores")
    await igor.forge("jury.ask:1")
    await igor.send("1 1 1 1 1 1")
    assert await world.sql("SELECT * FROM scores") == before


async def test_who_scores_neither_ends_the_judging_nor_opens_it_again(world: World) -> None:
    """Else a methodist of the jury reads the results in between and changes points afterwards."""
    await _in_hand(world)
    svetlana = world.chat(1003)
    refused = (
        "Вы ставите баллы в этом конкурсе, поэтому завершить оценку или открыть её снова может "
        "только коллега, который баллов не ставит. После последнего дня она завершится сама."
    )
    await svetlana.forge(f"judging.board:{IMAGE}")
    assert "Завершить оценку" not in [label for row in svetlana.buttons for label in row]
    for button in ("judging.close", "judging.closed"):
        assert (await svetlana.forge(f"{button}:{IMAGE}"), svetlana.toast) == ([], refused)
    assert (await moment(world))[0][:2] == (None, None)
    await world.chat(1001).forge(f"judging.closed:{IMAGE}")
    for button in (f"judging.reopen:{IMAGE}", f"judging.until:{IMAGE}:2026-12-30"):
        assert (await svetlana.forge(button), svetlana.toast) == ([], refused)
    assert (await moment(world))[0][:2] == ("2026-12-16T07:00:00Z", 1)


async def test_what_is_missing_is_said_before_in_belarusian(world: World) -> None:
    """An entry that nobody has scored is named: it gets no place."""
    await _in_hand(world)
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run("DELETE FROM scores WHERE entry_id = 3")
    pavel = world.chat(1004)
    await pavel.forge(f"judging.board:{IMAGE}")
    assert await pavel.press("Завяршыць") == [
        (
            "Завяршыць ацэнку: «Создать новый образ»\n"
            "Яшчэ не ацэнена: Анотава С. Ю. (2 з 3), Карашкова Г. Ф. (1 з 2), "
            "Рэдактараў І. Л. (0 з 3).\n"
            "Работы без ніводнай ацэнкі месца не атрымаюць: № 3.\n"
            "Пасля гэтага балы не змяніць, вынікі будуць падлічаны. Завяршыць?"
        )
    ]
    assert pavel.buttons == [["Усё ж завяршыць", "Назад"]]
    assert (await pavel.press("Усё ж завяршыць"))[0].split("\n")[0] == (
        "Ацэнка завершана. Балы больш не мяняюцца."
    )


async def test_it_is_opened_again_with_a_reason_until_a_new_day(world: World) -> None:
    """After the last day a new one is chosen, else it would end again at once."""
    await _in_hand(world)
    world.clock.set(datetime(2026, 12, 30, 9, 30, tzinfo=MINSK))
    await world.tick()
    olga, igor, marina = world.chat(1001), world.chat(1014), world.chat(1002)
    for chat in (igor, marina):
        await chat.news()
    before = await deals(world)
    await olga.forge(f"judging.board:{IMAGE}")
    await olga.press("Открыть снова")
    assert olga.buttons == [["До 31 декабря", "До 2 января"], ["До 6 января", "Назад"]]
    assert (await olga.press("До 2 января"))[0].split("\n")[1:] == [
        "До 2 января включительно.",
        "Почему? Напишите одной строкой: её прочитает жюри, и она сохранится.",
    ]
    said = await olga.send("Председатель не успел из-за болезни")
    assert said[0].split("\n")[:3] == [
        "Оценка снова открыта. Жюри отправлено сообщение.",
        "Ход оценки: «Создать новый образ»",
        "Баллы принимаются до 2 января, осталось 3 дня.",
    ]
    told = (
        "Оценка работ конкурса «Создать новый образ» снова открыта: до 2 января включительно.\n"
        "Почему: «Председатель не успел из-за болезни»"
    )
    assert [await igor.news(), await marina.news()] == [[told], [told]]
    assert igor.buttons == [["Оценить работы"]]
    await world.tick()
    assert (await moment(world), await deals(world)) == ([(None, None, "2027-01-02")], before)
    reasons = await world.sql("SELECT reason FROM history WHERE action = 'reopened'")
    assert reasons == [("Председатель не успел из-за болезни",)]


@pytest.mark.parametrize("data", ["2:2026-12-01", "2:x", "2", "99:2027-01-01"])
async def test_forged_days_open_nothing(world: World, data: str) -> None:
    await _in_hand(world)
    olga = world.chat(1001)
    await olga.forge(f"judging.closed:{IMAGE}")
    before = await moment(world)
    assert await olga.forge(f"judging.until:{data}") == []
    await olga.send("Причина есть")
    assert await moment(world) == before


async def test_published_results_stay(world: World) -> None:
    await _in_hand(world)
    olga = world.chat(1001)
    await olga.forge(f"judging.closed:{IMAGE}")
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run(
            "UPDATE contests SET published_at = '2026-12-17T07:00:00Z' WHERE contest_id = ?",
            (IMAGE,),
        )
    world.bot.services.network.forget()  # type: ignore[union-attr]
    assert await olga.forge(f"judging.reopen:{IMAGE}") == []
    assert olga.toast == "Итоги опубликованы: открыть оценку снова нельзя."
