"""A blind jury: no names, no libraries, no links, and files without what tells whose they are."""

import io

from juried import IGOR, a_file, change, handed, sent_to, uploaded
from PIL import Image
from pypdf import PdfReader
from tainted import a_docx, a_jpeg, a_pdf, a_png, an_xlsx, said_in
from world import World

T36 = "Работа 1 из 3, номинация: Внутри библиотеки."
COMING = "Материалы готовятся без имён и названий. Они придут через минуту."


async def _blind(world: World) -> None:
    """Hand contest 2 to a blind jury; entry 1 is of Сеньковщина, by Переплётова."""
    await handed(world)
    await change(world, "UPDATE contests SET is_blind = 1 WHERE contest_id = 2")
    await change(world, "DELETE FROM entry_files WHERE entry_id = 1")
    await change(
        world, "UPDATE entries SET title = 'Стенд в Сеньковщине без пыли' WHERE entry_id = 1"
    )
    await change(
        world,
        "UPDATE submissions SET answers = json_set(answers, '$.story', "
        "'Анна Переплётова покрасила стенд, в СЕНЬКОВЩИНЕ стало светлее') "
        "WHERE submission_id = (SELECT submission_id FROM entries WHERE entry_id = 1)",
    )
    await change(world, "INSERT INTO entry_links VALUES (1, 1, 'https://senkovshchina.by/stand')")


async def test_the_card_names_nobody(world: World) -> None:
    """Library, authors and links are hidden, and their names in the title and the answers."""
    igor = world.chat(1014)
    await _blind(world)
    await igor.send("/score")
    assert igor.last.text.split("\n")[3] == "1. № 1 «Стенд в … без пыли»: не оценена"
    said = await igor.press("1")
    assert said[0] == (
        "Работа 1 из 3: «Стенд в … без пыли»\n"
        "Конкурс: «Создать новый образ». В протоколе: № 1.\n"
        "Номинация: Внутри библиотеки.\n"
        "Что обновили: Стенд\n"
        "Что сделано: Анна … покрасила стенд, в … стало светлее\n"
        "Ссылок: 1. Они скрыты: по адресу видно, чья это работа."
    )
    assert said[1].startswith(T36)
    await igor.send("8 9 7 10 4 5")
    await igor.press("Без замечания")
    await igor.send("/scores")
    assert igor.last.text.split("\n")[1] == "1 43 Стенд в … без пыли"
    told = " ".join(str(call["params"]) for call in sent_to(world, 1014))
    for word in ("Переплётов", "Сеньковщин", "СЕНЬКОВЩИН", "senkovshchina"):
        assert word not in told


async def test_files_go_out_without_names_and_metadata(world: World) -> None:
    """Their bytes are read back as they left: EXIF, GPS, XMP, properties, authors are gone."""
    igor = world.chat(1014)
    await _blind(world)
    originals = {
        "Pereplyotova 1.jpg": a_jpeg(),
        "Pereplyotova 2.png": a_png(),
        "Pereplyotova 3.pdf": a_pdf(),
        "Pereplyotova 4.docx": a_docx(),
        "Pereplyotova 5.xlsx": an_xlsx(),
    }
    for name, content in originals.items():
        assert said_in(content) != []
        await a_file(world, 1, name, content)
    await igor.send("/score")
    said = await igor.press("1")
    assert said[1] == COMING
    assert said[3:] == [
        "[photo] Работа 1: фото «после»",
        "[photo]",
        "[document Работа 1, файл 3.pdf] Работа 1: фото «после»",
        "[document Работа 1, файл 4.docx] Работа 1: фото «после»",
        "[document Работа 1, файл 5.xlsx] Работа 1: фото «после»",
    ]
    went = uploaded(world)
    assert list(went) == [
        "Работа 1, файл 1.jpg",
        "Работа 1, файл 2.jpg",
        "Работа 1, файл 3.pdf",
        "Работа 1, файл 4.docx",
        "Работа 1, файл 5.xlsx",
    ]
    assert {name: said_in(content) for name, content in went.items()} == {
        name: [] for name in went
    }
    photo = Image.open(io.BytesIO(went["Работа 1, файл 1.jpg"]))
    assert (photo.size, dict(photo.getexif()), "xmp" in photo.info) == ((30, 60), {}, False)
    top, bottom = photo.getpixel((15, 10)), photo.getpixel((15, 50))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[2] > 200, bottom[0] > 200) == (True, True)  # it stands as it was meant to
    page = PdfReader(io.BytesIO(went["Работа 1, файл 3.pdf"]))
    assert (len(page.pages), page.metadata, dict(page.attachments)) == (1, None, {})


