"""Remarks to single answers of an entry: written, sent, corrected or explained, seen again."""

import pytest
from entered import state_of
from handed import admitted, some_entries, started
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
ASKED = (
    "Уточните, пожалуйста, 2 ответа в работе № 2: «Новый стенд».\n"
    "Вопрос 7. Название работы: Новый стенд\n"
    "Замечание методиста (Аннотова С. Ю.): «Название короче, пожалуйста»"
)
SECOND = (
    "Уточните, пожалуйста, 1 ответ в работе № 2: «Стенд».\n"
    "Вопрос 8. Что сделано: Перекрасили\n"
    "Замечание методиста (Аннотова С. Ю.): «Напишите, что сделано своими руками»\n"
    "Остальные ответы остаются."
)


async def _returned(world: World) -> None:
    """Return title and story of Nina's entry (No. 2), by Svetlana."""
    svetlana, *_ = await started(world, 3, 5)
    await some_entries(world)
    await svetlana.forge("back.list:2")
    await svetlana.send("7 Название короче, пожалуйста")
    await svetlana.send("8 Напишите, что сделано своими руками")
    await svetlana.press("Отправить")


async def states(world: World) -> list[tuple[object, ...]]:
    """Return the state of each remark with its explanation."""
    return await world.sql("SELECT state, explanation FROM entry_remarks ORDER BY remark_id")


async def test_remarks_are_written_one_after_another_and_sent_together(world: World) -> None:
    """A number with the remark behind it, or a button and then the remark."""
    svetlana, nina = await started(world, 3, 5)
    await some_entries(world)
    await svetlana.forge("admit.entry:2")
    said = await svetlana.press("На уточнение")
    assert said[0].split("\n")[5:9] == [
        "5. Номинация",
        "6. Что обновили: Стенд",
        "7. Название работы: Новый стенд",
        "8. Что сделано: Перекрасили",
    ]
    assert svetlana.buttons[-1] == ["Общее замечание", "Назад"]
    await svetlana.send("7 Название короче, пожалуйста")
    await svetlana.press("Ещё вопрос")
    assert await svetlana.press("8") == [
        (
            "Работа № 2: «Новый стенд»\n"
            "8. Что сделано: Перекрасили\n"
            "Что уточнить? Напишите одной строкой, не меньше 10 знаков.\n"
            "Без фамилий и телефонов жителей, пожалуйста."
        )
    ]
    assert (await svetlana.send("Мало"))[0].split(":")[0] == ("Замечание слишком короткое")
    assert await nina.news() == []
    assert await svetlana.send("Напишите, что сделано своими руками") == [
        (
            "Работа № 2: «Новый стенд»\n"
            "Замечаний к отправке: 2.\n"
            "7. Название работы: Новый стенд. «Название короче, пожалуйста»\n"
            "8. Что сделано: Перекрасили. «Напишите, что сделано своими руками»\n"
            "Отправить их авторам или вернуть ещё один ответ?"
        )
    ]
    assert (await svetlana.press("Отправить"))[0].split("\n")[0] == (
        "Работа возвращена на уточнение. Кому отправлено замечание: Закладкина Н. И."
    )
    assert await nina.news() == [ASKED]
    assert nina.buttons == [["Исправить", "Открыть работу"], ["Оставить и пояснить"]]
    assert await svetlana.forge("back.send:2") == [
        "Это кнопка прошлого шага. Сейчас Вы здесь: замечания уже отправлены."
    ]


