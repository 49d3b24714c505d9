"""Publications in chat: added from the file or a link, changed, removed, told of once."""

import io
from datetime import date

import docx
from monitored import everybody
from world import World

from bot.sandbox.driver import Chat
from storage import periods

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
ASKED = "Издание, {n} из 8\n{text}"
KEPT = (
    "SELECT series, kind, genre, title, theme, about, issued_year, content_year, pages, link, "
    "in_report, position, created_by FROM publications WHERE publication_id = "
)


def a_paper(title: str = "") -> bytes:
    """Make a Word document with a title of its own."""
    paper, out = docx.Document(), io.BytesIO()
    paper.core_properties.title = title
    paper.save(out)
    return out.getvalue()


async def added(chat: Chat, name: str = "Сценарий_зимних_посиделок.docx") -> list[str]:
    """Add a scenario with the fewest answers; return what was said last."""
    await chat.document(name, a_paper())
    await chat.press("Издание")
    await chat.press("Дальше")
    await chat.press("сценарий")
    await chat.press(chat.buttons[0][0])
    for _ in range(5):
        await chat.press("Пропустить")
    return await chat.press("Сохранить")


async def close(world: World, year: int) -> None:
    """Close a year, as the head does at its end."""
    assert world.db is not None
    async with world.db.write() as tx:
        first, last = date(year, 1, 1), date(year, 12, 31)
        await periods.close(tx, "year", first, last, now="2026-10-15T06:00:00Z", by=1)


async def refused(chat: Chat, forged: str) -> str | None:
    """Press a button that is not there; nothing is said but a line for a moment."""
    assert await chat.forge(forged) == []
    return chat.toast


