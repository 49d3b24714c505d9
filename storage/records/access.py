"""The door: invitations, requests to be let in, the notice and who agreed to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """A one-time deep link for one person."""

    invite_id: int
    code: str
    staff_id: int
    made_by: int | None
    made_at: str
    expires_at: str
    used_at: str | None
    used_by: int | None
    withdrawn_at: str | None

    def is_live(self, now: str) -> bool:
        """Tell whether the link still opens the door at `now` (UTC ISO)."""
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """Somebody at the door: a stranger, a dead link, or «Это не я»."""

    request_id: int
    user_id: int
    shown_name: str
    kind: str
    staff_id: int | None
    note: str | None
    made_at: str
    decided_at: str | None
    decided_by: int | None
    decision: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The institution's text on what is stored and where; `full_*` is its long form."""

    version: int
    text_ru: str
    text_be: str
    text_en: str
    full_ru: str
    full_be: str
    full_en: str
    made_at: str

    def text(self, language: str) -> str:
        """Return the short text in `language`."""
        return {"be": self.text_be, "en": self.text_en}.get(language, self.text_ru)

    def full(self, language: str) -> str:
        """Return the full text in `language`."""
        return {"be": self.full_be, "en": self.full_en}.get(language, self.full_ru)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One decision of a person about one version of the notice."""

    version: int
    accepted: bool
    decided_at: str
