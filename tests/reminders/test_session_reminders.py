"""Sessions of classes by the clock: the evening before, the morning, «Мои дела», a year."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from reminded import everybody
from taught import COMES, LYUDMILA, NINA, PAVEL, a_session
from world import MINSK, World

from storage import institution, leaves, school
from storage.records.school import ClassFields

YEAR = Path(__file__).with_name("a_school_year.txt")
NOW = "2026-01-01T06:00:00Z"
NIGHT = datetime(2026, 10, 15, 0, 0, tzinfo=MINSK)


async def quiet(world: World) -> None:
    """Leave out what else reminds."""
    everybody(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
        await tx.run("UPDATE rounds SET state = 'saved' WHERE state <> 'saved'")
        for name in ("spring_opens", "autumn_opens"):
            await institution.change(tx, name, "", now=NOW, by=15)
    world.bot.services.network.forget()


async def heard(world: World, moments: Sequence[datetime]) -> list[str]:
    """Let the clock strike at moments; return who was told what of a session."""
    rows = await world.sql("SELECT coalesce(max(outbox_id), 0) FROM outbox")
    last = int(str(rows[0][0]))
    for moment in moments:
        world.clock.set(moment)
        await world.bot.ticker.tick()
    await world.settled()
    rows = await world.sql(
        "SELECT created_at, chat_id, payload FROM outbox WHERE outbox_id > ? AND lane = 1 "
        "AND slot LIKE 'session:%' AND method = 'show' ORDER BY outbox_id",
        last,
    )
    return [_line(*row) for row in rows]


def _line(created_at: object, chat_id: object, payload: object) -> str:
    at = datetime.fromisoformat(str(created_at)).astimezone(MINSK)
    text = json.loads(str(payload))["text"].replace("<b>", "").replace("</b>", "").split("\n")
    said = [text[0], text[1].partition(": ")[2], text[2], text[-1]]
    return f"{at:%d.%m %H:%M} {int(str(chat_id)) - 1000}: {' | '.join(said)}"


def days(first: date, count: int, hours: Sequence[tuple[int, int]]) -> list[datetime]:
    return [
        datetime(one.year, one.month, one.day, hour, minute, tzinfo=MINSK)
        for one in (first + timedelta(days=n) for n in range(count))
        for hour, minute in hours
    ]


async def test_who_has_not_declined_is_reminded_twice(school: World) -> None:
    """Those who come, the silent and who teaches; not who declines, is away or out of reach."""
    await quiet(school)
    moments = days(date(2026, 10, 20), 3, [(7, 59), (8, 0), (9, 30), (18, 0)])
    topic = "«Читаем с телефона»."
    name = f"Напоминание: скоро занятие Вашего класса. | {topic} | 22 октября, 10:00-13:00"
    be = f"Напамін: хутка занятак Вашага класа. | {topic} | 22 кастрычніка, 10:00-13:00"
    soon, here = "скоро", "сегодня"
    comes, asks = "Ваш ответ: «Приду».", "Будете?"
    eve = [
        f"21.10 18:00 2: {name} | {asks}",
        f"21.10 18:00 3: {name} | {asks}",
        f"21.10 18:00 4: {be} | Вядзе: Кніжнік П. А.",
        f"21.10 18:00 5: {name} | {comes}",
        f"21.10 18:00 6: {name} | {comes}",
        f"21.10 18:00 7: {be} | Будзеце?",
        f"21.10 18:00 8: {name} | {asks}",
        f"21.10 18:00 9: {be} | Ваш адказ: «Прыйду».",
        f"21.10 18:00 12: {name} | {comes}",
    ]
    morning = [
        line.replace("21.10 18:00", "22.10 08:00").replace(soon, here).replace("хутка", "сёння")
        for line in eve
    ]
    async with school.db.write() as tx:  # a day off later, so that 8 hears nothing
        await leaves.add(
            tx, 8, date(2026, 10, 21), date(2026, 10, 22), now="2026-10-15T06:00:00Z", by=8
        )
    found = await heard(school, moments)
    without = [line for line in (*eve, *morning) if " 8: " not in line]
    assert sorted(found, key=_order) == sorted(without, key=_order)
    assert (
        await school.sql("SELECT 1 FROM reminders WHERE state = 'waiting' AND kind LIKE 's%'")
        == []
    )


def _order(line: str) -> tuple[str, int]:
    moment, _, person = line.partition(": ")[0].rpartition(" ")
    return moment, int(person)


async def test_what_is_moved_cancelled_or_declined_stops(school: World) -> None:
    await quiet(school)
    world = school
    other = await a_session(world, held_on=date(2026, 10, 22), begins_at="15:00", ends_at="17:00")
    await heard(world, days(date(2026, 10, 20), 1, [(9, 30)]))
    planned = "SELECT count(*) FROM reminders WHERE state = 'waiting' AND subject = ?"
    # Nine who are reached come, are silent or teach; Elena has declined one of the two.
    assert await world.sql(planned, "session:2") == [(18,)]
    assert await world.sql(planned, f"session:{other.session_id}") == [(20,)]
    nina = world.chat(NINA)
    await nina.send("/menu")
    await nina.forge(f"session.decline:{COMES}")
    pavel = world.chat(PAVEL)
    await pavel.send("/menu")
    await pavel.forge(f"session.drop:{other.session_id}:few")
    assert await heard(world, days(date(2026, 10, 21), 1, [(9, 30)])) == []
    assert await world.sql(planned, "session:2") == [(16,)]
    assert await world.sql(planned, f"session:{other.session_id}") == [(0,)]
    await nina.forge(f"session.come:{COMES}")
    assert " 5: " in "".join(await heard(world, days(date(2026, 10, 21), 1, [(18, 0)])))
    # A start after the session has begun says nothing any more.
    assert await heard(world, days(date(2026, 10, 22), 1, [(10, 1)])) == []


async def test_my_tasks_ask_who_is_silent_and_tell_who_comes(school: World) -> None:
    """Who is silent at once, a methodist three days before, who comes the day before."""
    await quiet(school)
    lyudmila, nina, pavel = (school.chat(one) for one in (LYUDMILA, NINA, PAVEL))
    ask = "1. Ответьте, будете ли на занятии: 22 октября, 10:00-13:00, «Читаем с телефона»."
    assert ask in (await lyudmila.send("/tasks"))[0].split("\n")
    await lyudmila.send("1")
    assert lyudmila.buttons[0] == ["Приду", "Не смогу"]
    assert "«Читаем с телефона»" not in "".join(await nina.send("/tasks"))
    digests = await heard_of_tasks(
        school, days(date(2026, 10, 19), 1, [(9, 30), (10, 0), (11, 0)])
    )
    assert digests == [2, 3, 8]  # 7 is away, 11 and 13 have no Telegram
    waits = "1. Занятак 22 кастрычніка, «Читаем с телефона», яшчэ не адказалі: 6."
    assert waits in (await pavel.send("/tasks"))[0].split("\n")
    await pavel.send("1")
    assert pavel.buttons[-1] == ["Яшчэ (1 з 2)", "Назад"]
    school.clock.jump(days=2)
    line = "1. Занятие Вашего класса: 22 октября, 10:00-13:00, «Читаем с телефона»."
    assert line in (await nina.send("/tasks"))[0].split("\n")
    assert "1. Вы ведзяце занятак: 22 кастрычніка, 10:00-13:00, «Читаем с телефона»." in (
        await pavel.send("/tasks")
    )[0].split("\n")


async def heard_of_tasks(world: World, moments: Sequence[datetime]) -> list[int]:
    """Return who gets a digest at moments."""
    rows = await world.sql("SELECT coalesce(max(outbox_id), 0) FROM outbox")
    for moment in moments:
        world.clock.set(moment)
        await world.bot.ticker.tick()
    await world.settled()
    found = await world.sql(
        "SELECT DISTINCT chat_id - 1000 FROM outbox WHERE outbox_id > ? AND slot = 'tasks' "
        "ORDER BY 1",
        rows[0][0],
    )
    return [int(str(row[0])) for row in found]


async def test_a_year_of_a_class(world: World) -> None:
    """Once a month, on other weekdays and hours, in snow and holidays: the table is compared."""
    await quiet(world)
    async with world.db.write() as tx:
        new = ClassFields(title="Азы", year=2026, teacher_id=4)
        key = await school_class(tx, new)
        await leaves.add(tx, 9, date(2026, 7, 1), date(2026, 7, 31), now=NOW, by=9)
    held = []
    for month, day, begins in (
        (1, 8, "10:00"), (2, 16, "14:00"), (3, 9, "09:00"), (4, 22, "08:00"), (5, 11, "11:00"),
        (6, 25, "07:30"), (7, 2, "10:00"), (8, 31, "12:00"), (9, 17, "18:30"), (10, 26, "10:00"),
        (11, 9, "10:00"), (12, 28, "10:00"),
    ):  # fmt: skip
        on = date(2026, month, day)
        end = f"{int(begins[:2]) + 1:02}{begins[2:]}"
        await a_session(world, class_id=key, held_on=on, begins_at=begins, ends_at=end)
        held.append(on)
    async with world.db.write() as tx:
        await tx.run("UPDATE sessions SET announced_at = ?", (NOW,))
    said: list[str] = []
    for on in held:
        before = [on - timedelta(days=n) for n in range(4, -1, -1)]
        hours = [(8, 0), (9, 0), (9, 30), (18, 0)]
        said += await heard(world, [one for day in before for one in days(day, 1, hours)])
    rows = [line for line in YEAR.read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert said == rows


async def school_class(tx: school.Tx, new: ClassFields) -> int:
    key = await school.add_class(tx, new, now=NOW, by=3)
    await school.join(tx, key, (5, 9), date(2026, 1, 1), now=NOW, by=3)
    return key
