"""«Шаблон диплома»: what is sent is checked at once, shown filled in, and taken by a press."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from entered import an_entry
from filed import files
from judged import with_awards
from world import World

from bot.sandbox.driver import Chat

CHECKING = "Проверяю шаблон. Ответ придёт сюда."
REFUSED = "Шаблон не принят\n{}\nИсправьте его и пришлите снова; нынешний шаблон остаётся."
NOT_WORD = (
    "Это не файл Word (.docx), или он закрыт паролем. Откройте его в Word, выберите «Сохранить "
    "как», «Документ Word (.docx)», и пришлите тот файл."
)
MACROS = (
    "В этом файле есть макросы: такие не принимаются. Сохраните его как документ Word (.docx)."
)
BOMB = "В распакованном виде файл слишком большой, поэтому он не открыт. Сделайте его меньше."
BROKEN = "Файл повреждён: откройте его в Word и сохраните заново."
HEAVY = (
    "Шаблон заполняется слишком долго или занимает слишком много памяти. Уберите повторы и "
    "большие картинки."
)
SYNTAX = (
    "Скобки здесь не на месте: «{}». Поле пишется так: {{{{ winner }}}}, в одной строке, по две "
    "скобки с каждой стороны."
)
PREVIEW = "[document Образец диплома.docx] Так напечатается диплом. Данные в нём выдуманы."
CHECKED = "Ошибок нет. Посмотрите файл выше. Делать дипломы так?"


def template(*lines: str, header: str = "") -> bytes:
    """Return a Word file with these paragraphs."""
    made = docx.Document()
    for one in lines:
        made.add_paragraph(one)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(content: bytes, name: str, new: bytes | None) -> bytes:
    """Return a Word file with one of its parts replaced, added or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as target:
        for one in old.namelist():
            if one != name:
                target.writestr(one, old.read(one))
        if new is not None:
            target.writestr(name, new, zipfile.ZIP_DEFLATED)
    return out.getvalue()


GOOD = template("{{ award }}: {{ winner }} & {{ library }}", header="{{ institution }}")


def lines_of(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs if one.text]


async def latest(world: World, chat: Chat) -> bytes:
    """Return the file that came last, whatever it is called."""
    found = await files(world, chat)
    sent = [one.text for one in chat.screen if one.by_bot and one.text.startswith("[document ")]
    return next(found[name] for name in found if sent[-1].startswith(f"[document {name}]"))


async def waiting(world: World, user_id: int = 1003) -> Chat:
    """Go to where a Russian template is waited for."""
    chat = world.chat(user_id)
    await chat.send("/diploma")
    await chat.press("По-русски")
    return chat


