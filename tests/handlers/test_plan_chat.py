"""The year's plan in conversation: the grid, a library's months, lines moved and cancelled."""

from datetime import date

import pytest
from planned import PAVEL, SVETLANA, a_plan, lines_of
from world import World

from storage import libraries, periods

OLGA, NINA = 1001, 1005  # the head, a librarian
NOT_YOURS = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def a_forged(world: World, user_id: int, data: str) -> list[str]:
    """Press forged data on the menu."""
    chat = world.chat(user_id)
    await chat.send("/menu")
    return await chat.forge(data)


async def test_the_year_is_planned_by_pressing_months(world: World) -> None:
    """A page of libraries; a typed name; a press plans a month, the next one takes it out."""
    svetlana = world.chat(SVETLANA)
    await svetlana.start()
    await svetlana.tap("Ещё…")
    assert await svetlana.press("План выездов") == [
        (
            "План выездов: 2026 год\n"
            "Период открыт.\n"
            "Пока ничего не запланировано.\n"
            "Большие Шиловичи: плана нет\n"
            "Василевичи: плана нет\n"
            "Деревная: плана нет\n"
            "Деревянчицы: плана нет\n"
            "Жировичи: плана нет\n"
            "Мижевичи: плана нет\n"
            "Новодевятковичи: плана нет\n"
            "Новоселки: плана нет\n"
            "Нажмите библиотеку или напишите её название."
        )
    ]
    assert svetlana.buttons[-5:] == [
        ["Ещё варианты (1 из 2)"], ["Мой план", "Поездки"], ["План и факт", "Файл плана"],
        ["Распределить поровну"], ["2027"],
    ]  # fmt: skip
    assert await svetlana.send("деревная") == [
        (
            "Деревная: 2026 год\n"
            "Пока ничего не запланировано.\n"
            "Нажмите месяц, чтобы внести его в план или убрать. Номер открывает строку."
        )
    ]
    assert svetlana.buttons[0] == ["Январь", "Февраль"]
    await svetlana.press("Декабрь")
    assert await svetlana.press("Октябрь") == [
        (
            "Деревная: 2026 год\n"
            "1. октябрь (отмечено), выезд 6 октября\n"
            "2. декабрь\n"
            "Кто едет: Аннотова С. Ю.\n"
            "Нажмите месяц, чтобы внести его в план или убрать. Номер открывает строку."
        )
    ]
    assert svetlana.buttons[4:] == [
        ["Сентябрь", "Октябрь: был"], ["Ноябрь", "Декабрь: план"], ["1", "2"], ["Кто едет"],
        ["К плану"],
    ]  # fmt: skip
    await svetlana.press("Декабрь: план")
    assert await lines_of(world, 3) == [("2026-10", "done", 3)]
    said = await svetlana.press("К плану")
    assert said[-1].split("\n")[2:6] == [
        "По плану: 1, отмечено: 1, отменено: 0, осталось: 0.",
        "Большие Шиловичи: плана нет",
        "Василевичи: плана нет",
        "Деревная: октябрь (отмечено)",
    ]


async def test_a_second_press_of_an_old_button_changes_nothing(world: World) -> None:
    """A toggle says what shall be: twice the same is once."""
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    for _ in range(2):
        await svetlana.forge("plan.month:2026:9:11:1:0")
    assert await lines_of(world, 9) == [("2026-11", "planned", 3)]
    for _ in range(2):
        await svetlana.forge("plan.month:2026:9:11:0:0")
    assert await lines_of(world, 9) == []
    await svetlana.forge("plan.month:2026:3:10:1:0")
    await svetlana.forge("plan.month:2026:3:10:0:0")
    assert await lines_of(world, 3) == [("2026-10", "done", 3)]


async def test_the_head_gives_a_library_to_a_methodist(world: World) -> None:
    """Who plans as the head goes nowhere; a later month follows who goes there."""
    olga = world.chat(OLGA)
    await olga.send("/plan")
    await olga.forge("plan.month:2026:9:11:1:0")
    assert await lines_of(world, 9) == [("2026-11", "planned", None)]
    assert await olga.press("Кто едет") == ["Кто туда едет? Библиотека: Большие Шиловичи"]
    assert [row[0].split(" ")[0] for row in olga.buttons] == [
        "Аннотова", "Каталогова", "Книжник", "Экслибрисова", "Назад",
    ]  # fmt: skip
    said = await olga.press(olga.buttons[2][0])
    assert "Кто едет: Книжник П. А." in said[-1].split("\n")
    await olga.press("Декабрь")
    assert await lines_of(world, 9) == [("2026-11", "planned", 4), ("2026-12", "planned", 4)]


