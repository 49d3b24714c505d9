"""News for the site in conversation: written, returned, corrected, published, taken off."""

from datetime import date

from newsed import (
    HANNA,
    HEAD,
    NINA,
    SVETLANA,
    TITLE,
    a_picture,
    editor,
    heard,
    on_site,
    opened,
    page,
    published,
    refused,
    titles,
    written,
)
from PIL import Image
from sited import checked_feed
from world import World

from storage import periods

CARD = (
    "Новость для сайта\n"
    "Проверьте, пожалуйста.\n"
    "1. Библиотека: Деревная\n"
    "2. Заголовок: Осень в библиотеке\n"
    "3. Дата: 14 октября 2026\N{NARROW NO-BREAK SPACE}г.\n"
    "4. Текст: Читали Якуба Коласа.\n\nРисовали закладки.\n"
    "5. Текст: Пили чай.\n"
    "6. Фото: приложено\n"
    "7. Фото: приложено\n"
    "8. Люди на фото: Да, согласны все\n"
    "9. Дети на фото: Есть, но согласие не на всех\n"
    "10. Фото без согласия: Фото 2\n"
    "11. Пришло человек: 25\n"
    "Всё верно? Нажмите «Отправить редактору». Чтобы исправить ответ, напишите его номер."
)
OCTOBER = "14 октября 2026\N{NARROW NO-BREAK SPACE}г."
KASTRYCHNIK = "14 кастрычніка 2026\N{NARROW NO-BREAK SPACE}г."


async def test_news_from_a_phone_to_the_site(world: World) -> None:
    """Several messages joined, an album, a photo without consent, the page and the feed."""
    pavel, nina = await editor(world), world.chat(NINA)
    await nina.start()
    assert await nina.send("/news") == ["Новости для сайта, 2026\nПока ничего нет."]
    assert await nina.press("Написать новость") == [
        "Новость для сайта\nСразу на сайт ничего не попадёт: сначала прочитает редактор.",
        ("Новость для сайта, 1 из 5\nКак назвать новость? Коротко, например: Осень в библиотеке."),
    ]
    await nina.send(TITLE)
    await nina.press("Отложить")
    assert await nina.send("/news") == [
        f"Новости для сайта, 2026\n«{TITLE}»: черновик.\nНажмите, чтобы открыть."
    ]
    await nina.press(TITLE)
    assert await nina.press("Вчера") == [
        (
            "Новость для сайта, 3 из 5\nТекст 1\nЧто было? Напишите одним или несколькими "
            "сообщениями. Фамилии читателей не нужны."
        )
    ]
    await nina.send("Читали Якуба Коласа.\n\nРисовали закладки.")
    assert await nina.send("Пили чай.") == ["Новость для сайта, 5 из 6\nТекст: 2. Добавить ещё?"]
    await nina.press("Дальше")
    await nina.album([a_picture(1), a_picture(2)])
    await nina.wait_for("Фото: 2.")
    assert await nina.press("Дальше") == [
        (
            "Новость для сайта, 7 из 8\nМожно ли узнать людей на фото? Согласны ли они, чтобы "
            "фото было на сайте?"
        )
    ]
    await nina.press("Да, согласны все")
    await nina.press("Есть, но согласие не на всех")
    await nina.press("Фото 2")
    await nina.press("Готово")
    assert await nina.send("25") == [CARD]
    assert await nina.press("Отправить редактору") == [
        f"Новость «{TITLE}» теперь у редактора.\nФото без согласия: 2",
        "Что дальше?",
    ]
    assert await heard(pavel) == f"Прыйшла навіна для сайта: «{TITLE}»."
    assert await pavel.send("/news") == [
        f"Навіны для сайта, 2026\n14 кастрычніка «{TITLE}»: у рэдактара.\nНацісніце, каб адкрыць."
    ]
    assert pavel.buttons == [
        [TITLE],
        ["Чакаюць рэдактара: 1"],
        ["Напісаць навіну", "Журнал сайта"],
    ]
    assert await pavel.press("Чакаюць рэдактара: 1") == [
        (
            f"Чакаюць рэдактара\n14 кастрычніка «{TITLE}», бібліятэка: Дзераўная.\n"
            "Націсніце, каб адкрыць."
        )
    ]
    await pavel.press(TITLE)
    assert await pavel.press("Апублікаваць…") == [
        f"[photo] {TITLE}",
        "[photo]",
        (
            f"{TITLE}\n{KASTRYCHNIK}\n"
            "Читали Якуба Коласа.\n\nРисовали закладки.\n\nПили чай.\n"
            "Публікаваць пакуль нельга.\nФота без згоды: 2\nФота без апісання: 1, 2"
        ),
    ]
    assert pavel.buttons == [["Фота", "Назад"], ["Прыбраць фота без згоды"]]
    await pavel.press("Фота")
    await pavel.press("1")
    assert await pavel.send("Дети рисуют закладки") == [
        (
            f"Захавана.\n{TITLE}\n1. Дети рисуют закладки (згода ёсць)\n"
            "2. не апісана (згоды няма)\n"
            "Націсніце нумар, каб апісаць фота, пераставіць або прыбраць."
        )
    ]
    assert await pavel.press("Прыбраць фота без згоды") == [
        (
            f"Фота без згоды прыбраны.\n{TITLE}\n1. Дети рисуют закладки (згода ёсць)\n"
            "Націсніце нумар, каб апісаць фота, пераставіць або прыбраць."
        )
    ]
    await pavel.press("Назад")
    await pavel.press("Апублікаваць…")
    assert await pavel.press("Апублікаваць") == [
        (
            f"Апублікавана, старонка абнаўляецца.\n{TITLE}\n"
            f"{KASTRYCHNIK}, бібліятэка: Дзераўная.\n"
            "Стан: апублікавана. Аўтар: Закладкіна Н. І.\nПрыйшло 25 чалавек.\n"
            "Читали Якуба Коласа.\n\nРисовали закладки.\n\nПили чай.\nФота: 1."
        )
    ]
    await world.settled()
    assert await heard(nina) == f"Ваша новость «{TITLE}» опубликована."
    assert on_site(world) == [
        "archive-2026.html",
        "feed.xml",
        "index.html",
        "pictures/#-a-1280x960.jpg",
        "pictures/#-b-640x480.jpg",
    ]
    [article] = page(world).iter("article")
    assert (article.get("id"), article.get("lang")) == ("news-1", "ru")
    assert [one.text for one in article.iter("p")][1:] == [
        "Читали Якуба Коласа.",
        "Рисовали закладки.",
        "Пили чай.",
    ]
    assert [one.get("alt") for one in article.iter("img")] == ["Дети рисуют закладки"]
    checked_feed((world.folder / "site" / "feed.xml").read_bytes())
    for one in (world.folder / "site" / "pictures").iterdir():
        assert b"secret place" not in one.read_bytes()
        with Image.open(one) as picture:
            assert dict(picture.getexif()) == {}


