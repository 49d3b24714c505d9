"""A year of a class to its certificates: reached, issued, printed, checked, revoked, anew."""

import io
import zipfile
from datetime import date, datetime

import docx
import zxingcpp
from filed import files
from PIL import Image
from schooled import a_certificate, a_class, a_session, rolled
from world import MINSK, World

from bot.rules import certificates as rules
from bot.sandbox.driver import Chat
from storage import periods, school

HEAD = "Сертификаты класса «Азы», 2026\nНужно: 75 % часов, что прошли, пока человек в классе."
MONTHS = (1, 2, 3, 4, 5, 9, 10)


def the_end(hour: int = 14) -> datetime:
    return datetime(2026, 12, 10, hour, tzinfo=MINSK)


async def a_year(world: World) -> None:
    """Seven sessions of 2 hours rolled, an eighth of 4 held in chat in December.

    Nina (5) was at all but one, Galina (6) at five, Natalya (12) came in September.
    """
    await a_class(world, [5, 6])
    for n, month in enumerate(MONTHS):
        session = await a_session(world, on=date(2026, month, 15), topic=f"Тема {month}")
        here = [key for key, was in ((5, n > 0), (6, n < 5), (12, month == 10)) if was]
        await rolled(world, session, here)
    assert world.db is not None
    async with world.db.write() as tx:
        await school.join(tx, 1, [12], date(2026, 9, 1), now="x", by=3)
    await a_session(world, on=date(2026, 12, 10), ends="14:00", hours=4.0, code="4812")
    await _last_session(world)


async def _last_session(world: World) -> None:
    """One types the code, one is marked from the list, one does not come."""
    world.clock.set(the_end(10))
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await svetlana.start()
    await nina.send("4812")
    await svetlana.forge("roll.card:1".replace("1", "8"))
    await svetlana.press("Абзацева Н. В.")
    await svetlana.press("Готово")
    world.clock.set(the_end())


