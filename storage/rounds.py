"""Door-to-door rounds: a walk counted press by press, or totals; changed with history.

Only saved rounds that are not removed count. Lists and sums stand in `round_sums.py`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from storage import history, on_behalf
from storage.database import Reader, Row, Statement, Tx
from storage.records.days import day
from storage.records.libraries import Settlement
from storage.records.rounds import KeptTap, NewRound, Round, RoundChoice, RoundFields, Tally, Tap

MAPPINGS: Final = ("reasons", "ages", "wishes", "titles")
NUMBERS: Final = tuple(f.name for f in fields(Tally) if f.name not in MAPPINGS)
LISTS: Final = {"reasons": "reason", "ages": "age", "wishes": "wish"}
PLAIN: Final = ("library_id", "settlement_id", "street", "purpose")

CARD: Final = """
SELECT r.*,
    (SELECT json_group_array(partner) FROM (
        SELECT partner FROM round_partners WHERE round_id = r.round_id
        ORDER BY position)) AS partners,
    (SELECT json_group_array(json_array(list, code, count)) FROM (
        SELECT list, code, count FROM round_counts WHERE round_id = r.round_id
        ORDER BY list, count DESC, code)) AS counts,
    (SELECT json_group_array(json_array(title, count)) FROM (
        SELECT title, count FROM round_titles WHERE round_id = r.round_id
        ORDER BY count DESC, title)) AS titles
FROM rounds AS r
"""
TAPS: Final = """
SELECT tap_id, kind, amount, item, household, is_undone FROM round_taps
"""
LAST: Final = f"""
{TAPS} WHERE is_undone = 0 AND (round_id, chat_id, message_id) = (
    SELECT round_id, chat_id, message_id FROM round_taps
    WHERE round_id = :round_id AND is_undone = 0 AND kind <> 'undo'
    ORDER BY tap_id DESC LIMIT 1)
ORDER BY tap_id
"""
PUT_COUNT: Final = """
INSERT INTO round_counts VALUES (?, ?, ?, ?)
ON CONFLICT (round_id, list, code) DO UPDATE SET count = excluded.count
"""
PUT_TITLE: Final = """
INSERT INTO round_titles VALUES (?, ?, ?)
ON CONFLICT (round_id, title) DO UPDATE SET count = excluded.count
"""
DROP_COUNT: Final = "DELETE FROM round_counts WHERE round_id = ? AND list = ? AND code = ?"
DROP_TITLE: Final = "DELETE FROM round_titles WHERE round_id = ? AND title = ?"
INSERT: Final = f"""
INSERT INTO rounds (library_id, settlement_id, street, purpose, made_on, {", ".join(NUMBERS)},
    staff_id, entered_by, source, submission_id, state, created_at, updated_at)
VALUES (:library_id, :settlement_id, :street, :purpose, :made_on,
    {", ".join(f":{name}" for name in NUMBERS)},
    :staff_id, :entered_by, :source, :submission_id, :state, :now, :now)
"""
UPDATE: Final = f"""
UPDATE rounds SET library_id = :library_id, settlement_id = :settlement_id, street = :street,
    purpose = :purpose, made_on = :made_on,
    {", ".join(f"{name} = :{name}" for name in NUMBERS)}, updated_at = :now
WHERE round_id = :round_id
"""
COUNT: Final = f"""
UPDATE rounds SET {", ".join(f"{name} = :{name}" for name in NUMBERS)},
    asks = :asks, updated_at = :now
WHERE round_id = :round_id
"""


# -------------------------------------------------------------------- a whole round


async def begin(tx: Tx, new: NewRound, *, now: str) -> int:
    """Begin a walk and return its id; a person's other walk is paused."""
    tx.later(
        """
        UPDATE rounds SET state = 'paused', asks = NULL, updated_at = ?
        WHERE entered_by = ? AND state = 'walking' AND removed_at IS NULL
        """,
        (now, new.entered_by),
    )
    return await _insert(tx, new, "walking", now)


async def save_totals(tx: Tx, new: NewRound, *, now: str) -> int:
    """Save a round whose totals are known and return its id."""
    return await _insert(tx, new, "saved", now)


async def update(
    tx: Tx,
    round_id: int,
    new: RoundFields,
    *,
    now: str,
    by: int | None,
    reason: str | None = None,
) -> None:
    """Replace what a round says, with history. Raises KeyError where there is no such round."""
    old = await by_id(tx, round_id)
    if old is None:
        raise KeyError(round_id)
    was, became = history.differences(stated(old), stated(new))
    if not became:
        return
    await tx.batch(
        [
            (UPDATE, {**_columns(new), "now": now, "round_id": round_id}),
            *_parts(round_id, new),
            history.entry(
                "rounds", round_id, "changed", now=now, by=by, old=was, new=became, reason=reason
            ),
            on_behalf.changed("rounds", round_id, by=by, now=now),
        ]
    )