async def test_no_number_of_an_original_is_sent(world: World) -> None:
    """Nothing is forwarded or copied, and what is cleansed once is sent again from the store."""
    igor, svetlana = world.chat(1014), world.chat(1003)
    await _blind(world)
    await a_file(world, 1, "стенд.jpg", a_jpeg())
    await a_file(world, 1, "ещё.jpg", a_jpeg((50, 40)), kind="photo")
    for chat in (igor, svetlana):
        await chat.send("/score")
        await chat.press("1")
        await chat.press("Показать работу")
    assert await world.sql("SELECT kind, state FROM jobs") == [("cleanse", "done")]
    numbers = [str(key) for (key,) in await world.sql("SELECT telegram_file_id FROM files")]
    for user_id in (1014, 1003):
        calls = sent_to(world, user_id)
        assert {call["method"] for call in calls} <= {
            "sendmessage", "editmessagetext", "editmessagereplymarkup", "sendmediagroup",
            "setmycommands",
        }  # fmt: skip
        told = " ".join(str(call["params"]) for call in calls)
        assert [one for one in numbers if one in told] == []


async def test_what_cannot_be_cleansed_is_held_and_released(world: World) -> None:
    """The juror and the department are told; a methodist lets a video and the links go."""
    igor, pavel = world.chat(1014), world.chat(1004)
    await _blind(world)
    await pavel.start()
    await a_file(world, 1, "Сеньковщина.mp4", b"\0\0\0\x18ftypmp42 video", kind="video")
    await a_file(world, 1, "стенд.jpg", a_jpeg())
    await igor.send("/score")
    assert (await igor.press("1"))[3:] == [
        "[photo] Работа 1: фото «после»",
        (
            "Придержано файлов, по которым видно, чья это работа: 1. Отдел решит, показать ли "
            "их Вам."
        ),
    ]
    assert (await pavel.news())[-1] == (
        "Конкурс «Создать новый образ» журы ацэньвае без імён. Файлы, з якіх імёны не прыбраць "
        "(відэа, гук і іншыя), журы не атрымлівае. Прытрымана: 1."
    )
    assert await pavel.press("Паглядзець іх") == [
        (
            "Прытрымана: «Создать новый образ»\n"
            "Журы ацэньвае без імён і не атрымлівае таго, па чым іх можна пазнаць.\n"
            "№ 1: Сеньковщина.mp4\n"
            "№ 1: спасылкі\n"
            "Націсніце тое, што можна паказаць журы як ёсць."
        )
    ]
    assert await pavel.press("№ 1 Сеньковщина.mp4") == [
        (
            "Работа № 1, файл «Сеньковщина.mp4». Журы атрымае яго як ёсць, пад нейтральнай "
            "назвай; імёны ўнутры застануцца. Вы яго паглядзелі?"
        )
    ]
    held = pavel.last.message_id
    assert await pavel.press("Паказаць журы") == [
        (
            "Прытрымана: «Создать новый образ»\n"
            "Журы ацэньвае без імён і не атрымлівае таго, па чым іх можна пазнаць.\n"
            "№ 1: спасылкі\n"
            "Націсніце тое, што можна паказаць журы як ёсць."
        )
    ]
    await pavel.press("№ 1: спасылкі")
    assert pavel.last.text == (
        "Работа № 1. Журы ўбачыць гэтыя спасылкі:\nhttps://senkovshchina.by/stand"
    )
    assert (await pavel.press("Паказаць журы"))[0].split("\n")[-1] == "Цяпер нічога не прытрымана."
    assert await pavel.forge("held.give:2:1", held) == []  # a file that was never held
    said = await igor.press("Показать работу")
    assert said[0].split("\n")[-2] == "Ссылка: https://senkovshchina.by/stand"
    assert said[1:-1] == [
        "[photo] Работа 1: фото «после»",
        "[document Работа 1, файл 1.mp4] Работа 1: фото «после»",
    ]
    assert await world.sql("SELECT count(*), max(released_by) FROM clean_files") == [(2, 4)]


