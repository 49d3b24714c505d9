"""Questions to the department as threads; old ones are carried over; marks of what was done."""

import sqlite3
from pathlib import Path

import prepared
from network_builders import NOW

from storage import database, marks, questions
from storage.database import Database
from storage.records.guidance import Message, Question

LATER = "2026-10-16T06:28:00Z"
PHOTO = {"kind": "photo", "telegram_file_id": "AgAC"}
FIRST = Message(
    message_id=1, staff_id=4, is_answer=False, said="Как учитывать?", media=(PHOTO,), album=None,
    sent_at=NOW,
)  # fmt: skip
ASKED = Question(
    question_id=1,
    staff_id=4,
    asked_at=NOW,
    answered_at=None,
    answered_by=None,
    taken_by=None,
    taken_at=None,
    waits_since=NOW,
    closed_at=None,
    closed_by=None,
    messages=(FIRST,),
)


async def test_one_takes_a_question_and_answers_it(network: Database) -> None:
    async with network.write() as tx:
        assert await questions.ask(tx, 4, "Как учитывать?", [PHOTO], now=NOW) == 1
        assert await questions.waiting(tx) == [ASKED]
        assert await questions.take(tx, 1, by=2, instead_of=None, now=NOW)
        assert not await questions.take(tx, 1, by=3, instead_of=None, now=NOW)
        assert await questions.add_answer(tx, 1, "Так", (), by=2, now=LATER)
        assert not await questions.add_answer(tx, 1, "И так", (), by=2, now=LATER)
        assert await questions.waiting(tx) == []
        assert [one.question_id for one in await questions.open_ones(tx)] == [1]
        answered = await questions.load(tx, 1)
        assert await questions.load(tx, 2) is None
    said = [Message(
        message_id=number, staff_id=2, is_answer=True, said=text, media=(), album=None,
        sent_at=LATER,
    ) for number, text in ((2, "Так"), (3, "И так"))]  # fmt: skip
    assert answered == Question(
        question_id=1,
        staff_id=4,
        asked_at=NOW,
        answered_at=LATER,
        answered_by=2,
        taken_by=2,
        taken_at=NOW,
        waits_since=None,
        closed_at=None,
        closed_by=None,
        messages=(FIRST, *said),
    )


async def test_a_further_word_opens_it_again(network: Database) -> None:
    async with network.write() as tx:
        await questions.ask(tx, 4, "Как?", (), now=NOW)
        assert await questions.close(tx, 1, by=4, now=NOW)
        assert not await questions.close(tx, 1, by=4, now=LATER)
        assert not await questions.take(tx, 1, by=2, instead_of=None, now=LATER)
        await questions.add_question(tx, 1, "А так?", (), by=4, now=LATER)
        [waiting] = await questions.waiting(tx)
        assert (waiting.waits_since, waiting.closed_at) == (LATER, None)
        assert not await questions.give(tx, 1, by=2, to=3, now=LATER)
        await questions.take(tx, 1, by=2, instead_of=None, now=LATER)
        assert await questions.give(tx, 1, by=2, to=3, now=LATER)
        assert await questions.give(tx, 1, by=3, to=None, now=LATER)
        [waiting] = await questions.waiting(tx)
        assert (waiting.taken_by, waiting.taken_at) == (None, None)


async def test_files_of_an_album_are_one_message(network: Database) -> None:
    async with network.write() as tx:
        await questions.ask(tx, 4, "", [PHOTO], now=NOW, album="7")
        assert await questions.add_to_album(tx, 1, "7", [PHOTO], "Что это?", by=4)
        assert not await questions.add_to_album(tx, 1, "8", [PHOTO], "", by=4)
        assert not await questions.add_to_album(tx, 1, "7", [PHOTO], "", by=2)
        [waiting] = await questions.waiting(tx)
    assert [(one.said, len(one.media)) for one in waiting.messages] == [("Что это?", 2)]


def test_questions_with_one_answer_become_threads(tmp_path: Path) -> None:
    """Those of before are carried over; an answered one is settled and a consultation."""
    path = tmp_path / "old.db"
    connection = database.connect(path)
    for number, sql in database.migrations():
        if number < 25:
            connection.executescript(f"BEGIN;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")
    connection.executescript(
        f"""
        INSERT INTO staff (staff_id, surname_ru, name_ru, role, language, created_at, updated_at)
        VALUES (4, 'Полкина', 'Анна', 'librarian', 'ru', '{NOW}', '{NOW}'),
            (2, 'Книжник', 'Павел', 'methodist', 'be', '{NOW}', '{NOW}');
        INSERT INTO questions VALUES (1, 4, 'Старый', '[]', '{NOW}', 'Ответ', 2, '{LATER}'),
            (2, 4, 'Ждёт', '[{{"kind": "photo"}}]', '{NOW}', NULL, NULL, NULL);
        """
    )
    connection.close()
    prepared.migrate(path)
    with sqlite3.connect(path) as reader:
        assert reader.execute(
            "SELECT question_id, staff_id, is_answer, said, media, sent_at FROM question_messages"
        ).fetchall() == [
            (1, 4, 0, "Старый", "[]", NOW),
            (2, 4, 0, "Ждёт", '[{"kind": "photo"}]', NOW),
            (1, 2, 1, "Ответ", "[]", LATER),
        ]
        assert reader.execute(
            "SELECT question_id, taken_by, waits_since, closed_at FROM questions"
        ).fetchall() == [(1, 2, None, LATER), (2, None, NOW, None)]
        assert reader.execute(
            "SELECT question_id, held_on, channel, staff_id FROM consultations"
        ).fetchall() == [(1, "2026-10-16", "bot", 2)]
    reader.close()


async def test_a_mark_is_replaced(db: Database) -> None:
    async with db.write() as tx:
        assert await marks.read(tx, "alive") is None
        await marks.put(tx, "alive", NOW)
        await marks.put(tx, "alive", "2026-10-16T00:00:00Z")
        assert await marks.read(tx, "alive") == "2026-10-16T00:00:00Z"
