"""«Карточка года»: of the own library and of oneself; of any for the department; as files."""

from filed import files
from world import World

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
COMING = "Готовлю файл, пришлю через минуту."
DEREVNAYA = (
    "Карточка года: 2026\n"
    "Интегрированная библиотека агрогородка Деревная\n"
    "Проведено 2 подворных обхода, обойдено 59 дворов, записано 7 новых читателей, "
    "выдано 48 изданий, на надомное обслуживание принят 1 человек.\n"
    "Специалисты отдела побывали в библиотеке 1 раз, получена 1 рекомендация.\n"
    "В цифрах (в скобках — 2025 год):\n"
    "Подворные обходы: 2\n"
    "Дворы, которые обошли: 59\n"
    "Новые читатели по обходам: 7\n"
    "Выдано во время обходов: 48\n"
    "На надомное обслуживание: 1\n"
    "Выезды отдела в библиотеку: 1\n"
    "Рекомендации: 1\n"
    "Период открыт."
)
NOTHING = (
    "Карточка года: 2025\n"
    "Интегрированная библиотека агрогородка Деревная\n"
    "За 2025 год записей нет.\n"
    "Период открыт."
)


async def test_a_librarian_reads_the_own_year(world: World) -> None:
    """From «Ещё»: the library, last year, oneself, and the files of both."""
    nina = world.chat(1005)
    await nina.send("/more")
    assert await nina.press("Карточка года") == [DEREVNAYA]
    assert nina.buttons == [["PDF", "Word"], ["2025 год"], ["Моя карточка"], ["К библиотеке"]]
    assert await nina.press("2025 год") == [NOTHING]
    assert nina.buttons == [["2024 год", "2026 год"], ["Моя карточка"], ["К библиотеке"]]
    await nina.press("2026 год")
    [own] = await nina.press("Моя карточка")
    assert own.startswith(
        "Карточка года: 2026\nЗакладкина Нина Ивановна\nПроведено 2 подворных обхода, "
    )
    assert nina.buttons == [["PDF", "Word"], ["2025 год"], ["Деревная"]]
    card = nina.last.message_id
    for label, name in (("PDF", "pdf"), ("Word", "docx")):
        said = await nina.press(label, card)
        assert [*said, *await nina.news()] == [
            COMING,
            (
                f"[document Карточка года 2026 Закладкина Н. И.{name}] Карточка года: 2026. "
                "Закладкина Нина Ивановна. Составлено: 15.10.2026 09:28 (Закладкина Н. И.). "
                "Период открыт."
            ),
        ]
    await nina.press("Деревная", card)
    assert (await nina.press("К библиотеке"))[0].startswith("Интегрированная библиотека")
    assert await nina.press("Карточка года") == [DEREVNAYA]


async def test_a_card_of_others_is_refused(world: World) -> None:
    """Another library, another person, all cards; a forged place, year and format."""
    nina, igor = world.chat(1005), world.chat(1014)
    await nina.start()
    for forged in (
        "card.show:l7:2026",
        "card.show:p6:2026",
        "card.file:l7:2026:pdf",
        "card.file:p3:2026:docx",
        "card.all:2026:pdf",
        "card.of:2026",
        "card.show:l3:2027",
        "card.show:l3:1999",
        "card.show:l3:x",
        "card.show:x3:2026",
        "card.show:l3",
        "card.file:l3:2026:xlsx",
    ):
        assert await nina.forge(forged) == []
        assert nina.toast == REFUSED
    await igor.start()
    assert (await igor.send("/card"))[0].startswith("Карточка года: 2026\n")
    await igor.forge("card.show:l3:2026")
    assert igor.toast == REFUSED
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_the_department_reads_any(world: World) -> None:
    """In Belarusian, from the card of a library and of a person; and all as one file."""
    pavel = world.chat(1004)
    await pavel.send("/libraries")
    await pavel.press("Дзераўная")
    [card] = await pavel.press("Картка года")
    assert card.startswith(
        "Картка года: 2026\nІнтэграваная бібліятэка аграгарадка Дзераўная\n"
        "Праведзены 2 падворныя абходы, абыдзена 59 двароў, запісана 7 новых чытачоў, "
    )
    assert pavel.buttons == [["PDF", "Word"], ["2025 год"], ["Да бібліятэкі"]]
    await pavel.send("/people")
    await pavel.forge("people.card:5")
    [card] = await pavel.press("Картка года")
    assert card.startswith("Картка года: 2026\nЗакладкіна Ніна Іванаўна\n")
    assert pavel.buttons == [["PDF", "Word"], ["2025 год"], ["Да супрацоўніка"]]
    assert (await pavel.press("Да супрацоўніка"))[0].startswith("Закладкіна Ніна Іванаўна")
    await pavel.send("/report")
    await pavel.press("Файлы")
    assert await pavel.press("Карткі бібліятэк") == [
        (
            "Карткі бібліятэк, 2026\n"
            "У кожнай бібліятэкі свая картка: што зроблена за год і побач мінулы год."
        )
    ]
    assert (await pavel.press("Да справаздачы"))[0].startswith("Справаздача за 2026 год\n")
    await pavel.press("Файлы")
    await pavel.press("Карткі бібліятэк")
    await pavel.press("Усе ў адным файле Word")
    assert "Карткі бібліятэк, 2026.docx" in await files(world, pavel)
    assert pavel.last.text == (
        "[document Карткі бібліятэк, 2026.docx] Карткі бібліятэк, 2026. "
        "Складзена: 15.10.2026 09:28 (Кніжнік П. А.). Перыяд адкрыты."
    )
    assert (await pavel.send("/card"))[0].startswith("Картка года: 2026\n")
    assert pavel.buttons[-1] == ["Цэнтральная"]