async def test_a_line_is_moved_for_a_reason_of_ones_own(world: World) -> None:
    """A telephone in the reason is asked about; the card and the history tell all."""
    await a_plan(world, (9, 11, 3))
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.press("Большие Шиловичи")
    assert await svetlana.press("1") == [
        (
            "Строка плана: Большие Шиловичи, ноябрь 2026 года\n"
            "В плане. Когда выезд будет записан, бот сам отметит строку.\n"
            "Кто едет: Аннотова С. Ю."
        )
    ]
    assert svetlana.buttons == [
        ["Перенести", "Отменить выезд"], ["Убрать, это ошибка"], ["История", "К месяцам"],
    ]  # fmt: skip
    await svetlana.press("Перенести")
    assert svetlana.buttons == [
        ["Октябрь", "Декабрь"], ["Январь 2027", "Февраль 2027"], ["Март 2027"],
        ["Не переносить"],
    ]  # fmt: skip
    assert (await svetlana.press("Декабрь"))[-1].split("\n")[1:] == [
        "Переносим на: декабрь 2026 года. Почему? Нажмите или напишите причину одной строкой.",
        "О здоровье, пожалуйста, не пишите.",
    ]
    await svetlana.press("Другое")
    assert await svetlana.send("мост закрыт, справки 8 029 123 45 67") == [
        (
            "Здесь номер или адрес, похожий на личный: 8 029 123 45 67. Номера и адреса жителей "
            "бот не хранит. Убрать и сохранить остальное?"
        )
    ]
    assert (await svetlana.press("Убрать и сохранить"))[-1].split("\n") == [
        "Перенесено.",
        "Строка плана: Большие Шиловичи, декабрь 2026 года",
        "В плане. Когда выезд будет записан, бот сам отметит строку.",
        (
            "Сначала стояло: ноябрь 2026 года. Почему перенесено: другая причина, «мост закрыт, "
            "справки»"
        ),
        "Кто едет: Аннотова С. Ю.",
    ]
    assert (await svetlana.press("История"))[-1].split("\n")[1:] == [
        "История строки:",
        "15.10.2026 09:28, Аннотова С. Ю.: в плане (ноябрь).",
        (
            "15.10.2026 09:28, Аннотова С. Ю.: перенесено (ноябрь → декабрь; "
            "«мост закрыт, справки»)."
        ),
    ]
    said = await svetlana.forge("plan.year:2026:0")
    assert "Большие Шиловичи: декабрь (перенесено, было: ноябрь)" in said[-1].split("\n")


async def test_a_line_is_cancelled_and_planned_again_in_belarusian(world: World) -> None:
    await a_plan(world, (3, 10, 4), (3, 11, 4))
    pavel = world.chat(PAVEL)
    await pavel.send("/plan")
    assert (await pavel.send("Дзераўная"))[-1].split("\n")[1:3] == [
        "1. кастрычнік (адзначана), выезд 6 кастрычніка",
        "2. лістапад",
    ]
    await pavel.press("2")
    assert (await pavel.press("Скасаваць выезд"))[-1].split("\n")[1:] == [
        "Чаму скасоўваем? Націсніце або напішыце прычыну адным радком.",
        "Пра здароўе, калі ласка, не пішыце.",
    ]
    assert pavel.buttons == [
        ["Транспарт", "Дарогі"], ["Іншая праца", "Адпачынак"], ["Іншае"], ["Не скасоўваць"],
    ]  # fmt: skip
    assert (await pavel.press("Дарогі"))[-1].split("\n")[:3] == [
        "Скасавана. Можна вярнуць у план.",
        "Радок плана: Дзераўная, лістапад 2026 года",
        "Скасавана. Прычына: дарогі",
    ]
    assert await lines_of(world, 3) == [("2026-10", "done", 4), ("2026-11", "cancelled", 4)]
    assert (await pavel.press("Да месяцаў"))[-1].split("\n")[2] == "2. лістапад (скасавана)"
    assert pavel.buttons[5] == ["Лістапад: скасавана"]
    await pavel.press("Лістапад: скасавана")
    assert (await pavel.press("Вярнуць у план"))[-1].split("\n")[0] == "Зноў у плане."
    assert await lines_of(world, 3) == [("2026-10", "done", 4), ("2026-11", "planned", 4)]
    assert (await pavel.send("/plan"))[-1].split("\n")[2] == (
        "Паводле плана: 2, адзначана: 1, скасавана: 0, засталося: 1."
    )
    assert (await pavel.press("Мой план"))[-1] == (
        "Мой план: 2026 год\n"
        "Пазней: Дзераўная (лістапад)\n"
        "Націсніце бібліятэку, каб адкрыць яе радок плана."
    )


