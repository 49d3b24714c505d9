"""A year of the clock: who got which reminder when, as one table, compared whole.

The table is `a_year.txt`: a row is the moment, what is said, and to whom for which library; the
lines with # tell people what happens. A kind of task that is added later adds its rows there.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from entered import an_entry
from monitored import RU, answered
from reminded import everybody, said_by_itself
from walking import begin
from world import MINSK, World

from bot.clock import stamp
from bot.reminders.ticker import JOB
from storage import entries, institution, leaves, libraries, recommendations, visit_plan, visits
from storage import recommendation_moves as moves
from storage.recommendation_moves import Act
from storage.records.libraries import LibraryFields
from storage.records.visits import NewRecommendation, NewVisit

HOURS = ("9:30", "10:00", "11:00", "12:00", "21:00")  # when libraries open; nothing at night
ONCE = ("12:00",)  # in months without tasks: what is due in the morning comes by then
ABOUT = re.compile(r"^\d+\. (?P<before>.*)\((?P<library>[^)]*)\): (?P<after>.*)$")
NOW = "2026-01-01T06:00:00Z"
DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
YEAR = Path(__file__).with_name("a_year.txt")

AWAY = [
    "03.10 сб 09:30 | Анкета за 9 месяцев: срок 20 октября. | 2 Центральная",
    "03.10 сб 09:30 | Давно не были, библиотек 3: Новоселки, Большие Шиловичи, Павлово. | 2; 3",
    ("03.10 сб 09:30 | Даўно не былі, бібліятэк 3: Навасёлкі, Вялікія Шылавічы, Паўлава. | 4"),
    "03.10 сб 10:00 | Анкета за 9 месяцев: срок 20 октября. | 6 Жировичи; 12 Мижевичи",
    "03.10 сб 11:00 | Анкета за 9 месяцев: срок 20 октября. | 5 Деревная",
    "03.10 сб 11:00 | Анкета за 9 месяцаў: тэрмін 20 кастрычніка. | 7 Азярніца; 9 Сянькоўшчына",
    (
        "05.10 пн 10:00 | Анкета за 9 месяцев: срок 20 октября. | "
        "8 Василевичи; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
]
MIDDLE = [
    "01.10 чт 09:30 | Анкета за 9 месяцев: срок 30 октября. | 2 Центральная",
    "15.10 чт 09:30 | Анкета за 9 месяцев: срок 30 октября. | 2 Центральная",
]


def at(day: str, hour: str, zone: ZoneInfo = MINSK) -> datetime:
    """Return a local moment of 2026: «01.04», «9:30»."""
    return datetime.strptime(f"2026 {day} {hour}", "%Y %d.%m %H:%M").replace(tzinfo=zone)


def moments(first: str, days: int, hours: Sequence[str]) -> Iterator[datetime]:
    start = at(first, "0:00")
    for number in range(days):
        for hour in hours:
            yield at(f"{start + timedelta(days=number):%d.%m}", hour)


async def passed(world: World, first: str, days: int, hours: Sequence[str] = HOURS) -> list[str]:
    """Let the clock strike at the telling hours; return the rows of the table."""
    rows: list[str] = []
    last = await _last(world)
    for moment in moments(first, days, hours):
        if moment <= world.clock.now():
            continue
        world.clock.set(moment)
        assert world.bot is not None
        await world.bot.ticker.tick()
        said = await said_by_itself(world, last)
        last = said[-1][0] if said else last
        rows += table([line for _, line in said])
    return rows


async def _last(world: World) -> int:
    rows = await world.sql("SELECT coalesce(max(outbox_id), 0) FROM outbox")
    return int(str(rows[0][0]))


def table(said: list[str]) -> list[str]:
    """Put what was said at one moment in rows: one for each thing that is said."""
    found: dict[str, list[str]] = {}
    for line in said:
        moment, person, text = _parts(line)
        for part in text.split(" / "):
            what, library = _about(part.replace(" 2026 года", ""))
            found.setdefault(f"{moment} | {what}", []).append(f"{person} {library}".strip())
    return [f"{key} | {'; '.join(sorted(people, key=_number))}" for key, people in found.items()]


def _number(person: str) -> tuple[int, str]:
    return int(person.split(maxsplit=1)[0]), person


def _parts(line: str) -> tuple[str, str, str]:
    head, _, text = line.partition(": ")
    day, hour, person = head.split(maxsplit=2)
    return f"{day} {DAYS[at(day, hour).weekday()]} {hour}", person, text


def _about(part: str) -> tuple[str, str]:
    match = ABOUT.match(part)
    if match is None:
        return part.partition(". ")[2], ""
    return f"{match['before'].strip()}: {match['after']}", match["library"]


async def others_are_settled(world: World) -> None:
    """Leave out what visits and unfinished rounds remind of: their own tests tell it."""
    everybody(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
        await tx.run("UPDATE rounds SET state = 'saved' WHERE state <> 'saved'")
        await tx.run("UPDATE recommendations SET state = 'withdrawn'")
        await tx.run("DELETE FROM settings WHERE name = 'follow_recommendations'")
    world.bot.services.network.forget()


async def _set(world: World, **values: str) -> None:
    async with world.db.write() as tx:
        for name, value in values.items():
            await institution.change(tx, name, value, now=NOW, by=15)
    world.bot.services.network.forget()


async def _close(world: World, code: str, day: str | None) -> None:
    """Close a library on a day; None opens it again."""
    closed_on = at(day, "0:00").date() if day else None
    async with world.db.write() as tx:
        known = {one.code: one for one in await libraries.known(tx)}
        values = {name: getattr(known[code], name) for name in LibraryFields.__slots__}
        changed = LibraryFields(**values | {"closed_on": closed_on})
        await libraries.put(tx, [changed], now=NOW, by=15)
    world.bot.services.network.forget()


async def _spring(world: World) -> list[str]:
    """Nina answers on 10 April, Elena begins one of her two; Nina's sheet is returned at once."""
    rows = await passed(world, "01.04", 10)
    nina, elena = world.chat(1005), world.chat(1010)
    await nina.send("/questionnaire")
    await answered(nina)
    for words in ("Пропустить", "Пропустить", "Отправить"):
        await nina.send(words)
    await elena.send("/questionnaire")
    await elena.press("Деревянчицы")
    await answered(elena, list(RU)[:6])
    await elena.press("Отложить")
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("review.return:3:0")
    await svetlana.send("4 Сверьте с дневником")
    await svetlana.press("Отправить")
    rows += await passed(world, "11.04", 7)
    await nina.forge("clarify.keep:1")
    await nina.send("Сверено, всё так")
    return rows + await passed(world, "18.04", 13)


