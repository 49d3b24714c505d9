"""The door in conversation: links, identity, notice, welcome, moving, strangers, first admin."""

from dataclasses import replace

import pytest
from world import World

from bot.catalogs import translator
from bot.rules import notice
from storage import access, invites, staff
from storage.records.people import StaffFields

NOW = "2026-10-15T06:28:00Z"
ADMIN, STRANGER, OTHER = 1015, 2001, 2002
YADVIGA, VALENTINA = "11", "13"  # by phone, Belarusian; paper blanks, Russian

HELLO = {
    "ru": "Здравствуйте! Это «Книгоноша», рабочий бот библиотек.",
    "be": "Добры дзень! Гэта «Кніганоша», рабочы бот бібліятэк.",
}
YADVIGA_BE = f"{HELLO['be']}\nВы: Ядвіга Антонаўна, бібліятэка: Новадзевяткавічы?"
YADVIGA_RU = f"{HELLO['ru']}\nВы: Ядвига Антоновна, библиотека: Новодевятковичи?"
VALENTINA_RU = f"{HELLO['ru']}\nВы: Валентина Егоровна, библиотека: Новоселки?"
VALENTINA_BE = f"{HELLO['be']}\nВы: Валянціна Ягораўна, бібліятэка: Навасёлкі?"
STRANGER_TEXT = {
    "ru": "Здравствуйте! Это рабочий бот для сотрудников библиотек. Если Вы сотрудник, "
    "попросите приглашение в методическом отделе или отправьте запрос.",
    "be": "Добры дзень! Гэта рабочы бот для супрацоўнікаў бібліятэк. Калі Вы супрацоўнік, "
    "папрасіце запрашэнне ў метадычным аддзеле або адпраўце запыт.",
}
DEAD_TEXT = {
    "ru": "Эта ссылка уже не действует. Нажмите кнопку, и отдел пришлёт новую.",
    "be": "Гэта спасылка ўжо не дзейнічае. Націсніце кнопку, і аддзел прышле новую.",
}
DEPARTMENT = "методический отдел"
DECLINED = {
    "ru": "Хорошо. Записи за Вас внесёт методист, сюда ничего приходить не будет. Если "
    "передумаете, нажмите кнопку или отправьте /start.",
    "be": "Добра. Запісы за Вас унясе метадыст, сюды нічога прыходзіць не будзе. Калі "
    "перадумаеце, націсніце кнопку або адпраўце /start.",
}
MENU_RU = "Кнопки внизу: всё, что бот умеет."


def notice_in(language: str) -> str:
    return translator(language).plain(notice.SHORT)


def newcomer(world: World, user_id: int = STRANGER, language: str = "ru"):
    """Hand out a phone that the bot has never seen."""
    world.telegram.person(user_id, "Нина", last_name="Гость", language_code=language)
    return world.chat(user_id)


async def link_for(world: World, code: str, expires_at: str = "2026-11-14T20:59:59Z") -> str:
    """Make a link for a person of the sample and return its code."""
    assert world.db
    async with world.db.write() as tx:
        person = await staff.by_code(tx, code)
        assert person
        made = await invites.make(tx, person.staff_id, expires_at=expires_at, now=NOW, by=None)
    return made.code


async def holder(world: World, code: str) -> list[tuple[object, ...]]:
    """Who holds the account of a person, as Telegram ids."""
    return await world.sql(
        "SELECT user_id FROM accounts JOIN staff USING (staff_id) WHERE code = ?", code
    )


async def state_of(world: World, code: str) -> list[tuple[object, ...]]:
    """Whether a link is used and by whom, or withdrawn."""
    return await world.sql(
        "SELECT used_by, withdrawn_at IS NOT NULL FROM invites WHERE code = ?", code
    )


# -------------------------------------------------------------------- coming in