async def test_the_department_alone_releases(world: World) -> None:
    """A juror, a librarian and the head's old buttons of a contest that is not blind."""
    igor, nina, olga = world.chat(1014), world.chat(1005), world.chat(1001)
    await _blind(world)
    held = await a_file(world, 1, "стенд.mp4", b"\0\0\0\x18ftypmp42 video", kind="video")
    await igor.send("/score")
    await igor.press("1")
    await nina.start()
    await olga.start()
    forged = [
        "held.list:2", f"held.file:2:{held}", f"held.give:2:{held}", "held.links:2:1",
        "held.open:2:1",
    ]  # fmt: skip
    for chat in (igor, nina):
        for data in forged:
            await chat.forge(data)
            assert chat.toast == (
                "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
            )
    for data in ("held.list:1", f"held.give:1:{held}", "held.open:99:1"):
        await olga.forge(data)
        assert olga.alert
    assert await world.sql("SELECT released_at FROM clean_files") == [(None,)]
    assert await world.sql("SELECT * FROM link_releases") == []


async def test_files_that_did_not_arrive_are_named(world: World) -> None:
    igor = world.chat(1014)
    await _blind(world)
    await a_file(world, 1, "стенд.jpg", a_jpeg())
    late = await a_file(world, 1, "второй.jpg", a_jpeg())
    lost = await a_file(world, 1, "третий.jpg", a_jpeg())
    await change(world, "UPDATE files SET state = 'failed', sha256 = NULL WHERE file_id = ?", lost)
    world.telegram.faults.add("error", method="getFile", count=-1)
    await change(world, "UPDATE files SET state = 'wanted', sha256 = NULL WHERE file_id = ?", late)
    await igor.send("/score")
    assert (await igor.press("1"))[3:] == [
        "[photo] Работа 1: фото «после»",
        "Ещё не пришли файлы: 1.\nФайлов, которые не удалось получить: 1.",
    ]


async def test_who_left_the_jury_meanwhile_gets_nothing(world: World) -> None:
    """The cleansing takes a while: the entry is asked about again before it is sent."""
    igor = world.chat(1014)
    await _blind(world)
    await a_file(world, 1, "стенд.jpg", a_jpeg())
    await igor.send("/score")
    assert world.bot is not None
    await world.bot.jobs.stop()
    await igor.wire.perform(
        1014, "press", {"message_id": igor.last.message_id, "data": "jury.open:1"}, []
    )
    await igor.wait_for(COMING)
    await change(world, "DELETE FROM deals WHERE staff_id = ?", IGOR)
    world.bot.jobs.start()
    assert [one for one in await igor.news() if one.startswith("[")] == []
    assert uploaded(world) == {}
    assert await world.sql("SELECT state FROM clean_files") == [("clean",)]


async def test_a_file_that_ends_the_child_is_held(world: World) -> None:
    """A file made to exhaust memory or time: the juror gets what is left, the department looks."""
    igor, svetlana = world.chat(1014), world.chat(1003)
    await svetlana.start()
    await _blind(world)
    await a_file(world, 1, "бомба.jpg", a_jpeg())
    assert world.bot is not None
    world.bot.jobs._limit_s = 0.01
    await igor.send("/score")
    assert (await igor.press("1"))[3:] == [
        (
            "Придержано файлов, по которым видно, чья это работа: 1. Отдел решит, показать ли "
            "их Вам."
        )
    ]
    assert (await svetlana.news())[-1].endswith("жюри не получает. Придержано: 1.")
    await svetlana.forge("contest.card:2")
    assert "Придержано: 2" in [label for row in svetlana.buttons for label in row]
    await svetlana.press("Придержано: 2")
    assert svetlana.last.text.split("\n")[2:4] == ["№ 1: бомба.jpg", "№ 1: ссылки"]
    assert await world.sql("SELECT state, sha256 FROM clean_files") == [("held", None)]
