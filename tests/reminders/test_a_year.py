"""A year of the clock: who got which reminder when, as one table, compared whole.

Campaigns open by themselves in April and October. A kind of task that is added later adds its
rows to the table: a row is the moment, what is said, and to whom for which library.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitored import RU, answered
from reminded import everybody, said_by_itself
from world import MINSK, World

from storage import institution, libraries
from storage.records import LibraryFields

HOURS = ("9:30", "10:00", "11:00", "12:00", "21:00")  # when libraries open; nothing at night
ONCE = ("12:00",)  # in the months without campaigns: what was due in the morning comes then
ABOUT = re.compile(r"^\d+\. (?P<before>.*)\((?P<library>[^)]*)\): (?P<after>.*)$")
NOW = "2026-01-01T06:00:00Z"
DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

YEAR = [
    "01.04 ср 09:30 | Анкета за 3 месяца: срок 20 апреля. | 2 Центральная",
    (
        "01.04 ср 10:00 | Анкета за 3 месяца: срок 20 апреля. | "
        "6 Жировичи; 8 Василевичи; 12 Мижевичи"
    ),
    "01.04 ср 11:00 | Анкета за 3 месяца: срок 20 апреля. | 5 Деревная",
    "01.04 ср 11:00 | Анкета за 3 месяцы: тэрмін 20 красавіка. | 7 Азярніца; 9 Сянькоўшчына",
    "02.04 чт 10:00 | Анкета за 3 месяца: срок 20 апреля. | 10 Большие Шиловичи; 10 Деревянчицы",
    "16.04 чт 10:00 | Анкета за 3 месяца: отвечено 6 из 14, срок 20 апреля. | 10 Деревянчицы",
    "16.04 чт 10:00 | Анкета за 3 месяца: срок 20 апреля. | 10 Большие Шиловичи",
    "17.04 пт 09:30 | Анкета за 3 месяца: срок 20 апреля. | 2 Центральная",
    (
        "17.04 пт 10:00 | Анкета за 3 месяца: срок 20 апреля. | "
        "6 Жировичи; 8 Василевичи; 12 Мижевичи"
    ),
    "17.04 пт 11:00 | Анкета за 3 месяцы: тэрмін 20 красавіка. | 7 Азярніца; 9 Сянькоўшчына",
    "18.04 сб 09:30 | Анкета за 3 месяца: срок 20 апреля. | 2 Центральная",
    "18.04 сб 10:00 | Анкета за 3 месяца: срок 20 апреля. | 6 Жировичи; 12 Мижевичи",
    "18.04 сб 11:00 | Анкета за 3 месяцы: тэрмін 20 красавіка. | 7 Азярніца; 9 Сянькоўшчына",
    (
        "22.04 ср 09:30 | Анкета за 3 месяца: срок был 20 апреля, но ответ ещё нужен. | "
        "2 Центральная"
    ),
    (
        "22.04 ср 10:00 | Анкета за 3 месяца: срок был 20 апреля, но ответ ещё нужен. | "
        "6 Жировичи; 8 Василевичи; 12 Мижевичи"
    ),
    (
        "22.04 ср 11:00 | Анкета за 3 месяцы: тэрмін быў 20 красавіка, але адказ яшчэ "
        "патрэбны. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "23.04 чт 10:00 | Анкета за 3 месяца: срок был 20 апреля, но ответ ещё нужен; "
        "отвечено 6 из 14. | "
        "10 Деревянчицы"
    ),
    (
        "23.04 чт 10:00 | Анкета за 3 месяца: срок был 20 апреля, но ответ ещё нужен. | "
        "10 Большие Шиловичи"
    ),
    "01.10 чт 09:30 | Анкета за 9 месяцев: срок 20 октября. | 2 Центральная",
    (
        "01.10 чт 10:00 | Анкета за 9 месяцев: срок 20 октября. | "
        "6 Жировичи; 8 Василевичи; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    "01.10 чт 11:00 | Анкета за 9 месяцев: срок 20 октября. | 5 Деревная",
    "01.10 чт 11:00 | Анкета за 9 месяцаў: тэрмін 20 кастрычніка. | 7 Азярніца; 9 Сянькоўшчына",
    (
        "15.10 чт 10:00 | Анкета за 9 месяцев: срок 20 октября. | "
        "10 Большие Шиловичи; 10 Деревянчицы"
    ),
    "16.10 пт 10:00 | Анкета за 9 месяцев: срок 20 октября. | 8 Василевичи",
    (
        "16.10 пт 10:00 | За коллегу (Страницкая И. К.). Анкета за 9 месяцев: срок 20 "
        "октября. | "
        "8 Озерница"
    ),
    "17.10 сб 09:30 | Анкета за 9 месяцев: срок 20 октября. | 2 Центральная",
    "17.10 сб 10:00 | Анкета за 9 месяцев: срок 20 октября. | 6 Жировичи",
    "17.10 сб 11:00 | Анкета за 9 месяцев: срок 20 октября. | 5 Деревная",
    "17.10 сб 11:00 | Анкета за 9 месяцаў: тэрмін 20 кастрычніка. | 9 Сянькоўшчына",
    "18.10 вс 11:00 | Анкета за 9 месяцев: срок 20 октября. | 5 Деревная",
    "19.10 пн 09:30 | Анкета за 9 месяцев: срок 20 октября. | 2 Центральная",
    (
        "19.10 пн 10:00 | Анкета за 9 месяцев: срок 20 октября. | "
        "8 Василевичи; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    "20.10 вт 11:00 | Анкета за 9 месяцаў: тэрмін 20 кастрычніка. | 7 Азярніца",
    (
        "21.10 ср 09:30 | Анкета за 9 месяцев: срок был 20 октября, но ответ ещё нужен. | "
        "2 Центральная"
    ),
    (
        "21.10 ср 10:00 | Анкета за 9 месяцев: срок был 20 октября, но ответ ещё нужен. | "
        "6 Жировичи; 8 Василевичи"
    ),
    (
        "21.10 ср 11:00 | Анкета за 9 месяцев: срок был 20 октября, но ответ ещё нужен. | "
        "5 Деревная"
    ),
    (
        "21.10 ср 11:00 | Анкета за 9 месяцаў: тэрмін быў 20 кастрычніка, але адказ яшчэ "
        "патрэбны. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "22.10 чт 10:00 | Анкета за 9 месяцев: срок был 20 октября, но ответ ещё нужен. | "
        "10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "21.11 сб 12:00 | Конкурс «Каникулы в библиотеке»: работы ещё нет, последний день 30 "
        "ноября. | "
        "6 Жировичи"
    ),
    (
        "21.11 сб 12:00 | Конкурс «Каникулы в библиотеке»: работы яшчэ няма, апошні дзень 30 "
        "лістапада. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "22.11 вс 12:00 | Конкурс «Каникулы в библиотеке»: работы ещё нет, последний день 30 "
        "ноября. | "
        "5 Деревная"
    ),
    (
        "23.11 пн 12:00 | Конкурс «Каникулы в библиотеке»: работы ещё нет, последний день 30 "
        "ноября. | "
        "8 Василевичи; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "26.11 чт 12:00 | Конкурс «Каникулы в библиотеке»: работы ещё нет, последний день 30 "
        "ноября. | "
        "5 Деревная; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "26.11 чт 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "5 Деревная; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "27.11 пт 12:00 | Конкурс «Каникулы в библиотеке»: работы ещё нет, последний день 30 "
        "ноября. | "
        "6 Жировичи; 8 Василевичи"
    ),
    (
        "27.11 пт 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "6 Жировичи; 8 Василевичи"
    ),
    (
        "27.11 пт 12:00 | Конкурс «Каникулы в библиотеке»: работы яшчэ няма, апошні дзень 30 "
        "лістапада. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "27.11 пт 12:00 | Конкурс «Создать новый образ»: работы яшчэ няма, апошні дзень 15 "
        "снежня. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "28.11 сб 12:00 | Конкурс «Каникулы в библиотеке»: работы ещё нет, последний день 30 "
        "ноября. | "
        "6 Жировичи"
    ),
    (
        "28.11 сб 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "6 Жировичи"
    ),
    (
        "28.11 сб 12:00 | Конкурс «Каникулы в библиотеке»: работы яшчэ няма, апошні дзень 30 "
        "лістапада. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "28.11 сб 12:00 | Конкурс «Создать новый образ»: работы яшчэ няма, апошні дзень 15 "
        "снежня. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "29.11 вс 12:00 | Конкурс «Каникулы в библиотеке»: работы ещё нет, последний день 30 "
        "ноября. | "
        "5 Деревная"
    ),
    (
        "29.11 вс 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "5 Деревная"
    ),
    (
        "29.11 вс 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "5 Деревная"
    ),
    (
        "08.12 вт 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "5 Деревная; 6 Жировичи; 8 Василевичи; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "08.12 вт 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "5 Деревная; 6 Жировичи; 8 Василевичи; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "08.12 вт 12:00 | Конкурс «Создать новый образ»: работы яшчэ няма, апошні дзень 15 "
        "снежня. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "08.12 вт 12:00 | Конкурс «Мы в газете, газета о нас»: работы яшчэ няма, апошні "
        "дзень 20 снежня. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "10.12 чт 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "10.12 чт 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "11.12 пт 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "8 Василевичи"
    ),
    (
        "11.12 пт 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "8 Василевичи"
    ),
    (
        "12.12 сб 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "5 Деревная; 6 Жировичи"
    ),
    (
        "12.12 сб 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "5 Деревная; 6 Жировичи"
    ),
    (
        "12.12 сб 12:00 | Конкурс «Создать новый образ»: работы яшчэ няма, апошні дзень 15 "
        "снежня. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "12.12 сб 12:00 | Конкурс «Мы в газете, газета о нас»: работы яшчэ няма, апошні "
        "дзень 20 снежня. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "13.12 вс 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "5 Деревная"
    ),
    (
        "13.12 вс 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "5 Деревная"
    ),
    (
        "14.12 пн 12:00 | Конкурс «Создать новый образ»: работы ещё нет, последний день 15 "
        "декабря. | "
        "8 Василевичи; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "14.12 пн 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "8 Василевичи; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "17.12 чт 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "5 Деревная; 6 Жировичи; 8 Василевичи; 10 Большие Шиловичи; 10 Деревянчицы"
    ),
    (
        "17.12 чт 12:00 | Конкурс «Мы в газете, газета о нас»: работы яшчэ няма, апошні "
        "дзень 20 снежня. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
    (
        "18.12 пт 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "8 Василевичи"
    ),
    (
        "19.12 сб 12:00 | Конкурс «Мы в газете, газета о нас»: работы ещё нет, последний "
        "день 20 декабря. | "
        "5 Деревная; 6 Жировичи"
    ),
    (
        "19.12 сб 12:00 | Конкурс «Мы в газете, газета о нас»: работы яшчэ няма, апошні "
        "дзень 20 снежня. | "
        "7 Азярніца; 9 Сянькоўшчына"
    ),
]
AWAY = [
    "03.10 сб 09:30 | Анкета за 9 месяцев: срок 20 октября. | 2 Центральная",
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


async def _set(world: World, **values: str) -> None:
    async with world.db.write() as tx:
        for name, value in values.items():
            await institution.change(tx, name, value, now=NOW, by=15)
    world.bot.services.network.forget()


async def _close(world: World, code: str, day: str) -> None:
    async with world.db.write() as tx:
        known = {one.code: one for one in await libraries.known(tx)}
        values = {name: getattr(known[code], name) for name in LibraryFields.__slots__}
        closed = LibraryFields(**values | {"closed_on": at(day, "0:00").date()})
        await libraries.put(tx, [closed], now=NOW, by=15)
    world.bot.services.network.forget()


async def _a_year(world: World) -> list[str]:
    """Nina answers on 10 April, Elena begins one of two, Mizhevichi closes in September."""
    world.clock.set(at("01.01", "0:00"))
    rows = await passed(world, "01.01", 90, ONCE)
    rows += await passed(world, "01.04", 10)
    nina, elena = world.chat(1005), world.chat(1010)
    await nina.send("/questionnaire")
    await answered(nina)
    for words in ("Пропустить", "Пропустить", "Отправить"):
        await nina.send(words)
    await elena.send("/questionnaire")
    await elena.press("Деревянчицы")
    await answered(elena, list(RU)[:6])
    await elena.press("Отложить")
    rows += await passed(world, "11.04", 20)
    await _close(world, "SL-11", "01.09")
    rows += await passed(world, "01.05", 153, ONCE)
    rows += await passed(world, "01.10", 31)
    return [*rows, *await passed(world, "01.11", 61, ONCE)]


async def test_a_year_of_the_clock(world: World) -> None:
    """Holidays, weekends, each library's days, a leave with a substitute, steps that meet."""
    await others_are_settled(world)
    assert await _a_year(world) == YEAR


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