async def _end_campaign(world: World) -> None:
    """Let the head end the latest campaign, though not all have answered."""
    olga = world.chat(1001)
    await olga.send("/monitoring")
    for label in ("Сроки и история", "Закрыть мониторинг", "Да, закрыть"):
        await olga.press(label)


async def _holidays(world: World) -> list[str]:
    """Leave off a visit and a round on the evening before the first of May."""
    svetlana, nina = world.chat(1003), world.chat(1005)
    await svetlana.send("/visit")
    await svetlana.press("Деревная")
    await svetlana.press("Отложить")
    await begin(nina)
    for words in ("никого", "Ещё…", "Пауза"):
        await nina.send(words)
    rows = await passed(world, "01.05", 14)
    await nina.send("/tasks")
    await nina.press("1")
    await nina.press("Закончить обход")
    return rows


async def _trip(world: World) -> list[str]:
    """Svetlana and Pavel are to go on Monday; on Wednesday evening she says why they did not."""
    async with world.db.write() as tx:
        await visit_plan.add_trip(
            tx, at("14.09", "0:00").date(), (3, 4), (3, 5), now="2026-09-07T09:00:00Z", by=3,
            leaves_at="09:00",
        )  # fmt: skip
    evenings = (*HOURS[:-1], "17:00", "18:00", HOURS[-1])
    rows = await passed(world, "12.09", 3, evenings)
    await world.chat(1004).news()
    await world.chat(1004).press("Нагадаць заўтра")
    rows += await passed(world, "15.09", 2, evenings)
    svetlana = world.chat(1003)
    await svetlana.news()
    await svetlana.forge("trip.then:1:0:transport")
    await svetlana.press("Отменить совсем")
    return rows + await passed(world, "17.09", 2, evenings)


