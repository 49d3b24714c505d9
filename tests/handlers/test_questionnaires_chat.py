"""A questionnaire written in Excel, in conversation: checked, tried, downloaded; nothing stays."""

import io
import sys

import openpyxl
from world import World

from bot.catalogs import translator
from bot.forms import convert
from bot.forms.authoring import template
from bot.handlers import questionnaires
from storage import staff

METHODIST, HEAD = 1003, 1001
NOW = "2026-10-15T06:28:00Z"
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
GONE = "Эта книга уже не хранится. Пришлите её, пожалуйста, ещё раз."
READING = "Читаю файл «анкета.xlsx». Ответ придёт сюда."
CHECKED = (
    "Пример анкеты\nОшибок нет.\nВопросов: 9, обязательных: 4, по условию: 3.\n"
    "Языки: русский, белорусский.\n"
    "Время на ответы: около 6 минут."
)
RU_TYPES = (
    "Нет типа «цвет». Есть: текст, целое, число, да/нет, один из …, несколько из …, дата, фото "
    "и другие."
)
UNSUITABLE = (
    "«{name}»: этот файл не подходит. Анкета — это книга Excel (.xlsx) не больше 2 МБ. "
    "Сохраните её так и пришлите снова."
)
MARKDOWN = """\
| survey | | | |
|---|---|---|---|
| | type | name | label |
| | integer | users | Сколько пользователей? |
"""


def example(language: str = "ru") -> bytes:
    """Return the template as it is: its example is a whole questionnaire."""
    return template.build(language, translator(language).plain)


