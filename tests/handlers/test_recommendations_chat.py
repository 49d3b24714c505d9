"""A recommendation from «Выполнено» to «Принять»: a line, photos, a remark, withdrawn, undone."""

import pytest
from world import World

from storage import leaves

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
NOT_OPEN_BE = "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
ASKED = "Рекомендация: «Обновить стенд у входа». Срок: 1 ноября, осталось 17 дней."
STAND = "Рекомендация: «Обновить стенд у входа». Срок: 1 ноября."
ABOUT = (
    "Библиотека: Деревная.\n"
    "Кто выполняет: Закладкина Н. И.\n"
    "Выдана 6 октября. От кого: Аннотова С. Ю.\n"
    "Направление: Оформление, выставки."
)
DONE = "Выполнена. Отметка: 15 октября, Закладкина Н. И."
NOTED = (
    f"Отмечено: выполнено.\n{STAND}\nКто посмотрит: Аннотова С. Ю.\n"
    "Можно добавить: напишите одной строкой, что сделано, или пришлите фото."
)
CHANGED = "С рекомендацией уже что-то изменилось. Сейчас она такая:"
TO_SETTLE = [["Принять", "Вернуть"], ["Снять", "История"], ["Открыть выезд"]]


async def test_plainly_done_and_accepted(advised: World) -> None:
    """One press of the librarian, one of the methodist who gave it; both are told."""
    nina, svetlana = advised.chat(1005), advised.chat(1003)
    await svetlana.start()
    await nina.send("/tasks")
    assert await nina.press("1") == [f"{ASKED}\n{ABOUT}"]
    assert nina.buttons == [["Выполнено", "Нужна помощь"], ["Напомнить позже", "История"]]
    assert await nina.press("Выполнено") == [NOTED]
    assert nina.buttons == [["Ещё не сделано", "Это всё"]]
    assert await svetlana.news() == [
        f"Рекомендация выполнена. Кто: Закладкина Н. И.\n{STAND}\n{ABOUT}\n{DONE}"
    ]
    assert svetlana.buttons == TO_SETTLE
    assert await nina.press("Это всё") == [f"{STAND}\n{ABOUT}\n{DONE}"]
    assert nina.buttons == [["Ещё не сделано", "История"]]
    assert (await nina.send("/tasks"))[0].split("\n")[1:] == [
        "1. Обход не закончен: Деревная, 14 октября.",
        "2. Подтвердить выезд: Деревная, 6 октября.",
        "Нажмите номер.",
    ]
    assert await svetlana.press("Принять") == [f"Принято.\n{STAND}\n{ABOUT}\n{DONE}\nПринята."]
    assert svetlana.buttons == [["Вернуть", "Не принимать"], ["История", "Открыть выезд"]]
    assert await nina.news() == [
        f"Рекомендация принята. Спасибо! Кто: Аннотова С. Ю.\n{STAND}\n{ABOUT}\n{DONE}\nПринята."
    ]
    assert nina.buttons == [["История"]]


async def test_a_line_and_photos_join_one_card(advised: World) -> None:
    """What comes after «Выполнено» is added; the methodist's card grows, no message is added."""
    nina, svetlana = advised.chat(1005), advised.chat(1003)
    await svetlana.start()
    await nina.start()
    await nina.forge("rec.card:1")
    await nina.press("Выполнено")
    await svetlana.news()
    before = len(svetlana.screen)
    assert await nina.send("Новый стенд висит") == [
        (
            f"Строка добавлена.\n{STAND}\nЧто сделано: «Новый стенд висит»\n"
            "Кто посмотрит: Аннотова С. Ю.\nМожно прислать и фото."
        )
    ]
    await nina.album([None, None])
    await nina.photo()
    await nina.news()
    assert nina.last.text == (
        f"Фото добавлено.\n{STAND}\nЧто сделано: «Новый стенд висит»\n"
        "Фото выполненного: 3.\nКто посмотрит: Аннотова С. Ю.\nМожно прислать и фото."
    )
    await svetlana.news()
    assert len(svetlana.screen) == before
    assert svetlana.last.text == (
        f"Рекомендация выполнена. Кто: Закладкина Н. И.\n{STAND}\n{ABOUT}\n{DONE}\n"
        "Что сделано: «Новый стенд висит»\nФото выполненного: 3."
    )
    assert svetlana.buttons == [
        ["Принять", "Вернуть"], ["Снять", "Показать фото"], ["История", "Открыть выезд"],
    ]  # fmt: skip
    assert await svetlana.press("Показать фото") == ["[photo]", "[photo]", "[photo]"]