async def test_a_librarian_comes_in_by_a_link_in_belarusian(world: World):
    chat, code = newcomer(world), await link_for(world, YADVIGA)
    assert await chat.start(code) == [f"{YADVIGA_BE}\n\n{YADVIGA_RU}"]
    assert chat.buttons == [["Так, гэта я", "Не, гэта не я"], ["По-русски"]]
    assert await chat.press("Так, гэта я") == [
        "Гэты ўліковы запіс належыць: Буквіцкая Ядвіга Антонаўна.",
        notice_in("be"),
    ]
    assert chat.buttons == [["Даю згоду", "Поўны тэкст"], ["Не цяпер"]]
    assert await chat.press("Поўны тэкст") == [translator("be").plain(notice.FULL)]
    assert chat.buttons == [["Даю згоду", "Не цяпер"]]
    said = await chat.press("Даю згоду")
    assert said[:2] == [
        "Дзякуй. Згода запісана: 15 кастрычніка 2026\u202fг.",
        (
            "Гатова, Ядвіга Антонаўна! Кнопкі ўнізе: усё, што бот умее. Сапсаваць нічога нельга: "
            "кожны адказ захоўваецца адразу, выправіць можна і потым."
        ),
    ]
    assert await holder(world, YADVIGA) == [(STRANGER,)]
    assert await state_of(world, code) == [(STRANGER, 0)]
    assert await world.sql(
        "SELECT version, accepted FROM consents JOIN staff USING (staff_id) WHERE code = ?",
        YADVIGA,
    ) == [(1, 1)]


async def test_a_librarian_comes_in_by_a_link_in_russian(world: World):
    chat, code = newcomer(world), await link_for(world, VALENTINA)
    assert await chat.start(code) == [f"{VALENTINA_RU}\n\n{VALENTINA_BE}"]
    assert await chat.press("Да, это я") == [
        "Эта учётная запись принадлежит: Курсивова Валентина Егоровна.",
        notice_in("ru"),
    ]
    said = await chat.press("Даю согласие")
    assert said[:2] == [
        "Спасибо. Согласие записано: 15 октября 2026\u202fг.",
        (
            "Готово, Валентина Егоровна! Кнопки внизу: всё, что бот умеет. Испортить ничего "
            "нельзя: "
            "каждый ответ сохраняется сразу, исправить можно и потом."
        ),
    ]
    assert await world.sql("SELECT uses_telegram FROM staff WHERE code = ?", VALENTINA) == [(1,)]


async def test_the_first_screen_changes_its_language(world: World):
    chat, code = newcomer(world), await link_for(world, VALENTINA)
    await chat.start(code)
    assert await chat.press("Па-беларуску") == [f"{VALENTINA_BE}\n\n{VALENTINA_RU}"]
    said = await chat.press("Так, гэта я")
    assert said[1:] == [notice_in("be")]
    assert await world.sql("SELECT language FROM staff WHERE code = ?", VALENTINA) == [("be",)]


async def test_a_person_of_no_library_is_asked_by_name(world: World):
    assert world.db
    async with world.db.write() as tx:
        fields = StaffFields(
            code="16",
            surname_ru="Гостева",
            name_ru="Анна",
            patronymic_ru="Ильинична",
            role="juror",
        )
        await staff.add(tx, fields, now=NOW, by=None)
    chat, code = newcomer(world), await link_for(world, "16")
    assert await chat.start(code) == [
        f"{HELLO['ru']}\nВы: Анна Ильинична?\n\n{HELLO['be']}\nВы: Анна Ильинична?"
    ]


async def test_practice_is_offered_where_it_is_open(world: World):
    chat, code = newcomer(world), await link_for(world, VALENTINA)
    await chat.start(code)
    await chat.press("Да, это я")
    said = await chat.press("Даю согласие")
    assert said[2:] == ["Попробуем на учебном примере? Он никуда не пойдёт."]
    assert chat.buttons == [["Попробовать", "Потом"]]
    assert await chat.press("Потом") == [
        "Хорошо. Учебный режим всегда под рукой: «Ещё…», потом «Учебный режим»."
    ]


# -------------------------------------------------------------------- it is not me


