"""The institution's lists for rounds: entries are added, renamed and put away, never deleted."""

from dataclasses import asdict

from storage import history
from storage.database import Tx
from storage.records.rounds import RoundChoice

OTHER = "other"  # «Другое» stays the last of its list


async def add(tx: Tx, new: RoundChoice, *, now: str, by: int | None) -> str:
    """Add an entry with a code of its own, before «Другое»; return the code."""
    number = await tx.value("SELECT count(*) + 1 FROM round_choices WHERE list = ?", (new.list,))
    code = f"own-{number}"
    place = await tx.value(
        "SELECT position FROM round_choices WHERE list = ? AND code = ?", (new.list, OTHER)
    )
    values = {**asdict(new), "code": code, "position": place if place is not None else number}
    await tx.batch(
        [
            (
                "UPDATE round_choices SET position = position + 1 WHERE list = ? AND code = ?",
                (new.list, OTHER),
            ),
            (
                """
                INSERT INTO round_choices VALUES (:list, :code, :name_ru, :name_be, :name_en,
                    :position, :from_year, :to_year)
                """,
                values,
            ),
            history.entry(
                "round_choices", f"{new.list}/{code}", "added", now=now, by=by, new=values
            ),
        ]
    )
    return code


async def change(tx: Tx, old: RoundChoice, new: RoundChoice, *, now: str, by: int | None) -> None:
    """Rename an entry or move its years, with history; records keep its code."""
    was, became = history.differences(asdict(old), asdict(new))
    if not became:
        return
    await tx.batch(
        [
            (
                """
                UPDATE round_choices SET name_ru = :name_ru, name_be = :name_be,
                    name_en = :name_en, from_year = :from_year, to_year = :to_year
                WHERE list = :list AND code = :code
                """,
                asdict(new),
            ),
            history.entry(
                "round_choices", f"{old.list}/{old.code}", "changed", now=now, by=by,
                old=was, new=became,
            ),
        ]
    )  # fmt: skip