async def _autumn(world: World) -> list[str]:
    """Irina puts her round aside before a leave in which Lyudmila stands in for her."""
    rows = await passed(world, "01.10", 10)
    irina = world.chat(1007)
    await begin(irina, "Азярніца")
    for words in ("нікога", "Яшчэ…", "Паўза"):
        await irina.send(words)
    rows += await passed(world, "11.10", 5)
    await _contests(world)
    rows += await passed(world, "16.10", 7)
    await irina.send("/tasks")
    await irina.press("2")
    await irina.press("Скончыць абход")
    return rows


async def _contests(world: World) -> None:
    """Four libraries enter, one entry is returned, one withdrawn, one begun; Anna goes away."""
    now = stamp(world.clock.now())
    for library_id, staff_id in ((3, 5), (7, 9), (11, 12), (8, 10)):
        await an_entry(world, staff_id=staff_id, library_id=library_id, now=now)
    nina = world.chat(1005)
    await nina.forge("entry.new:2")
    await nina.press("Отложить")
    december = at("07.12", "0:00").date(), at("31.12", "0:00").date()
    async with world.db.write() as tx:
        await entries.give_back(tx, 3, "Добавьте, пожалуйста, фото", now=now, by=3)
        await entries.withdraw(tx, 4, now=now, by=10)
        await leaves.add(tx, 9, *december, substitute_id=8, now=now, by=9)
    world.bot.services.network.forget()


async def _summer(world: World) -> list[str]:
    """Three recommendations are given: never done, done in time, done by telephone and late."""
    nina, hanna, yadviga = [await _recommended(world, *one) for one in RECOMMENDED]
    rows = await passed(world, "15.05", 31, ONCE)
    await _moved(world, yadviga, moves.do, by=3, source="phone")
    await _moved(world, yadviga, moves.accept, by=3)
    rows += await passed(world, "15.06", 12, ONCE)
    await _moved(world, hanna, moves.do, by=9, source="chat")
    rows += await passed(world, "27.06", 2, ONCE)
    await _moved(world, hanna, moves.send_back, "Нет подписи", by=3)
    rows += await passed(world, "29.06", 4, ONCE)
    await _moved(world, hanna, moves.do, by=9, source="chat")
    await _moved(world, hanna, moves.accept, by=3)
    rows += await passed(world, "03.07", 8, ONCE)
    await _moved(world, nina, moves.withdraw, "Нет средств", by=3)
    rows += await passed(world, "11.07", 63, ONCE)
    rows += await _trip(world)
    return rows + await passed(world, "19.09", 12, ONCE)


RECOMMENDED = (  # library, who carries it out, by when
    (3, 5, date(2026, 6, 15)),
    (7, 9, date(2026, 7, 1)),
    (10, 11, date(2026, 6, 5)),
)


async def _recommended(world: World, library_id: int, staff_id: int, deadline: date) -> int:
    """Let Svetlana give a recommendation at a visit."""
    now = world.clock.now()
    new = NewRecommendation(
        recommendation="Обновить стенд", responsible_id=staff_id, deadline_on=deadline
    )
    visit = NewVisit(
        library_id=library_id, visited_on=now.date(), done="Фонд", staff_id=3, entered_by=3,
        recommendations=(new,),
    )  # fmt: skip
    async with world.db.write() as tx:
        saved = await visits.save(tx, visit, now=stamp(now))
        [given] = await recommendations.of_visit(tx, saved.visit_id)
    return given.recommendation_id


