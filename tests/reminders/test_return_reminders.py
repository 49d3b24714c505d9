"""A returned answer is reminded of by itself: who hears of it, when, and when it stops."""

from datetime import date

from reminded import days_pass, everybody
from world import World

from storage import campaigns, leaves, reviews

NOW = "2026-10-15T06:28:00Z"


async def others_are_settled(world: World) -> None:
    """Leave only returned sheets to remind of: nothing else waits for anybody."""
    everybody(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
        await tx.run("UPDATE rounds SET state = 'saved' WHERE state <> 'saved'")
        await tx.run("UPDATE drafts SET state = 'deleted' WHERE state = 'open'")
        await tx.run("UPDATE contests SET closes_on = '2026-01-31'")
        await tx.run("UPDATE plan_trips SET state = 'cancelled', reason = 'other'")
        await tx.run(
            "UPDATE campaign_units SET state = 'accepted', submission_id = 1 "
            "WHERE state = 'waiting'"
        )
    world.bot.services.network.forget()


async def returned(world: World, unit_id: int, question: str) -> None:
    """Return a question of a sheet at the world's moment."""
    now = world.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    async with world.db.write() as tx:
        found = await campaigns.of_unit(tx, unit_id)
        assert found is not None
        await reviews.write(tx, unit_id, question, "Сверьте с дневником", now=now, by=3)
        was = {one.remark_id: None for one in await reviews.written(tx, unit_id, 3)}
        await reviews.send_back(tx, found[0], was, now=now, by=3)


async def test_the_next_working_day_and_three_later(demo: World) -> None:
    """Elena works on the days of both her libraries; a second return begins anew."""
    await others_are_settled(demo)
    assert await days_pass(demo, "15.10", 14) == [
        "15.10 11:00 10: 1. Уточнить 1 ответ анкеты (Деревянчицы).",
        "20.10 11:00 10: 1. Уточнить 1 ответ анкеты (Деревянчицы).",
    ]
    elena = demo.chat(1010)
    await elena.start()
    await elena.forge("clarify.keep:1")
    await elena.send("Квитанции сданы в бухгалтерию")
    await returned(demo, 8, "visits")
    await returned(demo, 8, "loans")
    lines = await days_pass(demo, "29.10", 14)
    assert [line for line in lines if line[12:].startswith("10:")] == [
        "29.10 11:00 10: 1. Уточнить 2 ответа анкеты (Деревянчицы).",
        "03.11 11:00 10: 1. Уточнить 2 ответа анкеты (Деревянчицы).",
    ]
    assert await demo.sql(
        "SELECT return_no, step, due_on, state FROM reminders WHERE kind = 'clarify' "
        "ORDER BY return_no, due_on"
    ) == [
        (1, "draft_1", "2026-10-15", "sent"),
        (1, "draft_2", "2026-10-20", "sent"),
        (3, "draft_1", "2026-10-29", "sent"),
        (3, "draft_2", "2026-11-03", "sent"),
    ]


async def test_it_stops_with_the_answer_with_withdrawing_and_with_the_lock(demo: World) -> None:
    await others_are_settled(demo)
    svetlana, galina = demo.chat(1003), demo.chat(1006)
    await svetlana.start()
    await svetlana.forge("review.withdraw:8")
    await returned(demo, 2, "visits")
    await returned(demo, 7, "visits")
    await galina.start()
    await galina.forge("clarify.keep:2")
    await galina.send("Сверено, всё так")
    assert await days_pass(demo, "15.10", 2) == [
        "16.10 11:00 9: 1. Удакладніць 1 адказ анкеты (Сянькоўшчына)."
    ]
    async with demo.db.write() as tx:
        await campaigns.close(tx, 1, now=NOW, by=1)
    assert await days_pass(demo, "17.10", 12) == []


async def test_without_telegram_it_waits_for_who_has_entered_the_answers(demo: World) -> None:
    """And for whom somebody stands in, it is read by that colleague."""
    await others_are_settled(demo)
    async with demo.db.write() as tx:
        await tx.run("UPDATE remarks SET state = 'withdrawn', settled_at = ?", (NOW,))
        away = date(2026, 10, 15), date(2026, 10, 31)
        await leaves.add(tx, 9, *away, substitute_id=8, now=NOW, by=9)
    demo.bot.services.network.forget()
    await returned(demo, 10, "paid_fact")
    await returned(demo, 7, "visits")
    assert await days_pass(demo, "15.10", 7) == [
        "16.10 09:30 3: 1. Уточнить 1 ответ анкеты (Новодевятковичи).",
        "16.10 11:00 8: 1. За коллегу (Переплётова А. М.). Уточнить 1 ответ анкеты (Сеньковщина).",
        "20.10 09:30 3: 1. Уточнить 1 ответ анкеты (Новодевятковичи).",
        "21.10 11:00 8: 1. За коллегу (Переплётова А. М.). Уточнить 1 ответ анкеты (Сеньковщина).",
    ]