async def test_what_is_left_for_me(world: World) -> None:
    """This month on the first screen; behind and later behind «Мой план»."""
    await a_plan(world, (9, 3, 3), (12, 10, 3), (5, 12, 3), (1, 10, 4))
    svetlana = world.chat(SVETLANA)
    said = await svetlana.send("/plan")
    assert said[-1].split("\n")[3] == "Вам осталось в этом месяце: Павлово"
    assert await svetlana.press("Мой план") == [
        (
            "Мой план: 2026 год\n"
            "В этом месяце: Павлово (октябрь)\n"
            "Осталось за прошлые месяцы: Большие Шиловичи (март)\n"
            "Позже: Озерница (декабрь)\n"
            "Нажмите библиотеку, чтобы открыть её строку плана."
        )
    ]
    assert (await svetlana.press("Большие Шиловичи: март"))[-1].split("\n")[0] == (
        "Строка плана: Большие Шиловичи, март 2026 года"
    )
    assert (await a_forged(world, OLGA, "plan.mine:2026"))[-1] == (
        "Мой план: 2026 год\nПо плану этого года у Вас ничего не осталось."
    )


async def test_a_closed_period_is_read_only(world: World) -> None:
    await a_plan(world, (9, 5, 3))
    async with world.db.write() as tx:
        await periods.close(
            tx, "quarter", date(2026, 4, 1), date(2026, 6, 30), now="2026-07-10T06:00:00Z", by=1
        )
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.press("Большие Шиловичи")
    assert svetlana.buttons[1:4] == [
        ["Март", "Май: план"],
        ["Июль", "Август"],
        ["Сентябрь", "Октябрь"],
    ]
    closed = (
        "Период закрыт: II квартал 2026 года. Запись можно только смотреть. Нужна правка? "
        "Напишите в отдел."
    )
    [(key,)] = await world.sql("SELECT plan_line_id FROM plan_lines")
    for data in ("plan.month:2026:9:4:1:0", f"plan.why:{key}:c", f"plan.because:{key}:c:roads",
                 f"plan.out:{key}", f"plan.move:{key}"):  # fmt: skip
        await svetlana.forge(data)
        assert svetlana.toast == closed, data
    await svetlana.press("Май: план")
    assert svetlana.buttons == [["История", "К месяцам"]]
    assert await lines_of(world, 9) == [("2026-05", "planned", 3)]


async def test_a_library_that_closes_in_the_year(world: World) -> None:
    """What is planned after its last day is cancelled with one press; no month is added."""
    await a_plan(world, (9, 3, 3), (9, 11, 3), (9, 12, 3))
    async with world.db.write() as tx:
        await tx.run("UPDATE libraries SET closed_on = '2026-10-20' WHERE library_id = 9")
    world.bot.services.network.forget()
    svetlana = world.chat(SVETLANA)
    said = await svetlana.send("/plan")
    assert "Большие Шиловичи (закрыта 20.10.2026): март, ноябрь, декабрь" in said[-1].split("\n")
    await svetlana.press("Большие Шиловичи")
    assert svetlana.buttons[-4:] == [
        ["1", "2", "3"], ["Отменить оставшееся"], ["Кто едет"], ["К плану"],
    ]  # fmt: skip
    await svetlana.press("Отменить оставшееся")
    assert await lines_of(world, 9) == [
        ("2026-03", "planned", 3), ("2026-11", "cancelled", 3), ("2026-12", "cancelled", 3),
    ]  # fmt: skip
    await svetlana.forge("plan.month:2026:9:10:1:0")
    assert await lines_of(world, 9) == [
        ("2026-03", "planned", 3), ("2026-10", "planned", 3), ("2026-11", "cancelled", 3),
        ("2026-12", "cancelled", 3),
    ]  # fmt: skip
    await svetlana.forge("plan.month:2027:9:2:1:0")
    assert svetlana.toast == "К этому времени библиотека уже закрыта. Выберите более ранний месяц."
    assert await lines_of(world, 9, 2027) == []


