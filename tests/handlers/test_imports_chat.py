"""An import in conversation: a table is read, shown, and saved only when that is confirmed."""

import io
import json
import sys

import openpyxl
from world import World

from storage import staff

ADMIN, METHODIST, HEAD = 1015, 1003, 1001
NOW = "2026-10-15T06:28:00Z"
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


def people(rows: str) -> bytes:
    """Return a CSV of staff as Excel in Russian saves it."""
    return f"Номер;Фамилия;Имя;Роль\n{rows}".encode("cp1251")


async def speak(world: World, code: str, language: str) -> None:
    """Let a person of the sample speak another language."""
    async with world.db.write() as tx:
        person = await staff.by_code(tx, code)
        await staff.set_language(tx, person.staff_id, language, now=NOW)


async def test_a_table_is_shown_and_then_loaded(world: World):
    admin = world.chat(ADMIN)
    assert await admin.send("/import") == [
        (
            "Импорт: библиотеки, населённые пункты, сотрудники и прошлые выезды из "
            "таблицы.\n"
            "Сначала покажу, что нового и что нужно исправить; пока Вы не нажмёте "
            "«Загрузить», ничего не сохранится.\n"
            "Один и тот же файл можно присылать снова: записи обновляются и не "
            "удваиваются.\n"
            "Пришлите файл: .xlsx или .csv."
        ),
    ]
    assert admin.buttons == [["Пример таблицы"], ["Что бот знает сейчас"], ["Не надо"]]
    assert await admin.document(
        "люди.csv", people("77;Новикова;Анна;библиотекарь\n3;Аннотова;Светлана;методист\n")
    ) == [
        "Читаю файл «люди.csv». Ответ придёт сюда.",
        ("Сотрудники. Новых: 1, изменённых: 0, прежних: 1.\nПока ничего не сохранено."),
    ]
    assert admin.buttons == [["Загрузить", "Не загружать"]]
    assert await admin.press("Загрузить") == [
        (
            "Загружено.\nСотрудники. Новых: 1, изменённых: 0, прежних: 1.\n"
            "Приглашения и листки в печать для новых людей: нажмите «Сотрудники»."
        )
    ]


