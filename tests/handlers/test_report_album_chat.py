"""«Картинки» of the report: an album with words, in the reader's language; refusals."""

from datetime import date

from world import World

from storage import corrections
from storage.records.report import CorrectionFields

COMING = "Рисую картинки, пришлю сюда через минуту."


async def test_a_year_comes_as_one_album(world: World) -> None:
    """What has no records is not in it; a time without any says so."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.send("/report")
    await svetlana.press("Файлы")
    said = await svetlana.press("Картинки")
    assert [*said, *await svetlana.news()] == [
        COMING,
        (
            "[photo] Выезды в библиотеки по месяцам, 2026 год: всего 10 выездов; "
            "май 1, август 1, сентябрь 4, октябрь 4."
        ),
        (
            "[photo] Карта библиотек, 2026 год. 10 выездов в библиотеки (9 из 12), больше всего: "
            "Мижевичи (2), Василевичи (1), Деревная (1), Деревянчицы (1), Жировичи (1). "
            "4 подворных обхода (библиотек 3 из 12), больше всего: Деревная (2), Деревянчицы (1), "
            "Новодевятковичи (1). Без выездов: Новоселки, Большие Шиловичи, Центральная."
        ),
        (
            "[photo] Почему жители не читают, 2026 год: 20 ответов. Нет времени – 6; "
            "Мелкий шрифт – 5; Далеко, часы – 3; В интернете – 3; Другие ответы: 3."
        ),
    ]
    shown = [one.view for one in svetlana.screen[-3:]]
    assert len({one["media_group_id"] for one in shown}) == 1
    # Telegram makes what is higher than 1,280 pixels smaller: the map.
    assert [one["photo"]["width"] > 900 for one in shown] == [True, True, True]
    said = await svetlana.forge("report.album:20190101-20190131")
    nothing = "Рисовать пока нечего, записей нет: 01.01.2019 – 31.01.2019."
    assert [*said, *await svetlana.news()] == [COMING, nothing]


async def test_one_picture_comes_alone(world: World) -> None:
    """In Belarusian, of what is on paper only; forged times and librarians get none."""
    assert world.db is not None
    on_paper = CorrectionFields(
        measure="visits",
        first_on=date(2019, 3, 1),
        last_on=date(2019, 3, 31),
        number=7,
        ground="журнал",
    )
    async with world.db.write() as tx:
        await corrections.add(tx, on_paper, now="2026-10-15T06:28:00Z", by=4)
    pavel = world.chat(1004)
    await pavel.start()
    await pavel.send("/report")
    said = await pavel.forge("report.album:quarter.2019-1")
    assert [*said, *await pavel.news()] == [
        "Малюю карцінкі, дашлю сюды праз хвіліну.",
        "[photo] Выезды ў бібліятэкі па месяцах, I квартал 2019 года: усяго 7 выездаў; сакавік 7.",
    ]
    assert pavel.last.view["media_group_id"] is None
    refused = "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
    for forged in ("report.album:quarter.2019-9", "report.album"):
        assert (await pavel.forge(forged), pavel.toast) == ([], refused)
    nina = world.chat(1005)
    await nina.start()
    await nina.forge("report.album:year.2026-1")
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await world.sql("SELECT kind FROM jobs") == [("report_album",)]
    kept = await world.sql("SELECT span, edition, made_by FROM report_editions")
    assert kept == [("quarter:2019-1", 1, 4)]
