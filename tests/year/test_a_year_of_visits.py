"""A year of visits by the real bot: its last tables against those worked out by hand.

What happens is told in `year_of_visits.txt` beside the working of each number; none of them
is computed by the code under test.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from world import MINSK, World, a_world

from bot.clock import stamp
from storage import libraries, recommendations
from storage.records.libraries import LibraryFields
from storage.records.visits import NewRecommendation

HAND = Path(__file__).with_name("year_of_visits.txt")
GOING = {1002: (10, (2, 3, 4, 5)), 1003: (11, (6, 7, 8, 9)), 1004: (12, (10, 11, 12, 14))}
"""Whose trip is on which day of the month, to which libraries (their numbers)."""
NAMES = {
    1: "Центральная", 2: "Жировичи", 3: "Деревная", 4: "Новоселки", 5: "Озерница",
    6: "Василевичи", 7: "Сеньковщина", 8: "Деревянчицы", 9: "Большие Шиловичи",
    10: "Новодевятковичи", 11: "Мижевичи", 12: "Павлово", 14: "Альбертин",
}  # fmt: skip
SAMPLE = (
    "recommendation_files", "recommendations", "visit_purposes", "visit_findings", "visit_files",
    "visits", "trip_travellers", "trips", "visit_counts", "visit_months", "trip_months", "leaves",
)  # fmt: skip


def at(day: str, hour: str = "12:00") -> datetime:
    """Return a local moment of 2026: «10.01»."""
    return datetime.strptime(f"2026 {day} {hour}", "%Y %d.%m %H:%M").replace(tzinfo=MINSK)


class Year:
    """The year as it goes: the clock, who records what, what the bot says of itself."""

    def __init__(self, world: World) -> None:
        self.world = world
        for number in range(1, 16):  # everybody has opened the bot
            world.chat(1000 + number)

    async def until(self, day: str, hour: str = "12:00") -> None:
        """Let the clock strike at noon of each day up to a moment."""
        clock = self.world.clock
        for moment in _noons(clock.now(), at(day, hour)):
            clock.set(moment)
            await self.world.tick()
        clock.set(at(day, hour))

    async def visit(self, user_id: int, library: int, *, with_whom: str = "") -> None:
        """Record a visit of today in one line."""
        chat = self.world.chat(user_id)
        await chat.send(f"{NAMES[library]}, методпомощь{with_whom}, смотрели фонд")
        await chat.press("Захаваць" if user_id == 1004 else "Сохранить")

    async def found_closed(self, user_id: int, library: int) -> None:
        """Record that a library was closed."""
        chat = self.world.chat(user_id)
        await chat.send("/visit")
        await chat.send(NAMES[library])
        await chat.press("Бібліятэка не працавала")
        await chat.press("Захаваць")

    async def trip(self, user_id: int, *but: int) -> None:
        """Record a methodist's usual trip of a month, without some libraries."""
        for library in GOING[user_id][1]:
            if library not in but:
                await self.visit(user_id, library)

    async def recommend(self, library: int, text: str, person: int, until: str) -> None:
        """Give a recommendation in the latest visit of a library."""
        new = NewRecommendation(
            recommendation=text,
            responsible_id=person,
            deadline_on=datetime.strptime(until, "%d.%m.%Y").replace(tzinfo=MINSK).date(),
        )
        assert self.world.db is not None
        async with self.world.db.write() as tx:
            visit_id = await tx.value(
                "SELECT max(visit_id) FROM visits WHERE library_id = ?", (library,)
            )
            given = recommendations.insert(
                new, visit_id=visit_id, now=stamp(self.world.clock.now())
            )
            await tx.batch([given])

    async def settle(self, user_id: int, number: int, *labels: str) -> None:
        """Press through what becomes of a recommendation."""
        chat = self.world.chat(user_id)
        await chat.start()
        await chat.forge(f"rec.card:{number}")
        for label in labels:
            await chat.press(label)

    async def remove(self, user_id: int, library: int) -> None:
        """Remove the latest visit of a library: it was never made."""
        [(key,)] = await self.world.sql(
            "SELECT max(visit_id) FROM visits WHERE library_id = ?", library
        )
        chat = self.world.chat(user_id)
        await chat.forge(f"visit.show:{key}:0:0:0:0")
        await chat.press("Удалить")
        await chat.send("Поездки в эту библиотеку не было")

    async def change(self, user_id: int, library: int, month: int, where: str, why: str) -> None:
        """Move a line of the plan to another month, or cancel it («c»), for a reason."""
        [(key,)] = await self.world.sql(
            "SELECT plan_line_id FROM plan_lines WHERE library_id = ? AND month = ?",
            library,
            f"2026-{month:02}",
        )
        await self.world.chat(user_id).forge(f"plan.because:{key}:{where}:{why}")


