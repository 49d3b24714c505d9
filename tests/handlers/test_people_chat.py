"""People in conversation: list, card, invitations, slips, requests, changes, leaving."""

import asyncio
import io
import zipfile

import pytest
from world import World

from storage import staff

NOW = "2026-10-15T06:28:00Z"
ADMIN, HEAD, METHODIST, METHODIST_BE, STRANGER = 1015, 1001, 1002, 1004, 2001
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
FIND = "Нажмите имя или напишите фамилию либо библиотеку."
NINA = (
    "Закладкина Нина Ивановна\n"
    "библиотекарь 0.75\n"
    "Библиотека: Деревная\n"
    "Роль: библиотекарь.\n"
    "Язык: Русский.\n"
    "Telegram: в боте."
)
VALENTINA = (
    "Курсивова Валентина Егоровна\n"
    "библиотекарь 0.25\n"
    "Библиотека: Новоселки\n"
    "Роль: библиотекарь.\n"
    "Язык: Русский.\n"
)


async def number(world: World, code: str) -> int:
    """Return the id of a person of the sample."""
    [(staff_id,)] = await world.sql("SELECT staff_id FROM staff WHERE code = ?", code)
    assert isinstance(staff_id, int)
    return staff_id


async def card_of(world: World, user_id: int, name: str):
    """Open a person's card by typing the surname, and return the phone."""
    chat = world.chat(user_id)
    await chat.send("/people")
    await chat.send(name.split(maxsplit=1)[0])
    await chat.press(name)
    return chat


def stranger(world: World, user_id: int = STRANGER, language: str = "ru"):
    """Hand out a phone that the bot has never seen."""
    world.telegram.person(user_id, "Нина", last_name="Гость", language_code=language)
    return world.chat(user_id)


# -------------------------------------------------------------------- list and card


async def test_the_list_has_pages_filters_and_a_search(world: World):
    admin = world.chat(ADMIN)
    assert await admin.send("/people") == [f"Сотрудники: 15 человек.\n{FIND}"]
    assert admin.buttons == [
        ["Абзацева Наталья Владимировна"],
        ["Аннотова Светлана Юрьевна"],
        ["Буквицкая Ядвига Антоновна"],
        ["Закладкина Нина Ивановна"],
        ["Каталогова Марина Петровна"],
        ["Книжник Павел Андреевич"],
        ["Корешкова Галина Фёдоровна"],
        ["Курсивова Валентина Егоровна"],
        ["Следующие"],
        ["Не в боте: 2", "Добавить"],
    ]
    await admin.press("Следующие")
    assert admin.buttons[0] == ["Переплётова Анна Михайловна"]
    assert admin.buttons[-2:] == [["Предыдущие"], ["Не в боте: 2", "Добавить"]]
    await admin.press("Предыдущие")
    assert await admin.press("Не в боте: 2") == [f"Не в боте: 2 человека.\n{FIND}"]
    assert admin.buttons == [
        ["Буквицкая Ядвига Антоновна"],
        ["Курсивова Валентина Егоровна"],
        ["Все: 15", "Добавить"],
    ]
    assert await admin.send("закладкна") == [
        "По слову «закладкна» нашлось: 1.\nНажмите имя или напишите другое."
    ]
    assert await admin.press("Закладкина Нина Ивановна") == [NINA]
    assert await admin.send("щщщщ") == [
        "По слову «щщщщ» никто не нашёлся. Напишите другую фамилию."
    ]
    assert await admin.press("К списку") == [f"Сотрудники: 15 человек.\n{FIND}"]


async def test_a_library_finds_its_people_in_belarusian(world: World):
    chat = world.chat(METHODIST_BE)
    assert await chat.send("/people") == [
        "Супрацоўнікі: 15 чалавек.\nНацісніце імя або напішыце прозвішча ці бібліятэку."
    ]
    await chat.send("Жыровічы")
    assert chat.buttons[0] == ["Карашкова Галіна Фёдараўна"]
    assert await chat.press("Карашкова Галіна Фёдараўна") == [
        (
            "Карашкова Галіна Фёдараўна\n"
            "библиотекарь\n"
            "Бібліятэка: Жыровічы\n"
            "Роля: бібліятэкар.\n"
            "Абавязкі: член журы.\n"
            "Мова: Русский.\n"
            "Telegram: у боце."
        )
    ]
    assert chat.buttons == [["Картка года"], ["Да спіса"]]


