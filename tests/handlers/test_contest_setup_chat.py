"""«Настроить»: nominations, criteria, awards, jury, regulation; what is open in which step."""

from test_contest_made_chat import REFUSED, made
from world import World

from storage import contests

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HUB = (
    "Настройка: «Лучший уголок»\n"
    "Районный конкурс, работы сотрудников.\n"
    "Приём работ: 20 октября - 20 ноября, оценка до 4 декабря, итоги 11 декабря.\n"
    "Номинации: {nominations}.\n"
    "Критерии: {criteria}.\n"
    "{jury}\n"
    "Награды: {awards}.\n"
    "Положение: {regulation}."
)
FIRST = {
    "nominations": "нет",
    "criteria": "6, наибольшая сумма баллов: 50",
    "jury": "Жюри: пока никто не выбран.",
    "awards": "5",
    "regulation": "файла пока нет",
}


async def setting_up(chat) -> list[str]:
    await made(chat)
    return await chat.press("Настроить")


async def test_parts_are_typed_a_line_each(world: World) -> None:
    """A wrong line is named and nothing is lost; what is there can be copied."""
    marina = world.chat(1002)
    assert await setting_up(marina) == [HUB.format(**FIRST)]
    assert marina.buttons == [
        ["Вопросы, сроки, правила"],
        ["Номинации", "Критерии"],
        ["Жюри", "Награды"],
        ["Положение", "К конкурсу"],
    ]
    assert await marina.press("Номинации") == [
        (
            "Напишите номинации, каждую с новой строки. По-белорусски можно после « / ». "
            "Если номинаций нет, напишите «нет»."
        )
    ]
    assert await marina.send("1. Внутри / Унутры\n2) Снаружи\n\n") == [
        "Сохранено.\n\n" + HUB.format(**FIRST | {"nominations": "Внутри; Снаружи"})
    ]
    said = await marina.press("Критерии")
    assert said[0].split("\n")[4:7] == [
        "Сейчас:",
        "эстетика / эстэтыка 10",
        "удобство и безопасность / зручнасць і бяспека 10",
    ]
    assert marina.buttons == [["Скопировать как есть"], ["Назад"]]
    for typed, refusal in (
        (
            "эстетика 10\nколорит",
            (
                "Строка 2: «колорит». Допишите после названия наибольший балл, например: "
                "эстетика 10, с весом: эстетика 10 ×1,5."
            ),
        ),
        ("эстетика 0", "Строка 1: наибольший балл нужен от 1 до 100."),
        ("эстетика 10 ×11", "Строка 1: вес больше 0 и не больше 10."),
        ("эстетика 10\nЭстетика 5", "«Эстетика» указано дважды."),
        ("нет", "Нужен хотя бы один критерий, например: эстетика 10."),
        ("\n".join(f"критерий {n} 5" for n in range(21)), "Не больше 20 строк, пожалуйста."),
    ):
        assert await marina.send(typed) == [refusal]
    assert (await marina.send("эстетика / эстэтыка 10\nколорит 5 ×1,5"))[0].startswith("Сохранено")
    assert await world.sql(
        "SELECT position, name_ru, name_be, most_points, weight FROM criteria WHERE contest_id = 4"
    ) == [(1, "эстетика", "эстэтыка", 10, 1.0), (2, "колорит", None, 5, 1.5)]
    await marina.press("Награды")
    assert await marina.send("диплом I степени\nдиплом 1 степени") == [
        "Две награды одной степени. Оставьте каждую степень один раз."
    ]
    await marina.send(
        "поощрительный диплом / заахвочвальны дыплом\n"
        "диплом II степени / дыплом II ступені\nза верность теме"
    )
    assert await world.sql(
        "SELECT kind, degree, name_ru FROM contest_awards WHERE contest_id = 4 ORDER BY position"
    ) == [
        ("degree", 2, "диплом II степени"),
        ("encouragement", None, "поощрительный диплом"),
        ("special", None, "за верность теме"),
    ]
    await marina.press("Номинации")
    assert (await marina.send("нет"))[0].split("\n")[5] == "Номинации: нет."


async def test_the_jury_is_picked_from_the_staff(world: World) -> None:
    """Who has the duty comes first; one chairman and one secretary; each may be taken out."""
    olga = world.chat(1001)
    await setting_up(olga)
    assert await olga.press("Жюри") == [
        (
            "Состав жюри: «Лучший уголок»\nПока никто не выбран.\n"
            "У председателя решающий голос; секретарь ведёт протокол и баллов не ставит."
        )
    ]
    await olga.press("Добавить")
    assert [row[0] for row in olga.buttons[:6]] == [
        "Редакторов И. Л.", "Корешкова Г. Ф.", "Аннотова С. Ю.", "Каталогова М. П.",
        "Книжник П. А.", "Экслибрисова О. С.",
    ]  # fmt: skip
    await olga.press("Редакторов И. Л.")
    await olga.press("Добавить")
    await olga.press("Ещё (1 из 2)")
    await olga.press("Ещё (2 из 2)")
    await olga.press("Аннотова С. Ю.")
    for name in ("Аннотова С. Ю.", "Редакторов И. Л."):
        await olga.press(name)
        said = await olga.press("Председатель")
    assert said[0].split("\n")[1:3] == [
        "Аннотова С. Ю.: член жюри",
        "Редакторов И. Л.: председатель жюри",
    ]
    await olga.press("Аннотова С. Ю.")
    assert olga.buttons == [["Председатель", "Секретарь"], ["Вывести из жюри", "Назад"]]
    await olga.press("Вывести из жюри")
    assert (await olga.press("Назад"))[0].split("\n")[5] == "Жюри: 1 человек."
    assert await world.sql("SELECT staff_id, duty FROM contest_jurors WHERE contest_id = 4") == [
        (14, "chairman")
    ]
    for forged in ("contest.duty:4:999:juror", "contest.duty:4:5:owner", "contest.juror:4:3"):
        await olga.forge(forged)
        assert olga.toast == REFUSED