async def test_a_photo_alone_with_its_caption(advised: World) -> None:
    """A caption is the line; a voice message is refused and loses nothing."""
    nina = advised.chat(1005)
    await nina.start()
    await nina.forge("rec.card:1")
    await nina.press("Выполнено")
    assert await nina.voice() == [
        "Пришлите фото или строку словами: другие файлы здесь не принимаются."
    ]
    assert await nina.photo(caption="Стенд готов") == [
        (
            f"Фото добавлено.\n{STAND}\nЧто сделано: «Стенд готов»\nФото выполненного: 1.\n"
            "Кто посмотрит: Аннотова С. Ю.\nМожно прислать и фото."
        )
    ]
    assert await advised.sql(
        "SELECT state, done_line, done_source, done_on, done_by FROM recommendations "
        "WHERE recommendation_id = 1"
    ) == [("done", "Стенд готов", "chat", "2026-10-15", 5)]


async def test_residents_numbers_are_not_kept(advised: World) -> None:
    """The line is refused in words and can be written anew."""
    nina = advised.chat(1005)
    await nina.start()
    await nina.forge("rec.card:1")
    await nina.press("Выполнено")
    assert await nina.send("Звонила читательница +375 29 111-22-33") == [
        (
            "Похоже на телефон, документ или адрес: +375 29 111-22-33. Данные жителей бот не "
            "хранит: напишите, пожалуйста, заново без них."
        )
    ]
    assert (await nina.send("Стенд готов"))[0].split("\n")[0] == "Строка добавлена."


async def test_sent_back_with_a_remark_and_done_again(advised: World) -> None:
    """The remark reaches the library; what was noted before stays in the history."""
    nina, svetlana = advised.chat(1005), advised.chat(1003)
    await svetlana.start()
    await nina.start()
    await nina.forge("rec.card:1")
    await nina.press("Выполнено")
    await nina.photo()
    await nina.news()
    await svetlana.news()
    assert await svetlana.press("Вернуть") == [
        (
            f"{STAND}\n{ABOUT}\n{DONE}\nФото выполненного: 1.\n"
            "Чего не хватает? Напишите одной строкой, библиотека её прочтёт."
        )
    ]
    assert await svetlana.send("нет") == [
        "Напишите, пожалуйста, в нескольких словах, чего не хватает. Вы написали: «нет»."
    ]
    remark = "Возвращена с замечанием: «Нет часов работы»"
    assert await svetlana.send("Нет часов работы") == [f"Возвращена.\n{ASKED}\n{ABOUT}\n{remark}"]
    assert await nina.news() == [
        (
            "Рекомендация возвращена: нужно доделать. Кто: Аннотова С. Ю.\n"
            f"{ASKED}\n{ABOUT}\n{remark}"
        )
    ]
    assert (await nina.send("/tasks"))[0].split("\n")[1] == (
        "1. Рекомендация «Обновить стенд у входа» возвращена: «Нет часов работы»"
    )
    await nina.press("1")
    assert await nina.press("Выполнено") == [NOTED]
    assert await nina.press("Это всё") == [f"{STAND}\n{ABOUT}\n{DONE}"]
    assert await nina.press("История") == [
        (
            "Обновить стенд у входа\n"
            "История рекомендации:\n"
            "15.10.2026 08:00, Аннотова С. Ю.: выдана.\n"
            "15.10.2026 09:28, Закладкина Н. И.: выполнена.\n"
            "15.10.2026 09:28, Закладкина Н. И.: фото.\n"
            "15.10.2026 09:28, Аннотова С. Ю.: возвращена. «Нет часов работы»\n"
            "15.10.2026 09:28, Закладкина Н. И.: выполнена."
        )
    ]


