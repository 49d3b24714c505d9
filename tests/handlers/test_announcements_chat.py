"""Announcements: made, looked at, sent, read, reminded of once; later, corrected, cancelled."""

from datetime import date, datetime

from monitored import everybody
from world import MINSK, World

from bot.sandbox.driver import Chat
from storage import leaves, staff
from storage.records.people import StaffFields

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
GONE = "Это объявление уже ушло: исправить или отменить его нельзя."
CALLED = "Без Telegram, позвоните (2): Буквицкая Ядвига Антоновна; Курсивова Валентина Егоровна"
READERS = (1005, 1006, 1007, 1008, 1009, 1010, 1012)  # librarians with Telegram


async def written(chat: Chat, text: str, *presses: str) -> list[str]:
    """Write an announcement without files; return what was said last."""
    await chat.send("/announcements")
    label = next(one for row in chat.buttons for one in row if one.startswith("Нов"))
    await chat.press(label)
    said = await chat.send(text)
    for one in presses:
        said = await chat.press(one)
    return said


async def test_an_announcement_goes_with_its_files(world: World) -> None:
    """The preview is what comes; who has no Telegram is named; «Прочитано» ends it."""
    everybody(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    assert await svetlana.send("/announcements") == ["Объявления\nПока ничего нет."]
    assert await svetlana.press("Новое объявление") == [
        "Объявление\nСразу ничего не уйдёт: сначала Вы увидите объявление так же, как коллеги.",
        (
            "Объявление, 1 из 3\n"
            "Что объявить? Напишите одним сообщением; фото и файлы добавите потом."
        ),
    ]
    await svetlana.send("Завтра семинар.\nНачало в 11:00, <b>явка</b> & чай.")
    await svetlana.press("Всем библиотекарям")
    await svetlana.press("Сейчас")
    await svetlana.album([None, None])
    await svetlana.wait_for("Файлы: 2. Добавить ещё?")
    await svetlana.document("план.pdf", b"%PDF-1.4 plan")
    assert await svetlana.press("Дальше") == [
        (
            "Фото или файлы? Пришлите их прямо сюда.\n"
            "Объявление\n"
            "Проверьте, пожалуйста.\n"
            "1. Текст: Завтра семинар.\n"
            "Начало в 11:00, <b>явка</b> & чай.\n"
            "2. Кому: Всем библиотекарям\n"
            "3. Когда: Сейчас\n"
            "4. Звук: Со звуком, не ночью\n"
            "5. Файлы: приложено\n"
            "6. Файлы: приложено\n"
            "7. Файлы: приложено\n"
            "Всё верно? Нажмите «Посмотреть и отправить»: сначала Вы увидите объявление так же, "
            "как коллеги. Чтобы исправить ответ, напишите его номер."
        ),
    ]
    message = (
        "Объявление, 15 октября\n"
        "Завтра семинар.\n"
        "Начало в 11:00, <b>явка</b> & чай.\n"
        "От кого: Аннотова С. Ю."
    )
    assert await svetlana.press("Посмотреть и отправить") == [
        "[photo]",
        "[photo]",
        "[document план.pdf]",
        message,
        f"Выше объявление: так его увидят коллеги.\nПолучат: 7.\n{CALLED}\nУйдёт сразу.",
    ]
    assert await nina.news() == []
    assert await svetlana.press("Отправить (7)") == [
        (
            "Отправлено: 7 сотрудникам.\n"
            "\n"
            "Объявление ушло: 15.10.2026 09:28.\n"
            "От кого: Аннотова С. Ю.\n"
            "Кому: Всем библиотекарям\n"
            "«Завтра семинар.\n"
            "Начало в 11:00, <b>явка</b> & чай.»\n"
            "Получили: 7. Прочитали: 0, ещё нет: 7.\n"
            "Не прочитали: Абзацева Н. В. (Мижевичи); Закладкина Н. И. (Деревная); "
            "Корешкова Г. Ф. (Жировичи); Переплётова А. М. (Сеньковщина); "
            "Полкина Л. Н. (Василевичи); Страницкая И. К. (Озерница, отсутствует); "
            "Формулярова Е. С. (Деревянчицы, Большие Шиловичи)\n"
            f"{CALLED}"
        ),
        "Что дальше?",
    ]
    assert await nina.news() == ["[photo]", "[photo]", "[document план.pdf]", message]
    assert nina.buttons == [["Прочитано"]]
    assert await nina.press("Прочитано") == [f"{message}\nПрочитано: 15 октября."]
    assert (nina.toast, nina.buttons) == ("Спасибо, отмечено.", [])
    await nina.forge("announce.read:1")
    assert await world.sql(
        "SELECT staff_id, is_reached, read_at IS NOT NULL, reminded_at FROM announcement_readers"
    ) == [
        (5, 1, 1, None),
        *((n, 1, 0, None) for n in (6, 7, 8, 9, 10)),
        (11, 0, 0, None),
        (12, 1, 0, None),
        (13, 0, 0, None),
    ]
    lanes = "SELECT DISTINCT lane FROM outbox WHERE chat_id = 1006"
    assert await world.sql(lanes) == [(1,)]


async def test_who_has_not_read_is_reminded_once(world: World) -> None:
    """Each person once, whoever presses; who is away waits; the list of those to be called."""
    everybody(world)
    svetlana, olga, nina, anna = (world.chat(1000 + n) for n in (3, 1, 5, 9))
    await written(
        svetlana, "Сдайте планы", "Всем библиотекарям", "Сейчас", "Посмотреть и отправить"
    )
    await svetlana.press("Отправить (7)")
    await nina.news()
    await nina.press("Прочитано")
    await anna.news()
    await svetlana.send("/announcements")
    assert svetlana.buttons == [["15.10 Сдайте планы"], ["Новое объявление"]]
    await svetlana.press("15.10 Сдайте планы")
    assert svetlana.buttons == [["Напомнить 5", "К объявлениям"]]
    [card] = await svetlana.press("Напомнить 5")
    assert card.splitlines()[0] == "Напоминание отправлено: 5 сотрудникам."
    assert card.splitlines()[6] == "Получили: 7. Прочитали: 1, ещё нет: 6."
    assert card.splitlines()[8] == "Напоминание отправлено: 5."
    assert svetlana.buttons == [["К объявлениям"]]
    assert await anna.news() == [
        (
            "Калі ласка, прачытайце аб’яву і націсніце «Прачытана».\n"
            "Аб’ява, 15 кастрычніка\n"
            "Сдайте планы\n"
            "Ад каго: Анотава С. Ю."
        ),
    ]
    assert await nina.news() == []
    for chat in (svetlana, olga):
        await chat.start()
        [again] = await chat.forge("announce.remind:1")
        assert again.splitlines()[0] == "Сейчас напоминать некому."
    await world.stop()
    await world.start()
    await world.tick()
    assert await anna.news() == []
    assert await anna.press("Прачытана") == [
        (
            "Аб’ява, 15 кастрычніка\n"
            "Сдайте планы\n"
            "Ад каго: Анотава С. Ю.\n"
            "Прачытана: 15 кастрычніка."
        ),
    ]
    world.clock.set(datetime(2026, 10, 19, 11, 30, tzinfo=MINSK))  # Страницкая is back
    assert await olga.forge("announce.card:1") != []
    assert olga.buttons == [["Напомнить 1", "К объявлениям"]]
    await olga.press("Напомнить 1")
    assert await world.sql(
        "SELECT staff_id FROM announcement_readers WHERE reminded_at > '2026-10-19' ORDER BY 1"
    ) == [(7,)]


async def test_unread_stands_in_my_tasks_and_does_not_nag(world: World) -> None:
    """The list opens it with its files; no digest comes because of it alone."""
    everybody(world)
    svetlana, galina = world.chat(1003), world.chat(1006)
    await written(svetlana, "Сдайте планы до пятницы", "Некоторым библиотекам")
    await svetlana.press("Жировичи")
    await svetlana.press("Готово")
    await svetlana.press("Сейчас")
    await svetlana.press("Посмотреть и отправить")
    assert await svetlana.press("Отправить (1)") == [
        (
            "Отправлено: 1 сотруднику.\n"
            "\n"
            "Объявление ушло: 15.10.2026 09:28.\n"
            "От кого: Аннотова С. Ю.\n"
            "Кому: Некоторым библиотекам: Жировичи\n"
            "«Сдайте планы до пятницы»\n"
            "Получили: 1. Прочитали: 0, ещё нет: 1.\n"
            "Не прочитали: Корешкова Г. Ф. (Жировичи)"
        ),
        "Что дальше?",
    ]
    await galina.news()
    for day in (16, 17, 20):
        world.clock.set(datetime(2026, 10, day, 11, 30, tzinfo=MINSK))
        await world.tick()
    planned = "SELECT count(*) FROM reminders WHERE kind = 'announcement'"
    assert await world.sql(planned) == [(0,)]
    assert await galina.send("/tasks") == [
        (
            "Галина Фёдоровна, сегодня 20 октября.\n"
            "1. Анкета за 9 месяцев 2026 года (Жировичи): срок 20 октября.\n"
            "2. Прочитать объявление от 15 октября: «Сдайте планы до пятницы».\n"
            "Нажмите номер."
        ),
    ]
    assert await galina.press("2") == [
        "Объявление, 15 октября\nСдайте планы до пятницы\nОт кого: Аннотова С. Ю.",
    ]
    await galina.press("Прочитано")
    [tasks] = await galina.send("/tasks")
    assert "Прочитать" not in tasks
    assert await galina.send("/announcements") == ["Объявления\nНажмите, чтобы открыть."]
    assert galina.buttons == [["15.10 Сдайте планы до пятницы"]]
    assert await galina.press("15.10 Сдайте планы до пятницы") == [
        (
            "Объявление, 15 октября\n"
            "Сдайте планы до пятницы\n"
            "От кого: Аннотова С. Ю.\n"
            "Прочитано: 20 октября."
        ),
    ]


async def test_one_that_goes_later_waits_for_the_morning(world: World) -> None:
    """A typed time in the quiet hours is moved; it goes once, also over a restart."""
    everybody(world)
    svetlana, nina, anna = world.chat(1003), world.chat(1005), world.chat(1009)
    await written(svetlana, "Сдайте планы", "Всем библиотекарям", "В другое время")
    assert await svetlana.send("вчера 10:00") == [
        (
            "Это время уже прошло: 14.10.2026 10:00. Выберите более позднее.\n"
            "Объявление, 4 из 4\n"
            "В какой день и час? Например: завтра 14:00 или 20.10 9:30."
        ),
    ]
    await svetlana.send("завтра 22:30")
    said = await svetlana.press("Посмотреть и отправить")
    assert said == [
        "Объявление, 17 октября\nСдайте планы\nОт кого: Аннотова С. Ю.",
        (
            "Выше объявление: так его увидят коллеги.\n"
            "Получат: 7.\n"
            f"{CALLED}\n"
            "Тихие часы, поэтому уйдёт: 17.10.2026 08:00."
        ),
    ]
    [card, _] = await svetlana.press("Отправить в это время")
    assert card.splitlines()[:3] == [
        "Объявление сохранено и уйдёт в назначенное время.",
        "",
        "Объявление уйдёт: 17.10.2026 08:00.",
    ]
    assert svetlana.buttons == [
        ["Исправить", "Отменить"],
        ["Отправить сейчас", "К объявлениям"],
    ]
    async with world.db.write() as tx:  # who comes before it goes gets it
        await staff.put(
            tx,
            [StaffFields(code="99", surname_ru="Новая", name_ru="Ольга", role="librarian")],
            now="2026-10-16T06:00:00Z",
            by=None,
        )
    world.bot.services.network.forget()
    world.clock.set(datetime(2026, 10, 17, 7, 59, tzinfo=MINSK))
    await world.tick()
    assert await anna.news() == []
    world.clock.set(datetime(2026, 10, 17, 8, 0, tzinfo=MINSK))
    await world.tick()
    await world.stop()
    await world.start()
    await world.tick()
    assert await anna.news() == ["Аб’ява, 17 кастрычніка\nСдайте планы\nАд каго: Анотава С. Ю."]
    assert await nina.news() == ["Объявление, 17 октября\nСдайте планы\nОт кого: Аннотова С. Ю."]
    assert await svetlana.news() == [
        (
            "Ваше объявление ушло: «Сдайте планы».\n"
            "Получили: 7.\n"
            "Без Telegram, позвоните (3): Буквицкая Ядвига Антоновна; "
            "Курсивова Валентина Егоровна; Новая Ольга"
        ),
    ]
    assert await world.sql("SELECT count(*) FROM announcement_readers") == [(10,)]


async def test_a_late_start_at_night_makes_no_sound(world: World) -> None:
    """The bot was away: what has a sound waits for the morning, what has none goes."""
    everybody(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    for text in ("Громкое", "Тихое"):
        await written(svetlana, text, "Всем библиотекарям", "Через час")
        if text == "Тихое":
            await svetlana.send("4")
            await svetlana.press("Без звука")
        said = await svetlana.press("Посмотреть и отправить")
        assert ("Придёт без звука." in said[-1]) == (text == "Тихое")
        await svetlana.press("Отправить в это время")
    world.clock.set(datetime(2026, 10, 15, 23, 0, tzinfo=MINSK))
    await world.tick()
    assert [text.splitlines()[1] for text in await nina.news()] == ["Тихое"]
    assert await world.sql(
        "SELECT DISTINCT json_extract(payload, '$.disable_notification') FROM outbox "
        "WHERE payload LIKE '%Тихое%' AND lane = 1 AND chat_id = 1005"
    ) == [(1,)]
    world.clock.set(datetime(2026, 10, 16, 8, 0, tzinfo=MINSK))
    await world.tick()
    assert [text.splitlines()[1] for text in await nina.news()] == ["Громкое"]


async def test_it_is_corrected_or_cancelled_before_its_time(world: World) -> None:
    """In Belarusian; afterwards nothing can be changed, and the old buttons say why."""
    everybody(world)
    pavel, nina = world.chat(1004), world.chat(1005)
    await written(
        pavel, "План да пятніцы", "Аднаму сельсавету", "Дзераўноўскі", "Заўтра раніцай",
    )  # fmt: skip
    assert await pavel.press("Паглядзець і адправіць") == [
        "Аб’ява, 16 кастрычніка\nПлан да пятніцы\nАд каго: Кніжнік П. А.",
        (
            "Вышэй аб’ява: так яе ўбачаць калегі.\n"
            "Атрымаюць: 1.\n"
            "Без Telegram, патэлефануйце (1): Курсівава Валянціна Ягораўна\n"
            "Будзе адпраўлена: 16.10.2026 09:30."
        ),
    ]
    await pavel.press("Адправіць у гэты час")
    assert await pavel.press("Выправіць") == [
        "Аб’ява\nВыпраўленне: пакуль яно не скончана, аб’ява застаецца ранейшай.",
        (
            "Фота або файлы? Дашліце іх проста сюды.\n"
            "Аб’ява\n"
            "Праверце, калі ласка.\n"
            "1. Тэкст: План да пятніцы\n"
            "2. Каму: Аднаму сельсавету\n"
            "3. Каму менавіта: Дзераўноўскі\n"
            "4. Калі: У іншы час\n"
            "5. Дзень і час: 16.10.2026 09:30\n"
            "6. Гук: З гукам, не ноччу\n"
            "Усё правільна? Націсніце «Паглядзець і адправіць»: спачатку Вы ўбачыце аб’яву "
            "так, як калегі. Каб выправіць адказ, напішыце яго нумар."
        ),
    ]
    await pavel.send("1")
    await pavel.send("План да чацвярга")
    await pavel.press("Паглядзець і адправіць")
    [card, _] = await pavel.press("Адправіць у гэты час")
    assert card.splitlines()[2:] == [
        "Аб’ява будзе адпраўлена: 16.10.2026 09:30.",
        "Ад каго: Кніжнік П. А.",
        "Каму: Аднаму сельсавету: Дзераўноўскі",
        "«План да чацвярга»",
        "Атрымаюць: 1.",
        "Без Telegram, патэлефануйце (1): Курсівава Валянціна Ягораўна",
    ]
    await pavel.press("Выправіць")  # and the correction stays open
    await pavel.press("Адкласці")
    await pavel.send("/announcements")
    await pavel.press("16.10 План да чацвярга")
    assert await pavel.press("Скасаваць") == [
        "Скасаваць аб’яву «План да чацвярга»? Яе яшчэ ніхто не атрымаў.",
    ]
    [cancelled] = await pavel.press("Так, скасаваць")
    assert cancelled.splitlines()[0] == "Аб’ява скасавана."
    await pavel.forge("announce.now:1")
    assert pavel.toast == "Гэта аб’ява скасавана."
    world.clock.set(datetime(2026, 10, 16, 9, 31, tzinfo=MINSK))
    await world.tick()
    assert [text for text in await nina.news() if "План" in text] == []
    assert await pavel.send("/announcements") == ["Аб’явы\nПакуль нічога няма."]
    assert await world.sql(
        "SELECT action, old, new FROM history WHERE subject = 'announcements' ORDER BY history_id"
    ) == [
        ("added", None, None),
        ("changed", '{"body": "План да пятніцы"}', '{"body": "План да чацвярга"}'),
        ("cancelled", None, None),
    ]


async def test_a_correction_too_late_changes_nothing(world: World) -> None:
    """It went while somebody was correcting it: they are told, and nobody gets it twice."""
    everybody(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await written(svetlana, "Сдайте планы", "Всем библиотекарям", "Через час")
    await svetlana.press("Посмотреть и отправить")
    await svetlana.press("Отправить в это время")
    await svetlana.press("Исправить")
    world.clock.set(datetime(2026, 10, 15, 10, 29, tzinfo=MINSK))
    await world.tick()
    await nina.news()
    await svetlana.press("Посмотреть и отправить")
    assert svetlana.toast == GONE
    for forged in (
        "announce.edit:1",
        "announce.cancel:1",
        "announce.cancelled:1",
        "announce.now:1",
    ):
        await svetlana.forge(forged)
        assert svetlana.toast == GONE
    assert await nina.news() == []


async def test_who_comes_later_does_not_get_old_ones(world: World) -> None:
    """Neither in the list nor in «Мои дела»; the button of another's message is refused."""
    everybody(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await written(svetlana, "Сдайте планы", "Некоторым библиотекам", "Жировичи", "Готово")
    await svetlana.press("Сейчас")
    await svetlana.press("Посмотреть и отправить")
    await svetlana.press("Отправить (1)")
    async with world.db.write() as tx:
        await tx.run("UPDATE staff_libraries SET library_id = 2 WHERE staff_id = 5")
    world.bot.services.network.forget()
    await nina.start()
    await world.tick()
    assert await nina.send("/announcements") == ["Объявления\nПока ничего нет."]
    for forged in (
        "announce.read:1",
        "announce.show:1",
        "announce.card:1",
        "announce.unread:1:0",
        "announce.files:1",
    ):
        await nina.forge(forged)
        assert nina.toast == REFUSED
    for forged in (
        "announce.new",
        "announce.edit:1",
        "announce.cancelled:1",
        "announce.now:1",
        "announce.remind:1",
    ):
        await nina.forge(forged)
        assert nina.toast == REFUSED
    assert await world.sql("SELECT staff_id, read_at, reminded_at FROM announcement_readers") == [
        (6, None, None)
    ]


async def test_a_colleague_reads_and_the_head_may_change(world: World) -> None:
    """A methodist sees who has read another's, and changes or reminds only of their own."""
    everybody(world)
    svetlana, marina, olga = world.chat(1003), world.chat(1002), world.chat(1001)
    await written(svetlana, "Сдайте планы", "Всем сотрудникам", "Завтра утром")
    await svetlana.press("Посмотреть и отправить")
    await svetlana.press("Отправить в это время")
    await marina.send("/announcements")
    [card] = await marina.press("16.10 Сдайте планы")
    assert card.splitlines()[0] == "Объявление уйдёт: 16.10.2026 09:30."
    assert marina.buttons == [["К объявлениям"]]
    for forged in ("announce.cancelled:1", "announce.edit:1", "announce.now:1"):
        await marina.forge(forged)
        assert marina.toast == REFUSED
    await olga.send("/announcements")
    await olga.press("16.10 Сдайте планы")
    await olga.press("Исправить")
    await olga.send("3")
    await olga.press("Сейчас")
    await olga.press("Посмотреть и отправить")
    card = (await olga.press("Отправить (11)"))[0]
    assert card.splitlines()[:5] == [
        "Отправлено: 11 сотрудникам.",
        "",
        "Объявление ушло: 15.10.2026 09:28.",
        "От кого: Аннотова С. Ю.",
        "Кому: Всем сотрудникам",
    ]
    message = "Объявление, 15 октября\nСдайте планы\nОт кого: Аннотова С. Ю."
    assert olga.screen[-1].text == message
    assert await svetlana.news() == []
    await marina.forge("announce.remind:1")
    assert marina.toast == REFUSED
    assert await olga.forge("announce.unread:1:0") == [
        (
            "«Сдайте планы»\n"
            "Не прочитали: 11. Без Telegram, позвоните: 2.\n"
            "Абзацева Н. В. (Мижевичи)\n"
            "Закладкина Н. И. (Деревная)\n"
            "Каталогова М. П. (Центральная)\n"
            "Книжник П. А. (Центральная)\n"
            "Корешкова Г. Ф. (Жировичи)\n"
            "Переплётова А. М. (Сеньковщина)\n"
            "Полкина Л. Н. (Василевичи)\n"
            "Скриптов Д. О. (Центральная)\n"
            "Страницкая И. К. (Озерница, отсутствует)\n"
            "Формулярова Е. С. (Деревянчицы, Большие Шиловичи)\n"
            "Экслибрисова О. С. (Центральная)\n"
            "Буквицкая Ядвига Антоновна\n"
            "Курсивова Валентина Егоровна"
        ),
    ]


async def test_nobody_there_is_said_and_nothing_is_lost(world: World) -> None:
    """A library without people: another answer is asked for, the draft stays."""
    everybody(world)
    svetlana = world.chat(1003)
    await written(svetlana, "Сдайте планы", "Некоторым библиотекам")
    await svetlana.send("Павлово")
    await svetlana.press("Сейчас")
    await svetlana.press("Посмотреть и отправить")
    assert svetlana.toast == (
        "Там сейчас никто не работает. Выберите другой ответ на вопрос «Кому»."
    )
    await svetlana.send("2")
    await svetlana.press("Всем сотрудникам")
    await svetlana.press("Посмотреть и отправить")
    assert svetlana.buttons == [["Отправить (11)", "Исправить"]]


async def test_who_left_or_blocked_is_not_waited_for(world: World) -> None:
    """Who blocked the bot must be called; who has left is in no list."""
    everybody(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await written(
        svetlana, "Сдайте планы", "Всем библиотекарям", "Сейчас", "Посмотреть и отправить"
    )
    await svetlana.press("Отправить (7)")
    await nina.start()
    await nina.block()
    async with world.db.write() as tx:
        await staff.switch_off(tx, 6, date(2026, 10, 14), now="2026-10-15T07:00:00Z", by=15)
        await leaves.add(
            tx, 9, date(2026, 10, 14), date(2026, 10, 18), substitute_id=None,
            now="2026-10-15T07:00:00Z", by=9,
        )  # fmt: skip
    world.bot.services.network.forget()
    [card] = await svetlana.forge("announce.card:1")
    assert card.splitlines()[4:] == [
        "Получили: 5. Прочитали: 0, ещё нет: 5.",
        (
            "Не прочитали: Абзацева Н. В. (Мижевичи); Переплётова А. М. (Сеньковщина, "
            "отсутствует); Полкина Л. Н. (Василевичи); Страницкая И. К. (Озерница, "
            "отсутствует); Формулярова Е. С. (Деревянчицы, Большие Шиловичи)"
        ),
        (
            "Без Telegram, позвоните (3): Закладкина Нина Ивановна; "
            "Буквицкая Ядвига Антоновна; Курсивова Валентина Егоровна"
        ),
    ]
    assert svetlana.buttons == [["Напомнить 3", "К объявлениям"]]


async def test_an_old_one_leaves_my_tasks(world: World) -> None:
    """After thirty days it is only in the list of announcements, where it can still be read."""
    everybody(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await written(svetlana, "Сдайте планы", "Всем библиотекарям", "Сейчас")
    await svetlana.press("Посмотреть и отправить")
    await svetlana.press("Отправить (7)")
    for day, lines in ((13, 1), (15, 0)):
        world.clock.set(datetime(2026, 11, day, 12, 0, tzinfo=MINSK))
        [tasks] = await nina.send("/tasks")
        assert sum("Прочитать объявление" in line for line in tasks.splitlines()) == lines
    await nina.send("/announcements")
    await nina.press("15.10 Сдайте планы")
    assert nina.buttons == [["Прочитано"]]
