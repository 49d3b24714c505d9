"""Questions to the department, and marks of when something was last done."""

from network_builders import NOW

from storage import marks, questions
from storage.database import Database
from storage.questions import Question

PHOTO = {"kind": "photo", "telegram_file_id": "AgAC"}
ASKED = Question(
    question_id=1,
    staff_id=4,
    question="Как учитывать?",
    media=(PHOTO,),
    asked_at=NOW,
    answer=None,
    answered_by=None,
    answered_at=None,
)


async def test_a_question_waits_until_the_first_answer(network: Database) -> None:
    async with network.write() as tx:
        assert await questions.ask(tx, 4, "Как учитывать?", [PHOTO], now=NOW) == 1
        assert await questions.waiting(tx) == [ASKED]
        assert await questions.answer(tx, 1, "Так", by=2, now=NOW)
        assert not await questions.answer(tx, 1, "Иначе", by=3, now=NOW)
        assert await questions.waiting(tx) == []
        answered = await questions.load(tx, 1)
        assert await questions.load(tx, 2) is None
    assert answered == Question(
        question_id=1,
        staff_id=4,
        question="Как учитывать?",
        media=(PHOTO,),
        asked_at=NOW,
        answer="Так",
        answered_by=2,
        answered_at=NOW,
    )


async def test_a_mark_is_replaced(db: Database) -> None:
    async with db.write() as tx:
        assert await marks.read(tx, "alive") is None
        await marks.put(tx, "alive", NOW)
        await marks.put(tx, "alive", "2026-10-16T00:00:00Z")
        assert await marks.read(tx, "alive") == "2026-10-16T00:00:00Z"
