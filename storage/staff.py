"""People, their duties, libraries and Telegram accounts; the records of leavers stay."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.days import day
from storage.records.people import Staff, StaffFields

SELECT = """
SELECT s.staff_id, s.code, s.surname_ru, s.name_ru, s.patronymic_ru, s.surname_be, s.name_be,
    s.patronymic_be, s.role, s.post, s.phone, s.language, s.uses_telegram, s.left_on,
    a.user_id, a.blocked_at IS NOT NULL AS blocked,
    c.version AS notice_version, coalesce(c.accepted, 0) AS notice_accepted,
    (SELECT json_group_array(library_id) FROM (
        SELECT library_id FROM staff_libraries
        WHERE staff_id = s.staff_id ORDER BY position)) AS library_ids,
    (SELECT json_group_array(duty) FROM duties WHERE staff_id = s.staff_id) AS duties
FROM staff AS s
LEFT JOIN accounts AS a ON a.staff_id = s.staff_id
LEFT JOIN consents AS c ON c.consent_id = (
    SELECT max(consent_id) FROM consents WHERE staff_id = s.staff_id)
"""
BY_NAME = " ORDER BY s.surname_ru, s.name_ru, s.patronymic_ru, s.staff_id"

COLUMNS = (
    "code",
    "surname_ru",
    "name_ru",
    "patronymic_ru",
    "surname_be",
    "name_be",
    "patronymic_be",
    "role",
    "post",
    "phone",
    "language",
    "uses_telegram",
)
INSERT = f"""
INSERT INTO staff ({", ".join(COLUMNS)}, created_at, updated_at)
VALUES ({", ".join(":" + column for column in COLUMNS)}, :now, :now)
RETURNING staff_id
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a new link took away: the person's former account, the account's former person."""

    old_user_id: int | None
    old_staff_id: int | None


async def by_user(db: Reader, user_id: int) -> Staff | None:
    """Return the person of a Telegram account, switched off or not, in one query."""
    return _staff(await db.one(*of_user(user_id)))


def of_user(user_id: int) -> Statement:
    """Return the query of `by_user`, for who reads several things in one hop."""
    return f"{SELECT} WHERE a.user_id = ?", (user_id,)


def first(rows: Sequence[Row]) -> Staff | None:
    """Read the first row of such a query."""
    return _read(rows[0]) if rows else None


async def by_id(db: Reader, staff_id: int) -> Staff | None:
    """Return one person."""
    return _staff(await db.one(f"{SELECT} WHERE s.staff_id = ?", (staff_id,)))


async def by_ids(db: Reader, staff_ids: Iterable[int]) -> dict[int, Staff]:
    """Return several people by id."""
    rows = await db.all(
        f"{SELECT} WHERE s.staff_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(staff_ids)),),
    )
    return {row["staff_id"]: _read(row) for row in rows}


async def by_code(db: Reader, code: str) -> Staff | None:
    """Return the person whom the institution numbers `code`."""
    return _staff(await db.one(f"{SELECT} WHERE s.code = ?", (code,)))


async def all_active(db: Reader) -> list[Staff]:
    """Return everybody who works here, by name; a search by name takes these."""
    return _many(await db.all(f"{SELECT} WHERE s.left_on IS NULL {BY_NAME}"))


async def known(db: Reader) -> list[Staff]:
    """Return everybody, those who left too, by name."""
    return _many(await db.all(f"{SELECT} {BY_NAME}"))


async def with_role(db: Reader, *names: str) -> list[Staff]:
    """Return active people whose role or duty is among `names`, by name."""
    rows = await db.all(
        f"""
        {SELECT} WHERE s.left_on IS NULL AND (
            s.role IN (SELECT value FROM json_each(:names)) OR EXISTS (
                SELECT 1 FROM duties AS d WHERE d.staff_id = s.staff_id
                AND d.duty IN (SELECT value FROM json_each(:names))))
        {BY_NAME}
        """,
        {"names": json.dumps(names)},
    )
    return _many(rows)


async def of_library(db: Reader, library_id: int) -> list[Staff]:
    """Return the active people of a library, by name."""
    rows = await db.all(
        f"""
        {SELECT} WHERE s.left_on IS NULL AND s.staff_id IN (
            SELECT staff_id FROM staff_libraries WHERE library_id = ?)
        {BY_NAME}
        """,
        (library_id,),
    )
    return _many(rows)


async def without_account(db: Reader) -> list[Staff]:
    """Return active people who use Telegram and are not linked yet: whom slips are for."""
    rows = await db.all(
        f"{SELECT} WHERE s.left_on IS NULL AND s.uses_telegram = 1 AND a.user_id IS NULL {BY_NAME}"
    )
    return _many(rows)


async def add(tx: Tx, person: StaffFields, *, now: str, by: int | None) -> int:
    """Add one person and return the id; libraries are given by code."""
    rows = await tx.batch([(INSERT, {**_columns(person), "now": now})])
    staff_id = int(rows[0][0]["staff_id"])
    await tx.batch([*_belongings(staff_id, person), _added(staff_id, person, now, by)])
    return staff_id


async def put(tx: Tx, people: Sequence[StaffFields], *, now: str, by: int | None) -> list[int]:
    """Insert new people and update known ones by code, with history; return their ids."""
    before = {code: person for code, person in (await _fields(tx)).items() if code}
    saved = await tx.batch([_put(person, before.get(str(person.code)), now) for person in people])
    ids = [int(rows[0]["staff_id"]) for rows in saved]
    statements: list[Statement] = []
    for staff_id, person in zip(ids, people, strict=True):
        statements += _changes(staff_id, person, before.get(str(person.code)), now, by)
    await tx.batch(statements)
    return ids


async def fields(db: Reader) -> list[StaffFields]:
    """Return everybody who has a code, as an import compares them."""
    return list((await _fields(db)).values())


async def change(
    tx: Tx,
    staff_id: int,
    changes: Mapping[str, Any],
    *,
    now: str,
    by: int | None,
    reason: str | None = None,
) -> None:
    """Set some columns of a person, with history; raises KeyError for an unknown column."""
    if unknown := set(changes) - set(COLUMNS):
        raise KeyError(*unknown)
    row = await tx.one("SELECT * FROM staff WHERE staff_id = ?", (staff_id,))
    old, new = history.differences(dict(row or {}), changes)
    if not new:
        return
    assignments = ", ".join(f"{column} = :{column}" for column in new)
    await tx.batch(
        [
            (
                f"UPDATE staff SET {assignments}, updated_at = :now WHERE staff_id = :staff_id",
                {**new, "now": now, "staff_id": staff_id},
            ),
            history.entry(
                "staff", staff_id, "changed", now=now, by=by, old=old, new=new, reason=reason
            ),
        ]
    )


async def set_language(tx: Tx, staff_id: int, language: str, *, now: str) -> None:
    """Set the language that the person chose."""
    await change(tx, staff_id, {"language": language}, now=now, by=staff_id)


async def set_libraries(
    tx: Tx, staff_id: int, library_ids: Sequence[int], *, now: str, by: int | None
) -> None:
    """Replace a person's libraries, the one whose hours rule the digest first."""
    rows = await tx.all(
        "SELECT library_id FROM staff_libraries WHERE staff_id = ? ORDER BY position", (staff_id,)
    )
    old = {"library_ids": [row["library_id"] for row in rows]}
    new = {"library_ids": list(library_ids)}
    await tx.batch(
        [
            ("DELETE FROM staff_libraries WHERE staff_id = ?", (staff_id,)),
            *(
                ("INSERT INTO staff_libraries VALUES (?, ?, ?)", (staff_id, library_id, position))
                for position, library_id in enumerate(library_ids)
            ),
            history.entry("staff", staff_id, "changed", now=now, by=by, old=old, new=new),
        ]
    )


