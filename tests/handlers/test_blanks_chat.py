"""Printed questionnaires as .docx and the board as a picture."""

from monitored import RU, a_campaign, answered, everybody
from world import World

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_the_blank_of_one_library(world: World) -> None:
    """The same questions in the same order, with the librarian's words, from its card."""
    everybody(world)
    await a_campaign(world)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("unit.card:10")
    assert svetlana.buttons == [
        ["По телефону", "С бланка"],
        ["Печать бланка", "Библиотека"],
        ["К списку"],
    ]
    assert await svetlana.press("Печать бланка") == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document SL-10 Анкета за 9 месяцев 2026 года.docx] Анкета за 9 "
            "месяцев 2026 года: распечатать и заполнить от руки. Листов: 1."
        ),
    ]


async def test_blanks_of_those_out_of_reach(world: World) -> None:
    """From the campaign's card: out of reach, without an answer, or an empty one."""
    everybody(world)
    await a_campaign(world)
    svetlana = world.chat(1003)
    await svetlana.send("/monitoring")
    assert svetlana.buttons == [
        ["Не открывали: 9", "Без связи: 3"],
        ["Напомнить 9"],
        ["Записать с телефона"],
        ["Картинкой", "Сроки и история"],
    ]
    await svetlana.press("Сроки и история")
    assert svetlana.buttons == [
        ["Печать бланков", "История"],
        ["К списку", "Все мониторинги"],
    ]
    assert await svetlana.press("Печать бланков") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Анкета для заполнения от руки, в Word: на каждую библиотеку свой лист."
        ),
    ]
    assert svetlana.buttons == [
        ["Без связи: 3"],
        ["Без ответа: 12"],
        ["Пустой, для любой библиотеки"],
        ["Назад"],
    ]
    assert await svetlana.press("Без связи: 3") == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document Анкета за 9 месяцев 2026 года.docx] Анкета за 9 месяцев "
            "2026 года: распечатать и заполнить от руки. Листов: 3."
        ),
    ]
    await svetlana.forge("campaign.blank:1:empty")
    assert svetlana.last.text == (
        "[document Анкета за 9 месяцев 2026 года.docx] Анкета за 9 месяцев "
        "2026 года: распечатать и заполнить от руки. Листов: 1."
    )


async def test_in_belarusian(world: World) -> None:
    """An empty blank for any library, the picture."""
    everybody(world)
    await a_campaign(world)
    pavel = world.chat(1004)
    await pavel.start()
    assert await pavel.forge("campaign.blanks:1") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Анкета для запаўнення ад рукі, у Word: на кожную бібліятэку свой аркуш."
        ),
    ]
    assert pavel.buttons == [
        ["Без сувязі: 3"],
        ["Без адказу: 12"],
        ["Пусты, для любой бібліятэкі"],
        ["Назад"],
    ]
    assert await pavel.press("Пусты, для любой бібліятэкі") == [
        "Рыхтую файл, дашлю праз хвіліну.",
        (
            "[document Анкета за 9 месяцаў 2026 года.docx] Анкета за 9 месяцаў "
            "2026 года: надрукаваць і запоўніць ад рукі. Аркушаў: 1."
        ),
    ]
    assert await pavel.forge("campaign.picture:1") == [
        "Рыхтую файл, дашлю праз хвіліну.",
        "[photo] Маніторынг за 9 месяцаў 2026 года",
    ]


async def test_the_board_as_a_picture(world: World) -> None:
    """Drawn as it stood when the head pressed."""
    everybody(world)
    await a_campaign(world)
    nina, olga = world.chat(1005), world.chat(1001)
    await nina.send("/questionnaire")
    await answered(nina, list(RU)[:6])
    await olga.send("/monitoring")
    assert await olga.press("Картинкой") == [
        "Готовлю файл, пришлю через минуту.",
        "[photo] Мониторинг за 9 месяцев 2026 года",
    ]


async def test_forged_buttons_print_nothing(world: World) -> None:
    """A librarian prints their own blank only."""
    everybody(world)
    await a_campaign(world)
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await svetlana.start()
    for forged in (
        "campaign.blanks:1",
        "campaign.blank:1:empty",
        "campaign.picture:1",
        "unit.blank:4",
    ):
        await nina.forge(forged)
        assert nina.toast == REFUSED
    for forged in (
        "campaign.blank:1:x",
        "campaign.blank:1",
        "campaign.blanks:9",
        "campaign.picture:9",
    ):
        await svetlana.forge(forged)
        assert svetlana.toast == REFUSED
    assert await nina.forge("unit.blank:3") == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document SL-03 Анкета за 9 месяцев 2026 года.docx] Анкета за 9 "
            "месяцев 2026 года: распечатать и заполнить от руки. Листов: 1."
        ),
    ]
    assert await world.sql("SELECT count(*) FROM jobs") == [(1,)]
