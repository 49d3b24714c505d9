"""A reader's diploma: the name is typed for it and then found nowhere, unless it may be stored."""

import io
import sqlite3
import zipfile

import docx
from entered import an_entry
from filed import files
from judged import with_awards
from world import World

from bot.sandbox.driver import Chat

NAME = "Синичкина Василиса"
FIRST = "диплом I степени"
COMING = "Файл готовится. Он придёт сюда сам."
SENT = (
    "[document 01 Диплом I степени № 1.docx] Дипломы конкурса «Каникулы в библиотеке»: 1.\n"
    "Каждый диплом — файл Word: посмотрите его и поправьте, что нужно, до печати."
)
ASKED = (
    "Работа № 1: «Каникулы с Колосом»\n"
    "Чьё имя будет в дипломе? Напишите его так, как напечатать.\n"
    "Бот имя не хранит: когда диплом придёт, имя будет забыто. Оно останется только в этом "
    "чате: удалите своё сообщение и файл после печати."
)
NOT_A_NAME = "Напишите, пожалуйста, фамилию и имя одной строкой до 100 букв, без цифр."


async def readers_contest(world: World) -> None:
    """Let two readers win in a contest of readers."""
    await an_entry(world, 1)
    await an_entry(world, 1, staff_id=9, library_id=7, title="Лето с книгой")
    async with world.db.write() as tx:
        await tx.run("UPDATE contests SET audience = 'readers' WHERE contest_id = 1")
        await tx.run("UPDATE entries SET reader_age = 11")
    await with_awards(world, 1, {1: (1, FIRST), 2: (2, None)})


async def stores_names(world: World, value: str = "yes") -> None:
    """Let the institution store names of readers, or not."""
    async with world.db.write() as tx:
        await tx.run(
            "INSERT INTO settings VALUES ('store_reader_names', ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (f'"{value}"',),
        )
    world.bot.services.network.forget()


async def asked(world: World) -> tuple[Chat, str]:
    """Press «Диплом» on the card of a reader's entry; return the chat and the question."""
    chat = world.chat(1003)
    await chat.start()
    await chat.forge("entry.card:1")
    [question] = await chat.press("Диплом")
    return chat, question


async def winner(world: World, chat: Chat) -> str:
    """Return the line of the name in the last diploma that came."""
    content = list((await files(world, chat)).values())[-1]
    said = [one.text for one in docx.Document(io.BytesIO(content)).paragraphs if one.text]
    return said[said.index("награждается") + 1]


