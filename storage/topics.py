"""Topics of consultations and of answers: added, renamed, put away, never deleted."""

from storage import history
from storage.database import Reader, Tx
from storage.records.guidance import Topic

OTHER = "other"  # «Другое» stays the last one


async def known(db: Reader) -> list[Topic]:
    """Return every topic in the order of the list, put away ones too."""
    rows = await db.all("SELECT * FROM topics ORDER BY position, code")
    return [Topic(**{**dict(row), "is_offered": bool(row["is_offered"])}) for row in rows]


async def add(tx: Tx, name_ru: str, name_be: str, *, now: str, by: int) -> str:
    """Add a topic before «Другое»; return its code."""
    number = await tx.value("SELECT count(*) + 1 FROM topics")
    code = f"own-{number}"
    place = await tx.value("SELECT position FROM topics WHERE code = ?", (OTHER,))
    new = {"name_ru": name_ru, "name_be": name_be}
    await tx.batch(
        [
            ("UPDATE topics SET position = position + 1 WHERE code = ?", (OTHER,)),
            (
                """
                INSERT INTO topics (code, name_ru, name_be, name_en, position)
                VALUES (?, ?, ?, ?, ?)
                """,
                (code, name_ru, name_be, name_ru, place or number),
            ),
            history.entry("topics", code, "added", now=now, by=by, new=new),
        ]
    )
    return code


async def rename(tx: Tx, old: Topic, name_ru: str, name_be: str, *, now: str, by: int) -> None:
    """Give a topic other names; records that hold it show them."""
    was = {"name_ru": old.name_ru, "name_be": old.name_be}
    new = {"name_ru": name_ru, "name_be": name_be}
    if was == new:
        return
    await tx.batch(
        [
            (
                "UPDATE topics SET name_ru = ?, name_be = ?, name_en = ? WHERE code = ?",
                (name_ru, name_be, name_ru, old.code),
            ),
            history.entry("topics", old.code, "changed", now=now, by=by, old=was, new=new),
        ]
    )


async def offer(tx: Tx, old: Topic, *, is_offered: bool, now: str, by: int) -> None:
    """Offer a topic again or no more."""
    if old.is_offered == is_offered:
        return
    await tx.batch(
        [
            ("UPDATE topics SET is_offered = ? WHERE code = ?", (int(is_offered), old.code)),
            history.entry(
                "topics", old.code, "changed", now=now, by=by,
                old={"is_offered": old.is_offered}, new={"is_offered": is_offered},
            ),
        ]
    )  # fmt: skip
