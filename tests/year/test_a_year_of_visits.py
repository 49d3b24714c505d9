"""A year of visits by the real bot: its last tables against those worked out by hand.

What happens is told in `year_of_visits.txt` beside the working of each number; none of them
is computed by the code under test.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from world import MINSK, World, a_world

from storage import libraries, recommendations
from storage.records.libraries import LibraryFields

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
        self.told: list[str] = []
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

    async def recommend(
        self, user_id: int, library: int, *answers: str, area: str = "Пропустить"
    ) -> None:
        """Add a recommendation to the latest visit of a library: text, surname, until when."""
        chat = self.world.chat(user_id)
        await chat.forge(f"visit.card:{await self._latest(library)}")
        await chat.press("Дополнить")
        await chat.press("Рекомендации")
        for answer in answers:
            await chat.send(answer)
        for label in (area, "Дальше", "Сохранить"):
            await chat.press(label)

    async def settle(self, user_id: int, number: int, *labels: str) -> None:
        """Press through what becomes of a recommendation."""
        chat = self.world.chat(user_id)
        await chat.start()
        await chat.forge(f"rec.card:{number}")
        for label in labels:
            await chat.press(label)

    async def remove(self, user_id: int, library: int) -> None:
        """Remove the latest visit of a library: it was never made."""
        chat = self.world.chat(user_id)
        await chat.forge(f"visit.show:{await self._latest(library)}:0:0:0:0")
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

    async def _latest(self, library: int) -> object:
        [(key,)] = await self.world.sql(
            "SELECT max(visit_id) FROM visits WHERE library_id = ?", library
        )
        return key

    async def plan_trip(self, user_id: int, day: str, *named: str) -> None:
        """Plan a trip of one's own on a day, at nine o'clock; libraries are told nothing."""
        chat = self.world.chat(user_id)
        await chat.send("/trips")
        await chat.press("Запланировать поездку")
        await chat.send(f"{day}.2026")
        for name in named:
            await chat.press(name)
        await chat.press("Готово")
        await chat.press("Готово")
        await chat.send("9:00")
        await chat.press("Библиобус")
        await chat.press("Не сообщать")
        await chat.press("Сохранить")

    async def listen(self, user_id: int, day: str, hour: str) -> None:
        """Let the clock strike at a moment, and keep what a person is told then."""
        await self.until(day, hour)
        await self.world.chat(user_id).news()
        await self.world.tick()
        said = await self.world.chat(user_id).news()
        self.told += [f"{day}, {hour}", *(said or ["(ничего)"])]


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
    await year.recommend(
        1002, 2, "Обновить стенд у входа", "Корешкова", "10.02.2026", area="Оформление, выставки"
    )
    await year.recommend(1002, 3, "Убрать ветхие книги", "Закладкина", "20.02.2026", area="Фонд")
    await usual(year, 1, who=(1003, 1004))
    await year.until("20.01", "15:00")
    await year.settle(1006, 1, "Выполнено")
    await year.until("21.01", "15:00")
    await year.settle(1002, 1, "Принять")
    await _sent_back(year)
    await usual(year, 2, who=(1003,))
    await year.recommend(1003, 6, "Завести папку сценариев", "Полкина", "01.04.2026")
    await year.until("12.02", "15:00")
    await year.settle(1005, 2, "Выполнено")
    await year.settle(1002, 2, "Принять")
    await year.trip(1004)
    await year.until("20.02", "15:00")
    await year.visit(1002, 1)
    await year.until("02.03", "15:00")
    await year.settle(1003, 3, "Снять", "Уже не нужна")
    await _not_made(year)
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
    await usual(year, 5, who=(1002,))
    await year.recommend(1002, 2, "Подписать полки", "Корешкова", "30.06.2026", area="Фонд")
    await usual(year, 5, 6, 7, who=(1003, 1004))
    await _made(year)
    await usual(year, 6, 12, who=(1003, 1004))
    await year.found_closed(1004, 12)
    await year.until("24.06", "15:00")
    await year.settle(1006, 4, "Выполнено")
    await year.settle(1002, 4, "Принять")


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
    await year.recommend(1002, 2, "Оформить уголок краеведения", "Корешкова", "01.12.2026")
    await usual(year, 10, who=(1003, 1004))
    await year.until("25.10", "15:00")
    await year.visit(1003, 8)
    await usual(year, 11, who=(1002,))
    await year.recommend(1002, 3, "Сверить каталог", "Закладкина", "20.12.2026", area="Фонд")
    await year.until("11.11", "15:00")
    for library in GOING[1003][1]:
        await year.visit(1003, library, with_whom=", с Книжником")
    await usual(year, 11, who=(1004,))
    await year.until("05.12", "15:00")
    await year.settle(1005, 6, "Выполнено")
    await usual(year, 12, who=(1002,))
    await year.recommend(1002, 2, "Составить план на год", "Корешкова", "15.01.2027")
    await usual(year, 12, who=(1003, 1004))
    await year.until("31.12", "17:00")


# -------------------------------------------------------------------- two trips on a day


async def _not_made(year: Year) -> None:
    """Let a planned trip fall through: its library is moved from March to April."""
    await year.until("03.03", "15:00")
    await year.plan_trip(1002, "05.03", "Деревная")
    await year.listen(1002, "04.03", "18:00")
    await year.listen(1002, "05.03", "9:30")
    await year.listen(1002, "05.03", "17:00")
    chat = year.world.chat(1002)
    for label in ("Не ездили", "Дороги", "Другой месяц"):
        await chat.press(label)
    year.told += await chat.press("апрель 2026")
    await year.listen(1002, "05.03", "17:01")
    await year.listen(1002, "06.03", "9:30")


async def _made(year: Year) -> None:
    """Let the usual trip of June be planned on its day and recorded in time."""
    await year.until("05.06", "15:00")
    await year.plan_trip(1002, "10.06", *(NAMES[one] for one in GOING[1002][1]))
    await year.listen(1002, "09.06", "18:00")
    await year.listen(1002, "10.06", "9:30")
    await usual(year, 6, who=(1002,))
    await year.listen(1002, "10.06", "17:00")
    await year.listen(1002, "11.06", "9:30")


# -------------------------------------------------------------------- what it says at the end


async def _tables(year: Year) -> list[str]:
    """Return what the head reads of the year, its quarters and the methodists."""
    olga = year.world.chat(1001)
    await olga.send("/plan")
    said = await olga.press("План и факт")
    for number in (1, 2, 3, 4):
        said += await olga.forge(f"plan.fact:quarter.2026-{number}:0")
    said += await olga.forge("plan.people:year.2026-1:0")
    return said


async def _recommended(year: Year) -> list[str]:
    """Return each recommendation with the state in which the year leaves it."""
    assert year.world.db is not None
    async with year.world.db.read() as db:
        found = [await recommendations.by_id(db, key) for key in range(1, 8)]
    last = at("31.12").date()
    return [f"{one.recommendation}: {one.state_on(last)}" for one in found if one]


async def _medians(year: Year) -> list[str]:
    """Return what the lists of recommendations say of how long they took."""
    olga = year.world.chat(1001)
    await olga.send("/recommendations")
    return await olga.press("За сколько дней")


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
    told = [
        *await _tables(year),
        *await _recommended(year),
        *await _medians(year),
        *await _reminded(year),
        *year.told,
    ]
    said = [line for text in told for line in text.split("\n")]
    lines = HAND.read_text("utf-8").splitlines()
    assert said == [line for line in lines if line and line[0] != "#"]