async def test_returned_corrected_published_with_its_address_in_belarusian(world: World) -> None:
    """The author reads the remark, corrects by the same form, hears of the address."""
    hanna, pavel = world.chat(HANNA), await editor(world)
    await hanna.start()
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("INSERT INTO settings VALUES ('site_url', '\"https://slonimlib.by/news\"')")
    assert world.bot is not None
    world.bot.services.network.forget()
    await hanna.send("/news")
    await hanna.press("Напісаць навіну")
    await hanna.send("Восень у бібліятэцы")
    await hanna.press("Сёння")
    await hanna.send("Чыталі вершы.")
    await hanna.press("Далей")
    await hanna.press("Без фота")
    await hanna.press("Прапусціць")
    await hanna.press("Адправіць рэдактару")
    [tasks] = await pavel.send("/tasks")
    assert "Навіна для сайта чакае рэдактара: «Восень у бібліятэцы»." in tasks
    await pavel.press("1")
    assert await pavel.press("Вярнуць…") == [
        (
            "Восень у бібліятэцы\nШто выправіць? Напішыце адной або дзвюма фразамі. Аўтар "
            "атрымае гэта адразу."
        )
    ]
    await pavel.send("Хто чытаў?")
    assert await heard(hanna) == (
        "Рэдактар вяртае навіну «Восень у бібліятэцы». Заўвага: «Хто чытаў?»"
    )
    await hanna.press("Адкрыць")
    assert hanna.buttons == [["Выправіць", "Адклікаць"], ["Да навін"]]
    await hanna.press("Выправіць")
    await hanna.send("4")
    await hanna.send("Вершы чыталі школьнікі.")
    await hanna.press("Захаваць")
    assert await heard(pavel) == "Вернутая навіна выпраўлена: «Восень у бібліятэцы»."
    await pavel.press("Адкрыць")
    await pavel.press("Апублікаваць…")
    await pavel.press("Апублікаваць")
    await world.settled()
    assert await heard(hanna) == (
        "Ваша навіна «Восень у бібліятэцы» апублікавана: "
        "https://slonimlib.by/news/archive-2026.html#news-1"
    )
    [article] = page(world).iter("article")
    assert (article.get("lang"), [one.text for one in article.iter("p")][1:]) == (
        "be",
        ["Вершы чыталі школьнікі."],
    )
    assert await world.sql("SELECT action, staff_id FROM history WHERE subject = 'news'") == [
        ("submitted", 9),
        ("returned", 4),
        ("changed", 9),
        ("published", 4),
    ]


