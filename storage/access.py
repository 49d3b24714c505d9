"""Who asks to be let in, the institution's notice, and each person's decision about it."""

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.access import AccessRequest, Consent, Notice


async def request(
    tx: Tx,
    user_id: int,
    shown_name: str,
    kind: str,
    *,
    now: str,
    staff_id: int | None = None,
    note: str | None = None,
) -> tuple[int, bool]:
    """Ask to be let in; return the request and whether it is new.

    A second press of the button finds the open request, so that admins are asked once.
    """
    waiting = await tx.value(
        """
        SELECT request_id FROM access_requests
        WHERE user_id = ? AND kind = ? AND decided_at IS NULL
        """,
        (user_id, kind),
    )
    if waiting is not None:
        return int(waiting), False
    request_id = await tx.insert(
        """
        INSERT INTO access_requests (user_id, shown_name, kind, staff_id, note, made_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (user_id, shown_name, kind, staff_id, note, now),
    )
    return request_id, True


async def by_id(db: Reader, request_id: int) -> AccessRequest | None:
    """Return one request."""
    row = await db.one("SELECT * FROM access_requests WHERE request_id = ?", (request_id,))
    return None if row is None else _request(row)


async def waiting(db: Reader) -> list[AccessRequest]:
    """Return the requests that nobody has decided, the oldest first."""
    rows = await db.all(
        "SELECT * FROM access_requests WHERE decided_at IS NULL ORDER BY request_id"
    )
    return [_request(row) for row in rows]


async def was_declined(db: Reader, user_id: int, since: str) -> bool:
    """Tell whether an account's request to be let in was declined since a moment (UTC ISO)."""
    found = await db.value(
        """
        SELECT 1 FROM access_requests
        WHERE user_id = ? AND kind <> 'not_me' AND decision = 'declined' AND decided_at > ?
        """,
        (user_id, since),
    )
    return found is not None


async def decide(tx: Tx, request_id: int, decision: str, *, now: str, by: int) -> bool:
    """Approve or decline a request; False where another admin was quicker."""
    changed = await tx.run(
        """
        UPDATE access_requests SET decided_at = ?, decided_by = ?, decision = ?
        WHERE request_id = ? AND decided_at IS NULL
        """,
        (now, by, decision, request_id),
    )
    if changed:
        await history.add(tx, "access_requests", request_id, decision, now=now, by=by)
    return changed > 0


async def current_notice(db: Reader) -> Notice | None:
    """Return the notice in force; None where the institution has published none."""
    row = await db.one("SELECT * FROM notices ORDER BY version DESC LIMIT 1")
    return None if row is None else Notice(**dict(row))


async def publish(
    tx: Tx, texts: dict[str, str], fulls: dict[str, str], *, now: str, by: int | None
) -> int:
    """Publish a notice, by language ru, be and en; return its version.

    Texts that do not differ from those in force keep their version, so nobody is asked again.
    """
    known = await current_notice(tx)
    values = tuple(
        source[language] for source in (texts, fulls) for language in ("ru", "be", "en")
    )
    if known and values == (
        known.text_ru,
        known.text_be,
        known.text_en,
        known.full_ru,
        known.full_be,
        known.full_en,
    ):
        return known.version
    version = await tx.insert(
        """
        INSERT INTO notices (text_ru, text_be, text_en, full_ru, full_be, full_en, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (*values, now),
    )
    await history.add(tx, "notices", version, "published", now=now, by=by)
    return version


async def consent(tx: Tx, staff_id: int, version: int, *, accepted: bool, now: str) -> None:
    """Keep a person's decision about a version of the notice."""
    await tx.run(
        "INSERT INTO consents (staff_id, version, accepted, decided_at) VALUES (?, ?, ?, ?)",
        (staff_id, version, accepted, now),
    )


async def consents_of(db: Reader, staff_id: int) -> list[Consent]:
    """Return a person's decisions, the latest first."""
    rows = await db.all(
        """
        SELECT version, accepted, decided_at FROM consents
        WHERE staff_id = ? ORDER BY consent_id DESC
        """,
        (staff_id,),
    )
    return [
        Consent(version=r["version"], accepted=bool(r["accepted"]), decided_at=r["decided_at"])
        for r in rows
    ]


def _request(row: Row) -> AccessRequest:
    return AccessRequest(**dict(row))
