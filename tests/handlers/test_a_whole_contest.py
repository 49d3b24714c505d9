"""A district contest from the first word to the diplomas: 40 entries, 7 jurors, all in chat.

One test, because each part lives on what the one before has made. What the bot says and writes
is compared with tests/whole_contest.py, where the points are counted by hand.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import docx
import openpyxl
from filed import files
from monitored import everybody, without_campaigns
from whole_contest import (
    ADDED,
    BY_CRITERION,
    CALLED,
    CHAIRMAN,
    CONFLICT,
    GALINA,
    JURY,
    MARINA,
    TITLE,
    Entered,
    average,
    entries,
    grow,
    places,
    points,
    scorers,
    shown,
    total,
)
from world import MINSK, World

from bot.sandbox.driver import Chat

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = {3: "Аннотова С. Ю.", 6: "Корешкова Г. Ф.", 14: "Редакторов И. Л.",
         311: "Наборщиков А. И.",
         312: "Литерова А. И.", 313: "Меткина А. И.", 314: "Нонпарельская А. И.",
         2: "Каталогова М. П."}  # fmt: skip
LIBRARIES = {
    6: "Василевичи",
    8: "Деревянчицы",
    9: "Большие Шиловичи",
    10: "Новодевятковичи",
    4: "Новоселки",
}
WORDS = {  # what librarians press, in Russian and Belarusian
    "ru": ("Подать работу", "Дальше", "Нет", "Подать", "Стенд"),
    "be": ("Падаць работу", "Далей", "Не", "Падаць", "Стэнд"),
}
BELARUSIAN = {7, 9, 4}
RETURNED = {7: "Напишите размер стенда", 30: "Напишите, что сделано своими руками"}
REMARK = "Светло и уютно."
REMARKED = {CHAIRMAN: (17, 21), GALINA: (40,)}  # of them the one on 40 is not passed on
ASKED = (
    f"Жюри конкурса «{TITLE}» закончило оценивать. Спорных мест: 2. Баллы и все критерии у работ "
    "равны; по положению решает председатель."
)
SPECIAL = "За лучший краеведческий уголок"
AWARDED = {
    22: "диплом I степени", 21: "диплом II степени", 25: "диплом III степени",
    26: "диплом III степени", 2: "поощрительный диплом", 17: f"специальный диплом «{SPECIAL}»",
}  # fmt: skip
WINNERS = f"""\
Диплом I степени
«Уголок 22»: Село 301; Азбукина А. И.
Диплом II степени
«Уголок 21»: Село 301; Азбукина А. И.
Диплом III степени
«Уголок 25»: Село 303; Виньеткина А. И.
«Уголок 26»: Село 303; Виньеткина А. И.
Поощрительный диплом
«Уголок 02»: Деревная; Закладкина Н. И.
Специальный диплом «{SPECIAL}»
«Уголок 17»: Новодевятковичи; Буквицкая Я. А."""
HEARING = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, *ADDED, 311, 312, 313, 314)
BY_KEY = {one.key: one for one in entries()}
FULL = (
    "От одной библиотеки принимают не больше 2 работ, и они уже поданы. Исправьте одну из них "
    "или сначала отзовите."
)


async def test_a_contest_from_its_announcement_to_the_diplomas(world: World) -> None:
    """Made, announced, entered, returned, admitted, scored, decided, published, printed."""
    await without_campaigns(world)
    everybody(world)
    await grow(world)
    marina = world.chat(1_000 + MARINA)
    await made(marina)
    await announced(world, marina)
    await submitted(world, marina)
    await admitted(world, marina)
    await handed(world, marina)
    for juror in JURY:
        await scored(world, juror)
    await closed(marina)
    await decided(world)
    await awarded(marina)
    await published(world)
    await papers_agree(world, marina)


# -------------------------------------------------------------------- made and announced


async def made(marina: Chat) -> None:
    """Make the contest: two entries a library, three criteria with weights, nine in the jury."""
    await marina.start()
    await marina.send("/contests")
    await marina.press("Новый конкурс")
    for typed in (TITLE, "на лучший уголок краеведения"):
        await marina.send(typed)
    await marina.press("Конкурс: новый образ")
    for typed in ("15.10", "20.11", "4.12", "11.12"):
        await marina.send(typed)
    for label, answer in (("При равных баллах", "Решает председатель"), ("Работ не больше", "2")):
        await marina.press("Дополнить")
        await marina.press(label)
        await marina.send(answer)
    await marina.press("Сохранить")
    await marina.press("Настроить")
    await marina.press("Номинации")
    await marina.send("Внутри\nСнаружи")
    await marina.press("Критерии")
    await marina.send("эстетика 10\nудобство 10 ×1,5\nколорит 5 ×0,5")
    await marina.press("Положение")
    await marina.document("положение.docx", b"PK", WORD)
    await marina.press("Жюри")
    for juror in (*JURY, MARINA):
        await marina.press("Добавить")
        while NAMES[juror] not in labels(marina):
            await marina.press(next(one for one in labels(marina) if one.startswith("Ещё (")))
        await marina.press(NAMES[juror])
    for juror, named in ((CHAIRMAN, "Председатель"), (MARINA, "Секретарь")):
        await marina.press(NAMES[juror])
        said = await marina.press(named)
    assert sorted(said[0].split("\n")[1:-1]) == sorted(
        f"{NAMES[one]}: {duty(one)}" for one in (*JURY, MARINA)
    )


def duty(juror: int) -> str:
    return {CHAIRMAN: "председатель жюри", MARINA: "секретарь жюри"}.get(juror, "член жюри")


def labels(chat: Chat) -> list[str]:
    return [label for row in chat.buttons for label in row]


async def announced(world: World, marina: Chat) -> None:
    """Announce it; every librarian hears it once, with the regulation, nobody else does."""
    await marina.press("Назад")
    await marina.press("К конкурсу")
    await marina.press("Объявить")
    said = await marina.press("Объявить")
    librarians = [1_000 + one for one in (5, 6, 7, 8, 9, 10, 12, *ADDED, 312, 313, 314)]
    assert (
        said[0].split("\n")[0] == f"Конкурс объявлен: сообщения ушли {len(librarians)} коллегам."
    )
    for user_id in (*range(1_001, 1_016), *(1_000 + one for one in ADDED), 1_311):
        heard = await world.chat(user_id).news()
        if user_id in librarians:
            assert [one.split("\n")[0] for one in heard] == [
                "[document положение.docx]",
                f"{verb(user_id - 1_000)} конкурс «{TITLE}»",
            ], user_id
        elif user_id != 1_000 + MARINA:
            assert heard == [], user_id


def verb(person: int) -> str:
    return "Аб’яўлены" if person in BELARUSIAN else "Объявлен"


# -------------------------------------------------------------------- entries


async def submitted(world: World, marina: Chat) -> None:
    """Enter forty works; a third one of a library is refused; some come by phone."""
    world.clock.jump(days=1)
    for one in entries():
        if one.staff_id in CALLED:
            await by_phone(marina, one)
            continue
        chat = world.chat(1_000 + one.staff_id)
        await chat.start()
        await chat.forge("entry.new:4")
        await entered(chat, one)
    assert await world.sql(
        "SELECT entry_id, title, library_id, staff_id FROM entries ORDER BY entry_id"
    ) == [(one.key, one.title, one.library_id, one.staff_id) for one in entries()]
    nina = world.chat(1_005)
    await nina.forge("entry.new:4")
    assert nina.toast == FULL


async def by_phone(marina: Chat, one: Entered) -> None:
    """Enter for somebody without Telegram, whom the list of those without an entry names."""
    await marina.forge(f"behalf.who:{one.staff_id}")
    await marina.press("По телефону")
    await marina.press("Конкурс: новый образ")
    await entered(marina, one)


async def entered(chat: Chat, one: Entered) -> None:
    """Answer what the form asks, whichever questions it asks of this person."""
    speaks = "be" if chat.user_id - 1_000 in BELARUSIAN else "ru"
    _, onward, nobody, submit, stand = WORDS[speaks]
    for asked in (TITLE, LIBRARIES.get(one.library_id)):
        if asked in labels(chat):
            await chat.press(asked)
    for label in (one.nomination, stand):
        await chat.press(label)
    for typed in (one.title, "Покрасили и осветили"):
        await chat.send(typed)
    for _ in ("before", "after"):
        await chat.photo()
        await chat.press(onward)
    await chat.press(nobody)
    said = await chat.press(submit)
    assert f"№ {one.key} " in said[0], (one, said)


async def admitted(world: World, marina: Chat) -> None:
    """Return two with a remark, which are corrected; admit all."""
    for key, remark in RETURNED.items():
        await marina.forge(f"admit.entry:{key}")
        await marina.press("На уточнение")
        await marina.send(f"8 {remark}")
        await marina.press("Отправить")
        author = world.chat(1_000 + BY_KEY[key].staff_id)
        said = await author.news()
        assert f"Замечание методиста (Каталогова М. П.): «{remark}»" in said[0].split("\n")
        await author.press("Исправить")
        await author.send("Всё сделано своими руками, стенд в рост человека")
        await author.press("Сохранить")
        assert await world.sql("SELECT state FROM entries WHERE entry_id = ?", key) == [
            ("submitted",)
        ]
    await marina.forge("admit.list:4")
    said = await marina.press("Допустить без замечаний: 40")
    assert said[0].split("\n")[0] == "Допущено 40 работ."
    assert await world.sql("SELECT state, count(*) FROM entries GROUP BY state") == [
        ("admitted", 40)
    ]


async def handed(world: World, marina: Chat) -> None:
    """Hand it over when its last day is past; everybody in the jury hears how many they have."""
    world.clock.set(datetime(2026, 11, 21, 10, 0, tzinfo=MINSK))
    await marina.forge("judging.hand:4")
    for juror in JURY:
        await world.chat(1_000 + juror).news()
    await marina.press("Передать")
    assert await world.sql("SELECT entry_id, staff_id FROM deals ORDER BY 1, 2") == [
        (one.key, juror) for one in entries() for juror in sorted(dealt(one))
    ]
    for juror in JURY:
        [said] = await world.chat(1_000 + juror).news()
        count = sum(juror in dealt(one) for one in entries())
        assert said.startswith(f"Работы конкурса «{TITLE}» ждут Вашей оценки: {count}."), said


def dealt(one: Entered) -> list[int]:
    """List who gets an entry: a conflict is declared later."""
    return [*scorers(one), *([CONFLICT[1]] if one.key == CONFLICT[0] else [])]


# -------------------------------------------------------------------- points


async def scored(world: World, juror: int) -> None:
    """Give all points: in lines, the last juror's first two with buttons."""
    chat = world.chat(1_000 + juror)
    titles = {one.title: one for one in entries()}
    await chat.send("/score")
    if TITLE in labels(chat):
        await chat.press(TITLE)
    said = await chat.press("Оценить работу 1")
    while said:
        one = titles[next(iter(re.findall("«(Уголок ..)»", said[0])))]
        said = await judged(chat, one, juror)
    keys = [one.key for one in entries() if juror in scorers(one)]
    assert await world.sql(
        "SELECT entry_id, position, points FROM scores JOIN criteria USING (criterion_id) "
        "WHERE staff_id = ? ORDER BY 1, 2",
        juror,
    ) == [
        (key, place, given) for key in keys for place, given in enumerate(points(key, juror), 1)
    ], chat.last