async def test_the_card_says_how_the_bot_reaches_the_person(world: World):
    admin, nina = world.chat(ADMIN), await number(world, "5")
    assert world.db

    async def line(sql: str) -> str:
        async with world.db.write() as tx:  # type: ignore[union-attr]
            await tx.run(sql, (nina,))
        await admin.send("/people")
        await admin.forge(f"people.card:{nina}")
        return admin.last.text.split("\n")[-1]

    assert await line("UPDATE accounts SET blocked_at = '2026-10-15' WHERE staff_id = ?") == (
        "Telegram: бот заблокирован, сообщения не доходят."
    )
    assert await line("UPDATE accounts SET blocked_at = NULL WHERE staff_id = ?") == (
        "Telegram: в боте."
    )
    assert await line("UPDATE consents SET accepted = 0 WHERE staff_id = ?") == (
        "Telegram: согласия нет, записи вносит методист."
    )
    assert await line("DELETE FROM consents WHERE staff_id = ?") == (
        "Telegram: в боте, согласие ещё не дано."
    )
    assert await line("UPDATE staff SET phone = '5-00-00' WHERE staff_id = ?") == (
        "Telegram: в боте, согласие ещё не дано."
    )
    assert "Телефон: 5-00-00." in admin.last.text.split("\n")
    assert await line("DELETE FROM accounts WHERE staff_id = ?") == (
        "Telegram: приглашения ещё не было."
    )


@pytest.mark.parametrize("user_id", [1005, 1014])
async def test_librarians_and_jurors_see_no_list_of_people(world: World, user_id: int):
    chat = world.chat(user_id)
    await chat.start()
    assert await chat.send("/people") == [REFUSED]
    assert await chat.send("/requests") == [REFUSED]
    nina = await number(world, "5")
    for forged in (f"people.card:{nina}", f"invite.give:{nina}", "invite.print", "req.card:1"):
        assert await chat.forge(forged) == []
        assert chat.toast == REFUSED


@pytest.mark.parametrize("user_id", [METHODIST, HEAD])
async def test_only_the_admin_changes_people(world: World, user_id: int):
    chat, nina = world.chat(user_id), await number(world, "5")
    await chat.start()
    for verb in (
        "roles:{}", "role:{}:head", "duties:{}", "duty:{}:admin:1", "libs:{}", "lib:{}:1:1:0",
        "off:{}", "left:{}:2026-10-15", "on:{}", "unlink:{}", "part:{}", "add",
    ):  # fmt: skip
        assert await chat.forge(f"people.{verb.format(nina)}") == []
        assert chat.toast == REFUSED
    assert await chat.forge(f"invite.move:{nina}") == []
    assert await world.sql("SELECT count(*) FROM history WHERE subject = 'staff' AND at > ?",
                           "2026-10-15T06:00:00Z") == [(0,)]  # fmt: skip


async def test_forged_numbers_and_names_change_nothing(world: World):
    admin, nina = world.chat(ADMIN), await number(world, "5")
    await admin.start()
    for forged in (
        "people.card:99", "people.card:x", "people.card", "people:what", "people.role:99:head",
        f"people.role:{nina}:king", f"people.duty:{nina}:king:1", f"people.lib:{nina}:99:1:0",
        f"people.left:{nina}:yesterday", "invite.give:99", "req.card:99", "req.yes:99:1",
        "people.libs:99",
    ):  # fmt: skip
        assert await admin.forge(forged) == []
        assert admin.toast == REFUSED
    people = await world.sql("SELECT role, left_on FROM staff WHERE staff_id = ?", nina)
    assert people == [("librarian", None)]


# -------------------------------------------------------------------- invitations


def invitation(code: str, username: str) -> str:
    return (
        "Валентина Егоровна, здравствуйте! Приглашаем Вас в рабочий бот нашей библиотеки "
        "«Книгоноша».\n"
        "1. Установите Telegram.\n"
        f"2. Нажмите ссылку: https://t.me/{username}?start={code}\n"
        "3. Нажмите большую кнопку внизу экрана («Старт» или START).\n"
        "Ссылка только для Вас, действует до 14 ноября. Не получается? Позвоните: методический "
        "отдел."
    )


async def test_an_invitation_is_a_picture_and_a_text_and_stays_the_same(world: World):
    chat = await card_of(world, METHODIST, "Курсивова Валентина Егоровна")
    assert chat.last.text == f"{VALENTINA}Без Telegram: записи вносит методист."
    assert chat.buttons == [["Пригласить", "Листок в печать"], ["Карточка года"], ["К списку"]]
    said = await chat.press("Пригласить")
    [(code,)] = await world.sql("SELECT code FROM invites")
    assert world.bot
    text = invitation(str(code), world.bot.bot.username)
    assert said == [
        (
            "[photo] Приглашение для: Курсивова Валентина Егоровна, действует до 14 ноября. "
            "Наведите "
            "на картинку камеру телефона этого человека или перешлите текст ниже."
        ),
        text,
    ]
    assert chat.buttons == [["Скопировать ссылку"]]
    assert (await chat.press("Пригласить"))[1:] == [text]
    chat = await card_of(world, METHODIST, "Курсивова Валентина Егоровна")
    assert chat.last.text == (
        f"{VALENTINA}Telegram: приглашение отправлено, ссылка действует до 14 ноября."
    )
    said = await chat.press("Новая ссылка")
    assert await world.sql("SELECT withdrawn_at IS NOT NULL FROM invites ORDER BY invite_id") == [
        (1,),
        (0,),
    ]
    world.clock.jump(days=16)
    await chat.press("Пригласить")
    assert await world.sql(
        "SELECT substr(expires_at, 1, 10) FROM invites WHERE withdrawn_at IS NULL"
    ) == [("2026-11-30",)]


