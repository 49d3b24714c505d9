"""A whole campaign over an October: forty libraries in different moods, one table.

The table is `an_october.txt`: a row is the moment, what the bot says of itself, and to whom; the
lines with # tell what people do. What is not there is not said.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import october
from diary import NEW_PHONE, SECOND, Diary, at
from october import ADMIN, DEPUTY, HEAD, METHODIST, October, user_id
from world import MINSK, World

from bot.sandbox.driver import Chat
from bot.sandbox.phone import Phone
from storage import institution

TABLE = Path(__file__).with_name("an_october.txt")
ELSEWHERE = Path(__file__).with_name("the_clock_change.txt")
AT_ONCE = (*range(1, 9), 20, *range(21, 27))
HALF_WAY = (9, 10, 11, 12, 27, 28, 29)
AFTER_THE_THIRD = (13, 14, 31)
NEVER = (39,)
VERSIONS = 1  # more than sheets: the one answer that was corrected
CORRECTED_BY = 20  # attendances fewer, after the first remark
HALF = 6  # answers
A_QUARTER = 0.25  # of the libraries at most are asked about something odd
UTC_HOUR = re.compile(r" \(\d\d:\d\d UTC\)")


# -------------------------------------------------------------------- what people do


async def _opening(network: October) -> None:
    """Let fifteen answer within the hour."""
    for number in AT_ONCE:
        await _press(network, number, _word(number, "Ответить", "Адказаць"))
        await network.answer(number)


async def _press(network: October, number: int, label: str) -> list[str]:
    """Press a button of what came by itself."""
    chat = network.chat(number)
    await chat.news()
    return await chat.press(label)


def _word(number: int, ru: str, be: str) -> str:
    return be if number in october.BELARUSIAN else ru


async def _first_days(network: October, diary: Diary) -> None:
    """Let some begin; 17 blocks the bot; the department enters 16, 17 and 32."""
    await diary.until("02.10", "12:00")
    await network.chat(17).block()
    await _asks_for_later(network, 13)
    await _answer_from_the_menu(network, 15)
    await diary.until("05.10", "12:00")
    await _return(network, 15, "4 Проверьте, пожалуйста, по дневнику")
    await diary.until("06.10", "12:00")
    for number in (*HALF_WAY, 18, 38):
        await network.chat(number).send("/questionnaire")
        await network.answer(number, most=HALF)
        await network.chat(number).send("Отложить")
    await diary.until("07.10", "12:00")
    await _enter(network, METHODIST, 16, "По телефону")
    await _enter(network, METHODIST, 17, "По телефону")
    await _enter(network, DEPUTY, 32, "С бланка")
    await diary.note()


async def _enter(network: October, account: int, number: int, source: str) -> None:
    """Enter the answers of a library that cannot be reached."""
    chat = network.world.chat(account)
    await chat.send("/monitoring")
    await _press_like(chat, "Без связи")
    await chat.press(f"Филиал {number}")
    await chat.press(source)
    await network.answer(number, chat)


async def _a_new_phone(network: October, diary: Diary) -> None:
    """Move 18 to a new phone by the link that the admin makes."""
    await diary.until("08.10", "12:00")
    admin, new = network.world.chat(ADMIN), network.world.chat(NEW_PHONE)
    await admin.send("/people")
    await admin.send("Книгина-18")
    await admin.press("Книгина-18 Анна Ивановна")
    await admin.press("Перенести")
    await admin.press("Сделать ссылку")
    [(link,)] = await network.world.sql("SELECT code FROM invites WHERE withdrawn_at IS NULL")
    await new.start(str(link))
    await new.press("Да, это я")
    await new.press("Перенести сюда")
    await diary.note()


async def _returned_twice(network: October, diary: Diary) -> None:
    """Correct an answer after the second reminder; it is returned once more."""
    await diary.until("09.10", "12:00")
    librarian, methodist = network.chat(15), network.world.chat(METHODIST)
    await _press(network, 15, "Уточнить")
    await librarian.press("Исправить")
    await librarian.send(str(int(network.figures[15].said["visits"]) - CORRECTED_BY))
    await diary.until("10.10", "12:00")
    await methodist.news()
    await methodist.press("Вернуть ещё раз")
    await methodist.send("4 А теперь меньше, чем в отчёте")
    await methodist.press("Отправить")


async def _explained(network: October, diary: Diary) -> None:
    """Leave the answer and explain it; the methodist accepts the sheet."""
    await diary.until("13.10", "12:00")
    methodist = network.world.chat(METHODIST)
    await _press(network, 15, "Уточнить")
    await network.chat(15).press("Оставить и пояснить")
    await network.chat(15).send("В отчёте была ошибка, пересчитано дважды")
    await methodist.news()
    await methodist.press("Принять")
    await diary.note()


async def _accepted(network: October, diary: Diary) -> None:
    """Accept all with nothing odd in one tap, the others one by one; then the head closes."""
    await diary.until("30.10", "12:00")
    methodist, head = network.world.chat(METHODIST), network.world.chat(HEAD)
    await methodist.send("/monitoring")
    await _press_like(methodist, "Принять")
    while methodist.buttons[0] == ["Посмотреть спорные"]:
        await methodist.press("Посмотреть спорные")
        await methodist.press("Принять")
    await head.send("/monitoring")
    for word in ("Сроки и история", "Закрыть мониторинг", "Да, закрыть"):
        await head.press(word)
    await diary.note()


async def _the_middle(network: October, diary: Diary) -> None:
    """Open 36; 19 goes on leave with 20 as a substitute."""
    await diary.until("12.10", "12:00")
    await october.open_later(network.world)
    absent = network.chat(19)
    await absent.send("/leave")
    await absent.send("14.10 - 31.10")
    await absent.send("Книгина-20")
    await diary.note()


async def _the_bot_is_down(network: October, diary: Diary) -> None:
    """Stop the bot for two days: what 38 types meanwhile waits in Telegram."""
    await diary.until("14.10", "21:00")
    chat, world = network.chat(38), network.world
    await chat.send("/questionnaire")
    left = network.words(38)[HALF:]
    await world.stop()
    phone = Phone(world.telegram, user_id(38))
    for day, words in (("15.10", left[:3]), ("16.10", left[3:])):
        world.clock.set(at(day, "12:00"))
        for word in words:
            phone.text(word)
    world.clock.set(at("16.10", "21:30"))
    await world.start()
    await diary.note()
    assert [one.split("\n")[0] for one in await chat.news()][-2:] == [
        "Анкета отправлена, спасибо. Библиотека: Филиал 38.",
        "Что дальше?",
    ]


async def _return(network: October, number: int, remark: str) -> None:
    """Return one answer of a sheet with a remark."""
    methodist = network.world.chat(METHODIST)
    await methodist.send("/monitoring")
    for word in ("Проверить", f"Филиал {number}", "Вернуть вопрос"):
        await _press_like(methodist, word)
    await methodist.send(remark)
    await methodist.press("Отправить")


async def _asks_for_later(network: October, number: int) -> None:
    chat = network.chat(number)
    await chat.send("/tasks")
    await chat.press("Напомнить позже")
    assert await chat.press("Завтра утром") == ["Напомню: 3 октября, 9:30."]


async def _the_reminder_before_the_end(network: October, diary: Diary) -> None:
    """Press its button, which opens the very question at which they stopped.

    It came to the first twenty libraries on Monday the 19th: on Friday there was no bot.
    """
    await diary.until("17.10", "12:00")
    await _go_on(network, (27, 28, 29))
    await _answer_from_the_menu(network, 36)
    await _answer_from_the_menu(network, 35, network.world.chat(SECOND))
    both = network.chat(33)
    for name, number in (("Филиал 33", 33), ("Филиал 34", 34)):
        await both.send("/questionnaire")
        await both.press(name)
        await network.answer(number, both)
    await diary.until("19.10", "12:00")
    await _go_on(network, (9, 10, 11, 12))
    substitute = network.chat(20)
    await substitute.news()
    await substitute.press("Ответить")
    await network.answer(19, substitute)
    new = network.world.chat(NEW_PHONE)
    await new.news()
    assert _asks(await new.press("Продолжить"), HALF + 1)
    await network.answer(18, new)
    await diary.note()
    await _prolonged(network, diary)


async def _go_on(network: October, numbers: Iterable[int]) -> None:
    for number in numbers:
        assert _asks(await _press(network, number, "Продолжить"), HALF + 1)
        await network.answer(number)


def _asks(said: list[str], question: int) -> bool:
    return said[-1].startswith(f"Анкета, {question} из 14\n")


async def _answer_from_the_menu(network: October, number: int, chat: Chat | None = None) -> None:
    chat = chat or network.chat(number)
    await chat.send("/questionnaire")
    await network.answer(number, chat)


async def _announced(network: October, diary: Diary) -> None:
    """Tell the head and the deputy some days before; the head has read it."""
    await diary.until("26.09", "12:00")
    head = network.world.chat(HEAD)
    await head.news()
    await head.press("1")
    await head.press("Хорошо")


async def _prolonged(network: October, diary: Diary) -> None:
    """Give 37 another week."""
    deputy = network.world.chat(DEPUTY)
    await deputy.send("/monitoring")
    for word in ("Не открывали", "Филиал 37", "Продлить", "До 27 октября"):
        await _press_like(deputy, word)
    await diary.note()


async def _press_like(chat: Chat, word: str) -> None:
    """Press a button by the words with which its label begins, if need be on a later page."""
    while True:
        labels = [one for row in chat.buttons for one in row]
        found = [one for one in labels if one.startswith(word)]
        await chat.press(found[0] if found else "".join(one for one in labels if "Ещё" in one))
        if found:
            return


async def _prolonged_one_answers(network: October, diary: Diary) -> None:
    await diary.until("24.10", "12:00")
    await _press(network, 37, "Ответить")
    await network.answer(37)


async def _reminded_at_once(network: October, diary: Diary) -> None:
    """Press «Напомнить» on the board on the last day; one of the reminded answers."""
    await diary.until("20.10", "12:00")
    methodist = network.world.chat(METHODIST)
    await methodist.send("/monitoring")
    for word in ("Напомнить", "Отправить"):
        await _press_like(methodist, word)
    await diary.note()
    await _press(network, 30, "Ответить")
    await network.answer(30)


async def _after_the_third(network: October, diary: Diary) -> None:
    """Answer at last, on the day after the last one; the deputy does so for the central one."""
    await diary.until("21.10", "12:00")
    for number in AFTER_THE_THIRD:
        await _press(network, number, "Ответить")
        await network.answer(number)
    deputy = network.world.chat(DEPUTY)
    await deputy.send("/questionnaire")
    await network.answer(october.CENTRAL, deputy)
    await diary.note()


async def an_october(world: World) -> tuple[October, list[str]]:
    """Play the whole month; return the network and the rows of the table."""
    world.clock.set(at("25.09", "21:30"))
    network, diary = await october.settle(world), Diary(world)
    await _announced(network, diary)
    await diary.until("01.10", "12:00")
    await _opening(network)
    await _first_days(network, diary)
    await _a_new_phone(network, diary)
    await _returned_twice(network, diary)
    await _the_middle(network, diary)
    await _explained(network, diary)
    await _the_bot_is_down(network, diary)
    await _the_reminder_before_the_end(network, diary)
    await _reminded_at_once(network, diary)
    await _after_the_third(network, diary)
    await _prolonged_one_answers(network, diary)
    await _accepted(network, diary)
    await diary.until("31.10", "21:00")
    return network, diary.rows


async def test_an_october(empty_world: World) -> None:
    """Who is told what and when; every sheet but of those who never answer is sent, once."""
    network, rows = await an_october(empty_world)
    assert rows == _written(TABLE)
    assert await empty_world.sql(
        "SELECT l.code FROM campaign_units JOIN libraries AS l USING (library_id) "
        "WHERE state <> 'accepted' ORDER BY 1"
    ) == [(october.code(number),) for number in NEVER]
    answered = october.UNITS - len(NEVER)
    assert await empty_world.sql("SELECT count(*), count(DISTINCT draft_id) FROM submissions") == [
        (answered + VERSIONS, answered + VERSIONS)
    ]
    assert await empty_world.sql(
        "SELECT state, return_no, count(*) FROM remarks GROUP BY 1, 2 ORDER BY 2"
    ) == [("corrected", 1, 1), ("explained", 2, 1)]
    assert len(network.asked) / answered < A_QUARTER
    assert await _kept(empty_world) == _counted(network)


async def _kept(world: World) -> dict[tuple[str, str], float]:
    """Return the numbers in force, by library and question."""
    rows = await world.sql(
        "SELECT l.code, f.question, f.number FROM figures AS f JOIN libraries AS l "
        "USING (library_id) WHERE f.period = '2026-10' AND f.number IS NOT NULL"
    )
    return {(str(code), str(name)): float(str(number)) for code, name, number in rows}


def _counted(network: October) -> dict[tuple[str, str], float]:
    """Return what each library has counted, after the one correction."""
    numbers = {
        (october.code(number), name): value
        for number, one in network.figures.items()
        for name, value in (one.now | {"rounds": 0.0}).items()
        if number not in NEVER
    }
    numbers[october.code(15), "visits"] -= CORRECTED_BY
    return numbers


def _written(table: Path) -> list[str]:
    return [line for line in table.read_text("utf-8").splitlines() if line and line[0] != "#"]


async def _the_end_of_october(
    world: World, zone: ZoneInfo, *, restarts: bool = False
) -> list[str]:
    """Let nobody answer a campaign over the night in which clocks go back, 24 to 25 October."""
    world.clock.zone = zone
    world.clock.set(at("19.10", "21:30", zone))
    await october.settle(world)
    async with world.db.write() as tx:
        for name, value in (("autumn_opens", "20.10"), ("autumn_closes", "27.10")):
            await institution.change(tx, name, value, now=october.NOW, by=None)
    diary = Diary(world, shows_utc=True, restarts=restarts)
    await diary.until("30.10", "21:00")
    return diary.rows


async def test_the_clock_change(empty_world: World) -> None:
    """Summer time ends in Vilnius on 25 October: the same local hours, others of UTC."""
    rows = await _the_end_of_october(empty_world, ZoneInfo("Europe/Vilnius"))
    assert rows == _written(ELSEWHERE)


async def test_restarts_repeat_nothing(empty_world: World) -> None:
    """The bot is started anew after each strike of the clock: the table is the same."""
    zone = ZoneInfo("Europe/Vilnius")
    rows = await _the_end_of_october(empty_world, zone, restarts=True)
    assert rows == _written(ELSEWHERE)


async def test_no_clock_change_in_minsk(empty_world: World) -> None:
    """The same local hours as in Vilnius, three hours after UTC before and after the night."""
    rows = await _the_end_of_october(empty_world, MINSK)
    assert [UTC_HOUR.sub("", row) for row in rows] == [
        UTC_HOUR.sub("", row) for row in _written(ELSEWHERE)
    ]
    hours = {tuple(int(hour[:2]) for hour in re.findall(r"\d\d:\d\d", row)) for row in rows}
    assert hours == {(9, 6), (10, 7), (11, 8)}
