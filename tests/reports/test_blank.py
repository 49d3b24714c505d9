"""The printed questionnaire: the chat's questions in order, boxes, last values; the picture."""

import sys
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import prepared
import pytest
from docx import Document
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "forms"))
from asking import a_form

from bot import sample
from bot.catalogs import translator
from bot.reports import blank, blank_page, board_picture
from bot.reports.blank_page import Beside, Row
from bot.rules import monitoring
from storage import database

T = translator("ru")
NOTHING = Beside(monitoring.known((), "2026-10"), {}, {})
BOX = "\u2610"


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[database.Reader]:
    """Read the sample with its campaign of October 2026."""
    prepared.migrate(tmp_path / "bot.db")
    opened = await database.Database.open(tmp_path / "bot.db")
    async with opened.write() as tx:
        day = date(2026, 10, 15)
        await sample.load(tx, day, telegram=True, with_entries=False, with_campaign=True)
    async with opened.read() as reader:
        yield reader
    await opened.close()


def table(path: Path, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(str(path)).tables[number].rows]


def said(path: Path) -> list[str]:
    return [one.text for one in Document(str(path)).paragraphs if one.text]


async def test_each_library_has_a_sheet_in_its_librarians_language(
    db: database.Reader, tmp_path: Path
) -> None:
    """Last values with their month, choices as boxes, what the bot has counted."""
    path = tmp_path / "blank.docx"
    arguments = {"campaign_id": 1, "unit_ids": [3, 10], "language": "ru"}
    assert await blank.make(db, arguments, path) == {
        "name": "Анкета за 9 месяцев 2026 года.docx",
        "title": "Анкета за 9 месяцев 2026 года",
        "sheets": 2,
    }
    assert said(path) == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Анкета за 9 месяцев 2026 года",
        "Библиотека: Интегрированная библиотека агрогородка Деревная (SL-03)",
        (
            "За время 01.01.2026 - 30.09.2026. Срок: 20 октября 2026\u202fг. Кому "
            "передать: методический отдел"
        ),
        "Число сильно отличается от прежнего? Напишите рядом, почему.",
        ("Фамилия: __________________________ Подпись: ____________ Дата: ____________"),
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Анкета за 9 месяцаў 2026 года",
        ("Бібліятэка: Інтэграваная бібліятэка аграгарадка Новадзевяткавічы (SL-10)"),
        (
            "За час 01.01.2026 - 30.09.2026. Тэрмін: 20 кастрычніка 2026\u202fг. Каму "
            "перадаць: методический отдел"
        ),
        "Лік моцна адрозніваецца ад ранейшага? Напішыце побач, чаму.",
        ("Прозвішча: __________________________ Подпіс: ____________ Дата: ____________"),
    ]
    assert table(path) == [
        ["№", "Вопрос", "Прежнее значение", "Ваш ответ"],
        [
            "1",
            "Зарегистрировано пользователей с начала года",
            "Октябрь 2025: 160",
            "",
        ],
        ["2", "Из них детей до 15 лет", "Октябрь 2025: 44", ""],
        ["3", "Из них 60 лет и старше", "Октябрь 2025: 51", ""],
        [
            "4",
            "Посещения с начала года",
            "Октябрь 2025: 1\xa0180",
            "",
        ],
        ["5", "Из них на мероприятиях", "Октябрь 2025: 210", ""],
        [
            "6",
            "Выдано документов с начала года",
            "Октябрь 2025: 2\xa0864",
            "",
        ],
        [
            "7",
            "Фонд сегодня, экземпляров",
            "Апрель 2026: 4\xa0502",
            "",
        ],
        [
            "8",
            "Проведено мероприятий с начала года",
            "Октябрь 2025: 34",
            "",
        ],
        ["9", "Платные услуги с начала года, руб.", "", ""],
        ["10", "Читателей на дому сейчас", "", ""],
        [
            "11",
            ("Интернет\nИнтернет работает?"),
            "",
            ("☐ Да\n☐ С перебоями\n☐ Нет"),
        ],
        [
            "12",
            ("Помещение\nПомещение: в каком оно состоянии?"),
            "",
            ("☐ Всё в порядке\n☐ Нужен мелкий ремонт\n☐ Нужен ремонт\n☐ Опасно"),
        ],
        [
            "",
            ("Что с помещением\nЧто именно? Одной-двумя фразами."),
            "",
            "",
        ],
        [
            "13",
            "Подворных обходов с начала года",
            "насчитано ботом: 2",
            "",
        ],
        [
            "14",
            (
                "Выполнено из рекомендаций\n"
                "Открытые рекомендации. Что выполнено? Отметьте и нажмите «Готово»; "
                "если пока ничего, «Пропустить»."
            ),
            "",
            "☐ Обновить стенд у входа",
        ],
        [
            "15",
            (
                "Чем помочь\n"
                "Чем Вам помочь? Одной-двумя фразами или «Пропустить». Без фамилий и "
                "телефонов жителей."
            ),
            "",
            "",
        ],
    ]
    assert [row[:3] for row in table(path, 1)][:4] == [
        ["№", "Пытанне", "Ранейшае значэнне"],
        [
            "1",
            "Зарэгістравана карыстальнікаў з пачатку года",
            "Кастрычнік 2025: 204",
        ],
        ["2", "З іх дзяцей да 15 гадоў", "Кастрычнік 2025: 61"],
        ["3", "З іх 60 гадоў і старэйшых", "Кастрычнік 2025: 58"],
    ]


