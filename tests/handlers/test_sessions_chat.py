"""Sessions in conversation: made, announced, answered, changed, cancelled, by telephone."""

from datetime import date

from filed import files
from icalendar import Calendar
from taught import (
    ANNA,
    BASICS,
    COMES,
    LYUDMILA,
    NINA,
    PAVEL,
    SVETLANA,
    WAS,
    a_session,
    everybody,
    said,
)
from world import World

from bot.sandbox.driver import Chat
from storage import periods

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
ASKED = (
    "Занятие класса «Азы»: «Как списать книгу».\n"
    "29 октября, 11:00-12:30\n"
    "Место: Центральная библиотека\n"
    "Практикум, учебных часов: 1,5\n"
    "Ведёт: Иванова Анна, областная библиотека"
)


async def made(chat: Chat) -> list[str]:
    """Make a session of «Азы» by the form."""
    await chat.send("/school")
    await chat.press("Новое занятие")
    await chat.press("Азы")
    for typed in ("29.10", "11:00", "1,5"):
        await chat.send(typed)
    await chat.press("Практикум")
    await chat.send("«Как списать книгу»")
    await chat.press("Гость")
    await chat.send("Иванова Анна, областная библиотека")
    await chat.send("Центральная библиотека")
    return await chat.press("Сохранить")


def event(content: bytes) -> dict[str, object]:
    """Read what a calendar takes from the file."""
    calendar = Calendar.from_ical(content)
    [found] = calendar.walk("VEVENT")
    return {
        "method": str(calendar["METHOD"]),
        "sequence": found["SEQUENCE"],
        "status": str(found["STATUS"]),
        "begins": found.decoded("DTSTART").isoformat(),
        "ends": found.decoded("DTEND").isoformat(),
        "summary": str(found["SUMMARY"]),
        "location": str(found["LOCATION"]),
    }


async def uids(world: World, chat: Chat) -> set[str]:
    found = await files(world, chat)
    return {str(Calendar.from_ical(one).walk("VEVENT")[0]["UID"]) for one in found.values()}


async def test_a_session_is_made_announced_changed_and_cancelled(school: World) -> None:
    """Members hear each once, with the calendar's file; who has no Telegram is to be called."""
    everybody(school)
    svetlana, lyudmila = school.chat(SVETLANA), school.chat(LYUDMILA)
    assert await made(svetlana) == [
        (
            "Занятие записано. О нём знает только отдел: нажмите «Объявить».\n"
            f"{ASKED}\n"
            "Ещё не объявлено. Слушателей: 7."
        ),
        "Что дальше?",
    ]
    assert await lyudmila.news() == []
    assert svetlana.buttons == [
        ["Объявить", "QR-код"],
        ["Изменить", "В календарь"],
        ["Отменить занятие", "К классу"],
    ]
    assert await svetlana.press("Объявить") == [
        f"{ASKED}\nБудете?",
        (
            "Выше то, что увидят коллеги.\n"
            "Узнают 5 коллег.\n"
            "Без Telegram, позвоните (2): Буквицкая Ядвига Антоновна; Курсивова Валентина Егоровна"
        ),
    ]
    assert await lyudmila.news() == []
    waits = (
        "Придут: 0, не смогут: 0, ещё не ответили: 7.\n"
        "Ещё не ответили: Абзацева Н. В.; Корешкова Г. Ф.; Переплётова А. М.; Полкина Л. Н.; "
        "Страницкая И. К.\n"
        "Без Telegram, позвоните (2): Буквицкая Ядвига Антоновна; Курсивова Валентина Егоровна"
    )
    assert await svetlana.press("Объявить") == [
        f"Занятие объявлено, сообщение получат 5 коллег.\n{ASKED}\n{waits}"
    ]
    assert await lyudmila.news() == ["[document Занятие 2026-10-29.ics]", f"{ASKED}\nБудете?"]
    assert lyudmila.buttons == [["Приду", "Не смогу"], ["В календарь"]]
    await svetlana.forge("session.announce:3")
    assert svetlana.toast == "Это занятие уже объявлено."
    await lyudmila.press("Приду")

    await svetlana.press("Изменить")
    await svetlana.send("2")
    await svetlana.send("30.10")
    assert (await svetlana.press("Сохранить"))[0].split("\n")[:2] == [
        "Занятие изменено.",
        "Сообщение получат 5 коллег.",
    ]
    moved = ASKED.replace("29", "30")
    assert await lyudmila.news() == [
        "[document Занятие 2026-10-30.ics]",
        f"Занятие изменилось: другой день.\n{moved}\nБудете?",
    ]
    assert await said(school, 3) == []  # «Приду» was said of another day

    await svetlana.press("Отменить занятие")
    assert (await svetlana.send("Света не будет"))[0].split("\n") == [
        "Занятие отменено.",
        "Сообщение получат 5 коллег.",
        "Без Telegram, позвоните (2): Буквицкая Ядвига Антоновна; Курсивова Валентина Егоровна",
        *moved.split("\n"),
        "Занятие отменено: Света не будет.",
    ]
    assert await lyudmila.news() == [
        "[document Занятие 2026-10-30.ics]",
        (
            "Занятие отменено: 30 октября, 11:00-12:30, класс «Азы», «Как списать книгу».\n"
            "Причина: Света не будет"
        ),
    ]
    sent = [event(one) for one in (await files(school, lyudmila)).values()]
    last = {
        "method": "CANCEL",
        "sequence": 2,
        "status": "CANCELLED",
        "begins": "2026-10-30T11:00:00+03:00",
        "ends": "2026-10-30T12:30:00+03:00",
        "summary": "Как списать книгу",
        "location": "Центральная библиотека",
    }
    first = {
        **last, "method": "PUBLISH", "sequence": 0, "status": "CONFIRMED",
        "begins": "2026-10-29T11:00:00+03:00", "ends": "2026-10-29T12:30:00+03:00",
    }  # fmt: skip
    assert sent == [first, last]  # the same name came twice: the last one is kept
    assert len(await uids(school, lyudmila)) == 1