async def test_an_own_template_from_the_documents_to_a_diploma(world: World) -> None:
    """The fields are listed; the file is checked, shown filled in, taken; diplomas follow it."""
    await an_entry(world, 1)
    await with_awards(world, 1, {1: (1, "диплом I степени")})
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("papers:1")
    assert await svetlana.press("Шаблон диплома") == [
        (
            "Шаблон диплома\nПо-русски: готовый шаблон бота.\n"
            "По-белорусски: готовый шаблон бота.\n"
            "Чтобы изменить шаблон, нажмите язык."
        )
    ]
    [said] = await svetlana.press("По-русски")
    assert said.split("\n") == [
        "Шаблон диплома",
        "По-русски: готовый шаблон бота.",
        "Пришлите файл Word (.docx). Вместо полей в двойных скобках бот напишет:",
        "{{ award }} награда, например «Диплом I степени»",
        "{{ words }} за что дан специальный диплом; иначе пусто",
        "{{ winner }} фамилия, имя и отчество награждённого",
        "{{ post }} должность",
        "{{ library }} полное название библиотеки",
        "{{ contest }} название конкурса",
        "{{ subject }} на что конкурс, как в положении",
        "{{ entry }} название работы",
        "{{ nomination }} номинация; пусто, если её нет",
        "{{ place }} место; пусто, если его нет",
        "{{ date }} день итогов",
        "{{ year }} год итогов",
        "{{ institution }} название учреждения",
        "{{ city }} где находится учреждение",
        "{{ head }} инициалы и фамилия руководителя",
    ]
    assert svetlana.buttons == [["Скачать нынешний", "Назад"]]
    assert await svetlana.document("Диплом.docx", GOOD) == [
        CHECKING,
        PREVIEW,
        CHECKED + "\nПо-русски",
    ]
    [preview] = (await files(world, svetlana)).values()
    assert lines_of(preview) == [
        (
            "Диплом I степени: Закладкина Нина Ивановна & Интегрированная библиотека агрогородка "
            "Деревная"
        )
    ]
    assert svetlana.buttons == [["Взять", "Не брать"]]
    assert await svetlana.press("Взять") == [
        "Принято: теперь дипломы делаются по этому шаблону.\nПо-русски"
    ]
    await svetlana.forge("papers.diplomas:1")
    made = await latest(world, svetlana)
    assert lines_of(made) == lines_of(preview)
    header = docx.Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text
    assert header == "ГУК «Слонимская районная библиотека им. Якуба Коласа»"
    await svetlana.press("Шаблон диплома")
    await svetlana.press("По-русски")
    assert svetlana.buttons == [["Скачать нынешний", "Вернуть готовый"], ["Назад"]]
    assert await svetlana.press("Скачать нынешний") == [
        (
            "[document Шаблон диплома diploma_ru.docx] Нынешний шаблон. Измените его в Word, "
            "как хотите, и пришлите сюда; поля в двойных скобках оставьте."
        )
    ]
    assert await latest(world, svetlana) == GOOD
    await svetlana.press("Вернуть готовый")
    await svetlana.forge("papers.diplomas:1")
    made = await latest(world, svetlana)
    assert lines_of(made)[1] == "ДИПЛОМ I СТЕПЕНИ"


async def test_the_shipped_templates_pass_their_own_check(world: World) -> None:
    """What is downloaded can be sent back as it is, in both languages."""
    pavel = world.chat(1004)
    for label in ("Па-руску", "Па-беларуску"):
        await pavel.send("/diploma")
        await pavel.press(label)
        await pavel.press("Узяць цяперашні")
        content = await latest(world, pavel)
        said = await pavel.document("дыплом.docx", content)
        assert said[-1] == f"Памылак няма. Паглядзіце файл вышэй. Рабіць дыпломы так?\n{label}"
    assert lines_of(await latest(world, pavel))[1:4] == [
        "ДЫПЛОМ I СТУПЕНІ", "за вернасць чытанню", "узнагароджваецца",
    ]  # fmt: skip


async def test_a_field_that_is_missing_is_said_but_stops_nothing(world: World) -> None:
    svetlana = await waiting(world)
    said = await svetlana.document("a.docx", template("Награждается {{ library }}"))
    assert said[-1] == (
        f"{CHECKED}\n"
        "В нём нет поля {{ winner }}: в дипломах этого не будет.\n"
        "В нём нет поля {{ award }}: в дипломах этого не будет.\n"
        "По-русски"
    )


def bomb() -> bytes:
    return changed(GOOD, "word/media/image1.png", b"\0" * (61 * 2**20))