async def test_an_invitation_speaks_the_language_of_the_invited(world: World):
    chat = await card_of(world, METHODIST, "Буквицкая Ядвига Антоновна")
    said = await chat.press("Пригласить")
    assert said[1].startswith("Ядвіга Антонаўна, добры дзень! Запрашаем Вас у рабочы бот")


@pytest.mark.parametrize(("user_id", "code"), [(METHODIST, "1"), (METHODIST, "15"), (HEAD, "15")])
async def test_nobody_below_brings_in_a_head_or_an_admin(world: World, user_id: int, code: str):
    person = await number(world, code)
    assert world.db
    async with world.db.write() as tx:
        await staff.unlink_account(tx, person, now=NOW, by=None)
    chat = world.chat(user_id)
    await chat.send("/people")
    await chat.forge(f"people.card:{person}")
    assert chat.buttons == [["Карточка года"], ["К списку"]]
    for verb in ("give", "anew", "slip"):
        assert await chat.forge(f"invite.{verb}:{person}") == []
        assert chat.toast == REFUSED
    assert await world.sql("SELECT count(*) FROM invites") == [(0,)]


async def test_a_working_account_is_taken_away_by_nobody_but_the_admin(world: World):
    chat, nina = world.chat(METHODIST), await number(world, "5")
    await chat.start()
    assert await chat.forge(f"invite.give:{nina}") == []
    assert chat.toast == REFUSED
    admin = await card_of(world, ADMIN, "Закладкина Нина Ивановна")
    assert admin.buttons == [
        ["Перенести", "Отвязать"],
        ["Роль", "Обязанности"],
        ["Библиотеки", "Закрыть доступ"],
        ["К списку"],
    ]
    assert await admin.press("Перенести") == [
        (
            "Перенос в другую учётную запись Telegram: Закладкина Нина Ивановна. Появится новая "
            "ссылка. Пока её не открыли в другой учётной записи, всё работает как раньше."
        )
    ]
    assert await admin.press("Назад") == [NINA]
    await admin.press("Перенести")
    said = await admin.press("Сделать ссылку")
    assert said[0].startswith("[photo] Приглашение для: Закладкина Нина Ивановна")
    assert await world.sql("SELECT count(*) FROM invites WHERE staff_id = ?", nina) == [(1,)]


# -------------------------------------------------------------------- slips


async def use_telegram(world: World) -> None:
    assert world.db
    async with world.db.write() as tx:
        await tx.run("UPDATE staff SET uses_telegram = 1")


def document_in(world: World, user_id: int) -> bytes:
    """Return the newest document that the bot has sent to a person."""
    message = next(
        one for one in reversed(world.telegram.chats[user_id].messages.values())
        if "document" in one.body
    )  # fmt: skip
    return world.telegram.files.by_id[message.body["document"]["file_id"]].content


async def test_slips_for_all_come_as_a_document(world: World):
    await use_telegram(world)
    chat = world.chat(METHODIST)
    await chat.send("/people")
    assert await chat.press("Листки для всех") == [
        (
            "Листки с приглашениями: по четыре на странице, с QR-кодом и тремя шагами. Ещё не "
            "в боте: 2 человека. Ссылки, выданные раньше, продолжат действовать."
        )
    ]
    assert await chat.press("Сделать листки") == [
        "Листки готовятся, файл придёт сюда через минуту.",
        (
            "[document priglasheniya-2026-10-15.docx] Листки для 2 человек: напечатайте, "
            "разрежьте по линиям и раздайте."
        ),
    ]
    assert await world.sql("SELECT kind, state FROM jobs") == [("slips", "done")]
    codes = [code for (code,) in await world.sql("SELECT code FROM invites")]
    written = zipfile.ZipFile(io.BytesIO(document_in(world, METHODIST)))
    text = written.read("word/document.xml").decode()
    assert [text.count(f"?start={code}<") for code in codes] == [1, 1]


async def test_nobody_needs_a_slip(world: World):
    chat = world.chat(METHODIST_BE)
    await chat.send("/people")
    nobody = "Усе, хто карыстаецца Telegram, ужо ў боце: лісткі не патрэбны."
    assert await chat.forge("invite.slips") == [nobody]
    await chat.forge("invite.print")
    assert chat.last.text == nobody
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_one_slip_keeps_a_link_given_before(world: World):
    chat = await card_of(world, METHODIST, "Курсивова Валентина Егоровна")
    await chat.press("Пригласить")
    said = await chat.press("Листок в печать")
    assert said[1:] == [
        (
            "[document priglasheniya-2026-10-15.docx] Листки для 1 человека: напечатайте, "
            "разрежьте "
            "по линиям и раздайте."
        )
    ]
    assert await world.sql("SELECT count(*) FROM invites") == [(1,)]