async def test_done_in_belarusian_and_undone(advised: World) -> None:
    """An overdue one; «Скасаваць» takes the mark back within an hour, not later."""
    hanna, svetlana = advised.chat(1009), advised.chat(1003)
    await svetlana.start()
    card = (
        "Рэкамендацыя: «Составить акт на списание». Тэрмін: 10 кастрычніка, "
        "пратэрмінавана на 5 дзён.\n"
        "Бібліятэка: Сянькоўшчына.\n"
        "Хто выконвае: Пераплётава Г. М.\n"
        "Дадзена 3 верасня. Ад каго: Анотава С. Ю.\n"
        "Напрамак: Фонд."
    )
    await hanna.send("/tasks")
    assert await hanna.press("1") == [card]
    assert hanna.buttons == [["Выканана"], ["Патрэбна дапамога"], ["Нагадаць пазней", "Гісторыя"]]
    assert await hanna.press("Выканана") == [
        (
            "Адзначана: выканана.\n"
            "Рэкамендацыя: «Составить акт на списание». Тэрмін: 10 кастрычніка.\n"
            "Хто паглядзіць: Анотава С. Ю.\n"
            "Можна дадаць: напішыце адным радком, што зроблена, або дашліце фота."
        )
    ]
    await svetlana.news()
    assert await hanna.press("Яшчэ не зроблена") == [f"Апошні крок скасаваны.\n{card}"]
    await svetlana.news()
    assert svetlana.last.text.split("\n")[0] == "Последний шаг отменён. Кто: Переплётова А. М."
    await hanna.press("Выканана")
    advised.clock.jump(minutes=61)
    assert await hanna.press("Яшчэ не зроблена") == []
    assert hanna.toast == "Прайшло больш за гадзіну: скасаваць ужо нельга."
    assert await advised.sql("SELECT state FROM recommendations WHERE recommendation_id = 2") == [
        ("done",)
    ]


async def test_withdrawn_by_a_button_or_in_own_words(advised: World) -> None:
    """The reason is kept and told; a slip is undone."""
    nina, svetlana = advised.chat(1005), advised.chat(1003)
    await nina.start()
    await svetlana.start()
    await svetlana.forge("rec.card:1")
    assert svetlana.buttons == [["Выполнено", "Изменить"], ["Снять", "История"], ["Открыть выезд"]]
    assert await svetlana.press("Снять") == [
        f"{ASKED}\nПочему она снимается? Нажмите или напишите своими словами."
    ]
    assert svetlana.buttons == [
        ["Уже не нужна"], ["Некому выполнить"], ["Нет средств"], ["Библиотека закрывается"],
        ["Дана по ошибке"], ["Не снимать"],
    ]  # fmt: skip
    assert await svetlana.press("Не снимать") == [f"{ASKED}\n{ABOUT}"]
    await svetlana.press("Снять")
    assert await svetlana.press("Нет средств") == [f"{STAND}\n{ABOUT}\nСнята: «Нет средств»"]
    assert await nina.news() == [
        f"Рекомендация снята. Кто: Аннотова С. Ю.\n{STAND}\n{ABOUT}\nСнята: «Нет средств»"
    ]
    assert await svetlana.press("Вернуть в работу") == [
        f"Последний шаг отменён.\n{ASKED}\n{ABOUT}"
    ]
    await svetlana.press("Снять")
    assert await svetlana.send("Стенд увезли в район") == [
        f"{STAND}\n{ABOUT}\nСнята: «Стенд увезли в район»"
    ]
    assert await nina.forge("rec.card:1") == [f"{STAND}\n{ABOUT}\nСнята: «Стенд увезли в район»"]


async def test_help_goes_to_the_methodist_who_gave_it(advised: World) -> None:
    """It is a question to the department, so it waits until it is answered."""
    hanna, svetlana, pavel = advised.chat(1009), advised.chat(1003), advised.chat(1004)
    for one in (hanna, svetlana, pavel):
        await one.start()
    await hanna.forge("rec.card:2")
    assert (await hanna.press("Патрэбна дапамога"))[0].split("\n")[1:] == [
        "Што замінае, што патрэбна? Напішыце адным паведамленнем.",
        "Хто атрымае: Анотава С. Ю.",
    ]
    assert await hanna.send("Няма бланкаў акта") == [
        "Ваша просьба (пытанне № 1) адпраўлена: Анотава С. Ю.\nРэкамендацыя застаецца адкрытай."
    ]
    assert await svetlana.news() == [
        (
            "Вопрос № 1. От кого: Переплётова Анна Михайловна.\n"
            "Библиотека: Сеньковщина.\n"
            "Пока никто не взял.\n\n"
            "15 октября, Переплётова А. М.:\n"
            "Рекомендация „Составить акт на списание“: нужна помощь. Няма бланкаў акта"
        )
    ]
    assert await pavel.news() == []
    await svetlana.press("Ответить")
    await svetlana.send("Отправлю почтой")
    assert (await hanna.news())[-1].split("\n")[-1] == "Отправлю почтой"


