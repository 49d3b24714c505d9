"""`/report`: numbers of any time as buttons, the records behind each, refusals."""

from collections.abc import Mapping
from datetime import date

from planned import a_plan
from world import World

from bot.catalogs import translator
from bot.rules.measures import MONEY, NAMES
from bot.rules.report_subjects import SUBJECTS
from storage import corrections, measures, periods
from storage.aggregates import Scope
from storage.records.report import CorrectionFields, Number

NOW = "2026-02-03T06:28:00Z"
YEAR = Scope(first=date(2026, 1, 1), last=date(2026, 12, 31))
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def a_correction(world: World, measure: str, number: float, ground: str) -> None:
    assert world.db is not None
    new = CorrectionFields(
        measure=measure,
        first_on=date(2026, 1, 1),
        last_on=date(2026, 8, 31),
        number=number,
        ground=ground,
    )
    async with world.db.write() as tx:
        await corrections.add(tx, new, now=NOW, by=4)


async def test_from_the_report_to_a_record_and_back(world: World) -> None:
    await a_plan(world, *((library, 9, 3) for library in range(1, 13)))
    await a_correction(world, "visits", 96, "по бумажному журналу за январь-август")
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.tap("Ещё…")
    assert await svetlana.press("Отчёт") == [
        (
            "Отчёт за 2026 год\n"
            "Редакций ещё не было.\n"
            "Период открыт.\n"
            "Выездов в библиотеки: 106 (поездок: 6).\n"
            "Нажмите число, чтобы увидеть записи."
        )
    ]
    assert svetlana.buttons == [
        ["Выезды: 106", "Обходы: 4"],
        ["Мониторинг: 0", "Конкурсы: 3"],
        ["Школа: 0", "Издания: 0"],
        ["Сайт и консультации: 0"],
        ["Текст", "Чего не хватает"],
        ["Поправки", "Показатели"],
        ["Файлы", "Другое время"],
    ]
    assert await svetlana.press("Выезды: 106") == [
        ("Выезды: 2026 год\nПериод открыт.\nНажмите число, чтобы увидеть записи.")
    ]
    assert svetlana.buttons == [
        ["Выездов в библиотеки: 106"],
        ["Поездок: 6"],
        ["Посещённые библиотеки: 9"],
        ["Выезды в плане: 12"],
        ["Сделано по плану: 4"],
        ["Рекомендации: 4"],
        ["Выполнено рекомендаций: 1"],
        ["Назад"],
    ]
    assert await svetlana.press("Выездов в библиотеки: 106") == [
        (
            "Выездов в библиотеки: 106\n"
            "2026 год. Период открыт.\n"
            "По записям: 10, поправки: +96.\n"
            "План: 12 (выполнено 883 %).\n"
            "Как считается: Выезды за это время, кроме удалённых. Выезд считается, если "
            "библиотека работала; несколько библиотек одной поездки — это несколько выездов и "
            "одна поездка.\n"
            "Поправка +96: по бумажному журналу за январь-август (Книжник П. А., 03.02.2026)\n"
            "Записей: 10.\n"
            "14.05.26 Павлово, Методическая помощь, Проверка фонда\n"
            "18.08.26 Жировичи, Практическая помощь, Оформление, ремонт\n"
            "03.09.26 Озерница, Методическая помощь, Отчёт и план\n"
            "03.09.26 Сеньковщина, Проверка фонда\n"
            "22.09.26 Новодевятковичи, Изучение работы\n"
            "22.09.26 Мижевичи, Новый сотрудник, Методическая помощь\n"
            "06.10.26 Деревная, Методическая помощь, Оформление, ремонт\n"
            "06.10.26 Василевичи, Методическая помощь"
        )
    ]
    assert await svetlana.press("Позже →") == [
        (
            "Выездов в библиотеки: 106\n"
            "2026 год. Период открыт.\n"
            "Записей: 10.\n"
            "13.10.26 Деревянчицы, Практическая помощь\n"
            "13.10.26 Мижевичи, Новые поступления"
        )
    ]
    assert svetlana.buttons[2:] == [["← Раньше"], ["Добавить поправку"], ["Назад"]]
    [card] = await svetlana.press("13.10 Деревянчицы, Практическ…")
    assert card.startswith("Выезд: Деревянчицы, 13 октября 2026")
    assert (await svetlana.press("Назад"))[0].startswith("Выезды: 2026 год\n")
    assert (await svetlana.press("Назад"))[0].startswith("Отчёт за 2026 год\n")


