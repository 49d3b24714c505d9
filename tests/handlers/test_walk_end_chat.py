"""A round put aside, gone on with, finished, deleted; its street; residents stay unnamed."""

from datetime import date

import pytest
from walking import HANNA, NINA, begin, named, say, states, totals, without_rounds
from world import World

from bot.handlers import walk_card
from storage import history, periods

CARD = "Деревная, 15 октября\nДворов: 2, дома застали: 1. Опрошено: 1."
NEW_MENU = ["Мои дела", "Обход"]  # the first row
NOT_YOURS = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


@pytest.fixture
async def world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Take out the rounds of the sample; let each card come at once."""
    monkeypatch.setattr(walk_card, "PACE", (0.0, 0.0))
    return await without_rounds(world)


# -------------------------------------------------------------------- pause


async def test_a_round_goes_on_another_day(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "Уже читатели", "никого", "Ещё…")
    assert await nina.tap("Пауза") == [
        (
            "Обход на паузе, всё сохранено. Продолжить можно в любой день: «Обход».\n"
            f"{CARD}\nЧитатели: 1, новые: 0, не читают: 0."
        ),
        "Что дальше?",
    ]
    assert nina.buttons == [["Продолжить обход"], ["Закончить обход"], ["Удалить обход"]]
    assert nina.keyboard[0] == NEW_MENU
    world.clock.jump(days=1)
    assert (await nina.tap("Обход"))[-1] == (
        "Есть незаконченный обход. Продолжить его или начать новый?"
    )
    assert nina.buttons == [["Деревная, 15 октября"], ["Новый обход"], ["Внести обход"]]
    said = await nina.press("Деревная, 15 октября")
    assert said[0].startswith("Обход: Деревная. У каждого двора")
    assert said[1].startswith(CARD)
    await nina.tap("Новый читатель")
    assert await totals(world) == {
        "households": 3, "home": 2, "asked": 2, "readers": 1, "new_readers": 1,
    }  # fmt: skip
    assert await states(world) == ["walking"]


async def test_a_pause_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    assert (await hanna.send("паўза"))[0].split("\n")[0] == (
        "Абход на паўзе, усё захавана. Працягнуць можна ў любы дзень: «Абход»."
    )
    assert hanna.buttons == [["Працягнуць абход"], ["Скончыць абход"], ["Выдаліць абход"]]
    await hanna.press("Працягнуць абход")
    await hanna.tap("Нікога няма")
    assert await totals(world) == {"households": 1}


async def test_a_press_while_the_round_is_paused_is_told(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await nina.send("пауза")
    said = await nina.send("Никого нет")
    assert said[0].split("\n")[0] == (
        "Обход на паузе: это не посчитано. Продолжите обход и нажмите ещё раз."
    )
    assert await totals(world) == {}
    await nina.press("Продолжить обход")
    await nina.send("Никого нет")
    assert await totals(world) == {"households": 1}


async def test_a_new_round_pauses_the_one_that_goes_on(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await nina.forge("walk.new")
    await say(nina, "Хорошевичи", "Опрос", "Пропустить", "никого")
    assert await states(world) == ["paused", "walking"]
    assert await totals(world, 1) == {}
    assert await totals(world, 2) == {"households": 1}


# -------------------------------------------------------------------- the end


async def test_a_finished_round_gives_its_line_for_the_diary(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "12 читают", "2 новых", "никого", "выдано 11", "Ещё…")
    said = await nina.tap("Закончить обход")
    line = (
        "15 октября, Деревная: дворов обойдено 15, опрошено жителей 14, записано новых "
        "читателей 2, выдано изданий 11"
    )
    assert said == [
        (
            f"Обход сохранён.\nСтрока для дневника: «{line}»\n"
            "Дворов: 15, дома застали: 14. Опрошено: 14.\n"
            "Читатели: 12, новые: 2, не читают: 0.\n"
            "Выдано изданий: 11."
        ),
        "Что дальше?",
    ]
    assert nina.buttons == [
        ["Скопировать", "Исправить числа"],
        ["Указать улицу", "Открыть запись"],
        ["Продолжить обход"],
    ]
    assert nina.screen[-2].view["inline"][0][0]["copy_text"] == line
    assert nina.keyboard[0] == NEW_MENU
    assert await states(world) == ["saved"]


async def test_a_finished_round_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    await say(hanna, "2 чытаюць", "не чытаюць: няма часу")
    said = await hanna.send("скончыць абход")
    assert said == [
        (
            "Абход захаваны.\nРадок для дзённіка: «15 кастрычніка, Сянькоўшчына: двароў абыдзена "
            "3, апытана жыхароў 3, запісана новых чытачоў 0, выдадзена выданняў 0»\n"
            "Двароў: 3, дома засталі: 3. Апытана: 3.\n"
            "Чытачы: 2, новыя: 0, не чытаюць: 1.\n"
            "Чаму не чытаюць: Няма часу 1."
        ),
        "Што далей?",
    ]


async def test_an_empty_round_is_not_saved(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    assert await nina.send("закончить") == ["Пока ничего не посчитано, сохранять нечего."]
    assert await states(world) == ["walking"]
    await nina.press("Удалить обход")
    await nina.press("Да, удалить")
    assert nina.keyboard[0] == NEW_MENU
    assert (await nina.send("/round"))[-1].startswith("Новый обход, 1 из 3")


async def test_a_round_finished_too_early_goes_on(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "никого", "закончить")
    await nina.press("Продолжить обход")
    await say(nina, "никого", "Отменить последнее", "2 никого", "закончить")
    assert await totals(world) == {"households": 3}
    assert await states(world) == ["saved"]
    async with world.db.read() as reader:
        changes = await history.of(reader, "rounds", 1)
    assert [one.action for one in changes] == ["reopened"]


async def test_an_undo_after_a_correction_takes_nothing_that_is_not_there(world: World) -> None:
    """The numbers were corrected after the end: the presses are not in them any more."""
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "5 никого", "закончить")
    async with world.db.write() as tx:
        await tx.run("UPDATE rounds SET households = 2")
    await nina.press("Продолжить обход")
    assert await nina.send("Отменить последнее") == ["Отменять нечего."]
    assert await totals(world) == {"households": 2}


async def test_a_deleted_round_comes_back(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "никого", "пауза")
    await nina.press("Удалить обход")
    assert nina.buttons == [["Да, удалить", "Нет, оставить"]]
    await nina.press("Да, удалить")
    assert await world.sql("SELECT count(*) FROM rounds WHERE removed_at IS NULL") == [(0,)]
    await nina.press("Вернуть обход")
    await nina.press("Продолжить обход")
    await nina.tap("Никого нет")
    assert await totals(world) == {"households": 2}


# -------------------------------------------------------------------- the street


async def test_the_street_of_a_large_round_is_kept_without_houses(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "10 никого", "закончить")
    assert await nina.press("Указать улицу") == [
        "На какой улице был обход? Только название, без домов."
    ]
    assert await nina.send("Садовая, дом 5, кв. 2") == [
        (
            "Здесь адрес: Садовая, дом 5, кв. 2. Адреса жителей бот не хранит. Убрать номер "
            "дома и сохранить «Садовая»?"
        )
    ]
    assert await world.sql("SELECT street FROM rounds") == [("",)]
    await nina.press("Убрать и сохранить")
    assert await world.sql("SELECT street FROM rounds") == [("Садовая",)]
    assert await world.sql("SELECT count(*) FROM chats WHERE prompt LIKE '%5%'") == [(0,)]


@pytest.mark.parametrize("typed", ["8 Марта", "17 Сентября", "ул. Якуба Коласа"])
async def test_a_street_named_after_a_day_is_no_house(world: World, typed: str) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "10 никого", "закончить")
    await nina.press("Указать улицу")
    await nina.send(typed)
    assert await world.sql("SELECT street FROM rounds") == [(typed.strip("."),)]


async def test_the_house_of_a_street_is_taken_out_by_word_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    await say(hanna, "10 нікога", "скончыць")
    await hanna.press("Указаць вуліцу")
    assert await hanna.send("Школьная 7а") == [
        (
            "Тут адрас: Школьная 7а. Адрасы жыхароў бот не захоўвае. Прыбраць нумар дома "
            "і захаваць «Школьная»?"
        )
    ]
    await hanna.send("прыбраць і захаваць")
    assert await world.sql("SELECT street FROM rounds") == [("Школьная",)]


async def test_a_small_round_has_no_street(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "9 никого", "закончить")
    assert "Указать улицу" not in [label for row in nina.buttons for label in row]
    await nina.forge("walk.street:1")
    await nina.send("Садовая")
    assert await world.sql("SELECT street FROM rounds") == [("",)]


# -------------------------------------------------------------------- residents


async def test_a_title_with_a_telephone_is_saved_without_it(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "Уже читатели", "Ещё…", "Другие числа", "Пожелания")
    said = await nina.send("Дзікае паляванне, тел. 8 029 123-45-67")
    assert said == [
        (
            "Здесь номер или адрес, похожий на личный: 8 029 123-45-67. Номера и адреса жителей "
            "бот не хранит. Убрать и сохранить остальное?"
        )
    ]
    assert nina.buttons == [["Убрать и сохранить"], ["Написать заново"]]
    assert await named(world) == []
    assert await world.sql("SELECT count(*) FROM chats WHERE prompt LIKE '%029%'") == [(0,)]
    await nina.press("Убрать и сохранить")
    assert await named(world) == [("title", "Дзікае паляванне", 1)]
    await nina.forge("walk.strip")
    assert await named(world) == [("title", "Дзікае паляванне", 1)]


async def test_a_title_with_an_address_in_belarusian(world: World) -> None:
    """Without a network the answer may be typed; the words of a button are no title."""
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    said = await hanna.send("хоча: Колас, вул. Садовая, д. 5")
    assert said[0].startswith("Тут нумар або адрас, падобны на асабісты:")
    assert await hanna.send("Напісаць нанава") == [
        "Што хочуць чытаць? Націсніце або напішыце назву. Без прозвішчаў."
    ]
    assert await named(world) == []
    await hanna.send("хоча: Колас, вул. Садовая, д. 5")
    await hanna.send("Прыбраць і захаваць")
    assert await named(world) == [("title", "Колас", 1)]


async def test_other_words_with_a_resident_are_refused_whole(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    said = await nina.send("Иванова, ул. Садовая, д. 5, паспорт KH1234567")
    assert said[0].startswith("Здесь номер или адрес, похожий на личный:")
    assert said[0].endswith("ничего не сохранено. Напишите, пожалуйста, без них.")
    assert await world.sql("SELECT count(*) FROM chats WHERE prompt IS NOT NULL") == [(0,)]
    assert await totals(world) == {}


# -------------------------------------------------------------------- others' and old buttons


PRESSES = [
    "walk.open:1", "walk.on:1", "walk.end:1", "walk.reopen:1", "walk.drop:1", "walk.gone:1",
    "walk.back:1", "walk.street:1",
]  # fmt: skip


@pytest.mark.parametrize("data", [*PRESSES, "walk.on:99", "walk.on", "walk.on:x", "walk.gone:-1"])
@pytest.mark.parametrize("user_id", [1001, 1003, 1006])
async def test_a_walk_of_another_is_left_alone(world: World, user_id: int, data: str) -> None:
    """Not even the head presses the keys of a walk that is not theirs."""
    nina, other = world.chat(NINA), world.chat(user_id)
    await begin(nina)
    await nina.send("никого")
    before = await world.sql("SELECT * FROM rounds")
    await other.send("/tasks")
    await other.forge(data)
    assert (other.toast, other.alert) == (NOT_YOURS, True)
    assert await world.sql("SELECT * FROM rounds") == before
    assert await world.sql("SELECT round_id FROM chats WHERE chat_id = ?", user_id) == [(None,)]


@pytest.mark.parametrize("data", PRESSES)
async def test_an_admin_and_a_juror_have_no_walks(world: World, data: str) -> None:
    admin = world.chat(1015)
    await admin.send("/tasks")
    await admin.forge(data)
    assert (admin.toast, admin.alert) == (NOT_YOURS, True)


@pytest.mark.parametrize("data", ["walk.open:1", "walk.on:1", "walk.end:1", "walk.gone:1"])
async def test_old_buttons_of_a_finished_walk_change_nothing(world: World, data: str) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "никого", "закончить")
    before = await world.sql("SELECT * FROM rounds")
    await nina.forge(data)
    assert nina.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."
    assert await world.sql("SELECT * FROM rounds") == before


async def test_a_finish_pressed_twice_saves_once(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "никого", "пауза")
    card = nina.screen[-2].message_id
    await nina.press("Закончить обход")
    await nina.forge("walk.end:1", card)
    assert await states(world) == ["saved"]


async def test_a_walk_of_last_month_is_not_reopened(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "никого", "закончить")
    world.clock.jump(days=8)
    await nina.press("Продолжить обход")
    assert await states(world) == ["saved"]


async def test_a_closed_month_keeps_its_walks_as_they_are(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await nina.send("никого")
    world.clock.jump(days=30)
    async with world.db.write() as tx:
        await periods.close(
            tx, "month", date(2026, 10, 1), date(2026, 10, 31), now="2026-11-10T06:00:00Z", by=1
        )
    assert await nina.send("никого") == [
        (
            "Период закрыт: октябрь 2026 года. Запись можно только смотреть. Нужна правка? "
            "Напишите в отдел."
        )
    ]
    await nina.send("закончить")
    assert await totals(world) == {"households": 1}
    assert await states(world) == ["walking"]
    assert (await nina.send("/round"))[-1] == (
        "Есть незаконченный обход. Продолжить его или начать новый?"
    )
    await nina.press("Новый обход")
    await say(nina, "Хорошевичи", "Опрос", "Пропустить", "никого")
    assert await totals(world) == {"households": 1}
    assert await states(world) == ["paused", "walking"]


async def test_the_rest_of_a_walk_in_belarusian(world: World) -> None:
    """An empty end, a list of what was left, deleting, bringing back, a press while paused."""
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    assert await hanna.send("скончыць") == ["Пакуль нічога не палічана, захоўваць няма чаго."]
    assert hanna.buttons == [["Працягнуць абход"], ["Выдаліць абход"]]
    await hanna.tap("Не чытаюць")
    assert await hanna.send("дрэнна бачыць") == [
        "Такой прычыны ў спісе няма. Націсніце прычыну са спіса, «Іншае» або «Прапусціць»."
    ]
    await hanna.send("паўза")
    assert (await hanna.send("Нікога няма"))[0].split("\n")[0] == (
        "Абход на паўзе: гэта не палічана. Працягніце абход і націсніце яшчэ раз."
    )
    assert (await hanna.tap("Абход"))[-1] == (
        "Ёсць няскончаны абход. Працягнуць яго або пачаць новы?"
    )
    assert hanna.buttons[:2] == [["Сянькоўшчына, 15 кастрычніка"], ["Новы абход"]]
    await hanna.forge("walk.drop:1")
    assert await world.sql("SELECT count(*) FROM rounds WHERE removed_at IS NULL") == [(1,)]
    await hanna.press("Так, выдаліць")
    assert hanna.last.text == "Абход выдалены: Сянькоўшчына, 15 кастрычніка."
    await hanna.press("Вярнуць абход")
    await hanna.press("Працягнуць абход")
    await hanna.tap("Нікога няма")
    assert await totals(world) == {"households": 2, "home": 1, "asked": 1, "not_reading": 1}


async def test_other_words_with_a_resident_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    said = await hanna.send("Іванова, вул. Садовая, д. 5")
    assert said[0].startswith("Тут нумар або адрас, падобны на асабісты: вул. Садовая, д. 5.")
    assert await hanna.send("няма часу") == ["Прычына адзначана часцей, чым «Не чытаюць»."]
    await hanna.send("нікога")
    assert await hanna.edit("2 нікога") == [
        (
            "Выпраўленае паведамленне бот нанава не лічыць. Націсніце «Скасаваць апошняе» або "
            "выпраўце лікі, калі скончыце абход."
        )
    ]
    assert await totals(world) == {"households": 1}