def _noons(after: datetime, until: datetime) -> Iterator[datetime]:
    moment = after.astimezone(MINSK).replace(hour=12, minute=0, second=0, microsecond=0)
    while moment < until:
        if moment > after:
            yield moment
        moment += timedelta(days=1)


@pytest.fixture
async def year(tmp_path: Path) -> AsyncIterator[Year]:
    """Begin a year with the people and libraries of the sample and nothing recorded."""
    async with a_world(tmp_path, with_recommended=True) as world:
        await _emptied(world)
        world.clock.set(at("01.01", "9:00"))
        yield Year(world)


async def _emptied(world: World) -> None:
    assert world.db is not None
    new = LibraryFields(code="SL-14", short_ru=NAMES[14], full_ru=NAMES[14], kind="rural")
    async with world.db.write() as tx:
        for table in SAMPLE:
            await tx.run(f"DELETE FROM {table}")
        await tx.run("UPDATE accounts SET linked_at = '2025-12-31T06:00:00Z'")
        await libraries.put(tx, [new], now="2025-12-31T06:00:00Z", by=15)
    world.bot.services.network.forget()


async def _planned(year: Year) -> None:
    """Let each methodist share out their four libraries: each twelve times a year."""
    words = {
        "ru": ("Распределить поровну", "Все месяцы", "Выбрать библиотеки", "Готово", "Принять"),
        "be": ("Размеркаваць пароўну", "Усе месяцы", "Выбраць бібліятэкі", "Гатова", "Прыняць"),
    }
    for user_id, (_, own) in GOING.items():
        chat = year.world.chat(user_id)
        spread, every, choose, done, take = words["be" if user_id == 1004 else "ru"]
        await chat.send("/plan")
        await chat.press(spread)
        await chat.press("12")
        await chat.press(every)
        await chat.press(choose)
        for library in own:
            await chat.forge(f"plan.picked:{library}:1:0")
        await chat.press(done)
        await chat.press(take)


# -------------------------------------------------------------------- what happens


async def usual(year: Year, month: int, *but: int, who: tuple[int, ...] = tuple(GOING)) -> None:
    """Let the usual trips of a month be made, without some libraries."""
    for user_id in who:
        await year.until(f"{GOING[user_id][0]}.{month:02}", "15:00")
        await year.trip(user_id, *but)


async def _winter(year: Year) -> None:
    await usual(year, 1, who=(1002,))
    await year.recommend(2, "Обновить стенд у входа", 6, "10.02.2026")
    await year.recommend(3, "Убрать ветхие книги", 5, "20.02.2026")
    await usual(year, 1, who=(1003, 1004))
    await year.until("20.01", "15:00")
    await year.settle(1006, 1, "Выполнено")
    await year.until("21.01", "15:00")
    await year.settle(1002, 1, "Принять")
    await _sent_back(year)
    await usual(year, 2, who=(1003,))
    await year.recommend(6, "Завести папку сценариев", 8, "01.04.2026")
    await year.until("12.02", "15:00")
    await year.settle(1005, 2, "Выполнено")
    await year.settle(1002, 2, "Принять")
    await year.trip(1004)
    await year.until("20.02", "15:00")
    await year.visit(1002, 1)
    await year.until("02.03", "15:00")
    await year.settle(1003, 3, "Снять", "Уже не нужна")
    await year.until("05.03", "15:00")
    await year.change(1002, 3, 3, "202604", "roads")
    await usual(year, 3, 3)