async def test_slips_that_fail_are_told_kindly(world: World):
    chat = await card_of(world, METHODIST, "Курсивова Валентина Егоровна")
    assert world.bot
    world.bot.jobs._command = ("false",)
    assert await chat.press("Листок в печать") == [
        "Листки готовятся, файл придёт сюда через минуту.",
        (
            "Листки не получились: сбой на нашей стороне. Сами ссылки действуют. Попробуйте "
            "ещё раз "
            "через несколько минут."
        ),
    ]


# -------------------------------------------------------------------- requests


async def ask_to_be_let_in(world: World, line: str = "Иванова", language: str = "ru"):
    chat = stranger(world, language=language)
    await chat.start()
    await chat.press({"ru": "Отправить запрос", "be": "Адправіць запыт"}[language])
    await chat.send(line)
    return chat


CARD = "Просят доступ к боту.\nИмя в Telegram: «Нина Гость».\nО себе: «Иванова»."


async def test_a_stranger_is_let_in_after_a_search(world: World):
    admin, head = world.chat(ADMIN), world.chat(HEAD)
    chat = await ask_to_be_let_in(world, language="be")
    assert await admin.send("/requests") == ["Ждёт решения 1 запрос.\nНажмите строку."]
    assert await admin.press("Иванова") == [CARD]
    assert admin.buttons == [["Кто это?", "Отказать"]]
    asked = "Кто это? Имя в Telegram: «Нина Гость».\nО себе: «Иванова».\n"
    assert await admin.press("Кто это?") == [f"{asked}Нажмите имя или напишите фамилию."]
    assert admin.buttons == [["Буквицкая Я. А."], ["Курсивова В. Е."], ["Назад"]]
    assert await admin.send("Щщщщ") == [
        "По слову «Щщщщ» никто не нашёлся. Напишите другую фамилию."
    ]
    assert await admin.send("курсив") == [f"{asked}Нажмите имя или напишите фамилию."]
    assert admin.buttons == [["Курсивова В. Е."], ["Назад"]]
    await admin.press("Курсивова В. Е.")
    await head.news()
    assert await admin.press("Да, дать доступ") == [
        (
            "Приглашение отправлено прямо в чат. Имя в Telegram: «Нина Гость», в списке: "
            "Курсивова "
            "Валентина Егоровна."
        )
    ]
    assert await head.news() == [
        (
            "По запросу есть решение. Имя в Telegram: «Нина Гость». "
            "Кто решил: Скриптов Денис Олегович."
        )
    ]
    [said] = await chat.news()
    assert said.startswith("Здравствуйте! Это «Книгоноша», рабочий бот библиотек.\nВы: Валентина")
    await chat.press("Да, это я")
    assert await world.sql(
        "SELECT user_id FROM accounts JOIN staff USING (staff_id) WHERE code = '13'"
    ) == [(STRANGER,)]
    assert await admin.send("/requests") == ["Запросов нет."]


async def test_many_people_are_offered_in_pages(world: World):
    assert world.db
    async with world.db.write() as tx:
        await tx.run("DELETE FROM accounts WHERE user_id NOT IN (?, ?)", (ADMIN, HEAD))
    admin = world.chat(ADMIN)
    await ask_to_be_let_in(world)
    await admin.news()
    await admin.press("Кто это?")
    assert admin.buttons[-2:] == [["Следующие"], ["Назад"]]
    await admin.press("Следующие")
    assert admin.buttons[-2:] == [["Предыдущие"], ["Назад"]]
    await admin.press("Предыдущие")
    assert await admin.press("Назад") == [CARD]


async def test_two_admins_decide_at_once_and_the_first_one_wins(world: World):
    admin, head = world.chat(ADMIN), world.chat(HEAD)
    chat = await ask_to_be_let_in(world)
    await asyncio.gather(admin.news(), head.news())
    await asyncio.gather(admin.press("Отказать"), head.forge("req.no:1"))
    decided = await world.sql("SELECT decision FROM access_requests")
    assert decided == [("declined",)]
    assert sorted([admin.toast, head.toast]) == ["", "По этому запросу уже есть решение."]
    assert await chat.news() == [
        "На Ваш запрос ответили «нет». Если это недоразумение, позвоните: методический отдел."
    ]
    late = await number(world, "13")
    for forged in (f"req.yes:1:{late}", f"req.pick:1:{late}", "req.who:1", "req.card:1"):
        assert await head.forge(forged) == []
        assert head.toast == "По этому запросу уже есть решение."
    assert await world.sql("SELECT count(*) FROM invites") == [(0,)]


async def test_a_declined_stranger_may_ask_again_the_next_day(world: World):
    admin = world.chat(ADMIN)
    chat = await ask_to_be_let_in(world, language="be")
    await admin.news()
    assert await admin.press("Отказать") == ["Отказано. Имя в Telegram: «Нина Гость»."]
    no = "На Ваш запыт адказалі «не». Калі гэта непаразуменне, патэлефануйце: методический отдел."
    assert await chat.news() == [no]
    await chat.start()
    assert await chat.press("Адправіць запыт") == [no]
    world.clock.jump(days=2)
    await chat.start()
    assert (await chat.press("Адправіць запыт"))[0].startswith("Напішыце адным радком")