async def test_the_regulation_is_a_file(world: World) -> None:
    """Words and other files are asked for again; the card sends the regulation."""
    marina = world.chat(1002)
    await setting_up(marina)
    asked = ["Положение: файл Word или .pdf. Пришлите его файлом, пожалуйста."]
    await marina.press("Положение")
    assert await marina.send("потом") == asked
    assert await marina.document("таблица.xlsx", b"PK", "application/zip") == asked
    assert (await marina.document("положение.docx", b"PK", WORD))[0].endswith(
        "Положение: приложено."
    )
    await marina.press("К конкурсу")
    assert (await marina.press("Положение")) == ["[document положение.docx]"]
    assert (await marina.forge("contest.file:4"))[-1].split("\n")[
        1
    ] == "Положение уже приложено; новый файл его заменит."


async def test_announced_only_what_cannot_hurt(world: World) -> None:
    """Questions and nominations are fixed, criteria until points, awards until results."""
    olga = world.chat(1001)
    await setting_up(olga)
    await olga.forge("contest.lines:4:nominations")
    async with world.db.write() as tx:
        await contests.reach(tx, 4, "announced", now="2026-10-15T06:30:00Z", by=1)
        await tx.run("UPDATE contests SET updated_at = updated_at")
    world.bot.services.network.forget()
    past = "Это уже не изменить: конкурс на другом этапе."
    assert await olga.send("Внутри") == [past]
    await olga.forge("contest.setup:4")
    assert olga.buttons == [
        ["Отложить сроки", "Критерии"],
        ["Жюри", "Награды"],
        ["Положение", "К конкурсу"],
    ]
    await olga.forge("contest.edit:4")
    assert olga.toast == "Конкурс уже объявлен: теперь можно только отложить его сроки."
    async with world.db.write() as tx:
        await contests.reach(tx, 4, "handed", now="2026-10-15T06:31:00Z", by=1)
        await contests.reach(tx, 4, "judged", now="2026-10-15T06:32:00Z", by=1)
    world.bot.services.network.forget()
    await olga.forge("contest.setup:4")
    assert olga.buttons == [["Отложить сроки", "Положение"], ["К конкурсу"]]
    for forged in ("contest.lines:4:criteria", "contest.lines:4:awards", "contest.jury:4"):
        await olga.forge(forged)
        assert olga.toast == past


async def test_days_are_put_off_with_a_reason(world: World) -> None:
    """Never earlier; later ones go with it to working days; librarians hear the reason."""
    marina, nina = world.chat(1002), world.chat(1005)
    await setting_up(marina)
    async with world.db.write() as tx:
        await contests.reach(tx, 4, "announced", now="2026-10-15T06:30:00Z", by=2)
    world.bot.services.network.forget()
    await marina.forge("contest.setup:4")
    await marina.press("Отложить сроки")
    assert marina.buttons == [["Приём работ до", "Оценка до"], ["Итоги", "Назад"]]
    assert await marina.press("Приём работ до") == [
        (
            "Приём работ до: сейчас 20 ноября.\n"
            "До какого дня отложить? Напишите дату, например: 25 ноября."
        )
    ]
    assert await marina.send("19.11") == [
        "Сейчас это 20 ноября. Срок можно только отложить: напишите более поздний день."
    ]
    assert await marina.send("1.12.2027") == ["Срок слишком большой: проверьте, пожалуйста, год."]
    # 4 December and 25 days is 29 December; 11 December and 25 days is 5 January: working days.
    assert await marina.send("15.12") == [
        (
            "Приём работ до: 15 декабря.\nОценка до: 29 декабря.\nИтоги: 5 января.\n"
            "Почему откладываете? Напишите причину одной строкой: она сохранится, и её узнают "
            "коллеги."
        )
    ]
    assert (await marina.send("Карантин  в школах"))[0].split("\n")[4] == (
        "Приём работ: 20 октября - 15 декабря, оценка до 29 декабря, итоги 5 января."
    )
    assert await nina.news() == [
        "Конкурс «Лучший уголок»\nПриём работ продлён: до 15 декабря.\nПричина: Карантин в школах"
    ]
    assert nina.buttons == [["Подать работу"]]
    assert await world.sql(
        "SELECT old, new, reason FROM history WHERE subject = 'contests' AND action = 'changed'"
    ) == [
        (
            (
                '{"closes_on": "2026-11-20", "judging_until_on": "2026-12-04", '
                '"results_on": "2026-12-11"}'
            ),
            (
                '{"closes_on": "2026-12-15", "judging_until_on": "2026-12-29", '
                '"results_on": "2027-01-05"}'
            ),
            "Карантин в школах",
        )
    ]