async def judged(chat: Chat, one: Entered, juror: int) -> list[str]:
    """Judge an entry, and open the next one; nothing where there is none."""
    if (one.key, juror) == CONFLICT:
        await chat.press("Личная заинтересованность")
        await chat.press("Да, не оцениваю")
    elif juror == JURY[-1] and one.key <= 2:
        await chat.press("Ставить по одному")
        for given in points(one.key, juror):
            await chat.press(str(given))
    else:
        await chat.send(" ".join(map(str, points(one.key, juror))))
    if one.key in REMARKED.get(juror, ()):
        await chat.send(REMARK)
    elif (one.key, juror) != CONFLICT:
        await chat.press("Без замечания")
    onward = [label for label in labels(chat) if label.startswith("Следующая")]
    return await chat.press(onward[0]) if onward else []


# -------------------------------------------------------------------- results


async def closed(marina: Chat) -> None:
    """End the judging: the board has nothing left."""
    said = await marina.forge("judging.board:4")
    assert said[0].split("\n")[-1] == "Всего оценок: 277 из 277."
    await marina.press("Завершить")
    said = await marina.press(labels(marina)[0])
    assert said[0].split("\n")[0] == "Оценка завершена. Баллы больше не меняются."


async def decided(world: World) -> None:
    """Let the chairman put 22 before 21, and let 25 and 26 share their place."""
    igor = world.chat(1_000 + CHAIRMAN)
    assert await igor.news() == [ASKED]
    await igor.send("/tasks")
    await igor.press("1")
    await igor.press("1. № 21, № 22")
    await igor.press("№ 22 «Уголок 22»")
    await igor.forge("cast.open:4")
    await igor.press("2. № 25, № 26")
    await igor.press("Место общее")
    assert await world.sql("SELECT entry_id, place FROM results ORDER BY 1") == sorted(
        places().items()
    )