async def test_a_session_online_in_belarusian_with_an_end_of_its_own(school: World) -> None:
    """A colleague who teaches hears of it; a wrong link is asked again."""
    everybody(school)
    pavel, svetlana, anna = (school.chat(one) for one in (PAVEL, SVETLANA, ANNA))
    await pavel.send("/school")
    await pavel.press("Мобильный профессионал")
    await pavel.press("Новы занятак")
    for typed in ("28.10", "15:00", "2"):
        await pavel.send(typed)
    await pavel.press("Анлайн")
    await pavel.send("Сэрвісы")
    await pavel.press("Анотава С. Ю.")
    assert (await pavel.send("meet"))[0].split("\n")[0] == (
        "Спасылка пачынаецца з https:// і пішацца без прабелаў."
    )
    await pavel.send("https://meet.example/1")
    await pavel.press("Дапоўніць")
    await pavel.press("Заканчэнне")
    await pavel.send("14:00")
    await pavel.press("Захаваць")
    assert pavel.toast == (
        "Занятак заканчваецца пазней, чым пачынаецца. Выпраўце заканчэнне або пачатак."
    )
    await pavel.press("Выправіць")
    await pavel.press("9. Заканчэнне")
    await pavel.send("16:30")
    card = (await pavel.press("Захаваць"))[0]
    text = (
        "Занятак класа «Мобильный профессионал»: «Сэрвісы».\n"
        "28 кастрычніка, 15:00-16:30\n"
        "Спасылка: https://meet.example/1\n"
        "Анлайн, вучэбных гадзін: 2\n"
        "Вядзе: Анотава С. Ю."
    )
    assert card == (
        "Занятак запісаны. Пра яго ведае толькі аддзел: націсніце «Аб’явіць».\n"
        f"{text}\nЯшчэ не аб’яўлены. Слухачоў: 11."
    )
    await pavel.press("Аб’явіць")
    await pavel.press("Аб’явіць")
    assert await anna.news() == ["[document Занятак 2026-10-28.ics]", f"{text}\nБудзеце?"]
    assert anna.buttons == [["Прыйду", "Не змагу"], ["У каляндар"]]
    assert (await svetlana.news())[1].split("\n")[-1] == "Будете?"  # teaches and is a member


