"""`/report` over the records of 2020, in the January when that report is written."""

from world import World


async def test_the_head_opens_the_year_that_is_written_and_its_144_visits(reported_world: World):
    olga = reported_world.chat(1001)
    await olga.start()
    assert (await olga.send("/report"))[0].splitlines()[:4] == [
        "Отчёт за 2020 год",
        "Редакций ещё не было.",
        "Период открыт.",
        "Выездов в библиотеки: 144 (поездок: 79).",
    ]
    assert olga.buttons[:4] == [
        ["Выезды: 144", "Обходы: 24"],
        ["Мониторинг: 2", "Конкурсы: 3"],
        ["Школа: 14", "Издания: 12"],
        ["Сайт и консультации: 30"],
    ]
    [subject] = await olga.press("Выезды: 144")
    assert "Выездов в библиотеки: 144 (год назад: 131)" in subject.splitlines()
    [behind] = await olga.press("Выездов в библиотеки: 144")
    assert "Записей: 144." in behind.splitlines()
    assert await reported_world.sql(
        "SELECT count(*) FROM visits WHERE visited_on LIKE '2020%' AND outcome = 'held' "
        "AND removed_at IS NULL"
    ) == [(144,)]
    for _ in range(17):  # eight at a time
        await olga.press("Позже →")
    assert "Позже →" not in [one for row in olga.buttons for one in row]


async def test_in_belarusian_the_contest_for_readers_is_not_among_the_three(reported_world: World):
    pavel = reported_world.chat(1004)
    await pavel.start()
    await pavel.send("/report")
    [subject] = await pavel.press("Конкурсы: 3")
    assert "Конкурсы для чытачоў: 1" in subject.splitlines()
    [three] = await pavel.press("Ранейшыя раённыя конкурсы: 3")
    assert three.splitlines()[-3:] == [
        "16.11.20 «Каникулы в библиотеке»",
        "20.11.20 «Создать новый образ»",
        "04.12.20 «Мы в газете, газета о нас»",
    ]
