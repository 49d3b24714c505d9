"""«График, файлы» of the rounds' list: who gets what, and what may leave the institution."""

from world import World

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
COMING = "Готовлю файл, пришлю через минуту."


async def test_a_methodist_gets_the_files(world: World) -> None:
    """For the department and to be sent away; the caption says which it is."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.send("/rounds")
    assert await svetlana.press("График, файлы") == [
        (
            "Обходы: 2026 год\n"
            "График: почему не читают и что хотят читать. Печатается и без цвета.\n"
            "Для отдела: итоги по библиотекам, населённым пунктам и месяцам, полностью.\n"
            "Для отправки: числа меньше трёх человек скрыты, и те, по которым их можно "
            "вычислить, тоже."
        ),
    ]
    assert svetlana.buttons == [
        ["График"],
        ["Excel для отдела"],
        ["Word для отдела"],
        ["Excel для отправки"],
        ["Word для отправки"],
        ["Печать бланков"],
        ["Назад"],
    ]
    # Further files come below: the offer stays where it is.
    offer = svetlana.last.message_id
    for label, shown in (
        ("График", "[photo] Обходы: 2026 год."),
        ("Excel для отдела", "[document Подворные обходы, 2026 год.xlsx] Обходы: 2026 год."),
        (
            "Word для отправки",
            (
                "[document Подворные обходы, 2026 год (для отправки).docx] "
                "Обходы: 2026 год. Для отправки: малые числа скрыты."
            ),
        ),
    ):
        said = await svetlana.press(label, offer)
        assert said[0] == COMING
        assert [*said[1:], *await svetlana.news()] == [shown]


async def test_parts_are_not_sent_away(world: World) -> None:
    """In Belarusian: a library's files are for the department only, a forged press is refused."""
    pavel = world.chat(1004)
    await pavel.start()
    await pavel.send("/rounds")
    await pavel.press("Па бібліятэцы")
    await pavel.press("Дзераўная")
    assert await pavel.press("Графік, файлы") == [
        (
            "Абходы: 2026 год; Дзераўная\n"
            "Графік: чаму не чытаюць і што хочуць чытаць. Друкуецца і без колеру.\n"
            "Для аддзела: вынікі па бібліятэках, населеных пунктах і месяцах, цалкам.\n"
            "Файл для адпраўкі робіцца толькі за год і па ўсіх бібліятэках: па асобных частках "
            "схаванае можна вылічыць. Спачатку выберыце год."
        ),
    ]
    assert pavel.buttons == [
        ["Графік"],
        ["Excel для аддзела"],
        ["Word для аддзела"],
        ["Друк бланкаў"],
        ["Назад"],
    ]
    for forged in (
        "rounds.outbook:3:0:year.2026-1:0",
        "rounds.outdocx:0:0:quarter.2026-1:0",
        "rounds.outdocx:0:0:0:0",
        "rounds.outbook:0:0:year.2026-9:0",
        "rounds.book:99:0:year.2026-1:0",
        "rounds.chart:x",
    ):
        assert await pavel.forge(forged) == []
        assert (
            pavel.toast
            == "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
        )
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_a_librarian_gets_the_picture_of_their_own(world: World) -> None:
    """The sums of all are not theirs, nor are the department's files."""
    nina = world.chat(1005)
    await nina.start()
    await nina.send("/rounds")
    assert await nina.press("График, файлы") == [
        ("Обходы: 2026 год\nГрафик: почему не читают и что хотят читать. Печатается и без цвета."),
    ]
    assert nina.buttons == [["График"], ["Назад"]]
    said = await nina.press("График")
    assert [*said, *await nina.news()] == [COMING, "[photo] Обходы: 2026 год."]
    assert await world.sql("SELECT json_extract(arguments, '$.libraries[0]') FROM jobs") == [(3,)]
    for forged in (
        "rounds.book:0:0:year.2026-1:0",
        "rounds.outdocx:0:0:year.2026-1:0",
        "rounds.chart:5:0:year.2026-1:0",
    ):
        await nina.forge(forged)
        assert nina.toast == REFUSED
    said = await nina.forge("rounds.chart:0:0:year.2020-1:0")
    nothing = "В этих обходах не отмечены ни причины, ни пожелания."
    assert [*said, *await nina.news()] == [COMING, nothing]