async def test_what_has_changed_meanwhile_is_shown_again(world: World) -> None:
    """The head publishes what Pavel's preview does not say any more; twice is once."""
    pavel, head = await editor(world), world.chat(HEAD)
    await head.start()
    nina = await written(world)
    await opened(pavel)
    await pavel.press("Апублікаваць…")
    await nina.send("/news")
    await nina.press(TITLE)
    await nina.press("Исправить")
    await nina.send("2")
    await nina.send("Зима в библиотеке")
    await nina.press("Сохранить")
    assert await pavel.press("Апублікаваць") == [
        (
            "Навіна змянілася пасля гэтага пытання. Паглядзіце яшчэ раз, калі ласка.\n"
            f"Зима в библиотеке\n{KASTRYCHNIK}\nЧитали Якуба Коласа.\n"
            "Так гэта ўбачаць усе на сайце. Публікуем?"
        )
    ]
    assert await world.sql("SELECT state FROM news") == [("sent",)]
    await opened(head, "Зима в библиотеке")
    await head.press("Опубликовать…")
    await head.press("Опубликовать")
    assert await refused(pavel, "Апублікаваць") == "Гэта ўжо апублікавана."
    await world.settled()
    assert titles(world) == ["Зима в библиотеке"]
    assert await world.sql("SELECT title, put_on, staff_id FROM site_log") == [
        ("Зима в библиотеке", "2026-10-15", 1)
    ]


async def test_what_is_taken_off_vanishes_with_its_pictures(world: World) -> None:
    """With a reason that the author reads; what is published again keeps its name."""
    nina, pavel = await published(world, photos=1)
    [(first,)] = await world.sql("SELECT feed_id FROM news")
    await pavel.press("Зняць з сайта…")
    await pavel.send("Просили родители")
    await world.settled()
    assert await heard(nina) == f"Новость «{TITLE}» снята с сайта. Причина: Просили родители"
    assert on_site(world) == ["feed.xml", "index.html"]
    assert titles(world) == []
    await opened(pavel)
    await pavel.press("Апублікаваць…")
    await pavel.press("Апублікаваць")
    await world.settled()
    assert titles(world) == [TITLE]
    assert await world.sql("SELECT feed_id FROM news") == [(first,)]
    assert await world.sql("SELECT title, removed_at FROM site_log") == [(TITLE, None)]


async def test_a_correction_of_the_editor_is_on_the_page_at_once(world: World) -> None:
    """The order of photos too; the author may only read what is on the site."""
    nina, pavel = await published(world, photos=2)
    before = [one.get("src") for one in page(world).iter("img")]
    await pavel.press("Фота")
    await pavel.press("2")
    await pavel.press("Вышэй")
    await pavel.press("Назад")
    await pavel.press("Выправіць")
    await pavel.send("2")
    await pavel.send("Восень")
    await pavel.press("Захаваць")
    await world.settled()
    assert await heard(nina) == "В Вашей новости «Восень» сделаны исправления."
    assert titles(world) == ["Восень"]
    assert [one.get("src") for one in page(world).iter("img")] == before[::-1]
    await nina.press("Открыть")
    assert nina.buttons == [["Фото", "К новостям"]]
    assert await refused(nina, "news.edit:1") == (
        "Новость уже на сайте. Исправить её может только редактор: напишите ему."
    )