async def test_a_search_goes_on_until_somebody_else_has_decided(world: World):
    admin, head = world.chat(ADMIN), world.chat(HEAD)
    await ask_to_be_let_in(world)
    await admin.news()
    await admin.press("Кто это?")
    await head.news()
    await head.press("Отказать")
    await admin.news()
    assert await admin.send("Курсивова") == ["По этому запросу уже есть решение."]
    assert await world.sql("SELECT prompt FROM chats WHERE chat_id = ?", ADMIN) == [(None,)]


async def test_the_link_that_another_person_opened_is_withdrawn(world: World):
    admin, chat = world.chat(ADMIN), stranger(world)
    methodist = await card_of(world, METHODIST, "Курсивова Валентина Егоровна")
    await methodist.press("Пригласить")
    [(code,)] = await world.sql("SELECT code FROM invites")
    await chat.start(str(code))
    await chat.press("Нет, это не я")
    await admin.news()
    await methodist.news()
    assert await methodist.press("Отозвать ссылку") == [
        "Ссылка больше не действует. Для кого была: Курсивова Валентина Егоровна."
    ]
    assert await chat.start(str(code)) == [
        "Эта ссылка уже не действует. Нажмите кнопку, и отдел пришлёт новую."
    ]
    assert (await admin.news())[-1].startswith("По запросу есть решение.")


async def test_a_note_about_a_link_is_closed_without_a_word_to_the_stranger(world: World):
    admin, chat = world.chat(ADMIN), stranger(world)
    methodist = await card_of(world, METHODIST, "Курсивова Валентина Егоровна")
    await methodist.press("Пригласить")
    [(code,)] = await world.sql("SELECT code FROM invites")
    await chat.start(str(code))
    await chat.press("Нет, это не я")
    await admin.news()
    assert await admin.press("Закрыть") == ["Закрыто. Имя в Telegram: «Нина Гость»."]
    assert await chat.news() == []


async def test_a_methodist_decides_links_but_not_strangers(world: World):
    methodist = world.chat(METHODIST)
    await ask_to_be_let_in(world)
    assert await methodist.send("/requests") == ["Запросов нет."]
    valentina = await number(world, "13")
    for forged in ("req.card:1", f"req.pick:1:{valentina}", f"req.yes:1:{valentina}", "req.no:1",
                   "req.cut:1"):  # fmt: skip
        assert await methodist.forge(forged) == []
        assert methodist.toast == REFUSED
    assert await world.sql("SELECT decision FROM access_requests") == [(None,)]


async def test_a_head_lets_nobody_in_as_an_admin_or_in_place_of_a_colleague(world: World):
    head = world.chat(HEAD)
    await ask_to_be_let_in(world)
    await head.news()
    nina, admin = await number(world, "5"), await number(world, "15")
    assert world.db
    async with world.db.write() as tx:
        await staff.unlink_account(tx, admin, now=NOW, by=None)
    for forged in (f"req.yes:1:{nina}", f"req.yes:1:{admin}", "req.yes:1:99", "req.yes:1",
                   "req.cut:1"):  # fmt: skip
        assert await head.forge(forged) == []
        assert head.toast == REFUSED


# -------------------------------------------------------------------- changes


async def test_a_role_is_given_and_told(world: World):
    admin, nina = await card_of(world, ADMIN, "Закладкина Нина Ивановна"), world.chat(1005)
    await nina.start()
    before = [one["command"] for one in nina.commands]
    assert await admin.press("Роль") == [
        "Роль: Закладкина Нина Ивановна. От неё зависят меню и права."
    ]
    assert admin.buttons == [
        ["✓ библиотекарь", "методист"],
        ["директор", "администратор"],
        ["член жюри"],
        ["К карточке"],
    ]
    assert await admin.press("методист") == [NINA.replace("Роль: библиотекарь", "Роль: методист")]
    assert await nina.news() == [
        "Ваша роль в боте изменилась: методист. Чтобы увидеть новое меню, отправьте /menu."
    ]
    await nina.send("/menu")
    assert ("visit" in before, "visit" in [one["command"] for one in nina.commands]) == (
        False,
        True,
    )


async def test_duties_are_toggled_by_what_the_button_says(world: World):
    admin = await card_of(world, ADMIN, "Закладкина Нина Ивановна")
    assert await admin.press("Обязанности") == [
        "Обязанности: Закладкина Нина Ивановна. Кроме роли, можно несколько."
    ]
    await admin.press("член жюри")
    assert admin.buttons[0] == ["✓ член жюри"]
    nina = await number(world, "5")
    await admin.forge(f"people.duty:{nina}:juror:1")
    assert await world.sql("SELECT duty FROM duties WHERE staff_id = ?", nina) == [("juror",)]
    assert await admin.press("К карточке") == [
        NINA.replace("Язык", "Обязанности: член жюри.\nЯзык")
    ]
    await admin.press("Обязанности")
    await admin.press("✓ член жюри")
    assert await world.sql("SELECT duty FROM duties WHERE staff_id = ?", nina) == []