async def test_one_is_corrected_one_explained_and_the_methodist_sees_both(world: World) -> None:
    """The form asks just the returned question; the entry goes back with the last remark."""
    await _returned(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await nina.news()
    assert await nina.press("Исправить") == [
        (
            "Конкурс: новый образ\n"
            "Исправление работы: пока не нажато «Сохранить», она остаётся прежней.\n"
            "Замечание методиста: «Название короче, пожалуйста»"
        ),
        "Конкурс: новый образ, 3 из 7\nКак называется работа?\nСейчас: Новый стенд.",
    ]
    await nina.send("Стенд")
    assert (await nina.press("Сохранить"))[0] == SECOND
    assert (await state_of(world, 2))[:2] == ("Стенд", "returned")
    assert await svetlana.news() == []
    await nina.forge("entry.card:2")
    assert nina.buttons[0] == ["Материалы", "Замечаний: 1"]
    assert await nina.press("Замечаний: 1") == [SECOND]
    await nina.press("Оставить и пояснить")
    assert await nina.send("Всё сделано нами, видно на фото") == [
        "Спасибо, работа № 2 подана снова.\nПроверит: Аннотова С. Ю."
    ]
    assert await svetlana.news() == [
        (
            "Уточнено: Деревная\n"
            "Работа № 2: «Стенд»\n"
            "Кто ответил: Закладкина Н. И.\n"
            "7. Название работы: было Новый стенд, стало Стенд\n"
            "Замечание: «Название короче, пожалуйста»\n"
            "8. Что сделано: осталось Перекрасили\n"
            "Замечание: «Напишите, что сделано своими руками»\n"
            "Пояснение: «Всё сделано нами, видно на фото»"
        )
    ]
    assert svetlana.buttons == [["Допустить", "Вся работа"], ["Вернуть ещё раз"]]
    await svetlana.press("Допустить")
    assert (await state_of(world, 2))[1] == "admitted"
    assert await states(world) == [
        ("corrected", None), ("explained", "Всё сделано нами, видно на фото"),
    ]  # fmt: skip


async def test_saved_without_a_change_of_the_answer_the_remark_stays(world: World) -> None:
    """Another answer was corrected: what is asked about still waits."""
    await _returned(world)
    nina = world.chat(1005)
    await nina.forge("entry.edit:2")
    await nina.send("4")
    await nina.press("Фасад")
    assert (await nina.press("Сохранить"))[0] == ASKED
    assert await states(world) == [("open", None), ("open", None)]
    assert (await state_of(world, 2))[1] == "returned"


async def test_an_album_is_asked_for_one_photo_more_in_belarusian(world: World) -> None:
    """What is sent goes to the album; the card, where one is replaced, comes after it."""
    pavel, anna = await started(world, 4, 9)
    await some_entries(world)
    await pavel.forge("back.list:1")
    await pavel.send("9. Фота да абнаўлення змазанае, замяніце")
    assert (await pavel.press("Адправіць"))[0].split("\n")[0] == (
        "Работа вернута на ўдакладненне. Каму адпраўлена заўвага: Пераплётава Г. М."
    )
    assert await anna.news() == [
        (
            "Удакладніце, калі ласка, 1 адказ у рабоце № 1: «Стенд без пыли».\n"
            "Пытанне 9. Фота «да»: файлаў: 1\n"
            "Заўвага метадыста (Кніжнік П. А.): «Фота да абнаўлення змазанае, замяніце»\n"
            "Астатнія адказы застаюцца."
        )
    ]
    said = await anna.press("Выправіць")
    assert said[0].split("\n")[-1] == (
        "Заўвага метадыста: «Фота да абнаўлення змазанае, замяніце»"
    )
    assert said[1].split("\n")[1:] == [
        "Фота «да» 2", "Дашліце фота, як было раней, можна альбомам.",
    ]  # fmt: skip
    await anna.photo()
    said = await anna.press("Далей")
    assert said[0].split("\n")[1] == "Праверце, калі ласка."
    assert await anna.press("Захаваць") == [
        "Дзякуй, работа № 1 пададзена зноў.\nПраверыць: Кніжнік П. А.", "Што далей?",
    ]  # fmt: skip
    assert await states(world) == [("corrected", None)]


async def test_remarks_are_withdrawn_and_written_ones_dropped(world: World) -> None:
    await _returned(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await svetlana.forge("admit.entry:2")
    assert svetlana.buttons[0] == ["На уточнение", "Снять замечания"]
    await svetlana.press("Снять замечания")
    assert (await state_of(world, 2))[1] == "submitted"
    assert await nina.forge("fix.show:1") != []
    assert await states(world) == [("withdrawn", None), ("withdrawn", None)]
    await svetlana.forge("back.list:2")
    await svetlana.send("7 Название ещё короче")
    await svetlana.press("Убрать замечания")
    assert len(await states(world)) == 2


@pytest.mark.parametrize("text", ["99 Такого вопроса нет", "Просто слова без номера"])
async def test_what_is_no_number_of_a_question_is_said_so(world: World, text: str) -> None:
    [svetlana] = await started(world, 3)
    await some_entries(world)
    await svetlana.forge("back.list:2")
    assert await svetlana.send(text) == [
        f"Нет вопроса с номером «{text}». Напишите номер из списка."
    ]
    assert await states(world) == []


async def test_a_residents_number_is_not_kept_in_a_remark(world: World) -> None:
    await _returned(world)
    nina = world.chat(1005)
    await nina.forge("fix.keep:1")
    said = await nina.send("Позвоните +375 29 123-45-67")
    assert said[0].split(":")[0] == ("Похоже на телефон, документ или адрес")
    assert await states(world) == [("open", None), ("open", None)]


async def test_others_neither_return_nor_answer(world: World) -> None:
    """A librarian of another library, a juror, the admin; the author cannot return."""
    await _returned(world)
    before = await states(world)
    await started(world, 8, 14, 15)
    for one in (8, 14, 15, 5):
        chat = world.chat(1000 + one)
        for data in ("list:2", "ask:2:5", "kept:2", "drop:2", "send:2", "off:2"):
            assert await chat.forge(f"back.{data}") == [], (one, data)
            assert chat.toast == NOT_OPEN
    for one in (8, 14, 15):
        chat = world.chat(1000 + one)
        for data in ("open:2", "show:1", "edit:1", "keep:1"):
            assert await chat.forge(f"fix.{data}") == [], (one, data)
            assert chat.toast == NOT_OPEN
        await chat.send("Чужое пояснение к чужой работе")
    assert await states(world) == before
    assert (await state_of(world, 2))[1] == "returned"


async def test_a_withdrawn_entry_is_not_returned(world: World) -> None:
    [svetlana] = await started(world, 3)
    await some_entries(world)
    await admitted(world, 2)
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run("UPDATE entries SET state = 'withdrawn' WHERE entry_id = 2")
    assert await svetlana.forge("back.list:2") == []
    assert svetlana.toast == "Эта работа отозвана, её можно только смотреть."
    assert await states(world) == []