@pytest.mark.parametrize(
    ("code", "button", "said"),
    [
        (
            VALENTINA,
            "Нет, это не я",
            (
                "Спасибо. Ссылка осталась нетронутой, отдел уже знает. Если Вы работаете в "
                "библиотеке, отправьте запрос."
            ),
        ),
        (
            YADVIGA,
            "Не, гэта не я",
            (
                "Дзякуй. Спасылка засталася некранутай, аддзел ужо ведае. Калі Вы працуеце ў "
                "бібліятэцы, адпраўце запыт."
            ),
        ),
    ],
)
async def test_no_gives_the_code_back_and_tells_the_department(
    world: World, code: str, button: str, said: str
):
    admin, chat, link = world.chat(ADMIN), newcomer(world), await link_for(world, code)
    await chat.start(link)
    assert await chat.press(button) == [said]
    assert await state_of(world, link) == [(None, 0)]
    assert await holder(world, code) == []
    name = {VALENTINA: "Курсивова Валентина Егоровна", YADVIGA: "Буквицкая Ядвига Антоновна"}
    assert await admin.news() == [
        (
            "Ссылку открыл другой человек.\n"
            f"Для кого ссылка: {name[code]}.\n"
            "Имя в Telegram: «Нина Гость».\n"
            "Ссылка ещё действует."
        )
    ]
    assert admin.buttons == [["Отозвать ссылку", "Кто это?"], ["Закрыть"]]


async def test_saying_no_twice_tells_the_department_once(world: World):
    admin, chat, link = world.chat(ADMIN), newcomer(world), await link_for(world, VALENTINA)
    await chat.start(link)
    await chat.press("Нет, это не я")
    await admin.news()
    await chat.forge(f"door.no:{link}")
    assert await admin.news() == []


# -------------------------------------------------------------------- dead links


@pytest.mark.parametrize("language", ["ru", "be"])
async def test_a_forged_code_is_a_dead_link_and_asks_for_the_name(world: World, language: str):
    chat = newcomer(world, language=language)
    assert await chat.start("AAAAAAAAAAAAAAAA") == [DEAD_TEXT[language]]
    [[again]] = chat.buttons
    assert again == {"ru": "Попросить новую ссылку", "be": "Папрасіць новую спасылку"}[language]
    assert await chat.press(again) == [
        {
            "ru": "Напишите одной строкой, кто Вы: фамилия, имя и библиотека. Например: "
            "«Иванова Анна, Деревная».",
            "be": "Напішыце адным радком, хто Вы: прозвішча, імя і бібліятэка. Напрыклад: "
            "«Іванова Ганна, Дзераўная».",
        }[language]
    ]


async def test_a_code_too_long_for_a_button_is_a_dead_link(world: World):
    chat = newcomer(world)
    assert await chat.start("A" * 64) == [DEAD_TEXT["ru"]]
    assert chat.buttons == [["Попросить новую ссылку"]]


async def test_an_expired_link_is_replaced_at_two_taps(world: World):
    admin, chat, link = world.chat(ADMIN), newcomer(world), await link_for(world, VALENTINA)
    world.clock.jump(days=31)
    assert await chat.start(link) == [DEAD_TEXT["ru"]]
    assert await chat.press("Попросить новую ссылку") == [
        "Запрос отправлен. Ответ придёт сюда, больше ничего делать не нужно."
    ]
    await chat.forge(f"door.again:{link}")
    assert await admin.news() == [
        (
            "Просят новую ссылку.\n"
            "Для кого ссылка: Курсивова Валентина Егоровна.\n"
            "Имя в Telegram: «Нина Гость»."
        )
    ]
    assert await admin.press("Прислать новую") == [
        (
            "Дать доступ?\n"
            "Имя в Telegram: «Нина Гость».\n"
            "Кто в списке сотрудников: Курсивова Валентина Егоровна.\n"
            "Библиотека: Новоселки"
        )
    ]
    said = await admin.press("Да, дать доступ")
    [(code,)] = await world.sql("SELECT code FROM invites ORDER BY invite_id DESC LIMIT 1")
    assert said == [
        (
            "Приглашение отправлено прямо в чат. Имя в Telegram: «Нина Гость», в списке: "
            "Курсивова "
            "Валентина Егоровна."
        ),
        (
            "Валентина Егоровна, здравствуйте! Приглашаем Вас в рабочий бот нашей библиотеки "
            "«Книгоноша».\n1. Установите Telegram.\n2. Нажмите ссылку: "
            f"https://t.me/{world.bot.bot.username}?start={code}\n"
            "3. Нажмите большую кнопку внизу экрана («Старт» или START).\n"
            f"Ссылка только для Вас, действует до 15 декабря. Не получается? Позвоните: "
            f"{DEPARTMENT}."
        ),
    ]
    assert await chat.news() == [f"{VALENTINA_RU}\n\n{VALENTINA_BE}"]
    await chat.press("Да, это я")
    assert await holder(world, VALENTINA) == [(STRANGER,)]