async def awarded(marina: Chat) -> None:
    """Give awards by hand, pass two of three remarks."""
    said = await marina.forge("result.list:4:0")
    best = sorted(places().items(), key=lambda one: (one[1], one[0]))[:8]
    assert [re.match(r"(\d+) место. № (\d+) ", line) is not None for line in lines_of(said)] == [
        True
    ] * 8
    assert [line.split(": ")[1].split(";")[0].rstrip(".") for line in lines_of(said)] == [
        shown(average(BY_KEY[key])) for key, _ in best
    ]
    assert [line.split(" ")[0] for line in lines_of(said)] == [str(place) for _, place in best]
    await marina.forge("result.card:17")
    await marina.press("Другая награда")
    await marina.press("специальный диплом")
    await marina.send(SPECIAL)
    await marina.forge("result.card:2")
    await marina.press("Другая награда")
    await marina.press("поощрительный диплом")
    await marina.forge("result.remarks:4:0")
    await marina.press("1: передать")
    await marina.press("2: передать")


def lines_of(said: list[str]) -> list[str]:
    return [line for line in said[0].split("\n") if " место. " in line]


async def published(world: World) -> None:
    """Publish; everyone hears the winners and what is their own, nobody a place or points."""
    olga = world.chat(1_001)
    await olga.start()
    for chat in world.chats.values():
        await chat.news()
    await olga.forge("result.preview:4")
    await olga.press("Опубликовать")
    heard = {key - 1_000: await chat.news() for key, chat in world.chats.items() if key != 1_001}
    expected = {one: message(one) for one in HEARING}
    assert {key: said for key, said in heard.items() if said and key not in BELARUSIAN} == {
        key: [said] for key, said in expected.items() if key not in BELARUSIAN
    }
    for key in BELARUSIAN - {4}:
        own = [one for one in entries() if one.staff_id == key]
        assert heard[key][0].split("\n\n")[:-1] == [
            f"Вынікі конкурсу «{TITLE}». Дзякуй за работу «{one.title}»." for one in own
        ]
    assert heard[4][0].split("\n")[0] == f"Вынікі конкурсу «{TITLE}»"


