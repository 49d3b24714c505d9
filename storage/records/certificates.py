"""Certificates of the school of library mastery."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCertificate:
    """What a certificate is issued for; `random` is the part of its number nobody guesses."""

    class_id: int
    staff_id: int
    hours: float  # attended
    issued_on: date
    random: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate in the register, in force or revoked."""

    certificate_id: int
    number: str
    class_id: int
    staff_id: int
    hours: float
    issued_on: date
    issued_at: str
    issued_by: int
    revoked_at: str | None = None
    revoked_why: str | None = None

    @property
    def is_valid(self) -> bool:
        """Tell whether it is in force."""
        return self.revoked_at is None