async def test_a_call_may_be_asked_for_without_words(advised: World) -> None:
    nina, svetlana = advised.chat(1005), advised.chat(1003)
    await svetlana.start()
    await nina.start()
    await nina.forge("rec.card:1")
    await nina.press("Нужна помощь")
    await nina.press("Пусть позвонят")
    assert (await svetlana.news())[0].split("\n")[-1] == (
        "Рекомендация „Обновить стенд у входа“: нужна помощь. Позвоните, пожалуйста."
    )


async def test_help_finds_who_stands_in_for_the_methodist(advised: World) -> None:
    """Her substitute gets it, and may accept for her."""
    nina, pavel = advised.chat(1005), advised.chat(1004)
    await pavel.start()
    await nina.start()
    async with advised.db.write() as tx:
        await leaves.add(
            tx, 3, advised.clock.now().date(), advised.clock.now().date(),
            now="2026-10-15T05:00:00Z", by=3, substitute_id=4,
        )  # fmt: skip
    await nina.forge("rec.card:1")
    await nina.press("Нужна помощь")
    await nina.send("Нет ватмана")
    assert (await pavel.news())[0].split("\n")[-1] == (
        "Рэкамендацыя „Обновить стенд у входа“: патрэбна дапамога. Нет ватмана"
    )
    await nina.forge("rec.card:1")
    await nina.press("Выполнено")
    assert (await pavel.news())[0].split("\n")[0] == "Рэкамендацыя выканана. Хто: Закладкіна Н. І."
    assert (await pavel.press("Прыняць"))[0].split("\n")[0] == "Прынята."


async def test_a_colleague_stands_in_for_the_responsible_person(advised: World) -> None:
    """Ирина is on leave, Людмила reads and marks it for her."""
    ludmila, svetlana = advised.chat(1008), advised.chat(1003)
    await svetlana.start()
    async with advised.db.write() as tx:
        await tx.run("UPDATE recommendations SET responsible_id = 7 WHERE recommendation_id = 1")
    assert (await ludmila.send("/tasks"))[0].split("\n")[1] == (
        "1. За коллегу (Страницкая И. К.). Рекомендация «Обновить стенд у входа»: срок 1 ноября."
    )
    await ludmila.press("1")
    assert (await ludmila.press("Выполнено"))[0].split("\n")[0] == "Отмечено: выполнено."
    assert (await svetlana.news())[0].split("\n")[0] == (
        "Рекомендация выполнена. Кто: Полкина Л. Н."
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [("Сказали по телефону", "сказано по телефону"), ("Написано на бумаге", "написано на бумаге")],
)
async def test_a_methodist_notes_what_was_told(advised: World, source: str, said: str) -> None:
    """The library is asked whether it is so; its «Есть неточность» comes back."""
    nina, svetlana = advised.chat(1005), advised.chat(1003)
    await nina.start()
    await svetlana.start()
    await svetlana.forge("rec.card:1")
    assert await svetlana.press("Выполнено") == [f"{ASKED}\nОткуда известно, что она выполнена?"]
    done = f"Выполнена. Отметка: 15 октября, Аннотова С. Ю. ({said})"
    assert await svetlana.press(source) == [f"Отмечено: выполнено.\n{STAND}\n{ABOUT}\n{done}"]
    [card] = await nina.news()
    assert card.startswith(f"{STAND}\n{ABOUT}\n{done}\n")
    assert nina.buttons == [["Всё так", "Есть неточность"]]
    await nina.press("Есть неточность")
    await nina.send("Стенд ещё не готов")
    assert (await svetlana.news())[0].split("\n")[-1] == (
        "Пишет Закладкина Н. И.: «Стенд ещё не готов»"
    )


async def test_what_a_methodist_sees_is_accepted_at_once(advised: World) -> None:
    """The one who gave it needs no second press; another methodist leaves it to her."""
    nina, svetlana, pavel = advised.chat(1005), advised.chat(1003), advised.chat(1004)
    for one in (nina, svetlana, pavel):
        await one.start()
    await pavel.forge("rec.card:2")
    assert pavel.buttons == [["Выканана", "Гісторыя"], ["Адкрыць выезд"]]
    await pavel.press("Выканана")
    assert (await pavel.press("Відаць на месцы"))[0].split("\n")[-1] == (
        "Выканана. Адзнака: 15 кастрычніка, Кніжнік П. А. (відаць на месцы)"
    )
    assert (await svetlana.news())[0].split("\n")[0] == (
        "Рекомендация выполнена. Кто: Книжник П. А."
    )
    await svetlana.forge("rec.card:1")
    await svetlana.press("Выполнено")
    assert (await svetlana.press("Видно на месте"))[0].split("\n")[-2:] == [
        "Выполнена. Отметка: 15 октября, Аннотова С. Ю. (видно на месте)",
        "Принята.",
    ]
    assert (await nina.news())[0].split("\n")[0] == (
        "Рекомендация принята. Спасибо! Кто: Аннотова С. Ю."
    )