async def test_an_empty_one_has_no_values(db: database.Reader, tmp_path: Path) -> None:
    path = tmp_path / "blank.docx"
    arguments = {"campaign_id": 1, "unit_ids": [], "language": "be"}
    assert await blank.make(db, arguments, path) == {
        "name": "Анкета за 9 месяцаў 2026 года.docx",
        "title": "Анкета за 9 месяцаў 2026 года",
        "sheets": 1,
    }
    assert said(path)[:4] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Анкета за 9 месяцаў 2026 года",
        "Бібліятэка: __________________________________________________",
        (
            "За час 01.01.2026 - 30.09.2026. Тэрмін: 20 кастрычніка 2026\u202fг. Каму "
            "перадаць: методический отдел"
        ),
    ]
    assert {row[2] for row in table(path)} == {""}


def test_every_kind_of_question_has_its_room() -> None:
    """Of an author's form, too: groups, repeats, dates, files, notes; the bot's own not."""
    form = a_form(
        """
        | survey | | | | | | | | |
        | | type | name | label | hint | relevant | calculation | appearance | parameters |
        | | note | hello | Здравствуйте! | | | | | |
        | | hidden | secret | | | | | | |
        | | calculate | twice | | | | 2 * 2 | | |
        | | begin_group | work | Работа | | | | | |
        | | integer | users | Пользователи | С начала года. | | | | |
        | | text | users_note | Что именно | | ${users} > 5 | | aside | |
        | | select_multiple days | days | Дни | | | | | |
        | | end_group | | | | | | | |
        | | begin_repeat | events | Мероприятие | | | | | |
        | | date | held_on | Когда | | | | | |
        | | end_repeat | | | | | | | |
        | | time | at | Во сколько | | | | | |
        | | range | mark | Оценка | | | | | start=1 end=3 step=1 |
        | | image | photo | Фото | | | | | |
        | | acknowledge | sure | Всё верно | | | | | |
        | | text | wish | Пожелания | | | | | |
        | choices | | | |
        | | list_name | name | label |
        | | days | mon | Понедельник |
        | | days | tue | Вторник |
        """
    )
    assert list(blank_page.rows(T, form, NOTHING)) == [
        Row(
            "Здравствуйте!",
            is_heading=True,
        ),
        Row(
            "Работа",
            is_heading=True,
        ),
        Row(
            "Пользователи",
            number=1,
            hint="С начала года.",
            lines=1,
        ),
        Row(
            "Что именно",
            lines=2,
        ),
        Row(
            "Дни",
            number=2,
            boxes=("Понедельник", "Вторник"),
        ),
        Row(
            "Мероприятие: 1",
            is_heading=True,
        ),
        Row(
            "Когда",
            number=3,
            space="__ . __ . ______",
        ),
        Row(
            "Мероприятие: 2",
            is_heading=True,
        ),
        Row(
            "Когда",
            number=4,
            space="__ . __ . ______",
        ),
        Row(
            "Мероприятие: 3",
            is_heading=True,
        ),
        Row(
            "Когда",
            number=5,
            space="__ . __ . ______",
        ),
        Row(
            "Во сколько",
            number=6,
            space="__ : __",
        ),
        Row(
            "Оценка",
            number=7,
            boxes=("1", "2", "3"),
        ),
        Row(
            "Фото",
            number=8,
            space="приложите или пришлите боту",
        ),
        Row(
            "Всё верно",
            number=9,
            boxes=("Да",),
        ),
        Row(
            "Пожелания",
            number=10,
            lines=2,
        ),
    ]


def test_a_library_without_open_recommendations_is_not_asked_about_them() -> None:
    form = a_form(
        """
        | survey | | | |
        | | type | name | label |
        | | select_multiple_from_file recommendations.csv | done | Выполнено |
        """
    )
    none = Beside(NOTHING.known, {"recommendations": ()}, {})
    some = Beside(NOTHING.known, {"recommendations": ("Обновить стенд",)}, {})
    assert list(blank_page.rows(T, form, none)) == []
    assert list(blank_page.rows(T, form, some)) == [
        Row("Выполнено", number=1, boxes=("Обновить стенд",))
    ]


def test_the_picture_is_as_wide_as_a_telephone_wants(tmp_path: Path) -> None:
    """1,080 pixels; its height grows with the names."""
    few = ["answered", "Ответили: 2", 2, ["Деревная", "Павлово"]]
    many = ["waiting", "Не открывали: 40", 40, [f"Библиотека {n}" for n in range(40)]]
    sizes = []
    for number, groups in enumerate(([few], [few, many])):
        path = tmp_path / f"{number}.png"
        about = {"title": "Мониторинг за 9 месяцев 2026 года", "under": "", "groups": groups}
        board_picture.draw(about, path)
        with Image.open(path) as picture:
            sizes.append(picture.size)
    assert sizes == [(1080, 460), (1080, 1626)]