async def set_duties(
    tx: Tx, staff_id: int, duties: Iterable[str], *, now: str, by: int | None
) -> None:
    """Replace the duties that a person has beside the role."""
    rows = await tx.all("SELECT duty FROM duties WHERE staff_id = ? ORDER BY duty", (staff_id,))
    wanted = sorted(set(duties))
    old, new = {"duties": [row["duty"] for row in rows]}, {"duties": wanted}
    await tx.batch(
        [
            ("DELETE FROM duties WHERE staff_id = ?", (staff_id,)),
            *(("INSERT INTO duties VALUES (?, ?)", (staff_id, duty)) for duty in wanted),
            history.entry("staff", staff_id, "changed", now=now, by=by, old=old, new=new),
        ]
    )


async def switch_off(
    tx: Tx, staff_id: int, on: date, *, now: str, by: int | None, reason: str | None = None
) -> None:
    """Switch off a person who leaves: no menus, no reminders, no live links; records stay."""
    await tx.batch(
        [
            (
                "UPDATE staff SET left_on = ?, updated_at = ? WHERE staff_id = ?",
                (on.isoformat(), now, staff_id),
            ),
            (
                """
                UPDATE invites SET withdrawn_at = ?
                WHERE staff_id = ? AND used_at IS NULL AND withdrawn_at IS NULL
                """,
                (now, staff_id),
            ),
            history.entry(
                "staff",
                staff_id,
                "switched off",
                now=now,
                by=by,
                new={"left_on": on},
                reason=reason,
            ),
        ]
    )