async def test_a_person_belongs_to_several_libraries(world: World):
    admin = await card_of(world, ADMIN, "Закладкина Нина Ивановна")
    await admin.press("Библиотеки")
    head = (
        "Библиотеки сотрудника: Закладкина Нина Ивановна.\nСейчас: {}. По часам первой приходят "
    )
    tail = "напоминания.\nНажмите, чтобы добавить или убрать, либо напишите название."
    assert admin.last.text == head.format("Деревная") + tail
    assert await admin.send("Озерница") == [head.format("Деревная") + tail]
    assert await admin.press("Озерница") == [head.format("Деревная, Озерница") + tail]
    assert await admin.send("Щщщщ") == ["По слову «Щщщщ» библиотека не нашлась."]
    await admin.press("Следующие")
    await admin.press("Предыдущие")
    assert await admin.press("✓ Деревная") == [head.format("Озерница") + tail]
    assert await world.sql(
        "SELECT l.code FROM staff_libraries JOIN libraries AS l USING (library_id) "
        "WHERE staff_id = ? ORDER BY position",
        await number(world, "5"),
    ) == [("SL-05",)]
    assert await admin.press("✓ Озерница") == [head.format("—") + tail]


async def test_a_leaving_person_is_switched_off_told_and_switched_on(world: World):
    methodist = await card_of(world, METHODIST, "Курсивова Валентина Егоровна")
    await methodist.press("Пригласить")
    admin, nina = await card_of(world, ADMIN, "Закладкина Нина Ивановна"), world.chat(1005)
    await nina.start()
    assert await admin.press("Закрыть доступ") == [
        (
            "Закрыть доступ: Закладкина Нина Ивановна.\n"
            "Записи и черновики останутся. "
            "Бот этому сотруднику больше не ответит, ссылка не сработает.\n"
            "Последний рабочий день? Нажмите или напишите дату, например 5.03."
        )
    ]
    assert await admin.press("Не надо") == [NINA]
    await admin.press("Закрыть доступ")
    assert await admin.press("Сегодня") == [
        NINA.replace(
            "Telegram: в боте.", "Больше не работает, последний день: 15 октября 2026\u202fг."
        )
    ]
    assert await nina.news() == [
        (
            "Ваш доступ к боту закрыт. Ваши записи сохранены. Есть вопросы? Позвоните: "
            "методический "
            "отдел."
        )
    ]
    assert nina.keyboard == []
    assert [one["command"] for one in nina.commands] == ["start", "language"]
    assert (await nina.send("/menu"))[0].startswith("Здравствуйте! Это рабочий бот")
    assert admin.buttons == [["Вернуть доступ", "К списку"]]
    await admin.press("К списку")
    assert admin.buttons[-1] == ["Добавить"]
    assert await admin.press("Выбыли: 1") == [f"Больше не работают: 1 человек.\n{FIND}"]
    await admin.press("Закладкина Нина Ивановна")
    assert await admin.press("Вернуть доступ") == [
        NINA.replace("Telegram: в боте.", "Telegram: приглашения ещё не было.")
    ]


async def test_the_links_of_who_leaves_are_withdrawn(world: World):
    await (await card_of(world, METHODIST, "Курсивова Валентина Егоровна")).press("Пригласить")
    admin = await card_of(world, ADMIN, "Курсивова Валентина Егоровна")
    await admin.press("Закрыть доступ")
    assert await admin.send("вчера") == [
        f"{VALENTINA}Больше не работает, последний день: 14 октября 2026\u202fг."
    ]
    assert await world.sql("SELECT withdrawn_at IS NOT NULL FROM invites") == [(1,)]
    valentina = await number(world, "13")
    await admin.forge(f"people.left:{valentina}:2026-10-15")
    assert await world.sql("SELECT left_on FROM staff WHERE code = '13'") == [("2026-10-14",)]
    for forged in (f"people.role:{valentina}:head", f"people.duty:{valentina}:juror:1"):
        assert await admin.forge(forged) == []
        assert admin.toast == REFUSED


async def test_a_day_to_come_and_no_date_are_refused(world: World):
    admin = await card_of(world, ADMIN, "Закладкина Нина Ивановна")
    await admin.press("Закрыть доступ")
    nina = await number(world, "5")
    assert await admin.forge(f"people.left:{nina}:2026-10-16") == []
    assert admin.toast == "Этот день ещё не наступил. Закройте доступ в тот самый день."
    assert (await admin.send("когда-нибудь"))[0] != NINA
    assert await admin.send("13.10") == [
        NINA.replace(
            "Telegram: в боте.", "Больше не работает, последний день: 13 октября 2026\u202fг."
        )
    ]