async def test_bad_rows_are_said_with_number_and_reason(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/import")
    assert await admin.document(
        "люди.csv", people("77;Новикова;;библиотекарь\n78;Петрова;Ева;повар\n")
    ) == [
        "Читаю файл «люди.csv». Ответ придёт сюда.",
        (
            "Сотрудники. Новых: 0, изменённых: 0, прежних: 0.\n"
            "«люди», строка 2, Имя: не заполнено.\n"
            "«люди», строка 3, Роль: «повар» не подходит, можно: библиотекарь; методист; "
            "руководитель; администратор; член жюри.\n"
            "Ничего не сохранено. Исправьте, пожалуйста, эти строки в файле и повторите."
        ),
    ]
    assert admin.buttons == [["Пример таблицы"], ["Не надо"]]
    assert await admin.document("люди.csv", people("77;Новикова;Анна;библиотекарь\n")) == [
        "Читаю файл «люди.csv». Ответ придёт сюда.",
        ("Сотрудники. Новых: 1, изменённых: 0, прежних: 0.\nПока ничего не сохранено."),
    ]


async def test_an_import_in_belarusian(world: World):
    await speak(world, "15", "be")
    admin = world.chat(ADMIN)
    assert await admin.send("/import") == [
        (
            "Імпарт: бібліятэкі, населеныя пункты, супрацоўнікі і мінулыя выезды з "
            "табліцы.\n"
            "Спачатку пакажу, што новага і што трэба выправіць; пакуль Вы не націснеце "
            "«Загрузіць», нічога не захаваецца.\n"
            "Адзін і той жа файл можна дасылаць зноў: запісы абнаўляюцца, але не "
            "падвойваюцца.\n"
            "Дашліце файл: .xlsx або .csv."
        ),
    ]
    assert admin.buttons == [["Прыклад табліцы"], ["Што бот ведае цяпер"], ["Не трэба"]]
    assert await admin.document("люди.csv", people("77;Новікава;;бібліятэкар\n")) == [
        "Чытаю файл «люди.csv». Адказ прыйдзе сюды.",
        (
            "Супрацоўнікі. Новых: 0, змененых: 0, ранейшых: 0.\n"
            "«люди», радок 2, Имя: не запоўнена.\n"
            "Нічога не захавана. Выпраўце, калі ласка, гэтыя радкі ў файле і паўтарыце."
        ),
    ]
    assert admin.buttons == [["Прыклад табліцы"], ["Не трэба"]]
    await admin.send("/import")
    assert await admin.document("люди.csv", people("77;Новікава;Ганна;бібліятэкар\n")) == [
        "Чытаю файл «люди.csv». Адказ прыйдзе сюды.",
        ("Супрацоўнікі. Новых: 1, змененых: 0, ранейшых: 0.\nПакуль нічога не захавана."),
    ]
    assert admin.buttons == [["Загрузіць", "Не загружаць"]]
    assert await admin.press("Загрузіць") == [
        (
            "Загружана.\nСупрацоўнікі. Новых: 1, змененых: 0, ранейшых: 0.\n"
            "Запрашэнні і лісткі ў друк для новых людзей: націсніце «Супрацоўнікі»."
        ),
    ]
    await admin.send("/import")
    assert await admin.document("люди.csv", people("77;Новікава;Ганна;бібліятэкар\n")) == [
        "Чытаю файл «люди.csv». Адказ прыйдзе сюды.",
        (
            "Супрацоўнікі. Новых: 0, змененых: 0, ранейшых: 1.\n"
            "Усё гэта ўжо ёсць, захоўваць няма чаго."
        ),
    ]
    await admin.send("/import")
    assert await admin.document("план.pdf", b"%PDF-1.4") == [
        ("«план.pdf»: такую табліцу прачытаць нельга.\nДашліце кнігу Excel (.xlsx) або файл CSV."),
    ]
    assert await admin.press("Не трэба") == ["Нічога не загружана, усё засталося як было."]


async def test_a_broken_file_is_said_clearly(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/import")
    assert await admin.document("сеть.xlsx", b"PK\x03\x04broken") == [
        "Читаю файл «сеть.xlsx». Ответ придёт сюда.",
        (
            "Этот файл не читается как таблица. Сохраните его как книгу Excel (.xlsx) "
            "или CSV и пришлите снова. Ничего не потеряно."
        ),
    ]
    assert admin.buttons == [["Пример таблицы"], ["Не надо"]]
    await admin.send("/import")
    assert await admin.document("сеть.xls", b"\xd0\xcf\x11\xe0old") == [
        "Читаю файл «сеть.xls». Ответ придёт сюда.",
        (
            "Это книга старого вида или с паролем. Сохраните её без пароля как .xlsx и "
            "пришлите снова."
        ),
    ]
    await admin.send("/import")
    assert await admin.document("план.pdf", b"%PDF-1.4") == [
        (
            "«план.pdf»: такую таблицу прочитать нельзя.\n"
            "Пришлите книгу Excel (.xlsx) или файл CSV."
        ),
    ]
    assert admin.buttons == [["Пример таблицы"], ["Не надо"]]
    assert await admin.photo() == [
        (
            "«Этот файл»: такую таблицу прочитать нельзя.\n"
            "Пришлите книгу Excel (.xlsx) или файл CSV."
        ),
    ]
    assert await admin.document("ещё.csv", "Цвет;Вкус\nсиний;соль\n".encode()) == [
        "Читаю файл «ещё.csv». Ответ придёт сюда.",
        (
            "В этом файле нет знакомой таблицы: в первой строке должны быть заголовки. "
            "Попросите образец и заполните его."
        ),
    ]


async def test_nothing_is_loaded_unless_asked(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/import")
    assert await admin.press("Не надо") == ["Ничего не загружено, всё осталось как было."]
    await admin.send("/import")
    await admin.document("люди.csv", people("77;Новикова;Анна;библиотекарь\n"))
    assert await admin.press("Не загружать") == ["Ничего не загружено, всё осталось как было."]


async def test_a_file_outside_is_asked_about(world: World):
    admin = world.chat(ADMIN)
    assert await admin.document("люди.csv", people("77;Новикова;Анна;библиотекарь\n")) == [
        ("К чему этот файл?\nНажмите кнопку. Отправлено случайно? Тогда «Ничего»."),
    ]
    assert admin.buttons == [["Вопрос в отдел"], ["Загрузить как таблицу"], ["Ничего"]]
    assert await admin.press("Загрузить как таблицу") == [
        "Читаю файл «люди.csv». Ответ придёт сюда.",
        ("Сотрудники. Новых: 1, изменённых: 0, прежних: 0.\nПока ничего не сохранено."),
    ]


async def test_what_was_loaded_is_stored_and_served_at_once(world: World):
    admin, methodist = world.chat(ADMIN), world.chat(METHODIST)
    await methodist.send("/visit")  # the network is in memory now
    await methodist.send("/cancel")
    await admin.send("/import")
    await admin.document("сеть.csv", "Код;Название;Сельсовет\nSL-20;Ивановка;Новый\n".encode())
    await admin.press("Загрузить")
    assert await world.sql("SELECT short_ru, council_ru FROM libraries WHERE code = 'SL-20'") == [
        ("Ивановка", "Новый")
    ]
    assert await world.sql(
        "SELECT staff_id, action FROM history WHERE subject = 'libraries' AND subject_id = '14'"
    ) == [(15, "added")]
    await methodist.send("/visit")
    [asked] = await methodist.send("Ивановка")
    assert asked.startswith("Выезд: Ивановка, 2 из 3\n")


async def test_loading_twice_is_once(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/import")
    await admin.document("люди.csv", people("77;Новикова;Анна;библиотекарь\n"))
    await admin.press("Загрузить")
    assert await admin.forge("import.apply:1") == [
        ("Сотрудники. Новых: 0, изменённых: 0, прежних: 1.\nВсё это уже есть, сохранять нечего."),
    ]
    assert await world.sql("SELECT count(*) FROM staff WHERE code = '77'") == [(1,)]


async def test_a_table_that_is_gone_is_asked_for_again(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/import")
    await admin.document("люди.csv", people("77;Новикова;Анна;библиотекарь\n"))
    (world.folder / "outgoing" / "job-1").unlink()
    assert await admin.press("Загрузить") == []
    assert admin.toast == "Эта таблица уже не хранится. Пришлите её, пожалуйста, ещё раз."


async def test_many_bad_rows_come_as_a_file(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/import")
    rows = "".join(f"{number};Новикова;;библиотекарь\n" for number in range(100, 115))
    *_, preview, file = await admin.document("люди.csv", people(rows))
    assert preview.splitlines() == [
        "Сотрудники. Новых: 0, изменённых: 0, прежних: 0.",
        *(f"«люди», строка {row}, Имя: не заполнено." for row in range(2, 12)),
        "Ещё замечаний: 5.",
        "Ничего не сохранено. Исправьте, пожалуйста, эти строки в файле и повторите.",
    ]
    assert file == ("[document Строки для исправления.txt] Все строки, которые нужно исправить.")
    said = (world.folder / "outgoing" / "job-1-rows.txt").read_text("utf-8-sig")
    assert said.splitlines() == [
        f"«люди», строка {row}, Имя: не заполнено." for row in range(2, 17)
    ]


def sheets_of(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of each sheet of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}


async def test_the_example_can_be_sent_back_as_it_is(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/import")
    assert await admin.press("Пример таблицы") == [
        "[document Как заполнять.xlsx] Заполните нужные листы и пришлите файл сюда."
    ]
    example = (world.folder / "outgoing" / "example-ru.xlsx").read_bytes()
    assert list(sheets_of(example)) == [
        "Как заполнять",
        "Библиотеки",
        "Населённые пункты",
        "Сотрудники",
        "Выезды",
        "Показатели",
    ]
    assert (await admin.document("пример.xlsx", example))[-1].splitlines()[-1] == (
        "Всё это уже есть, сохранять нечего."
    )


async def test_what_the_bot_knows_changes_nothing_when_sent_back(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/import")
    await admin.forge("import.ours")
    ours = (world.folder / "outgoing" / "job-1").read_bytes()
    await admin.document("network.xlsx", ours)
    [(result,)] = await world.sql("SELECT result FROM jobs WHERE kind = 'import'")
    said = json.loads(str(result))
    assert (said["can_apply"], said["has_problems"]) == (False, False)
    assert [len(rows) for rows in sheets_of(ours).values()] == [14, 19, 16]


async def test_only_the_admin_imports(world: World):
    for user_id in (METHODIST, HEAD, 1005, 1014):
        person = world.chat(user_id)
        assert await person.send("/import") == [REFUSED]
        for pressed in ("import.example", "import.ours", "import.apply:1", "import.drop"):
            await person.forge(pressed)
            assert (user_id, pressed, person.toast) == (user_id, pressed, REFUSED)
    assert await world.sql("SELECT * FROM jobs") == []


async def test_forged_loads_are_refused(world: World):
    admin = world.chat(ADMIN)
    await admin.send("/import")
    for pressed in ("import.apply", "import.apply:9", "import.apply:x"):
        await admin.forge(pressed)
        assert (pressed, admin.toast) == (pressed, REFUSED)


async def test_work_that_fails_is_said_clearly(world: World):
    world.bot.jobs._command = (sys.executable, "-c", "raise SystemExit(1)")
    admin = world.chat(ADMIN)
    await admin.send("/import")
    assert (await admin.press("Что бот знает сейчас"))[-1] == (
        "Таблица не получилась. Попробуйте, пожалуйста, позже."
    )
    said = await admin.document("люди.csv", people("77;Новикова;Анна;библиотекарь\n"))
    assert said[-1] == (
        "Этот файл не читается как таблица. Сохраните его как книгу Excel (.xlsx) или CSV и "
        "пришлите снова. Ничего не потеряно."
    )