async def test_a_used_link_lets_no_second_account_in(world: World):
    first, second = newcomer(world), newcomer(world, OTHER, "be")
    link = await link_for(world, VALENTINA)
    await first.start(link)
    await second.start(link)
    await first.press("Да, это я")
    said = await second.press("Да, это я")
    assert said == [DEAD_TEXT["ru"]]
    assert await second.start(link) == [DEAD_TEXT["ru"]]
    assert await second.forge(f"door.speak:be:{link}") == [DEAD_TEXT["be"]]
    assert await second.forge(f"door.speak:de:{link}") == []
    for verb in ("move", "no", "yes"):
        await second.forge(f"door.{verb}:{link}")
        assert second.last.text == DEAD_TEXT["be"]
    assert await holder(world, VALENTINA) == [(STRANGER,)]


async def test_a_link_of_somebody_who_left_is_dead(world: World):
    chat, link = newcomer(world), await link_for(world, VALENTINA)
    await chat.start(link)
    assert world.db
    async with world.db.write() as tx:
        await tx.run("UPDATE staff SET left_on = '2026-10-14' WHERE code = ?", (VALENTINA,))
    assert await chat.press("Да, это я") == [DEAD_TEXT["ru"]]


async def test_a_colleague_cannot_use_up_another_ones_link(world: World):
    nina, link = world.chat(1005), await link_for(world, VALENTINA)
    refused = (
        "Эта ссылка для другого человека, она осталась нетронутой. Эта учётная запись "
        "принадлежит: Закладкина Нина Ивановна."
    )
    assert await nina.start(link) == [refused]
    for forged in ("yes", "no", "move", "speak:be"):
        assert await nina.forge(f"door.{forged}:{link}") == [refused]
    assert await state_of(world, link) == [(None, 0)]
    assert await holder(world, "5") == [(1005,)]


async def test_ones_own_link_opened_again_is_the_menu(world: World):
    nina, link = world.chat(1005), await link_for(world, "5")
    assert await nina.start(link) == [MENU_RU]
    assert await nina.start("AAAAAAAAAAAAAAAA") == [MENU_RU]
    assert await nina.forge("door.ask") == [MENU_RU]


# -------------------------------------------------------------------- moving


@pytest.mark.parametrize("code", ["5", "9"])
async def test_moving_takes_two_taps_and_the_old_account_is_told(world: World, code: str):
    old, new = world.chat(1000 + int(code)), newcomer(world)
    await old.start()
    link = await link_for(world, code)
    await new.start(link)
    yes, here = {"5": ("Да, это я", "Перенести сюда"), "9": ("Так, гэта я", "Перанесці сюды")}[
        code
    ]
    asked = {
        "5": "Нина Ивановна, бот уже знает другую Вашу учётную запись Telegram. Перенести всё "
        "сюда? Записи и черновики останутся. Прежняя учётная запись получит сообщение.",
        "9": "Ганна Міхайлаўна, бот ужо ведае іншы Ваш уліковы запіс Telegram. Перанесці ўсё "
        "сюды? Запісы і чарнавікі застануцца. Ранейшы ўліковы запіс атрымае паведамленне.",
    }
    assert await new.press(yes) == [asked[code]]
    assert await holder(world, code) == [(1000 + int(code),)]
    said = await new.press(here)
    assert (
        said[1]
        == {
            "5": "Готово, Нина Ивановна! Кнопки внизу: всё, что бот умеет. Испортить ничего "
            "нельзя: каждый ответ сохраняется сразу, исправить можно и потом.",
            "9": "Гатова, Ганна Міхайлаўна! Кнопкі ўнізе: усё, што бот умее. Сапсаваць нічога "
            "нельга: кожны адказ захоўваецца адразу, выправіць можна і потым.",
        }[code]
    )
    assert await holder(world, code) == [(STRANGER,)]
    assert await old.news() == [
        {
            "5": "Бот теперь работает в другой Вашей учётной записи Telegram, а здесь он закрыт. "
            "Все записи на месте. Если это сделали не Вы, позвоните: методический отдел.",
            "9": "Бот цяпер працуе ў іншым Вашым уліковым запісе Telegram, а тут ён закрыты. Усе "
            "запісы на месцы. Калі гэта зрабілі не Вы, патэлефануйце: методический отдел.",
        }[code]
    ]
    assert old.keyboard == []
    assert [one["command"] for one in old.commands] == ["start", "language"]
    assert await old.send("/menu") == [STRANGER_TEXT["ru"]]


