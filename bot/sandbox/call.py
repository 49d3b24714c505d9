"""One call of the Bot API: its parameters, however they were sent, and its uploaded files."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import bad_request

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart body."""

    name: str
    content: bytes
    mime: str


@dataclass(slots=True)
class Call:
    """Parameters arrive as JSON values or as text; readers take both, as Telegram does."""

    method: str
    params: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Read a string; "" if absent."""
        value = self.params.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str) -> int | None:
        """Read an integer; None if absent or not a number."""
        value = self.params.get(name)
        if isinstance(value, int):
            return int(value)
        try:
            return int(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def clamped(self, name: str, default: int, low: int, high: int) -> int:
        """Read an integer and force it into the bounds."""
        value = self.number(name)
        return default if value is None else min(max(value, low), high)

    def real(self, name: str) -> float | None:
        """Read a decimal number; None if absent or not a number."""
        try:
            return float(self.params[name])
        except (KeyError, TypeError, ValueError):
            return None

    def claims(self, name: str) -> bool:
        """Read a boolean; absent, empty, "false", "no" and "0" mean no."""
        value = self.params.get(name, False)
        if isinstance(value, str):
            return value.lower() not in {"", "false", "no", "0"}
        return bool(value)

    def json(self, name: str, refusal: str) -> Any:
        """Read a JSON value, sent as itself or as text; None if absent, refused if broken."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(refusal) from None