async def test_a_methodist_adds_one_by_its_file(published: World) -> None:
    """The file's own title and name are offered, days are read, nothing else is asked."""
    svetlana = published.chat(1003)
    await svetlana.start()
    [asked] = await svetlana.document("Сценарий_посиделок.docx", a_paper("Зимние посиделки"))
    assert asked.splitlines()[0] == "К чему этот файл?"
    await svetlana.press("Издание")
    assert await svetlana.press("Дальше") == [
        ASKED.format(n=2, text="Что это за издание?\nСписок длинный: можно написать первые буквы.")
    ]
    assert svetlana.buttons[:2] == [["сценарий"], ["сборник сценарных материалов"]]
    assert await svetlana.press("сценарий") == [
        ASKED.format(n=3, text="Как называется издание? Без кавычек.")
    ]
    assert svetlana.buttons[:2] == [["Зимние посиделки"], ["Сценарий посиделок"]]
    await svetlana.press("Зимние посиделки")
    assert svetlana.buttons[0] == ["информационная культура"]  # a theme in use
    await svetlana.send("работа с пожилыми людьми")
    await svetlana.press("Аннотова С. Ю.")
    assert await svetlana.press("Готово") == [
        ASKED.format(
            n=6,
            text="К какому дню года оно подходит? Например: 9 мая, День матери. "
            "Если ни к какому, пропустите.",
        )
    ]
    assert (await svetlana.send("к маю"))[0].splitlines()[0] == (
        "Напишите дни так: «9 мая, 3 июля». Не понимаю: «к маю»."
    )
    await svetlana.send("22 декабря и 7.01")
    await svetlana.send("Песни, загадки, чай")
    assert svetlana.buttons[0] == ["В файле: 1"]
    assert await svetlana.send("7") == [
        (
            "Издание\n"
            "Проверьте, пожалуйста.\n"
            "1. Файл издания: приложено\n"
            "2. Вид: сценарий\n"
            "3. Название: Зимние посиделки\n"
            "4. Тема: работа с пожилыми людьми\n"
            "5. Авторы: Аннотова С. Ю.\n"
            "6. К каким дням: 22 декабря и 7.01\n"
            "7. О чём: Песни, загадки, чай\n"
            "8. Страниц: 7\n"
            "9. Год выпуска: 2026\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    assert await svetlana.press("Сохранить") == [
        (
            "Издание в каталоге. Сообщить о нём коллегам?\n\n"
            "«Зимние посиделки»\n"
            "сценарий, 2026\n"
            "Тема: работа с пожилыми людьми\n"
            "О чём: Песни, загадки, чай\n"
            "К каким дням: 7 января, 22 декабря\n"
            "Авторы: Аннотова С. Ю.\n"
            "Страниц: 7.\n"
            "Файлы: Сценарий_посиделок.docx\n"
            "В отчёте: назвать, по порядку 7.\n"
            "Открывали: 0 раз.\n"
            "Добавлено: 15.10.2026, Аннотова С. Ю."
        ),
        "Что дальше?",
    ]
    assert await published.sql(f"{KEPT} 23") == [
        (
            "scenarios", "scenario", None, "Зимние посиделки", "работа с пожилыми людьми",
            "Песни, загадки, чай", 2026, None, 7, None, 1, 7, 3,
        )
    ]  # fmt: skip


async def test_a_link_in_belarusian(published: World) -> None:
    """A file over 20 MB is refused kindly; its link begins the same form."""
    pavel = published.chat(1004)
    await pavel.start()
    await pavel.send("/publications")
    assert await pavel.press("Дадаць выданне") == [
        "Выданне\nКожны адказ захоўваецца адразу, спыніцца можна ў любым месцы.",
        (
            "Выданне, 1 з 9\n"
            "Файлы 1\n"
            "Дашліце файл выдання, можна некалькі. Ён большы за 20 МБ або ляжыць у інтэрнэце? "
            "Націсніце «Прапусціць», спытаю спасылку."
        ),
    ]
    big = b"%PDF-1.4" + bytes(20 * 1024 * 1024)
    assert (await pavel.document("каляндар.pdf", big))[0].splitlines()[0] == (
        "Файл большы за 20 МБ, Telegram яго не перадасць. Дашліце спасылку або меншае фота."
    )
    assert (await pavel.send("slonlib.by/kaliandar.pdf"))[0].splitlines() == [
        "Выданне, 3 з 9",
        "Што гэта за выданне?",
        "Спіс доўгі: можна напісаць першыя літары.",
    ]
    assert (await pavel.send("каляндар"))[0].splitlines()[1] == (
        "Як называецца выданне? Без двукоссяў."
    )
    await pavel.send("«Каляндар памятных дат на 2027 год»")
    await pavel.press("Прапусціць")
    assert pavel.buttons[0] == ["2027"]
    await pavel.press("2027")
    for _ in range(4):
        await pavel.press("Прапусціць")
    [card, _] = await pavel.press("Захаваць")
    assert card.splitlines()[2:5] == [
        "«Каляндар памятных дат на 2027 год»",
        "каляндар юбілейных і памятных дат, 2026",
        "На год: 2027.",
    ]
    assert await published.sql(f"{KEPT} 23") == [
        (
            "methodical", "calendar", None, "Каляндар памятных дат на 2027 год", None, None,
            2026, 2027, None, "slonlib.by/kaliandar.pdf", 1, 7, 4,
        )
    ]  # fmt: skip
    assert await pavel.press("Адкрыць") == [
        "«Каляндар памятных дат на 2027 год»: slonlib.by/kaliandar.pdf"
    ]
    [asked] = await pavel.send("https://slonlib.by/other.pdf")
    assert asked.splitlines()[0] == "Што зрабіць з гэтым паведамленнем?"
    await pavel.press("Выданне")
    await pavel.press("Прапусціць")
    assert await published.sql(
        "SELECT answers LIKE '%slonlib.by/other.pdf%' FROM drafts WHERE state = 'open'"
    ) == [(1,)]


async def test_a_publication_of_several_files(published: World) -> None:
    """A second file comes with the first or later, by «Дополнить»; opening brings all."""
    marina = published.chat(1002)
    await marina.start()
    await marina.document("Сценарий_части_1.docx", a_paper())
    await marina.press("Издание")
    assert (await marina.document("Часть 2.docx", a_paper()))[0].splitlines()[1] == (
        "Файлы: 2. Добавить ещё?"
    )
    await marina.press("Дальше")
    await marina.press("сценарий")
    await marina.send("Из двух частей")
    for _ in range(5):
        await marina.press("Пропустить")
    await marina.press("Сохранить")
    await marina.press("Исправить")
    await marina.press("Дополнить")
    await marina.press("Файлы")
    await marina.document("Песни.docx", a_paper())
    await marina.press("Дальше")
    await marina.press("Сохранить")
    assert await marina.press("Открыть") == [
        "[document Сценарий_части_1.docx] «Из двух частей»",
        "[document Часть 2.docx] «Из двух частей»",
        "[document Песни.docx] «Из двух частей»",
    ]


async def test_every_answer_can_be_changed_later(published: World) -> None:
    """The card opens in its form; what differs is in the history with its author."""
    marina = published.chat(1002)
    await marina.start()
    await marina.forge("pub.card:22:k.bookmark:0")
    assert marina.buttons[-2:] == [["Исправить", "Убрать из списка"], ["К списку"]]
    await marina.press("Исправить")
    await marina.send("4")
    await marina.send("Шесть сайтов для читателя")
    await marina.send("12")
    await marina.press("В «и др.»")
    [card, _] = await marina.press("Сохранить")
    assert (card.splitlines()[0], card.splitlines()[-1]) == (
        "Сохранено.",
        "Исправлено: 15.10.2026, Каталогова М. П.",
    )
    assert await published.sql(
        "SELECT staff_id, new FROM history WHERE subject = 'publications' AND action = 'changed'"
    ) == [(2, '{"title": "Шесть сайтов для читателя", "in_report": false}')]


async def test_one_is_removed_with_a_reason_and_comes_back(published: World) -> None:
    """Nobody else sees it meanwhile, not even by an old button."""
    marina, nina = published.chat(1002), published.chat(1005)
    await marina.start()
    await nina.start()
    await marina.forge("pub.card:22:all:0")
    [asked] = await marina.press("Убрать из списка")
    assert asked == (
        "Почему «Пять сайтов для читателя» убираем из списка? Напишите одной строкой. "
        "Вернуть можно."
    )
    [card] = await marina.send("Сайты закрылись")
    assert card.splitlines()[:3] == ["Издание убрано из списка.", "", "Убрано: Сайты закрылись"]
    for forged in ("pub.card:22:all:0", "pub.open:22", "pub.use:22"):
        assert await refused(nina, forged) == "Это издание убрано из списка."
    [card] = await marina.press("Вернуть")
    assert card.splitlines()[0] == "Издание снова в списке."
    [shown] = await nina.forge("pub.card:22:all:0")
    assert shown.splitlines()[0] == "«Пять сайтов для читателя»"


async def test_a_closed_period_is_read_only(published: World) -> None:
    """Of a year that is closed nothing is added, changed or removed."""
    marina = published.chat(1002)
    await marina.start()
    await close(published, 2025)
    closed = (
        "Период закрыт: {}. Запись можно только смотреть. Нужна правка? Напишите в отдел."
    ).format("2025 год")
    [card] = await marina.forge("pub.card:13:all:0")
    assert card.splitlines()[-1] == "Период закрыт: 2025 год. Можно только смотреть."
    assert marina.buttons == [
        ["Открыть"],
        ["Использовали у себя"],
        ["Где использовали", "К списку"],
    ]
    for forged in ("pub.edit:13", "pub.remove:13", "pub.tell:13", "pub.back:13"):
        assert await refused(marina, forged) == closed
    await added(marina)
    await marina.press("Исправить")
    await marina.send("9")
    await marina.send("2025")
    assert await marina.press("Сохранить") == []
    assert marina.toast == closed
    assert await published.sql(
        "SELECT issued_year FROM publications WHERE publication_id > 22"
    ) == [(2026,)]


async def test_colleagues_are_told_once(published: World) -> None:
    """The preview is what comes; one press brings the file; nobody is told twice."""
    everybody(published)
    svetlana, nina, anna = (published.chat(one) for one in (1003, 1005, 1009))
    await svetlana.start()
    await added(svetlana)
    await svetlana.press("Сообщить коллегам")
    said = await svetlana.press("Всем библиотекарям")
    message = (
        "Новое издание: «Сценарий зимних посиделок»\n"
        "сценарий, 2026\n"
        "Нажмите «Открыть», и придёт файл."
    )
    assert said == [
        message,
        (
            "Выше объявление: так его увидят коллеги.\n"
            "Получат: 7.\n"
            "Без Telegram, позвоните (2): Буквицкая Ядвига Антоновна; "
            "Курсивова Валентина Егоровна\n"
            "Сообщить можно один раз: проверьте, тот ли файл."
        ),
    ]
    assert await nina.news() == []
    [card, _] = await svetlana.press("Отправить (7)")
    assert (card.splitlines()[0], svetlana.buttons[:2]) == (
        "Отправлено: 7 коллегам.",
        [["Открыть"], ["Использовали у себя"]],
    )
    assert await nina.news() == [message]
    assert await nina.press("Открыть") == [
        "[document Сценарий_зимних_посиделок.docx] «Сценарий зимних посиделок»"
    ]
    assert (await anna.news())[0].splitlines() == [
        "Новае выданне: «Сценарий зимних посиделок»",
        "сцэнарый, 2026",
        "Націсніце «Адкрыць», і прыйдзе файл.",
    ]
    told = "Коллегам уже сообщили: 15 октября 2026\u202fг."
    assert await refused(svetlana, "pub.tell:23") == told
    assert await published.sql(
        "SELECT announced_at IS NOT NULL FROM publications WHERE publication_id = 23"
    ) == [(1,)]


async def test_librarians_may_not_manage(published: World) -> None:
    """Forged buttons of the department change nothing."""
    nina = published.chat(1005)
    await nina.start()
    for forged in (
        "pub.new", "pub.edit:1", "pub.remove:1", "pub.tell:1", "pub.year:2026", "pub.file:2026",
        "pub.unread", "pub.where:2026",
    ):  # fmt: skip
        assert await refused(nina, forged) == REFUSED
    for forged in ("pub.card:99:all:0", "pub.card:1:x.1:0", "pub.list:s.x:0", "pub.by:title:0"):
        assert await refused(nina, forged) == REFUSED
    assert await published.sql("SELECT count(*) FROM publications") == [(22,)]
