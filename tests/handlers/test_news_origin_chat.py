"""News begun from a visit, a round or a contest: filled in, numbers only, once."""

from newsed import HANNA, HEAD, SVETLANA, editor, page, refused
from world import World

from storage import contests, entries
from storage.records.contests import NewEntry


async def test_from_a_visit_without_what_the_methodist_wrote(world: World) -> None:
    """Library and purposes, no words, no assessment; the second time what is there is shown."""
    svetlana = world.chat(SVETLANA)
    await svetlana.start()
    await svetlana.forge("visit.card:1")
    assert await svetlana.press("Новость для сайта") == [
        (
            "Новость для сайта\nЗаголовок, дата и текст взяты из записи, в конце их можно "
            "проверить и исправить. Сразу на сайт ничего не попадёт: сначала прочитает редактор."
        ),
        (
            "Новость для сайта, 4 из 5\nФото 1\nПришлите фото, можно альбомом. Страницы газет "
            "на сайт не идут."
        ),
    ]
    await svetlana.press("Без фото")
    assert await svetlana.press("Пропустить") == [
        (
            "Новость для сайта\nПроверьте, пожалуйста.\n1. Библиотека: Павлово\n"
            "2. Заголовок: Методисты в библиотеке: Павлово\n"
            "3. Дата: 14 мая 2026\N{NARROW NO-BREAK SPACE}г.\n"
            "4. Текст: Методический отдел побывал в библиотеке: Павлово. Цель: методическая "
            "помощь, проверка фонда.\n5. Пришло человек: —\n"
            "Всё верно? Нажмите «Отправить редактору». Чтобы исправить ответ, напишите его номер."
        )
    ]
    await svetlana.press("Отправить редактору")
    assert await world.sql("SELECT subject, subject_id FROM news") == [("visits", 1)]
    await svetlana.forge("visit.card:1")
    [said] = await svetlana.press("Новость для сайта")
    assert said.startswith("Новость об этом уже есть.\nМетодисты в библиотеке: Павлово\n")


async def test_from_a_round_in_belarusian_to_the_page(world: World) -> None:
    """Numbers of a round without those few who are served at home; only of one's library."""
    pavel, hanna = await editor(world), world.chat(HANNA)
    await hanna.start()
    assert await refused(hanna, "news.from:round:1") == (
        "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
    )
    await pavel.forge("round.card:1")
    await pavel.press("Навіна для сайта")
    await pavel.press("Без фота")
    await pavel.press("Прапусціць")
    await pavel.press("Адправіць рэдактару")
    await pavel.press("Адкрыць")
    await pavel.press("Апублікаваць…")
    await pavel.press("Апублікаваць")
    await world.settled()
    [article] = page(world).iter("article")
    assert [one.text for one in article.iter("h3", "p")] == [
        "Падворны абход: Дзераўная",
        None,
        (
            "Бібліятэка правяла падворны абход: абыдзена 38 двароў, апытаны 34 жыхары, "
            "запісаны 4 новыя чытачы, выдадзена 31 выданне."
        ),
    ]


async def test_from_the_results_of_a_contest(world: World) -> None:
    """Offered to the department when they are published; forged before, refused."""
    head = world.chat(HEAD)
    await head.start()
    assert await refused(head, "news.from:contest:2") == "Итоги ещё не опубликованы."
    assert world.db is not None
    assert world.bot is not None
    async with world.db.write() as tx:
        submission = await tx.insert(
            "INSERT INTO submissions (form, version, answers, staff_id, entered_by, source, "
            "created_at) VALUES ('entry_image', '1', '{}', 5, 5, 'chat', '2026-10-01')",
        )
        for library_id in (3, 5):
            new = NewEntry(
                contest_id=2, library_id=library_id, title="Уголок", staff_id=5, entered_by=5,
                source="chat", submission_id=submission,
            )  # fmt: skip
            await entries.submit(tx, new, now="2026-10-01T09:00:00Z")
        for step in ("handed", "judged", "published"):
            await contests.reach(tx, 2, step, now="2026-10-14T09:00:00Z", by=1)
    world.bot.services.network.forget()
    await head.forge("contest.card:2")
    await head.press("Новость для сайта")
    await head.press("Без фото")
    [card] = await head.press("Пропустить")
    assert card.splitlines()[2:5] == [
        "1. Библиотека: Центральная",
        "2. Заголовок: Итоги конкурса «Создать новый образ»",
        "3. Дата: 14 октября 2026\N{NARROW NO-BREAK SPACE}г.",
    ]
    text = '$.values."paragraphs[1]/paragraph"'
    [(told,)] = await world.sql("SELECT json_extract(answers, ?) FROM drafts", text)
    assert told == (
        "Подведены итоги конкурса «Создать новый образ» на лучшее оформление библиотеки. "
        "Работ: 2, библиотек: 2, наград: 0."
    )


async def test_from_a_session_that_was_held(school: World) -> None:
    """Class, topic, hours and how many came; none of one that is still to come."""
    svetlana = school.chat(SVETLANA)
    await svetlana.start()
    assert await school.sql("SELECT session_id, topic FROM sessions ORDER BY session_id") == [
        (1, "Дневник библиотеки"),
        (2, "Читаем с телефона"),
    ]
    assert await refused(svetlana, "news.from:session:2") == (
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )
    await svetlana.forge("session.card:1")
    await svetlana.press("Новость для сайта")
    text = '$.values."paragraphs[1]/paragraph"'
    assert await school.sql(
        "SELECT json_extract(answers, '$.values.title'), json_extract(answers, ?) FROM drafts",
        text,
    ) == [
        (
            "Занятие «Дневник библиотеки»",
            "Прошло занятие класса «Азы»: Дневник библиотеки. Часов: 2. Участников: 6.",
        )
    ]