async def remove(tx: Tx, round_id: int, reason: str, *, now: str, by: int | None) -> bool:
    """Take a round out of lists and counts; its row stays. False where it was out already."""
    return await _set_removed(tx, round_id, "removed", (now, by, reason), now=now, by=by)


async def restore(tx: Tx, round_id: int, *, now: str, by: int | None) -> bool:
    """Put a removed round back; a walk comes back paused. False where it was not removed."""
    return await _set_removed(tx, round_id, "restored", (None, None, None), now=now, by=by)


async def by_id(db: Reader, round_id: int) -> Round | None:
    """Return one round with everything on its card, also a removed one."""
    row = await db.one(f"{CARD} WHERE r.round_id = ?", (round_id,))
    return None if row is None else read(row)


async def open_of(db: Reader, staff_id: int | None = None) -> list[Round]:
    """Return the walks that are not saved, of who enters them or of all, the latest first."""
    whose = "" if staff_id is None else "AND r.entered_by = :staff_id"
    rows = await db.all(
        f"""
        {CARD} WHERE r.state <> 'saved' AND r.removed_at IS NULL {whose}
        ORDER BY r.updated_at DESC, r.round_id DESC
        """,
        {"staff_id": staff_id},
    )
    return [read(row) for row in rows]


async def choices(db: Reader) -> list[RoundChoice]:
    """Return the institution's lists, each in its order, also what is of other years."""
    rows = await db.all("SELECT * FROM round_choices ORDER BY list, position, code")
    return [RoundChoice(**dict(row)) for row in rows]


async def settlements(db: Reader) -> list[Settlement]:
    """Return every settlement of the network."""
    rows = await db.all(
        "SELECT settlement_id, library_id, name_ru, name_be, households, residents "
        "FROM settlements ORDER BY library_id, settlement_id"
    )
    return [Settlement(**dict(row)) for row in rows]


# -------------------------------------------------------------------- a walk


@dataclass(frozen=True, slots=True)
class Walk:
    """A round in the hand of who walks, and what this message has to do with it."""

    round: Round
    is_counted: bool  # the message was counted before
    last: tuple[KeptTap, ...]  # of the latest message that is not undone


async def walk(db: Reader, round_id: int, chat_id: int, message_id: int) -> Walk | None:
    """Return a round that is not removed, with what a press needs to know, in one hop."""
    found, known, last = await db.batch(
        [
            (f"{CARD} WHERE r.round_id = ? AND r.removed_at IS NULL", (round_id,)),
            (
                "SELECT 1 FROM round_taps WHERE chat_id = ? AND message_id = ? LIMIT 1",
                (chat_id, message_id),
            ),
            (
                LAST,
                {"round_id": round_id},
            ),
        ]
    )
    if not found:
        return None
    return Walk(read(found[0]), bool(known), tuple(_tap(row) for row in last))