async def test_the_last_admin_stays(world: World):
    admin, own = world.chat(ADMIN), await number(world, "15")
    await admin.start()
    last = (
        "Это последний администратор в боте. Сначала назначьте администратором другого сотрудника."
    )
    for forged in ("off:{}", "left:{}:2026-10-15", "role:{}:head", "unlink:{}", "part:{}"):
        assert await admin.forge(f"people.{forged.format(own)}") == []
        assert admin.toast == last
    head = await number(world, "1")
    await admin.forge(f"people.duty:{head}:admin:1")
    await admin.forge(f"people.duty:{head}:admin:0")
    await admin.forge(f"people.duty:{head}:admin:1")
    await admin.forge(f"people.role:{own}:librarian")
    assert await world.sql("SELECT role FROM staff WHERE code = '15'") == [("librarian",)]
    chief = world.chat(HEAD)
    await chief.start()
    assert await chief.forge(f"people.duty:{head}:admin:0") == []
    assert chief.toast == last


async def test_an_account_linked_by_mistake_is_parted(world: World):
    admin, nina = await card_of(world, ADMIN, "Закладкина Нина Ивановна"), world.chat(1005)
    assert await admin.press("Отвязать") == [
        (
            "Отвязать учётную запись Telegram? Закладкина Нина Ивановна. Записи останутся; чтобы "
            "вернуться, понадобится новое приглашение."
        )
    ]
    without = NINA.replace("Telegram: в боте.", "Telegram: приглашения ещё не было.")
    assert await admin.press("Да, отвязать") == [without]
    assert await nina.news() == [
        (
            "Ваш доступ к боту закрыт. Ваши записи сохранены. Есть вопросы? Позвоните: "
            "методический "
            "отдел."
        )
    ]
    await admin.forge(f"people.part:{await number(world, '5')}")
    assert await nina.news() == []


