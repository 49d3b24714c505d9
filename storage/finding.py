"""The index of publications: whose words are stale, its words, what an expression matches."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from storage import marks
from storage.database import Reader, Tx

COLUMNS: Final = ("title", "theme", "about", "other", "days", "roots")
WEIGHTS: Final = (10.0, 5.0, 2.0, 3.0, 8.0, 0.5)  # of bm25, by column
MARK: Final = "finding"
INSERT: Final = f"""
INSERT INTO publication_words (rowid, {", ".join(COLUMNS)})
VALUES (:key, {", ".join(f":{name}" for name in COLUMNS)})
"""
ALL_STALE: Final = """
INSERT INTO finding_stale SELECT publication_id FROM publications WHERE removed_at IS NULL
"""


async def stale(db: Reader, limit: int) -> list[int]:
    """Return publications whose words are not in the index as they are, at most `limit`."""
    rows = await db.all(
        "SELECT publication_id FROM finding_stale ORDER BY publication_id LIMIT ?", (limit,)
    )
    return [row["publication_id"] for row in rows]


async def keep(
    tx: Tx, publication_ids: Sequence[int], words: Mapping[int, Mapping[str, str]]
) -> None:
    """Put the words of publications into the index; those without words are taken out."""
    keys = (json.dumps(list(publication_ids)),)
    of_keys = "IN (SELECT value FROM json_each(?))"
    await tx.batch(
        [
            (f"DELETE FROM publication_words WHERE rowid {of_keys}", keys),
            *((INSERT, {"key": key, **columns}) for key, columns in words.items()),
            (f"DELETE FROM finding_stale WHERE publication_id {of_keys}", keys),
        ]
    )


async def make_anew(tx: Tx) -> None:
    """Empty the index; every publication is stale then."""
    await tx.batch(
        [
            ("DELETE FROM publication_words", ()),
            ("DELETE FROM finding_stale", ()),
            (ALL_STALE, ()),
        ]
    )


async def version(db: Reader) -> str | None:
    """Return the version of the tokens that the index is made of."""
    return await marks.read(db, MARK)


async def note_version(tx: Tx, number: str) -> None:
    """Note the version of the tokens that the index is made of from now on."""
    await marks.put(tx, MARK, number)


async def counts(db: Reader, tokens: Iterable[str]) -> dict[str, int]:
    """Return in how many publications each of `tokens` stands; those in none are left out."""
    rows = await db.all(
        "SELECT term, doc FROM publication_terms WHERE term IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(tokens), ensure_ascii=False),),
    )
    return {row["term"]: row["doc"] for row in rows}


async def vocabulary(db: Reader) -> dict[str, int]:
    """Return every stem and key of the index with the number of its publications."""
    rows = await db.all("SELECT term, doc FROM publication_terms WHERE term >= 'k' AND term < 't'")
    return {row["term"]: row["doc"] for row in rows}


async def matching(db: Reader, expression: str, limit: int) -> list[int]:
    """Return what an FTS5 expression matches, the best first, of equals the newest."""
    rows = await db.all(
        f"""
        SELECT p.publication_id FROM publication_words JOIN publications AS p
            ON p.publication_id = publication_words.rowid
        WHERE publication_words MATCH :expression AND p.removed_at IS NULL
        ORDER BY round(bm25(publication_words, {", ".join(map(str, WEIGHTS))}), 1),
            p.issued_year DESC, p.publication_id DESC
        LIMIT :limit
        """,
        {"expression": expression, "limit": limit},
    )
    return [row["publication_id"] for row in rows]