async def test_not_moving_leaves_everything(world: World):
    new, link = newcomer(world), await link_for(world, "5")
    await new.start(link)
    await new.press("Да, это я")
    assert await new.press("Оставить как есть") == [
        "Всё остаётся как было. Бот работает в другой Вашей учётной записи Telegram."
    ]
    assert await holder(world, "5") == [(1005,)]
    assert await state_of(world, link) == [(None, 0)]


# -------------------------------------------------------------------- the notice


@pytest.mark.parametrize(("code", "language"), [(VALENTINA, "ru"), (YADVIGA, "be")])
async def test_who_declines_is_served_on_behalf_and_may_change_their_mind(
    world: World, code: str, language: str
):
    chat, link = newcomer(world, language=language), await link_for(world, code)
    buttons = {
        "ru": ("Да, это я", "Не сейчас", "Прочитать ещё раз", "Даю согласие"),
        "be": ("Так, гэта я", "Не цяпер", "Прачытаць яшчэ раз", "Даю згоду"),
    }[language]
    await chat.start(link)
    await chat.press(buttons[0])
    assert await chat.press(buttons[1]) == [DECLINED[language]]
    assert await chat.send("/menu") == [DECLINED[language]]
    assert await world.sql("SELECT accepted FROM consents JOIN staff USING (staff_id) "
                           "WHERE code = ?", code) == [(0,)]  # fmt: skip
    assert await chat.press(buttons[2]) == [notice_in(language)]
    assert await chat.start() == [notice_in(language)]
    await chat.press(buttons[3])
    assert await world.sql("SELECT accepted FROM consents JOIN staff USING (staff_id) "
                           "WHERE code = ? ORDER BY consent_id", code) == [(0,), (1,)]  # fmt: skip


async def publish(world: World, mark: str) -> None:
    """Publish another notice."""
    assert world.db
    assert world.bot
    texts = {language: f"{mark} {language}" for language in ("ru", "be", "en")}
    async with world.db.write() as tx:
        await access.publish(tx, texts, texts, now=NOW, by=None)
    world.bot.services.network.forget()


@pytest.mark.parametrize(("user_id", "language"), [(1005, "ru"), (1009, "be")])
async def test_a_new_notice_is_asked_at_the_next_message(
    world: World, user_id: int, language: str
):
    chat = world.chat(user_id)
    await chat.start()
    await publish(world, "v2")
    assert await chat.send("/menu") == [f"v2 {language}"]
    agree = {"ru": "Даю согласие", "be": "Даю згоду"}[language]
    on = {"ru": "Спасибо. Согласие записано: 15 октября", "be": "Дзякуй. Згода запісана: 15 "
          "кастрычніка"}[language]  # fmt: skip
    menu = {"ru": MENU_RU, "be": "Кнопкі ўнізе: усё, што бот умее."}[language]
    assert await chat.press(agree) == [f"{on} 2026\u202fг.", menu]
    assert await chat.send("/menu") == [menu]


async def test_a_button_of_an_older_notice_shows_the_newer_one(world: World):
    chat, link = newcomer(world), await link_for(world, VALENTINA)
    await chat.start(link)
    await chat.press("Да, это я")
    await publish(world, "v2")
    assert await chat.press("Даю согласие") == ["v2 ru"]
    await publish(world, "v3")
    assert await chat.press("Не сейчас") == ["v3 ru"]
    assert await world.sql("SELECT count(*) FROM consents JOIN staff USING (staff_id) "
                           "WHERE code = ?", VALENTINA) == [(0,)]  # fmt: skip