async def switch_on(
    tx: Tx, staff_id: int, *, now: str, by: int | None, reason: str | None = None
) -> None:
    """Take a person back; the account that was linked works again."""
    await tx.batch(
        [
            (
                "UPDATE staff SET left_on = NULL, updated_at = ? WHERE staff_id = ?",
                (now, staff_id),
            ),
            history.entry("staff", staff_id, "switched on", now=now, by=by, reason=reason),
        ]
    )


async def link_account(tx: Tx, user_id: int, staff_id: int, *, now: str, by: int | None) -> Moved:
    """Link an account to a person, taking both from whom they had before.

    The former account is returned so that it can be told; history stays with the person.
    """
    links = await tx.all(
        "SELECT user_id, staff_id FROM accounts WHERE user_id = ? OR staff_id = ?",
        (user_id, staff_id),
    )
    pairs = {(row["user_id"], row["staff_id"]) for row in links}
    if (user_id, staff_id) in pairs:
        return Moved(None, None)
    moved = Moved(
        next((user for user, person in pairs if person == staff_id), None),
        next((person for user, person in pairs if user == user_id), None),
    )
    await tx.batch(
        [
            ("DELETE FROM accounts WHERE user_id = ? OR staff_id = ?", (user_id, staff_id)),
            (
                "INSERT INTO accounts (user_id, staff_id, linked_at) VALUES (?, ?, ?)",
                (user_id, staff_id, now),
            ),
            history.entry(
                "accounts",
                staff_id,
                "linked",
                now=now,
                by=by,
                old={"user_id": moved.old_user_id, "staff_id": moved.old_staff_id},
                new={"user_id": user_id, "staff_id": staff_id},
            ),
        ]
    )
    return moved


async def unlink_account(tx: Tx, staff_id: int, *, now: str, by: int | None) -> int | None:
    """Take a person's account away and return its Telegram id, or None."""
    rows = await tx.batch(
        [("DELETE FROM accounts WHERE staff_id = ? RETURNING user_id", (staff_id,))]
    )
    if not rows[0]:
        return None
    user_id = int(rows[0][0]["user_id"])
    await history.add(
        tx, "accounts", staff_id, "unlinked", now=now, by=by, old={"user_id": user_id}
    )
    return user_id


async def mark_blocked(tx: Tx, user_id: int, *, now: str) -> None:
    """Note that the person blocked the bot: nothing is sent until they come back."""
    await tx.run(
        "UPDATE accounts SET blocked_at = ? WHERE user_id = ? AND blocked_at IS NULL",
        (now, user_id),
    )


async def mark_unblocked(tx: Tx, user_id: int) -> bool:
    """Note that the person is back; tell whether they had blocked the bot."""
    changed = await tx.run(
        "UPDATE accounts SET blocked_at = NULL WHERE user_id = ? AND blocked_at IS NOT NULL",
        (user_id,),
    )
    return changed > 0