async def _moved(world: World, key: int, move: Any, *said: str, by: int, **how: str) -> None:
    now = world.clock.now()
    async with world.db.write() as tx:
        item = await recommendations.by_id(tx, key)
        await move(tx, item, *said, Act(by, stamp(now), now.date()), **how)


async def _a_year(world: World) -> list[str]:
    """Zhirovichi is closed for repairs in autumn; the quiet months are looked at once a day."""
    world.clock.set(at("01.01", "0:00"))
    rows = await passed(world, "01.01", 90, ONCE)
    rows += await _spring(world)
    await _end_campaign(world)
    rows += await _holidays(world)
    await _close(world, "SL-02", "01.09")
    rows += await _summer(world)
    rows += await _autumn(world)
    rows += await passed(world, "23.10", 9)
    await _end_campaign(world)
    await _close(world, "SL-02", None)
    return rows + await passed(world, "01.11", 61)


async def test_a_year_of_the_clock(world: World) -> None:
    """Campaigns, contests, what is left off; holidays, weekends, leaves, two libraries of one."""
    await others_are_settled(world)
    lines = YEAR.read_text("utf-8").splitlines()
    assert await _a_year(world) == [line for line in lines if line and line[0] != "#"]


async def test_two_days_away_over_the_opening_day(world: World) -> None:
    """The campaign opens on the return; each is told once, on the next day that they work."""
    await others_are_settled(world)
    world.clock.set(at("29.09", "12:00"))
    assert await passed(world, "29.09", 1) == []
    await world.stop()
    world.clock.set(at("02.10", "21:30"))
    await world.start()
    assert await passed(world, "02.10", 10) == AWAY
    assert await world.sql("SELECT period, opens_on FROM campaigns") == [("2026-10", "2026-10-01")]


async def test_the_middle_step_is_off_by_default(world: World) -> None:
    await others_are_settled(world)
    await _set(world, monitoring_middle="yes", autumn_opens="1.10", autumn_closes="30.10")
    world.clock.set(at("01.10", "0:00"))
    rows = await passed(world, "01.10", 26)
    assert [row for row in rows if "2 Центральная" in row] == MIDDLE


async def test_daylight_saving_moves_no_digest(world: World) -> None:
    """Summer time ends in Warsaw on 25 October: 9:30 stays 9:30, in Minsk as well."""
    for zone, hours in ((ZoneInfo("Europe/Warsaw"), ("07:30", "08:30")), (MINSK, ("06:30",) * 2)):
        world.clock.zone = zone
        assert await _in_utc(world, zone) == [f"2026-10-20T{hours[0]}", f"2026-10-29T{hours[1]}"]


async def _in_utc(world: World, zone: ZoneInfo) -> list[str]:
    """Return when the deputy's digests of a campaign of 20 to 30 October came."""
    await others_are_settled(world)
    async with world.db.write() as tx:
        for table in ("reminders", "outbox", "campaign_units", "campaigns"):
            await tx.run(f"DELETE FROM {table}")
    await _set(world, autumn_opens="20.10", autumn_closes="30.10")
    for day in (20, 29):
        for minute in (0, 29, 30):
            world.clock.set(at(f"{day}.10", f"9:{minute:02}", zone))
            await world.tick()
    rows = await world.sql(
        "SELECT substr(created_at, 1, 16) FROM outbox WHERE chat_id = 1002 ORDER BY outbox_id"
    )
    return [str(row[0]) for row in rows]


async def test_only_a_test_strikes_here(world: World) -> None:
    """The clock's own tick after 5 s would open the campaign in the middle of a slow test."""
    scheduler = world.bot.ticker._scheduler
    scheduler.modify_job(JOB, next_run_time=datetime.now(UTC))
    await asyncio.sleep(0.2)
    assert await world.sql("SELECT period FROM campaigns") == []
    scheduler.resume()  # and so it would
    async with asyncio.timeout(10):
        while not (opened := await world.sql("SELECT period FROM campaigns")):
            await asyncio.sleep(0.02)
    assert opened == [("2026-10",)]
    await world.tick()  # waits for the one in hand
