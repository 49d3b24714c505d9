"""A questionnaire with pictures and lists of its own, sent as a .zip; what is missing is named."""

import io
import zipfile

from publishing import check, publish, put, workbook
from world import World

from bot.sandbox import pictures

METHODIST, NINA = 1003, 1005
HEADERS = ("тип", "имя", "вопрос (рус)", "вопрос (бел)", "картинка (рус)", "картинка (бел)")
BOOK = workbook(
    ("текст", "shelf", "Как называется такая полка?", "Як завецца такая паліца?", "полка.png",
     "полка.png"),
    ("select_one_from_file деревни.csv", "village", "Какая деревня?", "Якая вёска?"),
    headers=HEADERS,
)  # fmt: skip
VILLAGES = "name,label\nder,Деревная\nzhi,Жировичи\n".encode()


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


WHOLE = archive(**{
    "лето/лето.md": BOOK, "лето/полка.png": pictures.sample(1), "лето/деревни.csv": VILLAGES,
})  # fmt: skip


async def test_pictures_and_lists_come_with_the_workbook(world: World) -> None:
    """Shown before the question in rehearsal and in earnest; kept with the version."""
    methodist, nina = world.chat(METHODIST), world.chat(NINA)
    await check(methodist, WHOLE, "лето.zip")
    said = await methodist.press("Попробовать")
    assert [one.split("\n")[0] for one in said] == [
        "Учебный режим: ничего не считается и никуда не уходит, через неделю удаляется.",
        "[photo]",
        "Учебный режим, никуда не пойдёт. Проба анкеты, 1 из 2",
    ]
    assert await publish(methodist, WHOLE, "лето.zip") == ["Опубликовано: «Лето», версия 1."]
    await put(world, "q1.1")
    assert (await nina.send("/questionnaire"))[1:] == [
        "[photo]",
        "Анкета, 1 из 2\nКак называется такая полка?",
    ]
    await nina.send("Стеллаж")
    assert nina.buttons[0] == ["Деревная", "Жировичи"]
    assert await nina.press("Назад") == [
        "[photo]",
        "Анкета, 1 из 2\nКак называется такая полка?\nСейчас: Стеллаж.",
    ]
    await nina.send("Стеллаж")
    await nina.press("Жировичи")
    await nina.send("Отправить")
    assert await world.sql("SELECT answers FROM submissions") == [
        ('{"shelf": "Стеллаж", "village": "zhi"}',)
    ]
    assert await world.sql("SELECT count(*) FROM forms WHERE files NOT NULL") == [(2,)]


async def test_what_is_not_attached_is_named(world: World) -> None:
    methodist = world.chat(METHODIST)
    assert (await check(methodist, BOOK))[1] == (
        "2 ошибки. Исправьте их в файле и пришлите файл снова.\n"
        "• Лист вопросы, строка 3, столбец картинка (рус): Файл полка.png не приложен: пришлите "
        ".zip, где лежат книга и её файлы.\n"
        "• Лист вопросы, строка 4, столбец тип: Файл не приложен: деревни.csv"
    )
