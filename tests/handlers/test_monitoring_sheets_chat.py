"""What a library gets at once: its own indicators and its sheet as PDF, in its language."""

import subprocess
from pathlib import Path

from filed import files, program
from monitored import RU, a_campaign, a_figure, a_plan, answered
from world import World

from bot.forms import builtin

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
BE_NOT_OPEN = "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
BE = RU | {"internet": "Так", "premises": "Усё ў парадку"}


async def a_year_ago(world: World, code: str) -> None:
    await a_figure(
        world, code, "2025-10", users=160, users_children=44, users_60=51, visits=1180,
        visits_events=210, loans=2864, stock=4546, events=34,
    )  # fmt: skip
    await a_plan(world, code, 2026, 300)


def read(content: bytes, folder: Path) -> list[str]:
    """Return the lines of a PDF as a reader sees them, runs of spaces as one."""
    path = folder / "sheet.pdf"
    path.write_bytes(content)
    text = subprocess.run(
        [program("pdftotext"), "-layout", str(path), "-"],
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


async def test_a_library_gets_its_indicators_and_its_sheet(world: World, tmp_path: Path) -> None:
    """T28: at once, with last year's; the file is a PDF that a phone opens."""
    await a_year_ago(world, "SL-03")
    await a_campaign(world)
    nina = world.chat(1005)
    await nina.send("/questionnaire")
    await answered(nina)
    await nina.press("Обновить стенд у входа")
    await nina.press("Готово")
    await nina.send("Нужны журналы для детей и помощь с ремонтом окна у детских полок")
    assert await nina.send("Отправить") == [
        (
            "Анкета отправлена, спасибо. Библиотека: Деревная.\n"
            "Проверит: Каталогова М. П.\n"
            "Ваши показатели (в скобках год назад):\n"
            "Читаемость: 18,4 (17,9)\n"
            "Посещаемость: 7,7 (7,4)\n"
            "Обращаемость фонда: 0,78 (0,63)\n"
            "Выполнение плана платных услуг, %: 33,5\n"
            "Ваш лист в PDF придёт ниже.\n"
            "Исправить ответы можно до 20 октября."
        ),
        "Что дальше?",
        (
            "[document SL-03 Анкета за 9 месяцев 2026 года.pdf] Анкета за 9 месяцев 2026 года: "
            "Интегрированная библиотека агрогородка Деревная"
        ),
    ]
    [(name, content)] = (await files(world, nina)).items()
    assert name == "SL-03 Анкета за 9 месяцев 2026 года.pdf"
    assert content.startswith(b"%PDF-")
    assert read(content, tmp_path) == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Анкета за 9 месяцев 2026 года",
        "Интегрированная библиотека агрогородка Деревная",
        "Код: SL-03. Числа за 01.01.2026 - 30.09.2026. Состояние: отправлено. Период открыт.",
        "№ Вопрос Ответ Раньше Изменение",
        "Зарегистрировано пользователей с",
        "1 191 Октябрь 2025: 160 +31 (+19 %)",
        "начала года",
        "2 Из них детей до 15 лет 52 Октябрь 2025: 44 +8 (+18 %)",
        "3 Из них 60 лет и старше 58 Октябрь 2025: 51 +7 (+14 %)",
        "4 Посещения с начала года 1 471 Октябрь 2025: 1 180 +291 (+25 %)",
        "5 Из них на мероприятиях 260 Октябрь 2025: 210 +50 (+24 %)",
        "6 Выдано документов с начала года 3 514 Октябрь 2025: 2 864 +650 (+23 %)",
        "7 Фонд сегодня, экземпляров 4 480 Октябрь 2025: 4 546 −66 (−1 %)",
        "8 Проведено мероприятий с начала года 39 Октябрь 2025: 34 +5 (+15 %)",
        "9 Платные услуги с начала года, руб. 100,50",
        "10 Читателей на дому сейчас 3",
        "11 Интернет Да",
        "12 Помещение Всё в порядке",
        "13 Подворных обходов с начала года 2",
        "14 Выполнено из рекомендаций Обновить стенд у входа",
        "Нужны журналы для детей и помощь с ремонтом окна у",
        "15 Чем помочь",
        "детских полок",
        "Показатель Сейчас Год назад",
        "Читаемость 18,4 17,9",
        "Посещаемость 7,7 7,4",
        "Обращаемость фонда 0,78 0,63",
        "Выполнение плана платных услуг, % 33,5 нет данных",
        "Отправлено: 15.10.2026 09:28, Закладкина Нина Ивановна, в чате",
        f"Анкета: Мониторинг {builtin.load('monitoring').version}",
        "Интегрированная библиотека агрогородка Деревная, код SL-03 1/1",
    ]


