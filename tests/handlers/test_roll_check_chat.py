"""People mark themselves: by the code or the QR code, only at their own session, only in time."""

import io
from datetime import date, datetime

import pytest
import zxingcpp
from filed import files
from PIL import Image
from pypdf import PdfReader
from schooled import a_class, a_session, rolled
from world import MINSK, World

from bot.rules import attendance as rules
from storage import school
from storage.records.school import Session

MARKED = "Вы отмечены. Спасибо, что пришли.\nКласс «Азы»: «Дневник библиотеки»."
REFUSED = (
    "Код не подошёл. Он действует только на самом занятии, начиная за 15 минут до него, и только "
    "для слушателей класса. Сверьте код с экраном или попросите преподавателя отметить Вас."
)
TOO_MANY = (
    "За час можно ввести не больше 10 кодов. Попросите преподавателя отметить Вас или попробуйте "
    "позже."
)
PRESS = "Нажмите «Все пришли», затем тех, кого нет. В конце «Готово»."


def at(hour: int, minute: int = 0, day: int = 15) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=MINSK)


async def marks(world: World) -> list[tuple[object, ...]]:
    return await world.sql(
        "SELECT session_id, staff_id, is_present, way, marked_by FROM attendance ORDER BY 1, 2"
    )


async def held(world: World, code: str = "4812") -> Session:
    """Make a session of the class «Азы» at 10 o'clock; it is 9:50."""
    await a_class(world)
    session = await a_session(world, code=code)
    world.clock.set(at(9, 50))
    return session


