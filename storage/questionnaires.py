"""Published questionnaires: numbered versions that stay for ever, each from a workbook."""

import re
from dataclasses import dataclass
from typing import Final

from storage import drafts, history
from storage.database import Reader, Row, Tx
from storage.records.monitoring import Questionnaire

_VERSION: Final = re.compile(r"q(\d+)\.(\d+)")
FORM: Final = "monitoring"  # the form of their drafts and submissions
SELECT: Final = """
SELECT v.questionnaire_id, q.code, v.number, v.title, v.digest, v.workbook_name, v.published_at,
    v.published_by
FROM questionnaire_versions AS v JOIN questionnaires AS q USING (questionnaire_id)
"""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What is published: the form, the workbook as it was sent, the same as plain XLSForm."""

    code: str
    title: str
    xml: str
    digest: str  # SHA-256 of the XML and the files
    workbook_name: str
    workbook_id: int | None  # a file
    xlsform: bytes
    files: bytes | None = None  # a .zip of pictures and lists that belong to it


async def published(db: Reader) -> list[Questionnaire]:
    """Return the newest version of each questionnaire, the one published last first.

    A campaign is put on one by `campaigns.make(tx, new, version=found.version, ...)`; its
    questions are then read by `bot.published.campaign_form`.
    """
    rows = await db.all(
        f"""
        {SELECT} WHERE v.number = (
            SELECT max(number) FROM questionnaire_versions AS newer
            WHERE newer.questionnaire_id = v.questionnaire_id)
        ORDER BY v.published_at DESC, v.questionnaire_id DESC
        """
    )
    return [_read(row) for row in rows]


async def versions(db: Reader, questionnaire_id: int) -> list[Questionnaire]:
    """Return every version of a questionnaire, the newest first."""
    rows = await db.all(
        f"{SELECT} WHERE v.questionnaire_id = ? ORDER BY v.number DESC", (questionnaire_id,)
    )
    return [_read(row) for row in rows]


async def newest(db: Reader, code: str) -> Questionnaire | None:
    """Return the newest version of the questionnaire with a code."""
    row = await db.one(f"{SELECT} WHERE q.code = ? ORDER BY v.number DESC LIMIT 1", (code,))
    return None if row is None else _read(row)


async def of_version(db: Reader, version: str) -> Questionnaire | None:
    """Return what campaigns, drafts and submissions call `version`; None for a shipped form."""
    match = _VERSION.fullmatch(version)
    row = (
        await db.one(f"{SELECT} WHERE v.questionnaire_id = ? AND v.number = ?", match.groups())
        if match
        else None
    )
    return None if row is None else _read(row)


async def publish(tx: Tx, new: NewVersion, *, now: str, by: int) -> Questionnaire | None:
    """Keep a form as the next version of its questionnaire; None where it is there already."""
    await tx.run(
        "INSERT INTO questionnaires (code) VALUES (?) ON CONFLICT DO NOTHING", (new.code,)
    )
    questionnaire_id = int(
        await tx.value("SELECT questionnaire_id FROM questionnaires WHERE code = ?", (new.code,))
    )
    before = await newest(tx, new.code)
    number = before.number + 1 if before else 1
    added = await tx.run(
        """
        INSERT INTO questionnaire_versions (questionnaire_id, number, title, digest,
            workbook_name, workbook_id, xlsform, published_at, published_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        (
            questionnaire_id, number, new.title, new.digest, new.workbook_name, new.workbook_id,
            new.xlsform, now, by,
        ),
    )  # fmt: skip
    if not added:
        return None
    made = Questionnaire(
        questionnaire_id, new.code, number, new.title, new.digest, new.workbook_name, now, by
    )
    await drafts.keep_version(tx, FORM, made.version, new.xml, now, new.files)
    await history.add(
        tx, "questionnaires", questionnaire_id, "published", now=now, by=by,
        new={"number": number, "title": new.title, "digest": new.digest},
    )  # fmt: skip
    return made


async def xlsform(db: Reader, questionnaire_id: int, number: int) -> bytes | None:
    """Return a version as plain XLSForm."""
    content = await db.value(
        "SELECT xlsform FROM questionnaire_versions WHERE questionnaire_id = ? AND number = ?",
        (questionnaire_id, number),
    )
    return None if content is None else bytes(content)


def _read(row: Row) -> Questionnaire:
    return Questionnaire(**dict(row))