def codes(document: bytes) -> list[str]:
    """Return what a telephone reads from the pictures in a Word file."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        names = [one for one in archive.namelist() if one.startswith("word/media/")]
        pictures = [Image.open(io.BytesIO(archive.read(one))) for one in names]
    return [code.text for one in pictures for code in zxingcpp.read_barcodes(one)]


def words(document: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(document)).paragraphs]


async def numbers(world: World) -> list[str]:
    return [str(one) for (one,) in await world.sql("SELECT number FROM certificates ORDER BY 1")]


def guest_of(world: World) -> Chat:
    world.telegram.person(2001, "Гость", language_code="ru")
    return world.chat(2001)


async def test_a_whole_year_of_a_class_to_its_certificates(world: World) -> None:
    """The list says who has reached it and who not; the papers hold up when they are checked."""
    await a_year(world)
    svetlana = world.chat(1003)
    await svetlana.forge("class.card:1")
    assert await svetlana.press("Сертификаты") == [
        (
            f"{HEAD}\n"
            "Абзацева Н. В.: 6 из 8 ч, 75 %, можно выдать\n"
            "Закладкина Н. И.: 16 из 18 ч, 88 %, можно выдать\n"
            "Корешкова Г. Ф.: 10 из 18 ч, 55 %, пока мало"
        )
    ]
    [said] = await svetlana.press("Выдать всем (2)")
    assert said.endswith(
        "Выдать сертификаты: Абзацева Н. В.; Закладкина Н. И.\n"
        "У каждого сертификата будет свой номер; владельцы об этом узнают."
    )
    said = await svetlana.press("Выдать")
    assert said[0].startswith(f"Выдано 2 сертификата.\n{HEAD}")
    assert said[1] == "[document Сертификаты.zip] 2 сертификата для печати."
    first, second = await numbers(world)
    archive = (await files(world, svetlana))["Сертификаты.zip"]
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        papers = {name: packed.read(name) for name in packed.namelist()}
    assert sorted(papers) == [
        "Сертификат № 1-2026 Абзацева Н. В.docx",
        "Сертификат № 2-2026 Закладкина Н. И.docx",
    ]
    paper = papers["Сертификат № 2-2026 Закладкина Н. И.docx"]
    assert words(paper)[:9] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "СЕРТИФИКАТ",
        f"№ {second}",
        "Закладкина Нина Ивановна",
        "библиотекарь",
        "Интегрированная библиотека агрогородка Деревная",
        "Пройдено обучение в школе библиотечного мастерства",
        "Класс «Азы»",
        "Занятий: 7, часов: 16",
    ]
    [link] = codes(paper)
    guest = guest_of(world)
    assert await guest.start(link.partition("start=")[2]) == [
        (
            f"Сертификат № {second} действителен. Класс «Азы», часов: 16, выдан 10.12.2026. "
            "Инициалы: З. Н. И."
        )
    ]
    nina = world.chat(1005)
    assert await nina.news() == [
        (
            f"Вам выдан сертификат: класс «Азы», 2026, часов: 16. Номер: {second}\n"
            "На бумаге его передаст Вам методический отдел."
        )
    ]
    assert first != second


async def test_revoked_for_a_reason_and_issued_again(world: World) -> None:
    """The old number says so to everybody, the new one is another; nobody hears why."""
    await a_year(world)
    svetlana, nina, guest = world.chat(1003), world.chat(1005), guest_of(world)
    await svetlana.forge("cert.list:1:0")
    await svetlana.press("Закладкина Н. И.")
    said = await svetlana.press("Выдать")
    assert said[0].startswith("Выдан 1 сертификат.")
    assert said[1].startswith("[document Сертификат № 1-2026 Закладкина Н. И.docx]")
    [old] = await numbers(world)
    await nina.news()
    await svetlana.press("Отозвать")
    [said] = await svetlana.send("ошибка в часах")
    assert said.endswith(
        "16 из 18 ч, 88 %, можно выдать\n"
        f"№ {old} от 10.12.2026, часов: 16, отозван: ошибка в часах"
    )
    assert await nina.news() == [f"Ваш сертификат отозван: класс «Азы», 2026. Номер: {old}"]
    assert await guest.send(old) == [
        (
            f"Сертификат № {old} недействителен: он отозван. Класс «Азы», часов: 16, выдан "
            "10.12.2026. Инициалы: З. Н. И."
        )
    ]
    await svetlana.press("Выдать")
    [_, new] = await numbers(world)
    assert (new[:7], new == old) == ("2/2026-", False)
    assert (await guest.send(new))[0].startswith(f"Сертификат № {new} действителен.")
    assert (await guest.send(old))[0].startswith(f"Сертификат № {old} недействителен")
    kept = "SELECT action, reason FROM history WHERE subject = 'certificates'"
    assert await world.sql(kept) == [
        ("issued", None), ("revoked", "ошибка в часах"), ("issued", None),
    ]  # fmt: skip


async def test_nothing_is_issued_that_is_not_reached(world: World) -> None:
    """By no button: below the threshold, twice, of a class without sessions, in a closed month."""
    await a_year(world)
    await a_class(world, [5], "Полигон")
    svetlana = world.chat(1003)
    assert await svetlana.forge("cert.issue:1:6") == []
    assert svetlana.toast == "Часов пока меньше, чем нужно: выдать сертификат нельзя."
    await svetlana.forge("cert.issue:2:5")
    await svetlana.forge("cert.yes:2")
    assert svetlana.toast == "Выдавать сертификат пока некому."
    for data in ("cert.issue:1:7", "cert.issue:9:5", "cert.issue:1", "cert.file:9", "cert.list:x"):
        assert await svetlana.forge(data) == [], data
    assert await numbers(world) == []
    await svetlana.forge("cert.issue:1:5")
    await svetlana.forge("cert.issue:1:5")
    assert svetlana.toast == "Действующий сертификат уже выдан."
    assert len(await numbers(world)) == 1
    assert world.db is not None
    async with world.db.write() as tx:
        await periods.close(
            tx, "month", date(2026, 12, 1), date(2026, 12, 31), now="2026-12-10T06:00:00Z", by=1
        )
    await svetlana.forge("cert.issue:1:12")
    await svetlana.forge("cert.yes:1")
    assert len(await numbers(world)) == 1


async def test_sessions_that_wait_are_said(world: World) -> None:
    """One that nobody marked, one still to come: the percent is of what was held so far."""
    await a_class(world, [5])
    await rolled(world, await a_session(world, on=date(2026, 9, 15)), [5])
    await a_session(world, on=date(2026, 10, 1))
    await a_session(world, on=date(2026, 11, 1))
    pavel = world.chat(1004)
    await pavel.start()
    assert await pavel.forge("cert.list:1:0") == [
        (
            "Сертыфікаты класа «Азы», 2026\n"
            "Трэба: 75 % гадзін, што прайшлі, пакуль чалавек у класе.\n"
            "Заняткаў, дзе не адзначана, хто прыйшоў: 1.\n"
            "Заняткаў наперадзе: 1.\n"
            "Закладкіна Н. І.: 2 з 2 гадзін, 100 %, можна выдаць"
        )
    ]


async def test_only_the_department_sees_and_issues(world: World) -> None:
    """A librarian lists nothing by any button, not even the own certificate's neighbours."""
    await a_class(world)
    await a_certificate(world)
    for user_id in (1005, 1014, 1015):
        chat = world.chat(user_id)
        await chat.start()
        for data in (
            "cert.list:1:0", "cert.person:1:5", "cert.issue:1:6", "cert.all:1", "cert.yes:1",
            "cert.files:1", "cert.file:1", "cert.revoke:1", "template:certificate",
        ):  # fmt: skip
            assert await chat.forge(data) == [], (user_id, data)
    assert len(await numbers(world)) == 1
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
    assert rules.read((await numbers(world))[0]) is not None
