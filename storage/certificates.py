"""The register of certificates: numbers are given in turn and never again."""

from datetime import date

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.certificates import Certificate, NewCertificate

SUBJECT = "certificates"  # in the history


async def issue(tx: Tx, new: NewCertificate, *, now: str, by: int) -> Certificate | None:
    """Enter a certificate in the register; None where the person holds a valid one."""
    known = await in_force(tx, new.class_id, new.staff_id)
    if known is not None:
        return None
    key = int(await tx.value("SELECT coalesce(max(certificate_id), 0) + 1 FROM certificates"))
    number = f"{key}/{new.issued_on.year}-{new.random}"
    await tx.run(
        """
        INSERT INTO certificates (certificate_id, number, class_id, staff_id, hours, issued_on,
            issued_at, issued_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            key,
            number,
            new.class_id,
            new.staff_id,
            new.hours,
            new.issued_on.isoformat(),
            now,
            by,
        ),
    )
    await history.add(tx, SUBJECT, key, "issued", now=now, by=by)
    return await load(tx, key)


async def revoke(tx: Tx, certificate_id: int, why: str, *, now: str, by: int) -> bool:
    """Take a certificate out of force; False where it is already."""
    changed = await tx.run(
        "UPDATE certificates SET revoked_at = ?, revoked_why = ? "
        "WHERE certificate_id = ? AND revoked_at IS NULL",
        (now, why, certificate_id),
    )
    if changed:
        await history.add(tx, SUBJECT, certificate_id, "revoked", now=now, by=by, reason=why)
    return changed > 0


async def load(db: Reader, certificate_id: int) -> Certificate | None:
    """Return a certificate by its number in the register."""
    row = await db.one("SELECT * FROM certificates WHERE certificate_id = ?", (certificate_id,))
    return None if row is None else _certificate(row)


async def by_number(db: Reader, number: str) -> Certificate | None:
    """Return a certificate by the number printed on it."""
    row = await db.one("SELECT * FROM certificates WHERE number = ?", (number,))
    return None if row is None else _certificate(row)


async def in_force(db: Reader, class_id: int, staff_id: int) -> Certificate | None:
    """Return the valid certificate of a person in a class."""
    found = [one for one in await of_class(db, class_id) if one.is_valid]
    return next((one for one in found if one.staff_id == staff_id), None)


async def of_class(db: Reader, class_id: int) -> list[Certificate]:
    """Return the certificates of a class, revoked ones too, in the order of the register."""
    rows = await db.all(
        "SELECT * FROM certificates WHERE class_id = ? ORDER BY certificate_id", (class_id,)
    )
    return [_certificate(row) for row in rows]


async def of_person(db: Reader, staff_id: int) -> list[Certificate]:
    """Return the certificates of a person, the latest first."""
    rows = await db.all(
        "SELECT * FROM certificates WHERE staff_id = ? ORDER BY certificate_id DESC", (staff_id,)
    )
    return [_certificate(row) for row in rows]


def _certificate(row: Row) -> Certificate:
    return Certificate(**{**dict(row), "issued_on": date.fromisoformat(row["issued_on"])})
