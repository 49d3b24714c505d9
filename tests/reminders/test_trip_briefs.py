"""The evening before a trip and its morning: who, where, when, and what to check there."""

from datetime import date

import pytest
from monitored import everybody as people_of
from reminded import at
from world import World

from storage import campaigns, drafts, institution, leaves, questions, recommendations, visit_plan
from storage.drafts import NewDraft
from storage.records.visits import NewRecommendation

NOW = "2026-10-12T06:00:00Z"


async def planned(
    world: World,
    *travellers: int,
    on: date = date(2026, 10, 20),
    now: str = NOW,
    libraries: tuple[int, ...] = (3, 12),
) -> int:
    people_of(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
        await tx.run("UPDATE rounds SET state = 'saved' WHERE state <> 'saved'")
        return await visit_plan.add_trip(
            tx, on, travellers or (3,), libraries, now=now, by=3, leaves_at="09:00"
        )


async def troubled(world: World) -> None:
    """Let Derevnaya owe, say and ask more than fits in one message."""
    async with world.db.write() as tx:
        await tx.run("DELETE FROM recommendations")
        for text, deadline in (("Обновить стенд", date(2026, 10, 1)), ("Сверить учёт", None)):
            new = NewRecommendation(recommendation=text, responsible_id=5, deadline_on=deadline)
            await recommendations.add(tx, 1, new, now=NOW, by=3)
        await tx.run("UPDATE visits SET library_id = 3 WHERE visit_id = 1")
        await questions.ask(tx, 5, "Где взять журнал учёта?", [], now=NOW)


async def answered(world: World, **answers: str) -> None:
    """Let Derevnaya have answered the monitoring of October."""
    async with world.db.write() as tx:
        [(unit_id, campaign_id)] = [
            (row[0], row[1])
            for row in await tx.all(
                "SELECT unit_id, campaign_id FROM campaign_units WHERE library_id = 3 "
                "ORDER BY campaign_id DESC LIMIT 1"
            )
        ]
        new = NewDraft(5, 5, "chat", "monitoring", "v1", {}, "{}", training=False)
        draft = await drafts.begin(tx, new, NOW)
        submission = await drafts.submit(tx, draft, answers, NOW)
        await drafts.close(tx, draft.draft_id, "saved", NOW)
        await tx.run(
            "UPDATE campaign_units SET submission_id = ?, state = 'sent', sent_at = ? "
            "WHERE unit_id = ?",
            (submission, NOW, unit_id),
        )
        assert await campaigns.by_id(tx, campaign_id) is not None


async def strike(world: World, day: str, hour: str) -> None:
    world.clock.set(at(day, hour))
    await world.tick()


def about_trips(said: list[str]) -> list[str]:
    return [one for one in said if one.startswith(("Поездка", "Паездка"))]


async def test_the_evening_before(demo: World) -> None:
    """Short in one message, the rest behind a button; once, whatever restarts."""
    await planned(demo)
    await troubled(demo)
    await answered(
        demo, premises="repair", premises_note="Течёт крыша", internet="yes", help="Нужна лестница"
    )
    svetlana = demo.chat(1003)
    await strike(demo, "19.10", "17:59")
    assert about_trips(await svetlana.news()) == []
    await strike(demo, "19.10", "18:00")
    await demo.stop()
    await demo.start()
    await demo.tick()
    assert about_trips(await svetlana.news()) == [
        (
            "Поездка 20 октября\n"
            "1. Деревная (11:00-14:00, 15:00-18:00)\n"
            "2. Павлово\n"
            "Кто едет: Аннотова С. Ю.\n"
            "Отправление: 9:00.\n"
            "⚠ Закрыто в этот день: Павлово.\n"
            "Что проверить\n"
            "Деревная\n"
            "• Рекомендация, просрочена с 1 октября: Обновить стенд\n"
            "• Рекомендация: Сверить учёт\n"
            "• Помещение (мониторинг): Нужен ремонт. Течёт крыша\n"
            "• и ещё 2\n"
            "Павлово: открытых рекомендаций и вопросов нет."
        )
    ]
    assert svetlana.buttons == [["Деревная: всё"], ["Открыть поездку"]]
    assert await svetlana.press("Деревная: всё") == [
        (
            "Деревная\n"
            "• Рекомендация, просрочена с 1 октября: Обновить стенд\n"
            "• Рекомендация: Сверить учёт\n"
            "• Помещение (мониторинг): Нужен ремонт. Течёт крыша\n"
            "• Просили помочь (мониторинг): Нужна лестница\n"
            "• Вопрос № 1 (Закладкина Н. И.): Где взять журнал учёта?"
        )
    ]
    assert (await svetlana.press("Назад к поездке"))[0].split("\n")[0] == "Поездка 20 октября"


async def test_the_morning_of_the_trip(world: World) -> None:
    """A line of the one digest, whose button opens the same."""
    await planned(world, 3, 4)
    await troubled(world)
    svetlana, pavel = world.chat(1003), world.chat(1004)
    await strike(world, "20.10", "9:30")
    said = (await svetlana.news())[-1]
    assert said.split("\n")[0] == "Светлана Юрьевна, сегодня 20 октября."
    assert said.split("\n")[1] == (
        "1. Поездка 20 октября в 9:00: Деревная, Павлово. Проверить: 3. "
        "Кто едет: Аннотова С. Ю., Книжник П. А."
    )
    assert ["Что проверить"] in svetlana.buttons
    assert (await svetlana.press("Что проверить"))[0].split("\n")[6] == "Что проверить"
    assert (await pavel.news())[-1].split("\n")[1] == (
        "1. Паездка 20 кастрычніка, адпраўленне 9:00: Дзераўная, Паўлава. Праверыць: 3. "
        "Хто едзе: Анотава С. Ю., Кніжнік П. А."
    )
    assert (await pavel.press("1"))[0].split("\n")[-5:] == [
        "Дзераўная",
        "• Рэкамендацыя, пратэрмінавана з 1 кастрычніка: Обновить стенд",
        "• Рэкамендацыя: Сверить учёт",
        "• Пытанне № 1 (Закладкіна Н. І.): Где взять журнал учёта?",
        "Паўлава: адкрытых рэкамендацый і пытанняў няма.",
    ]


async def test_before_days_off_it_is_the_last_working_evening(world: World) -> None:
    """The department works on Saturdays, so that Monday's trip is told on Saturday."""
    await planned(world, on=date(2026, 10, 26))
    svetlana = world.chat(1003)
    await strike(world, "24.10", "18:00")
    assert [one.split("\n")[0] for one in about_trips(await svetlana.news())] == [
        "Поездка 26 октября"
    ]
    await strike(world, "25.10", "18:00")
    assert about_trips(await svetlana.news()) == []


@pytest.mark.parametrize("why", ["leave", "quiet", "later", "night"])
async def test_who_is_not_told_in_the_evening(world: World, why: str) -> None:
    """On leave, in quiet hours, a trip planned later than that, a bot that was away."""
    await planned(world, now="2026-10-19T15:30:00Z" if why == "later" else NOW)
    async with world.db.write() as tx:
        if why == "leave":
            await leaves.add(tx, 3, date(2026, 10, 20), date(2026, 10, 21), now=NOW, by=3)
        if why == "quiet":
            await institution.change(tx, "quiet_from", "17:30", now=NOW, by=15)
    world.bot.services.network.forget()
    await strike(world, "19.10", "21:00" if why == "night" else "18:40")
    assert about_trips(await world.chat(1003).news()) == []


async def test_a_librarian_who_goes_reads_only_who_and_where(world: World) -> None:
    """What libraries owe is not for other libraries."""
    await planned(world, 3, 6)
    await troubled(world)
    galina = world.chat(1006)
    await strike(world, "17.10", "12:00")
    await galina.news()
    await strike(world, "17.10", "18:00")
    assert about_trips(await galina.news()) == [
        (
            "Поездка 20 октября\n"
            "1. Деревная (11:00-14:00, 15:00-18:00)\n"
            "2. Павлово\n"
            "Кто едет: Аннотова С. Ю., Корешкова Г. Ф.\n"
            "Отправление: 9:00.\n"
            "⚠ Закрыто в этот день: Павлово."
        )
    ]
    assert galina.buttons == [["Открыть поездку"]]
    assert await galina.forge("trip.place:1:3") == []
    assert galina.toast == (
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )


async def test_forged_places_are_refused(world: World) -> None:
    await planned(world)
    svetlana = world.chat(1003)
    await svetlana.send("/trips")
    for data in ("trip.place:1:99", "trip.place:1:5"):
        assert await svetlana.forge(data) == []
        assert svetlana.toast == (
            "Этой библиотеки в поездке уже нет или выезд записан. Откройте поездку заново: /trips"
        )
    for data in ("trip.place:1", "trip.check:9", "trip.check"):
        assert await svetlana.forge(data) == []
        assert svetlana.toast == (
            "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
        )