async def test_a_library_without_telegram_is_called(advised: World) -> None:
    """Its methodist has it in «Мои дела» and notes the word of the telephone."""
    svetlana = advised.chat(1003)
    async with advised.db.write() as tx:
        await tx.run(
            "UPDATE recommendations SET responsible_id = NULL WHERE recommendation_id = 2"
        )
        await tx.run("UPDATE visits SET library_id = 10 WHERE visit_id = 4")
    said = (await svetlana.send("/tasks"))[0].split("\n")
    assert said[1] == (
        "1. Рекомендация «Составить акт на списание» (Новодевятковичи): срок был 10 октября. "
        "Без Telegram, позвоните: Буквицкая Я. А."
    )


async def test_old_and_foreign_buttons_change_nothing(advised: World) -> None:
    """A press of an earlier step shows the present one; a stranger's is refused."""
    nina, svetlana, hanna = advised.chat(1005), advised.chat(1003), advised.chat(1009)
    for one in (nina, svetlana, hanna):
        await one.start()
    await nina.forge("rec.card:1")
    await nina.press("Выполнено")
    shown = f"{CHANGED}\n{STAND}\n{ABOUT}\n{DONE}"
    await svetlana.news()
    for chat, data in (
        (nina, "rec.done:1:0"), (svetlana, "rec.accept:1:0"), (svetlana, "rec.undo:1:0"),
        (svetlana, "rec.told:1"), (svetlana, "rec.why:1:0:money"),
    ):  # fmt: skip
        await chat.forge(data)
        assert chat.last.text == shown
    before = await advised.sql("SELECT * FROM recommendations")
    for chat, said, presses in (
        (nina, NOT_OPEN, NINAS),
        (hanna, NOT_OPEN_BE, HANNAS),
        (svetlana, NOT_OPEN, FORGED),
        (svetlana, SETTLED, ("rec.change:1", "rec.when:1", "rec.till:1:week")),
    ):
        for data in presses:
            assert (await chat.forge(data), chat.toast) == ([], said), data
    assert await advised.sql("SELECT * FROM recommendations") == before


NINAS = (
    "rec.accept:1:1", "rec.back:1", "rec.drop:1", "rec.why:1:1:money", "rec.change:1",
    "rec.told:1", "rec.heard:1:1:phone", "rec.till:1:week", "rec.person:1:9",
)  # fmt: skip
HANNAS = ("rec.card:1", "rec.done:1:1", "rec.undo:1:1", "rec.history:1", "rec.photos:1")
FORGED = (
    "rec.card:99", "rec.card", "rec.card:x", "rec.why:1:1:whim", "rec.undo:1", "rec.undo:1:1",
)  # fmt: skip
SETTLED = "По этой рекомендации уже есть решение: изменить можно только открытую."


async def test_another_methodist_settles_nothing_but_the_head_does(advised: World) -> None:
    nina, olga, pavel = advised.chat(1005), advised.chat(1001), advised.chat(1004)
    for one in (nina, olga, pavel):
        await one.start()
    await nina.forge("rec.card:1")
    await nina.press("Выполнено")
    assert (await pavel.forge("rec.accept:1:1"), pavel.toast) == ([], NOT_OPEN_BE)
    await olga.forge("rec.card:1")
    assert (await olga.press("Принять"))[0].split("\n")[0] == "Принято."


async def test_a_removed_visit_asks_for_nothing(advised: World) -> None:
    nina = advised.chat(1005)
    async with advised.db.write() as tx:
        await tx.run("UPDATE visits SET removed_at = ? WHERE visit_id = 7", ("2026-10-15",))
    assert "Обновить стенд" not in (await nina.send("/tasks"))[0]
    assert await nina.forge("rec.card:1") == []
    assert nina.toast == "Запись о выезде удалена, поэтому выполнять эту рекомендацию не нужно."