def written(found: Mapping[str, Number], name: str) -> str:
    return (
        f"{found[name].value:.2f}".replace(".", ",") if name in MONEY else f"{found[name].value:g}"
    )


async def test_every_button_says_what_the_records_say(world: World) -> None:
    assert world.db is not None
    async with world.db.read() as db:
        found = await measures.numbers(db, YEAR)
    assert found["visits"].value == 10
    olga, t = world.chat(1001), translator("ru")
    await olga.start()
    await olga.tap("Отчёт")
    for one in SUBJECTS.values():
        await olga.forge(f"report.of:year.2026-1:{one.name}")
        text, labels = olga.last.text, [label for row in olga.buttons[:-1] for label in row]
        kept = [name for name in one.measures if found[name].value]
        numbers = [label.rpartition(": ")[2] for label in labels]
        assert numbers == [written(found, name) for name in kept], one.name
        nothing = [t.plain(NAMES[name]) for name in one.measures if not found[name].value]
        said = "Нет записей: " + "; ".join(nothing) if kept else "Записей за это время нет"
        assert (f"\n{said}." in text) == bool(nothing), one.name
        for name in one.measures:
            await olga.forge(f"report.number:year.2026-1:{name}:0")
            first = olga.last.text.partition("\n")[0]
            assert first.rpartition(": ")[2] == written(found, name), name
    shown = [name for one in SUBJECTS.values() for name in one.measures]
    assert sorted(shown) == sorted(NAMES)
    assert await world.sql("SELECT error FROM inbox WHERE state = 'quarantined'") == []


async def test_another_time_is_pressed_or_typed(world: World) -> None:
    assert world.db is not None
    async with world.db.write() as tx:
        await periods.close(tx, "quarter", date(2026, 7, 1), date(2026, 9, 30), now=NOW, by=1)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.send("/report")
    assert await svetlana.press("Другое время") == [
        "Отчёт: за какое время?\nНажмите время или напишите дни, например 10.01 - 25.03."
    ]
    assert svetlana.buttons == [
        ["2026 год"],
        ["I полугодие", "II полугодие"],
        ["I квартал", "II квартал"],
        ["III квартал", "IV квартал"],
        ["2025"],
        ["Назад"],
    ]
    [said] = await svetlana.press("III квартал")
    assert said.startswith(
        "Отчёт: III квартал 2026 года\nРедакций ещё не было.\nПериод закрыт.\n"
        "Выездов в библиотеки: 5 (поездок: 3).\n"
    )
    await svetlana.press("Другое время")
    assert await svetlana.send("3 квартал") == [said]
    [times] = await svetlana.send("/report позавчерашний снег")
    assert times.startswith("Отчёт: за какое время?\n")
    assert await svetlana.send("/report III квартал 2026") == [said]
    [said] = await svetlana.send("01.09 - 15.10")
    assert said.startswith(
        "Отчёт: 01.09.2026 – 15.10.2026\nРедакций ещё не было.\nПериод закрыт частично.\n"
        "Выездов в библиотеки: 8 (поездок: 4).\n"
    )
    await svetlana.press("Другое время")
    await svetlana.press("2025")
    assert svetlana.buttons[-2] == ["2024", "2026"]
    await svetlana.press("2025 год")
    assert await svetlana.press("Выезды: 0") == [
        "Выезды: 2025 год\nПериод открыт.\nЗаписей за это время нет."
    ]
    assert svetlana.buttons == [["Назад"]]
    assert await svetlana.forge("report.number:year.2025-1:trips:0") == [
        (
            "Поездок: 0\n"
            "2025 год. Период открыт.\n"
            "Как считается: Выезды за это время, кроме удалённых. Выезд считается, если "
            "библиотека работала; несколько библиотек одной поездки — это несколько выездов и "
            "одна поездка.\n"
            "Записей за это время нет."
        )
    ]
    assert await svetlana.send("31.31.31") == [
        (
            "Нужна дата, например 5.03, 12 апреля или «вчера». Вы написали: «31.31.31». Прежние "
            "ответы на месте."
        )
    ]


async def test_what_is_zero_now_is_said_with_the_year_before(world: World) -> None:
    """2027 has nothing yet; where a correction makes it zero, the records stay a press away."""
    await a_correction(world, "certificates", 3, "по бумажному журналу")
    await a_correction(world, "trips", -6, "все поездки записаны дважды")
    olga = world.chat(1001)
    await olga.start()
    [said] = await olga.forge("report.of:year.2027-1:school")
    assert said == (
        "Школа: 2027 год\nПериод открыт.\nЗаписей за это время нет.\n"
        "Год назад было: Сертификаты школы: 3."
    )
    await olga.forge("report.of:year.2026-1:visits")
    assert olga.buttons[1] == ["Поездок: 0"]


