"""What the libraries of the sample network ask the department, and what was answered."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from bot.sample.entries import KeepPicture
from bot.sample.reading import Day, Row
from storage import consultations, faq, libraries, questions, staff
from storage.database import Tx
from storage.records.guidance import NewConsultation


async def load(
    tx: Tx,
    today: date,
    rows: Iterable[Row],
    people: Mapping[str, int],
    keep: KeepPicture | None,
) -> None:
    """Let people ask, take, answer and settle as the rows say, in their order."""
    known: dict[str, int] = {}
    for row in rows:
        on = today + timedelta(days=int(row["day"]))
        now = f"{on.isoformat()}T{row['at']}:00Z"
        by = people[row["person"]]
        if row["side"] == "question":
            known[row["number"]] = await questions.ask(
                tx, by, row["text"], _photo(row, keep), now=now
            )
            continue
        key = known[row["number"]]
        if row["side"] in {"take", "answer"}:
            await questions.take(tx, key, by=by, instead_of=None, now=now)
        if row["side"] == "answer":
            await questions.add_answer(tx, key, row["text"], (), by=by, now=now)
            await _count(tx, key, by, on, now)
        if row["side"] == "close":
            await questions.close(tx, key, by=by, now=now)


def _photo(row: Row, keep: KeepPicture | None) -> list[dict[str, Any]]:
    """Return the photo of a row: it is sent from its bytes, Telegram has not seen it."""
    if not row["photo"] or keep is None:
        return []
    name, size = keep(int(row["photo"]))
    return [{"kind": "photo", "kept": name, "mime": "image/png", "size": size}]


async def _count(tx: Tx, question_id: int, by: int, on: date, now: str) -> None:
    question = await questions.load(tx, question_id)
    asker = await staff.by_id(tx, question.staff_id) if question else None
    places = asker.library_ids if asker else ()
    new = NewConsultation(
        held_on=on,
        channel="bot",
        staff_id=by,
        library_id=places[0] if places else None,
        topic="records",
        minutes=10,
        question_id=question_id,
    )
    await consultations.add(tx, new, now=now, by=by)


async def log(tx: Tx, day: Day, rows: Iterable[Row], people: Mapping[str, int]) -> None:
    """Keep the consultations that the department has typed in."""
    network = {one.code: one.library_id for one in await libraries.known(tx)}
    for row in rows:
        on = day(row["day"])
        by = people[row["person"]]
        new = NewConsultation(
            held_on=on,
            channel=row["channel"],
            staff_id=by,
            topic=row["topic"],
            library_id=network.get(row["library"]),
            subject=row["subject"],
            minutes=int(row["minutes"]),
            is_group=int(row["people"]) > 1,
            people=int(row["people"]),
        )
        await consultations.add(tx, new, now=f"{on.isoformat()}T13:00:00Z", by=by)


async def publish(tx: Tx, today: date, rows: Iterable[Row], people: Mapping[str, int]) -> None:
    """Publish what serves as questions and answers, with how often it has helped."""
    for row in rows:
        on = today + timedelta(days=int(row["day"]))
        now = f"{on.isoformat()}T13:00:00Z"
        key = await faq.add(
            tx, row["asked"], row["answer"], topic=row["topic"],
            question_id=int(row["question"]) if row["question"] else None,
            now=now, by=people[row["person"]],
        )  # fmt: skip
        for _ in range(int(row["helped"])):
            await faq.count(tx, key, helped=True)
        for _ in range(int(row["anyway"])):
            await faq.count(tx, key, helped=False)