def count(
    tx: Tx,
    old: Round,
    tally: Tally,
    taps: Sequence[Tap],
    *,
    chat_id: int,
    message_id: int,
    asks: str | None,
    now: str,
    undone: Sequence[KeptTap] = (),
) -> None:
    """Count the taps of one message: `tally` is what the round then has counted.

    `undone` are the taps that the message takes back. Written with the next hop.
    """
    tx.later(COUNT, {**_numbers(tally), "asks": asks, "now": now, "round_id": old.round_id})
    for statement in _changed_counts(old, tally):
        tx.later(*statement)
    for part, tap in enumerate(taps):
        tx.later(
            """
            INSERT INTO round_taps (round_id, chat_id, message_id, part, kind, amount, item,
                household, made_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                old.round_id, chat_id, message_id, part, tap.kind, tap.amount, tap.item,
                tally.households, now,
            ),
        )  # fmt: skip
    for tap in undone:
        tx.later("UPDATE round_taps SET is_undone = 1 WHERE tap_id = ?", (tap.tap_id,))


async def taps(db: Reader, round_id: int) -> list[KeptTap]:
    """Return the taps of a round in the order of counting, also what was undone."""
    rows = await db.all(f"{TAPS} WHERE round_id = ? ORDER BY tap_id", (round_id,))
    return [_tap(row) for row in rows]


def ask(tx: Tx, round_id: int, asks: str | None) -> None:
    """Note what the walk's keyboard offers (None: the six buttons)."""
    tx.later("UPDATE rounds SET asks = ? WHERE round_id = ?", (asks, round_id))


async def pause(tx: Tx, round_id: int, *, now: str) -> bool:
    """Stop a walk for a while; False where it was not walking."""
    return await _move(tx, round_id, "walking", "paused", now)


async def resume(tx: Tx, round_id: int, *, now: str) -> bool:
    """Go on with a paused walk; the person's other walk is paused. False where it was not."""
    tx.later(
        """
        UPDATE rounds SET state = 'paused', asks = NULL
        WHERE state = 'walking' AND removed_at IS NULL AND round_id <> :round_id
            AND entered_by = (SELECT entered_by FROM rounds WHERE round_id = :round_id)
        """,
        {"round_id": round_id},
    )
    return await _move(tx, round_id, "paused", "walking", now)


async def finish(tx: Tx, round_id: int, *, now: str) -> bool:
    """Save a walk, so that it counts; False where it was saved before."""
    changed = await tx.run(
        """
        UPDATE rounds SET state = 'saved', asks = NULL, updated_at = ?
        WHERE round_id = ? AND state <> 'saved' AND removed_at IS NULL
        """,
        (now, round_id),
    )
    return changed > 0


async def reopen(tx: Tx, round_id: int, *, now: str, by: int | None) -> None:
    """Make a saved round a paused walk again, with history."""
    await tx.run(
        "UPDATE rounds SET state = 'paused', updated_at = ? WHERE round_id = ?", (now, round_id)
    )
    await history.add(tx, "rounds", round_id, "reopened", now=now, by=by)


async def set_street(tx: Tx, round_id: int, street: str, *, now: str, by: int | None) -> None:
    """Keep the street of a round of 10 households or more, with history."""
    await tx.batch(
        [
            (
                "UPDATE rounds SET street = ?, updated_at = ? WHERE round_id = ?",
                (street, now, round_id),
            ),
            history.entry("rounds", round_id, "changed", now=now, by=by, new={"street": street}),
        ]
    )


async def is_counted(db: Reader, chat_id: int, message_id: int) -> bool:
    """Tell whether a message was counted."""
    known = await db.value(
        "SELECT 1 FROM round_taps WHERE chat_id = ? AND message_id = ? LIMIT 1",
        (chat_id, message_id),
    )
    return known is not None


async def forget_street(tx: Tx, round_id: int, draft_id: int) -> None:
    """Leave no trace of a street that the round must not keep: no history, no answers."""
    await tx.batch(
        [
            (
                """
                UPDATE history SET old = json_remove(old, '$.street'),
                    new = json_remove(new, '$.street')
                WHERE subject = 'rounds' AND subject_id = ? AND action = 'changed'
                """,
                (str(round_id),),
            ),
            (
                """
                UPDATE submissions SET answers = json_remove(answers, '$.street')
                WHERE submission_id = (SELECT submission_id FROM rounds WHERE round_id = ?)
                """,
                (round_id,),
            ),
            (
                """
                UPDATE drafts SET answers = json_remove(answers, '$.values.street')
                WHERE form = 'round' AND (draft_id = :draft_id
                    OR json_extract(context, '$.round_id') = :round_id
                    OR draft_id = (SELECT s.draft_id FROM rounds AS r
                        JOIN submissions AS s USING (submission_id) WHERE r.round_id = :round_id))
                """,
                {"round_id": round_id, "draft_id": draft_id},
            ),
        ]
    )


def focus(tx: Tx, chat_id: int, round_id: int | None) -> None:
    """Let words of a chat be counted for a round (None: for none)."""
    tx.later(
        "INSERT INTO chats (chat_id, round_id) VALUES (?, ?) ON CONFLICT (chat_id) "
        "DO UPDATE SET round_id = excluded.round_id",
        (chat_id, round_id),
    )


async def prune_taps(tx: Tx, before: str) -> int:
    """Delete the taps of rounds saved and untouched since `before`; return how many went.

    They tell a walk house by house, and a message older than a day never comes again.
    """
    return await tx.run(
        """
        DELETE FROM round_taps WHERE round_id IN (
            SELECT round_id FROM rounds WHERE state = 'saved' AND updated_at < ?)
        """,
        (before,),
    )


# -------------------------------------------------------------------- rows and values


def stated(said: RoundFields) -> dict[str, Any]:
    """Return what a round says as plain values, for the history."""
    counted = {name: dict(getattr(said.tally, name)) for name in MAPPINGS}
    return {**_columns(said), "partners": list(said.partners), **counted}


def read(row: Row) -> Round:
    """Read a row of `CARD`."""
    named = {f.name: row[f.name] for f in fields(Round) if f.name not in PARSED}
    return Round(
        **named,
        made_on=day(row["made_on"]),  # type: ignore[arg-type]  # NOT NULL
        partners=tuple(json.loads(row["partners"])),
        tally=tally_of(row),
    )


PARSED: Final = {"made_on", "partners", "tally"}


def tally_of(row: Row) -> Tally:
    """Read the numbers of a row and its `counts` and `titles`."""
    listed: dict[str, dict[str, int]] = {name: {} for name in LISTS.values()}
    for kind, code, number in json.loads(row["counts"]):
        listed[kind][code] = number
    return Tally(
        **{name: row[name] for name in NUMBERS},
        reasons=listed["reason"],
        ages=listed["age"],
        wishes=listed["wish"],
        titles=dict(json.loads(row["titles"])),
    )


async def _insert(tx: Tx, new: NewRound, state: str, now: str) -> int:
    values = {
        **_columns(new),
        "staff_id": new.staff_id,
        "entered_by": new.entered_by,
        "source": new.source,
        "submission_id": new.submission_id,
        "state": state,
        "now": now,
    }
    round_id = await tx.insert(INSERT, values)
    for statement in _parts(round_id, new):
        tx.later(*statement)
    return round_id


def _parts(round_id: int, said: RoundFields) -> list[Statement]:
    """Return the statements that replace partners, counted lists and titles."""
    tables = ("round_partners", "round_counts", "round_titles")
    statements: list[Statement] = [
        (f"DELETE FROM {table} WHERE round_id = ?", (round_id,)) for table in tables
    ]
    statements += [
        ("INSERT INTO round_partners VALUES (?, ?, ?)", (round_id, position, partner))
        for position, partner in enumerate(said.partners)
    ]
    return [*statements, *_counts(round_id, said.tally)]


def _counts(round_id: int, tally: Tally) -> list[Statement]:
    listed = [
        ("INSERT INTO round_counts VALUES (?, ?, ?, ?)", (round_id, kind, code, number))
        for name, kind in LISTS.items()
        for code, number in getattr(tally, name).items()
        if number
    ]
    titles = [
        ("INSERT INTO round_titles VALUES (?, ?, ?)", (round_id, title, number))
        for title, number in tally.titles.items()
        if number
    ]
    return [*listed, *titles]


def _changed_counts(old: Round, new: Tally) -> list[Statement]:
    """Return the statements for the few counts that differ."""
    return [
        _put_count(old.round_id, name, code, after.get(code, 0))
        for name in MAPPINGS
        for before, after in [(getattr(old.tally, name), getattr(new, name))]
        for code in {**before, **after}
        if before.get(code, 0) != after.get(code, 0)
    ]


def _put_count(round_id: int, name: str, code: str, number: int) -> Statement:
    if name == "titles":
        return (PUT_TITLE, (round_id, code, number)) if number else (DROP_TITLE, (round_id, code))
    key = (round_id, LISTS[name], code)
    return (PUT_COUNT, (*key, number)) if number else (DROP_COUNT, key)


def _columns(said: RoundFields) -> dict[str, Any]:
    plain = {name: getattr(said, name) for name in PLAIN}
    return {**plain, "made_on": said.made_on.isoformat(), **_numbers(said.tally)}


def _numbers(tally: Tally) -> Mapping[str, int]:
    return {name: getattr(tally, name) for name in NUMBERS}


async def _move(tx: Tx, round_id: int, old: str, new: str, now: str) -> bool:
    changed = await tx.run(
        """
        UPDATE rounds SET state = :new, asks = NULL, updated_at = :now
        WHERE round_id = :round_id AND state = :old AND removed_at IS NULL
        """,
        {"new": new, "old": old, "now": now, "round_id": round_id},
    )
    return changed > 0


async def _set_removed(
    tx: Tx,
    round_id: int,
    action: str,
    values: tuple[str | None, int | None, str | None],
    *,
    now: str,
    by: int | None,
) -> bool:
    state = "NOT NULL" if action == "restored" else "NULL"
    changed = await tx.run(
        f"""
        UPDATE rounds SET removed_at = ?, removed_by = ?, removed_reason = ?, updated_at = ?,
            state = iif(state = 'walking', 'paused', state), asks = NULL
        WHERE round_id = ? AND removed_at IS {state}
        """,
        (*values, now, round_id),
    )
    if changed:
        await history.add(tx, "rounds", round_id, action, now=now, by=by, reason=values[2])
    return changed > 0


def _tap(row: Row) -> KeptTap:
    values = {f.name: row[f.name] for f in fields(KeptTap) if f.name != "is_undone"}
    return KeptTap(**values, is_undone=bool(row["is_undone"]))