async def test_pages_of_newspapers_are_never_taken(world: World) -> None:
    """The same file, or the same bytes sent anew; in the form, when sent in and when published."""
    nina = world.chat(NINA)
    await nina.start()
    scan = a_picture(7)
    await nina.photo(scan)
    await nina.press("Публикация в газете")
    await nina.press("Отложить")
    [(scan_id,)] = await world.sql("SELECT max(file_id) FROM files")
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(
            "INSERT INTO submissions (form, version, answers, staff_id, entered_by, source, "
            "created_at) VALUES ('entry_press', '1', '{}', 5, 5, 'chat', '2026-10-01')"
        )
        await tx.run(
            "INSERT INTO entries (contest_id, library_id, title, staff_id, entered_by, source, "
            "submission_id, submitted_at, updated_at) VALUES (3, 3, 'О нас', 5, 5, 'chat', "
            "(SELECT max(submission_id) FROM submissions), '2026-10-01', '2026-10-01')"
        )
        await tx.run(
            "INSERT INTO entry_files SELECT max(entry_id), 'scans', 1, ? FROM entries", (scan_id,)
        )
    nina = await written(world, photos=0)
    await nina.send("/news")
    await nina.press(TITLE)
    await nina.press("Исправить")
    await nina.photo(scan)
    await world.settled()
    await nina.press("Дальше")
    await nina.press("Нет")
    assert await refused(nina, "Сохранить") == (
        "Это страница газеты, присланная на конкурс. Она принадлежит редакции, на сайт её "
        "ставить нельзя. Пришлите, пожалуйста, другое фото."
    )
    assert await world.sql("SELECT count(*) FROM news_photos") == [(0,)]


async def test_photos_and_words_sent_outside_a_form_begin_news(world: World) -> None:
    """T39: «Новость для сайта» for a photo, with its words, and for words alone."""
    nina = world.chat(NINA)
    await nina.start()
    await nina.photo(a_picture(), caption="Читали вслух")
    await nina.press("Новость для сайта")
    await nina.send(TITLE)
    await nina.press("Отложить")
    await nina.send("Были гости из школы")
    await nina.press("Новость для сайта")
    await nina.send("Гости")
    assert await world.sql(
        "SELECT json_extract(answers, '$.values.\"paragraphs[1]/paragraph\"'), "
        "json_extract(answers, '$.values.\"photos[1]/photo\"') FROM drafts ORDER BY draft_id"
    ) == [("Читали вслух", "file-2"), ("Были гости из школы", None)]


async def test_who_may_do_what(world: World) -> None:
    """Librarians their own, methodists all, publishing only the editor and the head."""
    await editor(world)
    nina = await written(world)
    svetlana, hanna = world.chat(SVETLANA), world.chat(HANNA)
    await svetlana.start()
    await hanna.start()
    no = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await refused(hanna, "news.card:1") == (
        "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
    )
    await opened(svetlana)
    assert svetlana.buttons == [["Исправить", "Отозвать"], ["К новостям"]]
    for data in ("news.preview:1", "news.publish:1:0", "news.back:1", "news.off:1", "news.queue"):
        assert [await refused(one, data) for one in (svetlana, nina)] == [no, no]
    assert await refused(nina, "news.card:99") == no
    assert await refused(nina, "news.photo:1:9") == no
    await nina.send("/news")
    await nina.press(TITLE)
    await nina.press("Отозвать")
    await nina.press("Да, отозвать")
    assert await refused(nina, "news.recalled:1") == ("Новость снята: её можно только смотреть.")


async def test_a_closed_period_is_only_read(world: World) -> None:
    """No new news of it, no correction; taken off it can be, and the log stays as it was."""
    nina, pavel = await published(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await periods.close(
            tx, "month", date(2026, 10, 1), date(2026, 10, 31), now="2026-10-15", by=1
        )
    world.clock.jump(days=20)
    await opened(pavel)
    assert pavel.buttons == [["Скапіраваць для сайта"], ["Зняць з сайта…", "Да навін"]]
    assert await refused(pavel, "news.edit:1") == (
        "Перыяд закрыты: кастрычнік 2026 года. Запіс можна толькі глядзець. Патрэбна праўка? "
        "Напішыце ў аддзел."
    )
    await pavel.press("Зняць з сайта…")
    await pavel.send("Ошибка в фактах")
    await world.settled()
    assert titles(world) == []
    assert await world.sql("SELECT title, removed_at FROM site_log") == [(TITLE, None)]
    await nina.send("/news")
    await nina.press("Написать новость")
    await nina.send("Октябрь")
    assert (await nina.send("20 октября"))[0].startswith("Период закрыт: октябрь 2026")
