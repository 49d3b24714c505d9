"""A contest from a workbook: the example filled in and sent back, every mistake named."""

import io

import openpyxl
from filed import files
from test_contest_made_chat import REFUSED
from world import World

FILLED = {
    "Название": "Лучший уголок",
    "На что конкурс": "на лучший уголок краеведения",
    "Вопросы к работе": "Конкурс: новый образ",
    "Приём с": "20.10.2026",
    "Приём до": "20.11.2026",
    "Оценка до": "4.12.2026",
    "Итоги": "11.12.2026",
    "Чьи работы": "Читателей",
    "Работ не больше": "3",
}


async def example(world: World, chat) -> openpyxl.Workbook:
    """Ask for the example; return it as it came."""
    await chat.start()
    await chat.send("/contests")
    assert ["Из таблицы Excel"] in chat.buttons
    await chat.press("Из таблицы Excel")
    await chat.press("Пример для заполнения")
    sent = (await files(world, chat))["Пример конкурса.xlsx"]
    return openpyxl.load_workbook(io.BytesIO(sent))


def as_bytes(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill(book: openpyxl.Workbook, said: dict[str, str]) -> None:
    for row in book["Конкурс"].iter_rows(min_row=2):
        if row[0].value in said:
            row[1].value = said[row[0].value]


async def test_the_example_is_filled_in_and_sent_back(world: World) -> None:
    """Shown first, made once, whole: its criteria, jury and awards."""
    marina = world.chat(1002)
    book = await example(world, marina)
    fill(book, FILLED)
    book["Номинации"].append(["Внутри", "Унутры"])
    book["Жюри"].append(["Редакторов Игорь", "председатель"])
    book["Жюри"].append(["Аннотова С. Ю.", ""])
    book["Критерии"].append(["краеведение", None, "5", "1,5"])
    assert await marina.document("конкурс.xlsx", as_bytes(book)) == [
        "Читаю файл «конкурс.xlsx». Ответ придёт сюда.",
        (
            "Файл в порядке: «Лучший уголок».\n"
            "Номинации: 1, критерии: 7, жюри: 2, награды: 5.\n"
            "Создать конкурс? Пока его увидит только отдел."
        ),
    ]
    assert await world.sql("SELECT count(*) FROM contests") == [(3,)]
    said = await marina.press("Создать конкурс")
    assert said[0].split("\n")[2:5] == [
        "Конкурс «Лучший уголок»",
        "на лучший уголок краеведения",
        "Не объявлен: его видит только отдел. Приём работ: 20 октября - 20 ноября.",
    ]
    assert await world.sql(
        "SELECT audience, form, closes_on, judging_until_on, results_on, most_entries, is_blind "
        "FROM contests WHERE contest_id = 4"
    ) == [("readers", "entry_image", "2026-11-20", "2026-12-04", "2026-12-11", 3, 0)]
    assert await world.sql(
        "SELECT name_ru, most_points, weight FROM criteria WHERE contest_id = 4 AND position = 7"
    ) == [("краеведение", 5, 1.5)]
    assert await world.sql(
        "SELECT staff_id, duty FROM contest_jurors WHERE contest_id = 4 ORDER BY staff_id"
    ) == [(3, "juror"), (14, "chairman")]
    [(job_id,)] = await world.sql("SELECT max(job_id) FROM jobs WHERE kind = 'contest_import'")
    await marina.forge(f"contest.load:{job_id}")
    assert await world.sql("SELECT count(*) FROM contests") == [(4,)]


async def test_every_mistake_is_named_and_nothing_is_taken(world: World) -> None:
    """With its sheet and row; the button of a wrong file makes nothing."""
    olga = world.chat(1001)
    book = await example(world, olga)
    fill(book, FILLED | {"Название": "", "Приём до": "1.10.2026", "Уровень": "Сельский"})
    book["Критерии"].append(["краеведение", None, "много", ""])
    book["Жюри"].append(["Пушкин", ""])
    book["Жюри"].append(["Аннотова С. Ю.", "судья"])
    book["Награды"].append(["", "дыплом"])
    said = await olga.document("конкурс.xlsx", as_bytes(book))
    assert said[-1].split("\n")[0] == (
        "Из этого файла ничего не взято. Исправьте и пришлите снова:"
    )
    lines = said[-1].split("\n")[1:]
    assert lines[0] == "Лист «Конкурс», строка 2: «Название»: пусто. Напишите во втором столбце."
    assert [line.split(": ", 1)[0] for line in lines] == [
        "Лист «Конкурс», строка 2",
        "Лист «Конкурс», строка 6",
        "Лист «Конкурс», строка 10",
        "Лист «Критерии», строка 8",
        "Лист «Жюри», строка 2",
        "Лист «Жюри», строка 3",
        "Лист «Награды», строка 7",
    ]
    [(job_id,)] = await world.sql("SELECT max(job_id) FROM jobs WHERE kind = 'contest_import'")
    await olga.forge(f"contest.load:{job_id}")
    assert olga.toast == REFUSED
    assert await world.sql("SELECT count(*) FROM contests") == [(3,)]


async def test_other_files_and_other_people(world: World) -> None:
    marina, nina = world.chat(1002), world.chat(1005)
    await marina.start()
    await marina.forge("contest.book")
    asked = ["Пришлите, пожалуйста, таблицу Excel (.xlsx), заполненную по примеру."]
    assert await marina.send("конкурс") == asked
    assert await marina.document("конкурс.docx", b"PK") == asked
    other = openpyxl.Workbook()
    other.active.title = "Лист1"
    other.active.append(["Название", "Уголок"])
    assert (await marina.document("конкурс.xlsx", as_bytes(other)))[-1] == (
        "Нет листа «Конкурс». Возьмите пример и заполните его."
    )
    await nina.start()
    for forged in ("contest.book", "contest.sample", "contest.load:1"):
        await nina.forge(forged)
        assert nina.toast == REFUSED