def workbook(*rows: tuple[str, ...]) -> bytes:
    """Return an author's workbook with questions only."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Вопросы"
    page.append(("тип", "имя", "вопрос", "показывать если"))
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BAD = workbook(
    ("целое", "users", "Пользователей", ""),
    ("цвет", "paint", "Какой цвет?", ""),
    ("текст", "users", "Ещё раз", ""),
    ("текст", "why", "Почему?", "${nobody} > 3"),
)


async def speak_belarusian(world: World, code: str) -> None:
    """Let a person of the sample speak Belarusian."""
    assert world.db is not None
    async with world.db.write() as tx:
        person = await staff.by_code(tx, code)
        assert person is not None
        await staff.set_language(tx, person.staff_id, "be", now=NOW)


async def counts(world: World) -> list[tuple[object, ...]]:
    """Count what a questionnaire answered in earnest would leave."""
    return await world.sql(
        "SELECT (SELECT count(*) FROM submissions), (SELECT count(*) FROM figures), "
        "(SELECT count(*) FROM campaign_units WHERE state <> 'waiting' OR draft_id IS NOT NULL), "
        "(SELECT count(*) FROM drafts WHERE state = 'open')"
    )


async def test_a_good_workbook_is_summed_up_and_tried_to_the_end(world: World) -> None:
    before = await counts(world)
    methodist = world.chat(METHODIST)
    assert await methodist.send("/questionnaires") == [
        (
            "Анкета из Excel: пришлите файл, и я назову каждую ошибку с листом, строкой и "
            "столбцом.\n"
            "Если ошибок нет, анкету можно сразу попробовать здесь, как её увидел бы "
            "библиотекарь; ответы не сохраняются.\n"
            "Делаете анкету впервые? Возьмите шаблон: в нём пример и списки для выбора.\n"
            "Опубликованную анкету заполняют библиотеки: в апреле и октябре или в отдельном "
            "мониторинге."
        )
    ]
    assert methodist.buttons == [["Шаблон", "Не надо"], ["Анкета мониторинга"]]
    assert await methodist.document("анкета.xlsx", example()) == [READING, CHECKED]
    assert methodist.buttons == [
        ["Попробовать", "Опубликовать"],
        ["Шаблон"],
        ["Скачать как XLSForm"],
    ]
    assert await methodist.press("Попробовать") == [
        (
            "Учебный режим: ничего не считается и никуда не уходит, через неделю удаляется.\n"
            "Проба анкеты\n"
            "Пример анкеты\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте."
        ),
        (
            "Учебный режим, никуда не пойдёт. Проба анкеты, 1 из 6\n"
            "Зарегистрировано пользователей с начала года? "
            "По дневнику работы, на последний день месяца"
        ),
    ]
    await methodist.send("1200")
    await methodist.send("12000")
    await methodist.press("Нет")
    await methodist.press("Всё в порядке")
    await methodist.press("Научить")
    await methodist.press("Готово")
    [card] = await methodist.press("Пропустить")
    assert card.split("\n")[2:5] == [
        "1. Зарегистрировано пользователей с начала года: 1\xa0200",
        "2. Посещения с начала года: 12\xa0000",
        "3. Интернет работает?: Нет",
    ]
    assert (await counts(world))[0] != before[0]  # the rehearsal is in hand
    assert await methodist.press("Сохранить") == [
        "Получилось! Это весь путь. Режим был учебный: ничего не записано.",
        "Что дальше?",
    ]
    assert await counts(world) == before


async def test_in_belarusian(world: World) -> None:
    before = await counts(world)
    await speak_belarusian(world, "1")
    head = world.chat(HEAD)
    assert await head.send("/questionnaires") == [
        (
            "Анкета з Excel: дашліце файл, і я назаву кожную памылку з аркушам, радком і "
            "слупком.\n"
            "Калі памылак няма, анкету можна адразу паспрабаваць тут, як яе ўбачыў бы "
            "бібліятэкар; адказы не захоўваюцца.\n"
            "Робіце анкету ўпершыню? Вазьміце шаблон: у ім прыклад і спісы для выбару.\n"
            "Апублікаваную анкету запаўняюць бібліятэкі: у красавіку і кастрычніку або ў асобным "
            "маніторынгу."
        )
    ]
    assert head.buttons == [["Шаблон", "Не трэба"], ["Анкета маніторынгу"]]
    assert await head.press("Анкета маніторынгу") == [
        (
            "[document Анкета маніторынгу.xlsx] Гэта пытаецца маніторынг цяпер. Змяніце, што "
            "трэба, і дашліце файл сюды."
        )
    ]
    assert await head.press("Шаблон") == [
        "[document Шаблон анкеты.xlsx] Запоўніце аркушы і дашліце файл сюды."
    ]
    reading = "Чытаю файл «анкета.xlsx». Адказ прыйдзе сюды."
    assert await head.document("анкета.xlsx", BAD) == [
        reading,
        (
            "3 памылкі. Выпраўце іх у файле і дашліце файл зноў.\n"
            "• Аркуш Вопросы, радок 3, слупок тип: Няма тыпу «цвет». Ёсць: тэкст, цэлае, лік, "
            "так/не, адзін з …, некалькі з …, дата, фота ды іншыя.\n"
            "• Аркуш Вопросы, радок 4, слупок имя: Імя «users» сустракаецца двойчы: у кожнага "
            "пытання павінна быць сваё.\n"
            "• Аркуш Вопросы, радок 5, слупок показывать если: Няма такога пытання: «nobody»."
        ),
    ]
    assert head.buttons == [["Шаблон", "Не трэба"]]
    assert await head.document("план.pdf", b"%PDF-1.4") == [
        (
            "«план.pdf»: гэты файл не падыходзіць. Анкета — гэта кніга Excel (.xlsx) не "
            "большая за 2 МБ. Захавайце яе так і дашліце зноў."
        )
    ]
    assert await head.document("анкета.xlsx", example("be")) == [
        reading,
        (
            "Прыклад анкеты\nПамылак няма.\nПытанняў: 9, абавязковых: 4, паводле ўмовы: 3.\n"
            "Мовы: руская, беларуская.\nЧас на адказы: каля 6 хвілін."
        ),
    ]
    assert head.buttons == [
        ["Паспрабаваць", "Апублікаваць"],
        ["Шаблон"],
        ["Спампаваць як XLSForm"],
    ]
    assert await head.press("Спампаваць як XLSForm") == [
        (
            "[document анкета-xlsform.xlsx] Тая ж анкета ў выглядзе XLSForm: яе чытаюць "
            "Collect, Kobo і іншыя праграмы."
        )
    ]
    said = await head.press("Паспрабаваць")
    assert said[-1].split("\n")[0] == "Вучэбны рэжым, нікуды не пойдзе. Проба анкеты, 1 з 6"
    await head.send("1200")
    await head.send("12000")
    await head.press("Не")
    await head.press("Усё ў парадку")
    await head.press("Навучыць")
    await head.press("Гатова")
    await head.press("Прапусціць")
    assert await head.press("Захаваць") == [
        "Атрымалася! Гэта ўвесь шлях. Рэжым быў вучэбны: нічога не запісана.",
        "Што далей?",
    ]
    assert await counts(world) == before


async def test_every_mistake_is_told_with_its_place(world: World) -> None:
    methodist = world.chat(METHODIST)
    await methodist.send("/questionnaires")
    assert await methodist.document("анкета.xlsx", BAD) == [
        READING,
        (
            "3 ошибки. Исправьте их в файле и пришлите файл снова.\n"
            f"• Лист Вопросы, строка 3, столбец тип: {RU_TYPES}\n"
            "• Лист Вопросы, строка 4, столбец имя: Имя «users» встречается дважды: у каждого "
            "вопроса должно быть своё.\n"
            "• Лист Вопросы, строка 5, столбец показывать если: Нет такого вопроса: «nobody»."
        ),
    ]
    assert methodist.buttons == [["Шаблон", "Не надо"]]
    assert await methodist.document("анкета.xlsx", example()) == [READING, CHECKED]


async def test_many_mistakes_come_as_a_file(world: World) -> None:
    methodist = world.chat(METHODIST)
    await methodist.send("/questionnaires")
    many = workbook(*(("цвет", f"q{number}", "Какой цвет?", "") for number in range(1, 14)))
    _, said, file = await methodist.document("анкета.xlsx", many)
    told = [f"Лист Вопросы, строка {row}, столбец тип: {RU_TYPES}" for row in range(2, 15)]
    assert said.split("\n") == [
        "13 ошибок. Исправьте их в файле и пришлите файл снова.",
        *(f"• {one}" for one in told[:10]),
        "Ещё замечаний: 3.",
    ]
    assert file == "[document Ошибки в анкете.txt] Все ошибки книги."
    rows = (world.folder / "outgoing" / "job-1-rows.txt").read_text("utf-8-sig")
    assert rows.splitlines() == told


async def test_what_is_no_questionnaire_is_said_clearly(world: World) -> None:
    methodist = world.chat(METHODIST)
    await methodist.send("/questionnaires")
    for name, content in (
        ("план.pdf", b"%PDF-1.4"),
        ("анкета.xlsx", b"PK" + bytes(convert.MAX_BYTES)),
        ("анкета.xls", b"\xd0\xcf\x11\xe0old"),
    ):
        assert await methodist.document(name, content) == [UNSUITABLE.format(name=name)]
        assert methodist.buttons == [["Шаблон", "Не надо"]]
    assert await methodist.photo() == [UNSUITABLE.format(name="Этот файл")]
    assert await world.sql("SELECT name FROM files WHERE kind <> 'voice'") == []
    one = "1 ошибка. Исправьте её в файле и пришлите файл снова.\n• "
    assert await methodist.document("анкета.xlsx", b"PK\x03\x04broken") == [
        READING,
        f"{one}Файл не читается: нужна книга Excel (.xlsx) или таблица.",
    ]
    assert await methodist.document("анкета.md", b"nothing here") == [
        "Читаю файл «анкета.md». Ответ придёт сюда.",
        f"{one}survey: Нет листа с вопросами: назовите его «Вопросы» или «survey».",
    ]


async def test_a_form_in_markdown_is_taken_too(world: World) -> None:
    methodist = world.chat(METHODIST)
    await methodist.send("/questionnaires")
    assert await methodist.document("осень.md", MARKDOWN.encode()) == [
        "Читаю файл «осень.md». Ответ придёт сюда.",
        (
            "осень\nОшибок нет.\nВопросов: 1, обязательных: 0, по условию: 0.\n"
            "Время на ответы: около 1 минуты."
        ),
    ]
    assert (await methodist.press("Попробовать"))[-1] == (
        "Учебный режим, никуда не пойдёт. Проба анкеты, 1 из 1\n"
        "Сколько пользователей?\n"
        "Напишите число."
    )


async def test_the_template_and_plain_xlsform_come_as_often_as_asked(world: World) -> None:
    methodist = world.chat(METHODIST)
    await methodist.send("/questionnaires")
    for _ in range(2):
        assert await methodist.press("Шаблон") == [
            "[document Шаблон анкеты.xlsx] Заполните листы и пришлите файл сюда."
        ]
    await methodist.document("Анкета осени.xlsx", example())
    for _ in range(2):
        assert await methodist.press("Скачать как XLSForm") == [
            (
                "[document Анкета_осени-xlsform.xlsx] Та же анкета в виде XLSForm: её читают "
                "Collect, Kobo и другие программы."
            )
        ]
    sent = sorted((world.folder / "outgoing").glob("questionnaire-*.xlsx"))
    books = [openpyxl.load_workbook(path).sheetnames for path in sent]
    blank = ["Вопросы", "Ответы", "Настройки", "Как заполнять"]
    assert books == [blank, blank, *([["survey", "choices", "settings"]] * 2)]


async def test_the_shipped_questionnaire_can_be_begun_from(world: World) -> None:
    methodist = world.chat(METHODIST)
    await methodist.send("/questionnaires")
    assert await methodist.press("Анкета мониторинга") == [
        (
            "[document Анкета мониторинга.xlsx] Это спрашивает мониторинг сейчас. Измените, "
            "что нужно, и пришлите файл сюда."
        )
    ]
    (sent,) = (world.folder / "outgoing").glob("questionnaire-*.xlsx")
    assert openpyxl.load_workbook(sent).sheetnames == [
        "Вопросы", "Ответы", "Настройки", "Как заполнять",
    ]  # fmt: skip
    assert await methodist.document("анкета.xlsx", sent.read_bytes()) == [
        READING,
        (
            "Мониторинг\n"
            "Ошибок нет.\n"
            "Вопросов: 15, обязательных: 13, по условию: 1.\n"
            "Языки: русский, белорусский, английский.\n"
            "Время на ответы: около 14 минут."
        ),
    ]
    assert methodist.buttons == [
        ["Попробовать", "Опубликовать"],
        ["Шаблон"],
        ["Скачать как XLSForm"],
    ]
    assert await methodist.press("Опубликовать") == [
        (
            "Мониторинг\n"
            "Анкета с кодом «monitoring», версия 1.\n"
            "Вопросы те же, что и были.\n"
            "Апрельский и октябрьский мониторинг теперь пойдут по ней.\n"
            "Опубликованная версия не меняется: правки станут следующей версией."
        )
    ]


async def test_a_workbook_outside_is_asked_about(world: World) -> None:
    methodist = world.chat(METHODIST)
    assert await methodist.document("анкета.xlsx", example()) == [
        "К чему этот файл?\nНажмите кнопку. Отправлено случайно? Тогда «Ничего»."
    ]
    assert "Проверить анкету" in [label for row in methodist.buttons for label in row]
    assert await methodist.press("Проверить анкету") == [READING, CHECKED]


async def test_a_rehearsal_goes_on_after_a_restart_and_goes_after_a_week(world: World) -> None:
    methodist = world.chat(METHODIST)
    await world.tick()
    await methodist.send("/questionnaires")
    await methodist.document("анкета.xlsx", example())
    await methodist.press("Попробовать")
    await world.stop()
    questionnaires._forms.clear()
    await world.start()
    assert (await methodist.send("1200"))[-1].split("\n")[0] == (
        "Учебный режим, никуда не пойдёт. Проба анкеты, 2 из 6"
    )
    await methodist.send("/practice")
    assert methodist.buttons[0] == ["Продолжить: Проба анкеты"]
    assert ["Проба анкеты"] not in methodist.buttons
    await methodist.send("/tasks")
    world.clock.jump(days=7, minutes=1)
    await world.tick()
    assert await world.sql("SELECT form FROM drafts UNION SELECT form FROM forms") == []


async def test_a_workbook_that_is_gone_is_asked_for_again(world: World) -> None:
    methodist = world.chat(METHODIST)
    await methodist.send("/questionnaires")
    await methodist.document("анкета.xlsx", example())
    for name in ("job-1", "job-1.2"):
        (world.folder / "outgoing" / name).unlink()
    for label in ("Попробовать", "Скачать как XLSForm"):
        assert await methodist.press(label) == []
        assert methodist.toast == GONE
    assert await world.sql("SELECT form FROM drafts UNION SELECT form FROM forms") == []


async def test_a_workbook_can_wait(world: World) -> None:
    methodist = world.chat(METHODIST)
    await methodist.send("/questionnaires")
    assert await methodist.press("Не надо") == [
        "Хорошо. Книгу можно прислать в любое время: /questionnaires"
    ]
    assert await world.sql("SELECT prompt FROM chats WHERE chat_id = ?", METHODIST) == [(None,)]


async def test_only_methodists_and_the_head_check(world: World) -> None:
    for user_id in (1005, 1014, 1015):
        person = world.chat(user_id)
        assert await person.send("/questionnaires") == [REFUSED]
        for pressed in (
            "quest.template",
            "quest.shipped",
            "quest.try:1",
            "quest.export:1",
            "quest.drop",
        ):
            await person.forge(pressed)
            assert (user_id, pressed, person.toast) == (user_id, pressed, REFUSED)
    assert await world.sql("SELECT * FROM jobs") == []


async def test_forged_and_foreign_buttons_change_nothing(world: World) -> None:
    methodist, head = world.chat(METHODIST), world.chat(HEAD)
    await methodist.send("/questionnaires")
    await methodist.document("анкета.xlsx", example())
    await methodist.document("анкета.xlsx", BAD)
    await head.send("/questionnaires")
    foreign = [(head, f"{verb}:1") for verb in ("quest.try", "quest.export")]
    forged = [
        (methodist, f"{verb}{rest}")
        for verb in ("quest.try", "quest.export")
        for rest in ("", ":2", ":9", ":x")
    ]
    for person, pressed in (*foreign, *forged, (methodist, "practice.open:trial")):
        await person.forge(pressed)
        assert (pressed, person.toast) == (pressed, REFUSED)
    assert await world.sql("SELECT draft_id FROM drafts UNION SELECT version FROM forms") == []
    await methodist.forge("quest.try:1")
    assert await world.sql("SELECT form, training FROM drafts") == [("trial", 1)]


async def test_work_that_fails_is_said_clearly(world: World) -> None:
    assert world.bot is not None
    world.bot.jobs._command = (sys.executable, "-c", "raise SystemExit(1)")
    methodist = world.chat(METHODIST)
    await methodist.send("/questionnaires")
    assert await methodist.document("анкета.xlsx", example()) == [
        READING,
        "Файл слишком большой или испорчен: прочитать его как форму не удалось.",
    ]
    assert methodist.buttons == [["Шаблон", "Не надо"]]