async def test_files_of_a_year_and_of_a_part_of_it(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.send("/report 3 квартал")
    assert await svetlana.press("Файлы") == [
        (
            "Файлы: III квартал 2026 года\n"
            "Нажмите, что нужно. Файл придёт сюда.\n"
            "Карточки библиотек, форма статистики и пакет для области делаются за целый год."
        )
    ]
    assert svetlana.buttons == [
        ["Word", "Excel"],
        ["Картинки"],
        ["Файлы за 2026 год"],
        ["Шаблон отчёта"],
        ["К отчёту"],
    ]
    assert await svetlana.press("Файлы за 2026 год") == [
        "Файлы: 2026 год\nНажмите, что нужно. Файл придёт сюда."
    ]
    assert svetlana.buttons == [
        ["Word", "Excel"],
        ["Картинки"],
        ["Карточки библиотек"],
        ["Форма статистики"],
        ["Пакет для области"],
        ["Шаблон отчёта"],
        ["К отчёту"],
    ]
    assert (await svetlana.press("К отчёту"))[0].startswith("Отчёт за 2026 год\n")
    for data in ("report.files", "report.files:x"):
        await svetlana.forge(data)
        assert (data, svetlana.toast) == (data, REFUSED)


async def test_a_librarian_is_shown_the_way_to_the_card(world: World) -> None:
    nina = world.chat(1005)
    await nina.start()
    assert await nina.send("/report 2025") == [
        (
            "Отчёт по всей сети открыт отделу. Что за год сделано Вами и Вашей библиотекой, "
            "показывает карточка года: /card"
        )
    ]
    assert (await nina.press("Карточка года"))[0].startswith("Карточка года: 2026\n")
    await nina.send("/more")
    assert "Отчёт" not in [label for row in nina.buttons for label in row]
    for data in ("do:report", "report.files:year.2026-1"):
        await nina.forge(data)
        assert (data, nina.toast) == (data, REFUSED)


async def test_in_belarusian_and_distinct_numbers(world: World) -> None:
    await a_correction(world, "trips", -1, "дзве паездкі запісаны двойчы")
    pavel = world.chat(1004)
    await pavel.start()
    assert await pavel.send("/report") == [
        (
            "Справаздача за 2026 год\n"
            "Рэдакцый яшчэ не было.\n"
            "Перыяд адкрыты.\n"
            "Выездаў у бібліятэкі: 10 (паездак: 5).\n"
            "Націсніце лік, каб убачыць запісы."
        )
    ]
    await pavel.press("Выезды: 10")
    [said] = await pavel.press("Паездак: 5")
    assert said.startswith(
        "Паездак: 5\n"
        "2026 год. Перыяд адкрыты.\n"
        "Паводле запісаў: 6, папраўкі: −1.\n"
        "Як лічыцца: Выезды за гэты час"
    )
    assert (
        "Папраўка −1: дзве паездкі запісаны двойчы (Кніжнік П. А., 03.02.2026)\n"
        "Некалькі запісаў могуць быць пра адну паездку: яна лічыцца адзін раз.\n"
        "Запісаў: 11.\n"
        "14.05.26 Паўлава, Метадычная дапамога, Праверка фонду\n"
    ) in said


async def test_forged_buttons_and_those_who_may_not(world: World) -> None:
    svetlana, nina = world.chat(1003), world.chat(1005)
    await svetlana.start()
    await svetlana.send("/report")
    before = svetlana.last.text
    for data in (
        "report.show:x",
        "report.show:year.9999-1",
        "report.show:year.0001-1",
        "report.show:20261001-20260101",
        "report.times:year.2026-1:9999",
        "report.of:year.2026-1:money",
        "report.number:year.2026-1:money:0",
        "report.number:year.2026-1:visits:x",
    ):
        await svetlana.forge(data)
        assert (data, svetlana.toast) == (data, REFUSED)
    assert svetlana.last.text == before
    await svetlana.forge("report.number:year.2026-1:visits:999")
    assert svetlana.buttons[-3:] == [["← Раньше"], ["Добавить поправку"], ["Назад"]]
    await nina.start()
    for data in ("report.show:year.2026-1", "report.number:year.2026-1:visits:0"):
        await nina.forge(data)
        assert (data, nina.toast) == (data, REFUSED)
