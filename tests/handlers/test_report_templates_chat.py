"""«Шаблон отчёта»: a broken one is refused by its place, a good one is taken."""

import io

import docx
import pytest
from filed import files
from world import World

from bot.sandbox.driver import Chat

CHECKING = "Проверяю шаблон. Ответ придёт сюда."
REFUSED = "Шаблон не принят\n{}\nИсправьте его и пришлите снова; нынешний шаблон остаётся."
REFUSED_BE = "Шаблон не прыняты\n{}\nВыпраўце яго і дашліце зноў; цяперашні шаблон застаецца."
PREVIEW = "[document Образец отчёта.docx] Так напечатается отчёт. Данные в нём выдуманы."
CHECKED = "Ошибок нет. Посмотрите файл выше. Делать отчёты по этому шаблону?\nПо-русски"
FAILS = "Шаблон не заполняется из-за этого места: «{}». Возможны только поля, условия и повторы."
BOMB = "{% for a in range(90000) %}{% for b in range(90000) %}{{ text }}{% endfor %}{% endfor %}"
GOOD = (
    "{{ institution }}: {{ period }}",
    "{%p if contests_readers %}",
    "Для читателей: {{ contests_readers }}",
    "{%p endif %}",
    "{{ visits }}",
    "{%p for row in numbers if row.plan %}",
    "{{ row.measure }}: {{ row.value }} при плане {{ row.plan }}",
    "{%p endfor %}",
    "{{ footer }}",
)


def template(*lines: str) -> bytes:
    made = docx.Document()
    for one in lines:
        made.add_paragraph(one)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


async def sent(world: World, chat: Chat, name: str) -> list[str]:
    content = (await files(world, chat))[name]
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs if one.text]


async def waiting(world: World, user_id: int, label: str) -> Chat:
    """Go to where a template of the report is waited for."""
    chat = world.chat(user_id)
    await chat.start()
    await chat.forge("template:report")
    await chat.press(label)
    return chat