LOOP = "{% for a in range(90000) %}{% for b in range(90000) %}{{ award }}{% endfor %}{% endfor %}"
FAILS = "Шаблон не заполняется из-за этого места: «{}». Возможны только поля, условия и повторы."


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        (
            "a.docx",
            lambda: template("{{ winer }} {{ award }}", header="{{ chef }}"),
            "Такого поля нет: {{ chef }}, {{ winer }}. Список полей покажет кнопка «Поля».",
        ),
        (
            "a.docx",
            lambda: template("Диплом", "Награждается {{ winner }, {{ library }}"),
            SYNTAX.format("Награждается {{ winner }, {{ library }}"),
        ),
        (
            "a.docx",
            lambda: template("{% if award %}", "{{ winner }}"),
            (
                "Начато здесь и не закончено: «{% if award %}». Поставьте {% endif %} там, где "
                "нужно закончить."
            ),
        ),
        ("a.docx", lambda: b"just words", NOT_WORD),
        ("a.docx", lambda: changed(GOOD, "word/document.xml", None), NOT_WORD),
        ("a.docx", lambda: changed(GOOD, "word/document.xml", b"<w:document>"), BROKEN),
        ("a.docx", lambda: changed(GOOD, "word/vbaProject.bin", b"x"), MACROS),
        ("a.docx", bomb, BOMB),
        (
            "a.docx",
            lambda: template("{{ winner.__class__.__mro__ }}"),
            FAILS.format("{{ winner.__class__.__mro__ }}"),
        ),
        ("a.docx", lambda: template("{{ winner + 1 }}"), None),
    ],
    ids=[
        "unknown fields", "a bracket is missing", "a condition without an end", "no archive",
        "no document in it", "broken markup", "macros", "a bomb", "Python's inside",
        "an expression that fails",
    ],
)  # fmt: skip
async def test_what_cannot_be_a_template_is_named(
    world: World, name: str, content: Callable[[], bytes], problem: str | None
) -> None:
    """A clear sentence; the one in force stays, and a corrected file is taken at once."""
    svetlana = await waiting(world)
    said = await svetlana.document(name, content())
    assert said[0] == CHECKING
    if problem is None:
        assert said[1].startswith("Шаблон не принят\nШаблон не заполняется из-за этого места: «")
    else:
        assert said[1:] == [REFUSED.format(problem)]
    assert svetlana.buttons == [["Поля", "Скачать нынешний"]]
    assert (await svetlana.document("b.docx", GOOD))[-1] == f"{CHECKED}\nПо-русски"
    assert await world.sql("SELECT count(*) FROM templates") == [(0,)]


async def test_names_that_are_no_word_file_and_large_files(world: World) -> None:
    """Refused before they are fetched."""
    svetlana = await waiting(world)
    assert await svetlana.document("Диплом.docm", GOOD) == [REFUSED.format(MACROS)]
    assert await svetlana.document("Диплом.doc", b"\xd0\xcf\x11\xe0") == [REFUSED.format(NOT_WORD)]
    assert await svetlana.document("Диплом.docx", b"PK" * 3 * 2**20) == [
        REFUSED.format("Файл больше 5 МБ. Уменьшите в нём картинки.")
    ]
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_a_template_that_eats_memory_is_given_up(world: World) -> None:
    """The child is ended, the bot answers on."""
    svetlana = await waiting(world)
    assert await svetlana.document("a.docx", template(LOOP)) == [
        CHECKING,
        REFUSED.format(HEAVY),
    ]


async def test_a_word_file_sent_outside_is_asked_about(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.document("Диплом.docx", GOOD)
    assert "Шаблон диплома" in [label for row in svetlana.buttons for label in row]
    said = await svetlana.press("Шаблон диплома")
    assert said[-1] == f"{CHECKED}\nПо-русски"


async def test_nobody_else_sees_or_takes_a_template(world: World) -> None:
    """Neither by a command nor by buttons, and nobody a template that another one has sent."""
    svetlana = await waiting(world)
    await svetlana.document("a.docx", GOOD)
    [(job_id,)] = await world.sql("SELECT job_id FROM jobs")
    head = world.chat(1001)
    await head.start()
    assert await head.forge(f"template.take:{job_id}") == []
    assert await head.forge("template.ask:diploma_en") == []
    for user_id in (1005, 1014, 1015):
        chat = world.chat(user_id)
        await chat.start()
        for button in ("template:diploma", "template.ask:diploma_ru", "template.get:diploma_ru",
                       "template.drop:diploma_ru",
                       f"template.take:{job_id}"):  # fmt: skip
            assert await chat.forge(button) == []
    assert await world.sql("SELECT count(*) FROM templates") == [(0,)]
    assert await world.sql("SELECT count(*) FROM jobs") == [(1,)]