async def _sent_back(year: Year) -> None:
    await year.until("03.02", "15:00")
    await year.settle(1005, 2, "Выполнено")
    await year.settle(1002, 2, "Вернуть")
    await year.world.chat(1002).send("Сфотографируйте, пожалуйста, полки")
    await usual(year, 2, who=(1002,))


async def _spring(year: Year) -> None:
    await usual(year, 4)
    await year.until("20.04", "15:00")
    await year.visit(1002, 3)
    await year.until("05.05", "15:00")
    for library in (6, 7):
        await year.change(1003, library, 5, "c", "transport")
    await usual(year, 5, 6, 7)
    await usual(year, 6, 12)
    await year.found_closed(1004, 12)


async def _summer(year: Year) -> None:
    await year.until("01.07", "15:00")
    for library in (10, 11):
        await year.change(1004, library, 7, "202608", "leave")
    for library in (12, 14):
        await year.change(1004, library, 7, "c", "leave")
    await usual(year, 7, who=(1002, 1003))
    await usual(year, 8)
    await year.until("25.08", "15:00")
    await year.visit(1004, 10)
    await usual(year, 9)
    await year.until("13.09", "15:00")
    await year.remove(1002, 5)


async def _autumn(year: Year) -> None:
    await usual(year, 10, who=(1002,))
    await year.recommend(2, "Оформить уголок краеведения", 6, "01.12.2026")
    await usual(year, 10, who=(1003, 1004))
    await year.until("25.10", "15:00")
    await year.visit(1003, 8)
    await usual(year, 11, who=(1002,))
    await year.recommend(3, "Сверить каталог", 5, "20.12.2026")
    await year.until("11.11", "15:00")
    for library in GOING[1003][1]:
        await year.visit(1003, library, with_whom=", с Книжником")
    await usual(year, 11, who=(1004,))
    await year.until("05.12", "15:00")
    await year.settle(1005, 5, "Выполнено")
    await usual(year, 12, who=(1002,))
    await year.recommend(2, "Составить план на год", 6, "15.01.2027")
    await usual(year, 12, who=(1003, 1004))
    await year.until("31.12", "17:00")


# -------------------------------------------------------------------- what it says at the end


async def _tables(year: Year) -> list[str]:
    """Return what the head reads of the year, its quarters and the methodists."""
    olga = year.world.chat(1001)
    await olga.send("/plan")
    said = await olga.press("План и факт")
    for number in (1, 2, 3, 4):
        said += await olga.forge(f"plan.fact:quarter.2026-{number}:0")
    said += await olga.forge("plan.people:year.2026-1:0")
    return [line for text in said for line in text.split("\n")]


async def _recommended(year: Year) -> list[str]:
    """Return each recommendation with the state in which the year leaves it."""
    assert year.world.db is not None
    async with year.world.db.read() as db:
        found = [await recommendations.by_id(db, key) for key in range(1, 7)]
    last = at("31.12").date()
    return [f"{one.recommendation}: {one.state_on(last)}" for one in found if one]


async def _reminded(year: Year) -> list[str]:
    """Return what was sent of recommendations and of libraries not visited for long."""
    rows = await year.world.sql(
        "SELECT substr(sent_at, 1, 10), kind, subject, step, staff_id FROM reminders "
        "WHERE state = 'sent' AND (kind LIKE 'recommend%' OR kind = 'unvisited') "
        "ORDER BY sent_at, staff_id, subject"
    )
    return [" | ".join(map(str, row)) for row in rows]


async def test_a_year_of_visits(year: Year) -> None:
    """12 libraries, 3 methodists, 144 lines; the end equals what was worked out by hand."""
    await _planned(year)
    for season in (_winter, _spring, _summer, _autumn):
        await season(year)
    said = [*await _tables(year), *await _recommended(year), *await _reminded(year)]
    lines = HAND.read_text("utf-8").splitlines()
    assert said == [line for line in lines if line and line[0] != "#"]