def message(person: int) -> str:
    """Return what somebody hears, as the issue says it."""
    told = f"Итоги конкурса «{TITLE}»"
    own = [one for one in entries() if one.staff_id == person]
    parts = [f"{told}. Ваша работа «{one.title}»: {AWARDED[one.key]}. Поздравляем!{said(one)}"
             for one in own if one.key in AWARDED]  # fmt: skip
    parts.sort(key=lambda part: [name in part for name in AWARDED.values()], reverse=True)
    parts += [f"{told}. Спасибо за работу «{one.title}»." for one in own if one.key not in AWARDED]
    if person == MARINA:
        entered = sorted(
            (one for one in entries() if one.staff_id in CALLED),
            key=lambda one: (one.key not in AWARDED, one.key),
        )
        parts += [on_behalf(one) for one in entered]
    if person in {*JURY, MARINA}:
        parts.append(f"{told} опубликованы. Спасибо за работу в жюри.")
    return "\n\n".join([*(parts or [told]), WINNERS])


def on_behalf(one: Entered) -> str:
    whom = {11: "Буквицкая Я. А.", 13: "Курсивова В. Е."}[one.staff_id]
    if one.key in AWARDED:
        return (
            f"Итоги конкурса «{TITLE}». Работа «{one.title}», внесённая Вами за коллегу "
            f"({whom}): {AWARDED[one.key]}. Передайте, пожалуйста.{said(one)}"
        )
    return (
        f"Итоги конкурса «{TITLE}». Спасибо за работу «{one.title}», внесённую Вами за коллегу "
        f"({whom}). Передайте, пожалуйста."
    )