async def mark_seen(tx: Tx, user_id: int, *, now: str) -> None:
    """Note when the person last wrote."""
    await tx.run("UPDATE accounts SET seen_at = ? WHERE user_id = ?", (now, user_id))


def _staff(row: Row | None) -> Staff | None:
    return None if row is None else _read(row)


def _many(rows: list[Row]) -> list[Staff]:
    return [_read(row) for row in rows]


def _read(row: Row) -> Staff:
    values = dict(row)
    return Staff(
        **{
            **values,
            "left_on": day(values["left_on"]),
            "library_ids": tuple(json.loads(values["library_ids"])),
            "duties": frozenset(json.loads(values["duties"])),
            "uses_telegram": bool(values["uses_telegram"]),
            "blocked": bool(values["blocked"]),
            "notice_accepted": bool(values["notice_accepted"]),
        }
    )


async def _fields(db: Reader) -> dict[str, StaffFields]:
    """Return everybody with a code as an import states them, by code."""
    rows = await db.all(
        f"""
        SELECT {", ".join("s." + column for column in COLUMNS)},
            (SELECT json_group_array(code) FROM (
                SELECT l.code FROM staff_libraries AS sl JOIN libraries AS l USING (library_id)
                WHERE sl.staff_id = s.staff_id ORDER BY sl.position)) AS libraries,
            (SELECT json_group_array(duty) FROM (
                SELECT duty FROM duties WHERE staff_id = s.staff_id ORDER BY duty)) AS duties
        FROM staff AS s WHERE s.code IS NOT NULL
        """
    )
    return {row["code"]: _stated(row) for row in rows}


def _stated(row: Row) -> StaffFields:
    values = dict(row)
    return StaffFields(
        **{
            **values,
            "libraries": tuple(json.loads(values["libraries"])),
            "duties": tuple(json.loads(values["duties"])),
            "uses_telegram": bool(values["uses_telegram"]),
        }
    )


def _columns(person: StaffFields) -> dict[str, Any]:
    return {column: getattr(person, column) for column in COLUMNS}


def _put(person: StaffFields, before: StaffFields | None, now: str) -> Statement:
    if before is None:
        return INSERT, {**_columns(person), "now": now}
    assignments = ", ".join(f"{column} = :{column}" for column in COLUMNS)
    return (
        f"UPDATE staff SET {assignments}, updated_at = :now WHERE code = :code RETURNING staff_id",
        {**_columns(person), "now": now},
    )


def _belongings(staff_id: int, person: StaffFields) -> list[Statement]:
    """Return the statements that replace a person's libraries and duties."""
    return [
        ("DELETE FROM staff_libraries WHERE staff_id = ?", (staff_id,)),
        ("DELETE FROM duties WHERE staff_id = ?", (staff_id,)),
        *(
            (
                """
                INSERT INTO staff_libraries SELECT ?, library_id, ? FROM libraries WHERE code = ?
                """,
                (staff_id, position, code),
            )
            for position, code in enumerate(person.libraries)
        ),
        *(
            ("INSERT INTO duties VALUES (?, ?)", (staff_id, duty))
            for duty in sorted(set(person.duties))
        ),
    ]


def _added(staff_id: int, person: StaffFields, now: str, by: int | None) -> Statement:
    new = {"surname_ru": person.surname_ru, "role": person.role}
    return history.entry("staff", staff_id, "added", now=now, by=by, new=new)


def _changes(
    staff_id: int, person: StaffFields, before: StaffFields | None, now: str, by: int | None
) -> list[Statement]:
    """Return belongings and history of a person that an import adds or changes."""
    if before is None:
        return [*_belongings(staff_id, person), _added(staff_id, person, now, by)]
    old, new = history.differences(_whole(before), _whole(person))
    if not new:
        return []
    return [
        *_belongings(staff_id, person),
        history.entry("staff", staff_id, "changed", now=now, by=by, old=old, new=new),
    ]


def _whole(person: StaffFields) -> dict[str, Any]:
    return {
        **_columns(person),
        "libraries": list(person.libraries),
        "duties": sorted(set(person.duties)),
    }
