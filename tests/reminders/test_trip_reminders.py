"""«Записать остальные?» at 17:00 and the next morning: who is asked, once, till answered."""

from datetime import date

import pytest
from reminded import at, everybody
from world import World

from storage import institution, leaves, visit_plan

NONE = "По плану 15 октября: Деревная, Озерница. Записано: 0 из 2. Записать выезды?"
BUTTONS = [["Записать", "Не ездили"], ["Напомнить завтра"]]
NOW = "2026-10-13T06:00:00Z"


async def planned(world: World, *travellers: int, on: date = date(2026, 10, 15)) -> int:
    """Plan a trip to Derevnaya and Ozernitsa; nothing else of the sample reminds."""
    everybody(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
        await tx.run("UPDATE rounds SET state = 'saved' WHERE state <> 'saved'")
        return await visit_plan.add_trip(
            tx, on, travellers or (3,), (3, 5), now=NOW, by=3, transport="bibliobus"
        )


async def strike(world: World, day: str, hour: str) -> None:
    world.clock.set(at(day, hour))
    await world.tick()


async def visit(chat, done: str = "Расставлен фонд") -> list[str]:
    """Answer what the form of a visit still asks."""
    await chat.press("Методическая помощь")
    await chat.press("Готово")
    await chat.send(done)
    return await chat.press("Сохранить")


async def test_the_trip_is_recorded_from_the_question(world: World) -> None:
    """The visit's form knows library, day, travellers, transport; then the rest is asked."""
    await planned(world, 3, 4)
    svetlana, pavel = world.chat(1003), world.chat(1004)
    await strike(world, "15.10", "16:59")
    assert [one for one in await svetlana.news() if "Записать выезды" in one] == []
    await pavel.news()
    await strike(world, "15.10", "17:00")
    assert await svetlana.news() == [NONE]
    assert svetlana.buttons == BUTTONS
    assert await pavel.news() == [
        "Паводле плана 15 кастрычніка: Дзераўная, Азярніца. Запісана: 0 з 2. Запісаць выезды?"
    ]
    assert pavel.buttons == [["Запісаць", "Не ездзілі"], ["Нагадаць заўтра"]]
    assert (await svetlana.press("Записать"))[-1].split("\n")[0] == "Выезд: Деревная, 2 из 3"
    assert (await visit(svetlana))[0].split("\n")[0] == (
        "Выезд записан. Библиотека: Деревная, 15 октября."
    )
    assert await world.sql(
        "SELECT v.library_id, v.visited_on, t.transport, count(*) FROM visits AS v "
        "JOIN trips AS t USING (trip_id) JOIN trip_travellers USING (trip_id) "
        "WHERE v.visited_on = '2026-10-15' GROUP BY v.visit_id"
    ) == [(3, "2026-10-15", "bibliobus", 2)]
    await pavel.press("Запісаць")
    await pavel.press("Адкласці")
    await strike(world, "15.10", "17:01")
    assert await pavel.forge("trip.due:1") == [
        (
            "Паводле плана 15 кастрычніка: Дзераўная, Азярніца. Запісана: 1 з 2. "
            "Запісаць астатнія?\n"
            "Засталося запісаць: Азярніца."
        )
    ]
    await svetlana.forge("trip.log:1")
    await visit(svetlana)
    await strike(world, "15.10", "17:05")
    assert await pavel.news() == [
        (
            "Паводле плана 15 кастрычніка: Дзераўная, Азярніца. Усё запісана.\n"
            "Адказ ужо ёсць: Анотава С. Ю."
        )
    ]
    await strike(world, "16.10", "12:00")
    assert [one for one in await pavel.news() if "плана" in one] == []


async def test_nobody_is_asked_twice_whatever_restarts(world: World) -> None:
    """One message at 17:00, one line in the next morning's digest."""
    await planned(world)
    svetlana = world.chat(1003)
    for hour in ("17:00", "17:01", "17:30", "19:00"):
        await strike(world, "15.10", hour)
        await world.stop()
        await world.start()
        await world.tick()
    assert await svetlana.news() == [NONE]
    await strike(world, "16.10", "9:30")
    await world.stop()
    await world.start()
    await world.tick()
    assert await svetlana.news() == [
        (
            "Светлана Юрьевна, сегодня 16 октября.\n"
            "1. По плану 15 октября: Деревная, Озерница. Записано: 0 из 2.\n"
            "Нажмите номер."
        )
    ]
    assert await svetlana.press("1") == [NONE]
    await strike(world, "19.10", "12:00")
    assert await svetlana.news() == []


async def test_a_bot_that_was_away_asks_late_or_next_morning(world: World) -> None:
    """In the evening still; at night not any more."""
    await planned(world)
    svetlana = world.chat(1003)
    await strike(world, "15.10", "19:40")
    assert [one for one in await svetlana.news() if "Записать выезды" in one] == [NONE]
    async with world.db.write() as tx:
        await visit_plan.add_trip(tx, date(2026, 10, 20), (3,), (12,), now=NOW, by=3)
    await strike(world, "20.10", "21:00")
    assert await svetlana.news() == []
    await strike(world, "21.10", "9:30")
    assert (await svetlana.news())[-1].split("\n")[-2] == (
        "2. По плану 20 октября: Павлово. Записано: 0 из 1."
    )


async def test_remind_me_tomorrow(world: World) -> None:
    """It joins the next digest; for a Sunday that of Monday."""
    await planned(world, on=date(2026, 10, 16))
    svetlana = world.chat(1003)
    await strike(world, "16.10", "17:00")
    await svetlana.news()
    assert await svetlana.press("Напомнить завтра") == ["Напомню утром: 17 октября."]
    await strike(world, "17.10", "12:00")
    [said] = await svetlana.news()
    assert said.split("\n")[1] == "1. По плану 16 октября: Деревная, Озерница. Записано: 0 из 2."
    await svetlana.press("1")
    assert await svetlana.press("Напомнить завтра") == ["Напомню утром: 18 октября."]
    await strike(world, "18.10", "12:00")
    assert await svetlana.news() == []
    await strike(world, "19.10", "12:00")
    assert [one.split("\n")[1] for one in await svetlana.news()] == [said.split("\n")[1]]
    await strike(world, "20.10", "12:00")
    assert await svetlana.news() == []


async def test_who_did_not_go_says_why(world: World) -> None:
    """One library is moved, the other cancelled; the colleague's question says so."""
    await planned(world, 3, 4)
    svetlana, pavel = world.chat(1003), world.chat(1004)
    await strike(world, "15.10", "17:00")
    await svetlana.news()
    await pavel.news()
    assert await svetlana.press("Не ездили") == ["Поездка 15 октября: куда не ездили?"]
    assert svetlana.buttons == [
        ["Вся поездка", "Деревная"],
        ["Озерница", "Оставить так"],
    ]
    await svetlana.press("Деревная")
    await svetlana.press("Дороги")
    assert (await svetlana.press("20 октября"))[0].split("\n")[0] == (
        "Перенесено на 20 октября: Деревная."
    )
    await svetlana.forge("trip.off:1")
    await svetlana.press("Транспорт")
    await svetlana.press("Отменить совсем")
    await pavel.news()
    await strike(world, "15.10", "17:02")
    assert await pavel.news() == [
        "Паездка 15 кастрычніка скасавана: транспарт.\nАдказ ужо ёсць: Анотава С. Ю."
    ]
    assert pavel.last.buttons == []
    assert (await pavel.forge("trip.due:1"))[0].split("\n")[-1] == (
        "Паездка скасавана: транспарт."
    )
    assert await world.sql(
        "SELECT library_id, state, reason, plan_trip_id FROM plan_lines ORDER BY plan_line_id"
    ) == [(3, "planned", None, 2), (5, "cancelled", "transport", 1)]
    await strike(world, "16.10", "12:00")
    assert [one for one in await svetlana.news() if "По плану" in one] == []


async def test_a_moved_trip_is_asked_about_on_its_new_day(world: World) -> None:
    await planned(world, 3, 4)
    svetlana, pavel = world.chat(1003), world.chat(1004)
    await strike(world, "15.10", "17:00")
    await svetlana.news()
    await svetlana.press("Не ездили")
    await svetlana.press("Вся поездка")
    await svetlana.press("Другая работа")
    await svetlana.press("20 октября")
    await pavel.news()
    await strike(world, "15.10", "17:02")
    assert await pavel.news() == [
        "Паездка 15 кастрычніка перанесена на 20 кастрычніка.\nАдказ ужо ёсць: Анотава С. Ю."
    ]
    await strike(world, "20.10", "17:00")
    assert [one for one in await pavel.news() if "Паводле" in one] == [
        "Паводле плана 20 кастрычніка: Дзераўная, Азярніца. Запісана: 0 з 2. Запісаць выезды?"
    ]


@pytest.mark.parametrize("why", ["leave", "quiet", "librarian"])
async def test_who_is_not_asked(world: World, why: str) -> None:
    """Who was on leave, in quiet hours, and a traveller who records no visits."""
    await planned(world, 5 if why == "librarian" else 3, 4)
    async with world.db.write() as tx:
        if why == "leave":
            day = date(2026, 10, 15)
            await leaves.add(tx, 3, day, day, now=NOW, by=3)
        if why == "quiet":
            await institution.change(tx, "quiet_from", "16:30", now=NOW, by=15)
    world.bot.services.network.forget()
    await strike(world, "15.10", "17:00")
    chat = world.chat(1005 if why == "librarian" else 1003)
    assert [one for one in await chat.news() if "Записать выезды" in one] == []
    said = await world.chat(1004).news()
    assert any("Запісаць выезды" in one for one in said) == (why != "quiet")
    await strike(world, "16.10", "9:30")
    said = [one for one in await chat.news() if "По плану" in one]
    assert len(said) == (1 if why == "quiet" else 0)  # in the morning those who could not be asked


async def test_forged_and_early_presses_change_nothing(world: World) -> None:
    key = await planned(world, on=date(2026, 10, 20))
    svetlana, marina, nina = world.chat(1003), world.chat(1002), world.chat(1005)
    await svetlana.send("/trips")
    assert await svetlana.forge(f"trip.log:{key}") == []
    assert svetlana.toast == "Поездка ещё впереди: 20 октября."
    refused = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    for chat in (marina, nina):
        await chat.send("/trips")
        for data in (f"trip.log:{key}", f"trip.later:{key}", "trip.log:x", "trip.log"):
            assert await chat.forge(data) == []
            assert chat.toast == refused
    assert await world.sql("SELECT count(*) FROM drafts WHERE state = 'open'") == [(0,)]
    assert await world.sql("SELECT count(*) FROM plan_trip_questions") == [(0,)]


async def test_a_library_is_not_told_that_nobody_came(world: World) -> None:
    """Before the day it is; when the day is over its librarian only hears who comes."""
    await planned(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE plan_trips SET tells_libraries = 1")
    svetlana, nina = world.chat(1003), world.chat(1005)
    await strike(world, "15.10", "17:00")
    await svetlana.news()
    await nina.news()
    await svetlana.press("Не ездили")
    await svetlana.press("Деревная")
    await svetlana.press("Дороги")
    await svetlana.press("20 октября")
    assert await nina.news() == ["К Вам приедут 20 октября: Аннотова С. Ю."]
    await svetlana.forge("trip.drop:2:0:work")
    assert await nina.news() == [
        (
            "К Вам не приедут: 20 октября, выезд отменён или перенесён.\n"
            "Кто планирует: Аннотова С. Ю."
        )
    ]
    await svetlana.forge("trip.drop:1:0:work")
    assert await world.chat(1007).news() == []


async def test_a_begun_record_is_gone_on_with(world: World) -> None:
    """Pressed twice, «Записать» opens the same draft."""
    await planned(world)
    svetlana = world.chat(1003)
    await strike(world, "15.10", "17:00")
    await svetlana.news()
    await svetlana.press("Записать")
    await svetlana.press("Отложить")
    await svetlana.forge("trip.log:1")
    assert await world.sql("SELECT count(*) FROM drafts WHERE state = 'open'") == [(1,)]