def said(one: Entered) -> str:
    """Return the remark that was passed on."""
    return f" Жюри отметило: «{REMARK.removesuffix('.')}»." if one.key in {17, 21} else ""


# -------------------------------------------------------------------- files


async def papers_agree(world: World, marina: Chat) -> None:
    """Read protocol, sheet and diplomas back: the numbers are those worked out by hand."""
    for label in ("Протокол", "Ведомость оценок", "Дипломы"):
        await marina.forge("papers:4")
        await marina.press(label)
    found = await files(world, marina)
    protocol_agrees(found[f"Протокол {TITLE}.docx"])
    sheet_agrees(found[f"Ведомость оценок {TITLE}.xlsx"])
    archive = zipfile.ZipFile(io.BytesIO(found[f"Дипломы {TITLE}.zip"]))
    assert archive.namelist() == [
        "01 Диплом I степени № 22 Азбукина Анна Ивановна.docx",
        "02 Диплом II степени № 21 Азбукина Анна Ивановна.docx",
        "03 Диплом III степени № 25 Виньеткина Анна Ивановна.docx",
        "03 Диплом III степени № 26 Виньеткина Анна Ивановна.docx",
        "04 Специальный диплом № 17 Буквицкая Ядвига Антоновна.docx",
        "05 Поощрительный диплом № 2 Закладкина Нина Ивановна.docx",
    ]
    made = docx.Document(io.BytesIO(archive.read(archive.namelist()[0])))
    words = [one.text for one in made.paragraphs if one.text]
    assert words[1:8] == [
        "ДИПЛОМ I СТЕПЕНИ",
        "награждается",
        "Азбукина Анна Ивановна",
        "Библиотека села 301",
        "за работу «Уголок 22»",
        f"представленную на конкурс «{TITLE}»",
        "в номинации «Снаружи»",
    ]


def protocol_agrees(content: bytes) -> None:
    """Compare the table of the protocol, how ties were ended, who did not score."""
    document = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows[1:]]
    assert [(int(row[0]), int(row[1]), row[2], row[5]) for row in rows] == [
        (place, key, BY_KEY[key].title, shown(average(BY_KEY[key])))
        for key, place in sorted(places().items(), key=lambda one: (one[1], one[0]))
    ]
    paragraphs = [one.text for one in document.paragraphs]
    place = places()
    first, second = BY_CRITERION
    for line in (
        "Баллов поровну (26,86): № 22 (место 1), № 21 (место 2). Решил голос председателя.",
        "Баллов поровну (25,14): № 25 (место 3), № 26 (место 3). Место общее.",
        (
            f"Баллов поровну (19,00): № {first} (место {place[first]}), № {second} "
            f"(место {place[second]}). Решил критерий «эстетика»."
        ),
        "Аннотова С. Ю.: заявлена личная заинтересованность (№ 15).",
        "Корешкова Г. Ф.: свои работы или работы своей библиотеки (№ 3, № 4).",
        "Председатель жюри  ________________________  И. Л. Редакторов",
        "Секретарь жюри  ________________________  М. П. Каталогова",
    ):
        assert line in paragraphs, line


def sheet_agrees(content: bytes) -> None:
    """Compare each juror's points and totals, the averages and places, with live formulas."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for juror in JURY:
        assert list(rows_of(book[NAMES[juror]], 4, 8)) == [
            (one.key, *points(one.key, juror), float(total(one.key, juror)))
            if juror in scorers(one)
            else (one.key, None, None, None, None)
            for one in entries()
        ]
    columns = [cell.value for cell in book["Итоги"][5]]
    at = columns.index("Среднее по жюри")
    found = [
        (key, round(mean, 9), place) for key, mean, place in rows_of(book["Итоги"], at, at + 2)
    ]
    assert found == [
        (one.key, round(float(average(one)), 9), places()[one.key]) for one in entries()
    ]
    live = openpyxl.load_workbook(io.BytesIO(content))["Итоги"]
    assert all(str(live.cell(row, at + 1).value).startswith("=") for row in range(6, 46))


def rows_of(sheet: Any, first: int, end: int) -> Iterator[tuple[Any, ...]]:
    """Give the number of each entry and the cells of some columns."""
    for row in sheet.iter_rows(min_row=6, max_row=45, values_only=True):
        yield (row[0], *row[first:end])