async def test_a_new_notice_waits_until_the_open_form_is_left(world: World):
    chat = world.chat(1003)
    await chat.start()
    await chat.send("/visit")
    await publish(world, "v2")
    [question] = await chat.press("Деревная")
    assert question.startswith("Деревная") is False
    assert await chat.press("Отложить") != ["v2 ru"]
    assert await chat.send("/menu") == ["v2 ru"]


async def test_agreeing_in_the_middle_of_a_form_goes_on_with_it(world: World):
    chat = world.chat(1003)
    await chat.start()
    await chat.send("/visit")
    question = chat.last.text
    await publish(world, "v2")
    assert await chat.forge("notice.yes:1") == ["v2 ru"]
    assert await chat.press("Даю согласие") == [
        "Спасибо. Согласие записано: 15 октября 2026\u202fг.",
        question,
    ]
    assert await chat.forge("notice.read") == [MENU_RU]


async def test_a_stranger_cannot_answer_the_notice(world: World):
    chat = newcomer(world)
    await chat.start()
    for forged in ("notice.yes:1", "notice.no:1", "notice.full:1", "notice.read"):
        assert await chat.forge(forged) == []
        assert chat.toast == (
            "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
        )
    assert await world.sql("SELECT count(*) FROM consents WHERE staff_id NOT IN "
                           "(SELECT staff_id FROM accounts)") == [(0,)]  # fmt: skip


# -------------------------------------------------------------------- strangers


@pytest.mark.parametrize("language", ["ru", "be"])
async def test_a_stranger_learns_nothing_whatever_is_sent(world: World, language: str):
    chat = newcomer(world, language=language)
    shown = [STRANGER_TEXT[language]]
    assert await chat.start() == shown
    assert await chat.send("/menu") == shown
    assert await chat.send("/people") == shown
    assert await chat.send("Закладкина") == shown
    assert await chat.forge("people.card:5") == shown
    assert await chat.forge("req.yes:1:5") == shown
    assert [one["command"] for one in chat.commands] == ["start", "language"]


async def test_a_stranger_asks_once_and_the_department_is_asked_once(world: World):
    admin, head, methodist, chat = (
        world.chat(ADMIN), world.chat(1001), world.chat(1002), newcomer(world)
    )  # fmt: skip
    await chat.start()
    await chat.press("Отправить запрос")
    assert await chat.send("  Курсивова   Валентина, Новоселки ") == [
        "Запрос отправлен. Ответ придёт сюда, больше ничего делать не нужно."
    ]
    card = (
        "Просят доступ к боту.\n"
        "Имя в Telegram: «Нина Гость».\n"
        "О себе: «Курсивова Валентина, Новоселки»."
    )
    assert await admin.news() == [card]
    assert admin.buttons == [["Это: Курсивова В. Е."], ["Кто это?", "Отказать"]]
    assert await head.news() == [card]
    assert await methodist.news() == []
    assert await chat.forge("door.ask") == ["Ваш запрос уже ждёт ответа. Ответ придёт сюда."]
    assert await admin.news() == []


async def test_a_stranger_may_think_better_of_it(world: World):
    chat = newcomer(world, language="be")
    await chat.start()
    await chat.press("Адправіць запыт")
    assert await chat.press("Не трэба") == ["Запыт не адпраўлены."]
    assert await chat.send("Іванова") == [STRANGER_TEXT["be"]]
    assert await world.sql("SELECT count(*) FROM access_requests") == [(0,)]


async def test_many_strangers_do_not_flood_the_department(world: World):
    admin = world.chat(ADMIN)
    assert world.db
    async with world.db.write() as tx:
        for number in range(20):
            await access.request(tx, 3000 + number, "Никто", "stranger", now=NOW)
    chat = newcomer(world)
    await chat.start()
    await chat.press("Отправить запрос")
    await chat.send("Иванова")
    assert await admin.news() == []
    assert await world.sql("SELECT count(*) FROM access_requests") == [(21,)]