async def test_the_sheet_in_belarusian_after_a_correction_too(
    world: World, tmp_path: Path
) -> None:
    """A correction gives new indicators and a new sheet, with its explanation."""
    await a_year_ago(world, "SL-07")
    await a_campaign(world)
    anna = world.chat(1009)
    await anna.send("/questionnaire")
    await answered(anna, said_as=BE)
    await anna.send("Прапусціць")
    await anna.send("Прапусціць")
    said = await anna.send("Адправіць")
    assert said[0].split("\n")[1:8] == [
        "Праверыць: Каталогава М. П.",
        "Вашы паказчыкі (у дужках год таму):",
        "Чытальнасць: 18,4 (17,9)",
        "Наведвальнасць: 7,7 (7,4)",
        "Абарачальнасць фонду: 0,78 (0,63)",
        "Выкананне плана платных паслуг, %: 33,5",
        "Ваш аркуш у PDF прыйдзе ніжэй.",
    ]
    await anna.press("Паглядзець адказы")
    assert anna.buttons == [["Выправіць", "Аркуш у PDF"]]
    await anna.press("Выправіць")
    await anna.send("4")
    await anna.send("1700")
    await anna.send("Летам працавалі з лагерам")
    assert await anna.send("Захаваць") == [
        (
            "Адказы выпраўлены. Бібліятэка: Сянькоўшчына.\n"
            "Праверыць: Каталогава М. П.\n"
            "Вашы паказчыкі (у дужках год таму):\n"
            "Чытальнасць: 18,4 (17,9)\n"
            "Наведвальнасць: 8,9 (7,4)\n"
            "Абарачальнасць фонду: 0,78 (0,63)\n"
            "Выкананне плана платных паслуг, %: 33,5\n"
            "Ваш аркуш у PDF прыйдзе ніжэй."
        ),
        "Што далей?",
        (
            "[document SL-07 Анкета за 9 месяцаў 2026 года.pdf] Анкета за 9 месяцаў 2026 года: "
            "Інтэграваная бібліятэка аграгарадка Сянькоўшчына"
        ),
    ]
    [content] = (await files(world, anna)).values()
    said = read(content, tmp_path)
    assert said[:5] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Анкета за 9 месяцаў 2026 года",
        "Інтэграваная бібліятэка аграгарадка Сянькоўшчына",
        "Код: SL-07. Лікі за 01.01.2026 - 30.09.2026. Стан: адпраўлена. Перыяд адкрыты.",
        "№ Пытанне Адказ Раней Змена",
    ]
    where = said.index("«Летам працавалі з лагерам»")
    assert said[where - 1 : where + 2] == [
        "4 Наведванні з пачатку года 1 700 Кастрычнік 2025: 1 180 +520 (+44 %)",
        "«Летам працавалі з лагерам»",
        "5 З іх на мерапрыемствах 260 Кастрычнік 2025: 210 +50 (+24 %)",
    ]
    assert said[-3] == "Адпраўлена: 15.10.2026 09:28, Пераплётава Ганна Міхайлаўна, у чаце"