async def test_a_new_library_has_no_plan_yet(world: World) -> None:
    await a_plan(world, *((key, 11, 3) for key in range(1, 13)))
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    assert ["Распределить поровну"] not in svetlana.buttons
    async with world.db.read() as db:
        known = await libraries.known(db)
    async with world.db.write() as tx:
        await tx.run(
            "INSERT INTO libraries (code, short_ru, full_ru, kind, days, hours, updated_at) "
            "SELECT 'SL-99', 'Бор', full_ru, kind, days, hours, updated_at FROM libraries "
            "WHERE library_id = ?",
            (known[1].library_id,),
        )
    world.bot.services.network.forget()
    said = await svetlana.send("/plan")
    assert said[-1].split("\n")[4] == "Бор: плана нет"
    assert ["Распределить поровну"] in svetlana.buttons


@pytest.mark.parametrize(
    "data",
    [
        "plan.year:1999:0", "plan.year:2028:0", "plan.library:2026:999", "plan.month:2026:3:13:1",
        "plan.month:2026:3:11:2", "plan.whom:2026:3:5", "plan.whom:2026:3:14", "plan.line:x",
        "plan.why:1:202613", "plan.why:1:202501", "plan.because:1:c:illness",
        "plan.because:1:202501:roads", "plan.times:2026:13:all:0", "plan.season:2026:2:spring:0",
        "plan.undo:x"     ],
)  # fmt: skip
async def test_a_forged_button_changes_nothing(world: World, data: str) -> None:
    await a_plan(world, (3, 12, 3))
    before = await world.sql("SELECT * FROM plan_lines")
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.forge(data)
    assert (svetlana.toast, svetlana.alert) in {(NOT_YOURS, True), ("", False)}
    assert await world.sql("SELECT * FROM plan_lines") == before
    assert await world.sql("SELECT error FROM inbox WHERE state = 'quarantined'") == []


async def test_the_plan_is_the_departments(world: World) -> None:
    """A librarian, an admin and a juror neither read nor change it."""
    await a_plan(world, (3, 12, 3))
    before = await world.sql("SELECT * FROM plan_lines")
    for user_id in (NINA, 1015, 1014):
        chat = world.chat(user_id)
        assert await chat.send("/plan") == [NOT_YOURS]
        for data in ("plan.line:1", "plan.because:1:c:roads", "plan.month:2026:3:11:1:0"):
            await chat.forge(data)
            assert (chat.toast, chat.alert) == (NOT_YOURS, True)
    assert await world.sql("SELECT * FROM plan_lines") == before


async def test_a_stale_line_is_shown_as_it_stands(world: World) -> None:
    """Two methodists at once: the second one reads what the first one did."""
    await a_plan(world, (3, 12, 3))
    svetlana, pavel = world.chat(SVETLANA), world.chat(PAVEL)
    for chat in (svetlana, pavel):
        await chat.send("/plan")
        await chat.forge("plan.why:1:c")
    await svetlana.press("Транспорт")
    assert (await pavel.press("Іншая праца"))[-1].split("\n")[:3] == [
        "Радок тым часам змянілі. Вось як ён выглядае цяпер.",
        "Радок плана: Дзераўная, снежань 2026 года",
        "Скасавана. Прычына: транспарт",
    ]
    await svetlana.press("Вернуть в план")
    await svetlana.press("Убрать, это ошибка")
    await pavel.forge("plan.line:1")
    assert pavel.toast == "Гэтага радка ў плане больш няма."


async def test_the_card_of_a_visit_tells_the_month_that_it_marked(world: World) -> None:
    """«По плану», «вне плана»; nothing where the year has no plan."""
    svetlana = world.chat(SVETLANA)

    async def recorded(library: str) -> str:
        await svetlana.send(f"{library}, методическая помощь, проверен дневник")
        said = await svetlana.press("Сохранить")
        return said[0].split("\n")[1]

    assert (await recorded("Большие Шиловичи")).startswith("С начала года выездов")
    await a_plan(world, (12, 9, 3), (9, 12, 3))
    assert await recorded("Павлово") == "По плану: сентябрь, отмечено."
    assert await recorded("Новоселки") == "Вне плана."
    assert await lines_of(world, 12) == [("2026-09", "done", 3)]
    await svetlana.send("/plan")
    await svetlana.forge("plan.line:1")
    await svetlana.press("Открыть выезд")
    assert "По плану: сентябрь, отмечено." in svetlana.last.text.split("\n")