async def test_a_member_types_the_code_and_the_department_sees_it(world: World) -> None:
    """The open card changes by itself; typed twice it is marked once."""
    await held(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await svetlana.start()
    await nina.start()
    await svetlana.forge("session.card:1")
    await svetlana.press("Кто пришёл?")
    assert await nina.send("4812") == [MARKED]
    assert await nina.send("48 12") == [MARKED]
    assert await marks(world) == [(1, 5, 1, "code", 5)]
    await svetlana.news()
    assert svetlana.last.text == (
        "Занятие класса «Азы»: «Дневник библиотеки».\n15 октября, 10:00-12:00\n"
        f"Кто пришёл? Сейчас: 1 из 3. Код для отметки: 4812, до 12:00.\n{PRESS}"
    )
    assert ["✓ Закладкина Н. И."] in svetlana.buttons
    await svetlana.press("Все пришли")
    assert await marks(world) == [
        (1, 5, 1, "code", 5), (1, 6, 1, "roll", 3), (1, 12, 1, "roll", 3),
    ]  # fmt: skip


async def test_a_member_scans_the_code_on_the_screen(world: World) -> None:
    """The picture that the department is sent is read back; a printed page has the same."""
    session = await held(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await svetlana.start()
    await nina.start()
    await svetlana.forge("session.card:1")
    [said] = await svetlana.press("QR-код")
    assert said == (
        "[photo] Занятие класса «Азы»: «Дневник библиотеки».\n15 октября, 10:00-12:00\n"
        "Наведите камеру телефона или отправьте боту код: 4812\n"
        "Код действует для слушателей класса: за 15 минут до начала и до конца занятия."
    )
    [picture] = (await files(world, svetlana)).values()
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    link = f"https://t.me/knigonosha_sandbox_bot?start={rules.payload(session)}"
    assert code.text == link
    assert await nina.start(link.partition("start=")[2]) == [MARKED]
    assert await marks(world) == [(1, 5, 1, "qr", 5)]
    said = await svetlana.press("Страница для печати")
    assert said == [
        "[document Код 15.10.2026.pdf] Распечатайте страницу или покажите её на экране."
    ]
    page = (await files(world, svetlana))["Код 15.10.2026.pdf"]
    [text] = [one.extract_text() for one in PdfReader(io.BytesIO(page)).pages]
    assert text.split("\n") == [
        "Класс «Азы»",
        "«Дневник библиотеки»",
        "15 октября 2026 г., 10:00-12:00",
        "4812",
        "Наведите камеру телефона или отправьте боту эти цифры.",
    ]


@pytest.mark.parametrize("by_link", [False, True], ids=["code", "link"])
async def test_another_day_another_person_another_class(world: World, *, by_link: bool) -> None:
    """All are refused with one sentence, and nobody is marked."""
    await a_class(world, [5, 6, 12])
    await a_class(world, [10], "Полигон")
    yesterday = await a_session(world, 1, date(2026, 10, 14), code="1111")
    today = await a_session(world, 1, code="2222")
    other = await a_session(world, 2, code="3333", topic="Игры")
    tomorrow = await a_session(world, 1, date(2026, 10, 16), code="4444")
    cancelled = await a_session(world, 1, begins="10:00", code="5555")
    assert world.db is not None
    async with world.db.write() as tx:
        await school.cancel(tx, cancelled.session_id, "few", now="x", by=3)
    world.clock.set(at(10, 30))
    nina, elena = world.chat(1005), world.chat(1010)
    for chat, wrong in (
        (nina, (yesterday, other, tomorrow, cancelled)),
        (elena, (yesterday, today, tomorrow, cancelled)),
    ):
        await chat.start()
        for one in wrong:
            said = await chat.start(rules.payload(one)) if by_link else await chat.send(one.code)
            assert said == [REFUSED], (chat.user_id, one.code)
    assert await marks(world) == []


@pytest.mark.parametrize(
    ("moment", "works"),
    [(at(9, 44), False), (at(9, 45), True), (at(12, 0), True), (at(12, 1), False)],
)
async def test_a_code_works_from_a_quarter_before_to_the_end(
    world: World, moment: datetime, *, works: bool
) -> None:
    session = await held(world)
    world.clock.set(moment)
    nina = world.chat(1005)
    await nina.start()
    assert await nina.start(rules.payload(session)) == [MARKED if works else REFUSED]
    assert await marks(world) == ([(1, 5, 1, "qr", 5)] if works else [])


async def test_one_code_of_two_sessions_marks_each_at_ones_own(world: World) -> None:
    await a_class(world, [5])
    await a_class(world, [10], "Полигон")
    await a_session(world, 1, code="4812")
    await a_session(world, 2, code="4812", topic="Игры")
    world.clock.set(at(10))
    nina, elena = world.chat(1005), world.chat(1010)
    await nina.start()
    await elena.start()
    assert await elena.send("4812") == [
        "Вы отмечены. Спасибо, что пришли.\nКласс «Полигон»: «Игры»."
    ]
    assert await nina.send("4812") == [MARKED]
    assert await marks(world) == [(1, 5, 1, "code", 5), (2, 10, 1, "code", 10)]


async def test_codes_are_not_tried_out(world: World) -> None:
    """Ten an hour, right and wrong alike; then also the right one is refused."""
    await held(world, code="9999")
    nina = world.chat(1005)
    await nina.start()
    for n in range(rules.TRIES):
        assert await nina.send(f"{n:04}") == [REFUSED]
    assert await nina.send("9999") == [TOO_MANY]
    assert await nina.send("0001") == [TOO_MANY]
    assert await marks(world) == []
    world.clock.jump(hours=1, seconds=1)
    assert await nina.send("9999") == [MARKED]


async def test_a_stranger_with_the_link_stays_a_stranger(world: World) -> None:
    session = await held(world)
    world.telegram.person(2001, "Гость", language_code="ru")
    guest = world.chat(2001)
    [said] = await guest.start(rules.payload(session))
    assert said.startswith("Здравствуйте! Это рабочий бот для сотрудников библиотек.")
    [said] = await guest.send("4812")
    assert said.startswith("Здравствуйте! Это рабочий бот для сотрудников библиотек.")
    assert await marks(world) == []


async def test_digits_that_answer_a_question_are_its_answer(world: World) -> None:
    """The form in hand keeps the number; «Я здесь» asks for the code itself."""
    await a_class(world, [4, 5])
    await a_session(world, code="4812")
    world.clock.set(at(9, 50))
    pavel = world.chat(1004)
    await pavel.start()
    await pavel.send("/visit")
    [said] = await pavel.send("4812")
    assert said.startswith("У спісе такога няма: «4812».")
    assert await marks(world) == []
    await pavel.forge("session.show:1")
    assert await pavel.press("Я тут") == [
        "Напішыце код з чатырох лічбаў, які паказвае выкладчык, напрыклад 4812."
    ]
    assert await pavel.send("4813") != await pavel.send("4812")
    assert await marks(world) == [(1, 4, 1, "code", 4)]
    await pavel.forge("session.show:1")
    assert ["Я тут"] not in pavel.buttons


async def test_without_a_session_four_digits_are_as_any_number(world: World) -> None:
    """It is not said that there was one; nothing is counted as a try."""
    await held(world)
    world.clock.set(at(14))
    nina = world.chat(1005)
    await nina.start()
    assert await nina.send("4812") == [
        "Что сделать с этим сообщением?\nНажмите кнопку. Отправлено случайно? Тогда «Ничего»."
    ]
    assert await world.sql("SELECT count(*) FROM tries") == [(0,)]


async def test_who_comes_late_is_marked_on_a_complete_list(world: World) -> None:
    """«Готово» ends nothing for those who have the code."""
    session = await held(world)
    await rolled(world, session, [6], [5, 12])
    nina, svetlana = world.chat(1005), world.chat(1003)
    await svetlana.start()
    await nina.start()
    await svetlana.forge("roll.card:1")
    assert svetlana.last.text.endswith("Не было: Абзацева Н. В.; Закладкина Н. И.")
    assert await nina.send("4812") == [MARKED]
    await svetlana.news()
    assert svetlana.last.text.endswith("Не было: Абзацева Н. В.")


async def test_the_same_in_belarusian(world: World) -> None:
    await a_class(world, [9])
    await a_session(world, code="4812")
    world.clock.set(at(10))
    anna = world.chat(1009)
    await anna.start()
    assert await anna.send("4813") == [
        (
            "Код не падышоў. Ён дзейнічае толькі на самім занятку, пачынаючы за 15 хвілін да яго, "
            "і толькі для слухачоў класа. Зверце код з экранам або папрасіце выкладчыка адзначыць "
            "Вас."
        )
    ]
    assert await anna.send("4812") == [
        "Вы адзначаны. Дзякуй, што прыйшлі.\nКлас «Азы»: «Дневник библиотеки»."
    ]