async def test_who_enters_for_a_colleague_sees_the_indicators_the_colleague_gets_the_sheet(
    world: World,
) -> None:
    """By telephone: no file for each library to the methodist, one in Belarusian to its own."""
    await a_year_ago(world, "SL-05")
    await a_campaign(world)
    svetlana, irina = world.chat(1003), world.chat(1007)
    await irina.start()
    await svetlana.send("/monitoring")
    await svetlana.press("Не открывали: 9")
    await svetlana.press("Озерница")
    await svetlana.press("По телефону")
    await answered(svetlana)
    await svetlana.send("Пропустить")
    assert await svetlana.send("Отправить") == [
        (
            "Анкета отправлена, спасибо. Библиотека: Озерница.\n"
            "Проверит: Каталогова М. П.\n"
            "Показатели (в скобках год назад):\n"
            "Читаемость: 18,4 (17,9)\n"
            "Посещаемость: 7,7 (7,4)\n"
            "Обращаемость фонда: 0,78 (0,63)\n"
            "Выполнение плана платных услуг, %: 33,5\n"
            "Исправить ответы можно до 20 октября.\n"
            "Следующая без ответа: Новодевятковичи."
        ),
        "Что дальше?",
    ]
    sheet = (
        "[document SL-05 Анкета за 9 месяцаў 2026 года.pdf] Анкета за 9 месяцаў 2026 года: "
        "Інтэграваная бібліятэка аграгарадка Азярніца"
    )
    assert (await irina.news())[1:] == [sheet]
    await svetlana.press("Посмотреть ответы")
    assert svetlana.buttons == [
        ["Исправить", "Лист в PDF"],
        ["Лист в Word", "Проверить"],
        ["Библиотека", "К списку"],
    ]
    assert await svetlana.press("Лист в PDF") == [
        "Лист в PDF сейчас придёт.",
        (
            "[document SL-05 Анкета за 9 месяцев 2026 года.pdf] Анкета за 9 месяцев 2026 года: "
            "Интегрированная библиотека агрогородка Озерница"
        ),
    ]


async def test_a_sheet_is_for_its_library_and_only_of_what_was_sent(world: World) -> None:
    """A forged button of another library is refused; of one that has not answered it is said."""
    await a_campaign(world)
    nina, irina, igor = world.chat(1005), world.chat(1007), world.chat(1014)
    for one in (nina, irina, igor):
        await one.start()
    [(unit_id,)] = await world.sql(
        "SELECT unit_id FROM campaign_units JOIN libraries USING (library_id) WHERE code = 'SL-03'"
    )
    assert await nina.forge(f"unit.pdf:{unit_id}") == ["Эта библиотека ещё не отправила ответы."]
    for person, data in (
        (igor, f"unit.pdf:{unit_id}"),
        (irina, f"unit.pdf:{unit_id}"),
        (nina, "unit.pdf:999"),
        (nina, "unit.pdf:x"),
        (nina, "unit.pdf"),
    ):
        assert await person.forge(data) == [], data
        assert person.toast == (BE_NOT_OPEN if person is irina else NOT_OPEN)
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_a_sheet_that_was_not_drawn_can_be_asked_for_again(world: World) -> None:
    """The answers are kept; the person reads what to do."""
    await a_campaign(world)
    nina = world.chat(1005)
    await nina.send("/questionnaire")
    await answered(nina)
    await nina.send("Пропустить")
    await nina.send("Пропустить")
    assert world.bot is not None
    known = world.bot.jobs._command
    world.bot.jobs._command = ("false",)
    assert (await nina.send("Отправить"))[2:] == [
        (
            "Лист сделать не получилось. Ответы сохранены.\n"
            "Нажмите кнопку, чтобы попробовать ещё раз."
        ),
    ]
    world.bot.jobs._command = known
    assert await nina.press("Лист в PDF") == [
        "Лист в PDF сейчас придёт.",
        (
            "[document SL-03 Анкета за 9 месяцев 2026 года.pdf] Анкета за 9 месяцев 2026 года: "
            "Интегрированная библиотека агрогородка Деревная"
        ),
    ]