async def test_a_new_person_is_added_by_name(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/people")
    assert await admin.press("Добавить") == [
        (
            "Новый сотрудник: напишите фамилию, имя и отчество одной строкой, например: "
            "«Иванова Анна "
            "Петровна»."
        )
    ]
    assert await admin.send("Иванова") == [
        "Нужны фамилия, имя и отчество, например: «Иванова Анна Петровна»."
    ]
    assert await admin.send("Иванова-Крук Анна Петровна") == [
        (
            "Иванова-Крук Анна Петровна\n"
            "Роль: библиотекарь.\n"
            "Язык: Русский.\n"
            "Telegram: приглашения ещё не было."
        )
    ]
    await admin.send("/people")
    await admin.press("Добавить")
    assert await admin.press("Не надо") == [f"Сотрудники: 16 человек.\n{FIND}"]


async def test_a_button_pressed_twice_changes_once(world: World):
    admin, nina = world.chat(ADMIN), await number(world, "5")
    await admin.start()
    [(library,)] = await world.sql("SELECT library_id FROM libraries WHERE code = 'SL-03'")
    for forged in (
        f"people.role:{nina}:librarian",
        f"people.role:{nina}:methodist",
        f"people.role:{nina}:methodist",
        f"people.lib:{nina}:{library}:1:0",
        f"people.duty:{nina}:juror:0",
        f"people.on:{nina}",
    ):
        await admin.forge(forged)
    changes = await world.sql(
        "SELECT action, new FROM history WHERE subject = 'staff' AND subject_id = ? AND staff_id "
        "IS NOT NULL",
        str(nina),
    )
    assert changes == [("changed", '{"role": "methodist"}')]


async def test_an_admin_with_the_duty_too_may_change_the_role(world: World):
    admin, own = world.chat(ADMIN), await number(world, "15")
    await admin.start()
    await admin.forge(f"people.duty:{own}:admin:1")
    await admin.forge(f"people.role:{own}:methodist")
    assert await world.sql("SELECT role FROM staff WHERE code = '15'") == [("methodist",)]
    assert (await admin.send("/people"))[0].startswith("Сотрудники: 15 человек.")


# -------------------------------------------------------------------- the same in Belarusian


async def test_requests_are_decided_in_belarusian(world: World):
    pavel, chat = world.chat(METHODIST_BE), stranger(world)
    valentina = await card_of(world, METHODIST_BE, "Курсівава Валянціна Ягораўна")
    await valentina.press("Запрасіць")
    [(code,)] = await world.sql("SELECT code FROM invites")
    await chat.start(str(code))
    await chat.press("Нет, это не я")
    assert await pavel.news() == [
        (
            "Спасылку адкрыў іншы чалавек.\n"
            "Для каго спасылка: Курсівава Валянціна Ягораўна.\n"
            "Імя ў Telegram: «Нина Гость».\n"
            "Спасылка яшчэ дзейнічае."
        )
    ]
    assert pavel.buttons == [["Адклікаць спасылку"], ["Хто гэта?", "Закрыць"]]
    assert await pavel.press("Хто гэта?") == [
        "Хто гэта? Імя ў Telegram: «Нина Гость».\nНацісніце імя або напішыце прозвішча."
    ]
    assert await pavel.press("Буквіцкая Я. А.") == [
        (
            "Даць доступ?\n"
            "Імя ў Telegram: «Нина Гость».\n"
            "Хто ў спісе супрацоўнікаў: Буквіцкая Ядвіга Антонаўна.\n"
            "Бібліятэка: Новадзевяткавічы"
        )
    ]
    assert await pavel.press("Так, даць доступ") == [
        (
            "Запрашэнне адпраўлена проста ў чат. Імя ў Telegram: «Нина Гость», у спісе: Буквіцкая "
            "Ядвіга Антонаўна."
        )
    ]
    await chat.news()
    await chat.press("Так, гэта я")
    assert await world.sql(
        "SELECT s.code, s.language FROM accounts JOIN staff AS s USING (staff_id) "
        "WHERE user_id = ?",
        STRANGER,
    ) == [("11", "be")]
    world.clock.jump(days=31)
    world.telegram.person(2002, "Ганна", language_code="be")
    late = world.chat(2002)
    await late.start(str(code))
    assert late.buttons == [["Папрасіць новую спасылку"]]
    assert await late.press("Папрасіць новую спасылку") == [
        "Запыт адпраўлены. Адказ прыйдзе сюды, больш нічога рабіць не трэба."
    ]
    assert await pavel.send("/requests") == ["Чакае рашэння 1 запыт.\nНацісніце радок."]
    assert await pavel.press("Курсівава В. Я.") == [
        (
            "Просяць новую спасылку.\n"
            "Для каго спасылка: Курсівава Валянціна Ягораўна.\n"
            "Імя ў Telegram: «Ганна»."
        )
    ]
    assert pavel.buttons == [["Даслаць новую", "Адмовіць"]]
    assert await pavel.press("Адмовіць") == ["Адмоўлена. Імя ў Telegram: «Ганна»."]
    assert await pavel.send("/requests") == ["Запытаў няма."]


async def test_people_are_changed_in_belarusian(world: World):
    assert world.db
    async with world.db.write() as tx:
        await tx.run("UPDATE staff SET language = 'be' WHERE code = '15'")
        await tx.run("UPDATE staff SET uses_telegram = 1")
    admin, hanna = await card_of(world, ADMIN, "Пераплётава Ганна Міхайлаўна"), world.chat(1009)
    await hanna.start()
    card = (
        "Пераплётава Ганна Міхайлаўна\n"
        "библиотекарь\n"
        "Бібліятэка: Сянькоўшчына\n"
        "Роля: бібліятэкар.\n"
        "Мова: Беларуская.\n"
        "Telegram: у боце."
    )
    assert admin.last.text == card
    assert admin.buttons == [
        ["Перанесці", "Адвязаць"],
        ["Роля", "Абавязкі"],
        ["Бібліятэкі", "Закрыць доступ"],
        ["Да спіса"],
    ]
    assert await admin.press("Роля") == [
        "Роля: Пераплётава Ганна Міхайлаўна. Ад яе залежаць меню і правы."
    ]
    await admin.press("метадыст")
    assert await hanna.news() == [
        "Ваша роля ў боце змянілася: метадыст. Каб убачыць новае меню, адпраўце /menu."
    ]
    assert await admin.press("Абавязкі") == [
        "Абавязкі: Пераплётава Ганна Міхайлаўна. Акрамя ролі, можна некалькі."
    ]
    await admin.press("Да карткі")
    assert await admin.press("Бібліятэкі") == [
        (
            "Бібліятэкі супрацоўніка: Пераплётава Ганна Міхайлаўна.\n"
            "Цяпер: Сянькоўшчына. Па гадзінах першай прыходзяць напаміны.\n"
            "Націсніце, каб дадаць ці прыбраць, або напішыце назву."
        )
    ]
    await admin.press("Да карткі")
    assert await admin.press("Закрыць доступ") == [
        (
            "Закрыць доступ: Пераплётава Ганна Міхайлаўна.\n"
            "Запісы і чарнавікі застануцца. "
            "Бот гэтаму супрацоўніку больш не адкажа, спасылка не спрацуе.\n"
            "Апошні рабочы дзень? Націсніце або напішыце дату, напрыклад 5.03."
        )
    ]
    left = "Больш не працуе, апошні дзень: 15 кастрычніка 2026\u202fг."
    assert await admin.send("сёння") == [
        card.replace("бібліятэкар.", "метадыст.").replace("Telegram: у боце.", left)
    ]
    assert await hanna.news() == [
        (
            "Ваш доступ да бота закрыты. Вашы запісы захаваны. Ёсць пытанні? Патэлефануйце: "
            "методический отдел."
        )
    ]
    await admin.press("Да спіса")
    assert await admin.press("Лісткі для ўсіх") == [
        (
            "Лісткі з запрашэннямі: па чатыры на старонцы, з QR-кодам і трыма крокамі. Яшчэ не ў "
            "боце: 2 "
            "чалавекі. Спасылкі, выдадзеныя раней, будуць дзейнічаць далей."
        )
    ]
    assert await admin.press("Зрабіць лісткі") == [
        "Лісткі рыхтуюцца, файл прыйдзе сюды праз хвіліну.",
        (
            "[document priglasheniya-2026-10-15.docx] Лісткі для 2 чалавек: надрукуйце, "
            "разрэжце па "
            "лініях і раздайце."
        ),
    ]