def holding(world: World, word: str) -> list[str]:
    """Return the files of BOT_DATA whose bytes hold a word, as it is or as JSON writes it."""
    wanted = [word.encode(), word.encode("utf-16-le"), word.encode("unicode-escape")]
    found = []
    for path in sorted(world.folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    content += b"".join(archive.read(name) for name in archive.namelist())
            if any(one in content for one in wanted):
                found.append(path.name)
    return found


async def test_the_typed_name_is_on_the_diploma_and_nowhere_else(world: World) -> None:
    """Not in the database nor its log, not in any file of the bot's folder."""
    await readers_contest(world)
    svetlana, question = await asked(world)
    assert question == ASKED
    assert svetlana.buttons == [["С пустой строкой", "К работе"]]
    assert await svetlana.send(NAME) == [COMING, SENT]
    assert await winner(world, svetlana) == NAME
    await world.settled()
    for part in NAME.split():
        assert holding(world, part) == []
    assert await world.sql("SELECT reader_name FROM entries WHERE entry_id = 1") == [(None,)]


async def test_the_test_would_find_a_name_that_stays(world: World) -> None:
    """The same search finds words that are kept: in a prompt's answer, and in the log."""
    await readers_contest(world)
    svetlana, _ = await asked(world)
    await svetlana.press("К работе")
    await svetlana.send(f"Совсем другое: {NAME}")
    await world.settled()
    assert holding(world, "Василиса") != []


async def test_what_is_no_name_is_asked_again_and_forgotten_too(world: World) -> None:
    """Neither a mistyped name stays, nor one that was corrected by editing the message."""
    await readers_contest(world)
    svetlana, _ = await asked(world)
    assert await svetlana.send("Василиса 375291112233") == [NOT_A_NAME]
    assert await svetlana.send("Синичкина Васелиса") == [COMING, SENT]
    assert await svetlana.edit(NAME) == [COMING, SENT]
    assert await winner(world, svetlana) == NAME
    assert await svetlana.edit("12") == [NOT_A_NAME]
    await world.settled()
    for part in ("Василиса", "Васелиса", "Синичкина", "375291112233"):
        assert holding(world, part) == []


async def test_a_line_for_the_name_and_all_diplomas_at_once(world: World) -> None:
    """Whoever types no name writes it in by hand."""
    await readers_contest(world)
    svetlana, _ = await asked(world)
    await svetlana.press("С пустой строкой")
    assert await winner(world, svetlana) == "_" * 30
    await svetlana.forge("papers.diplomas:1")
    assert await winner(world, svetlana) == "_" * 30


async def test_a_name_is_stored_with_the_day_of_the_consent(world: World) -> None:
    """Where the institution switched it on; used again, removed by a press, and then gone."""
    await readers_contest(world)
    await stores_names(world)
    svetlana, question = await asked(world)
    assert question == (
        "Работа № 1: «Каникулы с Колосом»\n"
        "Чтобы имя хранилось, напишите день письменного согласия (до 16 лет его дают родители), "
        "например 12.10.2026."
    )
    assert svetlana.buttons == [["Не хранить", "С пустой строкой"], ["К работе"]]
    assert await svetlana.send("16.10.2026") == [
        "Этот день ещё не наступил. Напишите день, когда согласие подписано."
    ]
    [question] = await svetlana.send("12.10.2026")
    assert question.split("\n")[-1] == (
        "Имя будет храниться с согласием от 12 октября 2026\u202fг.; убрать его можно в любой "
        "день."
    )
    assert await svetlana.send(NAME) == [COMING, SENT]
    stored = "SELECT reader_name, reader_consent_on FROM entries WHERE entry_id = 1"
    assert await world.sql(stored) == [(NAME, "2026-10-12")]
    await svetlana.forge("papers.diplomas:1")
    assert await winner(world, svetlana) == NAME
    svetlana, question = await asked(world)
    assert question.split("\n")[1] == f"Читатель: {NAME}. Согласие от 12 октября 2026\u202fг."
    await svetlana.press("С этим именем")
    assert await winner(world, svetlana) == NAME
    svetlana, _ = await asked(world)
    assert await svetlana.press("Убрать имя") == [
        "Работа № 1: «Каникулы с Колосом»\nИмя читателя больше не хранится."
    ]
    assert await world.sql(stored) == [(None, None)]
    assert await world.sql(
        "SELECT action, new FROM history WHERE subject = 'entries' AND subject_id = '1' "
        "AND action LIKE 'reader%' ORDER BY history_id"
    ) == [("reader_named", '"2026-10-12"'), ("reader_forgotten", None)]


async def test_a_stored_name_is_shown_to_the_department_only(world: World) -> None:
    """Neither the librarian who entered it nor a juror reads it, on the card or in their data."""
    await readers_contest(world)
    await stores_names(world)
    svetlana, _ = await asked(world)
    await svetlana.send("12.10.2026")
    await svetlana.send(NAME)
    nina = world.chat(1005)
    await nina.start()
    said = await nina.forge("entry.card:1")
    said += await nina.send("/mydata")
    for row in nina.buttons:
        for label in row:
            if "айл" in label:
                said += await nina.press(label)
    sent = b"".join((await files(world, nina)).values()).decode(errors="replace")
    assert "Каникулы с Колосом" in sent
    assert NAME not in sent + "".join(said)


async def test_forged_buttons_and_prompts_change_nothing(world: World) -> None:
    """Who may make no diplomas, entries of staff, and a setting that was switched off."""
    await readers_contest(world)
    buttons = ("papers.diploma", "reader.once", "reader.blank", "reader.stored", "reader.forget")
    for user_id in (1005, 1006, 1014, 1015):
        chat = world.chat(user_id)
        await chat.start()
        for button in buttons:
            assert await chat.forge(f"{button}:1") == []
    svetlana = world.chat(1003)
    await svetlana.start()
    for button in ("reader.once:2", "reader.blank:2", "reader.stored:2"):
        assert await svetlana.forge(button) == []
        assert svetlana.toast == "У этой работы нет награды, поэтому диплома нет."
    await stores_names(world)
    svetlana, _ = await asked(world)
    await svetlana.send("12.10.2026")
    await stores_names(world, "no")
    await svetlana.send(NAME)
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
    assert await world.sql("SELECT reader_name FROM entries WHERE entry_id = 1") == [(None,)]


async def test_deleted_words_are_zeroed_in_the_file(world: World) -> None:
    """The writer deletes securely: what is no longer a row is no longer in the pages."""
    word = "Птицелова" * 700  # spills into pages of its own
    async with world.db.write() as tx:
        await tx.run("INSERT INTO settings VALUES ('nobody', ?)", (f'"{word}"',))
    async with world.db.write() as tx:
        await tx.run("DELETE FROM settings WHERE name = 'nobody'")
        tx.wipe()
    assert holding(world, "Птицелова") == []
    plain = sqlite3.connect(world.settings.database)
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()