async def test_a_template_of_the_report_from_its_fields_to_its_being_in_force(
    world: World,
) -> None:
    """What is wrong is said one after another; the shipped one stays until a good one is taken."""
    svetlana = world.chat(1003)
    await svetlana.send("/report")
    await svetlana.press("Файлы")
    assert await svetlana.press("Шаблон отчёта") == [
        (
            "Шаблон отчёта\nПо-русски: готовый шаблон бота.\nПо-белорусски: готовый шаблон бота.\n"
            "Чтобы изменить шаблон, нажмите язык."
        )
    ]
    assert svetlana.buttons == [["По-русски", "По-белорусски"], ["К отчёту"]]
    assert (await svetlana.press("К отчёту"))[0].startswith("Отчёт за 2026 год\n")
    await svetlana.press("Файлы")
    await svetlana.press("Шаблон отчёта")
    [said] = await svetlana.press("По-русски")
    lines = said.split("\n")
    assert lines[3:7] == [
        "{{ text }} весь текст",
        "{{ main }} только то, что бывает в отчёте всегда",
        "{{ further }} только дополнения к нему",
        "{{ contests }} районные конкурсы для сотрудников",
    ]
    assert lines[-13:] == [
        "{{ footer }} когда составлено, какая редакция, закрыт ли период",
        "{%tr for row in numbers %} … {%tr endfor %}",
        "{{ row.measure }} показатель",
        "{{ row.value }} число",
        "{{ row.last_year }} число год назад",
        "{{ row.plan }} план; пусто, если его нет",
        "{{ row.corrections }} в том числе поправки; пусто, если их нет",
        "{%p for picture in pictures %} … {%p endfor %}",
        "{{ picture.title }} название картинки",
        "{{ picture.image }} картинка",
        "{{ picture.caption }} подпись: за какое время и откуда данные",
        "{{ picture.words }} картинка словами",
        (
            "Пустое не печатается вместе со словами вокруг, если они стоят между {%p if rounds "
            "%} и {%p endif %}, каждое отдельным абзацем."
        ),
    ]
    assert svetlana.buttons == [["Скачать нынешний", "Числа"], ["Назад"]]
    [said] = await svetlana.press("Числа")
    assert said.split("\n")[:2] == ["Шаблон отчёта", "{{ number_visits }} Выездов в библиотеки"]
    await svetlana.press("Назад")
    for broken, problem in (
        (
            template("{%p for row in numbers %}", "{{ row.value }}"),
            (
                "Начато здесь и не закончено: «{%p for row in numbers %}». Поставьте {%p "
                "endfor %} там, где нужно закончить."
            ),
        ),
        (
            template("{%p for row in numbers %}", "{{ row.mesure }}", "{%p endfor %}"),
            "Такого поля нет: {{ row.mesure }}. Список полей покажет кнопка «Поля».",
        ),
        (template("{{ 1 / number_visits }}"), FAILS.format("{{ 1 / number_visits }}")),
        (template("{{ text.__class__ }}"), FAILS.format("{{ text.__class__ }}")),
    ):
        assert await svetlana.document("a.docx", broken) == [CHECKING, REFUSED.format(problem)]
    assert await world.sql("SELECT count(*) FROM templates") == [(0,)]
    assert await svetlana.document("Отчёт.docx", template(*GOOD)) == [CHECKING, PREVIEW, CHECKED]
    assert await sent(world, svetlana, "Образец отчёта.docx") == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»: 2025 год",
        (
            "С целью оказания методической и практической помощи на местах организовывались "
            "выезды в публичные библиотеки района. В 2025 году сделано 144 выезда."
        ),
        "Выездов в библиотеки: 144 при плане 140",
        "Сделано по плану: 132 при плане 140",
        "Составлено: 15.10.2026 10:30. Редакция 2. Период открыт.",
    ]
    assert await svetlana.press("Взять") == [
        "Принято: теперь отчёты делаются по этому шаблону.\nПо-русски"
    ]
    await svetlana.send("/report")
    await svetlana.press("Файлы")
    said = await svetlana.press("Word")
    assert said[-1] == (
        "[document Отчёт, 2026 год, редакция 1.docx] Отчёт: 2026 год. Редакция 1. Период открыт."
    )
    made = await sent(world, svetlana, "Отчёт, 2026 год, редакция 1.docx")
    assert made[0] == "ГУК «Слонимская районная библиотека им. Якуба Коласа»: 2026 год"
    assert made[-1] == "Составлено: 15.10.2026 09:28. Редакция 1. Период открыт."


async def test_the_shipped_template_comes_back_as_it_is_and_a_bomb_does_not(
    world: World,
) -> None:
    """In Belarusian; the child that eats time or memory is ended, the shipped one stays."""
    pavel = await waiting(world, 1004, "Па-беларуску")
    await pavel.press("Узяць цяперашні")
    name = "Шаблон справаздачы report_be.docx"
    assert "аб арганізацыйна-метадычнай рабоце" in await sent(world, pavel, name)
    content = (await files(world, pavel))[name]
    assert (await pavel.document("s.docx", content))[-1] == (
        "Памылак няма. Паглядзіце файл вышэй. Рабіць справаздачы па гэтым шаблоне?\nПа-беларуску"
    )
    said = await pavel.document("s.docx", template("{%p if rounds %}", "{{ period }}"))
    assert said[-1] == REFUSED_BE.format(
        "Пачата тут і не закончана: «{%p if rounds %}». Пастаўце {%p endif %} там, дзе трэба "
        "закончыць."
    )
    said = await pavel.document("s.docx", template(BOMB))
    assert said[-1] == REFUSED_BE.format(
        "Шаблон запаўняецца занадта доўга або займае занадта шмат памяці. Прыбярыце паўторы і "
        "вялікія малюнкі."
    )
    assert await world.sql("SELECT count(*) FROM templates") == [(0,)]


@pytest.mark.parametrize("user_id", [1005, 1014, 1015])
async def test_librarians_jurors_and_admins_have_no_template(world: World, user_id: int) -> None:
    chat = world.chat(user_id)
    await chat.start()
    for press in (
        "template:report", "template.ask:report_ru", "template.numbers:report_ru",
        "template.get:report_ru", "template.drop:report_ru", "template.numbers:diploma_ru",
    ):  # fmt: skip
        assert await chat.forge(press) == []
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