# -------------------------------------------------------------------- the first admin


async def named(world: World, user_id: int) -> None:
    """Start the bot again with an administrator in the environment."""
    await world.stop()
    world.settings = replace(world.settings, admins=frozenset({user_id}))
    await world.start()


async def test_the_first_admin_of_an_empty_bot_makes_their_own_record(empty_world: World):
    chat = newcomer(empty_world, ADMIN)
    said = await chat.start()
    assert said == [
        (
            "Здравствуйте, Нина! Вы администратор этого бота. Начните с кнопки «Импорт»: "
            "библиотеки "
            "и сотрудники загружаются из таблицы."
        ),
        notice_in("ru"),
    ]
    await chat.press("Даю согласие")
    assert await empty_world.sql(
        "SELECT surname_ru, name_ru, role, user_id FROM staff JOIN accounts USING (staff_id)"
    ) == [("Гость", "Нина", "admin", ADMIN)]
    assert await chat.send("/people") == [
        "Сотрудники: 1 человек.\nНажмите имя или напишите фамилию либо библиотеку."
    ]


@pytest.mark.parametrize(
    ("language", "yes", "belongs"),
    [
        ("ru", "Да, это я", "Эта учётная запись принадлежит: Скриптов Денис."),
        ("be", "Так, гэта я", "Гэты ўліковы запіс належыць: Скриптов Денис."),
    ],
)
async def test_the_first_admin_goes_over_to_their_record_of_the_list(
    empty_world: World, language: str, yes: str, belongs: str
):
    chat = newcomer(empty_world, ADMIN, language)
    await chat.start()
    await chat.press({"ru": "Даю согласие", "be": "Даю згоду"}[language])
    assert empty_world.db
    async with empty_world.db.write() as tx:
        for code, role in (("15", "admin"), ("5", "librarian")):
            listed = StaffFields(code=code, surname_ru="Скриптов", name_ru="Денис", role=role)
            await staff.add(tx, listed, now=NOW, by=None)
    mine, other = await link_for(empty_world, "15"), await link_for(empty_world, "5")
    assert await chat.start(other) == [
        translator(language).plain(
            "This link is for another person and stays unused. This account belongs to: {name}.",
            name="Гость Нина",
        )
    ]
    assert await chat.forge(f"door.yes:{other}") != []
    await chat.start(mine)
    assert await chat.press(yes) == [belongs, notice_in(language)]
    assert await empty_world.sql(
        "SELECT code, left_on, user_id FROM staff LEFT JOIN accounts USING (staff_id) "
        "ORDER BY staff_id"
    ) == [(None, "2026-10-15", None), ("15", None, ADMIN), ("5", None, None)]


async def test_nobody_else_becomes_an_admin(empty_world: World):
    chat = newcomer(empty_world)
    assert await chat.start() == [STRANGER_TEXT["ru"]]
    assert await chat.forge("door.admin:0") == []
    assert await chat.forge("door.admin") == []
    assert await empty_world.sql("SELECT count(*) FROM staff") == [(0,)]


async def test_an_admin_of_the_list_is_asked_who_they_are(world: World):
    await named(world, STRANGER)
    assert world.db
    async with world.db.write() as tx:
        await tx.run("DELETE FROM accounts WHERE user_id = ?", (ADMIN,))
    chat = newcomer(world, language="be")
    asked = (
        "Добры дзень! Нумар Вашага ўліковага запісу ўказаны сярод адміністратараў гэтага бота. "
        "Хто Вы ў спісе супрацоўнікаў?"
    )
    assert await chat.send("/menu") == [asked]
    assert chat.buttons == [["Скрыптаў Д. А."], ["Мяне няма ў спісе"]]
    assert await chat.forge("door.admin:5") == []
    assert await holder(world, "5") == [(1005,)]
    said = await chat.press("Скрыптаў Д. А.")
    assert said[0].startswith("Здравствуйте, Денис Олегович! Вы администратор этого бота.")
    assert await holder(world, "15") == [(STRANGER,)]