async def test_a_member_answers_and_changes_their_mind_until_it_begins(school: World) -> None:
    everybody(school)
    lyudmila = school.chat(LYUDMILA)
    text = (
        "Занятие класса «Мобильный профессионал»: «Читаем с телефона».\n"
        "22 октября, 10:00-13:00\n"
        "Место: Центральная библиотека, читальный зал\n"
        "Лекция, учебных часов: 3\n"
        "Ведёт: Книжник П. А."
    )
    assert await lyudmila.send("/sessions") == [
        (
            "Предстоящие занятия\n"
            "Ваши классы: «Азы», «Библиотечный ориентир», «Творческий полигон», "
            "«Мобильный профессионал»\n"
            "22 октября, 10:00-13:00: «Читаем с телефона» (класс «Мобильный профессионал»)"
        )
    ]
    assert await lyudmila.press("22 октября: Читаем с телефона") == [f"{text}\nБудете?"]
    assert await lyudmila.press("Приду") == [f"{text}\nВаш ответ: «Приду»."]
    assert lyudmila.buttons == [["Не смогу", "В календарь"], ["Все занятия"]]
    assert await lyudmila.press("Не смогу") == [
        (
            "Занятие класса «Мобильный профессионал»: «Читаем с телефона».\n"
            "Отмечено: не сможете. Почему? Нажмите причину или напишите её одной строкой.\n"
            "О здоровье писать не нужно."
        )
    ]
    assert (8, 0, None) in await said(school, COMES)
    assert await lyudmila.press("Некому заменить") == [
        f"{text}\nВаш ответ: «Не смогу» (некому заменить)."
    ]
    await lyudmila.forge(f"session.decline:{COMES}")
    assert await lyudmila.send("Звонить +375 29 123-45-67") != []
    assert await lyudmila.send("Печь топить некому") == [
        f"{text}\nВаш ответ: «Не смогу» (Печь топить некому)."
    ]
    assert (8, 0, "Печь топить некому") in await said(school, COMES)
    school.clock.jump(days=7, hours=1)
    assert await lyudmila.press("Приду") == []
    assert lyudmila.toast == "Это занятие уже началось."
    assert (8, 0, "Печь топить некому") in await said(school, COMES)
    school.clock.jump(hours=3)
    await lyudmila.send("/sessions")
    assert await lyudmila.press("Прошедшие (2)") == [
        (
            "Прошедшие занятия\n"
            "Ваши классы: «Азы», «Библиотечный ориентир», «Творческий полигон», "
            "«Мобильный профессионал»\n"
            "22 октября, 10:00-13:00: «Читаем с телефона» (класс «Мобильный профессионал»), "
            "Вы не сможете\n"
            "29 сентября, 10:00-12:00: «Дневник библиотеки» (класс «Азы»)"
        )
    ]
    assert (await lyudmila.press("Моя учёба"))[0].splitlines()[:2] == [
        "Учёба в школе библиотечного мастерства",
        "Полкина Людмила Николаевна",
    ]


async def test_an_answer_by_telephone(school: World) -> None:
    """Who has no Telegram is called; one with Telegram reads what was noted and may change it."""
    everybody(school)
    svetlana, lyudmila = school.chat(SVETLANA), school.chat(LYUDMILA)
    await svetlana.send("/school")
    await svetlana.press("22 октября: Читаем с телефона")
    await svetlana.press("Кто придёт")
    assert await svetlana.press("Курсивова В. Е.") == [
        (
            "Занятие класса «Мобильный профессионал»: «Читаем с телефона».\n"
            "Ответ по телефону: Курсивова Валентина Егоровна"
        )
    ]
    await svetlana.press("Не сможет: другое")
    assert (await svetlana.send("Автобус не ходит"))[0].split("\n")[1] == (
        "Аннотова С. Ю.: ещё без ответа"
    )
    await svetlana.press("Полкина Л. Н.")
    await svetlana.press("Придёт")
    assert await said(school, COMES) == [
        (5, 1, None), (6, 1, None), (8, 1, None), (9, 1, None), (10, 0, "alone"), (12, 1, None),
        (13, 0, "Автобус не ходит"),
    ]  # fmt: skip
    assert (await lyudmila.news())[0].split("\n")[0] == (
        "Ваш ответ отмечен в отделе (Аннотова С. Ю.). Не так? Нажмите другую кнопку."
    )
    await lyudmila.press("Не смогу")
    await lyudmila.press("Отпуск")
    assert (
        "Не смогут: Курсивова В. Е. (Автобус не ходит); Полкина Л. Н. (отпуск); "
        "Формулярова Е. С. (некому заменить)"
    ) in (await svetlana.press("Назад"))[0].split("\n")
    for forged in (f"session.for:{COMES}:14:yes", f"session.for:{COMES}:13:why"):
        await svetlana.forge(forged)
        assert svetlana.toast == REFUSED


