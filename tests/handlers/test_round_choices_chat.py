"""The lists for rounds in conversation: what the institution adds stands on the keys at once."""

import pytest
from walking import NINA, begin, named, say, without_rounds
from world import World

from bot.handlers import walk_card
from storage import history

ADMIN = 1015
NOT_YOURS = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
TOO_LONG = "Нужно название до 16 знаков: оно будет на кнопке."
TAKEN = "Такая кнопка или слово уже есть. Напишите, пожалуйста, другое название."


@pytest.fixture
async def world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Take out the rounds of the sample; let each card come at once."""
    monkeypatch.setattr(walk_card, "PACE", (0.0, 0.0))
    return await without_rounds(world)


async def test_a_reason_is_added_and_pressed_on_a_walk(world: World) -> None:
    admin, nina = world.chat(ADMIN), world.chat(NINA)
    await admin.send("/settings")
    assert await admin.press("Списки для обходов") == [
        "Списки для обходов. Какой изменить? В прежних записях названия остаются."
    ]
    said = await admin.press("Почему не читают")
    assert said[-1].split("\n")[1:4] == [
        "1. Нет времени / Няма часу",
        "2. Мелкий шрифт / Дробны шрыфт",
        "3. Далеко, часы / Далёка, гадзіны",
    ]
    said = await admin.send("Нет света / Няма святла")
    assert said[-1].split("\n")[0] == "Сохранено."
    assert said[-1].split("\n")[-3:-1] == ["10. Нет света / Няма святла", "11. Другое / Іншае"]
    await begin(nina)
    await nina.tap("Не читают")
    assert nina.keyboard[4:6] == [["Читает семья", "Нет света"], ["Другое"]]
    await say(nina, "Нет света", "не читают: няма святла")
    assert await named(world) == [("reason", "own-11", 2)]
    async with world.db.read() as reader:
        changes = await history.of(reader, "round_choices", "reason/own-11")
    assert [(one.action, one.staff_id, one.new["name_be"]) for one in changes] == [
        ("added", 15, "Няма святла")
    ]


async def test_the_lists_in_belarusian(world: World) -> None:
    admin = world.chat(ADMIN)
    await admin.send("/settings")
    await admin.forge("lang.set:be")
    assert (await admin.forge("lists.one:age"))[-1] == (
        "Узрост (групы)\n"
        "1. До 15 / Да 15\n"
        "2. 15–30 / 15–30\n"
        "3. 31–59 / 31–59\n"
        "4. 60 и старше / 60 і старэй\n"
        "Нумар адкрывае радок спіса. Каб дадаць, напішыце назву па-руску, потым рыску (/) "
        "і па-беларуску. Калі дзейнічае не адразу, спераду год: «2027: …»."
    )
    await admin.send("1")
    assert admin.buttons == [["Больш не прапаноўваць"], ["Толькі да канца года"], ["Назад"]]
    said = await admin.press("Толькі да канца года")
    assert said[-1].split("\n")[2] == "1. До 15 / Да 15 (да канца 2026 года)"
    said = await admin.send("2027: До 14 / Да 14")
    assert said[-1].split("\n")[-2] == "5. До 14 / Да 14 (з 2027 года)"


async def test_age_bands_follow_the_year(world: World) -> None:
    """What ends with this year is offered until then; what begins later is not offered yet."""
    admin, nina = world.chat(ADMIN), world.chat(NINA)
    await admin.send("/settings")
    await admin.forge("lists.one:age")
    await admin.send("2027: До 14 / Да 14")
    await admin.forge("lists.years:age:0-14:2026")
    await begin(nina)
    await say(nina, "Уже читатели", "Ещё…", "Другие числа", "Возраст")
    assert nina.keyboard == [["До 15", "15–30"], ["31–59", "60 и старше"], ["К обходу"]]
    await say(nina, "До 15", "закончить")
    world.clock.jump(days=90)
    await begin(nina)
    await say(nina, "Уже читатели", "Ещё…", "Другие числа", "Возраст")
    assert nina.keyboard == [["15–30", "31–59"], ["60 и старше", "До 14"], ["К обходу"]]
    assert await named(world) == [("age", "0-14", 1)]


async def test_an_entry_is_renamed_put_away_and_offered_again(world: World) -> None:
    admin, nina = world.chat(ADMIN), world.chat(NINA)
    await admin.send("/settings")
    await admin.forge("lists.entry:purpose:campaign")
    said = await admin.send("Благотворительная акция / Дабрачынная акцыя")
    assert said[-1].split("\n")[8] == "7. Благотворительная акция / Дабрачынная акцыя"
    await admin.forge("lists.years:purpose:survey:2025")
    await say(nina, "/round", "Деревная")
    labels = [label for row in nina.buttons for label in row]
    assert "Благотворительная акция" in labels
    assert "Опрос" not in labels
    await admin.forge("lists.entry:purpose:survey")
    await admin.press("Предлагать снова")
    await nina.send("/cancel")
    await begin(nina)
    assert await world.sql("SELECT purpose FROM rounds") == [("survey",)]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("reason", "Причина слишком длинная", TOO_LONG),
        ("reason", " / ", TOO_LONG),
        ("reason", "нет времени", TAKEN),
        ("reason", "Пауза", TAKEN),
        ("wish", "никого", TAKEN),
        ("purpose", "Апытанне", TAKEN),
    ],
)  # fmt: skip
async def test_a_name_that_would_not_work_is_refused(
    world: World, name: str, typed: str, said: str
) -> None:
    admin = world.chat(ADMIN)
    before = await world.sql("SELECT * FROM round_choices")
    await admin.send("/settings")
    await admin.forge(f"lists.one:{name}")
    assert await admin.send(typed) == [said]
    assert await world.sql("SELECT * FROM round_choices") == before


@pytest.mark.parametrize(
    "data",
    [
        "lists.all", "lists.one:reason", "lists.one:forms", "lists.entry:reason:none",
        "lists.years:reason:far:2025", "lists.years:reason:far:1", "lists.years:reason:far",
    ],
)  # fmt: skip
async def test_the_lists_are_the_admins(world: World, data: str) -> None:
    """A librarian and the head are refused; so is the admin with a forged button."""
    before = await world.sql("SELECT * FROM round_choices")
    is_forged = data.endswith((":forms", ":none", ":1", ":far"))
    for user_id in (1005, 1001, *([ADMIN] if is_forged else [])):
        chat = world.chat(user_id)
        await chat.send("/tasks")
        await chat.forge(data)
        assert (chat.toast, chat.alert) == (NOT_YOURS, True)
    assert await world.sql("SELECT * FROM round_choices") == before