async def test_an_admin_who_is_not_in_the_list_gets_a_record(world: World):
    await named(world, STRANGER)
    assert world.db
    async with world.db.write() as tx:
        await tx.run("DELETE FROM accounts WHERE user_id = ?", (ADMIN,))
    chat = newcomer(world)
    await chat.start()
    await chat.press("Меня нет в списке")
    assert await world.sql(
        "SELECT role, language FROM staff JOIN accounts USING (staff_id) WHERE user_id = ?",
        STRANGER,
    ) == [("admin", "ru")]


# -------------------------------------------------------------------- blocked and back


async def test_a_person_who_blocks_the_bot_is_marked_and_comes_back(world: World):
    chat = world.chat(1005)
    await chat.start()
    await chat.block()
    blocked = "SELECT blocked_at IS NOT NULL FROM accounts WHERE user_id = 1005"
    assert await world.sql(blocked) == [(1,)]
    await chat.unblock()
    await world.settled()
    assert await world.sql(blocked) == [(0,)]


async def test_any_message_of_a_blocked_person_brings_them_back(world: World):
    chat = world.chat(1005)
    assert world.db
    async with world.db.write() as tx:
        await staff.mark_blocked(tx, 1005, now=NOW)
    assert await chat.send("/menu") == [MENU_RU]
    assert await world.sql("SELECT blocked_at FROM accounts WHERE user_id = 1005") == [(None,)]


async def test_a_group_that_takes_the_bot_in_or_out_marks_nobody(world: World):
    assert world.bot
    assert world.db
    world.telegram.group(-5, "Бібліятэкары")
    member = {"user": {"id": 7000000001, "is_bot": True, "first_name": "bot"}, "status": "left"}
    update = {
        "chat": {"id": -5, "type": "group", "title": "Бібліятэкары"},
        "from": {"id": 1005, "is_bot": False, "first_name": "Нина"},
        "date": 0,
        "old_chat_member": member | {"status": "member"},
        "new_chat_member": member,
    }
    world.telegram.updates.push("my_chat_member", update)
    await world.settled()
    assert await world.sql("SELECT count(*) FROM accounts WHERE blocked_at IS NOT NULL") == [(0,)]


async def test_buttons_of_the_door_do_nothing_to_whom_we_know(world: World):
    nina = world.chat(1005)
    await nina.start()
    for forged in ("door.stay:x", "door.drop"):
        assert await nina.forge(forged) == []
    assert await nina.forge("door.admin:0") == []
    assert await nina.forge("door.later") != []
    assert await world.sql("SELECT count(*) FROM staff") == [(15,)]


async def test_who_has_not_agreed_is_asked_whatever_way_they_come(world: World):
    chat, link = newcomer(world), await link_for(world, VALENTINA)
    await chat.start(link)
    await chat.press("Да, это я")
    asked = [notice_in("ru")]
    assert await chat.start(link) == asked
    assert await chat.start() == asked
    assert await chat.send("Здравствуйте") == asked
    await chat.forge("door.ask")
    assert chat.last.text == notice_in("ru")
    assert await chat.press("Не сейчас") == [DECLINED["ru"]]
    await chat.forge("notice.no:1")
    assert chat.last.text == DECLINED["ru"]
    await chat.forge("notice.yes:1")
    await chat.forge("notice.yes:1")
    assert await world.sql(
        "SELECT accepted FROM consents JOIN staff USING (staff_id) WHERE code = ?", VALENTINA
    ) == [(0,), (1,)]


async def test_a_request_that_waits_is_not_sent_again_by_another_line(world: World):
    chat = newcomer(world)
    await chat.start()
    await chat.press("Отправить запрос")
    assert world.db
    async with world.db.write() as tx:
        await access.request(tx, STRANGER, "Нина Гость", "stranger", now=NOW)
    assert await chat.send("Иванова") == ["Ваш запрос уже ждёт ответа. Ответ придёт сюда."]


async def test_a_juror_is_welcomed_without_practice(world: World):
    assert world.db
    async with world.db.write() as tx:
        await tx.run("DELETE FROM consents")
    chat = world.chat(1014)
    await chat.start()
    said = await chat.press("Даю согласие")
    assert len(said) == 2
    assert said[1].startswith("Готово, Игорь Львович!")