async def test_materials_go_to_members(school: World) -> None:
    """Sent right to the card of answers; asked for by a button."""
    everybody(school)
    svetlana, lyudmila = school.chat(SVETLANA), school.chat(LYUDMILA)
    await svetlana.send("/menu")
    await svetlana.forge(f"session.edit:{COMES}")
    await svetlana.photo()
    await svetlana.press("Дальше")
    await svetlana.press("Сохранить")
    assert await lyudmila.news() == []  # nothing of what members are told has changed
    await lyudmila.send("/sessions")
    await lyudmila.press("22 октября: Читаем с телефона")
    assert await lyudmila.press("Материалы занятия") == ["[photo]"]


async def test_another_end_only_is_told_and_keeps_the_answers(school: World) -> None:
    """An end before the beginning is refused, and nobody hears of it."""
    session = await a_session(school)
    everybody(school)
    svetlana, nina = school.chat(SVETLANA), school.chat(NINA)
    await nina.send("/menu")
    await nina.forge(f"session.come:{session.session_id}")
    await svetlana.send("/menu")
    await svetlana.forge(f"session.edit:{session.session_id}")
    await svetlana.press("Дополнить")
    await svetlana.press("Окончание")
    await svetlana.send("0:30")
    assert await svetlana.press("Сохранить") == []
    assert await nina.news() == []
    await svetlana.send("9")
    await svetlana.send("12:00")
    await svetlana.press("Сохранить")
    assert (await nina.news())[1].split("\n")[0] == "Занятие изменилось: другое время."
    assert await said(school, session.session_id) == [(5, 1, None)]


async def test_a_session_that_was_is_corrected_and_nobody_hears(school: World) -> None:
    """What was replied of it stays."""
    everybody(school)
    svetlana, lyudmila = school.chat(SVETLANA), school.chat(LYUDMILA)
    before = await said(school, WAS)
    await svetlana.send("/menu")
    await svetlana.forge(f"session.edit:{WAS}")
    await svetlana.send("2")
    await svetlana.send("30.09")
    assert (await svetlana.press("Сохранить"))[0].split("\n")[:3] == [
        "Занятие изменено.",
        "Занятие класса «Азы»: «Дневник библиотеки».",
        "30 сентября, 10:00-12:00",
    ]
    assert await lyudmila.news() == []
    assert await said(school, WAS) == before != []


async def test_nobody_answers_for_another_class_or_too_early(school: World) -> None:
    """A stranger to the class, a session nobody knows of, a cancelled one, a closed period."""
    everybody(school)
    session = await a_session(school, announced=False, class_id=BASICS)
    nina, lyudmila, svetlana = school.chat(NINA), school.chat(LYUDMILA), school.chat(SVETLANA)
    key = session.session_id
    await svetlana.send("/menu")
    for chat in (nina, lyudmila):  # Nina is not in the class, Lyudmila is
        await chat.send("/menu")
        for verb in ("come", "decline", "show", "ics", "files", "people", "off"):
            assert await chat.forge(f"session.{verb}:{key}") == []
            assert chat.toast == REFUSED
    assert await said(school, key) == []
    await svetlana.forge(f"session.announce:{key}")
    await lyudmila.news()
    await svetlana.forge(f"session.drop:{key}:few")
    await lyudmila.news()
    await lyudmila.forge(f"session.come:{key}")
    assert lyudmila.toast == "Это занятие отменено."
    await svetlana.forge(f"session.edit:{key}")
    assert svetlana.toast == "Это занятие отменено."
    async with school.db.write() as tx:
        await periods.close(
            tx, "month", date(2026, 10, 1), date(2026, 10, 31), now="2026-11-10T06:00:00Z", by=1
        )
    for verb in ("edit", "off", "preview", "announce"):
        await svetlana.forge(f"session.{verb}:{COMES}")
        assert svetlana.toast.startswith("Период закрыт: октябрь 2026 года.")
